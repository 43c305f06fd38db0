#include "ui/home/homepage.h"

#include "models/paymentlookup.h"
#include "ui/widgets/choicecard.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/textsize.h"

#include <QEvent>
#include <QLabel>
#include <QShortcut>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int kMargin = 16;
constexpr int kWidestInCharacters = 110;

QString nameOf(WorkKind kind)
{
    switch (kind) {
    case WorkKind::NotKnown: return u"workNotKnown"_s;
    case WorkKind::Mismatch: return u"workMismatch"_s;
    case WorkKind::Expiring: return u"workExpiring"_s;
    case WorkKind::Refunds: return u"workRefunds"_s;
    case WorkKind::Review: return u"workReview"_s;
    case WorkKind::Customer: return u"workCustomer"_s;
    case WorkKind::ToCapture: return u"workToCapture"_s;
    }
    return {};
}

QString iconOf(WorkKind kind)
{
    switch (kind) {
    case WorkKind::NotKnown: return u"dialog-question"_s;
    case WorkKind::Mismatch:
    case WorkKind::Refunds: return u"dialog-warning"_s;
    case WorkKind::Expiring: return u"chronometer"_s;
    case WorkKind::Review: return u"document-preview"_s;
    case WorkKind::Customer: return u"user-identity"_s;
    case WorkKind::ToCapture: return u"view-task"_s;
    }
    return {};
}

} // namespace

HomePage::HomePage(const Workspace &workspace, QWidget *parent)
    : QScrollArea(parent)
    , m_work(workspace)
{
    setObjectName(u"homePage"_s);
    setAccessibleName(tr("Home"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    auto *content = new QWidget(this);
    content->setMaximumWidth(fontMetrics().averageCharWidth() * kWidestInCharacters);
    auto *title = new QLabel(tr("Home"), content);
    title->setFont(largerFont(font()));
    m_message = new MessageBar(content);
    m_message->setObjectName(u"homeMessage"_s);
    m_state = new QLabel(content);
    m_state->setObjectName(u"homeState"_s);
    m_state->setWordWrap(true);
    m_cardLayout = new QVBoxLayout;
    m_cardLayout->setSpacing(8);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(kMargin, 12, kMargin, kMargin);
    column->setSpacing(8);
    column->addWidget(title);
    column->addWidget(m_message);
    column->addWidget(m_state);
    column->addLayout(m_cardLayout);
    column->addStretch(1);
    setWidget(content);
    connect(&m_work, &WorkList::changed, this, &HomePage::showWork);
    auto *again = new QShortcut(QKeySequence(u"F5"_s), this);
    connect(again, &QShortcut::activated, this, &HomePage::reload);
    showWork();
}

ChoiceCard *HomePage::cardFor(const WorkItem &item)
{
    ChoiceCard *&card = m_cards[item.kind];
    if (card)
        return card;
    card = new ChoiceCard(ChoiceCard::Shape::Wide, item.title, item.hint, widget());
    card->setObjectName(nameOf(item.kind));
    card->setIconName(iconOf(item.kind));
    connect(card, &ChoiceCard::chosen, this, [this, kind = item.kind] { emit chosen(kind); });
    return card;
}

void HomePage::showWork()
{
    const QList<WorkItem> items = m_work.items();
    QList<WorkKind> kinds;
    for (const WorkItem &item : items) {
        kinds.append(item.kind);
        ChoiceCard *card = cardFor(item);
        card->setTitle(item.title);
        card->setDescription(item.hint);
    }
    if (kinds != m_shown)
        arrange(kinds);
    if (const auto &failure = m_work.failure())
        m_message->showError(PaymentLookup::problem(*failure, {}));
    else
        m_message->clear();
    m_state->setVisible(items.isEmpty());
    m_state->setText(m_work.isRead()
                         ? tr("Nothing waits for you: every payment is known, and no hold ends "
                              "within a day.")
                         : tr("Counting what is to be done …"));
    emit listRead(m_work.readAtMs());
}

void HomePage::arrange(const QList<WorkKind> &kinds)
{
    m_shown = kinds;
    for (auto it = m_cards.cbegin(); it != m_cards.cend(); ++it) {
        m_cardLayout->removeWidget(it.value());
        it.value()->setVisible(kinds.contains(it.key()));
    }
    QWidget *before = this;
    for (const WorkKind kind : kinds) {
        ChoiceCard *card = m_cards.value(kind);
        m_cardLayout->addWidget(card);
        setTabOrder(before, card);
        before = card;
    }
}

void HomePage::focusFirst()
{
    const QList<WorkItem> items = m_work.items();
    if (items.isEmpty())
        return setFocus(Qt::ShortcutFocusReason);
    cardFor(items.first())->setFocus(Qt::ShortcutFocusReason);
}

void HomePage::reload()
{
    m_work.read();
}

/// A scroll area never makes its widget lower than the minimum, which is that of the narrowest one.
void HomePage::fit()
{
    const int width = qMin(viewport()->width(), widget()->maximumWidth());
    widget()->setMinimumHeight(widget()->layout()->totalHeightForWidth(width));
}

void HomePage::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    fit();
}

bool HomePage::eventFilter(QObject *watched, QEvent *event)
{
    const bool handled = QScrollArea::eventFilter(watched, event);
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        fit();
    return handled;
}

void HomePage::showEvent(QShowEvent *event)
{
    QScrollArea::showEvent(event);
    m_work.read();
}

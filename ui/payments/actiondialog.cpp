#include "ui/payments/actiondialog.h"

#include "ui/widgets/environmentstripe.h"
#include "ui/widgets/fittingscrollarea.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/primarybutton.h"
#include "ui/widgets/textsize.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>
#include <QShortcut>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int kMargin = 24;
constexpr int kNarrowest = 480;
constexpr int kScreenMargin = 48; ///< room for the window frame

} // namespace

ActionDialog::ActionDialog(const Workspace &workspace, Prompts &prompts, QWidget *parent)
    : QDialog(parent)
    , m_prompts(prompts)
    , m_title(new QLabel(this))
    , m_header(new QHBoxLayout)
    , m_message(new MessageBar(this))
    , m_scroll(new FittingScrollArea(this))
    , m_buttons(new QHBoxLayout)
    , m_primary(new PrimaryButton(this))
{
    m_title->setFont(largerFont(font()));
    m_title->setWordWrap(true);
    m_title->setObjectName(u"title"_s);
    m_primary->setObjectName(u"primary"_s);
    auto *content = new QWidget(m_scroll);
    m_body = new QVBoxLayout(content);
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(8);
    m_scroll->setWidget(content);
    content->setAutoFillBackground(false);

    auto *inner = new QVBoxLayout;
    inner->setContentsMargins(kMargin, kMargin * 2 / 3, kMargin, kMargin);
    inner->setSpacing(16);
    m_header->setSpacing(8);
    inner->addWidget(m_title);
    inner->addLayout(m_header);
    inner->addWidget(m_message);
    inner->addWidget(m_scroll, 1);
    m_buttons->setSpacing(8);
    m_buttons->addStretch(1);
    m_buttons->addWidget(m_primary);
    inner->addLayout(m_buttons);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(new EnvironmentStripe(workspace.testMode, workspace.merchantName, this));
    outer->addLayout(inner, 1);

    connect(m_scroll, &FittingScrollArea::contentChanged, this, &ActionDialog::fit);
    connect(m_primary, &QPushButton::clicked, this, [this] { act(); });
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        connect(shortcut, &QShortcut::activated, m_primary, [this] { m_primary->click(); });
    }
    m_primary->setToolTip(
        QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText));
}

void ActionDialog::setTitle(const QString &title)
{
    setWindowTitle(title);
    m_title->setText(title);
}

QPushButton *ActionDialog::addButton(const QString &text, const QString &name)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAutoDefault(false);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    setTabOrder(button, m_primary);
    return button;
}

void ActionDialog::reject()
{
    if (m_asking)
        return;
    const Question question = leaveQuestion();
    if (question.title.isEmpty()) {
        leave();
        return QDialog::reject();
    }
    m_asking = true;
    m_prompts.ask(this, question, [this](bool yes) { onAnswered(yes); });
}

void ActionDialog::onAnswered(bool yes)
{
    m_asking = false;
    if (!yes)
        return;
    leave();
    QDialog::reject();
}

void ActionDialog::leave() {}

void ActionDialog::fit()
{
    if (!isVisible())
        return;
    m_scroll->widget()->layout()->invalidate();
    m_scroll->updateGeometry();
    layout()->activate();
    const QSize room = screen()->availableSize() - QSize(kScreenMargin, kScreenMargin);
    const int wanted = qMax(fontMetrics().averageCharWidth() * m_characters, kNarrowest);
    const int width = qMin(qMax(wanted, layout()->totalMinimumSize().width()), room.width());
    const int lowest = fontMetrics().lineSpacing() * m_lines;
    const int height = qMin(qMax(layout()->totalHeightForWidth(width), lowest), room.height());
    resize(QSize(width, height).expandedTo(size().boundedTo(room)));
    // It grew to the right and down: back onto the screen with it.
    const QRect area = screen()->availableGeometry();
    const QSize spare = area.size() - frameGeometry().size().boundedTo(area.size());
    const QPoint at(qBound(area.left(), x(), area.left() + spare.width()),
                    qBound(area.top(), y(), area.top() + spare.height()));
    if (at != pos())
        move(at);
}

void ActionDialog::reveal(QWidget *field)
{
    field->setFocus(Qt::OtherFocusReason);
    m_scroll->ensureWidgetVisible(field);
}

void ActionDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    fit();
    // Once more when fonts and style sheet have reached everything inside.
    QMetaObject::invokeMethod(this, &ActionDialog::fit, Qt::QueuedConnection);
}

#include "ui/payments/inspectorpanel.h"

#include "ui/notes/notesview.h"
#include "ui/payments/inspectorparts.h"
#include "ui/payments/paymentcommands.h"
#include "ui/payments/refundlist.h"
#include "ui/payments/timelineview.h"
#include "ui/statuscolors.h"
#include "ui/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/moneybar.h"
#include "ui/widgets/statuschip.h"
#include "ui/widgets/textsize.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

InspectorPanel::InspectorPanel(InspectorModel &model, PaymentCommands &commands, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_commands(commands)
    , m_stack(new QStackedWidget(this))
{
    setObjectName(u"inspector"_s);
    setAccessibleName(tr("Inspector"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    m_stack->addWidget(makeEmpty());
    connect(&model, &InspectorModel::changed, this, &InspectorPanel::showPayment);
    showPayment();
}

/// Made for the first payment: the window opens without one.
void InspectorPanel::makeScroll()
{
    m_scroll = new QScrollArea(m_stack);
    m_scroll->setObjectName(u"inspectorScroll"_s);
    m_scroll->setAccessibleName(tr("Payment details"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QWidget *content = makeContent();
    m_scroll->setWidget(content);
    m_scroll->setMinimumWidth(content->minimumSizeHint().width()
                              + m_scroll->verticalScrollBar()->sizeHint().width());
    m_stack->addWidget(m_scroll);
}

QWidget *InspectorPanel::makeEmpty()
{
    auto *page = new QWidget(m_stack);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(16, 16, 16, 16);
    m_error = new MessageBar(page);
    m_empty = new QLabel(tr("Choose a payment to see its money, its history and what can be done."),
                         page);
    m_empty->setWordWrap(true);
    m_empty->setObjectName(u"inspectorEmpty"_s);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setAlignment(Qt::AlignCenter);
    layout->addWidget(m_error);
    layout->addWidget(m_empty, 1);
    return page;
}

QWidget *InspectorPanel::makeContent()
{
    auto *content = new QWidget(m_scroll->viewport());
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(16, 12, 16, 16);
    layout->setSpacing(8);
    m_title = new QLabel(content);
    m_title->setObjectName(u"inspectorTitle"_s);
    m_title->setFont(largerFont(font()));
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_status = new StatusChip(content);
    m_subtitle = new ElidedLabel(Qt::ElideRight, content);
    m_subtitle->setObjectName(u"inspectorSubtitle"_s);
    layout->addWidget(m_title);
    layout->addWidget(m_status, 0, Qt::AlignLeft);
    layout->addWidget(m_subtitle);
    layout->addWidget(makeActions(content));
    m_meaning = captionText({}, content);
    m_meaning->setObjectName(u"inspectorMeaning"_s);
    m_notKnown = new QWidget(content);
    m_notKnown->setObjectName(u"notKnownYet"_s);
    m_money = new MoneyBar(content);
    m_hold = wrappedText({}, content);
    m_hold->setObjectName(u"inspectorHold"_s);
    m_schedule = wrappedText({}, content);
    m_schedule->setObjectName(u"inspectorSchedule"_s);
    layout->addWidget(m_meaning);
    layout->addWidget(m_notKnown);
    layout->addWidget(m_money);
    layout->addWidget(m_hold);
    layout->addWidget(m_schedule);
    m_refundsHeading = makeHeading(tr("Refunds"), layout);
    m_refunds = new RefundList(content);
    layout->addWidget(m_refunds);
    connect(m_refunds, &RefundList::askAsked, &m_commands, &PaymentCommands::askRefund);
    connect(m_refunds, &RefundList::giveUpAsked, &m_commands, &PaymentCommands::giveUpRefund);
    m_notes = new NotesView(m_model.workspace(), content);
    layout->addWidget(m_notes);
    connect(m_notes, &NotesView::addAsked, this, [this] { m_commands.note(m_model.id()); });
    makeHeading(tr("Timeline"), layout);
    m_timeline = new TimelineView(content);
    layout->addWidget(m_timeline);
    m_attemptsHeading = makeHeading(tr("Attempts"), layout);
    m_attempts = new QWidget(content);
    m_attempts->setObjectName(u"attempts"_s);
    layout->addWidget(m_attempts);
    makeHeading(tr("Details"), layout);
    m_facts = new QWidget(content);
    m_facts->setObjectName(u"facts"_s);
    layout->addWidget(m_facts);
    layout->addStretch(1);
    return content;
}

QLabel *InspectorPanel::makeHeading(const QString &text, QVBoxLayout *layout)
{
    auto *heading = new QLabel(text, this);
    heading->setFont(strongFont(font()));
    layout->addSpacing(8);
    layout->addWidget(heading);
    return heading;
}

QPushButton *InspectorPanel::makeAction(const QString &name, const QString &text,
                                        const QString &key)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAutoDefault(false);
    button->setProperty("key", key);
    return button;
}

QWidget *InspectorPanel::makeActions(QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 4, 0, 4);
    grid->setSpacing(8);
    m_capture = makeAction(u"inspectorCapture"_s, tr("Capture…"), u"C"_s);
    m_void = makeAction(u"inspectorVoid"_s, tr("Void…"), u"V"_s);
    m_refund = makeAction(u"inspectorRefund"_s, tr("Refund…"), u"R"_s);
    m_verify = makeAction(u"inspectorVerify"_s, tr("Verify…"), u"T"_s);
    m_ask = makeAction(u"inspectorAsk"_s, tr("Ask processor"), u"S"_s);
    grid->addWidget(m_capture, 0, 0);
    grid->addWidget(m_void, 0, 1);
    grid->addWidget(m_refund, 1, 0);
    grid->addWidget(m_verify, 1, 1);
    m_customer = makeAction(u"inspectorCustomer"_s, tr("Customer"), {});
    m_customer->setToolTip(tr("Show this customer with saved cards and payments"));
    grid->addWidget(m_ask, 2, 0, 1, 2);
    grid->addWidget(m_customer, 3, 0, 1, 2);
    const auto id = [this] { return m_model.id(); };
    connect(m_capture, &QPushButton::clicked, this, [this, id] { m_commands.capture(id()); });
    connect(m_void, &QPushButton::clicked, this, [this, id] { m_commands.voidPayment(id()); });
    connect(m_refund, &QPushButton::clicked, this, [this, id] { m_commands.refund(id()); });
    connect(m_verify, &QPushButton::clicked, this, [this, id] { m_commands.verify(id()); });
    connect(m_ask, &QPushButton::clicked, this, [this, id] { m_commands.askProcessor(id()); });
    connect(m_customer, &QPushButton::clicked, &m_model, &InspectorModel::openCustomer);
    return box;
}

void InspectorPanel::focusFirst()
{
    if (!m_scroll)
        return;
    for (QPushButton *button : {m_capture, m_void, m_refund, m_verify, m_ask}) {
        if (button->isEnabled())
            return button->setFocus(Qt::ShortcutFocusReason);
    }
    m_scroll->setFocus(Qt::ShortcutFocusReason);
}

void InspectorPanel::showPayment()
{
    const auto &details = m_model.details();
    if (details && !m_scroll)
        makeScroll();
    m_stack->setCurrentIndex(details ? 1 : 0);
    if (!details) {
        m_error->setVisible(!m_model.error().isEmpty());
        m_empty->setVisible(m_model.error().isEmpty());
        if (!m_model.error().isEmpty())
            m_error->showError(m_model.error());
        return;
    }
    const Payment &payment = details->payment;
    if (std::exchange(m_shown, payment.id) != payment.id)
        m_scroll->verticalScrollBar()->setValue(0); // another one is read from its beginning
    m_title->setText(m_model.title());
    m_status->setStatus(payment.status, payment.outcomeUnknown);
    m_subtitle->setText(m_model.subtitle());
    m_subtitle->setVisible(!m_model.subtitle().isEmpty());
    m_meaning->setText(DisplayText::statusMeaning(payment.status, payment.outcomeUnknown));
    m_meaning->setVisible(m_model.notKnownYet().isEmpty()); // or it would be said twice
    using Purpose = PaymentLookup::Purpose;
    const auto enable = [](QPushButton *button, bool allowed, const QString &effect) {
        const QString key = button->property("key").toString();
        button->setEnabled(allowed);
        button->setToolTip(allowed ? tr("%1 (%2 in the table)").arg(effect, key)
                                   : tr("Not possible in this status"));
        button->setAccessibleDescription(button->toolTip());
    };
    enable(m_capture, m_model.allows(Purpose::Capture), tr("Take the money that is held"));
    enable(m_void, m_model.allows(Purpose::Void), tr("Release the money that is held"));
    enable(m_refund, m_model.allows(Purpose::Refund), tr("Give the money back"));
    enable(m_verify, m_model.allows(Purpose::Verify), tr("Open the bank's verification"));
    enable(m_ask, m_model.mayAskProcessor(), tr("Ask the processor how things stand"));
    m_customer->setEnabled(m_model.hasCustomer());
    const MoneyParts parts = moneyPartsOf(payment);
    m_money->setParts(parts);
    m_money->setVisible((payment.authorized > 0 || payment.captured > 0) && !m_model.isMasked());
    m_hold->setText(m_model.holdText());
    m_hold->setVisible(!m_model.holdText().isEmpty());
    m_schedule->setText(m_model.scheduleText());
    m_schedule->setVisible(!m_model.scheduleText().isEmpty());
    const QList<RefundEntry> refunds = m_model.refunds();
    m_refunds->setEntries(refunds);
    m_refunds->setVisible(!refunds.isEmpty());
    m_refundsHeading->setVisible(!refunds.isEmpty());
    m_notes->setSubject({NoteAbout::Payment, payment.id.value});
    m_timeline->setEntries(m_model.timeline());
    showNotKnown();
    showAttempts();
    showFacts();
}

void InspectorPanel::showNotKnown()
{
    const QList<OpenOperationEntry> entries = m_model.notKnownYet();
    QVBoxLayout *layout = emptiedColumn(m_notKnown);
    m_notKnown->setVisible(!entries.isEmpty());
    const StatusColors colors = statusColors(StatusLook::NotKnownYet, isDark(palette()));
    for (const OpenOperationEntry &entry : entries) {
        auto *frame = new QFrame(m_notKnown);
        frame->setObjectName(u"notKnownFrame"_s);
        frame->setStyleSheet(
            u"#notKnownFrame { background: %1; border: 1px dashed %2; "
            "border-left: 6px solid %3; }"_s.arg(palette().color(QPalette::Base).name(),
                                                 palette().color(QPalette::WindowText).name(),
                                                 colors.ground.name()));
        auto *lines = new QVBoxLayout(frame);
        lines->setContentsMargins(12, 8, 12, 8);
        QLabel *title = wrappedText(entry.title, frame);
        title->setFont(strongFont(font()));
        lines->addWidget(title);
        lines->addWidget(wrappedText(entry.explanation, frame));
        auto *resolve = new QPushButton(tr("Resolve…"), frame);
        resolve->setObjectName(u"resolve"_s);
        resolve->setAutoDefault(false);
        resolve->setToolTip(tr("See what was sent, ask again, and what else can be done"));
        resolve->setAccessibleDescription(resolve->toolTip());
        connect(resolve, &QPushButton::clicked, this, [this] { m_commands.resolve(m_model.id()); });
        lines->addWidget(resolve, 0, Qt::AlignLeft);
        layout->addWidget(frame);
    }
}

void InspectorPanel::showAttempts()
{
    const QList<AttemptEntry> entries = m_model.attempts();
    QVBoxLayout *layout = emptiedColumn(m_attempts);
    m_attempts->setVisible(!entries.isEmpty());
    m_attemptsHeading->setVisible(!entries.isEmpty());
    for (const AttemptEntry &entry : entries) {
        layout->addWidget(wrappedText(entry.title, m_attempts));
        if (!entry.meaning.isEmpty())
            layout->addWidget(wrappedText(entry.meaning, m_attempts));
        QStringList small{entry.time};
        if (!entry.threeDs.isEmpty())
            small.append(tr("3D Secure: %1").arg(entry.threeDs));
        if (!entry.code.isEmpty())
            small.append(tr("processor's code: %1").arg(entry.code));
        layout->addWidget(captionText(small.join(u" \u00b7 "_s), m_attempts));
        layout->addSpacing(4);
    }
}

void InspectorPanel::showFacts()
{
    showFactGrid(m_facts, m_model.facts() + m_model.technicalFacts());
}

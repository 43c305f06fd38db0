#include "models/inspectormodel.h"

#include "models/declinetext.h"
#include "models/displaytext.h"
#include "models/editortext.h"
#include "models/eventtext.h"
#include "models/moneyreason.h"
#include "models/routingtext.h"
#include "services/core/async.h"
#include "services/domain/paymentlifecycle.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace {

constexpr int kBurstMs = 40;

void addFact(QList<Fact> &facts, const QString &label, const QString &value, bool isId = false)
{
    if (!value.isEmpty())
        facts.append({label, value, isId});
}

} // namespace

InspectorModel::InspectorModel(const Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kBurstMs);
    connect(&m_soon, &QTimer::timeout, this, &InspectorModel::reload);
    connect(&workspace.events, &Events::paymentChanged, this, &InspectorModel::noteChange);
    if (workspace.time)
        connect(workspace.time, &TimeChoice::changed, this, &InspectorModel::changed);
    if (workspace.mask)
        connect(workspace.mask, &PrivacyMask::changed, this, &InspectorModel::changed);
}

void InspectorModel::setPayment(const PaymentId &id)
{
    if (m_id == id)
        return;
    m_id = id;
    m_error = {};
    reload();
}

void InspectorModel::reload()
{
    const quint64 generation = ++m_generation;
    if (m_id.isEmpty()) {
        m_details.reset();
        emit changed();
        return;
    }
    whenDone(m_workspace.payments.find(m_workspace.caller.merchantId, m_id), this,
             [this, generation](const Result<PaymentDetails> &answer) {
                 if (generation != m_generation)
                     return;
                 m_error = {};
                 if (answer) {
                     m_details = *answer;
                 } else {
                     m_details.reset();
                     m_error = PaymentLookup::problem(answer.error(), m_id);
                 }
                 emit changed();
             });
}

void InspectorModel::noteChange(const PaymentId &id)
{
    if (id == m_id && !m_soon.isActive())
        m_soon.start();
}

bool InspectorModel::allows(PaymentLookup::Purpose purpose) const
{
    if (!isCurrent())
        return false;
    return PaymentLookup::allows(purpose, m_details->payment);
}

bool InspectorModel::mayAskProcessor() const
{
    return isCurrent() && (m_details->payment.outcomeUnknown || maySync(m_details->payment.status));
}

QString InspectorModel::money(qint64 units) const
{
    return hidden(DisplayText::money({units, m_details->payment.currency}, QLocale()));
}

QString InspectorModel::hidden(const QString &text) const
{
    return masked(m_workspace.mask, text);
}

bool InspectorModel::isMasked() const
{
    return m_workspace.mask && m_workspace.mask->isOn();
}

QString InspectorModel::dateTime(qint64 ms) const
{
    return DisplayText::dateTime(ms, shownZone(m_workspace.time), QLocale());
}

bool InspectorModel::hasCustomer() const
{
    return m_details && m_workspace.navigation && m_workspace.customers
           && !m_details->payment.customer.id.isEmpty();
}

void InspectorModel::openCustomer() const
{
    if (hasCustomer())
        emit m_workspace.navigation->customerAsked(m_details->payment.customer.id);
}

QString InspectorModel::title() const
{
    return m_details ? money(m_details->payment.netAmount) : QString();
}

QString InspectorModel::subtitle() const
{
    if (!m_details)
        return {};
    const Payment &payment = m_details->payment;
    QStringList parts{payment.orderReference, hidden(payment.customer.name)};
    parts.removeAll(QString());
    return parts.join(u" \u00b7 "_s);
}

QString InspectorModel::holdText() const
{
    if (!m_details || m_details->payment.captureBeforeMs == 0)
        return {};
    const Payment &payment = m_details->payment;
    if (!mayCapture(payment.status, payment.captureMethod))
        return {};
    const qint64 nowMs = m_workspace.clock.nowMs();
    const TimeLeft left = DisplayText::timeLeft(payment.captureBeforeMs, nowMs);
    const QString moment =
        DisplayText::moment(payment.captureBeforeMs, nowMs, shownZone(m_workspace.time), QLocale());
    if (left.urgency == Urgency::Over)
        return tr("The hold ended %1").arg(moment);
    //: %1 is a moment such as "Fri 16:00", %2 the time left such as "2 days"
    return tr("Hold ends %1 (%2)").arg(moment, left.text());
}

QString InspectorModel::scheduleText() const
{
    if (!m_details || m_details->payment.captureOnMs == 0)
        return {};
    const Payment &payment = m_details->payment;
    if (payment.captureMethod != CaptureMethod::Scheduled
        || !mayCapture(payment.status, payment.captureMethod))
        return {};
    //: %1 is a moment such as "Fri 16:00" or "today 16:00"
    return tr("Captured by itself: %1. You can capture or release it earlier.")
        .arg(shownMoment(m_workspace, payment.captureOnMs));
}

QList<RefundEntry> InspectorModel::refunds() const
{
    QList<RefundEntry> entries;
    if (!m_details)
        return entries;
    for (const Refund &refund : m_details->refunds) {
        RefundEntry entry;
        entry.id = refund.id;
        entry.state = stateOf(refund);
        entry.amount = money(refund.amount);
        entry.time = dateTime(refund.createdAtMs) + u" \u00b7 "_s + EventText::actor(refund.actor);
        if (entry.state == RefundState::Planned)
            //: %1 is a moment such as "Fri 16:00"
            entry.due = tr("Goes back: %1").arg(shownMoment(m_workspace, refund.dueAtMs));
        entry.reason = MoneyReason::fromRecord(refund.reason);
        const ErrorText text = RefundText::problem(m_workspace, refund);
        entry.problem = QStringList{text.what, text.where, text.todo}.join(u' ').simplified();
        entries.prepend(entry);
    }
    return entries;
}

QList<Fact> InspectorModel::facts() const
{
    QList<Fact> facts;
    if (!m_details)
        return facts;
    const Payment &payment = m_details->payment;
    addFact(facts, tr("Order"), payment.orderReference);
    addFact(facts, tr("Customer"), hidden(payment.customer.name));
    addFact(facts, tr("Email"), hidden(payment.customer.email));
    addFact(facts, tr("Phone"), hidden(payment.customer.phone));
    addFact(facts, tr("Method"), DisplayText::card(payment.card.brand, payment.card.last4));
    addFact(facts, tr("Capture"), DisplayText::captureMethod(payment.captureMethod));
    if (payment.captureOnMs > 0)
        addFact(facts, tr("Capture planned for"), dateTime(payment.captureOnMs));
    addFact(facts, tr("Verification"), DisplayText::authentication(payment.authenticationType));
    addFact(facts, tr("Connector"), DisplayText::connector(payment.connector));
    addFact(facts, tr("Created"), dateTime(payment.createdAtMs));
    addFact(facts, tr("Description"), payment.description);
    addFact(facts, tr("Released because"), MoneyReason::fromRecord(payment.cancellationReason));
    return facts;
}

QList<Fact> InspectorModel::technicalFacts() const
{
    QList<Fact> facts;
    if (!m_details)
        return facts;
    const Payment &payment = m_details->payment;
    addFact(facts, tr("Payment ID"), payment.id.value, true);
    addFact(facts, tr("Transaction ID"), payment.processorReference, true);
    addFact(facts, tr("Profile"), payment.profileId.value, true);
    addFact(facts, tr("Metadata"), payment.metadataJson, true);
    return facts;
}

QList<TimelineEntry> InspectorModel::timeline() const
{
    QList<TimelineEntry> entries;
    if (!m_details)
        return entries;
    const QTimeZone zone = shownZone(m_workspace.time);
    QDate before;
    for (const PaymentStep &step : m_details->steps) {
        TimelineEntry entry;
        entry.atMs = step.atMs;
        const QDate day = QDateTime::fromMSecsSinceEpoch(step.atMs, zone).date();
        entry.time = DisplayText::clockTime(step.atMs, zone, QLocale());
        if (day != before) // steps of one day need its date once
            entry.time.prepend(QLocale().toString(day, tr("d MMM yyyy")) + u' ');
        before = day;
        entry.exactTime = DisplayText::exactDateTime(step.atMs, zone, QLocale());
        entry.event = EventText::step(step);
        entry.actor = EventText::actor(step.actor);
        entry.amount = step.amount > 0 ? money(step.amount) : QString();
        entry.result = DisplayText::status(step.status, false);
        entry.status = step.status;
        if (const auto reason = routingReasonFromText(step.code))
            //: a step of a payment: %1 what happened, %2 why that account was chosen
            entry.event = tr("%1 \u2013 %2").arg(entry.event, RoutingText::reason(*reason));
        else if (!step.code.isEmpty() && step.code != u"unknown_outcome")
            entry.event += u" ("_s + declineReason(step.code) + u')';
        entries.append(entry);
    }
    return entries;
}

QList<AttemptEntry> InspectorModel::attempts() const
{
    QList<AttemptEntry> entries;
    if (!m_details)
        return entries;
    for (const Attempt &attempt : m_details->attempts) {
        AttemptEntry entry;
        //: one try to pay: %1 its number, %2 the processor, %3 how it stands
        entry.title = tr("%1. %2 \u2013 %3")
                          .arg(attempt.number)
                          .arg(DisplayText::connector(attempt.connector),
                               EventText::attemptStatus(attempt.status));
        entry.time = dateTime(attempt.createdAtMs);
        entry.threeDs = EventText::threeDs(attempt.threeDs);
        entry.code = attempt.error.code;
        if (!attempt.error.category.isEmpty()) {
            const ErrorText text = declineText(
                attempt.error, sceneOf(m_workspace, MoneyAction::Confirm, m_details->payment));
            entry.meaning = QStringList{text.what, text.where, text.todo}.join(u' ').simplified();
        }
        entries.append(entry);
    }
    return entries;
}

/// When it was sent, how often somebody has asked since, and what a person may do.
QString InspectorModel::historyOf(const Operation &operation) const
{
    QString history;
    if (operation.lastSentAtMs > 0 && operation.sendCount > 1)
        //: %1 a number, %2 a time
        history = tr("Sent %1 times, the last time %2.")
                      .arg(operation.sendCount)
                      .arg(dateTime(operation.lastSentAtMs));
    else if (operation.lastSentAtMs > 0)
        //: %1 is a time
        history = tr("Sent %1.").arg(dateTime(operation.lastSentAtMs));
    if (operation.checkCount == 1)
        history += u' ' + tr("Asked once since.");
    else if (operation.checkCount > 1)
        history += u' ' + tr("Asked %1 times since.").arg(operation.checkCount);
    if (operation.state == OperationState::Integrity)
        history += u' ' + tr("If nothing is to be taken, release it with V.");
    return history.trimmed();
}

QList<OpenOperationEntry> InspectorModel::notKnownYet() const
{
    QList<OpenOperationEntry> entries;
    if (!m_details)
        return entries;
    for (const Operation &operation : m_details->operations) {
        const bool conflicts = operation.state == OperationState::Integrity
                               && m_details->payment.status == PaymentStatus::Conflicted;
        if (operation.state != OperationState::Unknown && !conflicts)
            continue;
        ErrorScene scene = sceneOf(m_workspace,
                                   operation.kind == OperationKind::Capture  ? MoneyAction::Capture
                                   : operation.kind == OperationKind::Void   ? MoneyAction::Void
                                   : operation.kind == OperationKind::Refund ? MoneyAction::Refund
                                                                             : MoneyAction::Confirm,
                                   m_details->payment);
        scene.nextCheckAtMs = operation.nextCheckAtMs;
        const ErrorText text = conflicts ? conflictedText(scene) : notKnownText(scene);
        const QString kind = EventText::operationKind(operation.kind);
        //: %1 is an operation such as "Capture", %2 an amount
        const QString title =
            conflicts ? tr("%1 of %2: does not match") : tr("%1 of %2: not known yet");
        entries.append({title.arg(kind, money(operation.amount)),
                        QStringList{text.what, text.where, text.todo, historyOf(operation)}
                            .join(u' ')
                            .simplified()});
    }
    return entries;
}

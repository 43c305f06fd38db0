#include "services/domain/samplestory.h"

#include "services/domain/commands.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

SampleStory::SampleStory(const SampleWorld &world, SampleDice &dice, Payment draft, qint64 atMs)
    : m_world(world)
    , m_dice(dice)
    , m_nowMs(atMs)
{
    draft.createdAtMs = atMs;
    draft.modifiedAtMs = atMs;
    draft.version = 1;
    m_details.payment = std::move(draft);
    note(u"created"_s, u"api:web-shop"_s);
}

void SampleStory::confirm(const QString &actor)
{
    Payment &payment = m_details.payment;
    const PaymentStatus before = payment.status;
    const Result<PaymentStatus> to = next(payment.status, PaymentEvent::Confirmed);
    m_sound = m_sound && to.has_value();
    payment.status = to.value_or(PaymentStatus::Processing);
    payment.paymentMethod = u"card"_s;
    payment.connector = m_world.connector;
    payment.connectorAccount = m_world.account;
    payment.hasOpenOperation = true;
    ++payment.attemptCount;

    Attempt attempt;
    attempt.paymentId = payment.id;
    attempt.merchantId = payment.merchantId;
    attempt.number = payment.attemptCount;
    attempt.status = AttemptStatus::Authorizing;
    attempt.connector = m_world.connector;
    attempt.connectorAccount = m_world.account;
    attempt.returnTokenHash =
        QCryptographicHash::hash(m_dice.random().bytes(32), QCryptographicHash::Sha256);
    attempt.createdAtMs = m_nowMs;
    attempt.modifiedAtMs = m_nowMs;
    m_details.attempts.append(attempt);

    const bool sale = payment.captureMethod == CaptureMethod::Automatic;
    Operation operation =
        newOperation(sale ? OperationKind::Sale : OperationKind::Authorize, payment.netAmount);
    operation.statusBefore = before;
    m_details.operations.append(operation);
    payment.version += 1;
    payment.modifiedAtMs = m_nowMs;
    note(toText(PaymentEvent::Confirmed), actor, toText(AttemptStatus::Authorizing));
}

void SampleStory::capture(qint64 amount, bool final, const QString &actor)
{
    Payment &payment = m_details.payment;
    Operation operation = newOperation(OperationKind::Capture, amount);
    operation.finalCapture = final;
    m_details.operations.append(operation);
    payment.capturePending += amount;
    payment.hasOpenOperation = true;
    payment.version += 1;
    payment.modifiedAtMs = m_nowMs;
    note(u"capture_started"_s, actor, toText(attempt().status));
    m_details.steps.last().amount = amount;
}

void SampleStory::release(const QString &reason, const QString &actor)
{
    Payment &payment = m_details.payment;
    m_details.operations.append(newOperation(OperationKind::Void, amountCapturable(payment)));
    payment.cancellationReason = reason;
    payment.hasOpenOperation = true;
    payment.version += 1;
    payment.modifiedAtMs = m_nowMs;
    note(u"void_started"_s, actor, toText(attempt().status));
}

Refund SampleStory::newRefund(qint64 amount, const QString &reason, const QString &actor)
{
    const Payment &payment = m_details.payment;
    CreateRefund command;
    command.caller.actor = actor;
    command.id = {m_dice.random().newId("ref"_L1)};
    command.amount = amount;
    command.reason = reason;
    const Result<Refund> made =
        ::newRefund(payment, command, static_cast<int>(m_details.refunds.size()), m_nowMs);
    m_sound = m_sound && made.has_value();
    return made.value_or(Refund{});
}

void SampleStory::refund(qint64 amount, const QString &reason, const QString &actor)
{
    const Refund refund = newRefund(amount, reason, actor);
    m_details.operations.append(newOperation(OperationKind::Refund, amount));
    m_details.refunds.append(refundAfter(refund, operation(), m_nowMs));
    m_details.payment.refundPending += amount;
    m_details.payment.hasOpenOperation = true;
    touch();
    note(u"refund_started"_s, actor, toText(attempt().status));
    m_details.steps.last().amount = amount;
}

void SampleStory::planRefund(qint64 amount, qint64 dueAtMs, const QString &reason,
                             const QString &actor)
{
    Refund refund = newRefund(amount, reason, actor);
    refund.type = RefundType::Scheduled;
    refund.dueAtMs = dueAtMs;
    m_details.refunds.append(refund);
    m_details.payment.refundPending += amount;
    touch();
    note(u"refund_scheduled"_s, actor);
    m_details.steps.last().amount = amount;
}

void SampleStory::giveUpRefund(const QString &actor)
{
    Refund &refund = m_details.refunds.last();
    refund.status = RefundStatus::Failed;
    refund.error = {u"cancelled"_s, u"merchant_cancelled"_s, {}, u"UE_1000"_s};
    refund.dueAtMs = 0;
    refund.modifiedAtMs = m_nowMs;
    m_details.payment.refundPending -= refund.amount;
    touch();
    note(u"refund_cancelled"_s, actor);
    m_details.steps.last().amount = refund.amount;
}

void SampleStory::touch()
{
    m_details.payment.version += 1;
    m_details.payment.modifiedAtMs = m_nowMs;
}

void SampleStory::abandon(const QString &actor)
{
    Payment &payment = m_details.payment;
    const Result<PaymentStatus> to = next(payment.status, PaymentEvent::Voided);
    m_sound = m_sound && to.has_value();
    payment.status = to.value_or(PaymentStatus::Cancelled);
    payment.cancellationReason = u"abandoned"_s;
    payment.version += 1;
    payment.modifiedAtMs = m_nowMs;
    note(toText(PaymentEvent::Voided), actor);
}

void SampleStory::reply(const ProcessorReply &reply)
{
    CallOutcome decided;
    decided.kind = OutcomeClass::Decided;
    decided.reply = reply;
    decided.httpStatus = 200;
    outcome(decided);
}

void SampleStory::outcome(const CallOutcome &outcome)
{
    take(settle(m_details.payment, attempt(), operation(), outcome, m_nowMs), u"processor"_s);
}

void SampleStory::authorized(qint64 amount, qint64 captureBeforeMs)
{
    ProcessorReply said = baseReply(ReplyState::Authorized, amount);
    said.captureBeforeMs = captureBeforeMs;
    reply(said);
}

void SampleStory::charged()
{
    reply(baseReply(ReplyState::Captured, m_details.payment.netAmount));
}

void SampleStory::captured()
{
    reply(baseReply(ReplyState::Captured, operation().amount));
}

void SampleStory::voided()
{
    reply(baseReply(ReplyState::Voided, operation().amount));
}

void SampleStory::declined(const PaymentError &error)
{
    ProcessorReply said = baseReply(ReplyState::Declined, 0);
    said.error = error;
    said.advice = adviceFor({}, error.category);
    reply(said);
}

void SampleStory::refunded()
{
    ProcessorReply said = baseReply(ReplyState::Refunded, operation().amount);
    said.operationReference = m_dice.random().newId("simref"_L1);
    reply(said);
}

void SampleStory::refundPending()
{
    ProcessorReply said = baseReply(ReplyState::Pending, operation().amount);
    said.operationReference = m_dice.random().newId("simref"_L1);
    reply(said);
}

void SampleStory::challenged(qint64 expiresAtMs)
{
    ProcessorReply said = baseReply(ReplyState::ChallengeRequired, 0);
    // Who makes a bank for these payments puts the real address in.
    said.challengeUrl = u"http://127.0.0.1/challenge/sample"_s;
    said.challengeExpiresAtMs = expiresAtMs;
    reply(said);
}

Operation SampleStory::newOperation(OperationKind kind, qint64 amount)
{
    const Payment &payment = m_details.payment;
    Operation operation;
    operation.id = {m_dice.random().newId("op"_L1)};
    operation.merchantId = payment.merchantId;
    operation.paymentId = payment.id;
    operation.attemptNumber = payment.attemptCount;
    operation.kind = kind;
    for (const Operation &earlier : std::as_const(m_details.operations)) {
        if (earlier.kind == kind && earlier.attemptNumber == operation.attemptNumber)
            ++operation.sequence;
    }
    operation.state = OperationState::Sending;
    operation.amount = amount;
    operation.currency = payment.currency;
    operation.connector = m_world.connector;
    operation.connectorAccount = payment.connectorAccount;
    operation.idempotencyKey = QString::fromLatin1(m_dice.random().bytes(20).toHex());
    operation.requestMac = m_dice.random().bytes(32);
    operation.sendCount = 1;
    operation.firstSentAtMs = m_nowMs;
    operation.lastSentAtMs = m_nowMs;
    operation.statusBefore = payment.status;
    operation.createdAtMs = m_nowMs;
    operation.modifiedAtMs = m_nowMs;
    return operation;
}

void SampleStory::note(const QString &event, const QString &actor, const QString &attemptStatus)
{
    PaymentStep step;
    step.sequence = static_cast<int>(m_details.steps.size()) + 1;
    step.atMs = m_nowMs;
    step.event = event;
    step.status = m_details.payment.status;
    step.attemptNumber = m_details.payment.attemptCount;
    step.attemptStatus = attemptStatus;
    step.actor = actor;
    if (!m_details.operations.isEmpty())
        step.operationId = operation().id;
    m_details.steps.append(step);
}

void SampleStory::take(const Result<Settlement> &settlement, const QString &actor)
{
    if (!settlement) {
        m_sound = false;
        return;
    }
    m_details.payment = settlement->payment;
    attempt() = settlement->attempt;
    operation() = settlement->operation;
    if (operation().kind == OperationKind::Refund)
        m_details.refunds.last() = refundAfter(m_details.refunds.last(), operation(), m_nowMs);
    for (PaymentStep step : settlement->steps) {
        step.sequence = static_cast<int>(m_details.steps.size()) + 1;
        step.actor = step.event == toText(PaymentEvent::ChallengeCompleted) ? u"customer"_s : actor;
        m_details.steps.append(step);
    }
}

ProcessorReply SampleStory::baseReply(ReplyState state, qint64 amount) const
{
    ProcessorReply said;
    said.state = state;
    said.processorReference = m_details.payment.processorReference;
    if (said.processorReference.isEmpty())
        said.processorReference = m_dice.random().newId("simpay"_L1);
    said.merchantReference = m_details.attempts.last().id().value;
    said.amount = amount;
    said.currency = m_details.payment.currency;
    return said;
}

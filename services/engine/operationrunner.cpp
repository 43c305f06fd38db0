#include "services/engine/operationrunner.h"

#include "services/core/check.h"
#include "services/core/faultpoint.h"
#include "services/domain/ladder.h"
#include "services/engine/accountkeys.h"
#include "services/engine/methodkeeping.h"
#include "services/engine/retryplan.h"
#include "services/engine/sendpolicy.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLeaseMs = 120'000;
constexpr qint64 kChallengeGraceMs = 60'000;
const auto kActor = u"processor"_s;

bool isAuthorization(const Operation &operation)
{
    return operation.kind == OperationKind::Authorize || operation.kind == OperationKind::Sale;
}

bool isDecided(const CallOutcome &outcome, ReplyState state)
{
    return outcome.kind == OutcomeClass::Decided && outcome.reply.state == state;
}

/// What the answer to a completing call does to its operation. A refusal of the request itself ends
/// nothing: anybody can come back with anything, and the real return may follow.
CallOutcome ofCompletion(const CallOutcome &outcome)
{
    CallOutcome told = outcome;
    const bool neverArrived =
        outcome.kind == OutcomeClass::NotSent || outcome.kind == OutcomeClass::RetryLater;
    const bool keysRefused = outcome.kind == OutcomeClass::Rejected
                             && (outcome.httpStatus == 401 || outcome.httpStatus == 403);
    if (neverArrived || keysRefused)
        told.kind = OutcomeClass::Unknown; // written down, so it is made again
    if (told.kind != OutcomeClass::Rejected)
        return told;
    told.kind = OutcomeClass::Decided;
    told.reply = {};
    told.reply.state = ReplyState::ChallengeRequired;
    return told;
}

} // namespace

OperationRunner::OperationRunner(EngineCore &core, Events &events)
    : m_core(core)
    , m_events(events)
    , m_journal(core)
{
}

void OperationRunner::run(const OpenOperation &open, const Done &done)
{
    m_inFlight.insert(open.operation.id.value);
    publish(open.payment);
    if (open.preparations && !open.preparations->empty())
        return prepare(open, done);
    send(open, done);
}

void OperationRunner::send(const OpenOperation &open, const Done &done)
{
    m_core.gateway.send(open.account, open.payment, open.attempt, open.operation, *open.request,
                        open.earlierUnknown, this, [this, open, done](const CallOutcome &outcome) {
                            answered(open, outcome, done);
                        });
}

void OperationRunner::answered(OpenOperation open, const CallOutcome &outcome, const Done &done)
{
    const int sends = open.operation.sendCount - open.sendsBefore;
    if (const auto afterMs = resendAfterMs(outcome, sends, canBeAsked(open.account)))
        return resendLater(std::move(open), outcome, *afterMs, done);
    CallOutcome told = outcome;
    // That this send never left says nothing about the one before it.
    if (open.earlierUnknown && outcome.kind == OutcomeClass::NotSent)
        told.kind = OutcomeClass::Unknown;
    if (open.retry && open.retry->nextTry(told) != NextTry::None)
        return tryAgain(open, told, done);
    settleCall(open, told, false, done);
}

void OperationRunner::resendLater(OpenOperation open, const CallOutcome &outcome, qint64 afterMs,
                                  const Done &done)
{
    const bool nothingLeft = outcome.kind == OutcomeClass::NotSent;
    open.operation.state = nothingLeft && !open.earlierUnknown && !open.completing
                               ? OperationState::Prepared
                               : OperationState::Unknown;
    open.earlierUnknown = open.earlierUnknown || outcome.kind == OutcomeClass::Unknown;
    const auto half = [this, open, outcome] {
        return m_core.operations.update(open.operation, OperationState::Sending).and_then([&] {
            return m_core.operations.insertCall(open.operation, outcome, false,
                                                open.operation.lastSentAtMs);
        });
    };
    m_core.writes.enqueue(
        half,
        [this, open, afterMs, done](const Result<> &committed) {
            if (!committed)
                return finishCall(open.operation.id, committed.error(), done);
            const std::chrono::milliseconds wait(m_core.clock.waitMs(afterMs));
            QTimer::singleShot(wait, this, [this, open, done] { markSending(open, done); });
        },
        WriteQueue::Importance::MustSucceed);
}

void OperationRunner::markSending(const OpenOperation &open, const Done &done)
{
    OpenOperation again = open;
    again.operation.state = OperationState::Sending;
    again.operation.sendCount += 1;
    again.operation.lastSentAtMs = m_core.clock.nowMs();
    again.operation.leaseUntilMs = again.operation.lastSentAtMs + kLeaseMs;
    const auto half = [this, again, before = open.operation.state] {
        return m_core.operations.update(again.operation, before);
    };
    m_core.writes.enqueue(half, [this, open, again, done](const Result<> &committed) {
        if (committed)
            return send(again, done);
        // This send did not happen; without a settlement the operation would stay as it is,
        // unasked.
        CallOutcome notMade;
        notMade.kind = open.earlierUnknown ? OutcomeClass::Unknown : OutcomeClass::NotSent;
        notMade.error = {u"storage_unavailable"_s, u"processor_error"_s, {}, u"UE_3000"_s};
        settleCall(open, notMade, false, done);
    });
}

void OperationRunner::settleCall(const OpenOperation &open, const CallOutcome &outcome, bool isRead,
                                 const Done &done)
{
    const CallOutcome told = open.completing ? ofCompletion(outcome) : outcome;
    const auto decide = [this, told](const OpenOperation &current) {
        const bool late = mayBeCorrected(current.payment, current.operation);
        return (late ? settleLate : settle)(current.payment, current.attempt, current.operation,
                                            told, m_core.clock.nowMs());
    };
    const auto written = [this, open, isRead, done](const Result<Payment> &payment) {
        // Nobody knows yet: ask at once, while the caller waits.
        const bool reads = open.readAfterwards && canBeAsked(open.account);
        if (!isRead && reads && payment && payment->outcomeUnknown) {
            Result<OpenOperation> current = load(open.operation.merchantId, open.operation.id);
            if (current) {
                current->account = open.account; // with its keys
                current->readAfterwards = false; // no rung of the ladder
                if (open.preparationTries > 0) { // its request holds no card any more
                    current->request = open.request;
                    current->preparationTries = open.preparationTries;
                }
                return read(*current, done);
            }
        }
        finishCall(open.operation.id, payment, done);
    };
    write(open, outcome, isRead, decide, written);
}

void OperationRunner::write(const OpenOperation &open, const CallOutcome &outcome, bool isRead,
                            const Decide &decide, const Done &done)
{
    const auto written = std::make_shared<Result<Payment>>(ErrorCode::Internal);
    const auto half = [this, open, outcome, isRead, decide, written]() -> Result<> {
        *written = writeHalf(open, outcome, isRead, decide);
        faultPoint("apply.before_commit");
        return *written ? Result<>() : Result<>(written->error());
    };
    m_core.writes.enqueue(
        half,
        [this, written, done](const Result<> &committed) {
            faultPoint("apply.after_commit");
            if (!committed)
                return done(committed.error());
            publish(**written);
            done(*written);
        },
        WriteQueue::Importance::MustSucceed);
}

Result<Payment> OperationRunner::writeHalf(const OpenOperation &open, const CallOutcome &outcome,
                                           bool isRead, const Decide &decide)
{
    Result<OpenOperation> current = load(open.operation.merchantId, open.operation.id);
    if (!current)
        return current.error();
    const Operation before = current->operation;
    const qint64 nowMs = m_core.clock.nowMs();
    const Result<> recorded = m_core.operations.insertCall(
        before, outcome, isRead, isRead ? nowMs - outcome.durationMs : open.operation.lastSentAtMs);
    if (!recorded)
        return recorded.error();
    const bool holdIsRead = isRead && before.state == OperationState::Succeeded;
    const bool late = isRead && mayBeCorrected(current->payment, before);
    if (before.fence != open.operation.fence || (!isOpen(before.state) && !holdIsRead && !late))
        return current->payment; // somebody else has settled it; the call alone is recorded
    Result<Settlement> settlement = decideOn(*current, isRead, decide);
    if (!settlement)
        return settlement.error();
    Operation &after = settlement->operation;
    after.checkCount += isRead && open.readAfterwards ? 1 : 0;
    after.nextCheckAtMs = isOpen(after.state) ? nowMs + ladderDelayMs(after.checkCount) : 0;
    Result<> written = m_journal.writeSettlement(*settlement, before.state, kActor);
    if (!written && written.error().code == ErrorCode::Duplicate) {
        // The processor names an object that belongs to another operation of ours.
        CallOutcome mixedUp;
        mixedUp.kind = OutcomeClass::Integrity;
        mixedUp.error = {u"reference_taken"_s, u"integrity_failure"_s, {}, u"UE_9000"_s};
        settlement = settle(current->payment, current->attempt, before, mixedUp, nowMs);
        if (!settlement)
            return settlement.error();
        settlement->operation.nextCheckAtMs = 0;
        written = m_journal.writeSettlement(*settlement, before.state, kActor);
    }
    if (written && late && settlement->changed)
        written = auditCorrection(*current, *settlement);
    if (!written)
        return written.error();
    const auto can = m_core.gateway.capabilities(open.account.connector);
    const bool completes = isAuthorization(before) && can && can->completesAfterReturn;
    if (completes && after.state != OperationState::Unknown) {
        const Result<> closed = m_core.completions.close(before.merchantId, before.id);
        if (!closed)
            return closed.error();
    }
    const bool released = settlement->operation.state == OperationState::Succeeded;
    if (before.kind == OperationKind::Void && released) {
        const Result<> closed = closePendingAuthorization(settlement->payment);
        if (!closed)
            return closed.error();
    }
    return settlement->payment;
}

Result<> OperationRunner::auditCorrection(const OpenOperation &before, const Settlement &after)
{
    AuditEntry entry;
    entry.atMs = after.payment.modifiedAtMs;
    entry.merchantId = after.payment.merchantId;
    entry.actor = kActor;
    entry.action = u"integrity.correction"_s;
    entry.object = after.operation.id.value;
    entry.result = toText(after.payment.status);
    entry.detail = u"payment="_s + after.payment.id.value + u" was="_s
                   + toText(before.payment.status) + u" operation_was="_s
                   + toText(before.operation.state);
    return m_core.journal.appendAudit(entry);
}

Result<Settlement> OperationRunner::decideOn(const OpenOperation &current, bool isRead,
                                             const Decide &decide)
{
    const Settlement unchanged{current.payment, current.attempt, current.operation, {}, false};
    // What is read while another operation is on its way shows half of that one's effect.
    if (isRead && current.payment.hasOpenOperation && !holdsPayment(current.operation.state))
        return unchanged;
    Result<Settlement> settlement = decide(current);
    if (settlement || settlement.error().code != ErrorCode::InvalidState)
        return settlement;
    // The processor says what this payment's status has no room for. It stays open, listed and
    // asked about; it is never dropped.
    AuditEntry entry;
    entry.atMs = m_core.clock.nowMs();
    entry.merchantId = current.payment.merchantId;
    entry.actor = kActor;
    entry.action = u"operation.refused"_s;
    entry.object = current.operation.id.value;
    entry.result = toText(current.payment.status);
    entry.detail = settlement.error().detail;
    const Result<> audited = m_core.journal.appendAudit(entry);
    if (!audited)
        return audited.error();
    if (current.operation.state != OperationState::Sending)
        return unchanged;
    CallOutcome unknown;
    unknown.error = {u"unexpected_reply"_s, u"unknown_outcome"_s, {}, u"UE_9000"_s};
    return settle(current.payment, current.attempt, current.operation, unknown, entry.atMs);
}

Result<> OperationRunner::closePendingAuthorization(const Payment &payment)
{
    const auto operations = m_core.operations.forPayment(payment.merchantId, payment.id);
    if (!operations)
        return operations.error();
    for (Operation operation : *operations) {
        if (operation.state != OperationState::Pending || !isAuthorization(operation))
            continue;
        operation.state = OperationState::Declined;
        operation.error = {u"cancelled"_s, u"customer_cancelled"_s, {}, u"UE_1000"_s};
        operation.nextCheckAtMs = 0;
        operation.modifiedAtMs = payment.modifiedAtMs;
        const Result<> closed =
            m_core.operations.update(operation, OperationState::Pending).and_then([&] {
                return methodkeeping::giveUp(m_core, operation);
            });
        if (!closed)
            return closed;
    }
    return {};
}

void OperationRunner::finishCall(const OperationId &id, const Result<Payment> &result,
                                 const Done &done)
{
    m_inFlight.remove(id.value);
    const QList<Done> others = m_alsoAsking.take(id.value);
    done(result);
    for (const Done &other : others)
        other(result);
    faultPoint("answer.after");
    if (result)
        emit settled(result->id);
}

void OperationRunner::publish(const Payment &payment)
{
    emit m_events.paymentChanged(payment.id, payment.rowId);
    if (!payment.paymentMethodId.isEmpty())
        emit m_events.customerChanged(payment.customer.id);
    if (!payment.mandateId.isEmpty())
        emit m_events.agreementChanged(payment.mandateId);
}

Result<OpenOperation> OperationRunner::load(const MerchantId &merchant, const OperationId &id)
{
    OpenOperation open;
    const Result<Operation> operation = m_core.operations.find(merchant, id);
    if (!operation)
        return operation.error();
    open.operation = *operation;
    const Result<Payment> payment = m_core.payments.find(merchant, operation->paymentId);
    if (!payment)
        return payment.error();
    open.payment = *payment;
    const Result<Attempt> attempt =
        m_core.payments.findAttempt(merchant, operation->paymentId, operation->attemptNumber);
    if (!attempt)
        return attempt.error();
    open.attempt = *attempt;
    const Result<ProcessorAccount> account =
        m_core.accounts.account(merchant, operation->connectorAccount);
    if (!account)
        return account.error();
    open.account = *account;
    return open;
}

void OperationRunner::check(const MerchantId &merchant, const OperationId &id, const Done &done)
{
    Result<OpenOperation> open = load(merchant, id);
    if (!open)
        return done(open.error());
    const auto alsoAsking = m_alsoAsking.find(id.value);
    if (alsoAsking != m_alsoAsking.end())
        return alsoAsking->append(done);
    if (isInFlight(id))
        return done(open->payment);
    const Result<ProcessorAccount> account = accountkeys::opened(m_core, open->account);
    if (!account)
        return askLater(*open, account.error(), done);
    open->account = *account;
    m_inFlight.insert(id.value);
    m_alsoAsking.insert(id.value, {});
    if (!canBeAsked(open->account))
        return waitForNews(*open, done);
    read(*open, done);
}

void OperationRunner::askLater(const OpenOperation &open, const Error &why, const Done &done)
{
    m_core.writes.enqueue(
        [this, waiting = open.operation] { return accountkeys::postpone(m_core, waiting); },
        [why, done](const Result<> &) { done(why); });
}

void OperationRunner::read(const OpenOperation &open, const Done &done)
{
    m_core.gateway.read(open.account, open.payment, open.attempt, open.operation, this,
                        [this, open, done](const CallOutcome &outcome) {
                            emit asked(open.operation.id,
                                       outcome.kind == OutcomeClass::Decided
                                           || outcome.kind == OutcomeClass::Integrity);
                            readAnswered(open, outcome, done);
                        });
}

void OperationRunner::readAnswered(const OpenOperation &open, const CallOutcome &outcome,
                                   const Done &done)
{
    const Result<ConnectorCapabilities> can = m_core.gateway.capabilities(open.account.connector);
    const qint64 nowMs = m_core.clock.nowMs();
    const bool unknown = open.operation.state == OperationState::Unknown;
    if (can && unknown && isDecided(outcome, ReplyState::NotFound)) {
        const bool keyLives = nowMs - open.operation.firstSentAtMs < can->keyTtlMs - 3'600'000;
        // A follow-up carries no CVC, so the identical request can be built again, and with its key
        // it has one effect whether the first arrived or not. So has a payment's while it is here.
        const bool isHere = open.request != nullptr;
        if ((isHere || !isAuthorization(open.operation)) && can->idempotency && keyLives)
            return recordRead(open, outcome, done, [this, open, done] { replay(open, done); });
        const bool longAgo = nowMs - open.operation.lastSentAtMs >= kNotFoundAfterMs;
        if (can->lookupIsConsistent && longAgo) {
            if (isAuthorization(open.operation) && can->cancelByReference)
                return recordRead(open, outcome, done, [this, open, done] { fence(open, done); });
            const auto decide = [nowMs](const OpenOperation &current) {
                return settleNotFound(current.payment, current.attempt, current.operation, nowMs);
            };
            return write(open, outcome, true, decide,
                         [this, open, done](const Result<Payment> &payment) {
                             finishCall(open.operation.id, payment, done);
                         });
        }
    }
    const bool overdue = open.attempt.challengeExpiresAtMs > 0
                         && nowMs >= open.attempt.challengeExpiresAtMs + kChallengeGraceMs;
    if (overdue && isAuthorization(open.operation)
        && isDecided(outcome, ReplyState::ChallengeRequired))
        return recordRead(open, outcome, done, [this, open, done] { fence(open, done); });
    // A failed read of something that is pending says nothing about it: it stays pending.
    if (outcome.kind != OutcomeClass::Decided && outcome.kind != OutcomeClass::Integrity) {
        CallOutcome nothingNew = outcome;
        nothingNew.kind = OutcomeClass::Decided;
        nothingNew.reply = {};
        nothingNew.reply.state = ReplyState::NotFound;
        const auto keep = [nothingNew, nowMs](const OpenOperation &current) {
            return settle(current.payment, current.attempt, current.operation, nothingNew, nowMs);
        };
        return write(open, outcome, true, keep, [this, open, done](const Result<Payment> &payment) {
            finishCall(open.operation.id, payment, done);
        });
    }
    settleCall(open, outcome, true, done);
}

void OperationRunner::recordRead(const OpenOperation &open, const CallOutcome &outcome,
                                 const Done &done, const std::function<void()> &next)
{
    const auto half = [this, open, outcome] {
        return m_core.operations.insertCall(open.operation, outcome, true,
                                            m_core.clock.nowMs() - outcome.durationMs);
    };
    m_core.writes.enqueue(half, [this, open, done, next](const Result<> &committed) {
        if (!committed)
            return finishCall(open.operation.id, committed.error(), done);
        next();
    });
}

void OperationRunner::replay(OpenOperation open, const Done &done)
{
    if (!open.request) {
        Result<HttpRequest> request = m_core.gateway.build(
            open.account, FollowUpRequest{&open.payment, &open.attempt, &open.operation});
        if (!request)
            return finishCall(open.operation.id, request.error(), done);
        open.request = std::make_shared<HttpRequest>(std::move(*request));
    }
    open.earlierUnknown = true;
    open.readAfterwards = false;
    open.operation.checkCount += 1;
    markSending(open, done);
}

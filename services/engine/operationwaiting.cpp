// What OperationRunner does for processors that answer no status query, after a shopper's return
// where that takes a call of its own, and to end what nobody can find.

#include "services/core/faultpoint.h"
#include "services/domain/ladder.h"
#include "services/engine/accountkeys.h"
#include "services/engine/idempotencykey.h"
#include "services/engine/operationrunner.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLeaseMs = 120'000;
constexpr qint64 kChallengeGraceMs = 60'000;
constexpr qint64 kHourMs = 3'600'000;

bool isAuthorization(const Operation &operation)
{
    return operation.kind == OperationKind::Authorize || operation.kind == OperationKind::Sale;
}

bool waitsForShopper(const OpenOperation &open)
{
    return isAuthorization(open.operation) && open.operation.state == OperationState::Pending
           && open.payment.status == PaymentStatus::RequiresCustomerAction
           && !open.payment.hasOpenOperation;
}

bool isDecided(const CallOutcome &outcome, ReplyState state)
{
    return outcome.kind == OutcomeClass::Decided && outcome.reply.state == state;
}

/// The cancel that ends an operation nobody can find: the same operation, a call and key of its
/// own.
Operation fenceOf(const Operation &operation, const QByteArray &installKey)
{
    Operation fence = operation;
    fence.idempotencyKey = idempotencyKey(installKey, operation, "fence"_L1);
    fence.kind = OperationKind::Void;
    return fence;
}

QString completionKey(const QByteArray &installKey, const Operation &operation, int number)
{
    const QByteArray call = "complete" + QByteArray::number(number);
    return idempotencyKey(installKey, operation, QLatin1StringView(call));
}

} // namespace

bool OperationRunner::canBeAsked(const ProcessorAccount &account) const
{
    const Result<ConnectorCapabilities> can = m_core.gateway.capabilities(account.connector);
    return !can || can->statusQuery;
}

void OperationRunner::complete(const MerchantId &merchant, const OperationId &id,
                               const QString &query, const Done &done)
{
    if (isInFlight(id))
        return check(merchant, id, done);
    m_inFlight.insert(id.value);
    m_alsoAsking.insert(id.value, {});
    const auto begun = std::make_shared<std::optional<OpenOperation>>();
    const auto half = [this, merchant, id, query, begun]() -> Result<> {
        begun->reset();
        Result<OpenOperation> open = load(merchant, id);
        if (!open)
            return open.error();
        const QString kept = m_core.gateway.keptOfReturn(open->account, query);
        if (!waitsForShopper(*open) || kept.isEmpty())
            return {};
        const Result<ProcessorAccount> account = accountkeys::opened(m_core, open->account);
        if (!account)
            return account.error();
        open->account = *account;
        const Result<> reserved = reserveCompletion(*open, kept);
        if (reserved)
            *begun = std::move(*open);
        faultPoint("reserve.before_commit");
        return reserved;
    };
    m_core.writes.enqueue(half, [this, merchant, id, begun, done](const Result<> &committed) {
        faultPoint("reserve.after_commit");
        if (!committed)
            return finishCall(id, committed.error(), done);
        if (*begun) {
            publish((*begun)->payment);
            return send(**begun, done);
        }
        Result<OpenOperation> open = load(merchant, id); // nothing to forward
        if (!open)
            return finishCall(id, open.error(), done);
        const Result<ProcessorAccount> account = accountkeys::opened(m_core, open->account);
        if (!account)
            return finishCall(id, account.error(), done);
        open->account = *account;
        if (canBeAsked(open->account))
            return read(*open, done);
        waitForNews(*open, done);
    });
}

Result<> OperationRunner::reserveCompletion(OpenOperation &open, const QString &returned)
{
    const Result<std::optional<Completion>> last =
        m_core.completions.last(open.operation.merchantId, open.operation.id);
    if (!last)
        return last.error();
    Completion completion;
    completion.merchantId = open.operation.merchantId;
    completion.operationId = open.operation.id;
    completion.number = *last ? (*last)->number + 1 : 1;
    completion.returned = returned;
    completion.idempotencyKey = completionKey(m_core.installKey, open.operation, completion.number);
    completion.createdAtMs = m_core.clock.nowMs();
    const Result<> built = buildCompletion(open, completion);
    if (!built)
        return built;
    const OperationState before = open.operation.state;
    open.sendsBefore = open.operation.sendCount;
    open.operation.state = OperationState::Sending;
    open.operation.sendCount += 1;
    open.operation.lastSentAtMs = completion.createdAtMs;
    open.operation.leaseOwner = m_core.instance;
    open.operation.leaseUntilMs = completion.createdAtMs + kLeaseMs;
    open.operation.modifiedAtMs = completion.createdAtMs;
    open.payment.version += 1;
    open.payment.hasOpenOperation = true;
    open.payment.modifiedAtMs = completion.createdAtMs;
    return m_core.completions.insert(completion)
        .and_then([&] { return m_core.operations.update(open.operation, before); })
        .and_then([&] {
            return m_journal.writePayment(open.payment, {}, u"operation.reserve"_s, u"customer"_s);
        });
}

Result<> OperationRunner::buildCompletion(OpenOperation &open, const Completion &completion)
{
    Operation call = open.operation;
    call.idempotencyKey = completion.idempotencyKey;
    Result<HttpRequest> request = m_core.gateway.build(
        open.account, CompleteRequest{&open.payment, &open.attempt, &call, completion.returned});
    if (!request)
        return request.error();
    open.request = std::make_shared<HttpRequest>(std::move(*request));
    open.completing = true;
    return {};
}

void OperationRunner::waitForNews(OpenOperation open, const Done &done)
{
    const Result<std::optional<Completion>> last =
        m_core.completions.last(open.operation.merchantId, open.operation.id);
    const Result<ConnectorCapabilities> can = m_core.gateway.capabilities(open.account.connector);
    if (!last || !can)
        return finishCall(open.operation.id, last ? can.error() : last.error(), done);
    const qint64 nowMs = m_core.clock.nowMs();
    const bool forwarding = *last && !(*last)->returned.isEmpty();
    if (open.operation.state == OperationState::Unknown) {
        const qint64 firstMs = forwarding ? (*last)->createdAtMs : open.operation.firstSentAtMs;
        const bool keyLives = can->idempotency && nowMs - firstMs < can->keyTtlMs - kHourMs;
        const bool longAgo = nowMs - open.operation.lastSentAtMs >= kNotFoundAfterMs;
        if (isAuthorization(open.operation) && longAgo && can->cancelByReference)
            return fence(open, done);
        if (forwarding && keyLives && buildCompletion(open, **last))
            return sendAgain(open, done);
        if (!isAuthorization(open.operation) && keyLives)
            return replay(open, done);
    }
    // Only the completing call moves money, and nobody has made one.
    const bool overdue = open.attempt.challengeExpiresAtMs > 0
                         && nowMs >= open.attempt.challengeExpiresAtMs + kChallengeGraceMs;
    if (can->completesAfterReturn && waitsForShopper(open) && overdue && !forwarding)
        return closeChallenge(open, done);
    keepWaiting(open, done);
}

void OperationRunner::sendAgain(OpenOperation open, const Done &done)
{
    open.earlierUnknown = true;
    open.readAfterwards = false;
    open.operation.checkCount += 1;
    open.sendsBefore = open.operation.sendCount;
    markSending(open, done);
}

void OperationRunner::closeChallenge(const OpenOperation &open, const Done &done)
{
    CallOutcome expired;
    expired.kind = OutcomeClass::Decided;
    expired.reply.state = ReplyState::Declined;
    expired.reply.error = {u"challenge_expired"_s, u"customer_cancelled"_s, {}, u"UE_1000"_s};
    const auto half = [this, open, expired]() -> Result<> {
        const Result<OpenOperation> current = load(open.operation.merchantId, open.operation.id);
        if (!current)
            return current.error();
        if (!waitsForShopper(*current))
            return {};
        Result<Settlement> settlement = settle(current->payment, current->attempt,
                                               current->operation, expired, m_core.clock.nowMs());
        if (!settlement)
            return settlement.error();
        settlement->operation.nextCheckAtMs = 0;
        return m_journal.writeSettlement(*settlement, current->operation.state, u"system"_s);
    };
    endWith(open, half, done);
}

void OperationRunner::keepWaiting(const OpenOperation &open, const Done &done)
{
    if (!isOpen(open.operation.state))
        return finishCall(open.operation.id, open.payment, done);
    const auto half = [this, open]() -> Result<> {
        const Result<Operation> current =
            m_core.operations.find(open.operation.merchantId, open.operation.id);
        if (!current)
            return current.error();
        if (current->fence != open.operation.fence || current->state != open.operation.state)
            return {}; // news came meanwhile
        Operation after = *current;
        after.checkCount += 1;
        after.nextCheckAtMs = m_core.clock.nowMs() + ladderDelayMs(after.checkCount);
        return m_core.operations.update(after, current->state);
    };
    endWith(open, half, done);
}

void OperationRunner::endWith(const OpenOperation &open, const std::function<Result<>()> &half,
                              const Done &done)
{
    m_core.writes.enqueue(half, [this, open, done](const Result<> &committed) {
        if (!committed)
            return finishCall(open.operation.id, committed.error(), done);
        const Result<Payment> payment =
            m_core.payments.find(open.operation.merchantId, open.operation.paymentId);
        if (payment && payment->version != open.payment.version)
            publish(*payment);
        finishCall(open.operation.id, payment, done);
    });
}

void OperationRunner::fence(const OpenOperation &open, const Done &done)
{
    const Operation cancel = fenceOf(open.operation, m_core.installKey);
    const Result<HttpRequest> request =
        m_core.gateway.build(open.account, FollowUpRequest{&open.payment, &open.attempt, &cancel});
    if (!request)
        return finishCall(open.operation.id, request.error(), done);
    m_core.gateway.send(
        open.account, open.payment, open.attempt, cancel, *request, true, this,
        [this, open, done](const CallOutcome &outcome) { settleFenced(open, outcome, done); });
}

void OperationRunner::settleFenced(const OpenOperation &open, const CallOutcome &outcome,
                                   const Done &done)
{
    const bool ended = isDecided(outcome, ReplyState::Voided);
    const bool wasChallenge = open.operation.state == OperationState::Pending;
    const qint64 nowMs = m_core.clock.nowMs();
    const auto decide = [ended, wasChallenge, nowMs](const OpenOperation &current) {
        CallOutcome told;
        told.kind = OutcomeClass::Decided;
        told.reply.state = ReplyState::NotFound; // the fence did not hold: ask again later
        if (ended && !wasChallenge)
            return settleNotFound(current.payment, current.attempt, current.operation, nowMs);
        if (ended) {
            told.reply.state = ReplyState::Declined;
            told.reply.error = {u"challenge_expired"_s, u"customer_cancelled"_s, {}, u"UE_1000"_s};
        }
        return settle(current.payment, current.attempt, current.operation, told, nowMs);
    };
    write(open, outcome, true, decide, [this, open, done](const Result<Payment> &payment) {
        finishCall(open.operation.id, payment, done);
    });
}

#include "services/core/faultpoint.h"
#include "services/engine/operationrunner.h"
#include "services/engine/reservation.h"
#include "services/engine/retryplan.h"
#include "services/engine/statusmapping.h"

using namespace Qt::StringLiterals;

namespace {

const auto kActor = u"processor"_s;

/// The account of the next try; nothing when there is none.
std::optional<ProcessorAccount> accountFor(const EngineCore &core, const OpenOperation &open,
                                           NextTry how)
{
    if (how == NextTry::None)
        return std::nullopt; // a rule has changed meanwhile
    if (how == NextTry::SameWithThreeDs)
        return open.retry->mayStepUp ? std::optional(open.account)
                                     : std::optional<ProcessorAccount>();
    if (how == NextTry::SameWithNumber)
        return open.account;
    for (const ProcessorAccount &other : open.retry->others) {
        if (core.gateway.mayStart(other))
            return other;
    }
    return std::nullopt;
}

} // namespace

Result<OpenOperation> OperationRunner::retryHalf(const OpenOperation &open,
                                                 const CallOutcome &outcome)
{
    const NextTry how = statusmapping::nextTry(m_core, open, outcome);
    const auto account = accountFor(m_core, open, how);
    if (!account)
        return Error{ErrorCode::ConnectorUnavailable, u"connector"_s};
    const Result<OpenOperation> current = load(open.operation.merchantId, open.operation.id);
    if (!current)
        return current.error();
    if (current->operation.fence != open.operation.fence)
        return Error{ErrorCode::InvalidState, u"status"_s}; // somebody else has taken it over
    const Result<> recorded = m_core.operations.insertCall(current->operation, outcome, false,
                                                           open.operation.lastSentAtMs);
    if (!recorded)
        return recorded.error();
    Result<Settlement> refused =
        settleBeforeRetry(current->payment, current->attempt, current->operation,
                          statusmapping::unified(m_core, open, outcome), m_core.clock.nowMs());
    if (!refused)
        return refused.error();
    const Result<> written = m_journal.writeSettlement(*refused, current->operation.state, kActor);
    if (!written)
        return written.error();
    return Reservation(m_core).tryAgain(*refused, *open.retry, how, *account);
}

void OperationRunner::tryAgain(const OpenOperation &open, const CallOutcome &outcome,
                               const Done &done)
{
    if (!accountFor(m_core, open, statusmapping::nextTry(m_core, open, outcome)))
        return settleCall(open, outcome, false, done);
    const auto begun = std::make_shared<Result<OpenOperation>>(ErrorCode::Internal);
    const auto half = [this, open, outcome, begun]() -> Result<> {
        *begun = retryHalf(open, outcome);
        faultPoint("apply.before_commit");
        return *begun ? Result<>() : Result<>(begun->error());
    };
    m_core.writes.enqueue(half, [this, open, outcome, begun, done](const Result<> &committed) {
        faultPoint("apply.after_commit");
        if (!committed) // the other account cannot: the refusal stands
            return settleCall(open, outcome, false, done);
        m_inFlight.remove(open.operation.id.value);
        for (const Done &other : m_alsoAsking.take(open.operation.id.value))
            other((*begun)->payment);
        run(**begun, done);
    });
}

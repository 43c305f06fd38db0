#include "services/engine/operationrunner.h"
#include "services/engine/retryplan.h"
#include "services/engine/sendpolicy.h"

#include <QTimer>

void OperationRunner::prepare(OpenOperation open, const Done &done)
{
    open.preparationTries += 1;
    m_core.gateway.prepare(open.account, open.preparations, open.request, this,
                           [this, open, done](const std::optional<CallOutcome> &stopped) {
                               stopped ? notPrepared(open, *stopped, done)
                                       : markSending(open, done);
                           });
}

void OperationRunner::notPrepared(const OpenOperation &open, const CallOutcome &stopped,
                                  const Done &done)
{
    const auto afterMs = resendAfterMs(stopped, open.preparationTries);
    if (!afterMs && open.retry && open.retry->nextTry(stopped) != NextTry::None)
        return tryAgain(open, stopped, done);
    if (!afterMs)
        return settleCall(open, stopped, false, done);
    const auto half = [this, open, stopped] {
        return m_core.operations.insertCall(open.operation, stopped, false,
                                            m_core.clock.nowMs() - stopped.durationMs);
    };
    m_core.writes.enqueue(half, [this, open, afterMs, done](const Result<> &committed) {
        if (!committed)
            return finishCall(open.operation.id, committed.error(), done);
        const std::chrono::milliseconds wait(m_core.clock.waitMs(*afterMs));
        QTimer::singleShot(wait, this, [this, open, done] { prepare(open, done); });
    });
}

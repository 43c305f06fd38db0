#include "services/engine/accountkeys.h"
#include "services/engine/operationrunner.h"
#include "services/processors/outcomeclassifier.h"

using namespace Qt::StringLiterals;

void OperationRunner::ask(const MerchantId &merchant, const OperationId &id, const Done &done)
{
    Result<OpenOperation> open = load(merchant, id);
    if (!open)
        return done(open.error());
    if (isInFlight(id))
        return done(Error{ErrorCode::Busy, u"operation"_s});
    const Result<ProcessorAccount> account = accountkeys::opened(m_core, open->account);
    if (!account)
        return done(account.error());
    open->account = *account;
    m_inFlight.insert(id.value);
    m_alsoAsking.insert(id.value, {});
    open->readAfterwards = false;
    read(*open, done);
}

void OperationRunner::tell(const MerchantId &merchant, const OperationId &id,
                           const ProcessorReply &reply, const Done &done)
{
    Result<OpenOperation> open = load(merchant, id);
    if (!open)
        return done(open.error());
    if (isInFlight(id))
        return done(Error{ErrorCode::Busy, u"operation"_s});
    m_inFlight.insert(id.value);
    open->readAfterwards = false;
    ProcessorReply told = reply;
    // Found by the processor's own id of the operation: that names the try as well.
    if (told.merchantReference.isEmpty())
        told.merchantReference = open->attempt.id().value;
    const CallFacts facts{.operation = open->operation,
                          .processorReference = open->attempt.processorReference,
                          .isRead = true,
                          .partialAllowed = open->payment.partialAuthorizationAllowed,
                          .nowMs = m_core.clock.nowMs()};
    settleCall(*open, classifyTold(facts, told), true, done);
}

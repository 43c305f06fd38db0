#include "services/engine/disputeservice.h"

#include "services/engine/disputekeeper.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestList = 1'000;

} // namespace

QFuture<Result<DisputePage>> DisputeService::list(const MerchantId &merchant,
                                                  const DisputeQuery &query)
{
    return m_engine.start<DisputePage>([this, merchant, query](const Reply<DisputePage> &reply) {
        if (query.limit < 1 || query.limit > kLongestList)
            return reply(Error{ErrorCode::InvalidValue, u"limit"_s});
        if (query.offset < 0)
            return reply(Error{ErrorCode::InvalidValue, u"offset"_s});
        reply(m_engine.disputes().store().list(merchant, query));
    });
}

QFuture<Result<DisputeView>> DisputeService::find(const MerchantId &merchant, const DisputeId &id)
{
    return m_engine.start<DisputeView>([this, merchant, id](const Reply<DisputeView> &reply) {
        reply(m_engine.disputes().view(merchant, id));
    });
}

QFuture<Result<DisputeView>> DisputeService::attach(const Caller &caller, const DisputeId &id,
                                                    DisputeEvidence evidence)
{
    return m_engine.start<DisputeView>(
        [this, caller, id, evidence = std::move(evidence)](const Reply<DisputeView> &reply) {
            m_engine.disputes().attach(caller, id, evidence, reply);
        });
}

QFuture<Result<DisputeView>> DisputeService::detach(const Caller &caller, const DisputeId &id,
                                                    const QString &evidenceId)
{
    return m_engine.start<DisputeView>(
        [this, caller, id, evidenceId](const Reply<DisputeView> &reply) {
            m_engine.disputes().detach(caller, id, evidenceId, reply);
        });
}

QFuture<Result<DisputeView>> DisputeService::submit(const Caller &caller, const DisputeId &id)
{
    return m_engine.start<DisputeView>([this, caller, id](const Reply<DisputeView> &reply) {
        m_engine.disputes().answer(caller, id, DisputeAnswer::Evidence, reply);
    });
}

QFuture<Result<DisputeView>> DisputeService::accept(const Caller &caller, const DisputeId &id)
{
    return m_engine.start<DisputeView>([this, caller, id](const Reply<DisputeView> &reply) {
        m_engine.disputes().answer(caller, id, DisputeAnswer::Accept, reply);
    });
}

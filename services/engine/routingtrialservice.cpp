#include "services/engine/routingtrialservice.h"

#include "services/engine/accountchoice.h"
#include "services/engine/engine.h"
#include "services/engine/enginecore.h"
#include "services/engine/merchantrecord.h"
#include "services/engine/readerconnection.h"
#include "services/storage/pastpayments.h"

using namespace Qt::StringLiterals;

namespace {

/// What a trial goes by, collected on the engine's thread.
struct Trial
{
    MerchantId merchant;
    TrialQuery query;
    RoutingAlgorithm algorithm;
    QList<RoutingCandidate> candidates;
};

Result<Trial> prepared(EngineCore &core, const MerchantId &merchant, const TrialQuery &query)
{
    if (query.toMs < query.fromMs)
        return Error{ErrorCode::InvalidValue, u"from"_s};
    Trial trial{merchant, query, {}, {}};
    if (!query.algorithmJson.isEmpty()) {
        Result<RoutingAlgorithm> algorithm = parseRouting(query.algorithmJson);
        if (!algorithm)
            return algorithm.error();
        trial.algorithm = std::move(*algorithm);
    }
    const Result<BusinessProfile> profile =
        merchantrecord::profile(core, merchant, query.profileId);
    if (!profile)
        return profile.error();
    trial.query.profileId = profile->id;
    auto candidates = accountchoice::candidates(core, merchant, profile->id);
    if (!candidates)
        return candidates.error();
    for (RoutingCandidate &candidate : *candidates)
        candidate.unavailable = false; // whether it answers today says nothing of last month
    trial.candidates = std::move(*candidates);
    return trial;
}

Result<RoutingTrial> carriedOut(const QString &file, const Trial &trial, TrialControl &control,
                                const std::atomic<bool> &stopping)
{
    const Result<Database *> database = readerConnection(file);
    if (!database)
        return database.error();
    PastPayments::Extent extent;
    extent.metadata = looksAt(trial.algorithm, RoutingKey::Metadata);
    extent.country = looksAt(trial.algorithm, RoutingKey::BillingCountry);
    for (const RoutingCandidate &candidate : trial.candidates)
        extent.country = extent.country || looksAtCountry(candidate.rules);
    TrialCount count(trial.algorithm, trial.candidates);
    const auto take = [&](const PastPayment &payment) -> bool {
        if (control.cancelled || stopping)
            return false;
        count.take(payment);
        ++control.done;
        return true;
    };
    const Result<> read = PastPayments(**database).each(trial.merchant, trial.query, extent, take);
    if (!read)
        return read.error();
    RoutingTrial result = count.result();
    result.isComplete = !control.cancelled && !stopping;
    return result;
}

} // namespace

RoutingTrialService::RoutingTrialService(Engine &engine, const QString &databaseFile)
    : m_engine(engine)
    , m_file(databaseFile)
{
    m_pool.setMaxThreadCount(1);
}

RoutingTrialService::~RoutingTrialService()
{
    m_stopping = true;
    m_pool.clear();
    m_pool.waitForDone();
}

QFuture<Result<RoutingTrial>> RoutingTrialService::tryOut(const MerchantId &merchant,
                                                          TrialQuery query,
                                                          std::shared_ptr<TrialControl> control)
{
    return m_engine.start<RoutingTrial>(
        [this, merchant, query = std::move(query),
         control = std::move(control)](const Reply<RoutingTrial> &reply) {
            if (m_waiting.load() >= kMostWaiting)
                return reply(Error{ErrorCode::Overloaded});
            const Result<Trial> trial = prepared(m_engine.core(), merchant, query);
            if (!trial)
                return reply(trial.error());
            ++m_waiting;
            m_pool.start([this, trial = *trial, control, reply] {
                reply(carriedOut(m_file, trial, *control, m_stopping));
                --m_waiting;
            });
        });
}

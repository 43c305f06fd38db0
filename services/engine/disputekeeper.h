#pragma once

#include "services/engine/enginecore.h"
#include "services/interfaces/disputes.h"
#include "services/storage/disputestore.h"

#include <QObject>
#include <QSet>
#include <QTimer>

class Events;

/// Keeps disputes as their processors tell of them, and answers them: an answer is written down
/// first, sent once, and sent again under the same key while nobody knows what became of it, also
/// after a restart. Engine thread.
class DisputeKeeper : public QObject
{
    Q_OBJECT

public:
    DisputeKeeper(EngineCore &core, Events &events);

    void start();
    DisputeStore &store() { return m_store; }

    /// What a processor told, in a half. A note for whoever looks at it: "stale" when it says
    /// nothing new.
    Result<QString> take(const ProcessorAccount &account, const DisputeNews &news,
                         const std::optional<Payment> &payment);

    using Done = std::function<void(const Result<DisputeView> &)>;
    void attach(const Caller &caller, const DisputeId &id, const DisputeEvidence &evidence,
                const Done &done);
    void detach(const Caller &caller, const DisputeId &id, const QString &evidenceId,
                const Done &done);
    void answer(const Caller &caller, const DisputeId &id, DisputeAnswer answer, const Done &done);
    Result<DisputeView> view(const MerchantId &merchant, const DisputeId &id);

private:
    using Half = std::function<Result<Dispute>()>;

    /// The dispute when it may be changed by a person now.
    Result<Dispute> changeable(const MerchantId &merchant, const DisputeId &id);
    Result<Dispute> reserve(const Caller &caller, const DisputeId &id, DisputeAnswer answer);
    /// Runs the half, then answers with how it stands.
    void run(const Half &half, const Done &done);
    void tick();
    void send(const Dispute &dispute, const Done &done);
    void answered(const Dispute &dispute, const Result<DisputeNews> &result, const Done &done);
    Result<> audit(const Dispute &dispute, const QString &actor, const QString &action);

    EngineCore &m_core;
    Events &m_events;
    DisputeStore m_store;
    QTimer m_timer;
    QSet<QString> m_inFlight;
};

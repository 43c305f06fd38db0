#pragma once

#include "services/domain/detachment.h"
#include "services/engine/enginecore.h"

#include <QObject>
#include <QSet>

/// What processors are told of tokens that nobody needs any more. It is written down with what
/// makes them useless, inside a WriteQueue half, and holds nobody up: a detacher tells it later.
namespace tokendetaching {

/// All tokens of a method that goes.
Result<> order(EngineCore &core, const SavedMethod &method, DetachReason reason);
/// The token that an agreement's set-up gave, once no other agreement over its method is in force.
/// It stays known here, so that what was agreed about it goes on holding.
Result<> orderRevoked(EngineCore &core, const Mandate &mandate);

} // namespace tokendetaching

/// Tells processors which tokens to forget, until they have answered. Engine thread.
class TokenDetacher : public QObject
{
    Q_OBJECT

public:
    explicit TokenDetacher(EngineCore &core) : m_core(core) {}

    /// Sends what is due.
    void tick();

private:
    /// False when its account's keys cannot be had now.
    bool send(const Detachment &detachment);
    /// Those make way for others for a while.
    void postpone(const QList<Detachment> &waiting);
    void settle(const Detachment &detachment, const DetachAnswer &answer);

    EngineCore &m_core;
    QSet<QString> m_inFlight;
};

#pragma once

#include "services/engine/admittedkeys.h"
#include "services/engine/engine.h"
#include "services/interfaces/apiaccess.h"
#include "services/interfaces/apikeys.h"

#include <QHash>

/// Keys of the API: made, ended, and told apart when they come with a call. Made on any thread
/// before Engine::open(); its calls wait in the engine's queue.
class ApiKeyService final : public ApiKeys, public ApiAccess
{
public:
    /// An empty admin key opens nothing.
    explicit ApiKeyService(Engine &engine, SecretBytes adminKey = {});

    QFuture<Result<ApiIdentity>> identify(SecretBytes key) override;

    QFuture<Result<NewApiKey>> create(CreateApiKey command) override;
    QFuture<Result<ApiKeyRecord>> find(const MerchantId &merchant, const ApiKeyId &id) override;
    QFuture<Result<QList<ApiKeyRecord>>> list(const MerchantId &merchant, qint64 offset,
                                              int limit) override;
    QFuture<Result<ApiKeyRecord>> update(UpdateApiKey command) override;
    QFuture<Result<ApiKeyRecord>> revoke(const Caller &caller, const ApiKeyId &id) override;
    QFuture<Result<NewApiKey>> createEphemeral(const Caller &caller,
                                               const CustomerId &customer) override;
    QFuture<Result<ApiKeyRecord>> endEphemeral(const Caller &caller, const ApiKeyId &id) override;

private:
    /// The key as a half leaves it.
    using Change = std::function<Result<ApiKeyRecord>(EngineCore &)>;

    Result<ApiIdentity> identifyHere(const SecretBytes &key);
    Result<ApiKeyRecord> known(const QByteArray &hash);
    void noteUse(ApiKeyRecord &key);
    void write(const Change &change, const QString &action, const QString &actor,
               const std::function<void(const Result<ApiKeyRecord> &)> &done);
    /// Stores a key that was just made and hands it out.
    void keep(const NewApiKey &made, const QString &actor,
              const std::function<Result<>(EngineCore &)> &may, const Reply<NewApiKey> &reply);

    Engine &m_engine;
    const SecretBytes m_adminKey;
    AdmittedKeys m_admitted;
    quint64 m_keysEnded = 0;
    QHash<QByteArray, ApiKeyRecord> m_known; ///< by hash, as they were last read; engine thread
    QObject m_context;                       ///< of what it listens to; goes first
};

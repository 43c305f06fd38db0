#include "services/engine/apikeyservice.h"

#include "services/engine/customerrecord.h"
#include "services/engine/enginecore.h"
#include "services/engine/idempotencykey.h"
#include "services/engine/keymaking.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestList = 1'000;
constexpr qsizetype kLongestKey = 256;
constexpr qsizetype kMostKnown = 4'096;
constexpr qint64 kEphemeralLifeMs = 3'600'000;
constexpr qint64 kNoteUseEveryMs = 60'000;

const Error kUnknownKey{ErrorCode::NotFound, u"api-key"_s};

ApiIdentity identityOf(const ApiKeyRecord &key)
{
    ApiIdentity identity;
    identity.kind = key.kind;
    identity.merchantId = key.merchantId;
    identity.keyId = key.id.value;
    identity.customerId = key.customerId;
    identity.testMode = key.testMode;
    return identity;
}

Result<> checkExpiry(qint64 expiresAtMs, qint64 nowMs)
{
    if (expiresAtMs != 0 && expiresAtMs <= nowMs)
        return Error{ErrorCode::InvalidValue, u"expiration"_s};
    return {};
}

} // namespace

ApiKeyService::ApiKeyService(Engine &engine, SecretBytes adminKey)
    : m_engine(engine)
    , m_adminKey(std::move(adminKey))
{
    // A deleted merchant takes its keys along. Directly: before whoever deleted it hears.
    QObject::connect(
        &m_engine.events(), &Events::setupChanged, &m_context, [this] { m_admitted.forgetAll(); },
        Qt::DirectConnection);
}

QFuture<Result<ApiIdentity>> ApiKeyService::identify(SecretBytes key)
{
    if (key.size() <= kLongestKey) {
        if (const std::optional<ApiIdentity> admitted = m_admitted.find(key.view())) {
            const Reply<ApiIdentity> reply;
            reply(*admitted);
            return reply.future();
        }
    }
    return m_engine.start<ApiIdentity>(
        [this, key = std::move(key)](const Reply<ApiIdentity> &reply) {
            reply(identifyHere(key));
        });
}

Result<ApiIdentity> ApiKeyService::identifyHere(const SecretBytes &key)
{
    if (key.isEmpty() || key.size() > kLongestKey)
        return kUnknownKey;
    EngineCore &core = m_engine.core();
    // Compared as hashes, so that the time it takes says nothing of either's length.
    const QByteArray hash = apiKeyHash(core.installKey, key.view());
    if (!m_adminKey.isEmpty()
        && SecretBytes(hash).sameAs(apiKeyHash(core.installKey, m_adminKey.view()))) {
        ApiIdentity admin;
        admin.kind = KeyKind::Admin;
        admin.keyId = u"admin"_s;
        admin.testMode = false;
        return admin;
    }
    Result<ApiKeyRecord> found = known(hash);
    if (!found)
        return found.error().code == ErrorCode::NotFound ? kUnknownKey : found.error();
    const bool same = SecretBytes(hash).sameAs(found->hash);
    const bool asItSays = claimedKind(key.view()) == found->kind;
    if (!same || !asItSays || !isGood(*found, core.clock.nowMs()))
        return kUnknownKey;
    noteUse(*found);
    const ApiIdentity identity = identityOf(*found);
    // Until its next use is to be written down, or it ends.
    const qint64 untilMs = found->lastUsedAtMs + kNoteUseEveryMs;
    m_admitted.begin(core.installKey, core.clock);
    m_admitted.keep(hash, identity,
                    found->expiresAtMs > 0 ? qMin(untilMs, found->expiresAtMs) : untilMs);
    return identity;
}

Result<ApiKeyRecord> ApiKeyService::known(const QByteArray &hash)
{
    EngineCore &core = m_engine.core();
    if (std::exchange(m_keysEnded, core.keysEnded) != core.keysEnded)
        m_known.clear();
    if (const auto kept = m_known.constFind(hash); kept != m_known.cend())
        return *kept;
    Result<ApiKeyRecord> found = core.apiKeys.findByHash(hash);
    if (!found)
        return found;
    const Result<bool> testMode = core.accounts.isTestMode(found->merchantId);
    if (!testMode || *testMode != found->testMode)
        return kUnknownKey;
    if (m_known.size() >= kMostKnown)
        m_known.clear();
    m_known.insert(hash, *found);
    return found;
}

/// Written down at most once a minute: calls are many, and nobody asks to the second.
void ApiKeyService::noteUse(ApiKeyRecord &key)
{
    EngineCore &core = m_engine.core();
    const qint64 nowMs = core.clock.nowMs();
    if (nowMs - key.lastUsedAtMs < kNoteUseEveryMs)
        return;
    key.lastUsedAtMs = nowMs;
    m_known.insert(key.hash, key);
    const auto half = [&core, id = key.id, merchant = key.merchantId, nowMs]() -> Result<> {
        Result<ApiKeyRecord> stored = core.apiKeys.find(merchant, id);
        if (!stored)
            return stored.error();
        stored->lastUsedAtMs = nowMs;
        return core.apiKeys.update(*stored);
    };
    core.writes.enqueue(half, [](const Result<> &) {});
}

void ApiKeyService::write(const Change &change, const QString &action, const QString &actor,
                          const std::function<void(const Result<ApiKeyRecord> &)> &done)
{
    EngineCore &core = m_engine.core();
    const auto changed = std::make_shared<Result<ApiKeyRecord>>(ErrorCode::Internal);
    const auto half = [&core, change, changed, action, actor]() -> Result<> {
        *changed = change(core);
        return *changed ? keymaking::audit(core, **changed, action, actor)
                        : Result<>(changed->error());
    };
    core.writes.enqueue(half, [this, changed, done](const Result<> &committed) {
        if (!committed)
            return done(committed.error());
        m_known.remove((*changed)->hash);
        m_admitted.forget((*changed)->hash);
        done(*changed);
    });
}

void ApiKeyService::keep(const NewApiKey &made, const QString &actor,
                         const std::function<Result<>(EngineCore &)> &may,
                         const Reply<NewApiKey> &reply)
{
    const auto change = [record = made.record, may](EngineCore &core) -> Result<ApiKeyRecord> {
        const Result<> inserted = may(core).and_then([&] { return core.apiKeys.insert(record); });
        return inserted ? Result<ApiKeyRecord>(record) : inserted.error();
    };
    write(change, u"api_key.create"_s, actor, [made, reply](const Result<ApiKeyRecord> &stored) {
        reply(stored ? Result<NewApiKey>(made) : stored.error());
    });
}

QFuture<Result<NewApiKey>> ApiKeyService::create(CreateApiKey command)
{
    return m_engine.start<NewApiKey>([this,
                                      command = std::move(command)](const Reply<NewApiKey> &reply) {
        EngineCore &core = m_engine.core();
        const Result<> fits = checkKeyTexts(command.name, command.description).and_then([&] {
            return checkExpiry(command.expiresAtMs, core.clock.nowMs());
        });
        if (!fits)
            return reply(fits.error());
        Result<NewApiKey> made = keymaking::make(core, command.caller.merchantId, KeyKind::Secret);
        if (!made)
            return reply(made.error());
        made->record.name = command.name;
        made->record.description = command.description;
        made->record.expiresAtMs = command.expiresAtMs;
        keep(
            *made, command.caller.actor, [](EngineCore &) { return Result<>(); }, reply);
    });
}

QFuture<Result<ApiKeyRecord>> ApiKeyService::find(const MerchantId &merchant, const ApiKeyId &id)
{
    return m_engine.start<ApiKeyRecord>([this, merchant, id](const Reply<ApiKeyRecord> &reply) {
        reply(m_engine.core().apiKeys.find(merchant, id));
    });
}

QFuture<Result<QList<ApiKeyRecord>>> ApiKeyService::list(const MerchantId &merchant, qint64 offset,
                                                         int limit)
{
    return m_engine.start<QList<ApiKeyRecord>>(
        [this, merchant, offset, limit](const Reply<QList<ApiKeyRecord>> &reply) {
            if (limit < 1 || limit > kLongestList)
                return reply(Error{ErrorCode::InvalidValue, u"limit"_s});
            if (offset < 0)
                return reply(Error{ErrorCode::InvalidValue, u"skip"_s});
            reply(m_engine.core().apiKeys.list(merchant, offset, limit));
        });
}

QFuture<Result<ApiKeyRecord>> ApiKeyService::update(UpdateApiKey command)
{
    return m_engine.start<ApiKeyRecord>(
        [this, command = std::move(command)](const Reply<ApiKeyRecord> &reply) {
            const auto change = [command](EngineCore &core) -> Result<ApiKeyRecord> {
                Result<ApiKeyRecord> key = core.apiKeys.find(command.caller.merchantId, command.id);
                if (!key)
                    return key;
                if (key->revokedAtMs > 0 || key->kind != KeyKind::Secret)
                    return Error{ErrorCode::InvalidState, u"revoked"_s};
                key->name = command.name.value_or(key->name);
                key->description = command.description.value_or(key->description);
                key->expiresAtMs = command.expiresAtMs.value_or(key->expiresAtMs);
                const Result<> fits = checkKeyTexts(key->name, key->description).and_then([&] {
                    return checkExpiry(command.expiresAtMs.value_or(0), core.clock.nowMs());
                });
                const Result<> updated = fits ? core.apiKeys.update(*key) : fits;
                return updated ? key : Result<ApiKeyRecord>(updated.error());
            };
            write(change, u"api_key.update"_s, command.caller.actor, reply);
        });
}

QFuture<Result<ApiKeyRecord>> ApiKeyService::revoke(const Caller &caller, const ApiKeyId &id)
{
    return m_engine.start<ApiKeyRecord>([this, caller, id](const Reply<ApiKeyRecord> &reply) {
        const auto change = [caller, id](EngineCore &core) -> Result<ApiKeyRecord> {
            Result<ApiKeyRecord> key = core.apiKeys.find(caller.merchantId, id);
            if (!key)
                return key;
            if (key->revokedAtMs == 0)
                key->revokedAtMs = core.clock.nowMs();
            const Result<> updated = core.apiKeys.update(*key);
            return updated ? key : Result<ApiKeyRecord>(updated.error());
        };
        write(change, u"api_key.revoke"_s, caller.actor, reply);
    });
}

QFuture<Result<NewApiKey>> ApiKeyService::createEphemeral(const Caller &caller,
                                                          const CustomerId &customer)
{
    return m_engine.start<NewApiKey>([this, caller, customer](const Reply<NewApiKey> &reply) {
        EngineCore &core = m_engine.core();
        Result<NewApiKey> made = keymaking::make(core, caller.merchantId, KeyKind::Ephemeral);
        if (!made)
            return reply(made.error());
        made->record.customerId = customer;
        made->record.expiresAtMs = made->record.createdAtMs + kEphemeralLifeMs;
        const auto may = [merchant = caller.merchantId, customer,
                          nowMs = made->record.createdAtMs](EngineCore &its) -> Result<> {
            const Result<Customer> known = customerrecord::find(its, merchant, customer);
            return known ? its.apiKeys.removeEnded(merchant, nowMs) : Result<>(known.error());
        };
        keep(*made, caller.actor, may, reply);
    });
}

QFuture<Result<ApiKeyRecord>> ApiKeyService::endEphemeral(const Caller &caller, const ApiKeyId &id)
{
    return m_engine.start<ApiKeyRecord>([this, caller, id](const Reply<ApiKeyRecord> &reply) {
        const auto change = [caller, id](EngineCore &core) -> Result<ApiKeyRecord> {
            Result<ApiKeyRecord> key = core.apiKeys.find(caller.merchantId, id);
            if (!key)
                return key;
            const bool good = key->kind == KeyKind::Ephemeral && isGood(*key, core.clock.nowMs());
            if (!good)
                return Error{ErrorCode::NotFound, u"key_id"_s};
            key->revokedAtMs = core.clock.nowMs();
            const Result<> updated = core.apiKeys.update(*key);
            return updated ? key : Result<ApiKeyRecord>(updated.error());
        };
        write(change, u"api_key.revoke"_s, caller.actor, reply);
    });
}

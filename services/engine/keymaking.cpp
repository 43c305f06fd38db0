#include "services/engine/keymaking.h"

#include "services/engine/idempotencykey.h"

using namespace Qt::StringLiterals;

Result<NewApiKey> keymaking::make(EngineCore &core, const MerchantId &merchant, KeyKind kind)
{
    const Result<bool> testMode = core.accounts.isTestMode(merchant);
    if (!testMode && testMode.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::NotFound, u"merchant_id"_s};
    if (!testMode)
        return testMode.error();
    const auto key = std::make_shared<SecretBytes>(makeKey(core.random, kind, *testMode));
    const bool ephemeral = kind == KeyKind::Ephemeral;
    const QByteArray tag = ephemeral ? "eki"_ba : environmentTag(*testMode).toLatin1();
    ApiKeyRecord record;
    record.id = {core.random.newId(QLatin1StringView(tag))};
    record.merchantId = merchant;
    record.kind = kind;
    record.hash = apiKeyHash(core.installKey, key->view());
    record.prefix = shownPrefix(key->view());
    record.testMode = *testMode;
    record.createdAtMs = core.clock.nowMs();
    return NewApiKey{record, key};
}

Result<> keymaking::audit(EngineCore &core, const ApiKeyRecord &key, const QString &action,
                          const QString &actor)
{
    AuditEntry entry;
    entry.atMs = core.clock.nowMs();
    entry.merchantId = key.merchantId;
    entry.actor = actor;
    entry.action = action;
    entry.object = key.id.value;
    entry.result = isGood(key, entry.atMs) ? u"good"_s : u"ended"_s;
    entry.detail =
        u"kind="_s + toText(key.kind) + u" expires="_s + QString::number(key.expiresAtMs);
    return core.journal.appendAudit(entry);
}

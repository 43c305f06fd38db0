#include "services/engine/vaultservice.h"

#include "services/engine/auditkeeper.h"
#include "services/engine/methodkeeping.h"
#include "services/engine/operationrunner.h"
#include "services/vault/rootkeys.h"

using namespace Qt::StringLiterals;

VaultService::VaultService(Engine &engine) : m_engine(engine)
{
    m_pool.setMaxThreadCount(1);
}

VaultService::~VaultService() = default; // the pool ends what it has begun

QFuture<Result<VaultStatus>> VaultService::status()
{
    return m_engine.start<VaultStatus>([this](const Answer &answer) { answer(statusHere()); });
}

Result<VaultStatus> VaultService::statusHere()
{
    EngineCore &core = m_engine.core();
    const Result<VaultHeader> header = core.vaultRecords.header();
    if (!header && header.error().code == ErrorCode::NotFound)
        return VaultStatus{VaultState::None, {}, core.keys ? core.keys->placeOf({}) : KeyPlace{}};
    if (core.vault.isUnlocked())
        return VaultStatus{VaultState::Open, {}, header ? placeOf(*header) : KeyPlace{}};
    if (!header)
        return header.error();
    return VaultStatus{VaultState::Locked, core.vaultProblem, placeOf(*header)};
}

KeyPlace VaultService::placeOf(const VaultHeader &header) const
{
    const KeyProvider *keys = m_engine.core().keys;
    return keys ? keys->placeOf(header.generations.constLast().keyName) : KeyPlace::Keychain;
}

Result<> VaultService::mayAskForKeys()
{
    EngineCore &core = m_engine.core();
    if (!core.keys)
        return Error{ErrorCode::NotSupported, u"vault"_s};
    if (core.vaultKeysAskedFor)
        return Error{ErrorCode::Busy, u"vault"_s};
    return {};
}

Result<VaultHeader> VaultService::headerForKeys()
{
    const Result<VaultHeader> header = m_engine.core().vaultRecords.header();
    if (!header && header.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::NotFound, u"vault"_s};
    return header.and_then([&](const VaultHeader &found) -> Result<VaultHeader> {
        const Result<> may = mayAskForKeys();
        return may ? Result<VaultHeader>(found) : Result<VaultHeader>(may.error());
    });
}

QFuture<Result<VaultStatus>> VaultService::create(const Caller &caller, KeyAccess access)
{
    const auto kept = std::make_shared<KeyAccess>(std::move(access));
    return m_engine.start<VaultStatus>([this, caller, kept](const Answer &answer) {
        const Result<VaultHeader> header = m_engine.core().vaultRecords.header();
        if (header)
            return answer(Error{ErrorCode::Duplicate, u"vault"_s});
        if (header.error().code != ErrorCode::NotFound)
            return answer(header.error());
        const Result<> may = mayAskForKeys();
        if (!may)
            return answer(may.error());
        m_engine.core().keys->use(std::move(*kept));
        keepKey(caller, answer);
    });
}

void VaultService::keepKey(const Caller &caller, const Answer &answer)
{
    EngineCore &core = m_engine.core();
    Result<NewVault> made = core.vault.create(core.clock.nowMs());
    if (!made)
        return answer(made.error());
    const auto vault = std::make_shared<NewVault>(std::move(*made));
    core.vaultKeysAskedFor = true;
    // A header without a key opens nothing, so the key comes first. One that is kept for nothing
    // does no harm: its name is never used again.
    core.keys->create(vault->header.generations.constFirst().keyName, vault->rootKey,
                      &m_engine.runner(), [this, caller, vault, answer](const Result<> &kept) {
                          kept ? storeHeader(caller, vault, answer)
                               : finish(caller, u"vault.create"_s, kept, answer);
                      });
}

void VaultService::storeHeader(const Caller &caller, const std::shared_ptr<NewVault> &made,
                               const Answer &answer)
{
    EngineCore &core = m_engine.core();
    const auto half = [this, caller, made] {
        return m_engine.core().vaultRecords.insertHeader(made->header).and_then([&] {
            return audit(caller, u"vault.create"_s, {});
        });
    };
    core.writes.enqueue(half, [this, made, answer](const Result<> &committed) {
        EngineCore &vaults = m_engine.core();
        endKeyCall();
        if (!committed)
            return answer(committed.error());
        RootKeys keys;
        keys.emplace(1, std::move(made->rootKey));
        const Result<> opened = vaults.vault.unlock(made->header, keys);
        vaults.vaultProblem = opened ? Error{ErrorCode::VaultLocked} : opened.error();
        emit m_engine.events().vaultChanged();
        opened ? answer(statusHere()) : answer(opened.error());
    });
}

QFuture<Result<VaultStatus>> VaultService::unlock(const Caller &caller, SecretBytes passphrase)
{
    const auto kept = std::make_shared<SecretBytes>(std::move(passphrase));
    return m_engine.start<VaultStatus>([this, caller, kept](const Answer &answer) {
        if (m_engine.core().vault.isUnlocked())
            return answer(statusHere());
        const Result<VaultHeader> header = headerForKeys();
        if (!header)
            return answer(header.error());
        m_engine.core().keys->use({placeOf(*header), std::move(*kept)});
        loadKeys(caller, *header, answer);
    });
}

void VaultService::loadKeys(const Caller &caller, const VaultHeader &header, const Answer &answer)
{
    EngineCore &core = m_engine.core();
    core.vaultKeysAskedFor = true;
    loadRootKeys(*core.keys, header, &m_engine.runner(),
                 [this, caller, header, answer](const Result<RootKeys> &keys) {
                     const Result<> opened = keys ? m_engine.core().vault.unlock(header, *keys)
                                                  : Result<>(keys.error());
                     if (opened)
                         methodkeeping::moveIn(m_engine.core());
                     finish(caller, u"vault.unlock"_s, opened, answer);
                 });
}

QFuture<Result<VaultStatus>> VaultService::lock(const Caller &caller)
{
    return m_engine.start<VaultStatus>([this, caller](const Answer &answer) {
        EngineCore &core = m_engine.core();
        if (!core.vault.isUnlocked())
            return answer(statusHere());
        m_engine.audit().note(); // while there is a key to seal it
        core.vault.lock();
        publish(caller, u"vault.lock"_s, {}, answer);
    });
}

void VaultService::finish(const Caller &caller, const QString &action, const Result<> &done,
                          const Answer &answer)
{
    endKeyCall();
    publish(caller, action, done, answer);
}

void VaultService::endKeyCall()
{
    EngineCore &core = m_engine.core();
    core.vaultKeysAskedFor = false;
    core.keys->forget();
}

void VaultService::publish(const Caller &caller, const QString &action, const Result<> &done,
                           const Answer &answer)
{
    EngineCore &core = m_engine.core();
    core.vaultProblem = done ? Error{ErrorCode::VaultLocked} : done.error();
    emit m_engine.events().vaultChanged();
    const auto outcome = std::make_shared<const Result<>>(done);
    const auto half = [this, caller, action, outcome] { return audit(caller, action, *outcome); };
    // A key that is here is here, whether the disk takes a line about it or not.
    core.writes.enqueue(half, [this, outcome, answer](const Result<> &) {
        *outcome ? answer(statusHere()) : answer(outcome->error());
    });
}

Result<> VaultService::audit(const Caller &caller, const QString &action, const Result<> &done)
{
    EngineCore &core = m_engine.core();
    AuditEntry entry;
    entry.atMs = core.clock.nowMs();
    entry.merchantId = caller.merchantId;
    entry.actor = caller.actor;
    entry.action = action;
    entry.object = u"vault"_s;
    entry.result = done ? u"done"_s : u"refused"_s;
    if (!done)
        entry.detail = u"error=%1"_s.arg(static_cast<int>(done.error().code));
    return core.journal.appendAudit(entry);
}

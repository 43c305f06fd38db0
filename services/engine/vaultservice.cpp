#include "services/engine/vaultservice.h"

#include "services/engine/auditkeeper.h"
#include "services/engine/methodkeeping.h"
#include "services/engine/operationrunner.h"
#include "services/vault/rootkeys.h"

using namespace Qt::StringLiterals;

QFuture<Result<VaultStatus>> VaultService::status()
{
    return m_engine.start<VaultStatus>([this](const Answer &answer) { answer(statusHere()); });
}

Result<VaultStatus> VaultService::statusHere()
{
    EngineCore &core = m_engine.core();
    if (core.vault.isUnlocked())
        return VaultStatus{VaultState::Open, {}};
    const Result<VaultHeader> header = core.vaultRecords.header();
    if (header)
        return VaultStatus{VaultState::Locked, core.vaultProblem};
    if (header.error().code == ErrorCode::NotFound)
        return VaultStatus{VaultState::None, {}};
    return header.error();
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

QFuture<Result<VaultStatus>> VaultService::create(const Caller &caller)
{
    return m_engine.start<VaultStatus>([this, caller](const Answer &answer) {
        const Result<VaultHeader> header = m_engine.core().vaultRecords.header();
        if (header)
            return answer(Error{ErrorCode::Duplicate, u"vault"_s});
        if (header.error().code != ErrorCode::NotFound)
            return answer(header.error());
        const Result<> may = mayAskForKeys();
        may ? keepKey(caller, answer) : answer(may.error());
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
        vaults.vaultKeysAskedFor = false;
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

QFuture<Result<VaultStatus>> VaultService::unlock(const Caller &caller)
{
    return m_engine.start<VaultStatus>([this, caller](const Answer &answer) {
        EngineCore &core = m_engine.core();
        if (core.vault.isUnlocked())
            return answer(statusHere());
        const Result<VaultHeader> header = core.vaultRecords.header();
        if (!header && header.error().code == ErrorCode::NotFound)
            return answer(Error{ErrorCode::NotFound, u"vault"_s});
        if (!header)
            return answer(header.error());
        const Result<> may = mayAskForKeys();
        may ? loadKeys(caller, *header, answer) : answer(may.error());
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
        finish(caller, u"vault.lock"_s, {}, answer);
    });
}

void VaultService::finish(const Caller &caller, const QString &action, const Result<> &done,
                          const Answer &answer)
{
    EngineCore &core = m_engine.core();
    core.vaultKeysAskedFor = false;
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

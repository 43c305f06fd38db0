// The part of VaultService that has to do with the recovery sheet.

#include "services/core/background.h"
#include "services/engine/enginecore.h"
#include "services/engine/methodkeeping.h"
#include "services/engine/operationrunner.h"
#include "services/engine/vaultservice.h"
#include "services/vault/keyprovider.h"
#include "services/vault/passphrase.h"
#include "services/vault/recoverysheet.h"

using namespace Qt::StringLiterals;

namespace {

/// Whether a root key, alone, opens the vault.
Result<> fits(const VaultHeader &header, int generation, const SecretBytes &key, Random &random)
{
    RootKeys keys;
    keys.emplace(generation, key.clone());
    Vault vault(random);
    return vault.unlock(header, keys);
}

} // namespace

QFuture<Result<QString>> VaultService::recoverySheet(const Caller &caller, SecretBytes passphrase)
{
    const auto kept = std::make_shared<SecretBytes>(std::move(passphrase));
    return m_engine.start<QString>([this, caller, kept](const SheetAnswer &answer) {
        const Result<> usable = checkPassphrase(*kept);
        if (!usable)
            return answer(usable.error());
        const Result<VaultHeader> header = headerForKeys();
        if (!header)
            return answer(header.error());
        m_engine.core().vaultKeysAskedFor = true;
        m_engine.core().keys->use({placeOf(*header), kept->clone()});
        writeSheet(caller, *header, kept, answer);
    });
}

void VaultService::writeSheet(const Caller &caller, const VaultHeader &header,
                              const std::shared_ptr<SecretBytes> &passphrase,
                              const SheetAnswer &answer)
{
    const VaultKeyGeneration newest = header.generations.constLast();
    const auto onKey = [=, this](Result<SecretBytes> loaded) {
        if (!loaded)
            return endSheet(caller, loaded.error(), answer);
        const auto key = std::make_shared<SecretBytes>(std::move(*loaded));
        const auto work = [=, &random = m_engine.core().random]() -> Result<QString> {
            const Result<> right = fits(header, newest.number, *key, random);
            return right ? recoverysheet::write(header, newest.number, *key, *passphrase, random)
                         : Result<QString>(right.error());
        };
        runOn<Result<QString>>(
            m_pool, work, &m_engine.runner(),
            [=, this](const Result<QString> &sheet) { endSheet(caller, sheet, answer); });
    };
    m_engine.core().keys->load(newest.keyName, &m_engine.runner(), onKey);
}

void VaultService::endSheet(const Caller &caller, const Result<QString> &sheet,
                            const SheetAnswer &answer)
{
    endKeyCall();
    const Result<> done = sheet ? Result<>() : Result<>(sheet.error());
    const auto half = [this, caller, done] { return audit(caller, u"vault.sheet"_s, done); };
    m_engine.core().writes.enqueue(half, [sheet, answer](const Result<> &) { answer(sheet); });
}

QFuture<Result<VaultStatus>> VaultService::restore(RestoreVault command)
{
    const auto kept = std::make_shared<RestoreVault>(std::move(command));
    return m_engine.start<VaultStatus>([this, kept](const Answer &answer) {
        EngineCore &core = m_engine.core();
        if (core.vault.isUnlocked())
            return answer(Error{ErrorCode::InvalidState, u"vault"_s});
        const Result<VaultHeader> found = headerForKeys();
        if (!found)
            return answer(found.error());
        const VaultHeader &header = *found;
        core.vaultKeysAskedFor = true;
        using Recovered = Result<recoverysheet::Recovered>;
        const auto work = [kept, header]() -> Recovered {
            return recoverysheet::read(kept->sheet, header, kept->access.passphrase);
        };
        const auto onRead = [this, kept, header, answer](const Recovered &recovered) {
            if (!recovered)
                return finish(kept->caller, u"vault.restore"_s, recovered.error(), answer);
            RootKeys keys;
            keys.emplace(recovered->generation, recovered->rootKey.clone());
            const Result<> opened = m_engine.core().vault.unlock(header, keys);
            if (!opened)
                return finish(kept->caller, u"vault.restore"_s, opened, answer);
            keepRestored(kept, header.generations.constLast().keyName, recovered->rootKey, answer);
        };
        runOn<Recovered>(m_pool, work, &m_engine.runner(), onRead);
    });
}

void VaultService::keepRestored(const std::shared_ptr<RestoreVault> &command,
                                const QString &keyName, const SecretBytes &key,
                                const Answer &answer)
{
    EngineCore &core = m_engine.core();
    core.keys->use(std::move(command->access));
    core.keys->replace(keyName, key, &m_engine.runner(), [=, this](const Result<> &kept) {
        if (kept)
            methodkeeping::moveIn(m_engine.core());
        else // the next start would find no key again: better to know it now
            m_engine.core().vault.lock();
        finish(command->caller, u"vault.restore"_s, kept, answer);
    });
}

#include "services/engine/vaultkeyservice.h"

#include "services/engine/enginecore.h"
#include "services/engine/operationrunner.h"
#include "services/engine/vaultrotation.h"
#include "services/vault/keyprovider.h"
#include "services/vault/passphrase.h"
#include "services/vault/rootkeys.h"

using namespace Qt::StringLiterals;

/// A change of the key from the request to the new header.
struct VaultKeyService::Change
{
    ChangeVaultKey command;
    Reply<VaultKeyProgress> reply;
    KeyPlace place = KeyPlace::Keychain;
    VaultHeader header;
    RootKeys keys;
    std::optional<NewVaultKey> next;
};

VaultKeyService::VaultKeyService(Engine &engine) : m_engine(engine)
{
    // Emitted on the engine thread, where everything here runs.
    m_watch = QObject::connect(
        &engine.events(), &Events::vaultChanged, &engine.events(), [this] { onVaultChanged(); },
        Qt::DirectConnection);
}

VaultKeyService::~VaultKeyService()
{
    QObject::disconnect(m_watch);
}

QFuture<Result<VaultKeyProgress>> VaultKeyService::change(ChangeVaultKey command)
{
    const auto kept = std::make_shared<ChangeVaultKey>(std::move(command));
    return m_engine.start<VaultKeyProgress>([this, kept](const Reply<VaultKeyProgress> &reply) {
        const Result<VaultHeader> header = mayChange(*kept);
        if (!header)
            return reply(header.error());
        const auto change = std::make_shared<Change>();
        change->command = std::move(*kept);
        change->reply = reply;
        change->header = *header;
        change->place = m_engine.core().keys->placeOf(header->generations.constLast().keyName);
        loadOldKeys(change);
    });
}

Result<VaultHeader> VaultKeyService::mayChange(const ChangeVaultKey &command)
{
    EngineCore &core = m_engine.core();
    if (!core.vault.isUnlocked())
        return Error{ErrorCode::VaultLocked, u"vault"_s};
    const Result<VaultHeader> header = core.vaultRecords.header();
    if (!header)
        return header;
    const QString keyName = header->generations.constLast().keyName;
    const KeyPlace place = core.keys ? core.keys->placeOf(keyName) : KeyPlace::SampleFile;
    if (place == KeyPlace::SampleFile)
        return Error{ErrorCode::NotSupported, u"vault"_s};
    if (core.vaultKeysAskedFor)
        return Error{ErrorCode::Busy, u"vault"_s};
    const Result<qint64> left = countLeft();
    if (!left)
        return left.error();
    if (*left > 0 || m_rotation)
        return Error{ErrorCode::InvalidState, u"vault"_s};
    const Result<> usable =
        place == KeyPlace::KeyFile ? checkPassphrase(command.newPassphrase) : Result<>();
    return usable ? header : Result<VaultHeader>(usable.error());
}

/// Also shows that whoever asks knows the passphrase.
void VaultKeyService::loadOldKeys(const ChangeInHand &change)
{
    EngineCore &core = m_engine.core();
    core.vaultKeysAskedFor = true;
    core.keys->use({change->place, change->command.oldPassphrase.clone()});
    loadRootKeys(*core.keys, change->header, &m_engine.runner(),
                 [this, change](Result<RootKeys> keys) {
                     if (!keys)
                         return refuse(change, keys.error());
                     change->keys = std::move(*keys);
                     Vault probe(m_engine.core().random);
                     const Result<> fits = probe.unlock(change->header, change->keys);
                     fits ? keepNewKey(change) : refuse(change, fits.error());
                 });
}

void VaultKeyService::keepNewKey(const ChangeInHand &change)
{
    EngineCore &core = m_engine.core();
    Result<NewVaultKey> next = core.vault.nextKey(core.clock.nowMs());
    if (!next)
        return refuse(change, next.error()); // it was locked meanwhile
    change->next = std::move(*next);
    core.keys->create(change->next->generation.keyName, change->next->rootKey, &m_engine.runner(),
                      [this, change](const Result<> &kept) {
                          kept ? changePassphrase(change) : refuse(change, kept.error());
                      });
}

/// Before the header speaks of the new key: what fails up to here has changed nothing.
void VaultKeyService::changePassphrase(const ChangeInHand &change)
{
    if (change->place != KeyPlace::KeyFile)
        return storeGeneration(change);
    m_engine.core().keys->changePassphrase(
        change->command.newPassphrase, &m_engine.runner(), [this, change](const Result<> &done) {
            done ? storeGeneration(change) : refuse(change, done.error());
        });
}

void VaultKeyService::storeGeneration(const ChangeInHand &change)
{
    EngineCore &core = m_engine.core();
    const auto half = [this, change] {
        return m_engine.core().vaultRecords.addGeneration(change->next->generation).and_then([&] {
            return audit(change->command.caller, u"vault.key"_s, {});
        });
    };
    core.writes.enqueue(half, [this, change](const Result<> &committed) {
        if (!committed)
            return refuse(change, committed.error());
        EngineCore &vaults = m_engine.core();
        endKeyCall();
        change->keys.emplace(change->next->generation.number, std::move(change->next->rootKey));
        const Result<VaultHeader> header = vaults.vaultRecords.header();
        const Result<> opened =
            header ? vaults.vault.unlock(*header, change->keys) : Result<>(header.error());
        if (!opened) {
            vaults.vaultProblem = opened.error();
            emit m_engine.events().vaultChanged();
            return change->reply(opened.error());
        }
        m_caller = change->command.caller;
        m_progress = {};
        m_tried = false;
        onVaultChanged(); // and nobody else's unlock comes first
        emit m_engine.events().vaultChanged();
        change->reply(progressHere());
    });
}

void VaultKeyService::refuse(const ChangeInHand &change, const Error &error)
{
    endKeyCall();
    const auto half = [this, change, error] {
        return audit(change->command.caller, u"vault.key"_s, error);
    };
    m_engine.core().writes.enqueue(half,
                                   [change, error](const Result<> &) { change->reply(error); });
}

void VaultKeyService::endKeyCall()
{
    EngineCore &core = m_engine.core();
    core.vaultKeysAskedFor = false;
    core.keys->forget();
}

Result<> VaultKeyService::audit(const Caller &caller, const QString &action, const Result<> &done)
{
    EngineCore &core = m_engine.core();
    AuditEntry entry;
    entry.atMs = core.clock.nowMs();
    entry.merchantId = caller.merchantId;
    if (entry.merchantId.isEmpty()) // it went on by itself
        entry.merchantId = core.accounts.merchants().value_or({}).value(0);
    entry.actor = caller.actor.isEmpty() ? u"system"_s : caller.actor;
    entry.action = action;
    entry.object = u"vault"_s;
    entry.result = done ? u"done"_s : u"refused"_s;
    if (!done)
        entry.detail = u"error=%1"_s.arg(static_cast<int>(done.error().code));
    return core.journal.appendAudit(entry);
}

void VaultKeyService::onVaultChanged()
{
    EngineCore &core = m_engine.core();
    if (!core.vault.isUnlocked()) {
        m_tried = false;
        m_progress.isPaused = false;
        return;
    }
    if (m_rotation || m_tried || m_progress.isPaused)
        return;
    m_tried = true;
    const Result<qint64> left = countLeft();
    if (!left || (*left == 0 && m_caller.actor.isEmpty()))
        return;
    m_progress.problem = {};
    m_progress.damaged = 0;
    m_progress.isMoving = true;
    m_rotation = std::make_unique<VaultRotation>(core.vault, core.vaultRecords, core.clock);
    move();
}

/// One batch; whatever waits in the queue meanwhile comes before the next.
void VaultKeyService::move()
{
    const auto half = [this]() -> Result<> {
        if (!m_rotation)
            return {};
        const Result<VaultRotation::Batch> batch = m_rotation->step();
        if (!batch)
            return batch.error();
        m_batchMoved = batch->moved;
        m_batchDamaged = batch->damaged;
        m_batchIsLast = batch->isLast;
        return {};
    };
    m_engine.core().writes.enqueue(half, [this](const Result<> &committed) { onMoved(committed); });
}

void VaultKeyService::onMoved(const Result<> &committed)
{
    if (!m_rotation)
        return;
    if (!committed)
        return stopMoving(committed.error());
    m_rotation->committed();
    m_progress.moved += std::exchange(m_batchMoved, 0);
    m_progress.damaged += std::exchange(m_batchDamaged, 0);
    if (m_batchIsLast)
        return finish();
    if (m_progress.isPaused)
        return stopMoving({});
    emit m_engine.events().vaultChanged();
    QMetaObject::invokeMethod(
        &m_engine.runner(),
        [this] {
            if (m_rotation)
                move();
        },
        Qt::QueuedConnection);
}

/// Generations that no record is under are given up; their keys stay where they are kept, since
/// backups need them.
void VaultKeyService::finish()
{
    EngineCore &core = m_engine.core();
    const auto half = [this]() -> Result<> {
        VaultStore &records = m_engine.core().vaultRecords;
        const Result<VaultHeader> header = records.header();
        if (!header)
            return header.error();
        for (const VaultKeyGeneration &generation : header->generations) {
            const Result<qint64> under = records.countUnder(generation.number);
            if (!under)
                return under.error();
            if (*under > 0 || generation.number == header->generations.constLast().number)
                continue;
            const Result<> dropped = records.dropGeneration(generation.number);
            if (!dropped)
                return dropped;
        }
        return audit(m_caller, u"vault.moved"_s, {});
    };
    core.ciphertextRemoved = true; // what was replaced is to leave the log
    core.writes.enqueue(half, [this](const Result<> &committed) {
        m_caller = {};
        stopMoving(committed ? Error() : committed.error());
    });
}

void VaultKeyService::stopMoving(const Error &problem)
{
    m_rotation.reset();
    m_progress.isMoving = false;
    m_progress.problem = problem;
    emit m_engine.events().vaultChanged();
}

Result<qint64> VaultKeyService::countLeft()
{
    VaultStore &records = m_engine.core().vaultRecords;
    const Result<VaultHeader> header = records.header();
    if (!header)
        return header.error().code == ErrorCode::NotFound ? Result<qint64>(0) : header.error();
    qint64 left = 0;
    for (const VaultKeyGeneration &generation : header->generations) {
        if (generation.number == header->generations.constLast().number)
            continue;
        const Result<qint64> under = records.countUnder(generation.number);
        if (!under)
            return under;
        left += *under;
    }
    return left;
}

Result<VaultKeyProgress> VaultKeyService::progressHere()
{
    const Result<qint64> left = countLeft();
    if (!left)
        return left.error();
    VaultKeyProgress progress = m_progress;
    progress.left = *left;
    return progress;
}

QFuture<Result<VaultKeyProgress>> VaultKeyService::progress()
{
    return m_engine.start<VaultKeyProgress>(
        [this](const Reply<VaultKeyProgress> &reply) { reply(progressHere()); });
}

QFuture<Result<VaultKeyProgress>> VaultKeyService::pause()
{
    return m_engine.start<VaultKeyProgress>([this](const Reply<VaultKeyProgress> &reply) {
        m_progress.isPaused = m_rotation != nullptr;
        reply(progressHere());
    });
}

QFuture<Result<VaultKeyProgress>> VaultKeyService::resume()
{
    return m_engine.start<VaultKeyProgress>([this](const Reply<VaultKeyProgress> &reply) {
        m_progress.isPaused = false;
        m_tried = false;
        onVaultChanged();
        reply(progressHere());
    });
}

#include "app/server/serverinit.h"

#include "app/server/serversecrets.h"
#include "app/server/serverservices.h"
#include "services/core/async.h"
#include "services/processors/networktransport.h"
#include "services/storage/accountstore.h"
#include "services/vault/filekeyprovider.h"
#include "services/vault/privatefile.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kAdminKeyCharacters = 43; // of 62: 256 bits

const QString kActor = u"system:orchestratorxd init"_s;

} // namespace

ServerInit::ServerInit(const ServerOptions &options, SecretBytes passphrase, const Clock &clock,
                       Random &random)
    : m_options(options)
    , m_clock(clock)
    , m_random(random)
    , m_merchant{options.merchantId}
    , m_keys(std::make_unique<FileKeyProvider>(options.keyFile, std::move(passphrase), random))
{
}

ServerInit::~ServerInit()
{
    if (m_engine)
        m_engine->stop();
}

void ServerInit::run(const Done &done)
{
    if (QFile::exists(m_options.databaseFile))
        return done(
            Error{ErrorCode::Duplicate, u"database"_s,
                  u"%1 is there already; nothing was changed."_s.arg(m_options.databaseFile)});
    const Result<> ready = m_guard.acquire(m_options.databaseFile)
                               .and_then([this] { return makeAdminKey(); })
                               .and_then([this] { return storeMerchant(); });
    if (!ready) {
        undo();
        return done(ready.error());
    }
    const auto transport = [] { return std::make_unique<NetworkTransport>(); };
    m_engine = std::make_unique<Engine>(
        EngineOptions{m_options.databaseFile, {}, m_clock, m_random, transport, m_keys.get()});
    m_services = std::make_unique<ServerServices>(*m_engine, m_options.databaseFile, SecretBytes());
    // Waits in the engine's queue behind the opening.
    const auto opened = m_engine->open();
    whenDone(m_services->vault.create({m_merchant, kActor}), this,
             [this, opened, done](const Result<VaultStatus> &vault) {
                 if (vault)
                     return created(done);
                 const bool failedToOpen =
                     opened.isFinished() && opened.resultCount() > 0 && !opened.result();
                 undo();
                 done(failedToOpen ? opened.result().error() : vault.error());
             });
}

void ServerInit::created(const Done &done)
{
    m_words += u"vault      made, its key in %1\n"_s.arg(m_options.keyFile);
    if (m_merchant.isEmpty())
        return done(m_words);
    CreateApiKey command;
    command.caller = {m_merchant, kActor};
    command.name = u"first"_s;
    whenDone(m_services->keys.create(command), this, [this, done](const Result<NewApiKey> &made) {
        if (!made) {
            undo();
            return done(made.error());
        }
        m_words += u"API key    %1\n           (shown this once, and kept nowhere)\n"_s.arg(
            QString::fromLatin1(made->key->view()));
        done(m_words);
    });
}

Result<> ServerInit::makeAdminKey()
{
    if (QFile::exists(m_options.adminKeyFile)) {
        const Result<SecretBytes> known = readAdminKey(m_options.adminKeyFile);
        if (!known)
            return known.error();
        m_words += u"admin key  the one that is in %1\n"_s.arg(m_options.adminKeyFile);
        return {};
    }
    const QString key = u"adm_"_s + m_random.text62(kAdminKeyCharacters);
    const Result<> written =
        writePrivateFile(m_options.adminKeyFile, QByteArray(key.toLatin1() + '\n'));
    if (!written)
        return Error{
            written.error().code, {}, u"%1 cannot be written."_s.arg(m_options.adminKeyFile)};
    m_madeAdminKey = true;
    m_words += u"admin key  %1\n           (shown this once, and kept in %2)\n"_s.arg(
        key, m_options.adminKeyFile);
    return {};
}

Result<> ServerInit::storeMerchant()
{
    Database database;
    Result<> stored = database.open({m_options.databaseFile, true, false});
    if (stored)
        stored = database.migrate();
    if (!stored || m_options.merchantName.isEmpty())
        return stored;
    if (m_merchant.isEmpty())
        m_merchant.value = m_random.newId("merchant"_L1);
    const ProfileId profile{m_random.newId("pro"_L1)};
    AccountStore accounts(database);
    stored = database.begin();
    if (stored)
        stored = accounts.insertMerchant(m_merchant, m_options.merchantName, true, m_clock.nowMs());
    if (stored) {
        Profile first;
        first.id = profile;
        first.merchantId = m_merchant;
        first.name = u"default"_s;
        stored = accounts.insertProfile(first);
    }
    if (stored && !m_options.simulatorUrl.isEmpty()) {
        ProcessorAccount account;
        account.id.value = m_random.newId("mca"_L1);
        account.merchantId = m_merchant;
        account.profileId = profile;
        account.connector = u"simulator"_s;
        account.label = u"simulator_default"_s;
        account.baseUrl = m_options.simulatorUrl;
        stored = accounts.insertAccount(account);
    }
    if (stored)
        stored = database.commit();
    else
        database.rollback();
    m_words += u"merchant   %1 (test mode), profile %2\n"_s.arg(m_merchant.value, profile.value);
    return stored;
}

void ServerInit::undo()
{
    if (m_engine)
        m_engine->stop();
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s, u".audit-heads"_s})
        QFile::remove(m_options.databaseFile + suffix);
    if (m_madeAdminKey)
        QFile::remove(m_options.adminKeyFile);
}

#include "app/server/serverapp.h"

#include "app/server/serverservices.h"
#include "services/api/apiserver.h"
#include "services/api/bodylimits.h"
#include "services/api/frontdoor.h"
#include "services/api/redirectroutes.h"
#include "services/api/shopobjects.h"
#include "services/core/async.h"
#include "services/core/heapwipe.h"
#include "services/processors/networktransport.h"
#include "services/processors/networkwebhooktransport.h"
#include "services/storage/database.h"
#include "services/vault/filekeyprovider.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace {

constexpr int kDrainMs = 70'000; // longer than a call to a processor may take

/// Whoever closes a file last, and may write, moves its log into it.
void closeCompletely(const QString &file)
{
    Database last;
    if (!last.open({file, false, false}))
        qWarning("the database's log stays beside it");
}

} // namespace

ServerApp::ServerApp(const ServerOptions &options, ServerSecrets secrets, const Clock &clock,
                     Random &random)
    : m_options(options)
    , m_clock(clock)
    , m_random(random)
    , m_keys(
          std::make_unique<FileKeyProvider>(options.keyFile, std::move(secrets.passphrase), random))
    , m_adminKey(std::move(secrets.adminKey))
{
}

ServerApp::~ServerApp()
{
    if (m_api)
        m_api->stop();
    if (m_engine)
        m_engine->stop();
    // Readers first; then the file is one file again, without a log beside it.
    m_api.reset();
    m_services.reset();
    m_engine.reset();
    if (m_isOpen)
        closeCompletely(m_options.databaseFile);
}

HttpLimits ServerApp::limits() const
{
    HttpLimits limits;
    limits.hostNames = {m_options.address.toLatin1()};
    if (!m_options.publicUrl.isEmpty())
        limits.hostNames.append(m_options.publicUrl.host(QUrl::FullyEncoded).toLower().toLatin1());
    // A shop's server keeps its connections and makes many calls on each.
    limits.connectionsPerAddress = limits.connections;
    limits.requestsPerConnection = 1'000'000;
    allowLargerBodies(limits);
    return limits;
}

void ServerApp::start(const Started &started)
{
    if (!QFile::exists(m_options.databaseFile))
        return started(Error{ErrorCode::FileNotFound});
    const Result<> ours = m_guard.acquire(m_options.databaseFile);
    if (!ours)
        return started(ours.error());
    // Card numbers come in before the first call to a processor.
    heapwipe::overwriteFrees();
    const auto transport = [] { return std::make_unique<NetworkTransport>(); };
    EngineOptions options{m_options.databaseFile, {}, m_clock, m_random, transport, m_keys.get()};
    options.processorUrls = m_options.processorUrls;
    options.fineInitialState = m_options.fineInitialState;
    options.loopbackWebhooks = m_options.allowLoopbackWebhooks;
    m_shopObjects = std::make_unique<ShopObjects>();
    options.webhookObjects = m_shopObjects.get();
    options.makeWebhookTransport = [] { return std::make_unique<NetworkWebhookTransport>(); };
    m_engine = std::make_unique<Engine>(options);
    m_services = std::make_unique<ServerServices>(*m_engine, m_options.databaseFile,
                                                  std::move(m_adminKey), m_options.processorUrls);
    const ApiServerOptions where{m_options.address, m_options.port, m_options.tls, limits()};
    m_api = std::make_unique<ApiServer>(where, [this](QObject *home) -> HttpHandler {
        m_door = new FrontDoor(m_services->vault, m_clock, home);
        return [door = m_door](HttpRequest request, const HttpResponder &respond) {
            door->handle(std::move(request), respond);
        };
    });
    whenDone(m_api->start(), this, [this, started](const Result<quint16> &port) {
        port ? listening(*port, started) : started(port.error());
    });
}

void ServerApp::listening(quint16 port, const Started &started)
{
    m_port = port;
    m_shopObjects->setPublicBase(publicBase());
    m_engine->setReturnBase(RedirectRoutes::returnBase(publicBase()));
    whenDone(m_engine->open(), this, [this, started](const Result<bool> &opened) {
        m_isOpen = opened.has_value();
        opened ? unlock(started) : started(opened.error());
    });
}

void ServerApp::unlock(const Started &started)
{
    whenDone(m_services->vault.unlock({{}, u"system:orchestratorxd"_s}), this,
             [this, started](const Result<VaultStatus> &unlocked) {
                 if (!unlocked)
                     return started(unlocked.error());
                 m_api->post([this] {
                     m_door->open(makeRoutes(*m_services, *m_door, m_clock, publicBase(), m_door));
                 });
                 started({});
             });
}

QUrl ServerApp::publicBase() const
{
    return m_options.publicUrl.isEmpty() ? url() : m_options.publicUrl;
}

QUrl ServerApp::url() const
{
    QUrl url;
    url.setScheme(m_options.tls ? u"https"_s : u"http"_s);
    url.setHost(m_options.address);
    url.setPort(m_port);
    return url;
}

void ServerApp::end()
{
    if (m_isEnding)
        return;
    m_isEnding = true;
    if (!m_api)
        return emit ended();
    whenDone(m_api->drain(kDrainMs), this, [this](const Result<bool> &) { emit ended(); });
}

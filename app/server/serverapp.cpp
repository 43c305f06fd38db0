#include "app/server/serverapp.h"

#include "app/server/serverservices.h"
#include "services/api/apiserver.h"
#include "services/api/frontdoor.h"
#include "services/api/redirectroutes.h"
#include "services/core/async.h"
#include "services/core/heapwipe.h"
#include "services/processors/networktransport.h"
#include "services/vault/filekeyprovider.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace {

constexpr int kDrainMs = 70'000; // longer than a call to a processor may take

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
    m_engine = std::make_unique<Engine>(options);
    m_services =
        std::make_unique<ServerServices>(*m_engine, m_options.databaseFile, std::move(m_adminKey));
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
    m_engine->setReturnBase(RedirectRoutes::returnBase(publicBase()));
    whenDone(m_engine->open(), this, [this, started](const Result<bool> &opened) {
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

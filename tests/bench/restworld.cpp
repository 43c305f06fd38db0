#include "tests/bench/restworld.h"

#include "services/api/apiserver.h"
#include "services/api/frontdoor.h"
#include "services/api/redirectroutes.h"
#include "services/api/shopobjects.h"
#include "services/core/async.h"
#include "services/processors/httptransport.h"
#include "services/vault/filekeyprovider.h"
#include "tests/support/inprocesstransport.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace {

constexpr int kApiKeys = 256;

/// Waits for an answer with the event loop running; ends the program when there is none.
template <class T>
T waitFor(const QFuture<Result<T>> &future, const char *what)
{
    std::optional<T> value;
    whenDone(future, qApp, [&value, what](const Result<T> &answer) {
        if (!answer) {
            std::fprintf(stderr, "bench: %s: %d %s %s\n", what,
                         static_cast<int>(answer.error().code), qPrintable(answer.error().field),
                         qPrintable(answer.error().detail));
            std::exit(1);
        }
        value = *answer;
        QCoreApplication::quit();
    });
    QCoreApplication::exec();
    return *value;
}

QByteArrayList makeKeys(ServerServices &services, const Caller &caller, int count)
{
    QByteArrayList keys;
    for (int i = 0; i < count; ++i) {
        CreateApiKey command;
        command.caller = caller;
        command.name = u"bench"_s;
        const NewApiKey made = waitFor(services.keys.create(command), "an API key");
        keys.append(made.key->view().toByteArray());
    }
    return keys;
}

HttpLimits serverLimits()
{
    HttpLimits limits;
    limits.connectionsPerAddress = limits.connections;
    limits.requestsPerConnection = 1'000'000;
    return limits;
}

QUrl urlOf(quint16 port)
{
    QUrl url(u"http://127.0.0.1"_s);
    url.setPort(port);
    return url;
}

} // namespace

RestWorld::RestWorld(const QString &file, const MerchantId &merchant, bool withVault)
    : m_merchant(merchant)
    , m_bank(BankSettings{}, m_clock)
    , m_shopObjects(std::make_unique<ShopObjects>())
{
    EngineOptions options{file,
                          {},
                          m_clock,
                          m_random,
                          [this] { return std::make_unique<InProcessTransport>(m_bank); },
                          &m_vaultKeys};
    options.webhookObjects = m_shopObjects.get();
    m_engine = std::make_unique<Engine>(options);
    m_services = std::make_unique<ServerServices>(*m_engine, file, SecretBytes());
    const ApiServerOptions where{u"127.0.0.1"_s, 0, {}, serverLimits()};
    FrontDoor *door = nullptr;
    m_api = std::make_unique<ApiServer>(where, [this, &door](QObject *home) -> HttpHandler {
        door = new FrontDoor(m_services->vault, m_clock, home);
        return [door](HttpRequest request, const HttpResponder &respond) {
            door->handle(std::move(request), respond);
        };
    });
    m_port = waitFor(m_api->start(), "the server does not listen");
    m_shopObjects->setPublicBase(urlOf(m_port));
    m_engine->setReturnBase(RedirectRoutes::returnBase(urlOf(m_port)));
    waitFor(m_engine->open(), "the engine did not open");
    if (withVault)
        waitFor(m_services->vault.create(caller()), "no vault");
    m_keys = makeKeys(*m_services, caller(), kApiKeys);
    m_api->post(
        [this, door] { door->open(makeRoutes(*m_services, *door, m_clock, urlOf(m_port), door)); });
}

RestWorld::~RestWorld()
{
    m_api->stop();
    m_engine->stop();
}

QByteArrayList RestWorld::prepare(const QString &file, const QString &keyFile,
                                  const QByteArray &passphrase, const MerchantId &merchant,
                                  int keys)
{
    const SystemClock clock;
    SystemRandom random;
    FileKeyProvider provider(keyFile, SecretBytes(passphrase), random);
    SimulatedBank bank(BankSettings{}, clock);
    const Caller caller{merchant, u"operator:bench"_s};
    Engine engine(EngineOptions{file,
                                {},
                                clock,
                                random,
                                [&bank] { return std::make_unique<InProcessTransport>(bank); },
                                &provider});
    QByteArrayList made;
    {
        ServerServices services(engine, file, SecretBytes());
        waitFor(engine.open(), "the engine did not open");
        waitFor(services.vault.create(caller), "no vault");
        made = makeKeys(services, caller, keys);
        engine.stop();
    }
    return made;
}

ConstantServer::ConstantServer(const QByteArray &body)
{
    HttpReply reply;
    reply.response = {200,
                      {{"Content-Type", "application/json"},
                       {"Cache-Control", "no-store"},
                       {"X-Content-Type-Options", "nosniff"},
                       {"X-Request-Id", QByteArray(36, '0')}},
                      body};
    const ApiServerOptions where{u"127.0.0.1"_s, 0, {}, serverLimits()};
    m_api = std::make_unique<ApiServer>(where, [reply](QObject *) -> HttpHandler {
        return [reply](const HttpRequest &, const HttpResponder &respond) { respond(reply); };
    });
    m_port = waitFor(m_api->start(), "the server does not listen");
}

ConstantServer::~ConstantServer()
{
    m_api->stop();
}

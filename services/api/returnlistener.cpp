#include "services/api/returnlistener.h"

#include "services/http/httpserver.h"

using namespace Qt::StringLiterals;

namespace {

/// A return is one small request of one browser.
HttpLimits smallLimits()
{
    HttpLimits limits;
    limits.bodyBytes = 16 * 1024; // what a bank posts along is not read, only taken
    limits.connections = 32;
    limits.requestsPerConnection = 20;
    return limits;
}

} // namespace

ReturnListener::ReturnListener(Payments &payments, QObject *parent)
    : QObject(parent)
    , m_routes(payments)
{
    const auto handler = [this](const HttpRequest &request, const HttpResponder &respond) {
        m_routes.handle(request, respond);
    };
    m_server = std::make_unique<HttpServer>(handler, smallLimits());
}

ReturnListener::~ReturnListener() = default;

Result<> ReturnListener::start(quint16 preferredPort)
{
    Result<quint16> port = m_server->listen(u"127.0.0.1"_s, preferredPort);
    if (!port && preferredPort != 0)
        port = m_server->listen(u"127.0.0.1"_s, 0);
    if (!port)
        return port.error();
    return {};
}

QUrl ReturnListener::returnBase() const
{
    if (m_server->port() == 0)
        return {};
    QUrl base(u"http://127.0.0.1"_s);
    base.setPort(m_server->port());
    base.setPath(ReturnRoutes::path());
    return base;
}

quint16 ReturnListener::port() const
{
    return m_server->port();
}

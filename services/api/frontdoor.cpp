#include "services/api/frontdoor.h"

#include "services/api/errormapping.h"
#include "services/api/json/jsonwriter.h"
#include "services/api/requestlog.h"
#include "services/core/async.h"

#include <QLoggingCategory>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(logApi, "api")

HttpReply plainReply(const ApiReply &reply, const QString &requestId)
{
    HttpReply http;
    http.response.status = reply.status;
    http.response.body = reply.body;
    http.response.headers = reply.headers;
    http.response.headers.append({
        {"Content-Type", reply.contentType},
        {"Cache-Control", "no-store"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Request-Id", requestId.toLatin1()},
    });
    return http;
}

/// Answers what does not come to the router, with a line of the log.
ApiResponder directly(const HttpRequest &request, const QByteArray &route,
                      const HttpResponder &respond)
{
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    return [respond, id, log = RequestLog(request.method, route, id)](const ApiReply &reply) {
        log.answered(reply.status);
        respond(plainReply(reply, id));
    };
}

ApiReply notReady()
{
    ApiReply reply = errorReply({503, u"OX_02"_s, u"The server is starting"_s, u"api"_s});
    reply.headers.append(HttpHeader{"Retry-After", "1"});
    return reply;
}

ApiReply tooMany(qint64 waitMs)
{
    ApiReply reply = errorReply({429, u"OX_07"_s, u"Too many requests; try again later"_s});
    reply.headers.append(HttpHeader{"Retry-After", QByteArray::number((waitMs + 999) / 1000)});
    return reply;
}

} // namespace

FrontDoor::FrontDoor(VaultAccess &vault, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_vault(vault)
    , m_calls(kCallsPerMinute, kCallBurst, clock)
    , m_failedKeys(kFailedKeysPerMinute, kFailedKeysPerMinute, clock)
{
}

void FrontDoor::handle(HttpRequest request, const HttpResponder &respond)
{
    const QString path = request.url.path(QUrl::FullyEncoded);
    const bool isAsked = request.method == "GET" || request.method == "HEAD";
    if (isAsked && path == "/health"_L1)
        return directly(request, "/health",
                        respond)({200, "health is good", "text/plain; charset=utf-8"});
    if (!m_next)
        return directly(request, {}, respond)(notReady());
    if (isAsked && path == "/health/ready"_L1)
        return answerReadiness(directly(request, "/health/ready", respond));
    const QByteArray peer = request.peer;
    if (m_failedKeys.isExhausted(peer))
        return directly(request, {}, respond)(tooMany(m_failedKeys.waitMs(peer)));
    const QByteArray method = request.method;
    m_next(std::move(request), [this, peer, method, path, respond](const HttpReply &reply) {
        const int status = reply.response.status;
        if (status == 401)
            m_failedKeys.take(peer);
        if (status >= 500 && status != 501)
            qCWarning(logApi).noquote()
                << "answer status=" << status << "method=" << method << "path=" << path;
        respond(reply);
    });
}

bool FrontDoor::lets(const ApiRequest &request, const ApiResponder &respond)
{
    const QByteArray name = request.identity.keyId.toLatin1();
    if (name.isEmpty() || m_calls.take(name))
        return true;
    respond(tooMany(m_calls.waitMs(name)));
    return false;
}

void FrontDoor::answerReadiness(const ApiResponder &respond)
{
    whenDone(m_vault.status(), this, [respond](const Result<VaultStatus> &status) {
        const bool hasDatabase = status.has_value();
        const bool hasVault = hasDatabase && status->state == VaultState::Open;
        if (!hasDatabase)
            return respond(
                errorReply({500, u"HE_00"_s, u"The database cannot be read"_s, u"api"_s}));
        if (!hasVault)
            return respond(errorReply({500, u"HE_00"_s, u"The vault is locked"_s, u"api"_s}));
        JsonWriter out;
        out.beginObject();
        out.member("database"_L1, hasDatabase);
        out.member("vault"_L1, hasVault);
        out.endObject();
        respond({200, out.take()});
    });
}

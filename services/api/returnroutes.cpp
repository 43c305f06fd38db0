#include "services/api/returnroutes.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

static void initResources()
{
    Q_INIT_RESOURCE(return );
}

namespace {

/// 256 bits as base64url without padding, as the engine makes them.
bool isReturnToken(QStringView text)
{
    const auto allowed = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
               || c == u'-' || c == u'_';
    };
    return text.size() == 43 && std::ranges::all_of(text, allowed);
}

HttpReply page(int status, const QByteArray &body)
{
    HttpReply reply;
    reply.response.status = status;
    reply.response.body = body;
    reply.response.headers = {
        {"Content-Type", "text/html; charset=utf-8"},
        {"Cache-Control", "no-store"},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"Content-Security-Policy",
         "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
         "frame-ancestors 'none'"},
    };
    return reply;
}

} // namespace

ReturnRoutes::ReturnRoutes(Payments &payments, QObject *parent)
    : QObject(parent)
    , m_payments(payments)
{
    initResources();
    QFile file(u":/pages/return.html"_s);
    if (file.open(QIODevice::ReadOnly))
        m_page = file.readAll();
}

void ReturnRoutes::handle(const HttpRequest &request, const HttpResponder &respond)
{
    const QString wanted = request.url.path(QUrl::FullyEncoded);
    if (!wanted.startsWith(path()))
        return respond(page(404, "Not found"));
    if (request.method != "GET" && request.method != "POST") {
        HttpReply refused = page(405, "Method not allowed");
        refused.response.headers.append(HttpHeader{"Allow", "GET, POST"});
        return respond(refused);
    }
    const QString token = wanted.mid(path().size());
    if (isReturnToken(token))
        m_payments.resume(
            token, request.url.query(
                       QUrl::FullyEncoded)); // whoever shows the payment hears of it through Events
    respond(page(200, m_page));
}

#include "services/api/router.h"

#include "services/api/errormapping.h"
#include "services/api/json/jsonparser.h"
#include "services/api/requestlog.h"
#include "services/core/async.h"
#include "services/core/check.h"

#include <QUuid>

#include <map>

using namespace Qt::StringLiterals;

/// One place in the tree of paths. A fixed name counts before a parameter.
struct Router::Node
{
    std::map<QByteArray, std::unique_ptr<Node>> fixed;
    std::unique_ptr<Node> parameter;
    QHash<QByteArray, qsizetype> byMethod; ///< index in m_routes
    bool isNotOffered = false;             ///< nor is what is below it and not routed
};

struct Router::Match
{
    qsizetype route = -1;
    QList<std::pair<QByteArray, QString>> parameters;
    QByteArrayList otherMethods; ///< that the path has
    bool isNotOffered = false;
};

namespace {

KeySet flagOf(KeyKind kind)
{
    switch (kind) {
    case KeyKind::Secret: return KeySet::Secret;
    case KeyKind::Publishable: return KeySet::Publishable;
    case KeyKind::Ephemeral: return KeySet::Ephemeral;
    case KeyKind::Admin: return KeySet::Admin;
    }
    return KeySet::None;
}

QString decoded(QByteArray text)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text.replace('+', ' ')));
}

/// False when a name comes twice: two readers could take either.
bool readQuery(const QUrl &url, QList<std::pair<QString, QString>> &query)
{
    const QByteArray text = url.query(QUrl::FullyEncoded).toUtf8();
    if (text.isEmpty())
        return true;
    for (const QByteArray &part : text.split('&')) {
        const qsizetype equals = part.indexOf('=');
        const QString name = decoded(equals < 0 ? part : part.first(equals));
        const QString value = equals < 0 ? QString() : decoded(part.sliced(equals + 1));
        const bool again =
            std::ranges::any_of(query, [&name](const auto &known) { return known.first == name; });
        if (again)
            return false;
        if (!name.isEmpty())
            query.append({name, value});
    }
    return true;
}

qsizetype countOf(const HttpHeaders &headers, QByteArrayView name)
{
    return std::ranges::count_if(headers, [name](const HttpHeader &header) {
        return header.name.compare(name, Qt::CaseInsensitive) == 0;
    });
}

bool isJson(const HttpHeaders &headers)
{
    const QByteArray type = headerValue(headers, "Content-Type");
    const qsizetype end = type.indexOf(';');
    const QByteArray media = (end < 0 ? type : type.first(end)).trimmed().toLower();
    return media == "application/json" && countOf(headers, "Content-Type") == 1;
}

/// The client's own, when it looks like an id; otherwise a new one.
QString requestIdOf(const HttpHeaders &headers)
{
    const QString given = QString::fromLatin1(headerValue(headers, "X-Request-Id"));
    if (isWellFormedId(given))
        return given;
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

HttpReply httpReply(const ApiReply &reply, const QString &requestId)
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

ApiReply methodNotAllowed(const QByteArrayList &allowed)
{
    ApiReply reply = errorReply({405, u"IR_03"_s, u"This method is not offered on this URL"_s});
    reply.headers.append(HttpHeader{"Allow", allowed.join(", ")});
    return reply;
}

} // namespace

Router::Router(ApiAccess &access, QObject *parent)
    : QObject(parent)
    , m_access(access)
    , m_root(std::make_unique<Node>())
{
}

Router::~Router() = default;

Router::Node &Router::nodeOf(const QByteArray &pattern)
{
    Node *node = m_root.get();
    for (const QByteArray &segment : pattern.mid(1).split('/')) {
        const bool isParameter = segment.startsWith('{') && segment.endsWith('}');
        std::unique_ptr<Node> &next = isParameter ? node->parameter : node->fixed[segment];
        if (!next)
            next = std::make_unique<Node>();
        node = next.get();
    }
    return *node;
}

void Router::add(const Route &route)
{
    Node &node = nodeOf(route.pattern);
    if (!ensure(!node.byMethod.contains(route.method), "a route is added once"))
        return;
    node.byMethod.insert(route.method, m_routes.size());
    m_routes.append(route);
}

void Router::add(const QList<Route> &routes)
{
    for (const Route &route : routes)
        add(route);
}

void Router::addNotOffered(const QByteArray &pattern)
{
    nodeOf(pattern).isNotOffered = true;
}

bool Router::find(const Node &node, const QList<QByteArray> &segments, qsizetype at,
                  const QByteArray &method, Match &match) const
{
    if (at == segments.size()) {
        match.route = node.byMethod.value(method, -1);
        if (match.route < 0)
            match.otherMethods += node.byMethod.keys();
        match.isNotOffered = match.route < 0 && node.isNotOffered;
        return match.route >= 0 || match.isNotOffered;
    }
    const auto fixed = node.fixed.find(segments.at(at));
    if (fixed != node.fixed.end() && find(*fixed->second, segments, at + 1, method, match))
        return true;
    const bool fits = isWellFormedId(QString::fromLatin1(segments.at(at)));
    if (fits && node.parameter && find(*node.parameter, segments, at + 1, method, match))
        return true;
    match.isNotOffered = fits && node.isNotOffered;
    return match.isNotOffered;
}

ApiReply Router::refusal(const Match &match) const
{
    if (match.isNotOffered)
        return errorReply(notOffered());
    return match.otherMethods.isEmpty() ? errorReply(unknownUrl())
                                        : methodNotAllowed(match.otherMethods);
}

void Router::handle(HttpRequest http, const HttpResponder &respond)
{
    const auto request = std::make_shared<ApiRequest>();
    request->requestId = requestIdOf(http.headers);
    const QByteArray path = http.url.path(QUrl::FullyEncoded).toLatin1();
    const QList<QByteArray> segments = path.mid(1).split('/');
    Match match;
    const bool isRouted = find(*m_root, segments, 0, http.method, match) && !match.isNotOffered;
    const RequestLog log(http.method, isRouted ? m_routes.at(match.route).pattern : QByteArray(),
                         request->requestId);
    const auto answer = [respond, log, id = request->requestId](const ApiReply &reply) {
        log.answered(reply.status);
        respond(httpReply(reply, id));
    };
    if (!isRouted)
        return answer(refusal(match));
    const Route &route = m_routes.at(match.route);
    const QList<QByteArray> names = route.pattern.mid(1).split('/');
    for (qsizetype i = 0; i < names.size(); ++i) {
        const QByteArray &name = names.at(i);
        if (name.startsWith('{'))
            request->path.append({name.mid(1).chopped(1), QString::fromLatin1(segments.at(i))});
    }
    if (!readQuery(http.url, request->query))
        return answer(errorReply(parseFault(u"A query parameter is given twice"_s)));
    request->http = std::move(http);
    if (route.keys == KeySets(KeySet::None))
        return enter(route, request, answer);
    identify(route, request, answer);
}

void Router::identify(const Route &route, const ApiRequestPtr &request, const ApiResponder &respond)
{
    QByteArray key = headerValue(request->http.headers, "api-key");
    if (countOf(request->http.headers, "api-key") > 1)
        return respond(errorReply(unauthorized()));
    if (key.isEmpty() && !route.keyParameter.isEmpty())
        key = request->queryValue(route.keyParameter).value_or(QString()).toLatin1();
    if (key.isEmpty())
        return respond(errorReply(unauthorized()));
    const auto admit = [this, &route, request, respond](const Result<ApiIdentity> &identity) {
        if (!identity && identity.error().code == ErrorCode::NotFound)
            return respond(errorReply(unauthorized()));
        if (!identity)
            return respond(errorReply(apiError(identity.error())));
        if (!route.keys.testFlag(flagOf(identity->kind)))
            return respond(errorReply(notAllowed()));
        request->identity = *identity;
        enter(route, request, respond);
    };
    const QFuture<Result<ApiIdentity>> asked = m_access.identify(SecretBytes(key));
    if (asked.isFinished() && asked.resultCount() > 0)
        return admit(asked.resultAt(0)); // known already: no way through the event loop
    whenDone(asked, this, admit);
}

void Router::enter(const Route &route, const ApiRequestPtr &request, const ApiResponder &respond)
{
    if (route.body == RouteBody::Json && !request->http.body.isEmpty()
        && !isJson(request->http.headers))
        return respond(errorReply(
            {415, u"IR_06"_s, u"A body must come with Content-Type: application/json"_s}));
    request->body = JsonValue::ofKind(JsonValue::Kind::Object);
    if (route.body == RouteBody::Json && !request->http.body.isEmpty()) {
        if (const auto fault = readJson(request->http.body.view(), request->body))
            return respond(errorReply(parseFault(*fault)));
    }
    if (!m_interceptor)
        return route.handler(request, respond);
    m_interceptor(route, request, respond,
                  [&route, request](const ApiResponder &next) { route.handler(request, next); });
}

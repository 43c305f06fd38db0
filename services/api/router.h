#pragma once

#include "services/api/apirequest.h"

#include <QFlags>
#include <QObject>

/// Which keys a route takes, as flags; none: it needs no key.
enum class KeySet {
    None = 0,
    Secret = 1,
    Publishable = 2,
    Ephemeral = 4,
    Admin = 8,
};
Q_DECLARE_FLAGS(KeySets, KeySet)
Q_DECLARE_OPERATORS_FOR_FLAGS(KeySets)

/// What a route wants of a body.
enum class RouteBody {
    Json, ///< JSON, or nothing
    Any,  ///< whatever a browser brings; it is not looked at
};

using RouteHandler = std::function<void(const ApiRequestPtr &request, const ApiResponder &respond)>;

/// One line of the table of routes.
struct Route
{
    QByteArray method;  ///< "POST"
    QByteArray pattern; ///< "/payments/{payment_id}/capture"
    KeySets keys = KeySet::Secret;
    RouteHandler handler;
    RouteBody body = RouteBody::Json;
    /// The key may also come as this query parameter; empty: only in the api-key header.
    QString keyParameter = {};
};

/// Finds the route of a request, checks its key and its body, and lets the route answer. What does
/// not come to a route is answered here: 404, 405, 501 for families that are known but not offered,
/// 401, 415 and faults of the body. Requests are handled on this object's thread; the routes'
/// handlers run there too.
class Router final : public QObject
{
    Q_OBJECT

public:
    /// Sees every request that is about to reach its route and may answer instead or watch the
    /// answer: it calls `next` once, or not at all.
    using Interceptor = std::function<void(const Route &route, const ApiRequestPtr &request,
                                           const ApiResponder &respond,
                                           const std::function<void(const ApiResponder &)> &next)>;

    /// `access` outlives the router.
    explicit Router(ApiAccess &access, QObject *parent = nullptr);
    ~Router() override;

    /// Two routes of the same method and pattern are a mistake of the program.
    void add(const Route &route);
    void add(const QList<Route> &routes);
    /// Everything at or below that path answers 501 unless it is routed: "/payouts",
    /// "/payments/{payment_id}/approve".
    void addNotOffered(const QByteArray &pattern);
    void setInterceptor(Interceptor interceptor) { m_interceptor = std::move(interceptor); }

    /// Every route, in the order they were added.
    const QList<Route> &routes() const { return m_routes; }

    /// Takes over one request; an HttpHandler.
    void handle(HttpRequest request, const HttpResponder &respond);

private:
    struct Node;
    struct Match;

    bool find(const Node &node, const QList<QByteArray> &segments, qsizetype at,
              const QByteArray &method, Match &match) const;
    ApiReply refusal(const Match &match) const;
    Node &nodeOf(const QByteArray &pattern);
    void identify(const Route &route, const ApiRequestPtr &request, const ApiResponder &respond);
    void enter(const Route &route, const ApiRequestPtr &request, const ApiResponder &respond);

    ApiAccess &m_access;
    QList<Route> m_routes;
    std::unique_ptr<Node> m_root;
    Interceptor m_interceptor;
};

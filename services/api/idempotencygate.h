#pragma once

#include "services/api/apirequest.h"
#include "services/core/clock.h"
#include "services/interfaces/idempotency.h"

#include <QHash>
#include <QObject>

/// What stands between the router and its routes for a POST with an Idempotency-Key: the first
/// such request of a merchant is done and its answer kept; the same one again gets that answer; one
/// that comes meanwhile waits its turn; another under the same key is refused. A program that ended
/// between claim and answer finds by the effects' names what was done, and does nothing twice.
/// Lives on one thread.
class IdempotencyGate final : public QObject
{
    Q_OBJECT

public:
    using Next = std::function<void(const ApiResponder &)>;

    /// Both outlive it.
    IdempotencyGate(Idempotency &claims, const Clock &clock, QObject *parent = nullptr);

    /// For what was made before an answer was kept: reads it again as GET would.
    void setReader(HttpHandler reader) { m_reader = std::move(reader); }

    /// To be the router's interceptor, or part of it. Calls next once, or not at all; effects of
    /// what it lets through have to be named after request->operationId.
    void handle(const ApiRequestPtr &request, const ApiResponder &respond, const Next &next);

    static constexpr qint64 kWaitMs = 5'000; ///< for the same request that is still being done

private:
    struct Call;
    using CallPtr = std::shared_ptr<Call>;

    void enter(const CallPtr &call);
    void waitForTurn(const CallPtr &call);
    void claimed(const CallPtr &call, const IdempotencyClaim &claim);
    void done(const CallPtr &call, const ApiReply &reply);
    /// The route says that what it was to make is there: by an earlier try of the same request?
    void readMade(const CallPtr &call, const ApiReply &refusal);
    void keep(const CallPtr &call, const ApiReply &reply);
    void end(const CallPtr &call, const ApiReply &reply);

    Idempotency &m_claims;
    const Clock &m_clock;
    HttpHandler m_reader;
    QHash<QByteArray, QList<CallPtr>> m_running; ///< by merchant and key, with who waits for it
};

/// The key of a request: nothing when it has none, an empty text when it is not a good one.
std::optional<QString> idempotencyKeyOf(const HttpHeaders &headers);

/// A digest of what a body means: names in order, blanks and CVCs left out. Empty when it is no
/// JSON.
QByteArray meaningOf(QByteArrayView body);

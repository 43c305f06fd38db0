#pragma once

#include "services/api/ratelimit.h"
#include "services/api/router.h"
#include "services/interfaces/vaultaccess.h"

/// What stands before the router: health, a server that is not ready yet, and clients who ask too
/// much. Lives on one thread; requests are handled there.
class FrontDoor final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it.
    FrontDoor(VaultAccess &vault, const Clock &clock, QObject *parent = nullptr);

    /// From now on `next` gets what is let in; until then everything but /health answers 503.
    void open(HttpHandler next) { m_next = std::move(next); }

    /// Takes over one request; an HttpHandler.
    void handle(HttpRequest request, const HttpResponder &respond);

    /// To be the router's interceptor, or part of it: refuses a key that asks too often.
    bool lets(const ApiRequest &request, const ApiResponder &respond);

    static constexpr qint64 kCallsPerMinute = 80 * 60; ///< of one key
    static constexpr qint64 kCallBurst = 160;
    static constexpr qint64 kFailedKeysPerMinute = 10; ///< of one address

private:
    void answerReadiness(const ApiResponder &respond);

    HttpHandler m_next;
    VaultAccess &m_vault;
    RateLimit m_calls;
    RateLimit m_failedKeys;
};

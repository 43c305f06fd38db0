#pragma once

#include "services/core/httpmessage.h"

#include <QObject>

#include <functional>

/// One webhook to a shop.
struct WebhookRequest
{
    QUrl url; ///< https; http only to this machine, and only when that is allowed
    HttpHeaders headers;
    QByteArray body;
    bool loopbackAllowed = false;
};

/// What came of it.
struct WebhookAnswer
{
    int status = 0;       ///< of the answer; 0: there was none
    QString problem = {}; ///< why, for whoever looks at the list; nothing of the answer's text
};

/// Sends a webhook once. The handler is called once, on the thread of the context, never when the
/// context has gone.
class WebhookTransport
{
public:
    virtual ~WebhookTransport() = default;
    /// timeoutMs bounds the whole call, from the lookup on.
    virtual void send(WebhookRequest request, int timeoutMs, QObject *context,
                      std::function<void(const WebhookAnswer &)> handler) = 0;
};

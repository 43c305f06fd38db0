#pragma once

#include "services/core/httpmessage.h"

#include <QObject>

#include <functional>

/// What is certain about one send.
enum class Delivery {
    NotSent,    ///< provably no byte of the request left: resolving, connecting or TLS failed
    Unanswered, ///< some of it may have left, and no whole answer came
    Answered,
};

struct HttpResult
{
    Delivery delivery = Delivery::Unanswered;
    HttpResponse response; ///< of Answered
    QString problem;       ///< of the others, for the log: no body, no header
};

/// Sends one request exactly once: no hidden resend, no redirect, no cookie, no cache. The handler
/// is called once, on the thread of the context, never when the context has gone.
class HttpTransport
{
public:
    virtual ~HttpTransport() = default;
    /// timeoutMs bounds the whole call, from the first lookup to the last byte of the answer.
    virtual void send(HttpRequest request, int timeoutMs, QObject *context,
                      std::function<void(const HttpResult &)> handler) = 0;
};

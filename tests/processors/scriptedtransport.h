#pragma once

#include "services/processors/httptransport.h"

#include <QList>

/// Answers every send with the next of the given results, through the event loop, and remembers
/// what was asked. The last result repeats.
class ScriptedTransport final : public HttpTransport
{
public:
    QList<HttpResult> results;
    QList<QByteArray> sentMethods;
    QList<int> timeouts;

    void send(HttpRequest request, int timeoutMs, QObject *context,
              std::function<void(const HttpResult &)> handler) override;
};

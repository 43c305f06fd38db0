#include "tests/processors/scriptedtransport.h"

#include <QMetaObject>

void ScriptedTransport::send(HttpRequest request, int timeoutMs, QObject *context,
                             std::function<void(const HttpResult &)> handler)
{
    sentMethods.append(request.method);
    timeouts.append(timeoutMs);
    const HttpResult result = results.size() > 1 ? results.takeFirst() : results.value(0);
    QMetaObject::invokeMethod(
        context, [handler = std::move(handler), result] { handler(result); }, Qt::QueuedConnection);
}

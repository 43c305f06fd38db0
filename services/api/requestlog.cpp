#include "services/api/requestlog.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(logRequests, "api.request", QtWarningMsg)

/// A client may make up methods; those that nobody knows are not repeated.
QByteArray wellKnown(const QByteArray &method)
{
    for (const char *known : {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"}) {
        if (method == known)
            return method;
    }
    return "-";
}

} // namespace

RequestLog::RequestLog(const QByteArray &method, const QByteArray &route, const QString &requestId)
{
    if (!logRequests().isInfoEnabled())
        return;
    m_method = wellKnown(method);
    m_route = route.isEmpty() ? "-"_ba : route;
    m_requestId = requestId;
    m_since.start();
}

void RequestLog::answered(int status) const
{
    if (!m_since.isValid())
        return;
    qCInfo(logRequests).noquote().nospace()
        << "request method=" << m_method << " route=" << m_route << " status=" << status
        << " ms=" << m_since.elapsed() << " id=" << m_requestId;
}

void RequestLog::enable()
{
    QLoggingCategory::setFilterRules(u"api.request.info=true"_s);
}

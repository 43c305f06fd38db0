#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QString>

/// The line that the log gets for a request once it was answered: its method, the template of its
/// route, the status, how long it took and its id; nothing that somebody sent. Off until
/// enable() is called.
class RequestLog
{
public:
    /// `route` is empty for what is not routed.
    RequestLog(const QByteArray &method, const QByteArray &route, const QString &requestId);

    void answered(int status) const;

    /// From now on lines are written.
    static void enable();

private:
    QByteArray m_method;
    QByteArray m_route;
    QString m_requestId;
    QElapsedTimer m_since;
};

#pragma once

#include <QByteArray>
#include <QList>

#include <functional>

/// What a run of HTTP requests took.
struct RestLoad
{
    double seconds = 0;
    double clientCpuSeconds = 0; ///< of the calling thread: what it took to ask
    QList<double> ms;            ///< of each request
    qsizetype bodyBytes = 0;     ///< of the last answer
};

/// The bytes of the request with that number.
using MakeRequest = std::function<QByteArray(qint64 number)>;

/// Asks a server on loopback `requests` times over `connections` connections, each of which waits
/// for its answer before it asks again. Blocks the calling thread; ends the program when an answer
/// is not 200.
RestLoad askServer(quint16 port, int connections, qint64 requests, const MakeRequest &make);

/// Connections that were answered once and are held open, doing nothing.
class IdleConnections
{
public:
    /// Blocks until all are open; ends the program when the server does not take them.
    IdleConnections(quint16 port, int count, const QByteArray &request);
    ~IdleConnections();
    IdleConnections(const IdleConnections &) = delete;
    IdleConnections &operator=(const IdleConnections &) = delete;

private:
    QList<int> m_sockets;
};

/// A GET without a body.
QByteArray getRequest(const QByteArray &path, const QByteArray &key);
/// A POST with a JSON body.
QByteArray postRequest(const QByteArray &path, const QByteArray &key, const QByteArray &body);

#pragma once

#include "services/core/httpmessage.h"

#include <QMutex>
#include <QObject>
#include <QThread>

#include <atomic>
#include <deque>
#include <memory>

class FaultyListener;

/// What a faulty server does with one request, from its first byte on.
struct FaultyScript
{
    enum class Kind {
        Reply,         ///< the reply as given
        Silence,       ///< reads it and never answers
        Close,         ///< reads it and closes
        ResetRequest,  ///< resets as soon as the header is there
        ResetReply,    ///< resets after half of the reply
        Truncate,      ///< promises the whole reply, closes after half
        Drip,          ///< one byte a second
        BadStatusLine, ///< answers with something that is not HTTP
    };
    Kind kind = Kind::Reply;
    int status = 200;
    QByteArray headers = "Content-Type: application/json\r\n"; ///< each ended by CR LF
    QByteArray body = {};
    bool sendLength = true; ///< else the end of the connection ends the body
    bool chunked = false;   ///< instead of a length
    bool thenClose = false; ///< after the reply
    int delayMs = 0;        ///< before the first byte of the reply
};

/// A raw server on a loopback port, in a thread of its own, that misbehaves as told and counts what
/// really came over the wire. Safe from any thread.
class FaultyServer
{
public:
    FaultyServer();
    ~FaultyServer();
    Q_DISABLE_COPY_MOVE(FaultyServer)

    QUrl url(const QString &path = {}) const;
    /// The script of every request for which none was queued.
    void setScript(const FaultyScript &script);
    /// The script of the next request without one.
    void queueScript(const FaultyScript &script);

    /// Requests whose header arrived, however they ended.
    int requestCount() const { return m_requests; }
    int connectionCount() const { return m_connections; }
    /// Requests that are here and not answered yet.
    int waitingCount() const { return m_waiting; }
    int mostWaiting() const { return m_mostWaiting; }
    /// The last request as it came, header and as much of the body as did.
    QByteArray lastHeader() const;
    QByteArray lastBody() const;

private:
    friend class FaultyConnection;
    friend class FaultyListener;
    FaultyScript nextScript();
    void noteRequest(const QByteArray &header);
    void noteBody(const QByteArray &body);
    void noteAnswered() { --m_waiting; }

    mutable QMutex m_mutex;
    FaultyScript m_script;
    std::deque<FaultyScript> m_queue;
    QByteArray m_header;
    QByteArray m_body;
    std::atomic<int> m_requests = 0;
    std::atomic<int> m_connections = 0;
    std::atomic<int> m_waiting = 0;
    std::atomic<int> m_mostWaiting = 0;
    quint16 m_port = 0;
    FaultyListener *m_listener = nullptr;
    QThread m_thread;
};

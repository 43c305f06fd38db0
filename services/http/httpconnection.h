#pragma once

#include "services/http/httplimits.h"
#include "services/http/httpreply.h"
#include "services/http/httprequestparser.h"

#include <QObject>
#include <QTimer>

class QSslSocket;
class QTcpSocket;

/// One client. Reads a request, hands it over, writes the answer, and only then looks at what came
/// after it. Deletes itself when the socket is gone.
class HttpConnection final : public QObject
{
    Q_OBJECT

public:
    /// Takes the socket over. The room outlives it.
    HttpConnection(QTcpSocket *socket, const HttpHandler &handler, const HttpLimits &limits,
                   BodyRoom &room, QObject *parent);
    ~HttpConnection() override;

    /// Ends after the answer that is being made; at once when no request has begun.
    void finish();

private:
    enum class Phase { Reading, Handling, Writing, Draining, Resetting };

    void read();
    void follow(HttpRequestParser::State state);
    void handOver();
    void answer(qint64 requestNumber, const HttpReply &reply);
    void write(const HttpReply &reply, bool keepAlive);
    void refuse(int status);
    void written();
    void nextRequest();
    void timedOut();
    qint64 unwritten() const;
    void drainAndClose();
    void reset();

    QTcpSocket *m_socket = nullptr;
    QSslSocket *m_tls = nullptr; ///< the same one, when it is encrypted
    QByteArray m_peer;
    const HttpHandler &m_handler;
    const HttpLimits &m_limits;
    HttpRequestParser m_parser;
    QTimer m_timer;
    Phase m_phase = Phase::Reading;
    HttpRequestParser::State m_timedState = HttpRequestParser::State::Idle;
    qint64 m_requestNumber = 0;
    bool m_closesAfterWrite = false;
    bool m_isFinishing = false;
    bool m_resetsAfterWrite = false;
    qint64 m_drained = 0;
};

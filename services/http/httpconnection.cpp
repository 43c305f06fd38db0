#include "services/http/httpconnection.h"

#include "services/http/httpserializer.h"

#include <QHostAddress>
#include <QPointer>
#include <QSslSocket>

#include <memory>
#include <sys/socket.h>
#include <utility>

namespace {

using State = HttpRequestParser::State;

constexpr qint64 kReadBytes = 16LL * 1024;
constexpr int kDrainMs = 1'000;
constexpr qint64 kDrainBytes = 1024LL * 1024;

/// Answers for a handler that let every copy of its responder go.
class LostReplyGuard
{
public:
    explicit LostReplyGuard(HttpResponder answer) : m_answer(std::move(answer)) {}
    LostReplyGuard(const LostReplyGuard &) = delete;
    LostReplyGuard &operator=(const LostReplyGuard &) = delete;
    ~LostReplyGuard()
    {
        if (m_answer)
            m_answer({{500, {}, {}}, HttpReply::Ending::Whole, 0});
    }
    void answer(const HttpReply &reply)
    {
        if (const HttpResponder once = std::exchange(m_answer, {}))
            once(reply);
    }

private:
    HttpResponder m_answer;
};

} // namespace

HttpConnection::HttpConnection(QTcpSocket *socket, const HttpHandler &handler,
                               const HttpLimits &limits, BodyRoom &room, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_tls(qobject_cast<QSslSocket *>(socket))
    , m_peer(socket->peerAddress().toString().toLatin1())
    , m_handler(handler)
    , m_limits(limits)
    , m_parser(limits, socket->localPort(), &room)
{
    socket->setParent(this);
    socket->setReadBufferSize(kReadBytes);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &HttpConnection::timedOut);
    connect(socket, &QTcpSocket::readyRead, this, &HttpConnection::read);
    connect(socket, &QTcpSocket::bytesWritten, this, &HttpConnection::written);
    if (m_tls)
        connect(m_tls, &QSslSocket::encryptedBytesWritten, this, &HttpConnection::written);
    connect(socket, &QTcpSocket::disconnected, this, &HttpConnection::deleteLater);
    m_timer.start(m_limits.headerTimeoutMs);
    // What arrived before the connects above has no signal of its own.
    QMetaObject::invokeMethod(this, &HttpConnection::read, Qt::QueuedConnection);
}

HttpConnection::~HttpConnection() = default;

void HttpConnection::read()
{
    while (m_phase == Phase::Reading && m_socket->bytesAvailable() > 0) {
        QByteArray bytes = m_socket->read(kReadBytes);
        const State state = m_parser.feed(bytes);
        wipe(bytes);
        follow(state);
    }
    while (m_phase == Phase::Draining && m_socket->bytesAvailable() > 0) {
        m_drained += m_socket->read(kReadBytes).size();
        if (m_drained > kDrainBytes)
            reset();
    }
}

void HttpConnection::follow(State state)
{
    switch (state) {
    case State::Idle: break;
    case State::Head:
        if (m_timedState != State::Head)
            m_timer.start(m_limits.headerTimeoutMs);
        break;
    case State::Body:
        if (m_timedState != State::Body)
            m_timer.start(m_limits.bodyTimeoutMs);
        if (m_parser.takeExpectation())
            m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        break;
    case State::Complete: handOver(); break;
    case State::Refused: refuse(m_parser.refusal()); break;
    }
    m_timedState = state;
}

void HttpConnection::handOver()
{
    m_timer.stop();
    m_phase = Phase::Handling;
    const qint64 number = ++m_requestNumber;
    const QPointer<HttpConnection> self = this;
    const auto guard = std::make_shared<LostReplyGuard>([self, number](const HttpReply &reply) {
        if (self)
            self->answer(number, reply);
    });
    HttpRequest request = m_parser.take();
    request.peer = m_peer;
    m_handler(std::move(request), [guard](const HttpReply &reply) { guard->answer(reply); });
}

void HttpConnection::answer(qint64 requestNumber, const HttpReply &reply)
{
    if (m_phase != Phase::Handling || requestNumber != m_requestNumber)
        return;
    switch (reply.ending) {
    case HttpReply::Ending::Whole:
        write(reply, m_parser.keepsAlive() && !m_isFinishing
                         && m_requestNumber < m_limits.requestsPerConnection);
        return;
    case HttpReply::Ending::Truncate: write(reply, false); return;
    case HttpReply::Ending::Reset:
        m_resetsAfterWrite = true;
        write(reply, false);
        return;
    case HttpReply::Ending::Drop: reset(); return;
    case HttpReply::Ending::Close: drainAndClose(); return;
    case HttpReply::Ending::Silence: m_timer.start(m_limits.silenceTimeoutMs); return;
    }
}

void HttpConnection::write(const HttpReply &reply, bool keepAlive)
{
    HttpBytes out = serialized(reply.response, keepAlive, m_parser.isHead());
    const bool isPart = reply.ending != HttpReply::Ending::Whole;
    if (isPart)
        out.bytes.truncate(out.headSize + reply.bodyBytes);
    m_phase = Phase::Writing;
    m_closesAfterWrite = !keepAlive;
    // A client that does not read its answer is not waited for longer than one that does not ask.
    m_timer.start(m_limits.bodyTimeoutMs);
    m_socket->write(out.bytes);
}

void HttpConnection::refuse(int status)
{
    m_timer.stop();
    const QByteArray body =
        QByteArrayLiteral("{\"error\":{\"code\":\"http_") + QByteArray::number(status) + "\"}}";
    const HttpHeaders headers = {{"Content-Type", "application/json"},
                                 {"Cache-Control", "no-store"},
                                 {"X-Content-Type-Options", "nosniff"}};
    write({{status, headers, body}, HttpReply::Ending::Whole, 0}, false);
}

void HttpConnection::finish()
{
    m_isFinishing = true;
    m_closesAfterWrite = true;
    if (m_phase == Phase::Reading && m_parser.state() == State::Idle)
        drainAndClose();
}

qint64 HttpConnection::unwritten() const
{
    return m_socket->bytesToWrite() + (m_tls ? m_tls->encryptedBytesToWrite() : 0);
}

void HttpConnection::written()
{
    if (m_phase != Phase::Writing || unwritten() > 0)
        return;
    if (m_resetsAfterWrite)
        reset();
    else if (m_closesAfterWrite)
        drainAndClose();
    else
        nextRequest();
}

void HttpConnection::nextRequest()
{
    m_phase = Phase::Reading;
    m_timedState = State::Idle;
    m_timer.start(m_limits.idleTimeoutMs);
    follow(m_parser.next());
    read();
}

void HttpConnection::timedOut()
{
    switch (m_phase) {
    case Phase::Reading:
        if (m_parser.state() == State::Idle)
            drainAndClose();
        else
            refuse(408);
        return;
    case Phase::Handling:
    case Phase::Writing:
    case Phase::Draining:
    case Phase::Resetting: reset(); return;
    }
}

void HttpConnection::drainAndClose()
{
    // Closing with unread bytes would make the kernel send RST and take the answer away from a
    // client that is still sending: end our half, and read on for a moment.
    m_phase = Phase::Draining;
    m_timer.start(kDrainMs);
    if (m_tls) {
        // Says goodbye inside TLS, or the end would look cut off; not to one that still sends.
        if (m_parser.state() != State::Refused)
            m_tls->disconnectFromHost();
        else
            read();
        return;
    }
    ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
    read();
}

void HttpConnection::reset()
{
    m_phase = Phase::Resetting;
    const linger atOnce{1, 0};
    ::setsockopt(static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce,
                 sizeof atOnce);
    m_socket->abort();
    deleteLater();
}

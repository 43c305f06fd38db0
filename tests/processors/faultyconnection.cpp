#include "tests/processors/faultyconnection.h"

#include <QTimer>

#include <sys/socket.h>

using namespace Qt::StringLiterals;

void FaultyListener::incomingConnection(qintptr descriptor)
{
    ++m_server.m_connections;
    new FaultyConnection(m_server, descriptor, this);
}

FaultyConnection::FaultyConnection(FaultyServer &server, qintptr descriptor, QObject *parent)
    : QObject(parent)
    , m_server(server)
{
    connect(&m_socket, &QTcpSocket::readyRead, this, &FaultyConnection::read);
    connect(&m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    m_socket.setSocketDescriptor(descriptor);
}

void FaultyConnection::read()
{
    m_input += m_socket.readAll();
    if (m_input.startsWith('\x16') && m_input.size() > 5) { // a TLS greeting; this is plain HTTP
        m_input.clear();
        if (m_server.nextScript().kind != FaultyScript::Kind::Silence)
            m_socket.write("HTTP/1.1 400 Bad Request\r\n\r\n");
        return;
    }
    if (m_bodyLength < 0) {
        const qsizetype end = m_input.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArray header = m_input.left(end + 2);
        m_input.remove(0, end + 4);
        headerArrived(header);
    }
    if (m_bodyLength < 0)
        return;
    m_server.noteBody(m_input.left(m_bodyLength));
    if (m_input.size() < m_bodyLength)
        return;
    m_input.remove(0, m_bodyLength);
    m_bodyLength = -1;
    requestArrived();
}

void FaultyConnection::headerArrived(const QByteArray &header)
{
    m_server.noteRequest(header);
    m_script = m_server.nextScript();
    if (m_script.kind == FaultyScript::Kind::ResetRequest)
        return reset();
    m_bodyLength = 0;
    const QByteArray name = "\r\ncontent-length:";
    const qsizetype at = header.toLower().indexOf(name);
    if (at >= 0) {
        const qsizetype from = at + name.size();
        m_bodyLength = header.mid(from, header.indexOf('\r', from) - from).trimmed().toLongLong();
    }
}

void FaultyConnection::requestArrived()
{
    if (m_script.kind == FaultyScript::Kind::Silence)
        return;
    QTimer::singleShot(m_script.delayMs, this, &FaultyConnection::answer);
}

QByteArray FaultyConnection::replyBytes() const
{
    QByteArray head =
        "HTTP/1.1 " + QByteArray::number(m_script.status) + " Any\r\n" + m_script.headers;
    if (m_script.chunked)
        return head + "Transfer-Encoding: chunked\r\n\r\n"
               + QByteArray::number(m_script.body.size(), 16) + "\r\n" + m_script.body
               + "\r\n0\r\n\r\n";
    if (m_script.sendLength)
        head += "Content-Length: " + QByteArray::number(m_script.body.size()) + "\r\n";
    return head + "\r\n" + m_script.body;
}

void FaultyConnection::answer()
{
    m_server.noteAnswered();
    const QByteArray whole = replyBytes();
    const qsizetype half = whole.size() - m_script.body.size() + m_script.body.size() / 2;
    switch (m_script.kind) {
    case FaultyScript::Kind::Reply:
        m_socket.write(whole);
        if (!m_script.sendLength || m_script.thenClose)
            m_socket.disconnectFromHost();
        return;
    case FaultyScript::Kind::Close: return m_socket.disconnectFromHost();
    case FaultyScript::Kind::ResetReply:
        m_socket.write(whole.left(half));
        m_socket.flush();
        QTimer::singleShot(50, this, &FaultyConnection::reset);
        return;
    case FaultyScript::Kind::Truncate:
        m_socket.write(whole.left(half));
        return m_socket.disconnectFromHost();
    case FaultyScript::Kind::Drip: m_output = whole; return drip();
    case FaultyScript::Kind::BadStatusLine:
        m_socket.write("this is not a status line\r\n\r\n");
        return m_socket.disconnectFromHost();
    case FaultyScript::Kind::Silence:
    case FaultyScript::Kind::ResetRequest: return;
    }
}

void FaultyConnection::drip()
{
    m_socket.write(m_output.left(1));
    m_output.remove(0, 1);
    if (!m_output.isEmpty())
        QTimer::singleShot(1000, this, &FaultyConnection::drip);
}

void FaultyConnection::reset()
{
    const linger abrupt{1, 0};
    ::setsockopt(static_cast<int>(m_socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &abrupt,
                 sizeof abrupt);
    m_socket.abort();
}

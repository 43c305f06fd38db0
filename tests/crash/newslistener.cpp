#include "tests/crash/newslistener.h"

#include "services/core/async.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// Not through the transport whose steps are the fault points.
bool post(const QUrl &url, const QByteArray &body)
{
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    socket.write("POST " + url.path().toLatin1()
                 + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                   "Content-Type: application/json\r\nConnection: close\r\nContent-Length: "
                 + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    return QTest::qWaitFor([&] { return socket.bytesAvailable() > 12; }, 10'000)
           && socket.readAll().contains(" 200 ");
}

} // namespace

NewsListener::NewsListener(Engine &engine, const MerchantId &merchant,
                           const ConnectorAccountId &account)
    : m_incoming(engine)
    , m_server([this, merchant, account](const HttpRequest &request, const HttpResponder &respond) {
        const auto answer = [respond](const Result<QByteArray> &receipt) {
            HttpReply reply;
            reply.response.status = receipt ? 200 : 503; // then it comes again
            reply.response.body = receipt.value_or(QByteArray());
            respond(reply);
        };
        whenDone(m_incoming.receive(
                     {merchant, account.value, request.headers, request.body.view().toByteArray()}),
                 &m_server, answer);
    })
{
}

Result<> NewsListener::start(const QUrl &bank, const QString &dialect, const QByteArray &secret)
{
    const Result<quint16> port = m_server.listen(u"127.0.0.1"_s, 0);
    if (!port)
        return port.error();
    const QJsonObject json{{u"dialect"_s, dialect},
                           {u"url"_s, u"http://127.0.0.1:%1/news"_s.arg(*port)},
                           {u"secret"_s, QString::fromLatin1(secret)}};
    QUrl control = bank;
    control.setPath(u"/control/webhooks"_s);
    const bool heard = post(control, QJsonDocument(json).toJson(QJsonDocument::Compact));
    return heard ? Result<>() : Error{ErrorCode::ConnectorUnreachable, u"webhooks"_s};
}

#include "services/api/returnlistener.h"
#include "tests/support/seed.h"

#include <QHostAddress>
#include <QPromise>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QString kKnown = u"A23456789012345678901234567890123456789012_"_s;
const QString kUsed = u"B23456789012345678901234567890123456789012-"_s;
const QString kUnknown = u"C23456789012345678901234567890123456789012x"_s;

template <class T>
QFuture<Result<T>> answered(Result<T> value)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

/// Knows one token, refuses all others, and never finishes one of them.
class ResumeOnly final : public Payments
{
public:
    QFuture<Result<CreatedPayment>> create(CreatePayment) override
    {
        return never<CreatedPayment>();
    }
    QFuture<Result<Payment>> update(UpdatePayment) override { return never<Payment>(); }
    QFuture<Result<Payment>> confirm(ConfirmPayment) override { return never<Payment>(); }
    QFuture<Result<Payment>> capture(CapturePayment) override { return never<Payment>(); }
    QFuture<Result<Payment>> cancel(CancelPayment) override { return never<Payment>(); }
    QFuture<Result<Payment>> raise(RaiseHold) override { return never<Payment>(); }
    QFuture<Result<Payment>> sync(SyncPayment) override { return never<Payment>(); }
    QFuture<Result<Payment>> resume(const QString &token, const QString &) override
    {
        resumed.append(token);
        if (token == kUsed)
            return never<Payment>();
        if (token == kKnown)
            return answered<Payment>(Payment());
        return answered<Payment>(Error{ErrorCode::NotFound, u"return_token"_s});
    }
    QFuture<Result<PaymentDetails>> find(const MerchantId &, const PaymentId &) override
    {
        return never<PaymentDetails>();
    }

    QStringList resumed;

private:
    template <class T>
    static QFuture<Result<T>> never()
    {
        return QFuture<Result<T>>();
    }
};

} // namespace

class ReturnRoutesTest : public QObject
{
    Q_OBJECT

private:
    /// Sends one request and gives the whole answer once the server has closed.
    QByteArray ask(const QByteArray &method, const QString &path, const QByteArray &body = {});

    std::unique_ptr<ResumeOnly> m_payments;
    std::unique_ptr<ReturnListener> m_listener;

private slots:
    void initTestCase() { testSeed(); }
    void init();
    void cleanup();
    void baseIsLoopback();
    void preferredPortIsKept();
    void preferredPortInUseFallsBack();
    void resumesOnlyWellFormedTokens_data();
    void resumesOnlyWellFormedTokens();
    void samePageForEveryToken();
    void pageIsSafeAndPlain();
    void otherPathsAndMethods_data();
    void otherPathsAndMethods();
    void postReturnsToo();
};

void ReturnRoutesTest::init()
{
    m_payments = std::make_unique<ResumeOnly>();
    m_listener = std::make_unique<ReturnListener>(*m_payments);
    QVERIFY(m_listener->returnBase().isEmpty());
    QVERIFY(m_listener->start().has_value());
}

void ReturnRoutesTest::cleanup()
{
    m_listener.reset();
    m_payments.reset();
}

QByteArray ReturnRoutesTest::ask(const QByteArray &method, const QString &path,
                                 const QByteArray &body)
{
    QTcpSocket socket;
    QByteArray answer;
    connect(&socket, &QTcpSocket::readyRead, &socket, [&] { answer += socket.readAll(); });
    socket.connectToHost(QHostAddress::LocalHost, m_listener->port());
    QByteArray request = method + ' ' + path.toLatin1() + " HTTP/1.1\r\nHost: 127.0.0.1:"
                         + QByteArray::number(m_listener->port()) + "\r\nConnection: close\r\n";
    if (!body.isEmpty())
        request += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                   + QByteArray::number(body.size()) + "\r\n";
    socket.write(request + "\r\n" + body);
    [&] { QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState); }();
    return answer;
}

void ReturnRoutesTest::baseIsLoopback()
{
    const QUrl base = m_listener->returnBase();
    QCOMPARE(base.scheme(), u"http"_s);
    QCOMPARE(base.host(), u"127.0.0.1"_s);
    QCOMPARE(base.path(), u"/3ds/return/"_s);
    QVERIFY(base.port() > 0);
}

void ReturnRoutesTest::preferredPortIsKept()
{
    const quint16 port = m_listener->port();
    m_listener = std::make_unique<ReturnListener>(*m_payments);
    QVERIFY(m_listener->start(port).has_value());
    QCOMPARE(m_listener->port(), port);
}

void ReturnRoutesTest::preferredPortInUseFallsBack()
{
    ReturnListener second(*m_payments);
    QVERIFY(second.start(m_listener->port()).has_value());
    QVERIFY(second.port() != 0);
    QVERIFY(second.port() != m_listener->port());
}

void ReturnRoutesTest::resumesOnlyWellFormedTokens_data()
{
    QTest::addColumn<QString>("tail");
    QTest::addColumn<QStringList>("resumed");

    QTest::newRow("known") << kKnown << QStringList(kKnown);
    QTest::newRow("unknown") << kUnknown << QStringList(kUnknown);
    QTest::newRow("result in the query proves nothing")
        << QString(kKnown + u"?result=approved&token=x") << QStringList(kKnown);
    QTest::newRow("empty") << u""_s << QStringList();
    QTest::newRow("short") << kKnown.chopped(1) << QStringList();
    QTest::newRow("long") << QString(kKnown + u'x') << QStringList();
    QTest::newRow("slash") << QString(kKnown.chopped(2) + u"/x") << QStringList();
    QTest::newRow("encoded slash") << QString(kKnown.chopped(3) + u"%2F") << QStringList();
    QTest::newRow("encoded letter")
        << QString(kKnown.chopped(1) + u"%41") << QStringList(kKnown.chopped(1) + u'A');
    QTest::newRow("climbing") << u"../../v1/payments"_s << QStringList();
}

void ReturnRoutesTest::resumesOnlyWellFormedTokens()
{
    QFETCH(QString, tail);
    QFETCH(QStringList, resumed);
    const QByteArray answer = ask("GET", ReturnRoutes::path() + tail);
    QVERIFY2(answer.startsWith("HTTP/1.1 "), answer.constData());
    QCOMPARE(m_payments->resumed, resumed);
}

void ReturnRoutesTest::samePageForEveryToken()
{
    const auto withoutDate = [](QByteArray answer) {
        const qsizetype at = answer.indexOf("\r\nDate:");
        return at < 0 ? answer : answer.remove(at, answer.indexOf("\r\n", at + 2) - at);
    };
    const QByteArray known = withoutDate(ask("GET", ReturnRoutes::path() + kKnown));
    QVERIFY(known.startsWith("HTTP/1.1 200 "));
    for (const QString &token : {kUsed, kUnknown, kKnown, u"x"_s})
        QCOMPARE(withoutDate(ask("GET", ReturnRoutes::path() + token)), known);
    QCOMPARE(m_payments->resumed.size(), 4);
}

void ReturnRoutesTest::pageIsSafeAndPlain()
{
    const QByteArray answer = ask("GET", ReturnRoutes::path() + kKnown);
    const QByteArray head = answer.left(answer.indexOf("\r\n\r\n")).toLower();
    for (const char *field :
         {"cache-control: no-store", "x-content-type-options: nosniff",
          "content-type: text/html; charset=utf-8", "referrer-policy: no-referrer",
          "content-security-policy: default-src 'none'"})
        QVERIFY2(head.contains(field), field);
    QVERIFY(answer.contains("You can close this page and go back to OrchestratorX."));
    QVERIFY(!answer.contains(kKnown.toLatin1()));
    QVERIFY(!answer.contains("<script"));
    QVERIFY(!answer.contains("src="));
}

void ReturnRoutesTest::otherPathsAndMethods_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("status");

    QTest::newRow("root") << QByteArray("GET") << u"/"_s << QByteArray("HTTP/1.1 404 ");
    QTest::newRow("near") << QByteArray("GET") << QString(u"/3ds/returns/" + kKnown)
                          << QByteArray("HTTP/1.1 404 ");
    QTest::newRow("delete") << QByteArray("DELETE") << QString(ReturnRoutes::path() + kKnown)
                            << QByteArray("HTTP/1.1 405 ");
    QTest::newRow("put") << QByteArray("PUT") << QString(ReturnRoutes::path() + kKnown)
                         << QByteArray("HTTP/1.1 405 ");
}

void ReturnRoutesTest::otherPathsAndMethods()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, status);
    const QByteArray answer = ask(method, path, method == "PUT" ? QByteArray("x=1") : QByteArray());
    QVERIFY2(answer.startsWith(status), answer.constData());
    QVERIFY(m_payments->resumed.isEmpty());
}

void ReturnRoutesTest::postReturnsToo()
{
    const QByteArray answer = ask("POST", ReturnRoutes::path() + kKnown, "cres=eyJ9&status=Y");
    QVERIFY2(answer.startsWith("HTTP/1.1 200 "), answer.constData());
    QCOMPARE(m_payments->resumed, QStringList(kKnown));
}

QTEST_GUILESS_MAIN(ReturnRoutesTest)
#include "returnroutestest.moc"

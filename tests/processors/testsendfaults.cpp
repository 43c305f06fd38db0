#include "services/processors/networktransport.h"
#include "tests/processors/faultyserver.h"
#include "tests/support/seed.h"

#include <QCoreApplication>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QByteArray kBody = "{\"0123456789\":\"0123456789\"}";

/// What the child does: one call, and 0 when it was answered.
int sendOne(const QString &method, const QString &url)
{
    NetworkTransport transport;
    QObject context;
    HttpRequest request{method.toLatin1(), QUrl(url), {}, {}};
    if (method == "POST"_L1)
        request.body = SecretBytes(kBody);
    transport.send(std::move(request), 10'000, &context, [](const HttpResult &result) {
        QCoreApplication::exit(result.delivery == Delivery::Answered ? 0 : 1);
    });
    return QCoreApplication::exec();
}

} // namespace

/// The fault points between begin and settle: where the process dies, and what the processor has
/// then. Each case is a child process, since the point kills it.
class TestSendFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void diesWhereItIsTold_data();
    void diesWhereItIsTold();
    void readsPassUnharmed_data();
    void readsPassUnharmed();

private:
    void runChild(QProcess &child, const QByteArray &point, const QString &method,
                  const FaultyServer &server);
};

void TestSendFaults::runChild(QProcess &child, const QByteArray &point, const QString &method,
                              const FaultyServer &server)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"ORCHESTRATORX_FAULT"_s, QString::fromLatin1(point));
    child.setProcessEnvironment(environment);
    child.setProcessChannelMode(QProcess::ForwardedChannels);
    const QSignalSpy finished(&child, &QProcess::finished);
    child.start(QCoreApplication::applicationFilePath(),
                {u"--send-one"_s, method, server.url(u"/v1"_s).toString()});
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20'000);
}

void TestSendFaults::diesWhereItIsTold_data()
{
    QTest::addColumn<int>("requests");
    QTest::addColumn<int>("bodyBytes");
    const int whole = static_cast<int>(kBody.size());
    QTest::newRow("send.before_write") << 0 << 0;
    QTest::newRow("send.half_written") << 1 << whole / 2;
    QTest::newRow("send.whole") << 1 << whole;
    QTest::newRow("reply.half_read") << 1 << whole;
    QTest::newRow("reply.read") << 1 << whole;
}

void TestSendFaults::diesWhereItIsTold()
{
    QFETCH(int, requests);
    QFETCH(int, bodyBytes);
    FaultyServer server;
    server.setScript({.body = "{\"it\":\"is\"}", .delayMs = 50});
    QProcess child;
    runChild(child, QTest::currentDataTag(), u"POST"_s, server);
#ifdef WITH_TEST_HOOKS
    QCOMPARE(child.exitStatus(), QProcess::CrashExit);
    QTRY_COMPARE(server.requestCount(), requests);
    QTRY_COMPARE(server.lastBody(), kBody.left(bodyBytes));
#else
    Q_UNUSED(requests)
    Q_UNUSED(bodyBytes)
    QCOMPARE(child.exitStatus(), QProcess::NormalExit);
    QCOMPARE(child.exitCode(), 0);
    QCOMPARE(server.lastBody(), kBody);
#endif
}

void TestSendFaults::readsPassUnharmed_data()
{
    diesWhereItIsTold_data();
}

void TestSendFaults::readsPassUnharmed()
{
    FaultyServer server;
    server.setScript({.body = "{\"it\":\"is\"}"});
    QProcess child;
    runChild(child, QTest::currentDataTag(), u"GET"_s, server);
    QCOMPARE(child.exitStatus(), QProcess::NormalExit);
    QCOMPARE(child.exitCode(), 0);
    QCOMPARE(server.requestCount(), 1);
}

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments.at(1) == "--send-one"_L1)
        return sendOne(arguments.at(2), arguments.at(3));
    TestSendFaults test;
    return QTest::qExec(&test, argc, argv);
}
#include "testsendfaults.moc"

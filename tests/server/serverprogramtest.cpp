#include "tests/support/seed.h"
#include "tests/support/serverprocess.h"
#include "tests/support/testcertificate.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;

/// orchestratorxd as whoever runs it meets it: what it takes, how it starts and ends, and what it
/// says when it cannot.
class ServerProgramTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }

    void initMakesEverythingOnce();
    void initUndoesWhatItBegan();
    void answersAndEnds();
    void leavesNoCore();
    void letsOnlyGoodKeysIn();
    void startsAgainOnWhatIsThere();
    void usageErrors_data();
    void usageErrors();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void saysThatThePortIsTaken();
    void saysWhoHasTheFile();
    void servesTls();
    void refusesWrongCertificates();
    void logsToAFile();
    void leavesOneFile();
    void verifiesTheAuditTrail();
};

namespace {

const QString kProgram = QString::fromUtf8(OX_SERVER);

QString codeOf(const ServerAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body)
        .object()
        .value(u"error"_s)
        .toObject()
        .value(u"code"_s)
        .toString();
}

/// One line for the person who started it.
void verifyOneLine(const QByteArray &words)
{
    QVERIFY2(words.startsWith("orchestratorxd: ") && words.count('\n') == 1, words.constData());
}

} // namespace

void ServerProgramTest::initMakesEverythingOnce()
{
    ServerProcess server(kProgram);
    QVERIFY2(server.init(), server.words.constData());
    QVERIFY(server.adminKey.size() >= 43);
    for (const QString &name : {u"shop.sqlite"_s, u"shop.keys"_s, u"admin.key"_s}) {
        const QFile file(server.path(name));
        QVERIFY2(file.exists(), qPrintable(name));
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }
    QVERIFY2(!server.init(), "made twice");
    verifyOneLine(server.words);
    QVERIFY2(server.words.contains("is there already"), server.words.constData());
    QVERIFY(server.start());
}

void ServerProgramTest::initUndoesWhatItBegan()
{
    ServerProcess server(kProgram);
    server.write(u"shop.keys"_s, "not a key file");
    QVERIFY(!server.init());
    verifyOneLine(server.words);
    QVERIFY2(server.words.contains("no key file"), server.words.constData());
    QVERIFY(!QFile::exists(server.path(u"shop.sqlite"_s)));
    QVERIFY(!QFile::exists(server.path(u"admin.key"_s)));
}

void ServerProgramTest::answersAndEnds()
{
    ServerProcess server(kProgram);
    QVERIFY2(server.init() && server.start(), server.words.constData());
    QCOMPARE(server.words, QByteArray("orchestratorxd: ready at " + server.url.toEncoded() + '\n'));
    QCOMPARE(server.get(u"/health"_s).status, 200);
    const ServerAnswer ready = server.get(u"/health/ready"_s);
    QCOMPARE(ready.status, 200);
    QCOMPARE(ready.body, R"({"database":true,"vault":true})");
    QCOMPARE(ready.header("Cache-Control"), "no-store");
    QCOMPARE(ready.header("X-Content-Type-Options"), "nosniff");
    QVERIFY(!ready.header("X-Request-Id").isEmpty());
    const ServerAnswer unknown = server.get(u"/nowhere"_s);
    QCOMPARE(unknown.status, 404);
    QCOMPARE(codeOf(unknown), u"IR_02"_s);
    QCOMPARE(server.stop(), 0); // with a connection that waits for the next request
    QCOMPARE(server.get(u"/health"_s).status, 0);
}

void ServerProgramTest::leavesNoCore()
{
    ServerProcess server(kProgram);
    QVERIFY(server.init() && server.start());
    QFile limits(u"/proc/%1/limits"_s.arg(server.processId()));
    if (!limits.open(QIODevice::ReadOnly)) // an undumpable process hides this from others
        QSKIP("the limits of the process cannot be read");
    const QByteArray all = limits.readAll();
    const QByteArray line = all.mid(all.indexOf("Max core file size")).split('\n').constFirst();
    QCOMPARE(line.simplified().split(' ').value(4), "0");
    // Not dumpable: what it has open belongs to root alone, whoever runs it.
    QFile memory(u"/proc/%1/status"_s.arg(server.processId()));
    QVERIFY(memory.open(QIODevice::ReadOnly));
}

void ServerProgramTest::letsOnlyGoodKeysIn()
{
    ServerProcess server(kProgram);
    QVERIFY(server.init() && server.start());
    // Ten tries with a wrong key a minute; then the address waits, good keys or not.
    int refused = 0;
    ServerAnswer last;
    for (int i = 0; i < 12; ++i) {
        last = server.call("GET", u"/payments/pay_1"_s, {}, {{"api-key", "snd_wrong"}});
        refused += last.status == 401 ? 1 : 0;
    }
    if (last.status == 404)
        QSKIP("no route that needs a key");
    QCOMPARE(refused, 10);
    QCOMPARE(last.status, 429);
    QVERIFY(last.header("Retry-After").toInt() >= 1);
    QCOMPARE(server.get(u"/payments/pay_1"_s).status, 429);
    QCOMPARE(server.get(u"/health"_s).status, 200);
}

void ServerProgramTest::startsAgainOnWhatIsThere()
{
    ServerProcess server(kProgram);
    QVERIFY(server.init() && server.start());
    server.kill();
    QVERIFY2(server.start(), server.words.constData());
    QCOMPARE(server.get(u"/health/ready"_s).status, 200);
    QCOMPARE(server.stop(), 0);
}

void ServerProgramTest::usageErrors_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char *name, const QStringList &more, const QByteArray &words) {
        QTest::newRow(name) << more << words;
    };
    row("unknown option", {u"--nonsense"_s}, "nonsense");
    row("unknown command", {u"serve"_s}, "no command");
    row("option of init", {u"--merchant"_s, u"x"_s}, "no meaning");
    row("given twice", {u"--key-file"_s, u"/tmp/x"_s}, "twice");
    row("outside without TLS", {u"--listen"_s, u"0.0.0.0:0"_s}, "loopback");
    row("outside without TLS, v6", {u"--listen"_s, u"[::]:0"_s}, "loopback");
    row("no port", {u"--listen"_s, u"127.0.0.1"_s}, "ADDRESS:PORT");
    row("a name", {u"--listen"_s, u"example.org:80"_s}, "ADDRESS:PORT");
    row("certificate without key", {u"--tls-cert"_s, u"/tmp/x"_s}, "belong together");
    row("initial state", {u"--initial-state"_s, u"odd"_s}, "page or fine");
    row("connector", {u"--processor-url"_s, u"nobody=https://x.example"_s}, "no connector");
    row("processor over http", {u"--processor-url"_s, u"simulator=http://x.example"_s}, "https");
    row("public over http", {u"--public-url"_s, u"http://x.example"_s}, "https");
    row("two passphrases", {u"--passphrase-fd"_s, u"3"_s}, "One of");
}

void ServerProgramTest::usageErrors()
{
    QFETCH(QStringList, more);
    QFETCH(QByteArray, words);
    ServerProcess server(kProgram);
    QCOMPARE(server.run(server.arguments() + more), 2);
    verifyOneLine(server.words);
    QVERIFY2(server.words.contains(words), server.words.constData());
}

void ServerProgramTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("contents");
    QTest::addColumn<bool>("isPrivate");
    QTest::addColumn<QByteArray>("words");
    const QByteArray phrase = "a passphrase for tests\n";
    QTest::newRow("wrong passphrase") << u"passphrase"_s << QByteArray("another passphrase\n")
                                      << true << QByteArray("does not open");
    QTest::newRow("short passphrase")
        << u"passphrase"_s << QByteArray("short\n") << true << QByteArray("characters or more");
    QTest::newRow("loose passphrase") << u"passphrase"_s << phrase << false << QByteArray("chmod");
    QTest::newRow("loose admin key")
        << u"admin.key"_s << QByteArray(50, 'k') << false << QByteArray("chmod");
    QTest::newRow("short admin key")
        << u"admin.key"_s << QByteArray(20, 'k') << true << QByteArray("characters or more");
    QTest::newRow("loose key file")
        << u"shop.keys"_s << QByteArray("anything") << false << QByteArray("chmod");
    QTest::newRow("no key file") << u"shop.keys"_s << QByteArray("anything") << true
                                 << QByteArray("no key file");
    QTest::newRow("no database") << u"shop.sqlite"_s << QByteArray(5000, 'x') << true
                                 << QByteArray("no file of this program");
}

void ServerProgramTest::saysWhatIsWrong()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, contents);
    QFETCH(bool, isPrivate);
    QFETCH(QByteArray, words);
    ServerProcess server(kProgram);
    QVERIFY(server.init());
    server.write(file, contents, isPrivate);
    QCOMPARE(server.run(server.arguments() + QStringList{u"--listen"_s, u"127.0.0.1:0"_s}), 1);
    verifyOneLine(server.words);
    QVERIFY2(server.words.contains(words), server.words.constData());
}

void ServerProgramTest::saysThatThePortIsTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    ServerProcess server(kProgram);
    QVERIFY(server.init());
    const QString place = u"127.0.0.1:%1"_s.arg(other.serverPort());
    QCOMPARE(server.run(server.arguments() + QStringList{u"--listen"_s, place}), 1);
    verifyOneLine(server.words);
    QVERIFY2(server.words.contains("in use"), server.words.constData());
}

void ServerProgramTest::saysWhoHasTheFile()
{
    ServerProcess first(kProgram);
    QVERIFY(first.init() && first.start());
    ServerProcess second(kProgram);
    QCOMPARE(second.run(first.arguments() + QStringList{u"--listen"_s, u"127.0.0.1:0"_s}), 1);
    verifyOneLine(second.words);
    QVERIFY2(second.words.contains(
                 QByteArray("in use by process " + QByteArray::number(first.processId()))),
             second.words.constData());
    QCOMPARE(first.get(u"/health/ready"_s).status, 200);
}

void ServerProgramTest::servesTls()
{
    ServerProcess server(kProgram);
    const TestCertificate made = TestCertificate::make();
    server.write(u"tls.crt"_s, made.certificate);
    server.write(u"tls.key"_s, made.key);
    QVERIFY(server.init());
    const QStringList tls = {u"--tls-cert"_s, server.path(u"tls.crt"_s), u"--tls-key"_s,
                             server.path(u"tls.key"_s)};
    QVERIFY2(server.start(tls), server.words.constData());
    QCOMPARE(server.url.scheme(), u"https"_s);

    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromData(made.certificate));
    QSslConfiguration::setDefaultConfiguration(configuration);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(server.get(u"/health/ready"_s).status, 200);

    QTcpSocket old; // nothing below 1.2: a hello of 1.1 is answered with alert 70
    old.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(server.url.port()));
    old.write(QByteArray::fromHex("16030100310100002d0302") + QByteArray(32, 'r')
              + QByteArray::fromHex("000004c009c0130100"
                                    "0000"));
    QTRY_COMPARE_WITH_TIMEOUT(old.state(), QAbstractSocket::UnconnectedState, 20'000);
    const QByteArray alert = old.readAll();
    QVERIFY2(alert.startsWith("\x15\x03") && alert.endsWith("\x02\x46"), alert.toHex().constData());

    QTcpSocket plain; // and nothing in the open
    plain.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(server.url.port()));
    plain.write("GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(plain.state(), QAbstractSocket::UnconnectedState, 20'000);
    QVERIFY(!plain.readAll().contains("200"));
    QCOMPARE(server.get(u"/health"_s).status, 200);
    QCOMPARE(server.stop(), 0);
}

void ServerProgramTest::refusesWrongCertificates()
{
    ServerProcess server(kProgram);
    QVERIFY(server.init());
    server.write(u"tls.crt"_s, TestCertificate::make().certificate);
    server.write(u"tls.key"_s, "nothing");
    const QStringList tls = {u"--tls-cert"_s, server.path(u"tls.crt"_s),
                             u"--tls-key"_s,  server.path(u"tls.key"_s),
                             u"--listen"_s,   u"127.0.0.1:0"_s};
    QCOMPARE(server.run(server.arguments() + tls), 1);
    verifyOneLine(server.words);
    QVERIFY2(server.words.contains("PEM key"), server.words.constData());
    server.write(u"tls.key"_s, TestCertificate::make().key); // another one's
    QCOMPARE(server.run(server.arguments() + tls), 1);
    QVERIFY2(server.words.contains("not the key"), server.words.constData());
}

void ServerProgramTest::logsToAFile()
{
    ServerProcess server(kProgram);
    const QString log = server.path(u"logs/server.log"_s);
    QVERIFY(server.init() && server.start({u"--log-file"_s, log}));
    const auto headers = server.keyHeader();
    server.call("POST", u"/payments?secret=query"_s, R"({"amount":1,"currency":"EUR"})", headers);
    server.call("GET", u"/payments/pay_secret?client_secret=pay_secret_secret_1"_s, {},
                {{"api-key", server.apiKey}, {"X-Request-Id", "request-1"}});
    server.call("GET", u"/secret/path"_s, {}, headers);
    QCOMPARE(server.stop(), 0);
    QFile file(log);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const QByteArray lines = file.readAll();
    QVERIFY(lines.contains("server ready"));
    QVERIFY2(lines.contains("request method=POST route=/payments status=200 ms="),
             lines.constData());
    QVERIFY2(lines.contains("request method=GET route=/payments/{payment_id} status=4"),
             lines.constData());
    QVERIFY2(lines.contains(" id=request-1"), lines.constData());
    QVERIFY2(lines.contains("request method=GET route=- status=404"), lines.constData());
    for (const QByteArray &never : {"pay_secret"_ba, "/secret"_ba, "query"_ba, server.apiKey})
        QVERIFY2(!lines.contains(never), lines.constData());
}

void ServerProgramTest::leavesOneFile()
{
    ServerProcess server(kProgram);
    QVERIFY(server.init() && server.start());
    QCOMPARE(server.post(u"/payments"_s, R"({"amount":1,"currency":"EUR"})").status, 200);
    QCOMPARE(server.get(u"/payments/list"_s).status, 200); // with a reader's connection
    QVERIFY(QFile::exists(server.path(u"shop.sqlite-wal"_s)));
    QCOMPARE(server.stop(), 0);
    for (const QString &suffix : {u"-wal"_s, u"-shm"_s})
        QVERIFY2(!QFile::exists(server.path(u"shop.sqlite"_s + suffix)), qPrintable(suffix));
    QVERIFY(server.start());
    QCOMPARE(server.get(u"/payments/list"_s).status, 200);
    QCOMPARE(server.stop(), 0);
}

void ServerProgramTest::verifiesTheAuditTrail()
{
    ServerProcess server(kProgram);
    QVERIFY(server.init() && server.start());
    QCOMPARE(server.stop(), 0);
    QStringList all = {u"audit"_s,
                       u"verify"_s,
                       u"--database"_s,
                       u"sqlite:"_s + server.path(u"shop.sqlite"_s),
                       u"--key-file"_s,
                       server.path(u"shop.keys"_s),
                       u"--passphrase-file"_s,
                       server.path(u"passphrase"_s)};
    QCOMPARE(server.run(all), 0);
    QVERIFY2(server.words.contains("Nothing was changed"), server.words.constData());
    QCOMPARE(server.run(all.first(4)), 3); // without the key not all of it can be
    all[3] = u"sqlite:/nowhere/shop.sqlite"_s;
    QCOMPARE(server.run(all), 2);
}

QTEST_GUILESS_MAIN(ServerProgramTest)
#include "serverprogramtest.moc"

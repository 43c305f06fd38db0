#include "tests/processors/simulatedbank/bankclient.h"
#include "tests/support/seed.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

/// The real process on real loopback sockets: one line when ready, the dialect, the challenge page,
/// faults, a kill and a restart.
class SimulatorProcessTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void cleanup();
    void refuses_data();
    void refuses();
    void challengeOverTheWire();
    void faultsOverTheWire_data();
    void faultsOverTheWire();
    void killedBankRemembers();
    void endsWithSigterm();
    void endsWithItsParent();
    void twoInstances();

private:
    struct Got
    {
        int status = 0;
        QByteArray location;
        QByteArray body;
        bool isReplay = false;
        QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    };

    /// Its base URL, empty when it did not come up.
    QString start(QProcess &process, const QString &ledger, const QString &name = u"sim_a"_s);
    void startFirst(const QString &ledger) { m_base = start(m_process, ledger); }
    Got send(const QByteArray &method, const QString &url, const QByteArray &body = {},
             const QByteArray &key = {}, const QByteArray &type = "application/json",
             int timeoutMs = 5000);
    Got pay(const Pay &pay, int timeoutMs = 5000)
    {
        return send("POST", m_base + u"/v1/payments"_s, pay.body(),
                    "key_" + pay.reference.toLatin1(), "application/json", timeoutMs);
    }

    QTemporaryDir m_dir;
    QProcess m_process;
    QString m_base;
    QNetworkAccessManager m_network;
};

QString SimulatorProcessTest::start(QProcess &process, const QString &ledger, const QString &name)
{
    process.start(QStringLiteral(OX_SIMULATOR),
                  {u"--listen"_s, u"127.0.0.1:0"_s, u"--ledger"_s, m_dir.filePath(ledger),
                   u"--name"_s, name, u"--exit-with-parent"_s});
    if (!QTest::qWaitFor([&] { return process.canReadLine(); }, 10'000))
        return {};
    const QString line = QString::fromLatin1(process.readLine()).trimmed();
    return line.startsWith(u"listening 127.0.0.1:"_s)
               ? QString(u"http://127.0.0.1:"_s + line.section(u':', 1))
               : QString();
}

void SimulatorProcessTest::cleanup()
{
    m_network.clearConnectionCache();
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    QTRY_COMPARE(m_process.state(), QProcess::NotRunning);
}

SimulatorProcessTest::Got SimulatorProcessTest::send(const QByteArray &method, const QString &url,
                                                     const QByteArray &body, const QByteArray &key,
                                                     const QByteArray &type, int timeoutMs)
{
    QNetworkRequest request{QUrl(url)};
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setTransferTimeout(timeoutMs);
    request.setRawHeader("Authorization", "Bearer test");
    request.setRawHeader("Content-Type", type);
    request.setRawHeader("Connection", "close");
    if (!key.isEmpty())
        request.setRawHeader("Idempotency-Key", key);
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, method, body));
    if (!QTest::qWaitFor([&] { return reply->isFinished(); }, 15'000))
        return {};
    const bool isWhole = reply->error() != QNetworkReply::RemoteHostClosedError
                         && reply->error() != QNetworkReply::OperationCanceledError
                         && reply->error() != QNetworkReply::UnknownNetworkError;
    return {isWhole ? reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() : 0,
            reply->rawHeader("Location"), isWhole ? reply->readAll() : QByteArray(),
            reply->rawHeader("Idempotent-Replayed") == "true"};
}

void SimulatorProcessTest::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    const QString ledger = m_dir.filePath(u"refused"_s);
    const auto with = [&](const QString &listen) {
        return QStringList{u"--listen"_s, listen, u"--ledger"_s, ledger};
    };
    QTest::newRow("every address") << with(u"0.0.0.0:0"_s) << 2;
    QTest::newRow("outside") << with(u"192.0.2.1:8080"_s) << 2;
    QTest::newRow("name") << with(u"localhost:0"_s) << 2;
    QTest::newRow("no port") << with(u"127.0.0.1"_s) << 2;
    QTest::newRow("nothing") << QStringList{} << 2;
    QTest::newRow("unknown option") << (with(u"127.0.0.1:0"_s) << u"--nonsense"_s) << 2;
    QTest::newRow("no such folder")
        << QStringList{u"--listen"_s, u"127.0.0.1:0"_s, u"--ledger"_s, u"/nowhere/at/all"_s} << 1;
}

void SimulatorProcessTest::refuses()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    m_process.start(QStringLiteral(OX_SIMULATOR), arguments);
    QTRY_COMPARE(m_process.state(), QProcess::NotRunning);
    QCOMPARE(m_process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_process.exitCode(), exitCode);
    QCOMPARE(m_process.readAllStandardOutput(), QByteArray());
    const QByteArray said = m_process.readAllStandardError();
    QCOMPARE(said.count('\n'), 1);
    QVERIFY(said.size() > 10);
}

void SimulatorProcessTest::challengeOverTheWire()
{
    startFirst(u"challenge.ledger"_s);
    QVERIFY(!m_base.isEmpty());
    QCOMPARE(send("GET", m_base + u"/control/health"_s).json()["name"_L1].toString(), u"sim_a"_s);
    const Got paid = pay({u"4000000000003220"_s});
    QCOMPARE(paid.status, 200);
    const QString url = paid.json()["challenge"_L1]["url"_L1].toString();
    QVERIFY2(url.startsWith(m_base + u"/challenge/"_s), qPrintable(url));
    const Got page = send("GET", url);
    QCOMPARE(page.status, 200);
    QVERIFY(page.body.contains("id=\"approve\""));
    QVERIFY(page.body.contains("10.00 EUR"));
    const Got back = send("POST", url, "action=approve", {}, "application/x-www-form-urlencoded");
    QCOMPARE(back.status, 303);
    QCOMPARE(back.location, QByteArray("http://127.0.0.1:9/return?token=abc&result=approved"));
    const Got read = send("GET", m_base + u"/v1/references/att_1"_s);
    QCOMPARE(read.json()["status"_L1].toString(), u"authorized"_s);
    const Got ledger = send("GET", m_base + u"/control/ledger"_s);
    QCOMPARE(ledger.json()["effects"_L1].toArray().size(), 1);
}

void SimulatorProcessTest::faultsOverTheWire_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<int>("status"); ///< 0 = no whole reply
    QTest::addColumn<bool>("isDone");
    QTest::newRow("timeout_before") << QByteArray("timeout_before") << 0 << false;
    QTest::newRow("timeout_after") << QByteArray("timeout_after") << 0 << true;
    QTest::newRow("reset_before") << QByteArray("reset_before") << 0 << false;
    QTest::newRow("reset_after") << QByteArray("reset_after") << 0 << true;
    QTest::newRow("http_500_done") << QByteArray("http_500_done") << 500 << true;
    QTest::newRow("truncated") << QByteArray("truncated") << 0 << true;
    QTest::newRow("rate_limited") << QByteArray("rate_limited") << 429 << false;
    QTest::newRow("redirect") << QByteArray("redirect") << 307 << false;
}

void SimulatorProcessTest::faultsOverTheWire()
{
    QFETCH(QByteArray, kind);
    QFETCH(int, status);
    QFETCH(bool, isDone);
    startFirst(QString::fromLatin1(kind));
    QVERIFY(!m_base.isEmpty());
    // Qt sends a request again when it is reset without a byte of answer, so the fault stays.
    const QByteArray fault = R"({"kind":")" + kind + R"(","times":5})";
    QCOMPARE(send("POST", m_base + u"/control/fault"_s, fault).status, 200);
    QCOMPARE(pay({}, 300).status, status);
    const Got ledger = send("GET", m_base + u"/control/ledger"_s);
    QCOMPARE(ledger.json()["effects"_L1].toArray().size(), isDone ? 1 : 0);
}

void SimulatorProcessTest::killedBankRemembers()
{
    startFirst(u"killed.ledger"_s);
    QVERIFY(!m_base.isEmpty());
    const Got first = pay({});
    QCOMPARE(first.status, 200);
    const QByteArray body = send("GET", m_base + u"/control/ledger"_s).body;
    QVERIFY(!QString::fromUtf8(body).contains(u"4242424242424242"_s));
    m_process.kill();
    QTRY_COMPARE(m_process.state(), QProcess::NotRunning);
    startFirst(u"killed.ledger"_s);
    QVERIFY(!m_base.isEmpty());
    QCOMPARE(send("GET", m_base + u"/control/ledger"_s).body, body);
    const Got again = pay({});
    QVERIFY(again.isReplay);
    QCOMPARE(again.body, first.body);
}

void SimulatorProcessTest::endsWithSigterm()
{
    startFirst(u"term.ledger"_s);
    QVERIFY(!m_base.isEmpty());
    QCOMPARE(::kill(static_cast<pid_t>(m_process.processId()), SIGTERM), 0);
    QTRY_COMPARE(m_process.state(), QProcess::NotRunning);
    QCOMPARE(m_process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_process.exitCode(), 0);
    QCOMPARE(m_process.readAllStandardError(), QByteArray());
}

void SimulatorProcessTest::endsWithItsParent()
{
    const QString ledger = m_dir.filePath(u"orphan.ledger"_s);
    QProcess parent;
    parent.start(u"/bin/sh"_s,
                 {u"-c"_s, u"\"$0\" \"$@\" & wait"_s, QStringLiteral(OX_SIMULATOR), u"--listen"_s,
                  u"127.0.0.1:0"_s, u"--ledger"_s, ledger, u"--exit-with-parent"_s});
    QTRY_VERIFY(parent.canReadLine());
    QCOMPARE(FileBankJournal::open(ledger).error().code, ErrorCode::FileInUse);
    ::kill(static_cast<pid_t>(parent.processId()), SIGKILL);
    // The lock on its ledger goes when the process is gone.
    QTRY_VERIFY(FileBankJournal::open(ledger).has_value());
    QTRY_COMPARE(parent.state(), QProcess::NotRunning);
}

void SimulatorProcessTest::twoInstances()
{
    startFirst(u"a.ledger"_s);
    QProcess second;
    const QString base = start(second, u"b.ledger"_s, u"sim_b"_s);
    QVERIFY(!m_base.isEmpty());
    QVERIFY(!base.isEmpty());
    QVERIFY(base != m_base);
    QCOMPARE(pay({}).status, 200);
    QCOMPARE(send("GET", base + u"/v1/references/att_1"_s).status, 404);
    QCOMPARE(send("GET", base + u"/control/health"_s).json()["name"_L1].toString(), u"sim_b"_s);
    QProcess third;
    third.start(QStringLiteral(OX_SIMULATOR),
                {u"--listen"_s, u"127.0.0.1:0"_s, u"--ledger"_s, m_dir.filePath(u"b.ledger"_s)});
    QTRY_COMPARE(third.state(), QProcess::NotRunning);
    QCOMPARE(third.exitCode(), 1);
    second.kill();
    QTRY_COMPARE(second.state(), QProcess::NotRunning);
}

QTEST_GUILESS_MAIN(SimulatorProcessTest)
#include "simulatorprocesstest.moc"

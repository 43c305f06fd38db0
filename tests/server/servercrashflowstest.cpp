#include "services/http/httpserver.h"
#include "tests/server/crashworld.h"
#include "tests/support/seed.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

/// The server killed in the flows that servercrashtest leaves out, started again and asked again.
/// The bank's ledger and what a shop was told say how often something was done.
class ServerCrashFlowsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void hold_data() { points({"reserve.after_commit", "send.whole", "answer.after"}); }
    void hold();
    void cancel_data();
    void cancel();
    void challengeStart_data();
    void challengeStart();
    void challengeReturn_data() { points({"apply.before_commit", "apply.after_commit"}); }
    void challengeReturn();
    void scheduledCapture_data();
    void scheduledCapture();
    void savedMethod_data();
    void savedMethod();
    void deletedMethod_data();
    void deletedMethod();
    void recovery();
    void webhook_data();
    void webhook();

private:
    static void points(const QByteArrayList &names);
    ServerProcess &server() { return m_world.server(); }
    QString newId() { return u"pay_crash_%1"_s.arg(++m_case); }
    QByteArray callName() const { return "try-" + QByteArray::number(m_case); }
    /// The payment's status after asking the bank.
    QString statusOf(const QString &id);
    bool becomes(const QString &id, const QString &status);
    /// Makes a payment with a server that is stopped afterwards.
    QJsonObject made(const QByteArray &body);
    /// Kills the server at `point` of that payment, starts it again and asks again.
    void payAgain(const QByteArray &point, const QByteArray &body);
    /// Where the shopper's browser is sent, by the page of the payment's challenge.
    QUrl challengeOf(const QJsonObject &payment);

    CrashWorld m_world{QString::fromUtf8(OX_SERVER), QString::fromUtf8(OX_SIMULATOR)};
    int m_case = 0;
};

namespace {

const QByteArray kThreeDs =
    R"(,"authentication_type":"three_ds","return_url":"https://shop.example/back")";
const QByteArray kThreeDsCard = "4000000000003220";

} // namespace

void ServerCrashFlowsTest::initTestCase()
{
    testSeed();
    QVERIFY2(m_world.prepare(), server().words.constData());
}

void ServerCrashFlowsTest::cleanup()
{
    server().kill();
}

void ServerCrashFlowsTest::points(const QByteArrayList &names)
{
    QTest::addColumn<QByteArray>("point");
    for (const QByteArray &name : names)
        QTest::newRow(name.constData()) << name;
}

QString ServerCrashFlowsTest::statusOf(const QString &id)
{
    return CrashWorld::jsonOf(server().get(u"/payments/%1?force_sync=true"_s.arg(id)))
        .value(u"status"_s)
        .toString();
}

bool ServerCrashFlowsTest::becomes(const QString &id, const QString &status)
{
    return QTest::qWaitFor([&] { return statusOf(id) == status; }, 20'000);
}

QJsonObject ServerCrashFlowsTest::made(const QByteArray &body)
{
    if (!server().start())
        return {};
    const ServerAnswer answer = server().post(u"/payments"_s, body);
    return answer.status == 200 && server().stop() == 0 ? CrashWorld::jsonOf(answer)
                                                        : QJsonObject();
}

void ServerCrashFlowsTest::payAgain(const QByteArray &point, const QByteArray &body)
{
    const auto headers = m_world.namedCall(callName());
    QVERIFY2(m_world.dieAt(point, "POST", u"/payments"_s, body, headers),
             "the fault point was not reached");
    QVERIFY2(server().start(), server().words.constData());
    const ServerAnswer again = server().call("POST", u"/payments"_s, body, headers);
    const QByteArray said = QByteArray::number(again.status) + ' ' + again.body;
    QVERIFY2(again.status == 200 || again.body.contains("HE_00"), said.constData());
}

QUrl ServerCrashFlowsTest::challengeOf(const QJsonObject &payment)
{
    // The port is another one after each start.
    const QUrl start(payment.value(u"redirect_url"_s).toString());
    const QByteArray page = server().call("GET", start.path()).body;
    const qsizetype from = page.indexOf("href=\"") + 6;
    QString url = QString::fromUtf8(page.mid(from, page.indexOf('"', from) - from));
    return QUrl(url.replace(u"&amp;"_s, u"&"_s));
}

void ServerCrashFlowsTest::hold()
{
    QFETCH(QByteArray, point);
    const QString id = newId();
    const int before = m_world.effects(u"authorize"_s);
    payAgain(point, CrashWorld::payment(id, "manual"));
    const bool held = becomes(id, u"requires_capture"_s);
    QCOMPARE(m_world.effects(u"authorize"_s) - before, held ? 1 : 0);
    QVERIFY(held || point == "reserve.after_commit");
    QCOMPARE(server().stop(), 0);
}

void ServerCrashFlowsTest::cancel_data()
{
    points({"reserve.before_commit", "reserve.after_commit", "send.whole", "reply.read",
            "apply.before_commit", "apply.after_commit"});
}

void ServerCrashFlowsTest::cancel()
{
    QFETCH(QByteArray, point);
    const QString id = newId();
    QCOMPARE(made(CrashWorld::payment(id, "manual")).value(u"status"_s).toString(),
             u"requires_capture"_s);
    const int before = m_world.effects(u"void"_s);
    const QString path = u"/payments/%1/cancel"_s.arg(id);
    const auto headers = m_world.namedCall(callName());
    QVERIFY2(m_world.dieAt(point, "POST", path, "{}", headers), "not reached");
    QVERIFY2(server().start(), server().words.constData());
    const ServerAnswer again = server().call("POST", path, "{}", headers);
    QVERIFY2(again.status == 200 || again.body.contains("HE_00"), again.body.constData());
    const bool released = becomes(id, u"cancelled"_s);
    QCOMPARE(m_world.effects(u"void"_s) - before, released ? 1 : 0);
    QVERIFY(released || point == "reserve.after_commit");
    QCOMPARE(server().stop(), 0);
}

void ServerCrashFlowsTest::challengeStart_data()
{
    points({"send.whole", "reply.read", "apply.before_commit", "apply.after_commit"});
}

/// Whoever was to be asked is asked, once.
void ServerCrashFlowsTest::challengeStart()
{
    QFETCH(QByteArray, point);
    const QString id = newId();
    const int before = m_world.effects(u"authorize"_s);
    payAgain(point, CrashWorld::payment(id, "automatic", kThreeDs, kThreeDsCard));
    QVERIFY(becomes(id, u"requires_customer_action"_s));
    QCOMPARE(m_world.effects(u"authorize"_s) - before, 0);
    const QJsonObject payment = CrashWorld::jsonOf(server().get(u"/payments/"_s + id));
    const QUrl back = m_world.approve(challengeOf(payment));
    const ServerAnswer returned =
        server().call("GET", back.path() + u'?' + back.query(QUrl::FullyEncoded));
    QVERIFY2(returned.status == 302 || becomes(id, u"succeeded"_s), returned.body.constData());
    QVERIFY(becomes(id, u"succeeded"_s));
    QCOMPARE(m_world.effects(u"authorize"_s) - before, 1);
    QCOMPARE(server().stop(), 0);
}

void ServerCrashFlowsTest::challengeReturn()
{
    QFETCH(QByteArray, point);
    const QString id = newId();
    const int before = m_world.effects(u"authorize"_s);
    QVERIFY2(server().start(), server().words.constData());
    const QJsonObject begun = CrashWorld::jsonOf(server().post(
        u"/payments"_s, CrashWorld::payment(id, "automatic", kThreeDs, kThreeDsCard)));
    const QUrl back = m_world.approve(challengeOf(begun));
    QCOMPARE(server().stop(), 0);
    const QString path = back.path() + u'?' + back.query(QUrl::FullyEncoded);
    QVERIFY2(m_world.dieAt(point, "GET", path, {}, {}), "the fault point was not reached");
    QVERIFY2(server().start(), server().words.constData());
    server().call("GET", path);
    QVERIFY(becomes(id, u"succeeded"_s));
    QCOMPARE(m_world.effects(u"authorize"_s) - before, 1);
    QCOMPARE(server().stop(), 0);
}

void ServerCrashFlowsTest::scheduledCapture_data()
{
    points({"reserve.after_commit", "send.whole", "reply.read", "apply.before_commit"});
}

void ServerCrashFlowsTest::scheduledCapture()
{
    QFETCH(QByteArray, point);
    const QString id = newId();
    const int before = m_world.effects(u"capture"_s);
    QVERIFY2(server().start(), server().words.constData());
    const QDateTime when = QDateTime::currentDateTimeUtc().addSecs(8);
    const ServerAnswer held =
        server().post(u"/payments"_s,
                      CrashWorld::payment(id, "scheduled",
                                          R"(,"capture_on":")"
                                              + when.toString(Qt::ISODateWithMs).toLatin1() + '"'));
    QVERIFY2(held.status == 200, held.body.constData());
    server().kill(); // before it is due
    QCOMPARE(m_world.effects(u"capture"_s) - before, 0);
    QVERIFY2(server().start({}, point), server().words.constData());
    QVERIFY2(QTest::qWaitFor([&] { return !server().isRunning(); }, 60'000),
             "the fault point was not reached");
    QVERIFY2(server().start(), server().words.constData());
    const bool taken = becomes(id, u"succeeded"_s);
    QCOMPARE(m_world.effects(u"capture"_s) - before, taken ? 1 : 0);
    QVERIFY(taken || point == "reserve.after_commit");
    QCOMPARE(server().stop(), 0);
}

void ServerCrashFlowsTest::savedMethod_data()
{
    points({"reserve.after_commit", "send.whole", "reply.read", "apply.before_commit",
            "apply.after_commit"});
}

/// A card is saved with the charge, or neither.
void ServerCrashFlowsTest::savedMethod()
{
    QFETCH(QByteArray, point);
    const QString id = newId();
    const QByteArray customer = "cus_crash_" + QByteArray::number(m_case);
    const int before = m_world.effects(u"authorize"_s);
    payAgain(point, CrashWorld::payment(id, "automatic",
                                        R"(,"setup_future_usage":"off_session","customer_id":")"
                                            + customer + '"'));
    const bool paid = becomes(id, u"succeeded"_s);
    QCOMPARE(m_world.effects(u"authorize"_s) - before, paid ? 1 : 0);
    QVERIFY(paid || point == "reserve.after_commit");
    const ServerAnswer methods =
        server().get(u"/customers/%1/payment_methods"_s.arg(QString::fromLatin1(customer)));
    QCOMPARE(CrashWorld::jsonOf(methods).value(u"customer_payment_methods"_s).toArray().size(),
             paid ? 1 : 0);
    const QJsonObject payment = CrashWorld::jsonOf(server().get(u"/payments/"_s + id));
    QCOMPARE(payment.value(u"payment_method_id"_s).isString(), paid);
    QCOMPARE(server().stop(), 0);
}

void ServerCrashFlowsTest::deletedMethod_data()
{
    points({"method.before_commit", "method.after_commit", "detach.before_commit",
            "detach.after_commit"});
}

/// What was deleted stays deleted, and the bank forgets its token once.
void ServerCrashFlowsTest::deletedMethod()
{
    QFETCH(QByteArray, point);
    const QString id = newId();
    const QByteArray customer = "cus_crash_" + QByteArray::number(m_case);
    const QJsonObject paid = made(CrashWorld::payment(
        id, "automatic",
        R"(,"setup_future_usage":"off_session","customer_id":")" + customer + '"'));
    const QString method = paid.value(u"payment_method_id"_s).toString();
    QVERIFY(!method.isEmpty());
    const int before = m_world.effects(u"detach"_s);
    const QString path = u"/payment_methods/"_s + method;
    QVERIFY2(m_world.dieAt(point, "DELETE", path, {}, server().keyHeader()), "not reached");
    QVERIFY2(server().start(), server().words.constData());
    const ServerAnswer again = server().call("DELETE", path, {}, server().keyHeader());
    QVERIFY2(again.status == 200 || again.status == 404, again.body.constData());
    const ServerAnswer methods =
        server().get(u"/customers/%1/payment_methods"_s.arg(QString::fromLatin1(customer)));
    QCOMPARE(CrashWorld::jsonOf(methods).value(u"customer_payment_methods"_s).toArray().size(), 0);
    QVERIFY(QTest::qWaitFor([&] { return m_world.effects(u"detach"_s) > before; }, 30'000));
    QCOMPARE(m_world.effects(u"detach"_s) - before, 1);
    QCOMPARE(server().stop(), 0);
}

/// Killed in a sale, and twice more while it finds out what became of that.
void ServerCrashFlowsTest::recovery()
{
    const QString id = newId();
    const int before = m_world.effects(u"authorize"_s);
    const QByteArray body = CrashWorld::payment(id, "automatic");
    const auto headers = m_world.namedCall(callName());
    QVERIFY(m_world.dieAt("send.whole", "POST", u"/payments"_s, body, headers));
    for (const char *point : {"recovery.before_commit", "recovery.after_commit"}) {
        server().start({}, point); // it may have said that it is ready, or not
        QVERIFY2(QTest::qWaitFor([&] { return !server().isRunning(); }, 60'000), point);
    }
    QVERIFY2(server().start(), server().words.constData());
    const ServerAnswer again = server().call("POST", u"/payments"_s, body, headers);
    QVERIFY2(again.status == 200 || again.body.contains("HE_00"), again.body.constData());
    QVERIFY(becomes(id, u"succeeded"_s));
    QCOMPARE(m_world.effects(u"authorize"_s) - before, 1);
    QCOMPARE(server().stop(), 0);
}

void ServerCrashFlowsTest::webhook_data()
{
    points({"webhook.before_send", "webhook.answered", "webhook.before_commit",
            "webhook.after_commit"});
}

/// A shop may hear of the same event again, but never of the same thing as two events.
void ServerCrashFlowsTest::webhook()
{
    QFETCH(QByteArray, point);
    const QString id = newId();
    QList<QJsonObject> told;
    HttpServer shop([&](const HttpRequest &request, const HttpResponder &respond) {
        const QByteArray body = request.body.view().toByteArray();
        if (body.contains(id.toLatin1()))
            told.append(QJsonDocument::fromJson(body).object());
        respond({{200, {}, {}}});
    });
    const Result<quint16> port = shop.listen(u"127.0.0.1"_s, 0);
    QVERIFY(port.has_value());
    const QStringList loopback{u"--allow-loopback-webhooks"_s};
    QVERIFY2(server().start(loopback), server().words.constData());
    const ServerAnswer set =
        server().call("POST", u"/accounts/acme"_s,
                      R"({"merchant_id":"acme","webhook_details":{"webhook_url":"http://127.0.0.1:)"
                          + QByteArray::number(*port) + R"(/hook"}})",
                      {{"api-key", server().adminKey}});
    QVERIFY2(set.status == 200, set.body.constData());
    QCOMPARE(server().stop(), 0);

    const int before = m_world.effects(u"authorize"_s);
    const QByteArray body = CrashWorld::payment(id, "automatic");
    const auto headers = m_world.namedCall(callName());
    QVERIFY2(m_world.dieAt(point, "POST", u"/payments"_s, body, headers, loopback), "not reached");
    QVERIFY2(server().start(loopback), server().words.constData());
    const ServerAnswer again = server().call("POST", u"/payments"_s, body, headers);
    QVERIFY2(again.status == 200 || again.body.contains("HE_00"), again.body.constData());
    QVERIFY(becomes(id, u"succeeded"_s));
    QCOMPARE(m_world.effects(u"authorize"_s) - before, 1);
    const auto delivered = [&] {
        const ServerAnswer events =
            server().call("POST", u"/events/acme"_s, R"({"object_id":")" + id.toLatin1() + R"("})",
                          {{"api-key", server().adminKey}});
        const QJsonArray all = CrashWorld::jsonOf(events).value(u"events"_s).toArray();
        return !all.isEmpty() && std::ranges::all_of(all, [](const QJsonValue &event) {
            return event[u"is_delivery_successful"_s].toBool();
        });
    };
    QVERIFY(QTest::qWaitFor(delivered, 60'000));
    QMap<QString, QSet<QString>> ids; // of the events, by kind
    for (const QJsonObject &event : told)
        ids[event.value(u"event_type"_s).toString()].insert(event.value(u"event_id"_s).toString());
    QVERIFY(ids.contains(u"payment_succeeded"_s));
    for (const QSet<QString> &same : ids)
        QCOMPARE(same.size(), 1);
    QCOMPARE(server().stop(), 0);
}

QTEST_GUILESS_MAIN(ServerCrashFlowsTest)
#include "servercrashflowstest.moc"

#include "services/api/frontdoor.h"

#include "services/api/errormapping.h"
#include "tests/support/fakevault.h"
#include "tests/support/manualclock.h"
#include "tests/support/seed.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

/// What stands before the routes: how often anybody may ask, and a server that starts.
class FrontDoorTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }

    void tokensComeBackEvenly();
    void namesAreApart();
    void aLimitForgetsWhoIsQuiet();
    void aClockThatGoesFarIsNoHarm();

    void startingServerAnswersHealthOnly();
    void readinessTellsOfTheVault();
    void oneKeyAsksSoMuch();
    void wrongKeysMakeAnAddressWait();
};

namespace {

struct Door
{
    Door()
    {
        vault.now = {VaultState::Open, {}, KeyPlace::KeyFile};
        door.open([this](const HttpRequest &, const HttpResponder &respond) {
            ++let;
            respond({{status, {}, "{}"}});
        });
    }
    int get(const QString &path, const QByteArray &peer = "192.0.2.1")
    {
        HttpRequest request;
        request.method = "GET";
        request.url = QUrl(path);
        request.peer = peer;
        last = {};
        door.handle(std::move(request), [this](const HttpReply &reply) { last = reply.response; });
        return QTest::qWaitFor([this] { return last.status != 0; }) ? last.status : 0;
    }
    bool call(const QString &key)
    {
        ApiRequest request;
        request.identity.keyId = key;
        last = {};
        return door.lets(request, [this](const ApiReply &reply) {
            last = {reply.status, reply.headers, reply.body};
        });
    }
    QString code() const
    {
        return QJsonDocument::fromJson(last.body)[u"error"_s][u"code"_s].toString();
    }

    Events events;
    FakeVault vault{events};
    ManualClock clock;
    FrontDoor door{vault, clock};
    HttpResponse last;
    int status = 200; ///< of what the routes answer
    int let = 0;
};

} // namespace

void FrontDoorTest::tokensComeBackEvenly()
{
    ManualClock clock;
    RateLimit limit(60, 3, clock);
    for (int i = 0; i < 3; ++i)
        QVERIFY(limit.take("a"));
    QVERIFY(!limit.take("a"));
    QCOMPARE(limit.waitMs("a"), 1'000);
    clock.advance(999);
    QVERIFY(!limit.take("a"));
    clock.advance(1);
    QVERIFY(limit.take("a"));
    QVERIFY(!limit.take("a"));
    clock.advance(3'600'000); // no more than a full bucket
    for (int i = 0; i < 3; ++i)
        QVERIFY(limit.take("a"));
    QVERIFY(!limit.take("a"));
}

void FrontDoorTest::namesAreApart()
{
    ManualClock clock;
    RateLimit limit(60, 1, clock);
    QVERIFY(limit.take("a"));
    QVERIFY(limit.take("b"));
    QVERIFY(limit.isExhausted("a"));
    QVERIFY(!limit.isExhausted("c"));
}

void FrontDoorTest::aLimitForgetsWhoIsQuiet()
{
    ManualClock clock;
    RateLimit limit(60, 1, clock);
    for (qsizetype i = 0; i < RateLimit::kMostNames; ++i)
        limit.take(QByteArray::number(i));
    clock.advance(500);
    limit.take("late");
    QVERIFY(limit.size() <= RateLimit::kMostNames);
    clock.advance(10'000);
    for (qsizetype i = 0; i < 3 * RateLimit::kMostNames; ++i)
        limit.take(QByteArray::number(i));
    QVERIFY(limit.size() <= RateLimit::kMostNames);
}

void FrontDoorTest::aClockThatGoesFarIsNoHarm()
{
    ManualClock clock;
    RateLimit limit(4'800, 160, clock);
    QVERIFY(limit.take("a"));
    clock.advance(qint64(100) * 365 * 24 * 3'600'000);
    QVERIFY(limit.take("a"));
    clock.advance(-1'000); // a steady clock does not, and nothing comes of it
    QVERIFY(limit.take("a"));
}

void FrontDoorTest::startingServerAnswersHealthOnly()
{
    Door world;
    FrontDoor starting(world.vault, world.clock);
    QList<int> answers;
    for (const char *path : {"/health", "/health/ready", "/payments/pay_1"}) {
        HttpRequest request;
        request.method = "GET";
        request.url = QUrl(QString::fromLatin1(path));
        starting.handle(std::move(request), [&answers](const HttpReply &reply) {
            answers.append(reply.response.status);
        });
    }
    QCOMPARE(answers, QList<int>({200, 503, 503}));
}

void FrontDoorTest::readinessTellsOfTheVault()
{
    Door world;
    QCOMPARE(world.get(u"/health/ready"_s), 200);
    QCOMPARE(world.last.body, R"({"database":true,"vault":true})");
    world.vault.now = {VaultState::Locked, {ErrorCode::VaultLocked}, KeyPlace::KeyFile};
    QCOMPARE(world.get(u"/health/ready"_s), 500);
    QCOMPARE(world.code(), u"HE_00"_s);
    QCOMPARE(world.get(u"/health"_s), 200);
    QCOMPARE(world.let, 0);
}

void FrontDoorTest::oneKeyAsksSoMuch()
{
    Door world;
    for (int i = 0; i < 160; ++i)
        QVERIFY(world.call(u"key_1"_s));
    QVERIFY(!world.call(u"key_1"_s));
    QCOMPARE(world.last.status, 429);
    QCOMPARE(world.code(), u"OX_07"_s);
    QCOMPARE(headerValue(world.last.headers, "Retry-After"), "1");
    QVERIFY(world.call(u"key_2"_s));
    world.clock.advance(1'000);
    for (int i = 0; i < 80; ++i)
        QVERIFY(world.call(u"key_1"_s));
    QVERIFY(!world.call(u"key_1"_s));
}

void FrontDoorTest::wrongKeysMakeAnAddressWait()
{
    Door world;
    world.status = 401;
    for (int i = 0; i < 10; ++i)
        QCOMPARE(world.get(u"/payments/pay_1"_s), 401);
    QCOMPARE(world.get(u"/payments/pay_1"_s), 429);
    QCOMPARE(world.let, 10);
    QVERIFY(headerValue(world.last.headers, "Retry-After").toInt() >= 1);
    QCOMPARE(world.get(u"/payments/pay_1"_s, "192.0.2.2"), 401);
    QCOMPARE(world.get(u"/health"_s), 200);
    world.status = 200; // a good key waits with the others, and then takes no token
    QCOMPARE(world.get(u"/payments/pay_1"_s), 429);
    world.clock.advance(6'000);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(world.get(u"/payments/pay_1"_s), 200);
}

QTEST_GUILESS_MAIN(FrontDoorTest)
#include "frontdoortest.moc"

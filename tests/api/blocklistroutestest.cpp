#include "services/api/blocklistroutes.h"

#include "services/engine/blocklistservice.h"
#include "tests/engine/expect.h"
#include "tests/support/apiworld.h"
#include "tests/support/seed.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

/// A merchant's block list and card-testing guard over HTTP.
class BlocklistRoutesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void linesComeAndGo();
    void refusals();
    void blockedPayment();
    void suspiciousBrowser();
    void otherMerchants();

private:
    static QJsonObject line(const QString &type, const QString &data)
    {
        return {{u"type"_s, type}, {u"data"_s, data}};
    }
    ApiAnswer pay(const QString &number)
    {
        return m_world->post(
            u"/payments"_s,
            ApiWorld::payment(1000, {{u"confirm"_s, true},
                                     {u"payment_method"_s, u"card"_s},
                                     {u"payment_method_data"_s, ApiWorld::card(number)}}));
    }

    std::unique_ptr<ApiWorld> m_world;
    std::unique_ptr<BlocklistService> m_lists;
};

void BlocklistRoutesTest::init()
{
    testSeed();
    m_world = std::make_unique<ApiWorld>();
    QVERIFY(m_world->start());
    EngineWorld &engine = m_world->engine();
    OX_OK(engine.await(engine.vault().create(engine.caller())));
    m_lists = std::make_unique<BlocklistService>(engine.engine());
    addBlocklistRoutes(m_world->router(), *m_lists);
}

void BlocklistRoutesTest::cleanup()
{
    m_world.reset();
    m_lists.reset();
}

void BlocklistRoutesTest::linesComeAndGo()
{
    const ApiAnswer made = m_world->post(u"/blocklist"_s, line(u"card_bin"_s, u"424242"_s));
    QCOMPARE(made.status, 200);
    QCOMPARE(made.text(u"fingerprint_id"_s), u"424242"_s);
    QCOMPARE(made.text(u"data_kind"_s), u"card_bin"_s);
    QVERIFY(made.text(u"created_at"_s).endsWith(u'Z'));
    QCOMPARE(m_world->post(u"/blocklist"_s, line(u"extended_card_bin"_s, u"42424242"_s)).status,
             200);
    const auto listed = [this](const QString &kind) {
        return m_world->get(u"/blocklist?data_kind="_s + kind).json.array().size();
    };
    QCOMPARE(listed(u"card_bin"_s), 1);
    QCOMPARE(listed(u"extended_card_bin"_s), 1);
    QCOMPARE(listed(u"payment_method"_s), 0);
    const QByteArray body = R"({"type":"card_bin","data":"424242"})";
    QCOMPARE(m_world->ask("DELETE", u"/blocklist"_s, body).status, 200);
    QCOMPARE(listed(u"card_bin"_s), 0);
    const ApiAnswer again = m_world->ask("DELETE", u"/blocklist"_s, body);
    QCOMPARE(again.status, 404);
    QCOMPARE(again.errorCode(), u"IR_37"_s);
}

void BlocklistRoutesTest::refusals()
{
    const auto code = [this](const QString &type, const QString &data) {
        const ApiAnswer answer = m_world->post(u"/blocklist"_s, line(type, data));
        return u"%1 %2"_s.arg(answer.status).arg(answer.errorCode());
    };
    QCOMPARE(code(u"card_bin"_s, u"42424"_s), u"422 IR_05"_s);
    QCOMPARE(code(u"fingerprint"_s, u"4242424242424242"_s), u"422 IR_05"_s);
    QCOMPARE(code(u"payment_method"_s, u"424242"_s), u"400 IR_06"_s);
    QCOMPARE(code(u"card_bin"_s, u"424242"_s), u"200 "_s);
    QCOMPARE(code(u"card_bin"_s, u"424242"_s), u"400 IR_16"_s);
    QCOMPARE(m_world->get(u"/blocklist"_s).errorCode(), u"IR_04"_s);
    QCOMPARE(m_world->get(u"/blocklist?data_kind=bin"_s).errorCode(), u"IR_06"_s);
    QCOMPARE(m_world->ask("POST", u"/blocklist/toggle"_s).errorCode(), u"IR_04"_s);
    QCOMPARE(m_world->ask("POST", u"/blocklist/toggle?status=1"_s).errorCode(), u"IR_06"_s);
    QCOMPARE(m_world->get(u"/blocklist/batch"_s).errorCode(), u"IR_00"_s);
}

void BlocklistRoutesTest::blockedPayment()
{
    QCOMPARE(m_world->post(u"/blocklist"_s, line(u"card_bin"_s, u"424242"_s)).status, 200);
    QCOMPARE(pay(u"4242424242424242"_s).text(u"status"_s), u"succeeded"_s);
    const ApiAnswer on = m_world->ask("POST", u"/blocklist/toggle?status=true"_s);
    QCOMPARE(on.text(u"blocklist_guard_status"_s), u"enabled"_s);
    const ApiAnswer blocked = pay(u"4242424242424242"_s);
    QCOMPARE(blocked.status, 200);
    QCOMPARE(blocked.errorCode(), u"HE_03"_s);
    QCOMPARE(blocked[u"error"_s][u"type"_s].toString(), u"blocked"_s);
    // What was paid tells the number's fingerprint, which can be blocked.
    const ApiAnswer paid = pay(u"5555555555554444"_s);
    QCOMPARE(paid.text(u"status"_s), u"succeeded"_s);
    const QString print =
        m_world->get(u"/payments/"_s + paid.text(u"payment_id"_s)).text(u"fingerprint"_s);
    QVERIFY(print.startsWith(u"fp_"_s));
    QCOMPARE(m_world->post(u"/blocklist"_s, line(u"fingerprint"_s, print)).status, 200);
    QCOMPARE(pay(u"5555555555554444"_s).errorCode(), u"HE_03"_s);
    QCOMPARE(
        m_world->ask("POST", u"/blocklist/toggle?status=false"_s).text(u"blocklist_guard_status"_s),
        u"disabled"_s);
    QCOMPARE(pay(u"4242424242424242"_s).text(u"status"_s), u"succeeded"_s);
}

void BlocklistRoutesTest::suspiciousBrowser()
{
    EngineWorld &engine = m_world->engine();
    ProfileChange change;
    change.settingsJson =
        uR"({"card_testing_guard_config":{"card_ip_blocking_status":"enabled"}})"_s;
    OX_OK(
        engine.await(engine.merchants().updateProfile(engine.caller(), engine.profile(), change)));
    const auto confirm = [this](const QString &number) {
        const ApiAnswer made = m_world->post(u"/payments"_s, ApiWorld::payment(1000));
        return m_world->post(u"/payments/%1/confirm"_s.arg(made.text(u"payment_id"_s)),
                             {{u"client_secret"_s, made.text(u"client_secret"_s)},
                              {u"payment_method"_s, u"card"_s},
                              {u"payment_method_data"_s, ApiWorld::card(number)}},
                             ApiWorld::kPublishable);
    };
    for (int i = 0; i < 3; ++i)
        QCOMPARE(confirm(u"4000000000000002"_s).text(u"status"_s), u"failed"_s);
    const ApiAnswer refused = confirm(u"4242424242424242"_s);
    QCOMPARE(refused.status, 400);
    QCOMPARE(refused.errorCode(), u"IR_16"_s);
}

void BlocklistRoutesTest::otherMerchants()
{
    QCOMPARE(m_world->post(u"/blocklist"_s, line(u"card_bin"_s, u"424242"_s)).status, 200);
    const ApiAnswer theirs = m_world->get(u"/blocklist?data_kind=card_bin"_s, ApiWorld::kForeign);
    QCOMPARE(theirs.status, 200);
    QVERIFY(theirs.json.array().isEmpty());
    const QByteArray body = R"({"type":"card_bin","data":"424242"})";
    QCOMPARE(m_world->ask("DELETE", u"/blocklist"_s, body, ApiWorld::kForeign).status, 404);
    QCOMPARE(
        m_world->ask("GET", u"/blocklist?data_kind=card_bin"_s, {}, ApiWorld::kPublishable).status,
        401);
}

QTEST_GUILESS_MAIN(BlocklistRoutesTest)
#include "blocklistroutestest.moc"

#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

class EngineUnknownTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void confirmDone_data();
    void confirmDone();
    void confirmNotDone_data();
    void confirmNotDone();
    void readsFailToo_data();
    void readsFailToo();
    void ladder();
    void fenceKeepsALateRequestOut();
    void fenceFindsWhatCameLate();
    void no_failover_while_unknown();
    void wrongReply_data();
    void wrongReply();
    void askedToWait_data();
    void askedToWait();
    void refusalAfterAnUnknownSend();
    void unreachableAfterAnUnknownSend();

private:
    static bool isOpenAndUnknown(const Payment &payment);
};

bool EngineUnknownTest::isOpenAndUnknown(const Payment &payment)
{
    return payment.status == PaymentStatus::Processing && payment.outcomeUnknown
           && payment.hasOpenOperation;
}

void EngineUnknownTest::confirmDone_data()
{
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<QString>("fault");
    QTest::newRow("net_timeout_after") << "4000009905020007"_ba << QString();
    QTest::newRow("net_reset_mid_body") << "4000009905070002"_ba << QString();
    QTest::newRow("net_garbage_json") << "4000009905080001"_ba << QString();
    QTest::newRow("net_5xx done") << "4000009905050004"_ba << QString();
    QTest::newRow("net_close_no_reply") << "4242424242424242"_ba << u"close_no_reply"_s;
    QTest::newRow("net_empty_200") << "4242424242424242"_ba << u"empty"_s;
    QTest::newRow("net_truncated_200") << "4242424242424242"_ba << u"truncated"_s;
    QTest::newRow("http_500_done") << "4242424242424242"_ba << u"http_500_done"_s;
}

/// The bank has acted and the reply was lost: the read that follows at once finds it.
void EngineUnknownTest::confirmDone()
{
    QFETCH(const QByteArray, card);
    QFETCH(const QString, fault);
    EngineWorld world;
    OX_OK(world.start());
    if (!fault.isEmpty())
        world.bank().injectFault(*bankFaultFromText(fault), 1, u"payments"_s);
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, card.constData());
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"succeeded"_s);
    QCOMPARE(world.effects(paid->id), (QStringList{u"authorize 6000"_s, u"capture 6000"_s}));
    const QStringList outcomes = world.column(u"SELECT outcome FROM op_call ORDER BY row_id"_s);
    QCOMPARE(outcomes.first(), u"unknown"_s);
    QCOMPARE(outcomes.last(), u"decided"_s);
    QCOMPARE(world.settledProblems(paid->id), QString());
}

void EngineUnknownTest::confirmNotDone_data()
{
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<QString>("fault");
    QTest::newRow("net_timeout_before") << "4000009905030006"_ba << QString();
    QTest::newRow("net_5xx nothing done") << "4000009905040005"_ba << QString();
    QTest::newRow("reset before") << "4242424242424242"_ba << u"reset_before"_s;
    QTest::newRow("503 html twice") << "4242424242424242"_ba << u"http_503_html"_s;
}

/// Nothing happened, and nobody can tell: open until the fence says so, ten minutes later.
void EngineUnknownTest::confirmNotDone()
{
    QFETCH(const QByteArray, card);
    QFETCH(const QString, fault);
    EngineWorld world;
    OX_OK(world.start());
    if (!fault.isEmpty())
        world.bank().injectFault(*bankFaultFromText(fault), fault == u"http_503_html"_s ? 2 : 1,
                                 u"payments"_s);
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, card.constData());
    OX_OK(paid);
    QVERIFY(isOpenAndUnknown(*paid));
    QCOMPARE(world.problems(paid->id), QString());
    world.advance(9 * 60'000); // found nothing, but that proves nothing yet
    QTRY_COMPARE(world.details(paid->id).operations.last().checkCount, 1);
    QVERIFY(isOpenAndUnknown(world.synced(paid->id)));
    QVERIFY(world.wire().calls().filter(u"/void"_s).isEmpty());
    world.advance(2 * 60'000);
    QTRY_COMPARE(toText(world.synced(paid->id).status), u"failed"_s);
    QVERIFY(!world.payment(paid->id).outcomeUnknown);
    QCOMPARE(world.payment(paid->id).error.category, u"not_executed"_s);
    QCOMPARE(world.wire().calls().filter(u"/void"_s).size(), 1);
    QCOMPARE(world.effects(paid->id), QStringList());
    QCOMPARE(world.settledProblems(paid->id), QString());
}

void EngineUnknownTest::readsFailToo_data()
{
    QTest::addColumn<QString>("fault");
    for (const char *fault : {"timeout_after", "reset_before", "http_500", "http_503_html",
                              "garbage", "empty", "truncated", "rate_limited", "redirect"})
        QTest::newRow(fault) << QString::fromLatin1(fault);
}

/// The bank is down for an hour. However often it is asked, the payment stays open.
void EngineUnknownTest::readsFailToo()
{
    QFETCH(const QString, fault);
    EngineWorld world;
    OX_OK(world.start());
    world.bank().injectFault(BankFault::CloseNoReply, 1, u"payments"_s);
    world.bank().injectFault(*bankFaultFromText(fault), 8);
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, "4242424242424242");
    OX_OK(paid);
    QVERIFY(isOpenAndUnknown(*paid));
    for (int i = 0; i < 4; ++i) {
        world.advance(900'000);
        QVERIFY(isOpenAndUnknown(world.synced(paid->id)));
    }
    QCOMPARE(world.problems(paid->id), QString());
    // It comes back: the same schedule, or the next sync, ends it.
    QTRY_COMPARE_WITH_TIMEOUT((world.advance(300'000), toText(world.synced(paid->id).status)),
                              u"succeeded"_s, 15'000);
    QCOMPARE(world.effects(paid->id), (QStringList{u"authorize 6000"_s, u"capture 6000"_s}));
    QCOMPARE(world.settledProblems(paid->id), QString());
}

/// 5 s, 15 s, 60 s, then every 5 min, by the engine's clock.
void EngineUnknownTest::ladder()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, "4000009905030006");
    OX_OK(paid);
    QVERIFY(isOpenAndUnknown(*paid));
    int rung = 0;
    for (const qint64 seconds : {5, 15, 60, 300}) {
        world.wire().clear();
        const Operation before = world.details(paid->id).operations.last();
        QCOMPARE(before.checkCount, rung);
        QCOMPARE(before.nextCheckAtMs - world.clock().nowMs(), seconds * 1000);
        world.advance(seconds * 1000 - 1);
        QTest::qWait(600); // more than a tick: too early
        QCOMPARE(world.wire().calls(), QStringList());
        world.advance(1);
        ++rung;
        QTRY_COMPARE(world.details(paid->id).operations.last().checkCount, rung);
        QCOMPARE(world.wire().calls(),
                 QStringList{u"GET /v1/references/"_s + paid->id.value + u"_1"_s});
    }
    QVERIFY(isOpenAndUnknown(world.payment(paid->id)));
    world.advance(300'000); // 11 min 20 s after the send: now the fence
    QTRY_COMPARE(toText(world.payment(paid->id).status), u"failed"_s);
}

void EngineUnknownTest::fenceKeepsALateRequestOut()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, "4000009905030006");
    OX_OK(paid);
    world.advance(11 * 60'000);
    QTRY_COMPARE(toText(world.synced(paid->id).status), u"failed"_s);
    const Operation operation = world.details(paid->id).operations.last();
    const QStringList keys = world.wire().keys();
    QCOMPARE(keys.size(), 2);
    QVERIFY(keys.first() != keys.last()); // the fence has a key of its own
    // The first request comes out of the network after all.
    const QByteArray body =
        "{\"reference\":\"" + paid->id.value.toLatin1() + "_1\",\"operation\":\""
        + operation.id.value.toLatin1()
        + "\",\"amount\":6000,\"currency\":\"EUR\",\"capture\":\"automatic\",\"card\":{\"number\":"
          "\"4242424242424242\",\"exp_month\":12,\"exp_year\":2030}}";
    HttpRequest late{"POST",
                     QUrl(u"http://127.0.0.1/v1/payments"_s),
                     {{"Authorization", "Bearer any"},
                      {"Content-Type", "application/json"},
                      {"Idempotency-Key", keys.first().toLatin1()}},
                     SecretBytes(body)};
    QCOMPARE(world.bank().handle(late).response.status, 422);
    QCOMPARE(world.effects(paid->id), QStringList());
}

/// The bank acted, but every read was lost until after ten minutes: the fence must not lie.
void EngineUnknownTest::fenceFindsWhatCameLate()
{
    EngineWorld world;
    OX_OK(world.start());
    world.bank().injectFault(BankFault::TimeoutAfter, 1, u"payments"_s);
    world.bank().injectFault(BankFault::Http500, 1, u"references"_s);
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, "4242424242424242");
    OX_OK(paid);
    QVERIFY(isOpenAndUnknown(*paid));
    world.advance(11 * 60'000);
    QTRY_COMPARE(toText(world.synced(paid->id).status), u"succeeded"_s);
    QCOMPARE(world.settledProblems(paid->id), QString());
}

void EngineUnknownTest::no_failover_while_unknown()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, "4000009905030006");
    OX_OK(paid);
    QVERIFY(isOpenAndUnknown(*paid));
    const qsizetype keys = world.wire().keys().size();
    const auto confirm = world.payments().confirm(world.confirmation(paid->id, "4242424242424242"));
    const auto capture = world.payments().capture({world.caller(), paid->id, 6000, false, {}});
    const auto cancel = world.payments().cancel({world.caller(), paid->id, {}, {}});
    OX_REFUSED(EngineWorld::await(confirm), ErrorCode::Busy, u"status"_s);
    OX_REFUSED(EngineWorld::await(capture), ErrorCode::Busy, u"status"_s);
    OX_REFUSED(EngineWorld::await(cancel), ErrorCode::Busy, u"status"_s);
    QCOMPARE(world.wire().keys().size(), keys); // nothing that moves money has left
    QCOMPARE(world.details(paid->id).attempts.size(), 1);
    QVERIFY(isOpenAndUnknown(world.payment(paid->id)));
    QCOMPARE(world.problems(paid->id), QString());
}

void EngineUnknownTest::wrongReply_data()
{
    QTest::addColumn<QString>("fault");
    for (const char *fault : {"wrong_amount", "wrong_currency", "wrong_reference", "redirect"})
        QTest::newRow(fault) << QString::fromLatin1(fault);
}

void EngineUnknownTest::wrongReply()
{
    QFETCH(const QString, fault);
    EngineWorld world;
    OX_OK(world.start());
    world.bank().injectFault(*bankFaultFromText(fault), 1, u"payments"_s);
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, "4242424242424242");
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"conflicted"_s);
    QCOMPARE(paid->captured, 0); // nothing booked
    QCOMPARE(paid->authorized, 0);
    QVERIFY(!paid->hasOpenOperation && !paid->outcomeUnknown);
    QCOMPARE(toText(world.details(paid->id).operations.last().state), u"integrity"_s);
    QCOMPARE(toText(world.details(paid->id).attempts.last().status), u"integrity_failure"_s);
    OX_REFUSED(EngineWorld::await(
                   world.payments().confirm(world.confirmation(paid->id, "4242424242424242"))),
               ErrorCode::InvalidState, u"status"_s);
    QCOMPARE(world.problems(paid->id), QString());
}

void EngineUnknownTest::askedToWait_data()
{
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<QString>("fault");
    QTest::newRow("429 card") << "4000009905060003"_ba << QString();
    QTest::newRow("409 in use") << "4242424242424242"_ba << u"in_use"_s;
}

void EngineUnknownTest::askedToWait()
{
    QFETCH(const QByteArray, card);
    QFETCH(const QString, fault);
    EngineWorld world;
    OX_OK(world.start());
    if (!fault.isEmpty())
        world.bank().injectFault(*bankFaultFromText(fault), 2, u"payments"_s);
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, card.constData());
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"succeeded"_s);
    QStringList keys = world.wire().keys();
    QCOMPARE(keys.size(), 3);
    QCOMPARE(keys.removeDuplicates(), 2);
    QCOMPARE(world.details(paid->id).operations.last().sendCount, 3);
    QCOMPARE(world.effects(paid->id), (QStringList{u"authorize 6000"_s, u"capture 6000"_s}));
    QCOMPARE(world.settledProblems(paid->id), QString());
}

/// A 4xx after a send whose outcome nobody knows proves nothing about that one.
void EngineUnknownTest::refusalAfterAnUnknownSend()
{
    EngineWorld world;
    OX_OK(world.start());
    world.bank().injectFault(BankFault::Http500Done, 1, u"payments"_s);
    world.bank().injectFault(BankFault::InUse, 4, u"payments"_s);
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, "4242424242424242");
    OX_OK(paid);
    QVERIFY(paid->status != PaymentStatus::Failed);
    QTRY_COMPARE(toText(world.synced(paid->id).status), u"succeeded"_s);
    QCOMPARE(world.effects(paid->id), (QStringList{u"authorize 6000"_s, u"capture 6000"_s}));
    QCOMPARE(world.settledProblems(paid->id), QString());
}

/// So does "could not be sent" after such a send: the money may have moved.
void EngineUnknownTest::unreachableAfterAnUnknownSend()
{
    EngineWorld world;
    OX_OK(world.start());
    world.bank().injectFault(BankFault::Http500Done, 1, u"payments"_s);
    const Payment payment = world.created(world.draft(6000));
    const auto paid = world.payments().confirm(world.confirmation(payment.id, "4242424242424242"));
    QTRY_COMPARE(world.wire().calls().size(), 1);
    world.wire().setReachable(false); // before the second send, 2 s later
    const Result<Payment> answered = EngineWorld::await(paid);
    OX_OK(answered);
    QVERIFY(isOpenAndUnknown(*answered));
    world.wire().setReachable(true);
    QTRY_COMPARE(toText(world.synced(payment.id).status), u"succeeded"_s);
    QCOMPARE(world.effects(payment.id), (QStringList{u"authorize 6000"_s, u"capture 6000"_s}));
    QCOMPARE(world.settledProblems(payment.id), QString());
}

QTEST_GUILESS_MAIN(EngineUnknownTest)
#include "engineunknowntest.moc"

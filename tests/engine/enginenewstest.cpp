#include "services/engine/operationrunner.h"
#include "tests/engine/bankcalls.h"
#include "tests/support/seed.h"

#include <QTest>

#include <random>

using namespace Qt::StringLiterals;

/// What processors tell of their own accord: whose it is, once, and what becomes of it.
class EngineNewsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void pendingIsApproved();
    void pendingIsDeclined();
    void neverSent();
    void duplicatedReversedAndForged();
    void wh_bad_sig_data();
    void wh_bad_sig();
    void wh_old();
    void wh_rotated_secret();
    void wh_duplicate();
    void wh_shuffled();
    void wh_before_reply();
    void wh_replay();
    void wh_lost();
    void racesWithTheLadder();
    void othersSecretChangesNothing();
    void unsignedCallsAreHints();
    void lockedVaultSaysSo();
    void crashBetweenStoreAndPull();
    void unansweredPullIsRepeated();
};

namespace {

const char kPendingApproves[] = "4000009905090000";
const char kPendingDeclines[] = "4000009905100007";
const char kNoWebhook[] = "4000009905110006";
const char kDuplicates[] = "4000009905120005";

} // namespace

void EngineNewsTest::pendingIsApproved()
{
    NewsWorld world;
    const auto payment = world.pay(5'000, CaptureMethod::Automatic, kPendingApproves);
    OX_OK(payment);
    QCOMPARE(payment->status, PaymentStatus::Processing);
    world.pump(); // "pending" changes nothing
    QTRY_VERIFY(world.isIdle());
    QCOMPARE(world.status(payment->id), PaymentStatus::Processing);
    world.control("time", R"({"advance_ms":5000})");
    QVERIFY(world.pump() > 0);
    QTRY_COMPARE(world.status(payment->id), PaymentStatus::Succeeded);
    QTRY_VERIFY(world.isIdle());
    QCOMPARE(world.settledProblems(payment->id), QString());
}

void EngineNewsTest::pendingIsDeclined()
{
    NewsWorld world;
    const auto payment = world.pay(5'000, CaptureMethod::Automatic, kPendingDeclines);
    OX_OK(payment);
    world.control("time", R"({"advance_ms":5000})");
    world.pump();
    QTRY_COMPARE(world.status(payment->id), PaymentStatus::Failed);
    QCOMPARE(world.settledProblems(payment->id), QString());
}

void EngineNewsTest::neverSent()
{
    NewsWorld world;
    const auto payment = world.pay(5'000, CaptureMethod::Automatic, kNoWebhook);
    OX_OK(payment);
    QCOMPARE(payment->status, PaymentStatus::Succeeded);
    QCOMPARE(world.pump(), 0);
}

void EngineNewsTest::duplicatedReversedAndForged()
{
    NewsWorld world;
    const auto payment = world.pay(5'000, CaptureMethod::Automatic, kDuplicates);
    OX_OK(payment);
    QCOMPARE(world.pump(), 5); // two events twice, one of them forged as well
    QTRY_VERIFY(world.isIdle());
    const QList<InboxEntry> entries = world.entries();
    QCOMPARE(entries.size(), 2);
    for (const InboxEntry &entry : entries) {
        QCOMPARE(entry.copies, 2);
        QCOMPARE(entry.paymentId, payment->id);
    }
    QCOMPARE(EngineWorld::await(world.incoming().refusedCount()).value_or(0), 1);
    QCOMPARE(world.effects(payment->id), (QStringList{u"authorize 5000"_s, u"capture 5000"_s}));
    QCOMPARE(world.settledProblems(payment->id), QString());
}

void EngineNewsTest::wh_bad_sig_data()
{
    QTest::addColumn<QByteArray>("signature");
    const QByteArray hex(64, 'a');
    QTest::newRow("none") << QByteArray();
    QTest::newRow("no time") << QByteArray("v1=" + hex);
    QTest::newRow("no signature") << "t=1"_ba;
    QTest::newRow("short") << "t=1,v1=aa"_ba;
    QTest::newRow("another") << QByteArray("t=1792000000000,v1=" + hex);
    QTest::newRow("words") << "t=now,v1=yes"_ba;
    QTest::newRow("commas") << ",,,,"_ba;
}

void EngineNewsTest::wh_bad_sig()
{
    QFETCH(QByteArray, signature);
    NewsWorld world;
    const auto payment = world.pay(5'000, CaptureMethod::Automatic, kPendingApproves);
    OX_OK(payment);
    world.control("time", R"({"advance_ms":5000})");
    const auto before = world.rowCounts();
    for (const BankCall &call : world.bank().takeDueNews()) {
        const BankCall forged{0, {}, {{"Simulator-Signature", signature}}, call.body};
        OX_FAILS(world.receive(forged), ErrorCode::IntegrityMismatch);
    }
    QMap<QString, qint64> expected = before;
    expected[u"audit"_s] += 1; // counted
    QCOMPARE(world.rowCounts(), expected);
    QCOMPARE(world.entries().size(), 0);
}

void EngineNewsTest::wh_old()
{
    NewsWorld world;
    const QByteArray body = eventBody(u"simevt_1"_s, u"pay_none_1"_s);
    const qint64 nowMs = world.clock().nowMs();
    for (const qint64 shift : {-300'001, 300'001})
        OX_FAILS(world.receive(signedCall(body, NewsWorld::kSecret, nowMs + shift)),
                 ErrorCode::IntegrityMismatch);
    QCOMPARE(world.entries().size(), 0);
    OX_OK(world.receive(signedCall(body, NewsWorld::kSecret, nowMs - 300'000)));
    QCOMPARE(world.entries().size(), 1);
}

void EngineNewsTest::wh_rotated_secret()
{
    NewsWorld world;
    world.setSecrets(R"({"merchant_secret":"the new one","additional_secret":"the old one"})");
    const qint64 nowMs = world.clock().nowMs();
    int number = 0;
    for (const QByteArray secret : {"the new one", "the old one"}) {
        const QByteArray body = eventBody(u"simevt_%1"_s.arg(++number), u"pay_none_1"_s);
        OX_OK(world.receive(signedCall(body, secret, nowMs)));
    }
    const QByteArray body = eventBody(u"simevt_9"_s, u"pay_none_1"_s);
    OX_FAILS(world.receive(signedCall(body, NewsWorld::kSecret, nowMs)),
             ErrorCode::IntegrityMismatch);
    QCOMPARE(world.entries().size(), 2);
}

void EngineNewsTest::wh_duplicate()
{
    NewsWorld world;
    const auto payment = world.pay(5'000, CaptureMethod::Automatic, kPendingApproves);
    OX_OK(payment);
    world.control("time", R"({"advance_ms":5000})");
    const QList<BankCall> calls = world.bank().takeDueNews();
    for (int i = 0; i < 5; ++i) {
        for (const BankCall &call : calls)
            OX_OK(world.receive(call));
    }
    QTRY_COMPARE(world.status(payment->id), PaymentStatus::Succeeded);
    QTRY_VERIFY(world.isIdle());
    QCOMPARE(world.entries().size(), calls.size());
    for (const InboxEntry &entry : world.entries())
        QCOMPARE(entry.copies, 5);
    QCOMPARE(world.settledProblems(payment->id), QString());
}

void EngineNewsTest::wh_shuffled()
{
    NewsWorld world;
    QList<PaymentId> ids;
    for (int i = 0; i < 12; ++i) {
        const auto payment = world.pay(1'000 + i, CaptureMethod::Automatic,
                                       i % 3 == 0   ? kPendingDeclines
                                       : i % 3 == 1 ? kPendingApproves
                                                    : kDuplicates);
        OX_OK(payment);
        ids.append(payment->id);
    }
    QList<BankCall> calls = world.bank().takeDueNews();
    world.control("time", R"({"advance_ms":5000})");
    calls += world.bank().takeDueNews();
    std::ranges::shuffle(calls, std::mt19937_64(testSeed()));
    for (const BankCall &call : std::as_const(calls))
        (void)world.receive(call); // one of each third is forged
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle(), 20'000);
    for (const PaymentId &id : std::as_const(ids))
        QCOMPARE(world.settledProblems(id), QString());
    QCOMPARE(world.status(ids.at(0)), PaymentStatus::Failed);
    QCOMPARE(world.status(ids.at(1)), PaymentStatus::Succeeded);
    QCOMPARE(world.status(ids.at(2)), PaymentStatus::Succeeded);
}

void EngineNewsTest::wh_before_reply()
{
    NewsWorld world({.timeoutMs = 30'000});
    const Payment created = world.created(world.draft(5'000));
    world.wire().setLatencyMs(400);
    const auto confirming =
        world.payments().confirm(world.confirmation(created.id, "4242424242424242"));
    QTRY_VERIFY(!world.effects(created.id).isEmpty());
    QVERIFY(world.pump() > 0); // the bank is done, its answer still on the way
    QVERIFY(!confirming.isFinished());
    OX_OK(EngineWorld::await(confirming));
    QTRY_VERIFY(world.isIdle());
    QCOMPARE(world.status(created.id), PaymentStatus::Succeeded);
    QCOMPARE(world.settledProblems(created.id), QString());
}

void EngineNewsTest::wh_replay()
{
    NewsWorld world;
    const auto payment = world.pay(5'000, CaptureMethod::Manual, "4242424242424242");
    OX_OK(payment);
    const QList<BankCall> calls = world.bank().takeDueNews();
    for (const BankCall &call : calls)
        OX_OK(world.receive(call));
    OX_OK(world.capture(payment->id));
    QTRY_VERIFY(world.isIdle());
    const Payment captured = world.payment(payment->id);
    // The same call a day later is too old; the same event signed anew is one that we have.
    world.advance(24LL * 3'600'000);
    for (const BankCall &call : calls) {
        OX_FAILS(world.receive(call), ErrorCode::IntegrityMismatch);
        OX_OK(world.receive(signedCall(call.body, NewsWorld::kSecret, world.clock().nowMs())));
    }
    QTRY_VERIFY(world.isIdle());
    QCOMPARE(world.payment(payment->id).status, captured.status);
    QCOMPARE(world.settledProblems(payment->id), QString());
}

void EngineNewsTest::wh_lost()
{
    NewsWorld world;
    const auto payment = world.pay(5'000, CaptureMethod::Automatic, kPendingApproves);
    OX_OK(payment);
    world.bank().subscribe({}, {});
    world.control("time", R"({"advance_ms":5000})");
    world.advance(60'000); // the ladder asks by itself
    QTRY_COMPARE_WITH_TIMEOUT(world.status(payment->id), PaymentStatus::Succeeded, 10'000);
    QCOMPARE(world.settledProblems(payment->id), QString());
}

void EngineNewsTest::racesWithTheLadder()
{
    for (int round = 0; round < 10; ++round) {
        NewsWorld world({.timeoutMs = 30'000});
        const auto payment = world.pay(5'000, CaptureMethod::Automatic, kPendingApproves);
        OX_OK(payment);
        world.pump();
        QTRY_VERIFY(world.isIdle());
        world.wire().setLatencyMs(20 + round);
        // The ladder's question leaves while the bank has not decided; its answer is old when the
        // news come.
        const auto asking = world.payments().sync({world.caller(), payment->id});
        QTRY_VERIFY(world.wire().calls().last().startsWith(u"GET"));
        world.control("time", R"({"advance_ms":5000})");
        QVERIFY(world.pump() > 0);
        (void)EngineWorld::await(asking);
        QTRY_COMPARE(world.status(payment->id), PaymentStatus::Succeeded);
        QTRY_VERIFY(world.isIdle());
        QCOMPARE(world.settledProblems(payment->id), QString());
    }
}

void EngineNewsTest::othersSecretChangesNothing()
{
    NewsWorld world;
    const QByteArray body = eventBody(u"simevt_1"_s, u"pay_none_1"_s);
    const BankCall call = signedCall(body, NewsWorld::kSecret, world.clock().nowMs());
    // Another merchant, another account, another connector: the same answer.
    for (const auto &[merchant, account] :
         {std::pair(u"merchant_other"_s, world.account().value),
          std::pair(world.merchant().value, u"mca_other"_s),
          std::pair(world.merchant().value, u"stripe"_s), std::pair(QString(), QString())}) {
        const auto answer = EngineWorld::await(
            world.incoming().receive({{merchant}, account, call.headers, call.body}));
        OX_FAILS(answer, ErrorCode::IntegrityMismatch);
    }
    OX_OK(world.receive(call, u"simulator"_s)); // by its connector's name
    QCOMPARE(world.entries().size(), 1);
}

void EngineNewsTest::unsignedCallsAreHints()
{
    NewsWorld world({}, {});
    const auto payment = world.pay(5'000, CaptureMethod::Automatic, kPendingApproves);
    OX_OK(payment);
    world.control("time", R"({"advance_ms":5000})");
    world.wire().clear();
    const QString reference = payment->id.value + u"_1"_s;
    for (int i = 0; i < 20; ++i) {
        const BankCall call{0, {}, {}, eventBody(u"e%1"_s.arg(i), reference)};
        OX_OK(world.receive(call));
    }
    QTRY_VERIFY(world.isIdle());
    QTRY_COMPARE(world.status(payment->id), PaymentStatus::Succeeded);
    // One question in ten seconds, whoever knocks.
    QCOMPARE(world.wire().calls().size(), 1);
    QCOMPARE(world.entries().size(), 1);
    QVERIFY(!world.entries().constFirst().verified);
    OX_OK(world.receive({0, {}, {}, eventBody(u"e98"_s, u"pay_nobody_1"_s)}));
    QCOMPARE(world.entries().size(), 1);
    // Who does not know the account is not heard.
    const BankCall call{0, {}, {}, eventBody(u"e99"_s, reference)};
    OX_FAILS(world.receive(call, u"simulator"_s), ErrorCode::IntegrityMismatch);
}

void EngineNewsTest::lockedVaultSaysSo()
{
    NewsWorld world;
    const auto payment = world.pay(5'000, CaptureMethod::Automatic, kPendingApproves);
    OX_OK(payment);
    OX_OK(EngineWorld::await(world.vault().lock(world.caller())));
    world.control("time", R"({"advance_ms":5000})");
    for (const BankCall &call : world.bank().takeDueNews()) {
        OX_FAILS(world.receive(call), ErrorCode::VaultLocked);
        world.bank().newsAnswered(call.number, false);
    }
    OX_OK(EngineWorld::await(world.vault().unlock(world.caller(), {})));
    world.control("time", R"({"advance_ms":1000})"); // the bank tries again
    QVERIFY(world.pump() > 0);
    QTRY_COMPARE(world.status(payment->id), PaymentStatus::Succeeded);
}

void EngineNewsTest::crashBetweenStoreAndPull()
{
    NewsWorld world;
    const auto payment = world.pay(5'000, CaptureMethod::Automatic, kPendingApproves);
    OX_OK(payment);
    world.control("time", R"({"advance_ms":5000})");
    world.wire().setSwallowing(true); // asked, and never answered
    for (const BankCall &call : world.bank().takeDueNews())
        OX_OK(world.receive(call));
    QVERIFY(!world.isIdle());
    QCOMPARE(world.status(payment->id), PaymentStatus::Processing);
    world.wire().setSwallowing(false);
    OX_OK(world.restart());
    QTRY_COMPARE(world.status(payment->id), PaymentStatus::Succeeded);
    QTRY_VERIFY(world.isIdle());
    QCOMPARE(world.settledProblems(payment->id), QString());
}

void EngineNewsTest::unansweredPullIsRepeated()
{
    NewsWorld world;
    // A refund that succeeded is asked about by nobody else: the news are all there is.
    const auto payment = world.pay(5'000, CaptureMethod::Automatic, "4000009907030004");
    OX_OK(payment);
    const auto refund = world.refund(payment->id);
    OX_OK(refund);
    QCOMPARE(refund->status, RefundStatus::Succeeded);
    world.pump();
    QTRY_VERIFY(world.isIdle());
    world.control("time", R"({"advance_ms":10000})"); // it comes back
    world.wire().setReachable(false);
    QVERIFY(world.pump() > 0);
    QTRY_COMPARE(world.entries().constFirst().note, u"not_answered"_s);
    QVERIFY(!world.isIdle());
    world.wire().setReachable(true);
    world.advance(10'000);
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle(), 10'000);
    const PaymentDetails details = world.details(payment->id);
    QCOMPARE(details.refunds.constFirst().status, RefundStatus::Failed);
}

QTEST_GUILESS_MAIN(EngineNewsTest)
#include "enginenewstest.moc"

#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

/// Captures and voids whose outcome is not known.
class EngineUnknownFollowUpsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void captureUnknown_data();
    void captureUnknown();
    void captureReplay();
    void captureNeverArrived();
    void voidUnknown_data();
    void voidUnknown();
    void voidRefusedUnheard();
    void challengeCancelUnknown();

private:
    static bool isOpenAndUnknown(const Payment &payment);
};

bool EngineUnknownFollowUpsTest::isOpenAndUnknown(const Payment &payment)
{
    return payment.status == PaymentStatus::Processing && payment.outcomeUnknown
           && payment.hasOpenOperation;
}

void EngineUnknownFollowUpsTest::captureUnknown_data()
{
    QTest::addColumn<QString>("fault");
    for (const char *fault :
         {"timeout_before", "timeout_after", "reset_before", "reset_after", "close_no_reply",
          "http_500", "http_500_done", "http_503_html", "garbage", "empty", "truncated"})
        QTest::newRow(fault) << QString::fromLatin1(fault);
}

/// A capture carries no CVC: whatever became of it, reading and repeating it with its key ends it
/// at once, with one effect.
void EngineUnknownFollowUpsTest::captureUnknown()
{
    QFETCH(const QString, fault);
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::ManualMultiple, "4242424242424242");
    OX_OK(held);
    world.wire().clear();
    world.bank().injectFault(*bankFaultFromText(fault), 1, u"captures"_s);
    const Result<Payment> captured = world.capture(held->id, 2000);
    OX_OK(captured);
    QTRY_COMPARE(toText(world.synced(held->id).status), u"partially_captured_and_capturable"_s);
    QCOMPARE(world.payment(held->id).captured, 2000);
    QCOMPARE(world.effects(held->id), (QStringList{u"authorize 6000"_s, u"capture 2000"_s}));
    QStringList keys = world.wire().keys();
    keys.removeDuplicates();
    QCOMPARE(keys.size(), 1);
    QCOMPARE(world.settledProblems(held->id), QString());
}

/// The bank is away for longer: the amount stays reserved, and nothing else may be taken.
void EngineUnknownFollowUpsTest::captureReplay()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::Manual, "4242424242424242");
    OX_OK(held);
    world.bank().injectFault(BankFault::TimeoutBefore, 1, u"captures"_s);
    world.bank().injectFault(BankFault::ResetBefore, 3);
    const Result<Payment> captured = world.capture(held->id, 6000);
    OX_OK(captured);
    QVERIFY(isOpenAndUnknown(*captured));
    QCOMPARE(captured->capturePending, 6000);
    QCOMPARE(toText(world.details(held->id).attempts.last().status), u"capture_initiated"_s);
    OX_REFUSED(world.cancel(held->id), ErrorCode::Busy, u"status"_s);
    QTRY_COMPARE_WITH_TIMEOUT((world.advance(60'000), toText(world.synced(held->id).status)),
                              u"succeeded"_s, 10'000);
    QCOMPARE(world.effects(held->id), (QStringList{u"authorize 6000"_s, u"capture 6000"_s}));
    QCOMPARE(world.settledProblems(held->id), QString());
}

/// The bank was away for longer than it remembers keys: repeating could take the money twice, but
/// it says for certain that nothing came. The hold stands, and can be captured.
void EngineUnknownFollowUpsTest::captureNeverArrived()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::Manual, "4242424242424242");
    OX_OK(held);
    world.bank().injectFault(BankFault::TimeoutBefore, 1, u"captures"_s);
    world.bank().injectFault(BankFault::ResetBefore, 1);
    const Result<Payment> captured = world.capture(held->id, 6000);
    OX_OK(captured);
    QVERIFY(isOpenAndUnknown(*captured));
    world.stop();
    world.advance(25LL * 3'600'000);
    OX_OK(world.start());
    QTRY_COMPARE(toText(world.synced(held->id).status), u"requires_capture"_s);
    QCOMPARE(toText(world.details(held->id).operations.last().state), u"rejected"_s);
    QCOMPARE(world.payment(held->id).capturePending, 0);
    QCOMPARE(world.effects(held->id), QStringList{u"authorize 6000"_s});
    OX_OK(world.capture(held->id, 6000));
    QCOMPARE(world.effects(held->id), (QStringList{u"authorize 6000"_s, u"capture 6000"_s}));
    QCOMPARE(world.settledProblems(held->id), QString());
}

void EngineUnknownFollowUpsTest::voidUnknown_data()
{
    captureUnknown_data();
}

void EngineUnknownFollowUpsTest::voidUnknown()
{
    QFETCH(const QString, fault);
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::Manual, "4242424242424242");
    OX_OK(held);
    world.bank().injectFault(*bankFaultFromText(fault), 1, u"void"_s);
    OX_OK(world.cancel(held->id));
    QTRY_COMPARE(toText(world.synced(held->id).status), u"cancelled"_s);
    QCOMPARE(world.effects(held->id), (QStringList{u"authorize 6000"_s, u"void 6000"_s}));
    QCOMPARE(world.settledProblems(held->id), QString());
}

/// The bank refused and the answer was lost. Asked again with the same key it repeats that answer,
/// which is about the first send: the hold stands, and is known to stand.
void EngineUnknownFollowUpsTest::voidRefusedUnheard()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::Manual, "4000009907040003");
    OX_OK(held);
    world.bank().injectFault(BankFault::CloseNoReply, 1, u"void"_s);
    OX_OK(world.cancel(held->id));
    QTRY_COMPARE(toText(world.synced(held->id).status), u"requires_capture"_s);
    QCOMPARE(world.payment(held->id).error.code, u"void_refused"_s);
    QCOMPARE(toText(world.details(held->id).operations.last().state), u"rejected"_s);
    OX_OK(world.capture(held->id, 6000));
    QCOMPARE(world.effects(held->id), (QStringList{u"authorize 6000"_s, u"capture 6000"_s}));
    QCOMPARE(world.settledProblems(held->id), QString());
}

/// The void of an open challenge is not known while the schedule also asks about the challenge.
void EngineUnknownFollowUpsTest::challengeCancelUnknown()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> waiting = world.pay(6000, CaptureMethod::Manual, "4000000000003220");
    OX_OK(waiting);
    world.bank().injectFault(BankFault::TimeoutBefore, 1, u"void"_s);
    world.bank().injectFault(BankFault::Http500, 1, u"payments"_s);
    const Result<Payment> cancelled = world.cancel(waiting->id);
    OX_OK(cancelled);
    QVERIFY(isOpenAndUnknown(*cancelled));
    world.advance(6'000); // both operations are due
    QTRY_COMPARE(toText(world.synced(waiting->id).status), u"cancelled"_s);
    const PaymentDetails details = world.details(waiting->id);
    QCOMPARE(toText(details.operations.first().state), u"declined"_s);
    QCOMPARE(toText(details.operations.last().state), u"succeeded"_s);
    QCOMPARE(world.settledProblems(waiting->id), QString());
}

QTEST_GUILESS_MAIN(EngineUnknownFollowUpsTest)
#include "engineunknownfollowupstest.moc"

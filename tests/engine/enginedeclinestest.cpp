#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

class EngineDeclinesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void approves_data();
    void approves();
    void declines_data();
    void declines();
    void issuerComesBack();
    void heldForReview_data();
    void heldForReview();
    void pending_data();
    void pending();
    void slowAnswerIsWaitedFor();
    void syncTellsNothingNew_data();
    void syncTellsNothingNew();
    void unreachableCanBeTriedAgain();
};

void EngineDeclinesTest::approves_data()
{
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<QString>("brand");
    QTest::newRow("visa") << "4242424242424242"_ba << u"Visa"_s;
    QTest::newRow("mastercard") << "5555555555554444"_ba << u"Mastercard"_s;
    QTest::newRow("amex") << "378282246310005"_ba << u"AmericanExpress"_s;
    QTest::newRow("visa debit") << "4000056655665556"_ba << u"Visa"_s;
    QTest::newRow("visa, plain") << "4111111111111111"_ba << u"Visa"_s;
    QTest::newRow("mastercard, plain") << "5105105105105100"_ba << u"Mastercard"_s;
    QTest::newRow("discover") << "6011111111111117"_ba << u"Discover"_s;
    QTest::newRow("jcb") << "3530111333300000"_ba << u"JCB"_s;
}

void EngineDeclinesTest::approves()
{
    QFETCH(const QByteArray, card);
    QFETCH(const QString, brand);
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, card.constData());
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"succeeded"_s);
    QCOMPARE(toText(paid->card.brand).toLower(), brand.toLower());
    QCOMPARE(paid->card.last4, QString::fromLatin1(card.last(4)));
    QCOMPARE(world.settledProblems(paid->id), QString());
}

void EngineDeclinesTest::declines_data()
{
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<QString>("category");
    const auto row = [](const char *card, const QString &category) {
        QTest::newRow(card) << QByteArray(card) << category;
    };
    row("4000000000000002", u"generic_decline"_s);
    row("4000000000009995", u"insufficient_funds"_s);
    row("4000000000009987", u"lost_or_stolen"_s);
    row("4000000000009979", u"lost_or_stolen"_s);
    row("4000000000000069", u"expired_card"_s);
    row("4000000000000127", u"incorrect_cvc"_s);
    row("4000000000000119", u"processor_error"_s);
    row("4000000000006975", u"limit_exceeded"_s);
    row("4100000000000019", u"blocked_by_risk"_s);
    row("4000009903010000", u"suspected_fraud"_s);
    row("4000009903020009", u"card_not_supported"_s);
    row("4000009903030008", u"issuer_unavailable"_s);
    row("4000009903040007", u"authentication_required"_s);
    row("4000009903050006", u"incorrect_address"_s);
    row("4000009902000002", u"insufficient_funds"_s);
    row("4539578763621486", u"card_not_supported"_s); // a genuine-looking number
}

void EngineDeclinesTest::declines()
{
    QFETCH(const QByteArray, card);
    QFETCH(const QString, category);
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, card.constData());
    OX_OK(paid); // a decline is an answer, not an error
    QCOMPARE(toText(paid->status), u"failed"_s);
    QCOMPARE(paid->error.category, category);
    QVERIFY(!paid->error.code.isEmpty());
    QVERIFY(paid->error.unifiedCode.startsWith(u"UE_"_s));
    QVERIFY(!paid->outcomeUnknown && !paid->hasOpenOperation);
    const PaymentDetails details = world.details(paid->id);
    QCOMPARE(toText(details.operations.last().state), u"declined"_s);
    QCOMPARE(toText(details.attempts.last().status), u"failure"_s);
    QCOMPARE(details.steps.last().code, category);
    QCOMPARE(world.effects(paid->id), QStringList());
    QCOMPARE(world.settledProblems(paid->id), QString());
    // Failed is the end: no second try moves money.
    OX_REFUSED(EngineWorld::await(
                   world.payments().confirm(world.confirmation(paid->id, "4242424242424242"))),
               ErrorCode::InvalidState, u"status"_s);
}

void EngineDeclinesTest::issuerComesBack()
{
    EngineWorld world;
    OX_OK(world.start());
    QStringList statuses;
    for (int i = 0; i < 3; ++i) {
        const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, "4000009903030008");
        OX_OK(paid);
        statuses.append(toText(paid->status));
    }
    QCOMPARE(statuses, (QStringList{u"failed"_s, u"failed"_s, u"succeeded"_s}));
}

void EngineDeclinesTest::heldForReview_data()
{
    QTest::addColumn<bool>("approve");
    QTest::addColumn<CaptureMethod>("method");
    QTest::addColumn<QString>("status");
    QTest::newRow("approved sale") << true << CaptureMethod::Automatic << u"succeeded"_s;
    QTest::newRow("approved hold") << true << CaptureMethod::Manual << u"requires_capture"_s;
    QTest::newRow("declined") << false << CaptureMethod::Manual << u"failed"_s;
}

void EngineDeclinesTest::heldForReview()
{
    QFETCH(const bool, approve);
    QFETCH(const CaptureMethod, method);
    QFETCH(const QString, status);
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, method, "4000009908010005");
    OX_OK(held);
    QCOMPARE(toText(held->status), u"requires_merchant_action"_s);
    QCOMPARE(toText(world.details(held->id).attempts.last().status), u"unresolved"_s);
    QCOMPARE(toText(world.synced(held->id).status), u"requires_merchant_action"_s);
    world.control("review", "{\"id\":\"" + held->processorReference.toLatin1()
                                + "\",\"approve\":" + (approve ? "true}" : "false}"));
    QTRY_COMPARE(toText(world.synced(held->id).status), status);
    const PaymentDetails details = world.details(held->id);
    QCOMPARE(toText(details.steps.at(details.steps.size() - 2).status), u"processing"_s);
    QCOMPARE(details.payment.error.category, approve ? QString() : u"blocked_by_risk"_s);
    QCOMPARE(world.settledProblems(held->id), QString());
}

void EngineDeclinesTest::pending_data()
{
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<CaptureMethod>("method");
    QTest::addColumn<QString>("status");
    QTest::newRow("approved") << "4000009905090000"_ba << CaptureMethod::Automatic
                              << u"succeeded"_s;
    QTest::newRow("approved hold")
        << "4000009905090000"_ba << CaptureMethod::Manual << u"requires_capture"_s;
    QTest::newRow("declined") << "4000009905100007"_ba << CaptureMethod::Automatic << u"failed"_s;
    QTest::newRow("sale with a late capture")
        << "4000009906040004"_ba << CaptureMethod::Automatic << u"succeeded"_s;
}

void EngineDeclinesTest::pending()
{
    QFETCH(const QByteArray, card);
    QFETCH(const CaptureMethod, method);
    QFETCH(const QString, status);
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> pending = world.pay(6000, method, card.constData());
    OX_OK(pending);
    QCOMPARE(toText(pending->status), u"processing"_s);
    QVERIFY(!pending->outcomeUnknown); // accepted, decided later: not "not known"
    QCOMPARE(toText(world.details(pending->id).operations.last().state), u"pending"_s);
    QCOMPARE(toText(world.details(pending->id).attempts.last().status), u"pending"_s);
    world.advance(5'500); // without a call from anybody: the first rung is at 5 s
    QTRY_COMPARE(toText(world.payment(pending->id).status), status);
    QCOMPARE(world.settledProblems(pending->id), QString());
}

void EngineDeclinesTest::slowAnswerIsWaitedFor()
{
    WorldSetup setup;
    setup.timeoutMs = 20'000;
    EngineWorld world(setup);
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, CaptureMethod::Automatic, "4000009905010008");
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"succeeded"_s);
    QCOMPARE(world.wire().calls().size(), 1);
    QCOMPARE(world.settledProblems(paid->id), QString());
}

void EngineDeclinesTest::syncTellsNothingNew_data()
{
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<CaptureMethod>("method");
    QTest::addColumn<int>("asked");
    QTest::newRow("succeeded: not asked") << "4242424242424242"_ba << CaptureMethod::Automatic << 0;
    // It may have gone through after all; see EngineLateSuccessTest.
    QTest::newRow("failed: asked") << "4000000000000002"_ba << CaptureMethod::Automatic << 1;
    QTest::newRow("held: asked") << "4242424242424242"_ba << CaptureMethod::Manual << 1;
}

void EngineDeclinesTest::syncTellsNothingNew()
{
    QFETCH(const QByteArray, card);
    QFETCH(const CaptureMethod, method);
    QFETCH(const int, asked);
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, method, card.constData());
    OX_OK(paid);
    world.wire().clear();
    const Result<Payment> synced = world.sync(paid->id);
    OX_OK(synced);
    QVERIFY(*synced == *paid);
    QCOMPARE(world.wire().calls().size(), asked);
    QVERIFY(world.payment(paid->id) == *paid);
}

void EngineDeclinesTest::unreachableCanBeTriedAgain()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = world.created(world.draft(6000));
    world.wire().setReachable(false);
    const Result<Payment> unsent = world.confirm(payment.id, "4242424242424242");
    OX_OK(unsent);
    QCOMPARE(world.wire().calls().size(), 3); // the same key, three tries
    QStringList keys = world.wire().keys();
    QCOMPARE(keys.removeDuplicates(), 2);
    QCOMPARE(toText(unsent->status), u"requires_confirmation"_s);
    QCOMPARE(unsent->error.code, u"connector_unreachable"_s);
    QVERIFY(!unsent->outcomeUnknown && !unsent->hasOpenOperation);
    QCOMPARE(toText(world.details(payment.id).operations.last().state), u"rejected"_s);
    QCOMPARE(world.settledProblems(payment.id), QString());
    world.wire().setReachable(true);
    const Result<Payment> paid = world.confirm(payment.id, "4242424242424242");
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"succeeded"_s);
    QCOMPARE(paid->attemptCount, 2);
    QVERIFY(paid->error.code.isEmpty());
    QCOMPARE(world.effects(payment.id), (QStringList{u"authorize 6000"_s, u"capture 6000"_s}));
    QCOMPARE(world.settledProblems(payment.id), QString());
}

QTEST_GUILESS_MAIN(EngineDeclinesTest)
#include "enginedeclinestest.moc"

#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

class EngineCreateTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void idsHaveTheirForms();
    void keepsWhatWasGiven();
    void withConfirm_data();
    void withConfirm();
    void withConfirmButRefused();
    void takenIdIsRefused();
    void fineInitialState();
    void confirmFromFineInitialState();
    void stepsKeepTheirTimes();
    void updatesRaiseTheVersion();
    void updateOfAnOldVersion();
    void updateRefused_data();
    void updateRefused();
    void confirmMayChangeTheCaptureMethod();
    void foreignMerchantFindsNothing();
};

namespace {

bool matches(const QString &text, const QString &pattern)
{
    return QRegularExpression(u"\\A"_s + pattern + u"\\z"_s).match(text).hasMatch();
}

} // namespace

void EngineCreateTest::idsHaveTheirForms()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<CreatedPayment> made =
        EngineWorld::await(world.payments().create(world.draft(6000)));
    OX_OK(made);
    const PaymentId id = made->payment.id;
    QVERIFY2(matches(id.value, u"pay_[0-9A-Za-z]{20}"_s), qPrintable(id.value));
    QVERIFY(matches(made->clientSecret, id.value + u"_secret_[0-9A-Za-z]{20}"_s));
    OX_OK(world.confirm(id, "4242424242424242"));
    const PaymentDetails details = world.details(id);
    QCOMPARE(details.attempts.size(), 1);
    QCOMPARE(details.attempts.first().id().value, id.value + u"_1"_s);
    QCOMPARE(details.operations.size(), 1);
    const Operation operation = details.operations.first();
    QVERIFY(matches(operation.id.value, u"op_[0-9A-Za-z]{20}"_s));
    QVERIFY(matches(operation.idempotencyKey, u"[0-9a-f]{40}"_s));
    QCOMPARE(operation.requestMac.size(), 32);
    QCOMPARE(operation.sendCount, 1);
    QCOMPARE(world.wire().keys(), QStringList{operation.idempotencyKey});
}

void EngineCreateTest::keepsWhatWasGiven()
{
    EngineWorld world;
    OX_OK(world.start());
    CreatePayment command = world.draft(6000, CaptureMethod::Manual);
    command.id = {u"order-4711_a"_s};
    command.amountToCapture = 2000;
    command.customer = {{u"cus_1"_s}, u"Ada Lovelace"_s, u"ada@example.com"_s, u"+44 20 1"_s};
    command.orderReference = u"order 4711"_s;
    command.description = u"Two books"_s;
    command.metadataJson = u"{\"shop\":\"north\"}"_s;
    command.returnUrl = u"https://shop.example/back"_s;
    const Payment answered = world.created(std::move(command));
    QCOMPARE(answered.id.value, u"order-4711_a"_s);
    const Payment stored = world.payment(answered.id);
    QVERIFY(stored == answered);
    QCOMPARE(stored.version, 1);
    QCOMPARE(toText(stored.status), u"requires_confirmation"_s);
    QCOMPARE(stored.merchantId, world.merchant());
    QCOMPARE(stored.profileId, world.profile());
    QCOMPARE(stored.amount, 6000);
    QCOMPARE(stored.netAmount, 6000);
    QCOMPARE(stored.amountToCapture, 2000);
    QCOMPARE(stored.customer.email, u"ada@example.com"_s);
    QCOMPARE(stored.orderReference, u"order 4711"_s);
    QCOMPARE(stored.metadataJson, u"{\"shop\":\"north\"}"_s);
    QCOMPARE(stored.createdAtMs, world.clock().nowMs());
    QCOMPARE(stored.sessionExpiresAtMs, world.clock().nowMs() + 900'000);
    QCOMPARE(amountCapturable(stored), 6000);
    QCOMPARE(world.problems(stored.id), QString());
    QCOMPARE(world.bank().requestCount(), 0);
}

void EngineCreateTest::withConfirm_data()
{
    QTest::addColumn<CaptureMethod>("method");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("attempt");
    QTest::addColumn<QStringList>("effects");
    QTest::newRow("automatic") << CaptureMethod::Automatic << u"succeeded"_s << u"charged"_s
                               << QStringList{u"authorize 6000"_s, u"capture 6000"_s};
    QTest::newRow("manual") << CaptureMethod::Manual << u"requires_capture"_s << u"authorized"_s
                            << QStringList{u"authorize 6000"_s};
    QTest::newRow("manual_multiple") << CaptureMethod::ManualMultiple << u"requires_capture"_s
                                     << u"authorized"_s << QStringList{u"authorize 6000"_s};
}

void EngineCreateTest::withConfirm()
{
    QFETCH(const CaptureMethod, method);
    QFETCH(const QString, status);
    QFETCH(const QString, attempt);
    QFETCH(const QStringList, effects);
    EngineWorld world;
    OX_OK(world.start());
    CreatePayment command = world.draft(6000, method);
    command.confirm = true;
    command.card = testCard("4242424242424242");
    const Payment payment = world.created(std::move(command));
    QCOMPARE(toText(payment.status), status);
    QCOMPARE(payment.card.last4, u"4242"_s);
    QCOMPARE(payment.card.holder, u"Ada Tester"_s);
    QCOMPARE(payment.connector, u"simulator"_s);
    QVERIFY(payment.processorReference.startsWith(u"simpay_"_s));
    const PaymentDetails details = world.details(payment.id);
    QVERIFY(details.payment == payment);
    QCOMPARE(toText(details.attempts.last().status), attempt);
    QCOMPARE(world.effects(payment.id), effects);
    QCOMPARE(world.settledProblems(payment.id), QString());
}

void EngineCreateTest::withConfirmButRefused()
{
    EngineWorld world;
    OX_OK(world.start());
    const QMap<QString, qint64> before = world.rowCounts();
    CreatePayment without = world.draft(6000);
    without.confirm = true;
    OX_REFUSED(EngineWorld::await(world.payments().create(std::move(without))),
               ErrorCode::MissingField, u"payment_method_data"_s);
    CreatePayment wrong = world.draft(6000);
    wrong.confirm = true;
    wrong.card = testCard("4242424242424241");
    OX_REFUSED(EngineWorld::await(world.payments().create(std::move(wrong))),
               ErrorCode::CardNumberInvalid, u"card_number"_s);
    QCOMPARE(world.rowCounts(), before);
    QCOMPARE(world.bank().requestCount(), 0);
}

void EngineCreateTest::takenIdIsRefused()
{
    EngineWorld world;
    OX_OK(world.start());
    CreatePayment first = world.draft(6000);
    first.id = {u"order-1"_s};
    QCOMPARE(world.created(std::move(first)).version, 1);
    CreatePayment second = world.draft(7000);
    second.id = {u"order-1"_s};
    OX_REFUSED(EngineWorld::await(world.payments().create(std::move(second))), ErrorCode::Duplicate,
               u"payment_id"_s);
    QCOMPARE(world.payment({u"order-1"_s}).amount, 6000);
}

void EngineCreateTest::fineInitialState()
{
    WorldSetup setup;
    setup.fineInitialState = true;
    EngineWorld world(setup);
    OX_OK(world.start());
    const Payment bare = world.created(world.draft(6000));
    QCOMPARE(toText(bare.status), u"requires_payment_method"_s);
    UpdatePayment named;
    named.caller = world.caller();
    named.id = bare.id;
    named.paymentMethod = u"card"_s;
    const Result<Payment> updated = EngineWorld::await(world.payments().update(std::move(named)));
    OX_OK(updated);
    QCOMPARE(toText(updated->status), u"requires_confirmation"_s);
    CreatePayment withMethod = world.draft(6000);
    withMethod.paymentMethod = u"card"_s;
    QCOMPARE(toText(world.created(std::move(withMethod)).status), u"requires_confirmation"_s);
    QCOMPARE(world.problems(bare.id), QString());
}

void EngineCreateTest::confirmFromFineInitialState()
{
    WorldSetup setup;
    setup.fineInitialState = true;
    EngineWorld world(setup);
    OX_OK(world.start());
    const Payment bare = world.created(world.draft(6000));
    const Result<Payment> paid = world.confirm(bare.id, "4242424242424242");
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"succeeded"_s);
    QCOMPARE(world.settledProblems(bare.id), QString());
}

void EngineCreateTest::stepsKeepTheirTimes()
{
    EngineWorld world;
    OX_OK(world.start());
    const qint64 start = world.clock().nowMs();
    const Payment payment = world.created(world.draft(6000));
    world.advance(1000);
    OX_OK(world.confirm(payment.id, "4000000000003220"));
    world.advance(30'000);
    world.answerChallenge(payment.id, "approve");
    QTRY_COMPARE(toText(world.synced(payment.id).status), u"succeeded"_s);
    QStringList statuses;
    QStringList attempts;
    QList<qint64> times;
    const PaymentDetails details = world.details(payment.id);
    for (const PaymentStep &step : details.steps) {
        statuses.append(toText(step.status));
        attempts.append(step.attemptStatus);
        times.append(step.atMs - start);
    }
    QCOMPARE(statuses,
             (QStringList{u"requires_confirmation"_s, u"processing"_s,
                          u"requires_customer_action"_s, u"processing"_s, u"succeeded"_s}));
    QCOMPARE(attempts, (QStringList{QString(), u"authorizing"_s, u"authentication_pending"_s,
                                    u"authentication_successful"_s, u"charged"_s}));
    QCOMPARE(times, (QList<qint64>{0, 1000, 1000, 31'000, 31'000}));
    QCOMPARE(world.settledProblems(payment.id), QString());
}

void EngineCreateTest::updatesRaiseTheVersion()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = world.created(world.draft(6000));
    for (int i = 1; i <= 8; ++i) {
        UpdatePayment command;
        command.caller = world.caller();
        command.id = payment.id;
        command.expectedVersion = i;
        command.amount = 6000 + i;
        command.description = u"change %1"_s.arg(i);
        if (i == 8)
            command.currency = Currency::Usd;
        const Result<Payment> updated =
            EngineWorld::await(world.payments().update(std::move(command)));
        OX_OK(updated);
        QCOMPARE(updated->version, i + 1);
        QCOMPARE(updated->amount, 6000 + i);
        QCOMPARE(updated->netAmount, 6000 + i);
    }
    QCOMPARE(world.payment(payment.id).description, u"change 8"_s);
    QCOMPARE(toText(world.payment(payment.id).currency), u"USD"_s);
    QCOMPARE(world.problems(payment.id), QString());
    const Result<Payment> paid = world.confirm(payment.id, "4242424242424242");
    OX_OK(paid);
    QCOMPARE(paid->captured, 6008);
    QCOMPARE(world.settledProblems(payment.id), QString());
}

void EngineCreateTest::updateOfAnOldVersion()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = world.created(world.draft(6000));
    UpdatePayment first;
    first.caller = world.caller();
    first.id = payment.id;
    first.expectedVersion = payment.version;
    first.amount = 7000;
    UpdatePayment second;
    second.caller = first.caller;
    second.id = first.id;
    second.expectedVersion = first.expectedVersion;
    second.amount = 8000;
    OX_OK(EngineWorld::await(world.payments().update(std::move(first))));
    OX_REFUSED(EngineWorld::await(world.payments().update(std::move(second))),
               ErrorCode::VersionConflict, u"version"_s);
    QCOMPARE(world.payment(payment.id).amount, 7000);
    QCOMPARE(world.problems(payment.id), QString());
}

void EngineCreateTest::updateRefused_data()
{
    QTest::addColumn<CaptureMethod>("method");
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<QString>("status");
    QTest::newRow("succeeded") << CaptureMethod::Automatic << "4242424242424242"_ba
                               << u"succeeded"_s;
    QTest::newRow("requires_capture")
        << CaptureMethod::Manual << "4242424242424242"_ba << u"requires_capture"_s;
    QTest::newRow("failed") << CaptureMethod::Manual << "4000000000000002"_ba << u"failed"_s;
    QTest::newRow("requires_customer_action")
        << CaptureMethod::Manual << "4000000000003220"_ba << u"requires_customer_action"_s;
    QTest::newRow("requires_merchant_action")
        << CaptureMethod::Manual << "4000009908010005"_ba << u"requires_merchant_action"_s;
    QTest::newRow("processing") << CaptureMethod::Automatic << "4000009905090000"_ba
                                << u"processing"_s;
    QTest::newRow("not known") << CaptureMethod::Automatic << "4000009905030006"_ba
                               << u"processing"_s;
}

void EngineCreateTest::updateRefused()
{
    QFETCH(const CaptureMethod, method);
    QFETCH(const QByteArray, card);
    QFETCH(const QString, status);
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> paid = world.pay(6000, method, card.constData());
    OX_OK(paid);
    QCOMPARE(toText(paid->status), status);
    const Payment before = world.payment(paid->id);
    UpdatePayment command;
    command.caller = world.caller();
    command.id = paid->id;
    command.amount = 7000;
    OX_REFUSED(EngineWorld::await(world.payments().update(std::move(command))),
               ErrorCode::InvalidState, u"status"_s);
    OX_REFUSED(EngineWorld::await(
                   world.payments().confirm(world.confirmation(paid->id, "4242424242424242"))),
               before.hasOpenOperation ? ErrorCode::Busy : ErrorCode::InvalidState, u"status"_s);
    QVERIFY(world.payment(paid->id) == before);
    QCOMPARE(world.problems(paid->id), QString());
}

void EngineCreateTest::confirmMayChangeTheCaptureMethod()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = world.created(world.draft(6000));
    ConfirmPayment command = world.confirmation(payment.id, "4242424242424242");
    command.captureMethod = CaptureMethod::Manual;
    const Result<Payment> held = EngineWorld::await(world.payments().confirm(std::move(command)));
    OX_OK(held);
    QCOMPARE(toText(held->status), u"requires_capture"_s);

    CreatePayment inPart = world.draft(6000, CaptureMethod::Manual);
    inPart.amountToCapture = 2000;
    const Payment partial = world.created(std::move(inPart));
    ConfirmPayment automatic = world.confirmation(partial.id, "4242424242424242");
    automatic.captureMethod = CaptureMethod::Automatic;
    OX_REFUSED(EngineWorld::await(world.payments().confirm(std::move(automatic))),
               ErrorCode::InvalidValue, u"amount_to_capture"_s);
    QVERIFY(world.payment(partial.id) == partial);
}

void EngineCreateTest::foreignMerchantFindsNothing()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<Payment> held = world.pay(6000, CaptureMethod::Manual, "4242424242424242");
    OX_OK(held);
    const Caller foreign{{u"merchant_other"_s}, u"operator:other"_s};
    const auto code = ErrorCode::NotFound;
    QCOMPARE(EngineWorld::await(world.payments().find(foreign.merchantId, held->id)).error().code,
             code);
    QCOMPARE(EngineWorld::await(world.payments().sync({foreign, held->id})).error().code, code);
    QCOMPARE(EngineWorld::await(world.payments().capture({foreign, held->id, {}, false, {}}))
                 .error()
                 .code,
             code);
    QCOMPARE(EngineWorld::await(world.payments().cancel({foreign, held->id, {}, {}})).error().code,
             code);
    QCOMPARE(world.effects(held->id), QStringList{u"authorize 6000"_s});
}

QTEST_GUILESS_MAIN(EngineCreateTest)
#include "enginecreatetest.moc"

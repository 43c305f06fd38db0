#include "tests/engine/recurringworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

/// Setting agreements up while the shopper is there.
class EngineSetUpTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void setUpWithACharge();
    void setUpWithoutACharge();
    void setUpByAPayment();
    void setUpWithAChallenge_data();
    void setUpWithAChallenge();
    void setUpThatFails();
    void setUpWithASavedMethod();
    void setUpAgainAfterNothingLeft();
    void setUpOfUnknownOutcome();
    void setUpBeforeTheConfirm();
    void setUpRefused_data();
    void setUpRefused();
};

void EngineSetUpTest::setUpWithACharge()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> paid = world.agree(6000);
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"succeeded"_s);
    QVERIFY(!paid->paymentMethodId.isEmpty());
    QVERIFY(!paid->offSession);
    QCOMPARE(world.effects(paid->id), (QStringList{u"authorize 6000"_s, u"capture 6000"_s}));
    QCOMPARE(world.credential(paid->id), u"customer first  "_s);
    const QJsonObject bank = world.atBank(paid->id);
    QCOMPARE(paid->networkTransactionId, bank["network_transaction_id"_L1].toString());
    QCOMPARE(paid->processorToken, bank["token"_L1].toString());
    QVERIFY(paid->networkTransactionId.startsWith(u"simntx_"_s));
    QVERIFY(paid->processorToken.startsWith(u"simtok_"_s));
    const SavedMethod method = world.saved().value(0);
    QCOMPARE(method.id, paid->paymentMethodId);
    QCOMPARE(method.usage, FutureUsage::OffSession);
    QCOMPARE(method.networkTransactionId, paid->networkTransactionId);
    QCOMPARE(world.column(u"SELECT token FROM processor_token"_s),
             QStringList{paid->processorToken});
    const Mandate mandate = world.mandate(paid->mandateId);
    QCOMPARE(mandate.status, MandateStatus::Active);
    QCOMPARE(mandate.paymentMethodId, method.id);
    QCOMPARE(mandate.customerId, CustomerId{u"cus_1"_s});
    QCOMPARE(mandate.acceptance.type, AcceptanceType::Offline);
    QCOMPARE(mandate.charged, 0);
    QCOMPARE(world.audits(mandate.id.value),
             (QStringList{u"mandate.begin"_s, u"mandate.set_up"_s}));
    QCOMPARE(world.settledProblems(paid->id), QString());
}

void EngineSetUpTest::setUpWithoutACharge()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0);
    OX_OK(set);
    QCOMPARE(toText(set->status), u"succeeded"_s);
    QCOMPARE(set->captured, 0);
    QCOMPARE(toText(world.details(set->id).attempts.first().status), u"charged"_s);
    QCOMPARE(set->paymentMethodId, world.saved().value(0).id);
    QCOMPARE(world.mandate(set->mandateId).status, MandateStatus::Active);
    QCOMPARE(world.effects(set->id), QStringList{u"verify 0"_s});
    QCOMPARE(world.settledProblems(set->id), QString());
    // There is nothing to capture and nothing to give back.
    OX_REFUSED(world.capture(set->id), ErrorCode::InvalidState, u"status"_s);
    OX_REFUSED(world.refund(set->id), ErrorCode::AmountNotPositive, u"amount"_s);
    const Result<Payment> charged = world.charge(RecurringWorld::by(set->paymentMethodId));
    OX_OK(charged);
    QCOMPARE(toText(charged->status), u"succeeded"_s);
}

void EngineSetUpTest::setUpByAPayment()
{
    RecurringWorld world;
    OX_OK(world.open());
    CreatePayment command = world.savingDraft(u"cus_1"_s, FutureUsage::None);
    command.amount = 0;
    command.type = PaymentType::SetupMandate;
    const Payment payment = world.created(std::move(command));
    QCOMPARE(payment.futureUsage, FutureUsage::OffSession);
    const Result<Payment> set = world.confirm(payment.id, RecurringWorld::kGood);
    OX_OK(set);
    QCOMPARE(toText(set->status), u"succeeded"_s);
    QVERIFY(!set->paymentMethodId.isEmpty());
    QVERIFY(set->mandateId.isEmpty()); // nothing was agreed about amounts and times
    const Result<Payment> charged = world.charge(RecurringWorld::by(set->paymentMethodId));
    OX_OK(charged);
    QCOMPARE(charged->captured, 1500);
}

void EngineSetUpTest::setUpWithAChallenge_data()
{
    QTest::addColumn<qint64>("amount");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("status");
    QTest::newRow("charge, approved") << 6000LL << QByteArray("approve") << u"active"_s;
    QTest::newRow("charge, failed") << 6000LL << QByteArray("fail") << u"inactive"_s;
    QTest::newRow("no charge, approved") << 0LL << QByteArray("approve") << u"active"_s;
    QTest::newRow("no charge, cancelled") << 0LL << QByteArray("cancel") << u"inactive"_s;
    QTest::newRow("given up here") << 0LL << QByteArray() << u"inactive"_s;
}

void EngineSetUpTest::setUpWithAChallenge()
{
    QFETCH(const qint64, amount);
    QFETCH(const QByteArray, answer);
    QFETCH(const QString, status);
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> waiting = world.agree(amount, {}, "4000002760003184");
    OX_OK(waiting);
    QCOMPARE(toText(waiting->status), u"requires_customer_action"_s);
    QCOMPARE(toText(world.mandate(waiting->mandateId).status), u"pending"_s);
    OX_REFUSED(world.charge(RecurringWorld::by(waiting->mandateId)), ErrorCode::AgreementEnded,
               u"mandate_id"_s);
    OX_REFUSED(world.await(world.recurring().revoke(world.caller(), waiting->mandateId)),
               ErrorCode::InvalidState, u"status"_s);
    if (answer.isEmpty())
        OX_OK(world.cancel(waiting->id));
    else
        world.answerChallenge(waiting->id, answer);
    const Payment done = world.synced(waiting->id);
    QCOMPARE(toText(world.mandate(waiting->mandateId).status), status);
    QCOMPARE(world.saved().size(), status == u"active"_s ? 1 : 0);
    QCOMPARE(done.paymentMethodId.isEmpty(), status != u"active"_s);
    QCOMPARE(world.settledProblems(waiting->id), QString());
}

void EngineSetUpTest::setUpThatFails()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> declined = world.agree(0, {}, "4000000000000002");
    OX_OK(declined);
    QCOMPARE(toText(declined->status), u"failed"_s);
    const Mandate mandate = world.mandate(declined->mandateId);
    QCOMPARE(mandate.status, MandateStatus::Inactive);
    QCOMPARE(mandate.ended, MandateEnd::SetUpFailed);
    QVERIFY(world.saved().isEmpty());
    QVERIFY(world.records().isEmpty());
    QCOMPARE(world.column(u"SELECT count(*) FROM processor_token"_s), QStringList{u"0"_s});
    OX_REFUSED(world.charge(RecurringWorld::by(mandate.id)), ErrorCode::AgreementEnded,
               u"mandate_id"_s);
    OX_OK(world.await(world.customers().remove(world.caller(), {u"cus_1"_s})));
}

void EngineSetUpTest::setUpWithASavedMethod()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> first =
        world.save(RecurringWorld::kGood, u"cus_1"_s, FutureUsage::OnSession);
    OX_OK(first);
    OX_REFUSED(world.charge(RecurringWorld::by(first->paymentMethodId)), ErrorCode::NotForRecurring,
               u"payment_method_id"_s);
    SetUpAgreement command = world.agreement(0);
    command.card.reset();
    command.paymentMethodId = first->paymentMethodId;
    OX_REFUSED(world.await(world.recurring().setUp(std::move(command))), ErrorCode::MissingField,
               u"card_cvc"_s);
    SetUpAgreement again = world.agreement(0);
    again.card.reset();
    again.paymentMethodId = first->paymentMethodId;
    again.cvc = Cvc("739");
    const Result<Payment> set = world.await(world.recurring().setUp(std::move(again)));
    OX_OK(set);
    QCOMPARE(toText(set->status), u"succeeded"_s);
    QCOMPARE(set->paymentMethodId, first->paymentMethodId);
    QCOMPARE(world.saved().value(0).usage, FutureUsage::OffSession);
    QCOMPARE(world.mandate(set->mandateId).paymentMethodId, first->paymentMethodId);
    OX_OK(world.charge(RecurringWorld::by(set->mandateId)));
}

void EngineSetUpTest::setUpAgainAfterNothingLeft()
{
    RecurringWorld world;
    OX_OK(world.open());
    world.wire().setReachable(false);
    const Result<Payment> unsent = world.agree(6000);
    OX_OK(unsent);
    QCOMPARE(toText(unsent->status), u"requires_confirmation"_s);
    QCOMPARE(world.mandate(unsent->mandateId).status, MandateStatus::Inactive);
    world.wire().setReachable(true);
    ConfirmPayment again = world.confirmation(unsent->id, RecurringWorld::kGood);
    again.mandate = MandateTerms{};
    const Result<Payment> paid = world.await(world.payments().confirm(std::move(again)));
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"succeeded"_s);
    QVERIFY(paid->mandateId != unsent->mandateId);
    QCOMPARE(world.mandate(paid->mandateId).status, MandateStatus::Active);
    QCOMPARE(world.settledProblems(paid->id), QString());
}

void EngineSetUpTest::setUpOfUnknownOutcome()
{
    RecurringWorld world;
    OX_OK(world.open());
    world.bank().injectFault(BankFault::TimeoutAfter, 1, u"/v1/payments"_s);
    world.bank().injectFault(BankFault::Http500, 1, u"/v1/references"_s);
    const Result<Payment> unknown = world.agree(0);
    OX_OK(unknown);
    QCOMPARE(toText(unknown->status), u"processing"_s);
    QVERIFY(unknown->outcomeUnknown);
    QCOMPARE(world.mandate(unknown->mandateId).status, MandateStatus::Pending);
    OX_OK(world.restart());
    QTRY_COMPARE(toText(world.synced(unknown->id).status), u"succeeded"_s);
    QCOMPARE(world.mandate(unknown->mandateId).status, MandateStatus::Active);
    QCOMPARE(world.effects(unknown->id), QStringList{u"verify 0"_s});
    QCOMPARE(world.settledProblems(unknown->id), QString());
}

void EngineSetUpTest::setUpBeforeTheConfirm()
{
    RecurringWorld world;
    OX_OK(world.open());
    CreatePayment agreed = world.savingDraft(u"cus_1"_s, FutureUsage::OffSession);
    agreed.mandate = MandateTerms{};
    OX_REFUSED(world.await(world.payments().create(std::move(agreed))), ErrorCode::InvalidValue,
               u"mandate_data"_s);
    CreatePayment named = world.savingDraft(u"cus_1"_s, FutureUsage::None);
    named.paymentMethodId = {u"pm_1"_s};
    OX_REFUSED(world.await(world.payments().create(std::move(named))), ErrorCode::InvalidValue,
               u"payment_method_id"_s);
}

void EngineSetUpTest::setUpRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("field");
    const auto row = [](const QString &what, ErrorCode code, const QString &field) {
        QTest::newRow(qPrintable(what)) << what << int(code) << field;
    };
    row(u"nobody"_s, ErrorCode::InvalidValue, u"customer_id"_s);
    row(u"no consent"_s, ErrorCode::MissingField, u"customer_acceptance"_s);
    row(u"no card"_s, ErrorCode::MissingField, u"payment_method_data"_s);
    row(u"no limit"_s, ErrorCode::MissingField, u"mandate_amount"_s);
    row(u"no currency"_s, ErrorCode::MissingField, u"currency"_s);
    row(u"negative"_s, ErrorCode::AmountNotPositive, u"amount"_s);
    row(u"is over"_s, ErrorCode::InvalidValue, u"end_date"_s);
    row(u"locked"_s, ErrorCode::VaultLocked, u""_s);
}

void EngineSetUpTest::setUpRefused()
{
    QFETCH(const QString, what);
    QFETCH(const int, code);
    QFETCH(const QString, field);
    RecurringWorld world;
    OX_OK(world.open());
    const auto before = world.rowCounts();
    SetUpAgreement command = world.agreement(what == u"negative"_s ? -1 : 0);
    if (what == u"nobody"_s)
        command.customer = {};
    if (what == u"no consent"_s)
        command.acceptance = {};
    if (what == u"no card"_s)
        command.card.reset();
    if (what == u"no limit"_s)
        command.terms.type = MandateType::SingleUse;
    if (what == u"no currency"_s)
        command.currency.reset();
    if (what == u"is over"_s)
        command.terms.endAtMs = 1;
    if (what == u"locked"_s)
        OX_OK(world.await(world.vault().lock(world.caller())));
    OX_REFUSED(world.await(world.recurring().setUp(std::move(command))),
               static_cast<ErrorCode>(code), field);
    QCOMPARE(world.rowCounts().value(u"payment"_s), before.value(u"payment"_s));
    QCOMPARE(world.rowCounts().value(u"mandate"_s), before.value(u"mandate"_s));
    QCOMPARE(world.bank().requestCount(), 0);
}

QTEST_GUILESS_MAIN(EngineSetUpTest)
#include "enginesetuptest.moc"

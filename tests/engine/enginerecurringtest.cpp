#include "services/storage/accountstore.h"
#include "tests/engine/recurringworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

/// Charging customers who are not there, in every way there is.
class EngineRecurringTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void byMethod();
    void byMethodWithoutAnAgreement();
    void byMandate();
    void byProcessorToken();
    void byUnknownProcessorToken();
    void byNetworkTransaction();
    void withTheVaultLocked();
    void onAnotherAccount();
    void categories_data();
    void categories();
    void inTwoSteps();
    void heldAndCaptured();
    void twiceIsOnce();
};

void EngineRecurringTest::byMethod()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0);
    OX_OK(set);
    const SavedMethod before = world.saved().value(0);
    world.advance(5'000);
    const Result<Payment> charged = world.charge(RecurringWorld::by(set->paymentMethodId));
    OX_OK(charged);
    QCOMPARE(toText(charged->status), u"succeeded"_s);
    QVERIFY(charged->offSession);
    QCOMPARE(charged->mitCategory, MitCategory::Recurring);
    QCOMPARE(charged->customer.id, CustomerId{u"cus_1"_s}); // taken from the method
    QCOMPARE(charged->paymentMethodId, set->paymentMethodId);
    QCOMPARE(charged->mandateId, set->mandateId);
    QCOMPARE(charged->card.last4, u"4242"_s);
    QCOMPARE(world.credential(charged->id),
             u"merchant subsequent recurring "_s + set->processorToken);
    QCOMPARE(charged->networkTransactionId,
             world.atBank(charged->id)["network_transaction_id"_L1].toString());
    QCOMPARE(world.saved(), QList<SavedMethod>{before}); // not used by the shopper
    QCOMPARE(world.effects(charged->id), (QStringList{u"authorize 1500"_s, u"capture 1500"_s}));
    QCOMPARE(world.settledProblems(charged->id), QString());
    QCOMPARE(world.agreementProblems(set->mandateId), QString());
}

void EngineRecurringTest::byMethodWithoutAnAgreement()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> saved = world.save(RecurringWorld::kGood);
    OX_OK(saved);
    QVERIFY(saved->mandateId.isEmpty());
    const Result<Payment> charged = world.charge(RecurringWorld::by(saved->paymentMethodId));
    OX_OK(charged);
    QCOMPARE(toText(charged->status), u"succeeded"_s);
    QVERIFY(charged->mandateId.isEmpty());
    QCOMPARE(world.settledProblems(charged->id), QString());
}

void EngineRecurringTest::byMandate()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(6000);
    OX_OK(set);
    ChargeOffSession command = world.charging(RecurringWorld::by(set->mandateId));
    command.customerId = {u"cus_1"_s};
    const Result<Payment> charged = world.await(world.recurring().charge(std::move(command)));
    OX_OK(charged);
    QCOMPARE(toText(charged->status), u"succeeded"_s);
    QCOMPARE(charged->mandateId, set->mandateId);
    QCOMPARE(charged->paymentMethodId, set->paymentMethodId);
    const Mandate mandate = world.mandate(set->mandateId);
    QCOMPARE(mandate.charged, 1500);
    QCOMPARE(mandate.last.paymentId, charged->id);
    QCOMPARE(mandate.last.status, PaymentStatus::Succeeded);
}

void EngineRecurringTest::byProcessorToken()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0, {.amount = 2000});
    OX_OK(set);
    const Result<Payment> charged = world.charge(world.byToken(set->processorToken));
    OX_OK(charged);
    QCOMPARE(toText(charged->status), u"succeeded"_s);
    QCOMPARE(charged->processorToken, set->processorToken);
    QCOMPARE(charged->mandateId, set->mandateId); // its limit holds however the card is named
    OX_REFUSED(world.charge(world.byToken(set->processorToken)), ErrorCode::AgreementLimit,
               u"amount"_s);
    RecurringDetails nowhere = world.byToken(set->processorToken);
    nowhere.connectorAccount = {u"mca_none"_s};
    OX_REFUSED(world.charge(std::move(nowhere)), ErrorCode::NotFound, u"merchant_connector_id"_s);
    RecurringDetails nothing = world.byToken(QString());
    OX_REFUSED(world.charge(std::move(nothing)), ErrorCode::MissingField,
               u"processor_payment_token"_s);
}

void EngineRecurringTest::byUnknownProcessorToken()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> charged = world.charge(world.byToken(u"simtok_nobodys"_s));
    OX_OK(charged);
    QCOMPARE(toText(charged->status), u"failed"_s);
    QCOMPARE(charged->error.code, u"unknown_token"_s);
    QVERIFY(world.effects(charged->id).isEmpty());
    QCOMPARE(world.settledProblems(charged->id), QString());
}

void EngineRecurringTest::byNetworkTransaction()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> charged = world.charge(RecurringWorld::byCard(u"ntx_from_elsewhere"_s));
    OX_OK(charged);
    QCOMPARE(toText(charged->status), u"succeeded"_s);
    QVERIFY(charged->offSession);
    QCOMPARE(charged->card.last4, u"4242"_s);
    QVERIFY(charged->paymentMethodId.isEmpty());
    QCOMPARE(world.credential(charged->id), u"merchant subsequent recurring ntx_from_elsewhere"_s);
    QVERIFY(world.records().isEmpty()); // nothing is kept of it
    QCOMPARE(world.settledProblems(charged->id), QString());
    OX_REFUSED(world.charge(RecurringWorld::byCard(QString())), ErrorCode::MissingField,
               u"network_transaction_id"_s);
    OX_REFUSED(world.charge(RecurringWorld::byCard(u"a b"_s)), ErrorCode::InvalidValue,
               u"network_transaction_id"_s);
    RecurringDetails old = RecurringWorld::byCard(u"ntx_1"_s);
    old.card->expiryYear = 2020;
    OX_REFUSED(world.charge(std::move(old)), ErrorCode::CardExpired, u"card_exp_year"_s);
    RecurringDetails kept = RecurringWorld::byCard(u"ntx_1"_s);
    kept.card->cvc = Cvc("739");
    OX_REFUSED(world.charge(std::move(kept)), ErrorCode::InvalidValue, u"card_cvc"_s);
    RecurringDetails none = RecurringWorld::byCard(u"ntx_1"_s);
    none.card.reset();
    OX_REFUSED(world.charge(std::move(none)), ErrorCode::MissingField, u"payment_method_data"_s);
}

void EngineRecurringTest::withTheVaultLocked()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0);
    OX_OK(set);
    OX_OK(world.await(world.vault().lock(world.caller())));
    // A processor's token needs no card.
    const Result<Payment> charged = world.charge(RecurringWorld::by(set->mandateId));
    OX_OK(charged);
    QCOMPARE(toText(charged->status), u"succeeded"_s);
}

void EngineRecurringTest::onAnotherAccount()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0);
    OX_OK(set);
    ProfileChange anywhere;
    anywhere.agnosticMit = true;
    OX_OK(world.await(world.merchants().updateProfile(world.caller(), {}, anywhere)));
    world.stop();
    {
        Database database;
        OX_OK(database.open({world.file(), false, false}));
        OX_OK(database.execute(u"UPDATE connector_account SET disabled = 1"_s));
        OX_OK(AccountStore(database).insertAccount({{u"mca_other"_s},
                                                    world.merchant(),
                                                    world.profile(),
                                                    u"simulator"_s,
                                                    u"sim_b"_s,
                                                    QUrl(u"http://127.0.0.1:18080"_s),
                                                    true,
                                                    false}));
    }
    OX_OK(world.start());
    OX_REFUSED(world.charge(RecurringWorld::by(set->mandateId)), ErrorCode::VaultLocked, u""_s);
    OX_OK(world.unlock());
    const Result<Payment> charged = world.charge(RecurringWorld::by(set->mandateId));
    OX_OK(charged);
    QCOMPARE(toText(charged->status), u"succeeded"_s);
    QCOMPARE(charged->connectorAccount, ConnectorAccountId{u"mca_other"_s});
    // The card under the network's id of the set-up, with no CVC.
    QCOMPARE(world.credential(charged->id),
             u"merchant subsequent recurring "_s + set->networkTransactionId);
    OX_REFUSED(world.charge(world.byToken(set->processorToken)), ErrorCode::NotFound,
               u"merchant_connector_id"_s);
}

void EngineRecurringTest::categories_data()
{
    QTest::addColumn<MitCategory>("category");
    QTest::addColumn<QString>("told");
    QTest::newRow("none") << MitCategory::None << u"recurring"_s;
    QTest::newRow("recurring") << MitCategory::Recurring << u"recurring"_s;
    QTest::newRow("unscheduled") << MitCategory::Unscheduled << u"unscheduled"_s;
    QTest::newRow("installment") << MitCategory::Installment << u"installment"_s;
    QTest::newRow("resubmission") << MitCategory::Resubmission << u"resubmission"_s;
}

void EngineRecurringTest::categories()
{
    QFETCH(const MitCategory, category);
    QFETCH(const QString, told);
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0);
    OX_OK(set);
    ChargeOffSession command = world.charging(RecurringWorld::by(set->mandateId));
    command.category = category;
    const Result<Payment> charged = world.await(world.recurring().charge(std::move(command)));
    OX_OK(charged);
    QCOMPARE(toText(charged->mitCategory), told);
    QCOMPARE(world.credential(charged->id).section(u' ', 2, 2), told);
    OX_OK(world.restart());
    QCOMPARE(toText(world.payment(charged->id).mitCategory), told);
}

void EngineRecurringTest::inTwoSteps()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0);
    OX_OK(set);
    const Payment payment = world.created(world.draft(1500));
    ConfirmPayment command;
    command.caller = world.caller();
    command.id = payment.id;
    command.offSession = true;
    command.recurring = RecurringWorld::by(set->mandateId);
    const Result<Payment> charged = world.await(world.payments().confirm(std::move(command)));
    OX_OK(charged);
    QCOMPARE(toText(charged->status), u"succeeded"_s);
    QCOMPARE(charged->customer.id, CustomerId{u"cus_1"_s});
    QCOMPARE(world.settledProblems(charged->id), QString());
    QCOMPARE(world.agreementProblems(set->mandateId), QString());
}

void EngineRecurringTest::heldAndCaptured()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0, {.amount = 2000});
    OX_OK(set);
    ChargeOffSession command = world.charging(RecurringWorld::by(set->mandateId));
    command.captureMethod = CaptureMethod::Manual;
    const Result<Payment> held = world.await(world.recurring().charge(std::move(command)));
    OX_OK(held);
    QCOMPARE(toText(held->status), u"requires_capture"_s);
    QCOMPARE(world.mandate(set->mandateId).charged, 1500);
    OX_OK(world.capture(held->id, 600));
    QCOMPARE(world.mandate(set->mandateId).charged, 600); // the rest was released
    QCOMPARE(world.agreementProblems(set->mandateId), QString());
    OX_OK(world.refund(held->id));
    QCOMPARE(world.mandate(set->mandateId).charged, 600); // what came back is not agreed anew
    ChargeOffSession again = world.charging(RecurringWorld::by(set->mandateId), 1400);
    again.captureMethod = CaptureMethod::Manual;
    const Result<Payment> second = world.await(world.recurring().charge(std::move(again)));
    OX_OK(second);
    OX_OK(world.cancel(second->id));
    QCOMPARE(world.mandate(set->mandateId).charged, 600);
    QCOMPARE(world.agreementProblems(set->mandateId), QString());
}

void EngineRecurringTest::twiceIsOnce()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0);
    OX_OK(set);
    ChargeOffSession command = world.charging(RecurringWorld::by(set->mandateId));
    command.id = {u"pay_mine"_s};
    OX_OK(world.await(world.recurring().charge(std::move(command))));
    ChargeOffSession again = world.charging(RecurringWorld::by(set->mandateId));
    again.id = {u"pay_mine"_s};
    OX_REFUSED(world.await(world.recurring().charge(std::move(again))), ErrorCode::Duplicate,
               u"payment_id"_s);
    QCOMPARE(world.mandate(set->mandateId).charged, 1500);
}

QTEST_GUILESS_MAIN(EngineRecurringTest)
#include "enginerecurringtest.moc"

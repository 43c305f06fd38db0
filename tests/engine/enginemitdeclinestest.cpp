#include "services/storage/database.h"
#include "tests/engine/recurringworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

/// Banks that say no to charges without the shopper, that do not say anything, or that say more.
class EngineMitDeclinesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void cards_data();
    void cards();
    void noFundsTwice();
    void lateBeyondTheLimit();
    void neverAgain();
    void neverAgainUntilAgreedAnew();
    void lostCard();
    void replacedCard();
    void unknownOutcome_data();
    void unknownOutcome();
    void unknownStaysUnknown();
    void lateDecision();
    void notSent();
    void partialApproval();
    void contradicted();
    void revokedMeanwhile();
};

void EngineMitDeclinesTest::cards_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("category");
    const auto row = [](const char *number, const QString &status, const QString &category = {}) {
        QTest::newRow(number) << QByteArray(number) << status << category;
    };
    const auto yes = u"succeeded"_s;
    const auto no = u"failed"_s;
    for (const char *number :
         {"4242424242424242", "5555555555554444", "378282246310005", "4000056655665556",
          "4111111111111111", "5105105105105100", "6011111111111117", "3530111333300000",
          "4000009904010009", "4000009904020008", "4000009904040006", "4000009906020006",
          "4000009905110006", "4000009905120005"})
        row(number, yes);
    row("4000000000003220", yes); // the shopper is not asked
    row("4000000000000341", no, u"generic_decline"_s);
    row("4000009901000003", no, u"insufficient_funds"_s);
    row("4000002760003184", no, u"authentication_required"_s);
    row("4000009906010007", no, u"recurring_revoked"_s);
    row("4000009905060003", yes); // after two refusals for now
    row("4000009905090000", u"processing"_s);
}

void EngineMitDeclinesTest::cards()
{
    QFETCH(const QByteArray, number);
    QFETCH(const QString, status);
    QFETCH(const QString, category);
    RecurringWorld world({.timeoutMs = 20'000});
    OX_OK(world.open());
    Result<Payment> set = world.agree(0, {.amount = 9000}, number.constData());
    OX_OK(set);
    if (set->status == PaymentStatus::RequiresCustomerAction)
        world.answerChallenge(set->id, "approve");
    world.advance(6'000);
    QTRY_COMPARE(toText(world.synced(set->id).status), u"succeeded"_s);
    const Result<Payment> charged = world.charge(RecurringWorld::by(set->mandateId));
    OX_OK(charged);
    QCOMPARE(toText(charged->status), status);
    QCOMPARE(charged->error.category, category);
    QCOMPARE(world.agreementProblems(set->mandateId), QString());
}

void EngineMitDeclinesTest::noFundsTwice()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set =
        world.agree(0, {.amount = 2000, .frequency = ChargeFrequency::Monthly}, "4000009901000003");
    OX_OK(set);
    for (int i = 1; i <= 2; ++i) {
        const Result<Payment> charged = world.charge(RecurringWorld::by(set->mandateId));
        OX_OK(charged);
        QCOMPARE(charged->error.category, u"insufficient_funds"_s);
        QCOMPARE(charged->retryAdvice, RetryAdvice::Later);
        const Mandate mandate = world.mandate(set->mandateId);
        QCOMPARE(mandate.last.failures, i);
        QCOMPARE(mandate.last.error.category, u"insufficient_funds"_s);
        QCOMPARE(mandate.charged + mandate.pending, 0);
        QCOMPARE(mandate.nextChargeAtMs, world.clock().nowMs() + 24LL * 3'600'000);
        QCOMPARE(world.settledProblems(charged->id), QString());
    }
    const Result<Payment> charged = world.charge(RecurringWorld::by(set->mandateId));
    OX_OK(charged);
    QCOMPARE(toText(charged->status), u"succeeded"_s);
    const Mandate mandate = world.mandate(set->mandateId);
    QCOMPARE(mandate.last.failures, 0);
    QCOMPARE(mandate.last.error, PaymentError());
    QCOMPARE(mandate.charged, 1500);
    QCOMPARE(world.agreementProblems(set->mandateId), QString());
}

/// Two charges within the limit, one of which the bank had declined and took after all.
void EngineMitDeclinesTest::lateBeyondTheLimit()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0, {.amount = 2000}, "4000009901000003");
    OX_OK(set);
    const auto charge = [&](qint64 amount) {
        return world.charge(RecurringWorld::by(set->mandateId), amount);
    };
    const Result<Payment> failed = charge(1500);
    OX_OK(failed);
    QCOMPARE(toText(failed->status), u"failed"_s);
    OX_OK(charge(1500));
    const Result<Payment> taken = charge(1500);
    OX_OK(taken);
    QCOMPARE(toText(taken->status), u"succeeded"_s);
    world.control("late_success", "{\"id\":\"" + failed->processorReference.toLatin1() + "\"}");
    const Result<Payment> after = world.sync(failed->id);
    OX_OK(after);
    QCOMPARE(toText(after->status), u"succeeded"_s);
    QCOMPARE(after->captured, 1500);
    QCOMPARE(world.settledProblems(failed->id), QString());
    QCOMPARE(world.details(failed->id).steps.last().event, u"integrity_correction"_s);
    QCOMPARE(world.column(u"SELECT result FROM audit WHERE action = 'integrity.correction'"_s),
             QStringList{u"succeeded"_s});
    const Mandate mandate = world.mandate(set->mandateId);
    QCOMPARE(mandate.charged, 3000); // said as it is, though only 2000 were agreed
    QCOMPARE(mandate.pending, 0);
    QCOMPARE(world.agreementProblems(set->mandateId), u"more than was agreed"_s);
    OX_REFUSED(charge(1), ErrorCode::AgreementLimit, u"amount"_s);
    OX_OK(world.restart());
    QCOMPARE(world.mandate(set->mandateId).charged, 3000);
}

void EngineMitDeclinesTest::neverAgain()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0, {}, "4000009906010007");
    const Result<Payment> other = world.agree(0, {}, "4000009906010007");
    OX_OK(other);
    const Result<Payment> charged = world.charge(RecurringWorld::by(set->mandateId));
    OX_OK(charged);
    QCOMPARE(toText(charged->status), u"failed"_s);
    QCOMPARE(charged->retryAdvice, RetryAdvice::StopRecurring);
    const Mandate mandate = world.mandate(set->mandateId);
    QCOMPARE(mandate.status, MandateStatus::Revoked);
    QCOMPARE(mandate.ended, MandateEnd::ByBank);
    QCOMPARE(mandate.last.advice, RetryAdvice::StopRecurring);
    QCOMPARE(world.saved().value(0).refusal, RetryAdvice::StopRecurring);
    const qint64 calls = world.bank().requestCount();
    const auto refused = ErrorCode::DoNotTryAgain;
    const auto field = u"recurring_details"_s;
    OX_REFUSED(world.charge(RecurringWorld::by(set->mandateId)), refused, field);
    OX_REFUSED(world.charge(RecurringWorld::by(other->mandateId)), refused, field);
    OX_REFUSED(world.charge(RecurringWorld::by(set->paymentMethodId)), refused, field);
    OX_REFUSED(world.charge(world.byToken(set->processorToken)), refused, field);
    OX_OK(world.restart());
    OX_REFUSED(world.charge(RecurringWorld::by(other->mandateId)), refused, field);
    QCOMPARE(world.bank().requestCount(), calls);
    QCOMPARE(
        world.await(world.recurring().find(world.merchant(), other->mandateId))->agreement.refusal,
        RetryAdvice::StopRecurring);
}

void EngineMitDeclinesTest::neverAgainUntilAgreedAnew()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0, {}, "4000009906010007");
    OX_OK(set);
    OX_OK(world.charge(RecurringWorld::by(set->mandateId)));
    OX_REFUSED(world.charge(RecurringWorld::by(set->mandateId)), ErrorCode::DoNotTryAgain,
               u"recurring_details"_s);
    const Result<Payment> anew = world.agree(0, {}, "4000009906010007");
    OX_OK(anew);
    QCOMPARE(anew->paymentMethodId, set->paymentMethodId);
    QCOMPARE(world.saved().value(0).refusal, RetryAdvice::None);
    OX_OK(world.charge(RecurringWorld::by(anew->mandateId))); // asked; the card says no again
    OX_REFUSED(world.charge(RecurringWorld::by(set->mandateId)), ErrorCode::DoNotTryAgain,
               u"recurring_details"_s);
}

void EngineMitDeclinesTest::lostCard()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> lost =
        world.charge(RecurringWorld::byCard(u"ntx_1"_s, "4000000000009987"));
    OX_OK(lost);
    QCOMPARE(toText(lost->status), u"failed"_s);
    QCOMPARE(lost->retryAdvice, RetryAdvice::DoNotRetry);
    OX_OK(world.restart());
    QCOMPARE(world.payment(lost->id).retryAdvice, RetryAdvice::DoNotRetry);
}

void EngineMitDeclinesTest::replacedCard()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0, {}, "4000009906020006");
    OX_OK(set);
    QCOMPARE(world.saved().value(0).card.last4, u"0006"_s);
    const Result<Payment> charged = world.charge(RecurringWorld::by(set->mandateId));
    OX_OK(charged);
    QCOMPARE(toText(charged->status), u"succeeded"_s);
    const SavedMethod method = world.saved().value(0);
    QCOMPARE(method.card.last4, u"4242"_s);
    QCOMPARE(method.card.expiryMonth, 12);
    QCOMPARE(method.card.expiryYear, 2039);
    QCOMPARE(method.id, set->paymentMethodId);
}

void EngineMitDeclinesTest::unknownOutcome_data()
{
    QTest::addColumn<BankFault>("fault");
    QTest::addColumn<int>("sends"); // with the same key
    QTest::addColumn<bool>("done");
    QTest::newRow("timeout, done") << BankFault::TimeoutAfter << 1 << true;
    QTest::newRow("timeout, not done") << BankFault::TimeoutBefore << 1 << false;
    QTest::newRow("500, done") << BankFault::Http500Done << 2 << true;
    QTest::newRow("500, not done") << BankFault::Http500 << 2 << false;
    QTest::newRow("reset, done") << BankFault::ResetAfter << 1 << true;
    QTest::newRow("garbage, done") << BankFault::Garbage << 1 << true;
}

void EngineMitDeclinesTest::unknownOutcome()
{
    QFETCH(const BankFault, fault);
    QFETCH(const int, sends);
    QFETCH(const bool, done);
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0, {.amount = 2000});
    OX_OK(set);
    // Reads fail, too, so that nobody can know at once.
    world.bank().injectFault(fault, sends, u"/v1/payments"_s);
    world.bank().injectFault(BankFault::Http500, 1, u"/v1/references"_s);
    const Result<Payment> charged = world.charge(RecurringWorld::by(set->mandateId));
    OX_OK(charged);
    QCOMPARE(toText(charged->status), u"processing"_s);
    QVERIFY(charged->outcomeUnknown);
    QCOMPARE(world.mandate(set->mandateId).pending, 1500);
    OX_REFUSED(world.charge(RecurringWorld::by(set->mandateId), 501), ErrorCode::AgreementLimit,
               u"amount"_s);
    world.advance(11LL * 60 * 1000);
    QTRY_VERIFY_WITH_TIMEOUT(!world.synced(charged->id).outcomeUnknown, 20'000);
    const Payment after = world.payment(charged->id);
    QCOMPARE(toText(after.status), done ? u"succeeded"_s : u"failed"_s);
    const Mandate mandate = world.mandate(set->mandateId);
    QCOMPARE(mandate.charged, done ? 1500 : 0);
    QCOMPARE(mandate.pending, 0);
    QCOMPARE(world.settledProblems(charged->id), QString());
    QCOMPARE(world.agreementProblems(set->mandateId), QString());
}

void EngineMitDeclinesTest::unknownStaysUnknown()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0, {.type = MandateType::SingleUse, .amount = 2000});
    OX_OK(set);
    world.wire().setSwallowing(true);
    world.wire().clear();
    ChargeOffSession command = world.charging(RecurringWorld::by(set->mandateId));
    command.id = {u"pay_unheard"_s};
    const auto unheard = world.recurring().charge(std::move(command));
    QTRY_COMPARE(world.wire().calls().size(), 1);
    OX_OK(world.restart());
    QVERIFY(!EngineWorld::await(unheard));
    QCOMPARE(toText(world.payment({u"pay_unheard"_s}).status), u"processing"_s);
    QVERIFY(world.payment({u"pay_unheard"_s}).outcomeUnknown);
    QCOMPARE(world.mandate(set->mandateId).pending, 1500);
    OX_REFUSED(world.charge(RecurringWorld::by(set->mandateId), 1), ErrorCode::AgreementLimit,
               u"amount"_s);
    OX_REFUSED(world.await(world.customers().remove(world.caller(), {u"cus_1"_s})),
               ErrorCode::AgreementActive, u"customer_id"_s);
    QCOMPARE(world.agreementProblems(set->mandateId), QString());
    const auto broken = u"SELECT object FROM audit WHERE action = 'invariant.broken'"_s;
    QVERIFY(world.column(broken).isEmpty());
    // What an agreement counts is checked at every start.
    world.stop();
    {
        Database database;
        OX_OK(database.open({world.file(), false, false}));
        OX_OK(database.execute(u"UPDATE mandate_charge SET amount = 1"_s));
    }
    OX_OK(world.start());
    QCOMPARE(world.column(broken), QStringList{u"pay_unheard"_s});
}

void EngineMitDeclinesTest::lateDecision()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0, {.amount = 2000}, "4000009905090000");
    OX_OK(set);
    QCOMPARE(toText(world.mandate(set->mandateId).status), u"pending"_s);
    world.advance(6'000);
    QTRY_COMPARE(toText(world.synced(set->id).status), u"succeeded"_s);
    const Result<Payment> open = world.charge(RecurringWorld::by(set->mandateId));
    OX_OK(open);
    QCOMPARE(toText(open->status), u"processing"_s);
    QCOMPARE(world.mandate(set->mandateId).pending, 1500);
    world.advance(6'000);
    QTRY_COMPARE(toText(world.synced(open->id).status), u"succeeded"_s);
    QCOMPARE(world.mandate(set->mandateId).charged, 1500);
    QCOMPARE(world.agreementProblems(set->mandateId), QString());
}

void EngineMitDeclinesTest::notSent()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0, {.type = MandateType::SingleUse, .amount = 2000});
    OX_OK(set);
    world.wire().setReachable(false);
    const Result<Payment> unsent = world.charge(RecurringWorld::by(set->mandateId));
    OX_OK(unsent);
    QCOMPARE(toText(unsent->status), u"requires_confirmation"_s);
    QCOMPARE(world.mandate(set->mandateId).pending, 0);
    world.wire().setReachable(true);
    ConfirmPayment again;
    again.caller = world.caller();
    again.id = unsent->id;
    again.offSession = true;
    again.recurring = RecurringWorld::by(set->mandateId);
    const Result<Payment> charged = world.await(world.payments().confirm(std::move(again)));
    OX_OK(charged);
    QCOMPARE(toText(charged->status), u"succeeded"_s);
    QCOMPARE(world.mandate(set->mandateId).charged, 1500);
    QCOMPARE(world.agreementProblems(set->mandateId), QString());
    QCOMPARE(world.settledProblems(charged->id), QString());
}

void EngineMitDeclinesTest::partialApproval()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0, {.amount = 2000}, "4000009902000002");
    OX_OK(set);
    CreatePayment command = world.draft(1000);
    command.partialAuthorizationAllowed = true;
    command.offSession = true;
    command.recurring = RecurringWorld::by(set->mandateId);
    const Result<CreatedPayment> charged =
        world.await(world.payments().create(std::move(command))); // the confirm is implied
    OX_OK(charged);
    QCOMPARE(toText(charged->payment.status), u"partially_captured"_s);
    QCOMPARE(charged->payment.captured, 700);
    QCOMPARE(world.mandate(set->mandateId).charged, 700);
    QCOMPARE(world.agreementProblems(set->mandateId), QString());
}

void EngineMitDeclinesTest::contradicted()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0, {.amount = 2000});
    OX_OK(set);
    world.bank().injectFault(BankFault::WrongAmount, 1, u"/v1/payments"_s);
    const Result<Payment> charged = world.charge(RecurringWorld::by(set->mandateId));
    OX_OK(charged);
    QCOMPARE(toText(charged->status), u"conflicted"_s);
    // Nobody knows what was taken: it stays counted until a person has looked.
    QCOMPARE(world.mandate(set->mandateId).pending, 1500);
    OX_REFUSED(world.charge(RecurringWorld::by(set->mandateId), 501), ErrorCode::AgreementLimit,
               u"amount"_s);
}

void EngineMitDeclinesTest::revokedMeanwhile()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0, {}, "4000009905090000");
    OX_OK(set);
    world.advance(6'000);
    QTRY_COMPARE(toText(world.synced(set->id).status), u"succeeded"_s);
    const Result<Payment> open = world.charge(RecurringWorld::by(set->mandateId));
    OX_OK(open);
    OX_OK(world.await(world.recurring().revoke(world.caller(), set->mandateId)));
    world.advance(6'000);
    QTRY_COMPARE(toText(world.synced(open->id).status), u"succeeded"_s);
    const Mandate mandate = world.mandate(set->mandateId);
    QCOMPARE(mandate.ended, MandateEnd::ByMerchant);
    QCOMPARE(mandate.charged, 1500);
    QCOMPARE(world.agreementProblems(set->mandateId), QString());
}

QTEST_GUILESS_MAIN(EngineMitDeclinesTest)
#include "enginemitdeclinestest.moc"

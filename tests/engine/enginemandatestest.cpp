#include "services/storage/accountstore.h"
#include "tests/engine/recurringworld.h"
#include "tests/support/seed.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;

/// What an agreement allows, and what it protects.
class EngineMandatesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void limitOfSeveral();
    void limitOfOne();
    void limitHoldsHoweverTheCardIsNamed();
    void anotherAgreementOverTheCard();
    void dates();
    void refused_data();
    void refused();
    void contradictions_data();
    void contradictions();
    void revoked();
    void listed();
    void found();
    void otherMerchants();
    void customerStaysWhileNeeded();
    void methodStaysWhileNeeded();
    void methodGoneDuringItsSetUp();
    void overAfterItsLastDay();
    void survivesARestart();

private:
    static constexpr qint64 kDay = 24LL * 3'600'000;
};

void EngineMandatesTest::limitOfSeveral()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(6000, {.amount = 4000});
    OX_OK(set); // its own charge does not count
    OX_OK(world.charge(RecurringWorld::by(set->mandateId), 1500));
    OX_OK(world.charge(RecurringWorld::by(set->mandateId), 1500));
    const qint64 before = world.bank().requestCount();
    OX_REFUSED(world.charge(RecurringWorld::by(set->mandateId), 1001), ErrorCode::AgreementLimit,
               u"amount"_s);
    QCOMPARE(world.bank().requestCount(), before);
    OX_OK(world.charge(RecurringWorld::by(set->mandateId), 1000));
    OX_REFUSED(world.charge(RecurringWorld::by(set->mandateId), 1), ErrorCode::AgreementLimit,
               u"amount"_s);
    const Mandate mandate = world.mandate(set->mandateId);
    QCOMPARE(mandate.charged, 4000);
    QCOMPARE(amountLeft(mandate), std::optional<qint64>(0));
    QCOMPARE(world.agreementProblems(set->mandateId), QString());
}

void EngineMandatesTest::limitOfOne()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0, {.type = MandateType::SingleUse, .amount = 2000});
    OX_OK(set);
    OX_REFUSED(world.charge(RecurringWorld::by(set->mandateId), 2001), ErrorCode::AgreementLimit,
               u"amount"_s);
    OX_OK(world.charge(RecurringWorld::by(set->mandateId), 500));
    const Mandate mandate = world.mandate(set->mandateId);
    QCOMPARE(mandate.status, MandateStatus::Revoked);
    QCOMPARE(mandate.ended, MandateEnd::UsedUp);
    OX_REFUSED(world.charge(RecurringWorld::by(set->mandateId), 1), ErrorCode::AgreementEnded,
               u"mandate_id"_s);
    OX_REFUSED(world.charge(RecurringWorld::by(set->paymentMethodId), 1), ErrorCode::AgreementEnded,
               u"mandate_id"_s);
    QCOMPARE(world.agreementProblems(set->mandateId), QString());
}

void EngineMandatesTest::limitHoldsHoweverTheCardIsNamed()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0, {.amount = 3000});
    OX_OK(set);
    OX_OK(world.charge(RecurringWorld::by(set->paymentMethodId), 2000));
    QCOMPARE(world.mandate(set->mandateId).charged, 2000);
    OX_REFUSED(world.charge(RecurringWorld::by(set->paymentMethodId), 1001),
               ErrorCode::AgreementLimit, u"amount"_s);
    OX_REFUSED(world.charge(RecurringWorld::by(set->mandateId), 1001), ErrorCode::AgreementLimit,
               u"amount"_s);
    OX_OK(world.charge(RecurringWorld::by(set->mandateId), 1000));
}

void EngineMandatesTest::anotherAgreementOverTheCard()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> first = world.agree(0, {.amount = 1000});
    const Result<Payment> second = world.agree(0, {.amount = 5000});
    OX_OK(first);
    OX_OK(second);
    QCOMPARE(second->paymentMethodId, first->paymentMethodId);
    const Result<Payment> charged = world.charge(RecurringWorld::by(first->paymentMethodId), 3000);
    OX_OK(charged);
    QCOMPARE(charged->mandateId, second->mandateId); // the one that allows it
    QCOMPARE(world.mandate(first->mandateId).charged, 0);
    OX_OK(world.charge(RecurringWorld::by(first->mandateId), 1000));
    QCOMPARE(world.agreementProblems(first->mandateId), QString());
    QCOMPARE(world.agreementProblems(second->mandateId), QString());
}

void EngineMandatesTest::dates()
{
    RecurringWorld world;
    OX_OK(world.open());
    const qint64 nowMs = world.clock().nowMs();
    const Result<Payment> set =
        world.agree(0, {.startAtMs = nowMs + kDay, .endAtMs = nowMs + 3 * kDay});
    OX_OK(set);
    OX_REFUSED(world.charge(RecurringWorld::by(set->mandateId)), ErrorCode::AgreementPeriod,
               u"start_date"_s);
    world.advance(kDay);
    OX_OK(world.charge(RecurringWorld::by(set->mandateId)));
    world.advance(2 * kDay - 1);
    OX_OK(world.charge(RecurringWorld::by(set->mandateId)));
    world.advance(1);
    OX_REFUSED(world.charge(RecurringWorld::by(set->mandateId)), ErrorCode::AgreementPeriod,
               u"end_date"_s);
    QCOMPARE(world.mandate(set->mandateId).charged, 3000);
}

void EngineMandatesTest::refused_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("field");
    const auto row = [](const QString &what, ErrorCode code, const QString &field) {
        QTest::newRow(qPrintable(what)) << what << int(code) << field;
    };
    row(u"unknown method"_s, ErrorCode::NotFound, u"payment_method_id"_s);
    row(u"unknown agreement"_s, ErrorCode::NotFound, u"mandate_id"_s);
    row(u"another customer's"_s, ErrorCode::InvalidValue, u"customer_id"_s);
    row(u"another customer's, by agreement"_s, ErrorCode::InvalidValue, u"customer_id"_s);
    row(u"kept for the shopper"_s, ErrorCode::NotForRecurring, u"payment_method_id"_s);
    row(u"another currency"_s, ErrorCode::CurrencyMismatch, u"currency"_s);
    row(u"no amount"_s, ErrorCode::MissingField, u"amount"_s);
    row(u"nothing"_s, ErrorCode::AmountNotPositive, u"amount"_s);
    row(u"too much"_s, ErrorCode::AmountTooLarge, u"amount"_s);
}

void EngineMandatesTest::refused()
{
    QFETCH(const QString, what);
    QFETCH(const int, code);
    QFETCH(const QString, field);
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0);
    const Result<Payment> kept = world.save("5555555555554444", u"cus_2"_s, FutureUsage::OnSession);
    OX_OK(set);
    OX_OK(kept);
    const auto before = world.rowCounts();
    const qint64 calls = world.bank().requestCount();
    ChargeOffSession command = world.charging(RecurringWorld::by(set->paymentMethodId));
    if (what.endsWith(u"agreement"_s))
        command.details = RecurringWorld::by(set->mandateId);
    if (what == u"unknown method"_s)
        command.details.paymentMethodId = {u"pm_none"_s};
    if (what == u"unknown agreement"_s)
        command.details.mandateId = {u"man_none"_s};
    if (what.startsWith(u"another customer"_s))
        command.customerId = {u"cus_2"_s};
    if (what == u"kept for the shopper"_s)
        command.details.paymentMethodId = kept->paymentMethodId;
    if (what == u"another currency"_s)
        command.currency = Currency::Usd;
    if (what == u"no amount"_s)
        command.amount.reset();
    if (what == u"nothing"_s)
        command.amount = 0;
    if (what == u"too much"_s)
        command.amount = 1'000'000'000;
    OX_REFUSED(world.await(world.recurring().charge(std::move(command))),
               static_cast<ErrorCode>(code), field);
    QCOMPARE(world.rowCounts(), before); // nothing is left of it
    QCOMPARE(world.bank().requestCount(), calls);
}

void EngineMandatesTest::contradictions_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("field");
    const auto row = [](const QString &what, ErrorCode code, const QString &field) {
        QTest::newRow(qPrintable(what)) << what << int(code) << field;
    };
    row(u"not said that nobody is there"_s, ErrorCode::MissingField, u"off_session"_s);
    row(u"somebody is there"_s, ErrorCode::InvalidValue, u"off_session"_s);
    row(u"a card, too"_s, ErrorCode::InvalidValue, u"recurring_details"_s);
    row(u"a method, too"_s, ErrorCode::InvalidValue, u"recurring_details"_s);
    row(u"a token, too"_s, ErrorCode::InvalidValue, u"payment_token"_s);
    row(u"a new agreement, too"_s, ErrorCode::InvalidValue, u"mandate_data"_s);
    row(u"kept again"_s, ErrorCode::InvalidValue, u"setup_future_usage"_s);
    row(u"nobody is there, and no details"_s, ErrorCode::MissingField, u"recurring_details"_s);
    row(u"a category for a shopper"_s, ErrorCode::InvalidValue, u"mit_category"_s);
    row(u"an agreement without keeping"_s, ErrorCode::InvalidValue, u"setup_future_usage"_s);
}

void EngineMandatesTest::contradictions()
{
    QFETCH(const QString, what);
    QFETCH(const int, code);
    QFETCH(const QString, field);
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0);
    OX_OK(set);
    const Payment payment = world.created(world.savingDraft(u"cus_1"_s, FutureUsage::None));
    ConfirmPayment command = world.confirmation(payment.id, RecurringWorld::kGood);
    const bool later = !what.startsWith(u"nobody"_s) && !what.startsWith(u"a category"_s)
                       && !what.startsWith(u"an agreement"_s);
    if (later) {
        command.card.reset();
        command.recurring = RecurringWorld::by(set->mandateId);
        command.offSession = true;
    }
    if (what.startsWith(u"not said"_s))
        command.offSession.reset();
    if (what == u"somebody is there"_s)
        command.offSession = false;
    if (what == u"a card, too"_s)
        command.card = testCard(RecurringWorld::kGood);
    if (what == u"a method, too"_s)
        command.paymentMethodId = set->paymentMethodId;
    if (what == u"a token, too"_s)
        command.paymentToken = u"token_1"_s;
    if (what == u"a new agreement, too"_s || what.startsWith(u"an agreement"_s))
        command.mandate = MandateTerms{};
    if (what == u"kept again"_s)
        command.futureUsage = FutureUsage::OffSession;
    if (what.startsWith(u"nobody"_s))
        command.offSession = true;
    if (what.startsWith(u"a category"_s))
        command.mitCategory = MitCategory::Recurring;
    if (what.startsWith(u"an agreement"_s))
        command.acceptance = CustomerAcceptance{AcceptanceType::Offline, 1, {}, {}};
    OX_REFUSED(world.await(world.payments().confirm(std::move(command))),
               static_cast<ErrorCode>(code), field);
    QCOMPARE(toText(world.payment(payment.id).status), u"requires_confirmation"_s);
}

void EngineMandatesTest::revoked()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0);
    OX_OK(set);
    QSignalSpy changed(&world.engine().events(), &Events::agreementChanged);
    const Result<Mandate> over =
        world.await(world.recurring().revoke(world.caller(), set->mandateId));
    OX_OK(over);
    QCOMPARE(over->status, MandateStatus::Revoked);
    QCOMPARE(over->ended, MandateEnd::ByMerchant);
    QCOMPARE(world.mandate(set->mandateId), *over);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(world.audits(set->mandateId.value).last(), u"mandate.revoke"_s);
    OX_REFUSED(world.charge(RecurringWorld::by(set->mandateId)), ErrorCode::AgreementEnded,
               u"mandate_id"_s);
    OX_REFUSED(world.charge(RecurringWorld::by(set->paymentMethodId)), ErrorCode::AgreementEnded,
               u"mandate_id"_s);
    OX_REFUSED(world.await(world.recurring().revoke(world.caller(), set->mandateId)),
               ErrorCode::InvalidState, u"status"_s);
    OX_REFUSED(world.await(world.recurring().revoke(world.caller(), {u"man_none"_s})),
               ErrorCode::NotFound, u"mandate_id"_s);
}

void EngineMandatesTest::listed()
{
    RecurringWorld world;
    OX_OK(world.open());
    const auto monthly = MandateTerms{.frequency = ChargeFrequency::Monthly};
    const auto weekly = MandateTerms{.frequency = ChargeFrequency::Weekly};
    const Result<Payment> never = world.agree(0);
    const Result<Payment> month = world.agree(0, monthly, "5555555555554444");
    const Result<Payment> week = world.agree(0, weekly, "4000000000000341");
    OX_OK(week);
    OX_OK(world.charge(RecurringWorld::by(month->mandateId)));
    OX_OK(world.charge(RecurringWorld::by(week->mandateId))); // declined, so due tomorrow
    const auto ids = [&](const AgreementQuery &query) {
        QStringList list;
        const auto agreements = world.await(world.recurring().list(world.merchant(), query));
        for (const Agreement &agreement : agreements.value_or({}))
            list.append(agreement.mandate.id.value);
        if (world.await(world.recurring().count(world.merchant(), query)).value_or(-1)
            != list.size() + query.offset)
            list.append(u"counted otherwise"_s);
        return list;
    };
    const QString a = never->mandateId.value;
    const QString b = month->mandateId.value;
    const QString c = week->mandateId.value;
    QCOMPARE(ids({}), (QStringList{c, b, a}));
    QCOMPARE(ids({.order = AgreementOrder::Newest}), (QStringList{c, b, a}));
    QCOMPARE(ids({.offset = 1}), (QStringList{b, a}));
    QCOMPARE(ids({.failedOnly = true}), QStringList{c});
    QCOMPARE(ids({.customerId = {u"cus_9"_s}}), QStringList());
    OX_OK(world.await(world.recurring().revoke(world.caller(), month->mandateId)));
    QCOMPARE(ids({.status = MandateStatus::Revoked}), QStringList{b});
    QCOMPARE(ids({.status = MandateStatus::Active}), (QStringList{c, a}));
    QCOMPARE(ids({}), (QStringList{c, a, b}));
    OX_REFUSED(world.await(world.recurring().list(world.merchant(), {.limit = 0})),
               ErrorCode::InvalidValue, u"limit"_s);
    OX_REFUSED(world.await(world.recurring().list(world.merchant(), {.offset = -1})),
               ErrorCode::InvalidValue, u"offset"_s);
}

void EngineMandatesTest::found()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0, {.frequency = ChargeFrequency::Monthly});
    OX_OK(set);
    const Result<Payment> first = world.charge(RecurringWorld::by(set->mandateId));
    const Result<Payment> second = world.charge(RecurringWorld::by(set->mandateId), 900);
    OX_OK(second);
    const Result<AgreementDetails> details =
        world.await(world.recurring().find(world.merchant(), set->mandateId));
    OX_OK(details);
    QCOMPARE(details->agreement.card, set->card);
    QVERIFY(!details->agreement.cardExpired);
    QCOMPARE(details->charges.size(), 2);
    QCOMPARE(details->charges.first(), world.payment(second->id));
    QCOMPARE(details->charges.last(), world.payment(first->id));
    QVERIFY(details->agreement.mandate.nextChargeAtMs > world.clock().nowMs());
    world.advance(10LL * 365 * kDay);
    QVERIFY(world.await(world.recurring().find(world.merchant(), set->mandateId))
                ->agreement.cardExpired);
}

void EngineMandatesTest::otherMerchants()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0);
    OX_OK(set);
    const MerchantId other{u"merchant_other"_s};
    const Caller stranger{other, u"operator:stranger"_s};
    OX_REFUSED(world.await(world.recurring().find(other, set->mandateId)), ErrorCode::NotFound,
               u"mandate_id"_s);
    OX_REFUSED(world.await(world.recurring().revoke(stranger, set->mandateId)), ErrorCode::NotFound,
               u"mandate_id"_s);
    QVERIFY(world.await(world.recurring().list(other, {}))->isEmpty());
    world.stop();
    {
        Database database;
        AccountStore accounts(database);
        OX_OK(database.open({world.file(), false, false}));
        OX_OK(accounts.insertMerchant(other, u"Other"_s, true, 1));
        OX_OK(accounts.insertProfile({{u"pro_other"_s}, other, u"Other"_s, false}));
    }
    OX_OK(world.start());
    for (const bool byMethod : {false, true}) {
        ChargeOffSession command =
            world.charging(byMethod ? RecurringWorld::by(set->paymentMethodId)
                                    : RecurringWorld::by(set->mandateId));
        command.caller = stranger;
        const Result<Payment> charged = world.await(world.recurring().charge(std::move(command)));
        QVERIFY(!charged);
        QCOMPARE(charged.error().code, ErrorCode::NotFound);
    }
}

void EngineMandatesTest::customerStaysWhileNeeded()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0);
    OX_OK(set);
    const auto remove = [&] {
        return world.await(world.customers().remove(world.caller(), {u"cus_1"_s}));
    };
    OX_REFUSED(remove(), ErrorCode::AgreementActive, u"customer_id"_s);
    QCOMPARE(world.saved().size(), 1); // nothing went
    OX_OK(world.await(world.recurring().revoke(world.caller(), set->mandateId)));
    OX_OK(remove());
    QVERIFY(world.records().isEmpty());
    QCOMPARE(world.column(u"SELECT count(*) FROM processor_token"_s), QStringList{u"0"_s});
    QCOMPARE(world.mandate(set->mandateId).status, MandateStatus::Revoked); // it is remembered
}

void EngineMandatesTest::methodStaysWhileNeeded()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0);
    OX_OK(set);
    const auto remove = [&] {
        return world.await(world.methods().remove(world.caller(), set->paymentMethodId));
    };
    OX_REFUSED(remove(), ErrorCode::AgreementActive, u"payment_method_id"_s);
    OX_OK(world.await(world.recurring().revoke(world.caller(), set->mandateId)));
    OX_OK(remove());
    OX_REFUSED(world.charge(RecurringWorld::by(set->paymentMethodId)), ErrorCode::NotFound,
               u"payment_method_id"_s);
}

/// A shopper agrees with a saved card, which is removed before the bank's page is answered.
void EngineMandatesTest::methodGoneDuringItsSetUp()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> first = world.save("4000000000003220");
    OX_OK(first);
    world.answerChallenge(first->id, "approve");
    const PaymentMethodId method = world.synced(first->id).paymentMethodId;
    SetUpAgreement command = world.agreement(0);
    command.card.reset();
    command.paymentMethodId = method;
    command.cvc = Cvc("739");
    const Result<Payment> waiting = world.await(world.recurring().setUp(std::move(command)));
    OX_OK(waiting);
    OX_OK(world.await(world.methods().remove(world.caller(), method)));
    world.answerChallenge(waiting->id, "approve");
    QCOMPARE(toText(world.synced(waiting->id).status), u"succeeded"_s);
    QCOMPARE(world.mandate(waiting->mandateId).status, MandateStatus::Inactive);
    QCOMPARE(world.settledProblems(waiting->id), QString());
}

void EngineMandatesTest::overAfterItsLastDay()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0, {.endAtMs = world.clock().nowMs() + kDay});
    OX_OK(set);
    OX_REFUSED(world.await(world.customers().remove(world.caller(), {u"cus_1"_s})),
               ErrorCode::AgreementActive, u"customer_id"_s);
    world.advance(kDay);
    OX_OK(world.await(world.customers().remove(world.caller(), {u"cus_1"_s})));
}

void EngineMandatesTest::survivesARestart()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0, {.amount = 5000, .description = u"Journal"_s});
    OX_OK(set);
    OX_OK(world.charge(RecurringWorld::by(set->mandateId)));
    const Mandate before = world.mandate(set->mandateId);
    OX_OK(world.restart());
    QCOMPARE(world.mandate(set->mandateId), before);
    OX_OK(world.charge(RecurringWorld::by(set->mandateId)));
    QCOMPARE(world.mandate(set->mandateId).charged, 3000);
}

QTEST_GUILESS_MAIN(EngineMandatesTest)
#include "enginemandatestest.moc"

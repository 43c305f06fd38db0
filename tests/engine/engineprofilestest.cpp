#include "services/storage/accountstore.h"
#include "tests/engine/recurringworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

/// What a profile insists on and allows where cards are kept.
class EngineProfilesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void asTheyBegin();
    void changed();
    void refused();
    void deletedTakesNoPayments();
    void cvcNotAskedAgain();
    void acceptanceInsistedOn();
    void onlyWhereItWasSetUp();
    void anywhereWithTheSwitch();
    void lifeOfAHeldCard();

private:
    static constexpr const char *kGood = "4242424242424242";

    static Result<ProfileSwitches> told(const Result<ProfileDetails> &answer)
    {
        return answer ? Result<ProfileSwitches>(answer->profile.switches) : answer.error();
    }
    static Result<ProfileSwitches> change(EngineWorld &world, const ProfileChange &wanted)
    {
        return told(
            EngineWorld::await(world.merchants().updateProfile(world.caller(), {}, wanted)));
    }
    static Result<ProfileSwitches> switches(EngineWorld &world, const ProfileId &id = {})
    {
        return told(EngineWorld::await(world.merchants().findProfile(world.merchant(), id)));
    }
    /// A method without a token of any processor, but with the network's id of its set-up.
    static PaymentMethodId withoutToken(RecurringWorld &world);
    /// Takes the account that set everything up away and leaves another one.
    static void moveToAnotherAccount(RecurringWorld &world);
};

void EngineProfilesTest::asTheyBegin()
{
    EngineWorld world;
    OX_OK(world.start());
    const Result<ProfileSwitches> begun = switches(world);
    OX_OK(begun);
    QVERIFY(begun->requiresCvv);
    QVERIFY(!begun->requiresAcceptance);
    QVERIFY(!begun->agnosticMit);
    QCOMPARE(*switches(world, world.profile()), *begun);
}

void EngineProfilesTest::changed()
{
    SavingWorld world;
    OX_OK(world.start());
    ProfileChange wanted;
    wanted.requiresCvv = false;
    const Result<ProfileSwitches> after = change(world, wanted);
    OX_OK(after);
    QVERIFY(!after->requiresCvv && !after->requiresAcceptance);
    QCOMPARE(world.audits(world.profile().value), QStringList{u"profile.update"_s});
    OX_OK(change(world, wanted)); // nothing new, nothing written
    QCOMPARE(world.audits(world.profile().value), QStringList{u"profile.update"_s});
    QCOMPARE(world.column(u"SELECT result FROM audit WHERE action = 'profile.update'"_s),
             QStringList{u"requires_cvv=off requires_acceptance=off agnostic_mit=off"_s});
    OX_OK(world.restart());
    QCOMPARE(*switches(world), *after);
}

void EngineProfilesTest::refused()
{
    EngineWorld world;
    OX_OK(world.start());
    const auto before = world.rowCounts();
    ProfileChange wanted;
    const auto update = [&](const Caller &caller, const ProfileId &id) {
        return world.await(world.merchants().updateProfile(caller, id, wanted));
    };
    OX_REFUSED(update(world.caller(), {u"pro_none"_s}), ErrorCode::NotFound, u"profile_id"_s);
    wanted.requiresCvv = false;
    const Caller stranger{{u"merchant_other"_s}, world.caller().actor};
    OX_REFUSED(update(stranger, world.profile()), ErrorCode::NotFound, u"profile_id"_s);
    OX_REFUSED(world.await(world.merchants().findProfile({u"merchant_other"_s}, world.profile())),
               ErrorCode::NotFound, u"profile_id"_s);
    QCOMPARE(world.rowCounts(), before);
}

void EngineProfilesTest::deletedTakesNoPayments()
{
    RecurringWorld world;
    OX_OK(world.open());
    const auto made = world.await(world.merchants().createProfile(world.caller(), {}));
    OX_OK(made);
    const ProfileId gone = made->profile.id;
    const auto draft = [&] {
        CreatePayment command = world.draft(1500);
        command.profileId = gone;
        return command;
    };
    OX_OK(world.await(world.payments().create(draft()))); // while it is there
    OX_OK(world.await(world.merchants().removeProfile(world.caller(), gone)));
    const auto before = world.rowCounts();
    const qint64 asked = world.bank().requestCount();
    OX_REFUSED(world.await(world.payments().create(draft())), ErrorCode::NotFound, u"profile_id"_s);
    CreatePayment confirmed = draft();
    confirmed.confirm = true;
    confirmed.card = testCard(kGood);
    OX_REFUSED(world.await(world.payments().create(std::move(confirmed))), ErrorCode::NotFound,
               u"profile_id"_s);
    OX_REFUSED(world.await(world.methods().offer(world.merchant(), {u"cus_1"_s}, 10, gone)),
               ErrorCode::NotFound, u"profile_id"_s);
    QCOMPARE(world.rowCounts(), before);
    QCOMPARE(world.bank().requestCount(), asked);
}

void EngineProfilesTest::cvcNotAskedAgain()
{
    SavingWorld world;
    OX_OK(world.open());
    const PaymentMethodId method = world.save(kGood).value_or({}).paymentMethodId;
    const auto offered = [&] {
        return world.await(world.methods().offer(world.merchant(), {u"cus_1"_s}, 10))
            .value_or({})
            .value(0);
    };
    const auto confirm = [&](const QByteArray &cvc) {
        const Payment payment = world.created(world.savingDraft(u"cus_1"_s, FutureUsage::None));
        ConfirmPayment command;
        command.caller = world.caller();
        command.id = payment.id;
        command.paymentMethodId = method;
        command.cvc = Cvc(cvc);
        return world.await(world.payments().confirm(std::move(command)));
    };
    QVERIFY(offered().requiresCvv);
    OX_REFUSED(confirm({}), ErrorCode::MissingField, u"card_cvc"_s);
    ProfileChange wanted;
    wanted.requiresCvv = false;
    OX_OK(change(world, wanted));
    QVERIFY(!offered().requiresCvv);
    const Result<Payment> paid = confirm({});
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"succeeded"_s);
    OX_OK(confirm("739"));
    OX_REFUSED(confirm("73"), ErrorCode::CvcInvalid, u"card_cvc"_s);
    // A card that was typed has one on it.
    ConfirmPayment typed = world.confirmation(world.created(world.draft(6000)).id, kGood);
    typed.card->cvc.clear();
    OX_REFUSED(world.await(world.payments().confirm(std::move(typed))), ErrorCode::CvcInvalid,
               u"card_cvc"_s);
    OX_REFUSED(
        world.await(world.methods().offer(world.merchant(), {u"cus_1"_s}, 10, {u"pro_none"_s})),
        ErrorCode::NotFound, u"profile_id"_s);
}

void EngineProfilesTest::acceptanceInsistedOn()
{
    SavingWorld world;
    OX_OK(world.open());
    ProfileChange wanted;
    wanted.requiresAcceptance = true;
    OX_OK(change(world, wanted));
    const Payment payment = world.created(world.savingDraft(u"cus_1"_s, FutureUsage::OnSession));
    const auto before = world.rowCounts();
    OX_REFUSED(world.confirm(payment.id, kGood), ErrorCode::MissingField, u"customer_acceptance"_s);
    QCOMPARE(world.rowCounts(), before);
    ConfirmPayment accepted = world.confirmation(payment.id, kGood);
    accepted.acceptance =
        CustomerAcceptance{AcceptanceType::Offline, world.clock().nowMs(), {}, {}};
    const Result<Payment> paid = world.await(world.payments().confirm(std::move(accepted)));
    OX_OK(paid);
    QVERIFY(!paid->paymentMethodId.isEmpty());
    OX_OK(world.pay(6000, CaptureMethod::Automatic, kGood)); // nothing is kept
}

PaymentMethodId EngineProfilesTest::withoutToken(RecurringWorld &world)
{
    const PaymentMethodId method = world.agree(0).value_or({}).paymentMethodId;
    world.stop();
    Database database;
    ProcessorTokenStore tokens(database);
    const Result<> forgotten = database.open({world.file(), true, false}).and_then([&] {
        return tokens.remove(world.merchant(), method);
    });
    const bool ready = forgotten && world.start() && world.unlock();
    return ready ? method : PaymentMethodId();
}

void EngineProfilesTest::moveToAnotherAccount(RecurringWorld &world)
{
    world.stop();
    Database database;
    AccountStore accounts(database);
    OX_OK(database.open({world.file(), true, false}));
    OX_OK(database.execute(u"UPDATE connector_account SET disabled = 1"_s));
    OX_OK(accounts.insertAccount({{u"mca_second"_s},
                                  world.merchant(),
                                  world.profile(),
                                  u"simulator"_s,
                                  u"sim_b"_s,
                                  QUrl(u"http://127.0.0.1:18080"_s),
                                  true,
                                  false}));
    database.close();
    OX_OK(world.start());
    OX_OK(world.unlock());
}

void EngineProfilesTest::onlyWhereItWasSetUp()
{
    RecurringWorld world;
    OX_OK(world.open());
    const PaymentMethodId method = withoutToken(world);
    const Result<Payment> there = world.charge(RecurringWorld::by(method));
    OX_OK(there);
    QCOMPARE(there->connectorAccount, world.account());
    moveToAnotherAccount(world);
    OX_REFUSED(world.charge(RecurringWorld::by(method)), ErrorCode::NotForRecurring,
               u"payment_method_id"_s);
}

void EngineProfilesTest::anywhereWithTheSwitch()
{
    RecurringWorld world;
    OX_OK(world.open());
    const PaymentMethodId method = withoutToken(world);
    moveToAnotherAccount(world);
    ProfileChange wanted;
    wanted.agnosticMit = true;
    OX_OK(change(world, wanted));
    const Result<Payment> elsewhere = world.charge(RecurringWorld::by(method));
    OX_OK(elsewhere);
    QCOMPARE(elsewhere->connectorAccount.value, u"mca_second"_s);
    QCOMPARE(toText(elsewhere->status), u"succeeded"_s);
}

void EngineProfilesTest::lifeOfAHeldCard()
{
    SavingWorld world;
    {
        Database database;
        OX_OK(database.open({world.file(), true, false}));
        OX_OK(database.execute(u"INSERT INTO profile_settings VALUES ('merchant_test', 'pro_test', "
                               "'', 900, 60, '', '', '', 1, 0, '', 0, 0, 0)"_s));
    }
    OX_OK(world.open());
    CreatePayment early = world.draft(6000);
    early.card = testCard(kGood);
    const Payment payment = world.created(std::move(early));
    QCOMPARE(payment.cardHeldUntilMs, world.clock().nowMs() + 60'000);
    world.advance(60'000);
    QTRY_COMPARE(world.records(), QStringList());
}

QTEST_GUILESS_MAIN(EngineProfilesTest)
#include "engineprofilestest.moc"

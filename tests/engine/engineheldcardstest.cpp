#include "tests/engine/savingworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

/// Cards that are given before the confirm, and kept for it under a token.
class EngineHeldCardsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void givenOnCreate();
    void givenOnUpdate();
    void newerReplacesIt();
    void survivesUpdatesAndRestarts();
    void confirmNamesTheTokenAlone();
    void cvcComesWithTheConfirm();
    void newCardOnConfirm();
    void staysForAChallenge();
    void staysForAReview();
    void gone_data();
    void gone();
    void goneWithTheCancel();
    void endsByItself();
    void endsWhileNobodyRuns();
    void refusedTokens_data();
    void refusedTokens();
    void customerChangedMeanwhile();
    void customerDeleted();
    void lockedVault();
    void badCard_data();
    void badCard();
    void savedWhilePaying();
    void tokenOfASavedMethodOnCreate();

private:
    static constexpr const char *kGood = "4242424242424242";
    static constexpr const char *kOther = "5555555555554444";
    static constexpr const char *kChallenge = "4000000000003220";
    static constexpr qint64 kLifeMs = 900'000;

    static CreatePayment withCard(const SavingWorld &world, const char *number = kGood,
                                  const QString &customer = u"cus_1"_s)
    {
        CreatePayment command = world.draft(6000);
        command.customer.id = {customer};
        command.card = testCard(number);
        return command;
    }
    static Payment held(SavingWorld &world, const char *number = kGood)
    {
        return world.created(withCard(world, number));
    }
    static ConfirmPayment plain(const SavingWorld &world, const PaymentId &id,
                                const QString &token = {})
    {
        ConfirmPayment command;
        command.caller = world.caller();
        command.id = id;
        command.paymentToken = token;
        return command;
    }
    static Result<Payment> confirm(SavingWorld &world, const PaymentId &id,
                                   const QString &token = {})
    {
        return world.await(world.payments().confirm(plain(world, id, token)));
    }
    static UpdatePayment change(const SavingWorld &world, const PaymentId &id)
    {
        UpdatePayment command;
        command.caller = world.caller();
        command.id = id;
        return command;
    }
    static Result<Payment> update(SavingWorld &world, UpdatePayment command)
    {
        return world.await(world.payments().update(std::move(command)));
    }
    static QString record(const Payment &payment) { return u"held_card "_s + payment.paymentToken; }
};

void EngineHeldCardsTest::givenOnCreate()
{
    SavingWorld world;
    OX_OK(world.open());
    const Payment payment = held(world);
    QVERIFY(payment.paymentToken.startsWith(u"token_"_s));
    QCOMPARE(payment.paymentToken.size(), 26);
    QCOMPARE(payment.cardHeldUntilMs, world.clock().nowMs() + kLifeMs);
    QCOMPARE(toText(payment.status), u"requires_confirmation"_s);
    QCOMPARE(payment.card.last4, u"4242"_s);
    QCOMPARE(payment.paymentMethod, u"card"_s);
    QCOMPARE(world.payment(payment.id), payment);
    QCOMPARE(world.records(), QStringList{record(payment)});
    QCOMPARE(world.effects(payment.id), QStringList());

    const Result<Payment> paid = confirm(world, payment.id);
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"succeeded"_s);
    QCOMPARE(paid->card, payment.card);
    QCOMPARE(paid->paymentToken, QString());
    QCOMPARE(paid->cardHeldUntilMs, 0);
    QVERIFY(paid->paymentMethodId.isEmpty()); // nobody asked to keep it
    QCOMPARE(world.records(), QStringList());
    QCOMPARE(world.settledProblems(payment.id), QString());
    QCOMPARE(world.audits(payment.paymentToken), (QStringList{u"card.hold"_s, u"card.use"_s}));
}

void EngineHeldCardsTest::givenOnUpdate()
{
    WorldSetup setup;
    setup.fineInitialState = true;
    SavingWorld world(setup);
    OX_OK(world.open());
    const Payment payment = world.created(world.draft(6000));
    QCOMPARE(toText(payment.status), u"requires_payment_method"_s);
    QCOMPARE(payment.paymentToken, QString());
    UpdatePayment command = change(world, payment.id);
    command.card = testCard(kGood);
    const Result<Payment> changed = update(world, std::move(command));
    OX_OK(changed);
    QCOMPARE(toText(changed->status), u"requires_confirmation"_s);
    QCOMPARE(world.records(), QStringList{record(*changed)});
    const Result<Payment> paid = confirm(world, payment.id);
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"succeeded"_s);
    QCOMPARE(paid->card.last4, u"4242"_s);
}

void EngineHeldCardsTest::newerReplacesIt()
{
    SavingWorld world;
    OX_OK(world.open());
    const Payment payment = held(world);
    world.advance(60'000);
    UpdatePayment command = change(world, payment.id);
    command.card = testCard(kOther);
    const Result<Payment> changed = update(world, std::move(command));
    OX_OK(changed);
    QVERIFY(changed->paymentToken != payment.paymentToken);
    QCOMPARE(changed->cardHeldUntilMs, payment.cardHeldUntilMs + 60'000);
    QCOMPARE(world.records(), QStringList{record(*changed)});
    OX_REFUSED(confirm(world, payment.id, payment.paymentToken), ErrorCode::NotFound,
               u"payment_token"_s);
    const Result<Payment> paid = confirm(world, payment.id, changed->paymentToken);
    OX_OK(paid);
    QCOMPARE(paid->card.last4, u"4444"_s);
}

void EngineHeldCardsTest::survivesUpdatesAndRestarts()
{
    SavingWorld world;
    OX_OK(world.open());
    const Payment payment = held(world);
    UpdatePayment command = change(world, payment.id);
    command.amount = 7000;
    const Result<Payment> changed = update(world, std::move(command));
    OX_OK(changed);
    QCOMPARE(changed->paymentToken, payment.paymentToken);
    QCOMPARE(changed->cardHeldUntilMs, payment.cardHeldUntilMs);
    OX_OK(world.restart());
    QCOMPARE(world.payment(payment.id), *changed);
    OX_REFUSED(confirm(world, payment.id), ErrorCode::VaultLocked, QString());
    QCOMPARE(world.payment(payment.id), *changed);
    OX_OK(world.unlock());
    const Result<Payment> paid = confirm(world, payment.id);
    OX_OK(paid);
    QCOMPARE(paid->captured, 7000);
    QCOMPARE(world.records(), QStringList());
}

void EngineHeldCardsTest::confirmNamesTheTokenAlone()
{
    SavingWorld world;
    OX_OK(world.open());
    const Payment payment = held(world);
    const Result<Payment> paid = confirm(world, payment.id, payment.paymentToken);
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"succeeded"_s);
    QCOMPARE(world.records(), QStringList());
}

void EngineHeldCardsTest::cvcComesWithTheConfirm()
{
    SavingWorld world;
    OX_OK(world.open());
    const Payment payment = held(world);
    ConfirmPayment command = plain(world, payment.id);
    command.cvc = Cvc("73");
    OX_REFUSED(world.await(world.payments().confirm(std::move(command))), ErrorCode::CvcInvalid,
               u"card_cvc"_s);
    QCOMPARE(world.payment(payment.id), payment);
    command = plain(world, payment.id);
    command.cvc = Cvc("739");
    OX_OK(world.await(world.payments().confirm(std::move(command))));
}

void EngineHeldCardsTest::newCardOnConfirm()
{
    SavingWorld world;
    OX_OK(world.open());
    const Payment payment = held(world);
    const Result<Payment> paid = world.confirm(payment.id, kOther);
    OX_OK(paid);
    QCOMPARE(paid->card.last4, u"4444"_s);
    QCOMPARE(paid->paymentToken, QString());
    QCOMPARE(world.records(), QStringList());
}

void EngineHeldCardsTest::staysForAChallenge()
{
    SavingWorld world;
    OX_OK(world.open());
    const Payment payment = held(world, kChallenge);
    const Result<Payment> waiting = confirm(world, payment.id);
    OX_OK(waiting);
    QCOMPARE(toText(waiting->status), u"requires_customer_action"_s);
    QCOMPARE(waiting->paymentToken, payment.paymentToken);
    QCOMPARE(world.records(), QStringList{record(payment)});
    world.answerChallenge(payment.id, "approve");
    const Payment paid = world.synced(payment.id);
    QCOMPARE(toText(paid.status), u"succeeded"_s);
    QCOMPARE(paid.paymentToken, QString());
    QCOMPARE(world.records(), QStringList());
}

void EngineHeldCardsTest::staysForAReview()
{
    SavingWorld world;
    OX_OK(world.open());
    const Payment payment = held(world, "4000009908010005");
    const Result<Payment> waiting = confirm(world, payment.id);
    OX_OK(waiting);
    QCOMPARE(toText(waiting->status), u"requires_merchant_action"_s);
    QCOMPARE(waiting->paymentToken, payment.paymentToken);
}

void EngineHeldCardsTest::gone_data()
{
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<QString>("status");
    QTest::newRow("declined") << "4000000000009979"_ba << u"failed"_s;
    QTest::newRow("not known yet") << "4000009905030006"_ba << u"processing"_s;
    QTest::newRow("about something else") << "4000009905130004"_ba << u"conflicted"_s;
}

void EngineHeldCardsTest::gone()
{
    QFETCH(const QByteArray, card);
    QFETCH(const QString, status);
    SavingWorld world;
    OX_OK(world.open());
    const Payment payment = held(world, card.constData());
    const Result<Payment> paid = confirm(world, payment.id);
    OX_OK(paid);
    QCOMPARE(toText(paid->status), status);
    QCOMPARE(paid->paymentToken, QString());
    QCOMPARE(world.records(), QStringList());
}

void EngineHeldCardsTest::goneWithTheCancel()
{
    SavingWorld world;
    OX_OK(world.open());
    const Payment payment = held(world);
    const Result<Payment> cancelled = world.cancel(payment.id);
    OX_OK(cancelled);
    QCOMPARE(toText(cancelled->status), u"cancelled"_s);
    QCOMPARE(cancelled->paymentToken, QString());
    QCOMPARE(world.records(), QStringList());
    QCOMPARE(world.problems(payment.id), QString());
}

void EngineHeldCardsTest::endsByItself()
{
    SavingWorld world;
    OX_OK(world.open());
    const Payment payment = held(world);
    world.advance(kLifeMs - 1);
    QTest::qWait(50);
    QCOMPARE(world.records(), QStringList{record(payment)});
    world.advance(1);
    QTRY_COMPARE(world.records(), QStringList());
    const Payment after = world.payment(payment.id);
    QCOMPARE(after.paymentToken, QString());
    QCOMPARE(after.card, CardSummary());
    QCOMPARE(toText(after.status), u"requires_confirmation"_s);
    QCOMPARE(world.problems(payment.id), QString());
    QVERIFY(world.audits(payment.id.value).contains(u"card.wipe"_s));
    OX_REFUSED(confirm(world, payment.id), ErrorCode::MissingField, u"payment_method_data"_s);
    OX_REFUSED(confirm(world, payment.id, payment.paymentToken), ErrorCode::NotFound,
               u"payment_token"_s);
    OX_OK(world.confirm(payment.id, kGood));
}

void EngineHeldCardsTest::endsWhileNobodyRuns()
{
    SavingWorld world;
    OX_OK(world.open());
    const Payment payment = held(world);
    world.stop();
    world.advance(kLifeMs);
    OX_OK(world.start()); // with the vault locked
    QTRY_COMPARE(world.records(), QStringList());
    QCOMPARE(world.payment(payment.id).paymentToken, QString());
}

void EngineHeldCardsTest::refusedTokens_data()
{
    QTest::addColumn<QString>("whose");
    QTest::addColumn<int>("code");
    QTest::newRow("nobody's") << u"nobody"_s << int(ErrorCode::NotFound);
    QTest::newRow("another payment's") << u"cus_1"_s << int(ErrorCode::NotFound);
    QTest::newRow("another customer's") << u"cus_2"_s << int(ErrorCode::InvalidValue);
}

void EngineHeldCardsTest::refusedTokens()
{
    QFETCH(const QString, whose);
    QFETCH(const int, code);
    SavingWorld world;
    OX_OK(world.open());
    const QString token = whose == "nobody"_L1
                              ? u"token_01234567890123456789"_s
                              : world.created(withCard(world, kOther, whose)).paymentToken;
    const Payment payment = held(world);
    const auto rows = world.rowCounts();
    OX_REFUSED(confirm(world, payment.id, token), static_cast<ErrorCode>(code), u"payment_token"_s);
    QCOMPARE(world.payment(payment.id), payment);
    QCOMPARE(world.rowCounts(), rows);
    // One way to pay at a time.
    ConfirmPayment both = plain(world, payment.id, payment.paymentToken);
    both.card = testCard(kGood);
    OX_REFUSED(world.await(world.payments().confirm(std::move(both))), ErrorCode::InvalidValue,
               u"payment_token"_s);
}

void EngineHeldCardsTest::customerChangedMeanwhile()
{
    SavingWorld world;
    OX_OK(world.open());
    const Payment payment = held(world);
    UpdatePayment command = change(world, payment.id);
    command.customer = CustomerSnapshot{{u"cus_2"_s}, {}, {}, {}};
    OX_OK(update(world, std::move(command)));
    OX_REFUSED(confirm(world, payment.id), ErrorCode::InvalidValue, u"payment_token"_s);
    // Who gave it as a guest may say later who it was.
    const Payment guest = world.created(withCard(world, kGood, {}));
    command = change(world, guest.id);
    command.customer = CustomerSnapshot{{u"cus_2"_s}, {}, {}, {}};
    OX_OK(update(world, std::move(command)));
    OX_OK(confirm(world, guest.id));
}

void EngineHeldCardsTest::customerDeleted()
{
    SavingWorld world;
    OX_OK(world.open());
    const Payment payment = held(world);
    OX_OK(world.await(world.customers().remove(world.caller(), {u"cus_1"_s})));
    QCOMPARE(world.records(), QStringList());
    QCOMPARE(world.payment(payment.id).paymentToken, QString());
}

void EngineHeldCardsTest::lockedVault()
{
    SavingWorld world;
    OX_OK(world.start());
    const auto before = world.rowCounts();
    OX_REFUSED(world.await(world.payments().create(withCard(world))), ErrorCode::VaultLocked,
               QString());
    QCOMPARE(world.rowCounts(), before);
    const Payment payment = world.created(world.draft(6000));
    const auto rows = world.rowCounts();
    UpdatePayment command = change(world, payment.id);
    command.card = testCard(kGood);
    OX_REFUSED(update(world, std::move(command)), ErrorCode::VaultLocked, QString());
    QCOMPARE(world.rowCounts(), rows);
    QCOMPARE(world.payment(payment.id), payment);
    OX_OK(world.confirm(payment.id, kGood)); // what needs no vault goes on
}

void EngineHeldCardsTest::badCard_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<int>("year");
    QTest::addColumn<QString>("holder");
    QTest::addColumn<int>("code");
    QTest::newRow("mistyped") << "4242424242424241"_ba << 2030 << u"Ada"_s
                              << int(ErrorCode::CardNumberInvalid);
    QTest::newRow("expired") << QByteArray(kGood) << 2020 << u"Ada"_s
                             << int(ErrorCode::CardExpired);
    QTest::newRow("number as name")
        << QByteArray(kGood) << 2030 << u"4242424242424242"_s << int(ErrorCode::InvalidValue);
}

void EngineHeldCardsTest::badCard()
{
    QFETCH(const QByteArray, number);
    QFETCH(const int, year);
    QFETCH(const QString, holder);
    QFETCH(const int, code);
    SavingWorld world;
    OX_OK(world.open());
    const auto before = world.rowCounts();
    CreatePayment command = withCard(world, number.constData());
    command.card->expiryYear = year;
    command.card->holder = holder;
    const auto refused = world.await(world.payments().create(std::move(command)));
    QVERIFY(!refused);
    QCOMPARE(int(refused.error().code), code);
    QCOMPARE(world.rowCounts(), before);
}

void EngineHeldCardsTest::savedWhilePaying()
{
    SavingWorld world;
    OX_OK(world.open());
    CreatePayment command = withCard(world);
    command.futureUsage = FutureUsage::OnSession;
    const Payment payment = world.created(std::move(command));
    const Result<Payment> paid = confirm(world, payment.id);
    OX_OK(paid);
    QVERIFY(!paid->paymentMethodId.isEmpty());
    QCOMPARE(world.records(), QStringList{u"saved_card "_s + paid->paymentMethodId.value});
}

void EngineHeldCardsTest::tokenOfASavedMethodOnCreate()
{
    SavingWorld world;
    OX_OK(world.open());
    const Result<Payment> first = world.save(kGood);
    OX_OK(first);
    const auto offered =
        world.await(world.methods().offer(world.merchant(), {u"cus_1"_s}, 10)).value_or({});
    CreatePayment command = world.draft(6000);
    command.customer.id = {u"cus_1"_s};
    command.paymentToken = offered.value(0).paymentToken;
    command.cvc = Cvc("739");
    command.confirm = true;
    const auto paid = world.await(world.payments().create(std::move(command)));
    OX_OK(paid);
    QCOMPARE(paid->payment.paymentMethodId, first->paymentMethodId);
    QCOMPARE(toText(paid->payment.status), u"succeeded"_s);
}

QTEST_GUILESS_MAIN(EngineHeldCardsTest)
#include "engineheldcardstest.moc"

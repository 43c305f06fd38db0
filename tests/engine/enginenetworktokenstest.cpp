#include "services/domain/routingdecision.h"
#include "services/engine/methodcreationservice.h"
#include "services/engine/vaultkeyservice.h"
#include "tests/engine/recurringworld.h"
#include "tests/support/faceworld.h"
#include "tests/support/seed.h"

#include <QDirIterator>

using namespace Qt::StringLiterals;

namespace {

constexpr auto kCard = "4242424242424242";
constexpr auto kToken = "5555555555554444"; // the bank takes it like any number that it knows
constexpr auto kRefusedToken = "4000000000000002";
const auto kSetUp = u"ntx_elsewhere"_s;

/// A world whose shop brings network tokens.
struct TokenWorld : RecurringWorld
{
    /// An open vault, a customer, and a profile with these switches.
    Result<> begin(bool anywhere = true, const QString &settings = {})
    {
        const auto opened = open();
        if (!opened)
            return opened.error();
        CreateCustomer customer;
        customer.caller = caller();
        customer.id = {u"cus_1"_s};
        const auto made = await(customers().create(customer));
        if (!made)
            return made.error();
        ProfileChange change;
        change.agnosticMit = anywhere;
        if (!settings.isEmpty())
            change.settingsJson = settings;
        const auto changed = await(merchants().updateProfile(caller(), {}, change));
        return changed ? Result<>() : Result<>(changed.error());
    }

    static CardDetails token(const char *number, int year = 2030)
    {
        CardDetails token = testCard(number);
        token.cvc.clear();
        token.expiryMonth = 11;
        token.expiryYear = year;
        return token;
    }
    CreateMethod bringing(const char *number, const QString &setUp = kSetUp) const
    {
        CreateMethod command;
        command.caller = caller();
        command.customerId = {u"cus_1"_s};
        command.card = token(kCard);
        command.networkToken = token(number);
        command.networkTransactionId = setUp;
        return command;
    }
    Result<SavedMethod> keep(CreateMethod command)
    {
        MethodCreationService creation(engine());
        const auto made = await(creation.create(std::move(command)));
        return made ? Result<SavedMethod>(made->method) : made.error();
    }
    static RecurringDetails given(const char *number)
    {
        RecurringDetails details;
        details.kind = RecurringDetails::Kind::NetworkTransactionToken;
        details.networkTransactionId = kSetUp;
        details.card = token(number);
        return details;
    }
    /// Whether the bank was shown a network token the last time.
    bool sawToken(const PaymentId &id)
    {
        return atBank(id)["stored_credential"_L1]["with"_L1] == "network_token"_L1;
    }
    QStringList kept() const { return column(u"SELECT last4 FROM network_token"_s); }
    RoutingSource lastSource(const PaymentId &id)
    {
        RoutingSource last = RoutingSource::Bound;
        for (const PaymentStep &step : details(id).steps) {
            if (const auto reason = routingReasonFromText(step.code))
                last = reason->source;
        }
        return last;
    }
};

QString retrying(bool clearNumber)
{
    return u"{\"is_auto_retries_enabled\":true,\"max_auto_retries_enabled\":2,"
           "\"is_clear_pan_retries_enabled\":%1}"_s.arg(clearNumber ? u"true"_s : u"false"_s);
}

} // namespace

/// Network tokens: charged while the shopper is not there, kept beside a saved card, preferred to
/// its number, and wiped with it.
class EngineNetworkTokensTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void givenForOneCharge();
    void keptAndCharged();
    void aProcessorsTokenGoesFirst();
    void theNumberWhenTheTokenIsOver();
    void theNumberWhereTokensAreNotTaken();
    void noAccountTakesIt();
    void throughAdyen();
    void replaced();
    void refusals();
    void theNumberAfterARefusal_data();
    void theNumberAfterARefusal();
    void notWhileUnknown();
    void onlyOnce();
    void wipedWithTheMethod();
    void wipedWithTheCustomer();
    void underAnotherRootKey();
};

void EngineNetworkTokensTest::givenForOneCharge()
{
    TokenWorld world;
    OX_OK(world.begin());
    const Result<Payment> charged = world.charge(TokenWorld::given(kToken));
    OX_OK(charged);
    QCOMPARE(toText(charged->status), u"succeeded"_s);
    QCOMPARE(charged->card.last4, u"4444"_s);
    QVERIFY(world.sawToken(charged->id));
    QCOMPARE(world.credential(charged->id), u"merchant subsequent recurring "_s + kSetUp);
    QCOMPARE(world.kept(), QStringList());
    QCOMPARE(world.records(), QStringList());
    RecurringDetails nameless = TokenWorld::given(kToken);
    nameless.networkTransactionId.clear();
    OX_REFUSED(world.charge(std::move(nameless)), ErrorCode::MissingField,
               u"network_transaction_id"_s);
}

void EngineNetworkTokensTest::keptAndCharged()
{
    TokenWorld world;
    OX_OK(world.begin());
    const Result<SavedMethod> made = world.keep(world.bringing(kToken));
    OX_OK(made);
    const SavedMethod shown = world.saved().value(0);
    QCOMPARE(shown.networkToken, (NetworkTokenSummary{u"4444"_s, 11, 2030}));
    QCOMPARE(shown.card.last4, u"4242"_s);
    QVERIFY(shown.mayBeChargedOffSession());
    const Result<Payment> charged = world.charge(RecurringWorld::by(made->id));
    OX_OK(charged);
    QCOMPARE(toText(charged->status), u"succeeded"_s);
    QCOMPARE(charged->card.last4, u"4242"_s); // as the customer knows it
    QVERIFY(world.sawToken(charged->id));
    QCOMPARE(world.credential(charged->id), u"merchant subsequent recurring "_s + kSetUp);
    QVERIFY(world.column(u"SELECT detail FROM audit WHERE action = 'method.use'"_s)
                .value(0)
                .endsWith(u"with=network_token"_s));
    OX_OK(world.restart());
    OX_REFUSED(world.charge(RecurringWorld::by(made->id)), ErrorCode::VaultLocked, u""_s);
    OX_OK(world.unlock());
    OX_OK(world.charge(RecurringWorld::by(made->id)));
}

void EngineNetworkTokensTest::aProcessorsTokenGoesFirst()
{
    TokenWorld world;
    OX_OK(world.begin());
    const Result<Payment> saved = world.save(kCard);
    OX_OK(saved);
    const Result<SavedMethod> same = world.keep(world.bringing(kToken));
    OX_OK(same);
    QCOMPARE(same->id, saved->paymentMethodId);
    const Result<Payment> charged = world.charge(RecurringWorld::by(same->id));
    OX_OK(charged);
    QVERIFY(!world.sawToken(charged->id));
    QCOMPARE(charged->processorToken, saved->processorToken);
}

void EngineNetworkTokensTest::theNumberWhenTheTokenIsOver()
{
    TokenWorld world;
    OX_OK(world.begin());
    CreateMethod command = world.bringing(kToken);
    command.networkToken = TokenWorld::token(kToken, 2026);
    const Result<SavedMethod> made = world.keep(std::move(command));
    OX_OK(made);
    QVERIFY(world.sawToken(world.charge(RecurringWorld::by(made->id)).value_or({}).id));
    world.advance(400LL * 24 * 3'600'000);
    const Result<Payment> charged = world.charge(RecurringWorld::by(made->id));
    OX_OK(charged);
    QCOMPARE(toText(charged->status), u"succeeded"_s);
    QVERIFY(!world.sawToken(charged->id));
}

/// Without the profile's switch only the account of the set-up may be charged, and there was none.
void EngineNetworkTokensTest::theNumberWhereTokensAreNotTaken()
{
    TokenWorld world;
    OX_OK(world.begin(false));
    const Result<SavedMethod> made = world.keep(world.bringing(kToken));
    OX_OK(made);
    OX_REFUSED(world.charge(RecurringWorld::by(made->id)), ErrorCode::NotForRecurring,
               u"payment_method_id"_s);
    CreateMethod without = world.bringing(kToken, {});
    without.card = TokenWorld::token("4000056655665556");
    const Result<SavedMethod> notAgreed = world.keep(std::move(without));
    OX_OK(notAgreed);
    QVERIFY(!notAgreed->mayBeChargedOffSession());
}

void EngineNetworkTokensTest::noAccountTakesIt()
{
    FaceWorld world(u"stripe"_s, "sk_test_tokens");
    QVERIFY(world.begun);
    ChargeOffSession command;
    command.caller = world.caller();
    command.amount = 1500;
    command.currency = Currency::Eur;
    command.details = TokenWorld::given(kToken);
    world.wire().clear();
    OX_REFUSED(world.await(world.recurring().charge(std::move(command))),
               ErrorCode::ConnectorUnavailable, u"connector"_s);
    QCOMPARE(world.wire().calls(), QStringList());
}

void EngineNetworkTokensTest::throughAdyen()
{
    FaceWorld world(u"adyen"_s, "AQEtest", {}, u"/v71"_s, "ShopECOM");
    world.clock().setLongestWait(5);
    QVERIFY(world.begun);
    for (const char *number : {kToken, kRefusedToken}) {
        ChargeOffSession command;
        command.caller = world.caller();
        command.amount = 1500;
        command.currency = Currency::Eur;
        command.details = TokenWorld::given(number);
        const Result<Payment> charged = world.await(world.recurring().charge(std::move(command)));
        OX_OK(charged);
        QCOMPARE(charged->connector, u"adyen"_s);
        QCOMPARE(toText(charged->status), number == kToken ? u"succeeded"_s : u"failed"_s);
        QCOMPARE(world.disagreement(charged->id), QString());
        const QJsonArray payments = world.bank().ledger()["payments"_L1].toArray();
        QCOMPARE(payments.last()["stored_credential"_L1]["with"_L1].toString(), u"network_token"_s);
    }
}

void EngineNetworkTokensTest::replaced()
{
    TokenWorld world;
    OX_OK(world.begin());
    OX_OK(world.keep(world.bringing(kToken)));
    const QStringList sealed = world.column(u"SELECT hex(sealed) FROM network_token"_s);
    OX_OK(world.keep(world.bringing("4000056655665556")));
    QCOMPARE(world.kept(), QStringList{u"5556"_s});
    QVERIFY(world.column(u"SELECT hex(sealed) FROM network_token"_s) != sealed);
    CreateMethod same = world.bringing(kToken);
    same.networkToken.reset();
    OX_OK(world.keep(std::move(same)));
    QCOMPARE(world.kept(), QStringList{u"5556"_s});
    QCOMPARE(world.records().size(), 1);
}

void EngineNetworkTokensTest::refusals()
{
    TokenWorld world;
    OX_OK(world.begin());
    CreateMethod alone = world.bringing(kToken);
    alone.card.reset();
    OX_REFUSED(world.keep(std::move(alone)), ErrorCode::MissingField, u"card"_s);
    OX_REFUSED(world.keep(world.bringing("4242424242424241")), ErrorCode::CardNumberInvalid,
               u"network_token_number"_s);
    CreateMethod old = world.bringing(kToken);
    old.networkToken = TokenWorld::token(kToken, 2020);
    OX_REFUSED(world.keep(std::move(old)), ErrorCode::CardExpired, u"network_token_exp_year"_s);
    OX_REFUSED(world.keep(world.bringing(kToken, u"no id at all"_s)), ErrorCode::InvalidValue,
               u"network_transaction_id"_s);
    OX_OK(world.await(world.vault().lock(world.caller())));
    OX_REFUSED(world.keep(world.bringing(kToken)), ErrorCode::VaultLocked, u""_s);
    QCOMPARE(world.kept(), QStringList());
    QCOMPARE(world.saved(), QList<SavedMethod>());
}

void EngineNetworkTokensTest::theNumberAfterARefusal_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("settings");
    QTest::addColumn<int>("attempts");
    QTest::newRow("allowed") << QByteArray(kRefusedToken) << retrying(true) << 2;
    QTest::newRow("expired token") << "4000000000000069"_ba << retrying(true) << 2;
    QTest::newRow("not allowed") << QByteArray(kRefusedToken) << retrying(false) << 1;
    QTest::newRow("no retries at all")
        << QByteArray(kRefusedToken) << u"{\"is_clear_pan_retries_enabled\":true}"_s << 1;
    QTest::newRow("no funds") << "4000000000009995"_ba << retrying(true) << 1;
    QTest::newRow("stolen") << "4000000000009979"_ba << retrying(true) << 1;
    QTest::newRow("stopped by the cardholder") << "4000009906010007"_ba << retrying(true) << 1;
}

void EngineNetworkTokensTest::theNumberAfterARefusal()
{
    QFETCH(const QByteArray, token);
    QFETCH(const QString, settings);
    QFETCH(const int, attempts);
    TokenWorld world;
    OX_OK(world.begin(true, settings));
    const Result<SavedMethod> made = world.keep(world.bringing(token.constData()));
    OX_OK(made);
    const Result<Payment> charged = world.charge(RecurringWorld::by(made->id));
    OX_OK(charged);
    const bool again = attempts == 2;
    QCOMPARE(toText(charged->status), again ? u"succeeded"_s : u"failed"_s);
    QCOMPARE(world.details(charged->id).attempts.size(), attempts);
    QCOMPARE(world.problems(charged->id), QString());
    if (!again)
        return;
    QVERIFY(!world.sawToken(charged->id));
    QCOMPARE(world.lastSource(charged->id), RoutingSource::ClearNumber);
    QCOMPARE(world.effects(charged->id), QStringList({u"authorize 1500"_s, u"capture 1500"_s}));
    QCOMPARE(charged->card.last4, u"4242"_s);
    const QStringList uses =
        world.column(u"SELECT detail FROM audit WHERE action = 'method.use' ORDER BY audit_seq"_s);
    QCOMPARE(uses.size(), 2);
    QVERIFY(uses.last().endsWith(u"after=network_token"_s));
}

void EngineNetworkTokensTest::notWhileUnknown()
{
    TokenWorld world;
    OX_OK(world.begin(true, retrying(true)));
    const Result<SavedMethod> made = world.keep(world.bringing("4000009905030006")); // no answer
    OX_OK(made);
    const Result<Payment> charged = world.charge(RecurringWorld::by(made->id));
    OX_OK(charged);
    QVERIFY(charged->outcomeUnknown);
    QCOMPARE(world.details(charged->id).attempts.size(), 1);
    world.advance(11 * 60'000);
    QTRY_COMPARE(toText(world.synced(charged->id).status), u"failed"_s);
    QCOMPARE(world.details(charged->id).attempts.size(), 1);
}

/// The number is refused, too: that stands.
void EngineNetworkTokensTest::onlyOnce()
{
    TokenWorld world;
    OX_OK(world.begin(true, retrying(true)));
    CreateMethod command = world.bringing(kRefusedToken);
    command.card = TokenWorld::token("4000000000000341"); // later charges are refused
    const Result<SavedMethod> made = world.keep(std::move(command));
    OX_OK(made);
    const Result<Payment> charged = world.charge(RecurringWorld::by(made->id));
    OX_OK(charged);
    QCOMPARE(toText(charged->status), u"failed"_s);
    QCOMPARE(world.details(charged->id).attempts.size(), 2);
    QCOMPARE(world.effects(charged->id), QStringList());
    // What was given for one charge stands for no card here.
    const Result<Payment> given = world.charge(TokenWorld::given(kRefusedToken));
    OX_OK(given);
    QCOMPARE(world.details(given->id).attempts.size(), 1);
}

void EngineNetworkTokensTest::wipedWithTheMethod()
{
    TokenWorld world;
    OX_OK(world.begin());
    const Result<SavedMethod> made = world.keep(world.bringing(kToken));
    OX_OK(made);
    const QByteArray sealed = QByteArray::fromHex(
        world.column(u"SELECT hex(sealed) FROM network_token"_s).value(0).toLatin1());
    QVERIFY(!sealed.isEmpty());
    const auto isThere = [&] {
        QDirIterator files(world.folder(), QDir::Files | QDir::Hidden,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly) || file.readAll().contains(sealed))
                return true;
        }
        return false;
    };
    QVERIFY(isThere());
    OX_OK(world.await(world.methods().remove(world.caller(), made->id)));
    QCOMPARE(world.kept(), QStringList());
    QTRY_VERIFY(!isThere());
}

void EngineNetworkTokensTest::wipedWithTheCustomer()
{
    TokenWorld world;
    OX_OK(world.begin());
    OX_OK(world.keep(world.bringing(kToken)));
    OX_OK(world.await(world.customers().remove(world.caller(), {u"cus_1"_s})));
    QCOMPARE(world.kept(), QStringList());
    QCOMPARE(world.records(), QStringList());
}

/// The token moves to a new root key like everything that is sealed.
void EngineNetworkTokensTest::underAnotherRootKey()
{
    TokenWorld world;
    OX_OK(world.begin());
    const Result<SavedMethod> made = world.keep(world.bringing(kToken));
    OX_OK(made);
    VaultKeyService keys(world.engine());
    OX_OK(world.await(keys.change({world.caller(), {}, {}})));
    QTRY_VERIFY(!world.await(keys.progress()).value_or(VaultKeyProgress{true}).isMoving);
    QCOMPARE(world.column(u"SELECT key_generation FROM network_token"_s), QStringList{u"2"_s});
    const Result<Payment> charged = world.charge(RecurringWorld::by(made->id));
    OX_OK(charged);
    QVERIFY(world.sawToken(charged->id));
}

QTEST_GUILESS_MAIN(EngineNetworkTokensTest)
#include "enginenetworktokenstest.moc"

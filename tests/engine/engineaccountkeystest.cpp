#include "services/engine/accountkeytext.h"
#include "services/engine/accountservice.h"
#include "services/processors/adyen/adyenaccount.h"
#include "services/processors/stripe/stripeaccount.h"
#include "tests/engine/encodings.h"
#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

#include <QDirIterator>

using namespace Qt::StringLiterals;

/// Keys of processors: from the vault into the call, and nowhere else. The simulated bank refuses
/// keys that begin with "wrong" and takes all others.
class EngineAccountKeysTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void textIsRead_data();
    void textIsRead();
    void modesAreKeptApart_data();
    void modesAreKeptApart();
    void keysReachTheProcessor();
    void testUsesTheGivenKeys();
    void rotationOverlaps();
    void oldKeysGo();
    void lockedVaultRefusesPayments();
    void unknownOutcomeWaitsForTheVault();
    void accountInUseStays();
    void healthIsTold();
    void processorsAreDescribed();
    void keysLeaveNoTrace();
};

namespace {

SharedSecret authOf(const QByteArray &key)
{
    return std::make_shared<const SecretBytes>(
        QByteArray(R"({"auth_type":"HeaderKey","api_key":")" + key + R"("})"));
}

AccountChange keyed(const QByteArray &key, bool keepPrevious = false)
{
    AccountChange change;
    change.authType = u"HeaderKey"_s;
    change.auth = authOf(key);
    change.authShownJson = u"{\"api_key\":\"%1\"}"_s.arg(hiddenKey(key));
    change.keepPrevious = keepPrevious;
    return change;
}

/// A world whose own account has keys, in a vault that is open.
struct KeyedWorld : EngineWorld
{
    KeyedWorld()
    {
        begun = start().has_value() && await(vault().create(caller())).has_value();
        accounts = std::make_unique<AccountService>(engine());
    }
    Result<ConnectorAccount> change(const AccountChange &change)
    {
        return await(accounts->update(caller(), account(), change));
    }
    /// Status and error code of a payment made now.
    QString paid(const char *card = "4242424242424242")
    {
        const Result<Payment> result = pay(1'000, CaptureMethod::Automatic, card);
        if (!result)
            return u"refused"_s;
        return toText(result->status);
    }
    QStringList audits()
    {
        return column(u"SELECT action FROM audit WHERE action LIKE 'account.%' ORDER BY 1"_s);
    }

    bool begun = false;
    std::unique_ptr<AccountService> accounts;
};

} // namespace

void EngineAccountKeysTest::textIsRead_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("readable");
    QTest::addColumn<QString>("parts"); // key|name|secret
    QTest::newRow("one") << R"({"auth_type":"HeaderKey","api_key":"sk_1"})"_ba << true
                         << u"sk_1||"_s;
    QTest::newRow("all") << R"({"api_key":"a","key1":"Shop \"A\"","api_secret":"b\\c"})"_ba << true
                         << u"a|Shop \"A\"|b\\c"_s;
    QTest::newRow("blanks") << " { \"key1\" :\n\"m\" , \"x\" : 1 } "_ba << true << u"|m|"_s;
    QTest::newRow("nested") << R"({"more":{"api_key":"no","l":[1,"}"]},"api_key":"yes"})"_ba << true
                            << u"yes||"_s;
    QTest::newRow("escaped") << R"({"api_key":"a\u002db"})"_ba << true << u"a-b||"_s;
    QTest::newRow("empty") << "{}"_ba << true << u"||"_s;
    QTest::newRow("number") << R"({"api_key":5})"_ba << false << QString();
    QTest::newRow("cut") << R"({"api_key":"a)"_ba << false << QString();
    QTest::newRow("more behind") << R"({"api_key":"a"}x)"_ba << false << QString();
    QTest::newRow("list") << R"(["api_key"])"_ba << false << QString();
    QTest::newRow("nothing") << ""_ba << false << QString();
    QTest::newRow("bad escape") << R"({"api_key":"\u00zz"})"_ba << false << QString();
}

void EngineAccountKeysTest::textIsRead()
{
    QFETCH(const QByteArray, json);
    QFETCH(const bool, readable);
    QFETCH(const QString, parts);
    const Result<AccountKeys> keys = accountkeytext::read(json);
    QCOMPARE(keys.has_value(), readable);
    if (!readable)
        return;
    const QString found = QString::fromUtf8(keys->apiKey.view()) + u'|' + keys->key1 + u'|'
                          + QString::fromUtf8(keys->apiSecret.view());
    QCOMPARE(found, parts);
}

void EngineAccountKeysTest::modesAreKeptApart_data()
{
    QTest::addColumn<QString>("connector");
    QTest::addColumn<bool>("testMode");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("field"); // empty: fine
    const QString stripe = u"https://api.stripe.com"_s;
    const QString key = u"connector_account_details.api_key"_s;
    const auto row = [](const char *name, const char *connector, bool test, const QString &url,
                        const QByteArray &value, const QString &field) {
        QTest::newRow(name) << QString::fromLatin1(connector) << test << url << value << field;
    };
    row("stripe test", "stripe", true, stripe, "sk_test_1", {});
    row("stripe restricted", "stripe", true, stripe, "rk_test_1", {});
    row("stripe live", "stripe", false, stripe, "sk_live_1", {});
    row("live key in test", "stripe", true, stripe, "sk_live_1", key);
    row("live restricted in test", "stripe", true, stripe, "rk_live_1", key);
    row("test key in live", "stripe", false, stripe, "sk_test_1", key);
    row("test restricted in live", "stripe", false, stripe, "rk_test_1", key);
    row("publishable", "stripe", true, stripe, "pk_test_1", key);
    row("no key", "stripe", true, stripe, "", key);
    const QString test = u"https://checkout-test.adyen.com/v71"_s;
    const QString live = u"https://1a2b-Shop-checkout-live.adyenpayments.com/checkout/v71"_s;
    row("adyen test", "adyen", true, test, "AQE1", {});
    row("adyen live", "adyen", false, live, "AQE1", {});
    row("adyen face", "adyen", true, u"http://127.0.0.1:1/adyen/v71"_s, "AQE1", {});
    row("live address in test", "adyen", true, live, "AQE1", u"base_url"_s);
    row("test address in live", "adyen", false, test, "AQE1", u"base_url"_s);
    row("adyen without a key", "adyen", true, test, "", key);
}

void EngineAccountKeysTest::modesAreKeptApart()
{
    QFETCH(const QString, connector);
    QFETCH(const bool, testMode);
    QFETCH(const QString, url);
    QFETCH(const QByteArray, key);
    QFETCH(const QString, field);
    ProcessorAccount account;
    account.connector = connector;
    account.testMode = testMode;
    account.baseUrl = QUrl(url);
    auto keys = std::make_shared<AccountKeys>();
    keys->apiKey = SecretBytes(key);
    keys->key1 = u"ShopECOM"_s;
    account.keys = keys;
    const Result<> fits =
        connector == u"stripe"_s ? stripeaccount::check(account) : adyenaccount::check(account);
    QCOMPARE(fits ? QString() : fits.error().field, field);
    if (!fits)
        QVERIFY(key.isEmpty() || !fits.error().detail.contains(QString::fromLatin1(key)));
}

void EngineAccountKeysTest::keysReachTheProcessor()
{
    KeyedWorld world;
    QVERIFY(world.begun);
    QCOMPARE(world.paid(), u"succeeded"_s); // without keys
    OX_OK(world.change(keyed("wrong_1")));
    QCOMPARE(world.paid(), u"failed"_s);
    OX_OK(world.change(keyed("right_1")));
    const Result<Payment> held = world.pay(1'000, CaptureMethod::Manual, "4242424242424242");
    OX_OK(held);
    QCOMPARE(toText(held->status), u"requires_capture"_s);
    // Follow-ups carry them, too.
    OX_OK(world.change(keyed("wrong_2")));
    const Result<Payment> refused = world.capture(held->id);
    QVERIFY(!refused || toText(refused->status) == u"requires_capture"_s);
    OX_OK(world.change(keyed("right_2")));
    const Result<Payment> captured = world.capture(held->id);
    OX_OK(captured);
    QCOMPARE(toText(captured->status), u"succeeded"_s);
}

void EngineAccountKeysTest::testUsesTheGivenKeys()
{
    KeyedWorld world;
    QVERIFY(world.begun);
    const auto test = [&world](const AccountChange &change) {
        return world.await(world.accounts->test(world.caller(), world.account(), change));
    };
    const auto details = u"connector_account_details"_s;
    OX_OK(world.change(keyed("right_1")));
    OX_OK(test({}));
    OX_REFUSED(test(keyed("wrong_1")), ErrorCode::InvalidValue, details);
    OX_OK(test({})); // nothing was stored
    OX_OK(world.change(keyed("wrong_2")));
    OX_REFUSED(test({}), ErrorCode::InvalidValue, details);
    OX_OK(test(keyed("right_2")));
    CreateAccount command;
    command.caller = world.caller();
    command.connector = u"simulator"_s;
    command.change = keyed("wrong_3");
    command.change.baseUrl = QUrl(u"http://127.0.0.1:18080"_s);
    const auto rows = world.rowCounts();
    OX_REFUSED(world.await(world.accounts->verify(command)), ErrorCode::InvalidValue, details);
    command.change.auth = authOf("right_3");
    OX_OK(world.await(world.accounts->verify(command)));
    QCOMPARE(world.rowCounts(), rows);
    OX_OK(world.await(world.vault().lock(world.caller())));
    OX_REFUSED(test({}), ErrorCode::VaultLocked, QString());
}

void EngineAccountKeysTest::rotationOverlaps()
{
    KeyedWorld world;
    QVERIFY(world.begun);
    OX_OK(world.change(keyed("right_old_1234567890")));
    world.advance(5'000);
    const Result<ConnectorAccount> rotated = world.change(keyed("wrong_new", true));
    OX_OK(rotated);
    QCOMPARE(rotated->keysSetAtMs, world.clock().nowMs());
    QCOMPARE(rotated->previousUntilMs, world.clock().nowMs() + 24LL * 3'600'000);
    QVERIFY(rotated->previousShownJson.contains(u"ri"_s));
    QCOMPARE(world.paid(), u"failed"_s);
    const auto restored = world.await(world.accounts->restoreKeys(world.caller(), world.account()));
    OX_OK(restored);
    QCOMPARE(restored->previousUntilMs, 0);
    QCOMPARE(world.paid(), u"succeeded"_s);
    OX_REFUSED(world.await(world.accounts->restoreKeys(world.caller(), world.account())),
               ErrorCode::NotFound, u"connector_account_details"_s);
    const QStringList audits = world.audits();
    QVERIFY(audits.contains(u"account.rotate"_s) && audits.contains(u"account.restore_keys"_s));
}

void EngineAccountKeysTest::oldKeysGo()
{
    KeyedWorld world;
    QVERIFY(world.begun);
    OX_OK(world.change(keyed("right_1")));
    OX_OK(world.change(keyed("right_2", true)));
    world.advance(24LL * 3'600'000 + 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(world.audits().contains(u"account.drop_keys"_s), 30'000);
    OX_REFUSED(world.await(world.accounts->restoreKeys(world.caller(), world.account())),
               ErrorCode::NotFound, u"connector_account_details"_s);
    QCOMPARE(world.paid(), u"succeeded"_s);
}

void EngineAccountKeysTest::lockedVaultRefusesPayments()
{
    KeyedWorld world;
    QVERIFY(world.begun);
    OX_OK(world.await(world.vault().lock(world.caller())));
    QCOMPARE(world.paid(), u"succeeded"_s); // this account has no keys
    OX_OK(world.await(world.vault().unlock(world.caller())));
    OX_OK(world.change(keyed("right_1")));
    const Result<Payment> held = world.pay(1'000, CaptureMethod::Manual, "4242424242424242");
    OX_OK(held);
    OX_OK(world.await(world.vault().lock(world.caller())));
    world.wire().clear();
    OX_REFUSED(world.pay(1'000, CaptureMethod::Automatic, "4242424242424242"),
               ErrorCode::VaultLocked, QString());
    OX_REFUSED(world.capture(held->id), ErrorCode::VaultLocked, QString());
    QCOMPARE(world.wire().calls(), QStringList());
    QCOMPARE(toText(world.payment(held->id).status), u"requires_capture"_s);
    OX_OK(world.await(world.vault().unlock(world.caller())));
    OX_OK(world.capture(held->id));
}

void EngineAccountKeysTest::unknownOutcomeWaitsForTheVault()
{
    KeyedWorld world;
    QVERIFY(world.begun);
    OX_OK(world.change(keyed("right_1")));
    world.bank().injectFault(BankFault::TimeoutAfter, 1, u"/v1/payments"_s);
    world.bank().injectFault(BankFault::Http500, 1, u"/v1/references"_s);
    const Result<Payment> unknown = world.pay(1'000, CaptureMethod::Automatic, "4242424242424242");
    OX_OK(unknown);
    QVERIFY(unknown->outcomeUnknown);
    OX_OK(world.await(world.vault().lock(world.caller())));
    world.wire().clear();
    world.advance(3'600'000);
    QTest::qWait(1'500); // the schedule has its turn
    QCOMPARE(world.wire().calls(), QStringList());
    QVERIFY(world.payment(unknown->id).outcomeUnknown);
    OX_OK(world.await(world.vault().unlock(world.caller())));
    world.advance(60'000);
    QTRY_COMPARE_WITH_TIMEOUT(toText(world.payment(unknown->id).status), u"succeeded"_s, 30'000);
    QCOMPARE(world.settledProblems(unknown->id), QString());
}

void EngineAccountKeysTest::accountInUseStays()
{
    KeyedWorld world;
    QVERIFY(world.begun);
    OX_OK(world.change(keyed("right_1")));
    const auto use = [&world] {
        return world.await(world.accounts->use(world.merchant(), world.account()));
    };
    QCOMPARE(*use(), (AccountUse{0, 0, 0, true}));
    OX_OK(world.pay(1'000, CaptureMethod::Manual, "4242424242424242"));
    QCOMPARE(use()->openHolds, 1);
    world.bank().injectFault(BankFault::TimeoutAfter, 1, u"/v1/payments"_s);
    world.bank().injectFault(BankFault::Http500, 1, u"/v1/references"_s);
    OX_OK(world.pay(1'000, CaptureMethod::Automatic, "4242424242424242"));
    QCOMPARE(use()->openOperations, 1);
    const auto remove = [&world] {
        return world.await(world.accounts->remove(world.caller(), world.account()));
    };
    OX_REFUSED(remove(), ErrorCode::Busy, u"merchant_connector_id"_s);
    world.advance(60'000);
    QTRY_COMPARE_WITH_TIMEOUT(use()->openOperations, 0, 30'000);
    OX_OK(remove());
    QCOMPARE(world.column(u"SELECT count(*) FROM vault_secret WHERE record_kind = "
                          "'account_keys'"_s),
             QStringList{u"0"_s});
}

void EngineAccountKeysTest::healthIsTold()
{
    KeyedWorld world;
    QVERIFY(world.begun);
    const auto health = [&world] {
        const auto all = world.await(world.accounts->health(world.merchant()));
        return all ? all->value(0) : AccountHealth();
    };
    QCOMPARE(health().account, world.account());
    QCOMPARE(health().lastSuccessMs, 0);
    QCOMPARE(world.paid(), u"succeeded"_s);
    QCOMPARE(health().lastSuccessMs, world.clock().nowMs());
    QCOMPARE(health().lastFailureMs, 0);
    OX_OK(world.change(keyed("wrong_1")));
    world.paid();
    QCOMPARE(health().lastFailure, u"keys_refused"_s);
    QVERIFY(!health().isPaused);
    world.wire().setReachable(false);
    for (int i = 0; i < 6 && !health().isPaused; ++i)
        world.paid();
    QCOMPARE(health().lastFailure, u"not_reached"_s);
    QVERIFY(health().isPaused);
}

void EngineAccountKeysTest::processorsAreDescribed()
{
    KeyedWorld world;
    QVERIFY(world.begun);
    const auto all = world.await(world.accounts->processors());
    OX_OK(all);
    const auto simulator = std::ranges::find(*all, u"simulator"_s, &ConnectorDescription::name);
    QVERIFY(simulator != all->cend());
    QCOMPARE(simulator->displayName, u"Simulator"_s);
    QVERIFY(simulator->keysOptional);
    QVERIFY(simulator->features.contains(ConnectorFeature::MultipleCaptures));
    QVERIFY(std::ranges::is_sorted(*all, {}, &ConnectorDescription::name));
    QCOMPARE(stripeaccount::description().defaultUrl(true).host(), u"api.stripe.com"_s);
    QVERIFY(adyenaccount::description().defaultUrl(false).isEmpty());
}

void EngineAccountKeysTest::keysLeaveNoTrace()
{
    KeyedWorld world;
    QVERIFY(world.begun);
    const QList<QByteArray> secrets = {"right_Zq83kdmW71xp", "right_Lw02hhTT54ab"};
    OX_OK(world.change(keyed(secrets.at(0))));
    QCOMPARE(world.paid(), u"succeeded"_s);
    OX_OK(world.change(keyed(secrets.at(1), true)));
    QCOMPARE(world.paid(), u"succeeded"_s);
    world.paid("4000000000009979"); // declined
    world.bank().injectFault(BankFault::Http500, 1, u"/v1/payments"_s);
    world.paid();
    world.stop();
    QDirIterator files(world.folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    int count = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        for (const QByteArray &secret : secrets) {
            for (const Disguise &disguise : disguisesOf(secret))
                QVERIFY2(!content.contains(disguise.bytes), qPrintable(file.fileName()));
        }
        ++count;
    }
    QVERIFY(count > 0);
}

QTEST_GUILESS_MAIN(EngineAccountKeysTest)
#include "engineaccountkeystest.moc"

#include "tests/api/setupworld.h"
#include "tests/engine/expect.h"
#include "tests/support/seed.h"

#include <QDirIterator>

using namespace Qt::StringLiterals;

/// Accounts at processors over the API: what payments see of them, and where their keys are.
class SetupAccountsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void accountKeysAreHidden();
    void accountIsHonoured();
    void labelIsTakenOnce();
    void lockedVaultRefusesKeys();
    void liveMerchantTakesNoTestAccount();
    void verifyMovesNoMoney();
    void keysOutliveALock();
};

namespace {

bool anyFileHolds(const QString &folder, const QByteArray &needle)
{
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(needle))
            return true;
    }
    return false;
}

} // namespace

void SetupAccountsTest::accountKeysAreHidden()
{
    SetupWorld world;
    const QByteArray key = world.makeMerchant(u"shop_a"_s);
    const QString all = u"/account/shop_a/connectors"_s;
    const SetupAnswer made = world.ask("POST", all, key, accountBody("one"));
    QVERIFY2(made.status == 200, made.body.constData());
    const QJsonObject shown = made.object()[u"connector_account_details"_s].toObject();
    QCOMPARE(shown[u"auth_type"_s].toString(), u"SignatureKey"_s);
    QCOMPARE(shown[u"api_key"_s].toString(), u"sk************78"_s);
    QCOMPARE(shown[u"key1"_s].toString(), u"************"_s);
    const QString one = all + u'/' + made.text("merchant_connector_id");
    QCOMPARE(world.ask("GET", one, key).body, made.body);
    QCOMPARE(world.admin("GET", all).array().size(), 1);
    QVERIFY(made.body.contains(R"("payment_methods_enabled":[{"payment_method":"card"}])"));
    QCOMPARE(world.column(u"SELECT record_kind FROM vault_secret ORDER BY 1"_s),
             QStringList({u"account_keys"_s, u"profile_keys"_s}));
    const QString hashKey =
        world.admin("GET", u"/accounts/shop_a"_s).text("payment_response_hash_key");
    QCOMPARE(world.admin("DELETE", one).status, 200);
    QCOMPARE(world.column(u"SELECT count(*) FROM vault_secret"_s), QStringList{u"1"_s});
    world.stop();
    for (const QByteArray &needle :
         {"abcdefgh12345678"_ba, "topsecret"_ba, "whsec_abcdef"_ba, hashKey.toLatin1()})
        QVERIFY2(!anyFileHolds(world.folder(), needle), needle.constData());
}

void SetupAccountsTest::accountIsHonoured()
{
    SetupWorld world;
    const QByteArray key = world.makeMerchant(u"shop_a"_s);
    const QString all = u"/account/shop_a/connectors"_s;
    const auto pay = [&world] {
        CreatePayment draft = world.draft(1'000);
        draft.caller.merchantId = {u"shop_a"_s};
        const auto made = world.await(world.payments().create(std::move(draft)));
        if (!made)
            return Result<Payment>(made.error());
        ConfirmPayment confirm = world.confirmation(made->payment.id, "4242424242424242");
        confirm.caller.merchantId = {u"shop_a"_s};
        return world.await(world.payments().confirm(std::move(confirm)));
    };
    OX_REFUSED(pay(), ErrorCode::ConnectorUnavailable, u"connector"_s);
    const SetupAnswer made = world.ask("POST", all, key, accountBody("one"));
    const QString one = all + u'/' + made.text("merchant_connector_id");
    const auto paid = pay();
    OX_OK(paid);
    QCOMPARE(paid->status, PaymentStatus::Succeeded);
    QCOMPARE(paid->connectorAccount.value, made.text("merchant_connector_id"));
    QCOMPARE(world.ask("POST", one, key, R"({"disabled":true})").status, 200);
    OX_REFUSED(pay(), ErrorCode::ConnectorUnavailable, u"connector"_s);
    QCOMPARE(world.ask("POST", one, key, R"({"disabled":false})").status, 200);
    OX_OK(pay());
    const SetupAnswer inactive = world.ask("POST", one, key, R"({"status":"inactive"})");
    QVERIFY(inactive.object()[u"disabled"_s].toBool());
    OX_REFUSED(pay(), ErrorCode::ConnectorUnavailable, u"connector"_s);
    QCOMPARE(world.ask("POST", one, key, R"({"status":"active","disabled":false})").status, 200);
    OX_OK(pay());
    QCOMPARE(world.admin("DELETE", one).status, 200);
    OX_REFUSED(pay(), ErrorCode::ConnectorUnavailable, u"connector"_s);
    QCOMPARE(world.ask("GET", one, key).code(), u"HE_02"_s);
}

void SetupAccountsTest::labelIsTakenOnce()
{
    SetupWorld world;
    const QByteArray key = world.makeMerchant(u"shop_a"_s);
    const QString all = u"/account/shop_a/connectors"_s;
    const SetupAnswer made = world.ask("POST", all, key, accountBody("one"));
    QCOMPARE(made.status, 200);
    QCOMPARE(world.ask("POST", all, key, accountBody("one")).code(), u"HE_01"_s);
    QCOMPARE(world.ask("POST", all, key, accountBody("two")).status, 200);
    QCOMPARE(world.admin("DELETE", QString(all + u'/' + made.text("merchant_connector_id"))).status,
             200);
    QCOMPARE(world.ask("POST", all, key, accountBody("one")).status, 200);
}

void SetupAccountsTest::lockedVaultRefusesKeys()
{
    SetupWorld world;
    const QByteArray key = world.makeMerchant(u"shop_a"_s);
    OX_OK(world.await(world.vault().lock(world.caller())));
    const auto before = world.rowCounts();
    const QString all = u"/account/shop_a/connectors"_s;
    const SetupAnswer refused = world.ask("POST", all, key, accountBody("one"));
    QCOMPARE(refused.status, 503);
    QCOMPARE(refused.code(), u"OX_03"_s);
    QCOMPARE(world.rowCounts(), before);
    const SetupAnswer merchant = world.admin("GET", u"/accounts/shop_a"_s);
    QCOMPARE(merchant.status, 200);
    QVERIFY(merchant.object()[u"payment_response_hash_key"_s].isNull());
}

void SetupAccountsTest::liveMerchantTakesNoTestAccount()
{
    SetupWorld world;
    const SetupAnswer made =
        world.admin("POST", u"/accounts"_s, R"({"merchant_id":"shop_live","test_mode":false})");
    QVERIFY2(made.status == 200, made.body.constData());
    QVERIFY(made.text("publishable_key").startsWith(u"pk_prd_"));
    const QByteArray key = world.makeKey(u"shop_live"_s);
    QVERIFY(key.startsWith("prd_"));
    const QString all = u"/account/shop_live/connectors"_s;
    QByteArray test = accountBody("one");
    test.replace(R"("connector_name")", R"("test_mode":true,"connector_name")");
    QCOMPARE(world.ask("POST", all, key, test).code(), u"IR_16"_s);
    test.replace("true", "false");
    const SetupAnswer live = world.ask("POST", all, key, test);
    QVERIFY2(live.status == 200, live.body.constData());
    QCOMPARE(live.object()[u"test_mode"_s], QJsonValue(false));
}

void SetupAccountsTest::verifyMovesNoMoney()
{
    SetupWorld world;
    const QByteArray key = world.makeMerchant(u"shop_a"_s);
    const auto before = world.rowCounts();
    const auto sent = world.wire().calls().size();
    const SetupAnswer fine =
        world.ask("POST", u"/account/connectors/verify"_s, key, accountBody("one"));
    QVERIFY2(fine.status == 200, fine.body.constData());
    QCOMPARE(world.wire().calls().size(), sent + 1);
    QCOMPARE(world.rowCounts(), before);
    QByteArray nowhere = accountBody("one");
    nowhere.replace(R"("connector_name")", R"("base_url":"http://shop.example","connector_name")");
    QCOMPARE(world.ask("POST", u"/account/connectors/verify"_s, key, nowhere).code(), u"IR_06"_s);
}

void SetupAccountsTest::keysOutliveALock()
{
    SetupWorld world;
    const QByteArray key = world.makeMerchant(u"shop_a"_s);
    const SetupAnswer before = world.admin("GET", u"/accounts/shop_a"_s);
    OX_OK(world.await(world.vault().lock(world.caller())));
    OX_OK(world.await(world.vault().unlock(world.caller())));
    QCOMPARE(world.admin("GET", u"/accounts/shop_a"_s).body, before.body);
}

QTEST_GUILESS_MAIN(SetupAccountsTest)
#include "setupaccountstest.moc"

#include "tests/storage/storageworld.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Merchants, profiles, processor accounts and the installation's key.
class TestAccounts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void accounts();
    void installKeyIsMadeOnce();
};

void TestAccounts::accounts()
{
    StorageWorld world;
    QCOMPARE(*world.accounts.merchants(), (QList<MerchantId>{world.merchant, world.other}));
    QCOMPARE(*world.accounts.merchantName(world.merchant), u"Shop mer_one"_s);
    QVERIFY(*world.accounts.isTestMode(world.merchant));
    QCOMPARE(world.accounts.merchantName({u"mer_none"_s}).error().code, ErrorCode::NotFound);
    QVERIFY(world.accounts.insertProfile({{u"pro_b"_s}, world.merchant, u"B"_s, true}));
    QCOMPARE(world.accounts.profile(world.merchant, {})->id.value, u"pro_shop"_s);
    QVERIFY(world.accounts.profile(world.merchant, {u"pro_b"_s})->fineInitialState);
    QCOMPARE(world.accounts.profile(world.other, {u"pro_b"_s}).error().code, ErrorCode::NotFound);

    ProcessorAccount account{{u"mca_1"_s},   world.merchant, {u"pro_shop"_s},
                             u"simulator"_s, u"Bank A"_s,    QUrl(u"http://127.0.0.1:8080/"_s),
                             true,           false};
    QVERIFY(world.accounts.insertAccount(account));
    account.id = {u"mca_2"_s};
    QCOMPARE(world.accounts.insertAccount(account).error().field, u"label"_s);
    account.label = u"Bank B"_s;
    account.disabled = true;
    QVERIFY(world.accounts.insertAccount(account));
    QCOMPARE(world.accounts.accounts(world.merchant)->size(), 2);
    const QUrl moved(u"http://127.0.0.1:9/x?y=1"_s);
    QVERIFY(world.accounts.changeBaseUrl(world.merchant, account.id, moved));
    const Result<ProcessorAccount> read = world.accounts.account(world.merchant, account.id);
    QCOMPARE(read->baseUrl, moved);
    QCOMPARE(read->label, u"Bank B"_s);
    QCOMPARE(read->connector, u"simulator"_s);
    QCOMPARE(read->profileId.value, u"pro_shop"_s);
    QVERIFY(read->testMode && read->disabled);
    QCOMPARE(world.accounts.account(world.other, account.id).error().code, ErrorCode::NotFound);
    QCOMPARE(world.accounts.changeBaseUrl(world.other, account.id, moved).error().code,
             ErrorCode::NotFound);
    QCOMPARE(world.accounts.accounts(world.other)->size(), 0);
}

void TestAccounts::installKeyIsMadeOnce()
{
    StorageWorld world;
    const QByteArray key(32, 'a');
    QCOMPARE(*world.accounts.installKey(key), key);
    QCOMPARE(*world.accounts.installKey(QByteArray(32, 'b')), key);
    StorageWorld second;
    QVERIFY(!second.accounts.installKey(QByteArray(31, 'c')));
}

QTEST_GUILESS_MAIN(TestAccounts)
#include "testaccounts.moc"

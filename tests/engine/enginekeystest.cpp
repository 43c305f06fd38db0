#include "services/engine/apikeyservice.h"
#include "services/engine/merchantservice.h"
#include "services/storage/accountstore.h"
#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

#include <QDirIterator>

using namespace Qt::StringLiterals;

/// Keys of the API: what each kind is known by, and when it opens nothing any more.
class EngineKeysTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void secretKeyIsKnown();
    void ephemeralKeyIsKnown();
    void adminKeyIsKnown();
    void unknown_data();
    void unknown();
    void revokedAtOnce();
    void knownWithoutTheEngine();
    void deletedMerchantsKeysEnd();
    void endsAtItsTime();
    void ephemeralEndsAfterAnHour();
    void ephemeralIsEnded();
    void everyKeyIsAnother();
    void onlyHashesAreKept();
    void updatedAndListed();
    void refused_data();
    void refused();
    void everyChangeIsAudited();
    void useIsNoted();
    void othersKeysDoNotExist();
    void keyHasItsMerchantsMode();
    void testMerchantHasNoLiveAccount();
};

namespace {

const QByteArray kAdminKey = "adm_0123456789abcdef0123456789abcdef"_ba;

struct KeyWorld : EngineWorld
{
    KeyWorld()
    {
        QVERIFY(start());
        keys = std::make_unique<ApiKeyService>(engine(), SecretBytes(kAdminKey));
    }
    ~KeyWorld() { stop(); }

    /// The key as a client keeps it; empty when it was refused.
    QByteArray make(const QString &name = u"Shop server"_s, qint64 expiresAtMs = 0)
    {
        const auto made = await(keys->create({caller(), name, {}, expiresAtMs}));
        last = made ? made->record : ApiKeyRecord();
        return made ? made->key->view().toByteArray() : QByteArray();
    }
    Result<NewApiKey> makeEphemeral(const QString &customer)
    {
        CreateCustomer command;
        command.caller = caller();
        command.id = {customer};
        const auto known = await(customers().create(command));
        if (!known && known.error().code != ErrorCode::Duplicate)
            return known.error();
        return await(keys->createEphemeral(caller(), {customer}));
    }
    Result<ApiIdentity> identify(const QByteArray &key)
    {
        return await(keys->identify(SecretBytes(key)));
    }
    bool opens(const QByteArray &key) { return identify(key).has_value(); }
    /// A second merchant, of that mode.
    Result<> addMerchant(const QString &id, bool testMode)
    {
        Database database;
        AccountStore accounts(database);
        return database.open({file(), false, false})
            .and_then([&] { return accounts.insertMerchant({id}, u"Other"_s, testMode, 1); })
            .and_then([&] {
                return accounts.insertProfile({{u"pro_other"_s}, {id}, u"Web"_s, false});
            });
    }

    std::unique_ptr<ApiKeyService> keys;
    ApiKeyRecord last;
};

} // namespace

void EngineKeysTest::secretKeyIsKnown()
{
    KeyWorld world;
    const QByteArray key = world.make();
    QVERIFY(key.startsWith("snd_"));
    QCOMPARE(key.size(), 4 + 64);
    QCOMPARE(world.last.prefix, QString::fromLatin1(key.first(12)));
    QVERIFY(world.last.id.value.startsWith(u"snd_"));
    const Result<ApiIdentity> identity = world.identify(key);
    OX_OK(identity);
    const ApiIdentity expected{
        KeyKind::Secret, world.merchant(), {}, world.last.id.value, {}, true};
    QCOMPARE(*identity, expected);
}

void EngineKeysTest::ephemeralKeyIsKnown()
{
    KeyWorld world;
    const Result<NewApiKey> made = world.makeEphemeral(u"cus_ada"_s);
    OX_OK(made);
    const QByteArray key = made->key->view().toByteArray();
    QVERIFY(key.startsWith("epk_"));
    QVERIFY(made->record.id.value.startsWith(u"eki_"));
    QCOMPARE(made->record.expiresAtMs, world.clock().nowMs() + 3'600'000);
    const Result<ApiIdentity> identity = world.identify(key);
    OX_OK(identity);
    QCOMPARE(identity->kind, KeyKind::Ephemeral);
    QCOMPARE(identity->customerId.value, u"cus_ada"_s);
    QCOMPARE(identity->merchantId, world.merchant());
}

void EngineKeysTest::adminKeyIsKnown()
{
    KeyWorld world;
    const Result<ApiIdentity> identity = world.identify(kAdminKey);
    OX_OK(identity);
    QCOMPARE(identity->kind, KeyKind::Admin);
    QVERIFY(identity->merchantId.isEmpty());
    // A server without one lets nobody in as such, least of all with an empty key.
    ApiKeyService without(world.engine());
    QVERIFY(!world.await(without.identify(SecretBytes(kAdminKey))));
    QVERIFY(!world.await(without.identify(SecretBytes())));
}

void EngineKeysTest::unknown_data()
{
    QTest::addColumn<QByteArray>("before"); // the good key is in the middle
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("cut");
    QTest::newRow("longer") << ""_ba
                            << "0"_ba << 0;
    QTest::newRow("shorter") << ""_ba
                             << ""_ba << 1;
    QTest::newRow("blank before") << " "_ba
                                  << ""_ba << 0;
    QTest::newRow("line break after") << ""_ba
                                      << "\n"_ba << 0;
    QTest::newRow("called publishable") << "pk_"_ba
                                        << ""_ba << 0;
    QTest::newRow("called ephemeral") << "epk_"_ba
                                      << ""_ba << 0;
    QTest::newRow("nothing of it") << ""_ba
                                   << ""_ba << 1'000;
    QTest::newRow("only the beginning") << ""_ba
                                        << ""_ba << 56;
    QTest::newRow("huge") << ""_ba << QByteArray(100'000, 'a') << 0;
}

void EngineKeysTest::unknown()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(int, cut);
    KeyWorld world;
    const QByteArray key = world.make();
    const QByteArray changed = before + key.chopped(qMin<qsizetype>(cut, key.size())) + after;
    OX_REFUSED(world.identify(changed), ErrorCode::NotFound, u"api-key"_s);
    QVERIFY(world.opens(key));
}

void EngineKeysTest::revokedAtOnce()
{
    KeyWorld world;
    const QByteArray key = world.make();
    QVERIFY(world.opens(key));
    const auto revoked = world.keys->revoke(world.caller(), world.last.id);
    const auto after = world.keys->identify(SecretBytes(key)); // not waited for in between
    OX_OK(world.await(revoked));
    static_cast<void>(world.await(after));
    OX_REFUSED(world.identify(key), ErrorCode::NotFound, u"api-key"_s);
    OX_OK(world.await(world.keys->revoke(world.caller(), world.last.id)));
    const auto updated =
        world.await(world.keys->update({world.caller(), world.last.id, u"Again"_s, {}, {}}));
    OX_REFUSED(updated, ErrorCode::InvalidState, u"revoked"_s);
    OX_OK(world.restart());
    ApiKeyService later(world.engine());
    QVERIFY(!world.await(later.identify(SecretBytes(key))));
}

/// A key that was let in a moment ago is known at once, and forgotten before anybody hears that it
/// has ended.
void EngineKeysTest::knownWithoutTheEngine()
{
    KeyWorld world;
    const QByteArray key = world.make();
    const auto atOnce = [&world](const QByteArray &shown) {
        return world.keys->identify(SecretBytes(shown)).isFinished();
    };
    QVERIFY(world.opens(key));
    QVERIFY(atOnce(key));
    const Result<ApiIdentity> identity = world.identify(key);
    OX_OK(identity);
    QCOMPARE(identity->keyId, world.last.id.value);
    QVERIFY(!world.opens(key + '0'));
    world.advance(60'000); // its use is to be written down again
    const auto noted = world.keys->identify(SecretBytes(key));
    QVERIFY(world.await(noted).has_value());
    QVERIFY(atOnce(key));
    OX_OK(world.await(world.keys->update({world.caller(), world.last.id, u"Other"_s, {}, {}})));
    QVERIFY(world.opens(key));
    OX_OK(world.await(world.keys->revoke(world.caller(), world.last.id)));
    OX_REFUSED(world.identify(key), ErrorCode::NotFound, u"api-key"_s);
    const Result<NewApiKey> made = world.makeEphemeral(u"cus_ada"_s);
    OX_OK(made);
    const QByteArray ephemeral = made->key->view().toByteArray();
    QVERIFY(world.opens(ephemeral));
    QVERIFY(atOnce(ephemeral));
    OX_OK(world.await(world.keys->endEphemeral(world.caller(), made->record.id)));
    QVERIFY(!world.opens(ephemeral));
}

void EngineKeysTest::deletedMerchantsKeysEnd()
{
    KeyWorld world;
    MerchantService merchants(world.engine());
    const QByteArray key = world.make();
    QVERIFY(world.opens(key));
    QVERIFY(world.keys->identify(SecretBytes(key)).isFinished());
    OX_OK(world.await(merchants.remove(world.caller(), world.merchant())));
    OX_REFUSED(world.identify(key), ErrorCode::NotFound, u"api-key"_s);
}

void EngineKeysTest::endsAtItsTime()
{
    KeyWorld world;
    const qint64 end = world.clock().nowMs() + 60'000;
    const QByteArray key = world.make(u"Short"_s, end);
    world.advance(59'999);
    QVERIFY(world.opens(key));
    world.advance(1);
    OX_REFUSED(world.identify(key), ErrorCode::NotFound, u"api-key"_s);
    OX_OK(world.await(world.keys->update({world.caller(), world.last.id, {}, {}, 0})));
    QVERIFY(world.opens(key));
}

void EngineKeysTest::ephemeralEndsAfterAnHour()
{
    KeyWorld world;
    const Result<NewApiKey> made = world.makeEphemeral(u"cus_ada"_s);
    OX_OK(made);
    const QByteArray key = made->key->view().toByteArray();
    world.advance(3'599'999);
    QVERIFY(world.opens(key));
    world.advance(1);
    QVERIFY(!world.opens(key));
    world.advance(1);
    OX_OK(world.makeEphemeral(u"cus_ada"_s)); // takes the old one away
    QCOMPARE(world.column(u"SELECT count(*) FROM api_key WHERE key_kind = 'ephemeral'"_s),
             QStringList{u"1"_s});
}

void EngineKeysTest::ephemeralIsEnded()
{
    KeyWorld world;
    const Result<NewApiKey> made = world.makeEphemeral(u"cus_ada"_s);
    OX_OK(made);
    OX_OK(world.await(world.keys->endEphemeral(world.caller(), made->record.id)));
    QVERIFY(!world.opens(made->key->view().toByteArray()));
    const auto again = world.await(world.keys->endEphemeral(world.caller(), made->record.id));
    OX_REFUSED(again, ErrorCode::NotFound, u"key_id"_s);
    const QByteArray secret = world.make();
    const auto other = world.await(world.keys->endEphemeral(world.caller(), world.last.id));
    OX_REFUSED(other, ErrorCode::NotFound, u"key_id"_s);
    QVERIFY(world.opens(secret));
    const auto nobody = world.await(world.keys->createEphemeral(world.caller(), {u"cus_nobody"_s}));
    OX_REFUSED(nobody, ErrorCode::NotFound, u"customer_id"_s);
}

void EngineKeysTest::everyKeyIsAnother()
{
    KeyWorld world;
    QSet<QByteArray> keys;
    for (int i = 0; i < 50; ++i)
        keys.insert(world.make());
    QCOMPARE(keys.size(), 50);
    QVERIFY(!keys.contains(QByteArray()));
}

void EngineKeysTest::onlyHashesAreKept()
{
    KeyWorld world;
    const QByteArray key = world.make();
    const QByteArray random = key.sliced(12); // the first twelve are shown
    QVERIFY(world.opens(key));
    world.stop();
    QDirIterator files(world.folder(), QDir::Files, QDirIterator::Subdirectories);
    int seen = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(random), qPrintable(file.fileName()));
        ++seen;
    }
    QVERIFY(seen > 0);
}

void EngineKeysTest::updatedAndListed()
{
    KeyWorld world;
    world.make(u"One"_s);
    const ApiKeyRecord first = world.last;
    world.make(u"Two"_s);
    OX_OK(world.makeEphemeral(u"cus_ada"_s));
    OX_OK(world.await(
        world.keys->update({world.caller(), first.id, u"First"_s, u"of the shop"_s, {}})));
    const auto list = world.await(world.keys->list(world.merchant(), 0, 10));
    OX_OK(list);
    QStringList names;
    for (const ApiKeyRecord &key : *list)
        names += key.name + u'/' + key.description;
    QCOMPARE(names, QStringList({u"First/of the shop"_s, u"Two/"_s}));
    QCOMPARE(world.await(world.keys->list(world.merchant(), 1, 1))->constFirst().name, u"Two"_s);
    QCOMPARE(world.await(world.keys->find(world.merchant(), first.id))->name, u"First"_s);
    OX_REFUSED(world.await(world.keys->list(world.merchant(), 0, 0)), ErrorCode::InvalidValue,
               u"limit"_s);
}

void EngineKeysTest::refused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("description");
    QTest::addColumn<qint64>("expiresInMs");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *tag, const QString &name, const QString &description,
                        qint64 expires, ErrorCode code, const QString &field) {
        QTest::newRow(tag) << name << description << expires << code << field;
    };
    row("no name", {}, {}, 0, ErrorCode::MissingField, u"name"_s);
    row("long name", QString(65, u'n'), {}, 0, ErrorCode::TooLong, u"name"_s);
    row("card as name", u"4242 4242 4242 4242"_s, {}, 0, ErrorCode::InvalidValue, u"name"_s);
    row("long description", u"n"_s, QString(257, u'd'), 0, ErrorCode::TooLong, u"description"_s);
    row("ended before it began", u"n"_s, {}, -1, ErrorCode::InvalidValue, u"expiration"_s);
}

void EngineKeysTest::refused()
{
    QFETCH(QString, name);
    QFETCH(QString, description);
    QFETCH(qint64, expiresInMs);
    QFETCH(ErrorCode, code);
    QFETCH(QString, field);
    KeyWorld world;
    const auto before = world.rowCounts();
    const qint64 end = expiresInMs == 0 ? 0 : world.clock().nowMs() + expiresInMs;
    OX_REFUSED(world.await(world.keys->create({world.caller(), name, description, end})), code,
               field);
    QCOMPARE(world.rowCounts(), before);
}

void EngineKeysTest::everyChangeIsAudited()
{
    KeyWorld world;
    const QByteArray key = world.make();
    const ApiKeyId id = world.last.id;
    OX_OK(world.await(world.keys->update({world.caller(), id, u"New"_s, {}, {}})));
    OX_OK(world.await(world.keys->revoke(world.caller(), id)));
    const QStringList lines =
        world.column(u"SELECT action || ' ' || actor || ' ' || result || ' ' || detail FROM audit "
                     "WHERE object = '%1' ORDER BY audit_seq"_s.arg(id.value));
    const QString who = u" operator:tester "_s;
    const QString end = u" kind=secret expires=0"_s;
    QCOMPARE(lines, QStringList({u"api_key.create"_s + who + u"good"_s + end,
                                 u"api_key.update"_s + who + u"good"_s + end,
                                 u"api_key.revoke"_s + who + u"ended"_s + end}));
}

void EngineKeysTest::useIsNoted()
{
    KeyWorld world;
    const QByteArray key = world.make();
    const auto used = [&] {
        return world.await(world.keys->find(world.merchant(), world.last.id))->lastUsedAtMs;
    };
    QCOMPARE(used(), 0);
    QVERIFY(world.opens(key));
    const qint64 first = world.clock().nowMs();
    QTRY_COMPARE(used(), first);
    world.advance(59'999);
    QVERIFY(world.opens(key));
    QCOMPARE(used(), first);
    world.advance(1);
    QVERIFY(world.opens(key));
    QTRY_COMPARE(used(), first + 60'000);
}

void EngineKeysTest::othersKeysDoNotExist()
{
    KeyWorld world;
    OX_OK(world.addMerchant(u"merchant_other"_s, true));
    const QByteArray key = world.make();
    const Caller other{{u"merchant_other"_s}, u"operator:thief"_s};
    const ApiKeyId id = world.last.id;
    OX_REFUSED(world.await(world.keys->find(other.merchantId, id)), ErrorCode::NotFound, QString());
    OX_REFUSED(world.await(world.keys->revoke(other, id)), ErrorCode::NotFound, QString());
    OX_REFUSED(world.await(world.keys->update({other, id, u"Mine"_s, {}, {}})), ErrorCode::NotFound,
               QString());
    QVERIFY(world.await(world.keys->list(other.merchantId, 0, 10))->isEmpty());
    QVERIFY(world.opens(key));
    const Caller nobody{{u"merchant_none"_s}, u"operator:thief"_s};
    OX_REFUSED(world.await(world.keys->create({nobody, u"n"_s, {}, 0})), ErrorCode::NotFound,
               u"merchant_id"_s);
}

void EngineKeysTest::keyHasItsMerchantsMode()
{
    KeyWorld world;
    OX_OK(world.addMerchant(u"merchant_live"_s, false));
    const Caller live{{u"merchant_live"_s}, u"operator:tester"_s};
    const auto made = world.await(world.keys->create({live, u"Shop"_s, {}, 0}));
    OX_OK(made);
    const QByteArray key = made->key->view().toByteArray();
    QVERIFY(key.startsWith("prd_"));
    const auto identity = world.identify(key);
    OX_OK(identity);
    QVERIFY(!identity->testMode);
    QCOMPARE(identity->merchantId, live.merchantId);
    // Nor does the store take one of another mode.
    world.stop();
    Database database;
    ApiKeyStore store(database);
    OX_OK(database.open({world.file(), false, false}));
    ApiKeyRecord wrong = made->record;
    wrong.id = {u"prd_wrong"_s};
    wrong.hash = QByteArray(32, 'w');
    wrong.testMode = true;
    QVERIFY(!store.insert(wrong));
    wrong.testMode = false;
    OX_OK(store.insert(wrong));
}

void EngineKeysTest::testMerchantHasNoLiveAccount()
{
    KeyWorld world;
    world.stop();
    Database database;
    AccountStore accounts(database);
    OX_OK(database.open({world.file(), false, false}));
    ProcessorAccount live{{u"mca_live"_s}, world.merchant(),
                          world.profile(), u"simulator"_s,
                          u"live"_s,       QUrl(u"http://127.0.0.1:1"_s),
                          false,           false};
    QVERIFY(!accounts.insertAccount(live));
    live.testMode = true;
    OX_OK(accounts.insertAccount(live));
    QVERIFY(!database.execute(
        u"UPDATE connector_account SET test_mode = 0 WHERE connector_account_id = 'mca_live'"_s));
    QVERIFY(!database.execute(u"UPDATE merchant SET test_mode = 0"_s));
}

QTEST_GUILESS_MAIN(EngineKeysTest)
#include "enginekeystest.moc"

#include "services/storage/customerstore.h"
#include "services/storage/mandatestore.h"
#include "services/storage/methodstore.h"
#include "services/storage/processortokenstore.h"
#include "tests/storage/storageworld.h"
#include "tests/support/seed.h"

#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;

/// Agreements, what their charges count, and processors' tokens.
class TestMandateStore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void roundTrip();
    void updateNeedsTheVersion();
    void neverAboveTheLimit();
    void claims();
    void openOnes();
    void paymentColumns();
    void tokensNeedTheirMethod();
    void readFromIndexes();

private:
    static Mandate mandate(StorageWorld &world, const QString &id);
};

/// With every field set to something of its own, and what it refers to stored.
Mandate TestMandateStore::mandate(StorageWorld &world, const QString &id)
{
    const Payment payment = world.stored(world.payment(u"pay_"_s + id));
    Customer customer;
    customer.id = {u"cus_"_s + id};
    customer.merchantId = world.merchant;
    if (!CustomerStore(world.database).insert(customer))
        qFatal("no customer");
    Mandate mandate;
    mandate.id = {id};
    mandate.merchantId = world.merchant;
    mandate.customerId = customer.id;
    mandate.paymentMethodId = {u"pm_"_s + id};
    mandate.paymentId = payment.id;
    mandate.status = MandateStatus::Active;
    mandate.ended = MandateEnd::ByBank;
    mandate.terms = {MandateType::SingleUse,   9'000,       payment.currency, 10, 20,
                     ChargeFrequency::Monthly, u"Journal"_s};
    mandate.currency = payment.currency;
    mandate.acceptance = {AcceptanceType::Online, 5, u"::1"_s, u"Fox"_s};
    mandate.charged = 3'000;
    mandate.pending = 6'000;
    mandate.last = {payment.id,
                    30,
                    700,
                    PaymentStatus::Failed,
                    {u"c"_s, u"k"_s, u"m"_s, u"u"_s},
                    RetryAdvice::AfterTwoDays,
                    2};
    mandate.nextChargeAtMs = 40;
    mandate.version = 1;
    mandate.createdAtMs = 50;
    mandate.modifiedAtMs = 60;
    return mandate;
}

void TestMandateStore::roundTrip()
{
    StorageWorld world;
    MandateStore store(world.database);
    Mandate stored = mandate(world, u"man_1"_s);
    QVERIFY(store.insert(stored));
    QVERIFY(stored.rowId > 0);
    QCOMPARE(*store.find(world.merchant, stored.id), stored);
    QCOMPARE(store.find(world.other, stored.id).error().code, ErrorCode::NotFound);
    QCOMPARE(*store.forMethod(world.merchant, stored.paymentMethodId), QList<Mandate>{stored});
    QVERIFY(store.forMethod(world.other, stored.paymentMethodId)->isEmpty());
    QCOMPARE(store.insert(stored).error().code, ErrorCode::Duplicate);
    Mandate plain = mandate(world, u"man_2"_s);
    plain.terms = {};
    plain.terms.currency = plain.currency;
    plain.last = {};
    plain.paymentMethodId = {};
    QVERIFY(store.insert(plain));
    QCOMPARE(*store.find(world.merchant, plain.id), plain);
    QVERIFY(store.forMethod(world.merchant, {})->isEmpty());
}

void TestMandateStore::updateNeedsTheVersion()
{
    StorageWorld world;
    MandateStore store(world.database);
    Mandate stored = mandate(world, u"man_1"_s);
    QVERIFY(store.insert(stored));
    Mandate changed = stored;
    changed.paymentMethodId = {u"pm_other"_s};
    changed.status = MandateStatus::Revoked;
    changed.ended = MandateEnd::ByMerchant;
    changed.charged = 1;
    changed.pending = 2;
    changed.last = {
        {u"pay_x"_s},       3, 4, PaymentStatus::Succeeded, {u"1"_s, u"2"_s, u"3"_s, u"4"_s},
        RetryAdvice::Later, 5};
    changed.nextChargeAtMs = 6;
    changed.modifiedAtMs = 7;
    QCOMPARE(store.update(changed).error().code, ErrorCode::VersionConflict);
    changed.version = 2;
    QVERIFY(store.update(changed));
    QCOMPARE(*store.find(world.merchant, stored.id), changed);
    QCOMPARE(store.update(changed).error().code, ErrorCode::VersionConflict);
}

void TestMandateStore::neverAboveTheLimit()
{
    StorageWorld world;
    MandateStore store(world.database);
    Mandate stored = mandate(world, u"man_1"_s);
    QVERIFY(store.insert(stored));
    stored.version = 2;
    stored.pending += 1;
    QVERIFY(!store.update(stored)); // 9,000 is all that was agreed
    stored.pending -= 1;
    QVERIFY(store.update(stored));
    stored.version = 3;
    stored.charged = -1;
    QVERIFY(!store.update(stored));
}

void TestMandateStore::claims()
{
    StorageWorld world;
    MandateStore store(world.database);
    Mandate stored = mandate(world, u"man_1"_s);
    QVERIFY(store.insert(stored));
    const Payment other = world.stored(world.payment(u"pay_other"_s));
    QVERIFY(!*store.claim(world.merchant, stored.id, stored.paymentId));
    QVERIFY(store.keepClaim(world.merchant, stored.id, stored.paymentId, {700, false}));
    QVERIFY(store.keepClaim(world.merchant, stored.id, other.id, {5, false}));
    QVERIFY(store.keepClaim(world.merchant, stored.id, stored.paymentId, {600, true}));
    QCOMPARE(**store.claim(world.merchant, stored.id, stored.paymentId), (MandateClaim{600, true}));
    QVERIFY(!*store.claim(world.other, stored.id, stored.paymentId));
    QCOMPARE(*store.charges(world.merchant, stored.id, 10),
             (QList<PaymentId>{other.id, stored.paymentId}));
    QCOMPARE(store.charges(world.merchant, stored.id, 1)->size(), 1);
    QVERIFY(!store.keepClaim(world.merchant, {u"man_none"_s}, stored.paymentId, {1, true}));
}

void TestMandateStore::openOnes()
{
    StorageWorld world;
    MandateStore store(world.database);
    const QList<std::pair<MandateStatus, qint64>> rows = {{MandateStatus::Pending, 0},
                                                          {MandateStatus::Active, 0},
                                                          {MandateStatus::Inactive, 0},
                                                          {MandateStatus::Revoked, 0},
                                                          {MandateStatus::Revoked, 1}};
    Mandate stored = mandate(world, u"man_0"_s);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        stored.id = {u"man_%1"_s.arg(i)};
        stored.status = rows.at(i).first;
        stored.pending = rows.at(i).second;
        QVERIFY(store.insert(stored));
    }
    const auto open = store.open(world.merchant, stored.customerId);
    QVERIFY(open);
    QCOMPARE(open->size(), 3);
    QVERIFY(store.open(world.other, stored.customerId)->isEmpty());
}

void TestMandateStore::paymentColumns()
{
    StorageWorld world;
    Payment payment = world.payment(u"pay_1"_s);
    payment.offSession = true;
    payment.mitCategory = MitCategory::Installment;
    payment.mandateId = {u"man_1"_s};
    payment.networkTransactionId = u"ntx_1"_s;
    payment.processorToken = u"tok_1"_s;
    payment.retryAdvice = RetryAdvice::DoNotRetry;
    payment = world.stored(payment);
    QCOMPARE(*PaymentStore(world.database).find(world.merchant, payment.id), payment);
    payment.version += 1;
    payment.offSession = false;
    payment.mitCategory = MitCategory::None;
    payment.mandateId = {};
    QVERIFY(world.payments.update(payment));
    QCOMPARE(*PaymentStore(world.database).find(world.merchant, payment.id), payment);
    payment.version += 1;
    payment.networkTransactionId = u"ntx_2"_s;
    payment.processorToken = u"tok_2"_s;
    payment.retryAdvice = RetryAdvice::None;
    QVERIFY(world.payments.update(payment));
    QCOMPARE(*PaymentStore(world.database).find(world.merchant, payment.id), payment);
}

void TestMandateStore::tokensNeedTheirMethod()
{
    StorageWorld world;
    ProcessorTokenStore tokens(world.database);
    ProcessorToken token;
    token.merchantId = world.merchant;
    token.paymentMethodId = {u"pm_none"_s};
    token.connectorAccount = {u"mca_1"_s};
    token.token = u"tok_1"_s;
    QVERIFY(!tokens.keep(token));
    QCOMPARE(tokens.find(world.merchant, token.connectorAccount, token.token).error().code,
             ErrorCode::NotFound);
    QVERIFY(tokens.forMethod(world.merchant, token.paymentMethodId)->isEmpty());
}

/// Lists stay fast with many agreements: none of them sorts.
void TestMandateStore::readFromIndexes()
{
    StorageWorld world;
    const auto plan = [&](const QString &sql) {
        const auto query = world.database.transient(u"EXPLAIN QUERY PLAN "_s + sql);
        QStringList lines;
        if (world.database.run(*query)) {
            while (query->next())
                lines.append(query->value(3).toString());
        }
        return lines.join(u'\n');
    };
    const QString due = plan(u"SELECT * FROM mandate WHERE merchant_id = 'm' ORDER BY "
                             "next_charge_at_ms = 0, next_charge_at_ms, row_id LIMIT 100"_s);
    QVERIFY2(due.contains(u"mandate_by_next_charge"_s) && !due.contains(u"TEMP"_s),
             qPrintable(due));
    const QString newest =
        plan(u"SELECT * FROM mandate WHERE merchant_id = 'm' ORDER BY row_id DESC LIMIT 9"_s);
    QVERIFY2(newest.contains(u"INDEX"_s) && !newest.contains(u"TEMP"_s), qPrintable(newest));
    const QString method = plan(u"SELECT * FROM mandate WHERE merchant_id = 'm' AND "
                                "payment_method_id = 'p' AND payment_method_id <> '' "
                                "ORDER BY row_id DESC"_s);
    QVERIFY2(method.contains(u"mandate_by_method"_s) && !method.contains(u"TEMP"_s),
             qPrintable(method));
    const QString charges = plan(u"SELECT payment_id FROM mandate_charge WHERE merchant_id = 'm' "
                                 "AND mandate_id = 'a' ORDER BY row_id DESC LIMIT 9"_s);
    QVERIFY2(!charges.contains(u"TEMP"_s), qPrintable(charges));
}

QTEST_GUILESS_MAIN(TestMandateStore)
#include "testmandatestore.moc"

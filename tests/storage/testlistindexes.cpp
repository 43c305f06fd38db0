#include "services/domain/paymentquery.h"
#include "services/storage/accounthealthstore.h"
#include "services/storage/statusrulestore.h"
#include "tests/storage/storageworld.h"
#include "tests/support/seed.h"

#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;

/// What lists are filtered by has an index; small tables of set-up keep what they are given.
class TestListIndexes : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void filtersHaveAnIndex_data();
    void filtersHaveAnIndex();
    void healthNeverGoesBack();
    void rulesRoundTrip();
};

void TestListIndexes::filtersHaveAnIndex_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("index");
    QTest::newRow("refunded payments")
        << u"SELECT row_id FROM payment INDEXED BY payment_refunded WHERE merchant_id = 'm' AND "
           "refunded > 0 ORDER BY created_at_ms DESC, row_id DESC LIMIT 9"_s
        << u"payment_refunded"_s;
    QTest::newRow("refunds of a time")
        << u"SELECT count(*) FROM refund WHERE merchant_id = 'm' AND created_at_ms >= 1 AND "
           "created_at_ms <= 2"_s
        << u"refund_by_created"_s;
    QTest::newRow("newest refunds")
        << u"SELECT refund_id FROM refund WHERE merchant_id = 'm' ORDER BY row_id DESC LIMIT 9"_s
        << u"refund_by_merchant"_s;
}

void TestListIndexes::filtersHaveAnIndex()
{
    QFETCH(QString, sql);
    QFETCH(QString, index);
    StorageWorld world;
    const auto query = world.database.transient(u"EXPLAIN QUERY PLAN "_s + sql);
    QVERIFY(world.database.run(*query));
    QStringList lines;
    while (query->next())
        lines.append(query->value(3).toString());
    const QString plan = lines.join(u'\n');
    QVERIFY2(plan.contains(index) && !plan.contains(u"TEMP"_s), qPrintable(plan));
}

void TestListIndexes::healthNeverGoesBack()
{
    StorageWorld world;
    AccountHealthStore store(world.database);
    QVERIFY(store.lastSuccesses(world.merchant)->isEmpty());
    QVERIFY(store.put(world.merchant, {u"mca_1"_s}, 500));
    QVERIFY(store.put(world.merchant, {u"mca_1"_s}, 400));
    QVERIFY(store.put(world.merchant, {u"mca_2"_s}, 700));
    QVERIFY(store.put({u"merchant_other"_s}, {u"mca_1"_s}, 900));
    const auto known = store.lastSuccesses(world.merchant);
    QVERIFY(known.has_value());
    QCOMPARE(known->size(), 2);
    QCOMPARE(known->value({u"mca_1"_s}), 500);
}

void TestListIndexes::rulesRoundTrip()
{
    StorageWorld world;
    StatusRuleStore store(world.database);
    StatusRule rule;
    rule.key = {u"stripe"_s, u"Authorize"_s, u"sub_flow"_s, u"51"_s, u"No \"money\" 'here'"_s};
    rule.status = u"failure"_s;
    rule.routerError = u"r"_s;
    rule.triesAgain = true;
    rule.stepUpPossible = true;
    rule.clearPanPossible = true;
    rule.alternateNetworkPossible = true;
    rule.unified = {u"UE_1000"_s, u"words"_s, u"do_not_honor"_s, u"d"_s, u"g"_s};
    rule.errorCategory = u"hard_decline"_s;
    rule.createdAtMs = 5;
    rule.modifiedAtMs = 6;
    QVERIFY(store.insert(rule));
    QCOMPARE(store.insert(rule).error().code, ErrorCode::Duplicate);
    QVERIFY(*store.find(rule.key) == rule);
    rule.triesAgain = false;
    rule.modifiedAtMs = 7;
    QVERIFY(store.update(rule));
    QVERIFY(store.all()->first() == rule);
    QVERIFY(store.remove(rule.key));
    QCOMPARE(store.remove(rule.key).error().code, ErrorCode::NotFound);
    QCOMPARE(store.update(rule).error().code, ErrorCode::NotFound);
    QCOMPARE(store.find(rule.key).error().field, u"gsm_rule_id"_s);
}

QTEST_GUILESS_MAIN(TestListIndexes)
#include "testlistindexes.moc"

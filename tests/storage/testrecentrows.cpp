#include "services/storage/transaction.h"
#include "services/storage/writequeue.h"
#include "tests/storage/storageworld.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What the stores remember of their own writes, and when they must not.
class TestRecentRows : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void anUndoneHalfIsForgotten();
    void anUndoneTransactionIsForgotten();
    void aRowChangedElsewhereIsReadAnew_data();
    void aRowChangedElsewhereIsReadAnew();
    void merchantsDoNotShare();

private:
    static Result<> renamed(PaymentStore &store, Payment payment, const QString &text);
};

Result<> TestRecentRows::renamed(PaymentStore &store, Payment payment, const QString &text)
{
    payment.version += 1;
    payment.description = text;
    return store.update(payment);
}

void TestRecentRows::anUndoneHalfIsForgotten()
{
    StorageWorld world;
    const Payment payment = world.stored(world.payment(u"pay_a"_s));
    QVERIFY(world.database.begin());
    {
        const Savepoint undone(world.database);
        QVERIFY(renamed(world.payments, payment, u"undone"_s));
        QCOMPARE(world.payments.find(world.merchant, payment.id)->description, u"undone"_s);
    }
    QCOMPARE(*world.payments.find(world.merchant, payment.id), payment);
    QVERIFY(world.database.commit());
}

void TestRecentRows::anUndoneTransactionIsForgotten()
{
    StorageWorld world;
    const Payment payment = world.stored(world.payment(u"pay_a"_s));
    QVERIFY(world.database.begin());
    QVERIFY(renamed(world.payments, payment, u"undone"_s));
    Attempt attempt = world.attempt(payment);
    QVERIFY(world.payments.insertAttempt(attempt));
    const Operation operation = world.operation(payment, u"op_a"_s);
    QVERIFY(world.operations.insert(operation));
    world.database.rollback();
    QCOMPARE(*world.payments.find(world.merchant, payment.id), payment);
    QCOMPARE(world.payments.findAttempt(world.merchant, payment.id, 1).error().code,
             ErrorCode::NotFound);
    QCOMPARE(world.operations.find(world.merchant, operation.id).error().code, ErrorCode::NotFound);
}

void TestRecentRows::aRowChangedElsewhereIsReadAnew_data()
{
    QTest::addColumn<int>("companions"); // halves in the same group
    QTest::newRow("alone") << 0;
    QTest::newRow("in a group") << 3;
}

/// Another process has written the row that this one remembers: the half is run again on what is
/// there, and nothing of the other's is lost.
void TestRecentRows::aRowChangedElsewhereIsReadAnew()
{
    QFETCH(const int, companions);
    StorageWorld world;
    const Payment payment = world.stored(world.payment(u"pay_a"_s));
    Database elsewhere;
    QVERIFY(elsewhere.open({world.file, false, false}));
    PaymentStore theirs(elsewhere);
    QVERIFY(renamed(theirs, *theirs.find(world.merchant, payment.id), u"theirs"_s));

    WriteQueue queue(world.database);
    QList<bool> done;
    int runs = 0;
    const auto half = [&] {
        ++runs;
        Payment current = *world.payments.find(world.merchant, payment.id);
        current.version += 1;
        current.orderReference = u"ours"_s;
        return world.payments.update(current);
    };
    queue.enqueue(half, [&](const Result<> &result) { done.append(result.has_value()); });
    for (int i = 0; i < companions; ++i)
        queue.enqueue([] { return Result<>(); },
                      [&](const Result<> &result) { done.append(result.has_value()); });
    QTRY_COMPARE(done, QList<bool>(companions + 1, true));
    QCOMPARE(runs, 2);
    const Payment both = *PaymentStore(world.database).find(world.merchant, payment.id);
    QCOMPARE(both.description, u"theirs"_s);
    QCOMPARE(both.orderReference, u"ours"_s);
    QCOMPARE(both.version, payment.version + 2);
}

void TestRecentRows::merchantsDoNotShare()
{
    StorageWorld world;
    const Payment payment = world.stored(world.payment(u"pay_a"_s));
    QVERIFY(world.payments.find(world.merchant, payment.id));
    QCOMPARE(world.payments.find(world.other, payment.id).error().code, ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(TestRecentRows)
#include "testrecentrows.moc"

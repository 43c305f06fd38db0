#include "services/storage/dialectrows.h"
#include "services/storage/row.h"
#include "tests/engine/expect.h"
#include "tests/storage/storageworld.h"
#include "tests/support/seed.h"

#include <QSqlQuery>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;

/// Rows that are read without Qt's driver say what it says.
class TestDialectRows : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void readsWhatTheDriverReads();
    void paymentsAreTheSame();
    void stopsWhereItIsTold();
    void saysWhatIsWrong();
};

void TestDialectRows::readsWhatTheDriverReads()
{
    StorageWorld world;
    OX_OK(world.run(u"CREATE TABLE seen (number INTEGER, text TEXT, bytes BLOB)"_s));
    const QString odd = u"\u00e9\U0001F600 '\"; DROP TABLE seen"_s + QChar(0) + u"end"_s;
    QSqlQuery &insert = world.database.prepared(u"INSERT INTO seen VALUES (?, ?, ?)"_s);
    const QByteArray bytes("\x00\xff\x1f", 3);
    Binder(insert) << std::numeric_limits<qint64>::min() << odd << bytes;
    OX_OK(world.database.run(insert));
    OX_OK(world.run(u"INSERT INTO seen VALUES (7, '', NULL)"_s));

    const QString sql = u"SELECT number, text, bytes FROM seen WHERE text = ? AND number < ?"_s;
    const auto read = [](dialect::RowInPlace &row) {
        const qint64 number = row.number();
        const QString text = row.text();
        return Result<QVariantList>(QVariantList{number, text, row.bytes().toByteArray()});
    };
    const auto first =
        dialect::firstRow<QVariantList>(world.database.prepared(sql), {odd, qint64(0)}, read);
    OX_OK(first);
    QCOMPARE(first->at(0).toLongLong(), std::numeric_limits<qint64>::min());
    QCOMPARE(first->at(1).toString(), odd);
    QCOMPARE(first->at(2).toByteArray(), bytes);
    const auto empty =
        dialect::firstRow<QVariantList>(world.database.prepared(sql), {QString(), qint64(8)}, read);
    OX_OK(empty);
    QCOMPARE(empty->at(1).toString(), QString());
    QCOMPARE(empty->at(2).toByteArray(), QByteArray());
    const auto none =
        dialect::firstRow<QVariantList>(world.database.prepared(sql), {u"x"_s, qint64(8)}, read);
    OX_REFUSED(none, ErrorCode::NotFound, QString());
}

void TestDialectRows::paymentsAreTheSame()
{
    StorageWorld world;
    const Payment payment = world.stored(world.payment(u"pay_a"_s));
    const Operation operation = world.operation(payment, u"op_a"_s);
    OX_OK(world.operations.insert(operation));
    PaymentStore later(world.database); // remembers nothing
    OperationStore laterOperations(world.database);
    const Result<Payment> found = later.find(world.merchant, payment.id);
    OX_OK(found);
    QCOMPARE(*found, payment);
    OX_REFUSED(later.find(world.other, payment.id), ErrorCode::NotFound, u"payment_id"_s);
    QCOMPARE(*laterOperations.find(world.merchant, operation.id), operation);
    QCOMPARE(*laterOperations.forPayment(world.merchant, payment.id), QList<Operation>{operation});
    QVERIFY(laterOperations.forPayment(world.other, payment.id)->isEmpty());
}

void TestDialectRows::stopsWhereItIsTold()
{
    StorageWorld world;
    QSqlQuery &query = world.database.prepared(
        u"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) "
        "SELECT i FROM n WHERE i > ?"_s);
    qint64 sum = 0;
    const auto upToSix = [&sum](dialect::RowInPlace &row) {
        const qint64 number = row.number();
        sum += number;
        return number < 6;
    };
    OX_OK(dialect::eachRow(query, {qint64(3)}, upToSix));
    QCOMPARE(sum, qint64(4 + 5 + 6));
    // Nothing is left open: what another connection wrote is seen, and the log can be emptied.
    Database other;
    OX_OK(other.open({world.file, false, false}));
    OX_OK(other.execute(u"CREATE TABLE later (n INTEGER)"_s));
    QCOMPARE(world.value(u"PRAGMA wal_checkpoint(TRUNCATE)"_s), u"0"_s);
    sum = 0;
    OX_OK(dialect::eachRow(query, {qint64(5)}, upToSix));
    QCOMPARE(sum, qint64(6));
    const auto all = dialect::allRows<qint64>(
        query, {qint64(7)}, [](dialect::RowInPlace &row) { return Result<qint64>(row.number()); });
    OX_OK(all);
    QCOMPARE(*all, QList<qint64>({8, 9}));
    // The driver can have it back.
    Binder(query) << qint64(8);
    OX_OK(world.database.run(query));
    QVERIFY(query.next());
    QCOMPARE(query.value(0).toLongLong(), qint64(9));
}

void TestDialectRows::saysWhatIsWrong()
{
    StorageWorld world;
    const auto never = [](dialect::RowInPlace &) { return true; };
    QVERIFY(!dialect::eachRow(world.database.prepared(u"SELECT x FROM nowhere"_s), {}, never));
    QSqlQuery &failing = world.database.prepared(u"SELECT abs(?)"_s);
    const auto ran = dialect::eachRow(failing, {std::numeric_limits<qint64>::min()}, never);
    OX_REFUSED(ran, ErrorCode::Internal, QString());
    QVERIFY(ran.error().detail.contains(u"overflow"_s));
    OX_OK(dialect::eachRow(failing, {qint64(-1)}, never));
    const auto strange = dialect::allRows<int>(failing, {qint64(1)}, [](dialect::RowInPlace &) {
        return Result<int>(ErrorCode::TooLong);
    });
    OX_REFUSED(strange, ErrorCode::TooLong, QString());
}

QTEST_GUILESS_MAIN(TestDialectRows)
#include "testdialectrows.moc"

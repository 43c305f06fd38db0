#include "services/storage/journalstore.h"
#include "tests/storage/storageworld.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// The guards that make mistakes impossible: every index and check refuses what it must, and takes
/// what it must.
class TestSchema : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void paymentChecks_data();
    void paymentChecks();
    void everyStatusIsTaken();
    void everyOperationKindAndStateIsTaken();
    void unknownTextsAreRefused_data();
    void unknownTextsAreRefused();
    void operationIndexes_data();
    void operationIndexes();
    void oneOpenOperation_data();
    void oneOpenOperation();
    void appendOnly_data();
    void appendOnly();
    void foreignKeysHold();
    void rowsNameTheirMerchant();
};

void TestSchema::paymentChecks_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<bool>("taken");
    // The stored payment: captured 3000, pending 400, limit 9998, refunded 50, pending 6.
    QTest::newRow("captured at the limit") << u"captured = 9598"_s << true;
    QTest::newRow("captured above the limit") << u"captured = 9599"_s << false;
    QTest::newRow("pending at the limit") << u"capture_pending = 6998"_s << true;
    QTest::newRow("pending above the limit") << u"capture_pending = 6999"_s << false;
    QTest::newRow("limit below captured") << u"capture_limit = 3399"_s << false;
    QTest::newRow("refunded all") << u"refunded = 2994"_s << true;
    QTest::newRow("refunded too much") << u"refunded = 2995"_s << false;
    QTest::newRow("refund pending too much") << u"refund_pending = 2951"_s << false;
    for (const QString &column :
         {u"captured"_s, u"capture_pending"_s, u"refunded"_s, u"refund_pending"_s, u"amount"_s,
          u"net_amount"_s, u"amount_to_capture"_s, u"authorized"_s, u"attempt_count"_s,
          u"version"_s})
        QTest::newRow(qPrintable(u"negative "_s + column)) << QString(column + u" = -1"_s) << false;
    QTest::newRow("largest amount") << u"amount = 999999999"_s << true;
    QTest::newRow("amount too large") << u"amount = 1000000000"_s << false;
    QTest::newRow("limit too large") << u"capture_limit = 1000000000"_s << false;
    QTest::newRow("status") << u"status = 'done'"_s << false;
    QTest::newRow("capture method") << u"capture_method = 'some'"_s << false;
    QTest::newRow("authentication") << u"authentication_type = ''"_s << false;
    QTest::newRow("flag") << u"outcome_unknown = 2"_s << false;
    QTest::newRow("five last digits") << u"last4 = '42424'"_s << false;
    QTest::newRow("whole card number") << u"card_bin = '4242424242424242'"_s << false;
    QTest::newRow("null") << u"status = NULL"_s << false;
    QTest::newRow("empty id") << u"payment_id = ''"_s << false;
    QTest::newRow("unknown profile") << u"profile_id = 'pro_none'"_s << false;
    QTest::newRow("unknown merchant") << u"merchant_id = 'mer_none'"_s << false;
}

void TestSchema::paymentChecks()
{
    QFETCH(QString, change);
    QFETCH(bool, taken);
    StorageWorld world;
    world.stored(world.payment(u"pay_a"_s));
    const Result<> ran = world.run(u"UPDATE payment SET "_s + change);
    QCOMPARE(ran.has_value(), taken);
    if (!taken)
        QCOMPARE(ran.error().code, ErrorCode::Internal);
}

void TestSchema::everyStatusIsTaken()
{
    StorageWorld world;
    for (const PaymentStatus status : allPaymentStatuses()) {
        Payment payment = world.payment(u"pay_"_s + toText(status));
        payment.status = status;
        payment = world.stored(payment);
        QCOMPARE(PaymentStore(world.database).find(world.merchant, payment.id)->status, status);
    }
    const Payment payment = world.stored(world.payment(u"pay_a"_s));
    int number = 0;
    for (const AttemptStatus status : allAttemptStatuses()) {
        Attempt attempt = world.attempt(payment, ++number);
        attempt.status = status;
        QVERIFY2(world.payments.insertAttempt(attempt), qPrintable(toText(status)));
        QCOMPARE(
            PaymentStore(world.database).findAttempt(world.merchant, payment.id, number)->status,
            status);
    }
}

void TestSchema::everyOperationKindAndStateIsTaken()
{
    StorageWorld world;
    int number = 0;
    for (int kind = 0; kind <= static_cast<int>(OperationKind::Increment); ++kind) {
        for (int state = 0; state <= static_cast<int>(OperationState::AbortedBeforeSend); ++state) {
            const QString name = QString::number(++number);
            const Payment payment = world.stored(world.payment(u"pay_"_s + name));
            Operation operation = world.operation(payment, u"op_"_s + name);
            operation.kind = static_cast<OperationKind>(kind);
            operation.state = static_cast<OperationState>(state);
            QVERIFY(world.operations.insert(operation));
            QCOMPARE(*OperationStore(world.database).find(world.merchant, operation.id), operation);
        }
    }
}

void TestSchema::unknownTextsAreRefused_data()
{
    QTest::addColumn<QString>("change");
    QTest::newRow("operation state") << u"UPDATE operation SET state = 'failed'"_s;
    QTest::newRow("operation kind") << u"UPDATE operation SET op_kind = 'refund_all'"_s;
    QTest::newRow("operation sequence") << u"UPDATE operation SET op_seq = 0"_s;
    QTest::newRow("operation fence") << u"UPDATE operation SET fence = 0"_s;
    QTest::newRow("operation amount") << u"UPDATE operation SET amount = -1"_s;
    QTest::newRow("attempt status") << u"UPDATE attempt SET status = 'ok'"_s;
    QTest::newRow("merchant mode") << u"UPDATE merchant SET test_mode = 2"_s;
    QTest::newRow("two installations") << u"INSERT INTO installation VALUES (2, zeroblob(32))"_s;
    QTest::newRow("short key") << u"INSERT INTO installation VALUES (1, x'00')"_s;
}

void TestSchema::unknownTextsAreRefused()
{
    QFETCH(QString, change);
    StorageWorld world;
    const Payment payment = world.stored(world.payment(u"pay_a"_s));
    QVERIFY(world.payments.insertAttempt(world.attempt(payment)));
    QVERIFY(world.operations.insert(world.operation(payment, u"op_a"_s)));
    const Result<> ran = world.run(change);
    QVERIFY(!ran);
    QCOMPARE(ran.error().code, ErrorCode::Internal);
}

void TestSchema::operationIndexes_data()
{
    QTest::addColumn<QString>("same");
    QTest::addColumn<QString>("field");
    QTest::newRow("op_identity") << u"sequence"_s << u"op_seq"_s;
    QTest::newRow("op_key") << u"key"_s << u"idem_key"_s;
    QTest::newRow("proc_ref") << u"reference"_s << u"processor_ref"_s;
    QTest::newRow("client") << u"client"_s << u"client_operation_id"_s;
    QTest::newRow("id") << u"id"_s << u"operation_id"_s;
    QTest::newRow("nothing") << u""_s << u""_s;
    QTest::newRow("empty texts are not equal") << u"empty"_s << u""_s;
}

void TestSchema::operationIndexes()
{
    QFETCH(QString, same);
    QFETCH(QString, field);
    StorageWorld world;
    const Payment payment = world.stored(world.payment(u"pay_a"_s));
    Operation first = world.operation(payment, u"op_a"_s, 1);
    first.state = OperationState::Succeeded;
    Operation second = world.operation(payment, u"op_b"_s, 2);
    second.state = OperationState::Succeeded;
    if (same == "sequence"_L1)
        second.sequence = first.sequence;
    else if (same == "key"_L1)
        second.idempotencyKey = first.idempotencyKey;
    else if (same == "reference"_L1)
        second.processorReference = first.processorReference;
    else if (same == "client"_L1)
        second.clientOperationId = first.clientOperationId;
    else if (same == "id"_L1)
        second.id = first.id;
    else if (same == "empty"_L1) {
        for (Operation *operation : {&first, &second}) {
            operation->clientOperationId.clear();
            operation->processorReference.clear();
        }
    }
    QVERIFY(world.operations.insert(first));
    const Result<> inserted = world.operations.insert(second);
    QCOMPARE(inserted.has_value(), field.isEmpty());
    if (!field.isEmpty()) {
        QCOMPARE(inserted.error().code, ErrorCode::Duplicate);
        QCOMPARE(inserted.error().field, field);
    }
}

void TestSchema::oneOpenOperation_data()
{
    QTest::addColumn<OperationState>("held");
    QTest::addColumn<bool>("free");
    for (int i = 0; i <= static_cast<int>(OperationState::AbortedBeforeSend); ++i) {
        const auto state = static_cast<OperationState>(i);
        QTest::newRow(qPrintable(toText(state))) << state << !holdsPayment(state);
    }
}

void TestSchema::oneOpenOperation()
{
    QFETCH(OperationState, held);
    QFETCH(bool, free);
    StorageWorld world;
    const Payment payment = world.stored(world.payment(u"pay_a"_s));
    Operation first = world.operation(payment, u"op_a"_s, 1);
    first.state = held;
    QVERIFY(world.operations.insert(first));
    Operation second = world.operation(payment, u"op_b"_s, 2);
    second.state = OperationState::Prepared;
    const Result<> inserted = world.operations.insert(second);
    QCOMPARE(inserted.has_value(), free);
    if (!free)
        QCOMPARE(inserted.error().code, ErrorCode::Busy);
    // Another payment, and the same id of another merchant, are not concerned.
    Payment foreign = world.payment(u"pay_a"_s);
    foreign.merchantId = world.other;
    foreign = world.stored(foreign);
    Operation third = world.operation(foreign, u"op_c"_s, 1);
    QVERIFY(world.operations.insert(third));
}

void TestSchema::appendOnly_data()
{
    QTest::addColumn<QString>("change");
    for (const QString &table : {u"audit"_s, u"event_log"_s, u"payment_step"_s}) {
        const QString column = table == "payment_step"_L1 ? u"amount"_s : u"at_ms"_s;
        QTest::newRow(qPrintable(table + u" update"_s))
            << QString(u"UPDATE "_s + table + u" SET "_s + column + u" = 1"_s);
        QTest::newRow(qPrintable(table + u" delete"_s)) << QString(u"DELETE FROM "_s + table);
    }
}

void TestSchema::appendOnly()
{
    QFETCH(QString, change);
    StorageWorld world;
    const Payment payment = world.stored(world.payment(u"pay_a"_s));
    JournalStore journal(world.database);
    QVERIFY(journal.appendAudit({5, world.merchant, u"operator:ann"_s, u"payment.create"_s,
                                 u"pay_a"_s, u"processing"_s, u"amount=1"_s}));
    QVERIFY(
        journal.appendEvent(world.merchant, u"payment.changed"_s, u"pay_a"_s, payment.rowId, 6));
    QVERIFY(world.payments.appendStep(payment, world.step(u"created"_s)));
    const Result<> ran = world.run(change);
    QVERIFY(!ran);
    QVERIFY2(ran.error().detail.contains("append-only"_L1), qPrintable(ran.error().detail));
    QCOMPARE(world.value(u"SELECT count(*) FROM audit"_s), u"1"_s);
    QCOMPARE(world.value(u"SELECT at_ms || merchant_id || actor || action || object || result || "
                         "detail FROM audit"_s),
             u"5mer_oneoperator:annpayment.createpay_aprocessingamount=1"_s);
    QCOMPARE(world.value(u"SELECT merchant_id || kind || object_id || object_row_id || at_ms "
                         "FROM event_log"_s),
             u"mer_onepayment.changedpay_a16"_s);
    QCOMPARE(world.value(u"SELECT amount FROM payment_step"_s), u"123"_s);
}

void TestSchema::foreignKeysHold()
{
    StorageWorld world;
    const Payment missing = world.payment(u"pay_none"_s);
    QVERIFY(!world.operations.insert(world.operation(missing, u"op_a"_s)));
    QCOMPARE(world.payments.insertAttempt(world.attempt(missing)).error().code,
             ErrorCode::NotFound);
    QCOMPARE(world.payments.appendStep(missing, world.step(u"x"_s)).error().code,
             ErrorCode::NotFound);
    const Payment payment = world.stored(world.payment(u"pay_a"_s));
    CallOutcome outcome;
    QVERIFY(!world.operations.insertCall(world.operation(payment, u"op_none"_s), outcome, true, 1));
}

void TestSchema::rowsNameTheirMerchant()
{
    StorageWorld world;
    const QString without = world.value(
        u"SELECT group_concat(name) FROM sqlite_master m WHERE type = 'table' AND name NOT IN "
        "('installation', 'write_probe', 'schema_migration', 'vault_header', 'audit_head', "
        "'vault_key_generation', 'status_rule') AND name NOT LIKE 'sqlite_%' AND "
        "NOT EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'merchant_id')"_s);
    QCOMPARE(without, QString());
}

QTEST_GUILESS_MAIN(TestSchema)
#include "testschema.moc"

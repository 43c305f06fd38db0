#include "services/storage/paymentreader.h"
#include "tests/storage/storageworld.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QStringList idsOf(const Result<QList<Payment>> &payments)
{
    QStringList ids;
    if (!payments)
        return {u"failed: "_s + payments.error().detail};
    for (const Payment &payment : *payments)
        ids.append(payment.id.value);
    return ids;
}

} // namespace

/// Finding many payments, and many operations, by what others call them.
class TestPaymentNames : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }

    void eachNameFindsItsOwn()
    {
        StorageWorld world;
        const auto store = [&](const QString &id, const QString &order, const QString &transaction,
                               const MerchantId &merchant) {
            Payment payment = world.payment(id);
            payment.merchantId = merchant;
            payment.orderReference = order;
            payment.processorReference = transaction;
            return world.stored(payment);
        };
        const Payment first = store(u"pay_a"_s, u"Grün-1"_s, u"sim_a"_s, world.merchant);
        store(u"pay_b"_s, u"grün-1"_s, u"sim_b"_s, world.merchant);
        store(u"pay_c"_s, {}, {}, world.merchant);
        store(u"pay_d"_s, u"Grün-1"_s, u"sim_a"_s, world.other);
        PaymentReader reader(world.database);
        const auto find = [&](const PaymentNames &names) {
            return idsOf(reader.named(world.merchant, names));
        };
        QCOMPARE(find({{u"GRÜN-1"_s}, {}, {}}), QStringList({u"pay_a"_s, u"pay_b"_s}));
        QCOMPARE(find({{}, {u"pay_c"_s, u"pay_d"_s}, {}}), QStringList({u"pay_c"_s}));
        QCOMPARE(find({{}, {}, {u"sim_a"_s}}), QStringList({u"pay_a"_s}));
        QCOMPARE(find({{u"grün-1"_s}, {u"pay_a"_s}, {u"sim_b"_s}}),
                 QStringList({u"pay_a"_s, u"pay_b"_s})); // each once
        QCOMPARE(find({{u"grün-1'; DROP TABLE payment"_s, u"%"_s}, {}, {}}), QStringList());
        // A line that names nothing does not mean the payments without a name.
        QCOMPARE(find({{QString(), u""_s}, {QString()}, {QString(), u""_s}}), QStringList());
        QCOMPARE(find({}), QStringList());
        QCOMPARE(*reader.named(world.merchant, {{}, {u"pay_a"_s}, {}}), QList<Payment>{first});
    }

    void manyAreFoundInChunks_data()
    {
        QTest::addColumn<int>("count");
        for (const int count : {1, 127, 128, 129, 300})
            QTest::addRow("%d", count) << count;
    }
    void manyAreFoundInChunks()
    {
        QFETCH(const int, count);
        StorageWorld world;
        PaymentNames names;
        QStringList wanted;
        for (int i = 0; i < 305; ++i) {
            const QString id = u"pay_%1"_s.arg(i, 4, 10, QChar(u'0'));
            Payment payment = world.payment(id);
            payment.orderReference = u"A-%1"_s.arg(i);
            payment.processorReference = u"sim_%1"_s.arg(i);
            world.stored(payment);
            if (i < count) {
                names.orderReferences.append(payment.orderReference);
                wanted.append(id);
            }
        }
        PaymentReader reader(world.database);
        QCOMPARE(idsOf(reader.named(world.merchant, names)), wanted);
    }

    void operationsByClientId()
    {
        StorageWorld world;
        QStringList ids;
        for (int i = 0; i < 200; ++i) {
            const Payment payment = world.stored(world.payment(u"pay_%1"_s.arg(i)));
            Operation operation = world.operation(payment, u"op_%1"_s.arg(i));
            operation.clientOperationId = u"man_%1"_s.arg(i);
            operation.idempotencyKey = u"key_%1"_s.arg(i);
            operation.processorReference = u"ref_%1"_s.arg(i);
            QVERIFY(world.operations.insert(operation));
            ids.append(operation.clientOperationId);
        }
        const auto found = world.operations.findByClientIds(world.merchant, ids);
        QVERIFY(found);
        QCOMPARE(found->size(), 200);
        QCOMPARE(world.operations.findByClientIds(world.merchant, {u"man_7"_s, QString(), u"no"_s})
                     ->size(),
                 1);
        QCOMPARE(world.operations.findByClientIds(world.merchant, {})->size(), 0);
        QCOMPARE(world.operations.findByClientIds(world.other, ids)->size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestPaymentNames)
#include "testpaymentnames.moc"

#include "models/refundtablemodel.h"

#include "tests/support/pageworld.h"
#include "tests/support/seed.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// The list of refunds: pages, the filter, and what comes in while somebody looks.
class RefundTableModelTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void readsNothingWhileNobodyLooks();
    void readsPageByPage();
    void filtersByStatus();
    void changedRefundsShowInPlace();
    void newOnesComeInOnTop();
    void changesDeepDownWaitForTheirPage();
    void manyChangesAreOneReading();
    void failureIsToldAndTriedAgain();
    void saysItInWords_data();
    void saysItInWords();
};

namespace {

struct Table
{
    explicit Table(int refunds)
    {
        world.refunds.generate(refunds);
        model.setActive(true);
    }
    QString text(int row, RefundColumn column) const
    {
        return model.index(row, static_cast<int>(column)).data().toString();
    }
    void publish(const Refund &refund) { emit world.events.paymentChanged(refund.paymentId, 1); }

    PageWorld world;
    RefundTableModel model{world.workspace};
};

/// Watches the model from now on. It reads on by itself, so only where everything is there.
struct Watched : QAbstractItemModelTester
{
    explicit Watched(Table &table)
        : QAbstractItemModelTester(&table.model, FailureReportingMode::QtTest)
    {
    }
};

} // namespace

void RefundTableModelTest::readsNothingWhileNobodyLooks()
{
    PageWorld world;
    world.refunds.generate(10);
    RefundTableModel model(world.workspace);
    emit world.events.paymentChanged({u"pay_1"_s}, 1);
    model.reload();
    QTest::qWait(20);
    QVERIFY(world.refunds.listed.isEmpty());
    model.setActive(true);
    QTRY_COMPARE(model.rowCount(), 10);
    model.setActive(false);
    model.setActive(true);
    QCOMPARE(world.refunds.listed.size(), 1); // nothing has changed since
    model.setActive(false);
    emit world.events.paymentChanged({u"pay_1"_s}, 1);
    model.setActive(true);
    QCOMPARE(world.refunds.listed.size(), 2);
}

void RefundTableModelTest::readsPageByPage()
{
    Table table(250);
    QTRY_COMPARE(table.model.rowCount(), 100);
    QVERIFY(!table.model.isComplete());
    table.model.fetchMore({});
    QTRY_COMPARE(table.model.rowCount(), 200);
    table.model.fetchMore({});
    QTRY_COMPARE(table.model.rowCount(), 250);
    QVERIFY(table.model.isComplete());
    QVERIFY(!table.model.canFetchMore({}));
    for (int row = 0; row < 250; ++row)
        QCOMPARE(table.model.refund(row)->rowId, 250 - row);
    QCOMPARE(table.world.refunds.listed.size(), 3);
}

void RefundTableModelTest::filtersByStatus()
{
    Table table(250);
    QTRY_COMPARE(table.model.rowCount(), 100);
    table.model.setStatus(RefundStatus::Failed);
    QTRY_VERIFY(table.model.isComplete());
    const Watched watched(table);
    QVERIFY(table.model.rowCount() > 20);
    for (int row = 0; row < table.model.rowCount(); ++row)
        QCOMPARE(table.model.refund(row)->status, RefundStatus::Failed);
    // One that is failed no more goes, another one comes.
    Refund first = *table.model.refund(0);
    const int rows = table.model.rowCount();
    first.status = RefundStatus::Succeeded;
    table.world.refunds.keep(first);
    table.publish(first);
    QTRY_COMPARE(table.model.rowCount(), rows - 1);
    first.status = RefundStatus::Failed;
    table.world.refunds.keep(first);
    table.publish(first);
    QTRY_COMPARE(table.model.rowCount(), rows);
    QCOMPARE(table.model.refund(0)->id, first.id);
}

void RefundTableModelTest::changedRefundsShowInPlace()
{
    Table table(30);
    QSignalSpy refreshed(&table.model, &RefundTableModel::refreshed);
    QTRY_COMPARE(table.model.rowCount(), 30);
    const Watched watched(table);
    Refund fifth = *table.model.refund(5);
    fifth.status = RefundStatus::Failed;
    fifth.error = {u"refund_reversed"_s, u"processor_error"_s, {}, {}};
    table.world.refunds.keep(fifth);
    table.publish(fifth);
    QTRY_COMPARE(refreshed.size(), 1);
    QCOMPARE(refreshed.first().first().toInt(), 5);
    QCOMPARE(table.text(5, RefundColumn::Status), u"Came back"_s);
    QCOMPARE(table.model.rowCount(), 30);
}

void RefundTableModelTest::newOnesComeInOnTop()
{
    Table table(0);
    QTRY_VERIFY(table.model.isComplete());
    const Watched watched(table);
    Refund made = FakeRefunds::sample(1);
    for (int count = 1; count < 4; ++count) {
        made.id.value = u"ref_new%1"_s.arg(count);
        table.world.refunds.keep(made);
        table.publish(made);
        QTRY_COMPARE(table.model.rowCount(), count);
        QCOMPARE(table.model.refund(0)->id, made.id);
    }
}

/// A row that belongs below what has been read must not stand behind the last one: the next page
/// would begin after it.
void RefundTableModelTest::changesDeepDownWaitForTheirPage()
{
    Table table(250);
    QTRY_COMPARE(table.model.rowCount(), 100);
    Refund deep = FakeRefunds::sample(10);
    deep.status = RefundStatus::Review;
    table.world.refunds.keep(deep);
    const qsizetype asked = table.world.refunds.listed.size();
    table.publish(deep);
    QTRY_VERIFY(table.world.refunds.listed.size() > asked);
    QTest::qWait(20);
    QCOMPARE(table.model.rowCount(), 100);
    table.model.fetchMore({});
    table.model.fetchMore({});
    QTRY_COMPARE(table.model.rowCount(), 200);
}

void RefundTableModelTest::manyChangesAreOneReading()
{
    Table table(200);
    QTRY_COMPARE(table.model.rowCount(), 100);
    const qsizetype asked = table.world.refunds.listed.size();
    for (int row = 0; row < 90; ++row)
        table.publish(*table.model.refund(row));
    QTRY_VERIFY(table.world.refunds.listed.size() > asked);
    QTest::qWait(300);
    QCOMPARE(table.world.refunds.listed.size(), asked + 1);
}

void RefundTableModelTest::failureIsToldAndTriedAgain()
{
    PageWorld world;
    world.refunds.generate(5);
    world.refunds.failure = Error{ErrorCode::StorageUnavailable};
    RefundTableModel model(world.workspace);
    model.setActive(true);
    QTRY_VERIFY(model.failure().has_value());
    QCOMPARE(model.rowCount(), 0);
    world.refunds.failure.reset();
    model.reload();
    QTRY_COMPARE(model.rowCount(), 5);
    QVERIFY(!model.failure());
}

void RefundTableModelTest::saysItInWords_data()
{
    QTest::addColumn<QString>("status");
    QTest::addColumn<bool>("planned");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("category");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("error");
    QTest::newRow("planned") << u"pending"_s << true << QString() << QString() << u"Planned"_s
                             << QString();
    QTest::newRow("pending") << u"pending"_s << false << QString() << QString() << u"In progress"_s
                             << QString();
    QTest::newRow("unknown") << u"pending"_s << false << u"timeout"_s << u"unknown_outcome"_s
                             << u"Not known yet"_s << u"no answer from the processor yet"_s;
    QTest::newRow("done") << u"succeeded"_s << false << QString() << QString() << u"Refunded"_s
                          << QString();
    QTest::newRow("failed") << u"failed"_s << false << u"x"_s << u"not_refundable"_s << u"Failed"_s
                            << u"cannot be refunded"_s;
    QTest::newRow("given up") << u"failed"_s << false << u"cancelled"_s << u"merchant_cancelled"_s
                              << u"Given up"_s << QString();
    QTest::newRow("came back") << u"failed"_s << false << u"refund_reversed"_s
                               << u"processor_error"_s << u"Came back"_s
                               << u"the customer's bank sent it back"_s;
    QTest::newRow("does not match")
        << u"review"_s << false << u"amount_mismatch"_s << u"integrity"_s << u"Does not match"_s
        << u"the processor confirmed something else"_s;
}

void RefundTableModelTest::saysItInWords()
{
    QFETCH(QString, status);
    QFETCH(bool, planned);
    QFETCH(QString, code);
    QFETCH(QString, category);
    Table table(0);
    QTRY_VERIFY(table.model.isComplete());
    Refund refund = FakeRefunds::sample(1);
    refund.status = *refundStatusFromText(status);
    refund.dueAtMs = planned ? table.world.clock.nowMs() + 3'600'000 : 0;
    refund.error = {code, category, {}, {}};
    table.world.refunds.keep(refund);
    table.publish(refund);
    QTRY_COMPARE(table.model.rowCount(), 1);
    QTEST(table.text(0, RefundColumn::Status), "word");
    QTEST(table.text(0, RefundColumn::Error), "error");
    QCOMPARE(table.text(0, RefundColumn::RequestedBy), u"Robin"_s);
    QCOMPARE(table.text(0, RefundColumn::Payment), refund.paymentId.value);
    QCOMPARE(table.text(0, RefundColumn::Processed).startsWith(u"planned: "_s), planned);
}

QTEST_GUILESS_MAIN(RefundTableModelTest)
#include "refundtablemodeltest.moc"

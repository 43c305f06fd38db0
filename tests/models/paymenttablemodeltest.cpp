#include "models/paymenttablemodel.h"

#include "models/displaytext.h"
#include "models/selectionkeeper.h"
#include "services/domain/paymentlifecycle.h"
#include "tests/support/pageworld.h"
#include "tests/support/seed.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

PaymentQuery holds()
{
    PaymentQuery query;
    query.filter.statuses = {PaymentStatus::RequiresCapture};
    return query;
}

QString cell(const PaymentTableModel &model, int row, PaymentColumn column)
{
    return model.index(row, static_cast<int>(column)).data().toString();
}

} // namespace

class TestPaymentTableModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }

    void showsTheFirstPageBeforeTheOrderingIsRead()
    {
        PageWorld world;
        world.lists.generate(1'000);
        world.lists.orderingAnswers.hold = true;
        PaymentTableModel model(world.workspace);
        const QAbstractItemModelTester tester(&model);
        model.setQuery({});
        QTRY_COMPARE(model.rowCount(), PaymentTableModel::kPageSize);
        QVERIFY(!model.isComplete());
        QCOMPARE(cell(model, 0, PaymentColumn::OrderReference), u"A-101000"_s);
        QTRY_COMPARE(world.lists.orderingAnswers.waiting(), 1);
        world.lists.orderingAnswers.answerNext();
        QTRY_COMPARE(model.rowCount(), 1'000);
        QVERIFY(model.isComplete());
        QVERIFY(world.lists.rowsAsked.isEmpty()); // nobody has looked further
    }

    void readsPagesWhenTheyAreLookedAt()
    {
        PageWorld world;
        world.lists.generate(1'000);
        PaymentTableModel model(world.workspace);
        model.setQuery({});
        QTRY_COMPARE(model.rowCount(), 1'000);
        QVERIFY(!model.index(700, 0).data(PaymentTableModel::LoadedRole).toBool());
        QCOMPARE(cell(model, 700, PaymentColumn::Customer), QString());
        QTRY_VERIFY(model.index(700, 0).data(PaymentTableModel::LoadedRole).toBool());
        QCOMPARE(model.index(700, 0).data(PaymentTableModel::RowIdRole).toLongLong(), 300);
        QCOMPARE(model.index(700, 0).data(PaymentTableModel::PaymentIdRole).toString(),
                 FakePaymentLists::sample(300).id.value);
        QCOMPARE(world.lists.rowsAsked.size(), 1);
        QCOMPARE(world.lists.rowsAsked.first().size(), PaymentTableModel::kPageSize);
        QCOMPARE(world.lists.rowsAsked.first().first(), 1'000 - 640); // page 5 begins at row 640
    }

    void keepsSixtyFourPages()
    {
        PageWorld world;
        world.lists.generate(128 * 80);
        PaymentTableModel model(world.workspace);
        model.setQuery({});
        QTRY_COMPARE(model.rowCount(), 128 * 80);
        for (int page = 1; page < 80; ++page) {
            model.rowAt(page * 128);
            QTRY_VERIFY(model.loadedRow(model.rowIdAt(page * 128)));
        }
        QVERIFY(!model.loadedRow(model.rowIdAt(0)));
        QVERIFY(model.loadedRow(model.rowIdAt(79 * 128)));
        int loaded = 0;
        for (int row = 0; row < model.rowCount(); ++row)
            loaded += model.loadedRow(model.rowIdAt(row)) ? 1 : 0;
        QCOMPARE(loaded, 64 * 128);
    }

    void dropsAnswersToAnOlderQuestion()
    {
        PageWorld world;
        world.lists.generate(2'000);
        world.lists.firstPageAnswers.hold = true;
        PaymentTableModel model(world.workspace);
        model.setQuery({});
        model.setQuery(holds());
        QCOMPARE(world.lists.firstPageAnswers.waiting(), 2);
        world.lists.firstPageAnswers.answerLast();
        QTRY_VERIFY(model.rowCount() > 0);
        const int rows = model.rowCount();
        world.lists.firstPageAnswers.answerNext(); // that of the first question, too late
        QTest::qWait(20);
        QTRY_COMPARE(world.lists.orderingsAsked.size(), 1);
        QVERIFY(world.lists.orderingsAsked.first() == holds());
        QVERIFY(model.rowCount() >= rows);
        for (int row = 0; row < 100; ++row)
            QCOMPARE(model.payment(row)->status, PaymentStatus::RequiresCapture);
    }

    void keepsWhatIsShownUntilTheNextAnswer()
    {
        PageWorld world;
        world.lists.generate(50);
        PaymentTableModel model(world.workspace);
        model.setQuery({});
        QTRY_COMPARE(model.rowCount(), 50);
        world.lists.firstPageAnswers.hold = true;
        model.setQuery(holds());
        QVERIFY(model.isLoading());
        QCOMPARE(model.rowCount(), 50);
        world.lists.firstPageAnswers.answerNext();
        QTRY_VERIFY(!model.isLoading());
        QVERIFY(model.rowCount() < 50);
    }

    void refreshesOneRowInPlace()
    {
        PageWorld world;
        world.lists.generate(100);
        PaymentTableModel model(world.workspace);
        const QAbstractItemModelTester tester(&model);
        QItemSelectionModel selection(&model);
        model.setQuery({});
        QTRY_COMPARE(model.rowCount(), 100);
        selection.select(QItemSelection(model.index(2, 0), model.index(5, model.columnCount() - 1)),
                         QItemSelectionModel::Select);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy refreshed(&model, &PaymentTableModel::refreshed);
        PaymentSummary &row = world.lists.row(97); // row 3
        row.version = 2;
        row.status = PaymentStatus::CancelledPostCapture;
        emit world.events.paymentChanged(row.id, 97);
        QTRY_COMPARE(refreshed.size(), 1);
        QCOMPARE(refreshed.first().first().toInt(), 3);
        QCOMPARE(cell(model, 3, PaymentColumn::Status), u"Released after capture"_s);
        QCOMPARE(resets.size(), 0);
        QCOMPARE(selection.selectedRows().size(), 4);
        QCOMPARE(world.lists.rowsAsked, QList<QList<qint64>>{{97}});
    }

    void anOlderVersionNeverReplacesANewer()
    {
        PageWorld world;
        world.lists.generate(10);
        world.lists.row(10).version = 5;
        PaymentTableModel model(world.workspace);
        model.setQuery({});
        QTRY_COMPARE(model.rowCount(), 10);
        QSignalSpy refreshed(&model, &PaymentTableModel::refreshed);
        world.lists.row(10).version = 4;
        world.lists.row(10).status = PaymentStatus::Failed;
        emit world.events.paymentChanged(world.lists.row(10).id, 10);
        QTRY_COMPARE(world.lists.rowsAsked.size(), 1);
        QTest::qWait(20);
        QCOMPARE(refreshed.size(), 0);
        QVERIFY(model.payment(0)->status != PaymentStatus::Failed);
    }

    void newPaymentsComeInWithoutLosingTheSelection()
    {
        PageWorld world;
        world.lists.generate(500);
        PaymentTableModel model(world.workspace);
        const QAbstractItemModelTester tester(&model);
        QItemSelectionModel selection(&model);
        model.setQuery({});
        QTRY_COMPARE(model.rowCount(), 500);
        selection.select(model.index(4, 0), QItemSelectionModel::Select);
        const qint64 selected = model.rowIdAt(4);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        world.lists.generate(502);
        emit world.events.paymentChanged(FakePaymentLists::sample(502).id, 502);
        QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 502, 8'000);
        QCOMPARE(resets.size(), 0);
        QCOMPARE(model.rowIdAt(0), 502);
        QCOMPARE(selection.selectedIndexes().size(), 1);
        QCOMPARE(model.rowIdAt(selection.selectedIndexes().first().row()), selected);
    }

    void thePinnedRowStaysWhenItNoLongerBelongs()
    {
        PageWorld world;
        world.lists.generate(40);
        PaymentTableModel model(world.workspace);
        model.setQuery(holds());
        QTRY_VERIFY(model.rowCount() > 2);
        const qint64 first = model.rowIdAt(0);
        const qint64 second = model.rowIdAt(1);
        model.setPinned(second);
        for (const qint64 rowId : {first, second}) {
            world.lists.row(rowId).version = 2;
            world.lists.row(rowId).status = PaymentStatus::Succeeded;
        }
        model.reload();
        QTRY_VERIFY(model.rowOf(first) < 0);
        QVERIFY(model.rowOf(second) >= 0);
    }

    void aFailedReadSaysSoAndKeepsWhatAnswersTheSameQuestion()
    {
        PageWorld world;
        world.lists.generate(30);
        PaymentTableModel model(world.workspace);
        model.setQuery({});
        QTRY_COMPARE(model.rowCount(), 30);
        world.lists.failure = Error{ErrorCode::StorageUnavailable};
        model.reload();
        QTRY_VERIFY(model.failure());
        QCOMPARE(model.rowCount(), 30);
        model.setQuery(holds()); // what is on screen does not answer this
        QTRY_COMPARE(model.rowCount(), 0);
        QCOMPARE(model.failure()->code, ErrorCode::StorageUnavailable);
        world.lists.failure.reset();
        model.reload();
        QTRY_VERIFY(model.rowCount() > 0);
        QVERIFY(!model.failure());
    }

    void sortsOnlyByWhatTheStoreCanSortBy()
    {
        PageWorld world;
        world.lists.generate(10);
        PaymentTableModel model(world.workspace);
        model.setQuery({});
        QTRY_COMPARE(model.rowCount(), 10);
        model.sort(static_cast<int>(PaymentColumn::Email), Qt::AscendingOrder);
        QCOMPARE(world.lists.firstPagesAsked.size(), 1);
        model.sort(static_cast<int>(PaymentColumn::Amount), Qt::AscendingOrder);
        QCOMPARE(world.lists.firstPagesAsked.size(), 2);
        QCOMPARE(world.lists.firstPagesAsked.last().sortBy, PaymentColumn::Amount);
        QVERIFY(!world.lists.firstPagesAsked.last().descending);
    }

    void cellsSpeakForThemselves()
    {
        PageWorld world;
        world.lists.generate(11);
        PaymentSummary &row = world.lists.row(11);
        row.outcomeUnknown = true;
        row.customerName = u"<img src=x> Mallory"_s;
        PaymentTableModel model(world.workspace);
        model.setQuery({});
        QTRY_COMPARE(model.rowCount(), 11);
        const QModelIndex status = model.index(0, static_cast<int>(PaymentColumn::Status));
        QCOMPARE(status.data().toString(), u"Not known yet"_s);
        QCOMPARE(status.data(Qt::AccessibleTextRole).toString(), u"Status: Not known yet"_s);
        QCOMPARE(status.data(PaymentTableModel::LookRole).toInt(),
                 static_cast<int>(StatusLook::NotKnownYet));
        const QModelIndex amount = model.index(0, static_cast<int>(PaymentColumn::Amount));
        QVERIFY(amount.data(Qt::TextAlignmentRole).value<Qt::Alignment>().testFlag(Qt::AlignRight));
        QCOMPARE(amount.data(PaymentTableModel::SortRole).toLongLong(), row.amount);
        const QModelIndex customer = model.index(0, static_cast<int>(PaymentColumn::Customer));
        QVERIFY(!customer.data(Qt::ToolTipRole).toString().contains(u'<')
                || customer.data(Qt::ToolTipRole).toString().contains(u"&lt;img"_s));
        for (int column = 0; column < model.columnCount(); ++column)
            QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
    }

    void theZoneChangesEveryTime()
    {
        PageWorld world;
        world.lists.generate(3);
        PaymentTableModel model(world.workspace);
        model.setQuery({});
        QTRY_COMPARE(model.rowCount(), 3);
        const QString berlin = cell(model, 0, PaymentColumn::Created);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        world.time.setMode(TimeMode::Utc);
        QCOMPARE(changed.size(), 1);
        QVERIFY(cell(model, 0, PaymentColumn::Created) != berlin);
    }

    void holdsFiveMillion()
    {
        PageWorld world;
        world.lists.generate(5'000'000);
        PaymentTableModel model(world.workspace);
        QItemSelectionModel selection(&model);
        model.setQuery({});
        QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 5'000'000, 30'000);
        QCOMPARE(model.rowIdAt(4'999'999), 1);
        QCOMPARE(model.rowOf(1), 4'999'999);
        QVERIFY(!model.rowAt(4'321'000));
        QTRY_VERIFY(model.rowAt(4'321'000));
        QCOMPARE(world.lists.rowsAsked.size(), 1);
        selection.select(
            QItemSelection(model.index(0, 0), model.index(4'999'999, model.columnCount() - 1)),
            QItemSelectionModel::Select);
        QCOMPARE(selection.selection().size(), 1); // one range, however many rows
    }

    void selectionComesBackByRowId()
    {
        PageWorld world;
        world.lists.generate(1'000);
        PaymentTableModel model(world.workspace);
        QItemSelectionModel selection(&model);
        SelectionKeeper keeper(model, selection);
        model.setQuery({});
        QTRY_COMPARE(model.rowCount(), 1'000);
        selection.setCurrentIndex(model.index(998, 0),
                                  QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        std::ranges::reverse(world.lists.all);
        model.sort(static_cast<int>(PaymentColumn::Created), Qt::AscendingOrder);
        QTRY_COMPARE(model.rowCount(), 1'000);
        QTRY_COMPARE(selection.currentIndex().row(), 1);
        QCOMPARE(selection.selectedRows().size(), 1);
        QCOMPARE(selection.selectedRows().first().row(), 1);
    }
};

QTEST_GUILESS_MAIN(TestPaymentTableModel)
#include "paymenttablemodeltest.moc"

#include "models/workbenchtable.h"

#include "models/holdsatrisk.h"
#include "tests/support/editorworld.h"
#include "tests/support/seed.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using Column = WorkbenchTable::Column;

namespace {

QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), u' ');
}

/// Three holds, of 100.00 EUR each, and what is not one.
struct WorkbenchWorld : EditorWorld
{
    WorkbenchWorld()
    {
        lists.generate(4);
        for (qint64 rowId = 1; rowId <= 4; ++rowId) {
            PaymentSummary &row = lists.row(rowId);
            row.status = PaymentStatus::RequiresCapture;
            row.outcomeUnknown = false;
            row.currency = Currency::Eur;
            row.amount = row.authorized = row.capturable = 10000;
            row.captured = 0;
            row.captureMethod = CaptureMethod::ManualMultiple;
            row.captureBeforeMs = clock.nowMs() + rowId * 12 * 3'600'000;
        }
        lists.row(4).status = PaymentStatus::Succeeded;
        lists.all = {1, 2, 3, 4};
    }
};

struct Shown
{
    explicit Shown(WorkbenchWorld &world) : table(world.workspace)
    {
        table.read();
        [this] { QTRY_COMPARE(table.rowCount(), 3); }();
    }
    QModelIndex at(int row, Column column) const
    {
        return table.index(row, static_cast<int>(column));
    }
    QString text(int row, Column column) const { return plain(at(row, column).data().toString()); }

    WorkbenchTable table;
};

} // namespace

/// The holds, and what a person means to capture of them.
class WorkbenchTableTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void saysWhatAHoldIs()
    {
        WorkbenchWorld world;
        const Shown shown(world);
        QCOMPARE(shown.text(0, Column::TimeLeft), u"\u25b2 12 hours"_s);
        QCOMPARE(shown.text(0, Column::CaptureBefore), u"today 22:00"_s);
        QCOMPARE(shown.text(0, Column::Authorized), u"100.00 EUR"_s);
        QCOMPARE(shown.text(0, Column::ToCapture), u"100.00 EUR"_s);
        QCOMPARE(shown.text(0, Column::LeftAfter), u"Nothing"_s);
        QCOMPARE(shown.text(0, Column::Captures), u"Several"_s);
        QCOMPARE(shown.text(0, Column::Check), QString());
        const PaymentQuery asked = world.lists.firstPagesAsked.last();
        QCOMPARE(asked.sortBy, PaymentColumn::CaptureBefore);
        QVERIFY(!asked.descending);
        QCOMPARE(asked.filter.statuses.size(), 3);
    }

    void anAmountIsTyped()
    {
        WorkbenchWorld world;
        Shown shown(world);
        WorkbenchPlan &plan = shown.table.plan();
        QVERIFY(shown.table.setData(shown.at(1, Column::ToCapture), u"60"_s, Qt::EditRole));
        QCOMPARE(shown.text(1, Column::ToCapture), u"60.00 EUR"_s);
        QCOMPARE(shown.text(1, Column::LeftAfter), u"40.00 EUR stays held"_s);
        QVERIFY(plan.isTicked(2)); // who types an amount means to capture it
        QVERIFY(shown.table.setData(shown.at(0, Column::Tick), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(plan.ticked(), QList<qint64>({2, 1}));
        QTRY_COMPARE(plain(plan.text()), u"Ticked: 2, to capture 160.00 EUR"_s);
        QCOMPARE(plan.amounts(), (QHash<qint64, qint64>{{2, 6000}}));
        QVERIFY(plan.problem().isEmpty());

        shown.table.setData(shown.at(1, Column::ToCapture), u"100.01"_s, Qt::EditRole);
        QVERIFY(!plan.problem().isEmpty());
        QVERIFY(plain(shown.text(1, Column::Check)).contains(u"100.00 EUR"_s));
        QCOMPARE(shown.text(1, Column::ToCapture), u"100.01"_s);
        shown.table.setData(shown.at(1, Column::ToCapture), u"many"_s, Qt::EditRole);
        QVERIFY(!plan.problem().isEmpty());
        shown.table.setData(shown.at(1, Column::ToCapture), QString(), Qt::EditRole);
        QVERIFY(plan.problem().isEmpty());
        QCOMPARE(shown.text(1, Column::ToCapture), u"100.00 EUR"_s); // all that is left
        QVERIFY(plan.amounts().isEmpty());
    }

    void whatChangedIsForgotten()
    {
        WorkbenchWorld world;
        Shown shown(world);
        WorkbenchPlan &plan = shown.table.plan();
        shown.table.setData(shown.at(0, Column::ToCapture), u"60"_s, Qt::EditRole);
        shown.table.setData(shown.at(1, Column::Tick), Qt::Checked, Qt::CheckStateRole);
        PaymentSummary &part = world.lists.row(1);
        part.version += 1;
        part.captured = 3000;
        part.capturable = 7000;
        part.status = PaymentStatus::PartiallyCapturedAndCapturable;
        PaymentSummary &done = world.lists.row(2);
        done.version += 1;
        done.status = PaymentStatus::Succeeded;
        done.capturable = 0;
        emit world.events.paymentChanged(part.id, 1);
        emit world.events.paymentChanged(done.id, 2);
        QTRY_COMPARE(shown.text(0, Column::ToCapture), u"70.00 EUR"_s);
        QTRY_VERIFY(!plan.isTicked(2));
        QVERIFY(plan.isTicked(1));
        QCOMPARE(shown.text(0, Column::Check), u"30.00 EUR of it was captured before."_s);
        QTRY_COMPARE(shown.table.rowCount(), 2);
    }

    void tooManyAreNotTicked()
    {
        WorkbenchWorld world;
        WorkbenchPlan plan(world.workspace);
        QList<qint64> rowIds;
        for (qint64 rowId = 1; rowId <= WorkbenchPlan::kMostTicked; ++rowId)
            rowIds.append(rowId);
        QVERIFY(plan.setTicked(rowIds, true));
        QVERIFY(!plan.setTicked({WorkbenchPlan::kMostTicked + 1}, true));
        QCOMPARE(plan.tickedCount(), qsizetype(WorkbenchPlan::kMostTicked));
        plan.keepOnly({1, 5});
        QCOMPARE(plan.ticked(), QList<qint64>({1, 5}));
        plan.clear();
        QCOMPARE(plan.tickedCount(), qsizetype(0));
    }

    void moneyAtRisk()
    {
        WorkbenchWorld world;
        world.lists.row(1).captureBeforeMs = world.clock.nowMs() + 3'600'000;
        world.lists.row(2).captureBeforeMs = world.clock.nowMs() + 3'600'000;
        world.lists.row(2).currency = Currency::Usd;
        HoldsAtRisk risk(world.workspace);
        QVERIFY(risk.text().isEmpty());
        risk.read();
        QTRY_COMPARE(plain(risk.text()),
                     u"Ends within 24 h: 100.00 EUR and 100.00 USD, in 2 holds."_s);
        for (qint64 rowId = 1; rowId <= 2; ++rowId)
            world.lists.row(rowId).captureBeforeMs += 25LL * 3'600'000;
        risk.read();
        QTRY_COMPARE(risk.text(), u"No hold ends within 24 h."_s);
    }

    void isAWellBehavedModel()
    {
        WorkbenchWorld world;
        Shown shown(world);
        const QAbstractItemModelTester tester(&shown.table);
        shown.table.setData(shown.at(0, Column::ToCapture), u"60"_s, Qt::EditRole);
        shown.table.sort(static_cast<int>(Column::Order), Qt::DescendingOrder);
        QTRY_COMPARE(world.lists.firstPagesAsked.last().sortBy, PaymentColumn::OrderReference);
        QTRY_COMPARE(shown.table.rowCount(), 3);
        const qsizetype asked = world.lists.firstPagesAsked.size();
        shown.table.sort(static_cast<int>(Column::Check), Qt::DescendingOrder);
        QCOMPARE(world.lists.firstPagesAsked.size(), asked);
    }
};

QTEST_GUILESS_MAIN(WorkbenchTableTest)
#include "workbenchtabletest.moc"

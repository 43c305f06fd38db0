#include "ui/payments/paymentspage.h"

#include "tests/support/pageworld.h"
#include "tests/support/seed.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/filterbar.h"
#include "ui/widgets/messagebar.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTabBar>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// A page over its world, shown, with the table read.
struct Shown
{
    explicit Shown(qint64 payments)
    {
        world.lists.generate(payments);
        page = std::make_unique<PaymentsPage>(world.workspace, world.settings, actions, nullptr);
        page->resize(1200, 700);
        page->show();
        page->activateWindow();
        table = page->findChild<DataTable *>(u"paymentsTable"_s);
        search = page->findChild<QLineEdit *>(u"search"_s);
    }
    bool isRead(int rows) const { return page->table().rowCount() == rows; }
    void selectRow(int row)
    {
        table->setFocus();
        table->selectRow(row);
    }
    template <class T>
    T *find(const QString &name) const
    {
        return page->findChild<T *>(name);
    }
    int rowWith(PaymentStatus status) const
    {
        for (int row = 0; row < 60; ++row) {
            const auto payment = page->table().payment(row);
            if (payment && payment->status == status && !payment->outcomeUnknown)
                return row;
        }
        return -1;
    }

    PageWorld world;
    RecordedActions actions;
    std::unique_ptr<PaymentsPage> page;
    DataTable *table = nullptr;
    QLineEdit *search = nullptr;
};

} // namespace

class TestPaymentsPage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }

    void showsTheUsualColumns()
    {
        Shown shown(200);
        QTRY_VERIFY(shown.isRead(200));
        QStringList names;
        const QHeaderView *header = shown.table->horizontalHeader();
        for (int visual = 0; visual < header->count(); ++visual) {
            const int column = header->logicalIndex(visual);
            if (!header->isSectionHidden(column))
                names.append(shown.page->table().headerData(column, Qt::Horizontal).toString());
        }
        QCOMPARE(names, QStringList({u"Status"_s, u"Amount"_s, u"Currency"_s, u"Order ref"_s,
                                     u"Customer"_s, u"Method"_s, u"Created"_s, u"Connector"_s,
                                     u"Captured"_s}));
        QCOMPARE(shown.find<QLabel>(u"rowCount"_s)->text(), u"200 payments"_s);
    }

    void typingNarrowsTheList()
    {
        Shown shown(300);
        QTRY_VERIFY(shown.isRead(300));
        QTest::keyClicks(shown.search, u"keller status:hold"_s);
        QTRY_VERIFY(shown.page->table().rowCount() < 20);
        QVERIFY(shown.page->table().rowCount() > 0);
        QCOMPARE(shown.page->table().payment(0)->customerName, u"Maria Keller"_s);
        QVERIFY(shown.find<QLabel>(u"searchWords"_s)->text().contains(u"status hold"_s));
        QTest::keyClick(shown.search, Qt::Key_Escape);
        QTRY_VERIFY(shown.isRead(300));
    }

    void aTypingMistakeIsExplained()
    {
        Shown shown(30);
        QTest::keyClicks(shown.search, u"statsu:paid"_s);
        const auto *problem = shown.find<QLabel>(u"searchProblem"_s);
        QCOMPARE(problem->text(), u"There is no field “statsu”. Did you mean “status”?"_s);
        QVERIFY(problem->isVisible());
    }

    void nothingFoundSaysWhatAndOffersTheWayBack()
    {
        Shown shown(30);
        shown.search->setText(u"nobody at all"_s);
        QTRY_VERIFY(shown.find<QWidget>(u"tableState"_s)->isVisible());
        QCOMPARE(shown.find<QLabel>(u"tableStateTitle"_s)->text(), u"No payment matches"_s);
        QTest::mouseClick(shown.find<QPushButton>(u"clearFilter"_s), Qt::LeftButton);
        QTRY_VERIFY(shown.isRead(30));
        QVERIFY(shown.search->text().isEmpty());
        QVERIFY(!shown.find<QWidget>(u"tableState"_s)->isVisible());
    }

    void noPaymentsOffersTheFirst()
    {
        Shown shown(0);
        QTRY_VERIFY(shown.find<QWidget>(u"tableState"_s)->isVisible());
        QTest::mouseClick(shown.find<QPushButton>(u"firstPayment"_s), Qt::LeftButton);
        QCOMPARE(shown.actions.newPayments, 1);
    }

    void aFailedReadCanBeTriedAgain()
    {
        Shown shown(30);
        QTRY_VERIFY(shown.isRead(30));
        shown.world.lists.failure = Error{ErrorCode::StorageUnavailable};
        shown.page->showView(1);
        QTRY_VERIFY(shown.find<QPushButton>(u"retry"_s)->isVisible());
        shown.world.lists.failure.reset();
        QTest::mouseClick(shown.find<QPushButton>(u"retry"_s), Qt::LeftButton);
        QTRY_VERIFY(shown.page->table().rowCount() > 0);
        QTRY_VERIFY(!shown.find<QWidget>(u"tableState"_s)->isVisible());
    }

    void theKeyboardIsEnough()
    {
        Shown shown(100);
        QTRY_VERIFY(shown.isRead(100));
        for (qint64 rowId = 80; rowId <= 100; ++rowId)
            shown.world.addDetails(rowId);
        QTest::keyClick(shown.page.get(), Qt::Key_K, Qt::ControlModifier);
        QTRY_COMPARE(QApplication::focusWidget(), shown.search);
        QTest::keyClick(shown.search, Qt::Key_Down);
        QTRY_COMPARE(QApplication::focusWidget(), shown.table);
        QCOMPARE(shown.table->currentIndex().row(), 0);
        QTest::keyClick(shown.table, Qt::Key_J);
        QTest::keyClick(shown.table, Qt::Key_Down);
        QCOMPARE(shown.table->currentIndex().row(), 2);
        QTest::keyClick(shown.table, Qt::Key_K);
        QCOMPARE(shown.table->currentIndex().row(), 1);
        QTest::keyClick(shown.table, Qt::Key_End);
        QCOMPARE(shown.table->currentIndex().row(), 99);
        QTest::keyClick(shown.page.get(), Qt::Key_2, Qt::AltModifier);
        QTRY_COMPARE(shown.find<QTabBar>(u"viewTabs"_s)->currentIndex(), 1);
        QTest::keyClick(shown.page.get(), Qt::Key_N, Qt::ControlModifier);
        QCOMPARE(shown.actions.newPayments, 1);
    }

    void lettersOpenDialogsFromTheTableOnly()
    {
        Shown shown(100);
        QTRY_VERIFY(shown.isRead(100));
        const int held = shown.rowWith(PaymentStatus::RequiresCapture);
        QVERIFY(held >= 0);
        const PaymentSummary row = *shown.page->table().payment(held);
        shown.world.addDetails(row.rowId);
        shown.selectRow(held);
        QTest::keyClick(shown.table, Qt::Key_C);
        QTRY_COMPARE(shown.actions.captured, QList<PaymentId>{row.id});
        QTest::keyClick(shown.table, Qt::Key_V);
        QTRY_COMPARE(shown.actions.voided, QList<PaymentId>{row.id});
        QTest::keyClick(shown.table, Qt::Key_T); // nothing to verify: said, not opened
        QTRY_VERIFY(
            shown.find<MessageBar>(u"pageMessage"_s)->text().contains(u"need not verify"_s));
        QVERIFY(shown.actions.verified.isEmpty());
        shown.search->setFocus();
        QTest::keyClicks(shown.search, u"cvts"_s);
        QCOMPARE(shown.search->text(), u"cvts"_s);
        QTest::qWait(20);
        QCOMPARE(shown.actions.captured.size(), 1);
        QCOMPARE(shown.actions.voided.size(), 1);
    }

    void theStatusIsReadBeforeADialogOpens()
    {
        Shown shown(100);
        QTRY_VERIFY(shown.isRead(100));
        const int held = shown.rowWith(PaymentStatus::RequiresCapture);
        const PaymentSummary row = *shown.page->table().payment(held);
        shown.world.addDetails(row.rowId);
        shown.world.payments.details[row.id].payment.status = PaymentStatus::Succeeded;
        shown.selectRow(held);
        QTest::keyClick(shown.table, Qt::Key_C);
        QTRY_VERIFY(shown.find<MessageBar>(u"pageMessage"_s)->text().contains(u"“Paid”"_s));
        QVERIFY(shown.actions.captured.isEmpty());
    }

    void severalSelectedAreSummedAndCaptured()
    {
        Shown shown(100);
        QTRY_VERIFY(shown.isRead(100));
        auto *bar = shown.find<QWidget>(u"selectionBar"_s);
        QVERIFY(!bar->isVisible());
        shown.selectRow(3);
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(shown.table, Qt::Key_Down, Qt::ShiftModifier);
        QTRY_VERIFY(bar->isVisible());
        const auto *text = shown.find<ElidedLabel>(u"selectionText"_s);
        QTRY_VERIFY(text->text().startsWith(u"5 selected: "_s));
        QVERIFY(text->text().contains(u" + "_s));
        auto *capture = shown.find<QPushButton>(u"captureSelected"_s);
        QTRY_VERIFY(capture->isEnabled());
        QTest::mouseClick(capture, Qt::LeftButton);
        QCOMPARE(shown.actions.many, QList<QList<qint64>>({{97, 96, 95, 94, 93}}));
        QTest::mouseClick(shown.find<QPushButton>(u"clearSelection"_s), Qt::LeftButton);
        QVERIFY(!bar->isVisible());
    }

    void selectingAllDoesNotHoldUpTheWindow()
    {
        Shown shown(50'000);
        QTRY_VERIFY(shown.isRead(50'000));
        shown.world.lists.totalsAnswers.hold = true;
        shown.selectRow(0);
        QElapsedTimer timer;
        timer.start();
        QTest::keyClick(shown.table, Qt::Key_A, Qt::ControlModifier);
        QVERIFY2(timer.elapsed() < 1'000, qPrintable(QString::number(timer.elapsed())));
        QTRY_COMPARE(shown.world.lists.totalsAsked.size(), 1);
        QCOMPARE(shown.world.lists.totalsAsked.first().size(), 50'000);
    }

    void columnFiltersNarrowAndComplain()
    {
        Shown shown(100);
        QTRY_VERIFY(shown.isRead(100));
        auto *bar = shown.find<FilterBar>(u"filterBar"_s);
        QVERIFY(!bar->isVisible());
        QTest::keyClick(shown.page.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(bar->isVisible());
        auto *status = bar->findChild<QLineEdit *>(
            u"filter-%1"_s.arg(static_cast<int>(PaymentColumn::Status)));
        QTRY_COMPARE(QApplication::focusWidget(), status);
        const QWidget *header = shown.table->horizontalHeader();
        const int column =
            shown.table->columnViewportPosition(static_cast<int>(PaymentColumn::Status));
        QCOMPARE(status->mapToGlobal(QPoint()).x() - 2, header->mapToGlobal(QPoint(column, 0)).x());
        QTest::keyClicks(status, u"failed"_s);
        QTRY_VERIFY(shown.page->table().rowCount() < 20);
        QCOMPARE(shown.page->table().payment(0)->status, PaymentStatus::Failed);
        status->setText(u"fialed"_s);
        QVERIFY(status->toolTip().contains(u"There is no status"_s));
        QTest::keyClick(status, Qt::Key_Escape);
        QTRY_COMPARE(QApplication::focusWidget(), shown.table);
    }

    void sortsByClickingAHeader()
    {
        Shown shown(100);
        QTRY_VERIFY(shown.isRead(100));
        QHeaderView *header = shown.table->horizontalHeader();
        const auto clickOn = [&](PaymentColumn column) {
            const int x = header->sectionViewportPosition(static_cast<int>(column)) + 20;
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, {x, header->height() / 2});
        };
        clickOn(PaymentColumn::Amount);
        QTRY_COMPARE(shown.world.lists.firstPagesAsked.last().sortBy, PaymentColumn::Amount);
        QVERIFY(shown.world.lists.firstPagesAsked.last().descending);
        clickOn(PaymentColumn::Amount);
        QTRY_VERIFY(!shown.world.lists.firstPagesAsked.last().descending);
    }

    void columnsCanBeChosen()
    {
        Shown shown(10);
        auto *menu = shown.find<QMenu>(u"columnChooser"_s);
        menu->popup({0, 0});
        const int email = static_cast<int>(PaymentColumn::Email);
        auto *action = menu->findChild<QAction *>(u"column-%1"_s.arg(email));
        QVERIFY(!action->isChecked());
        action->trigger();
        QVERIFY(!shown.table->isColumnHidden(email));
        menu->close();
    }

    void copiesRowsAndIds()
    {
        Shown shown(20);
        QTRY_VERIFY(shown.isRead(20));
        shown.selectRow(0);
        QTest::keyClick(shown.table, Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(QApplication::clipboard()->text(), FakePaymentLists::sample(20).id.value);
        QTest::keyClick(shown.table, Qt::Key_C, Qt::ControlModifier);
        QTRY_VERIFY(QApplication::clipboard()->text().startsWith(u"Status\tAmount\tCurrency"_s));
        QVERIFY(QApplication::clipboard()->text().contains(u"A-100020"_s));
        QVERIFY(shown.actions.captured.isEmpty()); // Ctrl+C is not C
    }

    void theInspectorFollowsTheTable()
    {
        Shown shown(50);
        QTRY_VERIFY(shown.isRead(50));
        shown.world.addDetails(48);
        shown.selectRow(2);
        QTRY_VERIFY(shown.find<QLabel>(u"inspectorTitle"_s)); // made for the first payment
        auto *title = shown.find<QLabel>(u"inspectorTitle"_s);
        QTRY_VERIFY(!title->text().isEmpty());
        QVERIFY(title->isVisible());
        QTest::keyClick(shown.page.get(), Qt::Key_F9);
        QTRY_VERIFY(!title->isVisible());
        QTest::keyClick(shown.table, Qt::Key_Return);
        QTRY_VERIFY(title->isVisible());
        QTest::keyClick(shown.table, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(shown.find<QWidget>(u"inspectorWindow"_s));
    }

    void aViewCanBeSaved()
    {
        Shown shown(50);
        QTRY_VERIFY(shown.isRead(50));
        shown.search->setText(u"tanaka"_s);
        QTest::mouseClick(shown.find<QAbstractButton>(u"saveView"_s), Qt::LeftButton);
        QTRY_VERIFY(shown.find<QInputDialog>(u"viewName"_s));
        auto *dialog = shown.find<QInputDialog>(u"viewName"_s);
        dialog->setTextValue(u"Tanaka"_s);
        dialog->accept();
        const auto *tabs = shown.find<QTabBar>(u"viewTabs"_s);
        QTRY_COMPARE(tabs->count(), 5);
        QCOMPARE(tabs->currentIndex(), 4);
        QCOMPARE(shown.search->text(), u"tanaka"_s);
        shown.page->showView(0);
        QVERIFY(shown.search->text().isEmpty());
        shown.page->showView(4);
        QCOMPARE(shown.search->text(), u"tanaka"_s);
    }

    void countersLeadToTheWork()
    {
        Shown shown(440);
        auto *unknown = shown.find<QPushButton>(u"unknownCounter"_s);
        QTRY_VERIFY(unknown->isVisible());
        QTest::mouseClick(unknown, Qt::LeftButton);
        QTRY_COMPARE(shown.world.lists.firstPagesAsked.last().filter.outcomeUnknown,
                     std::optional(true));
        auto *expiring = shown.find<QPushButton>(u"expiringCounter"_s);
        QTRY_VERIFY(expiring->isVisible());
        QTest::mouseClick(expiring, Qt::LeftButton);
        QTRY_VERIFY(shown.world.lists.firstPagesAsked.last().filter.captureBeforeToMs);
        QCOMPARE(shown.world.lists.firstPagesAsked.last().sortBy, PaymentColumn::CaptureBefore);
    }

    void aCommandActsOnTheSelection()
    {
        Shown shown(100);
        QTRY_VERIFY(shown.isRead(100));
        const int held = shown.rowWith(PaymentStatus::RequiresCapture);
        const PaymentSummary row = *shown.page->table().payment(held);
        shown.world.addDetails(row.rowId);
        shown.selectRow(held);
        shown.search->setText(u">capture"_s);
        QTRY_VERIFY(shown.isRead(100)); // it filters nothing
        QTest::keyClick(shown.search, Qt::Key_Return);
        QTRY_COMPARE(shown.actions.captured, QList<PaymentId>{row.id});
    }

    void everythingHasAName()
    {
        Shown shown(20);
        QTRY_VERIFY(shown.isRead(20));
        shown.page->toggleColumnFilters();
        for (const QWidget *widget : shown.page->findChildren<QWidget *>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible()
                || widget->objectName().startsWith(u"qt_"_s))
                continue;
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            const auto *label = qobject_cast<const QLabel *>(widget);
            const bool named =
                !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty())
                || (label && !label->text().isEmpty()) || qobject_cast<const QHeaderView *>(widget)
                || qobject_cast<const QAbstractButton *>(widget->parentWidget())
                || qobject_cast<const QLineEdit *>(widget->parentWidget());
            QVERIFY2(named, qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' '
                                       + widget->objectName()));
        }
    }
};

QTEST_MAIN(TestPaymentsPage)
#include "paymentspagetest.moc"

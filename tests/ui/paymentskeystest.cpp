#include "tests/support/pageworld.h"
#include "tests/support/seed.h"
#include "ui/mainwindow.h"
#include "ui/payments/paymentspage.h"
#include "ui/shortcutsheet.h"
#include "ui/theme.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/frozencolumns.h"
#include "ui/widgets/messagebar.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabBar>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct Shown
{
    explicit Shown(PageWorld &world)
        : theme(*qApp, world.settings)
        , window(world.workspace, world.time, world.settings, theme, actions)
        , table(*window.findChild<DataTable *>(u"paymentsTable"_s))
    {
        window.resize(1280, 720);
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qWarning("the window did not become active");
    }
    const PaymentTableModel &model() { return window.paymentsPage()->table(); }
    QString said() const { return window.findChild<MessageBar *>(u"pageMessage"_s)->text(); }
    void chooseRow(int row)
    {
        table.setFocus();
        table.chooseRow(row);
    }
    int rowWith(PaymentStatus status)
    {
        for (int row = 0; row < 60; ++row) {
            const auto payment = model().payment(row);
            if (payment && payment->status == status && !payment->outcomeUnknown)
                return row;
        }
        return -1;
    }

    RecordedActions actions;
    Theme theme;
    MainWindow window;
    DataTable &table;
};

struct BoundKey
{
    const QWidget *widget = nullptr; ///< the only one it works in; nullptr: all of the page
    const QWidget *page = nullptr;   ///< nullptr: all of the window
    QString key;
};

/// The page that the widget is, or is on; a page that is not shown hears no keys.
const QWidget *pageOf(const QObject *widget)
{
    for (const QObject *at = widget; at; at = at->parent()) {
        if (qobject_cast<const QStackedWidget *>(at->parent()))
            return qobject_cast<const QWidget *>(at);
    }
    return nullptr;
}

QList<BoundKey> keysOf(const MainWindow &window)
{
    QList<BoundKey> keys;
    for (const QShortcut *shortcut : window.findChildren<QShortcut *>()) {
        const bool narrow = shortcut->context() == Qt::WidgetShortcut;
        keys.append({narrow ? qobject_cast<const QWidget *>(shortcut->parent()) : nullptr,
                     pageOf(shortcut->parent()), shortcut->key().toString()});
    }
    for (const QAction *action : window.actions()) {
        if (!action->shortcut().isEmpty())
            keys.append({nullptr, nullptr, action->shortcut().toString()});
    }
    return keys;
}

} // namespace

/// What the payments page does by key, and what stays in sight.
class PaymentsKeysTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        testSeed();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }
    void noKeyMeansTwoThings();
    void everyKeyIsOnTheSheet();
    void everythingThatMatchesIsSelectedAndCounted();
    void everythingIsSelectedOnceItIsRead();
    void rowsAreCopiedAsText();
    void theCustomersLinkIsCopied();
    void aPaymentWithoutLinkSaysSo();
    void readingCanBeStopped();
    void escapeLeavesOneRow();
    void placesAreReachedByLetters();
    void rowsCanBeCompact();
    void firstColumnsStayInSight_data();
    void firstColumnsStayInSight();
    void firstColumnsAreSortedByTheirHeader();
    void whatAViewIsSortedByIsShown();
};

void PaymentsKeysTest::noKeyMeansTwoThings()
{
    PageWorld world;
    Shown shown(world);
    shown.window.refundsPage(); // it has keys, too
    const QList<BoundKey> keys = keysOf(shown.window);
    int wide = 0, narrow = 0;
    for (qsizetype i = 0; i < keys.size(); ++i) {
        ++(keys.at(i).widget ? narrow : wide);
        for (qsizetype j = 0; j < i; ++j) {
            const BoundKey &one = keys.at(i);
            const BoundKey &other = keys.at(j);
            const bool samePage = one.page == other.page || !one.page || !other.page;
            const bool sameWidget = one.widget == other.widget || !one.widget || !other.widget;
            QVERIFY2(one.key != other.key || !samePage || !sameWidget, qPrintable(one.key));
        }
    }
    QVERIFY(wide > 15);
    QVERIFY(narrow > 6);
}

void PaymentsKeysTest::everyKeyIsOnTheSheet()
{
    PageWorld world;
    Shown shown(world);
    shown.window.refundsPage(); // it has keys, too
    const ShortcutSheet sheet(true, u"Acme GmbH"_s, nullptr);
    QStringList told;
    for (const QLabel *label : sheet.findChildren<QLabel *>())
        told += label->text().split(u"  "_s);
    for (const auto &[widget, page, key] : keysOf(shown.window)) {
        const bool isTab = key.startsWith(u"Alt+"_s); // Alt+1 to Alt+9 have one line
        QVERIFY2(isTab || told.contains(QString(key).replace(u", "_s, u" then "_s)),
                 qPrintable(key));
    }
}

void PaymentsKeysTest::everythingThatMatchesIsSelectedAndCounted()
{
    PageWorld world;
    world.lists.generate(1'500);
    Shown shown(world);
    QTRY_COMPARE(shown.model().rowCount(), 1'500);
    QTest::keyClick(&shown.window, Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(shown.said(), u"All 1,500 payments are selected: All."_s);
    QCOMPARE(shown.table.selectedRanges(), (QList<std::pair<int, int>>{{0, 1'499}}));
    QTRY_VERIFY(!world.lists.totalsAsked.isEmpty());
    QCOMPARE(world.lists.totalsAsked.last().size(), 1'500);
    shown.window.findChild<QLineEdit *>(u"search"_s)->setText(u"status:hold"_s);
    QTRY_VERIFY(shown.model().rowCount() < 1'000);
    QTRY_VERIFY(shown.model().isComplete() && !shown.model().isReading());
    QTest::keyClick(&shown.window, Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY2(shown.said().contains(u"status hold"_s), qPrintable(shown.said()));
    QVERIFY(shown.said().contains(QLocale().toString(shown.model().rowCount())));
}

void PaymentsKeysTest::everythingIsSelectedOnceItIsRead()
{
    PageWorld world;
    world.lists.generate(1'500);
    world.lists.orderingAnswers.hold = true;
    Shown shown(world);
    QTRY_VERIFY(shown.model().rowCount() > 0);
    QVERIFY(!shown.model().isComplete());
    QTest::keyClick(&shown.window, Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(shown.table.selectedRanges().isEmpty());
    QTRY_VERIFY(world.lists.orderingAnswers.waiting() > 0);
    world.lists.orderingAnswers.answerLast();
    QTRY_COMPARE(shown.table.selectedRanges(), (QList<std::pair<int, int>>{{0, 1'499}}));
}

void PaymentsKeysTest::rowsAreCopiedAsText()
{
    PageWorld world;
    world.lists.generate(3);
    Shown shown(world);
    QTRY_COMPARE(shown.model().rowCount(), 3);
    shown.chooseRow(0);
    QTest::keyClick(&shown.table, Qt::Key_A, Qt::ControlModifier);
    QApplication::clipboard()->clear();
    QTest::keyClick(&shown.table, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(QApplication::clipboard()->text().startsWith(u"Status "_s));
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 4);
    QVERIFY(!lines.join(QString()).contains(u'\t'));
    const qsizetype column = lines.first().indexOf(u"Order ref"_s);
    for (int row = 1; row < 4; ++row)
        QCOMPARE(lines.at(row).mid(column, 8), u"A-10000%1"_s.arg(4 - row));
    const qsizetype end = lines.first().indexOf(u"Amount"_s) + 6; // figures end under it
    for (int row = 1; row < 4; ++row)
        QVERIFY(lines.at(row).at(end - 1).isLetter() && lines.at(row).at(end).isSpace());
}

void PaymentsKeysTest::theCustomersLinkIsCopied()
{
    PageWorld world;
    world.lists.generate(60);
    Shown shown(world);
    QTRY_COMPARE(shown.model().rowCount(), 60);
    const int row = shown.rowWith(PaymentStatus::RequiresCustomerAction);
    QVERIFY(row >= 0);
    const PaymentSummary summary = *shown.model().payment(row);
    world.addDetails(summary.rowId);
    Attempt attempt;
    attempt.challengeUrl = u"https://bank.example/challenge/1"_s;
    attempt.challengeExpiresAtMs = world.clock.nowMs() + 900'000;
    world.payments.details[summary.id].attempts.append(attempt);
    shown.chooseRow(row);
    QTest::keyClick(&shown.table, Qt::Key_L);
    QTRY_COMPARE(QApplication::clipboard()->text(), attempt.challengeUrl);
    QVERIFY2(shown.said().contains(u"works until"_s) && shown.said().contains(u"Europe/Berlin"_s),
             qPrintable(shown.said()));
    world.payments.details[summary.id].attempts.last().challengeExpiresAtMs = 1;
    QTest::keyClick(&shown.table, Qt::Key_L);
    QTRY_VERIFY(shown.said().contains(u"works no more"_s));
}

void PaymentsKeysTest::aPaymentWithoutLinkSaysSo()
{
    PageWorld world;
    world.lists.generate(60);
    Shown shown(world);
    QTRY_COMPARE(shown.model().rowCount(), 60);
    const int row = shown.rowWith(PaymentStatus::Succeeded);
    world.addDetails(shown.model().payment(row)->rowId);
    QApplication::clipboard()->setText(u"mine"_s);
    shown.chooseRow(row);
    QTest::keyClick(&shown.table, Qt::Key_L);
    QTRY_VERIFY(shown.said().contains(u"“Paid”"_s));
    QCOMPARE(QApplication::clipboard()->text(), u"mine"_s);
}

void PaymentsKeysTest::readingCanBeStopped()
{
    PageWorld world;
    world.lists.generate(500);
    Shown shown(world);
    QTRY_VERIFY(shown.model().rowCount() == 500 && !shown.model().isReading());
    shown.chooseRow(2);
    world.lists.firstPageAnswers.hold = true;
    QTest::keyClick(&shown.window, Qt::Key_F5);
    QVERIFY(shown.model().isReading());
    auto *stop = shown.window.findChild<QAbstractButton *>(u"stopReading"_s);
    QTRY_VERIFY(stop->isVisible()); // after a moment, not at once
    QTest::keyClick(&shown.table, Qt::Key_Escape);
    QVERIFY(!shown.model().isReading());
    QVERIFY(!stop->isVisible());
    QVERIFY(shown.said().contains(u"not everything"_s));
    QCOMPARE(shown.model().rowCount(), 500);   // what was there stays
    world.lists.firstPageAnswers.answerNext(); // too late: nobody listens
    QTest::qWait(20);
    QVERIFY(!shown.model().isReading());
    world.lists.firstPageAnswers.hold = false;
    QTest::keyClick(&shown.window, Qt::Key_F5);
    QTRY_VERIFY(shown.model().isComplete() && !shown.model().isReading());
}

void PaymentsKeysTest::escapeLeavesOneRow()
{
    PageWorld world;
    world.lists.generate(50);
    Shown shown(world);
    QTRY_COMPARE(shown.model().rowCount(), 50);
    shown.chooseRow(4);
    QTest::keyClick(&shown.table, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(shown.table.selectedRanges(), (QList<std::pair<int, int>>{{4, 5}}));
    QTest::keyClick(&shown.table, Qt::Key_Escape);
    QCOMPARE(shown.table.selectedRanges(), (QList<std::pair<int, int>>{{5, 5}}));
}

void PaymentsKeysTest::placesAreReachedByLetters()
{
    PageWorld world;
    world.lists.generate(50);
    Shown shown(world);
    QTRY_COMPARE(shown.model().rowCount(), 50);
    const auto *tabs = shown.window.findChild<QTabBar *>(u"viewTabs"_s);
    shown.chooseRow(0);
    QTest::keyClick(&shown.table, Qt::Key_G);
    QTest::keyClick(&shown.table, Qt::Key_C);
    QWidget *workbench = nullptr; // made when it is first gone to
    QTRY_VERIFY((workbench = shown.window.findChild<QWidget *>(u"workbenchTable"_s)) != nullptr);
    QTRY_VERIFY(workbench->hasFocus());
    QVERIFY(shown.actions.captured.isEmpty()); // this C was the second letter of a place
    QTest::keyClick(workbench, Qt::Key_G);
    QTest::keyClick(workbench, Qt::Key_P);
    QTRY_VERIFY(shown.table.hasFocus());
    QCOMPARE(tabs->currentIndex(), 0);
    QCOMPARE(QApplication::focusWidget(), &shown.table);
}

void PaymentsKeysTest::rowsCanBeCompact()
{
    PageWorld world;
    world.lists.generate(50);
    {
        Shown shown(world);
        QTRY_COMPARE(shown.model().rowCount(), 50);
        const int usual = shown.table.rowHeight(0);
        shown.window.findChild<QAction *>(u"compactRows"_s)->trigger();
        QVERIFY(shown.table.rowHeight(0) < usual);
        QVERIFY(shown.window.close());
    }
    const Shown again(world);
    QVERIFY(again.table.isCompact()); // remembered
    QVERIFY(again.window.findChild<QAction *>(u"compactRows"_s)->isChecked());
}

void PaymentsKeysTest::firstColumnsStayInSight_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("left to right") << Qt::LeftToRight;
    QTest::newRow("right to left") << Qt::RightToLeft;
}

void PaymentsKeysTest::firstColumnsStayInSight()
{
    QFETCH(Qt::LayoutDirection, direction);
    QApplication::setLayoutDirection(direction);
    PageWorld world;
    world.lists.generate(200);
    Shown shown(world);
    QTRY_COMPARE(shown.model().rowCount(), 200);
    const auto *frozen = shown.table.findChild<FrozenColumns *>();
    QScrollBar *across = shown.table.horizontalScrollBar();
    QTRY_VERIFY(across->maximum() > 0);
    QVERIFY(!frozen->isVisible());
    across->setValue(across->maximum());
    QTRY_VERIFY(frozen->isVisible());
    const auto status = static_cast<int>(PaymentColumn::Status);
    const auto amount = static_cast<int>(PaymentColumn::Amount);
    QCOMPARE(frozen->width(), shown.table.columnWidth(status) + shown.table.columnWidth(amount));
    const QRect cells = shown.table.viewport()->geometry();
    QCOMPARE(direction == Qt::LeftToRight ? frozen->geometry().left() : frozen->geometry().right(),
             direction == Qt::LeftToRight ? cells.left() : cells.right());
    shown.chooseRow(150); // far below: both go there
    QTRY_COMPARE(frozen->rowAt(10), shown.table.rowAt(10));
    QVERIFY(frozen->rowAt(10) > 100);
    QTest::mouseClick(shown.table.viewport(), Qt::LeftButton, {},
                      frozen->geometry().center() - cells.topLeft());
    QCOMPARE(shown.table.currentIndex().row(), shown.table.rowAt(frozen->height() / 2));
    across->setValue(0);
    QTRY_VERIFY(!frozen->isVisible());
    QApplication::setLayoutDirection(Qt::LeftToRight);
}

void PaymentsKeysTest::firstColumnsAreSortedByTheirHeader()
{
    PageWorld world;
    world.lists.generate(200);
    Shown shown(world);
    QTRY_COMPARE(shown.model().rowCount(), 200);
    QScrollBar *across = shown.table.horizontalScrollBar();
    QTRY_VERIFY(across->maximum() > 0);
    across->setValue(across->maximum());
    auto *head = shown.table.findChild<QHeaderView *>(u"frozenHeader"_s);
    QTRY_VERIFY(head->isVisible());
    const int x = head->sectionViewportPosition(static_cast<int>(PaymentColumn::Amount)) + 20;
    QTest::mouseClick(head->viewport(), Qt::LeftButton, {}, {x, head->height() / 2});
    QTRY_COMPARE(world.lists.firstPagesAsked.last().sortBy, PaymentColumn::Amount);
    QCOMPARE(head->sortIndicatorSection(), static_cast<int>(PaymentColumn::Amount));
}

void PaymentsKeysTest::whatAViewIsSortedByIsShown()
{
    PageWorld world;
    world.lists.generate(50);
    constexpr auto kEnd = static_cast<int>(PaymentColumn::CaptureBefore);
    {
        Shown shown(world);
        QTRY_COMPARE(shown.model().rowCount(), 50);
        QVERIFY(shown.table.isColumnHidden(kEnd));
        shown.window.paymentsPage()->showView(1);
        QVERIFY(!shown.table.isColumnHidden(kEnd));
        QCOMPARE(shown.table.horizontalHeader()->visualIndex(kEnd), 2);
        shown.window.paymentsPage()->showView(0);
        QVERIFY(shown.table.isColumnHidden(kEnd));
        shown.window.paymentsPage()->showView(1);
        QVERIFY(shown.window.close());
    }
    const Shown again(world);
    QVERIFY(again.table.isColumnHidden(kEnd)); // it was the view's, not the person's
}

QTEST_MAIN(PaymentsKeysTest)
#include "paymentskeystest.moc"

#include "ui/home/homepage.h"

#include "tests/support/pageworld.h"
#include "tests/support/seed.h"
#include "ui/capture/workbenchpage.h"
#include "ui/mainwindow.h"
#include "ui/payments/paymentspage.h"
#include "ui/refunds/refundspage.h"
#include "ui/theme.h"
#include "ui/widgets/choicecard.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct Shown
{
    explicit Shown(PageWorld &world)
        : theme(*qApp, world.settings)
        , window(world.workspace, world.time, world.settings, theme, actions)
    {
        window.resize(1280, 720);
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qWarning("the window did not become active");
        goHome();
        page = window.homePage();
    }
    void goHome() { window.findChild<QListWidget *>(u"pages"_s)->setCurrentRow(0); }
    ChoiceCard *card(const QString &name) const { return page->findChild<ChoiceCard *>(name); }
    bool shows(const QString &name) const { return card(name) && card(name)->isVisible(); }
    QStringList titles() const
    {
        QStringList found;
        for (const WorkItem &item : page->work().items())
            found.append(item.title);
        return found;
    }

    RecordedActions actions;
    Theme theme;
    MainWindow window;
    HomePage *page = nullptr;
};

void setStatus(PageWorld &world, qint64 rowId, PaymentStatus status, bool unknown = false)
{
    PaymentSummary &row = world.lists.row(rowId);
    row.status = status;
    row.outcomeUnknown = unknown;
    row.captureBeforeMs = 0;
}

/// Payments that need nobody.
void makeQuiet(PageWorld &world, qint64 payments)
{
    world.lists.generate(payments);
    for (qint64 rowId = 1; rowId <= payments; ++rowId)
        setStatus(world, rowId, PaymentStatus::Succeeded);
}

} // namespace

/// The work list: what is on it, and where its lines lead.
class HomePageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        testSeed();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }
    void nothingWaits();
    void urgentComesFirst();
    void linesLeadToTheWork_data();
    void linesLeadToTheWork();
    void followsChanges();
    void lastNumbersStayWhenReadingFails();
    void isReachedByLetters();
};

void HomePageTest::nothingWaits()
{
    PageWorld world;
    makeQuiet(world, 20);
    const Shown shown(world);
    QTRY_VERIFY(shown.page->work().isRead());
    auto *state = shown.page->findChild<QLabel *>(u"homeState"_s);
    QTRY_VERIFY(state->isVisible() && state->text().startsWith(u"Nothing waits for you"_s));
    QVERIFY(shown.page->findChildren<ChoiceCard *>().isEmpty());
}

void HomePageTest::urgentComesFirst()
{
    PageWorld world;
    makeQuiet(world, 20);
    setStatus(world, 1, PaymentStatus::RequiresCapture);
    setStatus(world, 2, PaymentStatus::RequiresCapture);
    world.lists.row(2).captureBeforeMs = world.clock.nowMs() + 3'600'000;
    setStatus(world, 3, PaymentStatus::Processing, true);
    setStatus(world, 4, PaymentStatus::Conflicted);
    setStatus(world, 5, PaymentStatus::RequiresCustomerAction);
    setStatus(world, 6, PaymentStatus::RequiresCustomerAction);
    const Shown shown(world);
    QTRY_COMPARE(shown.titles(),
                 (QStringList{u"1 payment is not known yet"_s, u"1 payment does not match"_s,
                              u"1 hold ends within 24 h"_s, u"2 payments wait for the customer"_s,
                              u"2 holds are to be captured"_s}));
    // As they stand on the screen.
    QTRY_VERIFY(shown.shows(u"workToCapture"_s));
    QVERIFY(shown.card(u"workNotKnown"_s)->y() < shown.card(u"workMismatch"_s)->y());
    QVERIFY(shown.card(u"workExpiring"_s)->y() < shown.card(u"workToCapture"_s)->y());
    QVERIFY(shown.card(u"workExpiring"_s)->description().startsWith(u"Ends within 24 h:"_s));
}

void HomePageTest::linesLeadToTheWork_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("unknown");
    QTest::addColumn<QString>("card");
    QTest::addColumn<QString>("place");
    using enum PaymentStatus;
    QTest::newRow("not known") << int(Processing) << true << u"workNotKnown"_s << u"payments"_s;
    QTest::newRow("mismatch") << int(Conflicted) << false << u"workMismatch"_s << u"payments"_s;
    QTest::newRow("customer") << int(RequiresCustomerAction) << false << u"workCustomer"_s
                              << u"payments"_s;
    QTest::newRow("capture") << int(RequiresCapture) << false << u"workToCapture"_s
                             << u"workbench"_s;
}

void HomePageTest::linesLeadToTheWork()
{
    QFETCH(int, status);
    QFETCH(bool, unknown);
    QFETCH(QString, card);
    QFETCH(QString, place);
    PageWorld world;
    makeQuiet(world, 20);
    for (const qint64 rowId : {3, 7, 11})
        setStatus(world, rowId, static_cast<PaymentStatus>(status), unknown);
    Shown shown(world);
    QTRY_VERIFY(shown.shows(card));
    shown.card(card)->setFocus();
    QTest::keyClick(shown.card(card), Qt::Key_Return);
    if (place == "payments"_L1) {
        QTRY_VERIFY(shown.window.paymentsPage()->isVisible());
        const PaymentTableModel &table = shown.window.paymentsPage()->table();
        QTRY_COMPARE(table.rowCount(), 3);
        QTRY_VERIFY(table.payment(0));
        QCOMPARE(table.payment(0)->status, static_cast<PaymentStatus>(status));
    } else {
        QTRY_VERIFY(shown.window.workbenchPage()->isVisible());
        QTRY_COMPARE(shown.window.workbenchPage()->table().rowCount(), 3);
    }
}

void HomePageTest::followsChanges()
{
    PageWorld world;
    makeQuiet(world, 20);
    const Shown shown(world);
    QTRY_VERIFY(shown.page->work().isRead());
    QVERIFY(shown.titles().isEmpty());
    setStatus(world, 9, PaymentStatus::Processing, true);
    emit world.events.paymentChanged(world.lists.row(9).id, 9);
    QTRY_COMPARE(shown.titles(), QStringList{u"1 payment is not known yet"_s});
    setStatus(world, 9, PaymentStatus::Succeeded);
    emit world.events.paymentChanged(world.lists.row(9).id, 9);
    QTRY_VERIFY(shown.titles().isEmpty());
    QTRY_VERIFY(!shown.shows(u"workNotKnown"_s));
}

void HomePageTest::lastNumbersStayWhenReadingFails()
{
    PageWorld world;
    makeQuiet(world, 20);
    setStatus(world, 9, PaymentStatus::Processing, true);
    const Shown shown(world);
    QTRY_VERIFY(shown.shows(u"workNotKnown"_s));
    world.lists.failure = Error{ErrorCode::StorageUnavailable};
    shown.page->reload();
    auto *message = shown.page->findChild<MessageBar *>(u"homeMessage"_s);
    QTRY_VERIFY(message->isVisible());
    QVERIFY(shown.shows(u"workNotKnown"_s));
    world.lists.failure.reset();
    shown.page->reload();
    QTRY_VERIFY(!message->isVisible());
}

void HomePageTest::isReachedByLetters()
{
    PageWorld world;
    makeQuiet(world, 20);
    setStatus(world, 9, PaymentStatus::Processing, true);
    Shown shown(world);
    QTRY_VERIFY(shown.shows(u"workNotKnown"_s));
    shown.window.findChild<QListWidget *>(u"pages"_s)->setCurrentRow(1);
    auto *payments = shown.window.findChild<DataTable *>(u"paymentsTable"_s);
    payments->setFocus();
    QTest::keyClick(payments, Qt::Key_G);
    QTest::keyClick(payments, Qt::Key_H);
    QTRY_VERIFY(shown.page->isVisible());
    QTRY_VERIFY(shown.card(u"workNotKnown"_s)->hasFocus());
}

QTEST_MAIN(HomePageTest)
#include "homepagetest.moc"

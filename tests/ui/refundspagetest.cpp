#include "ui/refunds/refundspage.h"

#include "tests/support/pageworld.h"
#include "tests/support/seed.h"
#include "ui/mainwindow.h"
#include "ui/payments/inspectorwindow.h"
#include "ui/payments/paymentspage.h"
#include "ui/theme.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct Shown
{
    explicit Shown(PageWorld &world)
        : theme(*qApp, world.settings)
        , window(world.workspace, world.time, world.settings, theme, actions)
        , page(*window.refundsPage())
        , table(*page.findChild<DataTable *>(u"refundsTable"_s))
    {
        window.resize(1280, 720);
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qWarning("the window did not become active");
        const auto *places = window.findChild<QStackedWidget *>();
        window.findChild<QListWidget *>(u"pages"_s)
            ->setCurrentRow(places->indexOf(page.parentWidget()));
    }
    const RefundTableModel &model() const { return page.table(); }
    QString said() const { return page.findChild<MessageBar *>(u"refundsMessage"_s)->text(); }
    QString title() const
    {
        const auto *label = page.findChild<QLabel *>(u"inspectorTitle"_s);
        return label ? label->text() : QString(); // made for the first payment
    }
    QString state() const { return page.findChild<QLabel *>(u"tableStateTitle"_s)->text(); }
    bool showsState() const { return page.findChild<QWidget *>(u"refundsState"_s)->isVisible(); }
    void chooseRow(int row)
    {
        table.setFocus();
        table.chooseRow(row);
    }

    RecordedActions actions;
    Theme theme;
    MainWindow window;
    RefundsPage &page;
    DataTable &table;
};

QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), u' ');
}

/// What the inspector finds for the payment of that refund.
void addPaymentOf(PageWorld &world, const Refund &refund)
{
    world.addDetails(1);
    PaymentDetails details = world.payments.details.take(FakePaymentLists::sample(1).id);
    details.payment.id = refund.paymentId;
    details.payment.status = PaymentStatus::Succeeded;
    details.payment.outcomeUnknown = false;
    details.payment.currency = refund.currency;
    details.payment.authorized = details.payment.captured = refund.amount * 3;
    details.payment.amount = details.payment.netAmount = refund.amount * 3;
    details.refunds = {refund};
    world.payments.details.insert(refund.paymentId, details);
}

} // namespace

/// The refunds of all payments, by mouse and key.
class RefundsPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        testSeed();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }
    void isReachedByLetters();
    void scrollingReadsOn();
    void statusIsChosen();
    void tellsWhenThereAreNone();
    void tellsWhatFailedAndTriesAgain();
    void enterShowsThePayment();
    void keysAskAndRefund();
    void inspectorAsksAndGivesUp();
    void paymentsPageRefundsByKeyAndCommand();
    void nothingIsOfferedWhereNothingIsLeft();
};

void RefundsPageTest::isReachedByLetters()
{
    PageWorld world;
    world.refunds.generate(3);
    Shown shown(world);
    shown.window.findChild<QListWidget *>(u"pages"_s)->setCurrentRow(1);
    auto *payments = shown.window.findChild<DataTable *>(u"paymentsTable"_s);
    payments->setFocus();
    QTest::keyClick(payments, Qt::Key_G);
    QTest::keyClick(payments, Qt::Key_R);
    QTRY_VERIFY(shown.page.isVisible());
    QTRY_VERIFY(shown.table.hasFocus());
    QVERIFY(shown.actions.refunded.isEmpty());
}

void RefundsPageTest::scrollingReadsOn()
{
    PageWorld world;
    world.refunds.generate(330);
    Shown shown(world);
    QTRY_COMPARE(shown.model().rowCount(), 100);
    QCOMPARE(shown.page.findChild<QLabel *>(u"refundCount"_s)->text(), u"the newest 100 refunds"_s);
    for (const int rows : {200, 300, 330}) {
        shown.table.verticalScrollBar()->setValue(shown.table.verticalScrollBar()->maximum());
        QTRY_COMPARE(shown.model().rowCount(), rows);
    }
    QCOMPARE(shown.page.findChild<QLabel *>(u"refundCount"_s)->text(), u"330 refunds"_s);
}

void RefundsPageTest::statusIsChosen()
{
    PageWorld world;
    world.refunds.generate(60);
    Shown shown(world);
    QTRY_COMPARE(shown.model().rowCount(), 60);
    auto *status = shown.page.findChild<QComboBox *>(u"refundStatus"_s);
    status->setCurrentIndex(status->findText(u"Failed or given up"_s));
    QTRY_COMPARE(shown.model().rowCount(), 10);
    status->setCurrentIndex(0);
    QTRY_COMPARE(shown.model().rowCount(), 60);
}

void RefundsPageTest::tellsWhenThereAreNone()
{
    PageWorld world;
    Shown shown(world);
    QTRY_VERIFY(shown.showsState());
    QCOMPARE(shown.state(), u"No refunds yet"_s);
    auto *status = shown.page.findChild<QComboBox *>(u"refundStatus"_s);
    status->setCurrentIndex(1);
    QTRY_COMPARE(shown.state(), u"No such refund"_s);
    shown.page.findChild<QPushButton *>(u"clearFilter"_s)->click();
    QCOMPARE(status->currentIndex(), 0);
    QTRY_COMPARE(shown.state(), u"No refunds yet"_s);
    const Refund made = FakeRefunds::sample(1);
    world.refunds.keep(made);
    emit world.events.paymentChanged(made.paymentId, 1);
    QTRY_VERIFY(!shown.showsState());
    QCOMPARE(shown.model().rowCount(), 1);
}

void RefundsPageTest::tellsWhatFailedAndTriesAgain()
{
    PageWorld world;
    world.refunds.generate(4);
    world.refunds.failure = Error{ErrorCode::StorageUnavailable};
    Shown shown(world);
    auto *retry = shown.page.findChild<QPushButton *>(u"retry"_s);
    QTRY_VERIFY(retry->isVisible());
    world.refunds.failure.reset();
    retry->click();
    QTRY_COMPARE(shown.model().rowCount(), 4);
    QVERIFY(!shown.showsState());
    world.refunds.failure = Error{ErrorCode::StorageUnavailable};
    shown.table.setFocus();
    QTest::keyClick(&shown.window, Qt::Key_F5);
    QTRY_VERIFY(!shown.said().isEmpty());
    QCOMPARE(shown.model().rowCount(), 4); // what was read stays
}

void RefundsPageTest::enterShowsThePayment()
{
    PageWorld world;
    world.refunds.generate(4);
    const Refund second = world.refunds.all.at(1);
    addPaymentOf(world, second);
    Shown shown(world);
    QTRY_COMPARE(shown.model().rowCount(), 4);
    shown.page.toggleSide();
    shown.chooseRow(1);
    QTest::keyClick(&shown.table, Qt::Key_Return);
    const QString amount = DisplayText::money({second.amount * 3, second.currency}, QLocale());
    QTRY_COMPARE(shown.title(), amount);
    QTest::keyClick(&shown.table, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(shown.window.findChild<InspectorWindow *>());
    QTest::keyClick(&shown.table, Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), second.id.value);
}

void RefundsPageTest::keysAskAndRefund()
{
    PageWorld world;
    world.refunds.generate(4);
    Refund first = world.refunds.all.first();
    addPaymentOf(world, first);
    Shown shown(world);
    QTRY_COMPARE(shown.model().rowCount(), 4);
    shown.chooseRow(0);
    first.status = RefundStatus::Succeeded;
    first.dueAtMs = 0;
    first.error = {};
    world.refunds.syncAnswers.standing = first;
    QTest::keyClick(&shown.table, Qt::Key_S);
    QTRY_VERIFY(shown.said().contains(u"Refunded. The money went back to the customer."_s));
    QCOMPARE(world.refunds.synced, QList<RefundId>{first.id});
    QTest::keyClick(&shown.table, Qt::Key_R);
    QTRY_COMPARE(shown.actions.refunded, QList<PaymentId>{first.paymentId});
}

void RefundsPageTest::inspectorAsksAndGivesUp()
{
    PageWorld world;
    Refund refund = FakeRefunds::sample(1);
    refund.status = RefundStatus::Pending;
    refund.dueAtMs = world.clock.nowMs() + 3'600'000;
    refund.error = {};
    refund.reason = u"requested_by_customer: did not fit"_s;
    world.refunds.keep(refund);
    addPaymentOf(world, refund);
    Shown shown(world);
    QTRY_COMPARE(shown.model().rowCount(), 1);
    shown.chooseRow(0);
    const auto button = [&](const QString &name) {
        return shown.page.findChild<QPushButton *>(name);
    };
    QTRY_VERIFY(button(u"giveUpRefund"_s));
    QVERIFY(!button(u"askRefund"_s));
    Refund gone = refund;
    gone.status = RefundStatus::Failed;
    gone.dueAtMs = 0;
    gone.error = {u"cancelled"_s, u"merchant_cancelled"_s, {}, {}};
    world.refunds.cancelAnswers.standing = gone;
    button(u"giveUpRefund"_s)->click();
    QTRY_VERIFY(shown.said().contains(u"Given up. It was given up before its time."_s));
    QCOMPARE(world.refunds.cancelled, QList<RefundId>{refund.id});
    refund.dueAtMs = 0;
    refund.error = {u"timeout"_s, u"unknown_outcome"_s, {}, {}};
    addPaymentOf(world, refund);
    emit world.events.paymentChanged(refund.paymentId, 1);
    QTRY_VERIFY(button(u"askRefund"_s));
    world.refunds.syncAnswers.standing = refund;
    button(u"askRefund"_s)->click();
    QTRY_COMPARE(world.refunds.synced, QList<RefundId>{refund.id});
}

void RefundsPageTest::paymentsPageRefundsByKeyAndCommand()
{
    PageWorld world;
    world.lists.generate(20);
    qint64 paid = 20;
    while (world.lists.row(paid).status != PaymentStatus::Succeeded)
        --paid;
    world.addDetails(paid);
    Shown shown(world);
    shown.window.findChild<QListWidget *>(u"pages"_s)->setCurrentRow(1);
    auto *payments = shown.window.findChild<DataTable *>(u"paymentsTable"_s);
    const PaymentTableModel &list = shown.window.paymentsPage()->table();
    QTRY_COMPARE(list.rowCount(), 20);
    payments->setFocus();
    payments->chooseRow(static_cast<int>(20 - paid));
    QTest::keyClick(payments, Qt::Key_R);
    QTRY_COMPARE(shown.actions.refunded.size(), 1);
    auto *search = shown.window.findChild<QLineEdit *>(u"search"_s);
    search->setText(u">refund"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_COMPARE(shown.actions.refunded.size(), 2);
    QTRY_COMPARE(list.rowCount(), 20);
    payments->chooseRow(static_cast<int>(20 - paid));
    const auto button = [&] {
        return shown.window.paymentsPage()->findChild<QPushButton *>(u"inspectorRefund"_s);
    };
    QTRY_VERIFY(button() && button()->isVisible() && button()->isEnabled());
    button()->click();
    QTRY_COMPARE(shown.actions.refunded.size(), 3);
}

void RefundsPageTest::nothingIsOfferedWhereNothingIsLeft()
{
    PageWorld world;
    world.lists.generate(20);
    qint64 paid = 20;
    while (world.lists.row(paid).status != PaymentStatus::Succeeded)
        --paid;
    world.addDetails(paid);
    Payment &payment = world.payments.details[world.lists.row(paid).id].payment;
    payment.refunded = payment.captured / 2;
    payment.refundPending = payment.captured - payment.refunded;
    Shown shown(world);
    shown.window.findChild<QListWidget *>(u"pages"_s)->setCurrentRow(1);
    auto *payments = shown.window.findChild<DataTable *>(u"paymentsTable"_s);
    const PaymentTableModel &list = shown.window.paymentsPage()->table();
    QTRY_COMPARE(list.rowCount(), 20);
    payments->setFocus();
    payments->chooseRow(static_cast<int>(20 - paid));
    const PaymentsPage *page = shown.window.paymentsPage();
    QTRY_VERIFY(page->findChild<QPushButton *>(u"inspectorRefund"_s));
    QVERIFY(!page->findChild<QPushButton *>(u"inspectorRefund"_s)->isEnabled());
    QTest::keyClick(payments, Qt::Key_R);
    auto *message = shown.window.findChild<MessageBar *>(u"pageMessage"_s);
    QTRY_VERIFY(plain(message->text()).contains(u"nothing left to refund"_s));
    QVERIFY(shown.actions.refunded.isEmpty());
}

QTEST_MAIN(RefundsPageTest)
#include "refundspagetest.moc"

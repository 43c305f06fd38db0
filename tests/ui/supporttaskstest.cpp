// What support agents do all day, in the real window over the real engine and the simulated bank,
// with keys only. Each task may take so many steps and no more: a text that is typed is one step,
// and so is each key.
#include "services/engine/customerlistservice.h"
#include "services/engine/noteservice.h"
#include "services/engine/paymentlistservice.h"
#include "services/engine/recurringservice.h"
#include "services/engine/searchindexer.h"
#include "tests/engine/savingworld.h"
#include "tests/support/seed.h"
#include "ui/challenge/challengeviewsource.h"
#include "ui/customers/customerspage.h"
#include "ui/mainwindow.h"
#include "ui/payments/desktopactions.h"
#include "ui/payments/paymentspage.h"
#include "ui/recurring/recurringpage.h"
#include "ui/theme.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 30'000;
constexpr int kRemovalMs = 200; ///< as long a removed card can be taken back, by the world's clock
constexpr qint64 kDayMs = 24 * 3'600'000;

/// A machine without the embedded view.
class NoViews final : public ChallengeViewSource
{
public:
    ChallengeViewRefusal refusal() const override { return ChallengeViewRefusal::ModuleMissing; }
    ChallengeViewModule *module() override { return nullptr; }
};

/// The window of an agent. Everything is stored before it is made.
class Desk
{
public:
    explicit Desk(SavingWorld &world)
        : m_lists(world.file())
        , m_customerLists(world.file())
        , m_indexer(world.file())
        , m_recurring(world.engine())
        , m_notes(world.engine())
        , m_removals(world.methods(), world.engine().events(), world.clock(), nullptr, kRemovalMs)
        , m_workspace{world.payments(),
                      m_lists,
                      world.refunds(),
                      world.engine().events(),
                      world.clock(),
                      m_random,
                      world.caller(),
                      u"Acme GmbH"_s,
                      true,
                      {},
                      &m_time}
        , m_settings(m_folder.filePath(u"settings.ini"_s), QSettings::IniFormat)
        , m_theme(*qApp, m_settings)
    {
        m_workspace.methods = m_workspace.removals = &m_removals;
        m_workspace.navigation = &m_navigation;
        m_workspace.vault = &world.vault();
        m_workspace.customers = &world.customers();
        m_workspace.customerLists = &m_customerLists;
        m_workspace.recurring = &m_recurring;
        m_workspace.notes = &m_notes;
        m_indexer.start();
        m_actions = std::make_unique<DesktopActions>(m_workspace, m_views, m_settings);
        m_window =
            std::make_unique<MainWindow>(m_workspace, m_time, m_settings, m_theme, *m_actions);
        m_window->resize(1280, 720);
        m_window->show();
        m_window->activateWindow();
        if (!QTest::qWaitForWindowActive(m_window.get()))
            qWarning("the window did not become active");
    }

    MainWindow &window() { return *m_window; }
    /// The dialog of that name, with the keys; null while there is none.
    QDialog *dialog(const QString &name) const
    {
        auto *found = child<QDialog>(name);
        if (found)
            QApplication::setActiveWindow(found); // there is no window manager here to do it
        return found;
    }
    template <class Widget>
    Widget *child(const QString &name) const
    {
        return m_window->findChild<Widget *>(name);
    }
    /// By letters, from the list of payments.
    void goToCustomers()
    {
        auto *payments = child<DataTable>(u"paymentsTable"_s);
        payments->setFocus();
        QTest::keyClick(payments, Qt::Key_G);
        QTest::keyClick(payments, Qt::Key_U);
    }
    int steps() const { return m_steps; }
    void begin() { m_steps = 0; }
    void type(const QString &text)
    {
        ++m_steps;
        QTest::keyClicks(QApplication::focusWidget(), text);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        ++m_steps;
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }

private:
    QTemporaryDir m_folder;
    PaymentListService m_lists;
    CustomerListService m_customerLists;
    SearchIndexer m_indexer;
    RecurringService m_recurring;
    NoteService m_notes;
    DelayedRemovals m_removals;
    Navigation m_navigation;
    SeededRandom m_random{5};
    TimeChoice m_time{QTimeZone("Europe/Berlin")};
    Workspace m_workspace;
    QSettings m_settings;
    Theme m_theme;
    NoViews m_views;
    std::unique_ptr<DesktopActions> m_actions;
    std::unique_ptr<MainWindow> m_window;
    int m_steps = 0;
};

QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), u' ');
}

/// What a dialog says of the payment that it sent.
QString result(const QDialog *dialog)
{
    return plain(dialog->findChild<QLabel *>(u"resultTitle"_s)->text());
}

CustomerId addCustomer(SavingWorld &world, const QString &id, const QString &name,
                       const QString &email)
{
    CreateCustomer command;
    command.caller = world.caller();
    command.id = {id};
    command.texts.name = name;
    command.texts.email = email;
    return SavingWorld::await(world.customers().create(command)).value_or({}).id;
}

} // namespace

class SupportTasksTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        testSeed();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }
    void callersPaymentIsFound();
    void savedCardIsShownAndRemoved();
    void linkIsSentAgain();
    void otherCardIsCharged();
    void agreementIsMadeChargedAndEnded();
};

/// S1: "49.90, ends 4242, last week": typed, Enter, read aloud.
void SupportTasksTest::callersPaymentIsFound()
{
    SavingWorld world;
    OX_OK(world.open());
    const auto pay = [&](qint64 amount, const char *card) {
        return world.pay(amount, CaptureMethod::Automatic, card).value_or({}).id;
    };
    pay(4'990, "4242424242424242"); // the week before
    world.advance(7 * kDayMs);
    const PaymentId wanted = pay(4'990, "4242424242424242");
    pay(4'990, "5555555555554444");
    pay(5'000, "4242424242424242");
    world.advance(7 * kDayMs);
    pay(4'990, "4242424242424242"); // this week
    Desk desk(world);
    const PaymentTableModel &table = desk.window().paymentsPage()->table();
    QTRY_COMPARE_WITH_TIMEOUT(table.rowCount(), 5, kPatienceMs);
    QVERIFY(desk.child<QLineEdit>(u"search"_s)->hasFocus());

    desk.begin();
    QElapsedTimer waited;
    waited.start();
    desk.type(u"49.90 4242 last week"_s);
    QTRY_VERIFY_WITH_TIMEOUT(table.rowCount() == 1 && !table.isReading(), kPatienceMs);
    desk.press(Qt::Key_Return);
    const auto *page = desk.window().paymentsPage();
    qInfo("the payment was there %lld ms after the first key", waited.elapsed());
    QCOMPARE(table.payment(0)->id, wanted);
    QCOMPARE(desk.steps(), 2);
    // The answer is in the row and, as the only one, beside it.
    const auto shown = [&] {
        const auto *amount = page->findChild<QLabel *>(u"inspectorTitle"_s);
        return amount ? amount->text().replace(QChar(QChar::Nbsp), u' ') : QString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(shown(), u"49.90 EUR"_s, kPatienceMs);
}

/// S2: the e-mail, Enter, Tab to the cards, Delete, Ctrl+Enter.
void SupportTasksTest::savedCardIsShownAndRemoved()
{
    SavingWorld world;
    OX_OK(world.open());
    addCustomer(world, u"cus_1"_s, u"Maria Keller"_s, u"maria.keller@example.com"_s);
    addCustomer(world, u"cus_2"_s, u"Mario Kell"_s, u"mario@example.com"_s);
    OX_OK(world.save("4242424242424242", u"cus_1"_s));
    OX_OK(world.save("5555555555554444", u"cus_2"_s));
    Desk desk(world);
    QApplication::setActiveWindow(&desk.window());
    desk.goToCustomers();
    CustomersPage *page = desk.window().customersPage();
    QTRY_COMPARE_WITH_TIMEOUT(page->table().rowCount(), 2, kPatienceMs);
    QVERIFY(desk.child<QLineEdit>(u"customerSearch"_s)->hasFocus());

    desk.begin();
    desk.type(u"maria.keller@example.com"_s);
    desk.press(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(page->customer().methodsRead(), kPatienceMs);
    auto *methods = desk.child<DataTable>(u"methodsTable"_s);
    QCOMPARE(methods->model()->index(0, 0).data().toString(), u"Visa \u2022\u2022 4242"_s);
    desk.press(Qt::Key_Tab);
    QVERIFY(methods->hasFocus());
    desk.press(Qt::Key_Delete);
    const auto dialog = [&] { return desk.child<QDialog>(u"removalDialog"_s); };
    QTRY_VERIFY_WITH_TIMEOUT(dialog() && dialog()->isVisible(), kPatienceMs);
    QApplication::setActiveWindow(dialog()); // there is no window manager here to do it
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(desk.child<QLabel>(u"noMethods"_s)->isVisible(), kPatienceMs);
    QCOMPARE(desk.steps(), 5);
    // It can be taken back until it goes.
    QCOMPARE(world.saved(u"cus_1"_s).size(), 1);
    QApplication::setActiveWindow(&desk.window());
    QVERIFY(desk.child<QPushButton>(u"undoRemoval"_s)->isVisible());
    QTest::keyClick(&desk.window(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(methods->isVisible(), kPatienceMs);
    QVERIFY(!desk.child<QPushButton>(u"undoRemoval"_s)->isVisible());
    methods->setFocus();
    desk.press(Qt::Key_Delete);
    QTRY_VERIFY_WITH_TIMEOUT(dialog() && dialog()->isVisible(), kPatienceMs);
    QApplication::setActiveWindow(dialog());
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(desk.child<QLabel>(u"noMethods"_s)->isVisible(), kPatienceMs);
    world.advance(kRemovalMs);
    QTRY_VERIFY_WITH_TIMEOUT(world.saved(u"cus_1"_s).isEmpty(), kPatienceMs);
    QCOMPARE(world.saved(u"cus_2"_s).size(), 1);
    QCOMPARE(world.records().size(), 1); // its number is gone too
}

/// S3: opened, then L: the link is copied, and until when it works is said; then N: a note.
void SupportTasksTest::linkIsSentAgain()
{
    SavingWorld world;
    OX_OK(world.open());
    const Result<Payment> waiting =
        world.pay(4'990, CaptureMethod::Automatic, "4000000000003220", AuthenticationType::ThreeDs);
    OX_OK(waiting);
    QCOMPARE(toText(waiting->status), u"requires_customer_action"_s);
    Desk desk(world);
    PaymentsPage *page = desk.window().paymentsPage();
    QTRY_COMPARE_WITH_TIMEOUT(page->table().rowCount(), 1, kPatienceMs);
    page->focusTable();
    QGuiApplication::clipboard()->clear();

    desk.begin();
    desk.press(Qt::Key_Return);
    desk.press(Qt::Key_L);
    QTRY_COMPARE_WITH_TIMEOUT(QGuiApplication::clipboard()->text(),
                              world.details(waiting->id).attempts.last().challengeUrl, kPatienceMs);
    QVERIFY(!QGuiApplication::clipboard()->text().isEmpty());
    const QString said = desk.child<MessageBar>(u"pageMessage"_s)->text();
    QVERIFY2(said.contains(u"The link for the customer is copied. It works until"_s),
             qPrintable(said));
    QVERIFY(said.contains(u"Europe/Berlin"_s));
    desk.press(Qt::Key_N);
    QCOMPARE(desk.steps(), 3);
    // What is written there is kept and shown beside the payment.
    QTRY_VERIFY_WITH_TIMEOUT(desk.dialog(u"noteDialog"_s), kPatienceMs);
    QVERIFY(desk.dialog(u"noteDialog"_s)->findChild<QWidget *>(u"noteText"_s)->hasFocus());
    desk.type(u"Link sent again by e-mail"_s);
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    const auto notes = [&] {
        QStringList texts;
        for (const QLabel *line : desk.child<QWidget>(u"noteList"_s)->findChildren<QLabel *>())
            texts.append(line->text());
        return texts;
    };
    QTRY_COMPARE_WITH_TIMEOUT(notes().size(), 2, kPatienceMs);
    QVERIFY2(notes().constFirst().startsWith(u"tester, "_s), qPrintable(notes().constFirst()));
    QCOMPARE(notes().constLast(), u"Link sent again by e-mail"_s);
    // Whoever takes over finds it.
    page->findChild<QLineEdit *>(u"search"_s)->setText(u"has:note"_s);
    QTRY_COMPARE_WITH_TIMEOUT(page->table().rowCount(), 1, kPatienceMs);
    page->findChild<QLineEdit *>(u"search"_s)->setText(u"-has:note"_s);
    QTRY_COMPARE_WITH_TIMEOUT(page->table().rowCount(), 0, kPatienceMs);
}

/// The caller's lost card is removed and the other one charged, with its security code.
void SupportTasksTest::otherCardIsCharged()
{
    SavingWorld world;
    OX_OK(world.open());
    addCustomer(world, u"cus_1"_s, u"Maria Keller"_s, u"maria.keller@example.com"_s);
    OX_OK(world.save("4242424242424242", u"cus_1"_s));
    world.advance(1'000);
    OX_OK(world.save("5555555555554444", u"cus_1"_s)); // used last: it comes first
    Desk desk(world);
    CustomersPage *page = desk.window().customersPage();
    desk.goToCustomers();
    QTRY_COMPARE_WITH_TIMEOUT(page->table().rowCount(), 1, kPatienceMs);
    desk.type(u"maria"_s);
    desk.press(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(page->customer().methodsRead() && page->customer().vaultIsOpen(),
                             kPatienceMs);
    // The one that the caller has lost goes; the keyboard stays on the other.
    desk.press(Qt::Key_Tab);
    desk.press(Qt::Key_Delete);
    const auto removal = [&] { return desk.child<QDialog>(u"removalDialog"_s); };
    QTRY_VERIFY_WITH_TIMEOUT(removal() && removal()->isVisible(), kPatienceMs);
    QApplication::setActiveWindow(removal()); // there is no window manager here to do it
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    auto *methods = desk.child<DataTable>(u"methodsTable"_s);
    QTRY_COMPARE_WITH_TIMEOUT(methods->model()->rowCount(), 1, kPatienceMs);
    QApplication::setActiveWindow(&desk.window());
    QTRY_VERIFY_WITH_TIMEOUT(methods->hasFocus(), kPatienceMs);
    QVERIFY(methods->selectionModel()->isRowSelected(0));
    desk.press(Qt::Key_C);
    const auto dialog = [&] { return desk.child<QDialog>(u"chargeDialog"_s); };
    QTRY_VERIFY_WITH_TIMEOUT(dialog() && dialog()->isVisible(), kPatienceMs);
    QApplication::setActiveWindow(dialog()); // there is no window manager here to do it
    desk.type(u"12.50"_s);
    dialog()->findChild<QWidget *>(u"cardCvc"_s)->setFocus();
    desk.type(u"739"_s);
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    const auto title = [&] {
        return dialog()
            ->findChild<QLabel *>(u"resultTitle"_s)
            ->text()
            .replace(QChar(QChar::Nbsp), u' ');
    };
    QTRY_COMPARE_WITH_TIMEOUT(title(), u"12.50 EUR is paid"_s, kPatienceMs);
    QVERIFY(dialog()->findChild<QLabel *>(u"resultReference"_s)->text().startsWith(u"Ref pay_"_s));
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    const auto totals = [&] {
        return desk.child<QLabel>(u"customerLifetime"_s)->text().replace(QChar(QChar::Nbsp), u' ');
    };
    QTRY_COMPARE_WITH_TIMEOUT(totals(), u"132.50 EUR paid so far, 3 payments"_s, kPatienceMs);
}

/// Agreed on with a saved card, without a charge; charged later; the card is needed until it ends.
void SupportTasksTest::agreementIsMadeChargedAndEnded()
{
    SavingWorld world;
    OX_OK(world.open());
    addCustomer(world, u"cus_1"_s, u"Maria Keller"_s, u"maria.keller@example.com"_s);
    OX_OK(world.save("4242424242424242", u"cus_1"_s));
    Desk desk(world);
    const auto dialog = [&](const QString &name) { return desk.dialog(name); };
    desk.goToCustomers();
    CustomersPage *page = desk.window().customersPage();
    QTRY_COMPARE_WITH_TIMEOUT(page->table().rowCount(), 1, kPatienceMs);
    desk.press(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(page->customer().methodsRead() && page->customer().vaultIsOpen(),
                             kPatienceMs);
    desk.press(Qt::Key_Tab);
    desk.press(Qt::Key_A);
    QTRY_VERIFY_WITH_TIMEOUT(dialog(u"setUpDialog"_s), kPatienceMs);
    QDialog *setUp = dialog(u"setUpDialog"_s);
    QTest::keyClicks(setUp->findChild<QLineEdit *>(u"limit"_s), u"50.00"_s);
    QTest::keyClicks(setUp->findChild<QWidget *>(u"cardCvc"_s), u"739"_s);
    setUp->findChild<QAbstractButton *>(u"accepted"_s)->click();
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(result(setUp), u"The agreement is set up"_s, kPatienceMs);
    desk.press(Qt::Key_Return, Qt::ControlModifier);

    QApplication::setActiveWindow(&desk.window());
    QTest::keyClick(&desk.window(), Qt::Key_G);
    QTest::keyClick(&desk.window(), Qt::Key_E);
    const RecurringPage *recurring = desk.window().recurringPage();
    QTRY_COMPARE_WITH_TIMEOUT(recurring->table().rowCount(), 1, kPatienceMs);
    auto *table = desk.child<DataTable>(u"recurringTable"_s);
    table->setFocus();
    table->chooseRow(0);
    auto *charge = desk.child<QPushButton>(u"chargeAgreement"_s);
    QTRY_VERIFY_WITH_TIMEOUT(charge->isVisible() && charge->isEnabled(), kPatienceMs);
    QTest::keyClick(table, Qt::Key_C);
    QTRY_VERIFY_WITH_TIMEOUT(dialog(u"agreementChargeDialog"_s), kPatienceMs);
    QDialog *now = dialog(u"agreementChargeDialog"_s);
    QTest::keyClicks(now->findChild<QLineEdit *>(u"amount"_s), u"20.00"_s);
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(result(now), u"20.00 EUR is paid"_s, kPatienceMs);
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    const auto limit = [&] {
        const int column = static_cast<int>(AgreementColumn::Limit);
        return plain(recurring->table().index(0, column).data().toString());
    };
    QTRY_COMPARE_WITH_TIMEOUT(limit(), u"Several times, 30.00 EUR of 50.00 EUR left"_s,
                              kPatienceMs);

    const SavedMethod card = world.saved(u"cus_1"_s).value(0);
    OX_REFUSED(SavingWorld::await(world.methods().remove(world.caller(), card.id)),
               ErrorCode::AgreementActive, u"payment_method_id"_s);
    QApplication::setActiveWindow(&desk.window());
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Delete);
    QTRY_VERIFY_WITH_TIMEOUT(dialog(u"removalDialog"_s), kPatienceMs);
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    const auto state = [&] { return recurring->table().index(0, 0).data().toString(); };
    QTRY_COMPARE_WITH_TIMEOUT(state(), u"Ended by us"_s, kPatienceMs);
    OX_OK(SavingWorld::await(world.methods().remove(world.caller(), card.id)));
}

QTEST_MAIN(SupportTasksTest)
#include "supporttaskstest.moc"

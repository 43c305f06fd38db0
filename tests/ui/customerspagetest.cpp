#include "ui/customers/customerspage.h"

#include "tests/support/pageworld.h"
#include "tests/support/seed.h"
#include "ui/mainwindow.h"
#include "ui/payments/paymentspage.h"
#include "ui/recurring/recurringpage.h"
#include "ui/theme.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"

#include <QApplication>
#include <QClipboard>
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
        , page(*window.customersPage())
        , table(*page.findChild<DataTable *>(u"customersTable"_s))
        , search(*page.findChild<QLineEdit *>(u"customerSearch"_s))
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
    const CustomerTableModel &model() const { return page.table(); }
    QString said() const { return page.findChild<MessageBar *>(u"customersMessage"_s)->text(); }
    QString state() const { return page.findChild<QLabel *>(u"tableStateTitle"_s)->text(); }
    bool showsState() const { return page.findChild<QWidget *>(u"customersState"_s)->isVisible(); }
    QString count() const { return page.findChild<QLabel *>(u"customerCount"_s)->text(); }
    DataTable *methods() const { return page.findChild<DataTable *>(u"methodsTable"_s); }
    QPushButton *button(const QString &name) const { return page.findChild<QPushButton *>(name); }
    QString label(const QString &name) const
    {
        const auto *label = page.findChild<QLabel *>(name);
        return label ? label->text().replace(QChar(QChar::Nbsp), u' ') : QString();
    }
    /// By keys, until the view shows that customer.
    void open(const Customer &customer)
    {
        search.setFocus();
        search.clear();
        QTest::keyClicks(&search, customer.texts.email);
        QTest::keyClick(&search, Qt::Key_Return);
        QTRY_VERIFY(page.customer().customer() && page.customer().methodsRead());
        QCOMPARE(page.customer().id(), customer.id);
    }

    RecordedActions actions;
    Theme theme;
    MainWindow window;
    CustomersPage &page;
    DataTable &table;
    QLineEdit &search;
};

/// Somebody with two cards, the first of which is the default.
Customer addCustomer(PageWorld &world, qint64 rowId)
{
    Customer customer = FakeCustomers::sample(rowId);
    world.customers.known.insert(customer.id, customer);
    for (int number : {1, 2})
        world.methods.all.append(FakeSavedMethods::sample(customer.id, number));
    world.customerLists.paid.insert(
        customer.id, {{Currency::Eur, 3, 12'000, 2'000, 500}, {Currency::Usd, 1, 700, 0, 0}});
    return customer;
}

} // namespace

/// The page of customers, by mouse and key.
class CustomersPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        testSeed();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }
    void isReachedByLetters();
    void isNotOfferedWithoutCustomers();
    void showsAMillion();
    void searchFindsAndEnterOpens();
    void tellsWhatWasPaid();
    void tabLeadsToTheCards();
    void keysOfTheCards();
    void buttonsOfTheCards();
    void lockedVaultIsTold();
    void missingVaultIsTold();
    void tellsWhenNobodyIsFound();
    void tellsWhatFailedAndTriesAgain();
    void newCustomersComeIn();
    void deletedOneLeaves();
    void copiesTheId();
    void sidebarLeadsToTheSearch();
    void inspectorLeadsToTheCustomer();
    void agreementsAreOneClickAway();
};

void CustomersPageTest::isReachedByLetters()
{
    PageWorld world;
    world.customerLists.generate(3);
    Shown shown(world);
    shown.window.findChild<QListWidget *>(u"pages"_s)->setCurrentRow(0);
    auto *payments = shown.window.findChild<DataTable *>(u"paymentsTable"_s);
    payments->setFocus();
    QTest::keyClick(payments, Qt::Key_G);
    QTest::keyClick(payments, Qt::Key_U);
    QTRY_VERIFY(shown.page.isVisible());
    QTRY_VERIFY(shown.search.hasFocus());
    QTRY_COMPARE(shown.count(), u"3 customers"_s);
}

void CustomersPageTest::isNotOfferedWithoutCustomers()
{
    PageWorld world;
    world.workspace.customers = nullptr;
    RecordedActions actions;
    Theme theme(*qApp, world.settings);
    MainWindow window(world.workspace, world.time, world.settings, theme, actions);
    QVERIFY(!window.customersPage());
    const auto *pages = window.findChild<QListWidget *>(u"pages"_s);
    QVERIFY(pages->findItems(u"Customers"_s, Qt::MatchExactly).isEmpty());
}

void CustomersPageTest::showsAMillion()
{
    PageWorld world;
    world.customerLists.generate(1'000'000);
    Shown shown(world);
    QTRY_COMPARE(shown.model().rowCount(), 1'000'000);
    QCOMPARE(shown.count(), u"1,000,000 customers"_s);
    shown.table.verticalScrollBar()->setValue(shown.table.verticalScrollBar()->maximum());
    QTRY_COMPARE(shown.model().index(999'999, 0).data().toString(),
                 FakeCustomerLists::sample(1).name);
    qsizetype read = 0;
    for (const auto &rows : std::as_const(world.customerLists.rowsAsked))
        read += rows.size();
    QVERIFY2(read < 1'000, qPrintable(QString::number(read)));
}

void CustomersPageTest::searchFindsAndEnterOpens()
{
    PageWorld world;
    world.customerLists.generate(300);
    const Customer wanted = addCustomer(world, 120);
    Shown shown(world);
    QTRY_COMPARE(shown.model().rowCount(), 300);
    shown.open(wanted);
    QCOMPARE(shown.model().rowCount(), 1);
    QVERIFY(shown.table.hasFocus());
    QVERIFY(shown.methods()->isVisible());
    QTest::keyClick(&shown.table, Qt::Key_Escape);
    QVERIFY(shown.search.hasFocus());
    QTest::keyClick(&shown.search, Qt::Key_Escape);
    QTRY_COMPARE(shown.model().rowCount(), 300);
}

void CustomersPageTest::tellsWhatWasPaid()
{
    PageWorld world;
    world.customerLists.generate(30);
    const Customer wanted = addCustomer(world, 12);
    Shown shown(world);
    shown.open(wanted);
    QTRY_COMPARE(shown.label(u"customerLifetime"_s),
                 u"100.00 EUR and 7.00 USD paid so far, 4 payments; 5.00 EUR held"_s);
}

void CustomersPageTest::tabLeadsToTheCards()
{
    PageWorld world;
    world.customerLists.generate(30);
    const Customer wanted = addCustomer(world, 12);
    Shown shown(world);
    shown.open(wanted);
    QTest::keyClick(&shown.table, Qt::Key_Tab);
    QVERIFY(shown.methods()->hasFocus());
    QCOMPARE(shown.methods()->currentIndex().row(), 0);
}

void CustomersPageTest::keysOfTheCards()
{
    PageWorld world;
    world.customerLists.generate(30);
    const Customer wanted = addCustomer(world, 12);
    const QList<SavedMethod> cards = world.methods.all;
    Shown shown(world);
    shown.open(wanted);
    DataTable *table = shown.methods();
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Delete);
    QCOMPARE(shown.actions.removed, QList<PaymentMethodId>{cards.at(0).id});
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_C);
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(shown.actions.charged, (QList<PaymentMethodId>{cards.at(1).id, cards.at(1).id}));
    world.methods.defaultAnswers.standing = cards.at(1);
    QTest::keyClick(table, Qt::Key_D);
    QTRY_COMPARE(world.methods.madeDefault, QList<PaymentMethodId>{cards.at(1).id});
    QTRY_VERIFY(shown.said().contains(u"is offered first from now on"_s));
}

void CustomersPageTest::buttonsOfTheCards()
{
    PageWorld world;
    world.customerLists.generate(30);
    const Customer wanted = addCustomer(world, 12);
    Shown shown(world);
    shown.open(wanted);
    QTRY_VERIFY(shown.button(u"addMethod"_s)->isEnabled());
    QVERIFY(!shown.button(u"chargeMethod"_s)->isEnabled()); // no card is chosen
    shown.methods()->setFocus();
    QVERIFY(!shown.button(u"makeDefault"_s)->isEnabled()); // it is the default one
    for (const QString &name : {u"addMethod"_s, u"chargeMethod"_s, u"removeMethod"_s,
                                u"editCustomer"_s, u"deleteCustomer"_s, u"newCustomer"_s})
        shown.button(name)->click();
    QCOMPARE(shown.actions.addedTo, QList<CustomerId>{wanted.id});
    QCOMPARE(shown.actions.charged.size(), 1);
    QCOMPARE(shown.actions.removed.size(), 1);
    QCOMPARE(shown.actions.edited, QList<CustomerId>{wanted.id});
    QCOMPARE(shown.actions.deleted, QList<CustomerId>{wanted.id});
    QCOMPARE(shown.actions.newCustomers, 1);
}

void CustomersPageTest::lockedVaultIsTold()
{
    PageWorld world;
    world.vault.now = {VaultState::Locked, {ErrorCode::VaultLocked}};
    world.customerLists.generate(30);
    const Customer wanted = addCustomer(world, 12);
    Shown shown(world);
    shown.open(wanted);
    QTRY_VERIFY(shown.label(u"vaultNoticeText"_s).contains(u"The vault is locked"_s));
    shown.methods()->setFocus();
    QVERIFY(!shown.button(u"addMethod"_s)->isEnabled());
    QVERIFY(!shown.button(u"chargeMethod"_s)->isEnabled());
    QVERIFY(shown.button(u"removeMethod"_s)->isEnabled()); // that needs no key
    QTest::keyClick(shown.methods(), Qt::Key_C);
    QVERIFY(shown.actions.charged.isEmpty());
    world.vault.unlockError = Error{ErrorCode::VaultKeyWrong};
    shown.button(u"unlockVault"_s)->click();
    QTRY_VERIFY(shown.said().contains(u"not the key of this vault"_s));
    world.vault.unlockError.reset();
    shown.button(u"unlockVault"_s)->click();
    QTRY_VERIFY(!shown.page.findChild<QWidget *>(u"vaultNotice"_s)->isVisible());
    QVERIFY(shown.button(u"addMethod"_s)->isEnabled());
    QCOMPARE(world.vault.asked, (QStringList{u"unlock"_s, u"unlock"_s}));
}

void CustomersPageTest::missingVaultIsTold()
{
    PageWorld world;
    world.vault.now = {VaultState::None, {}};
    world.customerLists.generate(30);
    const Customer wanted = addCustomer(world, 12);
    world.methods.all.clear();
    Shown shown(world);
    shown.open(wanted);
    QTRY_VERIFY(shown.label(u"vaultNoticeText"_s).contains(u"There is no vault yet"_s));
    QVERIFY(!shown.button(u"unlockVault"_s)->isVisible());
    QVERIFY(!shown.methods()->isVisible());
    QVERIFY(shown.page.findChild<QLabel *>(u"noMethods"_s)->isVisible());
}

void CustomersPageTest::tellsWhenNobodyIsFound()
{
    PageWorld world;
    Shown shown(world);
    QTRY_VERIFY(shown.showsState());
    QCOMPARE(shown.state(), u"No customers yet"_s);
    shown.search.setFocus();
    QTest::keyClicks(&shown.search, u"nobody"_s);
    QTRY_COMPARE(shown.state(), u"No customer begins like this"_s);
    QTest::keyClick(&shown.search, Qt::Key_Return); // nothing to open
    shown.button(u"clearFilter"_s)->click();
    QTRY_COMPARE(shown.state(), u"No customers yet"_s);
}

void CustomersPageTest::tellsWhatFailedAndTriesAgain()
{
    PageWorld world;
    world.customerLists.generate(4);
    world.customerLists.failure = Error{ErrorCode::StorageUnavailable};
    Shown shown(world);
    QTRY_VERIFY(shown.button(u"retry"_s)->isVisible());
    world.customerLists.failure.reset();
    shown.button(u"retry"_s)->click();
    QTRY_COMPARE(shown.model().rowCount(), 4);
    QVERIFY(!shown.showsState());
    shown.table.setFocus();
    shown.table.chooseRow(0); // nobody knows this one any more
    auto *message = shown.page.findChild<QWidget *>(u"customerView"_s)->findChild<MessageBar *>();
    QTRY_VERIFY(message->text().contains(u"There is no such customer"_s));
}

void CustomersPageTest::newCustomersComeIn()
{
    PageWorld world;
    world.customerLists.generate(4);
    Shown shown(world);
    QTRY_COMPARE(shown.model().rowCount(), 4);
    world.customerLists.generate(5);
    emit world.events.customerChanged(FakeCustomerLists::sample(5).id);
    QTRY_COMPARE(shown.model().rowCount(), 5);
    QCOMPARE(shown.model().index(0, 0).data().toString(), FakeCustomerLists::sample(5).name);
}

void CustomersPageTest::deletedOneLeaves()
{
    PageWorld world;
    world.customerLists.generate(1);
    const Customer gone = addCustomer(world, 1);
    Shown shown(world);
    shown.open(gone);
    world.customers.known.clear();
    world.customerLists.all.clear();
    emit world.events.customerChanged(gone.id);
    QTRY_COMPARE(shown.model().rowCount(), 0);
    QTRY_VERIFY(!shown.methods()->isVisible());
    QTRY_VERIFY(shown.showsState());
}

void CustomersPageTest::copiesTheId()
{
    PageWorld world;
    world.customerLists.generate(4);
    Shown shown(world);
    QTRY_COMPARE(shown.model().rowCount(), 4);
    shown.table.setFocus();
    shown.table.chooseRow(1);
    QTest::keyClick(&shown.table, Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), FakeCustomerLists::sample(3).id.value);
}

/// A click goes there, ready to type; arrow keys only look.
void CustomersPageTest::sidebarLeadsToTheSearch()
{
    PageWorld world;
    world.customerLists.generate(3);
    Shown shown(world);
    auto *pages = shown.window.findChild<QListWidget *>(u"pages"_s);
    const int row = pages->currentRow();
    pages->setCurrentRow(row - 1);
    pages->setFocus();
    QTest::keyClick(pages, Qt::Key_Down);
    QVERIFY(shown.page.isVisible() && pages->hasFocus());
    QTest::mouseClick(pages->viewport(), Qt::LeftButton, {},
                      pages->visualItemRect(pages->item(row)).center());
    QTRY_VERIFY(shown.search.hasFocus());
}

/// Whoever found a card by its last four goes on to its customer.
void CustomersPageTest::inspectorLeadsToTheCustomer()
{
    PageWorld world;
    world.customerLists.generate(30);
    const Customer customer = addCustomer(world, 7);
    world.lists.generate(3);
    world.addDetails(3);
    const PaymentId payment = world.lists.row(3).id;
    world.payments.details[payment].payment.customer.id = customer.id;
    Shown shown(world);
    auto *pages = shown.window.findChild<QListWidget *>(u"pages"_s);
    pages->setCurrentRow(1);
    auto *payments = shown.window.findChild<DataTable *>(u"paymentsTable"_s);
    QTRY_COMPARE(payments->model()->rowCount(), 3);
    payments->setFocus();
    payments->chooseRow(0);
    const auto button = [&] {
        return shown.window.paymentsPage()->findChild<QPushButton *>(u"inspectorCustomer"_s);
    };
    QTRY_VERIFY(button() && button()->isVisible() && button()->isEnabled());
    button()->click();
    QVERIFY(shown.page.isVisible());
    QTRY_COMPARE(shown.page.customer().id(), customer.id);
    QTRY_COMPARE(shown.page.customer().title(), customer.texts.name);
}

void CustomersPageTest::agreementsAreOneClickAway()
{
    PageWorld world;
    world.customerLists.generate(30);
    const Customer customer = addCustomer(world, 7);
    world.recurring.generate(6, world.clock.nowMs());
    for (int i : {1, 4})
        world.recurring.all[i].mandate.customerId = customer.id;
    Shown shown(world);
    shown.open(customer);
    QPushButton *button = shown.button(u"customerAgreements"_s);
    QTRY_VERIFY(button->isVisible());
    QCOMPARE(button->text(), u"2 agreements"_s);
    button->click();
    RecurringPage *recurring = shown.window.recurringPage();
    QVERIFY(recurring->isVisible());
    QTRY_COMPARE(recurring->table().rowCount(), 2);
    auto *only = recurring->findChild<QPushButton *>(u"agreementsOfOne"_s);
    QVERIFY(only->isVisible() && only->text().contains(customer.texts.name));
    only->click();
    QTRY_COMPARE(recurring->table().rowCount(), 6);
    QVERIFY(!only->isVisible());
}

QTEST_MAIN(CustomersPageTest)
#include "customerspagetest.moc"

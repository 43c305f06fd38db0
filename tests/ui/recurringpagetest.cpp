#include "ui/recurring/recurringpage.h"

#include "tests/support/formkeys.h"
#include "tests/support/pageworld.h"
#include "tests/support/seed.h"
#include "ui/customers/removaldialog.h"
#include "ui/mainwindow.h"
#include "ui/recurring/agreementchargedialog.h"
#include "ui/recurring/setupdialog.h"
#include "ui/theme.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/statuschip.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace {

struct Shown
{
    explicit Shown(PageWorld &world)
        : theme(*qApp, world.settings)
        , window(world.workspace, world.time, world.settings, theme, actions)
        , page(*window.recurringPage())
        , table(*page.findChild<DataTable *>(u"recurringTable"_s))
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
    QString state() const { return page.findChild<QLabel *>(u"tableStateTitle"_s)->text(); }
    QString cell(int row, AgreementColumn column) const
    {
        return plain(page.table().index(row, static_cast<int>(column)).data().toString());
    }
    QPushButton *button(const QString &name) const { return page.findChild<QPushButton *>(name); }

    RecordedActions actions;
    Theme theme;
    MainWindow window;
    RecurringPage &page;
    DataTable &table;
};

QString text(const QDialog &dialog, const QString &name)
{
    return plain(child<QLabel>(dialog, name)->text());
}

void act(QDialog &dialog)
{
    QTest::keyClick(&dialog, Qt::Key_Return, Qt::ControlModifier);
}

void type(const QDialog &dialog, const QString &name, const QString &typed)
{
    auto *field = child<QWidget>(dialog, name);
    field->setFocus();
    QTest::keyClicks(field, typed);
}

Payment answered(const PaymentId &id, PaymentStatus status, qint64 amount)
{
    Payment payment;
    payment.id = id;
    payment.status = status;
    payment.version = 3;
    payment.amount = payment.netAmount = amount;
    payment.captured = status == PaymentStatus::Succeeded ? amount : 0;
    payment.connector = u"simulator"_s;
    payment.mandateId = MandateId{u"man_1"_s};
    return payment;
}

} // namespace

/// The page of agreements and its dialogs.
class RecurringPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        testSeed();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }
    void isReachedByLetters();
    void tellsStatesInWords();
    void choiceNarrows();
    void tellsWhenThereAreNone();
    void tellsWhatFailedAndTriesAgain();
    void keysAndButtons();
    void endedOneIsNotCharged();
    void chargesNow();
    void chargeAboveTheLimitIsRefused();
    void declinedChargeSaysWhy();
    void setsUpWithoutACharge();
    void setUpWantsConsentAndCode();
    void endsAnAgreement();
    void cardThatIsNeededStays();
};

void RecurringPageTest::isReachedByLetters()
{
    PageWorld world;
    world.recurring.generate(3, world.clock.nowMs());
    Shown shown(world);
    QTRY_COMPARE(shown.page.table().rowCount(), 3);
    shown.window.findChild<QListWidget *>(u"pages"_s)->setCurrentRow(0);
    auto *payments = shown.window.findChild<DataTable *>(u"paymentsTable"_s);
    payments->setFocus();
    QTest::keyClick(payments, Qt::Key_G);
    QTest::keyClick(payments, Qt::Key_E);
    QTRY_VERIFY(shown.table.hasFocus());
    QCOMPARE(shown.table.currentIndex().row(), 0);
}

void RecurringPageTest::tellsStatesInWords()
{
    PageWorld world;
    world.recurring.generate(12, world.clock.nowMs());
    Shown shown(world);
    QTRY_COMPARE(shown.page.table().rowCount(), 12);
    QCOMPARE(shown.cell(0, AgreementColumn::State), u"Active"_s);
    QVERIFY(shown.cell(0, AgreementColumn::NextCharge).startsWith(u"due: "_s));
    QCOMPARE(shown.cell(3, AgreementColumn::State), u"Last charge failed"_s);
    QCOMPARE(shown.cell(3, AgreementColumn::Failures), u"2"_s);
    QCOMPARE(shown.cell(6, AgreementColumn::State), u"Card expired"_s);
    QCOMPARE(shown.cell(10, AgreementColumn::State), u"Ended by the bank"_s);
    QCOMPARE(shown.cell(10, AgreementColumn::NextCharge), u"\u2013"_s);
    QCOMPARE(shown.cell(0, AgreementColumn::Limit),
             u"Several times, 1,160.00 EUR of 1,200.00 EUR left"_s);
}

void RecurringPageTest::choiceNarrows()
{
    PageWorld world;
    world.recurring.generate(240, world.clock.nowMs());
    Shown shown(world);
    QTRY_COMPARE(shown.page.table().rowCount(), 100);
    auto *choice = shown.page.findChild<QComboBox *>(u"agreementChoice"_s);
    choice->setCurrentIndex(choice->findText(u"Whose last charge failed"_s));
    QTRY_COMPARE(shown.page.table().rowCount(), 60);
    choice->setCurrentIndex(0);
    QTRY_COMPARE(shown.page.table().rowCount(), 100);
    shown.table.scrollToBottom();
    QTRY_COMPARE(shown.page.table().rowCount(), 200);
}

void RecurringPageTest::tellsWhenThereAreNone()
{
    PageWorld world;
    Shown shown(world);
    QTRY_COMPARE(shown.state(), u"No agreements yet"_s);
    shown.page.findChild<QComboBox *>(u"agreementChoice"_s)->setCurrentIndex(1);
    QTRY_COMPARE(shown.state(), u"No such agreement"_s);
    shown.button(u"clearFilter"_s)->click();
    QTRY_COMPARE(shown.state(), u"No agreements yet"_s);
    world.recurring.generate(1, world.clock.nowMs());
    emit world.events.agreementChanged(world.recurring.all.first().mandate.id);
    QTRY_COMPARE(shown.page.table().rowCount(), 1);
}

void RecurringPageTest::tellsWhatFailedAndTriesAgain()
{
    PageWorld world;
    world.recurring.generate(2, world.clock.nowMs());
    world.recurring.failure = Error{ErrorCode::StorageUnavailable};
    Shown shown(world);
    QTRY_VERIFY(shown.button(u"retry"_s)->isVisible());
    world.recurring.failure.reset();
    shown.button(u"retry"_s)->click();
    QTRY_COMPARE(shown.page.table().rowCount(), 2);
}

void RecurringPageTest::keysAndButtons()
{
    PageWorld world;
    world.recurring.generate(3, world.clock.nowMs());
    world.recurring.charges = {answered(PaymentId{u"pay_1"_s}, PaymentStatus::Failed, 4'000)};
    Shown shown(world);
    QTRY_COMPARE(shown.page.table().rowCount(), 3);
    shown.table.setFocus();
    shown.table.chooseRow(1);
    QTRY_VERIFY(shown.button(u"chargeAgreement"_s)->isVisible());
    QTRY_VERIFY(shown.button(u"openCharge"_s));
    const MandateId id = world.recurring.all.at(1).mandate.id;
    QTest::keyClick(&shown.table, Qt::Key_C);
    QTest::keyClick(&shown.table, Qt::Key_Delete);
    shown.button(u"chargeAgreement"_s)->click();
    QCOMPARE(shown.actions.agreementsCharged, (QList<MandateId>{id, id}));
    QCOMPARE(shown.actions.agreementsEnded, QList<MandateId>{id});
}

void RecurringPageTest::endedOneIsNotCharged()
{
    PageWorld world;
    world.recurring.all = {FakeRecurring::sample(11, world.clock.nowMs())};
    Shown shown(world);
    QTRY_COMPARE(shown.page.table().rowCount(), 1);
    shown.table.setFocus();
    shown.table.chooseRow(0);
    QTRY_VERIFY(shown.button(u"chargeAgreement"_s)->isVisible());
    QVERIFY(!shown.button(u"chargeAgreement"_s)->isEnabled());
    QVERIFY(!shown.button(u"revokeAgreement"_s)->isEnabled());
    QTest::keyClick(&shown.table, Qt::Key_C);
    QTest::keyClick(&shown.table, Qt::Key_Delete);
    QVERIFY(shown.actions.agreementsCharged.isEmpty() && shown.actions.agreementsEnded.isEmpty());
}

void RecurringPageTest::chargesNow()
{
    PageWorld world;
    const Agreement agreement = FakeRecurring::sample(1, world.clock.nowMs());
    AgreementChargeEditor editor(world.workspace, agreement);
    AgreementChargeDialog dialog(editor, nullptr);
    world.recurring.chargeAnswers.standing =
        answered(editor.payment().id, PaymentStatus::Succeeded, 4'000);
    open(dialog);
    // As much as last time, unless somebody says otherwise.
    QCOMPARE(plain(child<QPushButton>(dialog, u"primary"_s)->text()), u"Charge 40.00 EUR"_s);
    act(dialog);
    QTRY_COMPARE(text(dialog, u"resultTitle"_s), u"40.00 EUR is paid"_s);
    QCOMPARE(world.recurring.charged.size(), 1u);
    const ChargeOffSession &asked = world.recurring.charged.at(0);
    QCOMPARE(asked.details.mandateId, agreement.mandate.id);
    QCOMPARE(asked.details.kind, RecurringDetails::Kind::Mandate);
    QCOMPARE(asked.amount, 4'000);
    act(dialog);
    QVERIFY(!dialog.isVisible());
    QCOMPARE(world.recurring.charged.size(), 1u);
}

void RecurringPageTest::chargeAboveTheLimitIsRefused()
{
    PageWorld world;
    AgreementChargeEditor editor(world.workspace, FakeRecurring::sample(1, world.clock.nowMs()));
    AgreementChargeDialog dialog(editor, nullptr);
    open(dialog);
    child<QLineEdit>(dialog, u"amount"_s)->clear();
    type(dialog, u"amount"_s, u"1160.01"_s);
    act(dialog);
    QVERIFY(editor.problemOf(u"amount"_s).contains(u"more than the customer has agreed to"_s));
    QVERIFY(world.recurring.charged.empty());
}

void RecurringPageTest::declinedChargeSaysWhy()
{
    PageWorld world;
    AgreementChargeEditor editor(world.workspace, FakeRecurring::sample(1, world.clock.nowMs()));
    AgreementChargeDialog dialog(editor, nullptr);
    Payment refused = answered(editor.payment().id, PaymentStatus::Failed, 4'000);
    refused.error = {u"51"_s, u"insufficient_funds"_s, u"no"_s, {}};
    world.recurring.chargeAnswers.standing = refused;
    open(dialog);
    act(dialog);
    QTRY_COMPARE(text(dialog, u"resultTitle"_s), u"Declined"_s);
    act(dialog);
    QCOMPARE(editor.outcome(), PaymentOutcome::None);
    world.recurring.chargeAnswers.standing = Error{ErrorCode::DoNotTryAgain};
    act(dialog);
    const auto *bar = dialog.findChild<MessageBar *>();
    QTRY_VERIFY(bar->text().contains(u"must not be tried again"_s));
    QVERIFY(world.recurring.charged.at(0).id != world.recurring.charged.at(1).id);
}

void RecurringPageTest::setsUpWithoutACharge()
{
    PageWorld world;
    const Customer customer = FakeCustomers::sample(1);
    const SavedMethod method = FakeSavedMethods::sample(customer.id, 2);
    SetUpEditor editor(world.workspace, customer, method);
    SetUpDialog dialog(editor, nullptr);
    world.recurring.setUpAnswers.standing =
        answered(editor.payment().id, PaymentStatus::Succeeded, 0);
    open(dialog);
    type(dialog, u"limit"_s, u"120.00"_s);
    type(dialog, u"cardCvc"_s, u"123"_s);
    child<QCheckBox>(dialog, u"accepted"_s)->click();
    QCOMPARE(child<QPushButton>(dialog, u"primary"_s)->text(), u"Set up"_s);
    act(dialog);
    QTRY_COMPARE(text(dialog, u"resultTitle"_s), u"The agreement is set up"_s);
    QVERIFY(text(dialog, u"resultWhere"_s).contains(u"No money was taken"_s));
    const SetUpAgreement &asked = world.recurring.setUps.at(0);
    QCOMPARE(asked.amount, 0);
    QCOMPARE(asked.terms.amount, 12'000);
    QCOMPARE(asked.terms.frequency, ChargeFrequency::Monthly);
    QCOMPARE(asked.paymentMethodId, method.id);
    QCOMPARE(asked.customer.id, customer.id);
    QCOMPARE(asked.cvc.reveal().toByteArray(), QByteArray("123"));
    QCOMPARE(asked.acceptance.type, AcceptanceType::Offline);
}

void RecurringPageTest::setUpWantsConsentAndCode()
{
    PageWorld world;
    const Customer customer = FakeCustomers::sample(1);
    SetUpEditor editor(world.workspace, customer, FakeSavedMethods::sample(customer.id, 2));
    SetUpDialog dialog(editor, nullptr);
    open(dialog);
    type(dialog, u"amount"_s, u"9.00"_s);
    QCOMPARE(plain(child<QPushButton>(dialog, u"primary"_s)->text()),
             u"Charge 9.00 EUR and set up"_s);
    act(dialog);
    QVERIFY(!editor.problemOf(u"card_cvc"_s).isEmpty());
    type(dialog, u"cardCvc"_s, u"123"_s);
    act(dialog);
    QVERIFY(!editor.problemOf(u"customer_acceptance"_s).isEmpty());
    child<QAbstractButton>(dialog, u"singleUse"_s)->click();
    act(dialog);
    QVERIFY(!editor.problemOf(u"mandate_amount"_s).isEmpty());
    QVERIFY(world.recurring.setUps.empty());
}

void RecurringPageTest::endsAnAgreement()
{
    PageWorld world;
    const Agreement agreement = FakeRecurring::sample(5, world.clock.nowMs());
    RevocationEditor editor(world.workspace, agreement);
    RemovalDialog dialog(editor, nullptr);
    world.recurring.revokeAnswers.script(Error{ErrorCode::InvalidState, u"status"_s});
    world.recurring.revokeAnswers.standing = agreement.mandate;
    open(dialog);
    QVERIFY(text(dialog, u"effect"_s).contains(u"cannot be undone"_s));
    QVERIFY(text(dialog, u"effect"_s).contains(u"The next charge, planned for"_s));
    act(dialog);
    const auto *bar = dialog.findChild<MessageBar *>();
    QTRY_VERIFY(bar->text().contains(u"over already"_s));
    act(dialog);
    QTRY_VERIFY(!dialog.isVisible());
    QCOMPARE(world.recurring.revoked.size(), 2);
}

void RecurringPageTest::cardThatIsNeededStays()
{
    PageWorld world;
    world.recurring.generate(3, world.clock.nowMs());
    SavedMethod method = FakeSavedMethods::sample(world.recurring.all.at(2).mandate.customerId, 1);
    method.id = world.recurring.all.at(2).mandate.paymentMethodId;
    MethodRemovalEditor editor(world.workspace, method);
    RemovalDialog dialog(editor, nullptr);
    open(dialog);
    QTRY_VERIFY(text(dialog, u"obstacle"_s).contains(u"still needs it"_s));
    QVERIFY(text(dialog, u"obstacle"_s).contains(u"The next charge is planned for"_s));
    QVERIFY(!child<QPushButton>(dialog, u"primary"_s)->isEnabled());
    act(dialog);
    QVERIFY(world.methods.removed.isEmpty());
}

QTEST_MAIN(RecurringPageTest)
#include "recurringpagetest.moc"

#include "models/methodtablemodel.h"
#include "tests/support/formkeys.h"
#include "tests/support/pageworld.h"
#include "tests/support/seed.h"
#include "ui/customers/addmethoddialog.h"
#include "ui/customers/chargedialog.h"
#include "ui/customers/customerdialog.h"
#include "ui/customers/removaldialog.h"
#include "ui/widgets/messagebar.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace {

QString text(const QDialog &dialog, const QString &name)
{
    return plain(child<QLabel>(dialog, name)->text());
}

QPushButton *primary(const QDialog &dialog)
{
    return child<QPushButton>(dialog, u"primary"_s);
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

Payment answered(const PaymentId &id, PaymentStatus status)
{
    Payment payment;
    payment.id = id;
    payment.status = status;
    payment.version = 3;
    payment.amount = payment.netAmount = 4'000;
    payment.connector = u"simulator"_s;
    payment.card.brand = CardBrand::Visa;
    payment.card.last4 = u"4242"_s;
    return payment;
}

} // namespace

/// The dialogs about customers and their saved cards.
class CustomerDialogsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        testSeed();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }
    void makesACustomer();
    void saysWhatIsWrong();
    void changesOnlyWhatChanged();
    void takenIdIsTold();
    void asksBeforeDiscarding();
    void removesACard();
    void removalSaysWhatLiesWhere();
    void removalRefused();
    void deletesACustomer();
    void chargesOnce();
    void chargeWantsTheCode();
    void chargeDeclined();
    void chargeNotSentIsTriedAgain();
    void chargeWaitsForTheCustomer();
    void expiredCardIsNotCharged();
    void lockedVaultKeepsTheForm();
    void savesACardWithoutACharge();
    void cardForPresenceNeedsAnAmount();
    void declinedCardIsEnteredAgain();

private:
    static Customer somebody() { return FakeCustomers::sample(7); }
    static SavedMethod card(int number = 2)
    {
        return FakeSavedMethods::sample(somebody().id, number);
    }
    /// Fills in amount and code, and sends.
    static void charge(PageWorld &world, ChargeEditor &editor, ChargeDialog &dialog)
    {
        Payment made = answered(editor.payment().id, PaymentStatus::RequiresConfirmation);
        world.payments.createAnswers.standing = CreatedPayment{made, u"secret"_s};
        open(dialog);
        type(dialog, u"amount"_s, u"40.00"_s);
        type(dialog, u"cardCvc"_s, u"123"_s);
        QCOMPARE(plain(primary(dialog)->text()), u"Charge 40.00 EUR"_s);
        act(dialog);
    }
    static void typeCard(const AddMethodDialog &dialog)
    {
        type(dialog, u"cardNumber"_s, u"4242424242424242"_s);
        type(dialog, u"cardExpiry"_s, u"1230"_s);
        type(dialog, u"cardCvc"_s, u"123"_s);
    }
};

void CustomerDialogsTest::makesACustomer()
{
    PageWorld world;
    CustomerEditor editor(world.workspace);
    CustomerDialog dialog(editor, nullptr);
    QSignalSpy stored(&dialog, &CustomerDialog::stored);
    world.customers.createAnswers.standing = somebody();
    open(dialog);
    type(dialog, u"customer_name"_s, u" Maria Keller "_s);
    type(dialog, u"customer_email"_s, u"maria@example.com"_s);
    type(dialog, u"customer_country"_s, u"DE"_s);
    QTest::keyClick(child<QWidget>(dialog, u"customer_email"_s), Qt::Key_Return);
    QTRY_COMPARE(stored.size(), 1);
    QVERIFY(!dialog.isVisible());
    const CreateCustomer &asked = world.customers.created.at(0);
    QCOMPARE(asked.texts.name, u"Maria Keller"_s);
    QCOMPARE(asked.texts.email, u"maria@example.com"_s);
    QCOMPARE(asked.texts.address.country, u"DE"_s);
    QVERIFY(asked.id.isEmpty());
    QCOMPARE(asked.caller.actor, world.workspace.caller.actor);
}

void CustomerDialogsTest::saysWhatIsWrong()
{
    PageWorld world;
    CustomerEditor editor(world.workspace);
    CustomerDialog dialog(editor, nullptr);
    open(dialog);
    act(dialog);
    QVERIFY(!editor.problemOf(u"name"_s).isEmpty()); // nothing at all was typed
    type(dialog, u"customer_name"_s, u"Maria"_s);
    QVERIFY(editor.problemOf(u"name"_s).isEmpty());
    type(dialog, u"customer_email"_s, u"nobody"_s);
    act(dialog);
    QVERIFY(!editor.problemOf(u"email"_s).isEmpty());
    QVERIFY(child<QLineEdit>(dialog, u"customer_email"_s)->hasFocus());
    QVERIFY(world.customers.created.empty());
}

void CustomerDialogsTest::changesOnlyWhatChanged()
{
    PageWorld world;
    Customer customer = somebody();
    CustomerEditor editor(world.workspace, customer);
    CustomerDialog dialog(editor, nullptr);
    customer.texts.phone = u"123"_s;
    world.customers.updateAnswers.standing = customer;
    open(dialog);
    QVERIFY(child<QLineEdit>(dialog, u"customer_customer_id"_s)->isReadOnly());
    child<QLineEdit>(dialog, u"customer_phone"_s)->clear();
    type(dialog, u"customer_phone"_s, u"123"_s);
    act(dialog);
    QTRY_VERIFY(!dialog.isVisible());
    const UpdateCustomer &asked = world.customers.updated.at(0);
    QCOMPARE(asked.id, customer.id);
    QCOMPARE(asked.phone, u"123"_s);
    QVERIFY(!asked.name && !asked.email && !asked.address && !asked.metadataJson);
}

void CustomerDialogsTest::takenIdIsTold()
{
    PageWorld world;
    CustomerEditor editor(world.workspace);
    CustomerDialog dialog(editor, nullptr);
    world.customers.createAnswers.standing = Error{ErrorCode::Duplicate, u"customer_id"_s};
    open(dialog);
    type(dialog, u"customer_name"_s, u"Maria"_s);
    type(dialog, u"customer_customer_id"_s, u"cus_taken"_s);
    act(dialog);
    QTRY_COMPARE(editor.problemOf(u"customer_id"_s), u"This customer id is taken."_s);
    QVERIFY(dialog.isVisible());
}

void CustomerDialogsTest::asksBeforeDiscarding()
{
    PageWorld world;
    FakePrompts prompts;
    CustomerEditor editor(world.workspace);
    CustomerDialog dialog(editor, nullptr, prompts);
    open(dialog);
    type(dialog, u"customer_name"_s, u"M"_s);
    dialog.reject();
    QCOMPARE(prompts.asked.size(), 1);
    QVERIFY(dialog.isVisible());
    prompts.answer = true;
    dialog.reject();
    QVERIFY(!dialog.isVisible());
}

void CustomerDialogsTest::removesACard()
{
    PageWorld world;
    SavedMethod method = card(1);
    MethodRemovalEditor editor(world.workspace, method);
    RemovalDialog dialog(editor, nullptr);
    QSignalSpy outcome(&dialog, &RemovalDialog::outcome);
    world.methods.removeAnswers.standing = method;
    open(dialog);
    QVERIFY(text(dialog, u"effect"_s).contains(u"cannot be undone"_s));
    QVERIFY(text(dialog, u"effect"_s).contains(u"default card"_s));
    QTest::keyClick(&dialog, Qt::Key_Return); // Enter alone does nothing
    QVERIFY(world.methods.removed.isEmpty());
    open(dialog);
    act(dialog);
    QTRY_COMPARE(world.methods.removed, QList<PaymentMethodId>{method.id});
    QTRY_VERIFY(!dialog.isVisible());
    QCOMPARE(outcome.size(), 1);
}

void CustomerDialogsTest::removalSaysWhatLiesWhere()
{
    PageWorld world;
    DelayedRemovals removals(world.methods, world.events, world.clock);
    world.workspace.removals = &removals;
    SavedMethod method = card(1);
    const auto effects = [&] {
        return MethodRemovalEditor(world.workspace, method).effects().join(u'\n');
    };
    QVERIFY(effects().contains(u"No processor holds a token"_s));
    QVERIFY(effects().contains(u"take it back for ten seconds"_s));
    method.tokenHolders = {{{u"mca_1"_s}, u"simulator"_s, u"Acquirer One"_s, 1},
                           {{u"mca_2"_s}, u"simulator"_s, {}, 2}};
    QVERIFY(effects().contains(u"Acquirer One, Simulated bank"_s));
    MethodTableModel table(world.workspace);
    table.setMethods({method});
    const QModelIndex kept = table.index(0, static_cast<int>(MethodColumn::KeptIn));
    QCOMPARE(kept.data().toString(), u"Vault, Acquirer One, Simulated bank"_s);
    QVERIFY(kept.data(Qt::ToolTipRole).toString().contains(u"Acquirer One"_s));
    method.networkToken = NetworkTokenSummary{u"0787"_s, 4, 2029};
    table.setMethods({method});
    QVERIFY(kept.data().toString().startsWith(u"Vault, network token •• 0787, "_s));
    QVERIFY(kept.data(Qt::ToolTipRole).toString().contains(u"good until 04/2029"_s));
    QVERIFY(effects().contains(u"Its number and its network token are wiped"_s));
}

void CustomerDialogsTest::removalRefused()
{
    PageWorld world;
    MethodRemovalEditor editor(world.workspace, card());
    RemovalDialog dialog(editor, nullptr);
    world.methods.removeAnswers.standing =
        Error{ErrorCode::AgreementActive, u"payment_method_id"_s};
    open(dialog);
    act(dialog);
    const auto *bar = dialog.findChild<MessageBar *>();
    QTRY_VERIFY(bar->text().contains(u"agreement about later charges is in force"_s));
    QVERIFY(dialog.isVisible());
    QVERIFY(primary(dialog)->isEnabled());
}

void CustomerDialogsTest::deletesACustomer()
{
    PageWorld world;
    world.methods.all = {card(1), card(2)};
    CustomerRemovalEditor editor(world.workspace, somebody());
    RemovalDialog dialog(editor, nullptr);
    world.customers.removeAnswers.standing = DeletedCustomer{somebody().id, 2};
    open(dialog);
    QTRY_VERIFY(text(dialog, u"effect"_s).contains(u"2 saved card"_s));
    act(dialog);
    QTRY_COMPARE(world.customers.removed, QList<CustomerId>{somebody().id});
    QTRY_VERIFY(!dialog.isVisible());
}

void CustomerDialogsTest::chargesOnce()
{
    PageWorld world;
    ChargeEditor editor(world.workspace, somebody(), card());
    ChargeDialog dialog(editor, nullptr);
    Payment paid = answered(editor.payment().id, PaymentStatus::Succeeded);
    paid.captured = 4'000;
    world.payments.confirmAnswers.standing = paid;
    charge(world, editor, dialog);
    QTRY_COMPARE(editor.outcome(), PaymentOutcome::Succeeded);
    QCOMPARE(text(dialog, u"resultTitle"_s), u"40.00 EUR is paid"_s);
    QCOMPARE(world.payments.created.size(), 1u);
    QCOMPARE(world.payments.confirmed.size(), 1u);
    const ConfirmPayment &sent = world.payments.confirmed.at(0);
    QCOMPARE(sent.paymentMethodId, card().id);
    QCOMPARE(sent.cvc.reveal().toByteArray(), QByteArray("123"));
    QVERIFY(!sent.card);
    QCOMPARE(world.payments.created.at(0).customer.id, somebody().id);
    act(dialog);
    QVERIFY(!dialog.isVisible());
    QCOMPARE(world.payments.confirmed.size(), 1u);
}

void CustomerDialogsTest::chargeWantsTheCode()
{
    PageWorld world;
    ChargeEditor editor(world.workspace, somebody(), card());
    ChargeDialog dialog(editor, nullptr);
    open(dialog);
    act(dialog);
    QVERIFY(!editor.problemOf(u"amount"_s).isEmpty());
    type(dialog, u"amount"_s, u"40.00"_s);
    act(dialog);
    QVERIFY(!editor.problemOf(u"card_cvc"_s).isEmpty());
    QVERIFY(child<QWidget>(dialog, u"cardCvc"_s)->hasFocus());
    QVERIFY(world.payments.created.empty());
}

void CustomerDialogsTest::chargeDeclined()
{
    PageWorld world;
    ChargeEditor editor(world.workspace, somebody(), card());
    ChargeDialog dialog(editor, nullptr);
    Payment refused = answered(editor.payment().id, PaymentStatus::Failed);
    refused.error = {u"51"_s, u"insufficient_funds"_s, u"no"_s, {}};
    world.payments.confirmAnswers.standing = refused;
    charge(world, editor, dialog);
    QTRY_COMPARE(editor.outcome(), PaymentOutcome::Declined);
    QCOMPARE(text(dialog, u"resultTitle"_s), u"Declined"_s);
    QVERIFY(!text(dialog, u"resultTodo"_s).isEmpty());
}

void CustomerDialogsTest::chargeNotSentIsTriedAgain()
{
    PageWorld world;
    ChargeEditor editor(world.workspace, somebody(), card());
    ChargeDialog dialog(editor, nullptr);
    world.payments.confirmAnswers.script(Error{ErrorCode::ConnectorUnreachable});
    Payment paid = answered(editor.payment().id, PaymentStatus::Succeeded);
    world.payments.confirmAnswers.standing = paid;
    charge(world, editor, dialog);
    QTRY_VERIFY(editor.canRetry());
    act(dialog);
    QCOMPARE(editor.outcome(), PaymentOutcome::None);
    act(dialog);
    QVERIFY(!editor.problemOf(u"card_cvc"_s).isEmpty()); // it was not kept
    type(dialog, u"cardCvc"_s, u"123"_s);
    act(dialog);
    QTRY_COMPARE(editor.outcome(), PaymentOutcome::Succeeded);
    QCOMPARE(world.payments.created.size(), 1u); // the same payment
    QVERIFY(world.payments.confirmed.at(0).clientOperationId
            != world.payments.confirmed.at(1).clientOperationId);
}

void CustomerDialogsTest::chargeWaitsForTheCustomer()
{
    PageWorld world;
    ChargeEditor editor(world.workspace, somebody(), card());
    ChargeDialog dialog(editor, nullptr);
    QSignalSpy asked(&dialog, &ChargeDialog::verificationRequested);
    world.payments.confirmAnswers.standing =
        answered(editor.payment().id, PaymentStatus::RequiresCustomerAction);
    charge(world, editor, dialog);
    QTRY_COMPARE(primary(dialog)->text(), u"Start verification"_s);
    act(dialog);
    QCOMPARE(asked.size(), 1);
    QVERIFY(!dialog.isVisible());
}

void CustomerDialogsTest::expiredCardIsNotCharged()
{
    PageWorld world;
    SavedMethod method = card();
    method.card.expiryYear = 2020;
    ChargeEditor editor(world.workspace, somebody(), method);
    ChargeDialog dialog(editor, nullptr);
    open(dialog);
    QVERIFY(text(dialog, u"obstacle"_s).contains(u"has expired"_s));
    QVERIFY(!primary(dialog)->isEnabled());
}

void CustomerDialogsTest::lockedVaultKeepsTheForm()
{
    PageWorld world;
    ChargeEditor editor(world.workspace, somebody(), card());
    ChargeDialog dialog(editor, nullptr);
    world.payments.confirmAnswers.standing = Error{ErrorCode::VaultLocked};
    charge(world, editor, dialog);
    const auto *bar = dialog.findChild<MessageBar *>();
    QTRY_VERIFY(bar->text().contains(u"vault"_s));
    QCOMPARE(editor.outcome(), PaymentOutcome::None);
    QVERIFY(primary(dialog)->isEnabled());
}

void CustomerDialogsTest::savesACardWithoutACharge()
{
    PageWorld world;
    AddMethodEditor editor(world.workspace, somebody());
    AddMethodDialog dialog(editor, nullptr);
    Payment saved = answered(editor.payment().id, PaymentStatus::Succeeded);
    saved.amount = saved.netAmount = 0;
    saved.paymentMethodId = {u"pm_new"_s};
    world.payments.createAnswers.standing = CreatedPayment{saved, u"secret"_s};
    open(dialog);
    typeCard(dialog);
    act(dialog);
    QVERIFY(!editor.problemOf(u"setup_future_usage"_s).isEmpty());
    QVERIFY(world.payments.created.empty());
    child<QAbstractButton>(dialog, u"offSession"_s)->click();
    act(dialog);
    QTRY_VERIFY(editor.isSaved());
    QCOMPARE(text(dialog, u"resultTitle"_s), u"Visa \u2022\u2022 4242 is saved"_s);
    QVERIFY(text(dialog, u"resultWhere"_s).contains(u"No money was taken"_s));
    const CreatePayment &asked = world.payments.created.at(0);
    QCOMPARE(asked.amount, 0);
    QCOMPARE(asked.futureUsage, FutureUsage::OffSession);
    QCOMPARE(asked.type, PaymentType::SetupMandate);
    QCOMPARE(asked.acceptance.type, AcceptanceType::Offline);
    QVERIFY(asked.confirm && asked.card);
    QCOMPARE(asked.customer.id, somebody().id);
}

void CustomerDialogsTest::cardForPresenceNeedsAnAmount()
{
    PageWorld world;
    AddMethodEditor editor(world.workspace, somebody());
    AddMethodDialog dialog(editor, nullptr);
    world.payments.createAnswers.standing = Error{ErrorCode::VaultLocked};
    open(dialog);
    typeCard(dialog);
    child<QAbstractButton>(dialog, u"onSession"_s)->click();
    act(dialog);
    QVERIFY(editor.problemOf(u"amount"_s).contains(u"together with one"_s));
    QVERIFY(world.payments.created.empty());
    type(dialog, u"amount"_s, u"5.00"_s);
    QCOMPARE(plain(primary(dialog)->text()), u"Charge 5.00 EUR and save card"_s);
    act(dialog);
    const auto *bar = dialog.findChild<MessageBar *>();
    QTRY_VERIFY(bar->text().contains(u"vault"_s));
    QCOMPARE(world.payments.created.at(0).amount, 500);
    QCOMPARE(world.payments.created.at(0).type, PaymentType::Normal);
}

void CustomerDialogsTest::declinedCardIsEnteredAgain()
{
    PageWorld world;
    AddMethodEditor editor(world.workspace, somebody());
    AddMethodDialog dialog(editor, nullptr);
    Payment refused = answered(editor.payment().id, PaymentStatus::Failed);
    refused.error = {u"05"_s, u"do_not_honor"_s, u"no"_s, {}};
    world.payments.createAnswers.standing = CreatedPayment{refused, u"secret"_s};
    open(dialog);
    typeCard(dialog);
    child<QAbstractButton>(dialog, u"offSession"_s)->click();
    act(dialog);
    QTRY_COMPARE(editor.outcome(), PaymentOutcome::Declined);
    act(dialog);
    QCOMPARE(editor.outcome(), PaymentOutcome::None);
    QVERIFY(editor.payment().id != refused.id); // another payment
    QVERIFY(child<QWidget>(dialog, u"cardNumber"_s)->isVisible());
}

QTEST_MAIN(CustomerDialogsTest)
#include "customerdialogstest.moc"

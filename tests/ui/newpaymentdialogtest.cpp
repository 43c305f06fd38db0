#include "ui/payments/newpaymentdialog.h"

#include "tests/support/formkeys.h"
#include "tests/support/newpaymentsteps.h"
#include "tests/support/seed.h"
#include "ui/widgets/cardedit.h"
#include "ui/widgets/messagebar.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// The steps of a new payment, by keyboard.
class NewPaymentDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void newPaymentByKeyboard();
    void refusedAmountStaysAtTheField();
    void timeIsChosenInTheZoneShown();
    void storedPaymentIsLeftWithoutQuestion();
    void verificationIsOffered();
    void unknownOutcomeLocksTheButton();
    void cardIsGoneWhenClosed();
    void idleCardIsAskedForAgain();
    void conflictIsChosen();
};

void NewPaymentDialogTest::newPaymentByKeyboard()
{
    EditorWorld world;
    FakePrompts prompts;
    NewPaymentEditor editor(world.workspace);
    NewPaymentDialog dialog(editor, nullptr, prompts);
    open(dialog);
    Payment payment = stored(world, editor.paymentId());
    world.payments.createAnswers.standing = CreatedPayment{payment, {}};
    Keyboard keys;
    QCOMPARE(QApplication::focusWidget()->objectName(), u"amount"_s);
    keys.type(u"40.00"_s);
    keys.press(Qt::Key_Return);
    QTRY_COMPARE(editor.step(), NewPaymentEditor::Step::Customer);
    QCOMPARE(child<QLabel>(dialog, u"paymentId"_s)->text(), editor.paymentId().value);
    payment.customer.name = u"Maria"_s;
    world.payments.updateAnswers.script(payment);
    keys.type(u"Maria"_s);
    keys.press(Qt::Key_Return);
    QTRY_COMPARE(editor.step(), NewPaymentEditor::Step::Method);
    payment.paymentMethod = u"card"_s;
    world.payments.updateAnswers.script(payment);
    QCOMPARE(QApplication::focusWidget()->objectName(), u"cardNumber"_s);
    keys.type(u"4242424242424242"_s);
    keys.press(Qt::Key_Tab);
    keys.type(u"1230"_s);
    keys.press(Qt::Key_Tab);
    keys.type(u"123"_s);
    keys.press(Qt::Key_Return);
    QTRY_COMPARE(editor.step(), NewPaymentEditor::Step::Confirm);
    QCOMPARE(plain(child<QPushButton>(dialog, u"primary"_s)->text()), u"Confirm 40.00 EUR"_s);
    QCOMPARE(child<QLabel>(dialog, u"confirmCard"_s)->text(), u"Visa •••• 4242, 12/30"_s);
    keys.press(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(editor.step(), NewPaymentEditor::Step::Method);
    keys.press(Qt::Key_Return);
    payment.status = PaymentStatus::Succeeded;
    payment.captured = 4000;
    world.payments.confirmAnswers.script(payment);
    keys.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(editor.outcome(), PaymentOutcome::Succeeded);
    QCOMPARE(world.payments.confirmed.size(), size_t(1));
    QCOMPARE(plain(child<QLabel>(dialog, u"resultTitle"_s)->text()), u"40.00 EUR is paid"_s);
    keys.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!dialog.isVisible());
    QVERIFY(prompts.asked.isEmpty());
}

void NewPaymentDialogTest::refusedAmountStaysAtTheField()
{
    EditorWorld world;
    NewPaymentEditor editor(world.workspace);
    NewPaymentDialog dialog(editor, nullptr);
    open(dialog);
    auto *currency = child<QComboBox>(dialog, u"currency"_s);
    currency->setCurrentText(u"JPY"_s);
    Keyboard keys;
    keys.type(u"10.50"_s);
    keys.press(Qt::Key_Return);
    auto *amount = child<QLineEdit>(dialog, u"amount"_s);
    QVERIFY(amount->property("problem").toBool());
    QCOMPARE(amount->accessibleDescription(),
             u"JPY has no decimals: write a whole number such as 1050."_s);
    amount->setText(u"0"_s);
    keys.press(Qt::Key_Return);
    QCOMPARE(amount->accessibleDescription(), u"The amount must be more than zero."_s);
    QVERIFY(world.payments.created.empty());
}

void NewPaymentDialogTest::timeIsChosenInTheZoneShown()
{
    EditorWorld world;
    TimeChoice berlin{QTimeZone("Europe/Berlin")};
    world.workspace.time = &berlin;
    NewPaymentEditor editor(world.workspace);
    NewPaymentDialog dialog(editor, nullptr);
    open(dialog);
    auto *moment = child<QDateTimeEdit>(dialog, u"moment"_s);
    QVERIFY(!moment->isVisible());
    child<QAbstractButton>(dialog, u"capture_scheduled"_s)->click();
    QTRY_VERIFY(moment->isVisible());
    const auto shown = [&] { return moment->dateTime().toString(u"yyyy-MM-dd HH:mm"); };
    QCOMPARE(shown(), u"2026-11-21 09:00"_s);
    const auto utc = [](int hour) {
        return QDateTime(QDate(2026, 11, 21), QTime(hour, 0), Qt::UTC).toMSecsSinceEpoch();
    };
    QCOMPARE(editor.draft().captureOnMs, utc(8)); // Berlin is an hour ahead
    moment->setDateTime(moment->dateTime().addSecs(3600));
    QCOMPARE(editor.draft().captureOnMs, utc(9));
    berlin.setMode(TimeMode::Utc); // the same moment, told in another zone
    QCOMPARE(shown(), u"2026-11-21 09:00"_s);
    QCOMPARE(child<QLabel>(dialog, u"momentZone"_s)->text(), u"UTC"_s);
    QCOMPARE(editor.draft().captureOnMs, utc(9));
    child<QAbstractButton>(dialog, u"capture_manual"_s)->click();
    QVERIFY(!moment->isVisible());
    QCOMPARE(editor.draft().captureOnMs, 0);
}

void NewPaymentDialogTest::storedPaymentIsLeftWithoutQuestion()
{
    EditorWorld world;
    FakePrompts prompts;
    NewPaymentEditor editor(world.workspace, stored(world, PaymentId{u"pay_left"_s}));
    NewPaymentDialog dialog(editor, nullptr, prompts);
    open(dialog);
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
    QVERIFY(prompts.asked.isEmpty());
}

void NewPaymentDialogTest::verificationIsOffered()
{
    EditorWorld world;
    Payment payment = stored(world, PaymentId{u"pay_wait"_s});
    payment.status = PaymentStatus::RequiresCustomerAction;
    NewPaymentEditor editor(world.workspace, payment);
    NewPaymentDialog dialog(editor, nullptr);
    QSignalSpy requested(&dialog, &NewPaymentDialog::verificationRequested);
    open(dialog);
    auto *primary = child<QPushButton>(dialog, u"primary"_s);
    QCOMPARE(primary->text(), u"Start verification"_s);
    primary->click();
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.first().first().value<PaymentId>(), payment.id);
}

void NewPaymentDialogTest::unknownOutcomeLocksTheButton()
{
    EditorWorld world;
    Payment payment = stored(world, PaymentId{u"pay_unknown"_s});
    payment.status = PaymentStatus::Processing;
    payment.outcomeUnknown = true;
    world.keep(payment);
    NewPaymentEditor editor(world.workspace, payment);
    NewPaymentDialog dialog(editor, nullptr);
    open(dialog);
    auto *primary = child<QPushButton>(dialog, u"primary"_s);
    QVERIFY(!primary->isEnabled());
    QVERIFY(child<QLabel>(dialog, u"resultTodo"_s)->text().contains(u"do not charge again"_s));
    payment.version += 1;
    payment.outcomeUnknown = false;
    payment.status = PaymentStatus::RequiresCapture;
    payment.authorized = 4000;
    payment.captureLimit = 4000;
    world.keep(payment);
    world.publish(payment);
    QTRY_VERIFY(primary->isEnabled());
    QCOMPARE(plain(child<QLabel>(dialog, u"resultTitle"_s)->text()), u"40.00 EUR is held"_s);
}

void NewPaymentDialogTest::cardIsGoneWhenClosed()
{
    EditorWorld world;
    FakePrompts prompts;
    prompts.answer = true;
    Payment payment = stored(world, PaymentId{u"pay_left"_s});
    payment.paymentMethod = u"card"_s;
    NewPaymentEditor editor(world.workspace, payment);
    NewPaymentDialog dialog(editor, nullptr, prompts);
    open(dialog);
    Keyboard keys;
    keys.type(u"4242424242424242"_s);
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
    QCOMPARE(prompts.asked.size(), 1);
    QVERIFY(child<CardEdit>(dialog, u"card"_s)->isEmpty());
}

void NewPaymentDialogTest::idleCardIsAskedForAgain()
{
    EditorWorld world;
    Payment payment = stored(world, PaymentId{u"pay_left"_s});
    payment.paymentMethod = u"card"_s;
    NewPaymentEditor editor(world.workspace, payment);
    NewPaymentDialog dialog(editor, nullptr);
    auto *card = child<CardEdit>(dialog, u"card"_s);
    card->setIdleTimeout(200);
    open(dialog);
    Keyboard keys;
    keys.type(u"4242424242424242"_s);
    keys.press(Qt::Key_Tab);
    keys.type(u"1230"_s);
    keys.press(Qt::Key_Tab);
    keys.type(u"123"_s);
    keys.press(Qt::Key_Return);
    QTRY_COMPARE(editor.step(), NewPaymentEditor::Step::Confirm);
    QTRY_COMPARE(editor.step(), NewPaymentEditor::Step::Method);
    QVERIFY(card->isEmpty());
    QVERIFY(dialog.findChild<MessageBar *>()->text().contains(u"Enter it again"_s));
}

void NewPaymentDialogTest::conflictIsChosen()
{
    EditorWorld world;
    NewPaymentEditor editor(world.workspace, stored(world, PaymentId{u"pay_left"_s}));
    NewPaymentDialog dialog(editor, nullptr);
    open(dialog);
    QTest::keyClicks(child<QLineEdit>(dialog, u"customerName"_s), u"Maria"_s);
    Payment theirs = stored(world, editor.paymentId());
    theirs.version = 5;
    theirs.customer.name = u"Mario"_s;
    world.keep(theirs);
    world.payments.updateAnswers.script(Error{ErrorCode::VersionConflict, u"version"_s});
    child<QPushButton>(dialog, u"primary"_s)->click();
    QTRY_VERIFY(child<QWidget>(dialog, u"conflict"_s)->isVisible());
    QStringList shown;
    for (const QLabel *label : child<QWidget>(dialog, u"conflict"_s)->findChildren<QLabel *>())
        shown.append(label->text());
    QVERIFY(shown.contains(u"Maria"_s) && shown.contains(u"Mario"_s));
    child<QPushButton>(dialog, u"takeTheirs"_s)->click();
    QTRY_VERIFY(!child<QWidget>(dialog, u"conflict"_s)->isVisible());
    QCOMPARE(editor.draft().customer.name, u"Mario"_s);
    QCOMPARE(child<QLineEdit>(dialog, u"customerName"_s)->text(), u"Mario"_s);
}

QTEST_MAIN(NewPaymentDialogTest)
#include "newpaymentdialogtest.moc"

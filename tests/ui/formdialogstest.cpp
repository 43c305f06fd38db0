#include "tests/support/formkeys.h"
#include "tests/support/newpaymentsteps.h"
#include "tests/support/seed.h"
#include "ui/payments/capturedialog.h"
#include "ui/payments/capturemanydialog.h"
#include "ui/payments/newpaymentdialog.h"
#include "ui/payments/refunddialog.h"
#include "ui/payments/voiddialog.h"
#include "ui/widgets/environmentstripe.h"
#include "ui/widgets/messagebar.h"

#include <QAbstractButton>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;

/// Capturing and releasing by keyboard, and what all dialogs have in common.
class FormDialogsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void enterDoesNotMoveMoney();
    void escapeAsksBeforeDiscarding_data();
    void escapeAsksBeforeDiscarding();
    void captureSaysThePlan_data();
    void captureSaysThePlan();
    void captureInFewKeys();
    void captureGoesOnWithTheNextPart();
    void captureRefusedStaysOpen();
    void releaseByKeyboard();
    void refundInFewKeys();
    void refundSaysWhereTheMoneyGoes();
    void refundRefusedStaysOpen();
    void refundLaterTakesATime();
    void manyHoldsInAFewKeys();
    void manyAsksBeforeStopping();
    void everyDialogIsLabelled();
    void nothingIsCutWithALargeFont();
};

void FormDialogsTest::enterDoesNotMoveMoney()
{
    EditorWorld world;
    Payment payment = stored(world, PaymentId{u"pay_left"_s});
    payment.paymentMethod = u"card"_s;
    NewPaymentEditor editor(world.workspace, payment);
    NewPaymentDialog dialog(editor, nullptr);
    open(dialog);
    Keyboard keys;
    keys.type(u"4242424242424242"_s);
    keys.press(Qt::Key_Tab);
    keys.type(u"1230"_s);
    keys.press(Qt::Key_Tab);
    keys.type(u"123"_s);
    keys.press(Qt::Key_Return);
    QTRY_COMPARE(editor.step(), NewPaymentEditor::Step::Confirm);
    keys.press(Qt::Key_Return);
    QVERIFY(world.payments.confirmed.empty());
    CaptureEditor capture(world.workspace, world.held(4000));
    CaptureDialog captureDialog(capture, nullptr);
    open(captureDialog);
    keys.press(Qt::Key_Return);
    QVERIFY(world.payments.captured.empty());
}

void FormDialogsTest::escapeAsksBeforeDiscarding_data()
{
    QTest::addColumn<bool>("discard");
    QTest::newRow("stay") << false;
    QTest::newRow("discard") << true;
}

void FormDialogsTest::escapeAsksBeforeDiscarding()
{
    QFETCH(bool, discard);
    EditorWorld world;
    FakePrompts prompts;
    prompts.answer = discard;
    NewPaymentEditor newEditor(world.workspace);
    CaptureEditor captureEditor(world.workspace, world.held(4000));
    VoidEditor voidEditor(world.workspace, world.held(4000));
    RefundEditor refundEditor(world.workspace, world.paid(4000));
    NewPaymentDialog newDialog(newEditor, nullptr, prompts);
    CaptureDialog captureDialog(captureEditor, nullptr, prompts);
    VoidDialog voidDialog(voidEditor, nullptr, prompts);
    RefundDialog refundDialog(refundEditor, nullptr, prompts);
    int questions = 0;
    for (QDialog *dialog :
         std::initializer_list<QDialog *>{&newDialog, &captureDialog, &voidDialog, &refundDialog}) {
        open(*dialog);
        if (auto *note = dialog->findChild<QPlainTextEdit *>(u"note"_s))
            note->setPlainText(u"why"_s);
        else
            QTest::keyClicks(dialog->findChild<QLineEdit *>(u"amount"_s), u"12"_s);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QCOMPARE(prompts.asked.size(), ++questions);
        QCOMPARE(dialog->isVisible(), !discard);
        dialog->hide();
    }
    QVERIFY(world.payments.created.empty());
    QVERIFY(world.payments.captured.empty());
}

void FormDialogsTest::captureSaysThePlan_data()
{
    QTest::addColumn<CaptureMethod>("method");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("effect");
    QTest::addColumn<QString>("action");
    QTest::newRow("all") << CaptureMethod::Manual << QString()
                         << u"This takes everything that is left on the hold."_s
                         << u"Capture 100.00 EUR"_s;
    QTest::newRow("single part")
        << CaptureMethod::Manual << u"60.00"_s
        << u"This hold allows one capture: 40.00 EUR will be released now."_s
        << u"Capture 60.00 EUR"_s;
    QTest::newRow("several") << CaptureMethod::ManualMultiple << u"75.00"_s
                             << u"25.00 EUR stays held until Thu 16:00."_s
                             << u"Capture 75.00 EUR"_s;
}

void FormDialogsTest::captureSaysThePlan()
{
    QFETCH(CaptureMethod, method);
    QFETCH(QString, typed);
    EditorWorld world;
    CaptureEditor editor(world.workspace, world.held(10000, method));
    CaptureDialog dialog(editor, nullptr);
    open(dialog);
    Keyboard keys;
    keys.type(typed);
    QTEST(plain(child<QLabel>(dialog, u"afterEffect"_s)->text()), "effect");
    QTEST(plain(child<QPushButton>(dialog, u"primary"_s)->text()), "action");
    if (method == CaptureMethod::ManualMultiple) {
        child<QAbstractButton>(dialog, u"finalCapture"_s)->click();
        QCOMPARE(plain(child<QLabel>(dialog, u"afterEffect"_s)->text()),
                 u"25.00 EUR will be released now."_s);
    }
    keys.type(u"00"_s); // 60.0000: too many decimals
    if (!typed.isEmpty())
        QVERIFY(!child<QPushButton>(dialog, u"primary"_s)->isEnabled());
}

/// Three parcels: with the row and C of the table it is 4 actions each, 12 in all, and the keys of
/// the amounts.
void FormDialogsTest::captureInFewKeys()
{
    EditorWorld world;
    Payment payment = world.held(10000, CaptureMethod::ManualMultiple);
    for (const auto &[typed, units] :
         {std::pair(u"60"_s, 6000), std::pair(u"25"_s, 2500), std::pair(u"15"_s, 1500)}) {
        const Payment after = EditorWorld::afterCapture(payment, units);
        world.payments.captureAnswers.script(after);
        CaptureEditor editor(world.workspace, payment);
        CaptureDialog dialog(editor, nullptr);
        QSignalSpy outcome(&dialog, &CaptureDialog::outcome);
        open(dialog);
        Keyboard keys;
        keys.type(typed);
        keys.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(!dialog.isVisible());
        QCOMPARE(keys.count, 3);
        QCOMPARE(outcome.size(), 1);
        payment = after;
    }
    QCOMPARE(world.payments.captured.size(), size_t(3));
}

void FormDialogsTest::captureGoesOnWithTheNextPart()
{
    EditorWorld world;
    Payment payment = world.held(10000, CaptureMethod::ManualMultiple);
    CaptureEditor editor(world.workspace, payment);
    CaptureDialog dialog(editor, nullptr);
    open(dialog);
    payment = EditorWorld::afterCapture(payment, 6000);
    world.payments.captureAnswers.script(payment);
    Keyboard keys;
    keys.type(u"60"_s);
    child<QPushButton>(dialog, u"captureAndGoOn"_s)->click();
    QTRY_COMPARE(editor.captures().size(), 1);
    QVERIFY(dialog.isVisible());
    QCOMPARE(plain(dialog.findChild<MessageBar *>()->text()),
             u"Captured 60.00 EUR. 40.00 EUR stays held."_s);
    QVERIFY(child<QLineEdit>(dialog, u"amount"_s)->text().isEmpty());
    world.payments.captureAnswers.script(EditorWorld::afterCapture(payment, 4000));
    keys.type(u"40"_s);
    keys.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!dialog.isVisible());
}

void FormDialogsTest::captureRefusedStaysOpen()
{
    EditorWorld world;
    const Payment payment = world.held(10000, CaptureMethod::ManualMultiple);
    world.payments.captureAnswers.script(
        EditorWorld::refused(payment, u"processor_error"_s, PaymentStatus::RequiresCapture));
    CaptureEditor editor(world.workspace, payment);
    CaptureDialog dialog(editor, nullptr);
    open(dialog);
    Keyboard keys;
    keys.type(u"60"_s);
    keys.press(Qt::Key_Return, Qt::ControlModifier);
    auto *message = dialog.findChild<MessageBar *>();
    QTRY_VERIFY(message->isVisible());
    QVERIFY(dialog.isVisible());
    QVERIFY(message->text().contains(u"a fault at the processor"_s));
    QVERIFY(message->text().contains(u"Nothing was taken"_s));
    QVERIFY(message->text().contains(payment.id.value));
}

void FormDialogsTest::releaseByKeyboard()
{
    EditorWorld world;
    const Payment payment = world.held(4000);
    Payment released = payment;
    released.status = PaymentStatus::Cancelled;
    world.payments.cancelAnswers.standing = released;
    VoidEditor editor(world.workspace, payment);
    VoidDialog dialog(editor, nullptr);
    open(dialog);
    QCOMPARE(plain(child<QPushButton>(dialog, u"primary"_s)->text()), u"Release 40.00 EUR"_s);
    Keyboard keys;
    keys.press(Qt::Key_Tab);
    keys.type(u"sold out"_s);
    keys.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!dialog.isVisible());
    QCOMPARE(world.payments.cancelled.front().reason, u"requested_by_customer: sold out"_s);
}

void FormDialogsTest::refundInFewKeys()
{
    EditorWorld world;
    const Payment payment = world.paid(6000);
    RefundEditor editor(world.workspace, payment);
    world.refunds.createAnswers.standing =
        world.refund(payment, editor.refundId(), 2000, RefundStatus::Succeeded);
    RefundDialog dialog(editor, nullptr);
    QSignalSpy outcome(&dialog, &RefundDialog::outcome);
    open(dialog);
    Keyboard keys;
    keys.type(u"20"_s);
    QCOMPARE(plain(child<QPushButton>(dialog, u"primary"_s)->text()), u"Refund 20.00 EUR"_s);
    keys.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!dialog.isVisible());
    QCOMPARE(keys.count, 3);
    QCOMPARE(outcome.size(), 1);
    QCOMPARE(world.refunds.created.size(), size_t(1));
    QCOMPARE(world.refunds.created.front().amount, std::optional<qint64>(2000));
}

void FormDialogsTest::refundSaysWhereTheMoneyGoes()
{
    EditorWorld world;
    RefundEditor editor(world.workspace, world.paid(6000));
    RefundDialog dialog(editor, nullptr);
    open(dialog);
    Keyboard keys;
    keys.type(u"20"_s);
    QCOMPARE(plain(child<QLabel>(dialog, u"effect"_s)->text()),
             u"20.00 EUR goes back to Visa •• 4242; this cannot be undone. 40.00 EUR stays."_s);
    QCOMPARE(plain(child<QWidget>(dialog, u"moneyBar"_s)->accessibleName()),
             u"Captured 40.00 EUR, This refund 20.00 EUR"_s);
    keys.type(u"000"_s); // 20000.00
    QVERIFY(!child<QPushButton>(dialog, u"primary"_s)->isEnabled());
    QVERIFY(plain(child<QLabel>(dialog, u"refundProblem"_s)->text())
                .startsWith(u"Only 60.00 EUR can still be refunded"_s));
}

void FormDialogsTest::refundRefusedStaysOpen()
{
    EditorWorld world;
    const Payment payment = world.paid(6000);
    RefundEditor editor(world.workspace, payment);
    Refund refused = world.refund(payment, editor.refundId(), 6000, RefundStatus::Failed);
    refused.error = {u"refund_failed"_s, u"processor_error"_s, u"no"_s, {}};
    world.refunds.createAnswers.standing = refused;
    RefundDialog dialog(editor, nullptr);
    open(dialog);
    Keyboard keys;
    keys.press(Qt::Key_Return, Qt::ControlModifier);
    auto *message = dialog.findChild<MessageBar *>();
    QTRY_VERIFY(message->isVisible());
    QVERIFY(dialog.isVisible());
    QVERIFY(message->text().contains(u"a fault at the processor"_s));
    QVERIFY(message->text().contains(u"No money went back"_s));
}

void FormDialogsTest::refundLaterTakesATime()
{
    EditorWorld world;
    const Payment payment = world.paid(6000);
    RefundEditor editor(world.workspace, payment);
    RefundDialog dialog(editor, nullptr);
    open(dialog);
    auto *moment = child<QDateTimeEdit>(dialog, u"moment"_s);
    QVERIFY(!moment->isEnabled());
    child<QAbstractButton>(dialog, u"refundLater"_s)->click();
    QVERIFY(moment->isEnabled());
    QCOMPARE(moment->dateTime().time(), QTime(9, 0));
    moment->setDateTime(QDateTime(QDate(2026, 11, 19), QTime(9, 0), Qt::UTC));
    QVERIFY(!child<QPushButton>(dialog, u"primary"_s)->isEnabled());
    QVERIFY(child<QLabel>(dialog, u"momentProblem"_s)->isVisible());
    moment->setDateTime(QDateTime(QDate(2026, 11, 23), QTime(8, 30), Qt::UTC));
    QVERIFY(!child<QLabel>(dialog, u"momentProblem"_s)->isVisible());
    QCOMPARE(editor.dueAtMs(),
             QDateTime(QDate(2026, 11, 23), QTime(8, 30), Qt::UTC).toMSecsSinceEpoch());
    Refund planned = world.refund(payment, editor.refundId(), 6000, RefundStatus::Pending);
    planned.dueAtMs = editor.dueAtMs();
    world.refunds.createAnswers.standing = planned;
    child<QPushButton>(dialog, u"primary"_s)->click();
    QTRY_VERIFY(!dialog.isVisible());
    QCOMPARE(world.refunds.created.front().dueAtMs, planned.dueAtMs);
}

void FormDialogsTest::manyHoldsInAFewKeys()
{
    EditorWorld world;
    QList<PaymentId> ids;
    for (int i = 0; i < 100; ++i) {
        const Payment payment = world.held(1000 + i);
        world.payments.captureAnswers.script(EditorWorld::afterCapture(payment, payment.amount));
        ids.append(payment.id);
    }
    CaptureManyEditor editor(world.workspace, ids);
    CaptureManyDialog dialog(editor, nullptr);
    open(dialog);
    QTRY_COMPARE(editor.phase(), CaptureManyEditor::Phase::Planning);
    auto *primary = child<QPushButton>(dialog, u"primary"_s);
    QVERIFY(!primary->isEnabled());
    Keyboard keys;
    keys.press(Qt::Key_Return, Qt::ControlModifier); // too early: does nothing
    QVERIFY(world.payments.captured.empty());
    keys.count = 0;
    keys.type(u"100"_s);
    QCOMPARE(primary->text(), u"Capture 100 payments"_s);
    keys.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(editor.phase(), CaptureManyEditor::Phase::Finished);
    QCOMPARE(world.payments.captured.size(), size_t(100));
    QVERIFY(child<QLabel>(dialog, u"status"_s)->text().startsWith(u"Captured 100 of 100"_s));
    QCOMPARE(child<QTableView>(dialog, u"rows"_s)->model()->rowCount(), 100);
    keys.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!dialog.isVisible());
    QCOMPARE(keys.count, 5);
}

void FormDialogsTest::manyAsksBeforeStopping()
{
    EditorWorld world;
    world.payments.captureAnswers.hold = true;
    QList<PaymentId> ids;
    for (int i = 0; i < 40; ++i)
        ids.append(world.held(1000).id);
    FakePrompts prompts;
    CaptureManyEditor editor(world.workspace, ids);
    CaptureManyDialog dialog(editor, nullptr, prompts);
    open(dialog);
    QTRY_COMPARE(editor.phase(), CaptureManyEditor::Phase::Planning);
    Keyboard keys;
    keys.type(u"40"_s);
    keys.press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(editor.phase(), CaptureManyEditor::Phase::Running);
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(dialog.isVisible());
    QCOMPARE(editor.countIn(CaptureManyEditor::Section::NotSent), 0);
    prompts.answer = true;
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
    QCOMPARE(prompts.asked.size(), 2);
    QCOMPARE(editor.countIn(CaptureManyEditor::Section::NotSent), 8);
    QCOMPARE(world.payments.captured.size(), size_t(32));
}

void FormDialogsTest::everyDialogIsLabelled()
{
    EditorWorld world;
    NewPaymentEditor newEditor(world.workspace);
    CaptureEditor captureEditor(world.workspace, world.held(4000));
    VoidEditor voidEditor(world.workspace, world.held(4000));
    RefundEditor refundEditor(world.workspace, world.paid(4000));
    CaptureManyEditor manyEditor(world.workspace, QList<PaymentId>{world.held(4000).id});
    NewPaymentDialog newDialog(newEditor, nullptr);
    CaptureDialog captureDialog(captureEditor, nullptr);
    VoidDialog voidDialog(voidEditor, nullptr);
    RefundDialog refundDialog(refundEditor, nullptr);
    CaptureManyDialog manyDialog(manyEditor, nullptr);
    for (QDialog *dialog : std::initializer_list<QDialog *>{&newDialog, &captureDialog, &voidDialog,
                                                            &refundDialog, &manyDialog}) {
        QVERIFY(!dialog->windowTitle().isEmpty());
        const auto *stripe = dialog->findChild<EnvironmentStripe *>();
        QVERIFY(stripe && stripe->text().contains(u"TEST"_s));
        for (QWidget *widget : dialog->findChildren<QWidget *>()) {
            const bool inner = widget->objectName().startsWith(u"qt_"_s);
            if (inner || !(widget->focusPolicy() & Qt::TabFocus))
                continue;
            const auto *button = qobject_cast<QAbstractButton *>(widget);
            const QString name = widget->accessibleName() + (button ? button->text() : QString());
            QVERIFY2(!name.isEmpty(),
                     qPrintable(dialog->objectName() + u' '
                                + QLatin1StringView(widget->metaObject()->className()) + u' '
                                + widget->objectName()));
            QVERIFY2(!widget->objectName().isEmpty(), qPrintable(name));
        }
    }
}

void FormDialogsTest::nothingIsCutWithALargeFont()
{
    const QFont usual = QApplication::font();
    QFont large = usual;
    large.setPointSizeF(usual.pointSizeF() * 2);
    QApplication::setFont(large);
    EditorWorld world;
    NewPaymentEditor newEditor(world.workspace);
    CaptureEditor captureEditor(world.workspace, world.held(4000, CaptureMethod::ManualMultiple));
    VoidEditor voidEditor(world.workspace, world.held(4000));
    RefundEditor refundEditor(world.workspace, world.paid(4000));
    NewPaymentDialog newDialog(newEditor, nullptr);
    CaptureDialog captureDialog(captureEditor, nullptr);
    VoidDialog voidDialog(voidEditor, nullptr);
    RefundDialog refundDialog(refundEditor, nullptr);
    for (QDialog *dialog :
         std::initializer_list<QDialog *>{&newDialog, &captureDialog, &voidDialog, &refundDialog}) {
        open(*dialog);
        dialog->resize(dialog->width(), qMin(dialog->height(), 672));
        QVERIFY2(dialog->width() <= 1280, qPrintable(dialog->objectName()));
        for (const QLabel *label : dialog->findChildren<QLabel *>()) {
            if (label->isVisible() && !label->wordWrap())
                QVERIFY2(label->width() >= label->sizeHint().width(), qPrintable(label->text()));
        }
        for (const QAbstractButton *button : dialog->findChildren<QAbstractButton *>()) {
            if (button->isVisible())
                QVERIFY2(button->width() >= button->minimumSizeHint().width(),
                         qPrintable(button->text()));
        }
        const auto *scroll = dialog->findChild<QScrollArea *>();
        QVERIFY(scroll->widget()->width() <= scroll->viewport()->width());
        dialog->hide();
    }
    QApplication::setFont(usual);
}

QTEST_MAIN(FormDialogsTest)
#include "formdialogstest.moc"

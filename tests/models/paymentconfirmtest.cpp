#include "models/paymenteditor.h"
#include "tests/support/newpaymentsteps.h"
#include "tests/support/seed.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Step = NewPaymentEditor::Step;

/// The confirm of a new payment, and what becomes of it.
class PaymentConfirmTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void twoClicksAreOneConfirm();
    void wrongCardGoesBackToTheCard_data();
    void wrongCardGoesBackToTheCard();
    void outcomes_data();
    void outcomes();
    void declineIsToldInWords();
    void unknownIsAskedAndSolved();
    void notSentCanBeTriedAgain_data();
    void notSentCanBeTriedAgain();
    void confirmedElsewhereShowsItsResult();
};

void PaymentConfirmTest::twoClicksAreOneConfirm()
{
    EditorWorld world;
    NewPaymentEditor editor(world.workspace);
    reachConfirm(world, editor);
    world.payments.confirmAnswers.hold = true;
    editor.confirm(testCard());
    editor.confirm(testCard());
    QCOMPARE(world.payments.confirmed.size(), size_t(1));
    QVERIFY(editor.isBusy());
}

void PaymentConfirmTest::wrongCardGoesBackToTheCard_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<int>("year");
    QTest::addColumn<QString>("field");
    QTest::newRow("check digit") << QByteArray("4242424242424241") << 2030 << u"card_number"_s;
    QTest::newRow("all equal") << QByteArray("0000000000000000") << 2030 << u"card_number"_s;
    QTest::newRow("expired") << QByteArray("4242424242424242") << 2025 << u"card_exp_year"_s;
    QTest::newRow("short code for Amex") << QByteArray("378282246310005") << 2030 << u"card_cvc"_s;
}

void PaymentConfirmTest::wrongCardGoesBackToTheCard()
{
    QFETCH(QByteArray, number);
    QFETCH(int, year);
    QFETCH(QString, field);
    EditorWorld world;
    NewPaymentEditor editor(world.workspace);
    reachConfirm(world, editor);
    CardDetails card = testCard(number);
    card.expiryYear = year;
    editor.confirm(std::move(card));
    QCOMPARE(editor.step(), Step::Method);
    QVERIFY(!editor.problemOf(field).isEmpty());
    QVERIFY(world.payments.confirmed.empty());
}

void PaymentConfirmTest::outcomes_data()
{
    QTest::addColumn<PaymentStatus>("status");
    QTest::addColumn<bool>("unknown");
    QTest::addColumn<PaymentOutcome>("outcome");
    QTest::addColumn<bool>("retry");
    const auto row = [](PaymentStatus status, PaymentOutcome outcome) {
        QTest::newRow(qPrintable(toText(status))) << status << false << outcome << false;
    };
    using enum PaymentStatus;
    row(Succeeded, PaymentOutcome::Succeeded);
    row(RequiresCapture, PaymentOutcome::Held);
    row(PartiallyAuthorizedAndRequiresCapture, PaymentOutcome::Held);
    row(PartiallyCaptured, PaymentOutcome::PartlyTaken);
    row(RequiresCustomerAction, PaymentOutcome::WaitingForCustomer);
    row(RequiresMerchantAction, PaymentOutcome::Undecided);
    row(Processing, PaymentOutcome::Undecided);
    row(Failed, PaymentOutcome::Declined);
    row(Conflicted, PaymentOutcome::Conflicted);
    row(Cancelled, PaymentOutcome::Ended);
    QTest::newRow("unknown") << Processing << true << PaymentOutcome::NotKnown << false;
    QTest::newRow("not sent") << RequiresConfirmation << false << PaymentOutcome::NotSent << true;
}

void PaymentConfirmTest::outcomes()
{
    QFETCH(PaymentStatus, status);
    QFETCH(bool, unknown);
    QFETCH(bool, retry);
    EditorWorld world;
    NewPaymentEditor editor(world.workspace);
    reachConfirm(world, editor);
    Payment payment = editor.payment();
    payment.version = 9;
    payment.status = status;
    payment.outcomeUnknown = unknown;
    world.keep(payment);
    world.payments.confirmAnswers.script(payment);
    editor.confirm(testCard());
    QTRY_COMPARE(editor.step(), Step::Result);
    QTEST(editor.outcome(), "outcome");
    QCOMPARE(editor.canRetry(), retry);
    QVERIFY(!editor.outcomeTitle().isEmpty());
    QVERIFY(!editor.outcomeText().what.isEmpty());
    QVERIFY(!editor.outcomeText().where.isEmpty());
    QCOMPARE(editor.outcomeText().reference, editor.paymentId().value);
    editor.confirm(testCard()); // whatever it was, it is not sent again from here
    QCOMPARE(world.payments.confirmed.size(), size_t(1));
}

void PaymentConfirmTest::declineIsToldInWords()
{
    EditorWorld world;
    NewPaymentEditor editor(world.workspace);
    reachConfirm(world, editor);
    world.payments.confirmAnswers.script(
        EditorWorld::refused(editor.payment(), u"lost_or_stolen"_s, PaymentStatus::Failed));
    editor.confirm(testCard());
    QTRY_COMPARE(editor.outcome(), PaymentOutcome::Declined);
    QCOMPARE(editor.outcomeText().what,
             u"The bank said this card must not be used (reported lost or stolen)."_s);
    QCOMPARE(editor.outcomeText().todo, u"Ask for another card; do not retry."_s);
}

void PaymentConfirmTest::unknownIsAskedAndSolved()
{
    EditorWorld world;
    NewPaymentEditor editor(world.workspace);
    reachConfirm(world, editor);
    Payment payment = editor.payment();
    payment.version = 9;
    payment.status = PaymentStatus::Processing;
    payment.outcomeUnknown = true;
    Operation operation;
    operation.state = OperationState::Unknown;
    operation.nextCheckAtMs = world.clock.nowMs() + 15'000;
    world.keep(payment, {operation});
    world.payments.confirmAnswers.script(payment);
    editor.confirm(testCard());
    QTRY_COMPARE(editor.outcome(), PaymentOutcome::NotKnown);
    QTRY_VERIFY(editor.outcomeText().todo.contains(u"10:00:15"_s));
    payment.version = 10;
    payment.outcomeUnknown = false;
    payment.status = PaymentStatus::Succeeded;
    payment.captured = 4000;
    world.keep(payment);
    world.publish(payment);
    QTRY_COMPARE(editor.outcome(), PaymentOutcome::Succeeded);
}

void PaymentConfirmTest::notSentCanBeTriedAgain_data()
{
    QTest::addColumn<int>("how");
    QTest::addColumn<bool>("sameRequest");
    QTest::newRow("the payment says so") << 0 << false;
    QTest::newRow("processor unreachable") << 1 << false;
    QTest::newRow("not taken on") << 2 << true;
}

void PaymentConfirmTest::notSentCanBeTriedAgain()
{
    QFETCH(int, how);
    QFETCH(bool, sameRequest);
    EditorWorld world;
    NewPaymentEditor editor(world.workspace);
    reachConfirm(world, editor);
    Payment payment = editor.payment();
    payment.version = 9;
    payment.error = PaymentError{u"connector_unreachable"_s, u"processor_error"_s, {}, {}};
    const Result<Payment> answers[] = {Result<Payment>(payment),
                                       Error{ErrorCode::ConnectorUnreachable},
                                       Error{ErrorCode::Overloaded}};
    world.payments.confirmAnswers.script(answers[how]);
    editor.confirm(testCard());
    QTRY_COMPARE(editor.outcome(), PaymentOutcome::NotSent);
    editor.retry();
    QCOMPARE(editor.step(), Step::Method); // the card was not kept
    editor.next();
    QCOMPARE(editor.step(), Step::Confirm);
    payment.error = {};
    payment.status = PaymentStatus::RequiresCapture;
    world.payments.confirmAnswers.script(payment);
    editor.confirm(testCard());
    QTRY_COMPARE(editor.outcome(), PaymentOutcome::Held);
    QCOMPARE(world.payments.confirmed.size(), size_t(2));
    QCOMPARE(world.payments.confirmed.at(0).clientOperationId
                 == world.payments.confirmed.at(1).clientOperationId,
             sameRequest);
}

void PaymentConfirmTest::confirmedElsewhereShowsItsResult()
{
    EditorWorld world;
    NewPaymentEditor editor(world.workspace);
    reachConfirm(world, editor);
    Payment payment = editor.payment();
    payment.version = 9;
    payment.status = PaymentStatus::RequiresCapture;
    world.keep(payment);
    world.payments.confirmAnswers.script(Error{ErrorCode::InvalidState, u"status"_s});
    editor.confirm(testCard());
    QTRY_COMPARE(editor.step(), Step::Result);
    QCOMPARE(editor.outcome(), PaymentOutcome::Held);
}

QTEST_GUILESS_MAIN(PaymentConfirmTest)
#include "paymentconfirmtest.moc"

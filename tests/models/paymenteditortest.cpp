#include "models/paymenteditor.h"

#include "tests/support/editorworld.h"
#include "tests/support/seed.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Step = NewPaymentEditor::Step;

/// The steps of a new payment.
class PaymentEditorTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void everyStepIsACall();
    void refusedAmountsSendNothing_data();
    void refusedAmountsSendNothing();
    void twoClicksAreOneCreate();
    void repeatedCreateIsOnePayment();
    void lostCreateIsAdopted();
    void unchangedStepsSendNothing();
    void laterChangesAreUpdates();
    void customerIsChecked_data();
    void customerIsChecked();
    void reopensAtTheRightStep_data();
    void reopensAtTheRightStep();
    void conflictShowsBothValues();
    void conflictKeepsMine();
    void conflictTakesTheirs();
    void conflictWithoutDifferenceGoesOn();
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
    void fieldErrorsOfTheServiceStandAtTheField();
};

namespace {

CardDetails testCard(QByteArrayView number = "4242424242424242")
{
    CardDetails card;
    card.number = Pan(number);
    card.cvc = Cvc(QByteArrayView("123"));
    card.expiryMonth = 12;
    card.expiryYear = 2030;
    return card;
}

/// A payment of 40.00 EUR as the engine would keep it.
Payment stored(const EditorWorld &world, const PaymentId &id)
{
    Payment payment;
    payment.id = id;
    payment.merchantId = world.workspace.caller.merchantId;
    payment.version = 1;
    payment.status = PaymentStatus::RequiresConfirmation;
    payment.amount = 4000;
    payment.netAmount = 4000;
    payment.connector = u"simulator"_s;
    return payment;
}

PaymentDraft draftOf40()
{
    PaymentDraft draft;
    draft.amount = 4000;
    return draft;
}

void create(EditorWorld &world, NewPaymentEditor &editor)
{
    world.payments.createAnswers.script(
        CreatedPayment{stored(world, editor.paymentId()), u"secret"_s});
    editor.setDraft(draftOf40());
    editor.next();
    QTRY_COMPARE(editor.step(), Step::Customer);
}

/// Created, without a customer, with a card named: only the confirm is missing.
void reachConfirm(EditorWorld &world, NewPaymentEditor &editor)
{
    create(world, editor);
    editor.next();
    Payment payment = stored(world, editor.paymentId());
    payment.version = 2;
    payment.paymentMethod = u"card"_s;
    world.payments.updateAnswers.script(payment);
    editor.next();
    QTRY_COMPARE(editor.step(), Step::Confirm);
}

} // namespace

void PaymentEditorTest::everyStepIsACall()
{
    EditorWorld world;
    NewPaymentEditor editor(world.workspace);
    QSignalSpy created(&editor, &NewPaymentEditor::created);
    QVERIFY(editor.paymentId().value.startsWith(u"pay_"_s));
    create(world, editor);
    QCOMPARE(created.size(), 1);
    QCOMPARE(world.payments.created.size(), size_t(1));
    QCOMPARE(world.payments.created.front().id, editor.paymentId());
    QCOMPARE(world.payments.created.front().amount, std::optional<qint64>(4000));
    QVERIFY(!world.payments.created.front().confirm);

    PaymentDraft draft = editor.draft();
    draft.customer.name = u"Maria Keller"_s;
    editor.setDraft(draft);
    Payment payment = stored(world, editor.paymentId());
    payment.version = 2;
    payment.customer.name = u"Maria Keller"_s;
    world.payments.updateAnswers.script(payment);
    editor.next();
    QTRY_COMPARE(editor.step(), Step::Method);
    QCOMPARE(world.payments.updated.back().customer->name, u"Maria Keller"_s);
    QCOMPARE(world.payments.updated.back().expectedVersion, std::optional<qint64>(1));
    QVERIFY(!world.payments.updated.back().amount);

    payment.version = 3;
    payment.paymentMethod = u"card"_s;
    world.payments.updateAnswers.script(payment);
    editor.next();
    QTRY_COMPARE(editor.step(), Step::Confirm);
    QCOMPARE(world.payments.updated.back().paymentMethod, std::optional<QString>(u"card"_s));
    QCOMPARE(world.payments.updated.back().expectedVersion, std::optional<qint64>(2));

    payment.version = 5;
    payment.status = PaymentStatus::Succeeded;
    payment.captured = 4000;
    world.payments.confirmAnswers.script(payment);
    editor.confirm(testCard());
    QTRY_COMPARE(editor.step(), Step::Result);
    QCOMPARE(editor.outcome(), PaymentOutcome::Succeeded);
    QCOMPARE(world.payments.confirmed.size(), size_t(1));
    QCOMPARE(world.payments.confirmed.front().card->number.reveal().toByteArray(),
             QByteArray("4242424242424242"));
    QCOMPARE(world.payments.confirmed.front().clientOperationId, editor.operationId());
    QCOMPARE(world.payments.updated.size(), size_t(2));
}

void PaymentEditorTest::refusedAmountsSendNothing_data()
{
    QTest::addColumn<int>("amount");
    QTest::newRow("nothing") << -1000;
    QTest::newRow("zero") << 0;
    QTest::newRow("negative") << -5;
    QTest::newRow("too large") << 1'000'000'000;
}

void PaymentEditorTest::refusedAmountsSendNothing()
{
    QFETCH(int, amount);
    EditorWorld world;
    NewPaymentEditor editor(world.workspace);
    PaymentDraft draft = draftOf40();
    draft.amount = amount == -1000 ? std::nullopt : std::optional<qint64>(amount);
    editor.setDraft(draft);
    editor.next();
    QVERIFY(!editor.problemOf(u"amount"_s).isEmpty());
    QCOMPARE(editor.step(), Step::Intent);
    QVERIFY(world.payments.created.empty());
    QVERIFY(!editor.isBusy());
}

void PaymentEditorTest::twoClicksAreOneCreate()
{
    EditorWorld world;
    world.payments.createAnswers.hold = true;
    NewPaymentEditor editor(world.workspace);
    world.payments.createAnswers.standing = CreatedPayment{stored(world, editor.paymentId()), {}};
    editor.setDraft(draftOf40());
    editor.next();
    editor.next();
    QCOMPARE(world.payments.created.size(), size_t(1));
    world.payments.createAnswers.answerNext();
    QTRY_COMPARE(editor.step(), Step::Customer);
}

void PaymentEditorTest::repeatedCreateIsOnePayment()
{
    EditorWorld world;
    NewPaymentEditor editor(world.workspace);
    QSignalSpy failed(&editor, &NewPaymentEditor::failed);
    world.payments.createAnswers.script(Error{ErrorCode::StorageUnavailable});
    editor.setDraft(draftOf40());
    editor.next();
    QTRY_COMPARE(failed.size(), 1);
    create(world, editor);
    QCOMPARE(world.payments.created.size(), size_t(2));
    QCOMPARE(world.payments.created.at(0).id, world.payments.created.at(1).id);
}

void PaymentEditorTest::lostCreateIsAdopted()
{
    EditorWorld world;
    NewPaymentEditor editor(world.workspace);
    world.keep(stored(world, editor.paymentId()));
    world.payments.createAnswers.script(Error{ErrorCode::Duplicate, u"payment_id"_s});
    editor.setDraft(draftOf40());
    editor.next();
    QTRY_COMPARE(editor.step(), Step::Customer);
    QVERIFY(editor.isCreated());
    QVERIFY(world.payments.updated.empty()); // it is as entered
}

void PaymentEditorTest::unchangedStepsSendNothing()
{
    EditorWorld world;
    NewPaymentEditor editor(world.workspace);
    create(world, editor);
    QVERIFY(!editor.hasUnsavedInput());
    editor.back();
    QCOMPARE(editor.step(), Step::Intent);
    editor.next();
    editor.next();
    QCOMPARE(editor.step(), Step::Method);
    QCOMPARE(world.payments.created.size(), size_t(1));
    QVERIFY(world.payments.updated.empty());
}

void PaymentEditorTest::laterChangesAreUpdates()
{
    EditorWorld world;
    NewPaymentEditor editor(world.workspace);
    create(world, editor);
    editor.back();
    PaymentDraft draft = editor.draft();
    draft.amount = 5000;
    draft.captureMethod = CaptureMethod::Manual;
    editor.setDraft(draft);
    QVERIFY(editor.hasUnsavedInput());
    Payment payment = stored(world, editor.paymentId());
    payment.version = 2;
    payment.amount = 5000;
    payment.netAmount = 5000;
    payment.captureMethod = CaptureMethod::Manual;
    world.payments.updateAnswers.script(payment);
    editor.next();
    QTRY_COMPARE(editor.step(), Step::Customer);
    QCOMPARE(world.payments.updated.back().amount, std::optional<qint64>(5000));
    QCOMPARE(world.payments.updated.back().captureMethod,
             std::optional<CaptureMethod>(CaptureMethod::Manual));
    QVERIFY(!world.payments.updated.back().customer);
}

void PaymentEditorTest::customerIsChecked_data()
{
    QTest::addColumn<QString>("email");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("field");
    const QString none;
    QTest::newRow("no at") << u"maria"_s << none << none << u"email"_s;
    QTest::newRow("blank") << u"ma ria@example.com"_s << none << none << u"email"_s;
    QTest::newRow("path in the id") << none << u"../etc"_s << none << u"customer_id"_s;
    QTest::newRow("long id") << none << QString(65, u'a') << none << u"customer_id"_s;
    QTest::newRow("card number as name") << none << none << u"4242 4242 4242 4242"_s << u"name"_s;
}

void PaymentEditorTest::customerIsChecked()
{
    QFETCH(QString, field);
    QFETCH(QString, email);
    QFETCH(QString, id);
    QFETCH(QString, name);
    EditorWorld world;
    NewPaymentEditor editor(world.workspace);
    create(world, editor);
    PaymentDraft draft = editor.draft();
    draft.customer.email = email;
    draft.customer.id = CustomerId{id};
    draft.customer.name = name;
    editor.setDraft(draft);
    editor.next();
    QVERIFY(!editor.problemOf(field).isEmpty());
    QCOMPARE(editor.step(), Step::Customer);
    QVERIFY(world.payments.updated.empty());
}

void PaymentEditorTest::reopensAtTheRightStep_data()
{
    QTest::addColumn<PaymentStatus>("status");
    QTest::addColumn<bool>("customer");
    QTest::addColumn<bool>("method");
    QTest::addColumn<Step>("step");
    using enum PaymentStatus;
    QTest::newRow("created") << RequiresConfirmation << false << false << Step::Customer;
    QTest::newRow("customer known") << RequiresConfirmation << true << false << Step::Method;
    QTest::newRow("card named") << RequiresConfirmation << false << true << Step::Method;
    QTest::newRow("no method") << RequiresPaymentMethod << false << false << Step::Customer;
    QTest::newRow("confirmed") << RequiresCapture << true << true << Step::Result;
    QTest::newRow("failed") << Failed << true << true << Step::Result;
}

void PaymentEditorTest::reopensAtTheRightStep()
{
    QFETCH(PaymentStatus, status);
    QFETCH(bool, customer);
    QFETCH(bool, method);
    EditorWorld world;
    Payment payment = stored(world, PaymentId{u"pay_left"_s});
    payment.status = status;
    payment.customer.name = customer ? u"Maria Keller"_s : QString();
    payment.paymentMethod = method ? u"card"_s : QString();
    const NewPaymentEditor editor(world.workspace, payment);
    QTEST(editor.step(), "step");
    QCOMPARE(editor.paymentId(), payment.id);
    QVERIFY(editor.isCreated());
    QVERIFY(!editor.hasUnsavedInput());
}

void PaymentEditorTest::conflictShowsBothValues()
{
    EditorWorld world;
    NewPaymentEditor editor(world.workspace);
    create(world, editor);
    editor.back();
    PaymentDraft draft = editor.draft();
    draft.amount = 5000;
    editor.setDraft(draft);
    Payment theirs = stored(world, editor.paymentId());
    theirs.version = 7;
    theirs.amount = 6000;
    world.keep(theirs);
    world.payments.updateAnswers.script(Error{ErrorCode::VersionConflict, u"version"_s});
    QSignalSpy found(&editor, &NewPaymentEditor::conflictFound);
    editor.next();
    QTRY_COMPARE(found.size(), 1);
    QCOMPARE(editor.conflicts().size(), 1);
    QVERIFY(editor.conflicts().first().mine.startsWith(u"50.00"_s));
    QVERIFY(editor.conflicts().first().theirs.startsWith(u"60.00"_s));
    editor.next(); // nothing goes on before somebody has chosen
    QCOMPARE(world.payments.updated.size(), size_t(1));
    QCOMPARE(editor.step(), Step::Intent);
}

void PaymentEditorTest::conflictKeepsMine()
{
    EditorWorld world;
    NewPaymentEditor editor(world.workspace);
    create(world, editor);
    editor.back();
    PaymentDraft draft = editor.draft();
    draft.amount = 5000;
    editor.setDraft(draft);
    Payment theirs = stored(world, editor.paymentId());
    theirs.version = 7;
    theirs.amount = 6000;
    world.keep(theirs);
    world.payments.updateAnswers.script(Error{ErrorCode::VersionConflict, u"version"_s});
    editor.next();
    QTRY_VERIFY(!editor.conflicts().isEmpty());
    Payment mine = theirs;
    mine.version = 8;
    mine.amount = 5000;
    world.payments.updateAnswers.script(mine);
    editor.keepMine();
    QTRY_COMPARE(editor.step(), Step::Customer);
    QCOMPARE(world.payments.updated.back().expectedVersion, std::optional<qint64>(7));
    QCOMPARE(world.payments.updated.back().amount, std::optional<qint64>(5000));
}

void PaymentEditorTest::conflictTakesTheirs()
{
    EditorWorld world;
    NewPaymentEditor editor(world.workspace);
    create(world, editor);
    editor.back();
    PaymentDraft draft = editor.draft();
    draft.amount = 5000;
    editor.setDraft(draft);
    Payment theirs = stored(world, editor.paymentId());
    theirs.version = 7;
    theirs.amount = 6000;
    world.keep(theirs);
    world.payments.updateAnswers.script(Error{ErrorCode::VersionConflict, u"version"_s});
    editor.next();
    QTRY_VERIFY(!editor.conflicts().isEmpty());
    editor.takeTheirs();
    QCOMPARE(editor.draft().amount, std::optional<qint64>(6000));
    QVERIFY(editor.conflicts().isEmpty());
    QCOMPARE(world.payments.updated.size(), size_t(1));
    editor.next();
    QCOMPARE(editor.step(), Step::Customer);
}

void PaymentEditorTest::conflictWithoutDifferenceGoesOn()
{
    EditorWorld world;
    NewPaymentEditor editor(world.workspace);
    create(world, editor);
    editor.back();
    PaymentDraft draft = editor.draft();
    draft.amount = 5000;
    editor.setDraft(draft);
    Payment theirs = stored(world, editor.paymentId());
    theirs.version = 7;
    theirs.amount = 5000;
    theirs.netAmount = 5000;
    world.keep(theirs);
    world.payments.updateAnswers.script(Error{ErrorCode::VersionConflict, u"version"_s});
    editor.next();
    QTRY_COMPARE(editor.step(), Step::Customer);
    QCOMPARE(world.payments.updated.size(), size_t(1));
}

void PaymentEditorTest::twoClicksAreOneConfirm()
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

void PaymentEditorTest::wrongCardGoesBackToTheCard_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<int>("year");
    QTest::addColumn<QString>("field");
    QTest::newRow("check digit") << QByteArray("4242424242424241") << 2030 << u"card_number"_s;
    QTest::newRow("all equal") << QByteArray("0000000000000000") << 2030 << u"card_number"_s;
    QTest::newRow("expired") << QByteArray("4242424242424242") << 2025 << u"card_exp_year"_s;
    QTest::newRow("short code for Amex") << QByteArray("378282246310005") << 2030 << u"card_cvc"_s;
}

void PaymentEditorTest::wrongCardGoesBackToTheCard()
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

void PaymentEditorTest::outcomes_data()
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

void PaymentEditorTest::outcomes()
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

void PaymentEditorTest::declineIsToldInWords()
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

void PaymentEditorTest::unknownIsAskedAndSolved()
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

void PaymentEditorTest::notSentCanBeTriedAgain_data()
{
    QTest::addColumn<int>("how");
    QTest::addColumn<bool>("sameRequest");
    QTest::newRow("the payment says so") << 0 << false;
    QTest::newRow("processor unreachable") << 1 << false;
    QTest::newRow("not taken on") << 2 << true;
}

void PaymentEditorTest::notSentCanBeTriedAgain()
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

void PaymentEditorTest::confirmedElsewhereShowsItsResult()
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

void PaymentEditorTest::fieldErrorsOfTheServiceStandAtTheField()
{
    EditorWorld world;
    NewPaymentEditor editor(world.workspace);
    world.payments.createAnswers.script(Error{ErrorCode::InvalidValue, u"description"_s});
    editor.setDraft(draftOf40());
    editor.next();
    QTRY_VERIFY(!editor.problemOf(u"description"_s).isEmpty());
    QCOMPARE(editor.step(), Step::Intent);
    QVERIFY(!editor.isCreated());
}

QTEST_GUILESS_MAIN(PaymentEditorTest)
#include "paymenteditortest.moc"

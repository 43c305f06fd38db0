#include "models/paymenteditor.h"

#include "tests/support/newpaymentsteps.h"
#include "tests/support/seed.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Step = NewPaymentEditor::Step;

/// The steps of a new payment up to the confirm.
class PaymentEditorTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void everyStepIsACall();
    void refusedAmountsSendNothing_data();
    void refusedAmountsSendNothing();
    void setTimeIsSentAndSaid();
    void pastTimeSendsNothing();
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
    void conflictShowsTheCaptureTime();
    void conflictKeepsMine();
    void conflictTakesTheirs();
    void conflictWithoutDifferenceGoesOn();
    void fieldErrorsOfTheServiceStandAtTheField();
};

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

void PaymentEditorTest::setTimeIsSentAndSaid()
{
    EditorWorld world;
    NewPaymentEditor editor(world.workspace);
    PaymentDraft draft = draftOf40();
    draft.captureMethod = CaptureMethod::Scheduled;
    draft.captureOnMs = tomorrowMorning(world.workspace);
    Payment payment = stored(world, editor.paymentId());
    payment.captureMethod = CaptureMethod::Scheduled;
    payment.captureOnMs = draft.captureOnMs;
    world.payments.createAnswers.script(CreatedPayment{payment, {}});
    editor.setDraft(draft);
    editor.next();
    QTRY_COMPARE(editor.step(), Step::Customer);
    QCOMPARE(world.payments.created.front().captureMethod, CaptureMethod::Scheduled);
    QCOMPARE(world.payments.created.front().captureOnMs, std::optional(draft.captureOnMs));
    QVERIFY2(editor.confirmSentence().contains(u"21 Nov 2026 09:00"_s),
             qPrintable(editor.confirmSentence()));
    // What it says once the money is held.
    payment.status = PaymentStatus::RequiresCapture;
    payment.authorized = payment.captureLimit = 4000;
    const NewPaymentEditor held(world.workspace, payment);
    QCOMPARE(held.outcomeText().todo,
             u"It is captured by itself: Sat 09:00. You can capture or release it earlier."_s);
}

void PaymentEditorTest::pastTimeSendsNothing()
{
    EditorWorld world;
    NewPaymentEditor editor(world.workspace);
    PaymentDraft draft = draftOf40();
    draft.captureMethod = CaptureMethod::Scheduled;
    for (const qint64 atMs : {qint64(0), world.clock.nowMs(), world.clock.nowMs() - 1}) {
        draft.captureOnMs = atMs;
        editor.setDraft(draft);
        editor.next();
        QVERIFY(!editor.problemOf(u"capture_on"_s).isEmpty());
    }
    QCOMPARE(editor.problemOf(u"capture_on"_s),
             u"Choose a time that is still to come, before the bank's hold ends."_s);
    QCOMPARE(editor.step(), Step::Intent);
    QVERIFY(world.payments.created.empty());
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

void PaymentEditorTest::conflictShowsTheCaptureTime()
{
    Payment stored;
    stored.captureMethod = CaptureMethod::Scheduled;
    stored.captureOnMs = 1'780'000'000'000;
    PaymentDraft draft = draftOf(stored);
    QCOMPARE(differences(draft, stored, QTimeZone::utc()), QList<FieldConflict>());
    draft.captureOnMs += 3'600'000;
    const QList<FieldConflict> found = differences(draft, stored, QTimeZone::utc());
    QCOMPARE(found.size(), 1);
    QVERIFY(found.first().label.contains(u"time"_s));
    QVERIFY(found.first().mine != found.first().theirs);
    // Where one of them has no such time, the other's is shown against nothing.
    draft.captureMethod = CaptureMethod::Manual;
    QCOMPARE(differences(draft, stored, QTimeZone::utc()).size(), 2);
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

#include "services/domain/paymentlifecycle.h"
#include "tests/support/seed.h"

#include <QHash>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

/// The machine once more, written down by hand as words, and every pair held against it.
class TransitionTableTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyPair_data();
    void everyPair();
    void nothingLeavesATerminalStatus();
    void everyStatusOfAPaymentCanBeReached();
    void noOutcomeIsEverLost();
    void attemptStatuses_data();
    void attemptStatuses();
    void whatACallerMayAsk_data();
    void whatACallerMayAsk();
    void capturesByMethod_data();
    void capturesByMethod();

private:
    QHash<QString, QString> m_expected; ///< "status event" -> status
};

void TransitionTableTest::initTestCase()
{
    testSeed();
    const QHash<QString, QString> lines = {
        {u"requires_payment_method"_s,
         u"method_provided=requires_confirmation confirmed=processing voided=cancelled"_s},
        {u"requires_confirmation"_s, u"confirmed=processing voided=cancelled"_s},
        {u"processing"_s,
         u"not_sent=requires_confirmation challenge_required=requires_customer_action "
         "held_for_review=requires_merchant_action authorized=requires_capture "
         "authorized_in_part=partially_authorized_and_requires_capture captured=succeeded "
         "captured_and_closed=partially_captured "
         "captured_in_part=partially_captured_and_capturable capture_not_done=requires_capture "
         "void_not_done=requires_capture voided=cancelled declined=failed hold_expired=expired "
         "integrity_failed=conflicted"_s},
        {u"requires_customer_action"_s,
         u"challenge_completed=processing void_open=processing voided=cancelled "
         "integrity_failed=conflicted"_s},
        {u"requires_merchant_action"_s, u"review_decided=processing"_s},
        {u"requires_capture"_s,
         u"captured=succeeded captured_and_closed=partially_captured "
         "captured_in_part=partially_captured_and_capturable capture_open=processing "
         "void_open=processing voided=cancelled hold_expired=expired "
         "integrity_failed=conflicted"_s},
        {u"partially_authorized_and_requires_capture"_s,
         u"captured=succeeded captured_and_closed=partially_captured "
         "captured_in_part=partially_captured_and_capturable capture_open=processing "
         "void_open=processing voided=cancelled hold_expired=expired "
         "integrity_failed=conflicted"_s},
        {u"partially_captured_and_capturable"_s,
         u"captured=succeeded captured_in_part=partially_captured_and_capturable "
         "captured_and_closed=partially_captured voided=partially_captured "
         "hold_expired=partially_captured integrity_failed=conflicted"_s},
        {u"conflicted"_s, u"voided=cancelled"_s},
    };
    for (auto line = lines.begin(); line != lines.end(); ++line) {
        for (const QString &rule : line->split(u' ')) {
            const QString event = rule.section(u'=', 0, 0);
            m_expected.insert(line.key() + u' ' + event, rule.section(u'=', 1));
        }
    }
}

void TransitionTableTest::everyPair_data()
{
    QTest::addColumn<PaymentStatus>("status");
    QTest::addColumn<PaymentEvent>("event");
    for (const PaymentStatus status : allPaymentStatuses()) {
        for (const PaymentEvent event : allPaymentEvents()) {
            const QString name = toText(status) + u' ' + toText(event);
            QTest::newRow(qPrintable(name)) << status << event;
        }
    }
}

void TransitionTableTest::everyPair()
{
    QFETCH(PaymentStatus, status);
    QFETCH(PaymentEvent, event);
    const QString expected = m_expected.value(toText(status) + u' ' + toText(event));
    const Result<PaymentStatus> after = next(status, event);
    if (expected.isEmpty()) {
        QVERIFY2(!after, "must be refused");
        QVERIFY(after.error().code == ErrorCode::InvalidState);
        QCOMPARE(after.error().field, u"status"_s);
    } else {
        QVERIFY2(after, "must be allowed");
        QCOMPARE(toText(*after), expected);
    }
}

void TransitionTableTest::nothingLeavesATerminalStatus()
{
    const QSet<QString> terminal = {u"succeeded"_s,
                                    u"failed"_s,
                                    u"cancelled"_s,
                                    u"partially_captured"_s,
                                    u"cancelled_post_capture"_s,
                                    u"expired"_s};
    for (const PaymentStatus status : allPaymentStatuses()) {
        QCOMPARE(isTerminal(status), terminal.contains(toText(status)));
        if (!isTerminal(status))
            continue;
        for (const PaymentEvent event : allPaymentEvents())
            QVERIFY2(!next(status, event), qPrintable(toText(status) + u' ' + toText(event)));
        QVERIFY(!mayUpdate(status) && !mayConfirm(status) && !mayCancel(status));
        QVERIFY(!mayCapture(status, CaptureMethod::Manual));
        QVERIFY(!mayCapture(status, CaptureMethod::ManualMultiple));
        QVERIFY(!maySync(status));
    }
}

void TransitionTableTest::everyStatusOfAPaymentCanBeReached()
{
    QSet<PaymentStatus> reached = {PaymentStatus::RequiresPaymentMethod};
    for (qsizetype before = 0; before != reached.size();) {
        before = reached.size();
        for (const Transition &transition : kTransitions) {
            if (reached.contains(transition.from))
                reached.insert(transition.to);
        }
    }
    for (const PaymentStatus status : allPaymentStatuses()) {
        // These three need captures decided late, voids after capture and late capture failures.
        const bool later = status == PaymentStatus::PartiallyCapturedAndProcessing
                           || status == PaymentStatus::CancelledPostCapture
                           || status == PaymentStatus::Review;
        QVERIFY2(reached.contains(status) != later, qPrintable(toText(status)));
    }
}

void TransitionTableTest::noOutcomeIsEverLost()
{
    // Whatever a processor may decide of something under way has somewhere to go.
    for (const PaymentEvent event :
         {PaymentEvent::Authorized, PaymentEvent::AuthorizedInPart, PaymentEvent::Captured,
          PaymentEvent::CapturedAndClosed, PaymentEvent::CapturedInPart, PaymentEvent::Declined,
          PaymentEvent::Voided, PaymentEvent::HoldExpired, PaymentEvent::IntegrityFailed,
          PaymentEvent::CaptureNotDone, PaymentEvent::VoidNotDone, PaymentEvent::NotSent,
          PaymentEvent::ChallengeRequired, PaymentEvent::HeldForReview})
        QVERIFY2(next(PaymentStatus::Processing, event), qPrintable(toText(event)));
}

void TransitionTableTest::attemptStatuses_data()
{
    QTest::addColumn<QString>("attempt");
    QTest::addColumn<QString>("payment");
    const auto row = [](const QString &attempt, const QString &payment) {
        QTest::newRow(qPrintable(attempt)) << attempt << payment;
    };
    row(u"payment_method_awaited"_s, u"requires_payment_method"_s);
    row(u"confirmation_awaited"_s, u"requires_confirmation"_s);
    for (const QString &attempt : {u"started"_s, u"authentication_successful"_s, u"authorizing"_s,
                                   u"void_initiated"_s, u"capture_initiated"_s, u"pending"_s})
        row(attempt, u"processing"_s);
    row(u"authentication_pending"_s, u"requires_customer_action"_s);
    row(u"unresolved"_s, u"requires_merchant_action"_s);
    row(u"authorized"_s, u"requires_capture"_s);
    row(u"partially_authorized"_s, u"partially_authorized_and_requires_capture"_s);
    row(u"charged"_s, u"succeeded"_s);
    row(u"partial_charged"_s, u"partially_captured"_s);
    row(u"partial_charged_and_chargeable"_s, u"partially_captured_and_capturable"_s);
    row(u"voided"_s, u"cancelled"_s);
    for (const QString &attempt :
         {u"authentication_failed"_s, u"void_failed"_s, u"capture_failed"_s, u"failure"_s})
        row(attempt, u"failed"_s);
    row(u"expired"_s, u"expired"_s);
    row(u"integrity_failure"_s, u"conflicted"_s);
}

void TransitionTableTest::attemptStatuses()
{
    QFETCH(QString, attempt);
    QFETCH(QString, payment);
    const auto status = attemptStatusFromText(attempt);
    QVERIFY(status);
    QCOMPARE(toText(paymentStatusFor(*status)), payment);
}

void TransitionTableTest::whatACallerMayAsk_data()
{
    QTest::addColumn<QString>("allowed"); // u(pdate) c(onfirm) v(oid) s(ync)
    const QHash<QString, QString> allowed = {
        {u"requires_payment_method"_s, u"ucv"_s},
        {u"requires_confirmation"_s, u"ucv"_s},
        {u"processing"_s, u"s"_s},
        {u"requires_customer_action"_s, u"vs"_s},
        {u"requires_merchant_action"_s, u"s"_s},
        {u"requires_capture"_s, u"vs"_s},
        {u"partially_authorized_and_requires_capture"_s, u"vs"_s},
        {u"partially_captured_and_capturable"_s, u"vs"_s},
        {u"conflicted"_s, u"v"_s},
    };
    for (const PaymentStatus status : allPaymentStatuses())
        QTest::newRow(qPrintable(toText(status))) << allowed.value(toText(status));
}

void TransitionTableTest::whatACallerMayAsk()
{
    QFETCH(QString, allowed);
    const auto status = paymentStatusFromText(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(status);
    QCOMPARE(mayUpdate(*status), allowed.contains(u'u'));
    QCOMPARE(mayConfirm(*status), allowed.contains(u'c'));
    QCOMPARE(mayCancel(*status), allowed.contains(u'v'));
    QCOMPARE(maySync(*status), allowed.contains(u's'));
}

void TransitionTableTest::capturesByMethod_data()
{
    QTest::addColumn<PaymentStatus>("status");
    for (const PaymentStatus status : allPaymentStatuses())
        QTest::newRow(qPrintable(toText(status))) << status;
}

void TransitionTableTest::capturesByMethod()
{
    QFETCH(PaymentStatus, status);
    const bool held = status == PaymentStatus::RequiresCapture
                      || status == PaymentStatus::PartiallyAuthorizedAndRequiresCapture
                      || status == PaymentStatus::PartiallyCapturedAndCapturable;
    QVERIFY(!mayCapture(status, CaptureMethod::Automatic));
    QCOMPARE(mayCapture(status, CaptureMethod::Manual), held);
    QCOMPARE(mayCapture(status, CaptureMethod::ManualMultiple),
             held || status == PaymentStatus::Processing);
}

QTEST_APPLESS_MAIN(TransitionTableTest)
#include "transitiontabletest.moc"

#include "models/challengecontroller.h"

#include "services/core/random.h"
#include "tests/support/fakepayments.h"
#include "tests/support/manualclock.h"
#include "tests/support/seed.h"

#include <QCryptographicHash>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

using State = ChallengeController::State;

namespace {

constexpr qint64 kMinuteMs = 60'000;
const QString kToken = u"A23456789012345678901234567890123456789012_"_s;

/// Amounts keep together with a blank that does not break.
QString plain(QString text)
{
    return text.replace(QChar(0xA0), u' ');
}

PaymentDetails waiting(const ManualClock &clock)
{
    PaymentDetails details;
    details.payment.id = {u"pay_challenge"_s};
    details.payment.merchantId = {u"merchant_1"_s};
    details.payment.status = PaymentStatus::RequiresCustomerAction;
    details.payment.amount = details.payment.netAmount = 4990;
    details.payment.currency = Currency::Eur;
    details.payment.orderReference = u"A-10237"_s;
    details.payment.customer.name = u"Anna Müller"_s;
    details.payment.connector = u"simulator"_s;
    details.payment.attemptCount = 1;
    Attempt attempt;
    attempt.paymentId = details.payment.id;
    attempt.connectorAccount = {u"mca_1"_s};
    attempt.challengeUrl = u"http://127.0.0.1:8123/challenge/xyz"_s;
    attempt.challengeExpiresAtMs = clock.nowMs() + 15 * kMinuteMs;
    attempt.returnTokenHash = QCryptographicHash::hash(kToken.toUtf8(), QCryptographicHash::Sha256);
    details.attempts.append(attempt);
    return details;
}

/// One payment that waits for its customer, and what is needed to follow it.
struct World
{
    World() { payments.details.insert(details().payment.id, waiting(clock)); }

    PaymentDetails details() const { return waiting(clock); }
    PaymentDetails &stored() { return payments.details[{u"pay_challenge"_s}]; }
    /// What the engine would answer and store.
    Payment becomes(PaymentStatus status)
    {
        stored().payment.status = status;
        stored().payment.version += 1;
        return stored().payment;
    }
    void happens() { emit events.paymentChanged({u"pay_challenge"_s}, 1); }

    ManualClock clock;
    FakePayments payments;
    FakePaymentLists lists;
    FakeRefunds refunds;
    Events events;
    SeededRandom random{5};
    Workspace workspace{payments,
                        lists,
                        refunds,
                        events,
                        clock,
                        random,
                        {{u"merchant_1"_s}, u"operator:test"_s},
                        u"Acme GmbH"_s,
                        true,
                        QUrl(u"http://127.0.0.1:9000/3ds/return/"_s)};
};

} // namespace

class ChallengeControllerTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void asksWhoIsPresent();
    void returnOnlyResumes();
    void tds_abandoned();
    void tds_resumed();
    void tds_spoofed_return_data();
    void tds_spoofed_return();
    void tokenOfAnotherPaymentAsksAboutOurs();
    void wordsOfTheEnd_data();
    void wordsOfTheEnd();
    void browserReturnIsHeardOf();
    void timeRunsOut();
    void expiredAlready();
    void cancels();
    void cancelRefused();
    void troubleCanBeTriedAgain();
    void unknownPayment();
    void lateAnswerIsDropped();
    void countsDown_data();
    void countsDown();
};

void ChallengeControllerTest::asksWhoIsPresent()
{
    World world;
    world.workspace.accounts.append(
        {{u"mca_1"_s}, {}, {}, u"simulator"_s, {}, QUrl(u"http://127.0.0.1:8123"_s), true, false});
    ChallengeController controller(world.workspace, {u"pay_challenge"_s});
    QCOMPARE(controller.state(), State::Loading);
    QTRY_COMPARE(controller.state(), State::AskWhoIsPresent);
    QCOMPARE(controller.host(), u"127.0.0.1"_s);
    QCOMPARE(controller.accountUrl(), QUrl(u"http://127.0.0.1:8123"_s));
    QCOMPARE(controller.remainingMs(), 15 * kMinuteMs);
    QVERIFY(controller.isOpenable());
    QVERIFY(controller.subject().contains(u"EUR"_s));
    QVERIFY(controller.subject().contains(u"A-10237"_s));
    QVERIFY(world.payments.synced.empty()); // looking asks nobody
    controller.open();
    QCOMPARE(controller.state(), State::Open);
}

void ChallengeControllerTest::returnOnlyResumes()
{
    World world;
    ChallengeController controller(world.workspace, {u"pay_challenge"_s});
    QTRY_COMPARE(controller.state(), State::AskWhoIsPresent);
    controller.returned(kToken); // nothing is open yet
    QVERIFY(world.payments.resumed.isEmpty());
    controller.open();
    world.payments.resumeAnswers.script(world.becomes(PaymentStatus::RequiresCapture));
    controller.returned(kToken);
    QCOMPARE(controller.state(), State::Asking);
    QTRY_COMPARE(controller.state(), State::Finished);
    QCOMPARE(world.payments.resumed, QStringList(kToken));
    QVERIFY(world.payments.synced.empty());
    QVERIFY(world.payments.cancelled.empty());
}

void ChallengeControllerTest::tds_abandoned()
{
    World world;
    ChallengeController controller(world.workspace, {u"pay_challenge"_s});
    QTRY_COMPARE(controller.state(), State::AskWhoIsPresent);
    controller.open();
    world.payments.syncAnswers.script(world.stored().payment); // the bank knows nothing new
    controller.left();
    QTRY_COMPARE(controller.state(), State::StillWaiting);
    QCOMPARE(world.payments.synced.size(), 1);
    QVERIFY(world.payments.cancelled.empty());
    QCOMPARE(controller.payment().status, PaymentStatus::RequiresCustomerAction);
    QVERIFY(controller.isOpenable());
    QVERIFY(controller.mayCancel());
    QVERIFY(!controller.headline().contains(u"fail"_s, Qt::CaseInsensitive));
    QVERIFY(controller.explanation().contains(u"Nothing was taken"_s));
}

void ChallengeControllerTest::tds_resumed()
{
    World world;
    ChallengeController controller(world.workspace, {u"pay_challenge"_s});
    QTRY_COMPARE(controller.state(), State::AskWhoIsPresent);
    controller.open();
    world.payments.syncAnswers.script(world.stored().payment);
    controller.left();
    QTRY_COMPARE(controller.state(), State::StillWaiting);
    controller.resumeChallenge();
    QCOMPARE(controller.state(), State::AskWhoIsPresent);
    controller.open();
    QCOMPARE(controller.state(), State::Open);
    world.stored().payment.captured = 4990;
    world.payments.resumeAnswers.script(world.becomes(PaymentStatus::Succeeded));
    controller.returned(kToken);
    QTRY_COMPARE(controller.state(), State::Finished);
    QVERIFY(plain(controller.headline()).contains(u"49.90 EUR"_s));
}

void ChallengeControllerTest::tds_spoofed_return_data()
{
    QTest::addColumn<QString>("token");

    QTest::newRow("made up") << u"Z23456789012345678901234567890123456789012z"_s;
    QTest::newRow("empty") << QString();
    QTest::newRow("not even a token") << u"../../payments?status=succeeded"_s;
}

void ChallengeControllerTest::tds_spoofed_return()
{
    QFETCH(QString, token);
    World world;
    ChallengeController controller(world.workspace, {u"pay_challenge"_s});
    QTRY_COMPARE(controller.state(), State::AskWhoIsPresent);
    controller.open();
    world.payments.resumeAnswers.standing = Error{ErrorCode::NotFound, u"return_token"_s};
    world.payments.syncAnswers.script(world.stored().payment);
    controller.returned(token);
    QTRY_COMPARE(controller.state(), State::StillWaiting);
    QCOMPARE(world.payments.synced.size(), 1); // the bank was asked instead
    QCOMPARE(controller.payment().status, PaymentStatus::RequiresCustomerAction);
}

void ChallengeControllerTest::tokenOfAnotherPaymentAsksAboutOurs()
{
    World world;
    ChallengeController controller(world.workspace, {u"pay_challenge"_s});
    QTRY_COMPARE(controller.state(), State::AskWhoIsPresent);
    controller.open();
    Payment other;
    other.id = {u"pay_other"_s};
    other.status = PaymentStatus::Succeeded;
    world.payments.resumeAnswers.script(other);
    world.payments.syncAnswers.script(world.stored().payment);
    controller.returned(kToken);
    QTRY_COMPARE(controller.state(), State::StillWaiting);
    QCOMPARE(controller.payment().id.value, u"pay_challenge"_s);
    QCOMPARE(world.payments.synced.size(), 1);
}

void ChallengeControllerTest::wordsOfTheEnd_data()
{
    QTest::addColumn<PaymentStatus>("status");
    QTest::addColumn<QString>("category");
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("headline");
    QTest::addColumn<QString>("explanation");

    QTest::newRow("held") << PaymentStatus::RequiresCapture << QString() << State::Finished
                          << u"49.90 EUR is held"_s << u"Capture it"_s;
    QTest::newRow("paid") << PaymentStatus::Succeeded << QString() << State::Finished
                          << u"paid: 49.90 EUR"_s << u"taken"_s;
    QTest::newRow("left") << PaymentStatus::Failed << u"customer_cancelled"_s << State::Finished
                          << u"did not verify"_s << u"Nothing was taken"_s;
    QTest::newRow("not verified") << PaymentStatus::Failed << u"authentication_failed"_s
                                  << State::Finished << u"could not verify"_s
                                  << u"Nothing was taken"_s;
    QTest::newRow("refused") << PaymentStatus::Failed << u"insufficient_funds"_s << State::Finished
                             << u"refused"_s << u"insufficient funds"_s;
    QTest::newRow("undecided") << PaymentStatus::Processing << QString() << State::StillWaiting
                               << u"not decided"_s << u"row shows the answer"_s;
    QTest::newRow("cancelled") << PaymentStatus::Cancelled << QString() << State::Finished
                               << u"cancelled"_s << u"Nothing was taken"_s;
    QTest::newRow("review") << PaymentStatus::RequiresMerchantAction << QString() << State::Finished
                            << u"look at it"_s << u"review"_s;
}

void ChallengeControllerTest::wordsOfTheEnd()
{
    QFETCH(PaymentStatus, status);
    QFETCH(QString, category);
    QFETCH(State, state);
    QFETCH(QString, headline);
    QFETCH(QString, explanation);
    World world;
    ChallengeController controller(world.workspace, {u"pay_challenge"_s});
    QTRY_COMPARE(controller.state(), State::AskWhoIsPresent);
    controller.open();
    world.stored().payment.authorized = 4990;
    world.stored().payment.captured = status == PaymentStatus::Succeeded ? 4990 : 0;
    world.stored().payment.error.category = category;
    world.payments.resumeAnswers.script(world.becomes(status));
    controller.returned(kToken);
    QTRY_COMPARE(controller.state(), state);
    QVERIFY2(plain(controller.headline()).contains(headline), qPrintable(controller.headline()));
    QVERIFY2(controller.explanation().contains(explanation), qPrintable(controller.explanation()));
}

void ChallengeControllerTest::browserReturnIsHeardOf()
{
    World world;
    ChallengeController controller(world.workspace, {u"pay_challenge"_s});
    QTRY_COMPARE(controller.state(), State::AskWhoIsPresent);
    controller.open();
    world.happens(); // something small changed: the page stays open
    QTRY_COMPARE(world.payments.found.size(), 2);
    QCOMPARE(controller.state(), State::Open);
    world.becomes(PaymentStatus::RequiresCapture);
    world.happens();
    QTRY_COMPARE(controller.state(), State::Finished);
    QVERIFY(world.payments.synced.empty());
}

void ChallengeControllerTest::timeRunsOut()
{
    World world;
    ChallengeController controller(world.workspace, {u"pay_challenge"_s});
    QTRY_COMPARE(controller.state(), State::AskWhoIsPresent);
    controller.open();
    world.payments.syncAnswers.standing = world.stored().payment;
    world.clock.advance(15 * kMinuteMs + 1);
    QTRY_COMPARE_WITH_TIMEOUT(controller.state(), State::StillWaiting, 5000);
    QCOMPARE(world.payments.synced.size(), 1); // asked once, not failed
    QVERIFY(!controller.isOpenable());
    QVERIFY(controller.headline().contains(u"time"_s));
    controller.resumeChallenge();
    QCOMPARE(controller.state(), State::StillWaiting);
}

void ChallengeControllerTest::expiredAlready()
{
    World world;
    world.clock.advance(-15 * kMinuteMs); // as if it had been made long ago
    world.stored() = world.details();
    world.clock.advance(30 * kMinuteMs);
    world.stored().payment.error.category = u"customer_cancelled"_s;
    Payment failed = world.stored().payment;
    failed.status = PaymentStatus::Failed;
    world.payments.syncAnswers.hold = true;
    world.payments.syncAnswers.script(failed);
    ChallengeController controller(world.workspace, {u"pay_challenge"_s});
    QTRY_COMPARE(controller.state(), State::Asking);
    world.becomes(PaymentStatus::Failed);
    world.payments.syncAnswers.answerNext();
    QTRY_COMPARE(controller.state(), State::Finished);
    QVERIFY(controller.headline().contains(u"did not verify"_s));
}

void ChallengeControllerTest::cancels()
{
    World world;
    ChallengeController controller(world.workspace, {u"pay_challenge"_s});
    QTRY_COMPARE(controller.state(), State::AskWhoIsPresent);
    world.payments.cancelAnswers.script(world.becomes(PaymentStatus::Cancelled));
    controller.cancelPayment();
    controller.cancelPayment(); // a second click while it is asked does nothing
    QTRY_COMPARE(controller.state(), State::Finished);
    QCOMPARE(world.payments.cancelled.size(), 1);
    QCOMPARE(world.payments.cancelled.front().id.value, u"pay_challenge"_s);
    QVERIFY(!world.payments.cancelled.front().clientOperationId.isEmpty());
    QVERIFY(!controller.mayCancel());
}

void ChallengeControllerTest::cancelRefused()
{
    World world;
    ChallengeController controller(world.workspace, {u"pay_challenge"_s});
    QTRY_COMPARE(controller.state(), State::AskWhoIsPresent);
    world.payments.cancelAnswers.script(Error{ErrorCode::Busy, u"status"_s});
    controller.cancelPayment();
    QTRY_COMPARE(controller.state(), State::Trouble);
    QVERIFY(!controller.failure().isEmpty());
    QVERIFY(!controller.failure().where.isEmpty());
    QCOMPARE(controller.failure().reference, u"pay_challenge"_s);
}

void ChallengeControllerTest::troubleCanBeTriedAgain()
{
    World world;
    ChallengeController controller(world.workspace, {u"pay_challenge"_s});
    QTRY_COMPARE(controller.state(), State::AskWhoIsPresent);
    controller.open();
    world.payments.syncAnswers.script(Error{ErrorCode::StorageUnavailable});
    controller.left();
    QTRY_COMPARE(controller.state(), State::Trouble);
    world.payments.syncAnswers.script(world.stored().payment);
    controller.tryAgain();
    QTRY_COMPARE(controller.state(), State::StillWaiting);
    QCOMPARE(world.payments.synced.size(), 2);
}

void ChallengeControllerTest::unknownPayment()
{
    World world;
    world.payments.details.clear();
    ChallengeController controller(world.workspace, {u"pay_challenge"_s});
    QTRY_COMPARE(controller.state(), State::Trouble);
    world.payments.details.insert({u"pay_challenge"_s}, world.details());
    controller.tryAgain();
    QTRY_COMPARE(controller.state(), State::AskWhoIsPresent);
}

void ChallengeControllerTest::lateAnswerIsDropped()
{
    World world;
    world.payments.findAnswers.hold = true;
    world.payments.findAnswers.script(world.details());
    ChallengeController controller(world.workspace, {u"pay_challenge"_s});
    world.becomes(PaymentStatus::Succeeded);
    world.payments.findAnswers.script(world.stored());
    world.happens();
    QTRY_COMPARE(world.payments.findAnswers.waiting(), 2);
    world.payments.findAnswers.answerLast();
    QTRY_COMPARE(controller.state(), State::Finished);
    QSignalSpy changes(&controller, &ChallengeController::stateChanged);
    world.payments.findAnswers.answerLast(); // the older one, which still says "waiting"
    QTest::qWait(20);
    QCOMPARE(controller.state(), State::Finished);
    QCOMPARE(changes.count(), 0);
}

void ChallengeControllerTest::countsDown_data()
{
    QTest::addColumn<qint64>("leftMs");
    QTest::addColumn<QString>("words");

    QTest::newRow("full") << 15 * kMinuteMs << u"15:00 left"_s;
    QTest::newRow("a second on") << 15 * kMinuteMs - 1000 << u"14:59 left"_s;
    QTest::newRow("begun second counts") << qint64(1) << u"0:01 left"_s;
    QTest::newRow("over") << qint64(0) << u"time is up"_s;
    QTest::newRow("over for long") << -kMinuteMs << u"time is up"_s;
    QTest::newRow("hours") << 5 * 60 * kMinuteMs << u"5 hours left"_s;
}

void ChallengeControllerTest::countsDown()
{
    QFETCH(qint64, leftMs);
    QFETCH(QString, words);
    World world;
    world.stored().attempts.last().challengeExpiresAtMs = world.clock.nowMs() + leftMs;
    world.payments.syncAnswers.standing = world.stored().payment;
    ChallengeController controller(world.workspace, {u"pay_challenge"_s});
    QTRY_VERIFY(controller.state() != State::Loading);
    QTRY_COMPARE(controller.remainingText(), words);
}

QTEST_GUILESS_MAIN(ChallengeControllerTest)
#include "challengecontrollertest.moc"

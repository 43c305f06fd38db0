#include "services/processors/connectorregistry.h"
#include "services/processors/processorgateway.h"
#include "services/processors/simulator/testcards.h"
#include "tests/processors/samplecall.h"
#include "tests/support/inprocesstransport.h"
#include "tests/support/manualclock.h"
#include "tests/support/seed.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using Class = OutcomeClass;
using Kind = OperationKind;
using State = ReplyState;

/// The connector and the simulated bank understand each other: every card, every operation.
class TestSimulatorFlows : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init();
    void cards_data();
    void cards();
    void challengeAndWhatBecomesOfIt();
    void capturesInParts();
    void asynchronousCapture();
    void refusedFollowUps_data();
    void refusedFollowUps();
    void expiredHold();
    void fenceKeepsALateArrivalOut();
    void fenceReleasesWhatWasHeld();
    void replayTellsTheTruth();
    void spoiledCaptures_data();
    void spoiledCaptures();

private:
    SampleCall callOf(Kind kind, const QString &operation) const;
    CallOutcome send(const SampleCall &call, bool earlierUnknown = false);
    CallOutcome sendCard(SampleCall &call, QByteArrayView number, bool earlierUnknown = false);
    CallOutcome read(const SampleCall &call);
    qsizetype effects(const QString &kind) const;

    const ConnectorRegistry m_connectors;
    ManualClock m_clock;
    std::unique_ptr<SimulatedBank> m_bank;
    std::unique_ptr<InProcessTransport> m_transport;
    std::unique_ptr<ProcessorGateway> m_gateway;
};

void TestSimulatorFlows::init()
{
    m_bank = std::make_unique<SimulatedBank>(BankSettings(), m_clock);
    m_transport = std::make_unique<InProcessTransport>(*m_bank);
    m_gateway = std::make_unique<ProcessorGateway>(
        *m_transport, m_connectors, m_clock,
        GatewayTimeouts{.authorizeMs = 300, .followUpMs = 300, .readMs = 300});
}

SampleCall TestSimulatorFlows::callOf(Kind kind, const QString &operation) const
{
    SampleCall call = sampleCall(kind);
    call.payment.partialAuthorizationAllowed = true;
    call.attempt.processorReference.clear();
    call.operation.id = {operation};
    call.operation.idempotencyKey = u"key_"_s + operation;
    return call;
}

CallOutcome TestSimulatorFlows::send(const SampleCall &call, bool earlierUnknown)
{
    const auto request = m_gateway->build(call.account, call.followUp());
    std::optional<CallOutcome> outcome;
    if (request)
        m_gateway->send(call.account, call.payment, call.attempt, call.operation, *request,
                        earlierUnknown, this, [&](const CallOutcome &told) { outcome = told; });
    return QTest::qWaitFor([&] { return outcome.has_value(); }) ? *outcome : CallOutcome();
}

/// Learns the bank's id, as the engine does.
CallOutcome TestSimulatorFlows::sendCard(SampleCall &call, QByteArrayView number,
                                         bool earlierUnknown)
{
    CardDetails card = sampleCard();
    card.number = Pan(number);
    const auto request = m_gateway->build(call.account, call.authorize(card));
    std::optional<CallOutcome> outcome;
    if (request)
        m_gateway->send(call.account, call.payment, call.attempt, call.operation, *request,
                        earlierUnknown, this, [&](const CallOutcome &told) { outcome = told; });
    if (!QTest::qWaitFor([&] { return outcome.has_value(); }))
        return {};
    call.attempt.processorReference = outcome->reply.processorReference;
    return *outcome;
}

CallOutcome TestSimulatorFlows::read(const SampleCall &call)
{
    std::optional<CallOutcome> outcome;
    m_gateway->read(call.account, call.payment, call.attempt, call.operation, this,
                    [&](const CallOutcome &told) { outcome = told; });
    return QTest::qWaitFor([&] { return outcome.has_value(); }) ? *outcome : CallOutcome();
}

qsizetype TestSimulatorFlows::effects(const QString &kind) const
{
    qsizetype count = 0;
    for (const auto &effect : m_bank->ledger()["effects"_L1].toArray())
        count += effect["kind"_L1].toString() == kind ? 1 : 0;
    return count;
}

void TestSimulatorFlows::cards_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<Class>("sent");
    QTest::addColumn<State>("state"); // what a read says then
    QTest::addColumn<QString>("category");
    const auto row = [](const char *number, Class sent, State state, const QString &category = {}) {
        QTest::newRow(number) << QByteArray(number) << sent << state << category;
    };
    for (const char *number :
         {"4242424242424242", "5555555555554444", "378282246310005", "4000056655665556",
          "4111111111111111", "5105105105105100", "6011111111111117", "3530111333300000",
          "4000009904010009", "4000009904020008", "4000009904040006", "4000009902000002"})
        row(number, Class::Decided, State::Authorized);
    row("4000000000000002", Class::Decided, State::Declined, u"generic_decline"_s);
    row("4000000000009995", Class::Decided, State::Declined, u"insufficient_funds"_s);
    row("4000000000009987", Class::Decided, State::Declined, u"lost_or_stolen"_s);
    row("4000000000000069", Class::Decided, State::Declined, u"expired_card"_s);
    row("4000000000000127", Class::Decided, State::Declined, u"incorrect_cvc"_s);
    row("4000000000000119", Class::Decided, State::Declined, u"processor_error"_s);
    row("4000000000006975", Class::Decided, State::Declined, u"limit_exceeded"_s);
    row("4100000000000019", Class::Decided, State::Declined, u"blocked_by_risk"_s);
    row("4000009903010000", Class::Decided, State::Declined, u"suspected_fraud"_s);
    row("4000009903020009", Class::Decided, State::Declined, u"card_not_supported"_s);
    row("4000009903030008", Class::Decided, State::Declined, u"issuer_unavailable"_s);
    row("4000009903040007", Class::Decided, State::Declined, u"authentication_required"_s);
    row("4000009903050006", Class::Decided, State::Declined, u"incorrect_address"_s);
    row("4000009904030007", Class::Decided, State::Declined, u"authentication_failed"_s);
    row("4012888888881881", Class::Decided, State::Declined, u"card_not_supported"_s);
    row("4000000000003220", Class::Decided, State::ChallengeRequired);
    row("4000009905090000", Class::Decided, State::Pending);
    row("4000009908010005", Class::Decided, State::HeldForReview);
    row("4000009905020007", Class::Unknown, State::Authorized);
    row("4000009905030006", Class::Unknown, State::NotFound);
    row("4000009905040005", Class::Unknown, State::NotFound);
    row("4000009905050004", Class::Unknown, State::Authorized);
    row("4000009905060003", Class::RetryLater, State::NotFound);
    row("4000009905070002", Class::Unknown, State::Authorized);
    row("4000009905080001", Class::Unknown, State::Authorized);
    row("4000009905130004", Class::Integrity, State::Authorized);
}

void TestSimulatorFlows::cards()
{
    QFETCH(QByteArray, number);
    QFETCH(Class, sent);
    QFETCH(State, state);
    SampleCall call = callOf(Kind::Authorize, u"op_a"_s);
    const CallOutcome outcome = sendCard(call, number);
    QVERIFY2(outcome.kind == sent, qPrintable(toText(outcome.kind) + u' ' + outcome.error.code));
    const CallOutcome known = read(call);
    QCOMPARE(toText(known.kind), toText(Class::Decided));
    QCOMPARE(known.reply.state, state);
    QTEST(known.reply.error.category, "category");
    if (sent == Class::Decided)
        QCOMPARE(outcome.reply.state, known.reply.state);
    if (state == State::Authorized)
        QCOMPARE(known.reply.amount, number == "4000009902000002" ? 700 : 1000);
    QCOMPARE(effects(u"authorize"_s), state == State::Authorized ? 1 : 0);
}

void TestSimulatorFlows::challengeAndWhatBecomesOfIt()
{
    SampleCall call = callOf(Kind::Sale, u"op_a"_s);
    const CallOutcome started = sendCard(call, "4000000000003220");
    QCOMPARE(started.reply.state, State::ChallengeRequired);
    QVERIFY(QUrl(started.reply.challengeUrl).path().startsWith("/challenge/"_L1));
    QVERIFY(started.reply.challengeExpiresAtMs > m_clock.nowMs());
    m_clock.advance(16 * 60'000);
    const CallOutcome ended = read(call);
    QCOMPARE(ended.reply.state, State::Declined);
    QCOMPARE(ended.reply.error.category, u"customer_cancelled"_s);
    QCOMPARE(ended.reply.error.code, u"challenge_expired"_s);
}

void TestSimulatorFlows::capturesInParts()
{
    SampleCall hold = callOf(Kind::Authorize, u"op_a"_s);
    hold.payment.captureMethod = CaptureMethod::ManualMultiple;
    QCOMPARE(sendCard(hold, "4242424242424242").reply.state, State::Authorized);
    qint64 total = 0;
    for (const qint64 amount : {300, 200}) {
        SampleCall part = callOf(Kind::Capture, u"op_c%1"_s.arg(amount));
        part.attempt = hold.attempt;
        part.operation.amount = amount;
        const CallOutcome outcome = send(part);
        QCOMPARE(outcome.reply.state, State::Captured);
        QCOMPARE(outcome.reply.amount, amount);
        total += amount;
        QCOMPARE(outcome.reply.capturedTotal, total);
        QCOMPARE(read(part).reply.state, State::Captured);
        QCOMPARE(read(hold).reply.state, State::Authorized);
    }
    SampleCall release = callOf(Kind::Void, u"op_v"_s);
    release.attempt = hold.attempt;
    QCOMPARE(read(release).reply.state, State::NotFound);
    const CallOutcome released = send(release);
    QCOMPARE(released.reply.state, State::Voided);
    QCOMPARE(released.reply.amount, 500);
    QCOMPARE(read(release).reply.state, State::Voided);
    SampleCall late = callOf(Kind::Capture, u"op_late"_s);
    late.attempt = hold.attempt;
    QCOMPARE(read(late).reply.state, State::Voided); // never came, and never can
}

void TestSimulatorFlows::asynchronousCapture()
{
    SampleCall hold = callOf(Kind::Authorize, u"op_a"_s);
    sendCard(hold, "4000009906040004");
    SampleCall capture = callOf(Kind::Capture, u"op_c"_s);
    capture.attempt = hold.attempt;
    QCOMPARE(send(capture).reply.state, State::Pending);
    QCOMPARE(read(capture).reply.state, State::Pending);
    m_clock.advance(6'000);
    QCOMPARE(read(capture).reply.state, State::Captured);
}

void TestSimulatorFlows::refusedFollowUps_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<qint64>("amount");
    QTest::addColumn<Class>("expected");
    QTest::addColumn<QString>("category");
    QTest::newRow("more than held") << QByteArray("4242424242424242") << Kind::Capture << 1001LL
                                    << Class::Rejected << u"amount_too_large"_s;
    QTest::newRow("capture fails") << QByteArray("4000009906050003") << Kind::Capture << 1000LL
                                   << Class::Decided << u"processor_error"_s;
    QTest::newRow("void refused") << QByteArray("4000009907040003") << Kind::Void << 0LL
                                  << Class::Rejected << u"already_captured"_s;
}

void TestSimulatorFlows::refusedFollowUps()
{
    QFETCH(QByteArray, number);
    QFETCH(Kind, kind);
    QFETCH(qint64, amount);
    QFETCH(Class, expected);
    SampleCall hold = callOf(Kind::Authorize, u"op_a"_s);
    QCOMPARE(sendCard(hold, number).reply.state, State::Authorized);
    SampleCall call = callOf(kind, u"op_f"_s);
    call.attempt = hold.attempt;
    call.operation.amount = amount;
    const CallOutcome outcome = send(call);
    QCOMPARE(toText(outcome.kind), toText(expected));
    const PaymentError error = expected == Class::Decided ? outcome.reply.error : outcome.error;
    QTEST(error.category, "category");
    QCOMPARE(effects(u"capture"_s) + effects(u"void"_s), 0);
}

void TestSimulatorFlows::expiredHold()
{
    SampleCall hold = callOf(Kind::Authorize, u"op_a"_s);
    QVERIFY(sendCard(hold, "4000009906030005").reply.captureBeforeMs > m_clock.nowMs());
    SampleCall capture = callOf(Kind::Capture, u"op_c"_s);
    capture.attempt = hold.attempt;
    QCOMPARE(read(capture).reply.state, State::NotFound);
    m_clock.advance(61'000);
    QCOMPARE(read(hold).reply.state, State::Expired);
    QCOMPARE(read(capture).reply.state, State::Expired);
    const CallOutcome outcome = send(capture);
    QCOMPARE(toText(outcome.kind), toText(Class::Rejected));
    QCOMPARE(outcome.error.category, u"expired_authorization"_s);
}

void TestSimulatorFlows::fenceKeepsALateArrivalOut()
{
    SampleCall call = callOf(Kind::Authorize, u"op_a"_s);
    SampleCall fence = callOf(Kind::Void, u"op_a"_s);
    fence.operation.idempotencyKey = u"key_fence"_s;
    QCOMPARE(send(fence, true).reply.state, State::Voided);
    QCOMPARE(send(fence, true).reply.state, State::Voided);
    QCOMPARE(read(call).reply.state, State::NotFound);
    const CallOutcome late = sendCard(call, "4242424242424242");
    QCOMPARE(toText(late.kind), toText(Class::Rejected));
    QCOMPARE(late.error.code, u"reference_cancelled"_s);
    QCOMPARE(effects(u"authorize"_s), 0);
}

void TestSimulatorFlows::fenceReleasesWhatWasHeld()
{
    SampleCall call = callOf(Kind::Authorize, u"op_a"_s);
    QCOMPARE(toText(sendCard(call, "4000009905020007").kind), toText(Class::Unknown));
    SampleCall fence = callOf(Kind::Void, u"op_a"_s);
    fence.operation.idempotencyKey = u"key_fence"_s;
    const CallOutcome released = send(fence, true);
    QCOMPARE(toText(released.kind), toText(Class::Decided));
    QCOMPARE(released.reply.state, State::Voided);
    QCOMPARE(read(call).reply.state, State::Voided);
    QCOMPARE(effects(u"void"_s), 1);
}

void TestSimulatorFlows::replayTellsTheTruth()
{
    for (const char *number : {"4000009905020007", "4000009905050004", "4000009905070002"}) {
        init();
        SampleCall call = callOf(Kind::Sale, u"op_a"_s);
        QCOMPARE(toText(sendCard(call, number).kind), toText(Class::Unknown));
        const CallOutcome again = sendCard(call, number, true);
        QCOMPARE(toText(again.kind), toText(Class::Decided));
        QCOMPARE(again.reply.state, State::Captured);
        QCOMPARE(effects(u"capture"_s), 1);
    }
}

void TestSimulatorFlows::spoiledCaptures_data()
{
    QTest::addColumn<BankFault>("fault");
    QTest::addColumn<Class>("sent");
    QTest::addColumn<State>("state");
    const auto row = [](BankFault fault, Class sent, State state) {
        QTest::newRow(qPrintable(toText(fault))) << fault << sent << state;
    };
    row(BankFault::TimeoutBefore, Class::Unknown, State::NotFound);
    row(BankFault::TimeoutAfter, Class::Unknown, State::Captured);
    row(BankFault::ResetBefore, Class::Unknown, State::NotFound);
    row(BankFault::ResetAfter, Class::Unknown, State::Captured);
    row(BankFault::CloseNoReply, Class::Unknown, State::Captured);
    row(BankFault::Http500, Class::Unknown, State::NotFound);
    row(BankFault::Http500Done, Class::Unknown, State::Captured);
    row(BankFault::Http503Html, Class::Unknown, State::NotFound);
    row(BankFault::Garbage, Class::Unknown, State::Captured);
    row(BankFault::Empty, Class::Unknown, State::Captured);
    row(BankFault::Truncated, Class::Unknown, State::Captured);
    row(BankFault::WrongAmount, Class::Integrity, State::Captured);
    row(BankFault::WrongCurrency, Class::Integrity, State::Captured);
    row(BankFault::WrongReference, Class::Integrity, State::Captured);
    row(BankFault::RateLimited, Class::RetryLater, State::NotFound);
    row(BankFault::InUse, Class::RetryLater, State::NotFound);
    row(BankFault::Redirect, Class::Integrity, State::NotFound);
}

void TestSimulatorFlows::spoiledCaptures()
{
    QFETCH(BankFault, fault);
    QFETCH(Class, sent);
    SampleCall hold = callOf(Kind::Authorize, u"op_a"_s);
    sendCard(hold, "4242424242424242");
    SampleCall capture = callOf(Kind::Capture, u"op_c"_s);
    capture.attempt = hold.attempt;
    m_bank->injectFault(fault);
    const CallOutcome outcome = send(capture);
    QVERIFY2(outcome.kind == sent, qPrintable(toText(outcome.kind) + u' ' + outcome.error.code));
    if (fault == BankFault::RateLimited)
        QCOMPARE(outcome.retryAfterMs, 1000);
    QTEST(read(capture).reply.state, "state");
    const CallOutcome again = send(capture, true);
    QCOMPARE(again.reply.state, State::Captured); // the same key has one effect
    QCOMPARE(effects(u"capture"_s), 1);
}

QTEST_GUILESS_MAIN(TestSimulatorFlows)
#include "testsimulatorflows.moc"

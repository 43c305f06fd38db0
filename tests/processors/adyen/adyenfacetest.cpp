#include "services/processors/adyen/adyenconnector.h"
#include "services/processors/outcomeclassifier.h"
#include "services/processors/simulator/simulatedbank.h"
#include "tests/processors/adyen/adyencall.h"
#include "tests/processors/contracts/processorcontract.h"
#include "tests/support/manualclock.h"
#include "tests/support/seed.h"

#include <QJsonArray>
#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

/// The connector talks with the simulated bank in Adyen's words; what the bank answers is checked
/// against what Adyen publishes.
class AdyenFaceTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cards_data();
    void cards();
    void sameKeyOnce();
    void keyOfAnother();
    void captureAndRefund();
    void partialCaptures();
    void tooMuch();
    void cancelling();
    void cancelByOwnReference();
    void challenge_data();
    void challenge();
    void forgedReturn();
    void setUpAndCharge();
    void zeroAmount();
    void forgetting();
    void faults_data();
    void faults();
    void wrongKeys();

private:
    SampleCall call(OperationKind kind) const
    {
        SampleCall made = adyenCall(kind);
        made.account.baseUrl = QUrl(u"http://127.0.0.1:9/adyen/v71"_s);
        return made;
    }
    /// Sends it, checks both ways against the contract, and classifies the answer.
    CallOutcome sent(const SampleCall &call, const Result<HttpRequest> &request);
    CallOutcome paid(const SampleCall &call, const char *number);
    HttpResponse answered(const QUrl &page, const QByteArray &action);
    QStringList effects();

    const AdyenConnector m_connector;
    const ProcessorContract m_contract{u"adyen-checkout-v71.json"_s};
    ManualClock m_clock;
    std::unique_ptr<SimulatedBank> m_bank;
    HttpResponse m_last;
};

void AdyenFaceTest::initTestCase()
{
    testSeed();
    QVERIFY(m_contract.isValid());
}

void AdyenFaceTest::init()
{
    m_bank = std::make_unique<SimulatedBank>(BankSettings(), m_clock);
}

CallOutcome AdyenFaceTest::sent(const SampleCall &call, const Result<HttpRequest> &request)
{
    if (!request) {
        QTest::qFail(qPrintable(u"refused: "_s + request.error().field), __FILE__, __LINE__);
        return {};
    }
    const auto check = [](const QString &problem) {
        if (!problem.isEmpty())
            QTest::qFail(qPrintable(problem), __FILE__, __LINE__);
    };
    check(m_contract.requestProblem(*request, call.account.baseUrl));
    const BankReply reply = m_bank->handle(*request);
    m_last = reply.response;
    if (reply.delivery != BankDelivery::Whole)
        return classify(m_connector, {call.operation, {}}, {Delivery::Unanswered, {}, {}});
    if (m_last.status < 429 && !m_last.body.isEmpty() && m_last.body != "{\"id\":\"sim\x01\xff]]")
        check(m_contract.replyProblem(*request, call.account.baseUrl, m_last));
    const CallFacts facts{call.operation, call.attempt.processorReference,          false,
                          false,          call.payment.partialAuthorizationAllowed, 0};
    return classify(m_connector, facts, {Delivery::Answered, m_last, {}});
}

CallOutcome AdyenFaceTest::paid(const SampleCall &call, const char *number)
{
    CardDetails card = sampleCard();
    card.number = Pan(number);
    return sent(call, m_connector.buildAuthorize(call.account, call.authorize(card)));
}

HttpResponse AdyenFaceTest::answered(const QUrl &page, const QByteArray &action)
{
    HttpRequest request;
    request.method = "POST";
    request.url = page;
    request.body = SecretBytes(QByteArray("action=" + action));
    return m_bank->handle(request).response;
}

QStringList AdyenFaceTest::effects()
{
    QStringList list;
    for (const auto &effect : m_bank->ledger()["effects"_L1].toArray())
        list.append(effect["kind"_L1].toString() + u' '
                    + QString::number(effect["amount"_L1].toInteger()));
    return list;
}

void AdyenFaceTest::cards_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<ReplyState>("state");
    QTest::addColumn<QString>("category");
    const auto row = [](const char *number, ReplyState state, const char *category = "") {
        QTest::newRow(number) << QByteArray(number) << state << QString::fromLatin1(category);
    };
    row("4242424242424242", ReplyState::Captured);
    row("4000000000000002", ReplyState::Declined, "generic_decline");
    row("4000000000009995", ReplyState::Declined, "insufficient_funds");
    row("4000000000000069", ReplyState::Declined, "expired_card");
    row("4000000000000127", ReplyState::Declined, "incorrect_cvc");
    row("4000000000000119", ReplyState::Declined, "processor_error");
    row("4000000000006975", ReplyState::Declined, "limit_exceeded");
    row("4100000000000019", ReplyState::Declined, "blocked_by_risk");
    row("4000009903010000", ReplyState::Declined, "suspected_fraud");
    row("4000009903020009", ReplyState::Declined, "card_not_supported");
    row("4000009903040007", ReplyState::Declined, "authentication_required");
    row("4000009904030007", ReplyState::Declined, "authentication_failed");
    row("4000000000003220", ReplyState::ChallengeRequired);
    row("4000009905090000", ReplyState::Pending);
    row("4000009908010005", ReplyState::Pending); // held for review
}

void AdyenFaceTest::cards()
{
    QFETCH(const QByteArray, number);
    const CallOutcome outcome = paid(call(OperationKind::Sale), number.constData());
    QCOMPARE(outcome.kind, OutcomeClass::Decided);
    QTEST(outcome.reply.state, "state");
    QTEST(outcome.reply.error.category, "category");
}

void AdyenFaceTest::sameKeyOnce()
{
    const SampleCall sale = call(OperationKind::Sale);
    const CallOutcome first = paid(sale, "4242424242424242");
    const QByteArray said = m_last.body;
    const CallOutcome second = paid(sale, "4242424242424242");
    QCOMPARE(m_last.body, said);
    QCOMPARE(second.reply.processorReference, first.reply.processorReference);
    QCOMPARE(headerValue(m_last.headers, "Idempotency-Key"), "0123456789abcdef");
    QCOMPARE(effects().size(), 2); // held and taken, once
}

void AdyenFaceTest::keyOfAnother()
{
    SampleCall sale = call(OperationKind::Sale);
    paid(sale, "4242424242424242");
    sale.operation.amount = 2000;
    QCOMPARE(paid(sale, "4242424242424242").kind, OutcomeClass::RetryLater); // 704
    QCOMPARE(effects().size(), 2);
}

void AdyenFaceTest::captureAndRefund()
{
    const CallOutcome held = paid(call(OperationKind::Authorize), "4242424242424242");
    QCOMPARE(held.reply.state, ReplyState::Authorized);
    SampleCall capture = call(OperationKind::Capture);
    capture.attempt.processorReference = held.reply.processorReference;
    capture.operation.idempotencyKey = u"capture"_s;
    const CallOutcome taken =
        sent(capture, m_connector.buildCapture(capture.account, capture.followUp()));
    QCOMPARE(taken.kind, OutcomeClass::Decided);
    QCOMPARE(taken.reply.state, ReplyState::Pending);
    QVERIFY(!taken.reply.operationReference.isEmpty());
    SampleCall refund = call(OperationKind::Refund);
    refund.attempt.processorReference = held.reply.processorReference;
    refund.operation.idempotencyKey = u"refund"_s;
    refund.operation.amount = 400;
    const CallOutcome back =
        sent(refund, m_connector.buildRefund(refund.account, refund.followUp()));
    QCOMPARE(back.reply.state, ReplyState::Pending);
    QVERIFY(back.reply.operationReference != taken.reply.operationReference);
    QVERIFY(m_bank->advance(10'000));
    QCOMPARE(effects(), (QStringList{u"authorize 1000"_s, u"capture 1000"_s, u"refund 400"_s}));
}

void AdyenFaceTest::partialCaptures()
{
    const CallOutcome held = paid(call(OperationKind::Authorize), "4242424242424242");
    for (const int part : {300, 500, 200}) {
        SampleCall capture = call(OperationKind::Capture);
        capture.attempt.processorReference = held.reply.processorReference;
        capture.operation.id = {u"op_part_%1"_s.arg(part)};
        capture.operation.idempotencyKey = capture.operation.id.value;
        capture.operation.amount = part;
        QCOMPARE(sent(capture, m_connector.buildCapture(capture.account, capture.followUp()))
                     .reply.state,
                 ReplyState::Pending);
    }
    QCOMPARE(effects(), (QStringList{u"authorize 1000"_s, u"capture 300"_s, u"capture 500"_s,
                                     u"capture 200"_s}));
}

void AdyenFaceTest::tooMuch()
{
    const CallOutcome held = paid(call(OperationKind::Authorize), "4242424242424242");
    SampleCall capture = call(OperationKind::Capture);
    capture.attempt.processorReference = held.reply.processorReference;
    capture.operation.idempotencyKey = u"capture"_s;
    capture.operation.amount = 1001;
    QCOMPARE(sent(capture, m_connector.buildCapture(capture.account, capture.followUp())).kind,
             OutcomeClass::Rejected);
    SampleCall other = call(OperationKind::Capture);
    other.operation.idempotencyKey = u"other"_s;
    QCOMPARE(sent(other, m_connector.buildCapture(other.account, other.followUp())).kind,
             OutcomeClass::Rejected); // no such payment
    QCOMPARE(effects(), QStringList{u"authorize 1000"_s});
}

void AdyenFaceTest::cancelling()
{
    const CallOutcome held = paid(call(OperationKind::Authorize), "4242424242424242");
    SampleCall cancel = call(OperationKind::Void);
    cancel.attempt.processorReference = held.reply.processorReference;
    cancel.operation.idempotencyKey = u"cancel"_s;
    QCOMPARE(sent(cancel, m_connector.buildVoid(cancel.account, cancel.followUp())).reply.state,
             ReplyState::Pending);
    QCOMPARE(effects(), (QStringList{u"authorize 1000"_s, u"void 1000"_s}));
}

void AdyenFaceTest::cancelByOwnReference()
{
    SampleCall cancel = call(OperationKind::Void);
    cancel.attempt.processorReference.clear();
    cancel.operation.idempotencyKey = u"cancel"_s;
    QCOMPARE(sent(cancel, m_connector.buildVoid(cancel.account, cancel.followUp())).reply.state,
             ReplyState::Pending);
    // What was cancelled before it came is refused, and leaves nothing behind.
    QCOMPARE(paid(call(OperationKind::Sale), "4242424242424242").kind, OutcomeClass::Rejected);
    QCOMPARE(effects(), QStringList());
}

void AdyenFaceTest::challenge_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<ReplyState>("state");
    QTest::addColumn<QString>("category");
    QTest::newRow("approve") << QByteArray("approve") << ReplyState::Captured << QString();
    QTest::newRow("fail") << QByteArray("fail") << ReplyState::Declined
                          << u"authentication_failed"_s;
    QTest::newRow("cancel") << QByteArray("cancel") << ReplyState::Declined
                            << u"customer_cancelled"_s;
}

void AdyenFaceTest::challenge()
{
    QFETCH(const QByteArray, action);
    SampleCall sale = call(OperationKind::Sale);
    const CallOutcome waits = paid(sale, "4000000000003220");
    QCOMPARE(waits.reply.state, ReplyState::ChallengeRequired);
    const HttpResponse back = answered(QUrl(waits.reply.challengeUrl), action);
    QCOMPARE(back.status, 303);
    QCOMPARE(effects(), QStringList()); // only the next call decides
    const QUrl target = QUrl::fromEncoded(headerValue(back.headers, "Location"));
    const QString kept = m_connector.keptOfReturn(target.query(QUrl::FullyEncoded));
    QVERIFY(!kept.isEmpty());
    sale.operation.idempotencyKey = u"complete"_s;
    for (int i = 0; i < 2; ++i) { // the same key twice
        const CallOutcome outcome =
            sent(sale, m_connector.buildComplete(
                           sale.account, {&sale.payment, &sale.attempt, &sale.operation, kept}));
        QCOMPARE(outcome.kind, OutcomeClass::Decided);
        QTEST(outcome.reply.state, "state");
        QTEST(outcome.reply.error.category, "category");
    }
    QCOMPARE(effects().size(), action == "approve" ? 2 : 0);
}

void AdyenFaceTest::forgedReturn()
{
    SampleCall sale = call(OperationKind::Sale);
    const CallOutcome waits = paid(sale, "4000000000003220");
    sale.operation.idempotencyKey = u"complete"_s;
    const QString token = waits.reply.challengeUrl.section(u'/', -1);
    for (const QString &forged : {u"authorised"_s, u"X6Xt"_s, QString(u"X6Xt"_s + token)}) {
        const CallOutcome outcome =
            sent(sale, m_connector.buildComplete(
                           sale.account, {&sale.payment, &sale.attempt, &sale.operation, forged}));
        QCOMPARE(outcome.kind, OutcomeClass::Rejected);
    }
    QCOMPARE(effects(), QStringList());
}

void AdyenFaceTest::setUpAndCharge()
{
    SampleCall sale = call(OperationKind::Sale);
    sale.payment.customer.id = {u"cus_1"_s};
    CardDetails card = sampleCard();
    AuthorizeRequest request = sale.authorize(card);
    request.credential = {.use = StoredCredential::Use::First, .offSession = true};
    const CallOutcome first = sent(sale, m_connector.buildAuthorize(sale.account, request));
    QVERIFY(first.reply.processorToken.startsWith(u"cus_1."_s));
    QVERIFY(!first.reply.networkTransactionId.isEmpty());

    SampleCall later = call(OperationKind::Sale);
    later.attempt.number = 3;
    later.operation.attemptNumber = 3;
    later.operation.idempotencyKey = u"later"_s;
    AuthorizeRequest charge = later.authorize(card);
    charge.card = nullptr;
    charge.token = first.reply.processorToken;
    charge.credential = {.use = StoredCredential::Use::Later,
                         .byMerchant = true,
                         .category = MitCategory::Recurring};
    QCOMPARE(sent(later, m_connector.buildAuthorize(later.account, charge)).reply.state,
             ReplyState::Captured);
    charge.card = &card;
    card.cvc.clear();
    charge.token.clear();
    charge.credential.networkTransactionId = first.reply.networkTransactionId;
    later.attempt.number = 4;
    later.operation.attemptNumber = 4;
    later.operation.idempotencyKey = u"network"_s;
    QCOMPARE(sent(later, m_connector.buildAuthorize(later.account, charge)).reply.state,
             ReplyState::Captured);
}

void AdyenFaceTest::zeroAmount()
{
    SampleCall sale = call(OperationKind::Sale);
    sale.payment.amount = 0;
    sale.payment.netAmount = 0;
    sale.operation.amount = 0;
    const CardDetails card = sampleCard();
    AuthorizeRequest request = sale.authorize(card);
    request.credential = {.use = StoredCredential::Use::First, .offSession = true};
    const CallOutcome outcome = sent(sale, m_connector.buildAuthorize(sale.account, request));
    QCOMPARE(outcome.kind, OutcomeClass::Decided);
    QCOMPARE(outcome.reply.state, ReplyState::Captured);
    QVERIFY(!outcome.reply.processorToken.isEmpty());
    QCOMPARE(effects(), QStringList{u"verify 0"_s});
}

void AdyenFaceTest::forgetting()
{
    SampleCall sale = call(OperationKind::Sale);
    const CardDetails card = sampleCard();
    AuthorizeRequest request = sale.authorize(card);
    request.credential = {.use = StoredCredential::Use::First, .offSession = true};
    const CallOutcome first = sent(sale, m_connector.buildAuthorize(sale.account, request));
    for (const QString &token : {first.reply.processorToken, u"pay_1.unknown"_s}) {
        const auto built = m_connector.buildDetach(sale.account, {token, u"det_1"_s, u"k"_s});
        QVERIFY(built);
        const HttpResponse said = m_bank->handle(*built).response;
        QCOMPARE(m_connector.parseDetach(said).kind, DetachAnswer::Kind::Done);
    }
    QCOMPARE(effects().last(), u"detach 0"_s);
}

void AdyenFaceTest::faults_data()
{
    QTest::addColumn<BankFault>("fault");
    QTest::addColumn<OutcomeClass>("kind");
    QTest::newRow("timeout before") << BankFault::TimeoutBefore << OutcomeClass::Unknown;
    QTest::newRow("timeout after") << BankFault::TimeoutAfter << OutcomeClass::Unknown;
    QTest::newRow("500") << BankFault::Http500 << OutcomeClass::Unknown;
    QTest::newRow("500 done") << BankFault::Http500Done << OutcomeClass::Unknown;
    QTest::newRow("503") << BankFault::Http503Html << OutcomeClass::Unknown;
    QTest::newRow("garbage") << BankFault::Garbage << OutcomeClass::Unknown;
    QTest::newRow("empty") << BankFault::Empty << OutcomeClass::Unknown;
    QTest::newRow("wrong amount") << BankFault::WrongAmount << OutcomeClass::Integrity;
    QTest::newRow("wrong currency") << BankFault::WrongCurrency << OutcomeClass::Integrity;
    QTest::newRow("wrong reference") << BankFault::WrongReference << OutcomeClass::Integrity;
    QTest::newRow("429") << BankFault::RateLimited << OutcomeClass::RetryLater;
    QTest::newRow("key in use") << BankFault::InUse << OutcomeClass::RetryLater;
    QTest::newRow("redirect") << BankFault::Redirect << OutcomeClass::Integrity;
}

void AdyenFaceTest::faults()
{
    QFETCH(const BankFault, fault);
    m_bank->injectFault(fault, 1, u"/v1/payments"_s);
    const SampleCall sale = call(OperationKind::Sale);
    QTEST(paid(sale, "4242424242424242").kind, "kind");
    // With the same key there is one effect, whatever came of the first.
    const CallOutcome again = paid(sale, "4242424242424242");
    QVERIFY(again.kind == OutcomeClass::Decided || again.kind == OutcomeClass::Integrity);
    QCOMPARE(effects(), (QStringList{u"authorize 1000"_s, u"capture 1000"_s}));
}

void AdyenFaceTest::wrongKeys()
{
    SampleCall sale = call(OperationKind::Sale);
    sale.account.keys =
        std::make_shared<const AccountKeys>(AccountKeys{SecretBytes("wrong"), u"ShopECOM"_s, {}});
    const CallOutcome outcome = paid(sale, "4242424242424242");
    QCOMPARE(outcome.kind, OutcomeClass::Rejected);
    QCOMPARE(outcome.error.category, u"configuration"_s);
    sale.account.keys =
        std::make_shared<const AccountKeys>(AccountKeys{SecretBytes("right"), u"wrongECOM"_s, {}});
    QCOMPARE(paid(sale, "4242424242424242").error.code, u"901"_s);
}

QTEST_APPLESS_MAIN(AdyenFaceTest)
#include "adyenfacetest.moc"

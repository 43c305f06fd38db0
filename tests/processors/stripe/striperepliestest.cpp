#include "services/processors/outcomeclassifier.h"
#include "services/processors/stripe/stripeconnector.h"
#include "tests/processors/contracts/processorcontract.h"
#include "tests/processors/stripe/stripesamples.h"
#include "tests/support/seed.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QByteArray text(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

bool isTerminal(ReplyState state)
{
    return state != ReplyState::Pending && state != ReplyState::ChallengeRequired
           && state != ReplyState::HeldForReview && state != ReplyState::NotFound;
}

HttpResult answered(int status, const QJsonObject &json)
{
    return {Delivery::Answered, stripeResponse(status, json), {}};
}

} // namespace

class StripeRepliesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyStatus_data();
    void everyStatus();
    void everySetupStatus_data();
    void everySetupStatus();
    void everyRefundStatus_data();
    void everyRefundStatus();
    void capturesAreToldApart();
    void voidsAndWhatIsLeft();
    void threeDsResults_data();
    void threeDsResults();
    void whatIsKept();
    void anUnknownStatusDecidesNothing();
    void missingAndNullMembersDecideNothing();
    void moreMembersChangeNothing();
    void searchesAndLists();
    void theModeMustFit();
    void anotherAmountIsNoSuccess();
    void detached();

private:
    Result<Connector::ParsedReply> parse(const StripeSample &sample, const QJsonObject &json,
                                         int status = 200, bool isRead = false) const
    {
        return m_stripe.parse(sample.operation, stripeResponse(status, json), isRead);
    }

    const StripeConnector m_stripe{};
    const ProcessorContract m_contract = ProcessorContract(u"stripe-2023-08-16.json"_s);
};

void StripeRepliesTest::initTestCase()
{
    testSeed();
    QVERIFY(m_contract.isValid());
}

void StripeRepliesTest::everyStatus_data()
{
    QTest::addColumn<QString>("status");
    QTest::addColumn<OperationKind>("kind");
    QTest::addColumn<ReplyState>("state");

    using enum OperationKind;
    QTest::newRow("no method") << u"requires_payment_method"_s << Sale << ReplyState::Declined;
    QTest::newRow("confirm") << u"requires_confirmation"_s << Sale << ReplyState::Pending;
    QTest::newRow("action") << u"requires_action"_s << Sale << ReplyState::ChallengeRequired;
    QTest::newRow("processing") << u"processing"_s << Sale << ReplyState::Pending;
    QTest::newRow("held") << u"requires_capture"_s << Authorize << ReplyState::Authorized;
    QTest::newRow("held sale") << u"requires_capture"_s << Sale << ReplyState::Authorized;
    QTest::newRow("sold") << u"succeeded"_s << Sale << ReplyState::Captured;
    QTest::newRow("captured") << u"succeeded"_s << Authorize << ReplyState::Authorized;
    QTest::newRow("canceled") << u"canceled"_s << Authorize << ReplyState::Voided;
    QTest::newRow("void") << u"canceled"_s << Void << ReplyState::Voided;
}

void StripeRepliesTest::everyStatus()
{
    QFETCH(const QString, status);
    QFETCH(const OperationKind, kind);
    QFETCH(const ReplyState, state);
    const QJsonObject intent = stripeIntent(status);
    QCOMPARE(m_contract.shapeProblem(u"payment_intent"_s, text(intent)), QString());
    for (const bool isRead : {false, true}) {
        const auto parsed = parse(stripeSample(kind), intent, 200, isRead);
        QVERIFY(parsed);
        QVERIFY(parsed->mismatch.isEmpty());
        QCOMPARE(parsed->reply.state, state);
        QCOMPARE(parsed->reply.processorReference, u"pi_7"_s);
        QCOMPARE(parsed->reply.merchantReference, u"pay_1_2"_s);
        const bool moved = state == ReplyState::Authorized || state == ReplyState::Captured
                           || state == ReplyState::Voided;
        QCOMPARE(parsed->reply.amount, moved ? 1000 : 0);
        QCOMPARE(parsed->isLive, std::optional(false));
    }
}

void StripeRepliesTest::everySetupStatus_data()
{
    QTest::addColumn<QString>("status");
    QTest::addColumn<ReplyState>("state");

    QTest::newRow("succeeded") << u"succeeded"_s << ReplyState::Captured;
    QTest::newRow("action") << u"requires_action"_s << ReplyState::ChallengeRequired;
    QTest::newRow("no method") << u"requires_payment_method"_s << ReplyState::Declined;
    QTest::newRow("processing") << u"processing"_s << ReplyState::Pending;
    QTest::newRow("confirm") << u"requires_confirmation"_s << ReplyState::Pending;
    QTest::newRow("canceled") << u"canceled"_s << ReplyState::Voided;
}

void StripeRepliesTest::everySetupStatus()
{
    QFETCH(const QString, status);
    QFETCH(const ReplyState, state);
    const QJsonObject intent = stripeSetupIntent(status);
    QCOMPARE(m_contract.shapeProblem(u"setup_intent"_s, text(intent)), QString());
    const auto parsed = parse(stripeSetup(), intent);
    QVERIFY(parsed);
    QVERIFY(parsed->mismatch.isEmpty());
    QCOMPARE(parsed->reply.state, state);
    QCOMPARE(parsed->reply.amount, 0);
    QCOMPARE(parsed->reply.processorToken, u"cus_7-pm_7"_s);
    QVERIFY(!parse(stripeSample(OperationKind::Sale), intent)); // of another kind than asked
}

void StripeRepliesTest::everyRefundStatus_data()
{
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<ReplyState>("state");
    QTest::addColumn<QString>("category");

    using enum ReplyState;
    QTest::newRow("succeeded") << u"succeeded"_s << u""_s << Refunded << u""_s;
    QTest::newRow("pending") << u"pending"_s << u""_s << Pending << u""_s;
    QTest::newRow("action") << u"requires_action"_s << u""_s << Pending << u""_s;
    QTest::newRow("canceled") << u"canceled"_s << u""_s << Declined << u"customer_cancelled"_s;
    const auto failed = [](const char *reason, const QString &category) {
        QTest::newRow(reason) << u"failed"_s << QString::fromLatin1(reason) << Declined << category;
    };
    failed("lost_or_stolen_card", u"lost_or_stolen"_s);
    failed("expired_or_canceled_card", u"expired_card"_s);
    failed("charge_for_pending_refund_disputed", u"not_refundable"_s);
    failed("insufficient_funds", u"insufficient_funds"_s);
    failed("declined", u"generic_decline"_s);
    failed("merchant_request", u"customer_cancelled"_s);
    failed("something_new", u"unknown"_s);
}

void StripeRepliesTest::everyRefundStatus()
{
    QFETCH(const QString, status);
    QFETCH(const QString, reason);
    QFETCH(const ReplyState, state);
    QFETCH(const QString, category);
    QJsonObject refund = stripeRefund(status);
    if (!reason.isEmpty())
        refund.insert("failure_reason"_L1, reason);
    QCOMPARE(m_contract.shapeProblem(u"refund"_s, text(refund)), QString());
    const auto parsed = parse(stripeSample(OperationKind::Refund), refund);
    QVERIFY(parsed);
    QCOMPARE(parsed->reply.state, state);
    QCOMPARE(parsed->reply.error.category, category);
    QCOMPARE(parsed->reply.operationReference, u"re_7"_s);
    QCOMPARE(parsed->reply.processorReference, u"pi_7"_s);
    QVERIFY(!parse(stripeSample(OperationKind::Refund), with(refund, {{u"status"_s, u"new"_s}})));
    const QJsonObject other = {{u"metadata"_s, QJsonObject{{u"attempt_id"_s, u"pay_1_2"_s},
                                                           {u"operation_id"_s, u"op_2"_s}}}};
    const auto another = parse(stripeSample(OperationKind::Refund), with(refund, other));
    QVERIFY(another);
    QCOMPARE(another->mismatch, u"operation"_s);
}

void StripeRepliesTest::capturesAreToldApart()
{
    const StripeSample sample = stripeSample(OperationKind::Capture);
    const auto told = [](qint64 received, const QJsonObject &captures, const QString &status) {
        QJsonObject metadata = stripeIntent(status)["metadata"_L1].toObject();
        return with(stripeIntent(status), {{u"metadata"_s, with(metadata, captures)},
                                           {u"amount_received"_s, received},
                                           {u"amount_capturable"_s, 1000 - received}});
    };
    const auto done = parse(sample, told(1000, {{u"op_1"_s, u"1000"_s}}, u"succeeded"_s));
    QVERIFY(done);
    QCOMPARE(done->reply.state, ReplyState::Captured);
    QCOMPARE(done->reply.amount, 1000);
    QVERIFY(done->mismatch.isEmpty());
    const QJsonObject both = {{u"op_1"_s, u"300"_s}, {u"op_2"_s, u"400"_s}};
    const auto part = parse(sample, told(700, both, u"requires_capture"_s), 200, true);
    QVERIFY(part);
    QCOMPARE(part->reply.amount, 300);
    QVERIFY(part->mismatch.isEmpty());
    // More was received than our captures say.
    QCOMPARE(parse(sample, told(800, both, u"requires_capture"_s))->mismatch, u"amount_received"_s);
    // Not there: of an answer to a capture nothing follows, a read says that it did not happen.
    const QJsonObject other = told(400, {{u"op_2"_s, u"400"_s}}, u"requires_capture"_s);
    QVERIFY(!parse(sample, other));
    QCOMPARE(parse(sample, other, 200, true)->reply.state, ReplyState::NotFound);
    const auto late = parse(sample, told(400, {{u"op_2"_s, u"400"_s}}, u"succeeded"_s), 200, true);
    QCOMPARE(late->reply.state, ReplyState::Declined);
    QCOMPARE(late->reply.error.category, u"already_captured"_s);
}

void StripeRepliesTest::voidsAndWhatIsLeft()
{
    const StripeSample sample = stripeSample(OperationKind::Void);
    QVERIFY(!parse(sample, stripeIntent(u"requires_capture"_s)));
    QCOMPARE(parse(sample, stripeIntent(u"requires_capture"_s), 200, true)->reply.state,
             ReplyState::NotFound);
    const auto taken = parse(sample, stripeIntent(u"succeeded"_s), 200, true);
    QCOMPARE(taken->reply.state, ReplyState::Declined);
    const auto rest =
        parse(sample, with(stripeIntent(u"succeeded"_s), {{u"amount_received"_s, 400}}));
    QVERIFY(rest);
    QCOMPARE(rest->reply.state, ReplyState::Voided);
    QCOMPARE(rest->reply.amount, 600);
    const QJsonObject lapsed =
        with(stripeIntent(u"canceled"_s), {{u"cancellation_reason"_s, u"automatic"_s}});
    QCOMPARE(parse(sample, lapsed)->reply.state, ReplyState::Expired);
    QCOMPARE(parse(stripeSample(OperationKind::Authorize), lapsed, 200, true)->reply.state,
             ReplyState::Expired);
}

void StripeRepliesTest::threeDsResults_data()
{
    QTest::addColumn<QString>("result");
    QTest::addColumn<QString>("status");
    QTest::addColumn<bool>("shifted");

    QTest::newRow("Y") << u"authenticated"_s << u"Y"_s << true;
    QTest::newRow("A") << u"attempt_acknowledged"_s << u"A"_s << true;
    QTest::newRow("N") << u"failed"_s << u"N"_s << false;
    QTest::newRow("U") << u"not_supported"_s << u"U"_s << false;
    QTest::newRow("error") << u"processing_error"_s << u"U"_s << false;
    QTest::newRow("exempted") << u"exempted"_s << u""_s << false;
}

void StripeRepliesTest::threeDsResults()
{
    QFETCH(const QString, result);
    QFETCH(const QString, status);
    QFETCH(const bool, shifted);
    QJsonObject charge = stripeCharge();
    QJsonObject details = charge["payment_method_details"_L1].toObject();
    QJsonObject card = details["card"_L1].toObject();
    card.insert("three_d_secure"_L1,
                QJsonObject{{u"authentication_flow"_s, u"challenge"_s}, {u"result"_s, result}});
    details.insert("card"_L1, card);
    charge.insert("payment_method_details"_L1, details);
    const QJsonObject intent = with(stripeIntent(u"succeeded"_s), {{u"latest_charge"_s, charge}});
    QCOMPARE(m_contract.shapeProblem(u"payment_intent"_s, text(intent)), QString());
    const auto parsed = parse(stripeSample(OperationKind::Sale), intent);
    QVERIFY(parsed);
    QCOMPARE(parsed->reply.threeDs.transactionStatus, status);
    QCOMPARE(parsed->reply.threeDs.liabilityShifted, shifted);
}

void StripeRepliesTest::whatIsKept()
{
    const StripeSample sample = stripeSample(OperationKind::Sale);
    const QJsonObject kept = {{u"customer"_s, u"cus_7"_s},
                              {u"setup_future_usage"_s, u"off_session"_s}};
    const auto parsed = parse(sample, with(stripeIntent(u"succeeded"_s), kept));
    QVERIFY(parsed);
    QCOMPARE(parsed->reply.processorToken, u"cus_7-pm_7"_s);
    QCOMPARE(parsed->reply.networkTransactionId, u"976910110049114"_s);
    QCOMPARE(parsed->reply.captureBeforeMs, 1'700'600'000'000);
    // Not for later: no token.
    QVERIFY(parse(sample, stripeIntent(u"succeeded"_s))->reply.processorToken.isEmpty());
}

void StripeRepliesTest::anUnknownStatusDecidesNothing()
{
    for (const bool isRead : {false, true}) {
        QVERIFY(
            !parse(stripeSample(OperationKind::Sale), stripeIntent(u"brand_new"_s), 200, isRead));
        QVERIFY(!parse(stripeSetup(), stripeSetupIntent(u"brand_new"_s), 200, isRead));
    }
    const StripeSample asked = stripeSample(OperationKind::Sale);
    const CallFacts facts{asked.operation, {}};
    QCOMPARE(classify(m_stripe, facts, answered(200, stripeIntent(u"brand_new"_s))).kind,
             OutcomeClass::Unknown);
}

void StripeRepliesTest::missingAndNullMembersDecideNothing()
{
    for (const QString &status : {u"succeeded"_s, u"requires_capture"_s, u"canceled"_s}) {
        const QJsonObject whole = stripeIntent(status);
        for (const QString &name : whole.keys()) {
            QJsonObject less = whole;
            less.remove(name);
            for (const QJsonObject &json : {less, with(whole, {{name, QJsonValue()}})}) {
                const auto parsed = parse(stripeSample(OperationKind::Sale), json);
                // Either it is not believed at all, or it did not matter.
                if (parsed && parsed->mismatch.isEmpty() && isTerminal(parsed->reply.state)
                    && name != "amount_received"_L1 && name != "amount_capturable"_L1
                    && name != "metadata"_L1)
                    QCOMPARE(parsed->reply.amount, 1000);
            }
        }
        for (const QString &name : {u"id"_s, u"object"_s, u"status"_s, u"amount"_s, u"currency"_s,
                                    u"created"_s, u"livemode"_s}) {
            QJsonObject less = whole;
            less.remove(name);
            QVERIFY2(!parse(stripeSample(OperationKind::Sale), less), qPrintable(name));
        }
    }
    // A success without its amount is none.
    const StripeSample asked = stripeSample(OperationKind::Sale);
    const CallFacts facts{asked.operation, {}};
    QJsonObject none = stripeIntent(u"succeeded"_s);
    none.remove(u"amount_received"_s);
    QCOMPARE(classify(m_stripe, facts, answered(200, none)).kind, OutcomeClass::Integrity);
}

void StripeRepliesTest::moreMembersChangeNothing()
{
    const QJsonObject more = {{u"something_new"_s, QJsonObject{{u"a"_s, 1}}},
                              {u"another"_s, QJsonArray{1, u"x"_s}}};
    const auto parsed =
        parse(stripeSample(OperationKind::Sale), with(stripeIntent(u"succeeded"_s), more));
    QVERIFY(parsed);
    QCOMPARE(parsed->reply.state, ReplyState::Captured);
}

void StripeRepliesTest::searchesAndLists()
{
    const auto list = [](const QJsonArray &data, bool hasMore, const QString &object) {
        return QJsonObject{{u"object"_s, object},
                           {u"data"_s, data},
                           {u"has_more"_s, hasMore},
                           {u"url"_s, u"/v1/x"_s}};
    };
    const StripeSample sale = stripeSample(OperationKind::Sale);
    const QJsonObject ours = stripeIntent(u"succeeded"_s);
    QJsonObject other = with(ours, {{u"metadata"_s, QJsonObject{{u"attempt_id"_s, u"pay_9_1"_s}}}});
    const QString search = u"search_result"_s;
    const auto found = parse(sale, list({other, ours}, true, search), 200, true);
    QVERIFY(found);
    QCOMPARE(found->reply.state, ReplyState::Captured);
    // The index may not know it yet; a list of all there is does.
    QVERIFY(!parse(sale, list({}, false, search), 200, true));
    QCOMPARE(parse(sale, list({}, false, u"list"_s), 200, true)->reply.state, ReplyState::NotFound);
    QVERIFY(!parse(sale, list({other}, true, search), 200, true)); // it may be on the next page
    QVERIFY(!parse(sale, list({ours, ours}, false, search), 200, true));
    QVERIFY(!parse(sale, list({ours}, false, search), 200, false)); // no answer to a payment
    const StripeSample refund = stripeSample(OperationKind::Refund);
    const auto back =
        parse(refund, list({stripeRefund(u"pending"_s)}, false, u"list"_s), 200, true);
    QVERIFY(back);
    QCOMPARE(back->reply.state, ReplyState::Pending);
    const QJsonObject gone = stripeError(u"invalid_request_error"_s, u"resource_missing"_s);
    QCOMPARE(parse(sale, gone, 404, true)->reply.state, ReplyState::NotFound);
    QVERIFY(parse(sale, gone, 404, false)->rejected);
}

void StripeRepliesTest::theModeMustFit()
{
    const StripeSample asked = stripeSample(OperationKind::Sale);
    CallFacts facts{asked.operation, {}};
    const QJsonObject live = with(stripeIntent(u"succeeded"_s), {{u"livemode"_s, true}});
    facts.testMode = true;
    QCOMPARE(classify(m_stripe, facts, answered(200, stripeIntent(u"succeeded"_s))).kind,
             OutcomeClass::Decided);
    QCOMPARE(classify(m_stripe, facts, answered(200, live)).kind, OutcomeClass::Integrity);
    facts.testMode = false;
    QCOMPARE(classify(m_stripe, facts, answered(200, live)).kind, OutcomeClass::Decided);
    HttpRequest money;
    const QJsonObject method = {
        {u"id"_s, u"pm_7"_s}, {u"object"_s, u"payment_method"_s}, {u"livemode"_s, true}};
    const auto stopped = classifyPreparation(m_stripe, true, answered(200, method), money, 0);
    QVERIFY(stopped);
    QCOMPARE(stopped->kind, OutcomeClass::Rejected);
    QVERIFY(!classifyPreparation(m_stripe, false, answered(200, method), money, 0));
}

void StripeRepliesTest::anotherAmountIsNoSuccess()
{
    const StripeSample asked = stripeSample(OperationKind::Sale);
    const CallFacts facts{asked.operation, {}};
    const auto kindOf = [&](const QJsonObject &more) {
        return classify(m_stripe, facts, answered(200, with(stripeIntent(u"succeeded"_s), more)))
            .kind;
    };
    QCOMPARE(kindOf({{u"amount_received"_s, 999}}), OutcomeClass::Integrity);
    QCOMPARE(kindOf({{u"amount"_s, 1001}}), OutcomeClass::Integrity);
    QCOMPARE(kindOf({{u"currency"_s, u"usd"_s}}), OutcomeClass::Integrity);
    QCOMPARE(kindOf({{u"metadata"_s, QJsonObject{{u"attempt_id"_s, u"pay_1_3"_s},
                                                 {u"operation_id"_s, u"op_1"_s}}}}),
             OutcomeClass::Integrity);
}

void StripeRepliesTest::detached()
{
    const QJsonObject method = {
        {u"id"_s, u"pm_7"_s}, {u"object"_s, u"payment_method"_s}, {u"customer"_s, QJsonValue()}};
    const auto kindOf = [&](int status, const QJsonObject &json) {
        return m_stripe.parseDetach(stripeResponse(status, json)).kind;
    };
    using enum DetachAnswer::Kind;
    QCOMPARE(kindOf(200, method), Done);
    QCOMPARE(kindOf(200, with(method, {{u"customer"_s, u"cus_7"_s}})), Unknown);
    QCOMPARE(kindOf(404, stripeError(u"invalid_request_error"_s, u"resource_missing"_s)), Done);
    QCOMPARE(kindOf(400, stripeError(u"invalid_request_error"_s, u"parameter_unknown"_s)), Refused);
    QCOMPARE(kindOf(200, {}), Unknown);
}

QTEST_APPLESS_MAIN(StripeRepliesTest)
#include "striperepliestest.moc"

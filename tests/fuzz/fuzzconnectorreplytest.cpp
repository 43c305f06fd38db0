#include "services/processors/connectorregistry.h"
#include "services/processors/outcomeclassifier.h"
#include "tests/processors/samplecall.h"
#include "tests/processors/stripe/stripesamples.h"
#include "tests/support/mutator.h"
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

QByteArrayList stripeReplies()
{
    QByteArrayList replies;
    for (const QString &status :
         {u"requires_payment_method"_s, u"requires_action"_s, u"processing"_s,
          u"requires_capture"_s, u"succeeded"_s, u"canceled"_s}) {
        replies.append(text(stripeIntent(status)));
        replies.append(text({{u"object"_s, u"search_result"_s},
                             {u"has_more"_s, false},
                             {u"data"_s, QJsonArray{stripeIntent(status)}}}));
    }
    for (const QString &status : {u"succeeded"_s, u"requires_action"_s})
        replies.append(text(stripeSetupIntent(status)));
    for (const QString &status : {u"succeeded"_s, u"pending"_s, u"failed"_s})
        replies.append(text(stripeRefund(status)));
    replies.append(text(stripeError(u"card_error"_s, u"card_declined"_s, u"fraudulent"_s)));
    return replies;
}

QByteArrayList simulatorReplies()
{
    QByteArrayList replies;
    for (const OperationKind kind :
         {OperationKind::Authorize, OperationKind::Sale, OperationKind::Capture,
          OperationKind::Void, OperationKind::Refund, OperationKind::Increment})
        replies.append(compactJson(sampleReply(sampleCall(kind))));
    replies.append(compactJson(bankRefusal(u"not_found"_s, u"invalid_request"_s)));
    return replies;
}

QByteArrayList adyenReplies()
{
    QByteArrayList replies;
    const QJsonObject amount = {{u"currency"_s, u"EUR"_s}, {u"value"_s, 1000}};
    for (const QString &result :
         {u"Authorised"_s, u"PartiallyAuthorised"_s, u"Refused"_s, u"Cancelled"_s, u"Received"_s})
        replies.append(text({{u"pspReference"_s, u"993617895204576J"_s},
                             {u"resultCode"_s, result},
                             {u"refusalReasonCode"_s, u"12"_s},
                             {u"merchantReference"_s, u"pay_1_2"_s},
                             {u"amount"_s, amount}}));
    replies.append(text({{u"resultCode"_s, u"RedirectShopper"_s},
                         {u"action"_s, QJsonObject{{u"type"_s, u"redirect"_s},
                                                   {u"method"_s, u"GET"_s},
                                                   {u"url"_s, u"https://a.example/3ds"_s}}}}));
    replies.append(text({{u"merchantAccount"_s, u"ShopECOM"_s},
                         {u"paymentPspReference"_s, u"993617894903480A"_s},
                         {u"reference"_s, u"op_1"_s},
                         {u"pspReference"_s, u"993617894906488A"_s},
                         {u"status"_s, u"received"_s},
                         {u"amount"_s, amount}}));
    replies.append(
        text({{u"status"_s, 422}, {u"errorCode"_s, u"101"_s}, {u"errorType"_s, u"validation"_s}}));
    const QJsonObject item = {{u"eventCode"_s, u"CAPTURE"_s},
                              {u"success"_s, u"true"_s},
                              {u"pspReference"_s, u"993617894906488A"_s},
                              {u"merchantReference"_s, u"op_1"_s},
                              {u"amount"_s, amount}};
    replies.append(text(
        {{u"notificationItems"_s, QJsonArray{QJsonObject{{u"NotificationRequestItem"_s, item}}}}}));
    return replies;
}

/// Success is only what names the very money that was asked for.
bool isSound(const Operation &operation, const CallOutcome &outcome)
{
    const ProcessorReply &reply = outcome.reply;
    const bool moved = reply.state == ReplyState::Authorized || reply.state == ReplyState::Captured
                       || reply.state == ReplyState::Refunded;
    if (outcome.kind != OutcomeClass::Decided || !moved || operation.kind == OperationKind::Void)
        return true;
    return reply.amount == operation.amount && reply.currency == operation.currency
           && reply.merchantReference == u"pay_1_2"_s;
}

} // namespace

/// Broken replies by the hundred thousand: nothing crashes, and nothing becomes a success that does
/// not name the money that was asked for.
class FuzzConnectorReplyTest : public QObject
{
    Q_OBJECT

private slots:
    void fuzz_connector_reply_data();
    void fuzz_connector_reply();

private:
    const ConnectorRegistry m_connectors;
};

void FuzzConnectorReplyTest::fuzz_connector_reply_data()
{
    QTest::addColumn<QString>("connector");
    QTest::addColumn<QByteArrayList>("corpus");
    QTest::newRow("stripe") << u"stripe"_s << stripeReplies();
    QTest::newRow("adyen") << u"adyen"_s << adyenReplies();
    QTest::newRow("simulator") << u"simulator"_s << simulatorReplies();
}

void FuzzConnectorReplyTest::fuzz_connector_reply()
{
    QFETCH(const QString, connector);
    QFETCH(const QByteArrayList, corpus);
    const Connector *under = m_connectors.find(connector);
    QVERIFY(under);
    const QByteArrayList words = {"null", "true",    "-1",      "1e308",      "\"\"",    "{}",
                                  "[]",   "\"eur\"", "\"EUR\"", "succeeded",  "\\ud800", "captured",
                                  "1000", "0",       "\"id\":", "\"amount\":"};
    Mutator mutator(testSeed(), corpus, words);
    QList<Operation> operations;
    for (const OperationKind kind :
         {OperationKind::Authorize, OperationKind::Sale, OperationKind::Capture,
          OperationKind::Void, OperationKind::Refund, OperationKind::Increment})
        operations.append(stripeSample(kind).operation);
    QElapsedTimer timer;
    timer.start();
    const int seconds = qMax(2, qEnvironmentVariableIntValue("ORCHESTRATORX_FUZZ_SECONDS") / 2);
    qint64 count = 0;
    while (!timer.hasExpired(seconds * 1000LL)) {
        const QByteArray body = mutator.next();
        const Operation &operation = operations.at(mutator.below(operations.size()));
        CallFacts facts{operation, {}};
        facts.isRead = mutator.below(2) == 1;
        const int status = mutator.below(4) == 0 ? 402 : 200;
        HttpRequest money;
        const HttpResult result{
            Delivery::Answered, {status, {{"Content-Type", "application/json"}}, body}, {}};
        const CallOutcome outcome = classify(*under, facts, result);
        QVERIFY2(isSound(operation, outcome), body.constData());
        const auto stopped = classifyPreparation(*under, true, result, money, 0);
        QVERIFY2(!stopped || stopped->kind != OutcomeClass::Unknown, body.constData());
        (void)under->parseDetach(result.response);
        (void)under->parseNews({}, {}, body, {}, 0);
        ++count;
    }
    qInfo("%lld broken replies", static_cast<long long>(count));
}

QTEST_APPLESS_MAIN(FuzzConnectorReplyTest)
#include "fuzzconnectorreplytest.moc"

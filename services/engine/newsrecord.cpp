#include "services/engine/newsrecord.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

QString currencyText(const std::optional<Currency> &currency)
{
    return currency ? toText(*currency) : QString();
}

QJsonObject toJson(const CardUpdate &card)
{
    return {{u"last4"_s, card.last4}, {u"month"_s, card.expiryMonth}, {u"year"_s, card.expiryYear}};
}

std::optional<CardUpdate> cardFrom(const QJsonValue &json)
{
    if (!json.isObject())
        return std::nullopt;
    return CardUpdate{json["last4"_L1].toString(), json["month"_L1].toInt(),
                      json["year"_L1].toInt()};
}

QJsonObject toJson(const ProcessorReply &reply)
{
    QJsonObject json = {{u"state"_s, static_cast<int>(reply.state)},
                        {u"reference"_s, reply.processorReference},
                        {u"refund"_s, reply.operationReference},
                        {u"ours"_s, reply.merchantReference},
                        {u"amount"_s, reply.amount},
                        {u"currency"_s, currencyText(reply.currency)},
                        {u"captured"_s, reply.capturedTotal},
                        {u"capture_before"_s, reply.captureBeforeMs},
                        {u"flow"_s, reply.threeDs.flow},
                        {u"three_ds"_s, reply.threeDs.transactionStatus},
                        {u"shifted"_s, reply.threeDs.liabilityShifted},
                        {u"code"_s, reply.error.code},
                        {u"category"_s, reply.error.category},
                        {u"message"_s, reply.error.message},
                        {u"unified"_s, reply.error.unifiedCode},
                        {u"advice"_s, static_cast<int>(reply.advice)},
                        {u"network"_s, reply.networkTransactionId},
                        {u"token"_s, reply.processorToken}};
    if (reply.updatedCard)
        json.insert("card"_L1, toJson(*reply.updatedCard));
    return json;
}

std::optional<ProcessorReply> replyFrom(const QJsonValue &json)
{
    const int state = json["state"_L1].toInt(-1);
    if (state < 0 || state > static_cast<int>(ReplyState::NotFound))
        return std::nullopt;
    ProcessorReply reply;
    reply.state = static_cast<ReplyState>(state);
    reply.processorReference = json["reference"_L1].toString();
    reply.operationReference = json["refund"_L1].toString();
    reply.merchantReference = json["ours"_L1].toString();
    reply.amount = json["amount"_L1].toInteger();
    reply.currency = currencyFromText(json["currency"_L1].toString());
    reply.capturedTotal = json["captured"_L1].toInteger();
    reply.captureBeforeMs = json["capture_before"_L1].toInteger();
    reply.threeDs = {json["flow"_L1].toString(), json["three_ds"_L1].toString(),
                     json["shifted"_L1].toBool()};
    reply.error = {json["code"_L1].toString(), json["category"_L1].toString(),
                   json["message"_L1].toString(), json["unified"_L1].toString()};
    reply.advice = static_cast<RetryAdvice>(json["advice"_L1].toInt());
    reply.networkTransactionId = json["network"_L1].toString();
    reply.processorToken = json["token"_L1].toString();
    reply.updatedCard = cardFrom(json["card"_L1]);
    return reply;
}

QJsonObject toJson(const DisputeNews &dispute)
{
    return {{u"reference"_s, dispute.processorReference},
            {u"stage"_s, toText(dispute.stage)},
            {u"status"_s, toText(dispute.status)},
            {u"amount"_s, dispute.amount},
            {u"currency"_s, currencyText(dispute.currency)},
            {u"word"_s, dispute.processorStatus},
            {u"reason_code"_s, dispute.reasonCode},
            {u"reason"_s, dispute.reason},
            {u"respond_by"_s, dispute.respondByMs},
            {u"created"_s, dispute.createdAtMs},
            {u"updated"_s, dispute.updatedAtMs}};
}

std::optional<DisputeNews> disputeFrom(const QJsonValue &json)
{
    const auto stage = disputeStageFromText(json["stage"_L1].toString());
    const auto status = disputeStatusFromText(json["status"_L1].toString());
    if (!stage || !status)
        return std::nullopt;
    DisputeNews dispute;
    dispute.processorReference = json["reference"_L1].toString();
    dispute.stage = *stage;
    dispute.status = *status;
    dispute.amount = json["amount"_L1].toInteger();
    dispute.currency = currencyFromText(json["currency"_L1].toString());
    dispute.processorStatus = json["word"_L1].toString();
    dispute.reasonCode = json["reason_code"_L1].toString();
    dispute.reason = json["reason"_L1].toString();
    dispute.respondByMs = json["respond_by"_L1].toInteger();
    dispute.createdAtMs = json["created"_L1].toInteger();
    dispute.updatedAtMs = json["updated"_L1].toInteger();
    return dispute;
}

QJsonObject toJson(const TokenNews &token)
{
    QJsonObject json = {{u"token"_s, token.token},
                        {u"gone"_s, token.isGone},
                        {u"network"_s, token.networkTransactionId}};
    if (token.card)
        json.insert("card"_L1, toJson(*token.card));
    return json;
}

} // namespace

QByteArray newsrecord::toRecord(const ProcessorNews &news)
{
    QJsonObject json = {{u"event"_s, news.eventId},
                        {u"type"_s, news.eventType},
                        {u"at"_s, news.occurredAtMs},
                        {u"payment"_s, news.paymentReference},
                        {u"reference"_s, news.operationReference},
                        {u"attempt"_s, news.attemptReference},
                        {u"operation"_s, news.operation.value}};
    if (news.kind)
        json.insert("kind"_L1, toText(*news.kind));
    if (news.outcome)
        json.insert("outcome"_L1, toJson(*news.outcome));
    if (news.dispute)
        json.insert("dispute"_L1, toJson(*news.dispute));
    if (news.token)
        json.insert("token"_L1, toJson(*news.token));
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

std::optional<ProcessorNews> newsrecord::fromRecord(const QByteArray &record)
{
    const QJsonObject json = QJsonDocument::fromJson(record).object();
    if (json.isEmpty())
        return std::nullopt;
    ProcessorNews news;
    news.eventId = json["event"_L1].toString();
    news.eventType = json["type"_L1].toString();
    news.occurredAtMs = json["at"_L1].toInteger();
    news.paymentReference = json["payment"_L1].toString();
    news.operationReference = json["reference"_L1].toString();
    news.attemptReference = json["attempt"_L1].toString();
    news.operation = OperationId{json["operation"_L1].toString()};
    news.kind = operationKindFromText(json["kind"_L1].toString());
    news.outcome = replyFrom(json["outcome"_L1]);
    news.dispute = disputeFrom(json["dispute"_L1]);
    if (const QJsonValue token = json["token"_L1]; token.isObject())
        news.token = TokenNews{token["token"_L1].toString(), token["gone"_L1].toBool(),
                               cardFrom(token["card"_L1]), token["network"_L1].toString()};
    return news;
}

ProcessorNews newsrecord::asHint(const ProcessorNews &news)
{
    ProcessorNews hint = news;
    hint.eventId = u"unsigned:"_s + news.eventId;
    hint.outcome.reset();
    hint.dispute.reset();
    hint.token.reset();
    return hint;
}

#include "services/processors/adyen/adyenreply.h"

#include "services/core/scrubber.h"
#include "services/processors/adyen/adyencodes.h"
#include "services/processors/adyen/adyenmoney.h"
#include "services/processors/adyen/adyentoken.h"
#include "services/processors/declinecategory.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

using Parsed = Result<Connector::ParsedReply>;

constexpr qsizetype kLongestMessage = 255;
constexpr qsizetype kLongestUrl = 8192;
const auto kKeyInUse = "704"_L1;

Error unreadable(const QString &member)
{
    return {ErrorCode::OutcomeUnknown, member};
}

Result<QJsonObject> bodyOf(const HttpResponse &response)
{
    const QByteArray type = headerValue(response.headers, "Content-Type").toLower();
    if (type.split(';').constFirst().trimmed() != "application/json")
        return unreadable(u"content_type"_s);
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(response.body, &problem);
    if (problem.error != QJsonParseError::NoError || !document.isObject())
        return unreadable(u"body"_s);
    return document.object();
}

QString attemptOf(const Operation &operation)
{
    return attemptId(operation.paymentId, operation.attemptNumber).value;
}

ThreeDsResult threeDsFrom(const QJsonObject &json)
{
    const QJsonObject extra = json["additionalData"_L1].toObject();
    const QString status = json["threeDS2Result"_L1]["transStatus"_L1].toString(
        extra["threeDAuthenticatedResponse"_L1].toString());
    const bool offered = extra["threeDOffered"_L1].toString() == "true"_L1 || !status.isEmpty();
    if (!offered)
        return {};
    return {u"challenge"_s, status.size() == 1 ? status : QString(),
            extra["liabilityShift"_L1].toString() == "true"_L1};
}

/// What the operation asked for, and what the reply says instead.
void compare(const Operation &operation, const QJsonObject &json, Connector::ParsedReply &parsed)
{
    ProcessorReply &reply = parsed.reply;
    const QJsonValue amount = json["amount"_L1];
    reply.amount = operation.amount;
    reply.currency = operation.currency;
    if (!amount.isObject())
        return;
    const auto said = AdyenReply::amountFrom(amount.toObject());
    if (!said) {
        parsed.mismatch = u"amount"_s;
        return;
    }
    reply.amount = said->value;
    reply.currency = said->currency;
}

Parsed challenge(const QJsonObject &json, Connector::ParsedReply parsed)
{
    // Another action than a redirect by GET cannot be shown here: the challenge then runs out.
    const QJsonObject action = json["action"_L1].toObject();
    const QString method = action["method"_L1].toString(u"GET"_s);
    const QString text = action["url"_L1].toString();
    const QUrl url(text, QUrl::StrictMode);
    const bool web = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    const bool redirect = action["type"_L1].toString() == "redirect"_L1
                          && method.compare("GET"_L1, Qt::CaseInsensitive) == 0;
    parsed.reply.state = ReplyState::ChallengeRequired;
    if (redirect && (!web || url.host().isEmpty() || text.size() > kLongestUrl))
        return unreadable(u"action"_s);
    if (redirect)
        parsed.reply.challengeUrl = url.toString(QUrl::FullyEncoded);
    parsed.reply.processorReference.clear(); // of the try that waits, not of the payment
    return parsed;
}

void decline(const QJsonObject &json, const QString &category, ProcessorReply &reply)
{
    reply.state = ReplyState::Declined;
    reply.error = AdyenCodes::refusal(json["refusalReasonCode"_L1].toString(),
                                      json["refusalReason"_L1].toString());
    if (reply.error.category == "unknown"_L1 && !category.isEmpty()) {
        reply.error.category = category;
        reply.error.unifiedCode = DeclineCategory::unifiedCode(category);
    }
    if (reply.error.code.isEmpty())
        reply.error.code = u"declined"_s;
    const QString advice = AdyenReply::networkAdvice(
        json["additionalData"_L1].toObject(), json["paymentMethod"_L1]["brand"_L1].toString());
    reply.advice = AdyenCodes::adviceOf(reply.error, advice);
}

Parsed readAuthorization(const Operation &operation, const QJsonObject &json)
{
    const QString resultCode = json["resultCode"_L1].toString();
    if (resultCode.isEmpty())
        return unreadable(u"resultCode"_s);
    Connector::ParsedReply parsed;
    ProcessorReply &reply = parsed.reply;
    reply.processorReference = json["pspReference"_L1].toString();
    reply.merchantReference = json["merchantReference"_L1].toString(attemptOf(operation));
    reply.threeDs = threeDsFrom(json);
    compare(operation, json, parsed);
    const bool sale = operation.kind == OperationKind::Sale;
    const auto result = AdyenCodes::resultFrom(resultCode);
    if (result == AdyenCodes::Result::ShopperMustAct)
        return challenge(json, parsed);
    if (!isWellFormedId(reply.processorReference))
        return unreadable(u"pspReference"_s);
    switch (result) {
    case AdyenCodes::Result::PartiallyAuthorised:
        if (!json["amount"_L1].isObject())
            return unreadable(u"amount"_s);
        [[fallthrough]];
    case AdyenCodes::Result::Authorised:
        reply.state = sale ? ReplyState::Captured : ReplyState::Authorized;
        reply.capturedTotal = sale ? reply.amount : 0;
        reply.incrementAllowed = !sale; // where it was asked for, as a pre-authorisation
        AdyenReply::readKept(json["additionalData"_L1].toObject(), reply);
        return parsed;
    case AdyenCodes::Result::Refused:
        decline(json, resultCode == "Error"_L1 ? u"processor_error"_s : QString(), reply);
        return parsed;
    case AdyenCodes::Result::Cancelled:
        decline(json, u"customer_cancelled"_s, reply);
        return parsed;
    case AdyenCodes::Result::ShopperMustAct:
    case AdyenCodes::Result::Pending: reply.state = ReplyState::Pending; return parsed;
    }
    return unreadable(u"resultCode"_s);
}

/// Captures, cancels and refunds are only ever received; how they end is told later.
Parsed readModification(const Operation &operation, const QJsonObject &json)
{
    Connector::ParsedReply parsed;
    ProcessorReply &reply = parsed.reply;
    reply.state = ReplyState::Pending;
    reply.merchantReference = attemptOf(operation);
    reply.operationReference = json["pspReference"_L1].toString();
    reply.processorReference = json["paymentPspReference"_L1].toString();
    if (!isWellFormedId(reply.operationReference))
        return unreadable(u"pspReference"_s);
    const QString about = json["paymentReference"_L1].toString(attemptOf(operation));
    const QString ours = json["reference"_L1].toString(operation.id.value);
    if (ours != operation.id.value || about != attemptOf(operation))
        parsed.mismatch = u"reference"_s;
    const bool movesAmount = operation.kind != OperationKind::Void;
    if (movesAmount)
        compare(operation, json, parsed);
    if (movesAmount && reply.amount != operation.amount)
        parsed.mismatch = u"amount"_s;
    return parsed;
}

Parsed readRefusal(const QJsonObject &json, const HttpResponse &response)
{
    const QString code = json["errorCode"_L1].toString();
    const QString type = json["errorType"_L1].toString();
    if (code.isEmpty() && type.isEmpty())
        return unreadable(u"errorCode"_s);
    const QString category = AdyenCodes::errorCategory(code, type, response.status);
    Connector::ParsedReply parsed;
    parsed.rejected = true;
    parsed.retryLater = headerValue(response.headers, "transient-error").toLower() == "true"
                        || (response.status == 422 && code == kKeyInUse);
    parsed.reply.error = {scrubbed(code.isEmpty() ? type : code.left(kLongestMessage)), category,
                          scrubbed(json["message"_L1].toString().left(kLongestMessage)),
                          DeclineCategory::unifiedCode(category)};
    return parsed;
}

} // namespace

std::optional<AdyenReply::Amount> AdyenReply::amountFrom(const QJsonObject &amount)
{
    const auto currency = currencyFromText(amount["currency"_L1].toString());
    const QJsonValue value = amount["value"_L1];
    const qint64 whole = value.toInteger(-1);
    if (!currency || !value.isDouble() || whole < 0)
        return std::nullopt;
    const auto ours = AdyenMoney::fromAdyen(whole, *currency);
    return ours ? std::optional(Amount{*ours, *currency}) : std::nullopt;
}

void AdyenReply::readKept(const QJsonObject &additionalData, ProcessorReply &reply)
{
    const auto first = [&](QLatin1StringView name, QLatin1StringView older) {
        const QString text = additionalData[name].toString();
        return text.isEmpty() ? additionalData[older].toString() : text;
    };
    const QString network = additionalData["networkTxReference"_L1].toString();
    if (isWellFormedId(network))
        reply.networkTransactionId = network;
    reply.processorToken = AdyenToken::toText(
        {first("tokenization.shopperReference"_L1, "recurring.shopperReference"_L1),
         first("tokenization.storedPaymentMethodId"_L1, "recurring.recurringDetailReference"_L1)});
}

QString AdyenReply::networkAdvice(const QJsonObject &additionalData, const QString &brand)
{
    const QString mastercard = additionalData["merchantAdviceCode"_L1].toString().left(2);
    if (!mastercard.isEmpty())
        return u"MAC "_s + mastercard;
    const QString paidWith = additionalData["paymentMethod"_L1].toString(brand);
    const bool visa = brand == "visa"_L1 || paidWith == "visa"_L1;
    const QString raw = additionalData["refusalReasonRaw"_L1].toString();
    return visa ? QString(u"VISA "_s + raw.section(u':', 0, 0).trimmed().left(2)) : QString();
}

Result<Connector::ParsedReply> AdyenReply::read(const Operation &operation,
                                                const HttpResponse &response)
{
    const Result<QJsonObject> json = bodyOf(response);
    if (!json)
        return json.error();
    if (response.status >= 400)
        return readRefusal(*json, response);
    const bool authorization =
        operation.kind == OperationKind::Authorize || operation.kind == OperationKind::Sale;
    if (authorization)
        return readAuthorization(operation, *json);
    if ((*json)["status"_L1].toString() != "received"_L1)
        return unreadable(u"status"_s);
    return readModification(operation, *json);
}

DetachAnswer AdyenReply::readDetach(const HttpResponse &response)
{
    if (response.status >= 200 && response.status < 300)
        return {DetachAnswer::Kind::Done, {}};
    if (response.status == 404)
        return {DetachAnswer::Kind::Done, {}};
    const Result<QJsonObject> json = bodyOf(response);
    if (!json || response.status < 400)
        return {DetachAnswer::Kind::Unknown, u"unreadable_reply"_s};
    const QString code = (*json)["errorCode"_L1].toString();
    if (code.isEmpty())
        return {DetachAnswer::Kind::Unknown, u"unreadable_reply"_s};
    const bool gone = code == "800"_L1 || code == "803"_L1; // contract, details not found
    return {gone ? DetachAnswer::Kind::Done : DetachAnswer::Kind::Refused, scrubbed(code)};
}

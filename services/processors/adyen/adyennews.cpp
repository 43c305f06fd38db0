#include "services/processors/adyen/adyennews.h"

#include "services/core/scrubber.h"
#include "services/processors/adyen/adyencodes.h"
#include "services/processors/adyen/adyenreply.h"
#include "services/processors/adyen/adyentoken.h"
#include "services/processors/declinecategory.h"
#include "services/processors/newssignature.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestText = 255;

/// What an event is about.
enum class About {
    Authorization, ///< of the attempt
    Capture,
    Cancel,
    CancelOrRefund,
    Refund,
    RefundUndone, ///< it had gone through
    CaptureUndone,
    Expiry,
    Offer, ///< the shopper never paid
    Adjustment,
    Token,
    Dispute,
};

struct Row
{
    QLatin1StringView code;
    About about;
    DisputeStage stage = DisputeStage::Dispute; ///< of disputes, as is the status
    DisputeStatus status = DisputeStatus::Opened;
};

constexpr auto kRows = std::to_array<Row>({
    {"AUTHORISATION"_L1, About::Authorization},
    {"CAPTURE"_L1, About::Capture},
    {"CAPTURE_FAILED"_L1, About::CaptureUndone},
    {"CANCELLATION"_L1, About::Cancel},
    {"TECHNICAL_CANCEL"_L1, About::Cancel},
    {"CANCEL_OR_REFUND"_L1, About::CancelOrRefund},
    {"REFUND"_L1, About::Refund},
    {"REFUND_FAILED"_L1, About::RefundUndone},
    {"REFUNDED_REVERSED"_L1, About::RefundUndone},
    {"AUTHORISATION_ADJUSTMENT"_L1, About::Adjustment},
    {"EXPIRE"_L1, About::Expiry},
    {"OFFER_CLOSED"_L1, About::Offer},
    {"RECURRING_CONTRACT"_L1, About::Token},
    {"REQUEST_FOR_INFORMATION"_L1, About::Dispute, DisputeStage::PreDispute, DisputeStatus::Opened},
    {"NOTIFICATION_OF_CHARGEBACK"_L1, About::Dispute, DisputeStage::Dispute, DisputeStatus::Opened},
    {"CHARGEBACK"_L1, About::Dispute, DisputeStage::Dispute, DisputeStatus::Opened},
    {"CHARGEBACK_REVERSED"_L1, About::Dispute, DisputeStage::Dispute, DisputeStatus::Won},
    {"SECOND_CHARGEBACK"_L1, About::Dispute, DisputeStage::PreArbitration, DisputeStatus::Lost},
    {"PREARBITRATION_WON"_L1, About::Dispute, DisputeStage::PreArbitration, DisputeStatus::Won},
    {"PREARBITRATION_LOST"_L1, About::Dispute, DisputeStage::PreArbitration, DisputeStatus::Lost},
});

qint64 timeOf(const QJsonValue &value)
{
    const QDateTime at = QDateTime::fromString(value.toString(), Qt::ISODate);
    return at.isValid() ? qMax<qint64>(0, at.toMSecsSinceEpoch()) : 0;
}

QString shortText(const QJsonValue &value)
{
    const QString text = value.toString().trimmed();
    return text == "null"_L1 ? QString() : scrubbed(text.left(kLongestText));
}

PaymentError errorOf(const QJsonObject &item, const QString &otherwise)
{
    const QString reason = shortText(item["reason"_L1]);
    const QString known = AdyenCodes::categoryOfReason(reason);
    const QString category = known == "unknown"_L1 ? otherwise : known;
    return {u"declined"_s, category, reason, DeclineCategory::unifiedCode(category)};
}

/// The item as the outcome of an operation of that kind: done, or not.
struct Reading
{
    const QJsonObject &item;
    bool success;
    ProcessorNews &news;

    void outcome(ReplyState state, std::optional<OperationKind> kind, const QString &category)
    {
        ProcessorReply reply;
        reply.state = success ? state : ReplyState::Declined;
        reply.processorReference = news.paymentReference;
        reply.operationReference = kind ? news.operationReference : QString();
        if (!kind) // what follows a payment may have a reference of somebody else's
            reply.merchantReference = news.attemptReference;
        const auto amount = AdyenReply::amountFrom(item["amount"_L1].toObject());
        if (amount)
            reply.amount = amount->value;
        if (kind == OperationKind::Void) {
            // Whatever was held is not: of what was never there Adyen knows no currency.
        } else if (amount) {
            reply.currency = amount->currency;
        } else if (success) {
            return; // not to be read: a hint
        }
        if (reply.state == ReplyState::Declined)
            reply.error = errorOf(item, category);
        news.kind = kind;
        news.outcome = reply;
    }
};

void readAuthorization(const QJsonObject &item, bool success, ProcessorNews &news)
{
    news.paymentReference = item["pspReference"_L1].toString();
    // An authorization of which nothing was captured by itself ignores that it was "captured".
    Reading{item, success, news}.outcome(ReplyState::Captured, std::nullopt, u"generic_decline"_s);
    if (!news.outcome)
        return;
    const QJsonObject extra = item["additionalData"_L1].toObject();
    news.outcome->incrementAllowed = success;
    if (success)
        AdyenReply::readKept(extra, *news.outcome);
    // Also when the answer told the rest, and the token was not in it.
    if (success && !news.outcome->processorToken.isEmpty())
        news.token = TokenNews{.token = news.outcome->processorToken,
                               .networkTransactionId = news.outcome->networkTransactionId};
    if (!success)
        news.outcome->advice = AdyenCodes::adviceOf(
            news.outcome->error,
            AdyenReply::networkAdvice(extra, item["paymentMethod"_L1].toString()));
}

void readDispute(const QJsonObject &item, const Row &row, ProcessorNews &news)
{
    const QJsonObject extra = item["additionalData"_L1].toObject();
    DisputeNews dispute;
    dispute.processorReference = item["pspReference"_L1].toString();
    dispute.stage = row.stage;
    dispute.status = row.status;
    if (const auto amount = AdyenReply::amountFrom(item["amount"_L1].toObject())) {
        dispute.amount = amount->value;
        dispute.currency = amount->currency;
    }
    dispute.processorStatus = news.eventType;
    dispute.reasonCode = shortText(extra["chargebackReasonCode"_L1]);
    dispute.reason = shortText(item["reason"_L1]);
    dispute.respondByMs = timeOf(extra["defensePeriodEndsAt"_L1]);
    dispute.createdAtMs = news.occurredAtMs;
    dispute.updatedAtMs = news.occurredAtMs;
    news.dispute = dispute;
}

void readToken(const QJsonObject &item, ProcessorNews &news)
{
    const QJsonObject extra = item["additionalData"_L1].toObject();
    const QString shopper =
        extra["recurring.shopperReference"_L1].toString(extra["shopperReference"_L1].toString());
    const QString token = AdyenToken::toText({shopper, item["pspReference"_L1].toString()});
    if (!token.isEmpty())
        news.token = TokenNews{token};
}

void readAbout(const QJsonObject &item, const Row &row, bool success, ProcessorNews &news)
{
    Reading reading{item, success, news};
    const QString action = item["additionalData"_L1]["modification.action"_L1].toString();
    switch (row.about) {
    case About::Authorization: return readAuthorization(item, success, news);
    case About::Capture:
        return reading.outcome(ReplyState::Captured, OperationKind::Capture, u"processor_error"_s);
    case About::CaptureUndone:
        reading.success = false;
        return reading.outcome(ReplyState::Captured, OperationKind::Capture, u"processor_error"_s);
    case About::CancelOrRefund:
        if (action != "refund"_L1)
            return reading.outcome(ReplyState::Voided, OperationKind::Void, u"processor_error"_s);
        [[fallthrough]];
    case About::Refund:
        return reading.outcome(ReplyState::Refunded, OperationKind::Refund, u"not_refundable"_s);
    case About::RefundUndone:
        reading.success = false;
        return reading.outcome(ReplyState::Refunded, OperationKind::Refund, u"processor_error"_s);
    case About::Cancel:
        return reading.outcome(ReplyState::Voided, OperationKind::Void, u"processor_error"_s);
    case About::Expiry:
        if (news.paymentReference.isEmpty())
            news.paymentReference = item["pspReference"_L1].toString();
        return success ? reading.outcome(ReplyState::Expired, std::nullopt, {}) : void();
    case About::Offer:
        reading.success = false;
        return reading.outcome(ReplyState::Declined, std::nullopt, u"customer_cancelled"_s);
    case About::Token: return success ? readToken(item, news) : void();
    case About::Dispute: return readDispute(item, row, news);
    case About::Adjustment:
        return reading.outcome(ReplyState::Authorized, OperationKind::Increment,
                               u"generic_decline"_s);
    }
}

Result<ProcessorNews> newsFrom(const QJsonObject &item)
{
    const QString reference = item["pspReference"_L1].toString();
    const QString success = item["success"_L1].toString();
    ProcessorNews news;
    news.eventType = item["eventCode"_L1].toString();
    const bool decided = success == "true"_L1 || success == "false"_L1;
    if (!isWellFormedId(reference) || news.eventType.isEmpty() || !decided)
        return Error{ErrorCode::InvalidValue, u"body"_s};
    news.eventId = reference + u':' + news.eventType.left(kLongestText) + u':' + success;
    news.occurredAtMs = timeOf(item["eventDate"_L1]);
    news.paymentReference = item["originalReference"_L1].toString();
    const QString ours = item["merchantReference"_L1].toString();
    if (ours.startsWith("op_"_L1) && isWellFormedId(ours))
        news.operation = {ours};
    else
        news.attemptReference = ours;
    const auto row =
        std::ranges::find_if(kRows, [&](const Row &r) { return r.code == news.eventType; });
    if (row == kRows.end())
        return news; // kept and shown only
    const bool modifies = row->about == About::Capture || row->about == About::CaptureUndone
                          || row->about == About::Cancel || row->about == About::CancelOrRefund
                          || row->about == About::Refund || row->about == About::RefundUndone
                          || row->about == About::Adjustment;
    if (modifies)
        news.operationReference = reference;
    readAbout(item, *row, success == "true"_L1, news);
    return news;
}

/// "recurring.token.created" and its like, which have a form of their own.
Result<ProcessorNews> tokenNewsFrom(const QJsonObject &json)
{
    const QJsonObject data = json["data"_L1].toObject();
    const QString event = json["eventId"_L1].toString();
    ProcessorNews news;
    news.eventType = json["type"_L1].toString().left(kLongestText);
    news.occurredAtMs = timeOf(json["createdAt"_L1]);
    const AdyenToken token{data["shopperReference"_L1].toString(),
                           data["storedPaymentMethodId"_L1].toString()};
    const QString text = AdyenToken::toText(token);
    if (!isWellFormedId(event) || text.isEmpty())
        return Error{ErrorCode::InvalidValue, u"body"_s};
    news.eventId = event + u':' + news.eventType + u':' + token.method;
    if (news.eventType == "recurring.token.disabled"_L1)
        news.token = TokenNews{.token = text, .isGone = true};
    else if (news.eventType == "recurring.token.created"_L1)
        news.token = TokenNews{.token = text};
    news.paymentReference = event; // the payment that made it, where it is one
    return news;
}

/// Of news whose signature is over the whole body and stands in a header.
bool isSignedWhole(const HttpHeaders &headers, QByteArrayView rawBody, QByteArrayView secret)
{
    const QByteArray given = headerValue(headers, "HmacSignature");
    const QByteArray key = QByteArray::fromHex(secret.toByteArray());
    return !given.isEmpty()
           && news_signature::sameBytes(given, news_signature::hmacSha256(key, rawBody).toBase64());
}

Result<QList<ProcessorNews>> readTokenNews(const ProcessorAccount &account, const QJsonObject &json)
{
    const QString whose = json["data"_L1]["merchantAccount"_L1].toString();
    if (account.keys && whose != account.keys->key1)
        return QList<ProcessorNews>();
    const Result<ProcessorNews> news = tokenNewsFrom(json);
    return news ? Result<QList<ProcessorNews>>(QList<ProcessorNews>{*news}) : news.error();
}

bool isSigned(const QJsonObject &item, QByteArrayView secret)
{
    const QByteArray given = item["additionalData"_L1]["hmacSignature"_L1].toString().toLatin1();
    return !given.isEmpty()
           && news_signature::sameBytes(given, AdyenNews::signatureOf(item, secret));
}

} // namespace

QByteArray AdyenNews::signatureOf(const QJsonObject &item, QByteArrayView secret)
{
    const QJsonObject amount = item["amount"_L1].toObject();
    const QString value =
        amount.contains("value"_L1) ? QString::number(amount["value"_L1].toInteger()) : QString();
    const QString data = QStringList{item["pspReference"_L1].toString(),
                                     item["originalReference"_L1].toString(),
                                     item["merchantAccountCode"_L1].toString(),
                                     item["merchantReference"_L1].toString(),
                                     value,
                                     amount["currency"_L1].toString(),
                                     item["eventCode"_L1].toString(),
                                     item["success"_L1].toString()}
                             .join(u':');
    const QByteArray key = QByteArray::fromHex(secret.toByteArray());
    return news_signature::hmacSha256(key, data.toUtf8()).toBase64();
}

Result<QList<ProcessorNews>> AdyenNews::read(const ProcessorAccount &account,
                                             const HttpHeaders &headers, QByteArrayView rawBody,
                                             QByteArrayView secret)
{
    const Error unsignedNews{ErrorCode::IntegrityMismatch, u"signature"_s};
    const Error unreadable{ErrorCode::InvalidValue, u"body"_s};
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(rawBody.toByteArray(), &problem);
    if (document["type"_L1].toString().startsWith("recurring.token."_L1)) {
        const bool isAuthentic = secret.isEmpty() || isSignedWhole(headers, rawBody, secret);
        return isAuthentic ? readTokenNews(account, document.object()) : unsignedNews;
    }
    const QJsonArray rows = document["notificationItems"_L1].toArray();
    if (problem.error != QJsonParseError::NoError || rows.isEmpty())
        return secret.isEmpty() ? unreadable : unsignedNews;
    QList<QJsonObject> items;
    for (const auto &row : rows) {
        const QJsonObject item = row["NotificationRequestItem"_L1].toObject();
        if (!secret.isEmpty() && !isSigned(item, secret))
            return unsignedNews;
        if (item.isEmpty())
            return unreadable;
        items.append(item);
    }
    QList<ProcessorNews> told;
    for (const QJsonObject &item : items) {
        const QString whose = item["merchantAccountCode"_L1].toString();
        if (account.keys && whose != account.keys->key1)
            continue;
        const Result<ProcessorNews> news = newsFrom(item);
        if (!news)
            return news.error();
        told.append(*news);
    }
    return told;
}

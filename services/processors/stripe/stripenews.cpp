#include "services/processors/jsonmembers.h"
#include "services/processors/newssignature.h"
#include "services/processors/stripe/stripeconnector.h"
#include "services/processors/stripe/stripeintent.h"
#include "services/processors/stripe/stripemoney.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLargestHeader = 4096;

/// Stripe-Signature: t=<unix seconds>,v1=<hex>[,v1=<hex>]; the secret is used as text.
bool isSigned(const HttpHeaders &headers, QByteArrayView rawBody, QByteArrayView secret,
              qint64 nowMs)
{
    const QByteArray header = headerValue(headers, "Stripe-Signature");
    if (header.size() > kLargestHeader)
        return false;
    QByteArray time;
    QList<QByteArray> given;
    for (const QByteArray &part : header.split(',')) {
        const QByteArray field = part.trimmed();
        if (field.startsWith("t="))
            time = field.sliced(2);
        else if (field.startsWith("v1="))
            given.append(field.sliced(3));
    }
    bool isNumber = false;
    const qint64 seconds = time.toLongLong(&isNumber);
    const bool inRange = seconds > 0 && seconds < 100'000'000'000;
    if (!isNumber || !inRange || !news_signature::isFresh(seconds * 1000, nowMs))
        return false;
    QByteArray signedText = time + '.';
    signedText += rawBody;
    const QByteArray expected = news_signature::hmacSha256(secret, signedText).toHex();
    bool fits = false;
    for (const QByteArray &signature : given) // all of them: nobody learns which one it was
        fits = news_signature::sameBytes(expected, signature) || fits;
    return fits;
}

QString idOf(const QJsonValue &value)
{
    return value.isObject() ? value["id"_L1].toString() : value.toString();
}

struct DisputeRow
{
    QLatin1StringView word;
    DisputeStage stage;
    DisputeStatus status;
};

constexpr auto kDisputes = std::to_array<DisputeRow>({
    {"warning_needs_response"_L1, DisputeStage::PreDispute, DisputeStatus::Opened},
    {"warning_under_review"_L1, DisputeStage::PreDispute, DisputeStatus::Challenged},
    {"warning_closed"_L1, DisputeStage::PreDispute, DisputeStatus::Cancelled},
    {"needs_response"_L1, DisputeStage::Dispute, DisputeStatus::Opened},
    {"under_review"_L1, DisputeStage::Dispute, DisputeStatus::Challenged},
    {"won"_L1, DisputeStage::Dispute, DisputeStatus::Won},
    {"lost"_L1, DisputeStage::Dispute, DisputeStatus::Lost},
});

/// Nothing when it says what nobody here understands: then the event is only kept.
std::optional<DisputeNews> disputeFrom(const QJsonObject &json, qint64 updatedAtMs)
{
    const QString status = json["status"_L1].toString();
    const auto row =
        std::ranges::find_if(kDisputes, [&](const DisputeRow &r) { return r.word == status; });
    const auto currency = stripemoney::currencyFrom(json["currency"_L1].toString());
    const qint64 amount = json["amount"_L1].toInteger(-1);
    const auto ours =
        currency && amount >= 0 ? stripemoney::fromStripe(amount, *currency) : std::nullopt;
    const QString id = json["id"_L1].toString();
    if (row == kDisputes.end() || !ours || !isStripeId(id))
        return std::nullopt;
    DisputeNews news;
    news.processorReference = id;
    news.stage = row->stage;
    news.status = row->status;
    news.amount = *ours;
    news.currency = currency;
    news.processorStatus = status;
    news.reason = json["reason"_L1].toString();
    news.reasonCode =
        json["payment_method_details"_L1]["card"_L1]["network_reason_code"_L1].toString();
    news.respondByMs = json["evidence_details"_L1]["due_by"_L1].toInteger(0) * 1000;
    news.createdAtMs = json["created"_L1].toInteger(0) * 1000;
    news.updatedAtMs = updatedAtMs;
    return news;
}

std::optional<CardUpdate> cardFrom(const QJsonValue &card)
{
    const QString last4 = card["last4"_L1].toString();
    const int month = card["exp_month"_L1].toInt();
    const int year = card["exp_year"_L1].toInt();
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    const bool isCard = last4.size() == 4 && std::ranges::all_of(last4, isDigit);
    if (!isCard || month < 1 || month > 12 || year < 2000 || year > 9999)
        return std::nullopt;
    return CardUpdate{last4, month, year};
}

/// A payment method that changed or went; its customer is the one it had before.
std::optional<TokenNews> tokenFrom(const QJsonObject &data, const QString &type)
{
    const QJsonObject object = data["object"_L1].toObject();
    const QString method = object["id"_L1].toString();
    const bool isGone = type == "payment_method.detached"_L1;
    const bool isChange =
        type == "payment_method.automatically_updated"_L1 || type == "payment_method.updated"_L1;
    if ((!isGone && !isChange) || !isStripeId(method))
        return std::nullopt;
    QString customer = idOf(object["customer"_L1]);
    if (customer.isEmpty())
        customer = idOf(data["previous_attributes"_L1]["customer"_L1]);
    TokenNews news;
    news.token = isStripeId(customer) ? customer + u'-' + method : method;
    news.isGone = isGone;
    if (isChange)
        news.card = cardFrom(object["card"_L1]);
    return news;
}

/// What the event is about, by the kind of object it carries.
void readObject(const QJsonObject &object, ProcessorNews &news)
{
    const QString kind = object["object"_L1].toString();
    const QJsonObject metadata = object["metadata"_L1].toObject();
    if (kind == "payment_intent"_L1 || kind == "setup_intent"_L1) {
        news.paymentReference = object["id"_L1].toString();
        news.attemptReference = metadata["attempt_id"_L1].toString();
    } else if (kind == "charge"_L1) {
        news.paymentReference = idOf(object["payment_intent"_L1]);
        news.attemptReference = metadata["attempt_id"_L1].toString();
    } else if (kind == "refund"_L1) {
        news.paymentReference = idOf(object["payment_intent"_L1]);
        news.attemptReference = metadata["attempt_id"_L1].toString();
        news.operationReference = object["id"_L1].toString();
        news.operation = {metadata["operation_id"_L1].toString()};
        news.kind = OperationKind::Refund;
    } else if (kind == "dispute"_L1) {
        news.paymentReference = idOf(object["payment_intent"_L1]);
        news.dispute = disputeFrom(object, news.occurredAtMs);
    }
}

} // namespace

Result<QList<ProcessorNews>> StripeConnector::parseNews(const ProcessorAccount &account,
                                                        const HttpHeaders &headers,
                                                        QByteArrayView rawBody,
                                                        QByteArrayView secret, qint64 nowMs) const
{
    if (!secret.isEmpty() && !isSigned(headers, rawBody, secret, nowMs))
        return ErrorCode::IntegrityMismatch;
    const QJsonObject json = QJsonDocument::fromJson(rawBody.toByteArray()).object();
    JsonMembers members(json);
    ProcessorNews news;
    news.eventId = members.text("id"_L1);
    news.eventType = members.text("type"_L1);
    news.occurredAtMs = members.amount("created"_L1) * 1000;
    const bool isLive = members.flag("livemode"_L1);
    const QJsonObject data = members.object("data"_L1);
    if (!members.problem().isEmpty())
        return Error{ErrorCode::InvalidValue, members.problem()};
    if (!isStripeId(news.eventId))
        return Error{ErrorCode::InvalidValue, u"id"_s};
    if (isLive == account.testMode)
        return Error{ErrorCode::InvalidValue, u"livemode"_s};
    readObject(data["object"_L1].toObject(), news);
    news.token = tokenFrom(data, news.eventType);
    return QList<ProcessorNews>{news};
}

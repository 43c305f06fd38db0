#include "services/processors/stripe/stripeintent.h"

#include "services/processors/jsonmembers.h"
#include "services/processors/stripe/stripemoney.h"

#include <QUrl>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kChallengeMs = 15 * 60'000;

Error unreadable(const QString &member)
{
    return {ErrorCode::OutcomeUnknown, member};
}

std::optional<StripeIntent::Status> statusFrom(const QString &text)
{
    using enum StripeIntent::Status;
    struct Row
    {
        QLatin1StringView text;
        StripeIntent::Status status;
    };
    static constexpr auto kRows = std::to_array<Row>({
        {"requires_payment_method"_L1, RequiresPaymentMethod},
        {"requires_confirmation"_L1, RequiresConfirmation},
        {"requires_action"_L1, RequiresAction},
        {"processing"_L1, Processing},
        {"requires_capture"_L1, RequiresCapture},
        {"succeeded"_L1, Succeeded},
        {"canceled"_L1, Canceled},
    });
    const auto row = std::ranges::find_if(kRows, [&](const Row &r) { return r.text == text; });
    return row == kRows.end() ? std::nullopt : std::optional(row->status);
}

/// The id of an object that may be expanded; empty when there is none, or no id in it.
QString idIn(const QJsonValue &value)
{
    const QString id = value.isObject() ? value["id"_L1].toString() : value.toString();
    return isStripeId(id) ? id : QString();
}

/// The address a browser can be sent to, or empty.
QString redirectIn(const QJsonObject &json)
{
    const QJsonValue action = json["next_action"_L1];
    if (action["type"_L1] != "redirect_to_url"_L1)
        return {};
    const QUrl url(action["redirect_to_url"_L1]["url"_L1].toString(), QUrl::StrictMode);
    const bool web = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    return url.isValid() && web && !url.host().isEmpty() ? url.toString(QUrl::FullyEncoded)
                                                         : QString();
}

/// The amounts in our units; false when one of them cannot be said so.
bool readMoney(JsonMembers &members, StripeIntent &intent)
{
    intent.currency = stripemoney::currencyFrom(members.text("currency"_L1));
    const qint64 amount = members.amount("amount"_L1);
    const qint64 capturable = members.amount("amount_capturable"_L1, JsonMembers::Optional);
    const qint64 received = members.amount("amount_received"_L1, JsonMembers::Optional);
    if (!intent.currency)
        return false;
    const auto ours = [&](qint64 value) {
        return stripemoney::fromStripe(value, *intent.currency);
    };
    if (!ours(amount) || !ours(capturable) || !ours(received))
        return false;
    intent.amount = *ours(amount);
    intent.capturable = *ours(capturable);
    intent.received = *ours(received);
    return true;
}

ThreeDsResult threeDsIn(const QJsonObject &card)
{
    const QJsonObject json = card["three_d_secure"_L1].toObject();
    if (json.isEmpty())
        return {};
    const QString flow = json["authentication_flow"_L1].toString(u"frictionless"_s);
    const QString result = json["result"_L1].toString();
    if (result == "authenticated"_L1)
        return {flow, u"Y"_s, true};
    if (result == "attempt_acknowledged"_L1)
        return {flow, u"A"_s, true};
    if (result == "failed"_L1)
        return {flow, u"N"_s, false};
    const bool unavailable = result == "not_supported"_L1 || result == "processing_error"_L1;
    return unavailable ? ThreeDsResult{flow, u"U"_s, false} : ThreeDsResult{};
}

} // namespace

bool isStripeId(const QString &id)
{
    return isWellFormedId(id) && !id.contains(u'-');
}

QString StripeIntent::attemptReference() const
{
    return metadata["attempt_id"_L1].toString();
}

std::optional<qint64> StripeIntent::captureOf(const OperationId &operation) const
{
    bool isNumber = false;
    const qint64 taken = metadata[operation.value].toString().toLongLong(&isNumber);
    if (!isNumber || taken <= 0 || !currency)
        return std::nullopt;
    return stripemoney::fromStripe(taken, *currency);
}

qint64 StripeIntent::capturesTotal() const
{
    qint64 total = 0;
    for (auto it = metadata.begin(); it != metadata.end(); ++it) {
        if (it.key().startsWith("op_"_L1))
            total += captureOf({it.key()}).value_or(0);
    }
    return total;
}

ProcessorReply StripeIntent::reply() const
{
    const QJsonObject details = charge["payment_method_details"_L1].toObject();
    const QJsonObject card = details["card"_L1].toObject();
    ProcessorReply told;
    told.processorReference = id;
    told.merchantReference = attemptReference();
    told.currency = currency;
    told.capturedTotal = received;
    told.captureBeforeMs = card["capture_before"_L1].toInteger(0) * 1000;
    told.challengeUrl = redirectUrl;
    told.challengeExpiresAtMs = redirectUrl.isEmpty() ? 0 : createdMs + kChallengeMs;
    told.threeDs = threeDsIn(card);
    told.incrementAllowed = card["incremental_authorization"_L1]["status"_L1] == "available"_L1;
    const QString network = card["network_transaction_id"_L1].toString();
    if (isWellFormedId(network))
        told.networkTransactionId = network;
    if (isKept && !customer.isEmpty() && !paymentMethod.isEmpty())
        told.processorToken = customer + u'-' + paymentMethod;
    return told;
}

Result<StripeIntent> stripeIntentFrom(const QJsonObject &json)
{
    JsonMembers members(json);
    StripeIntent intent;
    intent.isSetup = members.text("object"_L1) == "setup_intent"_L1;
    if (!intent.isSetup && json["object"_L1] != "payment_intent"_L1)
        return unreadable(u"object"_s);
    intent.id = members.text("id"_L1);
    const auto status = statusFrom(members.text("status"_L1));
    intent.isLive = members.flag("livemode"_L1);
    intent.createdMs = members.amount("created"_L1) * 1000;
    intent.metadata = members.object("metadata"_L1, JsonMembers::Optional);
    intent.cancellationReason = members.text("cancellation_reason"_L1, JsonMembers::Optional);
    intent.lastError = members.object(
        intent.isSetup ? "last_setup_error"_L1 : "last_payment_error"_L1, JsonMembers::Optional);
    const bool isMoneyFine = intent.isSetup || readMoney(members, intent);
    if (!members.problem().isEmpty())
        return unreadable(members.problem());
    if (!isMoneyFine)
        return unreadable(u"amount"_s);
    if (!status)
        return unreadable(u"status"_s);
    if (!isStripeId(intent.id))
        return unreadable(u"id"_s);
    intent.status = *status;
    intent.redirectUrl = redirectIn(json);
    intent.isKept = json[intent.isSetup ? "usage"_L1 : "setup_future_usage"_L1] == "off_session"_L1;
    intent.customer = idIn(json["customer"_L1]);
    intent.paymentMethod = idIn(json["payment_method"_L1]);
    intent.charge = json[intent.isSetup ? "latest_attempt"_L1 : "latest_charge"_L1].toObject();
    return intent;
}

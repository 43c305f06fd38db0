#include "services/processors/stripe/stripereply.h"

#include "services/processors/declinecategory.h"
#include "services/processors/jsonmembers.h"
#include "services/processors/stripe/stripeerrors.h"
#include "services/processors/stripe/stripeform.h"
#include "services/processors/stripe/stripeintent.h"
#include "services/processors/stripe/stripemoney.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

using Parsed = Result<Connector::ParsedReply>;
using Status = StripeIntent::Status;

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

bool isAuthorization(const Operation &operation)
{
    return operation.kind == OperationKind::Authorize || operation.kind == OperationKind::Sale;
}

PaymentError stateError(const QString &category)
{
    return {category, category, {}, DeclineCategory::unifiedCode(category)};
}

void decline(Connector::ParsedReply &parsed, const QJsonObject &error, const QJsonObject &charge)
{
    parsed.reply.state = ReplyState::Declined;
    parsed.reply.error = stripeerrors::errorFrom(error, 402, charge);
    parsed.reply.advice = stripeerrors::adviceFrom(error, parsed.reply.error.category);
}

Connector::ParsedReply begin(const StripeIntent &intent, const Operation &operation)
{
    Connector::ParsedReply parsed;
    parsed.reply = intent.reply();
    parsed.isLive = intent.isLive;
    if (intent.isSetup)
        parsed.reply.currency = operation.currency; // nothing moves, and it names none
    return parsed;
}

/// Whether Stripe let it lapse, not we.
bool hasLapsed(const StripeIntent &intent)
{
    return intent.cancellationReason == "automatic"_L1;
}

Parsed readAuthorization(const Operation &operation, const StripeIntent &intent)
{
    Connector::ParsedReply parsed = begin(intent, operation);
    ProcessorReply &reply = parsed.reply;
    const bool sale = operation.kind == OperationKind::Sale;
    if (intent.isSetup != (operation.amount == 0))
        return unreadable(u"object"_s);
    if (intent.metadata["operation_id"_L1].toString() != operation.id.value)
        parsed.mismatch = u"operation"_s;
    else if (intent.amount != operation.amount)
        parsed.mismatch = u"amount"_s;
    switch (intent.status) {
    case Status::RequiresPaymentMethod:
        if (intent.lastError.isEmpty()) { // made, and nobody has tried to pay yet
            reply.state = ReplyState::Pending;
            return parsed;
        }
        decline(parsed, intent.lastError, intent.charge);
        return parsed;
    case Status::RequiresAction:
        if (intent.redirectUrl.isEmpty())
            return unreadable(u"next_action"_s);
        reply.state = ReplyState::ChallengeRequired;
        return parsed;
    case Status::RequiresConfirmation:
    case Status::Processing: reply.state = ReplyState::Pending; return parsed;
    case Status::RequiresCapture:
        reply.state = ReplyState::Authorized;
        reply.amount = intent.capturable + intent.received;
        return parsed;
    case Status::Succeeded:
        reply.state = sale ? ReplyState::Captured : ReplyState::Authorized;
        reply.amount = sale ? intent.received : intent.amount;
        // A hold of which only parts were taken is over.
        if (!sale && intent.received < intent.amount)
            reply.state = ReplyState::Expired;
        return parsed;
    case Status::Canceled:
        reply.state = hasLapsed(intent) ? ReplyState::Expired : ReplyState::Voided;
        reply.amount = intent.amount - intent.received;
        return parsed;
    }
    return unreadable(u"status"_s);
}

/// A follow-up that has left no trace: whether it still could.
Connector::ParsedReply withoutTrace(const StripeIntent &intent, const Operation &operation)
{
    Connector::ParsedReply parsed = begin(intent, operation);
    ProcessorReply &reply = parsed.reply;
    switch (intent.status) {
    case Status::Succeeded:
        reply.state = ReplyState::Declined;
        reply.error = stateError(u"already_captured"_s);
        return parsed;
    case Status::Canceled:
        reply.state = hasLapsed(intent) ? ReplyState::Expired : ReplyState::Voided;
        reply.amount = intent.amount - intent.received;
        return parsed;
    case Status::RequiresPaymentMethod:
        if (!intent.lastError.isEmpty()) {
            decline(parsed, intent.lastError, intent.charge);
            return parsed;
        }
        [[fallthrough]];
    case Status::RequiresConfirmation:
    case Status::RequiresAction:
    case Status::Processing:
    case Status::RequiresCapture: reply.state = ReplyState::NotFound; return parsed;
    }
    return parsed;
}

Parsed readCapture(const Operation &operation, const StripeIntent &intent, bool isRead)
{
    const std::optional<qint64> taken = intent.captureOf(operation.id);
    if (!taken)
        return isRead ? Parsed(withoutTrace(intent, operation)) : Parsed(unreadable(u"metadata"_s));
    Connector::ParsedReply parsed = begin(intent, operation);
    parsed.reply.state = ReplyState::Captured;
    parsed.reply.amount = *taken;
    if (intent.capturesTotal() != intent.received)
        parsed.mismatch = u"amount_received"_s;
    return parsed;
}

/// The total is the proof: it only ever rises, and by one increment at a time.
Parsed readIncrement(const Operation &operation, const StripeIntent &intent, bool isRead)
{
    const bool isRaised = intent.amount >= operation.amount;
    if (isRead && !isRaised)
        return withoutTrace(intent, operation);
    Connector::ParsedReply parsed = begin(intent, operation);
    parsed.reply.state = ReplyState::Authorized;
    parsed.reply.amount = intent.amount;
    if (isRaised && intent.status == Status::Canceled)
        parsed.reply.state = hasLapsed(intent) ? ReplyState::Expired : ReplyState::Voided;
    return parsed;
}

Parsed readVoid(const Operation &operation, const StripeIntent &intent, bool isRead)
{
    Connector::ParsedReply parsed = withoutTrace(intent, operation);
    const bool released = intent.status == Status::Succeeded && intent.received < intent.amount;
    if (intent.status == Status::Canceled)
        return parsed;
    if (released) { // a part was taken, the rest is free
        parsed.reply.state = ReplyState::Voided;
        parsed.reply.error = {};
        parsed.reply.amount = intent.amount - intent.received;
        return parsed;
    }
    return isRead ? Parsed(parsed) : Parsed(unreadable(u"status"_s));
}

/// The one object of a list that is ours; an empty one when there is none.
Result<QJsonObject> oursIn(const QJsonObject &list, QLatin1StringView name, const QString &value)
{
    JsonMembers members(list);
    const QJsonArray data = members.array("data"_L1);
    const bool hasMore = members.flag("has_more"_L1, JsonMembers::Optional);
    if (!members.problem().isEmpty())
        return unreadable(members.problem());
    QJsonObject found;
    for (const auto &entry : data) {
        if (entry["metadata"_L1][name].toString() != value)
            continue;
        if (!found.isEmpty())
            return unreadable(u"data"_s); // two of one
        found = entry.toObject();
    }
    if (found.isEmpty() && hasMore)
        return unreadable(u"has_more"_s);
    return found;
}

Parsed readList(const Operation &operation, const QJsonObject &list)
{
    const bool isRefund = operation.kind == OperationKind::Refund;
    const QString attempt = attemptId(operation.paymentId, operation.attemptNumber).value;
    const auto ours = isRefund ? oursIn(list, "operation_id"_L1, operation.id.value)
                               : oursIn(list, "attempt_id"_L1, attempt);
    if (!ours)
        return ours.error();
    if (ours->isEmpty() && list["object"_L1] == "search_result"_L1)
        return unreadable(u"data"_s); // the index may not know it yet
    if (ours->isEmpty()) {
        Connector::ParsedReply parsed;
        parsed.reply.state = ReplyState::NotFound;
        return parsed;
    }
    return isRefund ? stripereply::readRefund(*ours)
                    : stripereply::readIntent(operation, *ours, true);
}

bool wantsRetry(const QJsonObject &error, const HttpResponse &response)
{
    const QByteArray told = headerValue(response.headers, "Stripe-Should-Retry").toLower();
    if (told == "true" || told == "false")
        return told == "true";
    const QString code = error["code"_L1].toString();
    return response.status == 429 || code == "idempotency_key_in_use"_L1
           || code == "lock_timeout"_L1 || code == "rate_limit"_L1;
}

Parsed readError(const Operation &operation, const QJsonObject &json, const HttpResponse &response,
                 bool isRead)
{
    const QJsonObject error = json["error"_L1].toObject();
    if (error["type"_L1].toString().isEmpty())
        return unreadable(u"error"_s);
    Connector::ParsedReply parsed;
    if (isRead && response.status == 404 && error["code"_L1] == "resource_missing"_L1) {
        parsed.reply.state = ReplyState::NotFound;
        return parsed;
    }
    const QLatin1StringView member =
        operation.amount == 0 ? "setup_intent"_L1 : "payment_intent"_L1;
    const QJsonObject object = error[member].toObject();
    // A follow-up is declined by the bank only; any other refusal of it is about the request.
    const bool isPay = isAuthorization(operation);
    const bool decided = response.status == 402 || (response.status == 400 && isPay);
    if (decided && !isRead && !object.isEmpty()) {
        const Result<StripeIntent> intent = stripeIntentFrom(object);
        if (!intent)
            return intent.error();
        // An error about a payment that went through, or still may, contradicts itself.
        if (isPay && intent->status != Status::RequiresPaymentMethod
            && intent->status != Status::Canceled)
            return unreadable(u"status"_s);
        parsed = begin(*intent, operation);
        decline(parsed, error, intent->charge);
        return parsed;
    }
    parsed.rejected = true;
    parsed.retryLater = wantsRetry(error, response);
    parsed.reply.error = stripeerrors::errorFrom(error, response.status);
    return parsed;
}

/// Why it did not go back; that somebody called it off is no failure of the card.
QString refundCategory(const QString &status, const QString &reason)
{
    const bool calledOff = status == "canceled"_L1 && reason.isEmpty();
    return calledOff ? u"customer_cancelled"_s : stripeerrors::refundCategoryOf(reason);
}

PreparationReply::Kind kindOf(const QJsonObject &error, const HttpResponse &response)
{
    if (wantsRetry(error, response))
        return PreparationReply::Kind::RetryLater;
    return response.status == 402 ? PreparationReply::Kind::Declined
                                  : PreparationReply::Kind::Rejected;
}

} // namespace

Parsed stripereply::readIntent(const Operation &operation, const QJsonObject &json, bool isRead)
{
    const Result<StripeIntent> intent = stripeIntentFrom(json);
    if (!intent)
        return intent.error();
    switch (operation.kind) {
    case OperationKind::Authorize:
    case OperationKind::Sale: return readAuthorization(operation, *intent);
    case OperationKind::Capture: return readCapture(operation, *intent, isRead);
    case OperationKind::Void: return readVoid(operation, *intent, isRead);
    case OperationKind::Increment: return readIncrement(operation, *intent, isRead);
    case OperationKind::Refund: break;
    }
    return unreadable(u"object"_s);
}

Parsed stripereply::readRefund(const QJsonObject &json)
{
    JsonMembers members(json);
    const QString id = members.text("id"_L1);
    const auto currency = stripemoney::currencyFrom(members.text("currency"_L1));
    const qint64 amount = members.amount("amount"_L1);
    const QString status = members.text("status"_L1);
    const QJsonObject metadata = members.object("metadata"_L1, JsonMembers::Optional);
    if (!members.problem().isEmpty())
        return unreadable(members.problem());
    if (!isStripeId(id))
        return unreadable(u"id"_s);
    const auto ours = currency ? stripemoney::fromStripe(amount, *currency) : std::nullopt;
    if (!ours)
        return unreadable(u"amount"_s);
    Connector::ParsedReply parsed;
    ProcessorReply &reply = parsed.reply;
    reply.operationReference = id;
    reply.merchantReference = metadata["attempt_id"_L1].toString();
    const QJsonValue intent = json["payment_intent"_L1];
    reply.processorReference = intent.isObject() ? intent["id"_L1].toString() : intent.toString();
    reply.currency = currency;
    reply.amount = *ours;
    if (status == "succeeded"_L1) {
        reply.state = ReplyState::Refunded;
    } else if (status == "pending"_L1 || status == "requires_action"_L1) {
        reply.state = ReplyState::Pending;
    } else if (status == "failed"_L1 || status == "canceled"_L1) {
        const QString reason = json["failure_reason"_L1].toString();
        reply.state = ReplyState::Declined;
        reply.error = stateError(refundCategory(status, reason));
        reply.error.code = reason.isEmpty() ? status : reason;
    } else {
        return unreadable(u"status"_s);
    }
    return parsed;
}

Parsed stripereply::read(const Operation &operation, const HttpResponse &response, bool isRead)
{
    const Result<QJsonObject> json = bodyOf(response);
    if (!json)
        return json.error();
    if (json->contains("error"_L1))
        return readError(operation, *json, response, isRead);
    if (response.status >= 400)
        return unreadable(u"error"_s);
    const QString object = (*json)["object"_L1].toString();
    if (isRead && (object == "list"_L1 || object == "search_result"_L1))
        return readList(operation, *json);
    if (operation.kind != OperationKind::Refund)
        return readIntent(operation, *json, isRead);
    if (object != "refund"_L1)
        return unreadable(u"object"_s);
    Parsed refund = readRefund(*json);
    const QString ours = (*json)["metadata"_L1]["operation_id"_L1].toString();
    if (refund && ours != operation.id.value)
        refund->mismatch = u"operation"_s;
    return refund;
}

Result<PreparationReply> stripereply::readPreparation(const HttpResponse &response,
                                                      HttpRequest &money)
{
    const Result<QJsonObject> json = bodyOf(response);
    if (!json)
        return json.error();
    PreparationReply reply;
    const QJsonObject error = (*json)["error"_L1].toObject();
    if (!error["type"_L1].toString().isEmpty() && response.status >= 400) {
        reply.kind = kindOf(error, response);
        reply.error = stripeerrors::errorFrom(error, response.status);
        reply.advice = stripeerrors::adviceFrom(error, reply.error.category);
        return reply;
    }
    const QString object = (*json)["object"_L1].toString();
    const QString id = (*json)["id"_L1].toString();
    const QJsonValue livemode = (*json)["livemode"_L1];
    const bool known = object == "customer"_L1 || object == "payment_method"_L1;
    if (response.status >= 400 || !known || !isStripeId(id) || !livemode.isBool())
        return unreadable(u"object"_s);
    reply.isLive = livemode.toBool();
    StripeForm form(std::move(money.body));
    form.text(object.toLatin1(), id);
    money.body = form.take();
    return reply;
}

DetachAnswer stripereply::readDetach(const HttpResponse &response)
{
    const Result<QJsonObject> json = bodyOf(response);
    if (!json)
        return {DetachAnswer::Kind::Unknown, u"unreadable_reply"_s};
    const bool isMethod = (*json)["object"_L1] == "payment_method"_L1;
    if (response.status == 200 && isMethod && (*json)["customer"_L1].isNull())
        return {DetachAnswer::Kind::Done, {}};
    const QJsonObject error = (*json)["error"_L1].toObject();
    if (error["type"_L1].toString().isEmpty() || response.status < 400)
        return {DetachAnswer::Kind::Unknown, u"unreadable_reply"_s};
    const QString code = error["code"_L1].toString();
    // Not there any more, or nobody's any more: it cannot be charged.
    const bool gone = code == "resource_missing"_L1 || code == "payment_method_unexpected_state"_L1;
    return {gone ? DetachAnswer::Kind::Done : DetachAnswer::Kind::Refused,
            code.isEmpty() ? error["type"_L1].toString() : code};
}

#include "services/processors/simulator/simulatorreply.h"

#include "services/core/scrubber.h"
#include "services/processors/declinecategory.h"
#include "services/processors/jsonmembers.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

using Parsed = Result<Connector::ParsedReply>;

constexpr qsizetype kLongestMessage = 255;

enum class BankStatus {
    Authorized,
    Captured,
    PartiallyCaptured,
    ChallengeRequired,
    Pending,
    Review,
    Declined,
    Voided,
    Expired,
};

std::optional<BankStatus> statusFrom(const QString &text)
{
    struct Row
    {
        QLatin1StringView text;
        BankStatus status;
    };
    static constexpr auto kRows = std::to_array<Row>({
        {"authorized"_L1, BankStatus::Authorized},
        {"captured"_L1, BankStatus::Captured},
        {"partially_captured"_L1, BankStatus::PartiallyCaptured},
        {"challenge_required"_L1, BankStatus::ChallengeRequired},
        {"pending"_L1, BankStatus::Pending},
        {"review"_L1, BankStatus::Review},
        {"declined"_L1, BankStatus::Declined},
        {"voided"_L1, BankStatus::Voided},
        {"expired"_L1, BankStatus::Expired},
    });
    for (const Row &row : kRows) {
        if (row.text == text)
            return row.status;
    }
    return std::nullopt;
}

/// The payment object, checked member by member.
struct BankObject
{
    QString id; ///< empty for a tombstone
    QString reference;
    QString operation;
    BankStatus status = BankStatus::Pending;
    qint64 amount = 0;
    std::optional<Currency> currency;
    qint64 authorized = 0;
    qint64 captured = 0;
    std::optional<qint64> held;
    qint64 captureBeforeMs = 0;
    QJsonObject challenge;
    QJsonObject decline;
    ThreeDsResult threeDs;
    QJsonArray captures;
    QJsonArray voids;
    QJsonArray refunds;
    QJsonArray increments;
    bool isIncremental = false;
    QString networkTransactionId;
    QString token;
    std::optional<CardUpdate> updatedCard;
};

Error unreadable(const QString &member)
{
    return {ErrorCode::OutcomeUnknown, member};
}

bool fitsId(const QString &id)
{
    return id.isEmpty() || isWellFormedId(id);
}

std::optional<CardUpdate> updateFrom(const QJsonObject &json)
{
    JsonMembers members(json);
    const QString last4 = members.text("last4"_L1);
    const qint64 month = members.amount("exp_month"_L1);
    const qint64 year = members.amount("exp_year"_L1);
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    const bool isDate = month >= 1 && month <= 12 && year >= 2000 && year <= 9999;
    const bool isCard = last4.size() == 4 && std::ranges::all_of(last4, isDigit);
    if (!members.problem().isEmpty() || !isDate || !isCard)
        return std::nullopt;
    return CardUpdate{last4, static_cast<int>(month), static_cast<int>(year)};
}

/// What the bank gives for later charges. What cannot be used is left out: what it says of the
/// money counts all the same.
void readKept(const QJsonObject &json, BankObject &object)
{
    const auto idIn = [&](QLatin1StringView name) {
        const QString id = json[name].toString();
        return isWellFormedId(id) ? id : QString();
    };
    object.networkTransactionId = idIn("network_transaction_id"_L1);
    object.token = idIn("token"_L1);
    object.updatedCard = updateFrom(json["updated_card"_L1].toObject());
}

Result<BankObject> objectFrom(const QJsonObject &json)
{
    JsonMembers members(json);
    BankObject object;
    object.id = members.text("id"_L1);
    object.reference = members.text("reference"_L1);
    object.operation = members.text("operation"_L1, JsonMembers::Optional);
    const auto status = statusFrom(members.text("status"_L1));
    object.amount = members.amount("amount"_L1);
    const QString currency = members.text("currency"_L1);
    object.authorized = members.amount("authorized"_L1);
    object.captured = members.amount("captured"_L1);
    if (members.has("held"_L1))
        object.held = members.amount("held"_L1);
    object.captureBeforeMs = members.amount("capture_before"_L1, JsonMembers::Optional);
    object.challenge = members.object("challenge"_L1, JsonMembers::Optional);
    object.decline = members.object("decline"_L1, JsonMembers::Optional);
    object.captures = members.array("captures"_L1);
    object.voids = members.array("voids"_L1);
    object.refunds = members.array("refunds"_L1);
    object.increments = members.array("increments"_L1, JsonMembers::Optional);
    object.isIncremental = members.flag("incremental"_L1, JsonMembers::Optional);
    JsonMembers threeDs(members.object("three_ds"_L1, JsonMembers::Optional));
    object.threeDs = {threeDs.text("flow"_L1, JsonMembers::Optional),
                      threeDs.text("status"_L1, JsonMembers::Optional),
                      threeDs.flag("liability_shift"_L1, JsonMembers::Optional)};
    object.currency = currencyFromText(currency);
    if (!members.problem().isEmpty())
        return unreadable(members.problem());
    if (!threeDs.problem().isEmpty())
        return unreadable(threeDs.problem());
    if (!status)
        return unreadable(u"status"_s);
    object.status = *status;
    const bool tombstone = object.id.isEmpty() && object.status == BankStatus::Voided;
    if (!fitsId(object.id) || (object.id.isEmpty() && !tombstone))
        return unreadable(u"id"_s);
    if (object.reference.isEmpty())
        return unreadable(u"reference"_s);
    if (!object.currency && !tombstone)
        return unreadable(u"currency"_s);
    readKept(json, object);
    return object;
}

QString shortened(const QString &message)
{
    return scrubbed(message.left(kLongestMessage));
}

Result<PaymentError> errorFrom(const QJsonObject &json)
{
    JsonMembers members(json);
    const QString code = members.text("code"_L1);
    const QString category = members.text("category"_L1, JsonMembers::Optional);
    const QString message = members.text("message"_L1, JsonMembers::Optional);
    if (!members.problem().isEmpty() || code.isEmpty())
        return unreadable(u"code"_s);
    return PaymentError{shortened(code), DeclineCategory::known(category), shortened(message),
                        DeclineCategory::unifiedCode(category)};
}

/// A decline stands even when nobody says why.
PaymentError declineFrom(const QJsonObject &json)
{
    const Result<PaymentError> error = errorFrom(json);
    return error
               ? *error
               : PaymentError{
                   u"declined"_s, DeclineCategory::known({}), {}, DeclineCategory::unifiedCode({})};
}

ProcessorReply replyFrom(const BankObject &object)
{
    ProcessorReply reply;
    reply.processorReference = object.id;
    reply.merchantReference = object.reference;
    reply.currency = object.currency;
    reply.capturedTotal = object.captured;
    reply.captureBeforeMs = object.captureBeforeMs;
    reply.threeDs = object.threeDs;
    reply.networkTransactionId = object.networkTransactionId;
    reply.processorToken = object.token;
    reply.updatedCard = object.updatedCard;
    return reply;
}

Parsed readChallenge(const BankObject &object, Connector::ParsedReply parsed)
{
    JsonMembers members(object.challenge);
    const QString text = members.text("url"_L1);
    const qint64 expiresAtMs = members.amount("expires_at"_L1);
    const QUrl url(text, QUrl::StrictMode);
    const bool web = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    if (!members.problem().isEmpty() || !url.isValid() || url.host().isEmpty() || !web)
        return unreadable(u"challenge"_s);
    parsed.reply.state = ReplyState::ChallengeRequired;
    parsed.reply.challengeUrl = url.toString(QUrl::FullyEncoded);
    parsed.reply.challengeExpiresAtMs = expiresAtMs;
    return parsed;
}

/// Authorize and Sale.
Parsed readAuthorization(const Operation &operation, const BankObject &object, bool isRead)
{
    Connector::ParsedReply parsed;
    parsed.reply = replyFrom(object);
    ProcessorReply &reply = parsed.reply;
    if (object.id.isEmpty()) {
        // Cancelled by our reference before it came: it never was, and will be refused.
        reply.state = ReplyState::NotFound;
        return isRead ? Parsed(parsed) : Parsed(unreadable(u"id"_s));
    }
    if (object.operation != operation.id.value)
        parsed.mismatch = u"operation"_s;
    else if (object.amount != operation.amount)
        parsed.mismatch = u"amount"_s;
    const bool sale = operation.kind == OperationKind::Sale;
    switch (object.status) {
    case BankStatus::Authorized:
        reply.state = ReplyState::Authorized;
        reply.amount = object.authorized;
        reply.incrementAllowed = object.isIncremental;
        return parsed;
    case BankStatus::Captured:
    case BankStatus::PartiallyCaptured:
        reply.state = sale ? ReplyState::Captured : ReplyState::Authorized;
        reply.amount = sale ? object.captured : object.authorized;
        // A hold of which only parts were taken and nothing is left is over.
        if (!sale && object.status == BankStatus::PartiallyCaptured && object.held == 0)
            reply.state = ReplyState::Expired;
        return parsed;
    case BankStatus::ChallengeRequired: return readChallenge(object, parsed);
    case BankStatus::Pending: reply.state = ReplyState::Pending; return parsed;
    case BankStatus::Review: reply.state = ReplyState::HeldForReview; return parsed;
    case BankStatus::Declined:
        reply.state = ReplyState::Declined;
        reply.error = declineFrom(object.decline);
        reply.advice = adviceFor(object.decline["advice"_L1].toString(), reply.error.category);
        return parsed;
    case BankStatus::Voided:
        reply.state = ReplyState::Voided;
        reply.amount = object.authorized - object.captured;
        return parsed;
    case BankStatus::Expired:
        reply.state = ReplyState::Expired;
        reply.amount = object.authorized;
        return parsed;
    }
    return unreadable(u"status"_s);
}

/// The row of that operation; an empty object when there is none. Nothing when rows are unreadable
/// or two claim to be it.
std::optional<QJsonObject> rowOf(const Operation &operation, const QJsonArray &rows)
{
    QJsonObject found;
    for (const auto &row : rows) {
        const QJsonValue reference = row["reference"_L1];
        if (!row.isObject() || !reference.isString())
            return std::nullopt;
        if (reference.toString() != operation.id.value)
            continue;
        if (!found.isEmpty())
            return std::nullopt;
        found = row.toObject();
    }
    return found;
}

/// A follow-up that has left no trace: whether it still could.
ReplyState stateWithoutTrace(const BankObject &object, ReplyState whenAllTaken)
{
    const bool nothingHeld = object.held == 0;
    switch (object.status) {
    case BankStatus::Voided: return ReplyState::Voided;
    case BankStatus::Expired: return ReplyState::Expired;
    case BankStatus::Captured: return nothingHeld ? whenAllTaken : ReplyState::NotFound;
    case BankStatus::PartiallyCaptured:
        return nothingHeld ? ReplyState::Voided : ReplyState::NotFound;
    case BankStatus::Declined: return ReplyState::Declined;
    case BankStatus::Authorized:
    case BankStatus::ChallengeRequired:
    case BankStatus::Pending:
    case BankStatus::Review: return ReplyState::NotFound;
    }
    return ReplyState::NotFound;
}

Connector::ParsedReply withoutTrace(const BankObject &object, ReplyState whenAllTaken)
{
    Connector::ParsedReply parsed;
    parsed.reply = replyFrom(object);
    parsed.reply.state = stateWithoutTrace(object, whenAllTaken);
    if (parsed.reply.state == ReplyState::Declined && object.status == BankStatus::Declined)
        parsed.reply.error = declineFrom(object.decline);
    else if (parsed.reply.state == ReplyState::Declined)
        parsed.reply.error = {u"already_captured"_s,
                              u"already_captured"_s,
                              {},
                              DeclineCategory::unifiedCode(u"already_captured")};
    return parsed;
}

/// A row of a follow-up that moves an amount: captures and refunds look alike.
Parsed readMoved(const Operation &operation, const BankObject &object, const QJsonObject &row,
                 ReplyState whenDone)
{
    JsonMembers members(row);
    const qint64 amount = members.amount("amount"_L1);
    const auto currency = currencyFromText(members.text("currency"_L1));
    const QString status = members.text("status"_L1);
    if (!members.problem().isEmpty())
        return unreadable(members.problem());
    Connector::ParsedReply parsed;
    parsed.reply = replyFrom(object);
    parsed.reply.amount = amount;
    if (currency != object.currency)
        parsed.mismatch = u"currency"_s;
    if (status == "succeeded"_L1) {
        parsed.reply.state = whenDone;
    } else if (status == "pending"_L1) {
        parsed.reply.state = ReplyState::Pending;
    } else if (status == "failed"_L1) {
        parsed.reply.state = ReplyState::Declined;
        parsed.reply.error = declineFrom(row["decline"_L1].toObject());
    } else {
        return unreadable(u"status"_s);
    }
    if (amount != operation.amount)
        parsed.mismatch = u"amount"_s;
    return parsed;
}

Parsed readCapture(const Operation &operation, const BankObject &object, bool isRead)
{
    const auto row = rowOf(operation, object.captures);
    if (!row)
        return unreadable(u"captures"_s);
    if (row->isEmpty())
        return isRead ? Parsed(withoutTrace(object, ReplyState::Declined))
                      : Parsed(unreadable(u"captures"_s));
    return readMoved(operation, object, *row, ReplyState::Captured);
}

Parsed readRefund(const Operation &operation, const BankObject &object, bool isRead)
{
    const auto row = rowOf(operation, object.refunds);
    if (!row)
        return unreadable(u"refunds"_s);
    if (row->isEmpty()) {
        Connector::ParsedReply parsed;
        parsed.reply = replyFrom(object);
        parsed.reply.state = ReplyState::NotFound;
        return isRead ? Parsed(parsed) : Parsed(unreadable(u"refunds"_s));
    }
    JsonMembers members(*row);
    const QString id = members.text("id"_L1);
    if (!members.problem().isEmpty() || !fitsId(id))
        return unreadable(u"id"_s);
    Parsed parsed = readMoved(operation, object, *row, ReplyState::Refunded);
    if (parsed)
        parsed->reply.operationReference = id;
    return parsed;
}

Parsed readIncrement(const Operation &operation, const BankObject &object, bool isRead)
{
    const auto row = rowOf(operation, object.increments);
    if (!row)
        return unreadable(u"increments"_s);
    if (row->isEmpty())
        return isRead ? Parsed(withoutTrace(object, ReplyState::Declined))
                      : Parsed(unreadable(u"increments"_s));
    return readMoved(operation, object, *row, ReplyState::Authorized);
}

Parsed readVoid(const Operation &operation, const BankObject &object, bool isRead)
{
    const auto row = rowOf(operation, object.voids);
    if (!row)
        return unreadable(u"voids"_s);
    if (row->isEmpty()) {
        // Somebody else may have released the hold; that is all a void wants.
        const Connector::ParsedReply parsed = withoutTrace(object, ReplyState::Declined);
        const bool ended =
            parsed.reply.state == ReplyState::Voided || parsed.reply.state == ReplyState::Expired;
        return isRead || ended ? Parsed(parsed) : Parsed(unreadable(u"voids"_s));
    }
    JsonMembers members(*row);
    const qint64 released = members.amount("released"_L1, JsonMembers::Optional);
    const QString status = members.text("status"_L1);
    if (!members.problem().isEmpty())
        return unreadable(members.problem());
    if (status != "succeeded"_L1)
        return unreadable(u"status"_s);
    Connector::ParsedReply parsed;
    parsed.reply = replyFrom(object);
    parsed.reply.state = ReplyState::Voided;
    parsed.reply.amount = released;
    return parsed;
}

Parsed readRefusal(const QJsonObject &json, int httpStatus, bool isRead)
{
    const Result<PaymentError> error = errorFrom(json["error"_L1].toObject());
    if (!error)
        return error.error();
    Connector::ParsedReply parsed;
    if (isRead && httpStatus == 404 && error->code == "not_found"_L1) {
        parsed.reply.state = ReplyState::NotFound;
        return parsed;
    }
    parsed.reply.error = *error;
    parsed.rejected = true;
    parsed.retryLater = error->code == "key_in_use"_L1 || error->code == "rate_limited"_L1;
    return parsed;
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

} // namespace

DetachAnswer SimulatorReply::readDetach(const HttpResponse &response)
{
    const Result<QJsonObject> json = bodyOf(response);
    if (!json)
        return {DetachAnswer::Kind::Unknown, u"unreadable_reply"_s};
    if (response.status == 200 && (*json)["status"_L1].toString() == "detached"_L1)
        return {DetachAnswer::Kind::Done, {}};
    const Result<PaymentError> error = errorFrom((*json)["error"_L1].toObject());
    if (!error || response.status < 400)
        return {DetachAnswer::Kind::Unknown, u"unreadable_reply"_s};
    const bool gone = response.status == 404 && error->code == "unknown_token"_L1;
    return {gone ? DetachAnswer::Kind::Done : DetachAnswer::Kind::Refused, error->code};
}

Result<Connector::ParsedReply> SimulatorReply::read(const Operation &operation,
                                                    const HttpResponse &response, bool isRead)
{
    const Result<QJsonObject> body = bodyOf(response);
    if (!body)
        return body.error();
    const QJsonObject &json = *body;
    if (json.contains("error"_L1))
        return readRefusal(json, response.status, isRead);
    const Result<BankObject> object = objectFrom(json);
    if (!object)
        return object.error();
    switch (operation.kind) {
    case OperationKind::Authorize:
    case OperationKind::Sale: return readAuthorization(operation, *object, isRead);
    case OperationKind::Capture: return readCapture(operation, *object, isRead);
    case OperationKind::Void: return readVoid(operation, *object, isRead);
    case OperationKind::Refund: return readRefund(operation, *object, isRead);
    case OperationKind::Increment: return readIncrement(operation, *object, isRead);
    }
    return unreadable(u"operation"_s);
}

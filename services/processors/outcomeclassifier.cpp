#include "services/processors/outcomeclassifier.h"

#include "services/core/scrubber.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestKeptBody = 4096;
constexpr qint64 kLongestWaitMs = 24LL * 3'600'000;

QByteArray redacted(const QByteArray &body)
{
    QByteArray text = scrubbed(QString::fromUtf8(body.left(2 * kLongestKeptBody))).toUtf8();
    qsizetype end = qMin(text.size(), kLongestKeptBody);
    // Not within a character of several bytes.
    while (end > 0 && end < text.size() && (static_cast<uchar>(text.at(end)) & 0xC0) == 0x80)
        --end;
    text.truncate(end);
    return text;
}

bool takesOrHolds(ReplyState state)
{
    switch (state) {
    case ReplyState::Authorized:
    case ReplyState::Refunded:
    case ReplyState::Captured: return true;
    case ReplyState::Voided:
    case ReplyState::ChallengeRequired:
    case ReplyState::Pending:
    case ReplyState::HeldForReview:
    case ReplyState::Declined:
    case ReplyState::Expired:
    case ReplyState::NotFound: return false;
    }
    return true;
}

bool amountFits(const CallFacts &facts, const ProcessorReply &reply)
{
    const Operation &operation = facts.operation;
    // A void takes whatever is left, which only the processor knows for certain.
    const bool compared = takesOrHolds(reply.state) && operation.kind != OperationKind::Void;
    if (!compared || reply.amount == operation.amount)
        return true;
    const bool authorization =
        operation.kind == OperationKind::Authorize || operation.kind == OperationKind::Sale;
    return authorization && facts.partialAllowed && reply.amount > 0
           && reply.amount < operation.amount;
}

/// What the reply says other than the request did, or empty.
QString mismatchOf(const CallFacts &facts, const Connector::ParsedReply &parsed)
{
    const ProcessorReply &reply = parsed.reply;
    Attempt attempt;
    attempt.paymentId = facts.operation.paymentId;
    attempt.number = facts.operation.attemptNumber;
    if (!parsed.mismatch.isEmpty())
        return parsed.mismatch;
    if (parsed.isLive && facts.testMode && *parsed.isLive == *facts.testMode)
        return u"livemode"_s;
    if (reply.merchantReference != attempt.id().value)
        return u"merchant_reference"_s;
    if (!facts.processorReference.isEmpty() && !reply.processorReference.isEmpty()
        && reply.processorReference != facts.processorReference)
        return u"processor_reference"_s;
    const bool currencyFits =
        reply.currency ? *reply.currency == facts.operation.currency : !takesOrHolds(reply.state);
    if (!currencyFits)
        return u"currency"_s;
    return amountFits(facts, reply) ? QString() : u"amount"_s;
}

CallOutcome unknown(CallOutcome outcome, const QString &code, const QString &message = {})
{
    outcome.kind = OutcomeClass::Unknown;
    outcome.error = {code, u"processor_error"_s, scrubbed(message), u"UE_3000"_s};
    return outcome;
}

CallOutcome retryLater(CallOutcome outcome, const CallFacts &facts, const HttpHeaders &headers)
{
    outcome.kind = OutcomeClass::RetryLater;
    outcome.retryAfterMs = retryAfterMs(headers, facts.nowMs);
    outcome.error = {outcome.httpStatus == 429 ? u"rate_limited"_s : u"key_in_use"_s,
                     u"rate_limited"_s,
                     {},
                     u"UE_3000"_s};
    return outcome;
}

CallOutcome integrity(CallOutcome outcome, const QString &code, const QString &what)
{
    outcome.kind = OutcomeClass::Integrity;
    outcome.error = {code, u"integrity_failure"_s, what, u"UE_9000"_s};
    return outcome;
}

/// Whether a refusal may be about this send only, and so says nothing about the one before it. What
/// the processor marks as its stored answer for the key is the answer to the first send.
bool provesNothing(const CallFacts &facts, const HttpResponse &response)
{
    const bool replayed = headerValue(response.headers, "Idempotent-Replayed") == "true";
    return response.status >= 400 && facts.earlierUnknown && !facts.isRead && !replayed;
}

/// An answer that the connector could read.
CallOutcome judge(CallOutcome outcome, const CallFacts &facts, const HttpResponse &response,
                  const Connector::ParsedReply &parsed)
{
    const ProcessorReply &reply = parsed.reply;
    const bool refused = outcome.httpStatus >= 400;
    if (parsed.rejected) {
        if (facts.isRead || !refused)
            return unknown(outcome, u"unreadable_reply"_s);
        if (parsed.retryLater)
            return retryLater(outcome, facts, response.headers);
        outcome.kind = OutcomeClass::Rejected;
        outcome.error = reply.error;
        return outcome;
    }
    if (reply.state == ReplyState::NotFound) {
        if (!facts.isRead)
            return unknown(outcome, u"unreadable_reply"_s);
        outcome.kind = OutcomeClass::Decided;
        outcome.reply = reply;
        return outcome;
    }
    if (refused && reply.state != ReplyState::Declined)
        return unknown(outcome, u"unreadable_reply"_s);
    const QString mismatch = mismatchOf(facts, parsed);
    if (!mismatch.isEmpty()) {
        outcome.reply = reply;
        return integrity(outcome, u"integrity_mismatch"_s, mismatch);
    }
    outcome.kind = OutcomeClass::Decided;
    outcome.reply = reply;
    return outcome;
}

} // namespace

CallOutcome classify(const Connector &connector, const CallFacts &facts, const HttpResult &result)
{
    CallOutcome outcome;
    if (result.delivery == Delivery::NotSent && !facts.isRead) {
        outcome.kind = OutcomeClass::NotSent;
        outcome.error = {u"connector_unreachable"_s, u"processor_error"_s, scrubbed(result.problem),
                         u"UE_3000"_s};
        return outcome;
    }
    if (result.delivery != Delivery::Answered) {
        const bool unsent = result.delivery == Delivery::NotSent;
        return unknown(outcome, unsent ? u"connector_unreachable"_s : u"no_answer"_s,
                       result.problem);
    }
    const HttpResponse &response = result.response;
    outcome.httpStatus = response.status;
    outcome.bodyHash = QCryptographicHash::hash(response.body, QCryptographicHash::Sha256);
    outcome.redactedBody = redacted(response.body);
    if (response.status >= 300 && response.status < 400 && !facts.isRead)
        return integrity(outcome, u"unexpected_redirect"_s, u"redirect"_s);
    if (response.status < 200 || response.status >= 500
        || (response.status >= 300 && response.status < 400))
        return unknown(outcome, u"http_%1"_s.arg(response.status));
    if (response.status == 429 && !facts.isRead)
        return retryLater(outcome, facts, response.headers);
    // Only "still running" (409) is asked again as it is.
    if (provesNothing(facts, response) && response.status != 409)
        return unknown(outcome, u"http_%1_after_unknown"_s.arg(response.status));
    const auto parsed = connector.parse(facts.operation, response, facts.isRead);
    if (!parsed && response.status == 409 && !facts.isRead)
        return retryLater(outcome, facts, response.headers);
    if (!parsed)
        return unknown(outcome, u"unreadable_reply"_s, parsed.error().field);
    const bool stillRunning = parsed->rejected && parsed->retryLater;
    if (provesNothing(facts, response) && !stillRunning)
        return unknown(outcome, u"http_%1_after_unknown"_s.arg(response.status));
    return judge(outcome, facts, response, *parsed);
}

CallOutcome classifyTold(const CallFacts &facts, const ProcessorReply &reply)
{
    CallOutcome outcome;
    outcome.reply = reply;
    const QString mismatch = mismatchOf(facts, {false, false, {}, reply});
    if (!mismatch.isEmpty())
        return integrity(outcome, u"integrity_mismatch"_s, mismatch);
    outcome.kind = OutcomeClass::Decided;
    return outcome;
}

std::optional<CallOutcome> classifyPreparation(const Connector &connector, bool testMode,
                                               const HttpResult &result, HttpRequest &money,
                                               qint64 nowMs)
{
    CallOutcome outcome;
    outcome.kind = OutcomeClass::NotSent;
    outcome.error = {u"preparation_failed"_s, u"processor_error"_s, {}, u"UE_3000"_s};
    const HttpResponse &response = result.response;
    if (result.delivery != Delivery::Answered) {
        outcome.error.code = u"connector_unreachable"_s;
        outcome.error.message = scrubbed(result.problem);
        return outcome;
    }
    outcome.httpStatus = response.status;
    outcome.bodyHash = QCryptographicHash::hash(response.body, QCryptographicHash::Sha256);
    outcome.redactedBody = redacted(response.body);
    outcome.retryAfterMs = retryAfterMs(response.headers, nowMs);
    if (response.status < 200 || response.status >= 500
        || (response.status >= 300 && response.status < 400))
        return outcome;
    const Result<PreparationReply> reply = connector.parsePreparation(response, money);
    if (!reply)
        return outcome;
    if (reply->isLive == testMode) { // nothing of ours is there
        outcome.kind = OutcomeClass::Rejected;
        outcome.error = {u"livemode"_s, u"configuration"_s, {}, u"UE_2000"_s};
        return outcome;
    }
    switch (reply->kind) {
    case PreparationReply::Kind::Done: return std::nullopt;
    case PreparationReply::Kind::RetryLater: outcome.error = reply->error; return outcome;
    case PreparationReply::Kind::Rejected:
        outcome.kind = OutcomeClass::Rejected;
        outcome.error = reply->error;
        return outcome;
    case PreparationReply::Kind::Declined:
        outcome.kind = OutcomeClass::Decided;
        outcome.reply.state = ReplyState::Declined;
        outcome.reply.error = reply->error;
        outcome.reply.advice = reply->advice;
        return outcome;
    }
    return outcome;
}

qint64 retryAfterMs(const HttpHeaders &headers, qint64 nowMs)
{
    const QString value = QString::fromLatin1(headerValue(headers, "Retry-After")).trimmed();
    bool isNumber = false;
    const qint64 seconds = value.toLongLong(&isNumber);
    if (isNumber)
        return seconds > 0 ? qMin(seconds, kLongestWaitMs / 1000) * 1000 : 0;
    // The name of the day says nothing new, and Qt would check it against the wrong century.
    const QString date = value.simplified().section(u' ', 1);
    for (const QString &form : {u"dd MMM yyyy HH:mm:ss 'GMT'"_s, u"dd-MMM-yy HH:mm:ss 'GMT'"_s,
                                u"MMM d HH:mm:ss yyyy"_s}) {
        QDateTime at = QLocale::c().toDateTime(date, form);
        if (!at.isValid())
            continue;
        at.setTimeSpec(Qt::UTC);
        if (at.date().year() < 1970)
            at = at.addYears(100); // Qt reads a year of two digits as 19xx
        return qBound(0LL, at.toMSecsSinceEpoch() - nowMs, kLongestWaitMs);
    }
    return 0;
}

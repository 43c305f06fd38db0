#include "services/processors/jsonmembers.h"
#include "services/processors/newssignature.h"
#include "services/processors/simulator/simulatorconnector.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestEventId = 128;
constexpr qsizetype kLongestText = 64;

/// Whether one of the signatures in the header is that of time and body.
bool isSigned(const QByteArray &header, QByteArrayView body, QByteArrayView secret, qint64 nowMs)
{
    QByteArray time;
    QList<QByteArray> signatures;
    for (const QByteArray &part : header.split(',')) {
        if (part.startsWith("t="))
            time = part.sliced(2);
        else if (part.startsWith("v1="))
            signatures.append(part.sliced(3));
    }
    const QByteArray text = time + '.' + body.toByteArray();
    const QByteArray expected = news_signature::hmacSha256(secret, text).toHex();
    bool matches = false;
    for (const QByteArray &given : std::as_const(signatures))
        matches = news_signature::sameBytes(given, expected) || matches;
    bool isNumber = false;
    const qint64 atMs = time.toLongLong(&isNumber);
    return matches && isNumber && news_signature::isFresh(atMs, nowMs);
}

Error unreadable(const QString &member)
{
    return {ErrorCode::InvalidValue, member};
}

QString idIn(const QJsonObject &json, QLatin1StringView name)
{
    const QString id = json[name].toString();
    return isWellFormedId(id) ? id : QString();
}

/// The reference that we sent: an id with the number of the try behind it.
QString referenceIn(const QJsonObject &json)
{
    constexpr qsizetype kLongest = 80;
    const QString text = json["reference"_L1].toString();
    return text.size() <= kLongest ? text : QString();
}

std::optional<OperationKind> kindIn(const QJsonObject &json)
{
    const QString kind = json["kind"_L1].toString();
    if (kind == "capture"_L1)
        return OperationKind::Capture;
    if (kind == "void"_L1)
        return OperationKind::Void;
    if (kind == "refund"_L1)
        return OperationKind::Refund;
    return std::nullopt; // the authorization, whichever kind it was
}

std::optional<DisputeStatus> statusFrom(const QString &text)
{
    if (text == "needs_response"_L1)
        return DisputeStatus::Opened;
    if (text == "under_review"_L1)
        return DisputeStatus::Challenged;
    if (text == "won"_L1)
        return DisputeStatus::Won;
    if (text == "lost"_L1)
        return DisputeStatus::Lost;
    if (text == "accepted"_L1)
        return DisputeStatus::Accepted;
    return std::nullopt;
}

} // namespace

Result<DisputeNews> simulatorDispute(const QJsonObject &json)
{
    JsonMembers members(json);
    const auto status = statusFrom(json["status"_L1].toString());
    const auto stage = disputeStageFromText(json["stage"_L1].toString());
    DisputeNews dispute;
    dispute.processorReference = idIn(json, "id"_L1);
    dispute.amount = members.amount("amount"_L1);
    dispute.currency = currencyFromText(json["currency"_L1].toString());
    dispute.respondByMs = members.amount("respond_by"_L1);
    dispute.createdAtMs = members.amount("created"_L1);
    dispute.updatedAtMs = members.amount("updated"_L1);
    dispute.processorStatus = json["status"_L1].toString().left(kLongestText);
    dispute.reason = json["reason"_L1].toString().left(kLongestText);
    dispute.reasonCode = json["reason_code"_L1].toString().left(kLongestText);
    if (!members.problem().isEmpty())
        return unreadable(members.problem());
    if (!status || !stage || !dispute.currency || dispute.processorReference.isEmpty())
        return unreadable(u"dispute"_s);
    dispute.status = *status;
    dispute.stage = *stage;
    return dispute;
}

Result<QList<ProcessorNews>>
SimulatorConnector::parseNews(const ProcessorAccount & /*account*/, const HttpHeaders &headers,
                              QByteArrayView rawBody, QByteArrayView secret, qint64 nowMs) const
{
    const QByteArray header = headerValue(headers, "Simulator-Signature");
    if (!secret.isEmpty() && !isSigned(header, rawBody, secret, nowMs))
        return ErrorCode::IntegrityMismatch;
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray::fromRawData(rawBody.data(), rawBody.size()));
    const QJsonObject json = document.object();
    const QJsonObject payment = json["payment"_L1].toObject();
    ProcessorNews news;
    news.eventId = json["id"_L1].toString();
    news.eventType = json["type"_L1].toString().left(kLongestText);
    news.occurredAtMs = json["created"_L1].toInteger(0);
    if (news.eventId.isEmpty() || news.eventId.size() > kLongestEventId || news.eventType.isEmpty())
        return unreadable(u"id"_s);
    news.paymentReference = idIn(payment, "id"_L1);
    news.attemptReference = referenceIn(payment);
    news.operation = OperationId{idIn(json, "operation"_L1)};
    news.kind = kindIn(json);
    if (json.contains("dispute"_L1)) {
        const Result<DisputeNews> dispute = simulatorDispute(json["dispute"_L1].toObject());
        if (!dispute)
            return dispute.error();
        news.dispute = *dispute;
        news.operation = {};
    }
    return QList<ProcessorNews>{news};
}

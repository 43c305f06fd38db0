#include "services/domain/disputecase.h"

#include "services/domain/fromtext.h"
#include "services/domain/ladder.h"
#include "services/domain/textrules.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestText = 20'000;
constexpr qsizetype kLongestName = 255;

bool isMedia(const QString &type)
{
    static const QStringList known = {u"image/jpeg"_s, u"image/png"_s, u"application/pdf"_s,
                                      u"text/plain"_s};
    return known.contains(type);
}

} // namespace

QString toText(DisputeAnswer answer)
{
    switch (answer) {
    case DisputeAnswer::None: return u"none"_s;
    case DisputeAnswer::Evidence: return u"evidence"_s;
    case DisputeAnswer::Accept: return u"accept"_s;
    }
    return {};
}

std::optional<DisputeAnswer> disputeAnswerFromText(QStringView text)
{
    return fromText(text, DisputeAnswer::Accept);
}

bool isOver(DisputeStatus status)
{
    return status != DisputeStatus::Opened && status != DisputeStatus::Challenged;
}

bool mayAnswer(const Dispute &dispute)
{
    return !isOver(dispute.status) && dispute.stage != DisputeStage::Reversal;
}

std::optional<Dispute> disputeAfter(const Dispute &known, const DisputeNews &news, qint64 nowMs)
{
    const bool sameStage = news.stage == known.stage;
    if (news.stage < known.stage || news.updatedAtMs < known.processorUpdatedMs)
        return std::nullopt;
    if (sameStage && isOver(known.status))
        return std::nullopt;
    if (sameStage && known.status == DisputeStatus::Challenged
        && news.status == DisputeStatus::Opened)
        return std::nullopt;
    Dispute after = known;
    after.stage = news.stage;
    after.status = news.status;
    after.amount = news.amount > 0 ? news.amount : known.amount;
    after.processorStatus = news.processorStatus;
    after.reasonCode = news.reasonCode.isEmpty() ? known.reasonCode : news.reasonCode;
    after.reason = news.reason.isEmpty() ? known.reason : news.reason;
    after.respondByMs = news.respondByMs > 0 ? news.respondByMs : known.respondByMs;
    after.processorUpdatedMs = news.updatedAtMs;
    if (after == known)
        return std::nullopt;
    after.modifiedAtMs = nowMs;
    return after;
}

bool isEvidenceKind(const QString &kind)
{
    static const QStringList known = {u"cancellation_policy"_s,
                                      u"customer_communication"_s,
                                      u"customer_signature"_s,
                                      u"receipt"_s,
                                      u"refund_policy"_s,
                                      u"service_documentation"_s,
                                      u"shipping_documentation"_s,
                                      u"invoice_showing_distinct_transactions"_s,
                                      u"recurring_transaction_agreement"_s,
                                      u"uncategorized_file"_s,
                                      u"access_activity_log"_s,
                                      u"billing_address"_s,
                                      u"cancellation_policy_disclosure"_s,
                                      u"cancellation_rebuttal"_s,
                                      u"customer_email_address"_s,
                                      u"customer_name"_s,
                                      u"customer_purchase_ip"_s,
                                      u"product_description"_s,
                                      u"refund_policy_disclosure"_s,
                                      u"refund_refusal_explanation"_s,
                                      u"service_date"_s,
                                      u"shipping_address"_s,
                                      u"shipping_carrier"_s,
                                      u"shipping_date"_s,
                                      u"shipping_tracking_number"_s,
                                      u"uncategorized_text"_s};
    return known.contains(kind);
}

Result<> checkEvidence(const DisputeEvidence &evidence)
{
    if (!isEvidenceKind(evidence.kind))
        return Error{ErrorCode::InvalidValue, u"evidence_type"_s};
    if (evidence.text.isEmpty() && evidence.content.isEmpty())
        return Error{ErrorCode::MissingField, u"dispute_evidence"_s};
    if (evidence.text.size() > kLongestText)
        return Error{ErrorCode::TooLong, u"dispute_evidence"_s};
    if (looksLikeCardNumber(evidence.text) || looksLikeCardNumber(evidence.fileName))
        return Error{ErrorCode::InvalidValue, u"dispute_evidence"_s};
    if (evidence.content.isEmpty())
        return {};
    if (evidence.content.size() > kLargestEvidence || evidence.fileName.size() > kLongestName)
        return Error{ErrorCode::TooLong, u"file"_s};
    if (!isMedia(evidence.mediaType))
        return Error{ErrorCode::InvalidValue, u"file"_s};
    return {};
}

qint64 disputeDelayMs(int sends)
{
    return ladderDelayMs(sends - 1);
}

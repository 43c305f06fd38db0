#include "services/domain/dispute.h"

#include "services/domain/fromtext.h"

using namespace Qt::StringLiterals;

QString toText(DisputeStage stage)
{
    switch (stage) {
    case DisputeStage::PreDispute: return u"pre_dispute"_s;
    case DisputeStage::Dispute: return u"dispute"_s;
    case DisputeStage::PreArbitration: return u"pre_arbitration"_s;
    case DisputeStage::Arbitration: return u"arbitration"_s;
    case DisputeStage::Reversal: return u"dispute_reversal"_s;
    }
    return {};
}

QString toText(DisputeStatus status)
{
    switch (status) {
    case DisputeStatus::Opened: return u"dispute_opened"_s;
    case DisputeStatus::Challenged: return u"dispute_challenged"_s;
    case DisputeStatus::Expired: return u"dispute_expired"_s;
    case DisputeStatus::Accepted: return u"dispute_accepted"_s;
    case DisputeStatus::Cancelled: return u"dispute_cancelled"_s;
    case DisputeStatus::Won: return u"dispute_won"_s;
    case DisputeStatus::Lost: return u"dispute_lost"_s;
    }
    return {};
}

std::optional<DisputeStage> disputeStageFromText(QStringView text)
{
    return fromText(text, DisputeStage::Reversal);
}

std::optional<DisputeStatus> disputeStatusFromText(QStringView text)
{
    return fromText(text, DisputeStatus::Lost);
}

#pragma once

#include "services/core/id.h"
#include "services/domain/currency.h"

#include <QByteArray>

#include <optional>

using DisputeId = Id<struct DisputeTag>;

/// How far a dispute has gone; only ever further.
enum class DisputeStage { PreDispute, Dispute, PreArbitration, Arbitration, Reversal };

/// Where a dispute stands within its stage, as the API names it.
enum class DisputeStatus {
    Opened,
    Challenged, ///< evidence was submitted
    Expired,    ///< the deadline passed unanswered
    Accepted,   ///< the merchant gave in
    Cancelled,  ///< the bank took it back
    Won,
    Lost,
};

QString toText(DisputeStage stage);   ///< "pre_dispute"
QString toText(DisputeStatus status); ///< "dispute_opened"
std::optional<DisputeStage> disputeStageFromText(QStringView text);
std::optional<DisputeStatus> disputeStatusFromText(QStringView text);

/// What a processor tells of a dispute. Amounts in minor units.
struct DisputeNews
{
    QString processorReference; ///< the processor's id of the dispute, the same in each news of it
    DisputeStage stage = DisputeStage::Dispute;
    DisputeStatus status = DisputeStatus::Opened;
    qint64 amount = 0;
    std::optional<Currency> currency;
    QString processorStatus; ///< in the processor's own word
    QString reasonCode;
    QString reason;
    qint64 respondByMs = 0; ///< 0: no deadline told
    qint64 createdAtMs = 0; ///< at the processor
    qint64 updatedAtMs = 0; ///< at the processor; older news never undo newer ones

    friend bool operator==(const DisputeNews &, const DisputeNews &) = default;
};

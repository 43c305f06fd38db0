#pragma once

#include "services/core/result.h"
#include "services/domain/dispute.h"

#include <QList>

/// What is being said about a dispute to its processor.
enum class DisputeAnswer { None, Evidence, Accept };

QString toText(DisputeAnswer answer); ///< "evidence"
std::optional<DisputeAnswer> disputeAnswerFromText(QStringView text);

/// A cardholder wants money back through the bank. Amounts in minor units.
struct Dispute
{
    qint64 rowId = 0; ///< place in the store, never shown
    DisputeId id;     ///< "dp_" + 20
    MerchantId merchantId;
    ProfileId profileId;
    PaymentId paymentId;
    int attemptNumber = 1;
    QString connector;
    ConnectorAccountId connectorAccount;
    QString processorReference;
    DisputeStage stage = DisputeStage::Dispute;
    DisputeStatus status = DisputeStatus::Opened;
    qint64 amount = 0;
    Currency currency = Currency::Eur;
    QString processorStatus;
    QString reasonCode;
    QString reason;
    qint64 respondByMs = 0; ///< 0: no deadline known
    qint64 processorCreatedMs = 0;
    qint64 processorUpdatedMs = 0;
    /// What is on its way to the processor; what it says does not change until it is answered.
    DisputeAnswer sending = DisputeAnswer::None;
    int answerCount = 0;     ///< times that somebody answered it
    int sendCount = 0;       ///< of the answer on its way
    qint64 nextSendAtMs = 0; ///< 0: nothing is due
    qint64 createdAtMs = 0;
    qint64 modifiedAtMs = 0;

    friend bool operator==(const Dispute &, const Dispute &) = default;
};

/// A piece of evidence: a text or a file.
struct DisputeEvidence
{
    qint64 rowId = 0;
    QString id;   ///< "file_" + 20
    QString kind; ///< "receipt", "uncategorized_text" ...
    QString text; ///< of a text
    QString fileName;
    QString mediaType;
    QByteArray content; ///< of a file; empty in lists
    qint64 size = 0;    ///< of the file, in bytes
    qint64 createdAtMs = 0;

    friend bool operator==(const DisputeEvidence &, const DisputeEvidence &) = default;
};

/// A dispute with what was gathered for it.
struct DisputeView
{
    Dispute dispute;
    QList<DisputeEvidence> evidence;
};

/// Which disputes a list shows, the most urgent first or the newest first.
struct DisputeQuery
{
    PaymentId paymentId = {}; ///< empty: of all payments
    QList<DisputeStatus> statuses = {};
    QList<DisputeStage> stages = {};
    QString reason = {};
    QString connector = {};
    qint64 fromMs = 0;
    qint64 toMs = 0; ///< 0: no end
    bool byDeadline = false;
    int offset = 0;
    int limit = 100;
};

/// A window of a list, and how many there are without it.
struct DisputePage
{
    QList<Dispute> disputes;
    qint64 total = 0;
};

/// Nothing more happens to it within its stage.
bool isOver(DisputeStatus status);
/// Whether the merchant may still say something; what is on its way is not looked at.
bool mayAnswer(const Dispute &dispute);

/// The dispute as news leave it; nothing when they say nothing new, or what was before: stages only
/// go on, what is over stays over within its stage, and older news never undo newer ones.
std::optional<Dispute> disputeAfter(const Dispute &known, const DisputeNews &news, qint64 nowMs);

/// Kinds of evidence by name, those with texts and those with files.
bool isEvidenceKind(const QString &kind);
/// Errors: MissingField ("dispute_evidence"), TooLong or InvalidValue ("evidence_type", "file").
Result<> checkEvidence(const DisputeEvidence &evidence);

inline constexpr qsizetype kLargestEvidence = 2 * 1024 * 1024; ///< one file, in bytes
inline constexpr int kMostEvidence = 20;                       ///< pieces of a dispute

/// How long after that many sends without an answer the next one is made, in ms.
qint64 disputeDelayMs(int sends);

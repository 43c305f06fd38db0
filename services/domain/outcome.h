#pragma once

#include "services/domain/operation.h"

/// What a processor said of a payment or of one operation, in neutral terms.
enum class ReplyState {
    Authorized,        ///< amount is held
    Captured,          ///< the operation's amount was taken (sale or capture)
    Voided,            ///< the hold, or the rest of it, is released
    Refunded,          ///< the operation's amount went back to the shopper
    ChallengeRequired, ///< the shopper must act
    Pending,           ///< accepted, decided later
    HeldForReview,     ///< somebody at the processor must decide
    Declined,          ///< definite no of bank or processor
    Expired,           ///< the hold ran out
    NotFound,          ///< a read that found nothing under our reference
};

/// What the bank knows of a card that was replaced since it was kept.
struct CardUpdate
{
    QString last4;
    int expiryMonth = 0; ///< 1..12
    int expiryYear = 0;  ///< four digits

    friend bool operator==(const CardUpdate &, const CardUpdate &) = default;
};

/// A readable reply. Amounts in minor units.
struct ProcessorReply
{
    ReplyState state = ReplyState::Pending;
    QString processorReference; ///< the processor's id of the payment (or of the capture)
    QString operationReference; ///< its id of the capture, void or refund asked about, if any
    QString merchantReference;  ///< ours, echoed
    qint64 amount = 0;          ///< authorised, captured, released or given back by this operation
    std::optional<Currency> currency;
    qint64 capturedTotal = 0; ///< of the whole payment, as far as the reply tells
    QString challengeUrl;
    qint64 challengeExpiresAtMs = 0;
    qint64 captureBeforeMs = 0;
    ThreeDsResult threeDs;
    PaymentError error;                     ///< of Declined
    RetryAdvice advice = RetryAdvice::None; ///< of Declined
    QString networkTransactionId;           ///< may be empty, as all that follows
    QString processorToken;                 ///< that stands for the card in later charges
    std::optional<CardUpdate> updatedCard;
    bool incrementAllowed = false; ///< what is held can be raised
};

/// How one call ended; section "outcome classes" of ARCHITECTURE.md.
enum class OutcomeClass {
    NotSent,    ///< provably nothing left this machine
    Decided,    ///< a readable reply that passed the integrity check; see its state
    Rejected,   ///< the processor refused the request itself; nothing happened
    RetryLater, ///< the processor did not run it and asks for the same key again later
    Unknown,    ///< money may have moved
    Integrity,  ///< the reply speaks of another amount, currency, reference or id, or redirects
};

QString toText(OutcomeClass outcome);

/// One call, classified.
struct CallOutcome
{
    OutcomeClass kind = OutcomeClass::Unknown;
    ProcessorReply reply;    ///< of Decided
    PaymentError error;      ///< of the others: code and category
    int httpStatus = 0;      ///< 0 when there was none
    qint64 retryAfterMs = 0; ///< of RetryLater, 0 when the processor named none
    QByteArray redactedBody; ///< scrubbed, at most 4 KiB, for op_calls
    QByteArray bodyHash;     ///< SHA-256 of the whole body
    qint64 durationMs = 0;
};

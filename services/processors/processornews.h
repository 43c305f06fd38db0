#pragma once

#include "services/domain/dispute.h"
#include "services/domain/outcome.h"

/// What news say of a token that the processor keeps for charges without the shopper.
struct TokenNews
{
    QString token;
    bool isGone = false;                 ///< it cannot be charged any more
    std::optional<CardUpdate> card = {}; ///< the card behind it was replaced
    QString networkTransactionId = {};
};

/// One thing that a processor told of its own accord, in neutral terms. It is about an operation
/// (found by `operation`, else by `operationReference`, else as the authorization of
/// `attemptReference` or `paymentReference`), a dispute, or a token; what is about none of them is
/// kept and shown only.
struct ProcessorNews
{
    QString eventId;   ///< the same each time the same event is told; unique for the account
    QString eventType; ///< in the processor's own word
    qint64 occurredAtMs = 0;

    QString paymentReference;          ///< the processor's id of the payment
    QString operationReference;        ///< the processor's id of a capture, refund or cancel
    QString attemptReference;          ///< ours: the merchant reference that was sent
    OperationId operation;             ///< ours, when the processor echoes it
    std::optional<OperationKind> kind; ///< of the operation, where references alone do not say

    /// The outcome itself, of a processor that answers no status query: it settles the operation
    /// like a read. Without it the news are a hint and the engine asks the processor.
    std::optional<ProcessorReply> outcome;
    std::optional<DisputeNews> dispute;
    std::optional<TokenNews> token;
};

#pragma once

#include "services/domain/attempt.h"
#include "services/domain/refund.h"

/// One intended effect at a processor.
enum class OperationKind { Authorize, Sale, Capture, Void, Refund, Increment };

enum class OperationState {
    Prepared, ///< written down; nothing has been sent
    Sending,  ///< may be on the wire
    Pending,  ///< the processor has it under an id and decides later
    Unknown,  ///< sent, outcome not known: stays open until it is
    Succeeded,
    Declined,
    Rejected,
    Integrity, ///< the processor confirmed something other than we asked
    AbortedBeforeSend,
};

QString toText(OperationKind kind);   ///< "authorize"
QString toText(OperationState state); ///< "aborted_before_send"
std::optional<OperationKind> operationKindFromText(QStringView text);
std::optional<OperationState> operationStateFromText(QStringView text);

/// Prepared, Sending and Unknown: at most one such operation a payment, and nothing else may move
/// its money meanwhile.
bool holdsPayment(OperationState state);
/// Everything that is not yet final, Pending included.
bool isOpen(OperationState state);

/// The written intent behind one or more sends of the same request.
struct Operation
{
    OperationId id; ///< "op_" + 20, sent to the processor as metadata
    MerchantId merchantId;
    PaymentId paymentId;
    int attemptNumber = 1;
    OperationKind kind = OperationKind::Authorize;
    int sequence = 1; ///< n-th of its kind within the attempt
    OperationState state = OperationState::Prepared;
    qint64 amount = 0; ///< minor units of the payment's currency; of an increment: the new total
    Currency currency = Currency::Eur;
    bool finalCapture = false; ///< capture: what is left of the hold is released
    QString connector;
    ConnectorAccountId connectorAccount;
    QString idempotencyKey;
    QByteArray requestMac;     ///< keyed, over the canonical request
    QString clientOperationId; ///< the front door's own id of this request, may be empty
    QString processorReference;
    PaymentError error;
    int sendCount = 0;
    qint64 fence = 1; ///< raised by whoever takes the operation over
    QString leaseOwner;
    qint64 leaseUntilMs = 0;
    qint64 firstSentAtMs = 0;
    qint64 lastSentAtMs = 0;
    int checkCount = 0;       ///< times the ladder has asked
    qint64 nextCheckAtMs = 0; ///< 0 = nothing due
    PaymentStatus statusBefore =
        PaymentStatus::RequiresConfirmation; ///< to go back to when nothing was sent
    qint64 createdAtMs = 0;
    qint64 modifiedAtMs = 0;

    friend bool operator==(const Operation &, const Operation &) = default;
};

/// One stored step of a payment: what happened when, and where it left the payment.
struct PaymentStep
{
    int sequence = 0; ///< per payment, from 1
    qint64 atMs = 0;
    QString event; ///< toText(PaymentEvent), or "created", "updated", ...
    PaymentStatus status = PaymentStatus::RequiresConfirmation; ///< after the step
    int attemptNumber = 0;
    QString attemptStatus; ///< after the step, may be empty
    QString actor;         ///< "operator:<name>", "customer", "processor", "system"
    qint64 amount = 0;     ///< of the step, 0 when it has none
    QString code;          ///< decline category or refusal, may be empty
    OperationId operationId;

    friend bool operator==(const PaymentStep &, const PaymentStep &) = default;
};

/// Everything the inspector shows of one payment.
struct PaymentDetails
{
    Payment payment;
    QList<Attempt> attempts;     ///< by number
    QList<Operation> operations; ///< in the order they were made
    QList<PaymentStep> steps;    ///< by sequence
    QList<Refund> refunds;       ///< in the order they were made
};

#pragma once

#include "services/domain/payment.h"

struct CreateRefund;
struct Operation;

/// Where a refund stands, as the API names it.
enum class RefundStatus {
    Pending,   ///< waits for its time, is being asked for, or the processor decides later
    Succeeded, ///< the money went back
    Failed,    ///< it did not, or it came back afterwards
    Review,    ///< the processor's answer contradicts what was asked: a person must look
};

enum class RefundType { Instant, Scheduled };

QString toText(RefundStatus status); ///< "succeeded"
QString toText(RefundType type);     ///< "scheduled"
std::optional<RefundStatus> refundStatusFromText(QStringView text);
std::optional<RefundType> refundTypeFromText(QStringView text);

/// Money that goes back to the shopper. The payment's own status does not change with it.
struct Refund
{
    qint64 rowId = 0; ///< place in the store, never shown
    RefundId id;
    MerchantId merchantId;
    ProfileId profileId;
    PaymentId paymentId;
    int attemptNumber = 1; ///< the try whose money goes back
    qint64 amount = 0;     ///< minor units of `currency`
    Currency currency = Currency::Eur;
    RefundType type = RefundType::Instant;
    RefundStatus status = RefundStatus::Pending;
    qint64 dueAtMs = 0; ///< a scheduled refund is sent at this time; 0 once it was, and for others
    QString reason;     ///< free text, up to 255
    QString metadataJson;
    OperationId operationId; ///< empty until it is sent
    QString connector;
    ConnectorAccountId connectorAccount;
    QString processorReference; ///< the processor's id of the refund
    PaymentError error;
    QString actor; ///< who asked for it
    qint64 createdAtMs = 0;
    qint64 modifiedAtMs = 0;

    friend bool operator==(const Refund &, const Refund &) = default;
};

/// The refund that this command makes of the payment, not yet stored and without an id.
/// earlierRefunds counts all of them, failed ones too. Errors, in this order: TooLong or
/// InvalidValue for ids and texts, InvalidState ("status") unless something is captured for good,
/// AmountNotPositive, InvalidValue ("payment_id") a year after the payment was made,
/// AmountAboveRefundable ("amount"), TooMany ("payment_id") after eleven refunds, InvalidValue
/// ("due_at").
Result<Refund> newRefund(const Payment &payment, const CreateRefund &command, int earlierRefunds,
                         qint64 nowMs);

/// What a person or a client writes on a refund. Errors: TooLong, InvalidValue, with the field.
Result<> checkRefundTexts(const QString &reason, const QString &metadataJson);

/// What can still be given back: captured, less what went back or is about to.
qint64 amountRefundable(const Payment &payment);
/// Whether anything may be refunded at all in that status; amounts are not looked at.
bool mayRefund(PaymentStatus status);

/// The refund as its operation leaves it.
Refund refundAfter(const Refund &refund, const Operation &operation, qint64 nowMs);

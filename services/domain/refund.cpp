#include "services/domain/refund.h"

#include "services/domain/commands.h"
#include "services/domain/fromtext.h"
#include "services/domain/operation.h"
#include "services/domain/paymentrules.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLongestAgeMs = 365LL * 24 * 3'600'000;
constexpr int kMostRefunds = 11;
constexpr qsizetype kLongestReason = 255;

} // namespace

Result<> checkRefundTexts(const QString &reason, const QString &metadataJson)
{
    if (reason.size() > kLongestReason)
        return Error{ErrorCode::TooLong, u"reason"_s};
    if (looksLikeCardNumber(reason))
        return Error{ErrorCode::InvalidValue, u"reason"_s};
    return checkMetadata(metadataJson);
}

QString toText(RefundStatus status)
{
    switch (status) {
    case RefundStatus::Pending: return u"pending"_s;
    case RefundStatus::Succeeded: return u"succeeded"_s;
    case RefundStatus::Failed: return u"failed"_s;
    case RefundStatus::Review: return u"review"_s;
    }
    return {};
}

QString toText(RefundType type)
{
    return type == RefundType::Instant ? u"instant"_s : u"scheduled"_s;
}

std::optional<RefundStatus> refundStatusFromText(QStringView text)
{
    return fromText<RefundStatus>(text, RefundStatus::Review);
}

std::optional<RefundType> refundTypeFromText(QStringView text)
{
    return fromText<RefundType>(text, RefundType::Scheduled);
}

qint64 amountRefundable(const Payment &payment)
{
    return mayRefund(payment.status) ? payment.captured - payment.refunded - payment.refundPending
                                     : 0;
}

bool mayRefund(PaymentStatus status)
{
    return status == PaymentStatus::Succeeded || status == PaymentStatus::PartiallyCaptured;
}

Result<Refund> newRefund(const Payment &payment, const CreateRefund &command, int earlierRefunds,
                         qint64 nowMs)
{
    if (!command.id.isEmpty() && !isWellFormedId(command.id.value))
        return Error{ErrorCode::InvalidValue, u"refund_id"_s};
    const Result<> texts = checkRefundTexts(command.reason, command.metadataJson);
    if (!texts)
        return texts.error();
    if (!mayRefund(payment.status))
        return Error{ErrorCode::InvalidState, u"status"_s, toText(payment.status)};
    const qint64 amount = command.amount.value_or(payment.captured);
    if (amount <= 0)
        return Error{ErrorCode::AmountNotPositive, u"amount"_s};
    if (nowMs - payment.createdAtMs > kLongestAgeMs)
        return Error{ErrorCode::InvalidValue, u"payment_id"_s, u"older than 365 days"_s};
    if (amount > amountRefundable(payment))
        return Error{ErrorCode::AmountAboveRefundable, u"amount"_s};
    if (earlierRefunds >= kMostRefunds)
        return Error{ErrorCode::TooMany, u"payment_id"_s};
    if (command.dueAtMs != 0 && command.dueAtMs <= nowMs)
        return Error{ErrorCode::InvalidValue, u"due_at"_s};
    Refund refund;
    refund.id = command.id;
    refund.merchantId = payment.merchantId;
    refund.profileId = payment.profileId;
    refund.paymentId = payment.id;
    refund.attemptNumber = payment.attemptCount;
    refund.amount = amount;
    refund.currency = payment.currency;
    refund.type = command.dueAtMs > 0 ? RefundType::Scheduled : RefundType::Instant;
    refund.dueAtMs = command.dueAtMs;
    refund.reason = command.reason;
    refund.metadataJson = command.metadataJson;
    refund.connector = payment.connector;
    refund.connectorAccount = payment.connectorAccount;
    refund.actor = command.caller.actor;
    refund.createdAtMs = nowMs;
    refund.modifiedAtMs = nowMs;
    return refund;
}

Refund refundAfter(const Refund &refund, const Operation &operation, qint64 nowMs)
{
    const auto statusOf = [](OperationState state) {
        switch (state) {
        case OperationState::Prepared:
        case OperationState::Sending:
        case OperationState::Pending:
        case OperationState::Unknown: return RefundStatus::Pending;
        case OperationState::Succeeded: return RefundStatus::Succeeded;
        case OperationState::Declined:
        case OperationState::Rejected:
        case OperationState::AbortedBeforeSend: return RefundStatus::Failed;
        case OperationState::Integrity: return RefundStatus::Review;
        }
        return RefundStatus::Review;
    };
    Refund after = refund;
    after.operationId = operation.id;
    after.dueAtMs = 0;
    after.status = statusOf(operation.state);
    after.processorReference = operation.processorReference;
    // What went wrong on the way counts no more once the processor has the refund.
    const bool fine =
        after.status == RefundStatus::Succeeded || operation.state == OperationState::Pending;
    after.error = fine ? PaymentError{} : operation.error;
    after.modifiedAtMs = nowMs;
    return after;
}

#pragma once

#include "services/domain/commands.h"
#include "services/domain/refund.h"

#include <QFuture>

/// Which refunds a list shows, newest first.
struct RefundQuery
{
    std::optional<RefundStatus> status = {};
    PaymentId paymentId = {}; ///< empty: of all payments
    qint64 before = 0;        ///< row of the last one shown so far; 0: from the newest on
    int limit = 100;
};

/// Money that goes back. Every call may come from any thread and returns at once; errors as in
/// interfaces/payments.h. A processor's refusal is a value: the status and error of the refund.
class Refunds
{
public:
    virtual ~Refunds() = default;

    /// Reserves the amount and asks the processor, now or at the command's time. Further errors:
    /// those of newRefund, Duplicate (field "refund_id").
    virtual QFuture<Result<Refund>> create(CreateRefund command) = 0;
    virtual QFuture<Result<Refund>> update(UpdateRefund command) = 0;
    /// Gives up a refund that waits for its time; InvalidState once it was sent.
    virtual QFuture<Result<Refund>> cancel(const Caller &caller, const RefundId &id) = 0;
    /// Asks the processor how it stands, also when it had succeeded: a refund can come back.
    virtual QFuture<Result<Refund>> sync(const Caller &caller, const RefundId &id) = 0;
    virtual QFuture<Result<Refund>> find(const MerchantId &merchant, const RefundId &id) = 0;
    virtual QFuture<Result<QList<Refund>>> list(const MerchantId &merchant,
                                                const RefundQuery &query) = 0;
};

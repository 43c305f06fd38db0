#include "services/processors/simulator/bankteller.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLateMs = 5'000;
constexpr qint64 kReversalMs = 10'000;

} // namespace

std::optional<BankRefusal> BankTeller::refund(BankPayment &payment, BankRefund wanted,
                                              Currency currency, qint64 nowMs)
{
    if (payment.captured == 0)
        return BankRefusal{422, u"not_captured"_s, u"not_refundable"_s, u"Nothing was captured."_s};
    if (currency != payment.currency)
        return BankRefusal{422, u"invalid_request"_s, u"invalid_request"_s,
                           u"The payment is in another currency."_s};
    if (wanted.amount > payment.captured - payment.refunded() - payment.refundPending())
        return BankRefusal{422, u"refund_exceeds_captured"_s, u"amount_too_large"_s,
                           u"Less than that is left to refund."_s};
    wanted.state = BankRefund::State::Pending;
    wanted.dueMs = nowMs + kLateMs;
    payment.refunds.append(wanted);
    if (payment.scenario != CardScenario::RefundPending
        && payment.scenario != CardScenario::RefundFails)
        finishRefund(payment, payment.refunds.last(), nowMs);
    m_ledger.changed(payment);
    return std::nullopt;
}

void BankTeller::finishRefund(BankPayment &payment, BankRefund &refund, qint64 nowMs)
{
    refund.state = BankRefund::State::Succeeded;
    refund.dueMs = payment.scenario == CardScenario::RefundReversed ? nowMs + kReversalMs : 0;
    m_ledger.addEffect(payment, refund.reference, u"refund"_s, refund.amount, nowMs);
}

void BankTeller::settleRefund(BankPayment &payment, qint64 nowMs)
{
    const auto due =
        std::ranges::find_if(payment.refunds, [=](const auto &row) { return row.dueMs == nowMs; });
    BankRefund &refund = *due;
    const bool isReversal = refund.state == BankRefund::State::Succeeded;
    if (!isReversal && payment.scenario != CardScenario::RefundFails) {
        finishRefund(payment, refund, nowMs);
        return;
    }
    refund.state = BankRefund::State::Failed;
    refund.dueMs = 0;
    if (!isReversal) {
        refund.decline = {
            u"refund_failed"_s, u"processor_error"_s, u"The refund failed at the acquirer."_s, {}};
        return;
    }
    refund.decline = {u"refund_reversed"_s,
                      u"processor_error"_s,
                      u"The shopper's bank sent the refund back."_s,
                      {}};
    m_ledger.addEffect(payment, refund.reference, u"refund_reversed"_s, refund.amount, nowMs);
}

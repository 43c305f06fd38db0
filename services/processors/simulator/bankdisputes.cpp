#include "services/processors/simulator/bankteller.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kOpensAfterMs = 10'000;
constexpr qint64 kRespondWithinMs = 7LL * 24 * 3'600'000;
constexpr qint64 kDecidesAfterMs = 5'000;

BankRefusal refused(const QString &message)
{
    return {422, u"invalid_request"_s, u"invalid_request"_s, message};
}

void move(BankDispute &dispute, const QString &status, qint64 dueMs, qint64 nowMs)
{
    dispute.status = status;
    dispute.dueMs = dueMs;
    dispute.updatedMs = nowMs;
}

} // namespace

void BankTeller::planDispute(BankPayment &payment, qint64 nowMs)
{
    const bool disputed = payment.scenario == CardScenario::Disputed
                          || payment.scenario == CardScenario::DisputeDecided;
    if (disputed && payment.disputes.isEmpty() && payment.disputeDueMs == 0)
        payment.disputeDueMs = nowMs + kOpensAfterMs;
}

bool BankTeller::settleDispute(BankPayment &payment, qint64 nowMs)
{
    if (payment.disputeDueMs > 0 && payment.disputeDueMs <= nowMs) {
        BankDispute dispute;
        dispute.id = u"simdsp_"_s + payment.id.section(u'_', 1);
        dispute.amount = payment.captured;
        dispute.createdMs = payment.disputeDueMs;
        dispute.respondByMs = dispute.createdMs + kRespondWithinMs;
        move(dispute, u"needs_response"_s, dispute.respondByMs, dispute.createdMs);
        payment.disputes.append(dispute);
        payment.disputeDueMs = 0;
        return true;
    }
    for (BankDispute &dispute : payment.disputes) {
        if (dispute.dueMs == 0 || dispute.dueMs > nowMs)
            continue;
        // Evidence wins; silence loses.
        const bool won = dispute.status == "under_review"_L1;
        move(dispute, won ? u"won"_s : u"lost"_s, 0, dispute.dueMs);
        return true;
    }
    return false;
}

std::optional<BankRefusal> BankTeller::submitEvidence(BankPayment &payment, BankDispute &dispute,
                                                      int pieces, qint64 nowMs)
{
    if (dispute.status != "needs_response"_L1)
        return refused(u"The dispute takes no evidence now."_s);
    if (pieces <= 0)
        return refused(u"There is no evidence."_s);
    dispute.evidence = pieces;
    const bool decides = payment.scenario == CardScenario::DisputeDecided;
    move(dispute, u"under_review"_s, decides ? nowMs + kDecidesAfterMs : 0, nowMs);
    m_ledger.changed(payment);
    return std::nullopt;
}

std::optional<BankRefusal> BankTeller::acceptDispute(BankPayment &payment, BankDispute &dispute,
                                                     qint64 nowMs)
{
    if (dispute.status != "needs_response"_L1 && dispute.status != "under_review"_L1)
        return refused(u"The dispute is over."_s);
    move(dispute, u"accepted"_s, 0, nowMs);
    m_ledger.changed(payment);
    return std::nullopt;
}

std::optional<BankRefusal> BankTeller::decideDispute(BankPayment &payment, BankDispute &dispute,
                                                     bool won, qint64 nowMs)
{
    if (dispute.status != "needs_response"_L1 && dispute.status != "under_review"_L1)
        return refused(u"The dispute is over."_s);
    move(dispute, won ? u"won"_s : u"lost"_s, 0, nowMs);
    m_ledger.changed(payment);
    return std::nullopt;
}

QJsonObject toJson(const BankDispute &dispute, const BankPayment &payment)
{
    return {{u"id"_s, dispute.id},
            {u"payment"_s, payment.id},
            {u"reference"_s, payment.reference},
            {u"amount"_s, dispute.amount},
            {u"currency"_s, toText(payment.currency)},
            {u"stage"_s, u"dispute"_s},
            {u"status"_s, dispute.status},
            {u"reason"_s, u"fraudulent"_s},
            {u"reason_code"_s, u"10.4"_s},
            {u"respond_by"_s, dispute.respondByMs},
            {u"created"_s, dispute.createdMs},
            {u"updated"_s, dispute.updatedMs},
            {u"evidence"_s, dispute.evidence}};
}

#include "services/processors/simulator/bankapi.h"

using namespace Qt::StringLiterals;

namespace {

BankDispute *disputeOf(BankPayment *payment, const QString &id)
{
    if (!payment)
        return nullptr;
    for (BankDispute &dispute : payment->disputes) {
        if (dispute.id == id)
            return &dispute;
    }
    return nullptr;
}

HttpResponse unknownDispute()
{
    return errorResponse(
        {404, u"not_found"_s, u"invalid_request"_s, u"There is no such dispute."_s});
}

} // namespace

HttpResponse BankApi::dispute(const QString &id) const
{
    BankPayment *payment = m_state.ledger.byDispute(id);
    const BankDispute *known = disputeOf(payment, id);
    return known ? jsonResponse(200, toJson(*known, *payment)) : unknownDispute();
}

BankApi::Execution BankApi::answerDispute(const QString &id, const QString &action,
                                          const QJsonObject &json)
{
    BankPayment *payment = m_state.ledger.byDispute(id);
    BankDispute *known = disputeOf(payment, id);
    if (!known)
        return {unknownDispute()};
    std::optional<BankRefusal> no;
    if (action == "accept"_L1)
        no = m_state.teller.acceptDispute(*payment, *known, m_state.nowMs);
    else if (action == "evidence"_L1)
        no = m_state.teller.submitEvidence(
            *payment, *known,
            int(json["texts"_L1].toObject().size() + json["files"_L1].toArray().size()),
            m_state.nowMs);
    else
        return {errorResponse(
            {404, u"not_found"_s, u"invalid_request"_s, u"There is no such object."_s})};
    if (no)
        return {errorResponse(*no)};
    return {jsonResponse(200, toJson(*known, *payment))};
}

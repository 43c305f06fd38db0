#include "services/core/id.h"
#include "services/domain/money.h"
#include "services/processors/simulator/bankapi.h"
#include "services/processors/simulator/bankscenarios.h"

using namespace Qt::StringLiterals;

std::optional<BankRefusal> BankTeller::increment(BankPayment &payment, BankIncrement wanted,
                                                 Currency currency, qint64 nowMs)
{
    const auto refuse = [](const QString &code, const QString &category, const QString &message) {
        return BankRefusal{422, code, category, message};
    };
    if (payment.status == BankStatus::Voided)
        return refuse(u"already_voided"_s, u"already_voided"_s, u"The hold was released."_s);
    if (payment.status == BankStatus::Expired)
        return refuse(u"expired_authorization"_s, u"expired_authorization"_s,
                      u"The hold has run out."_s);
    if (payment.status != BankStatus::Authorized)
        return refuse(u"already_captured"_s, u"already_captured"_s,
                      u"Only a whole hold is raised."_s);
    if (!payment.incremental)
        return refuse(u"not_incremental"_s, u"invalid_request"_s,
                      u"The hold was not made to be raised."_s);
    if (currency != payment.currency)
        return refuse(u"invalid_request"_s, u"invalid_request"_s,
                      u"The hold is in another currency."_s);
    if (wanted.amount <= payment.authorized)
        return refuse(u"invalid_request"_s, u"invalid_request"_s, u"That much is held already."_s);
    wanted.previous = payment.authorized;
    if (payment.scenario == CardScenario::IncrementDeclined) {
        wanted.state = BankProgress::Failed;
        wanted.decline = bank_scenarios::declineFor(u"insufficient_funds"_s);
    } else {
        m_ledger.addEffect(payment, wanted.reference, u"increment"_s,
                           wanted.amount - payment.authorized, nowMs);
        payment.authorized = wanted.amount;
        payment.amount = wanted.amount;
    }
    payment.increments.append(wanted);
    m_ledger.changed(payment);
    return std::nullopt;
}

BankApi::Execution BankApi::increment(BankPayment &payment, const QJsonObject &json)
{
    BankIncrement wanted;
    wanted.reference = json["reference"_L1].toString();
    wanted.amount = json["amount"_L1].isDouble() ? json["amount"_L1].toInteger(0) : 0;
    const auto currency = currencyFromText(json["currency"_L1].toString());
    const bool isAmount = wanted.amount > 0 && wanted.amount <= kLargestAmount;
    if (!isWellFormedId(wanted.reference) || !isAmount || !currency)
        return {errorResponse({400, u"invalid_request"_s, u"invalid_request"_s,
                               u"Not understood: reference, amount or currency"_s})};
    if (const auto no = m_state.teller.increment(payment, wanted, *currency, m_state.nowMs))
        return {errorResponse(*no)};
    const bool failed = payment.increments.last().state == BankProgress::Failed;
    return answer(payment, failed ? 402 : 200);
}

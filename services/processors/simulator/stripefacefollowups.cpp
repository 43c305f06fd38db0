#include "services/processors/simulator/stripeface.h"
#include "services/processors/simulator/stripefaceform.h"
#include "services/processors/simulator/stripefaceobjects.h"

using namespace Qt::StringLiterals;
using namespace stripefaceobjects;

namespace {

/// Why the bank will not, in Stripe's words.
HttpResponse refused(const BankRefusal &refusal, const QJsonObject &intent)
{
    QString code;
    if (refusal.category == "already_captured"_L1 || refusal.category == "already_voided"_L1)
        code = u"payment_intent_unexpected_state"_s;
    else if (refusal.category == "expired_authorization"_L1)
        code = u"capture_charge_authorization_expired"_s;
    else if (refusal.category == "not_refundable"_L1)
        code = u"charge_already_refunded"_s;
    else if (refusal.category == "amount_too_large"_L1)
        code = u"amount_too_large"_s;
    return error(400, u"invalid_request_error"_s, code, refusal.message, intent);
}

/// The name of ours that a capture's amount goes out under: its operation.
QString captureReference(const StripeFaceForm &form, const BankPayment &payment)
{
    for (const QString &name : form.names(u"metadata[op_"_s))
        return name.mid(9).chopped(1);
    return u"capture_"_s + QString::number(payment.captures.size() + 1);
}

} // namespace

StripeFace::Execution StripeFace::capture(BankPayment &payment, const StripeFaceForm &form)
{
    static const QStringList known = {u"amount_to_capture"_s, u"final_capture"_s, u"metadata"_s,
                                      u"expand"_s};
    if (const QString name = form.unknownName(known); !name.isEmpty())
        return {error(400, u"invalid_request_error"_s, u"parameter_unknown"_s, name)};
    const auto intent = [&] {
        return intentJson(payment, m_state.settings.baseUrl, form.expands(u"latest_charge"_s));
    };
    BankCapture wanted;
    wanted.reference = captureReference(form, payment);
    const bool isAll = !form.has(u"amount_to_capture"_s);
    const auto amount = isAll ? std::optional(payment.held())
                              : ourAmount(form.number(u"amount_to_capture"_s), payment.currency);
    wanted.amount = amount.value_or(0);
    wanted.final = form.text(u"final_capture"_s) != "false"_L1;
    if (wanted.amount <= 0 && payment.held() > 0)
        return {error(400, u"invalid_request_error"_s, u"parameter_invalid_integer"_s,
                      u"Invalid amount."_s)};
    if (const auto no = m_state.teller.capture(payment, wanted, payment.currency, m_state.nowMs))
        return {refused(*no, intent())};
    BankCapture &made = payment.captures.last();
    if (made.state == BankProgress::Pending) { // here nothing comes later
        made.dueMs = m_state.nowMs;
        m_state.ledger.changed(payment);
        m_state.teller.settle(m_state.nowMs);
    }
    if (payment.captures.last().state == BankProgress::Failed)
        return {declined(payment, payment.captures.last().decline, intent())};
    return {jsonResponse(200, intent())};
}

StripeFace::Execution StripeFace::increment(BankPayment &payment, const StripeFaceForm &form)
{
    static const QStringList known = {u"amount"_s, u"metadata"_s, u"description"_s, u"expand"_s};
    if (const QString name = form.unknownName(known); !name.isEmpty())
        return {error(400, u"invalid_request_error"_s, u"parameter_unknown"_s, name)};
    const auto intent = [&] {
        return intentJson(payment, m_state.settings.baseUrl, form.expands(u"latest_charge"_s));
    };
    BankIncrement wanted;
    const QString ours = form.text(u"metadata[increment]"_s);
    const QString number = QString::number(payment.increments.size() + 1);
    wanted.reference = ours.isEmpty() ? QString(u"increment_"_s + number) : ours;
    wanted.amount = ourAmount(form.number(u"amount"_s), payment.currency).value_or(0);
    if (wanted.amount <= 0)
        return {error(400, u"invalid_request_error"_s, u"parameter_invalid_integer"_s,
                      u"Invalid amount."_s)};
    if (const auto no = m_state.teller.increment(payment, wanted, payment.currency, m_state.nowMs))
        return {refused(*no, intent())};
    if (payment.increments.last().state == BankProgress::Failed)
        return {declined(payment, payment.increments.last().decline, intent())};
    return {jsonResponse(200, intent())};
}

StripeFace::Execution StripeFace::cancel(BankPayment &payment, const StripeFaceForm &form)
{
    static const QStringList known = {u"cancellation_reason"_s, u"expand"_s};
    if (const QString name = form.unknownName(known); !name.isEmpty())
        return {error(400, u"invalid_request_error"_s, u"parameter_unknown"_s, name)};
    const auto intent = [&] {
        return intentJson(payment, m_state.settings.baseUrl, form.expands(u"latest_charge"_s));
    };
    const QString reference = u"cancel_"_s + QString::number(payment.voids.size() + 1);
    if (const auto no = m_state.teller.voidHold(payment, reference, m_state.nowMs))
        return {refused(*no, intent())};
    return {jsonResponse(200, intent())};
}

StripeFace::Execution StripeFace::refund(const StripeFaceForm &form)
{
    static const QStringList known = {u"payment_intent"_s, u"amount"_s, u"reason"_s, u"metadata"_s,
                                      u"expand"_s};
    if (const QString name = form.unknownName(known); !name.isEmpty())
        return {error(400, u"invalid_request_error"_s, u"parameter_unknown"_s, name)};
    BankPayment *payment = m_state.ledger.byId(form.text(u"payment_intent"_s));
    if (!payment || payment->isVerification())
        return {error(404, u"invalid_request_error"_s, u"resource_missing"_s,
                      u"No such payment_intent"_s)};
    const bool isAll = !form.has(u"amount"_s);
    const auto amount = isAll ? std::optional(payment->captured - payment->refunded())
                              : ourAmount(form.number(u"amount"_s), payment->currency);
    BankRefund wanted;
    wanted.reference = form.text(u"metadata[operation_id]"_s);
    wanted.amount = amount.value_or(0);
    const QString number = QString::number(payment->refunds.size() + 1);
    wanted.id = u"re_"_s + payment->id.section(u'_', 1) + u'n' + number;
    if (wanted.amount <= 0)
        return {error(400, u"invalid_request_error"_s, u"parameter_invalid_integer"_s,
                      u"Invalid amount."_s)};
    const auto no = m_state.teller.refund(*payment, wanted, payment->currency, m_state.nowMs);
    if (no)
        return {refused(*no, {})};
    return {jsonResponse(200, refundJson(*payment, payment->refunds.last()))};
}

HttpResponse StripeFace::refundOf(const QString &id)
{
    const qsizetype cut = id.lastIndexOf(u'n');
    const BankPayment *payment = m_state.ledger.byId(u"pi_"_s + id.mid(3, cut - 3));
    if (id.startsWith("re_"_L1) && payment) {
        for (const BankRefund &refund : payment->refunds) {
            if (refund.id == id)
                return jsonResponse(200, refundJson(*payment, refund));
        }
    }
    return error(404, u"invalid_request_error"_s, u"resource_missing"_s, u"No such refund"_s);
}

StripeFace::Execution StripeFace::detach(const QString &id)
{
    const std::optional<Method> method = methodFrom(id);
    if (!method)
        return {error(404, u"invalid_request_error"_s, u"resource_missing"_s,
                      u"No such PaymentMethod"_s)};
    if (!m_state.ledger.detach(id, u"detach"_s, m_state.nowMs))
        return {error(400, u"invalid_request_error"_s, u"payment_method_unexpected_state"_s,
                      u"It is attached to nobody."_s)};
    return {jsonResponse(200, methodJson(*method, {}, m_state.nowMs))};
}

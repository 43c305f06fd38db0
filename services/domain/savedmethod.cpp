#include "services/domain/savedmethod.h"

#include "services/domain/commands.h"
#include "services/domain/textrules.h"

using namespace Qt::StringLiterals;

namespace {

/// The shopper was there and agreed anew: what the bank forbade before does not count any more.
void allowOffSession(SavedMethod &method, const Payment &payment)
{
    if (payment.futureUsage != FutureUsage::OffSession)
        return;
    method.refusal = RetryAdvice::None;
    if (!payment.networkTransactionId.isEmpty())
        method.networkTransactionId = payment.networkTransactionId;
}

} // namespace

bool SavedMethod::isExpired(qint64 nowMs) const
{
    const Result<> good = checkExpiry(card.expiryMonth, card.expiryYear, nowMs);
    return !good && good.error().code == ErrorCode::CardExpired;
}

bool wentThrough(AttemptStatus status)
{
    return status == AttemptStatus::Authorized || status == AttemptStatus::PartiallyAuthorized
           || status == AttemptStatus::Charged || status == AttemptStatus::PartialCharged;
}

SavedMethod usedBy(const SavedMethod &method, const Payment &payment, qint64 nowMs)
{
    SavedMethod used = method;
    used.usage = wider(method.usage, payment.futureUsage);
    used.lastUsedAtMs = nowMs;
    used.modifiedAtMs = nowMs;
    allowOffSession(used, payment);
    return used;
}

SavedMethod methodSavedBy(const Payment &payment, const PaymentMethodId &id, qint64 nowMs)
{
    SavedMethod method;
    method.id = id;
    method.merchantId = payment.merchantId;
    method.customerId = payment.customer.id;
    method.createdAtMs = nowMs;
    return savedAgain(method, payment, nowMs);
}

SavedMethod savedAgain(const SavedMethod &method, const Payment &payment, qint64 nowMs)
{
    SavedMethod again = method;
    again.usage = wider(method.usage, payment.futureUsage);
    allowOffSession(again, payment);
    again.card = payment.card;
    again.paymentId = payment.id;
    if (payment.acceptance.type != AcceptanceType::None)
        again.acceptance = payment.acceptance;
    again.lastUsedAtMs = nowMs;
    again.modifiedAtMs = nowMs;
    return again;
}

Result<SavedMethod> updatedMethod(const SavedMethod &method, const UpdateMethod &command,
                                  qint64 nowMs)
{
    SavedMethod changed = method;
    changed.card.expiryMonth = command.expiryMonth.value_or(method.card.expiryMonth);
    changed.card.expiryYear = command.expiryYear.value_or(method.card.expiryYear);
    changed.card.holder = command.holder.value_or(method.card.holder);
    changed.nickname = command.nickname.value_or(method.nickname);
    changed.modifiedAtMs = nowMs;
    const bool otherExpiry = command.expiryMonth || command.expiryYear;
    const Result<> checked =
        checkText(changed.card.holder, u"card_holder_name"_s)
            .and_then([&] { return checkText(changed.nickname, u"nick_name"_s); })
            .and_then([&] {
                return otherExpiry
                           ? checkExpiry(changed.card.expiryMonth, changed.card.expiryYear, nowMs)
                           : Result<>();
            });
    if (!checked)
        return checked.error();
    return changed;
}

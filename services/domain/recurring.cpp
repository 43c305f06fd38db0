#include "services/domain/recurring.h"

#include "services/domain/fromtext.h"
#include "services/domain/textrules.h"

#include <QDateTime>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLargestLimit = 1000 * kLargestAmount;
constexpr qint64 kNextTryMs = 24LL * 3'600'000;

/// An online consent says where it came from.
Result<> checkConsent(const CustomerAcceptance &acceptance)
{
    if (acceptance.type == AcceptanceType::None)
        return Error{ErrorCode::MissingField, u"customer_acceptance"_s};
    if (acceptance.type == AcceptanceType::Online && acceptance.ipAddress.isEmpty())
        return Error{ErrorCode::InvalidValue, u"ip_address"_s};
    if (acceptance.type == AcceptanceType::Online && acceptance.userAgent.isEmpty())
        return Error{ErrorCode::InvalidValue, u"user_agent"_s};
    return checkAcceptance(acceptance);
}

Result<> checkTerms(const MandateTerms &terms, Currency currency, qint64 nowMs)
{
    if (!terms.amount && terms.type == MandateType::SingleUse)
        return Error{ErrorCode::MissingField, u"mandate_amount"_s};
    if (terms.amount && *terms.amount <= 0)
        return Error{ErrorCode::AmountNotPositive, u"mandate_amount"_s};
    if (terms.amount && *terms.amount > kLargestLimit)
        return Error{ErrorCode::AmountTooLarge, u"mandate_amount"_s};
    if (terms.currency && *terms.currency != currency)
        return Error{ErrorCode::CurrencyMismatch, u"mandate_currency"_s};
    if (terms.startAtMs < 0)
        return Error{ErrorCode::InvalidValue, u"start_date"_s};
    const bool ends = terms.endAtMs != 0;
    if (ends && (terms.endAtMs <= terms.startAtMs || terms.endAtMs <= nowMs))
        return Error{ErrorCode::InvalidValue, u"end_date"_s};
    return checkText(terms.description, u"mandate_description"_s);
}

qint64 later(qint64 atMs, ChargeFrequency frequency)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(atMs, QTimeZone::utc());
    switch (frequency) {
    case ChargeFrequency::None: return 0;
    case ChargeFrequency::Daily: return at.addDays(1).toMSecsSinceEpoch();
    case ChargeFrequency::Weekly: return at.addDays(7).toMSecsSinceEpoch();
    case ChargeFrequency::Monthly: return at.addMonths(1).toMSecsSinceEpoch();
    case ChargeFrequency::Quarterly: return at.addMonths(3).toMSecsSinceEpoch();
    case ChargeFrequency::Yearly: return at.addYears(1).toMSecsSinceEpoch();
    }
    return 0;
}

bool failed(PaymentStatus status)
{
    return status == PaymentStatus::Failed;
}

/// When the next charge is due.
qint64 nextCharge(const Mandate &mandate)
{
    if (mandate.status != MandateStatus::Active)
        return 0;
    const LastCharge &last = mandate.last;
    const bool again = !last.paymentId.isEmpty();
    qint64 dueMs = 0;
    if (!again)
        dueMs = mandate.terms.startAtMs > 0 ? mandate.terms.startAtMs
                                            : later(mandate.createdAtMs, mandate.terms.frequency);
    else if (forbidsRetry(last.advice))
        return 0;
    else if (failed(last.status) && waitMs(last.advice) > 0)
        dueMs = last.atMs + waitMs(last.advice);
    else if (failed(last.status))
        dueMs = mandate.terms.frequency == ChargeFrequency::None ? 0 : last.atMs + kNextTryMs;
    else
        dueMs = later(last.atMs, mandate.terms.frequency);
    const bool tooLate = mandate.terms.endAtMs > 0 && dueMs >= mandate.terms.endAtMs;
    return tooLate ? 0 : dueMs;
}

Mandate changed(Mandate mandate, qint64 nowMs)
{
    mandate.version += 1;
    mandate.modifiedAtMs = nowMs;
    mandate.nextChargeAtMs = nextCharge(mandate);
    return mandate;
}

void end(Mandate &mandate, MandateEnd why)
{
    mandate.status = MandateStatus::Revoked;
    mandate.ended = why;
}

/// How the charge that the list shows went.
void noteLast(LastCharge &last, const Payment &payment)
{
    const bool failedBefore = failed(last.status);
    last.status = payment.status;
    last.error = payment.error;
    last.advice = payment.retryAdvice;
    if (failed(payment.status))
        last.failures += failedBefore ? 0 : 1;
    else if (claimOf(payment).isSettled && claimOf(payment).amount > 0)
        last.failures = 0;
}

} // namespace

QString toText(MandateStatus status)
{
    switch (status) {
    case MandateStatus::Pending: return u"pending"_s;
    case MandateStatus::Active: return u"active"_s;
    case MandateStatus::Inactive: return u"inactive"_s;
    case MandateStatus::Revoked: return u"revoked"_s;
    }
    return {};
}

QString toText(MandateType type)
{
    return type == MandateType::SingleUse ? u"single_use"_s : u"multi_use"_s;
}

QString toText(MandateEnd end)
{
    switch (end) {
    case MandateEnd::None: return u""_s;
    case MandateEnd::SetUpFailed: return u"set_up_failed"_s;
    case MandateEnd::UsedUp: return u"used_up"_s;
    case MandateEnd::ByMerchant: return u"by_merchant"_s;
    case MandateEnd::ByBank: return u"by_bank"_s;
    }
    return {};
}

QString toText(ChargeFrequency frequency)
{
    switch (frequency) {
    case ChargeFrequency::None: return u""_s;
    case ChargeFrequency::Daily: return u"daily"_s;
    case ChargeFrequency::Weekly: return u"weekly"_s;
    case ChargeFrequency::Monthly: return u"monthly"_s;
    case ChargeFrequency::Quarterly: return u"quarterly"_s;
    case ChargeFrequency::Yearly: return u"yearly"_s;
    }
    return {};
}

std::optional<MandateStatus> mandateStatusFromText(QStringView text)
{
    return fromText(text, MandateStatus::Revoked);
}

std::optional<MandateType> mandateTypeFromText(QStringView text)
{
    return fromText(text, MandateType::MultiUse);
}

std::optional<MandateEnd> mandateEndFromText(QStringView text)
{
    return fromText(text, MandateEnd::ByBank);
}

std::optional<ChargeFrequency> chargeFrequencyFromText(QStringView text)
{
    return fromText(text, ChargeFrequency::Yearly);
}

bool isInForce(const Mandate &mandate, qint64 nowMs)
{
    if (mandate.pending > 0 || mandate.status == MandateStatus::Pending)
        return true;
    const bool over = mandate.terms.endAtMs > 0 && nowMs >= mandate.terms.endAtMs;
    return mandate.status == MandateStatus::Active && !over;
}

std::optional<qint64> amountLeft(const Mandate &mandate)
{
    if (!mandate.terms.amount)
        return std::nullopt;
    const qint64 used = mandate.charged + mandate.pending;
    const bool once = mandate.terms.type == MandateType::SingleUse;
    return once && used > 0 ? 0 : qMax<qint64>(0, *mandate.terms.amount - used);
}

Result<Mandate> newMandate(const Payment &payment, const MandateTerms &terms, qint64 nowMs)
{
    if (payment.futureUsage != FutureUsage::OffSession)
        return Error{ErrorCode::InvalidValue, u"setup_future_usage"_s};
    const Result<> checked = checkConsent(payment.acceptance).and_then([&] {
        return checkTerms(terms, payment.currency, nowMs);
    });
    if (!checked)
        return checked.error();
    Mandate mandate;
    mandate.merchantId = payment.merchantId;
    mandate.customerId = payment.customer.id;
    mandate.paymentId = payment.id;
    mandate.terms = terms;
    mandate.terms.currency = payment.currency;
    mandate.currency = payment.currency;
    mandate.acceptance = payment.acceptance;
    mandate.version = 1;
    mandate.createdAtMs = nowMs;
    mandate.modifiedAtMs = nowMs;
    return mandate;
}

Result<> checkCharge(const Mandate &mandate, Money amount, qint64 nowMs)
{
    if (mandate.status != MandateStatus::Active) {
        const bool setUpRuns = mandate.status == MandateStatus::Pending;
        return Error{ErrorCode::AgreementEnded, u"mandate_id"_s,
                     setUpRuns ? u"pending"_s : toText(mandate.ended)};
    }
    if (amount.currency != mandate.currency)
        return Error{ErrorCode::CurrencyMismatch, u"currency"_s};
    if (nowMs < mandate.terms.startAtMs)
        return Error{ErrorCode::AgreementPeriod, u"start_date"_s};
    if (mandate.terms.endAtMs > 0 && nowMs >= mandate.terms.endAtMs)
        return Error{ErrorCode::AgreementPeriod, u"end_date"_s};
    const std::optional<qint64> left = amountLeft(mandate);
    if (left && amount.minorUnits > *left)
        return Error{ErrorCode::AgreementLimit, u"amount"_s, QString::number(*left)};
    return {};
}

MandateClaim claimOf(const Payment &payment)
{
    switch (payment.status) {
    case PaymentStatus::RequiresPaymentMethod:
    case PaymentStatus::RequiresConfirmation: return {0, true};
    case PaymentStatus::Processing:
    case PaymentStatus::RequiresCustomerAction:
    case PaymentStatus::RequiresMerchantAction:
    case PaymentStatus::PartiallyCapturedAndProcessing:
    case PaymentStatus::Conflicted:
    case PaymentStatus::Review:
        // A capture or a release of a hold may be under way, too.
        return {payment.authorized > 0 ? payment.captureLimit : payment.netAmount, false};
    case PaymentStatus::RequiresCapture:
    case PaymentStatus::PartiallyAuthorizedAndRequiresCapture:
    case PaymentStatus::PartiallyCapturedAndCapturable: return {payment.captureLimit, true};
    case PaymentStatus::PartiallyCaptured:
    case PaymentStatus::Succeeded:
    case PaymentStatus::Failed:
    case PaymentStatus::Cancelled:
    case PaymentStatus::CancelledPostCapture:
    case PaymentStatus::Expired: return {payment.captured, true};
    }
    return {payment.netAmount, false};
}

Mandate chargeBegun(const Mandate &mandate, const Payment &payment, qint64 nowMs)
{
    Mandate begun = mandate;
    begun.pending += claimOf(payment).amount;
    begun.last.paymentId = payment.id;
    begun.last.atMs = nowMs;
    begun.last.amount = payment.netAmount;
    begun.last.status = payment.status;
    begun.last.error = {};
    begun.last.advice = RetryAdvice::None;
    return changed(begun, nowMs);
}

Mandate chargeMoved(const Mandate &mandate, const Payment &payment, const MandateClaim &before,
                    qint64 nowMs)
{
    const MandateClaim after = claimOf(payment);
    Mandate moved = mandate;
    (before.isSettled ? moved.charged : moved.pending) -= before.amount;
    (after.isSettled ? moved.charged : moved.pending) += after.amount;
    if (moved.last.paymentId == payment.id)
        noteLast(moved.last, payment);
    const bool active = moved.status == MandateStatus::Active;
    const bool used = after.isSettled && after.amount > 0;
    if (active && used && moved.terms.type == MandateType::SingleUse)
        end(moved, MandateEnd::UsedUp);
    else if (active && payment.retryAdvice == RetryAdvice::StopRecurring)
        end(moved, MandateEnd::ByBank);
    return changed(moved, nowMs);
}

Mandate setUpEnded(const Mandate &mandate, const PaymentMethodId &method, qint64 nowMs)
{
    Mandate done = mandate;
    done.paymentMethodId = method;
    done.status = method.isEmpty() ? MandateStatus::Inactive : MandateStatus::Active;
    done.ended = method.isEmpty() ? MandateEnd::SetUpFailed : MandateEnd::None;
    return changed(done, nowMs);
}

Result<Mandate> revoked(const Mandate &mandate, qint64 nowMs)
{
    if (mandate.status != MandateStatus::Active)
        return Error{ErrorCode::InvalidState, u"status"_s, toText(mandate.status)};
    Mandate over = mandate;
    end(over, MandateEnd::ByMerchant);
    return changed(over, nowMs);
}

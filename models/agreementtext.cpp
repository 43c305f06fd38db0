#include "models/agreementtext.h"

#include "models/declinetext.h"
#include "models/editortext.h"

using namespace Qt::StringLiterals;

namespace {

/// Only by a charge that went through late: what is begun stays within the limit.
bool isOverLimit(const Mandate &mandate)
{
    return mandate.terms.amount && mandate.charged + mandate.pending > *mandate.terms.amount;
}

} // namespace

AgreementState AgreementText::state(const Agreement &agreement, qint64 nowMs)
{
    const Mandate &mandate = agreement.mandate;
    switch (mandate.status) {
    case MandateStatus::Pending: return AgreementState::SettingUp;
    case MandateStatus::Inactive:
    case MandateStatus::Revoked: return AgreementState::Over;
    case MandateStatus::Active: break;
    }
    if (mandate.terms.endAtMs > 0 && mandate.terms.endAtMs <= nowMs)
        return AgreementState::Over;
    if (agreement.cardExpired || agreement.refusal != RetryAdvice::None)
        return AgreementState::Blocked;
    return mandate.last.failures > 0 ? AgreementState::Failed : AgreementState::Active;
}

QString AgreementText::word(const Agreement &agreement, qint64 nowMs)
{
    switch (state(agreement, nowMs)) {
    case AgreementState::SettingUp: return tr("Being set up");
    case AgreementState::Active: return tr("Active");
    case AgreementState::Failed: return tr("Last charge failed");
    case AgreementState::Blocked:
        return agreement.cardExpired ? tr("Card expired") : tr("Bank says stop");
    case AgreementState::Over: break;
    }
    switch (agreement.mandate.ended) {
    case MandateEnd::None: return tr("Ran out");
    case MandateEnd::SetUpFailed: return tr("Never came about");
    case MandateEnd::UsedUp: return tr("Used up");
    case MandateEnd::ByMerchant: return tr("Ended by us");
    case MandateEnd::ByBank: return tr("Ended by the bank");
    }
    return {};
}

QString AgreementText::meaning(const Agreement &agreement, qint64 nowMs)
{
    if (isOverLimit(agreement.mandate))
        return tr("More was taken than the customer agreed to: a charge went through after it had "
                  "counted as failed. Refund it, or ask the customer.");
    switch (state(agreement, nowMs)) {
    case AgreementState::SettingUp:
        return tr("It can be charged as soon as the bank has accepted it.");
    case AgreementState::Active: return tr("It may be charged while the customer is not there.");
    case AgreementState::Failed:
        return tr("It may still be charged. Look at the reason before you try again.");
    case AgreementState::Blocked:
        return agreement.cardExpired
                   ? tr("Its card is past its last day. Ask the customer for another one.")
                   : tr("The bank forbids further charges of this card without the customer.");
    case AgreementState::Over: return tr("It cannot be charged any more.");
    }
    return {};
}

StatusLook AgreementText::look(AgreementState state)
{
    switch (state) {
    case AgreementState::SettingUp: return StatusLook::WaitingForCustomer;
    case AgreementState::Active: return StatusLook::Paid;
    case AgreementState::Failed: return StatusLook::Failed;
    case AgreementState::Blocked: return StatusLook::HoldExpired;
    case AgreementState::Over: return StatusLook::Released;
    }
    return StatusLook::Draft;
}

QString AgreementText::frequency(ChargeFrequency frequency)
{
    switch (frequency) {
    case ChargeFrequency::None: return tr("When needed");
    case ChargeFrequency::Daily: return tr("Daily");
    case ChargeFrequency::Weekly: return tr("Weekly");
    case ChargeFrequency::Monthly: return tr("Monthly");
    case ChargeFrequency::Quarterly: return tr("Every three months");
    case ChargeFrequency::Yearly: return tr("Yearly");
    }
    return {};
}

QString AgreementText::limit(const Mandate &mandate)
{
    const auto left = amountLeft(mandate);
    const QString most =
        mandate.terms.amount ? shownMoney(*mandate.terms.amount, mandate.currency) : QString();
    if (isOverLimit(mandate))
        //: %1 and %2 are amounts with their currency
        return tr("Over its limit: %1 taken, %2 agreed")
            .arg(shownMoney(mandate.charged + mandate.pending, mandate.currency), most);
    if (mandate.terms.type == MandateType::SingleUse)
        //: %1 is an amount with its currency
        return tr("Once, at most %1").arg(most);
    if (!left || most.isEmpty())
        return tr("Several times, without a limit");
    //: %1 and %2 are amounts with their currency
    return tr("Several times, %1 of %2 left").arg(shownMoney(*left, mandate.currency), most);
}

QString AgreementText::customer(const Agreement &agreement)
{
    if (!agreement.customerName.isEmpty())
        return agreement.customerName;
    return agreement.customerEmail.isEmpty() ? agreement.mandate.customerId.value
                                             : agreement.customerEmail;
}

QString AgreementText::failure(const Mandate &mandate)
{
    return mandate.last.failures == 0 ? QString() : declineReason(mandate.last.error.category);
}

ErrorText AgreementText::problem(const Error &error, const QString &reference)
{
    ErrorScene scene;
    scene.reference = reference;
    ErrorText text = errorText(error, scene);
    if (error.code == ErrorCode::InvalidState) {
        text.what = tr("This agreement is over already.");
        text.todo = tr("Nothing has to be done.");
    }
    return text;
}

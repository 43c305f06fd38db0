// The words of a customer verification: ChallengeController's headline and explanation.

#include "models/challengecontroller.h"
#include "models/declinetext.h"
#include "models/displaytext.h"
#include "models/editortext.h"

using namespace Qt::StringLiterals;

QString ChallengeController::headline() const
{
    const Payment &now = payment();
    if (m_state == State::Loading)
        return tr("Loading the payment…");
    if (m_state == State::Asking)
        return m_asked == MoneyAction::Void ? tr("Cancelling the payment…")
                                            : tr("Asking the bank…");
    if (m_state == State::Trouble)
        return m_failure.what;
    if (m_state == State::AskWhoIsPresent || m_state == State::Open)
        return tr("Who is with you?");
    if (now.outcomeUnknown)
        return tr("Not known yet");
    switch (now.status) {
    case PaymentStatus::RequiresCustomerAction:
        return remainingMs() == 0 ? tr("The time for this verification is over")
                                  : tr("The bank is still waiting for the customer");
    case PaymentStatus::Processing: return tr("The bank has not decided yet");
    case PaymentStatus::RequiresMerchantAction: return tr("The processor wants to look at it");
    case PaymentStatus::RequiresCapture:
    case PaymentStatus::PartiallyAuthorizedAndRequiresCapture:
        //: %1 is an amount with its currency
        return tr("Verified: %1 is held").arg(money(now.authorized));
    case PaymentStatus::Succeeded:
        //: %1 is an amount with its currency
        return tr("Verified and paid: %1").arg(money(now.captured));
    case PaymentStatus::PartiallyCaptured:
    case PaymentStatus::PartiallyCapturedAndCapturable:
    case PaymentStatus::PartiallyCapturedAndProcessing:
        //: %1 is an amount with its currency
        return tr("Verified: %1 is captured").arg(money(now.captured));
    case PaymentStatus::Failed:
        if (now.error.category == "customer_cancelled"_L1)
            return tr("The customer did not verify the payment");
        if (now.error.category == "authentication_failed"_L1)
            return tr("The bank could not verify the customer");
        return tr("The bank refused the payment");
    case PaymentStatus::Cancelled:
    case PaymentStatus::CancelledPostCapture: return tr("The payment is cancelled");
    case PaymentStatus::RequiresPaymentMethod:
    case PaymentStatus::RequiresConfirmation: return tr("There is nothing to verify");
    case PaymentStatus::Expired:
    case PaymentStatus::Conflicted:
    case PaymentStatus::Review: return DisplayText::status(now.status, false);
    }
    return {};
}

QString ChallengeController::explanation() const
{
    const Payment &now = payment();
    if (m_state == State::Loading)
        return {};
    if (m_state == State::Asking)
        return tr("What the page showed decides nothing. This takes a few seconds.");
    if (m_state == State::Trouble)
        return m_failure.where + u' ' + m_failure.todo;
    if (m_state == State::AskWhoIsPresent || m_state == State::Open)
        return tr("The bank wants to hear from the customer in person. Never complete another "
                  "person's verification for them.");
    if (now.outcomeUnknown)
        return DisplayText::statusMeaning(now.status, true);
    const QString before = expiryText();
    switch (now.status) {
    case PaymentStatus::RequiresCustomerAction:
        if (remainingMs() == 0)
            return tr("Nothing was taken. The bank closes it by itself; ask again in a minute, or "
                      "cancel the payment.");
        if (before.isEmpty())
            return tr("Nothing was taken. Go on with the verification, or cancel the payment.");
        //: %1 is a day and time with its zone
        return tr("Nothing was taken. The link works until %1. Go on with the verification, or "
                  "cancel the payment.")
            .arg(before);
    case PaymentStatus::Processing:
        return tr("The customer is done. You can close this; the payment's row shows the answer "
                  "when it comes.");
    case PaymentStatus::RequiresCapture:
    case PaymentStatus::PartiallyAuthorizedAndRequiresCapture: {
        const QString holdEnd = shownMoment(m_workspace, now.captureBeforeMs);
        if (holdEnd.isEmpty())
            return tr("Capture it when you ship.");
        //: %1 is a day and time
        return tr("Capture it when you ship. The bank holds it until %1.").arg(holdEnd);
    }
    case PaymentStatus::Failed: {
        if (now.error.category == "customer_cancelled"_L1)
            return tr("The customer left or cancelled at the bank's page. Nothing was taken. Ask "
                      "whether they want to try again, with a new payment.");
        ErrorText words = declineText(now.error, sceneOf(m_workspace, MoneyAction::Confirm, now));
        words.reference.clear(); // the page names the payment anyway
        return words.oneLine();
    }
    case PaymentStatus::RequiresPaymentMethod:
    case PaymentStatus::RequiresConfirmation:
        return tr(
            "The payment was not sent to the bank, or could not reach it. Nothing was taken.");
    case PaymentStatus::Cancelled: return tr("Nothing was taken.");
    case PaymentStatus::RequiresMerchantAction:
    case PaymentStatus::Succeeded:
    case PaymentStatus::PartiallyCaptured:
    case PaymentStatus::PartiallyCapturedAndCapturable:
    case PaymentStatus::PartiallyCapturedAndProcessing:
    case PaymentStatus::CancelledPostCapture:
    case PaymentStatus::Expired:
    case PaymentStatus::Conflicted:
    case PaymentStatus::Review: return DisplayText::statusMeaning(now.status, false);
    }
    return {};
}

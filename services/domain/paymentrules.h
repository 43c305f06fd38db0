#pragma once

#include "services/domain/commands.h"
#include "services/domain/textrules.h"

/// Switches of the profile that a payment is made under.
struct PaymentRules
{
    bool fineInitialState = false; ///< requires_payment_method until a method is named
};

/// The payment a create command asks for, not yet stored. Ids are taken as they are in the command.
/// Errors, in this order: InvalidValue/TooLong for ids and texts, MissingField currency and amount,
/// AmountNotPositive (but for a set-up: amount 0, and the card kept for charges without the
/// shopper), AmountTooLarge, InvalidValue ("capture_method" of a set-up that is not automatic),
/// MissingField or InvalidValue capture_on, session_expiry, amount_to_capture, metadata.
Result<Payment> newPayment(const CreatePayment &command, const PaymentRules &rules, qint64 nowMs);

/// The payment after an update. Errors: VersionConflict, InvalidState, and those of newPayment for
/// the fields named.
Result<Payment> updatedPayment(const Payment &payment, const UpdatePayment &command, qint64 nowMs);

/// Another way to capture, and the time of a scheduled one; what is not set stays.
void assignSchedule(Payment &payment, const std::optional<CaptureMethod> &method,
                    const std::optional<qint64> &captureOnMs);

/// What must hold before a payment may be confirmed with this card (null: none was given). A card
/// that was kept may come without its CVC where nobody asks for it.
/// Errors: InvalidState, MissingField payment_method_data, InvalidValue customer_id when the card
/// is to be kept and nobody is named whose it is, those of checkAcceptance and checkCard.
Result<> checkConfirm(const Payment &payment, const CardDetails *card, qint64 nowMs,
                      bool cvcRequired = true);

/// The same for a payment that is charged while the shopper is not there: the card has no CVC, and
/// there is none when a processor's token stands for it. Further errors: AmountNotPositive,
/// InvalidValue "setup_future_usage" (what may be done with a card was said when it was saved).
Result<> checkOffSession(const Payment &payment, const CardDetails *card, qint64 nowMs);

/// A JSON object with at most 50 keys of 40 characters and values of 500; empty is fine. Errors:
/// TooLong, InvalidValue, with field "metadata".
Result<> checkMetadata(const QString &json);

/// Names of 1 to 64 characters, 32 KiB of JSON together, nothing that looks like a card number.
/// Errors: TooLong, InvalidValue, with the name as field.
Result<> checkExtras(const PaymentExtras &extras);

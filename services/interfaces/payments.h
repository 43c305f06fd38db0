#pragma once

#include "services/domain/commands.h"
#include "services/domain/operation.h"

#include <QFuture>

/// A new payment and the one time its client secret is told.
struct CreatedPayment
{
    Payment payment;
    QString clientSecret; ///< `<payment_id>_secret_` + 20; only its keyed hash is kept
};

/// One-time payments. Every call may come from any thread and returns at once. Errors are those of
/// the request (field named), InvalidState, VersionConflict, NotFound (its field says what was not
/// found: "payment_id", "profile_id" ...), Busy (an operation is still
/// open after the wait), Overloaded, StorageUnavailable and ConnectorUnavailable. A processor's
/// refusal is a value (status and error of the payment), and so is an outcome that is not known
/// (Payment::outcomeUnknown).
class Payments
{
public:
    virtual ~Payments() = default;

    /// A card that comes without a confirm is held under Payment::paymentToken, until the confirm
    /// or for as long as the profile says; its CVC is not. VaultLocked when that cannot be: then
    /// nothing is stored.
    virtual QFuture<Result<CreatedPayment>> create(CreatePayment command) = 0;
    /// The same for a card that comes with a change.
    virtual QFuture<Result<Payment>> update(UpdatePayment command) = 0;
    /// With a saved method or a held card also: NotFound (field "payment_method_id", or
    /// "payment_token" when that is unknown, expired or used), InvalidValue when it is another
    /// customer's or a card came too, MissingField "card_cvc" (of a saved method, where the profile
    /// asks for it), VaultLocked and VaultRecordDamaged.
    virtual QFuture<Result<Payment>> confirm(ConfirmPayment command) = 0;
    virtual QFuture<Result<Payment>> capture(CapturePayment command) = 0;
    virtual QFuture<Result<Payment>> cancel(CancelPayment command) = 0;
    /// Asks the processor to hold more. Further errors: NotSupported with field
    /// "incremental_authorization_allowed" when this hold cannot be raised, InvalidValue "amount"
    /// when it is not more than the present total. A refusal by the bank leaves the payment as it
    /// was: see its increments.
    virtual QFuture<Result<Payment>> raise(RaiseHold command) = 0;
    /// Asks the processor now; answers the stored payment when asking cannot tell anything new.
    /// What had failed and turns out to have gone through is corrected, with a step
    /// "integrity_correction" and a line in the audit trail.
    virtual QFuture<Result<Payment>> sync(SyncPayment command) = 0;
    /// A shopper came back from a challenge. The token says which one; whatever else the return
    /// carried proves nothing. The effect is a sync or, at a processor that has to be told, a call
    /// that forwards what it needs of the query and hears how it ended. NotFound when no challenge
    /// has this token.
    virtual QFuture<Result<Payment>> resume(const QString &returnToken,
                                            const QString &query = {}) = 0;
    virtual QFuture<Result<PaymentDetails>> find(const MerchantId &merchant,
                                                 const PaymentId &id) = 0;
};

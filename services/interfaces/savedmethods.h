#pragma once

#include "services/domain/commands.h"
#include "services/domain/savedmethod.h"

#include <QFuture>

/// A saved method as a shopper may choose it.
struct OfferedMethod
{
    SavedMethod method;
    QString paymentToken;    ///< stands for it in one confirm, for 15 minutes
    bool requiresCvv = true; ///< the CVC must come with the confirm, as the profile says

    friend bool operator==(const OfferedMethod &, const OfferedMethod &) = default;
};

/// Cards that customers have let be kept. Every call may come from any thread and returns at once.
/// Errors are those of the request (field named), NotFound (field "payment_method_id" or
/// "customer_id"), CustomerRedacted, VaultLocked where said, Overloaded and StorageUnavailable.
class SavedMethods
{
public:
    virtual ~SavedMethods() = default;

    /// Those of a customer, last used first; limit 1 to 1,000.
    virtual QFuture<Result<QList<SavedMethod>>> list(const MerchantId &merchant,
                                                     const CustomerId &customer, int limit) = 0;
    /// The same list for a checkout under that profile, the merchant's default one when it is
    /// empty; each with a fresh token.
    virtual QFuture<Result<QList<OfferedMethod>>> offer(const MerchantId &merchant,
                                                        const CustomerId &customer, int limit,
                                                        const ProfileId &profile = {}) = 0;
    virtual QFuture<Result<SavedMethod>> find(const MerchantId &merchant,
                                              const PaymentMethodId &id) = 0;
    /// Expiry and holder are in the sealed card too, so changing them needs the vault open.
    /// Further errors: those of updatedMethod, VaultLocked.
    virtual QFuture<Result<SavedMethod>> update(UpdateMethod command) = 0;
    /// Makes it the one that is offered first. InvalidValue when it is another customer's,
    /// InvalidState when it is the default one already.
    virtual QFuture<Result<SavedMethod>>
    makeDefault(const Caller &caller, const CustomerId &customer, const PaymentMethodId &id) = 0;
    /// Removes it and its sealed card, also while the vault is locked. A default that goes leaves
    /// none. Answers what was removed. AgreementActive (field "payment_method_id") while an
    /// agreement about later charges needs it.
    virtual QFuture<Result<SavedMethod>> remove(const Caller &caller,
                                                const PaymentMethodId &id) = 0;
};

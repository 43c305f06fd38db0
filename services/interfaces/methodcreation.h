#pragma once

#include "services/domain/commands.h"
#include "services/domain/savedmethod.h"

#include <QFuture>

/// Saves a card of a customer without a payment.
struct CreateMethod
{
    Caller caller;
    CustomerId customerId;
    std::optional<CardDetails> card; ///< without one the method waits for it
    QString nickname;
    /// What the card's network gave out for the card, to be kept beside it; in the place of the one
    /// before. Only with the card.
    std::optional<CardDetails> networkToken = {};
    /// Of a set-up made elsewhere, in which the customer agreed to charges without the shopper: the
    /// method may be charged so from then on. Only with the card.
    QString networkTransactionId = {};
};

/// Brings the card that a method waits for.
struct FillMethod
{
    Caller caller;
    PaymentMethodId id;
    ClientSecret secret; ///< that came with the method
    CardDetails card;
    QString nickname;
};

/// A method that was made, or one that waits for its card: then there is a secret.
struct CreatedMethod
{
    SavedMethod method;
    QString clientSecret;
};

/// Methods that are made by themselves. What waits for a card is kept for 15 minutes.
/// Every call may come from any thread and returns at once. Errors as in
/// interfaces/savedmethods.h, and those of checkCard.
class MethodCreation
{
public:
    static constexpr qint64 kWaitsForMs = 900'000;

    virtual ~MethodCreation() = default;

    /// The same number of the same customer is the same method. VaultLocked; MissingField "card"
    /// for a token or id without it; for the token errors of checkCard with "network_token_number",
    /// "network_token_exp_month" and "network_token_exp_year".
    virtual QFuture<Result<CreatedMethod>> create(CreateMethod command) = 0;
    /// NotFound with field "client_secret" when that is not the method's, or too late: all alike.
    /// VaultLocked.
    virtual QFuture<Result<SavedMethod>> fill(FillMethod command) = 0;
    /// Whether the secret is that of the method, which waited for its card and has it now: the
    /// answer names the method. NotFound with field "client_secret" otherwise, and when its 15
    /// minutes are over: all alike.
    virtual QFuture<Result<PaymentMethodId>>
    filledBy(const MerchantId &merchant, const PaymentMethodId &id, ClientSecret secret) = 0;
    /// One that waits. NotFound (field "payment_method_id").
    virtual QFuture<Result<SavedMethod>> waiting(const MerchantId &merchant,
                                                 const PaymentMethodId &id) = 0;
};

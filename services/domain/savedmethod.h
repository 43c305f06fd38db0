#pragma once

#include "services/domain/attempt.h"

struct UpdateMethod;

/// A processor account that keeps tokens for a saved method, so that it can charge without the
/// card.
struct TokenHolder
{
    ConnectorAccountId account;
    QString connector; ///< "simulator" ...
    QString label;     ///< the account's own name
    int tokens = 0;

    friend bool operator==(const TokenHolder &, const TokenHolder &) = default;
};

/// What may be shown of a network token: another number that the card's network gave out for a
/// card. The number itself is in the vault.
struct NetworkTokenSummary
{
    QString last4;
    int expiryMonth = 0; ///< 1..12
    int expiryYear = 0;  ///< four digits

    friend bool operator==(const NetworkTokenSummary &, const NetworkTokenSummary &) = default;
};

/// A card that a customer of a merchant has let be kept. The number is in the vault; what is here
/// may be shown. Times are milliseconds since 1970 UTC.
struct SavedMethod
{
    qint64 rowId = 0; ///< place in the store, never shown
    PaymentMethodId id;
    MerchantId merchantId;
    CustomerId customerId;
    FutureUsage usage = FutureUsage::OnSession;
    CardSummary card;
    QString nickname;
    bool isDefault = false;
    PaymentId paymentId; ///< that saved it, the last time
    CustomerAcceptance acceptance;
    QByteArray fingerprint; ///< keyed; equal for the same number of the same merchant
    /// Its record in the vault: one named like the method or, when the vault was locked as the
    /// payment ended, still the one that was held for that payment.
    QString vaultRecordId;
    QString networkTransactionId; ///< of the payment that kept it for charges without the shopper
    /// Why it may not be charged without the shopper any more: the bank forbids it.
    RetryAdvice refusal = RetryAdvice::None;
    /// Who keeps tokens for it, by account; filled in where methods are listed or found.
    QList<TokenHolder> tokenHolders;
    /// Kept beside the card, if any is; filled in at the same places.
    std::optional<NetworkTokenSummary> networkToken = {};
    qint64 lastUsedAtMs = 0;
    qint64 createdAtMs = 0;
    qint64 modifiedAtMs = 0;

    /// Whether its card is past its last day, UTC.
    bool isExpired(qint64 nowMs) const;
    /// Whether it may be charged when the shopper is not there.
    bool mayBeChargedOffSession() const { return usage == FutureUsage::OffSession; }
    friend bool operator==(const SavedMethod &, const SavedMethod &) = default;
};

/// Whether a try went through: authorised or charged. Only then its card is saved, or was used.
bool wentThrough(AttemptStatus status);

/// The method after a payment with it went through.
SavedMethod usedBy(const SavedMethod &method, const Payment &payment, qint64 nowMs);

/// The method that a payment's card becomes.
SavedMethod methodSavedBy(const Payment &payment, const PaymentMethodId &id, qint64 nowMs);

/// The method after the same number was saved again: used now, for what either payment allows, and
/// with that payment's expiry and holder.
SavedMethod savedAgain(const SavedMethod &method, const Payment &payment, qint64 nowMs);

/// The method after an update. Errors: those of the texts, CardExpiryInvalid, CardExpired.
Result<SavedMethod> updatedMethod(const SavedMethod &method, const UpdateMethod &command,
                                  qint64 nowMs);

#pragma once

#include "services/domain/customer.h"
#include "services/domain/payment.h"
#include "services/domain/recurring.h"

#include <QMap>

#include <optional>

/// Who asks, for audit and timeline: "operator:<name>", "api:<key id>", "system".
struct Caller
{
    MerchantId merchantId;
    QString actor;
};

enum class PaymentType { Normal, SetupMandate };

/// Fields of a payment's request that are only kept and answered again: JSON by name, an empty one
/// takes the earlier one away. See checkExtras.
using PaymentExtras = QMap<QString, QString>;

/// Makes a payment; with `confirm` also runs it. Amounts in minor units. Amount 0 with a card that
/// is kept for charges without the shopper is a set-up.
struct CreatePayment
{
    Caller caller;
    PaymentId id;        ///< empty: the engine makes one
    ProfileId profileId; ///< empty: the merchant's default profile
    std::optional<qint64> amount;
    std::optional<Currency> currency;
    CaptureMethod captureMethod = CaptureMethod::Automatic;
    AuthenticationType authenticationType = AuthenticationType::NoThreeDs;
    bool partialAuthorizationAllowed = false;
    bool incrementWanted = false; ///< with a capture by hand only
    std::optional<qint64> amountToCapture;
    std::optional<qint64> captureOnMs; ///< scheduled: when, UTC
    QString paymentMethod;             ///< "card" or empty
    /// Without confirm it is held for a while, under Payment::paymentToken and without its CVC.
    std::optional<CardDetails> card;
    FutureUsage futureUsage = FutureUsage::None; ///< anything else needs a customer at confirm
    CustomerAcceptance acceptance;
    CustomerSnapshot customer;
    QString orderReference;
    QString description;
    QString metadataJson;
    QString returnUrl;
    int sessionExpirySeconds = 0; ///< 60 to 7,890,000; 0: the profile's
    bool confirm = false;         ///< implied by `recurring`
    PaymentType type = PaymentType::Normal;
    qint64 orderAdds = 0; ///< shipping, taxes and surcharge: charged on top of the amount
    PaymentExtras extras = {};
    // Only with confirm, as in ConfirmPayment:
    PaymentMethodId paymentMethodId;
    QString paymentToken;
    Cvc cvc;
    std::optional<bool> offSession;
    std::optional<RecurringDetails> recurring;
    std::optional<MandateTerms> mandate;
    MitCategory mitCategory = MitCategory::None;
};

/// Changes an unconfirmed payment; what is not set stays.
struct UpdatePayment
{
    Caller caller;
    PaymentId id;
    std::optional<qint64> expectedVersion; ///< refused with VersionConflict when it differs
    std::optional<qint64> amount;
    std::optional<Currency> currency;
    std::optional<CaptureMethod> captureMethod;
    std::optional<AuthenticationType> authenticationType;
    std::optional<bool> partialAuthorizationAllowed;
    std::optional<bool> incrementWanted;
    std::optional<qint64> amountToCapture;
    std::optional<qint64> captureOnMs;
    std::optional<QString> paymentMethod;
    std::optional<CardDetails> card; ///< held for the confirm, in place of one that was held before
    std::optional<FutureUsage> futureUsage;
    std::optional<CustomerAcceptance> acceptance;
    std::optional<CustomerSnapshot> customer;
    std::optional<QString> orderReference;
    std::optional<QString> description;
    std::optional<QString> metadataJson;
    std::optional<QString> returnUrl;
    std::optional<qint64> orderAdds; ///< without: what they were
    PaymentExtras extras = {};
};

/// Runs a payment: with the card given, with one of its customer's saved methods or, when nothing
/// is said, with the card that is held for it.
struct ConfirmPayment
{
    Caller caller;
    PaymentId id;
    std::optional<CardDetails> card;
    PaymentMethodId paymentMethodId; ///< a saved method, named by its id ...
    QString paymentToken;      ///< ... or by a short-lived alias, see SavedMethods::offer; or the
                               ///< card held for this payment, see Payment::paymentToken
    Cvc cvc;                   ///< of a saved method or a held card: asked again, never kept
    QString clientOperationId; ///< a repeat with the same one is the same request
    std::optional<AuthenticationType> authenticationType;
    std::optional<CaptureMethod> captureMethod;
    std::optional<qint64> captureOnMs;
    std::optional<bool> incrementWanted;
    std::optional<FutureUsage> futureUsage;
    std::optional<CustomerAcceptance> acceptance;
    std::optional<bool> offSession;              ///< true with `recurring`, and only then
    std::optional<RecurringDetails> recurring;   ///< charges somebody who is not there
    std::optional<MandateTerms> mandate;         ///< the shopper agrees to later charges
    MitCategory mitCategory = MitCategory::None; ///< of `recurring`; none given: Recurring
    PaymentExtras extras = {};
    /// Made first and in the same step: a refusal of either leaves neither. Without a card.
    std::optional<UpdatePayment> change = {};
};

/// Takes money from a hold.
struct CapturePayment
{
    Caller caller;
    PaymentId id;
    std::optional<qint64> amount; ///< without: all that is left
    bool finalCapture = false;    ///< manual_multiple: release the rest with this one
    QString clientOperationId;
};

/// Raises a hold.
struct RaiseHold
{
    Caller caller;
    PaymentId id;
    qint64 amount = 0; ///< the new total, minor units
    QString reason;    ///< up to 255
    QString clientOperationId;
};

/// Releases a hold or gives up an unfinished payment.
struct CancelPayment
{
    Caller caller;
    PaymentId id;
    QString reason; ///< free text, up to 255
    QString clientOperationId;
};

/// Asks the processor how things stand.
struct SyncPayment
{
    Caller caller;
    PaymentId id;
};

/// Gives money back. Amounts in minor units.
struct CreateRefund
{
    Caller caller;
    PaymentId paymentId;
    RefundId id;                  ///< empty: the engine makes one
    std::optional<qint64> amount; ///< without: everything captured
    QString reason;               ///< up to 255
    QString metadataJson;         ///< a JSON object or empty
    qint64 dueAtMs = 0;           ///< 0: now; otherwise in the future, UTC
};

/// Changes what a refund says of itself; what is not set stays.
struct UpdateRefund
{
    Caller caller;
    RefundId id;
    std::optional<QString> reason;
    std::optional<QString> metadataJson;
};

/// Makes a customer.
struct CreateCustomer
{
    Caller caller;
    CustomerId id; ///< empty: the engine makes one
    CustomerTexts texts;
};

/// Changes a customer; what is not set stays.
struct UpdateCustomer
{
    Caller caller;
    CustomerId id;
    std::optional<QString> name;
    std::optional<QString> email;
    std::optional<QString> phone;
    std::optional<QString> phoneCountryCode;
    std::optional<QString> description;
    std::optional<QString> taxRegistrationId;
    std::optional<PostalAddress> address;
    std::optional<QString> metadataJson;
};

/// Changes a saved method; what is not set stays.
struct UpdateMethod
{
    Caller caller;
    PaymentMethodId id;
    std::optional<int> expiryMonth;
    std::optional<int> expiryYear;
    std::optional<QString> holder;
    std::optional<QString> nickname;
};

#pragma once

#include "services/core/id.h"
#include "services/domain/card.h"
#include "services/domain/futureusage.h"
#include "services/domain/money.h"
#include "services/domain/storedcredential.h"

#include <QList>
#include <QString>

/// Where a payment stands, as the API names it.
enum class PaymentStatus {
    RequiresPaymentMethod,
    RequiresConfirmation,
    Processing,
    RequiresCustomerAction,
    RequiresMerchantAction,
    RequiresCapture,
    PartiallyAuthorizedAndRequiresCapture,
    PartiallyCapturedAndCapturable,
    PartiallyCapturedAndProcessing,
    PartiallyCaptured,
    Succeeded,
    Failed,
    Cancelled,
    CancelledPostCapture,
    Expired,
    Conflicted,
    Review,
};

enum class CaptureMethod { Automatic, Manual, ManualMultiple, Scheduled };
enum class AuthenticationType { NoThreeDs, ThreeDs };

QString toText(PaymentStatus status);    ///< "requires_capture"
QString toText(CaptureMethod method);    ///< "manual_multiple"
QString toText(AuthenticationType type); ///< "three_ds"
std::optional<PaymentStatus> paymentStatusFromText(QStringView text);
std::optional<CaptureMethod> captureMethodFromText(QStringView text);
std::optional<AuthenticationType> authenticationTypeFromText(QStringView text);
const QList<PaymentStatus> &allPaymentStatuses();

/// The buyer as known when the payment was made.
struct CustomerSnapshot
{
    CustomerId id;
    QString name;
    QString email;
    QString phone;

    friend bool operator==(const CustomerSnapshot &, const CustomerSnapshot &) = default;
};

/// Why a payment did not go through, in the words of the API. Text for people: models/displaytext.
struct PaymentError
{
    QString code;        ///< the processor's own code, or ours such as connector_unreachable
    QString category;    ///< neutral decline category, such as insufficient_funds
    QString message;     ///< the processor's message, scrubbed
    QString unifiedCode; ///< UE_1000 ...

    friend bool operator==(const PaymentError &, const PaymentError &) = default;
};

/// One payment. Amounts are minor units of `currency`, times are milliseconds since 1970 UTC and 0
/// when not known.
struct Payment
{
    qint64 rowId = 0; ///< place in the store, never shown
    PaymentId id;
    MerchantId merchantId;
    ProfileId profileId;
    qint64 version = 0; ///< rises by one with every change
    PaymentStatus status = PaymentStatus::RequiresConfirmation;

    Currency currency = Currency::Eur;
    qint64 amount = 0;          ///< as asked
    qint64 netAmount = 0;       ///< what is authorised: amount plus what the order adds
    qint64 amountToCapture = 0; ///< default of a later capture, 0 = all
    qint64 authorized = 0;
    qint64 captureLimit = 0; ///< most that may ever be captured on this hold
    qint64 captured = 0;
    qint64 capturePending = 0; ///< reserved by captures under way
    qint64 refunded = 0;
    qint64 refundPending = 0;

    CaptureMethod captureMethod = CaptureMethod::Automatic;
    AuthenticationType authenticationType = AuthenticationType::NoThreeDs;
    bool partialAuthorizationAllowed = false;
    bool incrementWanted = false;  ///< its hold is to be one that can be raised
    bool incrementAllowed = false; ///< and the processor made it one
    QString paymentMethod;         ///< "card" once a method is named, else empty
    QString paymentMethodType;     ///< "credit", "debit" or empty
    CardSummary card;              ///< of the last confirm, or held for the next; empty before
    QString paymentToken;          ///< names a card held for its confirm; empty: there is none
    qint64 cardHeldUntilMs = 0;    ///< when that card is wiped
    FutureUsage futureUsage = FutureUsage::None; ///< what its card is to be kept for
    CustomerAcceptance acceptance;
    PaymentMethodId paymentMethodId; ///< that its card was saved as, or that it is paid with
    bool offSession = false;         ///< charged while the shopper is not there
    MitCategory mitCategory = MitCategory::None; ///< of such a charge
    MandateId mandateId;                         ///< the agreement it sets up, or is charged under
    QString networkTransactionId; ///< the card network's own id, for later charges to refer to
    QString processorToken;       ///< that the processor keeps for later charges
    RetryAdvice retryAdvice = RetryAdvice::None; ///< of a decline
    CustomerSnapshot customer;
    QString orderReference;
    QString description;
    QString metadataJson; ///< a JSON object or empty
    QString returnUrl;
    qint64 sessionExpiresAtMs = 0;

    int attemptCount = 0;
    QString connector; ///< "simulator" ...
    ConnectorAccountId connectorAccount;
    QString processorReference; ///< the processor's own id
    PaymentError error;
    QString cancellationReason;
    qint64 captureBeforeMs = 0;    ///< end of the hold
    qint64 captureOnMs = 0;        ///< scheduled: captured by itself at this time
    bool hasOpenOperation = false; ///< something is being asked of the processor
    bool outcomeUnknown = false;   ///< that something has no known outcome: "Not known yet"

    qint64 createdAtMs = 0;
    qint64 modifiedAtMs = 0;

    Money total() const { return {netAmount, currency}; }
    friend bool operator==(const Payment &, const Payment &) = default;
};

/// What can still be captured, as the API answers it: the net amount before there is a hold, the
/// rest of the hold while it lives, 0 afterwards.
qint64 amountCapturable(const Payment &payment);

/// What the list shows of a payment.
struct PaymentSummary
{
    qint64 rowId = 0;
    PaymentId id;
    qint64 version = 0;
    PaymentStatus status = PaymentStatus::RequiresConfirmation;
    bool outcomeUnknown = false;
    Currency currency = Currency::Eur;
    qint64 amount = 0;
    qint64 authorized = 0;
    qint64 captured = 0;
    qint64 capturable = 0;
    qint64 refunded = 0;
    CaptureMethod captureMethod = CaptureMethod::Automatic;
    AuthenticationType authenticationType = AuthenticationType::NoThreeDs;
    QString orderReference;
    QString customerName;
    QString customerEmail;
    CardBrand cardBrand = CardBrand::Unknown;
    QString last4;
    QString connector;
    QString processorReference;
    QString description;
    QString declineCategory;
    ProfileId profileId;
    int attemptCount = 0;
    qint64 captureBeforeMs = 0;
    qint64 createdAtMs = 0;
    qint64 modifiedAtMs = 0;

    friend bool operator==(const PaymentSummary &, const PaymentSummary &) = default;
};

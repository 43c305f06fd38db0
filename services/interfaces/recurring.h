#pragma once

#include "services/domain/commands.h"
#include "services/domain/recurring.h"
#include "services/domain/savedmethod.h"

#include <QFuture>

/// An agreement as a list shows it.
struct Agreement
{
    Mandate mandate; ///< terms, limits, last charge with its failure, next charge
    CardSummary card;
    bool cardExpired = false;
    /// Not None: the bank forbids further charges of this card without the shopper.
    RetryAdvice refusal = RetryAdvice::None;
    QString customerName;
    QString customerEmail;

    friend bool operator==(const Agreement &, const Agreement &) = default;
};

/// One agreement with its charges, newest first; at most 100 of them.
struct AgreementDetails
{
    Agreement agreement;
    QList<Payment> charges;
};

enum class AgreementOrder {
    Newest,     ///< made last first
    NextCharge, ///< due first; those that are not due at all at the end
};

/// Which agreements a list shows.
struct AgreementQuery
{
    CustomerId customerId = {}; ///< empty: of all customers
    std::optional<MandateStatus> status = {};
    bool failedOnly = false; ///< whose latest charge failed
    AgreementOrder order = AgreementOrder::NextCharge;
    qint64 offset = 0;
    int limit = 100; ///< 1 to 1,000
    // With one of these the list is the newest first, and failedOnly counts for nothing.
    QString connector = {};            ///< that set it up; empty: any
    std::optional<qint64> fromMs = {}; ///< made at or after
    std::optional<qint64> toMs = {};   ///< made before
};

/// Sets an agreement up while the shopper is there: with a charge, or with amount 0 without one.
/// Either a new card or one of the customer's saved methods.
struct SetUpAgreement
{
    Caller caller;
    PaymentId id;              ///< empty: the engine makes one; the same one twice is Duplicate
    ProfileId profileId;       ///< empty: the merchant's default profile
    CustomerSnapshot customer; ///< its id is needed
    qint64 amount = 0;         ///< charged at once
    std::optional<Currency> currency;
    MandateTerms terms;
    CustomerAcceptance acceptance; ///< how the customer agreed: needed
    std::optional<CardDetails> card;
    PaymentMethodId paymentMethodId;
    Cvc cvc; ///< of a saved method: asked again, never kept
    AuthenticationType authenticationType = AuthenticationType::NoThreeDs;
    QString orderReference;
    QString description;
    QString returnUrl;
};

/// Charges a customer who is not there.
struct ChargeOffSession
{
    Caller caller;
    PaymentId id;          ///< empty: the engine makes one; the same one twice is Duplicate
    ProfileId profileId;   ///< empty: the merchant's default profile
    CustomerId customerId; ///< empty: whose the method or agreement is
    std::optional<qint64> amount;
    std::optional<Currency> currency;
    RecurringDetails details;
    MitCategory category = MitCategory::Recurring;
    CaptureMethod captureMethod = CaptureMethod::Automatic;
    QString orderReference;
    QString description;
    QString metadataJson;
};

/// Charges that a customer agreed to beforehand. Every call may come from any thread and returns at
/// once; errors as in interfaces/payments.h. A bank's refusal is a value: status and error of the
/// payment; so is an outcome that is not known. Events::agreementChanged tells of changes.
class Recurring
{
public:
    virtual ~Recurring() = default;

    /// Further errors: InvalidValue ("limit", "offset").
    virtual QFuture<Result<QList<Agreement>>> list(const MerchantId &merchant,
                                                   const AgreementQuery &query) = 0;
    /// How many the list has without offset and limit.
    virtual QFuture<Result<qint64>> count(const MerchantId &merchant,
                                          const AgreementQuery &query) = 0;
    /// NotFound (field "mandate_id").
    virtual QFuture<Result<AgreementDetails>> find(const MerchantId &merchant,
                                                   const MandateId &id) = 0;
    /// Ends an agreement for good; a charge that is under way goes on. NotFound ("mandate_id"),
    /// InvalidState ("status") when it is over already.
    virtual QFuture<Result<Mandate>> revoke(const Caller &caller, const MandateId &id) = 0;
    /// The payment names the agreement (Payment::mandateId), which is pending as long as the
    /// shopper has something to do. Further errors: those of newMandate, MissingField
    /// ("customer_id", "payment_method_data", "card_cvc"), VaultLocked, and those of a confirm.
    virtual QFuture<Result<Payment>> setUp(SetUpAgreement command) = 0;
    /// Further errors, all of them before anything is sent: those of checkCharge, NotFound
    /// ("payment_method_id", "mandate_id", "merchant_connector_id"), InvalidValue ("customer_id")
    /// when it is another customer's, NotForRecurring ("payment_method_id") for a method that only
    /// the shopper may pay with, DoNotTryAgain ("recurring_details") when the bank has forbidden
    /// it, CurrencyMismatch ("currency"), VaultLocked when only the sealed card is left to charge,
    /// InvalidValue ("card_cvc") when one came along: nobody may have kept it.
    virtual QFuture<Result<Payment>> charge(ChargeOffSession command) = 0;
};

#pragma once

#include "services/domain/attempt.h"

/// Where an agreement about later charges stands, as the API names it.
enum class MandateStatus {
    Pending,  ///< its set-up is under way
    Active,   ///< may be charged
    Inactive, ///< its set-up did not go through
    Revoked,  ///< ended, or used up; see Mandate::ended
};

enum class MandateType { SingleUse, MultiUse };

/// Why an agreement is over.
enum class MandateEnd {
    None,
    SetUpFailed,
    UsedUp,     ///< single use, and used
    ByMerchant, ///< revoked here
    ByBank,     ///< the customer stopped it at the bank
};

/// How often the merchant means to charge; tells when the next charge is due, nothing is sent by
/// itself.
enum class ChargeFrequency { None, Daily, Weekly, Monthly, Quarterly, Yearly };

QString toText(MandateStatus status);      ///< "active"
QString toText(MandateType type);          ///< "single_use"
QString toText(MandateEnd end);            ///< "used_up"; "" for none
QString toText(ChargeFrequency frequency); ///< "monthly"; "" for none
std::optional<MandateStatus> mandateStatusFromText(QStringView text);
std::optional<MandateType> mandateTypeFromText(QStringView text);
std::optional<MandateEnd> mandateEndFromText(QStringView text);
std::optional<ChargeFrequency> chargeFrequencyFromText(QStringView text);

/// What the customer agreed to. Times are milliseconds since 1970 UTC, 0 for "open".
struct MandateTerms
{
    MandateType type = MandateType::MultiUse;
    /// Single use: the most that the charge may be, required. Multi use: the most that all charges
    /// may add up to; without one there is no limit.
    std::optional<qint64> amount = {};
    std::optional<Currency> currency = {}; ///< the set-up's own when not given
    qint64 startAtMs = 0;                  ///< no charge before
    qint64 endAtMs = 0;                    ///< no charge from then on
    ChargeFrequency frequency = ChargeFrequency::None;
    QString description = {}; ///< up to 255

    friend bool operator==(const MandateTerms &, const MandateTerms &) = default;
};

/// How the latest charge of an agreement went.
struct LastCharge
{
    PaymentId paymentId; ///< empty: it was never charged
    qint64 atMs = 0;
    qint64 amount = 0; ///< as asked
    PaymentStatus status = PaymentStatus::Processing;
    PaymentError error; ///< of one that failed; words: models/declinetext
    RetryAdvice advice = RetryAdvice::None;
    int failures = 0; ///< in a row, this one included; 0 after one that went through

    friend bool operator==(const LastCharge &, const LastCharge &) = default;
};

/// An agreement that a merchant may charge a customer's saved method without the shopper. Amounts
/// are minor units of `currency`, times are milliseconds since 1970 UTC.
struct Mandate
{
    qint64 rowId = 0; ///< place in the store, never shown
    MandateId id;
    MerchantId merchantId;
    CustomerId customerId;
    PaymentMethodId paymentMethodId; ///< empty until its set-up went through
    PaymentId paymentId;             ///< that set it up
    MandateStatus status = MandateStatus::Pending;
    MandateEnd ended = MandateEnd::None;
    MandateTerms terms;
    Currency currency = Currency::Eur;
    CustomerAcceptance acceptance;
    qint64 charged = 0; ///< taken or held by charges
    qint64 pending = 0; ///< reserved by charges under way
    LastCharge last;
    qint64 nextChargeAtMs = 0; ///< when the next charge is due; 0: not known, or never
    qint64 version = 0;
    qint64 createdAtMs = 0;
    qint64 modifiedAtMs = 0;

    friend bool operator==(const Mandate &, const Mandate &) = default;
};

/// What is charged when the shopper is not there. Which members count is said by `kind`.
struct RecurringDetails
{
    enum class Kind {
        PaymentMethod,          ///< paymentMethodId: a saved method
        Mandate,                ///< mandateId: an agreement
        ProcessorToken,         ///< processorToken of connectorAccount
        NetworkTransactionCard, ///< networkTransactionId and card; nothing of it is stored
        NetworkTransactionToken ///< the same with a network token in place of the card's number
    };

    Kind kind = Kind::PaymentMethod;
    PaymentMethodId paymentMethodId;
    MandateId mandateId;
    QString processorToken;
    ConnectorAccountId connectorAccount;
    QString networkTransactionId;
    std::optional<CardDetails> card;
};

/// A token that one processor account keeps for a saved method.
struct ProcessorToken
{
    MerchantId merchantId;
    PaymentMethodId paymentMethodId;
    ConnectorAccountId connectorAccount;
    QString token;
    QString networkTransactionId;      ///< of the set-up
    Currency currency = Currency::Eur; ///< of the set-up: the only one it may be charged in
    qint64 amount = 0;                 ///< of the set-up
    bool isDetached = false;           ///< the processor was told to forget it
    qint64 createdAtMs = 0;
    qint64 modifiedAtMs = 0;

    friend bool operator==(const ProcessorToken &, const ProcessorToken &) = default;
};

/// Whether it may be charged now, or will be when its set-up is done: what it is about may not be
/// deleted meanwhile.
bool isInForce(const Mandate &mandate, qint64 nowMs);

/// What is left to charge, when there is a limit.
std::optional<qint64> amountLeft(const Mandate &mandate);

/// The agreement that a set-up begins, without an id. Errors: InvalidValue ("setup_future_usage")
/// unless the card is kept for charges without the shopper, MissingField ("customer_acceptance"),
/// InvalidValue ("ip_address", "user_agent") for an online one that lacks them, MissingField
/// ("mandate_amount") for single use, AmountNotPositive, AmountTooLarge, CurrencyMismatch
/// ("mandate_currency"), InvalidValue ("start_date", "end_date"), those of checkText
/// ("mandate_description").
Result<Mandate> newMandate(const Payment &payment, const MandateTerms &terms, qint64 nowMs);

/// Whether that much may be charged now. Errors: AgreementEnded ("mandate_id", the reason in the
/// detail), CurrencyMismatch ("currency"), AgreementPeriod ("start_date", "end_date"),
/// AgreementLimit ("amount").
Result<> checkCharge(const Mandate &mandate, Money amount, qint64 nowMs);

/// What a charge counts against its agreement's limit: all of it while nobody knows, what is taken
/// or held afterwards.
struct MandateClaim
{
    qint64 amount = 0;
    bool isSettled = false;

    friend bool operator==(const MandateClaim &, const MandateClaim &) = default;
};
MandateClaim claimOf(const Payment &payment);

/// The agreement with a new charge under way: its whole amount is reserved.
Mandate chargeBegun(const Mandate &mandate, const Payment &payment, qint64 nowMs);
/// The agreement after that charge has come from one claim to its present one. Ends it when it was
/// for one use, or when the bank says that the series was stopped.
Mandate chargeMoved(const Mandate &mandate, const Payment &payment, const MandateClaim &before,
                    qint64 nowMs);

/// The agreement once its set-up has ended; an empty method says that it did not go through.
Mandate setUpEnded(const Mandate &mandate, const PaymentMethodId &method, qint64 nowMs);

/// The agreement after the merchant ended it. InvalidState ("status") when it is over already.
Result<Mandate> revoked(const Mandate &mandate, qint64 nowMs);

/// A set-up without a charge: the amount is 0.
inline bool isSetUp(const Payment &payment)
{
    return payment.amount == 0;
}

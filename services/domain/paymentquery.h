#pragma once

#include "services/domain/payment.h"

#include <QList>
#include <QStringList>

/// Columns of the payments table that can be shown; the API and the window share the names.
enum class PaymentColumn {
    Status,
    Amount,
    Currency,
    OrderReference,
    Customer,
    Method,
    Created,
    Connector,
    Captured,
    Remaining,
    Refunded,
    CaptureBefore,
    CaptureMethod,
    Authentication,
    Attempts,
    DeclineReason,
    Identifier,
    ProcessorReference,
    Email,
    Description,
    Profile,
    Updated,
};

QString toText(PaymentColumn column); ///< stable name for settings: "order_reference"
std::optional<PaymentColumn> paymentColumnFromText(QStringView text);
/// Whether the store can order by it within the promised time (an index exists).
bool isSortable(PaymentColumn column);

/// What the search box means, already parsed; every part that is set must match.
struct PaymentSearch
{
    QString text;       ///< free words: last four, order reference, name, e-mail, any id
    QString amountText; ///< the typed digits with a point, "49.90"; empty when no amount
    std::optional<Currency> exactCurrency; ///< "49.90 eur"

    friend bool operator==(const PaymentSearch &, const PaymentSearch &) = default;
};

/// Filters are joined with and; the values inside one list with or. Times in ms UTC, amounts in
/// minor units; empty or unset means any.
struct PaymentFilter
{
    QList<PaymentStatus> statuses;
    std::optional<bool> outcomeUnknown;
    std::optional<bool> refunded; ///< something went back
    std::optional<bool> noted;    ///< somebody wrote a note on it
    QList<Currency> currencies;
    std::optional<qint64> amountFrom;
    std::optional<qint64> amountTo;
    std::optional<qint64> createdFromMs;
    std::optional<qint64> createdToMs; ///< exclusive
    std::optional<qint64> captureBeforeToMs;
    QString orderReferencePrefix;
    QString customerPrefix; ///< of the name or e-mail
    CustomerId customerId;
    QString last4;
    QList<CardBrand> brands;
    QList<CaptureMethod> captureMethods;
    QString connector;
    PaymentSearch search;

    friend bool operator==(const PaymentFilter &, const PaymentFilter &) = default;
};

/// One view of the payments table.
struct PaymentQuery
{
    PaymentFilter filter;
    PaymentColumn sortBy = PaymentColumn::Created;
    bool descending = true;

    friend bool operator==(const PaymentQuery &, const PaymentQuery &) = default;
};

/// What somebody outside calls payments by; any one of these names a payment.
struct PaymentNames
{
    QStringList orderReferences; ///< compared without case
    QStringList paymentIds;
    QStringList processorReferences;

    bool isEmpty() const
    {
        return orderReferences.isEmpty() && paymentIds.isEmpty() && processorReferences.isEmpty();
    }
    friend bool operator==(const PaymentNames &, const PaymentNames &) = default;
};

/// Sum per currency; currencies are never added.
struct CurrencyTotal
{
    Currency currency = Currency::Eur;
    qint64 count = 0;
    qint64 amount = 0;
    qint64 capturable = 0;

    friend bool operator==(const CurrencyTotal &, const CurrencyTotal &) = default;
};

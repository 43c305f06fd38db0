#pragma once

#include "services/domain/payment.h"
#include "services/domain/routingprogram.h"

#include <QMap>

/// What the rules of routing may look at, of one payment.
struct PaymentFacts
{
    PaymentId paymentId;
    Currency currency = Currency::Eur;
    qint64 amount = 0; ///< minor units, as it is charged
    CaptureMethod captureMethod = CaptureMethod::Automatic;
    AuthenticationType authenticationType = AuthenticationType::NoThreeDs;
    FutureUsage futureUsage = FutureUsage::None;
    bool offSession = false;
    CardBrand brand = CardBrand::Unknown;
    QString cardType; ///< "credit", "debit" or empty
    QString bin;
    QString country; ///< of the billing address, "de", or empty
    CustomerId customerId;
    QMap<QString, QString> metadata; ///< its own members that are texts, numbers or flags

    friend bool operator==(const PaymentFacts &, const PaymentFacts &) = default;
};

/// The facts of a payment without country and metadata, which have to be looked up and read.
PaymentFacts factsOf(const Payment &payment);
/// Members of a JSON object as conditions compare them, in lower case; nested ones are left out.
QMap<QString, QString> metadataFacts(const QString &json);
/// The country in the JSON of a billing address, in lower case; empty when it names none.
QString countryOf(const QString &billingJson);

/// Facts as the conditions compare them, each spelled when it is first asked for. The facts must
/// outlive it.
class ComparedFacts
{
public:
    explicit ComparedFacts(const PaymentFacts &facts) : m_facts(facts) {}

    bool holds(const RoutingCondition &condition) const;
    bool holds(const RoutingStatement &statement) const;
    bool holds(const RoutingRule &rule) const;

private:
    const QString &text(const RoutingCondition &condition) const;

    const PaymentFacts &m_facts;
    mutable std::optional<QString> m_texts[static_cast<int>(RoutingKey::Elsewhere) + 1];
};

/// Whether an algorithm looks at the billing country, or at the payment's metadata.
bool looksAt(const RoutingAlgorithm &algorithm, RoutingKey key);

#pragma once

#include "services/core/id.h"
#include "services/core/result.h"

#include <QList>
#include <QStringList>

#include <algorithm>

/// What a condition of a routing rule looks at.
enum class RoutingKey {
    PaymentMethod, ///< "card"
    CardType,      ///< "credit", "debit"
    CardNetwork,   ///< "visa"
    CardBin,       ///< the first six digits
    Amount,        ///< minor units of the payment's currency
    Currency,
    AuthenticationType,
    CaptureMethod,
    FutureUsage,
    BillingCountry,       ///< two letters
    Customer,             ///< its id
    PaymentType,          ///< "non_mandate", "new_mandate", "setup_mandate", "update_mandate"
    TransactionInitiator, ///< "customer", "merchant"
    Metadata,             ///< a member of the payment's metadata, by its name
    Elsewhere,            ///< of other ways to pay, or not known here: such a value is never there
};

enum class RoutingComparison {
    Equal,
    NotEqual,
    LessThan,
    LessThanEqual,
    GreaterThan,
    GreaterThanEqual
};

QString toText(RoutingKey key);               ///< "card_network"; "" for Elsewhere
QString toText(RoutingComparison comparison); ///< "greater_than"
std::optional<RoutingKey> routingKeyFromText(QStringView text);
std::optional<RoutingComparison> routingComparisonFromText(QStringView text);

/// One thing that must hold. Texts are compared without case, numbers only where both are numbers;
/// a value that is not there is unequal to everything.
struct RoutingCondition
{
    /// One bound of a list of bounds; one of them must hold.
    struct Bound
    {
        RoutingComparison comparison = RoutingComparison::Equal;
        qint64 number = 0;

        friend bool operator==(const Bound &, const Bound &) = default;
    };

    RoutingKey key = RoutingKey::Amount;
    QString elsewhere;   ///< the name of a key Elsewhere
    QString metadataKey; ///< of Metadata
    RoutingComparison comparison = RoutingComparison::Equal;
    QString valueType;     ///< as it was spelled: "number", "enum_variant_array" ...
    QList<qint64> numbers; ///< one, or several of which one must be equal
    QStringList texts;     ///< likewise, in lower case
    QList<Bound> bounds;

    friend bool operator==(const RoutingCondition &, const RoutingCondition &) = default;
};

/// All conditions must hold, and one of the nested statements where there are any.
struct RoutingStatement
{
    QList<RoutingCondition> conditions;
    QList<RoutingStatement> nested;

    friend bool operator==(const RoutingStatement &a, const RoutingStatement &b)
    {
        return a.conditions == b.conditions && std::ranges::equal(a.nested, b.nested);
    }
};

/// An account as a configuration names it; without an id the first one of that connector.
struct RoutedAccount
{
    QString connector;
    ConnectorAccountId id;

    friend bool operator==(const RoutedAccount &, const RoutedAccount &) = default;
};

/// Accounts in order, or with weights by which the first of them is drawn.
struct RoutingSelection
{
    QList<RoutedAccount> accounts; ///< 1 to 64
    QList<int> weights;            ///< of a volume split: 0 to 255 each, one above 0; else empty

    bool isSplit() const { return !weights.isEmpty(); }
    friend bool operator==(const RoutingSelection &, const RoutingSelection &) = default;
};

/// The first rule of which one statement holds decides.
struct RoutingRule
{
    QString name;
    RoutingSelection selection;
    QList<RoutingStatement> statements;

    friend bool operator==(const RoutingRule &, const RoutingRule &) = default;
};

/// What a routing configuration says.
struct RoutingAlgorithm
{
    enum class Kind { Single, Priority, VolumeSplit, Advanced };

    Kind kind = Kind::Priority;
    RoutingSelection selection; ///< of Advanced: when no rule matches; it may be empty
    QList<RoutingRule> rules;   ///< of Advanced

    friend bool operator==(const RoutingAlgorithm &, const RoutingAlgorithm &) = default;
};

QString toText(RoutingAlgorithm::Kind kind); ///< "volume_split"

namespace routinglimits {
inline constexpr qsizetype kLongestText = 262'144; ///< of a whole algorithm's JSON
inline constexpr qsizetype kMostRules = 500;
inline constexpr qsizetype kMostConditions = 5'000; ///< of all rules together
inline constexpr qsizetype kMostStatements = 32;    ///< of a rule or a statement
inline constexpr qsizetype kMostValues = 256;       ///< of a condition
inline constexpr qsizetype kMostAccounts = 64;
inline constexpr int kDeepest = 4; ///< statements within statements
inline constexpr qsizetype kLongestValue = 255;
} // namespace routinglimits

/// Reads {"type": ..., "data": ...}. The error's field is the path of what is wrong, such as
/// "algorithm.data.rules[2].statements[0].condition[1].lhs": MissingField, InvalidValue, TooLong,
/// TooMany, NotSupported for a type of algorithm that chooses no account.
Result<RoutingAlgorithm> parseRouting(const QString &json);
/// The same, spelled as parseRouting reads it.
QString toJson(const RoutingAlgorithm &algorithm);

/// Every account that it names, in the order of its text, repeated ones too.
QList<RoutedAccount> accountsNamed(const RoutingAlgorithm &algorithm);

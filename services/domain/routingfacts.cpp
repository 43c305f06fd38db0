#include "services/domain/routingfacts.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

bool compares(qint64 left, RoutingComparison comparison, qint64 right)
{
    switch (comparison) {
    case RoutingComparison::Equal: return left == right;
    case RoutingComparison::NotEqual: return left != right;
    case RoutingComparison::LessThan: return left < right;
    case RoutingComparison::LessThanEqual: return left <= right;
    case RoutingComparison::GreaterThan: return left > right;
    case RoutingComparison::GreaterThanEqual: return left >= right;
    }
    return false;
}

bool numberHolds(const RoutingCondition &condition, qint64 number)
{
    if (!condition.bounds.isEmpty())
        return std::ranges::any_of(condition.bounds, [number](const auto &bound) {
            return compares(number, bound.comparison, bound.number);
        });
    if (condition.numbers.size() == 1)
        return compares(number, condition.comparison, condition.numbers.first());
    return condition.numbers.contains(number) == (condition.comparison == RoutingComparison::Equal);
}

/// How the program format names what a payment does about later charges.
QString paymentTypeOf(const PaymentFacts &facts)
{
    if (facts.offSession)
        return u"update_mandate"_s;
    if (facts.futureUsage != FutureUsage::OffSession)
        return u"non_mandate"_s;
    return facts.amount == 0 ? u"setup_mandate"_s : u"new_mandate"_s;
}

QString factText(const PaymentFacts &facts, RoutingKey key)
{
    switch (key) {
    case RoutingKey::PaymentMethod: return u"card"_s;
    case RoutingKey::CardType: return facts.cardType;
    case RoutingKey::CardNetwork: return toText(facts.brand);
    case RoutingKey::CardBin: return facts.bin;
    case RoutingKey::Currency: return toText(facts.currency);
    case RoutingKey::AuthenticationType: return toText(facts.authenticationType);
    case RoutingKey::CaptureMethod: return toText(facts.captureMethod);
    case RoutingKey::FutureUsage: return toText(facts.futureUsage);
    case RoutingKey::BillingCountry: return facts.country;
    case RoutingKey::Customer: return facts.customerId.value;
    case RoutingKey::PaymentType: return paymentTypeOf(facts);
    case RoutingKey::TransactionInitiator: return facts.offSession ? u"merchant"_s : u"customer"_s;
    case RoutingKey::Amount:
    case RoutingKey::Metadata:
    case RoutingKey::Elsewhere: return {};
    }
    return {};
}

QString valueText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString().toLower();
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    return value.isDouble() ? value.toVariant().toString() : QString();
}

} // namespace

PaymentFacts factsOf(const Payment &payment)
{
    PaymentFacts facts;
    facts.paymentId = payment.id;
    facts.currency = payment.currency;
    facts.amount = payment.netAmount;
    facts.captureMethod = payment.captureMethod;
    facts.authenticationType = payment.authenticationType;
    facts.futureUsage = payment.futureUsage;
    facts.offSession = payment.offSession;
    facts.brand = payment.card.brand;
    facts.cardType = payment.paymentMethodType;
    facts.bin = payment.card.bin;
    facts.customerId = payment.customer.id;
    return facts;
}

QMap<QString, QString> metadataFacts(const QString &json)
{
    QMap<QString, QString> facts;
    if (json.isEmpty())
        return facts;
    const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
    for (auto it = object.constBegin(); it != object.constEnd(); ++it) {
        const QString text = valueText(*it);
        if (!text.isEmpty())
            facts.insert(it.key(), text);
    }
    return facts;
}

QString countryOf(const QString &billingJson)
{
    if (billingJson.isEmpty())
        return {};
    const QJsonObject billing = QJsonDocument::fromJson(billingJson.toUtf8()).object();
    return billing["address"_L1]["country"_L1].toString().toLower();
}

const QString &ComparedFacts::text(const RoutingCondition &condition) const
{
    static const QString none;
    if (condition.key == RoutingKey::Metadata) {
        const auto found = m_facts.metadata.constFind(condition.metadataKey);
        return found == m_facts.metadata.constEnd() ? none : *found;
    }
    std::optional<QString> &known = m_texts[static_cast<int>(condition.key)];
    if (!known)
        known = factText(m_facts, condition.key).toLower();
    return *known;
}

bool ComparedFacts::holds(const RoutingCondition &condition) const
{
    if (condition.key == RoutingKey::Amount)
        return numberHolds(condition, m_facts.amount);
    const bool wantsEqual = condition.comparison == RoutingComparison::Equal;
    const QString &value = text(condition);
    if (value.isEmpty())
        return !wantsEqual;
    return condition.texts.contains(value) == wantsEqual;
}

bool ComparedFacts::holds(const RoutingStatement &statement) const
{
    for (const RoutingCondition &condition : statement.conditions) {
        if (!holds(condition))
            return false;
    }
    return statement.nested.isEmpty()
           || std::ranges::any_of(statement.nested,
                                  [this](const RoutingStatement &inner) { return holds(inner); });
}

bool ComparedFacts::holds(const RoutingRule &rule) const
{
    return std::ranges::any_of(
        rule.statements, [this](const RoutingStatement &statement) { return holds(statement); });
}

static bool looksAt(const QList<RoutingStatement> &statements, RoutingKey key)
{
    for (const RoutingStatement &statement : statements) {
        const auto names = [key](const RoutingCondition &condition) {
            return condition.key == key;
        };
        if (std::ranges::any_of(statement.conditions, names) || looksAt(statement.nested, key))
            return true;
    }
    return false;
}

bool looksAt(const RoutingAlgorithm &algorithm, RoutingKey key)
{
    return std::ranges::any_of(
        algorithm.rules, [key](const RoutingRule &rule) { return looksAt(rule.statements, key); });
}

#include "services/domain/routingprogram.h"

#include "services/domain/fromtext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace routinglimits;

namespace {

/// Keys of the program format that say nothing about a card payment.
bool isKnownElsewhere(QStringView key)
{
    static const QStringList known = {u"extended_card_bin"_s,
                                      u"issuer_country"_s,
                                      u"issuer_name"_s,
                                      u"wallet"_s,
                                      u"pay_later"_s,
                                      u"bank_redirect"_s,
                                      u"bank_transfer"_s,
                                      u"bank_debit"_s,
                                      u"real_time_payment"_s,
                                      u"upi"_s,
                                      u"crypto"_s,
                                      u"voucher"_s,
                                      u"reward"_s,
                                      u"card_redirect"_s,
                                      u"network_token"_s,
                                      u"open_banking"_s,
                                      u"gift_card"_s,
                                      u"mobile_payment"_s,
                                      u"business_country"_s,
                                      u"business_label"_s,
                                      u"mandate_type"_s,
                                      u"mandate_acceptance_type"_s};
    return known.contains(key);
}

bool isNumberKey(RoutingKey key)
{
    return key == RoutingKey::Amount;
}

QString at(const QString &path, qsizetype index)
{
    return path + u'[' + QString::number(index) + u']';
}

/// Reads with one running count of conditions; the first fault ends it.
class Reader
{
public:
    Result<RoutingAlgorithm> algorithm(const QJsonObject &json);

private:
    Result<RoutingSelection> selection(const QJsonValue &json, const QString &path);
    Result<RoutingSelection> named(const QString &type, const QJsonValue &data,
                                   const QString &path);
    Result<RoutedAccount> account(const QJsonValue &json, const QString &path);
    Result<RoutingSelection> split(const QJsonArray &data, const QString &path);
    Result<RoutingSelection> priority(const QJsonArray &data, const QString &path);
    Result<> program(const QJsonObject &json, RoutingAlgorithm &algorithm);
    Result<RoutingRule> rule(const QJsonObject &json, const QString &path);
    Result<QList<RoutingStatement>> statements(const QJsonValue &json, const QString &path,
                                               int depth);
    Result<RoutingStatement> statement(const QJsonObject &json, const QString &path, int depth);
    Result<RoutingCondition> condition(const QJsonObject &json, const QString &path);
    Result<> value(const QJsonValue &json, const QString &path, RoutingCondition &condition);
    Result<> bounds(const QJsonValue &json, const QString &path, RoutingCondition &condition);
    static Result<QString> text(const QJsonValue &json, const QString &path);
    static Result<qint64> number(const QJsonValue &json, const QString &path);

    qsizetype m_conditions = 0;
};

Result<QString> Reader::text(const QJsonValue &json, const QString &path)
{
    if (json.isUndefined())
        return Error{ErrorCode::MissingField, path};
    if (!json.isString() || json.toString().isEmpty())
        return Error{ErrorCode::InvalidValue, path};
    if (json.toString().size() > kLongestValue)
        return Error{ErrorCode::TooLong, path};
    return json.toString();
}

Result<qint64> Reader::number(const QJsonValue &json, const QString &path)
{
    if (json.isUndefined())
        return Error{ErrorCode::MissingField, path};
    const qint64 value = json.toInteger(-1); // -1 for text and for what is not whole
    return value < 0 ? Result<qint64>(Error{ErrorCode::InvalidValue, path}) : value;
}

Result<RoutedAccount> Reader::account(const QJsonValue &json, const QString &path)
{
    if (!json.isObject())
        return Error{json.isUndefined() ? ErrorCode::MissingField : ErrorCode::InvalidValue, path};
    const QJsonValue id = json["merchant_connector_id"_L1];
    RoutedAccount account;
    if (id.isString())
        account.id.value = id.toString();
    else if (!id.isUndefined() && !id.isNull())
        return Error{ErrorCode::InvalidValue, path + u".merchant_connector_id"_s};
    const QJsonValue connector = json["connector"_L1];
    if (connector.isUndefined() && !account.id.isEmpty())
        return account;
    const Result<QString> name = text(connector, path + u".connector"_s);
    if (!name)
        return name.error();
    account.connector = *name;
    if (!account.id.isEmpty() && !isWellFormedId(account.id.value))
        return Error{ErrorCode::InvalidValue, path + u".merchant_connector_id"_s};
    return account;
}

Result<RoutingSelection> Reader::priority(const QJsonArray &data, const QString &path)
{
    RoutingSelection selection;
    for (const auto &item : data) {
        const Result<RoutedAccount> one = account(item, at(path, selection.accounts.size()));
        if (!one)
            return one.error();
        selection.accounts.append(*one);
    }
    return selection;
}

Result<RoutingSelection> Reader::split(const QJsonArray &data, const QString &path)
{
    RoutingSelection selection;
    int sum = 0;
    for (const auto &item : data) {
        const QString here = at(path, selection.accounts.size());
        if (!item.isObject())
            return Error{ErrorCode::InvalidValue, here};
        const Result<RoutedAccount> one = account(item["connector"_L1], here + u".connector"_s);
        if (!one)
            return one.error();
        const Result<qint64> weight = number(item["split"_L1], here + u".split"_s);
        if (!weight)
            return weight.error();
        if (*weight > 255)
            return Error{ErrorCode::InvalidValue, here + u".split"_s};
        selection.accounts.append(*one);
        selection.weights.append(static_cast<int>(*weight));
        sum += static_cast<int>(*weight);
    }
    if (sum == 0)
        return Error{ErrorCode::InvalidValue, path + u".split"_s};
    return selection;
}

Result<RoutingSelection> Reader::named(const QString &type, const QJsonValue &data,
                                       const QString &path)
{
    if (!data.isArray())
        return Error{data.isUndefined() ? ErrorCode::MissingField : ErrorCode::InvalidValue, path};
    const QJsonArray list = data.toArray();
    if (list.isEmpty())
        return Error{ErrorCode::MissingField, path};
    if (list.size() > kMostAccounts)
        return Error{ErrorCode::TooMany, path};
    return type == "volume_split"_L1 ? split(list, path) : priority(list, path);
}

/// {"type": "priority" or "volume_split", "data": [...]}
Result<RoutingSelection> Reader::selection(const QJsonValue &json, const QString &path)
{
    if (!json.isObject())
        return Error{json.isUndefined() ? ErrorCode::MissingField : ErrorCode::InvalidValue, path};
    const QString type = json["type"_L1].toString();
    if (type != "priority"_L1 && type != "volume_split"_L1)
        return Error{ErrorCode::InvalidValue, path + u".type"_s};
    return named(type, json["data"_L1], path + u".data"_s);
}

Result<> Reader::bounds(const QJsonValue &json, const QString &path, RoutingCondition &condition)
{
    if (condition.comparison != RoutingComparison::Equal)
        return Error{ErrorCode::InvalidValue, path};
    for (const auto &item : json.toArray()) {
        const QString here = at(path, condition.bounds.size());
        const auto comparison = routingComparisonFromText(item["comparisonType"_L1].toString());
        if (!comparison)
            return Error{ErrorCode::InvalidValue, here + u".comparisonType"_s};
        const Result<qint64> bound = number(item["number"_L1], here + u".number"_s);
        if (!bound)
            return bound.error();
        condition.bounds.append({*comparison, *bound});
    }
    return {};
}

Result<> Reader::value(const QJsonValue &json, const QString &path, RoutingCondition &condition)
{
    if (!json.isObject())
        return Error{json.isUndefined() ? ErrorCode::MissingField : ErrorCode::InvalidValue, path};
    condition.valueType = json["type"_L1].toString();
    const QString &type = condition.valueType;
    static const QStringList types = {
        u"number"_s,       u"enum_variant"_s,       u"metadata_variant"_s,       u"str_value"_s,
        u"number_array"_s, u"enum_variant_array"_s, u"number_comparison_array"_s};
    if (!types.contains(type))
        return Error{ErrorCode::InvalidValue, path + u".type"_s};
    const bool isMetadata = condition.key == RoutingKey::Metadata;
    const bool isNumber = type.startsWith("number"_L1);
    if (isMetadata != (type == "metadata_variant"_L1) || (isNumberKey(condition.key) && !isNumber)
        || (isNumber && !isNumberKey(condition.key) && condition.key != RoutingKey::Elsewhere))
        return Error{ErrorCode::InvalidValue, path + u".type"_s};
    const QString here = path + u".value"_s;
    QJsonValue inner = json["value"_L1];
    if (isMetadata) {
        const Result<QString> key = text(inner["key"_L1], here + u".key"_s);
        if (!key)
            return key.error();
        condition.metadataKey = *key;
        inner = inner["value"_L1];
    }
    if (inner.isUndefined())
        return Error{ErrorCode::MissingField, here};
    const bool isList = type.endsWith("_array"_L1);
    if (isList && (!inner.isArray() || inner.toArray().isEmpty()))
        return Error{ErrorCode::InvalidValue, here};
    if (isList && inner.toArray().size() > kMostValues)
        return Error{ErrorCode::TooMany, here};
    if (type == "number_comparison_array"_L1)
        return bounds(inner, here, condition);
    const QJsonArray items = isList ? inner.toArray() : QJsonArray{inner};
    for (const auto &item : items) {
        if (isNumber) {
            const Result<qint64> one = number(item, here);
            if (!one)
                return one.error();
            condition.numbers.append(*one);
        } else {
            const Result<QString> one = text(item, here);
            if (!one)
                return one.error();
            condition.texts.append(one->toLower());
        }
    }
    return {};
}

Result<RoutingCondition> Reader::condition(const QJsonObject &json, const QString &path)
{
    if (++m_conditions > kMostConditions)
        return Error{ErrorCode::TooMany, path};
    RoutingCondition condition;
    const Result<QString> lhs = text(json["lhs"_L1], path + u".lhs"_s);
    if (!lhs)
        return lhs.error();
    const auto key = routingKeyFromText(*lhs);
    if (!key && !isKnownElsewhere(*lhs))
        return Error{ErrorCode::InvalidValue, path + u".lhs"_s};
    condition.key = key.value_or(RoutingKey::Elsewhere);
    if (!key)
        condition.elsewhere = *lhs;
    const Result<QString> comparison = text(json["comparison"_L1], path + u".comparison"_s);
    if (!comparison)
        return comparison.error();
    const auto known = routingComparisonFromText(*comparison);
    if (!known)
        return Error{ErrorCode::InvalidValue, path + u".comparison"_s};
    condition.comparison = *known;
    const Result<> read = value(json["value"_L1], path + u".value"_s, condition);
    if (!read)
        return read.error();
    const bool ordered =
        *known != RoutingComparison::Equal && *known != RoutingComparison::NotEqual;
    if (ordered && (condition.numbers.size() != 1 || condition.valueType != "number"_L1))
        return Error{ErrorCode::InvalidValue, path + u".comparison"_s};
    return condition;
}

Result<RoutingStatement> Reader::statement(const QJsonObject &json, const QString &path, int depth)
{
    if (depth > kDeepest)
        return Error{ErrorCode::TooMany, path};
    const QJsonValue list = json["condition"_L1];
    if (!list.isArray() || list.toArray().isEmpty())
        return Error{list.isUndefined() ? ErrorCode::MissingField : ErrorCode::InvalidValue,
                     path + u".condition"_s};
    RoutingStatement statement;
    for (const auto &item : list.toArray()) {
        const Result<RoutingCondition> one =
            condition(item.toObject(), at(path + u".condition"_s, statement.conditions.size()));
        if (!one)
            return one.error();
        statement.conditions.append(*one);
    }
    const QJsonValue nested = json["nested"_L1];
    if (nested.isUndefined() || nested.isNull())
        return statement;
    const auto inner = statements(nested, path + u".nested"_s, depth + 1);
    if (!inner)
        return inner.error();
    statement.nested = *inner;
    return statement;
}

Result<QList<RoutingStatement>> Reader::statements(const QJsonValue &json, const QString &path,
                                                   int depth)
{
    if (!json.isArray() || json.toArray().isEmpty())
        return Error{json.isUndefined() ? ErrorCode::MissingField : ErrorCode::InvalidValue, path};
    if (json.toArray().size() > kMostStatements)
        return Error{ErrorCode::TooMany, path};
    QList<RoutingStatement> all;
    for (const auto &item : json.toArray()) {
        const Result<RoutingStatement> one =
            statement(item.toObject(), at(path, all.size()), depth);
        if (!one)
            return one.error();
        all.append(*one);
    }
    return all;
}

Result<RoutingRule> Reader::rule(const QJsonObject &json, const QString &path)
{
    RoutingRule rule;
    const Result<QString> name = text(json["name"_L1], path + u".name"_s);
    if (!name)
        return name.error();
    rule.name = *name;
    const auto chosen =
        json.contains("routingOutput"_L1) ? "routingOutput"_L1 : "connectorSelection"_L1;
    const auto selected = selection(json[chosen], path + u'.' + chosen);
    if (!selected)
        return selected.error();
    rule.selection = *selected;
    const auto all = statements(json["statements"_L1], path + u".statements"_s, 1);
    if (!all)
        return all.error();
    rule.statements = *all;
    return rule;
}

Result<> Reader::program(const QJsonObject &json, RoutingAlgorithm &algorithm)
{
    const QString path = u"algorithm.data"_s;
    const QJsonObject otherwise = json["defaultSelection"_L1].toObject();
    const bool none = otherwise["data"_L1].isArray() && otherwise["data"_L1].toArray().isEmpty();
    if (!none) { // an empty one leaves it to the order that is fallen back to
        const auto selected = selection(json["defaultSelection"_L1], path + u".defaultSelection"_s);
        if (!selected)
            return selected.error();
        algorithm.selection = *selected;
    }
    const QJsonValue rules = json["rules"_L1];
    if (!rules.isArray())
        return Error{rules.isUndefined() ? ErrorCode::MissingField : ErrorCode::InvalidValue,
                     path + u".rules"_s};
    if (rules.toArray().size() > kMostRules)
        return Error{ErrorCode::TooMany, path + u".rules"_s};
    for (const auto &item : rules.toArray()) {
        const auto one = rule(item.toObject(), at(path + u".rules"_s, algorithm.rules.size()));
        if (!one)
            return one.error();
        algorithm.rules.append(*one);
    }
    return {};
}

Result<RoutingAlgorithm> Reader::algorithm(const QJsonObject &json)
{
    const Result<QString> type = text(json["type"_L1], u"algorithm.type"_s);
    if (!type)
        return type.error();
    const QJsonValue data = json["data"_L1];
    RoutingAlgorithm algorithm;
    Result<RoutingSelection> selected(algorithm.selection);
    if (*type == "single"_L1) {
        algorithm.kind = RoutingAlgorithm::Kind::Single;
        const Result<RoutedAccount> one = account(data, u"algorithm.data"_s);
        if (!one)
            return one.error();
        selected->accounts = {*one};
    } else if (*type == "priority"_L1 || *type == "volume_split"_L1) {
        algorithm.kind = *type == "priority"_L1 ? RoutingAlgorithm::Kind::Priority
                                                : RoutingAlgorithm::Kind::VolumeSplit;
        selected = named(*type, data, u"algorithm.data"_s);
    } else if (*type == "advanced"_L1) {
        algorithm.kind = RoutingAlgorithm::Kind::Advanced;
        if (!data.isObject())
            return Error{data.isUndefined() ? ErrorCode::MissingField : ErrorCode::InvalidValue,
                         u"algorithm.data"_s};
        const Result<> read = program(data.toObject(), algorithm);
        return read ? Result<RoutingAlgorithm>(algorithm) : read.error();
    } else {
        const bool known = *type == "three_ds_decision_rule"_L1;
        return Error{known ? ErrorCode::NotSupported : ErrorCode::InvalidValue,
                     u"algorithm.type"_s};
    }
    if (!selected)
        return selected.error();
    algorithm.selection = *selected;
    return algorithm;
}

} // namespace

QString toText(RoutingKey key)
{
    switch (key) {
    case RoutingKey::PaymentMethod: return u"payment_method"_s;
    case RoutingKey::CardType: return u"card_type"_s;
    case RoutingKey::CardNetwork: return u"card_network"_s;
    case RoutingKey::CardBin: return u"card_bin"_s;
    case RoutingKey::Amount: return u"amount"_s;
    case RoutingKey::Currency: return u"currency"_s;
    case RoutingKey::AuthenticationType: return u"authentication_type"_s;
    case RoutingKey::CaptureMethod: return u"capture_method"_s;
    case RoutingKey::FutureUsage: return u"setup_future_usage"_s;
    case RoutingKey::BillingCountry: return u"billing_country"_s;
    case RoutingKey::Customer: return u"customer_id"_s;
    case RoutingKey::PaymentType: return u"payment_type"_s;
    case RoutingKey::TransactionInitiator: return u"transaction_initiator"_s;
    case RoutingKey::Metadata: return u"metadata"_s;
    case RoutingKey::Elsewhere: return {};
    }
    return {};
}

QString toText(RoutingComparison comparison)
{
    switch (comparison) {
    case RoutingComparison::Equal: return u"equal"_s;
    case RoutingComparison::NotEqual: return u"not_equal"_s;
    case RoutingComparison::LessThan: return u"less_than"_s;
    case RoutingComparison::LessThanEqual: return u"less_than_equal"_s;
    case RoutingComparison::GreaterThan: return u"greater_than"_s;
    case RoutingComparison::GreaterThanEqual: return u"greater_than_equal"_s;
    }
    return {};
}

QString toText(RoutingAlgorithm::Kind kind)
{
    switch (kind) {
    case RoutingAlgorithm::Kind::Single: return u"single"_s;
    case RoutingAlgorithm::Kind::Priority: return u"priority"_s;
    case RoutingAlgorithm::Kind::VolumeSplit: return u"volume_split"_s;
    case RoutingAlgorithm::Kind::Advanced: return u"advanced"_s;
    }
    return {};
}

std::optional<RoutingKey> routingKeyFromText(QStringView text)
{
    return fromText(text, RoutingKey::Metadata);
}

std::optional<RoutingComparison> routingComparisonFromText(QStringView text)
{
    return fromText(text, RoutingComparison::GreaterThanEqual);
}

Result<RoutingAlgorithm> parseRouting(const QString &json)
{
    const auto field = u"algorithm"_s;
    if (json.size() > kLongestText)
        return Error{ErrorCode::TooLong, field};
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(json.toUtf8(), &fault);
    if (fault.error != QJsonParseError::NoError || !document.isObject())
        return Error{ErrorCode::InvalidValue, field};
    return Reader().algorithm(document.object());
}

QList<RoutedAccount> accountsNamed(const RoutingAlgorithm &algorithm)
{
    QList<RoutedAccount> all = algorithm.selection.accounts;
    for (const RoutingRule &rule : algorithm.rules)
        all += rule.selection.accounts;
    return all;
}

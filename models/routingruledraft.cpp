#include "models/routingruledraft.h"

#include "services/domain/card.h"
#include "services/domain/currency.h"
#include "services/domain/money.h"

using namespace Qt::StringLiterals;

namespace {

bool isNumber(RoutingKey key)
{
    return key == RoutingKey::Amount;
}

std::optional<ConditionDraft> lineOf(const RoutingCondition &condition)
{
    ConditionDraft line;
    line.key = condition.key;
    line.comparison = condition.comparison;
    line.metadataKey = condition.metadataKey;
    if (!RoutingRuleDraft::keys().contains(line.key) || !condition.bounds.isEmpty())
        return std::nullopt;
    if (!isNumber(line.key)) {
        line.value = condition.texts.join(u", "_s);
        return line;
    }
    if (condition.numbers.size() != 1)
        return std::nullopt;
    line.value = QString::number(condition.numbers.first());
    return line;
}

QStringList valuesOf(const QString &typed)
{
    QStringList values;
    for (const QString &part : typed.split(u',')) {
        if (!part.trimmed().isEmpty())
            values.append(part.trimmed().toLower());
    }
    return values;
}

bool isKnown(RoutingKey key, const QString &value)
{
    if (key == RoutingKey::Currency)
        return currencyFromText(value.toUpper()).has_value();
    if (key == RoutingKey::BillingCountry)
        return value.size() == 2 && value.at(0).isLetter() && value.at(1).isLetter();
    if (key != RoutingKey::CardNetwork)
        return true;
    for (int i = 1; i <= static_cast<int>(CardBrand::UnionPay); ++i) {
        if (toText(static_cast<CardBrand>(i)).compare(value, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

} // namespace

QList<RoutingKey> RoutingRuleDraft::keys()
{
    using enum RoutingKey;
    return {Amount,         Currency, CardNetwork,   CardType,           CardBin,
            BillingCountry, Customer, CaptureMethod, AuthenticationType, Metadata};
}

QList<RoutingComparison> RoutingRuleDraft::comparisons(RoutingKey key)
{
    using enum RoutingComparison;
    if (isNumber(key))
        return {GreaterThan, GreaterThanEqual, LessThan, LessThanEqual, Equal, NotEqual};
    return {Equal, NotEqual};
}

std::optional<QList<ConditionDraft>> RoutingRuleDraft::linesOf(const RoutingRule &rule)
{
    if (rule.statements.size() != 1 || !rule.statements.first().nested.isEmpty())
        return std::nullopt;
    QList<ConditionDraft> lines;
    for (const RoutingCondition &condition : rule.statements.first().conditions) {
        const auto line = lineOf(condition);
        if (!line)
            return std::nullopt;
        lines.append(*line);
    }
    return lines;
}

Result<RoutingCondition> RoutingRuleDraft::condition(const ConditionDraft &line)
{
    RoutingCondition condition;
    condition.key = line.key;
    condition.comparison = line.comparison;
    if (isNumber(line.key)) {
        bool isWhole = false;
        const qint64 number = line.value.trimmed().toLongLong(&isWhole);
        if (!isWhole || number < 0 || number > kLargestAmount)
            return Error{ErrorCode::InvalidValue, u"value"_s};
        condition.valueType = u"number"_s;
        condition.numbers = {number};
        return condition;
    }
    condition.texts = valuesOf(line.value);
    if (condition.texts.isEmpty())
        return Error{ErrorCode::MissingField, u"value"_s};
    for (const QString &value : condition.texts) {
        if (!isKnown(line.key, value) || value.size() > routinglimits::kLongestValue)
            return Error{ErrorCode::InvalidValue, u"value"_s};
    }
    if (line.key == RoutingKey::Metadata) {
        condition.metadataKey = line.metadataKey.trimmed();
        if (condition.metadataKey.isEmpty())
            return Error{ErrorCode::MissingField, u"key"_s};
        condition.valueType = u"metadata_variant"_s;
        return condition.texts.size() == 1
                   ? Result<RoutingCondition>(condition)
                   : Result<RoutingCondition>(Error{ErrorCode::InvalidValue, u"value"_s});
    }
    condition.valueType = condition.texts.size() > 1 ? u"enum_variant_array"_s : u"enum_variant"_s;
    return condition;
}

QString RoutingRuleDraft::problem(const ConditionDraft &line)
{
    const Result<RoutingCondition> read = condition(line);
    if (read)
        return {};
    if (read.error().field == "key"_L1)
        return tr("Name the entry of the metadata.");
    if (read.error().code == ErrorCode::MissingField)
        return tr("Enter a value.");
    switch (line.key) {
    case RoutingKey::Amount: return tr("Enter a whole number of minor units: 10000 is 100.00 EUR.");
    case RoutingKey::Currency: return tr("Enter a currency code such as EUR.");
    case RoutingKey::CardNetwork: return tr("Enter a card network such as Visa.");
    case RoutingKey::BillingCountry: return tr("Enter two letters such as DE.");
    default: return tr("This value cannot be used.");
    }
}

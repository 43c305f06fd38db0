#include "services/domain/routingprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

QJsonObject accountJson(const RoutedAccount &account)
{
    QJsonObject json;
    if (!account.connector.isEmpty())
        json.insert("connector"_L1, account.connector);
    if (!account.id.isEmpty())
        json.insert("merchant_connector_id"_L1, account.id.value);
    return json;
}

QJsonArray listJson(const RoutingSelection &selection)
{
    QJsonArray list;
    for (qsizetype i = 0; i < selection.accounts.size(); ++i) {
        const QJsonObject account = accountJson(selection.accounts.at(i));
        if (!selection.isSplit())
            list.append(account);
        else
            list.append(
                QJsonObject{{"connector"_L1, account}, {"split"_L1, selection.weights.at(i)}});
    }
    return list;
}

QJsonObject selectionJson(const RoutingSelection &selection)
{
    return {{"type"_L1, selection.isSplit() ? u"volume_split"_s : u"priority"_s},
            {"data"_L1, listJson(selection)}};
}

QJsonValue valueJson(const RoutingCondition &condition)
{
    QJsonArray list;
    for (const qint64 number : condition.numbers)
        list.append(number);
    for (const QString &text : condition.texts)
        list.append(text);
    for (const RoutingCondition::Bound &bound : condition.bounds)
        list.append(QJsonObject{{"comparisonType"_L1, toText(bound.comparison)},
                                {"number"_L1, bound.number}});
    if (condition.valueType.endsWith("_array"_L1))
        return list;
    if (condition.key != RoutingKey::Metadata)
        return list.first();
    return QJsonObject{{"key"_L1, condition.metadataKey}, {"value"_L1, list.first()}};
}

QJsonArray statementsJson(const QList<RoutingStatement> &statements)
{
    QJsonArray list;
    for (const RoutingStatement &statement : statements) {
        QJsonArray conditions;
        for (const RoutingCondition &condition : statement.conditions) {
            const bool known = condition.key != RoutingKey::Elsewhere;
            conditions.append(
                QJsonObject{{"lhs"_L1, known ? toText(condition.key) : condition.elsewhere},
                            {"comparison"_L1, toText(condition.comparison)},
                            {"value"_L1, QJsonObject{{"type"_L1, condition.valueType},
                                                     {"value"_L1, valueJson(condition)}}},
                            {"metadata"_L1, QJsonObject()}});
        }
        QJsonObject json{{"condition"_L1, conditions}};
        if (!statement.nested.isEmpty())
            json.insert("nested"_L1, statementsJson(statement.nested));
        list.append(json);
    }
    return list;
}

QJsonValue dataJson(const RoutingAlgorithm &algorithm)
{
    switch (algorithm.kind) {
    case RoutingAlgorithm::Kind::Single: return accountJson(algorithm.selection.accounts.first());
    case RoutingAlgorithm::Kind::Priority:
    case RoutingAlgorithm::Kind::VolumeSplit: return listJson(algorithm.selection);
    case RoutingAlgorithm::Kind::Advanced: break;
    }
    QJsonArray rules;
    for (const RoutingRule &rule : algorithm.rules)
        rules.append(QJsonObject{{"name"_L1, rule.name},
                                 {"connectorSelection"_L1, selectionJson(rule.selection)},
                                 {"statements"_L1, statementsJson(rule.statements)}});
    return QJsonObject{{"defaultSelection"_L1, selectionJson(algorithm.selection)},
                       {"rules"_L1, rules},
                       {"metadata"_L1, QJsonObject()}};
}

} // namespace

QString toJson(const RoutingAlgorithm &algorithm)
{
    const QJsonObject json{{"type"_L1, toText(algorithm.kind)}, {"data"_L1, dataJson(algorithm)}};
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

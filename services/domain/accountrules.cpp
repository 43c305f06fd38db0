#include "services/domain/accountrules.h"

#include "services/domain/fromtext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostEntries = 200;

using CardRule = AccountRules::CardRule;

QStringList lowerTexts(const QJsonValue &json)
{
    QStringList texts;
    for (const auto &item : json.toArray())
        texts.append(item.toString().toLower());
    return texts;
}

/// {"type": "enable_only" | "disable_only" | "all_accepted", "list": [...]}
Result<> readList(const QJsonValue &json, const QString &path, QStringList &only,
                  QStringList &never)
{
    if (json.isUndefined() || json.isNull())
        return {};
    const QString type = json["type"_L1].toString();
    if (type == "enable_only"_L1)
        only = lowerTexts(json["list"_L1]);
    else if (type == "disable_only"_L1)
        never = lowerTexts(json["list"_L1]);
    else if (type != "all_accepted"_L1)
        return Error{ErrorCode::InvalidValue, path + u".type"_s};
    const bool empty = type == "enable_only"_L1 && only.isEmpty();
    return empty ? Result<>(Error{ErrorCode::InvalidValue, path + u".list"_s}) : Result<>();
}

Result<CardRule> readRule(const QJsonObject &json, const QString &path)
{
    CardRule rule;
    const QString type = json["payment_method_type"_L1].toString().toLower();
    rule.type = type == "credit"_L1 || type == "debit"_L1 ? type : QString();
    rule.networks = lowerTexts(json["card_networks"_L1]);
    rule.minimum = json["minimum_amount"_L1].toInteger(0);
    rule.maximum = json["maximum_amount"_L1].toInteger(0);
    rule.recurring = json["recurring_enabled"_L1].toBool(true);
    if (rule.minimum < 0)
        return Error{ErrorCode::InvalidValue, path + u".minimum_amount"_s};
    if (rule.maximum < 0 || (rule.maximum > 0 && rule.maximum < rule.minimum))
        return Error{ErrorCode::InvalidValue, path + u".maximum_amount"_s};
    const Result<> read =
        readList(json["accepted_currencies"_L1], path + u".accepted_currencies"_s,
                 rule.currenciesOnly, rule.currenciesNot)
            .and_then([&] {
                return readList(json["accepted_countries"_L1], path + u".accepted_countries"_s,
                                rule.countriesOnly, rule.countriesNot);
            });
    return read ? Result<CardRule>(rule) : read.error();
}

bool listAllows(const QStringList &only, const QStringList &never, const QString &value)
{
    if (value.isEmpty())
        return only.isEmpty();
    return (only.isEmpty() || only.contains(value)) && !never.contains(value);
}

/// What keeps the payment from one entry.
PassedOver whyNot(const CardRule &rule, const PaymentFacts &facts, const QString &network,
                  const QString &currency)
{
    if (!rule.type.isEmpty() && !facts.cardType.isEmpty()
        && facts.cardType.compare(rule.type, Qt::CaseInsensitive) != 0)
        return PassedOver::CardType;
    if (!rule.networks.isEmpty() && !rule.networks.contains(network))
        return PassedOver::CardNetwork;
    if (!listAllows(rule.currenciesOnly, rule.currenciesNot, currency))
        return PassedOver::Currency;
    if (!listAllows(rule.countriesOnly, rule.countriesNot, facts.country))
        return PassedOver::Country;
    const bool isSetUp = facts.amount == 0;
    if (!isSetUp
        && (facts.amount < rule.minimum || (rule.maximum > 0 && facts.amount > rule.maximum)))
        return PassedOver::Amount;
    const bool recurs = facts.offSession || facts.futureUsage == FutureUsage::OffSession;
    return recurs && !rule.recurring ? PassedOver::Recurring : PassedOver::No;
}

PassedOver whyNot(const AccountRules &rules, const PaymentFacts &facts)
{
    if (!rules.restricted)
        return PassedOver::No;
    const QString network = toText(facts.brand).toLower();
    const QString currency = toText(facts.currency).toLower();
    PassedOver why = PassedOver::CardsOff;
    for (const CardRule &rule : rules.cards) {
        const PassedOver one = whyNot(rule, facts, network, currency);
        if (one == PassedOver::No)
            return one;
        why = std::max(why, one); // what came nearest to allowing it tells most
    }
    return why;
}

} // namespace

QString toText(PassedOver why)
{
    switch (why) {
    case PassedOver::No: return {};
    case PassedOver::OtherProfile: return u"other_profile"_s;
    case PassedOver::WrongMode: return u"wrong_mode"_s;
    case PassedOver::Disabled: return u"disabled"_s;
    case PassedOver::NotNamed: return u"not_named"_s;
    case PassedOver::CardsOff: return u"cards_off"_s;
    case PassedOver::CardType: return u"card_type"_s;
    case PassedOver::CardNetwork: return u"card_network"_s;
    case PassedOver::Currency: return u"currency"_s;
    case PassedOver::Country: return u"country"_s;
    case PassedOver::Amount: return u"amount"_s;
    case PassedOver::Recurring: return u"recurring"_s;
    case PassedOver::CaptureMethod: return u"capture_method"_s;
    case PassedOver::NetworkId: return u"network_id"_s;
    case PassedOver::NetworkToken: return u"network_token"_s;
    case PassedOver::Unavailable: return u"unavailable"_s;
    }
    return {};
}

std::optional<PassedOver> passedOverFromText(QStringView text)
{
    return fromText(text, PassedOver::Unavailable);
}

Result<AccountRules> parseAccountRules(const QString &methodsJson)
{
    const auto field = u"payment_methods_enabled"_s;
    AccountRules rules;
    if (methodsJson.isEmpty())
        return rules;
    const QJsonDocument document = QJsonDocument::fromJson(methodsJson.toUtf8());
    if (!document.isArray())
        return Error{ErrorCode::InvalidValue, field};
    const QJsonArray entries = document.array();
    rules.restricted = !entries.isEmpty();
    for (qsizetype i = 0; i < entries.size(); ++i) {
        if (entries.at(i)["payment_method"_L1].toString() != "card"_L1)
            continue;
        const QJsonArray types = entries.at(i)["payment_method_types"_L1].toArray();
        if (types.isEmpty())
            rules.cards.append(CardRule());
        for (qsizetype j = 0; j < types.size(); ++j) {
            const auto path = u"%1[%2].payment_method_types[%3]"_s.arg(field).arg(i).arg(j);
            const Result<CardRule> rule = readRule(types.at(j).toObject(), path);
            if (!rule)
                return rule.error();
            rules.cards.append(*rule);
        }
        if (rules.cards.size() > kMostEntries)
            return Error{ErrorCode::TooMany, field};
    }
    return rules;
}

bool looksAtCountry(const AccountRules &rules)
{
    return std::ranges::any_of(rules.cards, [](const CardRule &rule) {
        return !rule.countriesOnly.isEmpty() || !rule.countriesNot.isEmpty();
    });
}

PassedOver whyNot(const RoutingCandidate &account, const PaymentFacts &facts,
                  const RoutingNeeds &needs)
{
    if (!account.ofProfile)
        return PassedOver::OtherProfile;
    if (!account.rightMode)
        return PassedOver::WrongMode;
    if (account.disabled)
        return PassedOver::Disabled;
    if (!needs.connectors.isEmpty() && !needs.connectors.contains(account.connector))
        return PassedOver::NotNamed;
    const PassedOver byRules = whyNot(account.rules, facts);
    if (byRules != PassedOver::No)
        return byRules;
    if (facts.captureMethod == CaptureMethod::ManualMultiple && !account.multipleCaptures)
        return PassedOver::CaptureMethod;
    if (facts.futureUsage == FutureUsage::OffSession && !account.keepsForLater)
        return PassedOver::Recurring;
    if (needs.byNetworkId && !account.networkTransactionIds)
        return PassedOver::NetworkId;
    if (needs.byNetworkToken && !account.networkTokens)
        return PassedOver::NetworkToken;
    return account.unavailable ? PassedOver::Unavailable : PassedOver::No;
}

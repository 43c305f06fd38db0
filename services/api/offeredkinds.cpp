#include "services/api/offeredkinds.h"

#include "services/api/json/jsonwriter.h"
#include "services/domain/accountrules.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr CardBrand kBrands[] = {
    CardBrand::Visa, CardBrand::Mastercard, CardBrand::AmericanExpress, CardBrand::Discover,
    CardBrand::Jcb,  CardBrand::DinersClub, CardBrand::UnionPay};

/// An account that may be used, and what it takes.
struct Taker
{
    QString connector;
    AccountRules rules;
};

bool allows(const QStringList &only, const QStringList &never, const QString &value)
{
    return (only.isEmpty() || only.contains(value)) && !never.contains(value);
}

/// A country that is not known may turn out to be any.
bool fits(const AccountRules::CardRule &rule, const Basket &basket)
{
    const Payment &payment = basket.payment;
    const QString currency = toText(payment.currency).toLower();
    const bool place = basket.country.isEmpty()
                       || allows(rule.countriesOnly, rule.countriesNot, basket.country.toLower());
    const bool amount = payment.netAmount == 0
                        || (payment.netAmount >= rule.minimum
                            && (rule.maximum == 0 || payment.netAmount <= rule.maximum));
    const bool later = payment.futureUsage != FutureUsage::OffSession || rule.recurring;
    return place && amount && later && allows(rule.currenciesOnly, rule.currenciesNot, currency);
}

bool takes(const AccountRules &rules, const QString &type, CardBrand brand,
           const std::optional<Basket> &basket)
{
    const QString network = toText(brand).toLower();
    return !rules.restricted
           || std::ranges::any_of(rules.cards, [&](const AccountRules::CardRule &rule) {
                  return (rule.type.isEmpty() || rule.type == type)
                         && (rule.networks.isEmpty() || rule.networks.contains(network))
                         && (!basket || fits(rule, *basket));
              });
}

QList<Taker> takersOf(const std::optional<Basket> &basket, const QList<ConnectorAccount> &accounts)
{
    QList<Taker> takers;
    for (const ConnectorAccount &account : accounts) {
        const bool ofProfile = !basket || account.account.profileId == basket->payment.profileId;
        const bool usable =
            ofProfile && account.active && !account.account.disabled && account.deletedAtMs == 0;
        const Result<AccountRules> rules = parseAccountRules(account.methodsJson);
        if (usable && rules) // rules that nobody can read let nothing through
            takers.append({account.account.connector, *rules});
    }
    return takers;
}

/// The connectors that take such a card, each once.
QStringList connectorsFor(const QList<Taker> &takers, const QString &type, CardBrand brand,
                          const std::optional<Basket> &basket)
{
    QStringList names;
    for (const Taker &taker : takers) {
        if (takes(taker.rules, type, brand, basket) && !names.contains(taker.connector))
            names.append(taker.connector);
    }
    return names;
}

void writeNetwork(JsonWriter &out, CardBrand brand, const QStringList &connectors)
{
    out.beginObject();
    out.member("card_network"_L1, QStringView(toText(brand)));
    out.member("surcharge_details"_L1, nullptr);
    out.beginArray("eligible_connectors"_L1);
    for (const QString &connector : connectors)
        out.value(QStringView(connector));
    out.endArray();
    out.endObject();
}

/// One kind of card, when anything takes it.
void writeKind(JsonWriter &out, const QString &type, const QList<Taker> &takers,
               const std::optional<Basket> &basket)
{
    const bool any = std::ranges::any_of(kBrands, [&](CardBrand brand) {
        return !connectorsFor(takers, type, brand, basket).isEmpty();
    });
    if (!any)
        return;
    out.beginObject();
    out.member("payment_method_type"_L1, type);
    out.member("payment_experience"_L1, nullptr);
    out.beginArray("card_networks"_L1);
    for (const CardBrand brand : kBrands) {
        const QStringList connectors = connectorsFor(takers, type, brand, basket);
        if (!connectors.isEmpty())
            writeNetwork(out, brand, connectors);
    }
    out.endArray();
    out.member("required_fields"_L1, nullptr);
    out.member("surcharge_details"_L1, nullptr);
    out.endObject();
}

} // namespace

bool isTaken(CardBrand brand, const std::optional<Basket> &basket,
             const QList<ConnectorAccount> &accounts)
{
    const QList<Taker> takers = takersOf(basket, accounts);
    return !connectorsFor(takers, u"credit"_s, brand, basket).isEmpty()
           || !connectorsFor(takers, u"debit"_s, brand, basket).isEmpty();
}

QByteArray offeredKindsJson(const std::optional<Basket> &basket,
                            const QList<ConnectorAccount> &accounts)
{
    const QList<Taker> takers = takersOf(basket, accounts);
    const std::optional<Payment> payment = basket ? std::optional(basket->payment) : std::nullopt;
    JsonWriter out;
    out.beginObject();
    out.member("redirect_url"_L1, nullptr);
    out.member("currency"_L1, payment ? std::optional(toText(payment->currency)) : std::nullopt);
    out.beginArray("payment_methods"_L1);
    out.beginObject();
    out.member("payment_method"_L1, "card"_L1);
    out.beginArray("payment_method_types"_L1);
    for (const QString &type : {u"credit"_s, u"debit"_s})
        writeKind(out, type, takers, basket);
    out.endArray();
    out.endObject();
    out.endArray();
    const bool setUp = payment && payment->amount == 0;
    out.member("mandate_payment"_L1, nullptr);
    out.member("payment_type"_L1, setUp ? "setup_mandate"_L1 : "normal"_L1);
    out.member("merchant_name"_L1, nullptr);
    out.member("show_surcharge_breakup_screen"_L1, false);
    out.member("request_external_three_ds_authentication"_L1, false);
    out.member("is_tax_calculation_enabled"_L1, false);
    out.member("is_guest_customer"_L1, !payment || payment->customer.id.isEmpty());
    out.endObject();
    return out.take();
}

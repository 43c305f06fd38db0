#include "services/api/routingevaluationroutes.h"

#include "services/api/routesupport.h"

using namespace Qt::StringLiterals;
using namespace routesupport;

namespace {

constexpr qsizetype kMostNamed = 64;

/// A value as clients give it: by itself, or as {"type": ..., "value": ...}.
const JsonValue &valueOf(const JsonValue &given)
{
    const JsonValue *inner =
        given.kind() == JsonValue::Kind::Object ? given.find("value") : nullptr;
    return inner ? *inner : given;
}

QString textOf(const JsonValue &value)
{
    return value.kind() == JsonValue::Kind::Text ? value.text() : QString();
}

/// Brands are spelled "Visa" here and "visa" there.
CardBrand brandOf(const QString &text)
{
    for (const CardBrand brand :
         {CardBrand::Visa, CardBrand::Mastercard, CardBrand::AmericanExpress, CardBrand::Discover,
          CardBrand::Jcb, CardBrand::DinersClub, CardBrand::UnionPay}) {
        if (toText(brand).compare(text, Qt::CaseInsensitive) == 0)
            return brand;
    }
    return CardBrand::Unknown;
}

/// False when the value is none of that key's. What no rule here looks at is passed over: a
/// condition on it never holds.
bool takeFact(RoutingKey key, const JsonValue &value, PaymentFacts &facts)
{
    const QString text = textOf(value);
    const auto known = [](auto &fact, const auto &parsed) {
        fact = parsed.value_or(fact);
        return parsed.has_value();
    };
    switch (key) {
    case RoutingKey::PaymentMethod: return text == "card"_L1;
    case RoutingKey::CardType: facts.cardType = text.toLower(); return !text.isEmpty();
    case RoutingKey::CardNetwork:
        facts.brand = brandOf(text);
        return facts.brand != CardBrand::Unknown;
    case RoutingKey::CardBin: facts.bin = text; return !text.isEmpty();
    case RoutingKey::Amount: return known(facts.amount, value.integer());
    case RoutingKey::Currency: return known(facts.currency, currencyFromText(text.toUpper()));
    case RoutingKey::AuthenticationType:
        return known(facts.authenticationType, authenticationTypeFromText(text));
    case RoutingKey::CaptureMethod: return known(facts.captureMethod, captureMethodFromText(text));
    case RoutingKey::FutureUsage: return known(facts.futureUsage, futureUsageFromText(text));
    case RoutingKey::BillingCountry: facts.country = text.toLower(); return !text.isEmpty();
    case RoutingKey::Customer: facts.customerId = {text}; return !text.isEmpty();
    case RoutingKey::TransactionInitiator: facts.offSession = text == "merchant"_L1; return true;
    case RoutingKey::Metadata: {
        const JsonValue *name = value.find("key");
        const JsonValue *inner = value.find("value");
        if (!name || !inner)
            return false;
        facts.metadata.insert(textOf(*name), textOf(*inner).toLower());
        return true;
    }
    case RoutingKey::PaymentType: // follows from the others
    case RoutingKey::Elsewhere: return true;
    }
    return true;
}

void readParameters(JsonReader &in, PaymentFacts &facts)
{
    const JsonValue *parameters = in.any("parameters"_L1, JsonValue::Kind::Object);
    if (!parameters)
        return in.refuse("parameters"_L1, JsonFault::Kind::MissingField, {});
    for (const JsonMember &member : parameters->members()) {
        const auto key = routingKeyFromText(QString::fromUtf8(member.name));
        if (key && !takeFact(*key, valueOf(member.value), facts))
            in.refuse("parameters"_L1, JsonFault::Kind::InvalidValue,
                      QString(u"the value of "_s + QString::fromUtf8(member.name)
                              + u" is not acceptable"_s));
    }
}

/// "stripe:mca_123", or one of both.
RoutedAccount accountOf(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    return colon < 0 ? RoutedAccount{text, {}}
                     : RoutedAccount{text.left(colon), {text.sliced(colon + 1)}};
}

QString nameOf(const RoutedAccount &account)
{
    return account.id.isEmpty() ? account.connector
                                : QString(account.connector + u':' + account.id.value);
}

void writeChoices(JsonWriter &out, QLatin1StringView name, const QList<RoutedAccount> &accounts)
{
    out.beginArray(name);
    for (const RoutedAccount &account : accounts) {
        out.beginObject();
        out.member("connector"_L1, account.connector);
        out.member("merchant_connector_id"_L1, textOrNull(account.id.value));
        out.endObject();
    }
    out.endArray();
}

void writeRuleAnswer(JsonWriter &out, const RoutingAnswer &answer)
{
    const bool decided = !answer.configId.isEmpty();
    out.beginObject();
    out.member("status"_L1, decided ? "success"_L1 : "default_selection"_L1);
    out.beginObject("output"_L1);
    out.member("type"_L1, toText(answer.reason.source));
    out.member("rule_name"_L1, textOrNull(answer.reason.rule));
    out.member("routing_id"_L1, textOrNull(answer.configId));
    writeChoices(out, "connectors"_L1, answer.said);
    out.endObject();
    writeChoices(out, "evaluated_output"_L1, answer.said);
    writeChoices(out, "eligible_connectors"_L1, answer.eligible);
    out.endObject();
}

/// 1.0 for the first, 0.500 for the second ...: the higher, the sooner.
QByteArray priorityOf(qsizetype place)
{
    constexpr qsizetype kThousand = 1000;
    if (place == 1)
        return "1.0";
    return "0." + QByteArray::number(kThousand / place).rightJustified(3, '0');
}

void writeLogic(JsonWriter &out, const RoutingAnswer &answer)
{
    out.beginObject("priority_logic_output"_L1);
    out.member("isEnforcement"_L1, false);
    out.beginArray("gws"_L1);
    for (const RoutedAccount &account : answer.said)
        out.value(nameOf(account));
    out.endArray();
    out.member("priorityLogicTag"_L1, textOrNull(answer.configId));
    out.member("gatewayReferenceIds"_L1, nullptr);
    out.beginObject("primaryLogic"_L1);
    out.member("name"_L1, textOrNull(answer.reason.rule.isEmpty() ? toText(answer.reason.source)
                                                                  : answer.reason.rule));
    out.member("status"_L1, answer.eligible.isEmpty() ? "failure"_L1 : "success"_L1);
    out.member("failure_reason"_L1, textOrNull(toText(answer.reason.first)));
    out.endObject();
    out.member("fallbackLogic"_L1, nullptr);
    out.endObject();
}

void writeGatewayAnswer(JsonWriter &out, const RoutingAnswer &answer)
{
    const auto first = [](const QList<RoutedAccount> &accounts) {
        return accounts.isEmpty() ? std::optional<QString>()
                                  : std::optional(nameOf(accounts.constFirst()));
    };
    out.beginObject();
    out.member("decided_gateway"_L1, first(answer.eligible));
    out.beginObject("gateway_priority_map"_L1);
    for (qsizetype i = 0; i < answer.eligible.size(); ++i) {
        const QByteArray name = nameOf(answer.eligible.at(i)).toLatin1();
        out.raw(QLatin1StringView(name), priorityOf(i + 1));
    }
    out.endObject();
    out.beginObject("filter_wise_gateways"_L1);
    for (const RoutingAnswer::Passed &passed : answer.passedOver)
        out.member(QStringView(nameOf(passed.account)), toText(passed.why));
    out.endObject();
    out.member("priority_logic_tag"_L1, textOrNull(answer.configId));
    out.member("routing_approach"_L1,
               answer.configId.isEmpty() ? "DEFAULT"_L1 : "PRIORITY_LOGIC"_L1);
    out.member("gateway_before_evaluation"_L1, first(answer.said));
    writeLogic(out, answer);
    for (const QLatin1StringView name : {"reset_approach"_L1, "routing_dimension"_L1,
                                         "routing_dimension_level"_L1, "gateway_mga_id_map"_L1})
        out.member(name, nullptr);
    out.member("is_scheduled_outage"_L1, false);
    out.member("is_dynamic_mga_enabled"_L1, false);
    out.endObject();
}

RouteHandler evaluateRule(QObject *context, RoutingEvaluation &evaluation)
{
    return [context, &evaluation](const ApiRequestPtr &request, const ApiResponder &respond) {
        RoutingQuestion question;
        const bool read = readBody(*request, respond, [&question](JsonReader &in) {
            question.profileId.value = in.requiredText("created_by"_L1);
            question.facts.paymentId.value = in.text("payment_id"_L1).value_or(QString());
            readParameters(in, question.facts);
            const bool there = in.eachObject("fallback_output"_L1, [&question](JsonReader &one) {
                RoutedAccount account;
                account.connector = one.requiredText("gateway_name"_L1);
                account.id.value = one.requiredText("gateway_id"_L1);
                question.otherwise.append(account);
            });
            if (!there)
                in.refuse("fallback_output"_L1, JsonFault::Kind::MissingField, {});
            if (question.otherwise.size() > kMostNamed)
                in.refuse("fallback_output"_L1, JsonFault::Kind::InvalidValue, u"too many"_s);
        });
        if (read)
            answerWith(evaluation.evaluate(request->identity.merchantId, question), context,
                       respond, writeRuleAnswer);
    };
}

void readPayment(JsonReader &in, PaymentFacts &facts)
{
    facts.paymentId.value = in.requiredText("paymentId"_L1);
    facts.amount = in.requiredInteger("amount"_L1, 0);
    const QString currency = in.requiredText("currency"_L1);
    const auto known = currencyFromText(QString(currency.toUpper()));
    if (!known)
        in.refuse("currency"_L1, JsonFault::Kind::InvalidValue, u"not a known value"_s);
    facts.currency = known.value_or(Currency::Eur);
    facts.bin = in.text("cardIsin"_L1).value_or(QString());
    facts.metadata = metadataFacts(in.text("metadata"_L1).value_or(QString()));
    const QString type = in.text("paymentMethodType"_L1).value_or(QString()).toLower();
    if (type == "credit"_L1 || type == "debit"_L1)
        facts.cardType = type;
    const QString method = in.text("paymentMethod"_L1).value_or(u"card"_s);
    if (method.compare("card"_L1, Qt::CaseInsensitive) != 0)
        in.refuse("paymentMethod"_L1, JsonFault::Kind::InvalidValue, u"expected card"_s);
    in.ignore({"paymentType"_L1});
}

RouteHandler evaluateGateway(QObject *context, RoutingEvaluation &evaluation)
{
    return [context, &evaluation](const ApiRequestPtr &request, const ApiResponder &respond) {
        RoutingQuestion question;
        const bool read = readBody(*request, respond, [&](JsonReader &in) {
            const QString whose = in.requiredText("merchantId"_L1);
            if (whose != request->identity.merchantId.value)
                question.profileId.value = whose;
            const bool there = in.object("paymentInfo"_L1, [&question](JsonReader &payment) {
                readPayment(payment, question.facts);
            });
            if (!there)
                in.refuse("paymentInfo"_L1, JsonFault::Kind::MissingField, {});
            const QStringList among = in.texts("eligibleGatewayList"_L1).value_or(QStringList());
            if (among.size() > kMostNamed)
                in.refuse("eligibleGatewayList"_L1, JsonFault::Kind::InvalidValue, u"too many"_s);
            for (const QString &name : among)
                question.among.append(accountOf(name));
            in.ignore({"rankingAlgorithm"_L1, "eliminationEnabled"_L1});
        });
        if (read)
            answerWith(evaluation.evaluate(request->identity.merchantId, question), context,
                       respond, writeGatewayAnswer);
    };
}

} // namespace

void addRoutingEvaluationRoutes(Router &router, RoutingEvaluation &evaluation)
{
    router.add({
        {"POST", "/routing/rule/evaluate", KeySet::Secret, evaluateRule(&router, evaluation)},
        {"POST", "/routing/evaluate", KeySet::Secret, evaluateGateway(&router, evaluation)},
    });
}

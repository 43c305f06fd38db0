#include "services/api/statusruleroutes.h"

#include "services/api/routesupport.h"

using namespace Qt::StringLiterals;
using namespace routesupport;

namespace {

std::optional<bool> decisionOf(QStringView text)
{
    if (text == "retry"_L1)
        return true;
    return text == "do_default"_L1 ? std::optional(false) : std::nullopt;
}

std::optional<bool> featureOf(QStringView text)
{
    return text == "retry"_L1 ? std::optional(true) : std::nullopt;
}

std::optional<bool> decision(JsonReader &in)
{
    return in.parsed("decision"_L1, decisionOf, u"expected retry or do_default"_s);
}

StatusRuleKey readKey(JsonReader &in)
{
    StatusRuleKey key;
    key.connector = in.requiredText("connector"_L1);
    key.flow = in.requiredText("flow"_L1);
    key.subFlow = in.requiredText("sub_flow"_L1);
    key.code = in.requiredText("code"_L1);
    key.message = in.requiredText("message"_L1);
    return key;
}

/// The same flags may stand in the body itself, where clients of old put them, or in feature_data,
/// which counts for more.
StatusRuleChange readResult(JsonReader &in)
{
    StatusRuleChange change;
    change.status = in.text("status"_L1);
    change.routerError = in.text("router_error"_L1);
    change.triesAgain = decision(in);
    change.stepUpPossible = in.boolean("step_up_possible"_L1);
    change.clearPanPossible = in.boolean("clear_pan_possible"_L1);
    change.unifiedCode = in.text("unified_code"_L1);
    change.unifiedMessage = in.text("unified_message"_L1);
    change.standardisedCode = in.text("standardised_code"_L1);
    change.description = in.text("description"_L1);
    change.guidance = in.text("user_guidance_message"_L1);
    change.errorCategory = in.text("error_category"_L1);
    in.parsed("feature"_L1, featureOf, u"expected retry"_s);
    in.object("feature_data"_L1, [&change](JsonReader &data) {
        data.object("retry"_L1, [&change](JsonReader &retry) {
            const auto over = [&retry](QLatin1StringView name, std::optional<bool> &flag) {
                if (const auto said = retry.boolean(name))
                    flag = said;
            };
            over("step_up_possible"_L1, change.stepUpPossible);
            over("clear_pan_possible"_L1, change.clearPanPossible);
            over("alternate_network_possible"_L1, change.alternateNetworkPossible);
            if (const auto said = decision(retry))
                change.triesAgain = said;
        });
    });
    return change;
}

void demand(JsonReader &in, QLatin1StringView name, bool isThere)
{
    if (!isThere)
        in.refuse(name, JsonFault::Kind::MissingField, {});
}

StatusRule readRule(JsonReader &in)
{
    StatusRule rule;
    rule.key = readKey(in);
    const StatusRuleChange said = readResult(in);
    demand(in, "status"_L1, said.status.has_value());
    demand(in, "decision"_L1, said.triesAgain.has_value());
    demand(in, "step_up_possible"_L1, said.stepUpPossible.has_value());
    demand(in, "clear_pan_possible"_L1, said.clearPanPossible.has_value());
    rule.status = said.status.value_or(QString());
    rule.routerError = said.routerError.value_or(QString());
    rule.triesAgain = said.triesAgain.value_or(false);
    rule.stepUpPossible = said.stepUpPossible.value_or(false);
    rule.clearPanPossible = said.clearPanPossible.value_or(false);
    rule.alternateNetworkPossible = said.alternateNetworkPossible.value_or(false);
    rule.unified = {said.unifiedCode.value_or(QString()), said.unifiedMessage.value_or(QString()),
                    said.standardisedCode.value_or(QString()), said.description.value_or(QString()),
                    said.guidance.value_or(QString())};
    rule.errorCategory = said.errorCategory.value_or(QString());
    return rule;
}

void writeKey(JsonWriter &out, const StatusRuleKey &key)
{
    out.member("connector"_L1, key.connector);
    out.member("flow"_L1, key.flow);
    out.member("sub_flow"_L1, key.subFlow);
    out.member("code"_L1, key.code);
}

QLatin1StringView decisionText(const StatusRule &rule)
{
    return rule.triesAgain ? "retry"_L1 : "do_default"_L1;
}

void writeRule(JsonWriter &out, const StatusRule &rule)
{
    out.beginObject();
    writeKey(out, rule.key);
    out.member("message"_L1, rule.key.message);
    out.member("status"_L1, rule.status);
    out.member("router_error"_L1, textOrNull(rule.routerError));
    out.member("decision"_L1, decisionText(rule));
    out.member("step_up_possible"_L1, rule.stepUpPossible);
    out.member("unified_code"_L1, textOrNull(rule.unified.code));
    out.member("unified_message"_L1, textOrNull(rule.unified.message));
    out.member("error_category"_L1, textOrNull(rule.errorCategory));
    out.member("clear_pan_possible"_L1, rule.clearPanPossible);
    out.member("feature"_L1, "retry"_L1);
    out.beginObject("feature_data"_L1);
    out.beginObject("retry"_L1);
    out.member("step_up_possible"_L1, rule.stepUpPossible);
    out.member("clear_pan_possible"_L1, rule.clearPanPossible);
    out.member("alternate_network_possible"_L1, rule.alternateNetworkPossible);
    out.member("decision"_L1, decisionText(rule));
    out.endObject();
    out.endObject();
    out.member("standardised_code"_L1, textOrNull(rule.unified.standardisedCode));
    out.member("description"_L1, textOrNull(rule.unified.description));
    out.member("user_guidance_message"_L1, textOrNull(rule.unified.guidance));
    out.endObject();
}

void writeRemoved(JsonWriter &out, const StatusRule &rule)
{
    out.beginObject();
    out.member("gsm_rule_delete"_L1, true);
    writeKey(out, rule.key);
    out.endObject();
}

template <class Write>
void answer(const QFuture<Result<StatusRule>> &future, QObject *context,
            const ApiResponder &respond, Write write)
{
    whenDone(future, context, [respond, write](const Result<StatusRule> &result) {
        if (!result && result.error().code == ErrorCode::NotFound)
            return respond(errorReply({404, u"IR_37"_s, u"There is no such rule"_s}));
        if (!result)
            return respond(errorReply(setupError(result.error())));
        JsonWriter out;
        write(out, *result);
        ApiReply reply;
        reply.body = out.take();
        respond(reply);
    });
}

RouteHandler createRule(QObject *context, StatusRules &rules)
{
    return [context, &rules](const ApiRequestPtr &request, const ApiResponder &respond) {
        StatusRule rule;
        if (readBody(*request, respond, [&rule](JsonReader &in) { rule = readRule(in); }))
            answer(rules.create(request->caller(), rule), context, respond, writeRule);
    };
}

RouteHandler findRule(QObject *context, StatusRules &rules)
{
    return [context, &rules](const ApiRequestPtr &request, const ApiResponder &respond) {
        StatusRuleKey key;
        if (readBody(*request, respond, [&key](JsonReader &in) { key = readKey(in); }))
            answer(rules.find(key), context, respond, writeRule);
    };
}

RouteHandler updateRule(QObject *context, StatusRules &rules)
{
    return [context, &rules](const ApiRequestPtr &request, const ApiResponder &respond) {
        StatusRuleKey key;
        StatusRuleChange change;
        const bool read = readBody(*request, respond, [&](JsonReader &in) {
            key = readKey(in);
            change = readResult(in);
        });
        if (read)
            answer(rules.update(request->caller(), key, change), context, respond, writeRule);
    };
}

RouteHandler deleteRule(QObject *context, StatusRules &rules)
{
    return [context, &rules](const ApiRequestPtr &request, const ApiResponder &respond) {
        StatusRuleKey key;
        if (readBody(*request, respond, [&key](JsonReader &in) { key = readKey(in); }))
            answer(rules.remove(request->caller(), key), context, respond, writeRemoved);
    };
}

} // namespace

void addStatusRuleRoutes(Router &router, StatusRules &rules)
{
    router.add({
        {"POST", "/gsm", KeySet::Admin, createRule(&router, rules)},
        {"POST", "/gsm/get", KeySet::Admin, findRule(&router, rules)},
        {"POST", "/gsm/update", KeySet::Admin, updateRule(&router, rules)},
        {"POST", "/gsm/delete", KeySet::Admin, deleteRule(&router, rules)},
    });
}

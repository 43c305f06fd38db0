#include "services/api/profilejson.h"

#include "services/api/routesupport.h"

using namespace Qt::StringLiterals;

namespace {

/// What is kept and given back, with what it is when nobody has said so.
struct KeptField
{
    QLatin1StringView name;
    QLatin1StringView otherwise;
};

constexpr KeptField kKept[] = {
    {"metadata"_L1, "null"_L1},
    {"is_auto_retries_enabled"_L1, "false"_L1},
    {"max_auto_retries_enabled"_L1, "null"_L1},
    {"is_manual_retry_enabled"_L1, "false"_L1},
    {"is_network_tokenization_enabled"_L1, "false"_L1},
    {"is_clear_pan_retries_enabled"_L1, "false"_L1},
    {"use_billing_as_payment_method_billing"_L1, "true"_L1},
    {"always_request_extended_authorization"_L1, "null"_L1},
    {"always_enable_overcapture"_L1, "null"_L1},
    {"force_3ds_challenge"_L1, "false"_L1},
    {"authentication_connector_details"_L1, "null"_L1},
    {"card_testing_guard_config"_L1, "null"_L1},
    {"dispute_polling_interval"_L1, "null"_L1},
    {"payment_link_config"_L1, "null"_L1},
};

void readWebhook(JsonReader &in, ProfileChange &change)
{
    WebhookSettings webhook;
    const bool there = in.object("webhook_details"_L1, [&webhook](JsonReader &details) {
        webhook.url = details.text("webhook_url"_L1).value_or(QString());
        webhook.paymentStatuses =
            details.texts("payment_statuses_enabled"_L1).value_or(QStringList());
        webhook.refundStatuses =
            details.texts("refund_statuses_enabled"_L1).value_or(QStringList());
        // Ways of older clients; a password is neither used nor kept.
        details.ignore({"webhook_version"_L1, "webhook_username"_L1, "webhook_password"_L1,
                        "payment_created_enabled"_L1, "payment_succeeded_enabled"_L1,
                        "payment_failed_enabled"_L1, "payout_statuses_enabled"_L1});
    });
    if (there)
        change.webhook = webhook;
}

void readHeaders(JsonReader &in, ProfileChange &change)
{
    constexpr auto kName = "outgoing_webhook_custom_http_headers"_L1;
    const JsonValue *headers = in.any(kName, JsonValue::Kind::Object);
    if (!headers)
        return;
    SecretBytes lines;
    for (const JsonMember &member : headers->members()) {
        if (member.value.kind() != JsonValue::Kind::Text)
            return in.refuse(kName, JsonFault::Kind::WrongType, u"expected texts"_s);
        lines.append(member.name);
        lines.append(": ");
        lines.append(member.value.bytes());
        lines.append("\n");
    }
    change.headers = std::make_shared<SecretBytes>(std::move(lines));
}

std::optional<int> seconds(const std::optional<qint64> &value)
{
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

} // namespace

void profilejson::readCommon(JsonReader &in, ProfileChange &change)
{
    change.returnUrl = in.text("return_url"_L1);
    change.responseHash = in.boolean("enable_payment_response_hash"_L1);
    change.redirectWithPost = in.boolean("redirect_to_merchant_with_http_post"_L1);
    const QByteArrayView key = in.secret("payment_response_hash_key"_L1);
    if (!key.isEmpty()) {
        const bool printable = std::ranges::all_of(key, [](char c) { return c > ' ' && c < 0x7F; });
        if (!printable || key.size() < 16 || key.size() > 128)
            in.refuse("payment_response_hash_key"_L1, JsonFault::Kind::InvalidValue,
                      u"expected 16 to 128 characters without blanks"_s);
        change.signingKey = std::make_shared<SecretBytes>(key);
    }
    readWebhook(in, change);
}

void profilejson::writeCommon(JsonWriter &out, const ProfileDetails &details)
{
    const BusinessProfile &profile = details.profile;
    out.member("return_url"_L1, textOrNull(profile.returnUrl));
    out.member("enable_payment_response_hash"_L1, profile.responseHash);
    if (details.signingKey)
        out.member("payment_response_hash_key"_L1,
                   QLatin1StringView(details.signingKey->view().toByteArray()));
    else
        out.member("payment_response_hash_key"_L1, nullptr);
    out.member("redirect_to_merchant_with_http_post"_L1, profile.redirectWithPost);
    const WebhookSettings &webhook = profile.webhook;
    if (webhook == WebhookSettings()) {
        out.member("webhook_details"_L1, nullptr);
        return;
    }
    out.beginObject("webhook_details"_L1);
    out.member("webhook_url"_L1, textOrNull(webhook.url));
    out.beginArray("payment_statuses_enabled"_L1);
    for (const QString &status : webhook.paymentStatuses)
        out.value(QStringView(status));
    out.endArray();
    out.beginArray("refund_statuses_enabled"_L1);
    for (const QString &status : webhook.refundStatuses)
        out.value(QStringView(status));
    out.endArray();
    out.endObject();
}

void profilejson::readProfile(JsonReader &in, ProfileChange &change, const QString &kept)
{
    readCommon(in, change);
    readHeaders(in, change);
    change.name = in.text("profile_name"_L1);
    change.sessionExpirySeconds = seconds(in.integer("session_expiry"_L1, 0, 100'000'000));
    change.tokenLifeSeconds = seconds(in.integer("intent_fulfillment_time"_L1, 0, 100'000'000));
    change.fineInitialState = in.boolean("fine_initial_state"_L1);
    change.agnosticMit = in.boolean("is_connector_agnostic_mit_enabled"_L1);
    change.requiresCvv = in.boolean("requires_cvv"_L1);
    change.requiresAcceptance = in.boolean("requires_customer_acceptance"_L1);
    QList<std::pair<QLatin1StringView, std::optional<QString>>> members;
    for (const KeptField &field : kKept) {
        if (const JsonValue *value = in.any(field.name))
            members.append({field.name, QString::fromUtf8(toJson(*value))});
    }
    if (!members.isEmpty())
        change.settingsJson = routesupport::withMembers(kept, members);
}

void profilejson::writeProfile(JsonWriter &out, const ProfileDetails &details)
{
    const BusinessProfile &profile = details.profile;
    out.beginObject();
    out.member("merchant_id"_L1, profile.merchantId);
    out.member("profile_id"_L1, profile.id);
    out.member("profile_name"_L1, profile.name);
    writeCommon(out, details);
    out.member("session_expiry"_L1, profile.sessionExpirySeconds);
    out.member("intent_fulfillment_time"_L1, profile.tokenLifeSeconds);
    out.member("fine_initial_state"_L1, profile.fineInitialState);
    out.member("is_connector_agnostic_mit_enabled"_L1, profile.switches.agnosticMit);
    out.member("requires_cvv"_L1, profile.switches.requiresCvv);
    out.member("requires_customer_acceptance"_L1, profile.switches.requiresAcceptance);
    if (details.headerNames.isEmpty()) {
        out.member("outgoing_webhook_custom_http_headers"_L1, nullptr);
    } else {
        out.beginObject("outgoing_webhook_custom_http_headers"_L1);
        for (const QString &name : details.headerNames)
            out.member(QStringView(name), "****"_L1);
        out.endObject();
    }
    JsonValue kept = JsonValue::ofKind(JsonValue::Kind::Object);
    if (!profile.settingsJson.isEmpty() && readJson(profile.settingsJson.toUtf8(), kept))
        kept = JsonValue::ofKind(JsonValue::Kind::Object);
    for (const KeptField &field : kKept) {
        if (const JsonValue *value = kept.find({field.name.data(), field.name.size()}))
            out.member(field.name, *value);
        else
            out.raw(field.name, {field.otherwise.data(), field.otherwise.size()});
    }
    out.member("routing_algorithm"_L1, nullptr);
    out.endObject();
}

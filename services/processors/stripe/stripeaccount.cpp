#include "services/processors/stripe/stripeaccount.h"

using namespace Qt::StringLiterals;

ConnectorDescription stripeaccount::description()
{
    ConnectorDescription stripe;
    stripe.name = u"stripe"_s;
    stripe.displayName = u"Stripe"_s;
    stripe.authType = u"HeaderKey"_s;
    stripe.keys = {{KeyPart::Key, KeyName::SecretKey, true}};
    stripe.testUrl = QUrl(u"https://api.stripe.com"_s);
    stripe.liveUrl = stripe.testUrl;
    return stripe;
}

Result<> stripeaccount::check(const ProcessorAccount &account)
{
    if (!account.keys)
        return {};
    const auto field = u"connector_account_details.api_key"_s;
    const QByteArrayView key = account.keys->apiKey.view();
    if (key.isEmpty())
        return Error{ErrorCode::MissingField, field};
    const bool test = key.startsWith("sk_test_") || key.startsWith("rk_test_");
    const bool live = key.startsWith("sk_live_") || key.startsWith("rk_live_");
    if (test && !account.testMode)
        return Error{ErrorCode::InvalidValue, field, u"a test key in a live profile"_s};
    if (live && account.testMode)
        return Error{ErrorCode::InvalidValue, field, u"a live key in a test profile"_s};
    if (!test && !live)
        return Error{ErrorCode::InvalidValue, field, u"neither a secret nor a restricted key"_s};
    return {};
}

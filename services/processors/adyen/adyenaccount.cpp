#include "services/processors/adyen/adyenaccount.h"

using namespace Qt::StringLiterals;

namespace {

bool isLiveHost(const QString &host)
{
    return host.endsWith("-live.adyenpayments.com"_L1, Qt::CaseInsensitive)
           || host.endsWith("-live.adyen.com"_L1, Qt::CaseInsensitive);
}

bool isTestHost(const QString &host)
{
    return host.endsWith("-test.adyen.com"_L1, Qt::CaseInsensitive);
}

} // namespace

ConnectorDescription adyenaccount::description()
{
    ConnectorDescription adyen;
    adyen.name = u"adyen"_s;
    adyen.displayName = u"Adyen"_s;
    adyen.authType = u"BodyKey"_s;
    adyen.keys = {{KeyPart::Key, KeyName::AccessKey, true},
                  {KeyPart::Name, KeyName::MerchantAccount, false}};
    adyen.testUrl = QUrl(u"https://checkout-test.adyen.com/v71"_s);
    adyen.liveUrlExample = u"https://{prefix}-checkout-live.adyenpayments.com/checkout/v71"_s;
    return adyen;
}

Result<> adyenaccount::check(const ProcessorAccount &account)
{
    const QString host = account.baseUrl.host();
    if (account.testMode && isLiveHost(host))
        return Error{ErrorCode::InvalidValue, u"base_url"_s, u"live address in a test profile"_s};
    if (!account.testMode && isTestHost(host))
        return Error{ErrorCode::InvalidValue, u"base_url"_s, u"test address in a live profile"_s};
    if (!account.keys)
        return {};
    if (account.keys->apiKey.isEmpty())
        return Error{ErrorCode::MissingField, u"connector_account_details.api_key"_s};
    if (account.keys->key1.isEmpty())
        return Error{ErrorCode::MissingField, u"connector_account_details.key1"_s};
    return {};
}

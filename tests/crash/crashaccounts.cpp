#include "services/processors/networktransport.h"
#include "services/storage/accountstore.h"
#include "services/storage/merchantsetupstore.h"
#include "tests/crash/crashflows.h"
#include "tests/support/await.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const ConnectorAccountId kAccount{u"mca_crash"_s};
const auto kActor = u"operator:crash"_s;
const QByteArray kNewsSecret(64, 'a');

} // namespace

/// Two more accounts at the same bank, and a profile that lets them be tried.
Result<> CrashFlows::addOthers(Database &database)
{
    AccountStore accounts(database);
    BusinessProfile profile;
    profile.id = {u"pro_crash"_s};
    for (const auto &name : {u"sim_b"_s, u"sim_c"_s}) {
        const Result<> added = accounts.insertAccount({{QString(u"mca_"_s + name)},
                                                       merchant(),
                                                       profile.id,
                                                       u"simulator"_s,
                                                       name,
                                                       m_options.bank,
                                                       true,
                                                       false});
        if (!added)
            return added;
    }
    profile.merchantId = merchant();
    profile.name = u"Shop"_s;
    profile.settingsJson = u"{\"is_auto_retries_enabled\":true,\"max_auto_retries_enabled\":2}"_s;
    profile.createdAtMs = m_clock.nowMs();
    profile.modifiedAtMs = profile.createdAtMs;
    return MerchantSetupStore(database).putProfile(profile);
}

Result<> CrashFlows::listen()
{
    return m_listener.start(m_options.bank, m_face, kNewsSecret);
}

Result<> CrashFlows::giveKeys()
{
    AccountChange keyed;
    const bool isNamed = m_face == "adyen"_L1;
    keyed.authType = isNamed ? u"BodyKey"_s : u"HeaderKey"_s;
    keyed.auth = std::make_shared<const SecretBytes>(
        QByteArrayView(isNamed ? R"({"auth_type":"BodyKey","api_key":"AQEcrash","key1":"ShopECOM"})"
                               : R"({"auth_type":"HeaderKey","api_key":"sk_test_crash"})"));
    keyed.authShownJson = u"{}"_s;
    if (isNamed) {
        const QByteArray secrets = "{\"merchant_secret\":\"" + kNewsSecret + "\"}";
        keyed.webhookSecrets = std::make_shared<const SecretBytes>(secrets);
        keyed.webhookSecretShown = u"aa***"_s;
    }
    const auto changed = await(m_accounts.update({merchant(), kActor}, kAccount, std::move(keyed)));
    return changed ? Result<>() : Result<>(changed.error());
}

Result<> CrashFlows::comeBack(const QUrl &returned)
{
    return answered(await(
        m_payments.resume(returned.path().section(u'/', -1), returned.query(QUrl::FullyEncoded))));
}

Result<QUrl> CrashFlows::approve()
{
    const Result<PaymentDetails> found = details();
    if (!found)
        return found.error();
    QUrl page(found->attempts.last().challengeUrl);
    if (page.isEmpty()) // it has been heard of meanwhile
        return QUrl();
    page.setPort(m_options.bank.port()); // that of this run
    NetworkTransport transport;
    QObject context;
    std::optional<HttpResult> result;
    transport.send({"POST",
                    page,
                    {{"Content-Type", "application/x-www-form-urlencoded"}},
                    SecretBytes("action=approve")},
                   5'000, &context, [&](const HttpResult &told) { result = told; });
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 10'000)
        || result->delivery != Delivery::Answered || result->response.status != 303)
        return Error{ErrorCode::ConnectorUnreachable, u"challenge"_s, page.toString()};
    return QUrl(QString::fromLatin1(headerValue(result->response.headers, "location")));
}

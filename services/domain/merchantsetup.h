#pragma once

#include "services/core/result.h"
#include "services/domain/processoraccount.h"
#include "services/domain/profileswitches.h"

#include <QStringList>

#include <optional>

/// What a merchant's shop is told, and where.
struct WebhookSettings
{
    QString url;                 ///< https; empty: nothing is told
    QStringList paymentStatuses; ///< of payments; empty: all
    QStringList refundStatuses;  ///< of refunds; empty: all

    friend bool operator==(const WebhookSettings &, const WebhookSettings &) = default;
};

/// A merchant as it was set up.
struct MerchantAccount
{
    MerchantId id;
    QString name;
    bool testMode = true; ///< stays
    QString organizationId;
    QString publishableKey; ///< no secret; empty when it was not set up for the API
    ProfileId defaultProfile;
    QString settingsJson; ///< what is kept and given back, a JSON object or empty
    qint64 createdAtMs = 0;
    qint64 modifiedAtMs = 0;
    qint64 deletedAtMs = 0; ///< 0: it is there

    friend bool operator==(const MerchantAccount &, const MerchantAccount &) = default;
};

/// One way of a merchant to do business: what payments made under it follow.
struct BusinessProfile
{
    ProfileId id;
    MerchantId merchantId;
    QString name;
    bool fineInitialState = false;  ///< requires_payment_method until a method is named
    QString returnUrl;              ///< of payments that name none
    int sessionExpirySeconds = 900; ///< of payments that name none: 60 to 7,890,000
    int tokenLifeSeconds = 900;     ///< intent_fulfillment_time: 60 to 1800
    ProfileSwitches switches;
    WebhookSettings webhook;
    bool responseHash = true;
    bool redirectWithPost = false;
    QString settingsJson; ///< what is kept and given back, a JSON object or empty
    qint64 createdAtMs = 0;
    qint64 modifiedAtMs = 0;
    qint64 deletedAtMs = 0;

    friend bool operator==(const BusinessProfile &, const BusinessProfile &) = default;
};

/// An account at a processor with what the engine need not look at for every payment.
struct ConnectorAccount
{
    ProcessorAccount account;
    QString type = QStringLiteral("payment_processor");
    bool active = true;         ///< status; an inactive one is disabled, too
    QString authType;           ///< "HeaderKey"; empty: nothing was given
    QString authShownJson;      ///< its keys with all but their ends hidden
    QString webhookSecretShown; ///< hidden in the same way; empty: none
    QString previousShownJson;  ///< of the keys before the last change, while they stay
    qint64 keysSetAtMs = 0;     ///< 0: never given
    qint64 previousUntilMs = 0; ///< when the keys before go; 0: there are none
    QString methodsJson;        ///< payment_methods_enabled, a JSON array or empty
    QString settingsJson;       ///< what is kept and given back, a JSON object or empty
    qint64 createdAtMs = 0;
    qint64 modifiedAtMs = 0;
    qint64 deletedAtMs = 0;
};

/// A routing configuration. The active one of a profile says where payments go.
struct RoutingConfig
{
    QString id; ///< "routing_..."
    MerchantId merchantId;
    ProfileId profileId;
    QString name;
    QString description;
    QString transactionType = QStringLiteral("payment");
    QString algorithmKind; ///< "single", "priority", "volume_split", "advanced"
    QString algorithmJson; ///< {"type": ..., "data": ...}
    bool active = false;
    qint64 createdAtMs = 0;
    qint64 modifiedAtMs = 0;

    friend bool operator==(const RoutingConfig &, const RoutingConfig &) = default;
};

/// An address that webhooks may go to, as far as it shows before it is looked up: https with a
/// host, no name or password in it. With `loopbackAllowed` also http to this machine. Empty is
/// fine. InvalidValue with field "webhook_url", TooLong.
Result<> checkWebhookUrl(const QString &url, bool loopbackAllowed);
/// An address that browsers may be sent to: http or https. Empty is fine. Field "return_url".
Result<> checkReturnUrl(const QString &url);
/// Name, addresses, lifes, statuses. InvalidValue or TooLong, the field named.
Result<> checkProfile(const BusinessProfile &profile, bool loopbackAllowed);
/// The base URL of an account: https, or http to this machine. InvalidValue "base_url".
Result<> checkBaseUrl(const QUrl &url);
/// Whether the host means this machine and nothing else: localhost, 127.0.0.0/8, ::1.
bool namesThisMachine(const QString &host);

/// A key with all but its ends hidden: nothing of a short one is shown.
QString hiddenKey(QByteArrayView key);

#pragma once

#include "services/core/id.h"

#include <QList>
#include <QStringList>
#include <QUrl>

/// Which part of AccountKeys a person types: apiKey, key1, apiSecret.
enum class KeyPart { Key, Name, Secret };

/// What the processor calls that part: "Secret key", "API key", "Merchant account", "API secret".
enum class KeyName { SecretKey, AccessKey, MerchantAccount, SigningSecret };

/// One key of an account, as it is asked for.
struct KeyField
{
    KeyPart part = KeyPart::Key;
    KeyName name = KeyName::AccessKey;
    bool isSecret = true;

    friend bool operator==(const KeyField &, const KeyField &) = default;
};

/// What a processor can be asked to do beyond taking and giving back an amount.
enum class ConnectorFeature {
    PartialCapture,
    MultipleCaptures,
    PartialAuthorization,
    SavedCards,            ///< keeps tokens for charges without the shopper
    NetworkTransactionIds, ///< charges a card under another processor's set-up
    Lookup,                ///< can be asked how a payment stands
    NetworkTokens,         ///< takes a network token in place of the card's number
};

/// What an admin wants to see of a processor before there is an account.
struct ConnectorDescription
{
    QString name;        ///< "stripe"
    QString displayName; ///< "Stripe": the processor's own, never translated
    QString authType;    ///< kind of its keys: "HeaderKey", "BodyKey", "SignatureKey", "NoKey"
    QList<KeyField> keys;
    bool keysOptional = false;
    QUrl testUrl;           ///< where it is found; empty: every account has its own address
    QUrl liveUrl;           ///< the same for real money
    QString liveUrlExample; ///< with {prefix} where accounts differ; empty: nobody need know
    QStringList currencies; ///< ISO codes; empty: all that this program knows
    QStringList methods = {QStringLiteral("card")};
    QList<ConnectorFeature> features;

    /// Where an account of that mode is by default, or empty.
    const QUrl &defaultUrl(bool testMode) const { return testMode ? testUrl : liveUrl; }
};

#pragma once

#include "services/core/id.h"
#include "services/core/random.h"
#include "services/core/result.h"
#include "services/core/securebytes.h"

#include <memory>
#include <optional>

using ApiKeyId = Id<struct ApiKeyTag>;

/// What a key opens.
enum class KeyKind {
    Secret,      ///< everything of one merchant's payments; for its servers
    Publishable, ///< what a payment's client secret allows; one of a merchant, no secret
    Ephemeral,   ///< one customer's saved methods, for an hour
    Admin,       ///< setting up merchants; configured with the server, stored nowhere
};

QString toText(KeyKind kind); ///< "secret", "publishable", "ephemeral", "admin"
std::optional<KeyKind> keyKindFromText(QStringView text);

/// A key as it is kept: what finds it again, not the key.
struct ApiKeyRecord
{
    ApiKeyId id;
    MerchantId merchantId;
    KeyKind kind = KeyKind::Secret;
    QByteArray hash;       ///< keyed; 32 bytes
    QString prefix;        ///< the first 12 characters, which may be shown
    bool testMode = true;  ///< its merchant's
    CustomerId customerId; ///< of an ephemeral key only
    QString name;
    QString description;
    qint64 createdAtMs = 0;
    qint64 expiresAtMs = 0; ///< 0: never
    qint64 revokedAtMs = 0; ///< 0: it is good
    qint64 lastUsedAtMs = 0;

    friend bool operator==(const ApiKeyRecord &, const ApiKeyRecord &) = default;
};

/// A key that was just made. The key itself is here only, and is to be shown once.
struct NewApiKey
{
    ApiKeyRecord record;
    std::shared_ptr<const SecretBytes> key;
};

/// Whether the key opens anything at that time.
bool isGood(const ApiKeyRecord &key, qint64 nowMs);

/// The tag of a mode in keys and their ids: "snd" for tests, "prd" for real money.
QString environmentTag(bool testMode);

/// How a key begins: "snd_", "pk_snd_", "epk_". Admin keys begin as their owner likes.
QByteArray keyPrefix(KeyKind kind, bool testMode);

/// A key of that kind: its prefix and 64 hexadecimal digits (256 bits); 32 of a publishable one,
/// which only names its merchant.
SecretBytes makeKey(Random &random, KeyKind kind, bool testMode);

/// What a key says it is by how it begins; Secret for everything else.
KeyKind claimedKind(QByteArrayView key);

/// What of a key may be shown, also when it is gone.
QString shownPrefix(QByteArrayView key);

/// Name of 1 to 64 and description of up to 256 characters: MissingField, TooLong, InvalidValue.
Result<> checkKeyTexts(const QString &name, const QString &description);

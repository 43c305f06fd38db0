#include "services/domain/apikey.h"

#include "services/domain/fromtext.h"
#include "services/domain/textrules.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kSecretRandomBytes = 32;
constexpr qsizetype kPublishableRandomBytes = 16;
constexpr qsizetype kShownCharacters = 12;
constexpr qsizetype kLongestName = 64;
constexpr qsizetype kLongestDescription = 256;

} // namespace

QString toText(KeyKind kind)
{
    switch (kind) {
    case KeyKind::Secret: return u"secret"_s;
    case KeyKind::Publishable: return u"publishable"_s;
    case KeyKind::Ephemeral: return u"ephemeral"_s;
    case KeyKind::Admin: return u"admin"_s;
    }
    return {};
}

std::optional<KeyKind> keyKindFromText(QStringView text)
{
    return fromText(text, KeyKind::Admin);
}

bool isGood(const ApiKeyRecord &key, qint64 nowMs)
{
    return key.revokedAtMs == 0 && (key.expiresAtMs == 0 || nowMs < key.expiresAtMs);
}

QString environmentTag(bool testMode)
{
    return testMode ? u"snd"_s : u"prd"_s;
}

QByteArray keyPrefix(KeyKind kind, bool testMode)
{
    const QByteArray tag = environmentTag(testMode).toLatin1() + '_';
    switch (kind) {
    case KeyKind::Secret: return tag;
    case KeyKind::Publishable: return "pk_" + tag;
    case KeyKind::Ephemeral: return "epk_"_ba;
    case KeyKind::Admin: return "adm_"_ba;
    }
    return {};
}

SecretBytes makeKey(Random &random, KeyKind kind, bool testMode)
{
    static constexpr char kHexDigits[] = "0123456789abcdef";
    const bool names = kind == KeyKind::Publishable;
    SecretBytes drawn = SecretBytes::zeros(names ? kPublishableRandomBytes : kSecretRandomBytes);
    random.fill({drawn.data(), static_cast<size_t>(drawn.size())});
    SecretBytes key(keyPrefix(kind, testMode));
    for (const char byte : drawn.view()) {
        const auto value = static_cast<unsigned char>(byte);
        const char digits[] = {kHexDigits[value >> 4U], kHexDigits[value & 15U]};
        key.append(QByteArrayView(digits, sizeof digits));
    }
    return key;
}

KeyKind claimedKind(QByteArrayView key)
{
    if (key.startsWith("pk_"))
        return KeyKind::Publishable;
    return key.startsWith("epk") ? KeyKind::Ephemeral : KeyKind::Secret;
}

QString shownPrefix(QByteArrayView key)
{
    return QString::fromLatin1(key.first(qMin(key.size(), kShownCharacters)));
}

Result<> checkKeyTexts(const QString &name, const QString &description)
{
    if (name.isEmpty())
        return Error{ErrorCode::MissingField, u"name"_s};
    return checkText(name, u"name"_s, kLongestName).and_then([&] {
        return checkText(description, u"description"_s, kLongestDescription);
    });
}

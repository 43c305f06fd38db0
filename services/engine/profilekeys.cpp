#include "services/engine/profilekeys.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kSigningKeyBytes = 32;
constexpr qsizetype kMostHeaders = 10;

VaultPlace placeOf(const MerchantId &merchant, const ProfileId &profile)
{
    return {merchant, {}, profile.value, VaultRecordKind::ProfileKeys};
}

SharedSecret newSigningKey(Random &random)
{
    static constexpr char kHexDigits[] = "0123456789abcdef";
    SecretBytes drawn = SecretBytes::zeros(kSigningKeyBytes);
    random.fill({drawn.data(), static_cast<size_t>(drawn.size())});
    SecretBytes key;
    for (const char byte : drawn.view()) {
        const auto value = static_cast<unsigned char>(byte);
        const char digits[] = {kHexDigits[value >> 4U], kHexDigits[value & 15U]};
        key.append(QByteArrayView(digits, sizeof digits));
    }
    return std::make_shared<SecretBytes>(std::move(key));
}

bool isHeaderName(QByteArrayView name)
{
    const auto isToken = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
               || c == '-' || c == '_';
    };
    return !name.isEmpty() && name.size() <= 64 && std::ranges::all_of(name, isToken);
}

/// Headers that decide how the request is read are ours.
bool isOurs(QByteArrayView name)
{
    static const QList<QByteArrayView> ours = {
        "host",   "content-length", "content-type",           "connection", "transfer-encoding",
        "expect", "upgrade",        "x-webhook-signature-512"};
    return std::ranges::any_of(ours, [name](QByteArrayView known) {
        return known.compare(name, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

Result<profilekeys::Keys> profilekeys::open(EngineCore &core, const MerchantId &merchant,
                                            const ProfileId &profile)
{
    const Result<VaultRecord> record =
        core.vaultRecords.findSecret(merchant, VaultRecordKind::ProfileKeys, profile.value);
    if (!record)
        return record.error();
    const Result<SecretBytes> opened = core.vault.openSecret(record->place, record->sealed);
    if (!opened)
        return opened.error();
    const QByteArrayView bytes = opened->view();
    const auto end = std::ranges::find(bytes, '\n');
    const qsizetype length = end - bytes.begin();
    Keys keys;
    keys.signing = std::make_shared<SecretBytes>(bytes.first(length));
    keys.headers = std::make_shared<SecretBytes>(length < bytes.size() ? bytes.sliced(length + 1)
                                                                       : QByteArrayView());
    return keys;
}

Result<> profilekeys::keep(EngineCore &core, const MerchantId &merchant, const ProfileId &profile,
                           const ProfileChange &change, bool needed)
{
    const bool given = change.signingKey || change.headers;
    if (!given && !needed)
        return {};
    const Result<VaultRecord> known =
        core.vaultRecords.findSecret(merchant, VaultRecordKind::ProfileKeys, profile.value);
    if (known && !given)
        return {};
    Keys keys;
    if (known) {
        const Result<Keys> opened = open(core, merchant, profile);
        if (!opened)
            return opened.error();
        keys = *opened;
    } else if (known.error().code != ErrorCode::NotFound) {
        return known.error();
    } else {
        keys.signing = newSigningKey(core.random);
        keys.headers = std::make_shared<SecretBytes>();
    }
    if (change.signingKey)
        keys.signing = change.signingKey;
    if (change.headers)
        keys.headers = change.headers;
    SecretBytes text = keys.signing->clone();
    text.append("\n");
    text.append(keys.headers->view());
    const VaultPlace place = placeOf(merchant, profile);
    const Result<SealedCard> sealed = core.vault.sealSecret(place, text);
    if (!sealed)
        return sealed.error();
    const qint64 nowMs = core.clock.nowMs();
    core.ciphertextRemoved = true;
    return core.vaultRecords.putSecret(
        {0, place, sealed->keyGeneration, sealed->sealed, {}, nowMs, nowMs});
}

Result<> profilekeys::checkHeaders(const SecretBytes &lines)
{
    const Error wrong{ErrorCode::InvalidValue, u"outgoing_webhook_custom_http_headers"_s};
    QByteArrayView rest = lines.view();
    for (qsizetype count = 0; !rest.isEmpty(); ++count) {
        const qsizetype end = std::ranges::find(rest, '\n') - rest.begin();
        const QByteArrayView line = rest.first(end);
        const qsizetype colon = std::ranges::find(line, ':') - line.begin();
        if (end == rest.size() || count == kMostHeaders || colon == line.size())
            return wrong;
        const QByteArrayView name = line.first(colon);
        const bool printable =
            std::ranges::all_of(line, [](char c) { return c >= ' ' && c < 0x7F; });
        if (!isHeaderName(name) || isOurs(name) || !printable)
            return wrong;
        rest = rest.sliced(end + 1);
    }
    return {};
}

QStringList profilekeys::headerNames(const SecretBytes &lines)
{
    QStringList names;
    QByteArrayView rest = lines.view();
    while (!rest.isEmpty()) {
        const qsizetype colon = std::ranges::find(rest, ':') - rest.begin();
        const qsizetype end = std::ranges::find(rest, '\n') - rest.begin();
        if (colon >= end || end == rest.size())
            break;
        names.append(QString::fromLatin1(rest.first(colon)));
        rest = rest.sliced(end + 1);
    }
    return names;
}

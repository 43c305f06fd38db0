#include "services/vault/vaultblob.h"

#include "services/vault/cardblock.h"
#include "services/vault/secretblock.h"

#include <QtEndian>

namespace {

constexpr qsizetype kGenerationAt = 1;
constexpr qsizetype kWrapNonceAt = 5;
constexpr qsizetype kWrappedAt = kWrapNonceAt + Cipher::kNonceSize;
constexpr qsizetype kWrappedSize = Cipher::kKeySize + Cipher::kTagSize;
constexpr qsizetype kNonceAt = kWrappedAt + kWrappedSize;
constexpr qsizetype kContentAt = kNonceAt + Cipher::kNonceSize;

qsizetype sizeOf(char version)
{
    qsizetype block = cardblock::kLarge;
    if (version == vaultblob::kSmallVersion)
        block = cardblock::kSmall;
    else if (version == vaultblob::kSecretVersion)
        block = secretblock::kSize;
    return kContentAt + block + Cipher::kTagSize;
}

std::span<char> part(QByteArray &sealed, qsizetype at, qsizetype size)
{
    return {sealed.data() + at, static_cast<size_t>(size)};
}

} // namespace

std::optional<vaultblob::Parts> vaultblob::split(const QByteArray &sealed)
{
    if (sealed.size() < kContentAt)
        return std::nullopt;
    const char version = sealed.front();
    if (version < kSmallVersion || version > kSecretVersion)
        return std::nullopt;
    const auto generation = qFromBigEndian<quint32>(sealed.constData() + kGenerationAt);
    if (sealed.size() != sizeOf(version) || generation < 1 || generation > INT_MAX)
        return std::nullopt;
    const QByteArrayView view(sealed);
    return Parts{version,
                 static_cast<int>(generation),
                 view.sliced(kWrapNonceAt, Cipher::kNonceSize),
                 view.sliced(kWrappedAt, kWrappedSize),
                 view.sliced(kNonceAt, Cipher::kNonceSize),
                 view.sliced(kContentAt)};
}

QByteArray vaultblob::room(char version, int keyGeneration)
{
    QByteArray sealed(sizeOf(version), '\0');
    sealed[0] = version;
    qToBigEndian(static_cast<quint32>(keyGeneration), sealed.data() + kGenerationAt);
    return sealed;
}

std::span<char> vaultblob::wrapNonce(QByteArray &sealed)
{
    return part(sealed, kWrapNonceAt, Cipher::kNonceSize);
}

std::span<char> vaultblob::wrapped(QByteArray &sealed)
{
    return part(sealed, kWrappedAt, kWrappedSize);
}

std::span<char> vaultblob::nonce(QByteArray &sealed)
{
    return part(sealed, kNonceAt, Cipher::kNonceSize);
}

std::span<char> vaultblob::content(QByteArray &sealed)
{
    return part(sealed, kContentAt, sealed.size() - kContentAt);
}

void vaultblob::appendField(QByteArray &target, QByteArrayView bytes)
{
    const quint32 length = qToBigEndian(static_cast<quint32>(bytes.size()));
    target.append(reinterpret_cast<const char *>(&length), sizeof length);
    target.append(bytes);
}

QByteArray vaultblob::contentBinding(char version, const VaultId &vault, const VaultPlace &place)
{
    QByteArray binding;
    binding.reserve(192);
    appendField(binding, QByteArrayView(&version, 1));
    for (const QString *text :
         {&vault.value, &place.merchantId.value, &place.customerId.value, &place.recordId})
        appendField(binding, text->toUtf8());
    appendField(binding, toText(place.kind).toUtf8());
    return binding;
}

QByteArray vaultblob::wrapBinding(const QByteArray &contentBinding, int keyGeneration)
{
    QByteArray binding = contentBinding;
    const quint32 number = qToBigEndian(static_cast<quint32>(keyGeneration));
    appendField(binding, {reinterpret_cast<const char *>(&number), sizeof number});
    return binding;
}

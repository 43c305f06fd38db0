#include "services/vault/secretblock.h"

#include <QtEndian>

#include <algorithm>

namespace {

constexpr qsizetype kBytesAt = 2;

} // namespace

Result<SecretBytes> secretblock::pack(QByteArrayView secret)
{
    if (secret.size() > kSize - kBytesAt)
        return Error{ErrorCode::TooLong};
    SecretBytes block = SecretBytes::zeros(kSize);
    qToBigEndian(static_cast<quint16>(secret.size()), block.data());
    std::ranges::copy(secret, block.data() + kBytesAt);
    return block;
}

std::optional<SecretBytes> secretblock::unpack(const SecretBytes &block)
{
    if (block.size() != kSize)
        return std::nullopt;
    const auto length = qFromBigEndian<quint16>(block.view().data());
    if (length > kSize - kBytesAt)
        return std::nullopt;
    return SecretBytes(block.view().sliced(kBytesAt, length));
}

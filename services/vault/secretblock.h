#pragma once

#include "services/core/result.h"
#include "services/core/securebytes.h"

#include <optional>

/// Keys as the vault encrypts them, padded so that the length tells nothing: length (2, big-endian)
/// | bytes | zeros.
namespace secretblock {

inline constexpr qsizetype kSize = 4096;

/// TooLong for more than kSize - 2 bytes.
Result<SecretBytes> pack(QByteArrayView secret);
/// Nothing when the bytes are no such block.
std::optional<SecretBytes> unpack(const SecretBytes &block);

} // namespace secretblock

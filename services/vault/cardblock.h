#pragma once

#include "services/domain/card.h"

#include <optional>

/// A card as the vault encrypts it: number, expiry and name, padded so that the length tells
/// nothing. Never the CVC.
///
/// number length (1) | number, two digits a byte (10) | month (1) | year (2) | name length (2) |
/// name, UTF-8 | zeros. Numbers are big-endian.
namespace cardblock {

inline constexpr qsizetype kSmall = 64;  ///< nearly all: names of up to 48 bytes
inline constexpr qsizetype kLarge = 832; ///< names of up to 816 bytes

/// kSmall or kLarge bytes. CardNumberInvalid when the number is not 8 to 19 ASCII digits,
/// CardExpiryInvalid, TooLong (field "card_holder_name").
Result<SecretBytes> pack(const CardDetails &card);
/// Nothing when the bytes are no such block.
std::optional<CardDetails> unpack(const SecretBytes &block);

} // namespace cardblock

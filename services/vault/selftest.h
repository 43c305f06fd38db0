#pragma once

#include "services/core/result.h"

#include <QByteArray>

/// What the algorithms must give for inputs of the published test vectors (in selftest.cpp).
struct KnownAnswers
{
    QByteArray gcm;    ///< ciphertext and tag
    QByteArray hkdf;   ///< RFC 5869, case 1
    QByteArray hmac;   ///< RFC 4231, case 2
    QByteArray scrypt; ///< RFC 7914, first vector
};

/// The published ones.
KnownAnswers knownAnswers();

/// Computes them all; also whether a changed ciphertext, tag and additional datum are refused.
/// VaultSelfTestFailed with the algorithm in `detail`.
Result<> cryptoSelfTest(const KnownAnswers &expected);

#pragma once

#include "services/core/random.h"
#include "services/core/result.h"
#include "services/vault/keyderivation.h"

#include <QByteArray>
#include <QStringList>

#include <map>

/// The contents of a key file: root keys, each wrapped under a key that scrypt makes of the
/// passphrase. All integers are big-endian.
///
/// "OXKEYS1\n" | logN (1) | r (1) | p (1) | salt (16) | count (1) | per key: name length (1), name,
/// nonce (12), wrapped key (32), tag (16) | SHA-256 of everything before
///
/// Every wrapped key is bound to the parameters and to its name. The sum at the end tells a damaged
/// file from a wrong passphrase; it protects nothing.
class KeyFile
{
public:
    using Keys = std::map<QString, SecretBytes>;
    static constexpr qsizetype kLongest = 8192;
    static constexpr qsizetype kMostKeys = 16;

    /// Whose keys are in it; needs no passphrase. Empty for what is no key file.
    static QStringList names(const QByteArray &contents);
    /// Takes half a second. VaultPassphraseWrong, KeyFileDamaged (also when the parameters are
    /// weaker or dearer than this program writes or bears).
    static Result<Keys> unwrap(const QByteArray &contents, const SecretBytes &passphrase);
    /// Takes half a second, with a salt of its own. TooLong for more keys than fit.
    static Result<QByteArray> wrap(const Keys &keys, const SecretBytes &passphrase, Random &random,
                                   ScryptCost cost = {});
};

#include "services/vault/passphrase.h"

#include <openssl/crypto.h>

#include <array>
#include <cerrno>
#include <unistd.h>

using namespace Qt::StringLiterals;

static constexpr qsizetype kLongest = 1024;

Result<> checkPassphrase(const SecretBytes &passphrase)
{
    if (!passphrase.view().isValidUtf8())
        return Error{ErrorCode::InvalidValue, u"passphrase"_s};
    qsizetype characters = 0;
    for (const char c : passphrase.view())
        characters += (static_cast<unsigned char>(c) & 0xC0) == 0x80 ? 0 : 1;
    if (characters < kShortestPassphrase)
        return Error{ErrorCode::VaultPassphraseTooShort, u"passphrase"_s};
    return {};
}

Result<SecretBytes> readPassphrase(int descriptor)
{
    SecretBytes passphrase;
    // Byte by byte: what follows the line is not ours.
    for (char byte = 0;;) {
        const ssize_t got = ::read(descriptor, &byte, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return Error{ErrorCode::FileNotFound, u"passphrase"_s};
        if (got == 0 || byte == '\n')
            break;
        if (passphrase.size() == kLongest)
            return Error{ErrorCode::TooLong, u"passphrase"_s};
        passphrase.append({&byte, 1});
        OPENSSL_cleanse(&byte, 1);
    }
    const Result<> checked = checkPassphrase(passphrase);
    if (!checked)
        return checked.error();
    return passphrase;
}

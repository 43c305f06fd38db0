#include "app/server/serversecrets.h"

#include "services/vault/passphrase.h"
#include "services/vault/privatefile.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongest = 1024;
constexpr qsizetype kShortestAdminKey = 32;

Error refusal(ErrorCode code, const QString &sentence)
{
    return Error{code, {}, sentence};
}

Result<SecretBytes> firstLine(const QString &file)
{
    Result<QByteArray> contents = readPrivateFile(file, kLongest);
    if (!contents && contents.error().code == ErrorCode::FileNotFound)
        return refusal(ErrorCode::FileNotFound, u"There is no file %1."_s.arg(file));
    if (!contents && contents.error().code == ErrorCode::KeyFileUnsafe)
        return refusal(
            ErrorCode::KeyFileUnsafe,
            u"%1 must be a file that only its owner may read (chmod 600), and that owner "
            "runs this program."_s.arg(file));
    if (!contents)
        return refusal(contents.error().code, u"%1 cannot be read."_s.arg(file));
    const qsizetype end = contents->indexOf('\n');
    SecretBytes line(QByteArrayView(*contents).first(end < 0 ? contents->size() : end));
    wipe(*contents);
    return line;
}

bool isVisible(char c)
{
    return c > 0x20 && c < 0x7f;
}

} // namespace

Result<SecretBytes> readServerPassphrase(const ServerOptions &options)
{
    Result<SecretBytes> passphrase = options.passphraseFile.isEmpty()
                                         ? readPassphrase(options.passphraseDescriptor)
                                         : firstLine(options.passphraseFile);
    if (passphrase && !options.passphraseFile.isEmpty()) {
        const Result<> checked = checkPassphrase(*passphrase);
        if (!checked)
            passphrase = checked.error();
    }
    if (passphrase || !passphrase.error().detail.isEmpty())
        return passphrase;
    if (passphrase.error().code == ErrorCode::VaultPassphraseTooShort)
        return refusal(ErrorCode::VaultPassphraseTooShort,
                       u"The passphrase needs %1 characters or more."_s.arg(kShortestPassphrase));
    return refusal(passphrase.error().code, u"The passphrase cannot be read."_s);
}

Result<SecretBytes> readAdminKey(const QString &file)
{
    Result<SecretBytes> key = firstLine(file);
    if (!key)
        return key;
    if (key->size() < kShortestAdminKey || !std::ranges::all_of(key->view(), isVisible))
        return refusal(ErrorCode::InvalidValue,
                       u"The admin key in %1 needs %2 visible characters or more."_s.arg(file).arg(
                           kShortestAdminKey));
    return key;
}

QString sentenceFor(const Error &error, const ServerOptions &options)
{
    switch (error.code) {
    case ErrorCode::FileInUse: return u"%1."_s.arg(error.detail);
    case ErrorCode::FileNotFound:
        return u"There is no file %1; make one with: orchestratorxd init"_s.arg(
            options.databaseFile);
    case ErrorCode::FileNotDatabase:
        return u"%1 is no file of this program."_s.arg(options.databaseFile);
    case ErrorCode::FileNewerSchema:
        return u"%1 was written by a newer version of this program."_s.arg(options.databaseFile);
    case ErrorCode::FileReadOnly: return u"%1 cannot be written."_s.arg(options.databaseFile);
    case ErrorCode::FileOnNetwork:
        return u"%1 is on a network file system, which cannot keep it safe."_s.arg(
            options.databaseFile);
    case ErrorCode::NotFound:
        return u"%1 holds no vault; make a file with: orchestratorxd init"_s.arg(
            options.databaseFile);
    case ErrorCode::VaultPassphraseWrong:
        return u"The passphrase does not open %1."_s.arg(options.keyFile);
    case ErrorCode::VaultKeyMissing:
        return u"%1 does not hold the key of the vault in %2."_s.arg(options.keyFile,
                                                                     options.databaseFile);
    case ErrorCode::VaultKeyWrong:
        return u"The key in %1 is another vault's."_s.arg(options.keyFile);
    case ErrorCode::KeyFileUnsafe:
        return u"%1 must be a file that only its owner may read (chmod 600), and that owner runs "
               "this program."_s.arg(options.keyFile);
    case ErrorCode::KeyFileDamaged: return u"%1 is damaged, or no key file."_s.arg(options.keyFile);
    case ErrorCode::ConnectorUnreachable:
        return u"Cannot listen on %1, port %2: %3"_s.arg(options.address)
            .arg(options.port)
            .arg(error.detail);
    default: break;
    }
    if (error.field == "tls-cert"_L1 || error.field == "tls-key"_L1)
        return u"--%1: %2."_s.arg(error.field, error.detail);
    return error.detail.isEmpty()
               ? u"It did not work (error %1)."_s.arg(static_cast<int>(error.code))
               : error.detail;
}

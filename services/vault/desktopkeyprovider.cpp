#include "services/vault/desktopkeyprovider.h"

#include "services/vault/privatefile.h"

#include <QFile>

using namespace Qt::StringLiterals;

DesktopKeyProvider::DesktopKeyProvider(Keychain &keychain, QString keyFile, Random &random,
                                       SecretBytes samplePassphrase)
    : m_file(std::move(keyFile))
    , m_random(random)
    , m_isSample(!samplePassphrase.isEmpty())
    , m_keychain(keychain)
{
    if (m_isSample)
        m_fileKeys = std::make_unique<FileKeyProvider>(m_file, std::move(samplePassphrase), random);
}

QString DesktopKeyProvider::keyFileOf(const QString &databaseFile)
{
    return databaseFile + u".keys"_s;
}

KeyPlace DesktopKeyProvider::placeOf(const QString &name) const
{
    if (m_isSample)
        return KeyPlace::SampleFile;
    const Result<QByteArray> contents = readPrivateFile(m_file, KeyFile::kLongest);
    if (contents)
        return KeyFile::names(*contents).contains(name) ? KeyPlace::KeyFile : KeyPlace::Keychain;
    // One that may not be read, or that is too long, still is the place to mend.
    return QFile::exists(m_file) ? KeyPlace::KeyFile : KeyPlace::Keychain;
}

void DesktopKeyProvider::use(KeyAccess access)
{
    if (m_isSample)
        return;
    m_fileKeys.reset();
    if (access.place != KeyPlace::Keychain)
        m_fileKeys =
            std::make_unique<FileKeyProvider>(m_file, std::move(access.passphrase), m_random);
}

void DesktopKeyProvider::forget()
{
    if (!m_isSample)
        m_fileKeys.reset();
}

KeyProvider &DesktopKeyProvider::provider()
{
    if (m_fileKeys)
        return *m_fileKeys;
    return m_keychain;
}

void DesktopKeyProvider::load(const QString &name, QObject *context, KeyHandler handler)
{
    provider().load(name, context, std::move(handler));
}

void DesktopKeyProvider::create(const QString &name, const SecretBytes &key, QObject *context,
                                DoneHandler handler)
{
    provider().create(name, key, context, std::move(handler));
}

bool DesktopKeyProvider::layFileAside() const
{
    return QFile::rename(m_file, m_file + u".replaced"_s);
}

void DesktopKeyProvider::replace(const QString &name, const SecretBytes &key, QObject *context,
                                 DoneHandler handler)
{
    const auto kept = std::make_shared<const SecretBytes>(key.clone());
    const auto again = [this, name, kept, context, handler](const Result<> &done) {
        const bool closed = !done
                            && (done.error().code == ErrorCode::VaultPassphraseWrong
                                || done.error().code == ErrorCode::KeyFileDamaged);
        if (closed && m_fileKeys && layFileAside())
            return provider().replace(name, *kept, context, handler);
        handler(done);
    };
    provider().replace(name, key, context, again);
}

void DesktopKeyProvider::changePassphrase(const SecretBytes &passphrase, QObject *context,
                                          DoneHandler handler)
{
    provider().changePassphrase(passphrase, context, std::move(handler));
}

void DesktopKeyProvider::remove(const QString &name, QObject *context, DoneHandler handler)
{
    provider().remove(name, context, std::move(handler));
}

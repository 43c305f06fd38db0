#include "services/vault/filekeyprovider.h"

#include "services/core/background.h"
#include "services/vault/passphrase.h"
#include "services/vault/privatefile.h"

FileKeyProvider::FileKeyProvider(QString file, SecretBytes passphrase, Random &random)
    : m_file(std::move(file))
    , m_passphrase(std::move(passphrase))
    , m_random(random)
{
    m_pool.setMaxThreadCount(1);
}

FileKeyProvider::~FileKeyProvider() = default; // the pool ends what it has begun

void FileKeyProvider::load(const QString &name, QObject *context, KeyHandler handler)
{
    const auto work = [this, name]() -> Result<SecretBytes> {
        Result<KeyFile::Keys> keys = readKeys();
        if (!keys)
            return keys.error();
        const auto found = keys->find(name);
        if (found == keys->end())
            return Error{ErrorCode::VaultKeyMissing, {}, name};
        return std::move(found->second);
    };
    runOn<Result<SecretBytes>>(m_pool, work, context, handler);
}

void FileKeyProvider::create(const QString &name, const SecretBytes &key, QObject *context,
                             DoneHandler handler)
{
    const auto kept = std::make_shared<SecretBytes>(key.clone());
    runOn<Result<>>(
        m_pool, [this, name, kept] { return put(name, *kept, false); }, context, handler);
}

void FileKeyProvider::replace(const QString &name, const SecretBytes &key, QObject *context,
                              DoneHandler handler)
{
    const auto kept = std::make_shared<SecretBytes>(key.clone());
    runOn<Result<>>(
        m_pool, [this, name, kept] { return put(name, *kept, true); }, context, handler);
}

void FileKeyProvider::changePassphrase(const SecretBytes &passphrase, QObject *context,
                                       DoneHandler handler)
{
    const auto wanted = std::make_shared<SecretBytes>(passphrase.clone());
    const auto work = [this, wanted]() -> Result<> {
        const Result<> usable = checkPassphrase(*wanted);
        if (!usable)
            return usable;
        const Result<KeyFile::Keys> keys = readKeys();
        if (!keys)
            return keys.error();
        const Result<QByteArray> contents = KeyFile::wrap(*keys, *wanted, m_random);
        if (!contents)
            return contents.error();
        // Before it takes the old one's place: it opens, and has every key.
        const Result<KeyFile::Keys> kept = KeyFile::unwrap(*contents, *wanted);
        if (!kept)
            return kept.error();
        for (const auto &[name, key] : *keys) {
            const auto found = kept->find(name);
            if (found == kept->end() || !found->second.sameAs(key.view()))
                return Error{ErrorCode::VaultKeyNotKept, {}, m_file};
        }
        return writePrivateFile(m_file, *contents);
    };
    runOn<Result<>>(m_pool, work, context, handler);
}

void FileKeyProvider::remove(const QString &name, QObject *context, DoneHandler handler)
{
    const auto work = [this, name]() -> Result<> {
        Result<KeyFile::Keys> keys = readKeys();
        if (!keys)
            return keys.error();
        if (keys->erase(name) == 0)
            return {};
        return writeKeys(*keys, {});
    };
    runOn<Result<>>(m_pool, work, context, handler);
}

Result<KeyFile::Keys> FileKeyProvider::readKeys() const
{
    const Result<> checked = checkPassphrase(m_passphrase);
    if (!checked)
        return checked.error();
    const Result<QByteArray> contents = readPrivateFile(m_file, KeyFile::kLongest);
    if (!contents && contents.error().code == ErrorCode::FileNotFound)
        return Error{ErrorCode::VaultKeyMissing, {}, m_file};
    if (!contents && contents.error().code == ErrorCode::TooLong)
        return Error{ErrorCode::KeyFileDamaged, {}, m_file};
    if (!contents)
        return contents.error();
    return KeyFile::unwrap(*contents, m_passphrase);
}

/// Writes them and reads the changed one back.
Result<> FileKeyProvider::writeKeys(const KeyFile::Keys &keys, const QString &changed) const
{
    const Result<QByteArray> contents = KeyFile::wrap(keys, m_passphrase, m_random);
    if (!contents)
        return contents.error();
    const Result<> written = writePrivateFile(m_file, *contents);
    if (!written || changed.isEmpty())
        return written;
    const Result<KeyFile::Keys> kept = readKeys();
    if (!kept)
        return kept.error();
    const auto found = kept->find(changed);
    if (found == kept->end() || !found->second.sameAs(keys.at(changed).view()))
        return Error{ErrorCode::VaultKeyNotKept, {}, m_file};
    return {};
}

Result<> FileKeyProvider::put(const QString &name, const SecretBytes &key, bool mayReplace) const
{
    Result<KeyFile::Keys> keys = readKeys();
    // Only where there is no file at all may one be begun; a file without this key keeps its
    // others.
    if (!keys && keys.error().code == ErrorCode::VaultKeyMissing)
        keys = KeyFile::Keys();
    if (!keys)
        return keys.error();
    if (!mayReplace && keys->contains(name))
        return Error{ErrorCode::Duplicate, {}, name};
    keys->insert_or_assign(name, key.clone());
    return writeKeys(*keys, name);
}

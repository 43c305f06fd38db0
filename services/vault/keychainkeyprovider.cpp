#include "services/vault/keychainkeyprovider.h"

#include <QTimer>

namespace {

constexpr qsizetype kKeySize = 32;

/// One call with its deadline. It is the context of what it asks the keychain, so that a late
/// answer meets nobody, and it goes with its caller.
template <class Value>
class Request : public QObject
{
public:
    using Handler = std::function<void(Value)>;

    Request(QObject *context, int deadlineMs, Handler handler)
        : QObject(context)
        , m_handler(std::move(handler))
    {
        QTimer::singleShot(deadlineMs, this, [this] { finish(Error{ErrorCode::VaultKeyTimeout}); });
    }

    void finish(Value value)
    {
        if (!m_handler)
            return;
        const Handler handler = std::exchange(m_handler, nullptr);
        deleteLater();
        handler(std::move(value));
    }
    bool isOpen() const { return static_cast<bool>(m_handler); }

private:
    Handler m_handler;
};

using DoneRequest = Request<Result<>>;

/// Writes, reads back and compares.
void writeAndCompare(Keychain &keychain, const QString &name,
                     const std::shared_ptr<SecretBytes> &key, DoneRequest *request)
{
    const auto compare = [request, key](const Result<SecretBytes> &kept) {
        const bool differs = kept ? !kept->sameAs(key->view())
                                  : kept.error().code == ErrorCode::VaultKeyMissing
                                        || kept.error().code == ErrorCode::VaultKeyWrong;
        if (differs)
            return request->finish(Error{ErrorCode::VaultKeyNotKept});
        request->finish(kept ? Result<>() : Result<>(kept.error()));
    };
    keychain.write(name, *key, request, [&keychain, name, request, compare](const Result<> &wrote) {
        if (!request->isOpen())
            return;
        if (!wrote)
            return request->finish(wrote);
        keychain.read(name, request, compare);
    });
}

} // namespace

KeychainKeyProvider::KeychainKeyProvider(Keychain &keychain, int deadlineMs)
    : m_keychain(keychain)
    , m_deadlineMs(deadlineMs)
{
}

void KeychainKeyProvider::load(const QString &name, QObject *context, KeyHandler handler)
{
    using KeyRequest = Request<Result<SecretBytes>>;
    auto *request = new KeyRequest(context, m_deadlineMs, std::move(handler));
    m_keychain.read(name, request, [request, name](Result<SecretBytes> key) {
        if (key && key->size() != kKeySize)
            return request->finish(Error{ErrorCode::VaultKeyWrong, {}, name});
        request->finish(std::move(key));
    });
}

void KeychainKeyProvider::create(const QString &name, const SecretBytes &key, QObject *context,
                                 DoneHandler handler)
{
    auto *request = new DoneRequest(context, m_deadlineMs, std::move(handler));
    const auto kept = std::make_shared<SecretBytes>(key.clone());
    m_keychain.read(name, request, [this, name, request, kept](const Result<SecretBytes> &found) {
        if (!request->isOpen())
            return;
        if (found || found.error().code == ErrorCode::VaultKeyWrong) // somebody's: not to be lost
            return request->finish(Error{ErrorCode::Duplicate, {}, name});
        if (found.error().code != ErrorCode::VaultKeyMissing)
            return request->finish(found.error());
        writeAndCompare(m_keychain, name, kept, request);
    });
}

void KeychainKeyProvider::replace(const QString &name, const SecretBytes &key, QObject *context,
                                  DoneHandler handler)
{
    auto *request = new DoneRequest(context, m_deadlineMs, std::move(handler));
    writeAndCompare(m_keychain, name, std::make_shared<SecretBytes>(key.clone()), request);
}

void KeychainKeyProvider::remove(const QString &name, QObject *context, DoneHandler handler)
{
    auto *request = new DoneRequest(context, m_deadlineMs, std::move(handler));
    m_keychain.remove(name, request, [request](const Result<> &done) { request->finish(done); });
}

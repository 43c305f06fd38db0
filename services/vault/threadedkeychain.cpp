#include "services/vault/threadedkeychain.h"

#include "services/core/background.h"

using namespace Qt::StringLiterals;

ThreadedKeychain::ThreadedKeychain(std::unique_ptr<Keychain> keychain)
    : m_keychain(std::move(keychain))
    , m_context(std::make_unique<QObject>())
{
    m_thread.setObjectName(u"keychain"_s);
    m_context->moveToThread(&m_thread);
}

ThreadedKeychain::~ThreadedKeychain()
{
    m_thread.quit();
    m_thread.wait();
}

void ThreadedKeychain::run(std::function<void()> work)
{
    if (!m_thread.isRunning())
        m_thread.start();
    QMetaObject::invokeMethod(m_context.get(), std::move(work), Qt::QueuedConnection);
}

void ThreadedKeychain::read(const QString &entry, QObject *context,
                            std::function<void(Result<SecretBytes>)> handler)
{
    const Handover<Result<SecretBytes>> handover(context, std::move(handler));
    run([this, entry, handover] {
        m_keychain->read(entry, m_context.get(), [handover](Result<SecretBytes> value) {
            handover.deliver(std::move(value));
        });
    });
}

void ThreadedKeychain::write(const QString &entry, const SecretBytes &value, QObject *context,
                             std::function<void(const Result<> &)> handler)
{
    const Handover<Result<>> handover(context, std::move(handler));
    const auto kept = std::make_shared<const SecretBytes>(value.clone());
    run([this, entry, kept, handover] {
        m_keychain->write(entry, *kept, m_context.get(),
                          [handover](const Result<> &done) { handover.deliver(done); });
    });
}

void ThreadedKeychain::remove(const QString &entry, QObject *context,
                              std::function<void(const Result<> &)> handler)
{
    const Handover<Result<>> handover(context, std::move(handler));
    run([this, entry, handover] {
        m_keychain->remove(entry, m_context.get(),
                           [handover](const Result<> &done) { handover.deliver(done); });
    });
}

#include "tests/support/memorykeys.h"

using namespace Qt::StringLiterals;

void MemoryKeys::answer(const QString &call, QObject *context, std::function<void()> work)
{
    const QMutexLocker lock(&m_mutex);
    m_calls.append(call);
    if (m_holding)
        m_held.emplace_back(context, std::move(work));
    else
        QMetaObject::invokeMethod(context, std::move(work), Qt::QueuedConnection);
}

std::optional<ErrorCode> MemoryKeys::failure() const
{
    const QMutexLocker lock(&m_mutex);
    return m_failure;
}

void MemoryKeys::load(const QString &name, QObject *context, KeyHandler handler)
{
    answer(u"load"_s, context, [this, name, handler] {
        if (const auto code = failure())
            return handler(Error{*code});
        SecretBytes key;
        {
            const QMutexLocker lock(&m_mutex);
            const auto found = m_keys.find(name);
            if (found != m_keys.end())
                key = found->second.clone();
        }
        if (key.isEmpty())
            return handler(Error{ErrorCode::VaultKeyMissing});
        handler(std::move(key));
    });
}

void MemoryKeys::create(const QString &name, const SecretBytes &key, QObject *context,
                        DoneHandler handler)
{
    const auto kept = std::make_shared<SecretBytes>(key.clone());
    answer(u"create"_s, context, [this, name, kept, handler] {
        if (const auto code = failure())
            return handler(Error{*code});
        {
            const QMutexLocker lock(&m_mutex);
            m_keys.insert_or_assign(name, kept->clone());
        }
        handler({});
    });
}

void MemoryKeys::replace(const QString &name, const SecretBytes &key, QObject *context,
                         DoneHandler handler)
{
    create(name, key, context, std::move(handler));
}

void MemoryKeys::remove(const QString &name, QObject *context, DoneHandler handler)
{
    answer(u"remove"_s, context, [this, name, handler] {
        {
            const QMutexLocker lock(&m_mutex);
            m_keys.erase(name);
        }
        handler({});
    });
}

void MemoryKeys::setFailure(std::optional<ErrorCode> code)
{
    const QMutexLocker lock(&m_mutex);
    m_failure = code;
}

void MemoryKeys::setHolding(bool hold)
{
    const QMutexLocker lock(&m_mutex);
    m_holding = hold;
    for (auto &[context, work] : std::exchange(m_held, {}))
        QMetaObject::invokeMethod(context, std::move(work), Qt::QueuedConnection);
}

void MemoryKeys::forgetHeld()
{
    std::vector<std::pair<QObject *, std::function<void()>>> dropped; // freed without the lock
    const QMutexLocker lock(&m_mutex);
    dropped.swap(m_held);
}

void MemoryKeys::spoil()
{
    const QMutexLocker lock(&m_mutex);
    for (auto &[name, key] : m_keys)
        key.data()[0] = static_cast<char>(key.data()[0] ^ 1);
}

QStringList MemoryKeys::calls() const
{
    const QMutexLocker lock(&m_mutex);
    return m_calls;
}

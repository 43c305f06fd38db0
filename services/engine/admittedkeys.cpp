#include "services/engine/admittedkeys.h"

#include "services/engine/idempotencykey.h"

namespace {

constexpr qsizetype kMostKnown = 4'096;

} // namespace

void AdmittedKeys::begin(const QByteArray &installKey, const Clock &clock)
{
    const std::lock_guard lock(m_mutex);
    if (m_installKey == installKey)
        return;
    m_byHash.clear();
    m_installKey = installKey;
    m_clock = &clock;
}

std::optional<ApiIdentity> AdmittedKeys::find(QByteArrayView key) const
{
    const std::lock_guard lock(m_mutex);
    if (m_byHash.isEmpty())
        return std::nullopt;
    const auto found = m_byHash.constFind(apiKeyHash(m_installKey, key));
    const bool isKnown = found != m_byHash.cend() && m_clock->nowMs() < found->untilMs;
    return isKnown ? std::optional(found->identity) : std::nullopt;
}

void AdmittedKeys::keep(const QByteArray &hash, const ApiIdentity &identity, qint64 untilMs)
{
    const std::lock_guard lock(m_mutex);
    if (m_byHash.size() >= kMostKnown)
        m_byHash.clear();
    m_byHash.insert(hash, {identity, untilMs});
}

void AdmittedKeys::forget(const QByteArray &hash)
{
    const std::lock_guard lock(m_mutex);
    m_byHash.remove(hash);
}

void AdmittedKeys::forgetAll()
{
    const std::lock_guard lock(m_mutex);
    m_byHash.clear();
}

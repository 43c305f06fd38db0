#include "services/api/ratelimit.h"

RateLimit::RateLimit(qint64 perMinute, qint64 burst, const Clock &clock)
    : m_perMinute(perMinute)
    , m_fullParts(burst * kTokenParts)
    , m_clock(clock)
{
}

bool RateLimit::take(const QByteArray &name)
{
    Bucket &mine = bucket(name);
    if (mine.parts < kTokenParts)
        return false;
    mine.parts -= kTokenParts;
    return true;
}

bool RateLimit::isExhausted(const QByteArray &name)
{
    return waitMs(name) > 0;
}

qint64 RateLimit::waitMs(const QByteArray &name)
{
    const auto found = m_buckets.find(name);
    if (found == m_buckets.end())
        return 0;
    refill(*found);
    const qint64 missing = kTokenParts - found->parts;
    return missing <= 0 ? 0 : (missing + m_perMinute - 1) / m_perMinute;
}

RateLimit::Bucket &RateLimit::bucket(const QByteArray &name)
{
    const auto found = m_buckets.find(name);
    if (found != m_buckets.end()) {
        refill(*found);
        return *found;
    }
    if (m_buckets.size() >= kMostNames)
        makeRoom();
    return *m_buckets.insert(name, {m_fullParts, m_clock.steadyMs()});
}

void RateLimit::makeRoom()
{
    m_buckets.removeIf([this](const auto &entry) {
        refill(entry.value());
        return entry.value().parts == m_fullParts;
    });
    if (m_buckets.size() >= kMostNames)
        m_buckets.clear();
}

void RateLimit::refill(Bucket &bucket) const
{
    const qint64 nowMs = m_clock.steadyMs();
    const qint64 passedMs = qBound(qint64(0), nowMs - bucket.atMs, m_fullParts); // no overflow
    bucket.parts = qMin(m_fullParts, bucket.parts + passedMs * m_perMinute);
    bucket.atMs = nowMs;
}

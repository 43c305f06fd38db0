#pragma once

#include "services/core/clock.h"

#include <QByteArray>
#include <QHash>

/// How often something may happen, for each of many names by itself: a bucket of tokens that fills
/// up evenly. Whole numbers only. One thread.
class RateLimit
{
public:
    /// `clock` outlives the limit.
    RateLimit(qint64 perMinute, qint64 burst, const Clock &clock);

    /// Takes a token; false when there is none.
    bool take(const QByteArray &name);
    /// Whether take() would fail.
    bool isExhausted(const QByteArray &name);
    /// Milliseconds until there is a token again; 0 when there is one.
    qint64 waitMs(const QByteArray &name);
    /// Names with less than a full bucket; bounded.
    qsizetype size() const { return m_buckets.size(); }

    /// Names that are kept at most; above, full ones go first, then all.
    static constexpr qsizetype kMostNames = 10'000;

private:
    struct Bucket
    {
        qint64 parts = 0; ///< kTokenParts are one token
        qint64 atMs = 0;
    };

    static constexpr qint64 kTokenParts = 60'000;

    Bucket &bucket(const QByteArray &name);
    void makeRoom();
    void refill(Bucket &bucket) const;

    const qint64 m_perMinute;
    const qint64 m_fullParts;
    const Clock &m_clock;
    QHash<QByteArray, Bucket> m_buckets;
};

#pragma once

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>

#include <mutex>
#include <random>
#include <span>

/// The only source of randomness, injected so that tests are repeatable. Safe from any thread.
class Random
{
public:
    virtual ~Random() = default;
    virtual QByteArray bytes(qsizetype count) = 0;
    /// Fills a buffer in place, so that keys are born where they are kept.
    virtual void fill(std::span<char> target);
    /// prefix, underscore and 20 characters of 0-9 A-Z a-z (119 bits), as all our ids are made.
    QString newId(QLatin1StringView prefix);
    /// count characters of 0-9 A-Z a-z, unbiased.
    QString text62(qsizetype count);
};

/// The operating system's generator.
class SystemRandom final : public Random
{
public:
    QByteArray bytes(qsizetype count) override;
    void fill(std::span<char> target) override;
};

/// Repeatable; for tests, the simulated bank and sample data only.
class SeededRandom final : public Random
{
public:
    explicit SeededRandom(quint64 seed) : m_engine(seed) {}
    QByteArray bytes(qsizetype count) override;

private:
    std::mutex m_mutex;
    std::mt19937_64 m_engine;
};

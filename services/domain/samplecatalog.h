#pragma once

#include "services/core/random.h"
#include "services/domain/payment.h"

#include <span>

/// Repeatable draws for sample data.
class SampleDice
{
public:
    explicit SampleDice(quint64 seed) : m_random(seed) {}

    /// 0 to limit - 1; limit above 0.
    qint64 below(qint64 limit);
    /// Both ends included.
    qint64 between(qint64 from, qint64 to) { return from + below(to - from + 1); }
    bool chance(int perMille) { return below(1000) < perMille; }
    /// Index into weights, each as likely as its share of their sum.
    qsizetype weighted(std::span<const int> weights);
    template <class Array>
    const auto &pick(const Array &from)
    {
        return from[static_cast<size_t>(below(static_cast<qint64>(from.size())))];
    }
    Random &random() { return m_random; }

private:
    SeededRandom m_random;
    QByteArray m_block;
    qsizetype m_used = 0;
};

/// A buyer with the currency of the place they live in.
struct SampleCustomer
{
    CustomerSnapshot person;
    Currency currency = Currency::Eur;
};

/// Believable, made-up people: common names of a dozen countries at reserved mail domains.
QList<SampleCustomer> sampleCustomers(SampleDice &dice, int count);

/// An amount in minor units as a shop would ask it: mostly small, with usual endings.
qint64 sampleAmount(SampleDice &dice, Currency currency);

/// A card of common brands; never a full number, so nothing here can be charged.
CardSummary sampleCard(SampleDice &dice, const QString &holder, qint64 nowMs);

/// A refusal, in the proportions in which banks refuse.
PaymentError sampleDecline(SampleDice &dice);

/// What was bought.
QString sampleDescription(SampleDice &dice);

/// A moment within the last `days` days before nowMs, busier by day and on working days.
qint64 sampleMoment(SampleDice &dice, qint64 nowMs, int days);

#pragma once

#include "services/domain/routingdecision.h"

#include <atomic>

/// What a configuration is tried on: payments of a profile that went to a processor, made from
/// `fromMs` until before `toMs` (UTC).
struct TrialQuery
{
    ProfileId profileId; ///< empty: the merchant's default one
    QString algorithmJson;
    qint64 fromMs = 0;
    qint64 toMs = 0;
};

/// Payments of one currency that went to one account, and where they would go.
struct TrialPart
{
    ConnectorAccountId went;
    ConnectorAccountId would; ///< empty: no account could take them
    Currency currency = Currency::Eur;
    qint64 count = 0;
    qint64 amount = 0; ///< minor units, as charged

    bool isElsewhere() const { return went != would; }
    friend bool operator==(const TrialPart &, const TrialPart &) = default;
};

/// What a configuration would have made of past payments. Accounts are judged as they are now,
/// without regard to whether they answer; payments bound to an account stay there.
struct RoutingTrial
{
    qint64 payments = 0;
    qint64 elsewhere = 0;
    bool isComplete = true;        ///< false: it was called off
    QList<TrialPart> parts;        ///< by account, then currency; those that stay, too
    QHash<QString, qint64> byRule; ///< how many payments each rule decided
};

/// How far a trial is, and a way to call it off; shared between threads.
struct TrialControl
{
    std::atomic<qint64> done = 0;
    std::atomic<bool> cancelled = false;
};

/// A payment as a trial reads it.
struct PastPayment
{
    PaymentFacts facts;
    ConnectorAccountId account;
};

/// Adds past payments up.
class TrialCount
{
public:
    TrialCount(const RoutingAlgorithm &algorithm, const QList<RoutingCandidate> &candidates)
        : m_algorithm(algorithm)
        , m_candidates(candidates)
    {
    }

    void take(const PastPayment &payment);
    RoutingTrial result() const;

private:
    const RoutingAlgorithm &m_algorithm;
    const QList<RoutingCandidate> &m_candidates;
    RoutingTrial m_trial;
};

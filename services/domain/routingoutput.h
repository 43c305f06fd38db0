#pragma once

#include "services/domain/routingdecision.h"

/// What a configuration says of one payment, before anybody looks whether its accounts can take it.
struct RoutingOutput
{
    RoutingSource source = RoutingSource::Fallback; ///< Fallback: it says nothing
    QString rule;                                   ///< that held, by its name
    QList<RoutedAccount> accounts;                  ///< in the order in which they would be tried
};

RoutingOutput outputOf(const RoutingAlgorithm &algorithm, const PaymentFacts &facts);

/// A payment that nobody makes.
struct RoutingQuestion
{
    ProfileId profileId; ///< empty: the merchant's default one
    PaymentFacts facts;
    QList<RoutedAccount> among; ///< only these accounts; empty: any
    /// The order when no configuration says anything; empty: the one that is fallen back to.
    QList<RoutedAccount> otherwise;
};

/// Where such a payment would go now.
struct RoutingAnswer
{
    struct Passed
    {
        RoutedAccount account;
        PassedOver why = PassedOver::No;
    };

    QString configId; ///< that decided; empty: none did
    RoutingReason reason;
    QList<RoutedAccount> said;     ///< by the configuration, or by what counts without one
    QList<RoutedAccount> eligible; ///< in the order in which they would be tried
    QList<Passed> passedOver;
};

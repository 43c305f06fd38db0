#pragma once

#include "services/domain/routingdecision.h"

#include <QCoreApplication>

/// Why a payment went where it went, and what routing rules say, as people read it. Pure.
class RoutingText
{
    Q_DECLARE_TR_FUNCTIONS(RoutingText)

public:
    /// "rule \u201cLarge\u201d"; "another account after: processor error".
    static QString reason(const RoutingReason &reason);
    /// "it was switched off".
    static QString passedOver(PassedOver why);
    /// "amount is above 100.00 and card network is Visa"; amounts in minor units without currency.
    static QString rule(const RoutingRule &rule);
    static QString condition(const RoutingCondition &condition);
    static QString key(RoutingKey key);
    static QString comparison(RoutingComparison comparison);
};

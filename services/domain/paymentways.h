#pragma once

#include "services/domain/payment.h"

#include <QStringList>

/// Whom payments go through, and how, as a filter besides PaymentFilter: joined with and, the
/// values inside one list with or; empty means any.
struct PaymentWays
{
    QStringList connectors;
    QStringList connectorAccounts;
    QStringList profiles;
    QStringList methods; ///< "card"
    QStringList methodTypes;
    QList<AuthenticationType> authentications;

    friend bool operator==(const PaymentWays &, const PaymentWays &) = default;
};

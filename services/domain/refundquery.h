#pragma once

#include "services/domain/refund.h"

/// A window of a filtered list of refunds, newest first. Filters are joined with and, the values
/// inside one list with or; times in ms UTC, empty or unset means any.
struct RefundWindowQuery
{
    RefundId id = {};
    PaymentId paymentId = {};
    QList<RefundStatus> statuses = {};
    QList<Currency> currencies = {};
    QStringList connectors = {};
    QStringList connectorAccounts = {};
    QStringList profiles = {};
    std::optional<qint64> amountFrom = {};
    std::optional<qint64> amountTo = {};
    std::optional<qint64> fromMs = {};
    std::optional<qint64> toMs = {}; ///< inclusive
    int offset = 0;
    int limit = 10;
};

struct RefundWindow
{
    QList<Refund> refunds;
    qint64 total = 0; ///< without offset and limit
};

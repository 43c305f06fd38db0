#pragma once

#include "services/domain/payment.h"
#include "services/storage/database.h"

/// Which payments a list that goes on from a known one shows, the newest first. Times are
/// milliseconds since 1970 UTC.
struct PaymentCursor
{
    CustomerId customerId = {};        ///< empty: of all customers
    PaymentId startingAfter = {};      ///< only older ones than this
    PaymentId endingBefore = {};       ///< only newer ones than this
    std::optional<qint64> fromMs = {}; ///< made at or after
    std::optional<qint64> toMs = {};   ///< made before
    int limit = 10;
    ProfileId profileId = {}; ///< empty: of all profiles
};

/// Reads a page of a merchant's payments by creation time, without reading past it.
/// NotFound with field "starting_after" or "ending_before" when there is no such payment.
Result<QList<Payment>> readPaymentPage(Database &database, const MerchantId &merchant,
                                       const PaymentCursor &cursor);

/// How many of a merchant's payments made from `fromMs` on and before `toMs` have each status.
Result<QHash<QString, qint64>> countPaymentsByStatus(Database &database, const MerchantId &merchant,
                                                     qint64 fromMs, qint64 toMs);

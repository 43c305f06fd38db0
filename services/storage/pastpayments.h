#pragma once

#include "services/domain/routingtrial.h"
#include "services/storage/database.h"

#include <functional>

/// Reads what routing looks at of past payments, in portions, so that no read holds the log for
/// long. Runs on a reader connection.
class PastPayments
{
public:
    explicit PastPayments(Database &database) : m_database(database) {}

    /// What has to be read besides the payments' own columns.
    struct Extent
    {
        bool country = false;
        bool metadata = false;
    };

    /// Hands over every payment of the profile that went to a processor, in no promised order,
    /// until `take` says false.
    Result<> each(const MerchantId &merchant, const TrialQuery &query, const Extent &extent,
                  const std::function<bool(const PastPayment &)> &take);

private:
    struct Range
    {
        qint64 first = 0;
        qint64 last = -1;
    };
    Result<Range> range(const MerchantId &merchant, const TrialQuery &query);

    Database &m_database;
};

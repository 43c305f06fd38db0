#pragma once

#include "services/domain/recurring.h"
#include "services/storage/database.h"

/// Which agreements are read by how they came about, the newest first.
struct MandateWindow
{
    CustomerId customerId = {}; ///< empty: of all customers
    std::optional<MandateStatus> status = {};
    QString connector = {};            ///< that set it up; empty: any
    std::optional<qint64> fromMs = {}; ///< made at or after
    std::optional<qint64> toMs = {};   ///< made before
    qint64 offset = 0;
    int limit = 100;
};

Result<QList<MandateId>> readMandateWindow(Database &database, const MerchantId &merchant,
                                           const MandateWindow &window);

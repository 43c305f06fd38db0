#pragma once

#include "services/domain/refundquery.h"
#include "services/storage/database.h"

/// A window of a merchant's refunds, newest first, with how many there are. The list goes down the
/// index of the merchant's rows.
Result<RefundWindow> readRefundWindow(Database &database, const MerchantId &merchant,
                                      const RefundWindowQuery &query);

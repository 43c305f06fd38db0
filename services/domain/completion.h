#pragma once

#include "services/core/id.h"

#include <QString>

/// One call that tells a processor with what a shopper came back from a challenge: written down
/// before it is made, so that it can be made again with the same key.
struct Completion
{
    MerchantId merchantId;
    OperationId operationId; ///< the authorization that it goes on with
    int number = 1;          ///< n-th of that operation
    QString returned;        ///< foreign text for the processor; empty once it has answered
    QString idempotencyKey;
    qint64 createdAtMs = 0;

    friend bool operator==(const Completion &, const Completion &) = default;
};

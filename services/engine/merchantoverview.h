#pragma once

#include "services/domain/processoraccount.h"
#include "services/engine/engine.h"

/// Whose file this is.
struct MerchantOverview
{
    MerchantId id;
    QString name;
    bool testMode = true;
    QList<ProcessorAccount> accounts;
};

/// The first merchant of the file. NotFound when there is none, StorageUnavailable.
QFuture<Result<MerchantOverview>> firstMerchant(Engine &engine);

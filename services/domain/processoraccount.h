#pragma once

#include "services/core/id.h"

#include <QUrl>

/// One set of credentials at one processor.
struct ProcessorAccount
{
    ConnectorAccountId id;
    MerchantId merchantId;
    ProfileId profileId;
    QString connector; ///< connector name, "simulator"
    QString label;     ///< unique within the profile
    QUrl baseUrl;      ///< http only for loopback
    bool testMode = true;
    bool disabled = false;
};

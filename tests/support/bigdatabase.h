#pragma once

#include "services/core/result.h"

#include <QString>

/// What a big benchmark database is made of.
struct BigDatabaseOptions
{
    QString file; ///< must not exist yet
    qint64 payments = 1'000'000;
    QString merchantId = QStringLiteral("mer_big");
    bool allHeld = false;                ///< every payment is a hold
    qint64 newestMs = 1'780'000'000'000; ///< creation of the last payment; one a minute before
};

/// Makes a database whose payment table alone is filled: a few thousand different people, twelve
/// cards, ten currencies, every status, holds only among the newest twentieth. The same options
/// give the same rows. About 25 s for a million payments; no attempts, operations, steps or events.
Result<> makeBigDatabase(const BigDatabaseOptions &options);

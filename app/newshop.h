#pragma once

#include "services/core/result.h"

class Clock;
class Random;

/// A file of payments for somebody who begins: one merchant with one profile, no accounts yet.
class NewShop
{
public:
    /// Where it is kept: test and live have a file each.
    static QString databaseFile(const QString &folder, bool testMode);
    /// Makes the file unless it is there. Errors as Database::open and Database::migrate.
    static Result<> make(const QString &file, const QString &name, bool testMode,
                         const Clock &clock, Random &random);
};

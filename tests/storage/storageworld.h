#pragma once

#include "services/domain/operation.h"
#include "services/storage/accountstore.h"
#include "services/storage/bulkloader.h"
#include "services/storage/database.h"
#include "services/storage/operationstore.h"
#include "services/storage/paymentstore.h"

#include <QTemporaryDir>

/// A database file of its own with two merchants, and values to put into it.
struct StorageWorld
{
    StorageWorld();

    /// A payment with every field set to something of its own.
    Payment payment(const QString &id) const;
    Attempt attempt(const Payment &payment, int number = 1) const;
    Operation operation(const Payment &payment, const QString &id, int sequence = 1) const;
    PaymentStep step(const QString &event) const;
    /// Stores it and gives it back with its row.
    Payment stored(Payment payment);
    /// The one value of a statement, as text; the error's detail when it failed.
    QString value(const QString &sql);
    /// Whether the statement is taken.
    Result<> run(const QString &sql) { return database.execute(sql); }
    bool isSound() { return value(QStringLiteral("PRAGMA integrity_check")) == u"ok"; }

    QTemporaryDir folder;
    QString file;
    Database database;
    PaymentStore payments{database};
    OperationStore operations{database};
    AccountStore accounts{database};
    const MerchantId merchant{QStringLiteral("mer_one")};
    const MerchantId other{QStringLiteral("mer_two")};
};

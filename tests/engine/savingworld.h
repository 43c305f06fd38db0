#pragma once

#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"

/// A world with an open vault, and payments that save their card. Cards are good until 12/2030.
struct SavingWorld : EngineWorld
{
    using EngineWorld::EngineWorld;

    /// Starts the engine and makes the vault.
    Result<VaultStatus> open()
    {
        const Result<bool> started = start();
        if (!started)
            return started.error();
        return await(vault().create(caller()));
    }
    /// Starts another engine on the same file, with the vault locked.
    Result<VaultStatus> unlock() { return await(vault().unlock(caller())); }

    CreatePayment savingDraft(const QString &customer, FutureUsage usage,
                              CaptureMethod capture = CaptureMethod::Automatic) const
    {
        CreatePayment command = draft(6000, capture);
        command.customer.id = {customer};
        command.futureUsage = usage;
        return command;
    }
    /// Creates and confirms.
    Result<Payment> save(const char *number, const QString &customer = QStringLiteral("cus_1"),
                         FutureUsage usage = FutureUsage::OffSession,
                         CaptureMethod capture = CaptureMethod::Automatic)
    {
        const Payment payment = created(savingDraft(customer, usage, capture));
        return confirm(payment.id, number);
    }
    QList<SavedMethod> saved(const QString &customer = QStringLiteral("cus_1"))
    {
        return await(methods().list(merchant(), {customer}, 100)).value_or({});
    }
    /// "kind record_id" of everything in the vault.
    QStringList records() const
    {
        return column(QStringLiteral(
            "SELECT record_kind || ' ' || record_id FROM vault_record ORDER BY row_id"));
    }
    QStringList audits(const QString &object) const
    {
        return column(QStringLiteral("SELECT action FROM audit WHERE object = '%1' "
                                     "ORDER BY audit_seq")
                          .arg(object));
    }
};

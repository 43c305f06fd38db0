#pragma once

#include "services/core/random.h"
#include "services/core/result.h"
#include "services/domain/audittrail.h"

#include <QObject>

#include <functional>
#include <memory>

class AuditSums;
class Database;
class KeyProvider;
class Vault;

/// What came of a check, for whoever runs it by hand or from a script.
struct AuditVerdict
{
    static constexpr int kWhole = 0;
    static constexpr int kBroken = 1;
    static constexpr int kUnreadable = 2; ///< the file is not there or not ours
    static constexpr int kPartly = 3;     ///< nothing wrong was found, and not all could be checked

    int exitCode = kUnreadable;
    QString words; ///< whole sentences, one a line

    friend bool operator==(const AuditVerdict &, const AuditVerdict &) = default;
};

/// Checks the audit trail of a file that nobody need have open: `orchestratorx --verify-audit`.
/// Reads only.
class AuditFileCheck : public QObject
{
public:
    using Done = std::function<void(const AuditVerdict &)>;

    /// Keys come from there; null: nobody keeps any. Both outlive the check.
    AuditFileCheck(KeyProvider *keys, Random &random);
    ~AuditFileCheck() override;

    /// done hears once, through the event loop when a key had to be asked for.
    void run(const QString &file, const Done &done);

private:
    void check(const Error &noKey, const Done &done);
    /// Captured and refunded sums of the records against those of the payments.
    void compareAmounts(const AuditSums &sums, AuditVerdict &verdict);

    KeyProvider *const m_keys;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Vault> m_vault;
};

/// What a finished check says, in sentences. noKey: why the vault's key is not here.
AuditVerdict verdictOf(const AuditCheck &check, const Error &noKey);

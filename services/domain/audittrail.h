#pragma once

#include "services/core/id.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

/// One line of the audit trail. Never card data, keys or secrets.
struct AuditEntry
{
    qint64 atMs = 0;
    MerchantId merchantId;
    QString actor;
    QString action; ///< "payment.confirm", "operation.settle", "program.start" ...
    QString object; ///< id of what it was done to
    QString result; ///< status afterwards, or the refusal
    QString detail; ///< amounts, kinds; machine-readable "key=value" pairs

    friend bool operator==(const AuditEntry &, const AuditEntry &) = default;
};

/// A line as it is stored: numbered without gaps from 1.
struct AuditRecord
{
    qint64 number = 0;
    bool sealed = false; ///< the vault was open when it was written
    AuditEntry entry;

    friend bool operator==(const AuditRecord &, const AuditRecord &) = default;
};

/// Which lines are wanted, newest first.
struct AuditQuery
{
    QString words;     ///< all of them, anywhere in the line; empty: every line
    qint64 before = 0; ///< lines with a smaller number; 0: from the newest
    int limit = 100;
};

/// What was found, and where to go on. A search for something rare comes back with little or
/// nothing and goes on from there.
struct AuditPage
{
    QList<AuditRecord> records;
    qint64 next = 0; ///< `before` of the next page; 0: there is none
};

/// What is wrong with a line.
enum class AuditProblem {
    Changed,     ///< it, or what stood before it, is not what was written
    Missing,     ///< a number is not there
    NotLinked,   ///< it was put in from outside
    TailMissing, ///< there were lines behind the last one
    HeadChanged, ///< the note of the last line does not fit the line, or is a forgery
};

/// The first line that is not what was written. When lines were written with a locked vault, it is
/// one of `from` to `number`.
struct AuditFinding
{
    AuditProblem problem = AuditProblem::Changed;
    qint64 from = 0;
    qint64 number = 0;

    friend bool operator==(const AuditFinding &, const AuditFinding &) = default;
};

/// How far a check of the trail has come. A check begins with an empty one.
struct AuditCheck
{
    qint64 lines = 0;      ///< looked at so far; also the number of the last one
    qint64 total = 0;      ///< that there are
    qint64 sealed = 0;     ///< of those looked at
    qint64 lastSealed = 0; ///< number of the last one with a seal
    qint64 unread = 0;     ///< sealed ones that could not be checked: the vault's key is not here
    QByteArray link;       ///< of the last one
    bool linked = false;   ///< a link was seen: every line after it has one
    bool done = false;
    std::optional<AuditFinding> finding;
};

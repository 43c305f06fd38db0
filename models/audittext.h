#pragma once

#include "services/domain/audittrail.h"

#include <QCoreApplication>
#include <QLocale>

/// The audit trail as people read it. Pure. What nobody named here shows as it was written.
class AuditText
{
    Q_DECLARE_TR_FUNCTIONS(AuditText)

public:
    /// "Sent to the processor" for "operation.reserve".
    static QString action(const QString &action);
    /// "Paid", "Done", "Refused".
    static QString result(const AuditEntry &entry);
    /// "Capture of 40.00 EUR: Done"; may be empty.
    static QString details(const AuditEntry &entry, const QLocale &locale);
    /// What came of a check, in sentences.
    static QString verdict(const AuditCheck &check, const QLocale &locale);

private:
    /// Of what processors tell, and of disputes.
    static QString newsAction(const QString &action);
    static QString finding(const AuditFinding &finding, const QLocale &locale);
};

#pragma once

#include <QCoreApplication>
#include <QList>

/// Why somebody releases a hold or gives money back: one of a list, and a note.
class MoneyReason
{
    Q_DECLARE_TR_FUNCTIONS(MoneyReason)

public:
    enum class Kind { RequestedByCustomer, OutOfStock, Duplicate, Fraudulent, Other };

    Kind kind = Kind::RequestedByCustomer;
    QString note; ///< as typed

    static QList<Kind> kinds();
    static QString text(Kind kind);
    /// What is wrong with it; empty when it can be kept.
    QString problem() const;
    /// For the record and the API: "requested_by_customer: did not fit".
    QString forRecord() const;
    /// Such a record as people read it; other texts as they are.
    static QString fromRecord(const QString &record);
};

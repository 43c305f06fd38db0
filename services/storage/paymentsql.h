#pragma once

#include "services/domain/paymentquery.h"
#include "services/domain/paymentways.h"

#include <QStringList>
#include <QVariantList>

/// The SQL of a payments list: from enumerators and literals only, every value of a person bound.
namespace paymentsql {

/// A condition with the values of its placeholders.
struct Condition
{
    QString sql;
    QVariantList values;
};

/// The rows of an index that a part of the filter leaves over.
struct Range
{
    QString index;
    Condition condition;
};

/// One part of a filter.
struct Part
{
    Condition condition;
    QList<Range> ranges; ///< their union holds all matches; empty: no index helps
    /// Conditions that split the matches into sets each of which its index has by creation time.
    QList<Range> byCreation;
};

/// How a list is ordered: the columns of its index, all in one direction, the row last.
struct Order
{
    QString index;
    QStringList columns;
    bool descending = true;

    QString sql() const;        ///< "created_at_ms DESC, row_id DESC"
    QString columnList() const; ///< "created_at_ms, row_id"
};

Order orderOf(PaymentColumn column, bool descending);
/// All parts of the filter but the free words.
QList<Part> partsOf(const PaymentFilter &filter);
QList<Part> partsOf(const PaymentWays &ways);
/// Joined with AND; " AND ..." or nothing.
Condition allOf(const QList<Part> &parts);
/// Begins-with on a column, as a range its index can walk.
Condition beginsWith(const QString &column, const QString &prefix);
/// What a row of that card's last four has, whatever the brand.
Part lastFourPart(const QString &last4, const QList<CardBrand> &brands);

} // namespace paymentsql

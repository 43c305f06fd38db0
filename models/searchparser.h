#pragma once

#include "models/searchcontext.h"
#include "services/domain/paymentquery.h"

#include <QStringList>

/// What a search means, and how to say so.
struct ParsedSearch
{
    PaymentFilter filter;
    QStringList explanation; ///< one phrase per part: "status Paid", "created 9 Mar 2026 - ..."
    QStringList problems;    ///< whole sentences on the parts that were left out
    QString command;         ///< ">capture": "capture"; acts on the selection, filters nothing
};

/// Reads the search box: last four, amounts, names, e-mail, order references, any id,
/// `field:value`,
/// `-excluded`, dates. Never fails: a part that cannot be read is left out and said in `problems`.
ParsedSearch parseSearch(const QString &text, const SearchContext &context);

/// Reads the field above one column, such as "10..50" above Amount.
ParsedSearch parseColumnFilter(PaymentColumn column, const QString &text,
                               const SearchContext &context);
/// Whether that column can be filtered by.
bool isFilterable(PaymentColumn column);

/// Both filters at once. What contradicts itself matches nothing.
PaymentFilter bothOf(const PaymentFilter &a, const PaymentFilter &b);

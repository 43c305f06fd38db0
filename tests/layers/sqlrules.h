#pragma once

#include "tests/layers/sourcefile.h"

#include <QSet>
#include <QStringList>

/// The tables of a schema that have a merchant_id column.
QSet<QString> merchantTables(const QString &schema);

/// Queries over a merchant's table that do not name the merchant. A few look at all merchants on
/// purpose: they are listed, with the reason, in sqlrules.cpp.
QStringList merchantProblems(const SourceFile &file, const QSet<QString> &tables);

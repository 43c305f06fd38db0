#pragma once

#include "tests/layers/sourcefile.h"

#include <QStringList>

/// Words that are banned where they stand: what blocks or nests an event loop, connects that nobody
/// cleans up, floating point near money, texts for people outside ui and models.
QStringList wordProblems(const SourceFile &file);

/// connect() calls that name no context object.
QStringList connectProblems(const SourceFile &file);

/// Paths of one person's machine in any text file of the tree.
QStringList pathProblems(const QString &path, const QString &text);

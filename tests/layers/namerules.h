#pragma once

#include "tests/layers/sourcefile.h"

#include <QStringList>

/// Types of what is shipped that have the name of another one. A program that holds both takes the
/// functions of either for both, and nobody says so.
QStringList nameProblems(const QList<SourceFile> &files);

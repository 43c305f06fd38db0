#pragma once

#include "tests/layers/sourcefile.h"

#include <QStringList>

inline constexpr int kLongestFile = 500;    ///< lines
inline constexpr int kLongestFunction = 70; ///< lines from brace to brace
inline constexpr int kLongestLine = 100;    ///< characters

/// Files, functions and lines that are too long to be read in one go.
QStringList lengthProblems(const SourceFile &file);

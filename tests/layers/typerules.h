#pragma once

#include "tests/layers/sourcefile.h"

#include <QStringList>

/// Classes, structs and enums of the same name that several files define outside every namespace.
/// In one program they are one to the linker, which keeps the functions of whichever it meets
/// first: the "one definition rule" of C++.
QStringList typeProblems(const QList<SourceFile> &files);

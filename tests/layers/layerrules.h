#pragma once

#include "tests/layers/sourcefile.h"

#include <QStringList>

/// Which Qt module a header such as "QPushButton" belongs to: "QtWidgets"; empty for strangers.
class QtModules
{
public:
    /// Folder that holds QtCore, QtGui ...
    explicit QtModules(const QString &includeFolder);
    QString moduleOf(const QString &header) const;

private:
    QStringList m_folders;
};

/// The name of a file's layer, such as "services/engine"; empty for tests.
QString layerOf(const QString &path);

/// Every include that points up, that goes round the root, or that reaches for a library the layer
/// does not have.
QStringList includeProblems(const SourceFile &file, const QtModules &modules);

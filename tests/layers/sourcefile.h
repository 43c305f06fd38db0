#pragma once

#include <QList>
#include <QString>

/// A string literal of a source file.
struct StringLiteral
{
    qsizetype offset = 0; ///< of its opening quote in the text
    QString content;
};

/// A source file as the rules see it. Offsets and line ends are the same in `text` and `code`.
struct SourceFile
{
    QString path; ///< from the root of the tree: "services/domain/money.h"
    QString text;
    QString code; ///< text with comments and the insides of literals blanked
    QList<StringLiteral> literals;

    /// Line of an offset, from 1.
    qsizetype lineAt(qsizetype offset) const;
    bool isHeader() const { return path.endsWith(u".h"); }
    /// Whether it is part of what is shipped, not of the tests.
    bool isProduct() const { return !path.startsWith(u"tests/"); }
    /// One finding: "services/domain/money.h:12: what is wrong".
    QString problem(qsizetype offset, const QString &what) const;
};

/// Reads the text as C++.
SourceFile sourceFile(const QString &path, const QString &text);

/// Every .h and .cpp below the root's source folders.
QList<SourceFile> sourceTree(const QString &root);

#include "tests/layers/namerules.h"

#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

/// A type at the outermost level of a file or namespace.
struct TypeName
{
    qsizetype offset = 0;
    QString name; ///< with its namespace
};

QList<TypeName> typeNames(const SourceFile &file)
{
    static const QRegularExpression line(
        u"^(?:namespace (?<space>[\\w:]+) \\{|(?<end>\\}) // namespace|"
        "(?:struct|class|enum class) (?<type>\\w+)(?: final)?(?: : [^;{]*)?\\s*\\{)"_s,
        QRegularExpression::MultilineOption);
    QList<TypeName> found;
    QStringList spaces;
    auto matches = line.globalMatch(file.text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        if (match.hasCaptured(u"space"_s))
            spaces.append(match.captured(u"space"_s));
        else if (match.hasCaptured(u"end"_s) && !spaces.isEmpty())
            spaces.removeLast();
        else if (match.hasCaptured(u"type"_s))
            found.append({match.capturedStart(),
                          (spaces + QStringList{match.captured(u"type"_s)}).join(u"::"_s)});
    }
    return found;
}

} // namespace

QStringList nameProblems(const QList<SourceFile> &files)
{
    QStringList problems;
    QHash<QString, QString> places;
    for (const SourceFile &file : files) {
        if (!file.isHeader() || !file.isProduct())
            continue;
        for (const TypeName &type : typeNames(file)) {
            const QString other = places.value(type.name);
            if (other.isEmpty())
                places.insert(type.name, file.path);
            else
                problems += file.problem(type.offset, type.name + u" is in "_s + other + u" too"_s);
        }
    }
    return problems;
}

#include "tests/layers/typerules.h"

#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

struct Place
{
    QString file;
    qsizetype line = 0;
};

/// The name that a declaration gives to the type whose body follows; empty for anything else, such
/// as a nested one that is defined outside its class.
QString definedBy(const QString &head)
{
    static const QRegularExpression definition(
        u"(?:^|\\s)(?:struct|class|enum|union)\\s+(?:class\\s+)?(?:\\[\\[\\w+\\]\\]\\s*)?(\\w+)"
        "(?:\\s+final)?\\s*(?:(?<!:):(?!:)[^()]*)?$"_s);
    if (head.contains(u"template"))
        return {};
    return definition.match(head.trimmed()).captured(1);
}

} // namespace

QStringList typeProblems(const QList<SourceFile> &files)
{
    QStringList problems;
    QHash<QString, Place> known;
    for (const SourceFile &file : files) {
        int depth = 0;
        qsizetype headStart = 0;
        for (qsizetype i = 0; i < file.code.size(); ++i) {
            const QChar c = file.code.at(i);
            if (c == u'{' && depth++ == 0) {
                QString head = file.code.mid(headStart, i - headStart);
                head.remove(
                    QRegularExpression(u"^\\s*#.*$"_s, QRegularExpression::MultilineOption));
                const QString name = definedBy(head);
                const auto first = known.constFind(name);
                if (!name.isEmpty() && first != known.constEnd()) {
                    problems += file.problem(i, u"%1 is also what %2:%3 defines"_s.arg(name)
                                                    .arg(first->file)
                                                    .arg(first->line));
                } else if (!name.isEmpty()) {
                    known.insert(name, {file.path, file.lineAt(i)});
                }
            } else if (c == u'}') {
                --depth;
            }
            if (c == u'{' || c == u'}' || c == u';')
                headStart = i + 1;
        }
    }
    return problems;
}

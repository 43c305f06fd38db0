#include "tests/layers/lengthrules.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

enum class Scope { Outer, Function, Other };

/// What the brace after these words opens. Outer scopes are those that hold functions.
Scope scopeAfter(const QString &head, Scope around, Scope justClosed)
{
    static const QRegularExpression outer(
        u"\\b(namespace|class|struct|union)\\b[^()=]*$|\\bextern\\s+\"[^\"]*\"\\s*$"_s);
    static const QRegularExpression initialiser(u"^(?:(?!\\boperator\\b)[^(])*=(?!=)"_s);
    if (around != Scope::Outer)
        return Scope::Other;
    if (outer.match(head).hasMatch())
        return Scope::Outer;
    // A constructor may set members with braces before its own: `: a{1}, b{2} {`.
    const QString words = head.trimmed();
    if (justClosed == Scope::Function && (words.isEmpty() || words.startsWith(u',')))
        return Scope::Function;
    return head.contains(u'(') && !initialiser.match(head).hasMatch() ? Scope::Function
                                                                      : Scope::Other;
}

QStringList functionProblems(const SourceFile &file)
{
    struct Open
    {
        Scope scope;
        qsizetype offset;
    };
    QStringList problems;
    QList<Open> open;
    qsizetype headStart = 0;
    Scope justClosed = Scope::Other;
    for (qsizetype i = 0; i < file.code.size(); ++i) {
        const QChar c = file.code.at(i);
        if (c == u'{') {
            const Scope around = open.isEmpty() ? Scope::Outer : open.last().scope;
            const QString head = file.code.mid(headStart, i - headStart);
            open.append({scopeAfter(head, around, justClosed), i});
        } else if (c == u'}' && !open.isEmpty()) {
            const Open closed = open.takeLast();
            justClosed = closed.scope;
            const qsizetype lines = file.lineAt(i) - file.lineAt(closed.offset) + 1;
            if (closed.scope == Scope::Function && lines > kLongestFunction)
                problems += file.problem(closed.offset, u"a function of %1 lines"_s.arg(lines));
        }
        if (c == u'{' || c == u'}' || c == u';')
            headStart = i + 1;
        if (c == u'{' || c == u';')
            justClosed = Scope::Other;
    }
    return problems;
}

} // namespace

QStringList lengthProblems(const SourceFile &file)
{
    QStringList problems = functionProblems(file);
    const QStringList lines = file.text.split(u'\n');
    const qsizetype count = lines.last().isEmpty() ? lines.size() - 1 : lines.size();
    if (count > kLongestFile)
        problems += u"%1: %2 lines"_s.arg(file.path).arg(count);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines.at(i).size() > kLongestLine)
            problems += u"%1:%2: a line of %3 characters"_s.arg(file.path).arg(i + 1).arg(
                lines.at(i).size());
    }
    return problems;
}

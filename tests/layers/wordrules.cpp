#include "tests/layers/wordrules.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct WordRow
{
    QString pattern; ///< regular expression over code without comments and literals
    QString where;   ///< regular expression over the path
    QString why;
};

const QList<WordRow> &wordRows()
{
    const QString product = u"\\A(app|ui|models|services)/"_s;
    const QString anywhere = u"."_s;
    const QString money = u"\\A(services/domain/(money|currency|capturepolicy|settlement)|"
                          "models/moneyinput)"_s;
    static const QList<WordRow> rows = {
        {u"\\bQEventLoop\\b"_s, product, u"a nested event loop"_s},
        {u"\\bprocessEvents\\b"_s, product, u"a nested event loop"_s},
        {u"\\bwaitFor(Finished|ReadyRead|BytesWritten|Connected|Disconnected|Started)\\b"_s,
         product, u"blocks its thread"_s},
        {u"\\bQThread::m?u?sleep\\b|\\b(msleep|usleep|nanosleep|sleep_for|sleep_until)\\b"_s,
         anywhere, u"sleeping is no waiting"_s},
        {u"\\bBlockingQueuedConnection\\b"_s, product, u"blocks its thread"_s},
        {u"\\b(SIGNAL|SLOT)\\s*\\("_s, anywhere, u"connects by name are not checked"_s},
        {u"\\.\\s*then\\s*\\("_s, product, u"QFuture::then; use whenDone()"_s},
        {u"\\bsetInsecureFallback\\b"_s, product, u"secrets never go to a plain file"_s},
        {u"\\bQT_(MOC_COMPAT|NO_DEBUG_OUTPUT)\\b"_s, product, u"hides what should be seen"_s},
        {u"\\b(tr|translate)\\s*\\("_s, u"\\A(app|services)/"_s,
         u"texts for people are made in ui and models"_s},
        {u"\\b(double|float|qreal)\\b|\\bto(Double|Float)\\b|\\bsto[dfl]\\b"_s, money,
         u"money is integers"_s},
        {u"\\btoDouble\\b"_s, u"\\Aservices/(domain|engine|storage|processors|api)/"_s,
         u"amounts are integers"_s},
        {u"\\bthrow\\b"_s, product, u"failures are values"_s},
        {u"^\\s*#\\s*pragma\\s+(?!once)"_s, product, u"warnings are mended, not silenced"_s},
    };
    return rows;
}

/// Number of arguments of the call whose opening bracket is at `open`; 0 when it does not end.
int argumentCount(const QString &code, qsizetype open)
{
    int depth = 0;
    int commas = 0;
    bool empty = true;
    for (qsizetype i = open; i < code.size(); ++i) {
        const QChar c = code.at(i);
        if (c == u'(' || c == u'{' || c == u'[')
            ++depth;
        else if (c == u')' || c == u'}' || c == u']')
            --depth;
        else if (c == u',' && depth == 1)
            ++commas;
        else if (!c.isSpace())
            empty = false;
        if (depth == 0)
            return empty ? 0 : commas + 1;
    }
    return 0;
}

} // namespace

QStringList wordProblems(const SourceFile &file)
{
    QStringList problems;
    for (const WordRow &row : wordRows()) {
        if (!QRegularExpression(row.where).match(file.path).hasMatch())
            continue;
        const QRegularExpression word(row.pattern, QRegularExpression::MultilineOption);
        auto matches = word.globalMatch(file.code);
        while (matches.hasNext()) {
            const auto match = matches.next();
            problems +=
                file.problem(match.capturedStart(), match.captured().trimmed() + u": "_s + row.why);
        }
    }
    if (file.isHeader() && !file.text.startsWith(u"#pragma once"))
        problems += file.problem(0, u"a header begins with #pragma once"_s);
    if (file.isHeader() && file.code.contains(u"using namespace"))
        problems += file.problem(0, u"no using namespace in a header"_s);
    return problems;
}

QStringList connectProblems(const SourceFile &file)
{
    // Not ::connect(), which is the system's.
    static const QRegularExpression call(u"(?:\\bQObject::|(?<![\\w:.>]))connect\\s*(\\()"_s);
    QStringList problems;
    auto matches = call.globalMatch(file.code);
    while (matches.hasNext()) {
        const auto match = matches.next();
        if (argumentCount(file.code, match.capturedStart(1)) == 3)
            problems += file.problem(match.capturedStart(), u"a connect without a context"_s);
    }
    return problems;
}

QStringList pathProblems(const QString &path, const QString &text)
{
    // Put together here, so that this file does not find itself.
    static const QRegularExpression place(u"(?<![\\w.])/wo"_s + u"rk/|\\.\\./sh"_s + u"ared\\b"_s);
    QStringList problems;
    auto matches = place.globalMatch(text);
    while (matches.hasNext())
        problems +=
            u"%1: names \"%2\", a place on one machine"_s.arg(path, matches.next().captured());
    return problems;
}

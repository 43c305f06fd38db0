#include "app/options.h"

#include "services/core/faultpoint.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestOperatorName = 64;

struct OptionRow
{
    QLatin1StringView name;
    QLatin1StringView value;    ///< what stands after the option, empty for a switch
    QLatin1StringView variable; ///< environment variable with the same meaning, may be empty
    QLatin1StringView meaning;
};

constexpr auto kOptions = std::to_array<OptionRow>({
    {"--demo"_L1, ""_L1, ""_L1, "open a file of sample data, with a simulated bank"_L1},
    {"--database"_L1, "FILE"_L1, "ORCHESTRATORX_DATABASE"_L1, "open this SQLite file"_L1},
    {"--theme"_L1, "light|dark|system"_L1, "ORCHESTRATORX_THEME"_L1, "colours of the window"_L1},
    {"--log-level"_L1, "debug|info|warning"_L1, "ORCHESTRATORX_LOG_LEVEL"_L1,
     "what is written to the log; debug also writes to the terminal"_L1},
    {"--quit-after-first-paint"_L1, ""_L1, ""_L1, "leave once the payments page is painted"_L1},
    {"--verify-audit"_L1, "FILE"_L1, ""_L1,
     "check the audit trail of that file; 0: whole, 1: broken, 3: a key is missing"_L1},
    {"--list-fault-points"_L1, ""_L1, ""_L1,
     "print the places where a test build can be killed"_L1},
    {"--help"_L1, ""_L1, ""_L1, "print this"_L1},
    {"--version"_L1, ""_L1, ""_L1, "print the version"_L1},
});

Error refusal(QStringView option, const QString &sentence)
{
    return Error{ErrorCode::InvalidValue, option.toString(), sentence};
}

const OptionRow *rowOf(QStringView name)
{
    const auto *found =
        std::ranges::find_if(kOptions, [&](const OptionRow &row) { return row.name == name; });
    return found == kOptions.end() ? nullptr : found;
}

QString helpText()
{
    QString text = u"usage: orchestratorx [options]\n\n"_s;
    for (const OptionRow &row : kOptions) {
        const QString left = row.value.isEmpty() ? QString(row.name) : row.name + u' ' + row.value;
        text += u"  %1  %2\n"_s.arg(left, -31).arg(row.meaning);
        if (!row.variable.isEmpty())
            text += u"  %1  (or the variable %2)\n"_s.arg(QString(), -31).arg(row.variable);
    }
    return text;
}

QString faultPointList()
{
    return QString::fromLatin1(faultPointNames().join('\n')) + u'\n';
}

Result<QString> databaseFile(const QString &option, const QString &value)
{
    const bool hasControls =
        std::ranges::any_of(value, [](QChar c) { return c.category() == QChar::Other_Control; });
    if (value.isEmpty() || hasControls || value.startsWith(u':'))
        return refusal(option, u"%1 needs the path of a file."_s.arg(option));
    const QFileInfo info(value);
    if (info.isDir())
        return refusal(option, u"%1: \"%2\" is a folder, not a file."_s.arg(option, value));
    return QDir::cleanPath(info.absoluteFilePath());
}

Result<ColorScheme> colorScheme(const QString &option, const QString &value)
{
    if (value == "system"_L1)
        return ColorScheme::System;
    if (value == "light"_L1)
        return ColorScheme::Light;
    if (value == "dark"_L1)
        return ColorScheme::Dark;
    return refusal(option, u"%1 is light, dark or system, not \"%2\"."_s.arg(option, value));
}

Result<LogLevel> logLevel(const QString &option, const QString &value)
{
    if (value == "debug"_L1)
        return LogLevel::Debug;
    if (value == "info"_L1)
        return LogLevel::Info;
    if (value == "warning"_L1)
        return LogLevel::Warning;
    return refusal(option, u"%1 is debug, info or warning, not \"%2\"."_s.arg(option, value));
}

/// Puts a checked value where it belongs, or passes the refusal on.
template <class T>
Result<> store(const Result<T> &value, T &place)
{
    if (!value)
        return value.error();
    place = *value;
    return {};
}

Result<> applyValue(AppOptions &options, const OptionRow &row, const QString &shownAs,
                    const QString &value)
{
    if (row.name == "--database"_L1)
        return store(databaseFile(shownAs, value), options.databaseFile);
    if (row.name == "--verify-audit"_L1)
        return store(databaseFile(shownAs, value), options.auditFile);
    if (row.name == "--theme"_L1)
        return store(colorScheme(shownAs, value), options.colorScheme);
    return store(logLevel(shownAs, value), options.logLevel);
}

void applySwitch(AppOptions &options, const OptionRow &row)
{
    if (row.name == "--demo"_L1)
        options.demo = true;
    else if (row.name == "--quit-after-first-paint"_L1)
        options.quitAfterFirstPaint = true;
}

/// A name for the audit trail out of what the system calls this person.
QString operatorName(const QProcessEnvironment &environment)
{
    QString name = environment.value(u"USER"_s, environment.value(u"LOGNAME"_s)).trimmed();
    name.removeIf([](QChar c) { return !c.isPrint(); });
    return name.isEmpty() ? u"operator"_s : name.left(kLongestOperatorName);
}

} // namespace

std::optional<QString> immediateAnswer(const QStringList &arguments)
{
    for (const QString &argument : arguments.mid(1)) {
        if (argument == "--help"_L1 || argument == "-h"_L1)
            return helpText();
        if (argument == "--version"_L1)
            return u"orchestratorx "_s + QLatin1StringView(OX_VERSION) + u'\n';
        if (argument == "--list-fault-points"_L1)
            return faultPointList();
    }
    return std::nullopt;
}

Result<AppOptions> parseOptions(const QStringList &arguments,
                                const QProcessEnvironment &environment)
{
    AppOptions options;
    options.operatorName = operatorName(environment);
    for (const OptionRow &row : kOptions) {
        const QString variable = row.variable;
        if (variable.isEmpty() || !environment.contains(variable))
            continue;
        const Result<> applied = applyValue(options, row, variable, environment.value(variable));
        if (!applied)
            return applied.error();
    }
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const QString name = arguments.at(i).section(u'=', 0, 0);
        const bool glued = arguments.at(i).contains(u'=');
        const OptionRow *row = rowOf(name);
        if (!row)
            return refusal(name, u"\"%1\" is no option of this program; see --help."_s.arg(name));
        if (row->value.isEmpty()) {
            if (glued)
                return refusal(name, u"%1 takes no value."_s.arg(name));
            applySwitch(options, *row);
            continue;
        }
        if (!glued && (i + 1 >= arguments.size() || arguments.at(i + 1).startsWith(u"--"_s)))
            return refusal(name, u"%1 needs a value: %2."_s.arg(name, row->value));
        const QString value = glued ? arguments.at(i).section(u'=', 1) : arguments.at(++i);
        const Result<> applied = applyValue(options, *row, name, value);
        if (!applied)
            return applied.error();
    }
    return options;
}

#include "tests/layers/layerrules.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct LayerRow
{
    QLatin1StringView layer;
    QLatin1StringView layers;    ///< what it may include besides itself
    QLatin1StringView libraries; ///< Qt modules and folders of other libraries' headers
};

// The arrows of ARCHITECTURE.md, "Dependency rule". The longest name that fits a file counts.
constexpr LayerRow kLayers[] = {
    {"services/core"_L1, ""_L1, "QtCore openssl"_L1},
    {"services/domain"_L1, "services/core"_L1, "QtCore"_L1},
    {"services/interfaces"_L1, "services/core services/domain"_L1, "QtCore"_L1},
    {"services/storage"_L1, "services/core services/domain"_L1, "QtCore QtSql"_L1},
    {"services/vault"_L1, "services/core services/domain"_L1, "QtCore qt6keychain openssl"_L1},
    {"services/processors"_L1, "services/core services/domain"_L1, "QtCore QtNetwork"_L1},
    {"services/engine"_L1,
     "services/core services/domain services/interfaces services/storage services/vault "
     "services/processors"_L1,
     "QtCore"_L1},
    {"services/http"_L1, "services/core"_L1, "QtCore QtNetwork boost/beast boost/asio"_L1},
    {"services/api"_L1, "services/core services/domain services/interfaces services/http"_L1,
     "QtCore nlohmann"_L1},
    {"models"_L1, "services/core services/domain services/interfaces"_L1, "QtCore"_L1},
    {"ui"_L1, "services/core services/domain models"_L1, "QtCore QtGui QtWidgets QtSvg"_L1},
    {"ui/challenge"_L1, "ui services/core services/domain models"_L1,
     "QtCore QtGui QtWidgets QtSvg QtNetwork QtWebEngineCore QtWebEngineWidgets"_L1},
    {"app"_L1, "app ui models services"_L1, "QtCore QtGui QtWidgets QtNetwork QtSvg"_L1},
};

const LayerRow *rowOf(const QString &path)
{
    const LayerRow *found = nullptr;
    for (const LayerRow &row : kLayers) {
        if (path.startsWith(row.layer + u'/') && (!found || row.layer.size() > found->layer.size()))
            found = &row;
    }
    return found;
}

bool isWithin(const QString &path, QLatin1StringView folders)
{
    const QStringList names = QString(folders).split(u' ', Qt::SkipEmptyParts);
    return std::ranges::any_of(
        names, [&path](const QString &name) { return path.startsWith(name + u'/'); });
}

QString ourIncludeProblem(const SourceFile &file, const LayerRow *row, const QString &name)
{
    static const QRegularExpression generated(u"\\A(ui_)?[a-z0-9]+\\.(moc|h)\\z"_s);
    if (generated.match(name).hasMatch() && (name.endsWith(u".moc") || name.startsWith(u"ui_")))
        return {};
    if (!name.contains(u'/') || name.contains(u".."))
        return u"\"%1\" is not spelled from the root"_s.arg(name);
    if (!row)
        return {};
    if (name.startsWith(u"tests/"))
        return u"\"%1\": what is shipped must not include tests"_s.arg(name);
    if (isWithin(name, row->layer) || isWithin(name, row->layers))
        return {};
    return u"%1 must not include \"%2\""_s.arg(layerOf(file.path), name);
}

QString libraryProblem(const SourceFile &file, const LayerRow &row, const QString &name,
                       const QtModules &modules)
{
    static const QRegularExpression system(u"\\A(sys/)?[a-z_0-9]+(\\.h)?\\z"_s);
    const QString module = modules.moduleOf(name);
    if (module.isEmpty() && system.match(name).hasMatch())
        return {};
    const QStringList allowed = QString(row.libraries).split(u' ');
    const QString library = module.isEmpty() ? name : module + u'/' + name;
    const bool known = std::ranges::any_of(allowed, [&library](const QString &folder) {
        return library.startsWith(folder + u'/') || library.startsWith(folder + u".h");
    });
    return known ? QString() : u"%1 must not use <%2>"_s.arg(layerOf(file.path), library);
}

} // namespace

QtModules::QtModules(const QString &includeFolder)
{
    const QDir folder(includeFolder);
    for (const QString &name : folder.entryList({u"Qt*"_s}, QDir::Dirs | QDir::NoDotAndDotDot))
        m_folders.append(folder.filePath(name));
}

QString QtModules::moduleOf(const QString &header) const
{
    if (!header.startsWith(u'Q'))
        return {};
    const QString bare = header.section(u'/', -1); // <QtCore/QString> too
    for (const QString &folder : m_folders) {
        if (QFile::exists(folder + u'/' + bare))
            return QDir(folder).dirName();
    }
    return {};
}

QString layerOf(const QString &path)
{
    const LayerRow *row = rowOf(path);
    return row ? QString(row->layer) : QString();
}

QStringList includeProblems(const SourceFile &file, const QtModules &modules)
{
    // The name inside quotes is a literal and blank in `code`: read the text, where code has the #.
    static const QRegularExpression include(
        u"^[ \\t]*#[ \\t]*include[ \\t]+([<\"])([^>\"\\n]+)[>\"]"_s,
        QRegularExpression::MultilineOption);
    const LayerRow *row = rowOf(file.path);
    QStringList problems;
    if (!row && file.isProduct())
        problems += file.problem(0, u"belongs to no layer"_s);
    auto matches = include.globalMatch(file.text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        if (file.code.at(match.capturedStart(1) - 2) == u' '
            && !QStringView(file.code).sliced(match.capturedStart()).trimmed().startsWith(u'#'))
            continue; // inside a comment
        const bool ours = match.captured(1) == u"\""_s;
        const QString name = match.captured(2);
        QString problem;
        if (ours)
            problem = ourIncludeProblem(file, row, name);
        else if (row)
            problem = libraryProblem(file, *row, name, modules);
        if (!problem.isEmpty())
            problems += file.problem(match.capturedStart(), problem);
    }
    return problems;
}

#include "ui/translations.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>

using namespace Qt::StringLiterals;

/// Resources of a static library are only linked in when somebody names them.
static void initTranslations()
{
    Q_INIT_RESOURCE(translations);
}

namespace {

const auto kFolder = u":/translations"_s;
const auto kPrefix = u"orchestratorx_"_s;

} // namespace

Translations::Translations(QCoreApplication &application) : m_application(application)
{
    initTranslations();
}

Translations::~Translations()
{
    m_application.removeTranslator(&m_ours);
    m_application.removeTranslator(&m_qts);
}

bool Translations::use(const QLocale &locale)
{
    m_application.removeTranslator(&m_ours);
    m_application.removeTranslator(&m_qts);
    if (!m_ours.load(locale, kPrefix.chopped(1), u"_"_s, kFolder))
        return false; // Qt's words alone would make a mixture
    m_application.installTranslator(&m_ours);
    if (m_qts.load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        m_application.installTranslator(&m_qts);
    return true;
}

QStringList Translations::languages()
{
    initTranslations();
    QStringList codes;
    for (const QString &file : QDir(kFolder).entryList({kPrefix + u"*.qm"_s}))
        codes.append(file.sliced(kPrefix.size()).chopped(3));
    return codes;
}

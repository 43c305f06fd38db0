#include "ui/challenge/challengeviewsource.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QPluginLoader>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace {

bool runsAsRoot()
{
#ifdef Q_OS_UNIX
    return ::geteuid() == 0;
#else
    return false;
#endif
}

bool isSandboxOff()
{
    return qEnvironmentVariableIntValue("QTWEBENGINE_DISABLE_SANDBOX") != 0
           || qEnvironmentVariable("QTWEBENGINE_CHROMIUM_FLAGS").contains(u"--no-sandbox"_s);
}

/// Whether this build may run the page without its sandbox: test builds only.
constexpr bool mayRunWithoutSandbox()
{
#ifdef WITH_TEST_HOOKS
    return true;
#else
    return false;
#endif
}

} // namespace

PluginChallengeViewSource::PluginChallengeViewSource()
    : PluginChallengeViewSource({
        QCoreApplication::applicationDirPath() + u"/../lib/orchestratorx"_s,
        QCoreApplication::applicationDirPath(),
    })
{
}

PluginChallengeViewSource::PluginChallengeViewSource(const QStringList &folders)
    : m_folders(folders)
{
}

ChallengeViewRefusal PluginChallengeViewSource::refusal() const
{
    if (m_module)
        return ChallengeViewRefusal::None;
    if (m_failed || libraryFile().isEmpty())
        return ChallengeViewRefusal::ModuleMissing;
    if (isSandboxOff() && mayRunWithoutSandbox())
        return ChallengeViewRefusal::None;
    if (runsAsRoot())
        return ChallengeViewRefusal::RunsAsRoot;
    if (isSandboxOff() || qEnvironmentVariableIsSet("QTWEBENGINE_REMOTE_DEBUGGING"))
        return ChallengeViewRefusal::EnvironmentForbids;
    return ChallengeViewRefusal::None;
}

ChallengeViewModule *PluginChallengeViewSource::module()
{
    if (m_module || refusal() != ChallengeViewRefusal::None)
        return m_module;
    // The engine draws through OpenGL contexts that have to be shared from the start.
    if (!QCoreApplication::testAttribute(Qt::AA_ShareOpenGLContexts))
        qWarning("the program did not set AA_ShareOpenGLContexts before its application object");
    QPluginLoader loader(libraryFile()); // stays loaded when the loader goes
    m_module = qobject_cast<ChallengeViewModule *>(loader.instance());
    if (!m_module) {
        m_failed = true;
        qWarning("challenge view: %s", qPrintable(loader.errorString()));
    }
    return m_module;
}

QString PluginChallengeViewSource::libraryFile() const
{
    for (const QString &folder : m_folders) {
        const QString file = folder + u"/ox_challenge.so"_s;
        if (QFileInfo(file).isFile())
            return QFileInfo(file).canonicalFilePath();
    }
    return {};
}

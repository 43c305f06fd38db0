#include "ui/challenge/challengeviewsource.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QOpenGLContext>
#include <QPluginLoader>

#include <memory>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

// Exported by Qt Gui for this use, and declared in none of its public headers.
QT_BEGIN_NAMESPACE
Q_GUI_EXPORT void qt_gl_set_global_share_context(QOpenGLContext *context);
QT_END_NAMESPACE

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

void dropSharedContext()
{
    const std::unique_ptr<QOpenGLContext> context(QOpenGLContext::globalShareContext());
    qt_gl_set_global_share_context(nullptr);
}

/// The web engine draws through OpenGL contexts that share with one of the whole program. Qt would
/// make that at start, and load a graphics driver for people who never need it.
void shareOpenGLContexts()
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    if (QOpenGLContext::globalShareContext())
        return;
    auto context = std::make_unique<QOpenGLContext>();
    if (!context->create())
        return; // the engine draws by itself then
    qt_gl_set_global_share_context(context.release());
    qAddPostRoutine(dropSharedContext);
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
    shareOpenGLContexts();
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

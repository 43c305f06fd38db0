#include "app/auditfilecheck.h"
#include "app/desktop/desktopapp.h"
#include "app/hardening.h"
#include "app/messagelog.h"
#include "app/options.h"
#include "services/core/random.h"
#include "services/vault/keychainkeyprovider.h"
#include "services/vault/systemkeychain.h"
#include "ui/translations.h"

#include <QApplication>
#include <QStandardPaths>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr int kUsageError = 2;

int refuse(const Error &error)
{
    std::fprintf(stderr, "orchestratorx: %s\n", qPrintable(error.detail));
    return kUsageError;
}

QtMsgType threshold(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug: return QtDebugMsg;
    case LogLevel::Info: return QtInfoMsg;
    case LogLevel::Warning: return QtWarningMsg;
    }
    return QtInfoMsg;
}

/// Asks for no display: it may be run by a script, on another machine.
int checkAudit(const QString &file, int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    SystemRandom random;
    SystemKeychain keychain;
    KeychainKeyProvider keys(keychain);
    AuditFileCheck check(&keys, random);
    const auto begin = [&check, &file] {
        check.run(file, [](const AuditVerdict &verdict) {
            std::fputs(qPrintable(verdict.words), stdout);
            QCoreApplication::exit(verdict.exitCode);
        });
    };
    QMetaObject::invokeMethod(&check, begin, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

/// Xlib and Wayland clients end with a core of their own words when there is no display.
bool hasDisplay()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY")
           || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")
           || !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

} // namespace

int main(int argc, char **argv)
{
    const Result<> hardened = hardenProcess(argc, argv);
    if (!hardened)
        return refuse(hardened.error());
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    if (const auto answer = immediateAnswer(arguments)) {
        std::fputs(qPrintable(*answer), stdout);
        return 0;
    }
    const Result<AppOptions> options =
        parseOptions(arguments, QProcessEnvironment::systemEnvironment());
    if (!options)
        return refuse(options.error());
    if (!options->auditFile.isEmpty())
        return checkAudit(options->auditFile, argc, argv);
    if (!hasDisplay()) {
        std::fputs("orchestratorx: no display; run it as: xvfb-run -a orchestratorx --demo\n",
                   stderr);
        return kUsageError;
    }

    QApplication application(argc, argv);
    QApplication::setOrganizationName(u"OrchestratorX"_s);
    QApplication::setApplicationName(u"orchestratorx"_s);
    QApplication::setApplicationDisplayName(u"OrchestratorX"_s);
    QApplication::setDesktopFileName(u"com.orchestratorx.Desktop"_s);

    Translations translations(application);
    translations.use(QLocale());

    const SystemClock clock;
    SystemRandom random;
    MessageLog::Options logOptions;
    logOptions.folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    logOptions.threshold = threshold(options->logLevel);
    logOptions.toTerminal = options->logLevel == LogLevel::Debug;
    const MessageLog log(logOptions, clock);
    DesktopApp desktop(*options, clock, random);
    desktop.start();
    return QApplication::exec();
}

#include "app/hardening.h"
#include "tests/support/seed.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

class AppHardeningTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void core_disabled();
    void aCrashLeavesNothing();
    void filesArePrivate();
    void switchesFromOutside();
    void webEngineArgumentsAreRefused_data();
    void webEngineArgumentsAreRefused();

private:
    /// What a process looks like after its first line: "core umask switches".
    QByteArray hardenedProcess(const QProcessEnvironment &environment);
};

QByteArray AppHardeningTest::hardenedProcess(const QProcessEnvironment &environment)
{
    QProcess child;
    child.setProcessEnvironment(environment);
    child.start(QCoreApplication::applicationFilePath(), {u"--report"_s});
    if (!QTest::qWaitFor([&child] { return child.state() == QProcess::NotRunning; }))
        child.kill();
    return child.readAllStandardOutput().trimmed();
}

void AppHardeningTest::core_disabled()
{
    const QByteArray report = hardenedProcess(QProcessEnvironment::systemEnvironment());
    QVERIFY2(report.startsWith("core=0/0 "), report.constData());
}

/// A process that dies with a secret in memory is not written to disk, even where its parent allows
/// cores of any size.
void AppHardeningTest::aCrashLeavesNothing()
{
    const QTemporaryDir folder;
    const pid_t child = ::fork();
    if (child == 0) {
        const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
        ::setrlimit(RLIMIT_CORE, &all); // fails where the hard limit is lower, which is as good
        const char *const self = qPrintable(QCoreApplication::applicationFilePath());
        if (::chdir(QFile::encodeName(folder.path()).constData()) == 0)
            ::execl(self, self, "--crash", nullptr);
        ::_exit(1);
    }
    QVERIFY(child > 0);
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY2(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT, "it was to crash");
    QVERIFY(!WCOREDUMP(status));
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
}

void AppHardeningTest::filesArePrivate()
{
    const QList<QByteArray> report =
        hardenedProcess(QProcessEnvironment::systemEnvironment()).split(' ');
    QCOMPARE(report.value(1), QByteArray("umask=077"));
}

void AppHardeningTest::switchesFromOutside()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = {u"QTWEBENGINE_REMOTE_DEBUGGING"_s, u"QTWEBENGINE_CHROMIUM_FLAGS"_s,
                               u"QTWEBENGINE_DISABLE_SANDBOX"_s};
    for (const QString &name : names)
        environment.insert(name, u"1"_s);
    const QByteArray report = hardenedProcess(environment);
#ifdef WITH_TEST_HOOKS
    QVERIFY2(report.endsWith("switches=3"), report.constData()); // tests as root need them
#else
    QVERIFY2(report.endsWith("switches=0"), report.constData());
#endif
}

void AppHardeningTest::webEngineArgumentsAreRefused_data()
{
    QTest::addColumn<QByteArray>("argument");
    QTest::addColumn<bool>("taken");
    QTest::newRow("plain") << QByteArray("--webEngineArgs") << false;
    QTest::newRow("one dash") << QByteArray("-webEngineArgs") << false;
    QTest::newRow("glued") << QByteArray("--webEngineArgs=--no-sandbox") << false;
    QTest::newRow("other letters") << QByteArray("--WEBENGINEARGS") << false;
    QTest::newRow("ours") << QByteArray("--demo") << true;
}

void AppHardeningTest::webEngineArgumentsAreRefused()
{
    QFETCH(QByteArray, argument);
    QFETCH(bool, taken);
    const mode_t before = ::umask(022);
    const char *arguments[] = {"orchestratorx", argument.constData(), nullptr};
    const Result<> result = hardenProcess(2, arguments);
    ::umask(before);
    QCOMPARE(result.has_value(), taken);
    if (!taken) {
        QVERIFY(result.error().code == ErrorCode::InvalidValue);
        QCOMPARE(result.error().field, u"--webEngineArgs"_s);
    }
}

namespace {

int report(int argc, char **argv)
{
    if (!hardenProcess(argc, argv))
        return 1;
    rlimit core{};
    ::getrlimit(RLIMIT_CORE, &core);
    const mode_t mask = ::umask(0);
    int switches = 0;
    for (const char *name : {"QTWEBENGINE_REMOTE_DEBUGGING", "QTWEBENGINE_CHROMIUM_FLAGS",
                             "QTWEBENGINE_DISABLE_SANDBOX"})
        switches += qEnvironmentVariableIsSet(name) ? 1 : 0;
    std::printf("core=%llu/%llu umask=0%o switches=%d\n",
                static_cast<unsigned long long>(core.rlim_cur),
                static_cast<unsigned long long>(core.rlim_max), mask, switches);
    return 0;
}

int crash(int argc, char **argv)
{
    return hardenProcess(argc, argv) ? (std::abort(), 1) : 1;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 2 && QByteArray(argv[1]) == "--report")
        return report(argc, argv);
    if (argc == 2 && QByteArray(argv[1]) == "--crash")
        return crash(argc, argv);
    QCoreApplication app(argc, argv);
    AppHardeningTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "apphardeningtest.moc"

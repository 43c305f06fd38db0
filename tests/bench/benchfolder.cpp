#include "tests/bench/benchfolder.h"

#include "tests/bench/benchworld.h"

#include <QCoreApplication>
#include <QDir>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

namespace {

constexpr int kToldToEnd = SIGUSR2; ///< by the destructor

sigset_t watchedSignals()
{
    sigset_t wanted;
    sigemptyset(&wanted);
    for (const int number : {SIGTERM, SIGINT, SIGHUP, kToldToEnd})
        sigaddset(&wanted, number);
    return wanted;
}

void removeFolder(const QString &path)
{
    // Whatever else runs may put more into it meanwhile.
    for (int tries = 0; tries < 10 && QDir(path).exists(); ++tries)
        QDir(path).removeRecursively();
}

void watch(const QString &path)
{
    const sigset_t wanted = watchedSignals();
    int number = 0;
    while (sigwait(&wanted, &number) != 0) {
    }
    if (number == kToldToEnd)
        return;
    removeFolder(path);
    ::_exit(128 + number);
}

} // namespace

void BenchFolder::blockSignals()
{
    const sigset_t wanted = watchedSignals();
    pthread_sigmask(SIG_BLOCK, &wanted, nullptr);
}

BenchFolder::BenchFolder() : m_folder(BenchWorld::scratchTemplate())
{
    if (!m_folder.isValid()) {
        std::fprintf(stderr, "bench: no folder: %s\n", qPrintable(m_folder.errorString()));
        std::exit(1);
    }
    qApp->setProperty(BenchWorld::kFolderProperty, m_folder.path());
    std::atexit([] { // a run that gives up ends there and then
        if (qApp)
            removeFolder(qApp->property(BenchWorld::kFolderProperty).toString());
    });
    m_watcher = std::thread(watch, m_folder.path());
}

BenchFolder::~BenchFolder()
{
    pthread_kill(m_watcher.native_handle(), kToldToEnd);
    m_watcher.join();
}

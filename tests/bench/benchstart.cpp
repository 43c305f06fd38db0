#include "tests/bench/benchstart.h"

#include "tests/bench/benchworld.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace {

constexpr int kRuns = 7;
constexpr int kLongestMs = 60'000;

struct Start
{
    double ms = 0;
    double megabytes = 0; ///< private and its share of shared memory
};

double memoryOf(qint64 process)
{
    QFile file(u"/proc/%1/smaps_rollup"_s.arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("Pss:"))
            return line.simplified().split(' ').value(1).toDouble() / 1024.0;
    }
    return 0;
}

Start startOnce(const QString &program, const QStringList &arguments,
                const QProcessEnvironment &environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QElapsedTimer timer;
    timer.start();
    process.start(program, arguments);
    QByteArray said;
    while (!said.contains("painted") && timer.elapsed() < kLongestMs
           && process.waitForReadyRead(kLongestMs))
        said += process.readAll();
    Start start{static_cast<double>(timer.nsecsElapsed()) / 1e6, memoryOf(process.processId())};
    if (!said.contains("painted")) {
        std::fprintf(stderr, "bench: %s was not painted\n", qPrintable(program));
        std::exit(1);
    }
    process.waitForFinished(kLongestMs);
    return start;
}

} // namespace

void benchStart(BenchReport &report, const QString &databaseFile)
{
    const QString here = QCoreApplication::applicationDirPath();
    const QTemporaryDir home(BenchWorld::scratchTemplate());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto &name : {u"HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_DATA_HOME"_s})
        environment.insert(name, home.path());
    QList<double> bareMs;
    QList<double> bareMegabytes;
    QList<double> oursMs;
    QList<double> oursMegabytes;
    for (int run = 0; run < kRuns; ++run) {
        const Start bare = startOnce(here + u"/orchestratorx-bench-bare"_s, {}, environment);
        const Start ours =
            startOnce(here + u"/orchestratorx"_s,
                      {u"--quit-after-first-paint"_s, u"--database"_s, databaseFile}, environment);
        bareMs.append(bare.ms);
        bareMegabytes.append(bare.megabytes);
        oursMs.append(ours.ms);
        oursMegabytes.append(ours.megabytes);
    }
    report.atMostTimes(u"start_memory"_s, u"time, 1,000,000"_s, percentile(oursMs, 0.5),
                       percentile(bareMs, 0.5), u"ms"_s, 1.5);
    const double more = percentile(oursMegabytes, 0.5) - percentile(bareMegabytes, 0.5);
    report.add({u"start_memory"_s, u"memory, 1,000,000"_s, percentile(oursMegabytes, 0.5), u"MB"_s,
                percentile(bareMegabytes, 0.5),
                percentile(oursMegabytes, 0.5) / percentile(bareMegabytes, 0.5),
                u"+ 30 MB at most"_s, more <= 30});
}

#include "tests/bench/benchworkbench.h"

#include "tests/bench/benchworld.h"
#include "tests/bench/paintwatch.h"
#include "tests/bench/tableworld.h"
#include "tests/support/bigdatabase.h"
#include "ui/capture/workbenchpage.h"

#include <QElapsedTimer>
#include <QSettings>
#include <QTest>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace {

/// A file in which every payment is a hold that ends some time from now.
QString fileWithHolds(const QTemporaryDir &folder, qint64 holds)
{
    BigDatabaseOptions options;
    options.file = folder.filePath(u"holds-%1.db"_s.arg(holds));
    options.payments = holds;
    options.allHeld = true;
    options.newestMs = SystemClock().nowMs() + holds * 60'000;
    if (const Result<> made = makeBigDatabase(options); !made) {
        std::fprintf(stderr, "bench: %s\n", qPrintable(made.error().detail));
        std::exit(1);
    }
    return options.file;
}

double firstPaintMs(TableWorld &world)
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    NoActions actions;
    WorkbenchPage page(world.workspace(), settings, actions, nullptr);
    page.resize(1280, 720);
    PaintWatch watch(*page.findChild<QTableView *>(), page.table().payments());
    QElapsedTimer timer;
    timer.start();
    page.show();
    watch.waitForRow(0);
    const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    static_cast<void>(
        QTest::qWaitFor([&page] { return page.table().payments().isComplete(); }, kLongestPaintMs));
    return ms;
}

} // namespace

void benchWorkbench(BenchReport &report)
{
    const QTemporaryDir folder(BenchWorld::scratchTemplate());
    TableWorld few(fileWithHolds(folder, 1'000));
    TableWorld many(fileWithHolds(folder, 100'000));
    QList<double> fewMs;
    QList<double> manyMs;
    for (int round = 0; round < 11; ++round) {
        const double smallMs = firstPaintMs(few);
        const double largeMs = firstPaintMs(many);
        if (round == 0) // opens connections and fills caches
            continue;
        fewMs.append(smallMs);
        manyMs.append(largeMs);
    }
    report.atMostTimes(u"workbench_first_paint"_s, u"100,000 : 1,000 holds"_s,
                       percentile(manyMs, 0.5), percentile(fewMs, 0.5), u"ms"_s, 1.5);
}

#include "tests/bench/benchflows.h"

#include "services/engine/searchindexer.h"
#include "tests/bench/benchworld.h"
#include "tests/bench/rawrows.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace {

constexpr int kRounds = 5;

double rawSeconds(RawRows &raw, int payments, int groupSize)
{
    QElapsedTimer timer;
    timer.start();
    for (int done = 0; done < payments; done += groupSize)
        raw.write(qMin(groupSize, payments - done));
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

double median(QList<double> values)
{
    return percentile(std::move(values), 0.5);
}

/// Engine and raw rows by turns, so that both meet the same disk.
void benchAgainstRaw(BenchReport &report, int perRound, int inFlight)
{
    BenchWorld world;
    FlowDriver flows(world, true);
    flows.run(inFlight, inFlight); // warm: statements prepared, caches filled
    QTemporaryDir directory(BenchWorld::scratchTemplate());
    const QString target = directory.filePath(u"raw.db"_s);
    BenchWorld::prepareFile(target);
    RawRows raw(world.file(), flows.ids().constFirst().value, target);
    raw.write(inFlight);
    QList<double> ours;
    QList<double> theirs;
    for (int round = 0; round < kRounds; ++round) {
        ours.append(flows.run(perRound, inFlight));
        theirs.append(rawSeconds(raw, perRound, inFlight));
    }
    if (inFlight == 1)
        report.atMostTimes(u"one_at_a_time"_s, u"%1 payments"_s.arg(kRounds * perRound),
                           median(ours) / perRound * 1e3, median(theirs) / perRound * 1e3, u"ms"_s,
                           1.3);
    else
        report.atLeastShare(u"in_flight_256"_s, u"%1 payments"_s.arg(kRounds * perRound),
                            perRound / median(ours), perRound / median(theirs), u"/s"_s, 0.5);
}

void benchBulkCapture(BenchReport &report)
{
    constexpr int kPayments = 1'000;
    constexpr int kInFlight = 32;
    constexpr int kLatencyMs = 200;
    BenchWorld world(kLatencyMs);
    FlowDriver flows(world, false);
    flows.run(kPayments, 256);
    const double seconds = captureAll(world, flows.ids(), kInFlight);
    const double ideal = kPayments * (kLatencyMs / 1e3) / kInFlight;
    report.atLeastShare(u"bulk_capture"_s, u"1000 holds, 32 in flight"_s, kPayments / seconds,
                        kPayments / ideal, u"/s"_s, 0.9);
}

void benchCommitWithSearch(BenchReport &report)
{
    constexpr int kPayments = 2'000;
    QList<double> without;
    QList<double> with;
    for (int round = 0; round < 3; ++round) {
        for (const bool indexing : {false, true}) {
            BenchWorld world;
            FlowDriver flows(world, true);
            flows.run(64, 8);
            std::unique_ptr<SearchIndexer> indexer;
            if (indexing) {
                indexer = std::make_unique<SearchIndexer>(world.file());
                indexer->start();
                QObject::connect(&world.engine().events(), &Events::paymentChanged, indexer.get(),
                                 &SearchIndexer::wake, Qt::DirectConnection);
            }
            flows.run(kPayments, 8);
            (indexing ? with : without).append(flows.confirmMs());
        }
    }
    report.atMostTimes(u"commit_p99_with_search"_s, u"8 in flight"_s, percentile(with, 0.99),
                       percentile(without, 0.99), u"ms"_s, 1.2);
}

} // namespace

void benchFlows(BenchReport &report)
{
    benchAgainstRaw(report, 200, 1);
    benchAgainstRaw(report, 2'560, 256);
    benchBulkCapture(report);
    benchCommitWithSearch(report);
}

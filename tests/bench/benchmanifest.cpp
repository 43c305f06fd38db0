#include "tests/bench/benchmanifest.h"

#include "models/manifesteditor.h"
#include "tests/bench/tableworld.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestMs = 120'000;
constexpr int kRuns = 9;

/// Orders spread over the newest twentieth, where the holds are; every tenth is nobody's.
QByteArray manifest(qint64 payments, int lines, int round)
{
    QByteArray text = "Order;Amount;Shipment\r\n";
    for (int line = 0; line < lines; ++line) {
        const qint64 step = payments / 20 / lines;
        const qint64 order = payments * 19 / 20 + line * step + round % qMax<qint64>(step, 1);
        text += (line % 10 == 9 ? "NONE-" : "ORD-") + QByteArray::number(100'000 + order) + ";"
                + (line % 2 == 0 ? "" : "1,00") + ";S-" + QByteArray::number(line) + "\r\n";
    }
    return text;
}

double dryRunMs(TableWorld &world, const QString &path, int lines)
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    QElapsedTimer timer;
    timer.start();
    ManifestEditor editor(world.workspace(), settings);
    editor.openFile(path);
    const bool planned = QTest::qWaitFor(
        [&] { return editor.captures().phase() == CaptureManyEditor::Phase::Planning; },
        kLongestMs);
    const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    if (!planned || editor.captures().rows().size() != lines
        || editor.captures().countIn(CaptureGroup::Cannot) == lines)
        qFatal("the shipment file was not matched");
    return ms;
}

double worstOf(TableWorld &world, int lines)
{
    QTemporaryDir folder;
    QList<double> times;
    for (int round = 0; round < kRuns; ++round) {
        const QString path = folder.filePath(u"shipped%1.csv"_s.arg(round));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("a shipment file could not be written");
        file.write(manifest(1'000'000, lines, round));
        file.close();
        times.append(dryRunMs(world, path, lines));
    }
    return percentile(times, 1);
}

} // namespace

void benchManifest(BenchReport &report)
{
    TableWorld world(TableWorld::fileWith(1'000'000));
    report.atMost(u"manifest_dry_run"_s, u"1,000 lines, worst of 9"_s, worstOf(world, 1000),
                  u"ms"_s, 1000);
    report.atMost(u"manifest_dry_run"_s, u"50,000 lines, worst of 9"_s, worstOf(world, 50'000),
                  u"ms"_s, 10'000);
}

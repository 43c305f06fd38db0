// Runs the benchmarks and prints their table; every row names the reference it was measured beside.
//   orchestratorx-bench
//   [--only vault|flows|webhooks|methods|connectors|audit|table|workbench|manifest|routing|start|
//   rest|server]...
//   [--json FILE] [--payments N] [--requests N] [--per-round N]
#include "tests/bench/benchaudit.h"
#include "tests/bench/benchconnectors.h"
#include "tests/bench/benchflows.h"
#include "tests/bench/benchfolder.h"
#include "tests/bench/benchmanifest.h"
#include "tests/bench/benchmethods.h"
#include "tests/bench/benchrest.h"
#include "tests/bench/benchrouting.h"
#include "tests/bench/benchstart.h"
#include "tests/bench/benchtable.h"
#include "tests/bench/benchvault.h"
#include "tests/bench/benchwebhooks.h"
#include "tests/bench/benchworkbench.h"
#include "tests/bench/guiwatch.h"
#include "tests/bench/tableworld.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace {

/// The number that an option gives, when it does.
void readNumber(const QCommandLineParser &parser, const QString &option, qint64 &number)
{
    if (parser.isSet(option))
        number = qMax<qint64>(1, parser.value(option).toLongLong());
}

} // namespace

int main(int argc, char **argv)
{
    BenchFolder::blockSignals();
    GuiWatch application(argc, argv);
    QCommandLineParser parser;
    parser.addOption({u"only"_s,
                      u"Run one part: vault, flows, webhooks, methods, connectors, audit, table, "
                      "workbench, manifest, routing, start, rest or server; may be repeated."_s,
                      u"part"_s});
    parser.addOption({u"json"_s, u"Write the table to this file too."_s, u"file"_s});
    parser.addOption({u"payments"_s, u"In the file of rest and server."_s, u"number"_s});
    parser.addOption({u"requests"_s, u"To the server whose memory is looked at."_s, u"number"_s});
    parser.addOption({u"per-round"_s, u"Requests in a round of rest."_s, u"number"_s});
    parser.addHelpOption();
    parser.process(application);
    RestSizes rest;
    readNumber(parser, u"payments"_s, rest.payments);
    readNumber(parser, u"requests"_s, rest.requests);
    readNumber(parser, u"per-round"_s, rest.perRound);
    const QStringList only = parser.values(u"only"_s);
    const auto wanted = [&](const QString &part) { return only.isEmpty() || only.contains(part); };

    const BenchFolder folder;
    BenchReport report;
    if (wanted(u"vault"_s))
        benchVault(report);
    if (wanted(u"flows"_s))
        benchFlows(report);
    if (wanted(u"webhooks"_s))
        benchWebhooks(report);
    if (wanted(u"methods"_s))
        benchMethods(report);
    if (wanted(u"connectors"_s))
        benchConnectors(report);
    if (wanted(u"audit"_s))
        benchAudit(report);
    if (wanted(u"table"_s))
        benchTable(report, application);
    if (wanted(u"workbench"_s))
        benchWorkbench(report);
    if (wanted(u"manifest"_s))
        benchManifest(report);
    if (wanted(u"routing"_s))
        benchRouting(report);
    if (wanted(u"start"_s))
        benchStart(report, TableWorld::fileWith(1'000'000));
    if (wanted(u"rest"_s))
        benchRest(report, rest);
    if (wanted(u"server"_s))
        benchServer(report, rest);
    const QString json = parser.value(u"json"_s);
    if (!json.isEmpty() && !report.save(json)) {
        std::fprintf(stderr, "cannot write %s\n", qPrintable(json));
        return 1;
    }
    return report.allMet() ? 0 : 3;
}

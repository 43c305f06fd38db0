// A program for the crash tests: one stage of one flow, against a simulator process, dying where
// ORCHESTRATORX_FAULT says. Exit code 0: the stage was done; 1: it was refused; 2: wrong usage.

#include "services/core/faultpoint.h"
#include "tests/crash/crashflows.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

Result<> runStage(const QString &stage, const DriverOptions &options)
{
    CrashFlows flows(options);
    const Result<> opened = flows.open();
    if (!opened)
        return opened;
    if (stage == "setup"_L1)
        return flows.setUp();
    if (stage == "step"_L1)
        return flows.step();
    return flows.resume();
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QCommandLineOption list(u"list-fault-points"_s);
    const QCommandLineOption database(u"database"_s, {}, u"file"_s);
    const QCommandLineOption bank(u"bank"_s, {}, u"url"_s);
    const QCommandLineOption flow(u"flow"_s, {}, u"name"_s);
    const QCommandLineOption stage(u"stage"_s, {}, u"setup|step|resume"_s);
    const QCommandLineOption state(u"state"_s, {}, u"file"_s);
    QCommandLineParser parser;
    parser.addOptions({list, database, bank, flow, stage, state});
    if (!parser.parse(application.arguments())) {
        std::fprintf(stderr, "%s\n", qPrintable(parser.errorText()));
        return 2;
    }
    if (parser.isSet(list)) {
        for (const QByteArray &name : faultPointNames())
            std::puts(name.constData());
        return 0;
    }
    const QString wanted = parser.value(flow);
    const auto isOf = [&](const QString &face) { return CrashFlows::names(face).contains(wanted); };
    if (!isOf({}) && !isOf(u"stripe"_s) && !isOf(u"adyen"_s)) {
        std::fprintf(stderr, "no such flow\n");
        return 2;
    }
    const Result<> done =
        runStage(parser.value(stage), {parser.value(database), QUrl(parser.value(bank)),
                                       parser.value(flow), parser.value(state)});
    if (!done) {
        std::fprintf(stderr, "refused: %d %s %s\n", static_cast<int>(done.error().code),
                     qPrintable(done.error().field), qPrintable(done.error().detail));
        return 1;
    }
    std::puts("done");
    return 0;
}

#include "app/simulator/bankserver.h"
#include "app/simulator/simulatoroptions.h"
#include "app/terminationsignals.h"

#include <QCoreApplication>

#include <cstdio>
#include <sys/resource.h>
#include <sys/stat.h>

namespace {

void say(std::FILE *stream, const QString &line)
{
    std::fputs(qPrintable(line + u'\n'), stream);
    std::fflush(stream);
}

constexpr int kUsageError = 2;

} // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): out of memory may end this process
int main(int argc, char *argv[])
{
    const rlimit noCore{0, 0};
    ::setrlimit(RLIMIT_CORE, &noCore);
    ::umask(077);
    QCoreApplication application(argc, argv);

    const Result<SimulatorOptions> options = simulatorOptions(application.arguments());
    if (!options) {
        say(stderr, options.error().detail);
        return kUsageError;
    }
    if (options->showsHelp) {
        say(stdout, simulatorUsage());
        return 0;
    }
    if (options->exitsWithParent)
        TerminationSignals::followParent();
    const TerminationSignals termination;
    QObject::connect(&termination, &TerminationSignals::terminated, &application,
                     &QCoreApplication::quit);

    const SystemClock clock;
    BankSettings settings;
    settings.name = options->name;
    const auto server =
        BankServer::start(settings, clock, options->ledgerPath, options->address, options->port);
    if (!server) {
        const Error &error = server.error();
        say(stderr, u"orchestratorx-simulator: " + error.field + u": " + error.detail);
        return error.code == ErrorCode::InvalidValue ? kUsageError : 1;
    }
    for (const SimulatorOptions::Listener &listener : options->listeners)
        (*server)->subscribe(listener.url, listener.secret, listener.dialect);
    const QString host =
        options->address.contains(u':') ? u'[' + options->address + u']' : options->address;
    say(stdout, u"listening " + host + u':' + QString::number((*server)->port()));
    return application.exec();
}

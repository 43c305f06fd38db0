#include "app/auditfilecheck.h"
#include "app/hardening.h"
#include "app/messagelog.h"
#include "app/server/serverapp.h"
#include "app/server/serverinit.h"
#include "app/server/serversecrets.h"
#include "app/terminationsignals.h"
#include "services/api/requestlog.h"
#include "services/vault/filekeyprovider.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr int kFailed = 1;
constexpr int kUsageError = 2;

void say(std::FILE *stream, const QString &words)
{
    std::fputs(qPrintable(words), stream);
    std::fflush(stream);
}

int refuse(const QString &sentence, int exitCode)
{
    say(stderr, u"orchestratorxd: "_s + sentence + u'\n');
    return exitCode;
}

MessageLog::Options logOptions(const ServerOptions &options)
{
    MessageLog::Options log;
    if (!options.logFile.isEmpty()) {
        log.folder = QFileInfo(options.logFile).absolutePath();
        log.fileName = QFileInfo(options.logFile).fileName();
    } else {
        log.threshold = QtWarningMsg; // the terminal is told that it is ready, once
    }
    return log;
}

/// Runs `begin` once the event loop turns.
template <class Begin>
int runLoop(QObject &context, Begin begin)
{
    QMetaObject::invokeMethod(&context, begin, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

int checkAudit(const ServerOptions &options, SecretBytes passphrase, Random &random)
{
    std::unique_ptr<FileKeyProvider> keys;
    if (!options.keyFile.isEmpty())
        keys = std::make_unique<FileKeyProvider>(options.keyFile, std::move(passphrase), random);
    AuditFileCheck check(keys.get(), random);
    return runLoop(check, [&] {
        check.run(options.databaseFile, [](const AuditVerdict &verdict) {
            say(stdout, verdict.words);
            QCoreApplication::exit(verdict.exitCode);
        });
    });
}

int makeFile(const ServerOptions &options, SecretBytes passphrase, const Clock &clock,
             Random &random)
{
    ServerInit init(options, std::move(passphrase), clock, random);
    return runLoop(init, [&] {
        init.run([&options](const Result<QString> &words) {
            if (words)
                say(stdout, *words);
            QCoreApplication::exit(words ? 0
                                         : refuse(sentenceFor(words.error(), options), kFailed));
        });
    });
}

int serve(const ServerOptions &options, ServerSecrets secrets, const Clock &clock, Random &random,
          const TerminationSignals &termination)
{
    ServerApp server(options, std::move(secrets), clock, random);
    QObject::connect(&termination, &TerminationSignals::terminated, &server, &ServerApp::end);
    QObject::connect(&server, &ServerApp::ended, &server, [] { QCoreApplication::exit(0); });
    return runLoop(server, [&] {
        server.start([&](const Result<> &started) {
            if (!started)
                return QCoreApplication::exit(
                    refuse(sentenceFor(started.error(), options), kFailed));
            qInfo().noquote() << "server ready url=" << server.url().toString();
            say(stdout, u"orchestratorxd: ready at %1\n"_s.arg(server.url().toString()));
        });
    });
}

} // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): out of memory may end this process
int main(int argc, char **argv)
{
    const Result<> hardened = hardenProcess(argc, argv);
    forbidInspection();
    if (!hardened)
        return refuse(hardened.error().detail, kUsageError);
    // Before any thread, which would take the signals itself.
    QCoreApplication application(argc, argv);
    const TerminationSignals termination;

    const Result<ServerOptions> options = serverOptions(QCoreApplication::arguments());
    if (!options)
        return refuse(options.error().detail, kUsageError);
    using enum ServerOptions::Command;
    if (options->command == Answer) {
        say(stdout, options->answer);
        return 0;
    }
    const SystemClock clock;
    SystemRandom random;
    SecretBytes passphrase;
    if (!options->keyFile.isEmpty()) {
        Result<SecretBytes> read = readServerPassphrase(*options);
        if (!read)
            return refuse(read.error().detail, kFailed);
        passphrase = std::move(*read);
    }
    if (options->command == VerifyAudit)
        return checkAudit(*options, std::move(passphrase), random);
    if (options->command == Init)
        return makeFile(*options, std::move(passphrase), clock, random);
    Result<SecretBytes> adminKey = readAdminKey(options->adminKeyFile);
    if (!adminKey)
        return refuse(adminKey.error().detail, kFailed);
    const MessageLog log(logOptions(*options), clock);
    if (!options->logFile.isEmpty())
        RequestLog::enable();
    return serve(*options, {std::move(passphrase), std::move(*adminKey)}, clock, random,
                 termination);
}

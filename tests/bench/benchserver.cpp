#include "services/core/securebytes.h"
#include "tests/bench/benchrest.h"
#include "tests/bench/benchworld.h"
#include "tests/bench/restload.h"
#include "tests/bench/restworld.h"
#include "tests/bench/tableworld.h"
#include "tests/support/bigdatabase.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <sys/prctl.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int kStarts = 7;
constexpr int kConnections = 32;
constexpr int kIdle = 256;
constexpr int kLongestMs = 120'000;
constexpr int kKeys = 256;
constexpr qint64 kFewPayments = 10'000;
constexpr qint64 kFewRequests = 1'000;
constexpr qint64 kFirst = 100;      ///< payments that are read
constexpr qint64 kCreateEvery = 50; ///< the other requests read

const QByteArray kPassphrase = "a passphrase for benchmarks";

[[noreturn]] void giveUp(const QString &what)
{
    std::fprintf(stderr, "bench: %s\n", qPrintable(what));
    std::exit(1);
}

void writePrivate(const QString &name, const QByteArray &contents)
{
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly)
        || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(contents) != contents.size())
        giveUp(u"cannot write "_s + name);
}

/// A copy of a file with payments, and what a server needs for it.
class ServedFile
{
public:
    explicit ServedFile(qint64 payments) : m_folder(BenchWorld::scratchTemplate())
    {
        const QString source = TableWorld::fileWith(payments);
        if (!QFile::copy(source, path(u"shop.db"_s)))
            giveUp(u"cannot copy "_s + source);
        writePrivate(path(u"passphrase"_s), QByteArray(kPassphrase + '\n'));
        writePrivate(path(u"admin.key"_s), QByteArray(40, 'a') + '\n');
        m_keys = RestWorld::prepare(path(u"shop.db"_s), path(u"shop.keys"_s), kPassphrase,
                                    {BigDatabaseOptions().merchantId}, kKeys);
    }

    QStringList arguments() const
    {
        return {u"--database"_s,        u"sqlite:"_s + path(u"shop.db"_s),
                u"--key-file"_s,        path(u"shop.keys"_s),
                u"--passphrase-file"_s, path(u"passphrase"_s),
                u"--admin-key-file"_s,  path(u"admin.key"_s),
                u"--listen"_s,          u"127.0.0.1:0"_s};
    }
    const QByteArray &key(qint64 number) const { return m_keys.at(number % m_keys.size()); }

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }

    const QTemporaryDir m_folder;
    QByteArrayList m_keys;
};

/// orchestratorxd over a file; ended with this.
class Server
{
public:
    explicit Server(const ServedFile &file)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        // Not longer than this program, however that ends.
        m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
        QElapsedTimer timer;
        timer.start();
        m_process.start(QCoreApplication::applicationDirPath() + u"/orchestratorxd"_s,
                        file.arguments());
        QByteArray said;
        while (!said.endsWith('\n') && m_process.waitForReadyRead(kLongestMs))
            said += m_process.readAllStandardOutput();
        m_readyMs = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        m_port = said.trimmed().split(':').constLast().toUShort();
        if (m_port == 0)
            giveUp(u"the server did not start"_s);
    }

    ~Server()
    {
        m_process.terminate();
        m_process.waitForFinished(kLongestMs);
    }
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    double readyMs() const { return m_readyMs; }
    quint16 port() const { return m_port; }

    /// Its own, in MB.
    double memory() const
    {
        QFile file(u"/proc/%1/smaps_rollup"_s.arg(m_process.processId()));
        if (!file.open(QIODevice::ReadOnly))
            giveUp(u"no smaps_rollup"_s);
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.startsWith("Pss:"))
                return line.simplified().split(' ').value(1).toDouble() / 1024.0;
        }
        giveUp(u"no Pss"_s);
    }

private:
    QProcess m_process;
    double m_readyMs = 0;
    quint16 m_port = 0;
};

void benchServerStart(BenchReport &report, qint64 payments)
{
    const ServedFile few(kFewPayments);
    const ServedFile many(payments);
    QList<double> fewMs;
    QList<double> manyMs;
    for (int i = 0; i < kStarts; ++i) {
        fewMs.append(Server(few).readyMs());
        manyMs.append(Server(many).readyMs());
    }
    report.atMostTimes(u"server_start"_s, u"%1 payments"_s.arg(payments), percentile(manyMs, 0.5),
                       percentile(fewMs, 0.5), u"ms"_s, 1.5);
}

QByteArray createRequest(const ServedFile &file, qint64 number)
{
    return postRequest("/payments", file.key(number),
                       R"({"payment_id":"pay_bench_)" + QByteArray::number(number)
                           + R"(","amount":1000,"currency":"EUR"})");
}

/// Reads the first payments over and over, and makes a new one now and then.
void askMixed(const Server &server, const ServedFile &file, qint64 first, qint64 count)
{
    askServer(server.port(), kConnections, count, [&file, first](qint64 i) {
        const qint64 number = first + i;
        if (number % kCreateEvery == 0)
            return createRequest(file, number);
        return getRequest("/payments/pay_bench_" + QByteArray::number(number % kFirst),
                          file.key(number));
    });
}

void benchServerMemory(BenchReport &report, qint64 requests)
{
    const ServedFile file(kFewPayments);
    const Server server(file);
    const QByteArray health = "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    const auto memory = [&] {
        const IdleConnections idle(server.port(), kIdle, health);
        return server.memory();
    };
    // What is read is there before.
    askServer(server.port(), 1, kFirst, [&file](qint64 i) { return createRequest(file, i); });
    askMixed(server, file, kFirst, kFewRequests);
    const double before = memory();
    askMixed(server, file, kFirst + kFewRequests, requests - kFewRequests);
    const double after = memory();
    report.add({u"server_memory"_s, u"%1 requests"_s.arg(requests), after, u"MB"_s, before,
                after / before, u"+ 10 MB at most"_s, after - before <= 10});
}

} // namespace

void benchServer(BenchReport &report, const RestSizes &sizes)
{
    benchServerStart(report, sizes.payments);
    benchServerMemory(report, qMax(sizes.requests, 2 * kFewRequests));
}

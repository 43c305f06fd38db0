#include "tests/bench/benchaudit.h"

#include "services/storage/auditreader.h"
#include "services/storage/journalstore.h"
#include "services/vault/vault.h"
#include "tests/bench/benchworld.h"
#include "tests/bench/rawhmac.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace Qt::StringLiterals;

namespace {

[[noreturn]] void giveUp(const char *what)
{
    std::fprintf(stderr, "bench: %s\n", what);
    std::exit(1);
}

/// Of this thread: both sides only compute, and others may be at work on the machine.
double processorSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// Reading and checking every line, as --verify-audit does; how many there were.
qint64 checkAll(Database &database, Vault &vault)
{
    const auto seal = [&vault](QByteArrayView previous, QByteArrayView line) {
        return vault.auditMac(previous, line).value_or(QByteArray());
    };
    AuditVerifier verifier({}, seal, {});
    const Result<> read = AuditReader(database).lines(
        0, 0, [&verifier](const AuditLine &line) { return verifier.take(line); });
    verifier.finish();
    if (!read || verifier.check().finding || verifier.check().unread > 0)
        giveUp("the trail is not whole");
    return verifier.check().lines;
}

/// Puts the lines of a file into another, sealed from the first on.
void copySealed(const QString &from, const QString &to, Vault &vault)
{
    BenchWorld::prepareFile(to);
    Database source;
    Database target;
    if (!source.open({from, false, true}) || !target.open({to, false, false}) || !target.begin())
        giveUp("no file");
    JournalStore journal(target, [&vault](QByteArrayView previous, QByteArrayView line) {
        const Result<QByteArray> mac = vault.auditMac(previous, line);
        return mac ? Result<AuditLink>(AuditLink{*mac, true}) : mac.error();
    });
    AuditQuery query;
    query.limit = 1'000;
    do {
        const Result<AuditPage> page =
            AuditReader(source).page(BenchWorld::caller().merchantId, query);
        if (!page)
            giveUp("no lines");
        for (const AuditRecord &record : page->records) {
            if (!journal.appendAudit(record.entry))
                giveUp("a line was not taken");
        }
        query.before = page->next;
    } while (query.before > 0);
    if (!target.commit())
        giveUp("no lines");
}

/// What is linked, line by line.
QList<QByteArray> bytesOf(Database &database)
{
    QList<QByteArray> bytes;
    const Result<> read = AuditReader(database).lines(0, 0, [&bytes](const AuditLine &line) {
        bytes.append(QByteArray(line.bytes.constData(), line.bytes.size()));
        return true;
    });
    if (!read)
        giveUp("no lines");
    return bytes;
}

} // namespace

void benchAudit(BenchReport &report)
{
    constexpr int kRounds = 15;
    constexpr int kPayments = 4'000;
    SystemRandom random;
    Vault vault(random);
    Result<NewVault> made = vault.create(1);
    RootKeys keys;
    if (made)
        keys.emplace(1, std::move(made->rootKey));
    if (!made || !vault.unlock(made->header, keys))
        giveUp("no vault");
    // Lines as payments leave them.
    const QTemporaryDir folder(BenchWorld::scratchTemplate());
    const QString file = folder.filePath(u"audit.db"_s);
    {
        BenchWorld world;
        FlowDriver flows(world, true);
        flows.run(kPayments, 256);
        copySealed(world.file(), file, vault);
    }
    Database database;
    if (!database.open({file, false, true}))
        giveUp("no file");
    const QList<QByteArray> bytes = bytesOf(database);
    RawHmac raw(QByteArray(32, 'k'));
    QList<double> ours;
    QList<double> theirs;
    qint64 lines = 0;
    for (int round = 0; round < kRounds; ++round) {
        const double begun = processorSeconds();
        lines = checkAll(database, vault);
        const double checked = processorSeconds();
        QByteArray link(32, '\0');
        for (const QByteArray &line : bytes) {
            if (!raw.of(link, line, link.data()))
                giveUp("libcrypto failed");
        }
        ours.append(checked - begun);
        theirs.append(processorSeconds() - checked);
    }
    report.atMostTimes(u"audit_verify"_s, u"%1 records"_s.arg(lines), percentile(ours, 0.5) * 1e3,
                       percentile(theirs, 0.5) * 1e3, u"ms"_s, 3);
}

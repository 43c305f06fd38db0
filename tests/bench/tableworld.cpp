#include "tests/bench/tableworld.h"

#include "services/core/async.h"
#include "services/storage/migrations.h"
#include "services/storage/searchindex.h"
#include "tests/support/bigdatabase.h"
#include "tests/support/inprocesstransport.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace {

void require(const Result<> &result, const char *what)
{
    if (result)
        return;
    std::fprintf(stderr, "bench: %s: %s\n", what, qPrintable(result.error().detail));
    std::exit(1);
}

} // namespace

TableWorld::TableWorld(const QString &file)
    : m_bank(BankSettings{}, m_clock)
    , m_engine(EngineOptions{file, QUrl(u"http://127.0.0.1/3ds/return/"_s), m_clock, m_random,
                             [this] { return std::make_unique<InProcessTransport>(m_bank); }})
    , m_payments(m_engine)
    , m_refunds(m_engine)
    , m_lists(file)
    , m_time(QTimeZone::utc())
    , m_workspace{m_payments,
                  m_lists,
                  m_refunds,
                  m_engine.events(),
                  m_clock,
                  m_random,
                  {{BigDatabaseOptions().merchantId}, u"operator:bench"_s},
                  u"Bench"_s,
                  true,
                  {},
                  &m_time,
                  {}}
{
    whenDone(m_engine.open(), qApp, [](const Result<bool> &opened) {
        require(opened ? Result<>() : Result<>(opened.error()), "open");
        QCoreApplication::quit();
    });
    QCoreApplication::exec();
}

TableWorld::~TableWorld() = default;

QString TableWorld::fileWith(qint64 payments)
{
    const QDir folder(QCoreApplication::applicationDirPath() + u"/.."_s);
    const QString name = u"bench-%1.schema%2.db"_s.arg(payments).arg(newestSchema());
    const QString file = folder.filePath(name);
    if (!QFile::exists(file)) {
        // Those of older programs, which are in nobody's way but the disk's.
        for (const QString &old : folder.entryList({u"bench-%1.*"_s.arg(payments)}, QDir::Files))
            QFile::remove(folder.filePath(old));
        std::fprintf(stderr, "making %lld payments ...\n", static_cast<long long>(payments));
        BigDatabaseOptions options;
        options.file = file + u".part"_s;
        options.payments = payments;
        for (const auto &end : {u""_s, u"-wal"_s, u"-shm"_s})
            QFile::remove(options.file + end);
        require(makeBigDatabase(options), "make a big database");
        QFile::rename(options.file, file);
    }
    return file;
}

void TableWorld::indexWords(const QString &file)
{
    SearchIndex index;
    require(index.open(file), "open the search index");
    for (;;) {
        const Result<int> done = index.catchUp(20'000);
        require(done ? Result<>() : Result<>(done.error()), "index");
        if (*done == 0)
            return;
    }
}

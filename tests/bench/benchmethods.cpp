#include "tests/bench/benchmethods.h"

#include "services/core/async.h"
#include "tests/bench/benchworld.h"
#include "tests/support/memorykeys.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <cstdio>
#include <cstdlib>
#include <random>

using namespace Qt::StringLiterals;

namespace {

[[noreturn]] void giveUp(const QString &what)
{
    std::fprintf(stderr, "bench: %s\n", qPrintable(what));
    std::exit(1);
}

/// The same payments, with and without keeping the card, by turns.
void benchSaving(BenchReport &report)
{
    constexpr int kRounds = 5;
    constexpr int kPerRound = 2'560;
    constexpr int kInFlight = 256;
    MemoryKeys keys;
    BenchWorld world(0, &keys);
    FlowDriver flows(world, true);
    QList<double> seconds[2];
    for (const bool saving : {false, true}) {
        flows.setSaving(saving);
        flows.run(kInFlight, kInFlight); // warm
    }
    for (int round = 0; round < kRounds; ++round) {
        for (const bool saving : {false, true}) {
            flows.setSaving(saving);
            seconds[saving ? 1 : 0].append(flows.run(kPerRound, kInFlight));
        }
    }
    report.atLeastShare(u"save_while_paying"_s, u"256 in flight"_s,
                        kPerRound / percentile(seconds[1], 0.5),
                        kPerRound / percentile(seconds[0], 0.5), u"/s"_s, 0.7);
}

/// Customers with three methods each, as they would stand after years; their sealed cards are left
/// out, for nobody opens them here.
void fillWithMethods(const QString &file, qint64 customers)
{
    const QString name = u"ox_benchmethods"_s;
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        connection.setDatabaseName(file);
        if (!connection.open())
            giveUp(u"cannot open "_s + file);
        QSqlQuery query(connection);
        const auto run = [&query](const QString &sql) {
            if (!query.exec(sql))
                giveUp(query.lastError().text());
            query.finish();
        };
        for (const auto &setting :
             {u"PRAGMA journal_mode = OFF"_s, u"PRAGMA synchronous = OFF"_s,
              u"PRAGMA cache_size = -256000"_s, u"PRAGMA foreign_keys = OFF"_s})
            run(setting);
        // Not arg(): printf() has percent signs of its own.
        const auto fill = [&run, customers](QString sql, qint64 rows) {
            sql.replace("<rows>"_L1, QString::number(rows));
            sql.replace("<customers>"_L1, QString::number(customers));
            sql.replace("<merchant>"_L1, BenchWorld::caller().merchantId.value);
            run(sql);
        };
        const auto counter = u"WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 "
                             "FROM counter WHERE n < <rows>) "_s;
        fill(u"INSERT INTO customer (customer_id, merchant_id, redacted, name, email, phone, "
             "phone_country_code, description, tax_registration_id, address_first_name, "
             "address_last_name, address_line1, address_line2, address_line3, address_city, "
             "address_state, address_zip, address_country, metadata_json, name_key, email_key, "
             "created_at_ms, modified_at_ms) "_s
                 + counter
                 + u"SELECT printf('cus_%08d', n), '<merchant>', 0, 'Ada Lovelace', '', '', '', "
                   "'', '', '', '', '', '', '', '', '', '', '', '', 'ada lovelace', '', n, n "
                   "FROM counter"_s,
             customers);
        fill(u"INSERT INTO saved_method (payment_method_id, merchant_id, customer_id, "
             "future_usage, card_brand, last4, card_bin, card_expiry_month, card_expiry_year, "
             "card_holder, nickname, is_default, payment_id, acceptance_type, accepted_at_ms, "
             "acceptance_ip, acceptance_user_agent, fingerprint, vault_record_id, "
             "last_used_at_ms, created_at_ms, modified_at_ms) "_s
                 + counter
                 + u"SELECT printf('pm_%017d', n), '<merchant>', printf('cus_%08d', (n * 7919) % "
                   "<customers> + 1), 'off_session', 'Visa', '4242', '424242', 12, 2060, "
                   "'Ada Lovelace', '', 0, '', '', 0, '', '', randomblob(32), "
                   "printf('pm_%017d', n), n, n, n FROM counter"_s,
             customers * 3);
        run(u"PRAGMA analysis_limit = 1000"_s);
        run(u"ANALYZE"_s);
        run(u"PRAGMA journal_mode = WAL"_s);
        connection.close();
    }
    QSqlDatabase::removeDatabase(name);
}

double listMs(BenchWorld &world, qint64 customer)
{
    const CustomerId id{u"cus_%1"_s.arg(customer, 8, 10, QLatin1Char('0'))};
    QElapsedTimer timer;
    timer.start();
    whenDone(world.methods().list(BenchWorld::caller().merchantId, id, 100), qApp,
             [](const Result<QList<SavedMethod>> &methods) {
                 if (!methods || methods->size() != 3)
                     giveUp(u"a customer has not three methods"_s);
                 QCoreApplication::quit();
             });
    QCoreApplication::exec();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void benchListing(BenchReport &report)
{
    constexpr qint64 kFew = 1'000;
    constexpr qint64 kMany = 1'000'000;
    constexpr int kLists = 4'000;
    BenchWorld few(fillWithMethods, kFew);
    BenchWorld many(fillWithMethods, kMany);
    std::mt19937_64 random(7);
    QList<double> fewMs;
    QList<double> manyMs;
    for (int i = 0; i < kLists; ++i) {
        fewMs.append(listMs(few, 1 + static_cast<qint64>(random() % kFew)));
        manyMs.append(listMs(many, 1 + static_cast<qint64>(random() % kMany)));
    }
    report.atMostTimes(u"list_methods"_s, u"1,000,000 : 1,000 customers"_s, percentile(manyMs, 0.5),
                       percentile(fewMs, 0.5), u"ms"_s, 1.5);
    report.atMost(u"list_methods"_s, u"p99, 1,000,000"_s, percentile(manyMs, 0.99), u"ms"_s, 5);
}

} // namespace

void benchMethods(BenchReport &report)
{
    benchSaving(report);
    benchListing(report);
}

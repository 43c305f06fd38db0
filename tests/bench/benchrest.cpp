#include "tests/bench/benchrest.h"

#include "services/core/async.h"
#include "services/core/heapwipe.h"
#include "services/storage/database.h"
#include "tests/bench/benchworld.h"
#include "tests/bench/restload.h"
#include "tests/bench/restworld.h"
#include "tests/bench/tableworld.h"
#include "tests/support/bigdatabase.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSqlQuery>

#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace Qt::StringLiterals;

namespace {

constexpr int kConnections = 32;
constexpr int kRounds = 5;
constexpr int kIds = 10'000;

[[noreturn]] void giveUp(const char *what)
{
    std::fprintf(stderr, "bench: %s\n", what);
    std::exit(1);
}

double processCpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double median(QList<double> values)
{
    return percentile(std::move(values), 0.5);
}

/// The payment with that number, as a shop's server asks for it.
QByteArray bodyOf(qint64 number)
{
    const QByteArray text = QByteArray::number(number);
    return R"({"amount":)" + QByteArray::number(1'000 + number % 9'000)
           + R"(,"currency":"EUR","confirm":true,"merchant_order_reference_id":"A-)" + text
           + R"(","customer_id":"cus_)" + text
           + R"(","name":"Ada Lovelace","email":"ada@example.com","payment_method":"card",)"
             R"("payment_method_data":{"card":{"card_number":"4242424242424242",)"
             R"("card_exp_month":"12","card_exp_year":"2060","card_holder_name":"Ada Lovelace",)"
             R"("card_cvc":"123"}}})";
}

/// The same payment as the route asks the engine for it.
CreatePayment commandOf(const Caller &caller, qint64 number)
{
    const QString text = QString::number(number);
    CreatePayment command;
    command.caller = caller;
    command.amount = 1'000 + number % 9'000;
    command.currency = Currency::Eur;
    command.confirm = true;
    command.orderReference = QString(u"A-"_s + text);
    command.customer = {{u"cus_"_s + text}, u"Ada Lovelace"_s, u"ada@example.com"_s, {}};
    command.paymentMethod = u"card"_s;
    CardDetails card;
    card.number = Pan("4242424242424242");
    card.cvc = Cvc("123");
    card.expiryMonth = 12;
    card.expiryYear = 2060;
    card.holder = u"Ada Lovelace"_s;
    command.card = std::move(card);
    return command;
}

/// Seconds for so many payments through the interface, from `first` on.
double createInProcess(RestWorld &world, qint64 first, qint64 count)
{
    QObject context;
    qint64 asked = 0;
    qint64 done = 0;
    QElapsedTimer timer;
    timer.start();
    std::function<void()> next = [&] {
        if (asked == count)
            return;
        whenDone(world.services().payments.create(commandOf(world.caller(), first + asked++)),
                 &context, [&](const Result<CreatedPayment> &created) {
                     if (!created || created->payment.status != PaymentStatus::Succeeded)
                         giveUp("a payment did not succeed");
                     if (++done == count)
                         QCoreApplication::quit();
                     else
                         next();
                 });
    };
    for (int i = 0; i < kConnections; ++i)
        next();
    QCoreApplication::exec();
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

void benchCreate(BenchReport &report, qint64 perRound)
{
    const QTemporaryDir folder(BenchWorld::scratchTemplate());
    const QString file = folder.filePath(u"rest.db"_s);
    BenchWorld::prepareFile(file);
    RestWorld world(file, BenchWorld::caller().merchantId, true);
    qint64 number = 0;
    const auto overHttp = [&](qint64 count) {
        const qint64 first = number;
        number += count;
        return askServer(world.port(), kConnections, count,
                         [&](qint64 i) {
                             return postRequest("/payments", world.key(first + i),
                                                bodyOf(first + i));
                         })
            .seconds;
    };
    const auto inProcess = [&](qint64 count) {
        const qint64 first = number;
        number += count;
        return createInProcess(world, first, count);
    };
    overHttp(4 * kConnections); // warm: statements prepared, caches filled
    inProcess(4 * kConnections);
    QList<double> ours;
    QList<double> theirs;
    for (int round = 0; round < kRounds; ++round) { // by turns, so that both meet the same disk
        ours.append(overHttp(perRound));
        theirs.append(inProcess(perRound));
    }
    const auto count = static_cast<double>(perRound);
    report.atLeastShare(u"rest_create"_s, u"%1 payments, 32 conn."_s.arg(kRounds * perRound),
                        count / median(ours), count / median(theirs), u"/s"_s, 0.7);
}

/// Payments from all over the file.
QByteArrayList someIds(const QString &file, qint64 payments)
{
    Database database;
    if (!database.open({file, false, true}))
        giveUp("no file");
    const auto query = database.transient(
        u"SELECT payment_id FROM payment WHERE rowid % :step = 1 ORDER BY rowid LIMIT :most"_s);
    query->bindValue(u":step"_s, qMax<qint64>(2, payments / kIds));
    query->bindValue(u":most"_s, kIds);
    QByteArrayList ids;
    if (!query->exec())
        giveUp("no payments");
    while (query->next())
        ids.append(query->value(0).toString().toLatin1());
    if (ids.isEmpty())
        giveUp("no payments");
    return ids;
}

struct Reads
{
    QList<double> seconds;
    QList<double> ms;
    double cpuSeconds = 0; ///< of the server
    qsizetype bodyBytes = 0;

    void add(quint16 port, qint64 count, const MakeRequest &make)
    {
        const double cpu = processCpuSeconds();
        const RestLoad load = askServer(port, kConnections, count, make);
        cpuSeconds += processCpuSeconds() - cpu - load.clientCpuSeconds;
        seconds.append(load.seconds);
        ms += load.ms;
        bodyBytes = load.bodyBytes;
    }
};

void benchGet(BenchReport &report, const RestSizes &sizes)
{
    const QString file = TableWorld::fileWith(sizes.payments);
    RestWorld world(file, {BigDatabaseOptions().merchantId}, false);
    const QByteArrayList ids = someIds(file, sizes.payments);
    const auto request = [&](qint64 i) {
        // A prime apart, so that neighbours are not asked for one after the other.
        return getRequest("/payments/" + ids.at(i * 7'919 % ids.size()), world.key(i));
    };
    Reads ours;
    ours.add(world.port(), ids.size(), request); // warm
    const ConstantServer constant(QByteArray(ours.bodyBytes, 'x'));
    ours = {};
    Reads theirs;
    for (int round = 0; round < kRounds; ++round) {
        ours.add(world.port(), sizes.perRound, request);
        theirs.add(constant.port(), sizes.perRound, request);
    }
    const auto count = static_cast<double>(sizes.perRound);
    const QString variant = u"%1 payments"_s.arg(sizes.payments);
    report.atLeastShare(u"rest_get"_s, variant, count / median(ours.seconds),
                        count / median(theirs.seconds), u"/s"_s, 0.5);
    report.atMostTimes(u"rest_get"_s, u"p99"_s, percentile(ours.ms, 0.99),
                       percentile(theirs.ms, 0.99), u"ms"_s, 3);
    const double all = kRounds * count;
    const double oursUs = ours.cpuSeconds / all * 1e6;
    const double theirsUs = theirs.cpuSeconds / all * 1e6;
    report.add({u"rest_get_cpu"_s, variant, oursUs, u"us"_s, theirsUs, oursUs / theirsUs,
                u"+ 60 us at most"_s, oursUs - theirsUs <= 60});
}

} // namespace

void benchRest(BenchReport &report, const RestSizes &sizes)
{
    heapwipe::overwriteFrees(); // as the server does, from its start on
    benchCreate(report, qMax<qint64>(kConnections, sizes.perRound / 10));
    benchGet(report, sizes);
}

#include "tests/bench/benchworld.h"

#include "services/core/async.h"
#include "services/processors/httptransport.h"
#include "services/storage/accountstore.h"
#include "tests/support/inprocesstransport.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QVariant>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace {

const MerchantId kMerchant{u"merchant_bench"_s};
const ProfileId kProfile{u"pro_bench"_s};

void require(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "bench: %s\n", what);
    std::exit(1);
}

template <class T>
T checked(const Result<T> &result, const char *what)
{
    if (!result)
        std::fprintf(stderr, "%s %s\n", qPrintable(result.error().field),
                     qPrintable(result.error().detail));
    require(result.has_value(), what);
    return *result;
}

/// Waits for an answer with the event loop running.
template <class T>
void waitFor(const QFuture<Result<T>> &future, const char *what)
{
    whenDone(future, qApp, [what](const Result<T> &answer) {
        checked(answer, what);
        QCoreApplication::quit();
    });
    QCoreApplication::exec();
}

} // namespace

Caller BenchWorld::caller()
{
    return {kMerchant, u"operator:bench"_s};
}

QString BenchWorld::scratchTemplate()
{
    const QVariant folder = qApp->property(kFolderProperty);
    return (folder.isValid() ? folder.toString() : QCoreApplication::applicationDirPath())
           + u"/bench-XXXXXX"_s;
}

BenchWorld::BenchWorld(int latencyMs, KeyProvider *keys)
    : BenchWorld(latencyMs, keys, [](const QString &) {})
{
}

BenchWorld::BenchWorld(const std::function<void(const QString &, qint64)> &fill, qint64 count)
    : BenchWorld(0, nullptr, [&fill, count](const QString &file) { fill(file, count); })
{
}

BenchWorld::BenchWorld(int latencyMs, KeyProvider *keys,
                       const std::function<void(const QString &)> &fill)
    : m_directory(scratchTemplate())
    , m_file(m_directory.filePath(u"bench.db"_s))
    , m_bank(BankSettings{}, m_clock)
    , m_engine(EngineOptions{m_file, QUrl(u"http://127.0.0.1/3ds/return/"_s), m_clock, m_random,
                             [this, latencyMs] {
                                 auto transport = std::make_unique<InProcessTransport>(m_bank);
                                 transport->setLatencyMs(latencyMs);
                                 return transport;
                             },
                             keys})
    , m_payments(m_engine)
    , m_methods(m_engine)
    , m_vault(m_engine)
{
    prepareFile(m_file);
    fill(m_file);
    waitFor(m_engine.open(), "the engine did not open");
    if (keys)
        waitFor(m_vault.create(caller()), "no vault");
}

BenchWorld::~BenchWorld() = default;

void BenchWorld::prepareFile(const QString &file)
{
    Database database;
    DatabaseOptions options;
    options.file = file;
    require(database.open(options).has_value() && database.migrate().has_value(), "new file");
    AccountStore accounts(database);
    ProcessorAccount account;
    account.id = {u"mca_bench"_s};
    account.merchantId = kMerchant;
    account.profileId = kProfile;
    account.connector = u"simulator"_s;
    account.label = u"simulator"_s;
    account.baseUrl = QUrl(u"http://127.0.0.1:1"_s);
    require(database.begin().has_value(), "begin");
    require(accounts.insertMerchant(kMerchant, u"Bench"_s, true, 1).has_value(), "merchant");
    require(accounts.insertProfile({kProfile, kMerchant, u"default"_s, false}).has_value(),
            "profile");
    require(accounts.insertAccount(account).has_value(), "account");
    require(database.commit().has_value(), "commit");
}

CreatePayment BenchWorld::create(int number) const
{
    CreatePayment command;
    command.caller = caller();
    command.amount = 1'000 + number % 9'000;
    command.currency = Currency::Eur;
    command.captureMethod = CaptureMethod::Manual;
    command.orderReference = u"A-%1"_s.arg(number);
    command.customer = {{u"cus_%1"_s.arg(number)}, u"Ada Lovelace"_s, u"ada@example.com"_s, {}};
    return command;
}

ConfirmPayment BenchWorld::confirm(const PaymentId &id) const
{
    ConfirmPayment command;
    command.caller = caller();
    command.id = id;
    CardDetails card;
    card.number = Pan("4242424242424242");
    card.cvc = Cvc("123");
    card.expiryMonth = 12;
    card.expiryYear = 2060;
    card.holder = u"Ada Lovelace"_s;
    command.card = std::move(card);
    return command;
}

CapturePayment BenchWorld::capture(const PaymentId &id) const
{
    CapturePayment command;
    command.caller = caller();
    command.id = id;
    return command;
}

double FlowDriver::run(int count, int inFlight)
{
    m_toStart = count;
    m_ids.clear();
    m_confirmMs.clear();
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < qMin(count, inFlight); ++i)
        startOne();
    QCoreApplication::exec();
    require(m_ids.size() == count, "not every payment was carried out");
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

void FlowDriver::startOne()
{
    --m_toStart;
    ++m_running;
    CreatePayment command = m_world.create(m_number++);
    command.futureUsage = m_saving ? FutureUsage::OffSession : FutureUsage::None;
    whenDone(m_world.payments().create(std::move(command)), this,
             [this](const Result<CreatedPayment> &created) {
                 const PaymentId id = checked(created, "create").payment.id;
                 QElapsedTimer timer;
                 timer.start();
                 whenDone(m_world.payments().confirm(m_world.confirm(id)), this,
                          [this, id, timer](const Result<Payment> &payment) {
                              require(checked(payment, "confirm").status
                                          == PaymentStatus::RequiresCapture,
                                      "confirm did not end in a hold");
                              m_confirmMs.append(static_cast<double>(timer.nsecsElapsed()) / 1e6);
                              confirmed(id);
                          });
             });
}

void FlowDriver::confirmed(const PaymentId &id)
{
    m_ids.append(id);
    if (!m_captures)
        return finished();
    whenDone(m_world.payments().capture(m_world.capture(id)), this,
             [this](const Result<Payment> &payment) {
                 require(checked(payment, "capture").status == PaymentStatus::Succeeded,
                         "capture did not succeed");
                 finished();
             });
}

void FlowDriver::finished()
{
    --m_running;
    if (m_toStart > 0)
        startOne();
    else if (m_running == 0)
        QCoreApplication::quit();
}

double captureAll(BenchWorld &world, const QList<PaymentId> &ids, int inFlight)
{
    QObject context;
    qsizetype next = 0;
    qsizetype done = 0;
    QElapsedTimer timer;
    timer.start();
    std::function<void()> startNext = [&] {
        if (next == ids.size())
            return;
        whenDone(world.payments().capture(world.capture(ids.at(next++))), &context,
                 [&](const Result<Payment> &payment) {
                     require(checked(payment, "capture").status == PaymentStatus::Succeeded,
                             "capture did not succeed");
                     if (++done == ids.size())
                         QCoreApplication::quit();
                     else
                         startNext();
                 });
    };
    for (int i = 0; i < inFlight; ++i)
        startNext();
    QCoreApplication::exec();
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

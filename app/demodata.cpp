#include "app/demodata.h"

#include "app/demovault.h"
#include "services/core/async.h"
#include "services/vault/desktopkeyprovider.h"

#include <QCoreApplication>
#include <QDir>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QPromise>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace {

constexpr int kAskTimeoutMs = 10'000;

/// Runs work, which may block on the disk, on a pool thread.
template <class T, class Work>
QFuture<T> inBackground(Work work)
{
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    QFuture<T> future = promise->future();
    QThreadPool::globalInstance()->start([promise, work = std::move(work)]() mutable {
        promise->addResult(work());
        promise->finish();
    });
    return future;
}

} // namespace

/// What the first look into the folder gave.
struct DemoData::Made
{
    bool isNew = false;
    DemoSample sample; ///< of a new one
    quint16 port = 0;  ///< of an old one
};

DemoData::DemoData(const Clock &clock, Random &random, const QString &simulatorProgram,
                   QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_random(random)
    , m_bank(simulatorProgram.isEmpty() ? BankProcess::installedProgram() : simulatorProgram, this)
    , m_stopped(std::make_shared<std::atomic<bool>>(false))
{
    connect(&m_bank, &BankProcess::listening, this, &DemoData::onListening);
    connect(&m_bank, &BankProcess::failed, this, &DemoData::failed);
}

DemoData::~DemoData()
{
    *m_stopped = true;
}

QString DemoData::databaseFile(const QString &folder)
{
    return folder + u"/sample-data.orchestratorx"_s;
}

QString DemoData::ledgerFile(const QString &folder)
{
    return folder + u"/sample-bank.ledger"_s;
}

QByteArray DemoData::vaultPassphrase()
{
    return demoVaultPassphrase();
}

void DemoData::prepare(const QString &folder, int count)
{
    m_plan.databaseFile = databaseFile(folder);
    m_plan.ledgerFile = ledgerFile(folder);
    m_plan.keyFile = DesktopKeyProvider::keyFileOf(m_plan.databaseFile);
    m_plan.returnBase = QUrl(u"http://127.0.0.1:%1/3ds/return/"_s.arg(kReturnPort));
    m_plan.count = count;
    m_plan.nowMs = m_clock.nowMs();
    const auto work = [plan = m_plan, folder, &random = m_random]() -> Result<Made> {
        if (!QDir().mkpath(folder))
            return Error{ErrorCode::FileReadOnly, {}, folder};
        if (hasDemo(plan)) // an unreadable one is for whoever opens it to tell about
            return Made{false, {}, lastBankPort(plan).value_or(0)};
        Result<DemoSample> sample = makeDemoSample(plan, random);
        if (!sample)
            return sample.error();
        return Made{true, std::move(*sample), 0};
    };
    whenDone(inBackground<Result<Made>>(work), this,
             [this](const Result<Made> &made) { onPrepared(made); });
}

void DemoData::onPrepared(const Result<Made> &made)
{
    if (!made)
        return emit failed(made.error());
    m_isNew = made->isNew;
    m_sample = made->sample;
    emit startingBank();
    m_bank.start(m_plan.ledgerFile, made->port);
}

void DemoData::onListening(const QUrl &url)
{
    if (m_isReady)
        return; // it had died and is back at the same address
    if (m_isNew)
        askForChallenges(url);
    else
        tellNewUrl(url);
}

void DemoData::askForChallenges(const QUrl &url)
{
    m_network = std::make_unique<QNetworkAccessManager>();
    m_network->setProxy(QNetworkProxy::NoProxy);
    QNetworkRequest request(url.resolved(QUrl(u"/control/challenges"_s)));
    request.setTransferTimeout(kAskTimeoutMs);
    QNetworkReply *reply = m_network->get(request);
    connect(reply, &QNetworkReply::finished, this, [this, reply, url] {
        reply->deleteLater();
        if (reply->error() != QNetworkReply::NoError)
            return emit failed(
                {ErrorCode::ConnectorUnreachable, u"simulator"_s, reply->errorString()});
        store(url, reply->readAll());
    });
}

void DemoData::store(const QUrl &url, const QByteArray &challenges)
{
    const auto tell = [this, stopped = m_stopped](int done, int total) {
        if (*stopped)
            return false;
        QMetaObject::invokeMethod(QCoreApplication::instance(), [this, stopped, done, total] {
            if (!*stopped) // set on this thread, by the destructor
                emit progress(done, total);
        });
        return true;
    };
    const auto work = [plan = m_plan, sample = std::exchange(m_sample, {}), url, challenges,
                       &random = m_random,
                       tell] { return storeDemo(plan, sample, url, challenges, random, tell); };
    whenDone(inBackground<Result<>>(work), this,
             [this, url](const Result<> &stored) { finish(stored, url); });
}

void DemoData::tellNewUrl(const QUrl &url)
{
    const auto work = [plan = m_plan, url] { return changeBankUrl(plan, url); };
    whenDone(inBackground<Result<>>(work), this, [this, url](const Result<> &) {
        // Whoever opens the file finds out, and says, what is wrong with it.
        finish({}, url);
    });
}

void DemoData::finish(const Result<> &result, const QUrl &url)
{
    if (!result)
        return emit failed(result.error());
    m_isReady = true;
    emit ready(m_plan.databaseFile, url);
}

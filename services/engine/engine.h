#pragma once

#include "services/engine/reply.h"
#include "services/interfaces/events.h"

#include <QHash>
#include <QThread>
#include <QUrl>

#include <functional>
#include <memory>

struct EngineCore;
class AuditKeeper;
class Clock;
class DisputeKeeper;
class HttpTransport;
class KeyProvider;
class NewsInbox;
class OperationRunner;
class Random;
class Recovery;
class Scheduler;
class WebhookDispatcher;
class WebhookObjects;
class WebhookTransport;

/// What an engine needs to run. The references must outlive it.
struct EngineOptions
{
    QString databaseFile;
    /// Challenges return to this with a token behind it. "(payment_id)", "(merchant_id)" and
    /// "(connector)" in it stand for the payment's own.
    QUrl returnBase;
    const Clock &clock;
    Random &random;
    /// Makes the transport on the engine thread (network access objects belong to one thread).
    std::function<std::unique_ptr<HttpTransport>()> makeTransport;
    /// Who keeps the root keys of the vault; called on the engine thread only. Without one there
    /// is no vault.
    KeyProvider *keys = nullptr;
    /// Webhooks of test merchants may go to this machine.
    bool loopbackWebhooks = false;
    /// How objects are spelled for shops; without it they are told nothing.
    const WebhookObjects *webhookObjects = nullptr;
    /// Makes what sends to shops, on the engine thread; without it what is to be told waits.
    std::function<std::unique_ptr<WebhookTransport>()> makeWebhookTransport = {};
    /// Where a connector's processor is, by its name, for accounts that do not say.
    QHash<QString, QUrl> processorUrls = {};
    /// New payments without a method are requires_payment_method whatever their profile says.
    bool fineInitialState = false;
};

/// The engine thread: everything that changes a payment runs here, one half after another.
class Engine
{
public:
    /// Work that is queued at most; above it callers hear Overloaded.
    static constexpr int kMostWaiting = 10'000;

    explicit Engine(const EngineOptions &options);
    ~Engine();
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;

    /// Starts the thread, opens and migrates the database, takes over what an earlier run left open
    /// and starts the schedule. Errors as Database::open and Database::migrate.
    QFuture<Result<bool>> open();
    /// Where challenges return to; before open() only.
    void setReturnBase(const QUrl &returnBase) { m_options.returnBase = returnBase; }
    /// Stops the thread after the half that runs; calls under way are recovered by the next start.
    void stop();

    /// Runs work on the engine thread; it answers through its Reply, now or later.
    template <class T, class Work>
    QFuture<Result<T>> start(Work work)
    {
        const Reply<T> reply;
        // A function object that may own secrets cannot be copied; the queue wants one that can.
        const auto shared = std::make_shared<Work>(std::move(work));
        const bool posted = post([this, shared, reply] {
            if (!isReady())
                return reply(Error{ErrorCode::StorageUnavailable});
            (*shared)(reply);
        });
        if (!posted)
            reply(Error{ErrorCode::Overloaded});
        return reply.future();
    }

    /// Signals are emitted on the engine thread.
    Events &events() { return m_events; }
    EngineCore &core() { return *m_core; }
    OperationRunner &runner() { return *m_runner; }
    AuditKeeper &audit() { return *m_audit; }
    WebhookDispatcher &webhooks() { return *m_webhooks; }
    NewsInbox &news() { return *m_news; }
    DisputeKeeper &disputes() { return *m_disputes; }

private:
    bool post(std::function<void()> work);
    bool isReady() const { return m_scheduler != nullptr; }
    Result<bool> openHere();

    EngineOptions m_options;
    QThread *const m_home = QThread::currentThread(); ///< where the events go back to
    QThread m_thread;
    std::unique_ptr<QObject> m_context; ///< lives on m_thread; the target of posted work
    Events m_events;
    std::atomic<int> m_waiting = 0;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<EngineCore> m_core;
    std::unique_ptr<AuditKeeper> m_audit;
    std::unique_ptr<OperationRunner> m_runner;
    std::unique_ptr<Recovery> m_recovery;
    std::unique_ptr<Scheduler> m_scheduler;
    std::unique_ptr<WebhookDispatcher> m_webhooks;
    std::unique_ptr<NewsInbox> m_news;
    std::unique_ptr<DisputeKeeper> m_disputes;
};

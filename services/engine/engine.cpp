#include "services/engine/engine.h"

#include "services/engine/auditkeeper.h"
#include "services/engine/disputekeeper.h"
#include "services/engine/enginecore.h"
#include "services/engine/newsinbox.h"
#include "services/engine/operationrunner.h"
#include "services/engine/recovery.h"
#include "services/engine/scheduler.h"
#include "services/engine/webhookdispatcher.h"
#include "services/processors/httptransport.h"

using namespace Qt::StringLiterals;

Engine::Engine(const EngineOptions &options) : m_options(options)
{
    m_thread.setObjectName(u"engine"_s);
    m_context = std::make_unique<QObject>();
    m_context->moveToThread(&m_thread);
    m_events.moveToThread(&m_thread);
}

Engine::~Engine()
{
    stop();
}

QFuture<Result<bool>> Engine::open()
{
    m_thread.start();
    const Reply<bool> reply;
    post([this, reply] {
        const Result<bool> opened = openHere();
        if (!opened)
            return reply(opened);
        // Queued before anything a caller may ask: nothing new starts on what was left open.
        m_recovery->run([this, reply](const Result<> &recovered) {
            if (!recovered)
                return reply(recovered.error());
            m_scheduler->start();
            m_webhooks->start();
            m_news->start();
            m_disputes->start();
            m_audit->start();
            reply(true);
        });
    });
    return reply.future();
}

Result<bool> Engine::openHere()
{
    m_transport = m_options.makeTransport();
    m_core = std::make_unique<EngineCore>(*m_transport, m_options.clock, m_options.random);
    m_core->returnBase = m_options.returnBase;
    m_core->keys = m_options.keys;
    m_core->loopbackWebhooks = m_options.loopbackWebhooks;
    m_core->webhookObjects = m_options.webhookObjects;
    m_core->accounts.setProcessorUrls(m_options.processorUrls);
    m_core->fineInitialState = m_options.fineInitialState;
    m_core->instance = m_options.random.newId("run"_L1);
    QObject::connect(&m_core->writes, &WriteQueue::degraded, m_context.get(),
                     [this](const QString &reason) { emit m_events.storageTrouble(reason); });
    DatabaseOptions options;
    options.file = m_options.databaseFile;
    const Result<> ready =
        m_core->database.open(options).and_then([this] { return m_core->database.migrate(); });
    if (!ready)
        return ready.error();
    const Result<QByteArray> key = m_core->accounts.installKey(m_options.random.bytes(32));
    if (!key)
        return key.error();
    m_core->installKey = *key;
    // What an earlier run removed may not have left the log.
    m_core->ciphertextRemoved = m_core->vaultRecords.header().has_value();
    m_runner = std::make_unique<OperationRunner>(*m_core, m_events);
    m_audit = std::make_unique<AuditKeeper>(*m_core);
    m_recovery = std::make_unique<Recovery>(*m_core, *m_runner, *m_audit, m_events);
    m_webhooks = std::make_unique<WebhookDispatcher>(
        *m_core, m_options.makeWebhookTransport ? m_options.makeWebhookTransport() : nullptr);
    m_disputes = std::make_unique<DisputeKeeper>(*m_core, m_events);
    m_news = std::make_unique<NewsInbox>(*m_core, *m_runner, m_events);
    m_news->onDispute([this](const ProcessorAccount &account, const ProcessorNews &news,
                             const std::optional<Payment> &payment) {
        return m_disputes->take(account, *news.dispute, payment);
    });
    m_scheduler = std::make_unique<Scheduler>(*m_core, *m_runner);
    return true;
}

void Engine::stop()
{
    if (!m_thread.isRunning())
        return;
    // Everything below lives on the engine thread and must end there.
    const auto takeDown = [this] {
        m_scheduler.reset();
        // Outcomes that no disk took so far get a last chance; what is lost is asked again at the
        // next start.
        if (m_audit)
            m_audit->end();
        else if (m_core)
            m_core->writes.drain();
        m_recovery.reset();
        m_webhooks.reset();
        m_news.reset();
        m_disputes.reset();
        m_audit.reset();
        m_runner.reset();
        m_core.reset();
        m_transport.reset();
        m_context.reset();
        m_events.moveToThread(m_home);
        m_thread.quit();
    };
    QMetaObject::invokeMethod(m_context.get(), takeDown, Qt::QueuedConnection);
    m_thread.wait();
}

bool Engine::post(std::function<void()> work)
{
    if (!m_context || m_waiting.load() >= kMostWaiting)
        return false;
    ++m_waiting;
    return QMetaObject::invokeMethod(
        m_context.get(),
        [this, work = std::move(work)] {
            --m_waiting;
            work();
        },
        Qt::QueuedConnection);
}

#include "app/composition.h"

#include "models/routingdesk.h"
#include "services/api/returnlistener.h"
#include "services/api/shopobjects.h"
#include "services/core/async.h"
#include "services/engine/accountservice.h"
#include "services/engine/auditservice.h"
#include "services/engine/customerlistservice.h"
#include "services/engine/customerservice.h"
#include "services/engine/disputeservice.h"
#include "services/engine/engine.h"
#include "services/engine/incomingservice.h"
#include "services/engine/merchantoverview.h"
#include "services/engine/noteservice.h"
#include "services/engine/paymentlistservice.h"
#include "services/engine/paymentservice.h"
#include "services/engine/recurringservice.h"
#include "services/engine/refundservice.h"
#include "services/engine/routingservice.h"
#include "services/engine/routingtrialservice.h"
#include "services/engine/savedmethodservice.h"
#include "services/engine/searchindexer.h"
#include "services/engine/vaultkeyservice.h"
#include "services/engine/vaultservice.h"
#include "services/engine/webhookservice.h"
#include "services/processors/networktransport.h"
#include "services/processors/networkwebhooktransport.h"
#include "services/vault/desktopkeyprovider.h"

using namespace Qt::StringLiterals;

Composition::Composition(const Clock &clock, Random &random, Keychain &keychain, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_random(random)
    , m_keychain(keychain)
    , m_time(QTimeZone())
{
}

Composition::~Composition()
{
    if (m_removals)
        m_removals->finishAll(); // the engine does what is asked of it before it stops
    m_workspace.reset();
    m_removals.reset();
    m_indexer.reset();
    m_routingDesk.reset();
    m_trials.reset();
    m_customerLists.reset();
    m_lists.reset();
    m_returns.reset();
    if (m_engine)
        m_engine->stop();
}

void Composition::open(const OpenPlan &plan, const Opened &opened)
{
    m_file = plan.file;
    const Result<> ours = m_guard.acquire(m_file);
    if (!ours)
        return opened(ours.error());
    // The return address is part of what a confirm sends, so the listener comes before the engine;
    // the services behind it wait in the engine's queue.
    const auto transport = [] { return std::make_unique<NetworkTransport>(); };
    m_keys = std::make_unique<DesktopKeyProvider>(m_keychain, DesktopKeyProvider::keyFileOf(m_file),
                                                  m_random, SecretBytes(plan.samplePassphrase));
    EngineOptions options{m_file, {}, m_clock, m_random, transport, m_keys.get()};
    m_shopObjects = std::make_unique<ShopObjects>();
    options.webhookObjects = m_shopObjects.get();
    options.makeWebhookTransport = [] { return std::make_unique<NetworkWebhookTransport>(); };
    m_engine = std::make_unique<Engine>(options);
    m_payments = std::make_unique<PaymentService>(*m_engine);
    m_refunds = std::make_unique<RefundService>(*m_engine);
    m_audit = std::make_unique<AuditService>(*m_engine);
    m_customers = std::make_unique<CustomerService>(*m_engine);
    m_methods = std::make_unique<SavedMethodService>(*m_engine);
    m_removals = std::make_unique<DelayedRemovals>(*m_methods, m_engine->events(), m_clock);
    m_vault = std::make_unique<VaultService>(*m_engine);
    m_recurring = std::make_unique<RecurringService>(*m_engine);
    m_notes = std::make_unique<NoteService>(*m_engine);
    m_vaultKeys = std::make_unique<VaultKeyService>(*m_engine);
    m_accounts = std::make_unique<AccountService>(*m_engine, options.processorUrls);
    m_disputes = std::make_unique<DisputeService>(*m_engine);
    m_webhooks = std::make_unique<WebhookService>(*m_engine);
    m_incoming = std::make_unique<IncomingService>(*m_engine);
    m_routings = std::make_unique<RoutingService>(*m_engine);
    m_returns = std::make_unique<ReturnListener>(*m_payments);
    const Result<> listening = m_returns->start(plan.preferredReturnPort);
    if (!listening)
        return opened(listening.error());
    m_engine->setReturnBase(m_returns->returnBase());
    const QString operatorName = plan.operatorName;
    whenDone(m_engine->open(), this, [this, operatorName, opened](const Result<bool> &ready) {
        if (!ready)
            return opened(ready.error());
        whenDone(firstMerchant(*m_engine), this,
                 [this, operatorName, opened](const Result<MerchantOverview> &merchant) {
                     if (!merchant)
                         return opened(merchant.error());
                     merchantFound(*merchant, operatorName);
                     opened({});
                 });
    });
}

void Composition::merchantFound(const MerchantOverview &merchant, const QString &operatorName)
{
    m_lists = std::make_unique<PaymentListService>(m_file);
    m_customerLists = std::make_unique<CustomerListService>(m_file);
    m_trials = std::make_unique<RoutingTrialService>(*m_engine, m_file);
    m_routingDesk.reset(new RoutingDesk{
        *m_routings, *m_trials, m_clock, {merchant.id, u"operator:"_s + operatorName}});
    m_indexer = std::make_unique<SearchIndexer>(m_file);
    connect(&m_engine->events(), &Events::paymentChanged, m_indexer.get(), &SearchIndexer::wake,
            Qt::DirectConnection);
    m_indexer->start();
    m_workspace.reset(new Workspace{*m_payments,
                                    *m_lists,
                                    *m_refunds,
                                    m_engine->events(),
                                    m_clock,
                                    m_random,
                                    {merchant.id, u"operator:"_s + operatorName},
                                    merchant.name,
                                    merchant.testMode,
                                    m_returns->returnBase(),
                                    &m_time,
                                    merchant.accounts,
                                    m_audit.get(),
                                    m_removals.get(),
                                    m_vault.get()});
    m_workspace->mask = &m_mask;
    m_workspace->removals = m_removals.get();
    m_workspace->navigation = &m_navigation;
    m_workspace->customers = m_customers.get();
    m_workspace->customerLists = m_customerLists.get();
    m_workspace->recurring = m_recurring.get();
    m_workspace->notes = m_notes.get();
    m_workspace->vaultKeys = m_vaultKeys.get();
    m_workspace->disputes = m_disputes.get();
    m_workspace->webhooks = m_webhooks.get();
    m_workspace->incoming = m_incoming.get();
}

ConnectorAccounts &Composition::processors()
{
    return *m_accounts;
}

quint16 Composition::returnPort() const
{
    return m_returns ? m_returns->port() : quint16(0);
}

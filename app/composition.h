#pragma once

#include "app/instanceguard.h"
#include "models/timechoice.h"
#include "models/workspace.h"
#include "services/core/random.h"

#include <QObject>

#include <functional>
#include <memory>

class AccountService;
class ConnectorAccounts;
class AuditService;
class CustomerListService;
class CustomerService;
class DesktopKeyProvider;
class DisputeService;
class Engine;
class IncomingService;
class Keychain;
class NoteService;
class PaymentListService;
class PaymentService;
class RecurringService;
class RefundService;
struct MerchantOverview;
class ReturnListener;
class RoutingService;
class RoutingTrialService;
class SavedMethodService;
class SearchIndexer;
class ShopObjects;
class VaultKeyService;
class VaultService;
class WebhookService;
struct RoutingDesk;

/// What the program that opens a file knows of it beforehand.
struct OpenPlan
{
    QString file;
    QString operatorName;
    quint16 preferredReturnPort = 0;
    /// Of the key file of sample data, which everybody may know; nothing for real data.
    QByteArray samplePassphrase = {};
};

/// Every concrete object behind one opened file, built in order and taken down in reverse. Lives on
/// the GUI thread.
class Composition : public QObject
{
    Q_OBJECT

public:
    /// All outlive it. Nobody asks the keychain before the window wants the vault.
    Composition(const Clock &clock, Random &random, Keychain &keychain, QObject *parent = nullptr);
    ~Composition() override;

    using Opened = std::function<void(const Result<> &)>;

    /// Opens the file and everything that works on it; opened hears once, on this thread.
    /// Challenges come back to the preferred port of this machine when it is free. Errors as
    /// InstanceGuard::acquire and Engine::open, the file named in `detail`; NotFound when the file
    /// holds no merchant.
    void open(const OpenPlan &plan, const Opened &opened);
    /// Where challenges come back to; 0 before open().
    quint16 returnPort() const;

    /// What the window works with; only after a successful open.
    Workspace &workspace() { return *m_workspace; }
    /// Accounts at processors, of all merchants of the file.
    ConnectorAccounts &processors();
    /// What the page about routing works with; only after a successful open.
    const RoutingDesk &routing() const { return *m_routingDesk; }
    TimeChoice &time() { return m_time; }
    const QString &file() const { return m_file; }

private:
    void merchantFound(const MerchantOverview &merchant, const QString &operatorName);

    const Clock &m_clock;
    Random &m_random;
    Keychain &m_keychain;
    TimeChoice m_time;
    PrivacyMask m_mask;
    Navigation m_navigation;
    QString m_file;
    InstanceGuard m_guard;
    std::unique_ptr<DesktopKeyProvider> m_keys;
    std::unique_ptr<ShopObjects> m_shopObjects;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<PaymentService> m_payments;
    std::unique_ptr<RefundService> m_refunds;
    std::unique_ptr<AuditService> m_audit;
    std::unique_ptr<CustomerService> m_customers;
    std::unique_ptr<SavedMethodService> m_methods;
    std::unique_ptr<DelayedRemovals> m_removals;
    std::unique_ptr<VaultService> m_vault;
    std::unique_ptr<RecurringService> m_recurring;
    std::unique_ptr<NoteService> m_notes;
    std::unique_ptr<VaultKeyService> m_vaultKeys;
    std::unique_ptr<AccountService> m_accounts;
    std::unique_ptr<DisputeService> m_disputes;
    std::unique_ptr<WebhookService> m_webhooks;
    std::unique_ptr<IncomingService> m_incoming;
    std::unique_ptr<RoutingService> m_routings;
    std::unique_ptr<ReturnListener> m_returns;
    std::unique_ptr<PaymentListService> m_lists;
    std::unique_ptr<CustomerListService> m_customerLists;
    std::unique_ptr<RoutingTrialService> m_trials;
    std::unique_ptr<RoutingDesk> m_routingDesk;
    std::unique_ptr<SearchIndexer> m_indexer;
    std::unique_ptr<Workspace> m_workspace;
};

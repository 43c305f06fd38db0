#pragma once

#include "models/windowstate.h"
#include "models/workspace.h"

#include <QHash>
#include <QMainWindow>

#include <functional>

class AuditTrailPage;
class ConnectorAccounts;
class CustomersPage;
class DisputesPage;
class ElidedLabel;
class HomePage;
class ListPage;
class MessageBar;
class PaymentActions;
class PaymentsPage;
class ProcessorsPage;
class RecurringPage;
class RefundsPage;
class RoutingPage;
class QAction;
class QLabel;
class QListWidget;
class QMenu;
class QPushButton;
class QSettings;
class QStackedWidget;
class Theme;
class VaultCorner;
class WebhooksPage;
class WorkbenchPage;
struct RoutingDesk;
enum class WorkKind;

/// The window: environment stripe, sidebar, pages, status bar. Keeps its size in the settings.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    /// workspace.time should be `time`, so that the choice of zone reaches everything. All must
    /// outlive the window.
    MainWindow(const Workspace &workspace, TimeChoice &time, QSettings &settings, Theme &theme,
               PaymentActions &actions, QWidget *parent = nullptr);

    PaymentsPage *paymentsPage() const { return m_payments; }
    // Made when they are first asked for or shown: the window opens without them.
    HomePage *homePage();
    WorkbenchPage *workbenchPage();
    RefundsPage *refundsPage();
    DisputesPage *disputesPage(); ///< null when the workspace names no disputes
    WebhooksPage *webhooksPage(); ///< null when the workspace names no webhooks
    AuditTrailPage *auditPage();  ///< null when the workspace names no audit trail
    /// Nothing where there is no vault to speak of.
    VaultCorner *vaultCorner();
    /// Null when the workspace has no customers.
    CustomersPage *customersPage();
    /// Null when the workspace has no recurring.
    RecurringPage *recurringPage();
    /// With them there is a page about accounts at processors; they must outlive the window.
    void setProcessors(ConnectorAccounts &accounts);
    /// Null before that.
    ProcessorsPage *processorsPage();
    /// Adds the page about where payments go; before the window is shown. The desk must outlive it.
    void addRouting(const RoutingDesk &desk);
    /// Null without a desk.
    RoutingPage *routingPage();

public slots:
    /// To the accounts at processors, with the dialog for a new one open.
    void connectProcessor();

protected:
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeSidebar(QWidget *parent);
    void makeStatusBar();
    void addPage(const QString &name, QWidget *page, const std::function<void()> &enter);
    void addPages();
    void addMenu(QPushButton *button);
    void addPrivacy(QMenu *menu);
    void addShortcuts();
    void restoreWindow();
    void showTime();
    void showState();
    void showMask();
    void showShortcuts();
    void goToPayments(int view);
    void goToHome();
    void goToWork(WorkKind kind);
    void goToWorkbench();
    void goToRefunds();
    void goToAudit();
    void goToDisputes();
    void goToWebhooks();
    void goToCustomers();
    void goToRecurring();
    void goToProcessors();
    void noteRead(qint64 atMs);
    void goToCustomer(const CustomerId &id);
    void goToAgreements(const CustomerId &id, const QString &name);
    /// The place of a page in the window, with an entry in the sidebar.
    QWidget *addPlace(const QString &name, const std::function<void()> &make,
                      const std::function<void()> &enter);
    template <class Page>
    Page *settledIn(QWidget *place, Page *page);
    template <class Page>
    Page *settledList(QWidget *place, Page *page);

    const Workspace &m_workspace;
    TimeChoice &m_time;
    QSettings &m_settings;
    Theme &m_theme;
    PaymentActions &m_actions;
    WindowState m_state;
    qint64 m_readAtMs = 0;
    QHash<QWidget *, std::function<void()>> m_makers; ///< by place: makes its page
    QList<std::function<void()>> m_entrances; ///< as in the sidebar: goes there, ready for work
    QList<ListPage *> m_lists;                ///< those that were made
    QListWidget *m_sidebar = nullptr;
    QStackedWidget *m_pages = nullptr;
    MessageBar *m_trouble = nullptr;
    VaultCorner *m_vault = nullptr;
    QAction *m_compact = nullptr;
    QWidget *m_homePlace = nullptr;
    HomePage *m_home = nullptr;
    PaymentsPage *m_payments = nullptr;
    QWidget *m_workbenchPlace = nullptr;
    WorkbenchPage *m_workbench = nullptr;
    QWidget *m_refundsPlace = nullptr;
    RefundsPage *m_refunds = nullptr;
    QWidget *m_auditPlace = nullptr;
    AuditTrailPage *m_audit = nullptr;
    QWidget *m_customersPlace = nullptr;
    CustomersPage *m_customers = nullptr;
    QWidget *m_recurringPlace = nullptr;
    RecurringPage *m_recurring = nullptr;
    ConnectorAccounts *m_accounts = nullptr;
    QWidget *m_processorsPlace = nullptr;
    ProcessorsPage *m_processors = nullptr;
    QWidget *m_disputesPlace = nullptr;
    DisputesPage *m_disputes = nullptr;
    QWidget *m_webhooksPlace = nullptr;
    WebhooksPage *m_webhooks = nullptr;
    const RoutingDesk *m_routingDesk = nullptr;
    QWidget *m_routingPlace = nullptr;
    RoutingPage *m_routing = nullptr;
    QPushButton *m_zone = nullptr;
    QLabel *m_read = nullptr;
    ElidedLabel *m_recovery = nullptr;
    ElidedLabel *m_indexing = nullptr;
    ElidedLabel *m_masked = nullptr; ///< made when something is hidden for the first time
};

#include "ui/audit/audittrailpage.h"
#include "ui/capture/workbenchpage.h"
#include "ui/customers/customerspage.h"
#include "ui/disputes/disputespage.h"
#include "ui/home/homepage.h"
#include "ui/mainwindow.h"
#include "ui/payments/paymentspage.h"
#include "ui/processors/processorspage.h"
#include "ui/recurring/recurringpage.h"
#include "ui/refunds/refundspage.h"
#include "ui/routing/routingpage.h"
#include "ui/webhooks/webhookspage.h"

#include <QAction>
#include <QListWidget>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

// The pages of the window: each is made when it is first asked for, and how to get to it.

void MainWindow::addPage(const QString &name, QWidget *page, const std::function<void()> &enter)
{
    m_pages->addWidget(page);
    m_entrances.append(enter);
    auto *item = new QListWidgetItem(name, m_sidebar);
    item->setSizeHint({10, fontMetrics().height() + 14});
}

QWidget *MainWindow::addPlace(const QString &name, const std::function<void()> &make,
                              const std::function<void()> &enter)
{
    auto *place = new QWidget(m_pages);
    m_makers.insert(place, make);
    addPage(name, place, enter);
    return place;
}

void MainWindow::addPages()
{
    const auto place = [this](const QString &name, auto page, void (MainWindow::*enter)()) {
        return addPlace(
            name, [this, page] { (this->*page)(); }, [this, enter] { (this->*enter)(); });
    };
    m_homePlace = place(tr("Home"), &MainWindow::homePage, &MainWindow::goToHome);
    addPage(tr("Payments"), m_payments, [this] { m_payments->focusSearch(); });
    m_sidebar->setCurrentRow(m_pages->indexOf(m_payments)); // where most work begins
    m_workbenchPlace = place(tr("Capture"), &MainWindow::workbenchPage, &MainWindow::goToWorkbench);
    m_refundsPlace = place(tr("Refunds"), &MainWindow::refundsPage, &MainWindow::goToRefunds);
    if (m_workspace.disputes)
        m_disputesPlace =
            place(tr("Disputes"), &MainWindow::disputesPage, &MainWindow::goToDisputes);
    if (m_workspace.customers)
        m_customersPlace =
            place(tr("Customers"), &MainWindow::customersPage, &MainWindow::goToCustomers);
    if (m_workspace.recurring)
        m_recurringPlace =
            place(tr("Recurring"), &MainWindow::recurringPage, &MainWindow::goToRecurring);
    if (m_workspace.webhooks && m_workspace.incoming)
        m_webhooksPlace =
            place(tr("Webhooks"), &MainWindow::webhooksPage, &MainWindow::goToWebhooks);
    if (m_workspace.audit)
        m_auditPlace = place(tr("Audit"), &MainWindow::auditPage, &MainWindow::goToAudit);
}

void MainWindow::goToPayments(int view)
{
    m_sidebar->setCurrentRow(m_pages->indexOf(m_payments));
    m_payments->showView(view);
    m_payments->focusTable();
}

template <class Page>
Page *MainWindow::settledIn(QWidget *place, Page *page)
{
    auto *layout = new QVBoxLayout(place);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(page);
    page->show(); // now, so that it begins to read before anybody looks
    page->setCompact(m_compact->isChecked());
    connect(m_compact, &QAction::toggled, page, &Page::setCompact);
    return page;
}

template <class Page>
Page *MainWindow::settledList(QWidget *place, Page *page)
{
    m_lists.append(page);
    connect(page, &ListPage::listRead, this, &MainWindow::noteRead);
    return settledIn(place, page);
}

HomePage *MainWindow::homePage()
{
    if (!m_home) {
        m_home = settledIn(m_homePlace, new HomePage(m_workspace, m_homePlace));
        connect(m_home, &HomePage::listRead, this, &MainWindow::noteRead);
        connect(m_home, &HomePage::chosen, this, &MainWindow::goToWork);
    }
    return m_home;
}

void MainWindow::goToHome()
{
    m_sidebar->setCurrentRow(m_pages->indexOf(m_homePlace));
    homePage()->focusFirst();
}

void MainWindow::goToWork(WorkKind kind)
{
    constexpr int kNotKnownView = 2;
    constexpr int kCustomerView = 3;
    const auto search = [this](const QString &words) {
        goToPayments(0);
        m_payments->showSearch(words);
    };
    switch (kind) {
    case WorkKind::NotKnown: return goToPayments(kNotKnownView);
    case WorkKind::Customer: return goToPayments(kCustomerView);
    case WorkKind::Mismatch: return search(u"status:conflicted"_s);
    case WorkKind::Review: return search(u"status:review"_s);
    case WorkKind::Expiring:
    case WorkKind::ToCapture: return goToWorkbench();
    case WorkKind::Refunds: goToRefunds(); return refundsPage()->showStatus(RefundStatus::Review);
    }
}

WorkbenchPage *MainWindow::workbenchPage()
{
    if (!m_workbench)
        m_workbench = settledIn(m_workbenchPlace, new WorkbenchPage(m_workspace, m_settings,
                                                                    m_actions, m_workbenchPlace));
    return m_workbench;
}

RefundsPage *MainWindow::refundsPage()
{
    if (!m_refunds)
        m_refunds = settledList(
            m_refundsPlace, new RefundsPage(m_workspace, m_settings, m_actions, m_refundsPlace));
    return m_refunds;
}

CustomersPage *MainWindow::customersPage()
{
    if (!m_customers && m_workspace.customers)
        m_customers = settledList(m_customersPlace, new CustomersPage(m_workspace, m_settings,
                                                                      m_actions, m_customersPlace));
    return m_customers;
}

RecurringPage *MainWindow::recurringPage()
{
    if (!m_recurring && m_workspace.recurring)
        m_recurring = settledList(m_recurringPlace, new RecurringPage(m_workspace, m_settings,
                                                                      m_actions, m_recurringPlace));
    return m_recurring;
}

void MainWindow::setProcessors(ConnectorAccounts &accounts)
{
    m_accounts = &accounts;
    m_processorsPlace = addPlace(
        tr("Processors"), [this] { processorsPage(); }, [this] { goToProcessors(); });
}

ProcessorsPage *MainWindow::processorsPage()
{
    if (!m_processors && m_accounts)
        m_processors =
            settledList(m_processorsPlace, new ProcessorsPage(m_workspace, *m_accounts, m_settings,
                                                              m_processorsPlace));
    return m_processors;
}

AuditTrailPage *MainWindow::auditPage()
{
    if (!m_audit && m_auditPlace)
        m_audit =
            settledList(m_auditPlace, new AuditTrailPage(m_workspace, m_settings, m_auditPlace));
    return m_audit;
}

DisputesPage *MainWindow::disputesPage()
{
    if (!m_disputes && m_disputesPlace)
        m_disputes = settledList(
            m_disputesPlace, new DisputesPage(m_workspace, m_settings, m_actions, m_disputesPlace));
    return m_disputes;
}

void MainWindow::goToDisputes()
{
    if (!m_disputesPlace)
        return;
    m_sidebar->setCurrentRow(m_pages->indexOf(m_disputesPlace));
    disputesPage()->focusTable();
}

WebhooksPage *MainWindow::webhooksPage()
{
    if (!m_webhooks && m_webhooksPlace)
        m_webhooks = settledList(m_webhooksPlace,
                                 new WebhooksPage(m_workspace, m_settings, m_webhooksPlace));
    return m_webhooks;
}

void MainWindow::goToWebhooks()
{
    if (!m_webhooksPlace)
        return;
    m_sidebar->setCurrentRow(m_pages->indexOf(m_webhooksPlace));
    webhooksPage()->focusTable();
}

void MainWindow::goToWorkbench()
{
    m_sidebar->setCurrentRow(m_pages->indexOf(m_workbenchPlace));
    workbenchPage()->focusTable();
}

void MainWindow::goToRefunds()
{
    m_sidebar->setCurrentRow(m_pages->indexOf(m_refundsPlace));
    refundsPage()->focusTable();
}

void MainWindow::goToCustomers()
{
    if (!m_workspace.customers)
        return;
    m_sidebar->setCurrentRow(m_pages->indexOf(m_customersPlace));
    customersPage()->focusFirst();
}

void MainWindow::goToRecurring()
{
    if (!m_workspace.recurring)
        return;
    m_sidebar->setCurrentRow(m_pages->indexOf(m_recurringPlace));
    recurringPage()->focusTable();
}

void MainWindow::goToCustomer(const CustomerId &id)
{
    goToCustomers();
    customersPage()->showCustomer(id);
    activateWindow(); // it was asked for in a window of its own, maybe
}

void MainWindow::goToAgreements(const CustomerId &id, const QString &name)
{
    goToRecurring();
    recurringPage()->showCustomer(id, name);
}

void MainWindow::goToAudit()
{
    if (!m_auditPlace)
        return;
    m_sidebar->setCurrentRow(m_pages->indexOf(m_auditPlace));
    auditPage()->focusTable();
}

void MainWindow::goToProcessors()
{
    if (!m_processorsPlace)
        return;
    m_sidebar->setCurrentRow(m_pages->indexOf(m_processorsPlace));
    processorsPage()->focusTable();
}

void MainWindow::connectProcessor()
{
    if (!m_processorsPlace)
        return;
    goToProcessors();
    processorsPage()->add();
}

void MainWindow::addRouting(const RoutingDesk &desk)
{
    if (m_routingPlace)
        return;
    m_routingDesk = &desk;
    m_routingPlace = addPlace(
        tr("Routing"), [this] { routingPage(); },
        [this] {
            m_sidebar->setCurrentRow(m_pages->indexOf(m_routingPlace));
            routingPage()->focusFirst();
        });
}

RoutingPage *MainWindow::routingPage()
{
    if (!m_routing && m_routingPlace)
        m_routing = settledIn(m_routingPlace, new RoutingPage(*m_routingDesk, m_routingPlace));
    return m_routing;
}

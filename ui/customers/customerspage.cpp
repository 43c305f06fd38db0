#include "ui/customers/customerspage.h"

#include "models/displaytext.h"
#include "ui/customers/customerview.h"
#include "ui/payments/paymentactions.h"
#include "ui/payments/paymentcommands.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/filterbar.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/tablestate.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int kMargin = 16;

/// A usual content, to measure a column by in whatever font there is.
QString sampleOf(CustomerColumn column)
{
    switch (column) {
    case CustomerColumn::Name: return u"Wilhelmina Maria v"_s;
    case CustomerColumn::Email: return u"somebody.else@example.com"_s;
    case CustomerColumn::Phone: return u"+49 171 1234567"_s;
    case CustomerColumn::Methods: return u"99"_s;
    case CustomerColumn::LastPayment:
    case CustomerColumn::Created: return u"28 Mmm 00:00 "_s;
    case CustomerColumn::Lifetime: return u"99,999.00 MWM"_s;
    case CustomerColumn::Identifier: return u"cus_0123456789012"_s;
    }
    return {};
}

} // namespace

CustomersPage::CustomersPage(const Workspace &workspace, QSettings &settings,
                             PaymentActions &actions, QWidget *parent)
    : ListPage(u"customers"_s, settings, parent)
    , m_workspace(workspace)
    , m_actions(actions)
    , m_model(workspace)
    , m_customer(workspace)
    , m_commands(new PaymentCommands(workspace, actions, this))
{
    QLayout *header = makeHeader();
    Columns columns;
    columns.loadedRole = CustomerTableModel::LoadedRole;
    columns.urgentRole = CustomerTableModel::UrgentRole;
    columns.frozen = 1; // the name
    columns.ids = {static_cast<int>(CustomerColumn::Identifier)};
    columns.sample = [](int column) { return sampleOf(static_cast<CustomerColumn>(column)); };
    makeTable(m_model, columns, tr("Customers"), tr("Reading the customers"));
    list()->setSelectionMode(QAbstractItemView::SingleSelection);
    arrange(header);
    m_view = new CustomerView(workspace, m_customer, *m_commands, actions, besideTheList());
    arrangeBeside(m_view, 0);
    connectAll();
    addShortcuts();
    setFocusProxy(m_search);
}

CustomersPage::~CustomersPage()
{
    closeTable();
}

QLayout *CustomersPage::makeHeader()
{
    auto *title = makeTitle(tr("Customers"));
    QWidget *list = title->parentWidget();
    m_search = new QLineEdit(list);
    m_search->setObjectName(u"customerSearch"_s);
    m_search->setAccessibleName(tr("Search for customers"));
    m_search->setPlaceholderText(tr("Name, e-mail, phone or ID"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaxLength(255);
    m_search->installEventFilter(this);
    auto *first = new QHBoxLayout;
    first->setContentsMargins(kMargin, 0, kMargin, 0);
    first->setSpacing(16);
    first->addWidget(title);
    first->addWidget(m_search, 1);
    auto *second = new QHBoxLayout;
    second->setContentsMargins(kMargin, 0, kMargin, 4);
    second->addWidget(makeCount(u"customerCount"_s), 1);
    m_new = new QPushButton(tr("&New customer…"), list);
    m_new->setObjectName(u"newCustomer"_s);
    m_new->setAutoDefault(false);
    second->addWidget(m_new);
    auto *header = new QVBoxLayout;
    header->setSpacing(4);
    header->addLayout(first);
    header->addLayout(second);
    return header;
}

void CustomersPage::connectAll()
{
    connect(&m_model, &CustomerTableModel::stateUpdated, this, &CustomersPage::showState);
    connect(&m_model, &CustomerTableModel::refreshed, list(), &DataTable::flash);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_openDue = false;
        message()->clear();
        m_model.setSearch(text);
    });
    connect(m_search, &QLineEdit::returnPressed, this, &CustomersPage::openFromSearch);
    connect(m_new, &QPushButton::clicked, this, [this] { m_actions.newCustomer(window()); });
    connect(state(), &TableState::clearAsked, m_search, &QLineEdit::clear);
    connect(list(), &DataTable::escaped, this, &CustomersPage::focusSearch);
    connect(&m_customer, &CustomerModel::notice, message(), &MessageBar::showNotice);
    connect(&m_customer, &CustomerModel::failed, message(), &MessageBar::showError);
    connect(m_commands, &PaymentCommands::notice, message(), &MessageBar::showNotice);
    connect(m_commands, &PaymentCommands::failed, message(), &MessageBar::showError);
}

void CustomersPage::addShortcuts()
{
    onPage(QKeySequence(u"Ctrl+K"_s), [this] { focusSearch(); });
    onPage(QKeySequence(u"Ctrl+F"_s), [this] { focusSearch(); });
    onPage(QKeySequence(u"Ctrl+N"_s), [this] { m_actions.newPayment(window()); });
    onTable(QKeySequence(u"N"_s), [this] { m_view->addNote(); });
    onTable(QKeySequence(u"Ctrl+Alt+C"_s), [this] { copyCurrentId(); });
}

void CustomersPage::setCompact(bool compact)
{
    ListPage::setCompact(compact);
    m_view->setCompact(compact);
}

void CustomersPage::showState()
{
    ListState now = listStateOf(m_model);
    const QString count = DisplayText::count(now.rows, locale());
    const bool some =
        !m_model.query().beginsWith.isEmpty() && now.rows == CustomerLists::kMostFound;
    if (some)
        now.count = tr("the first %1 that begin like this").arg(count);
    else if (now.rows == 1)
        now.count = tr("1 customer");
    else
        now.count = m_model.isComplete() ? tr("%1 customers").arg(count)
                                         : tr("more than %1 customers").arg(count);
    showList(now);
    if (m_openDue && !now.isLoading)
        openFirst();
}

void CustomersPage::showNothing(TableState &state)
{
    if (!m_model.query().beginsWith.isEmpty())
        return state.showEmpty(tr("No customer begins like this"), m_model.query().beginsWith, true,
                               false);
    state.showEmpty(tr("No customers yet"),
                    tr("A payment that names a customer makes one; so does the button "
                       "“New customer”."),
                    false, false);
}

ErrorText CustomersPage::problemOf(const Error &error) const
{
    return CustomerText::problem(error, {});
}

void CustomersPage::showCustomer(const CustomerId &id)
{
    m_search->setText(id.value);
    openFromSearch();
}

void CustomersPage::openFromSearch()
{
    if (m_model.isLoading())
        m_openDue = true; // what is on screen answers an older question
    else
        openFirst();
}

void CustomersPage::openFirst()
{
    m_openDue = false;
    if (m_model.rowCount() == 0)
        return;
    list()->setFocus(Qt::ShortcutFocusReason);
    list()->chooseRow(0);
    m_view->show();
    followCurrent();
}

void CustomersPage::followCurrent()
{
    const int row = currentRow();
    const qint64 rowId = m_model.rowIdAt(row);
    m_model.watch(rowId);
    const auto customer = m_model.customer(row);
    if (customer)
        m_customer.setCustomer(customer->id);
    else if (row >= 0 && !m_model.loadedRow(rowId))
        followSoon(); // its page is still being read
    else
        m_customer.setCustomer({});
}

void CustomersPage::copyCurrentId()
{
    if (const auto customer = m_model.customer(currentRow()))
        copyId(customer->id.value, tr("Customer ID %1 copied."));
}

void CustomersPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void CustomersPage::reload()
{
    message()->clear();
    m_model.reload();
    m_customer.reload();
}

bool CustomersPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && keepsWindowKey(event))
        return true;
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Down && m_model.rowCount() > 0) {
            focusTable();
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            m_search->clear();
            return true;
        }
    }
    return ListPage::eventFilter(watched, event);
}

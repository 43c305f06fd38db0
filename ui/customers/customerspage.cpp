#include "ui/customers/customerspage.h"

#include "models/displaytext.h"
#include "ui/customers/customerview.h"
#include "ui/payments/paymentactions.h"
#include "ui/payments/paymentcommands.h"
#include "ui/payments/tablestate.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/filterbar.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/rowdelegate.h"
#include "ui/widgets/textsize.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int kMargin = 16;
constexpr int kFollowDelayMs = 60;   ///< a held arrow key passes rows nobody reads
constexpr int kLoadingDelayMs = 300; ///< shorter waits need no sign
const auto kHeaderSetting = u"customers/header"_s;
const auto kSplitterSetting = u"customers/splitter"_s;
const auto kViewSetting = u"customers/view"_s;

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

int usualWidth(CustomerColumn column, const QFontMetrics &metrics)
{
    constexpr int kPadding = 18;
    const QString heading = CustomerTableModel::columnName(column);
    return std::max(metrics.horizontalAdvance(heading) * 11 / 10, // semibold
                    metrics.horizontalAdvance(sampleOf(column)))
           + kPadding;
}

} // namespace

CustomersPage::CustomersPage(const Workspace &workspace, QSettings &settings,
                             PaymentActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_settings(settings)
    , m_actions(actions)
    , m_table(workspace)
    , m_customer(workspace)
    , m_commands(new PaymentCommands(workspace, actions, this))
{
    setObjectName(u"customersPage"_s);
    m_followDelay.setSingleShot(true);
    m_followDelay.setInterval(kFollowDelayMs);
    m_loadingDelay.setSingleShot(true);
    m_loadingDelay.setInterval(kLoadingDelayMs);
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setObjectName(u"customersSplitter"_s);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makeList());
    m_view = new CustomerView(workspace, m_customer, *m_commands, actions, m_splitter);
    m_splitter->addWidget(m_view);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
    connectAll();
    addShortcuts();
    restoreState();
    setFocusProxy(m_search);
}

CustomersPage::~CustomersPage()
{
    // The view goes after the model it looks at; it must not look at it while it does.
    m_list->setModel(nullptr);
    delete m_view; // it looks at the customer's model
}

QWidget *CustomersPage::makeList()
{
    auto *list = new QWidget(m_splitter);
    auto *title = new QLabel(tr("Customers"), list);
    title->setFont(largerFont(font()));
    m_search = new QLineEdit(list);
    m_search->setObjectName(u"customerSearch"_s);
    m_search->setAccessibleName(tr("Search for customers"));
    m_search->setPlaceholderText(tr("Name, e-mail or ID begins with"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaxLength(255);
    m_search->installEventFilter(this);
    m_count = new QLabel(list);
    m_count->setObjectName(u"customerCount"_s);
    m_count->setFont(smallerFont(font()));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_new = new QPushButton(tr("&New customer…"), list);
    m_new->setObjectName(u"newCustomer"_s);
    m_new->setAutoDefault(false);
    auto *first = new QHBoxLayout;
    first->setContentsMargins(kMargin, 0, kMargin, 0);
    first->setSpacing(16);
    first->addWidget(title);
    first->addWidget(m_search, 1);
    auto *second = new QHBoxLayout;
    second->setContentsMargins(kMargin, 0, kMargin, 4);
    second->addWidget(m_count, 1);
    second->addWidget(m_new);
    m_message = new MessageBar(list);
    m_message->setObjectName(u"customersMessage"_s);
    m_loading = new QProgressBar(list);
    m_loading->setObjectName(u"customersLoading"_s);
    m_loading->setAccessibleName(tr("Reading the customers"));
    m_loading->setTextVisible(false);
    m_loading->setRange(0, 1);
    m_loading->setFixedHeight(2);
    makeTable(list);
    auto *inset = new QVBoxLayout; // brings the first column in line with the search
    inset->setContentsMargins(8, 0, 0, 0);
    inset->addWidget(m_list, 1);
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(4);
    column->addLayout(first);
    column->addLayout(second);
    column->addWidget(m_message);
    column->addWidget(m_loading);
    column->addLayout(inset, 1);
    return list;
}

void CustomersPage::makeTable(QWidget *parent)
{
    m_list = new DataTable(parent);
    m_list->setObjectName(u"customersTable"_s);
    m_list->setAccessibleName(tr("Customers"));
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setModel(&m_table);
    m_list->setFrozenColumns(1); // the name
    using Model = CustomerTableModel;
    auto *plain = new RowDelegate(m_list, Model::LoadedRole, Model::UrgentRole);
    plain->setIdColumns({static_cast<int>(CustomerColumn::Identifier)});
    m_list->setItemDelegate(plain);
    QHeaderView *header = m_list->horizontalHeader();
    header->setObjectName(u"customersHeader"_s);
    header->setMinimumSectionSize(fontMetrics().averageCharWidth() * 6);
    for (int column = 0; column < m_table.columnCount(); ++column)
        header->resizeSection(column,
                              usualWidth(static_cast<CustomerColumn>(column), fontMetrics()));
    m_state = new TableState(parent);
    m_state->setObjectName(u"customersState"_s);
    m_state->hide();
    m_list->installEventFilter(this);
}

void CustomersPage::connectAll()
{
    connect(&m_table, &CustomerTableModel::stateUpdated, this, &CustomersPage::showState);
    connect(&m_table, &CustomerTableModel::refreshed, m_list, &DataTable::flash);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_openDue = false;
        m_message->clear();
        m_table.setSearch(text);
    });
    connect(m_search, &QLineEdit::returnPressed, this, &CustomersPage::openFromSearch);
    connect(m_new, &QPushButton::clicked, this, [this] { m_actions.newCustomer(window()); });
    connect(m_state, &TableState::clearAsked, m_search, &QLineEdit::clear);
    connect(m_state, &TableState::retryAsked, this, &CustomersPage::reload);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        m_message->clear();
        m_followDelay.start();
    });
    connect(&m_followDelay, &QTimer::timeout, this, &CustomersPage::followCurrent);
    connect(&m_loadingDelay, &QTimer::timeout, this, [this] { m_loading->setRange(0, 0); });
    connect(m_list, &DataTable::opened, this, [this] {
        m_view->show();
        followCurrent();
    });
    connect(m_list, &DataTable::escaped, this, &CustomersPage::focusSearch);
    connect(&m_customer, &CustomerModel::notice, m_message, &MessageBar::showNotice);
    connect(&m_customer, &CustomerModel::failed, m_message, &MessageBar::showError);
    connect(m_commands, &PaymentCommands::notice, m_message, &MessageBar::showNotice);
    connect(m_commands, &PaymentCommands::failed, m_message, &MessageBar::showError);
}

void CustomersPage::addShortcuts()
{
    const auto onPage = [this](const QString &keys, auto handler) {
        connect(new QShortcut(QKeySequence(keys), this), &QShortcut::activated, this, handler);
    };
    onPage(u"Ctrl+K"_s, &CustomersPage::focusSearch);
    onPage(u"Ctrl+F"_s, &CustomersPage::focusSearch);
    onPage(u"F9"_s, &CustomersPage::toggleView);
    onPage(u"F5"_s, &CustomersPage::reload);
    onPage(u"Ctrl+N"_s, [this] { m_actions.newPayment(window()); });
    auto *copy = new QShortcut(QKeySequence(u"Ctrl+Alt+C"_s), m_list);
    copy->setContext(Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, &CustomersPage::copyCurrentId);
}

void CustomersPage::restoreState()
{
    QHeaderView *header = m_list->horizontalHeader();
    const QByteArray state = m_settings.value(kHeaderSetting).toByteArray();
    if (!state.isEmpty() && header->restoreState(state)) {
        header->setStretchLastSection(true);
        header->setSectionsMovable(true);
    }
    if (!m_splitter->restoreState(m_settings.value(kSplitterSetting).toByteArray()))
        m_splitter->setSizes({1000, 1000});
    m_view->setVisible(m_settings.value(kViewSetting, true).toBool());
}

void CustomersPage::saveState()
{
    m_settings.setValue(kHeaderSetting, m_list->horizontalHeader()->saveState());
    m_settings.setValue(kSplitterSetting, m_splitter->saveState());
    m_settings.setValue(kViewSetting, !m_view->isHidden());
}

void CustomersPage::setCompact(bool compact)
{
    m_list->setCompact(compact);
    m_view->setCompact(compact);
}

void CustomersPage::endLoadingSign()
{
    m_loadingDelay.stop();
    if (m_loading->maximum() != 0)
        return;                // a progress bar paints at once whatever it is told
    m_loading->setRange(0, 1); // an empty bar keeps its place and shows nothing
    m_loading->reset();
}

void CustomersPage::showState()
{
    const int rows = m_table.rowCount();
    const bool loading = m_table.isLoading();
    if (loading && !m_loadingDelay.isActive() && m_loading->maximum() != 0)
        m_loadingDelay.start();
    if (!loading)
        endLoadingSign();
    const QString count = DisplayText::count(rows, locale());
    const bool all = !m_table.query().beginsWith.isEmpty() && rows == CustomerLists::kMostFound;
    if (all)
        m_count->setText(tr("the first %1 that begin like this").arg(count));
    else if (rows == 1)
        m_count->setText(tr("1 customer"));
    else
        m_count->setText(m_table.isComplete() ? tr("%1 customers").arg(count)
                                              : tr("more than %1 customers").arg(count));
    const auto &failure = m_table.failure();
    if (!failure && !loading && std::exchange(m_failureShown, false))
        m_message->clear();
    if (failure) {
        const ErrorText error = CustomerText::problem(*failure, {});
        if (rows == 0)
            m_state->showError(error);
        else
            m_message->showError(error);
        m_failureShown = true;
    } else if (rows > 0) {
        m_state->hide();
    } else if (!loading) {
        showEmptyState();
    }
    m_state->setGeometry(m_list->geometry());
    if (m_openDue && !loading)
        openFirst();
    emit listRead(m_table.readAtMs());
}

void CustomersPage::showEmptyState()
{
    if (!m_table.query().beginsWith.isEmpty())
        m_state->showEmpty(tr("No customer begins like this"), m_table.query().beginsWith, true,
                           false);
    else
        m_state->showEmpty(tr("No customers yet"),
                           tr("A payment that names a customer makes one; so does the button "
                              "“New customer”."),
                           false, false);
}

void CustomersPage::openFromSearch()
{
    if (m_table.isLoading())
        m_openDue = true; // what is on screen answers an older question
    else
        openFirst();
}

void CustomersPage::openFirst()
{
    m_openDue = false;
    if (m_table.rowCount() == 0)
        return;
    m_list->setFocus(Qt::ShortcutFocusReason);
    m_list->chooseRow(0);
    m_view->show();
    followCurrent();
}

void CustomersPage::followCurrent()
{
    const int row = m_list->currentIndex().row();
    const qint64 rowId = m_table.rowIdAt(row);
    m_table.watch(rowId);
    const auto customer = m_table.customer(row);
    if (customer)
        m_customer.setCustomer(customer->id);
    else if (row >= 0 && !m_table.loadedRow(rowId))
        m_followDelay.start(); // its page is still being read
    else
        m_customer.setCustomer({});
}

void CustomersPage::copyCurrentId()
{
    const auto customer = m_table.customer(m_list->currentIndex().row());
    if (!customer)
        return;
    QGuiApplication::clipboard()->setText(customer->id.value);
    m_message->showNotice(tr("Customer ID %1 copied.").arg(customer->id.value));
}

void CustomersPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void CustomersPage::toggleView()
{
    m_view->setVisible(m_view->isHidden());
}

void CustomersPage::reload()
{
    m_message->clear();
    m_table.reload();
    m_customer.reload();
}

bool CustomersPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && (event->type() == QEvent::Resize || event->type() == QEvent::Move))
        m_state->setGeometry(m_list->geometry());
    if (watched == m_search && keepsWindowKey(event))
        return true;
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Down && m_table.rowCount() > 0) {
            m_list->setFocus(Qt::ShortcutFocusReason);
            if (!m_list->currentIndex().isValid())
                m_list->chooseRow(0);
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            m_search->clear();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void CustomersPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_table.setActive(true);
}

void CustomersPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_table.setActive(false);
}

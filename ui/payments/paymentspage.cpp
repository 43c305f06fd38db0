#include "ui/payments/paymentspage.h"

#include "models/displaytext.h"
#include "models/selectionkeeper.h"
#include "ui/payments/columnchooser.h"
#include "ui/payments/inspectorpanel.h"
#include "ui/payments/inspectorwindow.h"
#include "ui/payments/paymentactions.h"
#include "ui/payments/paymentcommands.h"
#include "ui/payments/savedviewtabs.h"
#include "ui/payments/selectionbar.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/filterbar.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/problemlabel.h"
#include "ui/widgets/tablestate.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace {

constexpr int kFollowDelayMs = 60;   ///< a held arrow key passes rows nobody reads
constexpr int kLoadingDelayMs = 300; ///< shorter waits need no sign
constexpr int kCountersDelayMs = 40; ///< after the first rows, before the order of all

} // namespace

PaymentsPage::PaymentsPage(const Workspace &workspace, QSettings &settings, PaymentActions &actions,
                           QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_settings(settings)
    , m_actions(actions)
    , m_views(settings)
    , m_table(workspace)
    , m_filter(workspace)
    , m_totals(workspace)
    , m_counters(workspace)
    , m_copier(workspace, m_table)
    , m_inspectorModel(workspace)
    , m_commands(new PaymentCommands(workspace, actions, this))
{
    setObjectName(u"paymentsPage"_s);
    m_followDelay.setSingleShot(true);
    m_followDelay.setInterval(kFollowDelayMs);
    m_loadingDelay.setSingleShot(true);
    m_loadingDelay.setInterval(kLoadingDelayMs);
    buildPage();
    connectModels();
    connectTable();
    connectWidgets();
    addShortcuts();
    restoreColumns();
    chooseView(0); // asks for the first rows
    restorePanels();
    QTimer::singleShot(kCountersDelayMs, &m_counters, &WorkCounters::read);
    setFocusProxy(m_search);
}

PaymentsPage::~PaymentsPage()
{
    // The view goes after the models it looks at; it must not look at them while it does.
    m_view->setModel(nullptr);
}

void PaymentsPage::connectModels()
{
    connect(&m_filter, &PaymentFilterModel::filterChanged, this, &PaymentsPage::applyFilter);
    connect(&m_filter, &PaymentFilterModel::wordsChanged, this, &PaymentsPage::showWords);
    connect(&m_filter, &PaymentFilterModel::textsReplaced, this, &PaymentsPage::showTexts);
    connect(&m_table, &PaymentTableModel::stateUpdated, this, &PaymentsPage::showState);
    connect(&m_table, &PaymentTableModel::refreshed, m_view, &DataTable::flash);
    connect(&m_table, &QAbstractItemModel::rowsInserted, this, &PaymentsPage::collectSelection);
    connect(&m_table, &QAbstractItemModel::rowsRemoved, this, &PaymentsPage::collectSelection);
    connect(&m_table, &QAbstractItemModel::modelReset, this, &PaymentsPage::collectSelection);
    connect(&m_counters, &WorkCounters::changed, this, &PaymentsPage::showCounters);
    connect(&m_copier, &RowCopier::ready, this, [this](const QString &text, int rows) {
        QGuiApplication::clipboard()->setText(text);
        m_message->showNotice(tr("%1 rows copied, with column names.").arg(rows));
    });
    connect(&m_copier, &RowCopier::tooMany, this, [this](int most) {
        m_message->showNotice(tr("Only %1 rows can be copied at once; select fewer.")
                                  .arg(DisplayText::count(most, locale())));
    });
    connect(m_commands, &PaymentCommands::notice, m_message, &MessageBar::showNotice);
    connect(m_commands, &PaymentCommands::failed, m_message, &MessageBar::showError);
}

void PaymentsPage::connectTable()
{
    connect(m_keeper, &SelectionKeeper::currentLost, this,
            [this] { m_inspectorModel.setPayment({}); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        m_message->clear();
        m_followDelay.start();
    });
    connect(&m_followDelay, &QTimer::timeout, this, &PaymentsPage::followCurrent);
    connect(&m_loadingDelay, &QTimer::timeout, this, [this] {
        m_loading->setRange(0, 0);
        m_stop->show();
    });
    connect(m_stop, &QToolButton::clicked, this, &PaymentsPage::stopReading);
    connect(m_view, &DataTable::rangesChanged, this, &PaymentsPage::collectSelection);
    connect(m_view, &DataTable::opened, this, &PaymentsPage::openInspector);
    connect(m_view, &DataTable::openedInWindow, this, &PaymentsPage::openWindow);
    connect(m_view, &DataTable::escaped, this, &PaymentsPage::goBack);
    QHeaderView *header = m_view->horizontalHeader();
    connect(header, &QHeaderView::sectionClicked, this, &PaymentsPage::sortBy);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this,
            [this, header](const QPoint &at) { m_chooser->popup(header->mapToGlobal(at)); });
}

void PaymentsPage::connectWidgets()
{
    connect(m_search, &QLineEdit::textChanged, &m_filter, &PaymentFilterModel::setSearch);
    connect(m_search, &QLineEdit::returnPressed, this, &PaymentsPage::openFromSearch);
    connect(m_tabs, &SavedViewTabs::chosen, this, &PaymentsPage::chooseView);
    connect(m_tabs, &SavedViewTabs::saveAsked, this, &PaymentsPage::saveView);
    connect(m_unknownCounter, &QPushButton::clicked, this, [this] { m_tabs->setCurrent(2); });
    connect(m_expiringCounter, &QPushButton::clicked, this, [this] {
        m_tabs->setCurrent(1);
        m_search->setText(u"expires:<24h"_s);
    });
    connect(m_filterButton, &QToolButton::clicked, this, &PaymentsPage::toggleColumnFilters);
    connect(m_filterBar, &FilterBar::textEdited, this, [this](int column, const QString &text) {
        m_filter.setColumnFilter(static_cast<PaymentColumn>(column), text);
    });
    connect(m_filterBar, &FilterBar::left, m_view, [this] { m_view->setFocus(); });
    connect(m_chooser, &ColumnChooser::columnsChanged, m_filterBar, &FilterBar::align);
    connect(m_state, &TableState::clearAsked, &m_filter, &PaymentFilterModel::clear);
    connect(m_state, &TableState::newAsked, this, [this] { m_actions.newPayment(window()); });
    connect(m_state, &TableState::retryAsked, this, &PaymentsPage::reload);
    connect(m_selectionBar, &SelectionBar::captureAsked, this, &PaymentsPage::captureSelected);
    connect(m_selectionBar, &SelectionBar::clearAsked, m_view, &DataTable::clearSelection);
}

void PaymentsPage::showView(int index)
{
    m_tabs->setCurrent(index);
}

void PaymentsPage::showSearch(const QString &search)
{
    showView(0);
    m_search->setText(search);
}

void PaymentsPage::chooseView(int index)
{
    if (index < 0 || index >= m_views.views().size())
        return;
    const SavedView view = m_views.views().at(index);
    m_message->clear(); // it spoke of a row that may not be here
    m_keeper->forget();
    m_view->clearSelection();
    showSortColumn(view.sortBy);
    m_view->horizontalHeader()->setSortIndicator(
        static_cast<int>(view.sortBy), view.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    m_filter.setView(view);
    if (!view.columnFilters.isEmpty())
        m_filterBar->show();
    applyFilter(); // the filter may be as before, and the order another
}

/// What a view is sorted by is to be seen, beside the columns that stay in sight.
void PaymentsPage::showSortColumn(PaymentColumn column)
{
    constexpr int kPlace = 2;
    const int wanted = static_cast<int>(column);
    QHeaderView *header = m_view->horizontalHeader();
    if (m_shownForSort >= 0 && m_shownForSort != wanted)
        header->setSectionHidden(std::exchange(m_shownForSort, -1), true);
    if (!header->isSectionHidden(wanted))
        return;
    header->setSectionHidden(wanted, false);
    header->moveSection(header->visualIndex(wanted), kPlace);
    m_shownForSort = wanted;
}

void PaymentsPage::saveView(const QString &name)
{
    SavedView view = m_filter.view(name);
    view.sortBy = m_table.query().sortBy;
    view.descending = m_table.query().descending;
    const int index = m_views.add(view);
    if (index < 0)
        m_message->showNotice(
            tr("There is room for %1 views; remove one first.").arg(SavedViews::kMostViews));
    else
        m_tabs->setCurrent(index);
}

void PaymentsPage::applyFilter()
{
    const QHeaderView *header = m_view->horizontalHeader();
    PaymentQuery query;
    query.filter = m_filter.filter();
    query.sortBy = static_cast<PaymentColumn>(header->sortIndicatorSection());
    query.descending = header->sortIndicatorOrder() == Qt::DescendingOrder;
    m_table.setQuery(query);
}

void PaymentsPage::showWords()
{
    QString words;
    if (!m_filter.command().isEmpty())
        words = tr("Enter runs “%1” on the selected payments.").arg(m_filter.command());
    else if (!m_filter.explanation().isEmpty())
        words = tr("Showing: %1").arg(m_filter.explanation());
    m_words->setText(words);
    m_problem->setText(m_filter.problems().join(u' '));
    for (const PaymentColumn column : m_filterable)
        m_filterBar->setProblem(static_cast<int>(column), m_filter.columnProblem(column));
}

void PaymentsPage::showTexts()
{
    m_search->setText(m_filter.search());
    for (const PaymentColumn column : m_filterable)
        m_filterBar->setText(static_cast<int>(column), m_filter.columnFilter(column));
}

void PaymentsPage::showState()
{
    const bool loading = m_table.isLoading();
    if (loading && !m_loadingDelay.isActive() && m_loading->maximum() != 0)
        m_loadingDelay.start();
    if (!loading) {
        m_loadingDelay.stop();
        endLoadingSign();
        m_stop->hide();
    }
    const QString count = DisplayText::count(m_table.rowCount(), locale());
    if (m_table.rowCount() == 1)
        m_count->setText(tr("1 payment"));
    else
        m_count->setText(m_table.isComplete() ? tr("%1 payments").arg(count)
                                              : tr("more than %1 payments").arg(count));
    const auto &failure = m_table.failure();
    if (!failure && !loading && std::exchange(m_failureShown, false))
        m_message->clear();
    if (failure) {
        const ErrorText error = PaymentLookup::problem(*failure, {});
        if (m_table.rowCount() == 0)
            m_state->showError(error);
        else
            m_message->showError(error);
        m_failureShown = true;
    } else if (m_table.rowCount() == 0 && !loading) {
        showEmptyState();
    } else if (m_table.rowCount() > 0) {
        m_state->hide();
    }
    m_state->setGeometry(m_view->geometry());
    if (m_selectDue && m_table.isComplete() && !loading)
        selectMatching();
    emit listRead(m_table.readAtMs());
}

void PaymentsPage::endLoadingSign()
{
    if (m_loading->maximum() != 0)
        return;                // a progress bar paints at once whatever it is told
    m_loading->setRange(0, 1); // an empty bar keeps its place and shows nothing
    m_loading->reset();
}

void PaymentsPage::showEmptyState()
{
    if (m_filter.isNarrowed()) {
        m_state->showEmpty(tr("No payment matches"), m_filter.explanation(), true, false);
        return;
    }
    switch (m_tabs->current()) {
    case 0:
        m_state->showEmpty(tr("No payments yet"),
                           tr("Make the first one, or let your shop make it."), false, true);
        break;
    case 1:
        m_state->showEmpty(tr("Nothing to capture"), tr("No money is held on a card."), false,
                           false);
        break;
    case 2:
        m_state->showEmpty(tr("Every outcome is known"),
                           tr("A payment appears here when a processor did not answer."), false,
                           false);
        break;
    case 3:
        m_state->showEmpty(tr("No customer has to do anything"),
                           tr("A payment appears here while the bank waits for the customer."),
                           false, false);
        break;
    default: m_state->showEmpty(tr("No payment in this view"), {}, false, false);
    }
}

void PaymentsPage::showCounters()
{
    m_unknownCounter->setText(m_counters.notKnownYetText());
    m_unknownCounter->setVisible(m_counters.notKnownYet() > 0);
    m_expiringCounter->setText(m_counters.expiringText());
    m_expiringCounter->setVisible(m_counters.expiring() > 0);
    arrangeSearchRow(m_list->width());
}

void PaymentsPage::sortBy(int column)
{
    if (!isSortable(static_cast<PaymentColumn>(column)))
        return m_message->showNotice(
            tr("The list cannot be sorted by %1.")
                .arg(DisplayText::column(static_cast<PaymentColumn>(column))));
    QHeaderView *header = m_view->horizontalHeader();
    const PaymentQuery &query = m_table.query();
    const bool same = query.sortBy == static_cast<PaymentColumn>(column);
    const bool descending =
        same ? !query.descending : column != static_cast<int>(PaymentColumn::CaptureBefore);
    header->setSortIndicator(column, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    applyFilter();
}

void PaymentsPage::followCurrent()
{
    const int row = m_view->currentIndex().row();
    m_table.setPinned(m_table.rowIdAt(row));
    const PaymentId id = currentId();
    if (!id.isEmpty())
        m_inspectorModel.setPayment(id);
    else if (row >= 0)
        m_followDelay.start(); // its page is still being read
}

void PaymentsPage::collectSelection()
{
    QList<qint64> rowIds;
    const QList<qint64> &ordering = m_table.ordering();
    const auto ranges = m_view->selectedRanges();
    if (ranges.size() == 1 && ranges.first().first == 0
        && ranges.first().second == ordering.size() - 1)
        rowIds = ordering; // shared, however many they are
    else
        for (const auto &[first, last] : ranges)
            rowIds += ordering.mid(first, last - first + 1);
    if (rowIds != m_totals.rowIds())
        m_totals.setRowIds(rowIds);
}

PaymentId PaymentsPage::currentId() const
{
    const auto payment = m_table.payment(m_view->currentIndex().row());
    return payment ? payment->id : PaymentId();
}

void PaymentsPage::openFromSearch()
{
    if (!m_filter.command().isEmpty())
        return runCommand(QString(m_filter.command())); // emptying the box empties that one
    if (m_table.rowCount() == 0)
        return;
    m_view->setFocus(Qt::ShortcutFocusReason);
    m_view->chooseRow(0);
    if (m_table.rowCount() == 1)
        openInspector();
}

void PaymentsPage::openInspector()
{
    m_inspector->show();
    followCurrent();
}

void PaymentsPage::openWindow()
{
    if (const PaymentId id = currentId(); !id.isEmpty())
        (new InspectorWindow(m_workspace, m_actions, id, this))->show();
}

void PaymentsPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void PaymentsPage::focusTable()
{
    m_view->setFocus(Qt::ShortcutFocusReason);
    if (!m_view->currentIndex().isValid())
        m_view->chooseRow(0);
}

void PaymentsPage::setCompact(bool compact)
{
    m_view->setCompact(compact);
}

bool PaymentsPage::isCompact() const
{
    return m_view->isCompact();
}

void PaymentsPage::toggleInspector()
{
    m_inspector->setVisible(m_inspector->isHidden());
}

void PaymentsPage::toggleColumnFilters()
{
    m_filterBar->setVisible(m_filterBar->isHidden());
    m_filterButton->setChecked(!m_filterBar->isHidden());
    if (m_filterBar->isHidden())
        m_view->setFocus();
    else
        m_filterBar->focusFirst();
}

void PaymentsPage::reload()
{
    m_message->clear();
    m_table.reload();
    m_counters.read();
    m_inspectorModel.reload();
}

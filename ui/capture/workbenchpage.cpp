#include "ui/capture/workbenchpage.h"

#include "models/displaytext.h"
#include "models/paymentlookup.h"
#include "ui/capture/manifestchooser.h"
#include "ui/capture/workbenchdelegates.h"
#include "ui/payments/inspectorwindow.h"
#include "ui/payments/paymentactions.h"
#include "ui/payments/paymentcommands.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/primarybutton.h"
#include "ui/widgets/tablestate.h"
#include "ui/widgets/textsize.h"

#include <QDragEnterEvent>
#include <QHeaderView>
#include <QLabel>
#include <QMimeData>
#include <QSettings>
#include <QShortcut>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using Column = WorkbenchTable::Column;

namespace {

constexpr int kMargin = 16;
const auto kHeaderSetting = u"workbench/header"_s;

/// A usual content, to measure a column by in whatever font there is.
QString sampleOf(Column column)
{
    switch (column) {
    case Column::Tick: return {};
    case Column::TimeLeft: return u"\u25b2\u25b2 23 hours"_s;
    case Column::CaptureBefore: return u"28 Mmm 2026 00:00"_s;
    case Column::Order: return u"A-1000000"_s;
    case Column::Customer: return u"Wilhelmina Ma"_s;
    case Column::Authorized:
    case Column::Captured:
    case Column::ToCapture: return u"99,999.00 MWM"_s;
    case Column::LeftAfter: return u"99,999.00 MWM stays held"_s;
    case Column::Connector: return DisplayText::connector(u"simulator"_s);
    case Column::Captures: return u"Several"_s;
    case Column::Check: return u"An earlier operation has no known outcome yet."_s;
    case Column::Age: return u"28 Mmm 00:00"_s;
    case Column::Identifier: return u"pay_0000000000000000"_s;
    }
    return {};
}

/// The one local file that is dragged; empty when it is something else.
QString draggedFile(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 && urls.first().isLocalFile() ? urls.first().toLocalFile() : QString();
}

} // namespace

WorkbenchPage::WorkbenchPage(const Workspace &workspace, QSettings &settings,
                             PaymentActions &actions, QWidget *parent, FileChooser chooser)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_settings(settings)
    , m_actions(actions)
    , m_chooser(chooser ? std::move(chooser) : manifestFileChooser())
    , m_table(workspace)
    , m_risk(workspace)
    , m_commands(new PaymentCommands(workspace, actions, this))
{
    setObjectName(u"workbenchPage"_s);
    setAcceptDrops(true);
    m_message = new MessageBar(this);
    m_message->setObjectName(u"workbenchMessage"_s);
    makeTable();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(makeHeader());
    layout->addWidget(m_message);
    layout->addWidget(m_view, 1);
    layout->addWidget(makeBar());
    connectAll();
    addShortcuts();
    showPlan();
    setFocusProxy(m_view);
}

WorkbenchPage::~WorkbenchPage()
{
    // The view goes after the model it looks at; it must not look at it while it does.
    m_view->setModel(nullptr);
}

QLayout *WorkbenchPage::makeHeader()
{
    auto *title = new QLabel(tr("To capture"), this);
    title->setObjectName(u"workbenchTitle"_s);
    title->setFont(largerFont(font()));
    m_riskText = new QLabel(this);
    m_riskText->setObjectName(u"moneyAtRisk"_s);
    m_riskText->setWordWrap(true);
    auto *hint = new QLabel(tr("Drop a shipment file (CSV) anywhere here, or press Ctrl+I."), this);
    hint->setObjectName(u"dropHint"_s);
    hint->setFont(smallerFont(font()));
    hint->setForegroundRole(QPalette::PlaceholderText);
    hint->setWordWrap(true);
    auto *import = new QPushButton(tr("&Import shipment file…"), this);
    import->setObjectName(u"importManifest"_s);
    import->setToolTip(tr("Capture what a CSV file says was shipped (Ctrl+I)"));
    connect(import, &QPushButton::clicked, this, &WorkbenchPage::chooseFile);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(title);
    words->addWidget(m_riskText);
    words->addWidget(hint);
    m_header = new QBoxLayout(QBoxLayout::LeftToRight);
    m_header->setContentsMargins(kMargin, 0, kMargin, 0);
    m_header->setSpacing(8);
    m_header->addLayout(words, 1);
    m_header->addWidget(import, 0, Qt::AlignTop);
    return m_header;
}

void WorkbenchPage::makeTable()
{
    using Model = WorkbenchTable;
    m_view = new DataTable(this);
    m_view->setObjectName(u"workbenchTable"_s);
    m_view->setAccessibleName(tr("Holds to capture"));
    m_view->setModel(&m_table);
    m_view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    auto *plain = new RowDelegate(m_view, Model::LoadedRole, Model::UrgentRole);
    plain->setIdColumns({static_cast<int>(Column::Identifier)});
    m_view->setItemDelegate(plain);
    const auto use = [this](Column column, RowDelegate *delegate) {
        m_view->setItemDelegateForColumn(static_cast<int>(column), delegate);
    };
    use(Column::Tick, new TickDelegate(m_view, Model::LoadedRole, Model::UrgentRole));
    use(Column::TimeLeft,
        new TimeLeftDelegate(m_view, Model::LoadedRole, Model::UrgentRole, Model::PermilleRole));
    use(Column::ToCapture,
        new AmountDelegate(m_view, Model::LoadedRole, Model::UrgentRole, Model::ProblemRole));
    auto *money = new MoneyDelegate(m_view, Model::LoadedRole, Model::UrgentRole);
    use(Column::Authorized, money);
    use(Column::Captured, money);
    m_state = new TableState(m_view);
    m_state->hide();
    makeColumns();
}

void WorkbenchPage::makeColumns()
{
    constexpr int kPadding = 18;
    QHeaderView *header = m_view->horizontalHeader();
    header->setObjectName(u"workbenchHeader"_s);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setMinimumSectionSize(fontMetrics().averageCharWidth() * 4);
    for (int column = 0; column < WorkbenchTable::kColumnCount; ++column) {
        const QString heading =
            m_table.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        const int words = fontMetrics().horizontalAdvance(heading) * 11 / 10 + kPadding; // semibold
        const int content = fontMetrics().horizontalAdvance(sampleOf(static_cast<Column>(column)));
        header->resizeSection(column, qMax(words, content) + kPadding);
    }
    for (const Column column : {Column::Age, Column::Identifier})
        m_view->hideColumn(static_cast<int>(column));
    const QByteArray state = m_settings.value(kHeaderSetting).toByteArray();
    if (!state.isEmpty() && header->restoreState(state)) {
        header->setStretchLastSection(true);
        header->setSectionsClickable(true);
        header->setSectionsMovable(true);
    }
    header->setSortIndicator(static_cast<int>(Column::TimeLeft), Qt::AscendingOrder);
}

QWidget *WorkbenchPage::makeBar()
{
    auto *bar = new QFrame(this);
    bar->setObjectName(u"workbenchBar"_s);
    bar->setAccessibleName(tr("What is ticked"));
    m_ticked = new ElidedLabel(Qt::ElideRight, bar);
    m_ticked->setObjectName(u"tickedText"_s);
    m_ticked->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_clear = new QPushButton(tr("Untick all"), bar);
    m_clear->setObjectName(u"untickAll"_s);
    m_capture = new PrimaryButton(bar);
    m_capture->setText(tr("Capture…"));
    m_capture->setObjectName(u"captureTicked"_s);
    m_capture->setToolTip(tr("Capture the ticked holds, or else the selected ones (C)"));
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_clear);
    buttons->addWidget(m_capture);
    m_bar = new QBoxLayout(QBoxLayout::LeftToRight, bar);
    m_bar->setContentsMargins(kMargin, 8, kMargin, 8);
    m_bar->setSpacing(8);
    m_bar->addWidget(m_ticked, 1);
    m_bar->addLayout(buttons);
    return bar;
}

void WorkbenchPage::connectAll()
{
    connect(&m_table, &WorkbenchTable::stateUpdated, this, &WorkbenchPage::showState);
    connect(&m_table, &WorkbenchTable::refreshed, m_view, &DataTable::flash);
    connect(&m_table.plan(), &WorkbenchPlan::changed, this, &WorkbenchPage::showPlan);
    connect(&m_risk, &HoldsAtRisk::changed, this, [this] { m_riskText->setText(m_risk.text()); });
    connect(m_commands, &PaymentCommands::notice, m_message, &MessageBar::showNotice);
    connect(m_commands, &PaymentCommands::failed, m_message, &MessageBar::showError);
    connect(m_capture, &QPushButton::clicked, this, &WorkbenchPage::capture);
    connect(m_clear, &QPushButton::clicked, &m_table.plan(), &WorkbenchPlan::clear);
    connect(m_state, &TableState::retryAsked, this, &WorkbenchPage::reload);
    connect(m_view->horizontalHeader(), &QHeaderView::sectionClicked, this, &WorkbenchPage::sortBy);
    connect(m_view, &DataTable::opened, this, &WorkbenchPage::editAmount);
    connect(m_view, &DataTable::openedInWindow, this, [this](const QModelIndex &index) {
        if (const auto hold = m_table.hold(index.row()))
            (new InspectorWindow(m_workspace, m_actions, hold->id, this))->show();
    });
    connect(m_view, &DataTable::rangesChanged, m_message, &MessageBar::clear);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &WorkbenchPage::showPlan);
}

void WorkbenchPage::addShortcuts()
{
    connect(new QShortcut(QKeySequence(u"Ctrl+I"_s), this), &QShortcut::activated, this,
            &WorkbenchPage::chooseFile);
    connect(new QShortcut(QKeySequence(u"F5"_s), this), &QShortcut::activated, this,
            &WorkbenchPage::reload);
    // Letters belong to the table alone: typed into an amount they are text.
    const auto onTable = [this](const QKeySequence &keys, auto handler) {
        auto *shortcut = new QShortcut(keys, m_view);
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, handler);
    };
    onTable(QKeySequence(u"C"_s), &WorkbenchPage::capture);
    onTable(QKeySequence(u"Space"_s), &WorkbenchPage::toggleSelected);
    onTable(QKeySequence(u"N"_s), [this] {
        if (const auto hold = m_table.hold(m_view->currentIndex().row()))
            m_commands->note(hold->id);
    });
}

void WorkbenchPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (std::exchange(m_isRead, true))
        return;
    m_table.read(); // nobody waits for it before the page is looked at
    m_risk.read();
}

void WorkbenchPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

/// With a large font or in a narrow window the buttons go below the words.
void WorkbenchPage::arrange()
{
    const int buttons = m_clear->sizeHint().width() + m_capture->sizeHint().width();
    const bool narrow = m_ticked->sizeHint().width() + buttons + 4 * kMargin > width();
    m_bar->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    const bool slim = width() < fontMetrics().averageCharWidth() * 80;
    m_header->setDirection(slim ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_state->setGeometry(QRect(QPoint(), m_view->size()));
}

void WorkbenchPage::showState()
{
    const PaymentTableModel &payments = m_table.payments();
    const auto &failure = payments.failure();
    if (failure && m_table.rowCount() == 0)
        m_state->showError(PaymentLookup::problem(*failure, {}));
    else if (failure)
        m_message->showError(PaymentLookup::problem(*failure, {}));
    else if (m_table.rowCount() == 0 && !payments.isLoading() && m_isRead)
        m_state->showEmpty(tr("Nothing to capture"), tr("No money is held on a card."), false,
                           false);
    else if (m_table.rowCount() > 0)
        m_state->hide();
    m_state->setGeometry(QRect(QPoint(), m_view->size()));
    showPlan();
}

void WorkbenchPage::showPlan()
{
    const WorkbenchPlan &plan = m_table.plan();
    const QString holds =
        m_table.rowCount() == 1
            ? tr("1 hold")
            : tr("%1 holds").arg(DisplayText::count(m_table.rowCount(), locale()));
    const bool ticked = plan.tickedCount() > 0;
    const QString problem = plan.problem();
    m_ticked->setText(!ticked ? holds : problem.isEmpty() ? plan.text() : problem);
    m_clear->setVisible(ticked);
    m_capture->setEnabled(problem.isEmpty()
                          && (ticked || m_view->selectionModel()->hasSelection()));
    arrange();
}

QList<qint64> WorkbenchPage::selectedIds() const
{
    QList<qint64> rowIds;
    for (const auto &[first, last] : m_view->selectedRanges())
        rowIds += m_table.payments().ordering().mid(first, last - first + 1);
    return rowIds;
}

void WorkbenchPage::setAllTicked(const QList<qint64> &rowIds, bool ticked)
{
    if (m_table.plan().setTicked(rowIds, ticked))
        return;
    //: %1 is a number of holds
    m_message->showNotice(tr("At most %1 holds can be captured at once; tick fewer.")
                              .arg(DisplayText::count(WorkbenchPlan::kMostTicked, locale())));
}

void WorkbenchPage::toggleSelected()
{
    const QList<qint64> rowIds = selectedIds();
    const auto isTicked = [this](qint64 rowId) { return m_table.plan().isTicked(rowId); };
    setAllTicked(rowIds, !std::ranges::all_of(rowIds, isTicked));
}

void WorkbenchPage::toggleAll()
{
    const bool any = m_table.plan().tickedCount() > 0;
    if (any)
        m_table.plan().clear();
    else
        setAllTicked(m_table.payments().ordering(), true);
}

void WorkbenchPage::sortBy(int column)
{
    QHeaderView *header = m_view->horizontalHeader();
    const auto wanted = static_cast<Column>(column);
    if (wanted == Column::Tick)
        toggleAll();
    if (!WorkbenchTable::isSortedBy(wanted)) {
        header->setSortIndicator(m_sortedBy, m_sortOrder); // as it was
        return;
    }
    m_sortedBy = column;
    m_sortOrder = header->sortIndicatorOrder();
    m_table.sort(m_sortedBy, m_sortOrder);
}

void WorkbenchPage::editAmount()
{
    const QModelIndex current = m_view->currentIndex();
    // The Enter that ends typing comes here too, from the field inside the table.
    if (current.isValid() && m_view->hasFocus())
        m_view->edit(current.siblingAtColumn(static_cast<int>(Column::ToCapture)));
}

void WorkbenchPage::capture()
{
    const WorkbenchPlan &plan = m_table.plan();
    const QList<qint64> selected = selectedIds();
    if (!plan.problem().isEmpty())
        return m_message->showNotice(plan.problem());
    if (plan.tickedCount() > 0)
        return m_actions.captureAmounts(plan.ticked(), plan.amounts(), window());
    if (selected.size() > 1)
        return m_actions.captureMany(selected, window());
    if (const auto hold = m_table.hold(m_view->currentIndex().row()))
        m_commands->capture(hold->id);
}

void WorkbenchPage::chooseFile()
{
    m_chooser(this, [this](const QString &path) { m_actions.importManifest(path, window()); });
}

void WorkbenchPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (!draggedFile(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void WorkbenchPage::dropEvent(QDropEvent *event)
{
    const QString path = draggedFile(event->mimeData());
    if (path.isEmpty())
        return;
    event->acceptProposedAction();
    m_actions.importManifest(path, window());
}

void WorkbenchPage::focusTable()
{
    m_view->setFocus(Qt::ShortcutFocusReason);
    if (!m_view->currentIndex().isValid())
        m_view->chooseRow(0);
}

void WorkbenchPage::reload()
{
    m_message->clear();
    m_table.read();
    m_risk.read();
}

void WorkbenchPage::saveState()
{
    m_settings.setValue(kHeaderSetting, m_view->horizontalHeader()->saveState());
}

void WorkbenchPage::setCompact(bool compact)
{
    m_view->setCompact(compact);
}

// How the payments page is put together; what it does is in paymentspage.cpp.
#include "models/displaytext.h"
#include "models/selectionkeeper.h"
#include "ui/payments/columnchooser.h"
#include "ui/payments/inspectorpanel.h"
#include "ui/payments/paymentactions.h"
#include "ui/payments/paymentcommands.h"
#include "ui/payments/paymentspage.h"
#include "ui/payments/savedviewtabs.h"
#include "ui/payments/selectionbar.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/filterbar.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/moneydelegate.h"
#include "ui/widgets/primarybutton.h"
#include "ui/widgets/problemlabel.h"
#include "ui/widgets/statuschip.h"
#include "ui/widgets/statusdelegate.h"
#include "ui/widgets/tablestate.h"
#include "ui/widgets/textsize.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int kMargin = 16;
const auto kHeaderSetting = u"payments/header"_s;
const auto kSplitterSetting = u"payments/splitter"_s;
const auto kInspectorSetting = u"payments/inspector"_s;
const auto kCompactSetting = u"payments/compact"_s;

/// A usual content, to measure a column by in whatever font there is.
QString sampleOf(PaymentColumn column)
{
    switch (column) {
    case PaymentColumn::Status:
        return DisplayText::status(PaymentStatus::PartiallyCapturedAndCapturable, false);
    case PaymentColumn::Amount:
    case PaymentColumn::Captured:
    case PaymentColumn::Remaining:
    case PaymentColumn::Refunded: return u"99,999.00 MWM"_s;
    case PaymentColumn::Currency:
    case PaymentColumn::Attempts:
    case PaymentColumn::Authentication: return {};
    case PaymentColumn::OrderReference: return u"A-1000000"_s;
    case PaymentColumn::Customer: return u"Wilhelmina Ma"_s;
    case PaymentColumn::Method: return u"Mastercard \u2022\u2022 4242"_s;
    case PaymentColumn::Created:
    case PaymentColumn::Updated: return u"28 Mmm 00:00 "_s;
    case PaymentColumn::Connector: return DisplayText::connector(u"simulator"_s);
    case PaymentColumn::CaptureBefore: return u"0 days \u00b7 28 Mmm 2026 00:00"_s;
    case PaymentColumn::CaptureMethod:
        return DisplayText::captureMethod(CaptureMethod::ManualMultiple);
    case PaymentColumn::DeclineReason: return u"reported lost or stolen"_s;
    case PaymentColumn::Identifier:
    case PaymentColumn::ProcessorReference:
    case PaymentColumn::Email: return u"somebody.else@example.com"_s;
    case PaymentColumn::Description: return u"two or three words on what it was for"_s;
    case PaymentColumn::Profile: return u"profile name"_s;
    }
    return {};
}

int usualWidth(PaymentColumn column, const QFontMetrics &metrics)
{
    constexpr int kPadding = 18;
    const int sortMark = column == PaymentColumn::Currency ? 0 : 16;
    const QString heading = DisplayText::column(column);
    const int headingWidth = metrics.horizontalAdvance(heading) * 11 / 10 + sortMark; // semibold
    const int content = column == PaymentColumn::Status
                            ? statusChipSize(metrics, sampleOf(column)).width()
                            : metrics.horizontalAdvance(sampleOf(column));
    return std::max(headingWidth, content) + kPadding;
}

QString exampleFor(PaymentColumn column)
{
    if (column == PaymentColumn::Status)
        return PaymentsPage::tr("such as: paid");
    if (column == PaymentColumn::Amount)
        return u"10..50"_s;
    if (column == PaymentColumn::Currency)
        return u"EUR"_s;
    if (column == PaymentColumn::Method)
        return u"4242"_s;
    if (column == PaymentColumn::Created)
        return PaymentsPage::tr("last week");
    return column == PaymentColumn::CaptureBefore ? u"<24h"_s : QString();
}

} // namespace

void PaymentsPage::buildPage()
{
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setObjectName(u"pageSplitter"_s);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    // Every widget is born where it stays: one that moves is styled again with all it contains. And
    // the splitter measures what it has whenever one comes, so both come while they are empty.
    m_list = new QWidget(m_splitter);
    m_inspector = new InspectorPanel(m_inspectorModel, *m_commands, m_splitter);
    makeList(m_list);
    m_list->lower(); // a screen reader reads in the order of the children: the list, then the rest
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
}

void PaymentsPage::makeList(QWidget *list)
{
    makeTable(list);
    m_words = new QLabel(list);
    m_words->setObjectName(u"searchWords"_s);
    m_words->setFont(smallerFont(font()));
    m_words->setForegroundRole(QPalette::PlaceholderText);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setContentsMargins(kMargin, 0, kMargin, 0);
    // Its line is always there, so that the table stays where it is while somebody types.
    m_words->setMinimumHeight(m_words->fontMetrics().lineSpacing());
    m_problem = new ProblemLabel(list);
    m_problem->setObjectName(u"searchProblem"_s);
    m_problem->setContentsMargins(kMargin, 0, kMargin, 0);
    m_message = new MessageBar(list);
    m_message->setObjectName(u"pageMessage"_s);
    m_loading = new QProgressBar(list);
    m_loading->setObjectName(u"loading"_s);
    m_loading->setAccessibleName(tr("Reading the list"));
    m_loading->setTextVisible(false);
    m_loading->setRange(0, 1);
    m_loading->setFixedHeight(2);
    m_selectionBar = new SelectionBar(m_totals, list);
    list->installEventFilter(this);
    auto *layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(makeSearchRow());
    layout->addLayout(m_counterRow);
    layout->addWidget(m_words);
    layout->addWidget(m_problem);
    layout->addLayout(makeTabRow());
    layout->addWidget(m_message);
    layout->addWidget(m_loading);
    auto *inset = new QVBoxLayout; // brings the first column in line with the search box
    inset->setContentsMargins(8, 0, 0, 0);
    inset->setSpacing(4);
    inset->addWidget(m_filterBar);
    inset->addWidget(m_view, 1);
    layout->addLayout(inset, 1);
    layout->addWidget(m_selectionBar);
    for (QWidget *below :
         std::initializer_list<QWidget *>{m_filterBar, m_view, m_state, m_selectionBar})
        below->raise(); // read after what stands above them
}

QPushButton *PaymentsPage::makeCounter(const QString &name)
{
    auto *counter = new QPushButton(m_list);
    counter->setObjectName(name);
    counter->setProperty("chip", true);
    counter->setToolTip(tr("Show only these"));
    counter->hide();
    return counter;
}

QLayout *PaymentsPage::makeSearchRow()
{
    m_search = new QLineEdit(m_list);
    m_search->setObjectName(u"search"_s);
    m_search->setAccessibleName(tr("Search payments"));
    m_search->setPlaceholderText(tr("Last four, amount, name, e-mail, order or any id (Ctrl+K)"));
    m_search->setToolTip(tr("4242 · 49.90 eur · name@ · last week · status:hold · expires:<24h · "
                            "amount:10..50 · -failed"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaxLength(200);
    m_search->installEventFilter(this);
    m_unknownCounter = makeCounter(u"unknownCounter"_s);
    m_expiringCounter = makeCounter(u"expiringCounter"_s);
    auto *create = new PrimaryButton(m_list);
    create->setText(tr("New payment…"));
    create->setObjectName(u"newPayment"_s);
    create->setToolTip(tr("Make a payment (Ctrl+N)"));
    connect(create, &QPushButton::clicked, this, [this] { m_actions.newPayment(window()); });
    m_counterRow = new QHBoxLayout;
    m_counterRow->setContentsMargins(kMargin, 0, kMargin, 0);
    m_counterRow->setSpacing(8);
    m_searchRow = new QHBoxLayout;
    m_searchRow->setContentsMargins(kMargin, 0, kMargin, 0);
    m_searchRow->setSpacing(8);
    m_searchRow->addWidget(m_search, 1);
    m_searchRow->addWidget(m_unknownCounter);
    m_searchRow->addWidget(m_expiringCounter);
    m_searchRow->addWidget(create);
    return m_searchRow;
}

void PaymentsPage::arrangeSearchRow(int width)
{
    // With a large font the counters take a line of their own, and the search box keeps its room.
    const int counters =
        (m_unknownCounter->isHidden() ? 0 : m_unknownCounter->sizeHint().width())
        + (m_expiringCounter->isHidden() ? 0 : m_expiringCounter->sizeHint().width());
    const int others = m_searchRow->itemAt(m_searchRow->count() - 1)->sizeHint().width();
    const int room = width - counters - others - 4 * kMargin;
    const bool own = room < fontMetrics().averageCharWidth() * 28;
    m_count->setVisible(width > fontMetrics().averageCharWidth() * 100);
    if (own == (m_counterRow->count() > 0))
        return;
    for (QPushButton *counter : {m_unknownCounter, m_expiringCounter}) {
        m_searchRow->removeWidget(counter);
        m_counterRow->removeWidget(counter);
        if (own)
            m_counterRow->addWidget(counter);
        else
            m_searchRow->insertWidget(m_searchRow->count() - 1, counter);
    }
    while (own && m_counterRow->count() < 3)
        m_counterRow->addStretch(1);
    if (!own)
        delete m_counterRow->takeAt(0); // the stretch
}

QLayout *PaymentsPage::makeTabRow()
{
    m_tabs = new SavedViewTabs(m_views, m_list);
    m_count = new QLabel(m_list);
    m_count->setObjectName(u"rowCount"_s);
    m_count->setFont(smallerFont(font()));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_filterButton = new QToolButton(m_list);
    m_filterButton->setObjectName(u"filterButton"_s);
    m_filterButton->setText(tr("Filter"));
    m_filterButton->setCheckable(true);
    m_filterButton->setToolTip(tr("A field above each column (Ctrl+Shift+F)"));
    m_columnButton = new QToolButton(m_list);
    m_columnButton->setObjectName(u"columnButton"_s);
    m_columnButton->setText(tr("Columns"));
    m_columnButton->setToolTip(tr("Which columns are shown"));
    m_columnButton->setPopupMode(QToolButton::InstantPopup);
    m_columnButton->setMenu(m_chooser);
    m_stop = new QToolButton(this);
    m_stop->setObjectName(u"stopReading"_s);
    m_stop->setText(tr("Stop reading"));
    m_stop->setToolTip(tr("Keep what has been read so far (Esc in the table)"));
    m_stop->hide();
    auto *row = new QHBoxLayout;
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(4);
    row->addWidget(m_tabs, 1);
    row->addWidget(m_stop);
    row->addWidget(m_count);
    row->addWidget(m_filterButton);
    row->addWidget(m_columnButton);
    return row;
}

void PaymentsPage::makeTable(QWidget *parent)
{
    m_view = new DataTable(parent);
    m_view->setObjectName(u"paymentsTable"_s);
    m_view->setAccessibleName(tr("Payments"));
    m_view->horizontalHeader()->hide(); // or it is measured anew with every column that is set up
    m_view->setModel(&m_table);
    m_view->setFrozenColumns(2); // status and amount, unless a person put others there
    m_keeper = new SelectionKeeper(m_table, *m_view->selectionModel(), this);
    using Model = PaymentTableModel;
    auto *plain = new RowDelegate(m_view, Model::LoadedRole, Model::UrgentRole);
    plain->setIdColumns({static_cast<int>(PaymentColumn::Identifier),
                         static_cast<int>(PaymentColumn::ProcessorReference)});
    m_view->setItemDelegate(plain);
    m_view->setItemDelegateForColumn(
        static_cast<int>(PaymentColumn::Status),
        new StatusDelegate(m_view, Model::LoadedRole, Model::UrgentRole, Model::LookRole));
    auto *money = new MoneyDelegate(m_view, Model::LoadedRole, Model::UrgentRole);
    for (const PaymentColumn column : {PaymentColumn::Amount, PaymentColumn::Captured,
                                       PaymentColumn::Remaining, PaymentColumn::Refunded})
        m_view->setItemDelegateForColumn(static_cast<int>(column), money);
    m_state = new TableState(parent);
    m_state->hide();
    m_view->installEventFilter(this);
    makeColumns();
}

void PaymentsPage::makeColumns()
{
    QHeaderView *header = m_view->horizontalHeader();
    header->setObjectName(u"paymentsHeader"_s);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setMinimumSectionSize(fontMetrics().averageCharWidth() * 6);
    m_filterBar = new FilterBar(*m_view, m_view->parentWidget());
    m_filterBar->setObjectName(u"filterBar"_s);
    m_filterBar->hide();
    for (int column = 0; column < m_table.columnCount(); ++column) {
        const auto which = static_cast<PaymentColumn>(column);
        header->resizeSection(column, usualWidth(which, fontMetrics()));
        if (!isFilterable(which))
            continue;
        m_filterable.append(which);
        m_filterBar->addField(column, DisplayText::column(which), exampleFor(which));
    }
    QList<int> defaults;
    for (const PaymentColumn column : defaultPaymentColumns())
        defaults.append(static_cast<int>(column));
    m_chooser = new ColumnChooser(header, defaults, this);
    m_chooser->reset();
    header->setSortIndicator(static_cast<int>(PaymentColumn::Created), Qt::DescendingOrder);
    header->show();
    connect(m_view->horizontalScrollBar(), &QAbstractSlider::valueChanged, m_filterBar,
            &FilterBar::align);
}

QList<PaymentColumn> PaymentsPage::shownColumns() const
{
    const QHeaderView *header = m_view->horizontalHeader();
    QList<PaymentColumn> columns;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        if (!header->isSectionHidden(column))
            columns.append(static_cast<PaymentColumn>(column));
    }
    return columns;
}

void PaymentsPage::addShortcuts()
{
    const auto onPage = [this](const QKeySequence &keys, auto handler) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, handler);
    };
    onPage(QKeySequence(u"Ctrl+K"_s), &PaymentsPage::focusSearch);
    onPage(QKeySequence(u"Ctrl+F"_s), &PaymentsPage::focusSearch);
    onPage(QKeySequence(u"Ctrl+N"_s), [this] { m_actions.newPayment(window()); });
    onPage(QKeySequence(u"Ctrl+Shift+F"_s), &PaymentsPage::toggleColumnFilters);
    onPage(QKeySequence(u"F9"_s), &PaymentsPage::toggleInspector);
    onPage(QKeySequence(u"F5"_s), &PaymentsPage::reload);
    onPage(QKeySequence(u"Ctrl+Shift+A"_s), &PaymentsPage::selectMatching);
    for (int number = 1; number <= 9; ++number)
        onPage(QKeySequence(u"Alt+%1"_s.arg(number)), [this, number] { showView(number - 1); });
    // Letters belong to the table alone: typed anywhere else they are text.
    const auto onTable = [this](const QKeySequence &keys, auto handler) {
        auto *shortcut = new QShortcut(keys, m_view);
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, handler);
    };
    onTable(QKeySequence(u"C"_s), &PaymentsPage::captureSelected);
    onTable(QKeySequence(u"V"_s), &PaymentsPage::voidCurrent);
    onTable(QKeySequence(u"R"_s), &PaymentsPage::refundCurrent);
    onTable(QKeySequence(u"T"_s), &PaymentsPage::verifyCurrent);
    onTable(QKeySequence(u"S"_s), &PaymentsPage::askSelected);
    onTable(QKeySequence(u"L"_s), &PaymentsPage::copyLink);
    onTable(QKeySequence(u"N"_s), [this] {
        if (const PaymentId id = currentId(); !id.isEmpty())
            m_commands->note(id);
    });
    onTable(QKeySequence(u"Ctrl+C"_s), [this] { copySelection(CopyFormat::Cells); });
    onTable(QKeySequence(u"Ctrl+Shift+C"_s), [this] { copySelection(CopyFormat::Table); });
    onTable(QKeySequence(u"Ctrl+Alt+C"_s), &PaymentsPage::copyCurrentId);
}

void PaymentsPage::restoreColumns()
{
    QHeaderView *header = m_view->horizontalHeader();
    const QByteArray state = m_settings.value(kHeaderSetting).toByteArray();
    if (!state.isEmpty() && header->restoreState(state)) {
        header->setStretchLastSection(true);
        header->setSectionsClickable(true);
        header->setSectionsMovable(true);
    }
}

void PaymentsPage::restorePanels()
{
    if (!m_splitter->restoreState(m_settings.value(kSplitterSetting).toByteArray()))
        m_splitter->setSizes({1000, std::min(fontMetrics().averageCharWidth() * 52, 420)});
    m_inspector->setVisible(m_settings.value(kInspectorSetting, true).toBool());
    m_view->setCompact(m_settings.value(kCompactSetting, false).toBool());
}

void PaymentsPage::saveState()
{
    if (m_shownForSort >= 0) // it belongs to the view, not to the person's columns
        m_view->setColumnHidden(std::exchange(m_shownForSort, -1), true);
    m_settings.setValue(kHeaderSetting, m_view->horizontalHeader()->saveState());
    m_settings.setValue(kSplitterSetting, m_splitter->saveState());
    m_settings.setValue(kInspectorSetting, !m_inspector->isHidden());
    m_settings.setValue(kCompactSetting, m_view->isCompact());
}

bool PaymentsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && (event->type() == QEvent::Resize || event->type() == QEvent::Move))
        m_state->setGeometry(m_view->geometry());
    if (watched == m_list && event->type() == QEvent::Resize)
        arrangeSearchRow(m_list->width());
    if (watched == m_search && keepsWindowKey(event))
        return true;
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Down && m_table.rowCount() > 0) {
            m_view->setFocus(Qt::ShortcutFocusReason);
            if (!m_view->currentIndex().isValid())
                m_view->chooseRow(0);
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            if (m_search->text().isEmpty())
                m_view->setFocus(Qt::ShortcutFocusReason);
            m_search->clear();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

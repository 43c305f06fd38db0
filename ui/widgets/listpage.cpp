#include "ui/widgets/listpage.h"

#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/statuschip.h"
#include "ui/widgets/statusdelegate.h"
#include "ui/widgets/tablestate.h"
#include "ui/widgets/textsize.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int kFollowDelayMs = 60;   ///< a held arrow key passes rows nobody reads
constexpr int kLoadingDelayMs = 300; ///< shorter waits need no sign
constexpr int kCellPadding = 18;

} // namespace

ListPage::ListPage(const QString &name, QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_name(name)
    , m_settings(settings)
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_list(new QWidget(m_splitter))
{
    setObjectName(named("Page"_L1));
    m_splitter->setObjectName(named("Splitter"_L1));
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_followDelay.setSingleShot(true);
    m_followDelay.setInterval(kFollowDelayMs);
    m_loadingDelay.setSingleShot(true);
    m_loadingDelay.setInterval(kLoadingDelayMs);
    connect(&m_followDelay, &QTimer::timeout, this, [this] { followCurrent(); });
    connect(&m_loadingDelay, &QTimer::timeout, this, [this] { m_loading->setRange(0, 0); });
}

QString ListPage::named(QLatin1StringView part) const
{
    return m_name + part;
}

QLabel *ListPage::makeTitle(const QString &text)
{
    auto *title = new QLabel(text, m_list);
    title->setFont(largerFont(font()));
    return title;
}

QLabel *ListPage::makeCount(const QString &name)
{
    m_count = new QLabel(m_list);
    m_count->setObjectName(name);
    m_count->setFont(smallerFont(font()));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    return m_count;
}

void ListPage::makeTable(QAbstractItemModel &model, const Columns &columns, const QString &words,
                         const QString &loadingWords)
{
    m_message = new MessageBar(m_list);
    m_message->setObjectName(named("Message"_L1));
    m_loading = new QProgressBar(m_list);
    m_loading->setObjectName(named("Loading"_L1));
    m_loading->setAccessibleName(loadingWords);
    m_loading->setTextVisible(false);
    m_loading->setRange(0, 1);
    m_loading->setFixedHeight(2);
    m_table = new DataTable(m_list);
    m_table->setObjectName(named("Table"_L1));
    m_table->setAccessibleName(words);
    m_table->setModel(&model);
    if (columns.frozen > 0)
        m_table->setFrozenColumns(columns.frozen);
    auto *plain = new RowDelegate(m_table, columns.loadedRole, columns.urgentRole);
    plain->setIdColumns(columns.ids);
    m_table->setItemDelegate(plain);
    if (columns.chip >= 0)
        m_table->setItemDelegateForColumn(
            columns.chip,
            new StatusDelegate(m_table, columns.loadedRole, columns.urgentRole, columns.chipRole));
    m_table->horizontalHeader()->setObjectName(named("Header"_L1));
    setUsualWidths(columns);
    restoreHeader();
    m_state = new TableState(m_list);
    m_state->setObjectName(named("State"_L1));
    m_state->hide();
    m_table->installEventFilter(this);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        m_message->clear();
        followSoon();
    });
    connect(m_state, &TableState::retryAsked, this, [this] { reload(); });
    onPage(QKeySequence(u"F5"_s), [this] { reload(); });
}

/// As wide as a usual content in whatever font there is.
void ListPage::setUsualWidths(const Columns &columns)
{
    const QFontMetrics metrics = fontMetrics();
    QHeaderView *header = m_table->horizontalHeader();
    header->setMinimumSectionSize(metrics.averageCharWidth() * 5);
    for (int column = 0; column < m_table->model()->columnCount(); ++column) {
        const QString heading =
            m_table->model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        const QString sample = columns.sample(column);
        const int content = column == columns.chip
                                ? statusChipSize(metrics, sample).width() * 11 / 10
                                : metrics.horizontalAdvance(sample);
        const int words = metrics.horizontalAdvance(heading) * 11 / 10; // semibold, as some chips
        header->resizeSection(column, std::max(words, content) + kCellPadding);
    }
}

void ListPage::restoreHeader()
{
    QHeaderView *header = m_table->horizontalHeader();
    const QByteArray kept = m_settings.value(named("/header"_L1)).toByteArray();
    if (!kept.isEmpty() && header->restoreState(kept)) {
        header->setStretchLastSection(true);
        header->setSectionsMovable(true);
    }
}

void ListPage::arrange(QLayout *header, QLayout *belowMessage)
{
    auto *inset = new QVBoxLayout; // brings the first column in line with the header
    inset->setContentsMargins(8, 0, 0, 0);
    inset->addWidget(m_table, 1);
    auto *column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(4);
    column->addLayout(header);
    column->addWidget(m_message);
    if (belowMessage)
        column->addLayout(belowMessage);
    column->addWidget(m_loading);
    column->addLayout(inset, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
}

void ListPage::arrangeBeside(QWidget *side, int sideWidth)
{
    m_side = side;
    m_list->lower(); // a screen reader reads in the order of the children: the list, then the rest
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, sideWidth == 0 ? 1 : 0);
    constexpr int kAll = 1000;
    if (!m_splitter->restoreState(m_settings.value(named("/splitter"_L1)).toByteArray()))
        m_splitter->setSizes({kAll, sideWidth == 0 ? kAll : sideWidth});
    m_side->setVisible(m_settings.value(named("/view"_L1), true).toBool());
    onPage(QKeySequence(u"F9"_s), [this] { toggleSide(); });
    connect(m_table, &DataTable::opened, this, [this] {
        m_side->show();
        followCurrent();
    });
}

void ListPage::closeTable()
{
    m_table->setModel(nullptr);
    delete std::exchange(m_side, nullptr); // it looks at a model, too
}

void ListPage::saveState()
{
    m_settings.setValue(named("/header"_L1), m_table->horizontalHeader()->saveState());
    if (!m_side)
        return;
    m_settings.setValue(named("/splitter"_L1), m_splitter->saveState());
    m_settings.setValue(named("/view"_L1), !m_side->isHidden());
}

void ListPage::setCompact(bool compact)
{
    m_table->setCompact(compact);
}

void ListPage::focusTable()
{
    m_table->setFocus(Qt::ShortcutFocusReason);
    if (!m_table->currentIndex().isValid() && m_table->model()->rowCount() > 0)
        m_table->chooseRow(0);
}

void ListPage::toggleSide()
{
    m_side->setVisible(m_side->isHidden());
}

QWidget *ListPage::besideTheList() const
{
    return m_splitter;
}

int ListPage::currentRow() const
{
    return m_table->currentIndex().row();
}

void ListPage::onPage(const QKeySequence &keys, const std::function<void()> &handler)
{
    connect(new QShortcut(keys, this), &QShortcut::activated, this, handler);
}

void ListPage::onTable(const QKeySequence &keys, const std::function<void()> &handler)
{
    auto *shortcut = new QShortcut(keys, m_table);
    shortcut->setContext(Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this, handler);
}

void ListPage::showLoading(bool loading)
{
    if (loading && !m_loadingDelay.isActive() && m_loading->maximum() != 0)
        m_loadingDelay.start();
    if (loading)
        return;
    m_loadingDelay.stop();
    if (m_loading->maximum() != 0)
        return;                // a progress bar paints at once whatever it is told
    m_loading->setRange(0, 1); // an empty bar keeps its place and shows nothing
    m_loading->reset();
}

void ListPage::showList(const ListState &state)
{
    showLoading(state.isLoading);
    m_count->setText(state.count);
    if (!state.failure && !state.isLoading && std::exchange(m_failureShown, false))
        m_message->clear();
    if (state.failure && state.rows == 0)
        m_state->showError(problemOf(*state.failure));
    else if (state.failure)
        m_message->showError(problemOf(*state.failure));
    else if (state.rows > 0)
        m_state->hide();
    else if (!state.isLoading)
        showNothing(*m_state);
    m_failureShown = m_failureShown || state.failure;
    m_state->setGeometry(m_table->geometry());
    emit listRead(state.readAtMs);
}

void ListPage::copyId(const QString &id, const QString &words)
{
    QGuiApplication::clipboard()->setText(id);
    m_message->showNotice(words.arg(id));
}

bool ListPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && (event->type() == QEvent::Resize || event->type() == QEvent::Move))
        m_state->setGeometry(m_table->geometry());
    return QWidget::eventFilter(watched, event);
}

void ListPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    setActive(true);
}

void ListPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    setActive(false);
}

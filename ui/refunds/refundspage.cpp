#include "ui/refunds/refundspage.h"

#include "models/displaytext.h"
#include "ui/payments/inspectorpanel.h"
#include "ui/payments/inspectorwindow.h"
#include "ui/payments/paymentcommands.h"
#include "ui/payments/tablestate.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/moneydelegate.h"
#include "ui/widgets/statuschip.h"
#include "ui/widgets/statusdelegate.h"
#include "ui/widgets/textsize.h"

#include <QClipboard>
#include <QComboBox>
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

constexpr int kMargin = 16;
constexpr int kFollowDelayMs = 60;   ///< a held arrow key passes rows nobody reads
constexpr int kLoadingDelayMs = 300; ///< shorter waits need no sign
const auto kHeaderSetting = u"refunds/header"_s;
const auto kSplitterSetting = u"refunds/splitter"_s;
const auto kInspectorSetting = u"refunds/inspector"_s;

/// A usual content, to measure a column by in whatever font there is.
QString sampleOf(RefundColumn column)
{
    switch (column) {
    case RefundColumn::Status: return RefundText::word(RefundState::Conflicted);
    case RefundColumn::Amount: return u"99,999.00 MWM"_s;
    case RefundColumn::Currency: return {};
    case RefundColumn::Payment:
    case RefundColumn::Identifier: return u"pay_0123456789012"_s;
    case RefundColumn::Reason: return u"The customer asked for it: no"_s;
    case RefundColumn::RequestedBy: return u"API key web-shop"_s;
    case RefundColumn::Created: return u"28 Mmm 00:00 "_s;
    case RefundColumn::Processed: return u"planned: Mmm 00:00"_s;
    case RefundColumn::Error: return u"no answer from the processor yet"_s;
    }
    return {};
}

int usualWidth(RefundColumn column, const QFontMetrics &metrics)
{
    constexpr int kPadding = 18;
    const int heading = metrics.horizontalAdvance(RefundTableModel::columnName(column));
    const int content = column == RefundColumn::Status
                            ? statusChipSize(metrics, sampleOf(column)).width() * 11 / 10
                            : metrics.horizontalAdvance(sampleOf(column));
    return std::max(heading * 11 / 10, content) + kPadding; // headings and some chips are bold
}

} // namespace

RefundsPage::RefundsPage(const Workspace &workspace, QSettings &settings, PaymentActions &actions,
                         QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_settings(settings)
    , m_actions(actions)
    , m_table(workspace)
    , m_inspectorModel(workspace)
    , m_commands(new PaymentCommands(workspace, actions, this))
{
    setObjectName(u"refundsPage"_s);
    m_followDelay.setSingleShot(true);
    m_followDelay.setInterval(kFollowDelayMs);
    m_loadingDelay.setSingleShot(true);
    m_loadingDelay.setInterval(kLoadingDelayMs);
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setObjectName(u"refundsSplitter"_s);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makeList());
    m_inspector = new InspectorPanel(m_inspectorModel, *m_commands, this);
    m_splitter->addWidget(m_inspector);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
    connectAll();
    addShortcuts();
    restoreState();
    setFocusProxy(m_view);
}

RefundsPage::~RefundsPage()
{
    // The view goes after the model it looks at; it must not look at it while it does.
    m_view->setModel(nullptr);
}

QWidget *RefundsPage::makeList()
{
    auto *list = new QWidget(this);
    m_message = new MessageBar(list);
    m_message->setObjectName(u"refundsMessage"_s);
    m_loading = new QProgressBar(list);
    m_loading->setObjectName(u"refundsLoading"_s);
    m_loading->setAccessibleName(tr("Reading the refunds"));
    m_loading->setTextVisible(false);
    m_loading->setRange(0, 1);
    m_loading->setFixedHeight(2);
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(4);
    column->addLayout(makeFilterRow(list));
    column->addWidget(m_message);
    column->addWidget(m_loading);
    makeTable(list);
    auto *inset = new QVBoxLayout; // brings the first column in line with the filter
    inset->setContentsMargins(8, 0, 0, 0);
    inset->addWidget(m_view, 1);
    column->addLayout(inset, 1);
    return list;
}

QLayout *RefundsPage::makeFilterRow(QWidget *parent)
{
    auto *title = new QLabel(tr("Refunds"), parent);
    title->setFont(largerFont(font()));
    m_status = new QComboBox(parent);
    m_status->setObjectName(u"refundStatus"_s);
    m_status->setAccessibleName(tr("Which refunds are shown"));
    m_status->addItem(tr("All refunds"));
    for (const RefundStatus status : {RefundStatus::Pending, RefundStatus::Succeeded,
                                      RefundStatus::Failed, RefundStatus::Review})
        m_status->addItem(RefundText::filterName(status), static_cast<int>(status));
    m_count = new QLabel(parent);
    m_count->setObjectName(u"refundCount"_s);
    m_count->setFont(smallerFont(font()));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(kMargin, 0, kMargin, 4);
    row->setSpacing(16);
    row->addWidget(title);
    row->addWidget(m_status);
    row->addStretch(1);
    row->addWidget(m_count);
    return row;
}

void RefundsPage::makeTable(QWidget *parent)
{
    m_view = new DataTable(parent);
    m_view->setObjectName(u"refundsTable"_s);
    m_view->setAccessibleName(tr("Refunds"));
    m_view->setModel(&m_table);
    m_view->setFrozenColumns(2); // status and amount
    using Model = RefundTableModel;
    auto *plain = new RowDelegate(m_view, Model::LoadedRole, Model::UrgentRole);
    plain->setIdColumns(
        {static_cast<int>(RefundColumn::Payment), static_cast<int>(RefundColumn::Identifier)});
    m_view->setItemDelegate(plain);
    m_view->setItemDelegateForColumn(
        static_cast<int>(RefundColumn::Status),
        new StatusDelegate(m_view, Model::LoadedRole, Model::UrgentRole, Model::LookRole));
    m_view->setItemDelegateForColumn(
        static_cast<int>(RefundColumn::Amount),
        new MoneyDelegate(m_view, Model::LoadedRole, Model::UrgentRole));
    QHeaderView *header = m_view->horizontalHeader();
    header->setObjectName(u"refundsHeader"_s);
    header->setMinimumSectionSize(fontMetrics().averageCharWidth() * 6);
    for (int column = 0; column < m_table.columnCount(); ++column)
        header->resizeSection(column, usualWidth(static_cast<RefundColumn>(column), fontMetrics()));
    m_state = new TableState(parent);
    m_state->setObjectName(u"refundsState"_s);
    m_state->hide();
    m_view->installEventFilter(this);
}

void RefundsPage::connectAll()
{
    connect(&m_table, &RefundTableModel::stateUpdated, this, &RefundsPage::showState);
    connect(&m_table, &RefundTableModel::refreshed, m_view, &DataTable::flash);
    connect(m_status, &QComboBox::currentIndexChanged, this, &RefundsPage::chooseStatus);
    connect(m_state, &TableState::clearAsked, m_status, [this] { m_status->setCurrentIndex(0); });
    connect(m_state, &TableState::retryAsked, this, &RefundsPage::reload);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        m_message->clear();
        m_followDelay.start();
    });
    connect(&m_followDelay, &QTimer::timeout, this, &RefundsPage::followCurrent);
    connect(&m_loadingDelay, &QTimer::timeout, this, [this] { m_loading->setRange(0, 0); });
    connect(m_view, &DataTable::opened, this, &RefundsPage::openInspector);
    connect(m_view, &DataTable::openedInWindow, this, &RefundsPage::openWindow);
    connect(m_view, &DataTable::escaped, m_message, &MessageBar::clear);
    connect(m_commands, &PaymentCommands::notice, m_message, &MessageBar::showNotice);
    connect(m_commands, &PaymentCommands::failed, m_message, &MessageBar::showError);
}

void RefundsPage::addShortcuts()
{
    const auto onPage = [this](const QString &keys, auto handler) {
        auto *shortcut = new QShortcut(QKeySequence(keys), this);
        connect(shortcut, &QShortcut::activated, this, handler);
    };
    onPage(u"F9"_s, &RefundsPage::toggleInspector);
    onPage(u"F5"_s, &RefundsPage::reload);
    onPage(u"Ctrl+N"_s, [this] { m_actions.newPayment(window()); });
    // Letters belong to the table alone.
    const auto onTable = [this](const QString &keys, auto handler) {
        auto *shortcut = new QShortcut(QKeySequence(keys), m_view);
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, handler);
    };
    onTable(u"S"_s, &RefundsPage::askCurrent);
    onTable(u"R"_s, [this] {
        if (const auto refund = current())
            m_commands->refund(refund->paymentId);
    });
    onTable(u"Ctrl+Alt+C"_s, &RefundsPage::copyCurrentId);
}

void RefundsPage::restoreState()
{
    QHeaderView *header = m_view->horizontalHeader();
    const QByteArray state = m_settings.value(kHeaderSetting).toByteArray();
    if (!state.isEmpty() && header->restoreState(state)) {
        header->setStretchLastSection(true);
        header->setSectionsMovable(true);
    }
    if (!m_splitter->restoreState(m_settings.value(kSplitterSetting).toByteArray()))
        m_splitter->setSizes({1000, std::min(fontMetrics().averageCharWidth() * 52, 420)});
    m_inspector->setVisible(m_settings.value(kInspectorSetting, true).toBool());
}

void RefundsPage::saveState()
{
    m_settings.setValue(kHeaderSetting, m_view->horizontalHeader()->saveState());
    m_settings.setValue(kSplitterSetting, m_splitter->saveState());
    m_settings.setValue(kInspectorSetting, !m_inspector->isHidden());
}

void RefundsPage::setCompact(bool compact)
{
    m_view->setCompact(compact);
}

void RefundsPage::chooseStatus(int index)
{
    const QVariant status = m_status->itemData(index);
    m_message->clear();
    m_table.setStatus(status.isValid() ? std::optional(static_cast<RefundStatus>(status.toInt()))
                                       : std::nullopt);
}

void RefundsPage::showStatus(RefundStatus status)
{
    m_status->setCurrentIndex(m_status->findData(static_cast<int>(status)));
}

void RefundsPage::showState()
{
    const int rows = m_table.rowCount();
    const bool loading = m_table.isLoading();
    if (loading && !m_loadingDelay.isActive() && m_loading->maximum() != 0)
        m_loadingDelay.start();
    if (!loading) {
        m_loadingDelay.stop();
        m_loading->setRange(0, 1); // an empty bar keeps its place and shows nothing
        m_loading->reset();
    }
    const QString count = DisplayText::count(rows, locale());
    if (m_table.isComplete())
        m_count->setText(rows == 1 ? tr("1 refund") : tr("%1 refunds").arg(count));
    else
        m_count->setText(rows == 0 ? QString() : tr("the newest %1 refunds").arg(count));
    const auto &failure = m_table.failure();
    if (!failure && !loading && std::exchange(m_failureShown, false))
        m_message->clear();
    if (failure) {
        const ErrorText error = PaymentLookup::problem(*failure, {});
        if (rows == 0)
            m_state->showError(error);
        else
            m_message->showError(error);
        m_failureShown = true;
    } else if (rows > 0) {
        m_state->hide();
    } else if (!loading && m_table.status()) {
        m_state->showEmpty(tr("No such refund"), m_status->currentText(), true, false);
    } else if (!loading) {
        m_state->showEmpty(tr("No refunds yet"),
                           tr("Select a paid payment and press R to give its money back."), false,
                           false);
    }
    m_state->setGeometry(m_view->geometry());
    emit listRead(m_table.readAtMs());
}

std::optional<Refund> RefundsPage::current() const
{
    return m_table.refund(m_view->currentIndex().row());
}

void RefundsPage::followCurrent()
{
    const auto refund = current();
    m_inspectorModel.setPayment(refund ? refund->paymentId : PaymentId());
}

void RefundsPage::openInspector()
{
    m_inspector->show();
    followCurrent();
}

void RefundsPage::openWindow()
{
    if (const auto refund = current())
        (new InspectorWindow(m_workspace, m_actions, refund->paymentId, this))->show();
}

void RefundsPage::askCurrent()
{
    if (const auto refund = current())
        m_commands->askRefund(refund->id);
}

void RefundsPage::copyCurrentId()
{
    const auto refund = current();
    if (!refund)
        return;
    QGuiApplication::clipboard()->setText(refund->id.value);
    m_message->showNotice(tr("Refund ID %1 copied.").arg(refund->id.value));
}

void RefundsPage::focusTable()
{
    m_view->setFocus(Qt::ShortcutFocusReason);
    if (!m_view->currentIndex().isValid() && m_table.rowCount() > 0)
        m_view->chooseRow(0);
}

void RefundsPage::toggleInspector()
{
    m_inspector->setVisible(m_inspector->isHidden());
}

void RefundsPage::reload()
{
    m_message->clear();
    m_table.reload();
    m_inspectorModel.reload();
}

bool RefundsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && (event->type() == QEvent::Resize || event->type() == QEvent::Move))
        m_state->setGeometry(m_view->geometry());
    return QWidget::eventFilter(watched, event);
}

void RefundsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_table.setActive(true);
}

void RefundsPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_table.setActive(false);
}

#include "ui/recurring/recurringpage.h"

#include "models/displaytext.h"
#include "ui/payments/paymentactions.h"
#include "ui/payments/tablestate.h"
#include "ui/recurring/agreementview.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"
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
const auto kHeaderSetting = u"recurring/header"_s;
const auto kSplitterSetting = u"recurring/splitter"_s;
const auto kViewSetting = u"recurring/view"_s;

/// A usual content, to measure a column by in whatever font there is.
QString sampleOf(AgreementColumn column)
{
    switch (column) {
    case AgreementColumn::State: return u"Last charge failed"_s;
    case AgreementColumn::Customer: return u"Wilhelmina Maria v"_s;
    case AgreementColumn::Method: return u"Mastercard \u2022\u2022 44444"_s;
    case AgreementColumn::LastCharge: return u"99.00 EUR, 28 Mmm 00:00"_s;
    case AgreementColumn::NextCharge: return u"due: 28 Mmm 00:00 iiii"_s;
    case AgreementColumn::Failures: return u"9"_s;
    case AgreementColumn::Rhythm: return u"Every three months"_s;
    case AgreementColumn::Limit: return u"Several times, 100.00 of 100.00 EUR left"_s;
    case AgreementColumn::Identifier: return u"man_0123456789012"_s;
    }
    return {};
}

int usualWidth(AgreementColumn column, const QFontMetrics &metrics)
{
    constexpr int kPadding = 18;
    const int heading = metrics.horizontalAdvance(AgreementTable::columnName(column));
    const int content = column == AgreementColumn::State
                            ? statusChipSize(metrics, sampleOf(column)).width() * 11 / 10
                            : metrics.horizontalAdvance(sampleOf(column));
    return std::max(heading * 11 / 10, content) + kPadding; // headings are semibold
}

} // namespace

RecurringPage::RecurringPage(const Workspace &workspace, QSettings &settings,
                             PaymentActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_actions(actions)
    , m_table(workspace)
    , m_agreement(workspace)
{
    setObjectName(u"recurringPage"_s);
    m_followDelay.setSingleShot(true);
    m_followDelay.setInterval(kFollowDelayMs);
    m_loadingDelay.setSingleShot(true);
    m_loadingDelay.setInterval(kLoadingDelayMs);
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setObjectName(u"recurringSplitter"_s);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makeList());
    m_view = new AgreementView(workspace, m_agreement, actions, m_splitter);
    m_splitter->addWidget(m_view);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
    connectAll();
    addShortcuts();
    restoreState();
    setFocusProxy(m_list);
}

RecurringPage::~RecurringPage()
{
    // The view goes after the model it looks at; it must not look at it while it does.
    m_list->setModel(nullptr);
}

QWidget *RecurringPage::makeList()
{
    auto *list = new QWidget(m_splitter);
    m_message = new MessageBar(list);
    m_message->setObjectName(u"recurringMessage"_s);
    m_loading = new QProgressBar(list);
    m_loading->setObjectName(u"recurringLoading"_s);
    m_loading->setAccessibleName(tr("Reading the agreements"));
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
    inset->addWidget(m_list, 1);
    column->addLayout(inset, 1);
    return list;
}

QLayout *RecurringPage::makeFilterRow(QWidget *parent)
{
    auto *title = new QLabel(tr("Recurring"), parent);
    title->setFont(largerFont(font()));
    m_choice = new QComboBox(parent);
    m_choice->setObjectName(u"agreementChoice"_s);
    m_choice->setAccessibleName(tr("Which agreements are shown"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(14); // a large font leaves little room
    using Choice = AgreementTable::Choice;
    for (const Choice choice :
         {Choice::All, Choice::Failed, Choice::Active, Choice::SettingUp, Choice::Over})
        m_choice->addItem(AgreementTable::choiceName(choice), static_cast<int>(choice));
    m_count = new QLabel(parent);
    m_count->setObjectName(u"agreementCount"_s);
    m_count->setFont(smallerFont(font()));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(kMargin, 0, kMargin, 4);
    row->setSpacing(16);
    row->addWidget(title);
    row->addWidget(m_choice);
    row->addStretch(1);
    row->addWidget(m_count);
    return row;
}

void RecurringPage::makeTable(QWidget *parent)
{
    using Model = AgreementTable;
    m_list = new DataTable(parent);
    m_list->setObjectName(u"recurringTable"_s);
    m_list->setAccessibleName(tr("Agreements"));
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setModel(&m_table);
    m_list->setFrozenColumns(2); // state and customer
    auto *plain = new RowDelegate(m_list, Model::LoadedRole, Model::UrgentRole);
    plain->setIdColumns({static_cast<int>(AgreementColumn::Identifier)});
    m_list->setItemDelegate(plain);
    m_list->setItemDelegateForColumn(
        static_cast<int>(AgreementColumn::State),
        new StatusDelegate(m_list, Model::LoadedRole, Model::UrgentRole, Model::LookRole));
    QHeaderView *header = m_list->horizontalHeader();
    header->setObjectName(u"recurringHeader"_s);
    header->setMinimumSectionSize(fontMetrics().averageCharWidth() * 6);
    for (int column = 0; column < m_table.columnCount(); ++column)
        header->resizeSection(column,
                              usualWidth(static_cast<AgreementColumn>(column), fontMetrics()));
    m_state = new TableState(parent);
    m_state->setObjectName(u"recurringState"_s);
    m_state->hide();
    m_list->installEventFilter(this);
}

void RecurringPage::connectAll()
{
    connect(&m_table, &AgreementTable::stateUpdated, this, &RecurringPage::showState);
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this] {
        m_message->clear();
        m_table.setChoice(static_cast<AgreementTable::Choice>(m_choice->currentData().toInt()));
    });
    connect(m_state, &TableState::clearAsked, m_choice, [this] { m_choice->setCurrentIndex(0); });
    connect(m_state, &TableState::retryAsked, this, &RecurringPage::reload);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        m_message->clear();
        m_followDelay.start();
    });
    connect(&m_followDelay, &QTimer::timeout, this, &RecurringPage::followCurrent);
    connect(&m_loadingDelay, &QTimer::timeout, this, [this] { m_loading->setRange(0, 0); });
    connect(m_list, &DataTable::opened, this, [this] {
        m_view->show();
        followCurrent();
    });
    connect(m_list, &DataTable::escaped, m_message, &MessageBar::clear);
}

void RecurringPage::addShortcuts()
{
    const auto onPage = [this](const QString &keys, auto handler) {
        connect(new QShortcut(QKeySequence(keys), this), &QShortcut::activated, this, handler);
    };
    onPage(u"F9"_s, &RecurringPage::toggleView);
    onPage(u"F5"_s, &RecurringPage::reload);
    onPage(u"Ctrl+N"_s, [this] { m_actions.newPayment(window()); });
    // Letters belong to the table alone.
    const auto onTable = [this](const QString &keys, auto handler) {
        auto *shortcut = new QShortcut(QKeySequence(keys), m_list);
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, handler);
    };
    onTable(u"C"_s, [this] { m_view->charge(); });
    onTable(u"Del"_s, [this] { m_view->revoke(); });
    onTable(u"Ctrl+Alt+C"_s, &RecurringPage::copyCurrentId);
}

void RecurringPage::restoreState()
{
    QHeaderView *header = m_list->horizontalHeader();
    const QByteArray state = m_settings.value(kHeaderSetting).toByteArray();
    if (!state.isEmpty() && header->restoreState(state)) {
        header->setStretchLastSection(true);
        header->setSectionsMovable(true);
    }
    if (!m_splitter->restoreState(m_settings.value(kSplitterSetting).toByteArray()))
        m_splitter->setSizes({1000, std::min(fontMetrics().averageCharWidth() * 52, 420)});
    m_view->setVisible(m_settings.value(kViewSetting, true).toBool());
}

void RecurringPage::saveState()
{
    m_settings.setValue(kHeaderSetting, m_list->horizontalHeader()->saveState());
    m_settings.setValue(kSplitterSetting, m_splitter->saveState());
    m_settings.setValue(kViewSetting, !m_view->isHidden());
}

void RecurringPage::setCompact(bool compact)
{
    m_list->setCompact(compact);
}

void RecurringPage::showState()
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
        m_count->setText(rows == 1 ? tr("1 agreement") : tr("%1 agreements").arg(count));
    else
        m_count->setText(rows == 0 ? QString() : tr("the first %1 agreements").arg(count));
    const auto &failure = m_table.failure();
    if (!failure && !loading && std::exchange(m_failureShown, false))
        m_message->clear();
    if (failure) {
        const ErrorText error = AgreementText::problem(*failure, {});
        if (rows == 0)
            m_state->showError(error);
        else
            m_message->showError(error);
        m_failureShown = true;
    } else if (rows > 0) {
        m_state->hide();
    } else if (!loading && m_table.choice() != AgreementTable::Choice::All) {
        m_state->showEmpty(tr("No such agreement"), m_choice->currentText(), true, false);
    } else if (!loading) {
        m_state->showEmpty(tr("No agreements yet"),
                           tr("On the page “Customers”, choose a saved card and press A to agree "
                              "on later charges."),
                           false, false);
    }
    m_state->setGeometry(m_list->geometry());
    emit listRead(m_table.readAtMs());
}

void RecurringPage::followCurrent()
{
    const auto agreement = m_table.agreement(m_list->currentIndex().row());
    m_agreement.setAgreement(agreement ? agreement->mandate.id : MandateId());
}

void RecurringPage::copyCurrentId()
{
    const auto agreement = m_table.agreement(m_list->currentIndex().row());
    if (!agreement)
        return;
    QGuiApplication::clipboard()->setText(agreement->mandate.id.value);
    m_message->showNotice(tr("Agreement ID %1 copied.").arg(agreement->mandate.id.value));
}

void RecurringPage::focusTable()
{
    m_list->setFocus(Qt::ShortcutFocusReason);
    if (!m_list->currentIndex().isValid() && m_table.rowCount() > 0)
        m_list->chooseRow(0);
}

void RecurringPage::toggleView()
{
    m_view->setVisible(m_view->isHidden());
}

void RecurringPage::reload()
{
    m_message->clear();
    m_table.reload();
    m_agreement.reload();
}

bool RecurringPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && (event->type() == QEvent::Resize || event->type() == QEvent::Move))
        m_state->setGeometry(m_list->geometry());
    return QWidget::eventFilter(watched, event);
}

void RecurringPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_table.setActive(true);
}

void RecurringPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_table.setActive(false);
}

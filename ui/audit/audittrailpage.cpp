#include "ui/audit/audittrailpage.h"

#include "models/audittext.h"
#include "models/displaytext.h"
#include "models/paymentlookup.h"
#include "ui/payments/tablestate.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/rowdelegate.h"
#include "ui/widgets/textsize.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int kMargin = 16;
constexpr int kLongestWords = 200;
const auto kHeaderSetting = u"audit/header"_s;

/// A usual content, to measure a column by in whatever font there is.
QString sampleOf(AuditColumn column)
{
    switch (column) {
    case AuditColumn::Number: return u"100,000"_s;
    case AuditColumn::Time: return u"28 Mmm 00:00 "_s;
    case AuditColumn::Person: return u"API key web-shop"_s;
    case AuditColumn::Action: return u"Saved card made the def"_s;
    case AuditColumn::Object: return u"pay_0123456789012"_s;
    case AuditColumn::Result: return u"Held - to capture"_s;
    case AuditColumn::Details: return u"Capture of 99,999.00 MWM: Refused by the"_s;
    case AuditColumn::Seal: return u"sealed"_s;
    }
    return {};
}

int usualWidth(AuditColumn column, const QFontMetrics &metrics)
{
    constexpr int kPadding = 18;
    const int heading = metrics.horizontalAdvance(AuditTableModel::columnName(column));
    return std::max(heading * 11 / 10, metrics.horizontalAdvance(sampleOf(column))) + kPadding;
}

} // namespace

AuditTrailPage::AuditTrailPage(const Workspace &workspace, QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_table(workspace)
    , m_run(workspace)
{
    setObjectName(u"auditPage"_s);
    m_message = new MessageBar(this);
    m_message->setObjectName(u"auditMessage"_s);
    m_progressText = new QLabel(this);
    m_progressText->setObjectName(u"auditProgressText"_s);
    m_progressText->setFont(smallerFont(font()));
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(u"auditProgress"_s);
    m_progress->setAccessibleName(tr("Checking the audit trail"));
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(4);
    auto *progress = new QVBoxLayout;
    progress->setContentsMargins(kMargin, 0, kMargin, 0);
    progress->setSpacing(4);
    progress->addWidget(m_progressText);
    progress->addWidget(m_progress);
    makeTable();
    auto *inset = new QVBoxLayout; // brings the first column in line with the search box
    inset->setContentsMargins(8, 0, 0, 0);
    inset->addWidget(m_view, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(4);
    column->addLayout(makeHeader());
    column->addWidget(m_message);
    column->addLayout(progress);
    column->addLayout(inset, 1);
    connectAll();
    addShortcuts();
    restoreState();
    showProgress();
    setFocusProxy(m_view);
}

AuditTrailPage::~AuditTrailPage()
{
    // The view goes after the model it looks at; it must not look at it while it does.
    m_view->setModel(nullptr);
}

QLayout *AuditTrailPage::makeHeader()
{
    auto *title = new QLabel(tr("Audit"), this);
    title->setFont(largerFont(font()));
    m_search = new QLineEdit(this);
    m_search->setObjectName(u"auditSearch"_s);
    m_search->setAccessibleName(tr("Find records"));
    m_search->setPlaceholderText(tr("Person, ID or action"));
    m_search->setToolTip(tr("Words of a record, all of which it must have (Ctrl+F)"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaxLength(kLongestWords);
    m_search->setMaximumWidth(fontMetrics().averageCharWidth() * 48);
    m_count = new QLabel(this);
    m_count->setObjectName(u"auditCount"_s);
    m_count->setFont(smallerFont(font()));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_verify = new QPushButton(this);
    m_verify->setObjectName(u"auditVerify"_s);
    m_verify->setToolTip(tr("Look whether every record is as it was written and none is missing"));
    auto *row = new QHBoxLayout;
    row->setContentsMargins(kMargin, 0, kMargin, 4);
    row->setSpacing(16);
    row->addWidget(title);
    row->addWidget(m_search, 1);
    row->addStretch(0);
    row->addWidget(m_count);
    row->addWidget(m_verify);
    return row;
}

void AuditTrailPage::makeTable()
{
    m_view = new DataTable(this);
    m_view->setObjectName(u"auditTable"_s);
    m_view->setAccessibleName(tr("Audit trail"));
    m_view->setModel(&m_table);
    auto *plain = new RowDelegate(m_view, AuditTableModel::LoadedRole, AuditTableModel::UrgentRole);
    plain->setIdColumns({static_cast<int>(AuditColumn::Object)});
    m_view->setItemDelegate(plain);
    QHeaderView *header = m_view->horizontalHeader();
    header->setObjectName(u"auditHeader"_s);
    header->setMinimumSectionSize(fontMetrics().averageCharWidth() * 5);
    for (int column = 0; column < m_table.columnCount(); ++column)
        header->resizeSection(column, usualWidth(static_cast<AuditColumn>(column), fontMetrics()));
    m_state = new TableState(this);
    m_state->setObjectName(u"auditState"_s);
    m_state->hide();
    m_view->installEventFilter(this);
}

void AuditTrailPage::connectAll()
{
    connect(&m_table, &AuditTableModel::stateUpdated, this, &AuditTrailPage::showState);
    connect(m_search, &QLineEdit::textChanged, &m_table, &AuditTableModel::setWords);
    connect(m_state, &TableState::clearAsked, m_search, &QLineEdit::clear);
    connect(m_state, &TableState::retryAsked, this, &AuditTrailPage::reload);
    connect(m_verify, &QPushButton::clicked, this,
            [this] { m_run.isRunning() ? m_run.stop() : verify(); });
    connect(&m_run, &AuditCheckRun::progressed, this, &AuditTrailPage::showProgress);
    connect(&m_run, &AuditCheckRun::finished, this, &AuditTrailPage::showVerdict);
    connect(&m_run, &AuditCheckRun::failed, this, [this](const Error &error) {
        m_message->showError(PaymentLookup::problem(error, {}));
    });
    connect(m_view, &DataTable::escaped, m_message, &MessageBar::clear);
}

void AuditTrailPage::addShortcuts()
{
    const auto onPage = [this](const QString &keys, auto handler) {
        auto *shortcut = new QShortcut(QKeySequence(keys), this);
        connect(shortcut, &QShortcut::activated, this, handler);
    };
    onPage(u"F5"_s, &AuditTrailPage::reload);
    const auto find = [this] { m_search->setFocus(Qt::ShortcutFocusReason); };
    onPage(u"Ctrl+F"_s, find);
    onPage(u"Ctrl+K"_s, find);
    auto *copy = new QShortcut(QKeySequence(u"Ctrl+C"_s), m_view);
    copy->setContext(Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, &AuditTrailPage::copyRow);
}

void AuditTrailPage::restoreState()
{
    QHeaderView *header = m_view->horizontalHeader();
    const QByteArray state = m_settings.value(kHeaderSetting).toByteArray();
    if (!state.isEmpty() && header->restoreState(state)) {
        header->setStretchLastSection(true);
        header->setSectionsMovable(true);
    }
}

void AuditTrailPage::saveState()
{
    m_settings.setValue(kHeaderSetting, m_view->horizontalHeader()->saveState());
}

void AuditTrailPage::setCompact(bool compact)
{
    m_view->setCompact(compact);
}

void AuditTrailPage::showState()
{
    const int rows = m_table.rowCount();
    const QString count = DisplayText::count(rows, locale());
    if (m_table.isComplete())
        m_count->setText(rows == 1 ? tr("1 record") : tr("%1 records").arg(count));
    else
        m_count->setText(rows == 0 ? QString() : tr("the newest %1 records").arg(count));
    if (const auto &failure = m_table.failure())
        m_state->showError(PaymentLookup::problem(*failure, {}));
    else if (rows > 0)
        m_state->hide();
    else if (!m_table.isLoading())
        m_state->showEmpty(tr("No such record"), m_table.words(), true, false);
    m_state->setGeometry(m_view->geometry());
    emit listRead(m_table.readAtMs());
}

void AuditTrailPage::showProgress()
{
    const bool running = m_run.isRunning();
    m_verify->setText(running ? tr("Stop checking") : tr("Check the trail"));
    m_progressText->setVisible(running);
    m_progress->setVisible(running);
    if (!running)
        return;
    m_progressText->setText(m_run.progressText());
    constexpr qint64 kSteps = 1'000;
    const AuditCheck &check = m_run.check();
    m_progress->setRange(0, check.total > 0 ? int(kSteps) : 0);
    if (check.total > 0)
        m_progress->setValue(static_cast<int>(check.lines * kSteps / check.total));
}

void AuditTrailPage::showVerdict()
{
    const AuditCheck &check = m_run.check();
    const QString words = AuditText::verdict(check, locale());
    if (check.finding)
        m_message->showError({words, {}, {}, {}});
    else
        m_message->showNotice(words);
    m_table.reload(); // the check is a record too
}

void AuditTrailPage::copyRow()
{
    QStringList lines;
    for (const auto &[first, last] : m_view->selectedRanges()) {
        for (int row = first; row <= last; ++row) {
            QStringList cells;
            for (int column = 0; column < m_table.columnCount(); ++column)
                cells.append(m_table.index(row, column).data().toString());
            lines.append(cells.join(u'\t'));
        }
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void AuditTrailPage::verify()
{
    m_message->clear();
    m_run.start();
}

void AuditTrailPage::focusTable()
{
    m_view->setFocus(Qt::ShortcutFocusReason);
    if (!m_view->currentIndex().isValid() && m_table.rowCount() > 0)
        m_view->chooseRow(0);
}

void AuditTrailPage::reload()
{
    m_message->clear();
    m_table.reload();
}

bool AuditTrailPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && (event->type() == QEvent::Resize || event->type() == QEvent::Move))
        m_state->setGeometry(m_view->geometry());
    return QWidget::eventFilter(watched, event);
}

void AuditTrailPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_table.reload();
}

#include "ui/audit/audittrailpage.h"

#include "models/audittext.h"
#include "models/displaytext.h"
#include "models/paymentlookup.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/tablestate.h"
#include "ui/widgets/textsize.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int kMargin = 16;
constexpr int kLongestWords = 200;

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

} // namespace

AuditTrailPage::AuditTrailPage(const Workspace &workspace, QSettings &settings, QWidget *parent)
    : ListPage(u"audit"_s, settings, parent)
    , m_model(workspace)
    , m_run(workspace)
{
    QLayout *header = makeHeader();
    Columns columns;
    columns.loadedRole = AuditTableModel::LoadedRole;
    columns.urgentRole = AuditTableModel::UrgentRole;
    columns.ids = {static_cast<int>(AuditColumn::Object)};
    columns.sample = [](int column) { return sampleOf(static_cast<AuditColumn>(column)); };
    makeTable(m_model, columns, tr("Audit trail"), tr("Reading the audit trail"));
    arrange(header, makeProgress());
    connectAll();
    addShortcuts();
    showProgress();
    setFocusProxy(list());
}

AuditTrailPage::~AuditTrailPage()
{
    closeTable();
}

QLayout *AuditTrailPage::makeHeader()
{
    auto *title = makeTitle(tr("Audit"));
    QWidget *list = title->parentWidget();
    m_search = new QLineEdit(list);
    m_search->setObjectName(u"auditSearch"_s);
    m_search->setAccessibleName(tr("Find records"));
    m_search->setPlaceholderText(tr("Person, ID or action"));
    m_search->setToolTip(tr("Words of a record, all of which it must have (Ctrl+F)"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaxLength(kLongestWords);
    m_search->setMaximumWidth(fontMetrics().averageCharWidth() * 48);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(kMargin, 0, kMargin, 4);
    row->setSpacing(16);
    row->addWidget(title);
    row->addWidget(m_search, 1);
    row->addStretch(0);
    row->addWidget(makeCount(u"auditCount"_s));
    m_verify = new QPushButton(list);
    m_verify->setObjectName(u"auditVerify"_s);
    m_verify->setToolTip(tr("Look whether every record is as it was written and none is missing"));
    row->addWidget(m_verify);
    return row;
}

QLayout *AuditTrailPage::makeProgress()
{
    m_progressText = new QLabel(this);
    m_progressText->setObjectName(u"auditProgressText"_s);
    m_progressText->setFont(smallerFont(font()));
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(u"auditProgress"_s);
    m_progress->setAccessibleName(tr("Checking the audit trail"));
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(4);
    auto *column = new QVBoxLayout;
    column->setContentsMargins(kMargin, 0, kMargin, 0);
    column->setSpacing(4);
    column->addWidget(m_progressText);
    column->addWidget(m_progress);
    return column;
}

void AuditTrailPage::connectAll()
{
    connect(&m_model, &AuditTableModel::stateUpdated, this, &AuditTrailPage::showState);
    connect(m_search, &QLineEdit::textChanged, &m_model, &AuditTableModel::setWords);
    connect(state(), &TableState::clearAsked, m_search, &QLineEdit::clear);
    connect(m_verify, &QPushButton::clicked, this,
            [this] { m_run.isRunning() ? m_run.stop() : verify(); });
    connect(&m_run, &AuditCheckRun::progressed, this, &AuditTrailPage::showProgress);
    connect(&m_run, &AuditCheckRun::finished, this, &AuditTrailPage::showVerdict);
    connect(&m_run, &AuditCheckRun::failed, this,
            [this](const Error &error) { message()->showError(problemOf(error)); });
    connect(list(), &DataTable::escaped, message(), &MessageBar::clear);
}

void AuditTrailPage::addShortcuts()
{
    const auto find = [this] { m_search->setFocus(Qt::ShortcutFocusReason); };
    onPage(QKeySequence(u"Ctrl+F"_s), find);
    onPage(QKeySequence(u"Ctrl+K"_s), find);
    onTable(QKeySequence(u"Ctrl+C"_s), [this] { copyRow(); });
}

void AuditTrailPage::showState()
{
    ListState now = listStateOf(m_model);
    const QString count = DisplayText::count(now.rows, locale());
    if (m_model.isComplete())
        now.count = now.rows == 1 ? tr("1 record") : tr("%1 records").arg(count);
    else if (now.rows > 0)
        now.count = tr("the newest %1 records").arg(count);
    showList(now);
}

void AuditTrailPage::showNothing(TableState &state)
{
    state.showEmpty(tr("No such record"), m_model.words(), true, false);
}

ErrorText AuditTrailPage::problemOf(const Error &error) const
{
    return PaymentLookup::problem(error, {});
}

void AuditTrailPage::setActive(bool active)
{
    if (active)
        m_model.reload();
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
        message()->showError({words, {}, {}, {}});
    else
        message()->showNotice(words);
    m_model.reload(); // the check is a record too
}

void AuditTrailPage::copyRow()
{
    QStringList lines;
    for (const auto &[first, last] : list()->selectedRanges()) {
        for (int row = first; row <= last; ++row) {
            QStringList cells;
            for (int column = 0; column < m_model.columnCount(); ++column)
                cells.append(m_model.index(row, column).data().toString());
            lines.append(cells.join(u'\t'));
        }
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void AuditTrailPage::verify()
{
    message()->clear();
    m_run.start();
}

void AuditTrailPage::reload()
{
    message()->clear();
    m_model.reload();
}

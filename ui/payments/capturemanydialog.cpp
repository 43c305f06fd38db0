#include "ui/payments/capturemanydialog.h"

#include "models/displaytext.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/primarybutton.h"
#include "ui/widgets/problemlabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QSortFilterProxyModel>
#include <QTabBar>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using Phase = CaptureManyEditor::Phase;
using Section = CaptureManyEditor::Section;

namespace {

constexpr int kCharacters = 180;
constexpr int kLines = 38;
constexpr int kRefreshDelayMs = 30;

/// Shows the rows of one tab.
class TabFilter final : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setTab(int tab)
    {
        m_tab = tab;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const QModelIndex index = sourceModel()->index(row, 0, parent);
        return index.data(CaptureManyTable::SectionRole).toInt() == m_tab;
    }

private:
    int m_tab = 0;
};

} // namespace

CaptureManyDialog::CaptureManyDialog(CaptureManyEditor &editor, QWidget *parent, Prompts &prompts)
    : ActionDialog(editor.workspace(), prompts, parent)
    , m_editor(editor)
{
    setObjectName(u"captureManyDialog"_s);
    setTitle(tr("Capture several payments"));
    setComfortableSize(kCharacters, kLines);
    m_status = new QLabel(this);
    m_status->setObjectName(u"status"_s);
    m_status->setWordWrap(true);
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(u"progress"_s);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    body()->addWidget(m_status);
    body()->addWidget(m_progress);
    buildCount();
    buildTable();
    m_close = addButton(tr("Close"), u"close"_s);
    m_copy = addButton(tr("Copy &report"), u"copyReport"_s);
    m_cancelRest = addButton(tr("&Stop: do not send the rest"), u"cancelRest"_s);
    connect(m_close, &QPushButton::clicked, this, &CaptureManyDialog::reject);
    connect(m_copy, &QPushButton::clicked, this, &CaptureManyDialog::copyReport);
    connect(m_cancelRest, &QPushButton::clicked, &editor, &CaptureManyEditor::cancelRest);
    connect(&editor, &CaptureManyEditor::phaseChanged, this, &CaptureManyDialog::onPhase);
    m_refreshDelay.setSingleShot(true);
    m_refreshDelay.setInterval(kRefreshDelayMs);
    connect(&m_refreshDelay, &QTimer::timeout, this, &CaptureManyDialog::refresh);
    connect(&editor, &CaptureManyEditor::progressed, this, [this] {
        if (!m_refreshDelay.isActive())
            m_refreshDelay.start();
    });
    connect(&editor, &CaptureManyEditor::planChanged, this, &CaptureManyDialog::refresh);
    onPhase();
}

void CaptureManyDialog::buildTable()
{
    m_tabs = new QTabBar(this);
    m_tabs->setObjectName(u"tabs"_s);
    m_tabs->setAccessibleName(tr("Groups"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_model = new CaptureManyTable(m_editor, this);
    auto *filter = new TabFilter(this);
    filter->setSourceModel(m_model);
    m_shown = filter;
    m_table = new QTableView(this);
    m_table->setObjectName(u"rows"_s);
    m_table->setAccessibleName(tr("Payments to capture"));
    m_table->setModel(m_shown);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
                             | QAbstractItemView::AnyKeyPressed);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    for (const auto column : {CaptureManyTable::Column::Identifier, CaptureManyTable::Column::Line,
                              CaptureManyTable::Column::Shipment})
        m_table->hideColumn(static_cast<int>(column));
    const int row = fontMetrics().height() + 10;
    m_table->verticalHeader()->setDefaultSectionSize(qMax(28, row));
    m_table->setMinimumHeight(row * 4);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(
        static_cast<int>(CaptureManyTable::Column::Note), QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    body()->addWidget(m_tabs);
    body()->addWidget(m_table, 1);
    m_detail = new QLabel(this);
    m_detail->setObjectName(u"rowDetail"_s);
    m_detail->setWordWrap(true);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    body()->addWidget(m_detail);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &CaptureManyDialog::refreshDetail);
    connect(m_tabs, &QTabBar::currentChanged, filter, &TabFilter::setTab);
}

/// As wide as what is in them, but a long name leaves room for the note.
void CaptureManyDialog::sizeColumns()
{
    constexpr auto kCustomer = static_cast<int>(CaptureManyTable::Column::Customer);
    m_table->resizeColumnsToContents();
    constexpr auto kOrder = static_cast<int>(CaptureManyTable::Column::Order);
    const int letter = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(kOrder, m_table->columnWidth(kOrder) + 3 * letter); // and its tick
    const int most = letter * 26;
    m_table->setColumnWidth(kCustomer, qMin(m_table->columnWidth(kCustomer), most));
}

void CaptureManyDialog::buildCount()
{
    m_countRow = new QWidget(this);
    auto *row = new QHBoxLayout(m_countRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_count = new QLineEdit(m_countRow);
    m_count->setObjectName(u"typedCount"_s);
    m_count->setMaxLength(9);
    m_count->setFixedWidth(fontMetrics().averageCharWidth() * 12);
    m_countLabel = new QLabel(m_countRow);
    m_countLabel->setBuddy(m_count);
    m_count->setAccessibleName(tr("Number of payments to capture, typed to go on"));
    row->addWidget(m_countLabel);
    row->addWidget(m_count);
    row->addStretch(1);
    m_problem = new ProblemLabel(this);
    m_problem->setObjectName(u"manyProblem"_s);
    body()->addWidget(m_countRow);
    body()->addWidget(m_problem);
    connect(m_count, &QLineEdit::textChanged, &m_editor, &CaptureManyEditor::setTypedCount);
    // Who has typed the number has said it: Enter in this field is as good as Ctrl+Enter.
    connect(m_count, &QLineEdit::returnPressed, &m_editor, &CaptureManyEditor::start);
}

void CaptureManyDialog::onPhase()
{
    refreshTabs();
    m_tabs->setCurrentIndex(0);
    if (m_editor.phase() == Phase::Finished) {
        const QList<int> counts = tabCounts();
        // What did not go through is what somebody has to look at.
        const auto first = std::ranges::find_if(counts.begin() + 2, counts.end(),
                                                [](int count) { return count > 0; });
        m_tabs->setCurrentIndex(first == counts.end() ? static_cast<int>(Section::Captured)
                                                      : static_cast<int>(first - counts.begin()));
    }
    m_table->setCurrentIndex(m_shown->index(0, 0)); // of which the whole row is selected
    if (m_editor.phase() == Phase::Planning) {
        sizeColumns();
        QWidget *first = m_editor.needsTypedCount() ? static_cast<QWidget *>(m_count) : m_table;
        if (!std::exchange(m_wasPlanned, true)) // later plans come of what somebody chooses
            first->setFocus(Qt::OtherFocusReason);
        fit();
    }
    refresh();
}

QStringList CaptureManyDialog::tabTexts() const
{
    if (m_editor.phase() == Phase::Loading || m_editor.phase() == Phase::Planning)
        return {tr("Ready"), tr("Needs a look"), tr("Cannot"), tr("Already done")};
    return {tr("Waiting"), tr("Captured"), tr("Refused"), tr("Not known yet"), tr("Not sent")};
}

QList<int> CaptureManyDialog::tabCounts() const
{
    QList<int> counts;
    if (m_editor.phase() == Phase::Loading || m_editor.phase() == Phase::Planning) {
        for (const CaptureGroup group : {CaptureGroup::Ready, CaptureGroup::NeedsALook,
                                         CaptureGroup::Cannot, CaptureGroup::AlreadyDone})
            counts.append(m_editor.countIn(group));
        return counts;
    }
    for (const Section section : {Section::Waiting, Section::Captured, Section::Refused,
                                  Section::NotKnown, Section::NotSent})
        counts.append(m_editor.countIn(section));
    return counts;
}

void CaptureManyDialog::refreshTabs()
{
    const QStringList texts = tabTexts();
    const QList<int> counts = tabCounts();
    while (m_tabs->count() > texts.size())
        m_tabs->removeTab(m_tabs->count() - 1);
    while (m_tabs->count() < texts.size())
        m_tabs->addTab({});
    for (int i = 0; i < texts.size(); ++i)
        m_tabs->setTabText(i, texts.at(i) + u' ' + QLocale().toString(counts.at(i)));
}

QString CaptureManyDialog::statusText() const
{
    const auto number = [](int value) { return QLocale().toString(value); };
    switch (m_editor.phase()) {
    case Phase::Loading:
        //: %1 and %2 are numbers of payments
        return tr("Loading %1 of %2. Nothing is sent yet.")
            .arg(number(m_editor.loaded()), number(m_editor.total()));
    case Phase::Planning:
        //: %1 is amounts such as "100.00 EUR and 5.00 USD"
        return m_editor.includedCount() > 0
                   ? tr("This is a dry run: nothing is sent yet. To capture: %1.")
                         .arg(DisplayText::moneyList(m_editor.includedTotals(), QLocale()))
                   : tr("This is a dry run: nothing is sent yet.");
    case Phase::Running:
        //: %1 and %2 are numbers of payments
        return tr("%1 of %2 are decided.")
            .arg(number(m_editor.doneCount()), number(m_editor.sentTotal()));
    case Phase::Finished: return m_editor.summary();
    }
    return {};
}

void CaptureManyDialog::refresh()
{
    const Phase phase = m_editor.phase();
    const bool planning = phase == Phase::Planning;
    refreshTabs();
    m_status->setText(statusText());
    m_progress->setVisible(phase == Phase::Loading || phase == Phase::Running);
    m_progress->setMaximum(phase == Phase::Loading ? m_editor.total() : m_editor.sentTotal());
    m_progress->setValue(phase == Phase::Loading ? m_editor.loaded() : m_editor.doneCount());
    m_countRow->setVisible(planning && m_editor.needsTypedCount());
    //: %1 is a number of payments
    m_countLabel->setText(tr("To go on, type the &number of payments, %1:")
                              .arg(QString::number(m_editor.includedCount())));
    const bool untouched = m_editor.needsTypedCount() && m_count->text().isEmpty();
    m_problem->setText(planning && !untouched ? m_editor.problem() : QString());
    refreshDetail();
    m_copy->setVisible(phase == Phase::Finished);
    m_cancelRest->setVisible(phase == Phase::Running);
    m_close->setVisible(phase != Phase::Finished);
    primary()->setText(phase == Phase::Finished ? tr("Close") : m_editor.actionText());
    primary()->setEnabled(phase == Phase::Finished || m_editor.canStart());
    if (phase == Phase::Finished && !primary()->hasFocus())
        primary()->setFocus(Qt::OtherFocusReason);
}

/// The whole note of the current row: in its cell it may be elided.
void CaptureManyDialog::refreshDetail()
{
    const QModelIndex current = m_table->currentIndex();
    const auto note = static_cast<int>(CaptureManyTable::Column::Note);
    m_detail->setText(current.isValid() ? current.siblingAtColumn(note).data().toString()
                                        : QString());
    m_detail->setVisible(!m_detail->text().isEmpty());
}

void CaptureManyDialog::act()
{
    if (m_editor.phase() == Phase::Finished)
        return accept();
    m_editor.start();
}

void CaptureManyDialog::copyReport()
{
    QGuiApplication::clipboard()->setText(m_editor.report());
}

void CaptureManyDialog::leave()
{
    m_editor.cancelRest();
}

Question CaptureManyDialog::leaveQuestion() const
{
    if (m_editor.phase() != Phase::Running)
        return {};
    return {u"leaveCaptureMany"_s, tr("Stop capturing and close?"),
            //: %1 and %2 are numbers of payments
            tr("%1 of %2 are decided. What is under way is finished; the rest is not sent.")
                .arg(QLocale().toString(m_editor.doneCount()),
                     QLocale().toString(m_editor.sentTotal())),
            tr("Stop and close"), tr("Go on capturing")};
}

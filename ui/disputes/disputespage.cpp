#include "ui/disputes/disputespage.h"

#include "models/paymentlookup.h"
#include "ui/disputes/disputepanel.h"
#include "ui/payments/inspectorwindow.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/moneydelegate.h"
#include "ui/widgets/prompts.h"
#include "ui/widgets/tablestate.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace {

constexpr int kMargin = 16;

/// A usual content, to measure a column by in whatever font there is.
QString sampleOf(DisputeColumn column)
{
    switch (column) {
    case DisputeColumn::RespondBy: return u"▲ 22 hours mm"_s;
    case DisputeColumn::State: return u"Not answered in time"_s;
    case DisputeColumn::Amount: return u"99,999.00 MWM"_s;
    case DisputeColumn::Stage: return u"Pre-arbitration"_s;
    case DisputeColumn::Reason: return u"Product not received"_s;
    case DisputeColumn::Payment:
    case DisputeColumn::Identifier: return u"pay_0123456789012"_s;
    case DisputeColumn::Opened: return u"28 Mmm 00:00 "_s;
    case DisputeColumn::Code: return u"10.4 mm"_s;
    }
    return {};
}

/// Lets a person choose a file that a processor takes as evidence.
FileChooser evidenceChooser()
{
    return [](QWidget *parent, const std::function<void(const QString &)> &chosen) {
        auto *dialog = new QFileDialog(parent, DisputesPage::tr("Choose evidence"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        dialog->setNameFilter(DisputesPage::tr("Evidence (*.pdf *.png *.jpg *.jpeg *.txt)"));
        QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
        dialog->open();
    };
}

} // namespace

DisputesPage::DisputesPage(const Workspace &workspace, QSettings &settings, PaymentActions &actions,
                           QWidget *parent)
    : ListPage(u"disputes"_s, settings, parent)
    , m_workspace(workspace)
    , m_actions(actions)
    , m_model(workspace)
    , m_current(workspace)
{
    using Model = DisputeTableModel;
    QLayout *header = makeHeader();
    Columns columns;
    columns.loadedRole = Model::LoadedRole;
    columns.urgentRole = Model::UrgentRole;
    columns.frozen = 2;
    columns.ids = {static_cast<int>(DisputeColumn::Payment),
                   static_cast<int>(DisputeColumn::Identifier)};
    columns.chip = static_cast<int>(DisputeColumn::State);
    columns.chipRole = Model::LookRole;
    columns.sample = [](int column) { return sampleOf(static_cast<DisputeColumn>(column)); };
    makeTable(m_model, columns, tr("Disputes"), tr("Reading the disputes"));
    list()->setItemDelegateForColumn(
        static_cast<int>(DisputeColumn::Amount),
        new MoneyDelegate(list(), Model::LoadedRole, Model::UrgentRole));
    arrange(header);
    arrangeBeside(
        new DisputePanel(m_current, messageBoxPrompts(), evidenceChooser(), besideTheList()),
        std::min(fontMetrics().averageCharWidth() * 52, 420));
    connectAll();
    setFocusProxy(list());
}

DisputesPage::~DisputesPage()
{
    closeTable();
}

QLayout *DisputesPage::makeHeader()
{
    auto *title = makeTitle(tr("Disputes"));
    m_which = new QComboBox(title->parentWidget());
    m_which->setObjectName(u"disputeWhich"_s);
    m_which->setAccessibleName(tr("Which disputes are shown"));
    m_which->addItems({tr("All disputes"), tr("Not decided yet")});
    auto *row = new QHBoxLayout;
    row->setContentsMargins(kMargin, 0, kMargin, 4);
    row->setSpacing(16);
    row->addWidget(title);
    row->addWidget(m_which);
    row->addStretch(1);
    row->addWidget(makeCount(u"disputeCount"_s));
    return row;
}

void DisputesPage::connectAll()
{
    connect(&m_model, &DisputeTableModel::stateUpdated, this, &DisputesPage::showState);
    connect(m_which, &QComboBox::currentIndexChanged, this, [this](int index) {
        message()->clear();
        m_model.setOpenOnly(index == 1);
    });
    connect(state(), &TableState::clearAsked, m_which, [this] { m_which->setCurrentIndex(0); });
    connect(list(), &DataTable::openedInWindow, this, &DisputesPage::openPayment);
    connect(list(), &DataTable::escaped, message(), &MessageBar::clear);
    connect(&m_current, &DisputeModel::failed, message(), &MessageBar::showError);
    connect(&m_current, &DisputeModel::notice, message(), &MessageBar::showNotice);
    onTable(QKeySequence(u"Ctrl+Alt+C"_s), [this] {
        if (const auto dispute = m_model.dispute(currentRow()))
            copyId(dispute->id.value, tr("Dispute ID %1 copied."));
    });
}

void DisputesPage::showState()
{
    ListState now = listStateOf(m_model);
    if (now.readAtMs > 0)
        now.count = now.rows == 1 ? tr("1 dispute")
                                  : tr("%1 disputes").arg(DisplayText::count(now.rows, locale()));
    showList(now);
    followSoon();
}

void DisputesPage::showNothing(TableState &state)
{
    if (m_model.openOnly())
        return state.showEmpty(tr("Nothing waits for a decision"), m_which->currentText(), true,
                               false);
    state.showEmpty(tr("No disputes"),
                    tr("When a cardholder disputes a payment, the processor says so and it shows "
                       "here."),
                    false, false);
}

ErrorText DisputesPage::problemOf(const Error &error) const
{
    return PaymentLookup::problem(error, {});
}

void DisputesPage::followCurrent()
{
    const auto dispute = m_model.dispute(currentRow());
    m_current.setDispute(dispute ? dispute->id : DisputeId());
}

void DisputesPage::openPayment()
{
    if (const auto dispute = m_model.dispute(currentRow()))
        (new InspectorWindow(m_workspace, m_actions, dispute->paymentId, this))->show();
}

void DisputesPage::reload()
{
    message()->clear();
    m_model.reload();
    m_current.reload();
}

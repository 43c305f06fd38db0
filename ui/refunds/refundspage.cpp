#include "ui/refunds/refundspage.h"

#include "models/displaytext.h"
#include "ui/payments/inspectorpanel.h"
#include "ui/payments/inspectorwindow.h"
#include "ui/payments/paymentcommands.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/moneydelegate.h"
#include "ui/widgets/tablestate.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int kMargin = 16;

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

} // namespace

RefundsPage::RefundsPage(const Workspace &workspace, QSettings &settings, PaymentActions &actions,
                         QWidget *parent)
    : ListPage(u"refunds"_s, settings, parent)
    , m_workspace(workspace)
    , m_actions(actions)
    , m_model(workspace)
    , m_inspectorModel(workspace)
    , m_commands(new PaymentCommands(workspace, actions, this))
{
    using Model = RefundTableModel;
    QLayout *header = makeHeader();
    Columns columns;
    columns.loadedRole = Model::LoadedRole;
    columns.urgentRole = Model::UrgentRole;
    columns.frozen = 2; // status and amount
    columns.ids = {static_cast<int>(RefundColumn::Payment),
                   static_cast<int>(RefundColumn::Identifier)};
    columns.chip = static_cast<int>(RefundColumn::Status);
    columns.chipRole = Model::LookRole;
    columns.sample = [](int column) { return sampleOf(static_cast<RefundColumn>(column)); };
    makeTable(m_model, columns, tr("Refunds"), tr("Reading the refunds"));
    list()->setItemDelegateForColumn(
        static_cast<int>(RefundColumn::Amount),
        new MoneyDelegate(list(), Model::LoadedRole, Model::UrgentRole));
    arrange(header);
    arrangeBeside(new InspectorPanel(m_inspectorModel, *m_commands, besideTheList()),
                  std::min(fontMetrics().averageCharWidth() * 52, 420));
    connectAll();
    addShortcuts();
    setFocusProxy(list());
}

RefundsPage::~RefundsPage()
{
    closeTable();
}

QLayout *RefundsPage::makeHeader()
{
    auto *title = makeTitle(tr("Refunds"));
    m_status = new QComboBox(title->parentWidget());
    m_status->setObjectName(u"refundStatus"_s);
    m_status->setAccessibleName(tr("Which refunds are shown"));
    m_status->addItem(tr("All refunds"));
    for (const RefundStatus status : {RefundStatus::Pending, RefundStatus::Succeeded,
                                      RefundStatus::Failed, RefundStatus::Review})
        m_status->addItem(RefundText::filterName(status), static_cast<int>(status));
    auto *row = new QHBoxLayout;
    row->setContentsMargins(kMargin, 0, kMargin, 4);
    row->setSpacing(16);
    row->addWidget(title);
    row->addWidget(m_status);
    row->addStretch(1);
    row->addWidget(makeCount(u"refundCount"_s));
    return row;
}

void RefundsPage::connectAll()
{
    connect(&m_model, &RefundTableModel::stateUpdated, this, &RefundsPage::showState);
    connect(&m_model, &RefundTableModel::refreshed, list(), &DataTable::flash);
    connect(m_status, &QComboBox::currentIndexChanged, this, &RefundsPage::chooseStatus);
    connect(state(), &TableState::clearAsked, m_status, [this] { m_status->setCurrentIndex(0); });
    connect(list(), &DataTable::openedInWindow, this, &RefundsPage::openWindow);
    connect(list(), &DataTable::escaped, message(), &MessageBar::clear);
    connect(m_commands, &PaymentCommands::notice, message(), &MessageBar::showNotice);
    connect(m_commands, &PaymentCommands::failed, message(), &MessageBar::showError);
}

void RefundsPage::addShortcuts()
{
    onPage(QKeySequence(u"Ctrl+N"_s), [this] { m_actions.newPayment(window()); });
    onTable(QKeySequence(u"S"_s), [this] { askCurrent(); });
    onTable(QKeySequence(u"R"_s), [this] {
        if (const auto refund = current())
            m_commands->refund(refund->paymentId);
    });
    onTable(QKeySequence(u"N"_s), [this] {
        if (const auto refund = current())
            m_commands->note(refund->paymentId);
    });
    onTable(QKeySequence(u"Ctrl+Alt+C"_s), [this] { copyCurrentId(); });
}

void RefundsPage::chooseStatus(int index)
{
    const QVariant status = m_status->itemData(index);
    message()->clear();
    m_model.setStatus(status.isValid() ? std::optional(static_cast<RefundStatus>(status.toInt()))
                                       : std::nullopt);
}

void RefundsPage::showStatus(RefundStatus status)
{
    m_status->setCurrentIndex(m_status->findData(static_cast<int>(status)));
}

void RefundsPage::showState()
{
    ListState now = listStateOf(m_model);
    const QString count = DisplayText::count(now.rows, locale());
    if (m_model.isComplete())
        now.count = now.rows == 1 ? tr("1 refund") : tr("%1 refunds").arg(count);
    else if (now.rows > 0)
        now.count = tr("the newest %1 refunds").arg(count);
    showList(now);
}

void RefundsPage::showNothing(TableState &state)
{
    if (m_model.status())
        return state.showEmpty(tr("No such refund"), m_status->currentText(), true, false);
    state.showEmpty(tr("No refunds yet"),
                    tr("Select a paid payment and press R to give its money back."), false, false);
}

ErrorText RefundsPage::problemOf(const Error &error) const
{
    return PaymentLookup::problem(error, {});
}

std::optional<Refund> RefundsPage::current() const
{
    return m_model.refund(currentRow());
}

void RefundsPage::followCurrent()
{
    const auto refund = current();
    m_inspectorModel.setPayment(refund ? refund->paymentId : PaymentId());
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
    if (const auto refund = current())
        copyId(refund->id.value, tr("Refund ID %1 copied."));
}

void RefundsPage::reload()
{
    message()->clear();
    m_model.reload();
    m_inspectorModel.reload();
}

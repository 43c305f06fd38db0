#include "models/workbenchtable.h"

#include "models/capturerow.h"
#include "models/displaytext.h"
#include "models/moneyinput.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kWeekMs = 7LL * 24 * 60 * 60 * 1000;

PaymentQuery holdsQuery()
{
    PaymentQuery query;
    query.filter.statuses = {PaymentStatus::RequiresCapture,
                             PaymentStatus::PartiallyAuthorizedAndRequiresCapture,
                             PaymentStatus::PartiallyCapturedAndCapturable};
    query.sortBy = PaymentColumn::CaptureBefore;
    query.descending = false;
    return query;
}

/// Figures stand right whichever way the language runs.
Qt::Alignment alignmentOf(WorkbenchTable::Column column)
{
    using Column = WorkbenchTable::Column;
    const bool isMoney =
        column == Column::Authorized || column == Column::Captured || column == Column::ToCapture;
    return Qt::AlignVCenter | (isMoney ? Qt::AlignRight | Qt::AlignAbsolute : Qt::AlignLeft);
}

std::optional<PaymentColumn> sortColumn(WorkbenchTable::Column column)
{
    using Column = WorkbenchTable::Column;
    switch (column) {
    case Column::TimeLeft:
    case Column::CaptureBefore: return PaymentColumn::CaptureBefore;
    case Column::Order: return PaymentColumn::OrderReference;
    case Column::Customer: return PaymentColumn::Customer;
    case Column::Captured: return PaymentColumn::Captured;
    case Column::Connector: return PaymentColumn::Connector;
    case Column::Age: return PaymentColumn::Created;
    case Column::Tick:
    case Column::Authorized:
    case Column::ToCapture:
    case Column::LeftAfter:
    case Column::Captures:
    case Column::Check:
    case Column::Identifier: return std::nullopt;
    }
    return std::nullopt;
}

} // namespace

WorkbenchTable::WorkbenchTable(const Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
    , m_payments(workspace)
    , m_plan(workspace)
{
    follow();
    connect(&m_payments, &PaymentTableModel::stateUpdated, this, [this] {
        if (!m_payments.isReading() && m_payments.isComplete() && m_plan.tickedCount() > 0)
            m_plan.keepOnly(m_payments.ordering());
        emit stateUpdated();
    });
    connect(&m_payments, &PaymentTableModel::refreshed, this, [this](int row) {
        if (const auto changed = hold(row))
            m_plan.note(*changed);
        emit refreshed(row);
    });
    connect(&m_plan, &WorkbenchPlan::changed, this, [this] {
        if (rowCount() > 0)
            emit dataChanged(index(0, 0), index(rowCount() - 1, kColumnCount - 1));
    });
}

/// The same rows as the payments, with other columns.
void WorkbenchTable::follow()
{
    using Model = QAbstractItemModel;
    connect(&m_payments, &Model::rowsAboutToBeInserted, this,
            [this](const QModelIndex &, int first, int last) { beginInsertRows({}, first, last); });
    connect(&m_payments, &Model::rowsInserted, this, [this] { endInsertRows(); });
    connect(&m_payments, &Model::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { beginRemoveRows({}, first, last); });
    connect(&m_payments, &Model::rowsRemoved, this, [this] { endRemoveRows(); });
    connect(&m_payments, &Model::modelAboutToBeReset, this, [this] { beginResetModel(); });
    connect(&m_payments, &Model::modelReset, this, [this] { endResetModel(); });
    connect(&m_payments, &Model::dataChanged, this, &WorkbenchTable::onChanged);
}

void WorkbenchTable::onChanged(const QModelIndex &first, const QModelIndex &last)
{
    emit dataChanged(index(first.row(), 0), index(last.row(), kColumnCount - 1));
}

void WorkbenchTable::read()
{
    if (m_payments.query() == PaymentQuery())
        m_payments.setQuery(holdsQuery());
    else
        m_payments.reload();
}

int WorkbenchTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_payments.rowCount();
}

int WorkbenchTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumnCount;
}

bool WorkbenchTable::isSortedBy(Column column)
{
    return sortColumn(column).has_value();
}

void WorkbenchTable::sort(int column, Qt::SortOrder order)
{
    const auto wanted = sortColumn(static_cast<Column>(column));
    if (!wanted)
        return;
    PaymentQuery query = holdsQuery();
    query.sortBy = *wanted;
    query.descending = order == Qt::DescendingOrder;
    m_payments.setQuery(query);
}

QVariant WorkbenchTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignmentOf(column));
    if (role == RowIdRole)
        return rowIdAt(index.row());
    if (role == Qt::CheckStateRole && column == Column::Tick)
        return QVariant::fromValue(m_plan.isTicked(rowIdAt(index.row())) ? Qt::Checked
                                                                         : Qt::Unchecked);
    if (role == Qt::AccessibleTextRole && column == Column::Tick)
        return m_plan.isTicked(rowIdAt(index.row())) ? tr("Ticked") : tr("Not ticked");
    const std::optional<PaymentSummary> row = hold(index.row());
    if (role == LoadedRole)
        return row.has_value();
    if (!row)
        return {};
    const WorkbenchPlan::Typed *typed = m_plan.typed(row->rowId);
    const qint64 left = row->captureBeforeMs - m_workspace.clock.nowMs();
    switch (role) {
    case Qt::DisplayRole: return text(*row, column);
    case Qt::EditRole:
        return column == Column::ToCapture ? amountText(*row, true) : text(*row, column);
    case Qt::ToolTipRole:
        return column == Column::CaptureBefore ? DisplayText::exactDateTime(
                   row->captureBeforeMs, shownZone(m_workspace.time), m_locale)
                                               : text(*row, column).toHtmlEscaped();
    case ProblemRole: return column == Column::ToCapture && typed ? typed->problem : QString();
    case UrgentRole:
        return column == Column::TimeLeft && row->captureBeforeMs > 0
               && DisplayText::timeLeft(row->captureBeforeMs, m_workspace.clock.nowMs()).urgency
                      >= Urgency::Now;
    case PermilleRole:
        return row->captureBeforeMs == 0
                   ? QVariant()
                   : static_cast<int>(std::clamp<qint64>(left * 1000 / kWeekMs, 0, 1000));
    default: return {}; // roles are Qt's
    }
}

QVariant WorkbenchTable::amountText(const PaymentSummary &row, bool toEdit) const
{
    const WorkbenchPlan::Typed *typed = m_plan.typed(row.rowId);
    if (typed && !typed->amount)
        return typed->text;
    const Money amount{typed ? *typed->amount : row.capturable, row.currency};
    return toEdit ? moneyForInput(amount, m_locale) : DisplayText::money(amount, m_locale);
}

QString WorkbenchTable::leftAfter(const PaymentSummary &row) const
{
    const WorkbenchPlan::Typed *typed = m_plan.typed(row.rowId);
    CaptureRow planned;
    planned.payment = holdOf(row);
    if (!typed)
        planned.amount = row.capturable;
    else
        planned.amount = typed->amount;
    return restText(m_workspace, planned);
}

QString WorkbenchTable::text(const PaymentSummary &row, Column column) const
{
    const qint64 now = m_workspace.clock.nowMs();
    const auto money = [&](qint64 units) {
        return masked(m_workspace.mask, DisplayText::money({units, row.currency}, m_locale));
    };
    switch (column) {
    case Column::Tick: return {};
    case Column::TimeLeft:
        return row.captureBeforeMs > 0 ? DisplayText::timeLeft(row.captureBeforeMs, now).text()
                                       : tr("not known");
    case Column::CaptureBefore:
        return DisplayText::moment(row.captureBeforeMs, now, shownZone(m_workspace.time), m_locale);
    case Column::Order: return row.orderReference;
    case Column::Customer: return masked(m_workspace.mask, row.customerName);
    case Column::Authorized: return money(row.authorized);
    case Column::Captured: return row.captured > 0 ? money(row.captured) : u"\u2013"_s;
    case Column::ToCapture: return masked(m_workspace.mask, amountText(row, false).toString());
    case Column::LeftAfter: return masked(m_workspace.mask, leftAfter(row));
    case Column::Connector: return DisplayText::connector(row.connector);
    case Column::Captures:
        return row.captureMethod == CaptureMethod::ManualMultiple ? tr("Several") : tr("One");
    case Column::Check: {
        const WorkbenchPlan::Typed *typed = m_plan.typed(row.rowId);
        return typed && !typed->problem.isEmpty() ? typed->problem
                                                  : captureNote(m_workspace, holdOf(row));
    }
    case Column::Age:
        return DisplayText::shortDateTime(row.createdAtMs, now, shownZone(m_workspace.time),
                                          m_locale);
    case Column::Identifier: return row.id.value;
    }
    return {};
}

bool WorkbenchTable::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const auto column = static_cast<Column>(index.column());
    const std::optional<PaymentSummary> row = hold(index.row());
    if (!row)
        return false;
    if (role == Qt::CheckStateRole && column == Column::Tick)
        return m_plan.setTicked({row->rowId}, value.toInt() == Qt::Checked);
    if (role != Qt::EditRole || column != Column::ToCapture)
        return false;
    m_plan.setAmountText(*row, value.toString());
    return true;
}

Qt::ItemFlags WorkbenchTable::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid())
        return flags;
    const auto column = static_cast<Column>(index.column());
    if (column == Column::Tick)
        flags |= Qt::ItemIsUserCheckable;
    if (column == Column::ToCapture && hold(index.row()))
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant WorkbenchTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumnCount)
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignmentOf(column));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (column) {
    case Column::Tick: return role == Qt::ToolTipRole ? tr("Tick or untick all") : u"\u2713"_s;
    case Column::TimeLeft: return tr("Time left");
    case Column::CaptureBefore: return tr("Capture by");
    case Column::Order: return tr("Order ref");
    case Column::Customer: return tr("Customer");
    case Column::Authorized: return tr("Authorised");
    case Column::Captured: return tr("Captured");
    case Column::ToCapture: return tr("To capture");
    case Column::LeftAfter: return tr("Left after");
    case Column::Connector: return tr("Connector");
    case Column::Captures: return tr("Captures allowed");
    case Column::Check: return tr("Check");
    case Column::Age: return tr("Created");
    case Column::Identifier: return tr("Payment ID");
    }
    return {};
}

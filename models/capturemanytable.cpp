#include "models/capturemanytable.h"

#include "models/displaytext.h"
#include "models/moneyinput.h"

using namespace Qt::StringLiterals;

namespace {

/// Figures stand right whichever way the language runs.
Qt::Alignment alignmentOf(CaptureManyTable::Column column)
{
    using Column = CaptureManyTable::Column;
    const bool isMoney = column == Column::Held || column == Column::ToCapture
                         || column == Column::Rest || column == Column::Line;
    return Qt::AlignVCenter | (isMoney ? Qt::AlignRight | Qt::AlignAbsolute : Qt::AlignLeft);
}

} // namespace

CaptureManyTable::CaptureManyTable(CaptureManyEditor &editor, QObject *parent)
    : QAbstractTableModel(parent)
    , m_editor(editor)
{
    connect(&editor, &CaptureManyEditor::rowsReset, this, &CaptureManyTable::reset);
    connect(&editor, &CaptureManyEditor::phaseChanged, this, &CaptureManyTable::reset);
    connect(&editor, &CaptureManyEditor::rowChanged, this,
            [this](int row) { emit dataChanged(index(row, 0), index(row, kColumnCount - 1)); });
}

void CaptureManyTable::reset()
{
    beginResetModel();
    endResetModel();
}

int CaptureManyTable::rowCount(const QModelIndex &parent) const
{
    const bool loading = m_editor.phase() == CaptureManyEditor::Phase::Loading;
    return parent.isValid() || loading ? 0 : static_cast<int>(m_editor.rows().size());
}

int CaptureManyTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumnCount;
}

QVariant CaptureManyTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CaptureRow &row = m_editor.rows().at(index.row());
    const auto column = static_cast<Column>(index.column());
    const bool isAmount = column == Column::ToCapture;
    switch (role) {
    case Qt::DisplayRole: return display(row, column);
    case Qt::EditRole:
        return isAmount && row.amount
                   ? moneyForInput({*row.amount, row.payment.currency}, QLocale())
                   : display(row, column);
    case Qt::ToolTipRole:
        return isAmount && !row.problem.isEmpty() ? row.problem : display(row, column);
    case Qt::CheckStateRole:
        if (column == Column::Order && m_editor.phase() == CaptureManyEditor::Phase::Planning)
            return QVariant::fromValue(row.included ? Qt::Checked : Qt::Unchecked);
        return {};
    case Qt::TextAlignmentRole: return QVariant::fromValue(alignmentOf(column));
    case SectionRole: return sectionOf(row);
    case PaymentIdRole: return row.id.value;
    case ProblemRole: return !row.problem.isEmpty();
    default: return {}; // roles are Qt's
    }
}

QString CaptureManyTable::display(const CaptureRow &row, Column column) const
{
    const Payment &payment = row.payment;
    const qint64 now = m_editor.workspace().clock.nowMs();
    const qint64 held = payment.authorized > 0 ? amountCapturable(payment) : 0;
    switch (column) {
    case Column::Order:
        if (!payment.orderReference.isEmpty())
            return payment.orderReference;
        return row.id.isEmpty() ? row.named : row.id.value;
    case Column::Customer: return payment.customer.name;
    case Column::TimeLeft:
        return payment.captureBeforeMs > 0
                   ? DisplayText::timeLeft(payment.captureBeforeMs, now).text()
                   : QString();
    case Column::Held: return held > 0 ? shownMoney(held, payment.currency) : QString();
    case Column::ToCapture:
        if (row.amount)
            return shownMoney(*row.amount, payment.currency);
        return row.typedAmount;
    case Column::Rest: return restText(m_editor.workspace(), row);
    case Column::Note:
        if (!row.problem.isEmpty())
            return row.problem;
        if (row.state == CaptureRowState::InFlight)
            return tr("Under way");
        return row.outcome.isEmpty() ? row.why : row.outcome;
    case Column::Identifier: return row.id.value;
    case Column::Line: return row.line > 0 ? QString::number(row.line) : QString();
    case Column::Shipment: return row.shipment;
    }
    return {};
}

int CaptureManyTable::sectionOf(const CaptureRow &row) const
{
    if (m_editor.phase() == CaptureManyEditor::Phase::Planning)
        return static_cast<int>(row.group);
    const auto section = CaptureManyEditor::sectionOf(row);
    return section ? static_cast<int>(*section) : -1;
}

bool CaptureManyTable::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!(flags(index) & (Qt::ItemIsEditable | Qt::ItemIsUserCheckable)))
        return false;
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::CheckStateRole && column == Column::Order)
        m_editor.setIncluded(index.row(), value.toInt() == Qt::Checked);
    else if (role == Qt::EditRole && column == Column::ToCapture)
        m_editor.setAmountText(index.row(), value.toString());
    else
        return false;
    return true;
}

Qt::ItemFlags CaptureManyTable::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid() || m_editor.phase() != CaptureManyEditor::Phase::Planning
        || !canInclude(m_editor.rows().at(index.row())))
        return flags;
    const auto column = static_cast<Column>(index.column());
    if (column == Column::Order)
        flags |= Qt::ItemIsUserCheckable;
    if (column == Column::ToCapture)
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant CaptureManyTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignmentOf(static_cast<Column>(section)));
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (static_cast<Column>(section)) {
    case Column::Order: return tr("Order ref");
    case Column::Customer: return tr("Customer");
    case Column::TimeLeft: return tr("Time left");
    case Column::Held: return tr("Held");
    case Column::ToCapture: return tr("To capture");
    case Column::Rest: return tr("Rest");
    case Column::Note:
        return m_editor.phase() == CaptureManyEditor::Phase::Planning ? tr("Check") : tr("Outcome");
    case Column::Identifier: return tr("Payment ID");
    case Column::Line: return tr("Line");
    case Column::Shipment: return tr("Shipment");
    }
    return {};
}

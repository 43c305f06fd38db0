#include "models/routingrulesmodel.h"

#include "models/displaytext.h"
#include "models/routingtext.h"

#include <QLocale>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace {

const auto kMimeType = u"application/x-orchestratorx-rule"_s;
constexpr int kColumns = static_cast<int>(RoutingColumn::Matched) + 1;
constexpr int kTrialColumns = 4;

} // namespace

RoutingRulesModel::RoutingRulesModel(RoutingEditor &editor) : m_editor(editor)
{
    connect(&editor, &RoutingEditor::changed, this, &RoutingRulesModel::refresh);
    connect(&editor, &RoutingEditor::trialChanged, this, &RoutingRulesModel::refresh);
    refresh();
}

void RoutingRulesModel::refresh()
{
    const auto rows = static_cast<int>(m_editor.draft().rules.size()) + 1;
    if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_rows = rows;
        endInsertRows();
    } else if (rows < m_rows) {
        beginRemoveRows({}, rows, m_rows - 1);
        m_rows = rows;
        endRemoveRows();
    }
    emit dataChanged(index(0, 0), index(m_rows - 1, kColumns - 1));
}

bool RoutingRulesModel::isRule(int row) const
{
    return row >= 0 && row < m_rows - 1;
}

int RoutingRulesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int RoutingRulesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QString RoutingRulesModel::text(int row, RoutingColumn column) const
{
    if (!isRule(row)) {
        switch (column) {
        case RoutingColumn::When: return tr("No rule applies");
        case RoutingColumn::Then: return m_editor.selectionText(m_editor.draft().selection);
        case RoutingColumn::Order:
        case RoutingColumn::Name:
        case RoutingColumn::Matched: return {};
        }
    }
    const RoutingRule &rule = m_editor.draft().rules.at(row);
    switch (column) {
    case RoutingColumn::Order: return QLocale().toString(row + 1);
    case RoutingColumn::Name: return rule.name;
    case RoutingColumn::When: return RoutingText::rule(rule);
    case RoutingColumn::Then: return m_editor.selectionText(rule.selection);
    case RoutingColumn::Matched:
        return m_editor.trial() ? QLocale().toString(m_editor.trial()->byRule.value(rule.name))
                                : QString();
    }
    return {};
}

QVariant RoutingRulesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = static_cast<RoutingColumn>(index.column());
    const bool number = column == RoutingColumn::Order || column == RoutingColumn::Matched;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole: return text(index.row(), column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
    case RoutingLoadedRole: return true;
    default: return {};
    }
}

QVariant RoutingRulesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const auto column = static_cast<RoutingColumn>(section);
    if (role == Qt::TextAlignmentRole) {
        const bool number = column == RoutingColumn::Order || column == RoutingColumn::Matched;
        return QVariant::fromValue(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case RoutingColumn::Order: return tr("Order");
    case RoutingColumn::Name: return tr("Rule");
    case RoutingColumn::When: return tr("When");
    case RoutingColumn::Then: return tr("Then");
    case RoutingColumn::Matched: return tr("Matched in 30 days");
    }
    return {};
}

Qt::ItemFlags RoutingRulesModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled; // between the rows
    const Qt::ItemFlags base = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    return isRule(index.row()) ? base | Qt::ItemIsDragEnabled : base;
}

QStringList RoutingRulesModel::mimeTypes() const
{
    return {kMimeType};
}

QMimeData *RoutingRulesModel::mimeData(const QModelIndexList &indexes) const
{
    if (indexes.isEmpty() || !isRule(indexes.first().row()))
        return nullptr;
    auto data = std::make_unique<QMimeData>();
    data->setData(kMimeType, QByteArray::number(indexes.first().row()));
    return data.release(); // Qt's to delete
}

bool RoutingRulesModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row,
                                     int /*column*/, const QModelIndex &parent)
{
    if (action != Qt::MoveAction || !data->hasFormat(kMimeType))
        return false;
    bool isNumber = false;
    const int from = data->data(kMimeType).toInt(&isNumber);
    const int place = row >= 0 ? row : parent.row();
    const int last = m_rows - 2;
    const int to = qBound(0, place > from ? place - 1 : place, last);
    if (isNumber && m_editor.moveRule(from, to))
        emit dropped(to);
    return false; // moved already: the view must not remove the row
}

RoutingTrialModel::RoutingTrialModel(RoutingEditor &editor) : m_editor(editor)
{
    connect(&editor, &RoutingEditor::trialChanged, this, &RoutingTrialModel::refresh);
}

void RoutingTrialModel::refresh()
{
    QList<TrialPart> parts;
    if (m_editor.trial()) {
        for (const TrialPart &part : m_editor.trial()->parts) {
            if (part.isElsewhere())
                parts.append(part);
        }
    }
    if (parts == m_parts)
        return;
    beginResetModel();
    m_parts = parts;
    endResetModel();
}

int RoutingTrialModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_parts.size());
}

int RoutingTrialModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kTrialColumns;
}

QVariant RoutingTrialModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter
                                   | (index.column() > 1 ? Qt::AlignRight : Qt::AlignLeft));
    if (role == RoutingLoadedRole)
        return true;
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    const TrialPart &part = m_parts.at(index.row());
    switch (index.column()) {
    case 0: return m_editor.accountName(part.went);
    case 1: return part.would.isEmpty() ? tr("No account could") : m_editor.accountName(part.would);
    case 2: return QLocale().toString(part.count);
    case 3: return DisplayText::money({part.amount, part.currency}, QLocale());
    default: return {};
    }
}

QVariant RoutingTrialModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter
                                   | (section > 1 ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case 0: return tr("Went to");
    case 1: return tr("Would go to");
    case 2: return tr("Payments");
    case 3: return tr("Amount");
    default: return {};
    }
}

QString RoutingTrialModel::summary() const
{
    const QLocale locale;
    if (m_editor.isTrying())
        //: %1 a number of payments
        return tr("Reading past payments: %1 so far").arg(locale.toString(m_editor.tried()));
    if (!m_editor.trial())
        return {};
    const RoutingTrial &trial = *m_editor.trial();
    if (trial.payments == 0)
        return tr("There were no payments in the last 30 days.");
    if (trial.elsewhere == 0)
        return tr("Nothing would change: all %1 payments of the last 30 days would go where they "
                  "went.")
            .arg(locale.toString(trial.payments));
    //: %1 and %2 are numbers of payments
    return tr("Of %1 payments in the last 30 days, %2 would have gone elsewhere.")
        .arg(locale.toString(trial.payments), locale.toString(trial.elsewhere));
}

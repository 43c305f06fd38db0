#include "models/methodtablemodel.h"

#include "models/customertext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int kColumns = static_cast<int>(MethodColumn::Saved) + 1;

bool sameMethods(const QList<SavedMethod> &one, const QList<SavedMethod> &other)
{
    return std::ranges::equal(one, other, {}, &SavedMethod::id, &SavedMethod::id);
}

/// The account as it is called here, else by its processor.
QString holderName(const TokenHolder &holder)
{
    return holder.label.isEmpty() ? DisplayText::connector(holder.connector) : holder.label;
}

/// "04/2027"
QString tokenExpiry(const NetworkTokenSummary &token)
{
    return u"%1/%2"_s.arg(token.expiryMonth, 2, 10, QChar(u'0')).arg(token.expiryYear);
}

} // namespace

QString MethodTableModel::keptInWords(const SavedMethod &method)
{
    QStringList words{tr("The number is sealed in this program's vault.")};
    if (method.networkToken)
        //: %1 are the last four digits, %2 an expiry such as "04/2027"
        words.append(tr("So is a network token ending in %1, good until %2: the card's network "
                        "gave it out, and it can be charged in the number's place.")
                         .arg(method.networkToken->last4, tokenExpiry(*method.networkToken)));
    QStringList names;
    for (const TokenHolder &holder : method.tokenHolders)
        names.append(holderName(holder));
    if (names.isEmpty())
        words.append(tr("No processor holds a token for it that this program knows of."));
    else
        //: %1 is a list of processor accounts
        words.append(
            tr("A token for it, for later charges, is held by: %1.").arg(names.join(u", "_s)));
    return words.join(u' ');
}

MethodTableModel::MethodTableModel(const Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
{
    if (workspace.time)
        connect(workspace.time, &TimeChoice::changed, this, &MethodTableModel::repaintAll);
}

int MethodTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_methods.size());
}

int MethodTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant MethodTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SavedMethod &method = m_methods.at(index.row());
    const auto column = static_cast<MethodColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole: return text(method, column);
    case Qt::ToolTipRole: return toolTip(method, column);
    case Qt::AccessibleTextRole: {
        const QString shown = text(method, column);
        return QString(columnName(column) + u": " + (shown.isEmpty() ? tr("no") : shown));
    }
    case Qt::TextAlignmentRole: return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignLeft);
    case LookRole:
        return static_cast<int>(
            CustomerText::expiryLook(CustomerText::expiryState(method, m_workspace.clock.nowMs())));
    case LoadedRole: return true;
    case UrgentRole: return column == MethodColumn::Card && method.isDefault;
    default: return {};
    }
}

QVariant MethodTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns)
        return {};
    if (role == Qt::DisplayRole)
        return columnName(static_cast<MethodColumn>(section));
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignLeft);
    return {};
}

QString MethodTableModel::columnName(MethodColumn column)
{
    switch (column) {
    case MethodColumn::Card: return tr("Card");
    case MethodColumn::Expiry: return tr("Expiry");
    case MethodColumn::Default: return tr("Default");
    case MethodColumn::Usage: return tr("May be charged");
    case MethodColumn::LastUsed: return tr("Last used");
    case MethodColumn::KeptIn: return tr("Kept in");
    case MethodColumn::Saved: return tr("Saved");
    }
    return {};
}

QString MethodTableModel::text(const SavedMethod &method, MethodColumn column) const
{
    const qint64 nowMs = m_workspace.clock.nowMs();
    const auto shortTime = [&](qint64 ms) {
        return DisplayText::shortDateTime(ms, nowMs, shownZone(m_workspace.time), m_locale);
    };
    switch (column) {
    case MethodColumn::Card: return CustomerText::method(method);
    case MethodColumn::Expiry: return CustomerText::expiry(method, nowMs);
    case MethodColumn::Default: return method.isDefault ? tr("Default") : QString();
    case MethodColumn::Usage: return CustomerText::usage(method.usage);
    case MethodColumn::LastUsed: return shortTime(method.lastUsedAtMs);
    //: where the number of a saved card is kept: in our vault, not at a processor
    case MethodColumn::KeptIn: {
        QStringList places{tr("Vault")};
        if (method.networkToken)
            //: beside the card; %1 are the last four digits
            places.append(tr("network token •• %1").arg(method.networkToken->last4));
        for (const TokenHolder &holder : method.tokenHolders)
            places.append(holderName(holder));
        return places.join(u", "_s);
    }
    case MethodColumn::Saved: return shortTime(method.createdAtMs);
    }
    return {};
}

QString MethodTableModel::toolTip(const SavedMethod &method, MethodColumn column) const
{
    const QTimeZone zone = shownZone(m_workspace.time);
    switch (column) {
    case MethodColumn::Usage: return CustomerText::usageMeaning(method.usage);
    case MethodColumn::LastUsed:
        return DisplayText::exactDateTime(method.lastUsedAtMs, zone, m_locale);
    case MethodColumn::Saved: return DisplayText::exactDateTime(method.createdAtMs, zone, m_locale);
    case MethodColumn::KeptIn: return keptInWords(method);
    case MethodColumn::Default: return method.isDefault ? tr("It is offered first.") : QString();
    case MethodColumn::Card: return method.id.value;
    case MethodColumn::Expiry: return text(method, column);
    }
    return {};
}

void MethodTableModel::setMethods(const QList<SavedMethod> &methods)
{
    if (methods == m_methods)
        return;
    if (sameMethods(methods, m_methods)) { // the selection stays
        m_methods = methods;
        return repaintAll();
    }
    beginResetModel();
    m_methods = methods;
    endResetModel();
}

std::optional<SavedMethod> MethodTableModel::method(int row) const
{
    return row >= 0 && row < m_methods.size() ? std::optional(m_methods.at(row)) : std::nullopt;
}

int MethodTableModel::rowOf(const PaymentMethodId &id) const
{
    const auto found = std::ranges::find(m_methods, id, &SavedMethod::id);
    return found == m_methods.end() ? -1 : static_cast<int>(found - m_methods.begin());
}

void MethodTableModel::repaintAll()
{
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

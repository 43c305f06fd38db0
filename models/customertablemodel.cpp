#include "models/customertablemodel.h"

#include "models/displaytext.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kColumns = static_cast<int>(CustomerColumn::Created) + 1;
constexpr int kCustomerDelayMs = 300;
constexpr int kPaymentDelayMs = 3'000; ///< it only moves sums and dates, or makes somebody new

/// Figures stand right whichever way the language runs.
Qt::Alignment alignmentOf(CustomerColumn column)
{
    const bool isNumber = column == CustomerColumn::Methods || column == CustomerColumn::Lifetime;
    return Qt::AlignVCenter | (isNumber ? Qt::AlignRight | Qt::AlignAbsolute : Qt::AlignLeft);
}

QString asPlainTip(const QString &text)
{
    return text.contains(u'<') ? text.toHtmlEscaped() : text;
}

} // namespace

CustomerTableModel::CustomerTableModel(const Workspace &workspace, QObject *parent)
    : PagedTableModel(parent)
    , m_workspace(workspace)
{
    m_reloadTimer.setSingleShot(true);
    connect(&m_reloadTimer, &QTimer::timeout, this, &CustomerTableModel::reload);
    connect(&workspace.events, &Events::customerChanged, this,
            [this] { noteChange(kCustomerDelayMs); });
    connect(&workspace.events, &Events::paymentChanged, this,
            [this] { noteChange(kPaymentDelayMs); });
    if (workspace.time)
        connect(workspace.time, &TimeChoice::changed, this, &CustomerTableModel::repaintAll);
    if (workspace.mask)
        connect(workspace.mask, &PrivacyMask::changed, this, &CustomerTableModel::repaintAll);
}

int CustomerTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant CustomerTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = static_cast<CustomerColumn>(index.column());
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignmentOf(column));
    const CustomerSummary *row = rowAt(index.row());
    const bool isLoaded = row && !row->id.isEmpty();
    switch (role) {
    case Qt::DisplayRole: return isLoaded ? text(*row, column) : QString();
    // Names come from outside: a tooltip must not take them for markup.
    case Qt::ToolTipRole: return isLoaded ? asPlainTip(toolTip(*row, column)) : QString();
    case Qt::AccessibleTextRole:
        return QString(columnName(column) + u": "
                       + (isLoaded ? text(*row, column) : tr("loading")));
    case LoadedRole: return isLoaded;
    case UrgentRole: return false;
    default: return {};
    }
}

QVariant CustomerTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns)
        return {};
    const auto column = static_cast<CustomerColumn>(section);
    if (role == Qt::DisplayRole)
        return columnName(column);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignmentOf(column));
    return {};
}

QString CustomerTableModel::columnName(CustomerColumn column)
{
    switch (column) {
    case CustomerColumn::Name: return tr("Name");
    case CustomerColumn::Email: return tr("E-mail");
    case CustomerColumn::Phone: return tr("Phone");
    case CustomerColumn::Methods: return tr("Saved cards");
    case CustomerColumn::LastPayment: return tr("Last payment");
    case CustomerColumn::Lifetime: return tr("Paid so far");
    case CustomerColumn::Identifier: return tr("Customer ID");
    case CustomerColumn::Created: return tr("Created");
    }
    return {};
}

QString CustomerTableModel::text(const CustomerSummary &row, CustomerColumn column) const
{
    const auto shortTime = [&](qint64 ms) {
        return DisplayText::shortDateTime(ms, m_workspace.clock.nowMs(),
                                          shownZone(m_workspace.time), m_locale);
    };
    switch (column) {
    case CustomerColumn::Name: return masked(m_workspace.mask, row.name);
    case CustomerColumn::Email: return masked(m_workspace.mask, row.email);
    case CustomerColumn::Phone: return masked(m_workspace.mask, row.phone);
    case CustomerColumn::Methods:
        return row.methods == 0 ? u"\u2013"_s : DisplayText::count(row.methods, m_locale);
    case CustomerColumn::LastPayment:
        return row.lastPaymentMs == 0 ? u"\u2013"_s : shortTime(row.lastPaymentMs);
    case CustomerColumn::Lifetime:
        return row.lifetime.isEmpty()
                   ? u"\u2013"_s
                   : masked(m_workspace.mask, DisplayText::moneyList(row.lifetime, m_locale));
    case CustomerColumn::Identifier: return row.id.value;
    case CustomerColumn::Created: return shortTime(row.createdAtMs);
    }
    return {};
}

QString CustomerTableModel::toolTip(const CustomerSummary &row, CustomerColumn column) const
{
    const QTimeZone zone = shownZone(m_workspace.time);
    if (column == CustomerColumn::LastPayment)
        return DisplayText::exactDateTime(row.lastPaymentMs, zone, m_locale);
    if (column == CustomerColumn::Created)
        return DisplayText::exactDateTime(row.createdAtMs, zone, m_locale);
    return text(row, column);
}

std::optional<CustomerSummary> CustomerTableModel::customer(int row) const
{
    const CustomerSummary *found = rowAt(row);
    if (!found || found->id.isEmpty())
        return std::nullopt;
    return *found;
}

void CustomerTableModel::setSearch(const QString &beginsWith)
{
    const CustomerListQuery query{beginsWith.trimmed()};
    if (query == m_query)
        return;
    m_query = query;
    m_reloadTimer.stop();
    if (m_active)
        requery();
    else
        m_stale = true;
}

void CustomerTableModel::setActive(bool active)
{
    m_active = active;
    if (active && m_stale)
        reload();
}

void CustomerTableModel::reload()
{
    m_reloadTimer.stop();
    m_stale = !m_active;
    if (!m_active)
        return;
    if (isReading())
        return noteChange(kPaymentDelayMs); // starting over would never end
    if (m_readAtMs == 0)
        requery();
    else
        refresh();
    if (m_watched != 0)
        reloadRows({m_watched});
}

void CustomerTableModel::noteChange(int delayMs)
{
    m_stale = m_stale || !m_active;
    if (m_active && (!m_reloadTimer.isActive() || m_reloadTimer.remainingTime() > delayMs))
        m_reloadTimer.start(delayMs);
}

QFuture<Result<QList<CustomerSummary>>> CustomerTableModel::askFirstPage(int limit)
{
    return m_workspace.customerLists->firstPage(m_workspace.caller.merchantId, m_query, limit);
}

QFuture<Result<QList<qint64>>> CustomerTableModel::askOrdering()
{
    return m_workspace.customerLists->ordering(m_workspace.caller.merchantId, m_query);
}

QFuture<Result<QList<CustomerSummary>>> CustomerTableModel::askRows(const QList<qint64> &rowIds)
{
    return m_workspace.customerLists->rows(m_workspace.caller.merchantId, rowIds);
}

void CustomerTableModel::stateChanged()
{
    if (!isLoading() && !failure())
        m_readAtMs = m_workspace.clock.nowMs();
    emit stateUpdated();
}

void CustomerTableModel::repaintAll()
{
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

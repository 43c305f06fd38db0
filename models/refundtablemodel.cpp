#include "models/refundtablemodel.h"

#include "models/displaytext.h"
#include "models/editortext.h"
#include "models/eventtext.h"
#include "models/moneyreason.h"
#include "services/core/async.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int kPage = 100;
constexpr int kLongestPage = 1'000;
constexpr int kChangedDelayMs = 150;
constexpr int kMostAsked = 32; ///< payments asked about one by one; beyond that all is read again
constexpr int kColumns = static_cast<int>(RefundColumn::Error) + 1;
constexpr int kMostOfOnePayment = 50;

bool isAmount(RefundColumn column)
{
    return column == RefundColumn::Amount;
}

} // namespace

RefundTableModel::RefundTableModel(const Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
{
    m_changedTimer.setSingleShot(true);
    m_changedTimer.setInterval(kChangedDelayMs);
    connect(&m_changedTimer, &QTimer::timeout, this, &RefundTableModel::readChanged);
    connect(&workspace.events, &Events::paymentChanged, this, &RefundTableModel::noteChange);
    if (workspace.time)
        connect(workspace.time, &TimeChoice::changed, this, &RefundTableModel::repaintAll);
    if (workspace.mask)
        connect(workspace.mask, &PrivacyMask::changed, this, &RefundTableModel::repaintAll);
}

int RefundTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RefundTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant RefundTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const Refund &refund = m_rows.at(index.row());
    const auto column = static_cast<RefundColumn>(index.column());
    const RefundState state = stateOf(refund);
    switch (role) {
    case Qt::DisplayRole: return text(refund, column);
    case Qt::ToolTipRole: return toolTip(refund, column);
    case Qt::AccessibleTextRole: {
        const QString shown = text(refund, column);
        return shown.isEmpty() ? QVariant(tr("none")) : QVariant(shown);
    }
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter
                                   | (isAmount(column) ? Qt::AlignRight : Qt::AlignLeft));
    case LookRole: return static_cast<int>(RefundText::look(state));
    case LoadedRole: return true;
    case UrgentRole:
        return column == RefundColumn::Status
               && (state == RefundState::CameBack || state == RefundState::Conflicted);
    default: return {};
    }
}

QVariant RefundTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns)
        return {};
    const auto column = static_cast<RefundColumn>(section);
    if (role == Qt::DisplayRole)
        return columnName(column);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter
                                   | (isAmount(column) ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

QString RefundTableModel::columnName(RefundColumn column)
{
    switch (column) {
    case RefundColumn::Status: return tr("Status");
    case RefundColumn::Amount: return tr("Amount");
    case RefundColumn::Currency: return tr("Currency");
    case RefundColumn::Payment: return tr("Payment");
    case RefundColumn::Reason: return tr("Reason");
    case RefundColumn::RequestedBy: return tr("Requested by");
    case RefundColumn::Created: return tr("Created");
    case RefundColumn::Processed: return tr("Processed");
    case RefundColumn::Identifier: return tr("Refund ID");
    case RefundColumn::Error: return tr("Error");
    }
    return {};
}

QString RefundTableModel::text(const Refund &refund, RefundColumn column) const
{
    const auto shortTime = [&](qint64 ms) {
        return DisplayText::shortDateTime(ms, m_workspace.clock.nowMs(),
                                          shownZone(m_workspace.time), m_locale);
    };
    const RefundState state = stateOf(refund);
    switch (column) {
    case RefundColumn::Status: return RefundText::word(state);
    case RefundColumn::Amount:
        return masked(m_workspace.mask,
                      DisplayText::money({refund.amount, refund.currency}, m_locale));
    case RefundColumn::Currency: return toText(refund.currency);
    case RefundColumn::Payment: return refund.paymentId.value;
    case RefundColumn::Reason: return MoneyReason::fromRecord(refund.reason);
    case RefundColumn::RequestedBy: return EventText::actor(refund.actor);
    case RefundColumn::Created: return shortTime(refund.createdAtMs);
    case RefundColumn::Processed:
        if (state == RefundState::Planned)
            //: %1 is a moment such as "Fri 16:00"
            return tr("planned: %1").arg(shownMoment(m_workspace, refund.dueAtMs));
        return refund.status == RefundStatus::Pending ? QString() : shortTime(refund.modifiedAtMs);
    case RefundColumn::Identifier: return refund.id.value;
    case RefundColumn::Error: return RefundText::shortProblem(refund);
    }
    return {};
}

QString RefundTableModel::toolTip(const Refund &refund, RefundColumn column) const
{
    const QTimeZone zone = shownZone(m_workspace.time);
    if (column == RefundColumn::Status)
        return text(refund, column) + u'\n' + RefundText::meaning(stateOf(refund));
    if (column == RefundColumn::Created)
        return DisplayText::exactDateTime(refund.createdAtMs, zone, m_locale);
    if (column == RefundColumn::Processed && refund.status != RefundStatus::Pending)
        return DisplayText::exactDateTime(refund.modifiedAtMs, zone, m_locale);
    if (column == RefundColumn::Error)
        return RefundText::problem(m_workspace, refund).oneLine();
    return text(refund, column);
}

std::optional<Refund> RefundTableModel::refund(int row) const
{
    return row >= 0 && row < m_rows.size() ? std::optional(m_rows.at(row)) : std::nullopt;
}

void RefundTableModel::setStatus(const std::optional<RefundStatus> &status)
{
    if (m_status == status)
        return;
    m_status = status;
    beginResetModel();
    m_rows.clear();
    endResetModel();
    m_complete = false;
    reload();
}

void RefundTableModel::setActive(bool active)
{
    m_active = active;
    if (active && m_stale)
        reload();
}

void RefundTableModel::reload()
{
    m_stale = !m_active;
    m_changed.clear();
    if (m_active)
        read(0, std::clamp(rowCount(), kPage, kLongestPage));
}

bool RefundTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_active && !m_complete && !m_loading && !m_failure
           && !m_rows.isEmpty();
}

void RefundTableModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        read(m_rows.last().rowId, kPage);
}

void RefundTableModel::read(qint64 before, int limit)
{
    const quint64 generation = ++m_generation;
    m_loading = true;
    RefundQuery query;
    query.status = m_status;
    query.before = before;
    query.limit = limit;
    emit stateUpdated();
    whenDone(m_workspace.refunds.list(m_workspace.caller.merchantId, query), this,
             [this, generation, before, limit](const Result<QList<Refund>> &answer) {
                 if (generation == m_generation)
                     onRead(answer, before, limit);
             });
}

void RefundTableModel::onRead(const Result<QList<Refund>> &answer, qint64 before, int limit)
{
    m_loading = false;
    m_failure = answer ? std::nullopt : std::optional(answer.error());
    if (answer) {
        if (before == 0) {
            m_readAtMs = m_workspace.clock.nowMs();
            dropMissing(*answer, limit);
        }
        if (answer->size() < limit)
            m_complete = true;
        append(*answer);
    }
    emit stateUpdated();
}

/// Takes out the rows that the newest page should have and has not: they have another status now.
/// Rows behind what was read stay as they were.
void RefundTableModel::dropMissing(const QList<Refund> &page, int limit)
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        const qint64 rowId = m_rows.at(row).rowId;
        const bool covered = page.size() < limit || rowId >= page.last().rowId;
        if (!covered || std::ranges::find(page, rowId, &Refund::rowId) != page.end())
            continue;
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        endRemoveRows();
    }
}

void RefundTableModel::noteChange(const PaymentId &id)
{
    if (!m_active) {
        m_stale = true;
        return;
    }
    m_changed.insert(id);
    if (!m_changedTimer.isActive())
        m_changedTimer.start();
}

void RefundTableModel::readChanged()
{
    if (m_loading) // what is being read may be older than the change
        return m_changedTimer.start();
    if (m_changed.size() > kMostAsked)
        return reload();
    const QSet<PaymentId> changed = std::exchange(m_changed, {});
    for (const PaymentId &id : changed) {
        RefundQuery query;
        query.paymentId = id;
        query.limit = kMostOfOnePayment;
        whenDone(m_workspace.refunds.list(m_workspace.caller.merchantId, query), this,
                 [this](const Result<QList<Refund>> &answer) {
                     if (!answer)
                         return;
                     for (const Refund &refund : *answer) {
                         // Further down nothing is known yet: it comes with its page.
                         if (m_complete
                             || (!m_rows.isEmpty() && refund.rowId >= m_rows.last().rowId))
                             put(refund);
                     }
                     emit stateUpdated();
                 });
    }
}

/// A page: what follows the last row comes in together.
void RefundTableModel::append(const QList<Refund> &page)
{
    const qint64 last = m_rows.isEmpty() ? 0 : m_rows.last().rowId;
    QList<Refund> behind;
    for (const Refund &refund : page) {
        if (last == 0 || refund.rowId < last)
            behind.append(refund);
        else
            put(refund);
    }
    if (behind.isEmpty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(behind.size()) - 1);
    m_rows += behind;
    endInsertRows();
}

void RefundTableModel::put(const Refund &refund)
{
    const auto place =
        std::ranges::lower_bound(m_rows, refund.rowId, std::ranges::greater(), &Refund::rowId);
    const auto row = static_cast<int>(place - m_rows.begin());
    const bool isThere = place != m_rows.end() && place->rowId == refund.rowId;
    const bool isWanted = !m_status || refund.status == *m_status;
    if (isThere && !isWanted) {
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        endRemoveRows();
    } else if (isThere && *place != refund) {
        m_rows[row] = refund;
        emit dataChanged(index(row, 0), index(row, kColumns - 1));
        emit refreshed(row);
    } else if (!isThere && isWanted) {
        beginInsertRows({}, row, row);
        m_rows.insert(row, refund);
        endInsertRows();
    }
}

void RefundTableModel::repaintAll()
{
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

#include "models/disputetablemodel.h"

#include "services/core/async.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kMost = 1'000;
constexpr int kChangedDelayMs = 150;
constexpr int kCountdownMs = 30'000;
constexpr int kColumns = static_cast<int>(DisputeColumn::Identifier) + 1;

Qt::Alignment alignmentOf(DisputeColumn column)
{
    return Qt::AlignVCenter | (column == DisputeColumn::Amount ? Qt::AlignRight : Qt::AlignLeft);
}

} // namespace

DisputeTableModel::DisputeTableModel(const Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
{
    m_changed.setSingleShot(true);
    m_changed.setInterval(kChangedDelayMs);
    m_countdown.setInterval(kCountdownMs);
    connect(&m_changed, &QTimer::timeout, this, &DisputeTableModel::reload);
    connect(&m_countdown, &QTimer::timeout, this, &DisputeTableModel::repaintAll);
    const auto note = [this] {
        m_stale = true;
        if (m_active && !m_changed.isActive())
            m_changed.start();
    };
    connect(&workspace.events, &Events::disputeChanged, this, note);
    connect(&workspace.events, &Events::newsHandled, this, note);
    if (workspace.time)
        connect(workspace.time, &TimeChoice::changed, this, &DisputeTableModel::repaintAll);
    if (workspace.mask)
        connect(workspace.mask, &PrivacyMask::changed, this, &DisputeTableModel::repaintAll);
}

int DisputeTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int DisputeTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant DisputeTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const Dispute &dispute = m_rows.at(index.row());
    const auto column = static_cast<DisputeColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole: return text(dispute, column);
    case Qt::ToolTipRole: return toolTip(dispute, column);
    case Qt::AccessibleTextRole: {
        const QString shown = text(dispute, column);
        return shown.isEmpty() ? QVariant(tr("none")) : QVariant(shown);
    }
    case Qt::TextAlignmentRole: return QVariant::fromValue(alignmentOf(column));
    case LookRole: return static_cast<int>(DisputeText::look(dispute));
    case LoadedRole: return true;
    case UrgentRole:
        return column == DisputeColumn::RespondBy && timeLeft(dispute).urgency >= Urgency::Soon;
    default: return {};
    }
}

QVariant DisputeTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns)
        return {};
    const auto column = static_cast<DisputeColumn>(section);
    if (role == Qt::DisplayRole)
        return columnName(column);
    return role == Qt::TextAlignmentRole ? QVariant::fromValue(alignmentOf(column)) : QVariant();
}

QString DisputeTableModel::columnName(DisputeColumn column)
{
    switch (column) {
    case DisputeColumn::RespondBy: return tr("Respond by");
    case DisputeColumn::State: return tr("State");
    case DisputeColumn::Amount: return tr("Amount");
    case DisputeColumn::Stage: return tr("Stage");
    case DisputeColumn::Reason: return tr("Reason");
    case DisputeColumn::Payment: return tr("Payment");
    case DisputeColumn::Opened: return tr("Opened");
    case DisputeColumn::Code: return tr("Code");
    case DisputeColumn::Identifier: return tr("Dispute ID");
    }
    return {};
}

TimeLeft DisputeTableModel::timeLeft(const Dispute &dispute) const
{
    if (dispute.status != DisputeStatus::Opened || dispute.respondByMs == 0)
        return {};
    return DisplayText::timeLeft(dispute.respondByMs, m_workspace.clock.nowMs());
}

QString DisputeTableModel::text(const Dispute &dispute, DisputeColumn column) const
{
    switch (column) {
    case DisputeColumn::RespondBy: return timeLeft(dispute).text();
    case DisputeColumn::State: return DisputeText::state(dispute);
    case DisputeColumn::Amount:
        return masked(m_workspace.mask,
                      DisplayText::money({dispute.amount, dispute.currency}, m_locale));
    case DisputeColumn::Stage: return DisputeText::stage(dispute.stage);
    case DisputeColumn::Reason: return DisputeText::reason(dispute.reason);
    case DisputeColumn::Payment: return dispute.paymentId.value;
    case DisputeColumn::Opened:
        return DisplayText::shortDateTime(dispute.createdAtMs, m_workspace.clock.nowMs(),
                                          shownZone(m_workspace.time), m_locale);
    case DisputeColumn::Code: return dispute.reasonCode;
    case DisputeColumn::Identifier: return dispute.id.value;
    }
    return {};
}

QString DisputeTableModel::toolTip(const Dispute &dispute, DisputeColumn column) const
{
    const QTimeZone zone = shownZone(m_workspace.time);
    if (column == DisputeColumn::RespondBy)
        return DisplayText::exactDateTime(dispute.respondByMs, zone, m_locale);
    if (column == DisputeColumn::Opened)
        return DisplayText::exactDateTime(dispute.createdAtMs, zone, m_locale);
    if (column == DisputeColumn::State)
        return DisputeText::meaning(dispute);
    return text(dispute, column);
}

void DisputeTableModel::setOpenOnly(bool openOnly)
{
    if (m_openOnly == openOnly)
        return;
    m_openOnly = openOnly;
    reload();
}

void DisputeTableModel::setActive(bool active)
{
    m_active = active;
    if (!active)
        return m_countdown.stop();
    m_countdown.start();
    if (m_stale)
        reload();
}

void DisputeTableModel::reload()
{
    m_stale = !m_active;
    if (!m_active || !m_workspace.disputes)
        return;
    const quint64 generation = ++m_generation;
    m_loading = true;
    emit stateUpdated();
    DisputeQuery query;
    query.byDeadline = true;
    query.limit = kMost;
    if (m_openOnly)
        query.statuses = {DisputeStatus::Opened, DisputeStatus::Challenged};
    whenDone(m_workspace.disputes->list(m_workspace.caller.merchantId, query), this,
             [this, generation](const Result<DisputePage> &answer) {
                 if (generation == m_generation)
                     onRead(answer);
             });
}

void DisputeTableModel::onRead(const Result<DisputePage> &answer)
{
    m_loading = false;
    m_failure = answer ? std::nullopt : std::optional(answer.error());
    if (answer) {
        m_readAtMs = m_workspace.clock.nowMs();
        const bool sameRows =
            std::ranges::equal(m_rows, answer->disputes, {}, &Dispute::rowId, &Dispute::rowId);
        if (sameRows) { // the selection stays where it is
            m_rows = answer->disputes;
            repaintAll();
        } else {
            beginResetModel();
            m_rows = answer->disputes;
            endResetModel();
        }
    }
    emit stateUpdated();
}

std::optional<Dispute> DisputeTableModel::dispute(int row) const
{
    return row >= 0 && row < m_rows.size() ? std::optional(m_rows.at(row)) : std::nullopt;
}

int DisputeTableModel::rowOf(const DisputeId &id) const
{
    const auto found = std::ranges::find(m_rows, id, &Dispute::id);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

void DisputeTableModel::repaintAll()
{
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

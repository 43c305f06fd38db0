#include "models/audittablemodel.h"

#include "models/audittext.h"
#include "models/displaytext.h"
#include "models/editortext.h"
#include "models/eventtext.h"
#include "services/core/async.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kPage = 100;
constexpr int kTypingMs = 150;
constexpr int kColumns = static_cast<int>(AuditColumn::Seal) + 1;

} // namespace

AuditTableModel::AuditTableModel(const Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
{
    m_typed.setSingleShot(true);
    m_typed.setInterval(kTypingMs);
    connect(&m_typed, &QTimer::timeout, this, &AuditTableModel::reload);
    if (workspace.time)
        connect(workspace.time, &TimeChoice::changed, this, &AuditTableModel::repaintAll);
}

int AuditTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AuditTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant AuditTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const AuditRecord &record = m_rows.at(index.row());
    const auto column = static_cast<AuditColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole: return text(record, column);
    case Qt::ToolTipRole: return toolTip(record, column);
    case Qt::AccessibleTextRole: {
        const QString shown = text(record, column);
        return shown.isEmpty() ? QVariant(tr("none")) : QVariant(shown);
    }
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::AlignVCenter | (column == AuditColumn::Number ? Qt::AlignRight : Qt::AlignLeft));
    case LoadedRole: return true;
    case UrgentRole:
        return column == AuditColumn::Action
               && (record.entry.action == "audit.broken"_L1
                   || record.entry.action == "invariant.broken"_L1
                   || record.entry.result == "broken"_L1);
    default: return {};
    }
}

QVariant AuditTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns)
        return {};
    const auto column = static_cast<AuditColumn>(section);
    if (role == Qt::DisplayRole)
        return columnName(column);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::AlignVCenter | (column == AuditColumn::Number ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

QString AuditTableModel::columnName(AuditColumn column)
{
    switch (column) {
    case AuditColumn::Number: return tr("No.");
    case AuditColumn::Time: return tr("Time");
    case AuditColumn::Person: return tr("Person");
    case AuditColumn::Action: return tr("Action");
    case AuditColumn::Object: return tr("Object");
    case AuditColumn::Result: return tr("Result");
    case AuditColumn::Details: return tr("Details");
    case AuditColumn::Seal: return tr("Seal");
    }
    return {};
}

QString AuditTableModel::text(const AuditRecord &record, AuditColumn column) const
{
    const AuditEntry &entry = record.entry;
    switch (column) {
    case AuditColumn::Number: return m_locale.toString(record.number);
    case AuditColumn::Time:
        return DisplayText::shortDateTime(entry.atMs, m_workspace.clock.nowMs(),
                                          shownZone(m_workspace.time), m_locale);
    case AuditColumn::Person: return EventText::actor(entry.actor);
    case AuditColumn::Action: return AuditText::action(entry.action);
    case AuditColumn::Object: return entry.object;
    case AuditColumn::Result: return AuditText::result(entry);
    case AuditColumn::Details: return AuditText::details(entry, m_locale);
    case AuditColumn::Seal: return record.sealed ? tr("sealed") : tr("linked");
    }
    return {};
}

QString AuditTableModel::toolTip(const AuditRecord &record, AuditColumn column) const
{
    switch (column) {
    case AuditColumn::Time:
        return DisplayText::exactDateTime(record.entry.atMs, shownZone(m_workspace.time), m_locale);
    case AuditColumn::Action: return record.entry.action;
    case AuditColumn::Details: return record.entry.detail;
    case AuditColumn::Seal:
        return record.sealed ? tr("Sealed with the key of the vault.")
                             : tr("Written while the vault was locked: tied to the records around "
                                  "it, and covered by the next seal.");
    case AuditColumn::Number:
    case AuditColumn::Person:
    case AuditColumn::Object:
    case AuditColumn::Result: break;
    }
    return text(record, column);
}

std::optional<AuditRecord> AuditTableModel::record(int row) const
{
    return row >= 0 && row < m_rows.size() ? std::optional(m_rows.at(row)) : std::nullopt;
}

void AuditTableModel::setWords(const QString &words)
{
    const QString tidy = words.simplified();
    if (tidy == m_words)
        return;
    m_words = tidy;
    m_typed.start();
}

void AuditTableModel::reload()
{
    m_typed.stop();
    read(0);
}

bool AuditTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_complete && !m_loading && !m_failure && !m_rows.isEmpty();
}

void AuditTableModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        read(m_next);
}

void AuditTableModel::read(qint64 before)
{
    const quint64 generation = ++m_generation;
    m_loading = true;
    AuditQuery query;
    query.words = m_words;
    query.before = before;
    query.limit = kPage;
    emit stateUpdated();
    whenDone(m_workspace.audit->list(m_workspace.caller, query), this,
             [this, generation, before](const Result<AuditPage> &answer) {
                 if (generation == m_generation)
                     onRead(answer, before == 0);
             });
}

void AuditTableModel::onRead(const Result<AuditPage> &answer, bool first)
{
    m_loading = false;
    m_failure = answer ? std::nullopt : std::optional(answer.error());
    if (!answer) {
        emit stateUpdated();
        return;
    }
    m_next = answer->next;
    m_complete = answer->next == 0;
    if (first) {
        m_readAtMs = m_workspace.clock.nowMs();
        beginResetModel();
        m_rows = answer->records;
        endResetModel();
    } else if (!answer->records.isEmpty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(answer->records.size()) - 1);
        m_rows += answer->records;
        endInsertRows();
    }
    // Something rare: on through the older lines until there is something to look at.
    if (!m_complete && answer->records.isEmpty())
        return read(m_next);
    emit stateUpdated();
}

void AuditTableModel::repaintAll()
{
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

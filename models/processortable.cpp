#include "models/processortable.h"

#include "models/displaytext.h"
#include "services/core/async.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int kColumns = static_cast<int>(ProcessorColumn::Currencies) + 1;

template <class List, class Member>
int indexIn(const List &list, const auto &value, Member member)
{
    const auto found = std::ranges::find(list, value, member);
    return found == list.cend() ? -1 : static_cast<int>(found - list.cbegin());
}

} // namespace

ProcessorTable::ProcessorTable(const Workspace &workspace, ConnectorAccounts &accounts,
                               QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
    , m_accounts(accounts)
{
    connect(&workspace.events, &Events::setupChanged, this, [this](const MerchantId &merchant) {
        if (merchant == m_workspace.caller.merchantId && m_readAtMs > 0)
            reload();
    });
}

int ProcessorTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ProcessorTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant ProcessorTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ProcessorRow &row = m_rows.at(index.row());
    const ProcessorState state = ProcessorText::state(row);
    switch (role) {
    case Qt::DisplayRole: return text(row, static_cast<ProcessorColumn>(index.column()));
    case Qt::ToolTipRole: return ProcessorText::meaning(row);
    case LoadedRole: return true;
    case UrgentRole: return state == ProcessorState::Failing || state == ProcessorState::Paused;
    default: return {}; // roles are Qt's
    }
}

QVariant ProcessorTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns)
        return {};
    if (role == Qt::DisplayRole)
        return columnName(static_cast<ProcessorColumn>(section));
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignLeft);
    return {};
}

void ProcessorTable::reload()
{
    const quint64 generation = ++m_generation;
    m_loading = true;
    m_failure.reset();
    emit stateUpdated();
    whenDone(m_accounts.processors(), this,
             [this, generation](const Result<QList<ConnectorDescription>> &answer) {
                 if (generation != m_generation)
                     return;
                 if (!answer)
                     return fail(answer.error());
                 m_processors = *answer;
                 readAccounts(generation);
             });
}

void ProcessorTable::readAccounts(quint64 generation)
{
    whenDone(m_accounts.list(m_workspace.caller.merchantId), this,
             [this, generation](const Result<QList<ConnectorAccount>> &answer) {
                 if (generation != m_generation)
                     return;
                 return answer ? readHealth(generation, *answer) : fail(answer.error());
             });
}

void ProcessorTable::readHealth(quint64 generation, const QList<ConnectorAccount> &accounts)
{
    whenDone(m_accounts.health(m_workspace.caller.merchantId), this,
             [this, generation, accounts](const Result<QList<AccountHealth>> &answer) {
                 if (generation != m_generation)
                     return;
                 if (!answer)
                     return fail(answer.error());
                 QList<ProcessorRow> rows;
                 for (const ConnectorAccount &setup : accounts) {
                     const int health = indexIn(*answer, setup.account.id, &AccountHealth::account);
                     const int processor = indexIn(m_processors, setup.account.connector,
                                                   &ConnectorDescription::name);
                     ProcessorRow row{setup, answer->value(health), m_processors.value(processor)};
                     if (processor < 0)
                         row.processor.displayName =
                             DisplayText::connector(setup.account.connector);
                     rows.append(row);
                 }
                 show(rows);
             });
}

void ProcessorTable::show(const QList<ProcessorRow> &rows)
{
    m_loading = false;
    m_readAtMs = m_workspace.clock.nowMs();
    const auto sameAccount = [](const ProcessorRow &a, const ProcessorRow &b) {
        return a.setup.account.id == b.setup.account.id;
    };
    // The same accounts stay where they are, with the selection on them.
    if (std::ranges::equal(rows, m_rows, sameAccount)) {
        m_rows = rows;
        if (!rows.isEmpty())
            emit dataChanged(index(0, 0), index(static_cast<int>(rows.size()) - 1, kColumns - 1));
    } else {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    }
    emit stateUpdated();
}

void ProcessorTable::fail(const Error &error)
{
    m_loading = false;
    m_failure = error;
    emit stateUpdated();
}

std::optional<ProcessorRow> ProcessorTable::row(int row) const
{
    return row >= 0 && row < m_rows.size() ? std::optional(m_rows.at(row)) : std::nullopt;
}

int ProcessorTable::rowOf(const ConnectorAccountId &id) const
{
    return indexIn(m_rows, id, [](const ProcessorRow &row) { return row.setup.account.id; });
}

QString ProcessorTable::columnName(ProcessorColumn column)
{
    switch (column) {
    case ProcessorColumn::Health: return tr("Health");
    case ProcessorColumn::Name: return tr("Name");
    case ProcessorColumn::Processor: return tr("Processor");
    case ProcessorColumn::Environment: return tr("Environment");
    case ProcessorColumn::Methods: return tr("Methods");
    case ProcessorColumn::LastSuccess: return tr("Last success");
    case ProcessorColumn::KeyAge: return tr("Key age");
    case ProcessorColumn::Features: return tr("Capabilities");
    case ProcessorColumn::Currencies: return tr("Currencies");
    }
    return {};
}

QString ProcessorTable::moment(qint64 atMs) const
{
    if (atMs == 0)
        return tr("not yet");
    const QTimeZone zone =
        m_workspace.time ? m_workspace.time->zone() : QTimeZone::systemTimeZone();
    return DisplayText::shortDateTime(atMs, m_workspace.clock.nowMs(), zone, m_locale);
}

QString ProcessorTable::text(const ProcessorRow &row, ProcessorColumn column) const
{
    const ProcessorAccount &account = row.setup.account;
    switch (column) {
    case ProcessorColumn::Health: return ProcessorText::stateWord(ProcessorText::state(row));
    case ProcessorColumn::Name: return account.label;
    case ProcessorColumn::Processor: return row.processor.displayName;
    case ProcessorColumn::Environment: return ProcessorText::environment(account.testMode);
    case ProcessorColumn::Methods: return ProcessorText::methods(row.setup);
    case ProcessorColumn::LastSuccess: return moment(row.health.lastSuccessMs);
    case ProcessorColumn::KeyAge:
        return ProcessorText::keyAge(row.setup, m_workspace.clock.nowMs());
    case ProcessorColumn::Features: return ProcessorText::features(row.processor.features);
    case ProcessorColumn::Currencies: return ProcessorText::currencies(row.processor);
    }
    return {};
}

#include "models/agreementtable.h"

#include "models/editortext.h"
#include "services/core/async.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int kPage = 100;
constexpr int kLongestPage = 1'000;
constexpr int kChangedDelayMs = 300;
constexpr int kColumns = static_cast<int>(AgreementColumn::Identifier) + 1;

Qt::Alignment alignmentOf(AgreementColumn column)
{
    return Qt::AlignVCenter
           | (column == AgreementColumn::Failures ? Qt::AlignRight | Qt::AlignAbsolute
                                                  : Qt::AlignLeft);
}

bool sameRows(const QList<Agreement> &one, const QList<Agreement> &other)
{
    const auto id = [](const Agreement &agreement) { return agreement.mandate.id; };
    return std::ranges::equal(one, other, {}, id, id);
}

} // namespace

AgreementTable::AgreementTable(const Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
{
    m_changedTimer.setSingleShot(true);
    m_changedTimer.setInterval(kChangedDelayMs);
    connect(&m_changedTimer, &QTimer::timeout, this, &AgreementTable::reload);
    connect(&workspace.events, &Events::agreementChanged, this, &AgreementTable::noteChange);
    connect(&workspace.events, &Events::customerChanged, this, &AgreementTable::noteChange);
    if (workspace.time)
        connect(workspace.time, &TimeChoice::changed, this, &AgreementTable::repaintAll);
    if (workspace.mask)
        connect(workspace.mask, &PrivacyMask::changed, this, &AgreementTable::repaintAll);
}

int AgreementTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AgreementTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant AgreementTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Agreement &agreement = m_rows.at(index.row());
    const auto column = static_cast<AgreementColumn>(index.column());
    const qint64 nowMs = m_workspace.clock.nowMs();
    switch (role) {
    case Qt::DisplayRole: return text(agreement, column);
    case Qt::ToolTipRole:
        return column == AgreementColumn::State ? AgreementText::meaning(agreement, nowMs)
                                                : text(agreement, column).toHtmlEscaped();
    case Qt::AccessibleTextRole:
        return QString(columnName(column) + u": " + text(agreement, column));
    case Qt::TextAlignmentRole: return QVariant::fromValue(alignmentOf(column));
    case LookRole:
        return static_cast<int>(AgreementText::look(AgreementText::state(agreement, nowMs)));
    case LoadedRole: return true;
    case UrgentRole: {
        const qint64 next = agreement.mandate.nextChargeAtMs;
        return (column == AgreementColumn::NextCharge && next > 0 && next <= nowMs)
               || (column == AgreementColumn::Failures && agreement.mandate.last.failures > 0);
    }
    default: return {};
    }
}

QVariant AgreementTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns)
        return {};
    const auto column = static_cast<AgreementColumn>(section);
    if (role == Qt::DisplayRole)
        return columnName(column);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignmentOf(column));
    return {};
}

QString AgreementTable::columnName(AgreementColumn column)
{
    switch (column) {
    case AgreementColumn::State: return tr("State");
    case AgreementColumn::Customer: return tr("Customer");
    case AgreementColumn::Method: return tr("Card");
    case AgreementColumn::LastCharge: return tr("Last charge");
    case AgreementColumn::NextCharge: return tr("Next charge");
    case AgreementColumn::Failures: return tr("Failures");
    case AgreementColumn::Rhythm: return tr("Rhythm");
    case AgreementColumn::Limit: return tr("Limit");
    case AgreementColumn::Identifier: return tr("Agreement ID");
    }
    return {};
}

QString AgreementTable::choiceName(Choice choice)
{
    switch (choice) {
    case Choice::All: return tr("All agreements");
    case Choice::Failed: return tr("Whose last charge failed");
    case Choice::Active: return tr("In force");
    case Choice::SettingUp: return tr("Being set up");
    case Choice::Over: return tr("Ended");
    }
    return {};
}

QString AgreementTable::text(const Agreement &agreement, AgreementColumn column) const
{
    const Mandate &mandate = agreement.mandate;
    const qint64 nowMs = m_workspace.clock.nowMs();
    const auto shortTime = [&](qint64 ms) {
        return DisplayText::shortDateTime(ms, nowMs, shownZone(m_workspace.time), m_locale);
    };
    switch (column) {
    case AgreementColumn::State: return AgreementText::word(agreement, nowMs);
    case AgreementColumn::Customer:
        return masked(m_workspace.mask, AgreementText::customer(agreement));
    case AgreementColumn::Method:
        return DisplayText::card(agreement.card.brand, agreement.card.last4);
    case AgreementColumn::LastCharge:
        if (mandate.last.paymentId.isEmpty())
            return tr("never");
        //: %1 is an amount with its currency, %2 a time
        return tr("%1, %2").arg(
            masked(m_workspace.mask, shownMoney(mandate.last.amount, mandate.currency)),
            shortTime(mandate.last.atMs));
    case AgreementColumn::NextCharge:
        if (mandate.nextChargeAtMs == 0)
            return u"\u2013"_s;
        //: a charge should have been made by now; %1 is a time
        return mandate.nextChargeAtMs <= nowMs
                   ? tr("due: %1").arg(shortTime(mandate.nextChargeAtMs))
                   : shortTime(mandate.nextChargeAtMs);
    case AgreementColumn::Failures:
        return mandate.last.failures == 0 ? u"\u2013"_s
                                          : DisplayText::count(mandate.last.failures, m_locale);
    case AgreementColumn::Rhythm: return AgreementText::frequency(mandate.terms.frequency);
    case AgreementColumn::Limit: return masked(m_workspace.mask, AgreementText::limit(mandate));
    case AgreementColumn::Identifier: return mandate.id.value;
    }
    return {};
}

std::optional<Agreement> AgreementTable::agreement(int row) const
{
    return row >= 0 && row < m_rows.size() ? std::optional(m_rows.at(row)) : std::nullopt;
}

void AgreementTable::setChoice(Choice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    startOver();
}

void AgreementTable::setCustomer(const CustomerId &id)
{
    if (id == m_customer)
        return;
    m_customer = id;
    startOver();
}

void AgreementTable::startOver()
{
    beginResetModel();
    m_rows.clear();
    endResetModel();
    m_complete = false;
    reload();
}

void AgreementTable::setActive(bool active)
{
    m_active = active;
    if (active && m_stale)
        reload();
}

void AgreementTable::reload()
{
    m_changedTimer.stop();
    m_stale = !m_active;
    if (m_active)
        read(0, std::clamp(rowCount(), kPage, kLongestPage));
}

void AgreementTable::noteChange()
{
    m_stale = m_stale || !m_active;
    if (m_active && !m_changedTimer.isActive())
        m_changedTimer.start();
}

bool AgreementTable::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_active && !m_complete && !m_loading && !m_failure
           && !m_rows.isEmpty();
}

void AgreementTable::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        read(rowCount(), kPage);
}

AgreementQuery AgreementTable::query() const
{
    AgreementQuery query;
    query.customerId = m_customer;
    switch (m_choice) {
    case Choice::All: break;
    case Choice::Failed: query.failedOnly = true; break;
    case Choice::Active: query.status = MandateStatus::Active; break;
    case Choice::SettingUp: query.status = MandateStatus::Pending; break;
    case Choice::Over: query.status = MandateStatus::Revoked; break;
    }
    return query;
}

void AgreementTable::read(qint64 offset, int limit)
{
    const quint64 generation = ++m_generation;
    m_loading = true;
    emit stateUpdated();
    AgreementQuery asked = query();
    asked.offset = offset;
    asked.limit = limit;
    whenDone(m_workspace.recurring->list(m_workspace.caller.merchantId, asked), this,
             [this, generation, offset, limit](const Result<QList<Agreement>> &answer) {
                 if (generation == m_generation)
                     onRead(answer, offset, limit);
             });
}

void AgreementTable::onRead(const Result<QList<Agreement>> &answer, qint64 offset, int limit)
{
    m_loading = false;
    m_failure = answer ? std::nullopt : std::optional(answer.error());
    if (answer) {
        m_readAtMs = m_workspace.clock.nowMs();
        m_complete = answer->size() < limit;
        if (offset == 0) {
            show(*answer);
        } else if (!answer->isEmpty() && offset == rowCount()) {
            beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(answer->size()) - 1);
            m_rows += *answer;
            endInsertRows();
        }
    }
    emit stateUpdated();
}

void AgreementTable::show(const QList<Agreement> &first)
{
    if (sameRows(first, m_rows)) { // the selection stays
        m_rows = first;
        return repaintAll();
    }
    beginResetModel();
    m_rows = first;
    endResetModel();
}

void AgreementTable::repaintAll()
{
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

#include "models/paymenttablemodel.h"

#include "models/declinetext.h"
#include "models/displaytext.h"
#include "services/domain/paymentlifecycle.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kColumns = static_cast<int>(PaymentColumn::Updated) + 1;
constexpr int kChangedDelayMs = 60; ///< changes that come in a burst are read together
constexpr qint64 kReloadDelayMs = 1'000;

QString orDash(const QString &text)
{
    return text.isEmpty() ? u"\u2013"_s : text;
}

QString asPlainTip(const QString &text)
{
    return text.contains(u'<') ? text.toHtmlEscaped().replace(u'\n', u"<br>"_s) : text;
}

/// Figures stand right whichever way the language runs.
Qt::Alignment alignmentOf(PaymentColumn column)
{
    return Qt::AlignVCenter
           | (isNumeric(column) ? Qt::AlignRight | Qt::AlignAbsolute : Qt::AlignLeft);
}

/// What the privacy mask hides.
bool isPrivate(PaymentColumn column)
{
    return column == PaymentColumn::Amount || column == PaymentColumn::Captured
           || column == PaymentColumn::Remaining || column == PaymentColumn::Refunded
           || column == PaymentColumn::Customer || column == PaymentColumn::Email;
}

bool isHeld(const PaymentSummary &row)
{
    return mayCapture(row.status, row.captureMethod);
}

} // namespace

bool isNumeric(PaymentColumn column)
{
    return column == PaymentColumn::Amount || column == PaymentColumn::Captured
           || column == PaymentColumn::Remaining || column == PaymentColumn::Refunded
           || column == PaymentColumn::Attempts;
}

QList<PaymentColumn> defaultPaymentColumns()
{
    return {PaymentColumn::Status,         PaymentColumn::Amount,    PaymentColumn::Currency,
            PaymentColumn::OrderReference, PaymentColumn::Customer,  PaymentColumn::Method,
            PaymentColumn::Created,        PaymentColumn::Connector, PaymentColumn::Captured};
}

PaymentTableModel::PaymentTableModel(const Workspace &workspace, QObject *parent)
    : PagedTableModel(parent)
    , m_workspace(workspace)
{
    m_changedTimer.setSingleShot(true);
    m_changedTimer.setInterval(kChangedDelayMs);
    m_reloadTimer.setSingleShot(true);
    connect(&m_changedTimer, &QTimer::timeout, this, &PaymentTableModel::readChanged);
    connect(&m_reloadTimer, &QTimer::timeout, this, &PaymentTableModel::reloadWhenRead);
    connect(&workspace.events, &Events::paymentChanged, this, &PaymentTableModel::noteChange);
    if (workspace.time)
        connect(workspace.time, &TimeChoice::changed, this, &PaymentTableModel::repaintAll);
    if (workspace.mask)
        connect(workspace.mask, &PrivacyMask::changed, this, &PaymentTableModel::repaintAll);
}

int PaymentTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant PaymentTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = static_cast<PaymentColumn>(index.column());
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignmentOf(column));
    if (role == RowIdRole)
        return rowIdAt(index.row());
    const PaymentSummary *row = rowAt(index.row());
    if (!row || row->id.isEmpty())
        return skeleton(column, role);
    const bool hidden = isPrivate(column) && m_workspace.mask && m_workspace.mask->isOn();
    const auto shown = [&] { return hidden ? PrivacyMask::dots() : text(*row, column); };
    switch (role) {
    case Qt::DisplayRole: return shown();
    // Names and descriptions come from outside: a tooltip must not take them for markup.
    case Qt::ToolTipRole: return hidden ? shown() : asPlainTip(toolTip(*row, column));
    case Qt::AccessibleTextRole: return QString(DisplayText::column(column) + u": " + shown());
    case SortRole: return sortKey(*row, column);
    case LookRole: return static_cast<int>(DisplayText::look(row->status, row->outcomeUnknown));
    case PaymentIdRole: return row->id.value;
    case LoadedRole: return true;
    case UrgentRole:
        return column == PaymentColumn::CaptureBefore && isHeld(*row) && row->captureBeforeMs > 0
               && DisplayText::timeLeft(row->captureBeforeMs, m_workspace.clock.nowMs()).urgency
                      >= Urgency::Now;
    default: return {};
    }
}

QVariant PaymentTableModel::skeleton(PaymentColumn column, int role) const
{
    switch (role) {
    case Qt::DisplayRole: return QString();
    case Qt::AccessibleTextRole:
        return QString(DisplayText::column(column) + u": " + tr("loading"));
    case LoadedRole: return false;
    default: return {};
    }
}

QVariant PaymentTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns)
        return {};
    const auto column = static_cast<PaymentColumn>(section);
    switch (role) {
    case Qt::DisplayRole: return DisplayText::column(column);
    case Qt::TextAlignmentRole: return QVariant::fromValue(alignmentOf(column));
    case Qt::ToolTipRole:
        return isSortable(column) ? tr("Click to sort by %1").arg(DisplayText::column(column))
                                  : DisplayText::column(column);
    default: return {};
    }
}

void PaymentTableModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= kColumns || !isSortable(static_cast<PaymentColumn>(column)))
        return;
    PaymentQuery next = m_query;
    next.sortBy = static_cast<PaymentColumn>(column);
    next.descending = order == Qt::DescendingOrder;
    setQuery(next);
}

void PaymentTableModel::setQuery(const PaymentQuery &query)
{
    if (m_query == query && (m_readAtMs > 0 || isLoading()))
        return;
    m_query = query;
    m_reloadTimer.stop();
    m_reading.start();
    requery();
}

void PaymentTableModel::reload()
{
    m_reloadTimer.stop();
    m_reading.start();
    refresh();
}

std::optional<PaymentSummary> PaymentTableModel::payment(int row) const
{
    const PaymentSummary *found = rowAt(row);
    if (!found || found->id.isEmpty())
        return std::nullopt;
    return *found;
}

QFuture<Result<QList<PaymentSummary>>> PaymentTableModel::askFirstPage(int limit)
{
    return m_workspace.lists.firstPage(m_workspace.caller.merchantId, m_query, limit);
}

QFuture<Result<QList<qint64>>> PaymentTableModel::askOrdering()
{
    return m_workspace.lists.ordering(m_workspace.caller.merchantId, m_query);
}

QFuture<Result<QList<PaymentSummary>>> PaymentTableModel::askRows(const QList<qint64> &rowIds)
{
    return m_workspace.lists.rows(m_workspace.caller.merchantId, rowIds);
}

void PaymentTableModel::stateChanged()
{
    if (!isLoading() && !failure())
        m_readAtMs = m_workspace.clock.nowMs();
    if (m_reading.isValid() && !isLoading() && (isComplete() || failure())) {
        m_readingMs = m_reading.elapsed();
        m_reading.invalidate();
    }
    emit stateUpdated();
}

void PaymentTableModel::noteChange(const PaymentId &, qint64 rowId)
{
    m_changed.insert(rowId);
    if (!m_changedTimer.isActive())
        m_changedTimer.start();
}

void PaymentTableModel::readChanged()
{
    const QList<qint64> changed(m_changed.cbegin(), m_changed.cend());
    m_changed.clear();
    reloadRows(changed);
    const bool mayEnterOrLeave = m_query.filter != PaymentFilter();
    const bool isNew = std::ranges::any_of(changed, [this](qint64 id) { return id > newestId(); });
    if (mayEnterOrLeave || isNew)
        scheduleReload();
}

void PaymentTableModel::scheduleReload()
{
    // A list that takes long to read is read less often, so that reading never eats the machine.
    constexpr qint64 kShareOfTime = 4;
    if (!m_reloadTimer.isActive())
        m_reloadTimer.start(static_cast<int>(std::max(kReloadDelayMs, kShareOfTime * m_readingMs)));
}

void PaymentTableModel::reloadWhenRead()
{
    if (m_reading.isValid())
        scheduleReload(); // still reading: starting over would never end
    else
        reload();
}

void PaymentTableModel::repaintAll()
{
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

QString PaymentTableModel::captureBeforeText(const PaymentSummary &row) const
{
    if (row.captureBeforeMs == 0 || !isHeld(row))
        return orDash({});
    const qint64 nowMs = m_workspace.clock.nowMs();
    const QString moment =
        DisplayText::moment(row.captureBeforeMs, nowMs, shownZone(m_workspace.time), m_locale);
    return DisplayText::timeLeft(row.captureBeforeMs, nowMs).text() + u" \u00b7 "_s + moment;
}

QString PaymentTableModel::text(const PaymentSummary &row, PaymentColumn column) const
{
    const auto money = [&](qint64 units) {
        return DisplayText::money({units, row.currency}, m_locale);
    };
    const auto shortTime = [&](qint64 ms) {
        return DisplayText::shortDateTime(ms, m_workspace.clock.nowMs(),
                                          shownZone(m_workspace.time), m_locale);
    };
    switch (column) {
    case PaymentColumn::Status: return DisplayText::status(row.status, row.outcomeUnknown);
    case PaymentColumn::Amount: return money(row.amount);
    case PaymentColumn::Currency: return toText(row.currency);
    case PaymentColumn::OrderReference: return row.orderReference;
    case PaymentColumn::Customer: return row.customerName;
    case PaymentColumn::Method: return DisplayText::card(row.cardBrand, row.last4);
    case PaymentColumn::Created: return shortTime(row.createdAtMs);
    case PaymentColumn::Connector: return DisplayText::connector(row.connector);
    case PaymentColumn::Captured: return row.captured > 0 ? money(row.captured) : orDash({});
    case PaymentColumn::Remaining: return isHeld(row) ? money(row.capturable) : orDash({});
    case PaymentColumn::Refunded: return row.refunded > 0 ? money(row.refunded) : orDash({});
    case PaymentColumn::CaptureBefore: return captureBeforeText(row);
    case PaymentColumn::CaptureMethod: return DisplayText::captureMethod(row.captureMethod);
    case PaymentColumn::Authentication: return DisplayText::authentication(row.authenticationType);
    case PaymentColumn::Attempts: return DisplayText::count(row.attemptCount, m_locale);
    case PaymentColumn::DeclineReason: return declineReason(row.declineCategory);
    case PaymentColumn::Identifier: return row.id.value;
    case PaymentColumn::ProcessorReference: return row.processorReference;
    case PaymentColumn::Email: return row.customerEmail;
    case PaymentColumn::Description: return row.description;
    case PaymentColumn::Profile: return row.profileId.value;
    case PaymentColumn::Updated: return shortTime(row.modifiedAtMs);
    }
    return {};
}

QVariant PaymentTableModel::sortKey(const PaymentSummary &row, PaymentColumn column) const
{
    switch (column) {
    case PaymentColumn::Status: return static_cast<int>(row.status);
    case PaymentColumn::Amount: return row.amount;
    case PaymentColumn::Created: return row.createdAtMs;
    case PaymentColumn::Captured: return row.captured;
    case PaymentColumn::Remaining: return row.capturable;
    case PaymentColumn::Refunded: return row.refunded;
    case PaymentColumn::CaptureBefore: return row.captureBeforeMs;
    case PaymentColumn::Attempts: return row.attemptCount;
    case PaymentColumn::Updated: return row.modifiedAtMs;
    case PaymentColumn::Currency:
    case PaymentColumn::OrderReference:
    case PaymentColumn::Customer:
    case PaymentColumn::Method:
    case PaymentColumn::Connector:
    case PaymentColumn::CaptureMethod:
    case PaymentColumn::Authentication:
    case PaymentColumn::DeclineReason:
    case PaymentColumn::Identifier:
    case PaymentColumn::ProcessorReference:
    case PaymentColumn::Email:
    case PaymentColumn::Description:
    case PaymentColumn::Profile: return text(row, column);
    }
    return {};
}

QString PaymentTableModel::toolTip(const PaymentSummary &row, PaymentColumn column) const
{
    const QTimeZone zone = shownZone(m_workspace.time);
    switch (column) {
    case PaymentColumn::Status:
        return text(row, column) + u'\n'
               + DisplayText::statusMeaning(row.status, row.outcomeUnknown);
    case PaymentColumn::Customer:
        return row.customerEmail.isEmpty() ? row.customerName
                                           : row.customerName + u'\n' + row.customerEmail;
    case PaymentColumn::Created: return DisplayText::exactDateTime(row.createdAtMs, zone, m_locale);
    case PaymentColumn::Updated:
        return DisplayText::exactDateTime(row.modifiedAtMs, zone, m_locale);
    case PaymentColumn::CaptureBefore:
        return DisplayText::exactDateTime(row.captureBeforeMs, zone, m_locale);
    case PaymentColumn::Amount:
    case PaymentColumn::Currency:
    case PaymentColumn::OrderReference:
    case PaymentColumn::Method:
    case PaymentColumn::Connector:
    case PaymentColumn::Captured:
    case PaymentColumn::Remaining:
    case PaymentColumn::Refunded:
    case PaymentColumn::CaptureMethod:
    case PaymentColumn::Authentication:
    case PaymentColumn::Attempts:
    case PaymentColumn::DeclineReason:
    case PaymentColumn::Identifier:
    case PaymentColumn::ProcessorReference:
    case PaymentColumn::Email:
    case PaymentColumn::Description:
    case PaymentColumn::Profile: return text(row, column);
    }
    return {};
}

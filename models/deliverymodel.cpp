#include "models/deliverymodel.h"

#include "services/core/async.h"
#include "services/core/scrubber.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

constexpr int kMost = 100;
constexpr int kRefreshMs = 5'000;
constexpr int kChangedDelayMs = 200;
constexpr int kColumns = static_cast<int>(DeliveryColumn::Identifier) + 1;

/// JSON with a member a line; anything else as it is.
QString readable(const QByteArray &payload)
{
    const QJsonDocument json = QJsonDocument::fromJson(payload);
    const QString text =
        QString::fromUtf8(json.isNull() ? payload : json.toJson(QJsonDocument::Indented));
    QStringList lines;
    for (const QString &line : text.split(u'\n'))
        lines.append(scrubbed(line));
    return lines.join(u'\n');
}

} // namespace

DeliveryModel::DeliveryModel(const Workspace &workspace, QObject *parent)
    : QAbstractTableModel(parent)
    , m_workspace(workspace)
{
    m_refresh.setInterval(kRefreshMs);
    m_changed.setSingleShot(true);
    m_changed.setInterval(kChangedDelayMs);
    connect(&m_refresh, &QTimer::timeout, this, &DeliveryModel::reload);
    connect(&m_changed, &QTimer::timeout, this, &DeliveryModel::reload);
    connect(&workspace.events, &Events::newsHandled, this, [this] {
        if (m_active && !m_changed.isActive())
            m_changed.start();
    });
    if (workspace.time)
        connect(workspace.time, &TimeChoice::changed, this, &DeliveryModel::repaintAll);
    if (workspace.mask)
        connect(workspace.mask, &PrivacyMask::changed, this, &DeliveryModel::stateUpdated);
}

int DeliveryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int DeliveryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant DeliveryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const WebhookLine &delivery = m_rows.at(index.row());
    const auto column = static_cast<DeliveryColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole: return text(delivery, column);
    case Qt::ToolTipRole:
        if (column == DeliveryColumn::State)
            return delivery.meaning;
        if (column == DeliveryColumn::Time)
            return DisplayText::exactDateTime(delivery.atMs, shownZone(m_workspace.time), m_locale);
        return text(delivery, column);
    case Qt::AccessibleTextRole: {
        const QString shown = text(delivery, column);
        return shown.isEmpty() ? QVariant(tr("none")) : QVariant(shown);
    }
    case LookRole: return static_cast<int>(delivery.look);
    case LoadedRole: return true;
    case UrgentRole: return column == DeliveryColumn::State && delivery.needsSomebody;
    default: return {};
    }
}

QVariant DeliveryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns)
        return {};
    if (role == Qt::DisplayRole)
        return columnName(static_cast<DeliveryColumn>(section));
    return role == Qt::TextAlignmentRole ? QVariant::fromValue(Qt::AlignVCenter | Qt::AlignLeft)
                                         : QVariant();
}

QString DeliveryModel::columnName(DeliveryColumn column)
{
    switch (column) {
    case DeliveryColumn::Time: return tr("Time");
    case DeliveryColumn::Event: return tr("Event");
    case DeliveryColumn::Payment: return tr("About");
    case DeliveryColumn::State: return tr("State");
    case DeliveryColumn::Tries: return tr("Tries");
    case DeliveryColumn::NextTry: return tr("Next try");
    case DeliveryColumn::Other: return tr("Processor");
    case DeliveryColumn::Identifier: return tr("Event ID");
    }
    return {};
}

QString DeliveryModel::text(const WebhookLine &delivery, DeliveryColumn column) const
{
    const qint64 nowMs = m_workspace.clock.nowMs();
    const QTimeZone zone = shownZone(m_workspace.time);
    switch (column) {
    case DeliveryColumn::Time:
        return DisplayText::shortDateTime(delivery.atMs, nowMs, zone, m_locale);
    case DeliveryColumn::Event: return delivery.event;
    case DeliveryColumn::Payment: return delivery.about;
    case DeliveryColumn::State: return delivery.state;
    case DeliveryColumn::Tries: return DisplayText::count(delivery.tries, m_locale);
    case DeliveryColumn::NextTry:
        return DisplayText::shortDateTime(delivery.nextTryAtMs, nowMs, zone, m_locale);
    case DeliveryColumn::Other: return delivery.other;
    case DeliveryColumn::Identifier: return delivery.id;
    }
    return {};
}

WebhookLine DeliveryModel::shown(const WebhookEvent &event) const
{
    WebhookLine delivery;
    delivery.rowId = event.rowId;
    delivery.id = event.id;
    delivery.event = event.type;
    delivery.about = event.objectId;
    delivery.tries = event.tries;
    delivery.atMs = event.createdAtMs;
    delivery.nextTryAtMs = event.nextTryAtMs;
    delivery.payload = readable(event.body);
    if (event.deliveredAtMs > 0) {
        delivery.look = StatusLook::Paid;
        delivery.state = tr("Delivered");
        delivery.meaning = tr("The shop has taken it.");
    } else if (event.nextTryAtMs > 0) {
        delivery.look = event.tries == 0 ? StatusLook::InProgress : StatusLook::Held;
        delivery.state = event.tries == 0 ? tr("On its way") : tr("Tried again");
        delivery.meaning = tr("The shop has not taken it yet; it is sent again by itself.");
    } else {
        delivery.look = StatusLook::Failed;
        delivery.needsSomebody = true;
        delivery.state = tr("Not delivered");
        delivery.meaning = tr("The shop never took it, and it is not sent by itself any more. "
                              "Mend the shop's address, then send it again.");
    }
    return delivery;
}

WebhookLine DeliveryModel::shown(const InboxEntry &entry) const
{
    WebhookLine delivery;
    delivery.rowId = entry.rowId;
    delivery.id = entry.eventId;
    delivery.event = entry.eventType;
    delivery.about = entry.paymentId.value;
    delivery.tries = entry.tries;
    delivery.atMs = entry.receivedAtMs;
    delivery.nextTryAtMs = entry.nextTryAtMs;
    delivery.other = DisplayText::connector(entry.connector);
    delivery.payload = readable(entry.payload);
    switch (entry.state) {
    case InboxState::Waiting:
        delivery.look = StatusLook::InProgress;
        delivery.state = tr("Being worked off");
        delivery.meaning = tr("The processor is being asked about it.");
        break;
    case InboxState::Done:
        delivery.look = StatusLook::Paid;
        delivery.state = tr("Worked off");
        delivery.meaning = tr("The processor was asked, and its answer counts.");
        break;
    case InboxState::Unmatched:
        delivery.look = StatusLook::NotKnownYet;
        delivery.needsSomebody = true;
        delivery.state = tr("Unknown payment");
        delivery.meaning = tr("Nothing here has the references that it names. It is kept, and "
                              "looked for again for a week.");
        break;
    case InboxState::Noted:
        delivery.look = StatusLook::Released;
        delivery.state = tr("Noted");
        delivery.meaning = tr("It speaks of nothing that is kept here.");
        break;
    }
    if (!entry.verified)
        delivery.meaning += u' ' + tr("It was not signed, so it only made us ask.");
    if (entry.copies > 1)
        delivery.meaning += u' ' + tr("It came %1 times.").arg(entry.copies);
    return delivery;
}

void DeliveryModel::setKind(DeliveryKind kind)
{
    if (m_kind == kind)
        return;
    m_kind = kind;
    beginResetModel();
    m_rows.clear();
    endResetModel();
    reload();
}

void DeliveryModel::setActive(bool active)
{
    m_active = active;
    if (!active)
        return m_refresh.stop();
    m_refresh.start();
    reload();
}

void DeliveryModel::reload()
{
    if (!m_active || !m_workspace.webhooks || !m_workspace.incoming)
        return;
    const quint64 generation = ++m_generation;
    m_loading = true;
    emit stateUpdated();
    const auto take = [this, generation](const auto &page, const auto &rows) {
        if (generation != m_generation)
            return;
        if (!page)
            return gaveUp(page.error());
        QList<WebhookLine> deliveries;
        for (const auto &row : rows(*page))
            deliveries.append(shown(row));
        came(deliveries, page->total);
    };
    const MerchantId &merchant = m_workspace.caller.merchantId;
    if (m_kind == DeliveryKind::Outgoing) {
        WebhookQuery query;
        query.limit = kMost;
        whenDone(m_workspace.webhooks->list(merchant, query), this,
                 [take](const Result<WebhookPage> &page) {
                     take(page, [](const WebhookPage &found) { return found.events; });
                 });
        return;
    }
    InboxQuery query;
    query.limit = kMost;
    whenDone(m_workspace.incoming->list(merchant, query), this,
             [take](const Result<InboxPage> &page) {
                 take(page, [](const InboxPage &found) { return found.entries; });
             });
    readRefused();
}

void DeliveryModel::readRefused()
{
    whenDone(m_workspace.incoming->refusedCount(), this, [this](const Result<qint64> &count) {
        if (!count || *count == m_refused)
            return;
        m_refused = *count;
        emit stateUpdated();
    });
}

void DeliveryModel::came(const QList<WebhookLine> &rows, qint64 total)
{
    m_loading = false;
    m_failure.reset();
    m_total = total;
    m_readAtMs = m_workspace.clock.nowMs();
    if (std::ranges::equal(m_rows, rows, {}, &WebhookLine::rowId, &WebhookLine::rowId)) {
        const bool isSame = m_rows == rows;
        m_rows = rows;
        if (!isSame)
            repaintAll();
    } else {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    }
    emit stateUpdated();
}

void DeliveryModel::gaveUp(const Error &error)
{
    m_loading = false;
    m_failure = error;
    emit stateUpdated();
}

std::optional<WebhookLine> DeliveryModel::delivery(int row) const
{
    return row >= 0 && row < m_rows.size() ? std::optional(m_rows.at(row)) : std::nullopt;
}

void DeliveryModel::readHistory(const QString &id)
{
    if (!m_workspace.webhooks)
        return;
    whenDone(m_workspace.webhooks->history(m_workspace.caller.merchantId, id), this,
             [this, id](const Result<WebhookHistory> &history) {
                 if (!history)
                     return;
                 QStringList lines;
                 for (const WebhookTry &made : history->tries) {
                     const QString time =
                         DisplayText::dateTime(made.atMs, shownZone(m_workspace.time), m_locale);
                     const QString came = made.httpStatus > 0
                                              ? tr("answered %1").arg(made.httpStatus)
                                              : tr("no answer");
                     //: time, what came of it, address
                     lines.append(tr("%1: %2 from %3").arg(time, came, made.url));
                 }
                 emit historyRead(id, lines);
             });
}

QString DeliveryModel::problemWord(const Error &error) const
{
    switch (error.code) {
    case ErrorCode::VaultLocked:
        return tr("The vault is locked, so nothing can be signed. Unlock it, then try again.");
    case ErrorCode::Busy: return tr("It is being sent or worked off right now.");
    case ErrorCode::InvalidState: return tr("The profile has no address to send it to.");
    case ErrorCode::NotFound: return tr("There is no such message any more.");
    default: return tr("That did not work. Nothing has changed; try again in a minute.");
    }
}

void DeliveryModel::again(int row)
{
    const auto chosen = delivery(row);
    if (!chosen)
        return;
    const auto fail = [this, id = chosen->id](const Error &error) {
        emit failed({problemWord(error), tr("No money is moved by this."), {}, id});
    };
    if (m_kind == DeliveryKind::Outgoing) {
        whenDone(m_workspace.webhooks->retry(m_workspace.caller, chosen->id), this,
                 [this, fail](const Result<WebhookHistory> &history) {
                     if (!history)
                         return fail(history.error());
                     const WebhookTry made = history->tries.constLast();
                     emit notice(made.delivered ? tr("The shop has taken it.")
                                                : tr("The shop did not take it."));
                     emit historyRead(history->event.id, {});
                     readHistory(history->event.id);
                     reload();
                 });
        return;
    }
    whenDone(m_workspace.incoming->handleAgain(m_workspace.caller, chosen->rowId), this,
             [this, fail](const Result<InboxEntry> &entry) {
                 if (!entry)
                     return fail(entry.error());
                 emit notice(shown(*entry).meaning);
                 reload();
             });
}

void DeliveryModel::repaintAll()
{
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

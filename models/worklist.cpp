#include "models/worklist.h"

#include "models/displaytext.h"
#include "services/core/async.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kAfterChangeMs = 1'500;
constexpr int kMostRefunds = 1'000;

constexpr WorkKind kByUrgency[] = {WorkKind::NotKnown, WorkKind::Mismatch, WorkKind::Expiring,
                                   WorkKind::Refunds,  WorkKind::Review,   WorkKind::Customer,
                                   WorkKind::ToCapture};

} // namespace

WorkList::WorkList(const Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_risk(workspace)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kAfterChangeMs);
    connect(&m_soon, &QTimer::timeout, this, &WorkList::read);
    connect(&m_risk, &HoldsAtRisk::changed, this, &WorkList::changed);
    connect(&workspace.events, &Events::paymentChanged, this, &WorkList::noteChange);
}

void WorkList::noteChange()
{
    if (m_statusesRead && !m_soon.isActive())
        m_soon.start();
}

void WorkList::read()
{
    const MerchantId &merchant = m_workspace.caller.merchantId;
    m_risk.read();
    whenDone(m_workspace.lists.counts(merchant), this,
             [this](const Result<QHash<QString, qint64>> &answer) {
                 m_failure = answer ? std::nullopt : std::optional(answer.error());
                 if (answer) { // else the last known numbers stay
                     m_counts = *answer;
                     m_statusesRead = true;
                     m_readAtMs = m_workspace.clock.nowMs();
                 }
                 emit changed();
             });
    RefundQuery query;
    query.status = RefundStatus::Review;
    query.limit = kMostRefunds;
    whenDone(m_workspace.refunds.list(merchant, query), this,
             [this](const Result<QList<Refund>> &answer) {
                 if (!answer)
                     return;
                 m_refunds = answer->size();
                 m_refundsRead = true;
                 emit changed();
             });
}

qint64 WorkList::countOf(std::initializer_list<PaymentStatus> statuses) const
{
    qint64 sum = 0;
    for (const PaymentStatus status : statuses)
        sum += m_counts.value(toText(status));
    return sum;
}

qint64 WorkList::countOf(WorkKind kind) const
{
    using enum PaymentStatus;
    switch (kind) {
    case WorkKind::NotKnown: return m_counts.value(u"unknown"_s);
    case WorkKind::Mismatch: return countOf({Conflicted});
    case WorkKind::Expiring: return m_risk.count();
    case WorkKind::Refunds: return m_refunds;
    case WorkKind::Review: return countOf({RequiresMerchantAction, Review});
    case WorkKind::Customer: return countOf({RequiresCustomerAction});
    case WorkKind::ToCapture:
        return countOf({RequiresCapture, PartiallyAuthorizedAndRequiresCapture,
                        PartiallyCapturedAndCapturable});
    }
    return 0;
}

QList<WorkItem> WorkList::items() const
{
    QList<WorkItem> found;
    for (const WorkKind kind : kByUrgency) {
        const qint64 count = countOf(kind);
        if (count > 0)
            found.append({kind, count, title(kind, count), hint(kind)});
    }
    return found;
}

QString WorkList::title(WorkKind kind, qint64 count) const
{
    const QString number = DisplayText::count(count, QLocale());
    const bool one = count == 1;
    switch (kind) {
    case WorkKind::NotKnown:
        return one ? tr("1 payment is not known yet")
                   : tr("%1 payments are not known yet").arg(number);
    case WorkKind::Mismatch:
        return one ? tr("1 payment does not match") : tr("%1 payments do not match").arg(number);
    case WorkKind::Expiring:
        return one ? tr("1 hold ends within 24 h") : tr("%1 holds end within 24 h").arg(number);
    case WorkKind::Refunds:
        return one ? tr("1 refund has to be looked at")
                   : tr("%1 refunds have to be looked at").arg(number);
    case WorkKind::Review:
        return one ? tr("1 payment is in review") : tr("%1 payments are in review").arg(number);
    case WorkKind::Customer:
        return one ? tr("1 payment waits for the customer")
                   : tr("%1 payments wait for the customer").arg(number);
    case WorkKind::ToCapture:
        return one ? tr("1 hold is to be captured") : tr("%1 holds are to be captured").arg(number);
    }
    return {};
}

QString WorkList::hint(WorkKind kind) const
{
    switch (kind) {
    case WorkKind::NotKnown:
        return tr("No clear answer came, so the money may or may not have moved. The processor is "
                  "asked again by itself; S asks now. Do not charge again meanwhile.");
    case WorkKind::Mismatch:
        return tr("The processor confirmed something other than what was asked. Look at the "
                  "payment there, and compare, before anything else is done.");
    case WorkKind::Expiring: return m_risk.text();
    case WorkKind::Refunds:
        return tr("The processor answered about another amount. Nobody knows yet what went back, "
                  "so the amount stays reserved.");
    case WorkKind::Review: return tr("Somebody has to look at them before they go on.");
    case WorkKind::Customer:
        return tr("Nothing was taken yet. L copies the link to send again, T starts the "
                  "verification.");
    case WorkKind::ToCapture:
        return tr("Tick what was shipped, or drop a shipment file on the capture page.");
    }
    return {};
}

#include "models/workcounters.h"

#include "models/displaytext.h"
#include "models/searchparser.h"
#include "services/core/async.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kAfterChangeMs = 1'500;
constexpr int kRegularlyMs = 60'000; // holds come nearer to their end without any event

} // namespace

WorkCounters::WorkCounters(const Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kAfterChangeMs);
    m_regularly.setInterval(kRegularlyMs);
    connect(&m_soon, &QTimer::timeout, this, &WorkCounters::read);
    connect(&m_regularly, &QTimer::timeout, this, &WorkCounters::read);
    connect(&workspace.events, &Events::paymentChanged, this, &WorkCounters::noteChange);
    m_regularly.start();
}

void WorkCounters::noteChange()
{
    if (!m_soon.isActive())
        m_soon.start();
}

void WorkCounters::read()
{
    const MerchantId &merchant = m_workspace.caller.merchantId;
    whenDone(m_workspace.lists.counts(merchant), this,
             [this](const Result<QHash<QString, qint64>> &answer) {
                 if (!answer)
                     return; // the last known numbers stay
                 m_notKnownYet = answer->value(u"unknown"_s);
                 emit changed();
             });
    PaymentQuery query;
    query.filter =
        parseSearch(u"expires:<24h"_s, {QLocale(), QTimeZone::utc(), m_workspace.clock.nowMs()})
            .filter;
    query.sortBy = PaymentColumn::CaptureBefore;
    query.descending = false;
    whenDone(m_workspace.lists.ordering(merchant, query), this,
             [this](const Result<QList<qint64>> &answer) {
                 if (!answer)
                     return;
                 m_expiring = answer->size();
                 emit changed();
             });
}

QString WorkCounters::notKnownYetText() const
{
    return tr("%1 not known yet").arg(DisplayText::count(m_notKnownYet, QLocale()));
}

QString WorkCounters::expiringText() const
{
    return m_expiring == 1 ? tr("1 expires in 24 h")
                           : tr("%1 expire in 24 h").arg(DisplayText::count(m_expiring, QLocale()));
}

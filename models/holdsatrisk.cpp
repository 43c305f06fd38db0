#include "models/holdsatrisk.h"

#include "models/displaytext.h"
#include "services/core/async.h"

#include <algorithm>
#include <utility>

namespace {

constexpr int kAfterChangeMs = 1'500;
constexpr int kRegularlyMs = 60'000;
constexpr qint64 kDayMs = 24LL * 60 * 60 * 1000;

} // namespace

HoldsAtRisk::HoldsAtRisk(const Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kAfterChangeMs);
    m_regularly.setInterval(kRegularlyMs);
    connect(&m_soon, &QTimer::timeout, this, &HoldsAtRisk::read);
    connect(&m_regularly, &QTimer::timeout, this, &HoldsAtRisk::read);
    connect(&workspace.events, &Events::paymentChanged, this, &HoldsAtRisk::noteChange);
    if (workspace.mask)
        connect(workspace.mask, &PrivacyMask::changed, this, &HoldsAtRisk::changed);
    m_regularly.start();
}

void HoldsAtRisk::noteChange()
{
    if (!m_soon.isActive())
        m_soon.start();
}

void HoldsAtRisk::read()
{
    const quint64 generation = ++m_generation;
    const MerchantId &merchant = m_workspace.caller.merchantId;
    PaymentQuery query;
    query.filter.statuses = {PaymentStatus::RequiresCapture,
                             PaymentStatus::PartiallyAuthorizedAndRequiresCapture,
                             PaymentStatus::PartiallyCapturedAndCapturable};
    query.filter.captureBeforeToMs = m_workspace.clock.nowMs() + kDayMs;
    query.sortBy = PaymentColumn::CaptureBefore;
    query.descending = false;
    whenDone(m_workspace.lists.ordering(merchant, query), this,
             [this, generation, merchant](const Result<QList<qint64>> &rowIds) {
                 if (!rowIds || generation != m_generation)
                     return; // the last known amounts stay
                 const qint64 count = rowIds->size();
                 whenDone(m_workspace.lists.totals(merchant, *rowIds), this,
                          [this, generation, count](const auto &totals) {
                              onTotals(generation, count, totals);
                          });
             });
}

void HoldsAtRisk::onTotals(quint64 generation, qint64 count,
                           const Result<QList<CurrencyTotal>> &totals)
{
    if (!totals || generation != m_generation)
        return;
    m_count = count;
    m_amounts.clear();
    QList<CurrencyTotal> sorted = *totals;
    std::ranges::stable_sort(sorted, {}, [](const CurrencyTotal &total) { return -total.count; });
    for (const CurrencyTotal &total : std::as_const(sorted)) {
        if (total.capturable > 0)
            m_amounts.append({total.capturable, total.currency});
    }
    m_isRead = true;
    emit changed();
}

QString HoldsAtRisk::text() const
{
    if (!m_isRead)
        return {};
    if (m_count == 0)
        return tr("No hold ends within 24 h.");
    const QString amounts = masked(m_workspace.mask, DisplayText::moneyList(m_amounts, QLocale()));
    //: %1 is amounts such as "100.00 EUR and 5.00 USD", %2 a number of holds
    return m_count == 1 ? tr("Ends within 24 h: %1, in one hold.").arg(amounts)
                        : tr("Ends within 24 h: %1, in %2 holds.")
                              .arg(amounts, DisplayText::count(m_count, QLocale()));
}

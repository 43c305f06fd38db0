#include "models/selectiontotals.h"

#include "models/displaytext.h"
#include "services/core/async.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int kDelayMs = 40; // a selection that is still being drawn is not summed at every row

QString joined(const QList<CurrencyTotal> &totals, qint64 CurrencyTotal::*amount)
{
    QStringList parts;
    for (const CurrencyTotal &total : totals) {
        if (total.*amount > 0)
            parts.append(DisplayText::money({total.*amount, total.currency}, QLocale()));
    }
    return parts.join(u" + "_s);
}

} // namespace

SelectionTotals::SelectionTotals(const Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelayMs);
    connect(&m_delay, &QTimer::timeout, this, &SelectionTotals::read);
    if (workspace.mask)
        connect(workspace.mask, &PrivacyMask::changed, this, &SelectionTotals::changed);
}

void SelectionTotals::setRowIds(const QList<qint64> &rowIds)
{
    ++m_generation;
    m_rowIds = rowIds;
    m_totals.clear();
    m_delay.stop();
    if (!rowIds.isEmpty())
        m_delay.start();
    emit changed();
}

void SelectionTotals::read()
{
    const quint64 generation = m_generation;
    whenDone(m_workspace.lists.totals(m_workspace.caller.merchantId, m_rowIds), this,
             [this, generation](const Result<QList<CurrencyTotal>> &answer) {
                 if (generation != m_generation || !answer)
                     return; // the count stands without sums
                 m_totals = *answer;
                 std::ranges::sort(m_totals, {}, [](const CurrencyTotal &t) { return -t.count; });
                 emit changed();
             });
}

QString SelectionTotals::text() const
{
    const QString selected = DisplayText::count(m_rowIds.size(), QLocale());
    const QString sums = masked(m_workspace.mask, joined(m_totals, &CurrencyTotal::amount));
    //: %1 is a number of payments, %2 sums per currency such as "10.00 EUR + 5.00 USD"
    return sums.isEmpty() ? tr("%1 selected").arg(selected)
                          : tr("%1 selected: %2").arg(selected, sums);
}

QString SelectionTotals::capturableText() const
{
    const QString sums = masked(m_workspace.mask, joined(m_totals, &CurrencyTotal::capturable));
    return sums.isEmpty() ? QString() : tr("still held: %1").arg(sums);
}

bool SelectionTotals::hasCapturable() const
{
    return std::ranges::any_of(m_totals, [](const CurrencyTotal &t) { return t.capturable > 0; });
}

#include "models/workbenchplan.h"

#include "models/displaytext.h"
#include "models/editortext.h"
#include "models/moneyinput.h"
#include "services/domain/capturepolicy.h"
#include "services/domain/paymentlifecycle.h"

#include <utility>

Payment holdOf(const PaymentSummary &row)
{
    Payment payment;
    payment.rowId = row.rowId;
    payment.id = row.id;
    payment.version = row.version;
    payment.status = row.status;
    payment.outcomeUnknown = row.outcomeUnknown;
    payment.currency = row.currency;
    payment.amount = payment.netAmount = row.amount;
    payment.authorized = row.authorized;
    payment.captured = row.captured;
    payment.captureLimit = row.captured + row.capturable;
    payment.captureMethod = row.captureMethod;
    payment.captureBeforeMs = row.captureBeforeMs;
    payment.connector = row.connector;
    payment.orderReference = row.orderReference;
    return payment;
}

WorkbenchPlan::WorkbenchPlan(const Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_totals(workspace)
{
    connect(&m_totals, &SelectionTotals::changed, this, &WorkbenchPlan::changed);
}

const WorkbenchPlan::Typed *WorkbenchPlan::typed(qint64 rowId) const
{
    const auto found = m_typed.constFind(rowId);
    return found == m_typed.cend() ? nullptr : &*found;
}

QHash<qint64, qint64> WorkbenchPlan::amounts() const
{
    QHash<qint64, qint64> amounts;
    for (auto it = m_typed.cbegin(); it != m_typed.cend(); ++it) {
        if (isTicked(it.key()) && it->amount)
            amounts.insert(it.key(), *it->amount);
    }
    return amounts;
}

QString WorkbenchPlan::text() const
{
    const QString count = DisplayText::count(m_order.size(), QLocale());
    QStringList sums;
    for (CurrencyTotal total : m_totals.totals()) {
        for (auto it = m_typed.cbegin(); it != m_typed.cend(); ++it) {
            if (it->currency == total.currency && isTicked(it.key()) && it->amount)
                total.capturable += *it->amount - it->capturable;
        }
        if (total.capturable > 0)
            sums.append(DisplayText::money({total.capturable, total.currency}, QLocale()));
    }
    if (sums.isEmpty())
        //: %1 is a number of holds
        return tr("Ticked: %1").arg(count);
    //: %1 is a number of holds, %2 sums per currency such as "10.00 EUR + 5.00 USD"
    return tr("Ticked: %1, to capture %2")
        .arg(count, masked(m_workspace.mask, sums.join(QStringLiteral(" + "))));
}

QString WorkbenchPlan::problem() const
{
    for (auto it = m_typed.cbegin(); it != m_typed.cend(); ++it) {
        if (isTicked(it.key()) && !it->amount)
            return tr("An amount is wrong: see the marked rows.");
    }
    return {};
}

bool WorkbenchPlan::setTicked(const QList<qint64> &rowIds, bool ticked)
{
    const bool tooMany = ticked && m_order.size() + rowIds.size() > kMostTicked;
    for (const qint64 rowId : rowIds) {
        if (tooMany || rowId == 0 || m_ticked.contains(rowId) == ticked)
            continue;
        if (ticked) {
            m_ticked.insert(rowId);
            m_order.append(rowId);
        } else {
            m_ticked.remove(rowId);
        }
    }
    if (!ticked)
        m_order.removeIf([this](qint64 rowId) { return !m_ticked.contains(rowId); });
    readTotals();
    return !tooMany;
}

void WorkbenchPlan::clear()
{
    m_ticked.clear();
    m_order.clear();
    m_typed.clear();
    readTotals();
}

void WorkbenchPlan::keepOnly(const QList<qint64> &rowIds)
{
    const QSet<qint64> there(rowIds.cbegin(), rowIds.cend());
    QList<qint64> gone;
    for (const qint64 rowId : std::as_const(m_order)) {
        if (!there.contains(rowId))
            gone.append(rowId);
    }
    if (!gone.isEmpty())
        setTicked(gone, false);
}

void WorkbenchPlan::readTotals()
{
    m_totals.setRowIds(m_order);
}

void WorkbenchPlan::setAmountText(const PaymentSummary &row, const QString &text)
{
    Typed typed;
    typed.text = text.trimmed();
    typed.currency = row.currency;
    typed.capturable = row.capturable;
    typed.version = row.version;
    const Result<Money> money = moneyFromInput(typed.text, row.currency, QLocale());
    if (typed.text.isEmpty() || (money && money->minorUnits == row.capturable)) {
        m_typed.remove(row.rowId);
        emit changed();
        return;
    }
    const Payment hold = holdOf(row);
    if (!money) {
        typed.problem = moneyInputProblem(money.error(), row.currency, QLocale());
    } else {
        const Result<CapturePlan> plan =
            planCapture(hold, money->minorUnits, false, m_workspace.clock.nowMs());
        ErrorScene scene = sceneOf(m_workspace, MoneyAction::Capture, hold);
        scene.asked = *money;
        scene.available = Money{row.capturable, row.currency};
        if (plan)
            typed.amount = money->minorUnits;
        else
            typed.problem = errorText(plan.error(), scene).what;
    }
    m_typed.insert(row.rowId, typed);
    setTicked({row.rowId}, true); // who types an amount means to capture it
    emit changed();
}

void WorkbenchPlan::note(const PaymentSummary &row)
{
    const Typed *known = typed(row.rowId);
    const bool gone = !mayCapture(row.status, row.captureMethod) && isTicked(row.rowId);
    if (known && known->version != row.version)
        m_typed.remove(row.rowId);
    if (gone)
        setTicked({row.rowId}, false);
    emit changed();
}

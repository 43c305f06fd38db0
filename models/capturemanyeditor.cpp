#include "models/capturemanyeditor.h"

#include "models/displaytext.h"
#include "models/moneyinput.h"
#include "services/core/async.h"
#include "services/domain/capturepolicy.h"

#include <QStringList>

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

/// One amount a currency, by code.
class Totals
{
public:
    void add(Currency currency, qint64 minorUnits)
    {
        m_sums[toText(currency)].add(currency, minorUnits);
    }

    QList<Money> list() const
    {
        QList<Money> amounts;
        for (const auto &[code, sum] : m_sums)
            amounts.append(sum.money);
        return amounts;
    }

private:
    struct Sum
    {
        Money money;
        void add(Currency currency, qint64 units)
        {
            money = {money.minorUnits + units, currency}; // at most 10^9 each: no overflow in reach
        }
    };
    std::map<QString, Sum> m_sums;
};

} // namespace

CaptureManyEditor::CaptureManyEditor(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    connect(&workspace.events, &Events::paymentChanged, this, &CaptureManyEditor::onPaymentChanged);
}

CaptureManyEditor::CaptureManyEditor(Workspace &workspace, const QList<PaymentId> &ids,
                                     QObject *parent)
    : CaptureManyEditor(workspace, parent)
{
    m_toLoad = ids;
    m_total = static_cast<int>(ids.size());
    load();
}

CaptureManyEditor::CaptureManyEditor(Workspace &workspace, const QList<qint64> &rowIds,
                                     const QHash<qint64, qint64> &amounts, QObject *parent)
    : CaptureManyEditor(workspace, parent)
{
    m_amounts = amounts;
    m_total = static_cast<int>(rowIds.size());
    lookUp(rowIds);
}

/// Row ids to payment ids, a page at a time.
void CaptureManyEditor::lookUp(const QList<qint64> &rowIds)
{
    const qsizetype count = qMin<qsizetype>(kListPage, rowIds.size());
    const QList<qint64> rest = rowIds.mid(count);
    whenDone(m_workspace.lists.rows(m_workspace.caller.merchantId, rowIds.first(count)), this,
             [this, rest](const Result<QList<PaymentSummary>> &page) { onLookedUp(page, rest); });
}

void CaptureManyEditor::onLookedUp(const Result<QList<PaymentSummary>> &page,
                                   const QList<qint64> &rest)
{
    if (!page) {
        ErrorScene scene;
        scene.action = MoneyAction::Read;
        m_loadProblem = errorText(page.error(), scene).oneLine();
        return finishLoading(); // a list with holes would look like a complete one
    }
    for (const PaymentSummary &row : *page)
        m_toLoad.append(row.id);
    rest.isEmpty() ? load() : lookUp(rest);
}

void CaptureManyEditor::load()
{
    m_total = static_cast<int>(m_toLoad.size()); // rows that have gone meanwhile are left out
    while (m_loading < kLoadsAtOnce && m_nextLoad < m_toLoad.size()) {
        const PaymentId id = m_toLoad.at(m_nextLoad++);
        ++m_loading;
        whenDone(m_workspace.payments.find(m_workspace.caller.merchantId, id), this,
                 [this, id](const Result<PaymentDetails> &found) { onLoaded(id, found); });
    }
    if (m_loading == 0)
        finishLoading();
}

void CaptureManyEditor::onLoaded(const PaymentId &id, const Result<PaymentDetails> &details)
{
    --m_loading;
    m_rows.append(details ? captureRowOf(m_workspace, details->payment)
                          : missingCaptureRow(id, details.error()));
    const auto chosen = details ? m_amounts.constFind(details->payment.rowId) : m_amounts.cend();
    if (chosen != m_amounts.cend())
        chooseAmount(m_workspace, {*chosen, details->payment.currency}, m_rows.last());
    emit progressed();
    load();
}

void CaptureManyEditor::finishLoading()
{
    if (m_phase != Phase::Loading)
        return;
    const auto endOf = [](const CaptureRow &row) {
        return row.payment.captureBeforeMs > 0 ? row.payment.captureBeforeMs
                                               : std::numeric_limits<qint64>::max();
    };
    std::ranges::stable_sort(m_rows, {}, endOf);
    setRows(std::exchange(m_rows, {}), m_loadProblem);
}

void CaptureManyEditor::beginPlanning()
{
    if (m_phase != Phase::Planning)
        return;
    m_rows.clear();
    m_rowsOf.clear();
    m_total = 0;
    setPhase(Phase::Loading);
}

void CaptureManyEditor::setRows(const QList<CaptureRow> &rows, const QString &problem)
{
    if (m_phase != Phase::Loading && m_phase != Phase::Planning)
        return;
    m_rows = rows;
    m_loadProblem = problem;
    m_rowsOf.clear();
    for (int row = 0; row < m_rows.size(); ++row)
        m_rowsOf[m_rows.at(row).id].append(row);
    setPhase(Phase::Planning);
    emit rowsReset();
    emit planChanged();
}

int CaptureManyEditor::countIn(CaptureGroup group) const
{
    return static_cast<int>(std::ranges::count(m_rows, group, &CaptureRow::group));
}

int CaptureManyEditor::countIn(Section section) const
{
    return static_cast<int>(std::ranges::count_if(
        m_rows, [section](const CaptureRow &row) { return sectionOf(row) == section; }));
}

std::optional<CaptureManyEditor::Section> CaptureManyEditor::sectionOf(const CaptureRow &row)
{
    if (!row.included)
        return std::nullopt;
    switch (row.state) {
    case CaptureRowState::Planned:
    case CaptureRowState::InFlight: return Section::Waiting;
    case CaptureRowState::Captured: return Section::Captured;
    case CaptureRowState::Pending:
    case CaptureRowState::NotKnown: return Section::NotKnown;
    case CaptureRowState::Refused: return Section::Refused;
    case CaptureRowState::NotSent: return Section::NotSent;
    }
    return std::nullopt;
}

int CaptureManyEditor::includedCount() const
{
    return static_cast<int>(std::ranges::count(m_rows, true, &CaptureRow::included));
}

QList<Money> CaptureManyEditor::includedTotals() const
{
    Totals totals;
    for (const CaptureRow &row : m_rows) {
        if (row.included && row.amount)
            totals.add(row.payment.currency, *row.amount);
    }
    return totals.list();
}

QList<Money> CaptureManyEditor::capturedTotals() const
{
    Totals totals;
    for (const CaptureRow &row : m_rows) {
        if (row.state == CaptureRowState::Captured)
            totals.add(row.payment.currency, row.amount.value_or(0));
    }
    return totals.list();
}

bool CaptureManyEditor::canStart() const
{
    return m_phase == Phase::Planning && problem().isEmpty();
}

QString CaptureManyEditor::problem() const
{
    if (m_phase == Phase::Loading)
        return tr("The payments are being loaded.");
    if (!m_loadProblem.isEmpty())
        return m_loadProblem;
    const int count = includedCount();
    if (count == 0)
        return tr("None of these payments can be captured as it is.");
    const auto wrong = [](const CaptureRow &row) { return row.included && !row.amount; };
    if (std::ranges::any_of(m_rows, wrong))
        return tr("An amount is wrong: see the marked rows.");
    const QString expected = QString::number(count);
    if (needsTypedCount() && m_typedCount.trimmed() != expected)
        //: %1 is a number of payments
        return tr("To go on, type how many payments are captured: %1.").arg(expected);
    return {};
}

QString CaptureManyEditor::actionText() const
{
    const int count = includedCount();
    if (count == 1)
        return tr("Capture 1 payment");
    //: %1 is a number of payments, never 1
    return tr("Capture %1 payments").arg(QLocale().toString(count));
}

void CaptureManyEditor::setIncluded(int row, bool included)
{
    if (m_phase != Phase::Planning || (included && !canInclude(m_rows.at(row))))
        return;
    m_rows[row].included = included;
    emit rowChanged(row);
    emit planChanged();
}

void CaptureManyEditor::setAmountText(int index, const QString &typed)
{
    CaptureRow &row = m_rows[index];
    if (m_phase != Phase::Planning || !canInclude(row))
        return;
    const Currency currency = row.payment.currency;
    const Result<Money> money = moneyFromInput(typed, currency, QLocale());
    row.typedAmount = typed;
    if (money) {
        chooseAmount(m_workspace, *money, row);
    } else {
        row.amount.reset();
        row.problem = moneyInputProblem(money.error(), currency, QLocale());
    }
    emit rowChanged(index);
    emit planChanged();
}

void CaptureManyEditor::setTypedCount(const QString &typed)
{
    m_typedCount = typed;
    emit planChanged();
}

void CaptureManyEditor::start()
{
    if (!canStart())
        return;
    queueRows();
    setPhase(Phase::Running);
    send();
}

void CaptureManyEditor::queueRows()
{
    QHash<PaymentId, int> last;
    for (int row = 0; row < m_rows.size(); ++row) {
        if (!m_rows.at(row).included)
            continue;
        m_queue.append(row);
        const auto before = last.constFind(m_rows.at(row).id);
        if (before == last.cend())
            m_ready.prepend(row);
        else
            m_behind.insert(*before, row);
        last.insert(m_rows.at(row).id, row);
    }
}

void CaptureManyEditor::send()
{
    while (!m_cancelled && m_inFlight < kInFlight && !m_ready.isEmpty()) {
        const int index = m_ready.takeLast();
        CaptureRow &row = m_rows[index];
        row.state = CaptureRowState::InFlight;
        ++m_inFlight;
        CapturePayment command;
        command.caller = m_workspace.caller;
        command.id = row.id;
        command.amount = row.amount;
        command.clientOperationId = row.operationId;
        emit rowChanged(index);
        whenDone(m_workspace.payments.capture(std::move(command)), this,
                 [this, index](const Result<Payment> &answer) { onAnswer(index, answer); });
    }
    if (m_inFlight == 0 && m_phase == Phase::Running)
        setPhase(Phase::Finished);
}

void CaptureManyEditor::onAnswer(int row, const Result<Payment> &answer)
{
    --m_inFlight;
    ++m_answered;
    applyCaptureAnswer(m_workspace, answer, m_rows[row]);
    const auto behind = m_behind.constFind(row);
    if (behind != m_behind.cend()) {
        if (answer)
            m_rows[*behind].payment = *answer; // what the next part is taken from
        if (!m_cancelled)
            m_ready.append(*behind);
    }
    emit rowChanged(row);
    emit progressed();
    send();
}

void CaptureManyEditor::cancelRest()
{
    if (m_phase != Phase::Running || m_cancelled)
        return;
    m_cancelled = true;
    m_ready.clear();
    for (const int index : std::as_const(m_queue)) {
        if (m_rows.at(index).state != CaptureRowState::Planned)
            continue;
        m_rows[index].state = CaptureRowState::NotSent;
        m_rows[index].outcome = tr("Not sent: you cancelled the rest. It is still held.");
        ++m_answered;
        emit rowChanged(index);
    }
    emit progressed();
    send();
}

void CaptureManyEditor::onPaymentChanged(const PaymentId &id)
{
    for (const int row : m_rowsOf.value(id)) {
        const CaptureRowState state = m_rows.at(row).state;
        const bool planned = state == CaptureRowState::Planned && m_phase == Phase::Planning;
        const bool open = state == CaptureRowState::NotKnown || state == CaptureRowState::Pending;
        if (planned || open)
            refresh(row);
    }
}

void CaptureManyEditor::refresh(int row)
{
    whenDone(m_workspace.payments.find(m_workspace.caller.merchantId, m_rows.at(row).id), this,
             [this, row](const Result<PaymentDetails> &found) { onRefreshed(row, found); });
}

void CaptureManyEditor::onRefreshed(int index, const Result<PaymentDetails> &details)
{
    if (index >= m_rows.size() || (details && m_rows.at(index).id != details->payment.id))
        return; // another plan by now
    CaptureRow &row = m_rows[index];
    if (!details || row.state == CaptureRowState::InFlight)
        return;
    if (row.state == CaptureRowState::Planned && m_phase == Phase::Planning) {
        const bool changed = details->payment.version != row.payment.version;
        if (changed && row.line > 0)
            outdateRow(row);
        else if (changed) // what was ticked or typed was for something that no longer holds
            row = captureRowOf(m_workspace, details->payment);
        emit rowChanged(index);
        emit planChanged();
    } else if (row.state != CaptureRowState::Planned) {
        applyCaptureAnswer(m_workspace, details->payment, row);
        emit rowChanged(index);
        emit progressed();
    }
}

void CaptureManyEditor::setPhase(Phase phase)
{
    m_phase = phase;
    emit phaseChanged();
}

QString CaptureManyEditor::summary() const
{
    const QString amounts = DisplayText::moneyList(capturedTotals(), QLocale());
    const auto number = [this](Section section) { return QLocale().toString(countIn(section)); };
    const int captured = countIn(Section::Captured);
    //: %1 and %2 are numbers of payments, %3 amounts of money such as "100.00 EUR and 5.00 USD"
    QStringList parts{
        captured > 0
            ? tr("Captured %1 of %2: %3.")
                  .arg(QLocale().toString(captured), QLocale().toString(sentTotal()), amounts)
            : tr("Captured none of %1.").arg(QLocale().toString(sentTotal()))};
    if (countIn(Section::Refused) > 0)
        //: %1 is a number of payments
        parts.append(tr("Refused: %1.").arg(number(Section::Refused)));
    if (countIn(Section::NotKnown) > 0)
        //: %1 is a number of payments
        parts.append(tr("Not known yet: %1.").arg(number(Section::NotKnown)));
    if (countIn(Section::NotSent) > 0)
        //: %1 is a number of payments
        parts.append(tr("Not sent: %1.").arg(number(Section::NotSent)));
    return parts.join(u' ');
}

QString CaptureManyEditor::report() const
{
    QStringList lines{summary()};
    for (const int index : m_queue) {
        const CaptureRow &row = m_rows.at(index);
        lines.append(row.id.value + u'\t' + row.payment.orderReference + u'\t'
                     + shownMoney(row.amount.value_or(0), row.payment.currency) + u'\t'
                     + row.outcome);
    }
    return lines.join(u'\n');
}

#include "services/engine/scheduler.h"

#include "services/engine/accountrecord.h"
#include "services/engine/heldcards.h"
#include "services/engine/methodkeeping.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kTickMs = 500;
constexpr int kMostAtOnce = 32;
constexpr qint64 kSweepEveryMs = 30'000;
constexpr qint64 kAskAgainAfterMs = 3'600'000;
constexpr qint64 kTryAgainAfterMs = 60'000;
constexpr qint64 kWipeEveryMs = 10'000;
constexpr qsizetype kMostRemembered = 10'000;

} // namespace

Scheduler::Scheduler(EngineCore &core, OperationRunner &runner)
    : m_core(core)
    , m_runner(runner)
    , m_detacher(core)
    , m_health(core)
{
    connect(&m_timer, &QTimer::timeout, this, &Scheduler::tick);
}

void Scheduler::start()
{
    m_timer.start(static_cast<int>(m_core.clock.waitMs(kTickMs)));
    tick();
}

void Scheduler::tick()
{
    if (m_core.writes.isDegraded())
        return; // what is learned could not be written down
    checkDueOperations();
    sendDueRefunds();
    captureWhatIsDue();
    m_detacher.tick();
    wipeExpiredCards();
    wipeRemoved();
    const qint64 nowMs = m_core.clock.nowMs();
    if (nowMs >= m_nextSweepMs) {
        m_nextSweepMs = nowMs + kSweepEveryMs;
        askAboutExpired();
        dropOldKeys();
        m_health.keep();
    }
}

void Scheduler::checkDueOperations()
{
    const auto due = m_core.operations.due(m_core.clock.nowMs(), kMostAtOnce);
    if (!due)
        return;
    for (const Operation &operation : *due) {
        if (!m_runner.isInFlight(operation.id))
            m_runner.check(operation.merchantId, operation.id, [](const Result<Payment> &) {});
    }
}

void Scheduler::captureWhatIsDue()
{
    const auto due = m_core.payments.dueCaptures(m_core.clock.nowMs(), kMostAtOnce);
    for (const Payment &payment : due.value_or({})) {
        CapturePayment command;
        command.caller = {payment.merchantId, u"system"_s};
        command.id = payment.id;
        start(payment.id.value, payment.id,
              [command](Reservation &reservation) { return reservation.capture(command); });
    }
}

void Scheduler::sendDueRefunds()
{
    const auto due = m_core.refunds.due(m_core.clock.nowMs(), kMostAtOnce);
    for (const Refund &refund : due.value_or({})) {
        const MerchantId merchant = refund.merchantId;
        const RefundId id = refund.id;
        start(id.value, refund.paymentId, [merchant, id](Reservation &reservation) {
            return reservation.refundNow(merchant, id);
        });
    }
}

void Scheduler::start(const QString &what, const PaymentId &payment, const BeginHalf &begin)
{
    const qint64 nowMs = m_core.clock.steadyMs();
    if (m_notBeforeMs.value(what, 0) > nowMs)
        return;
    if (m_notBeforeMs.size() > kMostRemembered)
        m_notBeforeMs.clear();
    // What is refused (the payment is busy) or cannot be sent stays due, and is tried again.
    m_notBeforeMs.insert(what, nowMs + kTryAgainAfterMs);
    runCommand(m_core, m_runner, payment, begin, [](const Result<Payment> &) {});
}

void Scheduler::wipeExpiredCards()
{
    if (m_isWiping || m_core.payments.expiredCards(m_core.clock.nowMs(), 1).value_or({}).isEmpty())
        return;
    m_isWiping = true;
    heldcards::wipeExpired(m_core, [this](const QList<Payment> &wiped) {
        m_isWiping = false;
        for (const Payment &payment : wiped)
            m_runner.publish(payment);
    });
}

void Scheduler::wipeRemoved()
{
    const qint64 nowMs = m_core.clock.steadyMs();
    if (!m_core.ciphertextRemoved || nowMs < m_nextWipeMs)
        return;
    m_nextWipeMs = nowMs + kWipeEveryMs;
    methodkeeping::wipeRemoved(m_core);
}

void Scheduler::dropOldKeys()
{
    if (!m_core.vault.isUnlocked())
        return; // they cannot be taken out of their record
    const auto due = m_core.setups.withOldKeys(m_core.clock.nowMs());
    for (const ConnectorAccount &setup : due.value_or({})) {
        const auto half = [this, account = setup.account] {
            return accountrecord::dropOldKeys(m_core, account.merchantId, account.id);
        };
        m_core.writes.enqueue(half, [](const Result<> &) {});
    }
}

void Scheduler::askAboutExpired()
{
    const qint64 nowMs = m_core.clock.nowMs();
    if (m_lastAskedMs.size() > kMostRemembered)
        m_lastAskedMs.clear();
    const auto askOnce = [&](const MerchantId &merchant, const PaymentId &payment) {
        if (nowMs - m_lastAskedMs.value(payment.value, 0) < kAskAgainAfterMs)
            return;
        m_lastAskedMs.insert(payment.value, nowMs);
        const auto operations = m_core.operations.forPayment(merchant, payment);
        if (!operations)
            return;
        for (const Operation &operation : *operations) {
            const bool authorization =
                operation.kind == OperationKind::Authorize || operation.kind == OperationKind::Sale;
            if (authorization && !m_runner.isInFlight(operation.id))
                m_runner.check(merchant, operation.id, [](const Result<Payment> &) {});
        }
    };
    const auto holds = m_core.payments.expiredHolds(nowMs, kMostAtOnce);
    const auto challenges = m_core.payments.expiredChallenges(nowMs, kMostAtOnce);
    for (const Payment &payment : holds.value_or({}))
        askOnce(payment.merchantId, payment.id);
    for (const Attempt &attempt : challenges.value_or({}))
        askOnce(attempt.merchantId, attempt.paymentId);
}

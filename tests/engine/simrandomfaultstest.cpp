#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/ledgercheck.h"
#include "tests/support/seed.h"

#include <QElapsedTimer>

#include <random>

using namespace Qt::StringLiterals;

/// Operators who do what comes to mind, on a bank and a wire that go wrong at random, with restarts
/// in between. At every step the program's own rows must add up; once the faults stop everything
/// must become known, and the bank's ledger must agree.
///
/// As many runs as fit a minute and a half; ORCHESTRATORX_SIM_SEEDS says how many instead,
/// ORCHESTRATORX_TEST_SEED where they begin.
class SimRandomFaultsTest : public QObject
{
    Q_OBJECT

public:
    /// Hundreds of seeds take longer than one function otherwise may.
    static void initMain()
    {
        if (!qEnvironmentVariableIsSet("QTEST_FUNCTION_TIMEOUT"))
            qputenv("QTEST_FUNCTION_TIMEOUT", "7200000");
    }

private slots:
    void initTestCase()
    {
        testSeed();
        awaitsAtOnce = true;
    }
    void sim_random_faults();
};

namespace {

constexpr int kPayments = 100;
constexpr int kStepsAPayment = 4;
constexpr int kMostInFlight = 12;
constexpr int kMostRounds = 400;
constexpr qint64 kBudgetMs = 90'000;
constexpr qint64 kLongestWaitMs = 5; ///< of any timer, be it for a second or a minute

constexpr std::array kCards = {
    "4242424242424242", "5555555555554444", "4000009902000002", "4000000000000002",
    "4000009903030008", "4000000000003220", "4000009904010009", "4000009905020007",
    "4000009905030006", "4000009905040005", "4000009905050004", "4000009905070002",
    "4000009905080001", "4000009905090000", "4000009905100007", "4000009906030005",
    "4000009906040004", "4000009906050003", "4000009907010006", "4000009907020005",
    "4000009907040003", "4000009907050002"};

constexpr std::array kFaults = {
    BankFault::TimeoutBefore, BankFault::TimeoutAfter, BankFault::ResetBefore,
    BankFault::ResetAfter,    BankFault::CloseNoReply, BankFault::Http500,
    BankFault::Http500Done,   BankFault::Http503Html,  BankFault::Garbage,
    BankFault::Empty,         BankFault::Truncated,    BankFault::RateLimited,
    BankFault::InUse};

/// One seed's run.
class Run
{
public:
    explicit Run(quint64 seed) : m_dice(seed), m_world({.timeoutMs = 2, .inMemory = true})
    {
        m_world.clock().setLongestWait(kLongestWaitMs);
    }

    /// What went wrong; empty when nothing did.
    QString go()
    {
        if (!m_world.start())
            return u"the engine does not start"_s;
        for (int step = 0; step < kPayments * kStepsAPayment; ++step) {
            const QString problem = act();
            if (!problem.isEmpty())
                return u"step %1: %2"_s.arg(step).arg(problem);
        }
        settleAnswers(0);
        return heal();
    }

private:
    int roll(int sides) { return static_cast<int>(m_dice() % static_cast<quint64>(sides)); }
    const PaymentId &somePayment() { return m_ids.at(roll(static_cast<int>(m_ids.size()))); }

    QString act()
    {
        if (roll(4) == 0)
            m_world.bank().injectFault(kFaults.at(size_t(roll(int(kFaults.size())))));
        if (roll(25) == 0)
            m_world.wire().setReachable(roll(3) != 0);
        if (roll(10) == 0)
            m_world.advance(1000LL * (1 + roll(90)));
        if (roll(150) == 0 && !m_world.restart())
            return u"the engine does not start again"_s;
        const int choice = m_ids.isEmpty() ? 0 : roll(9);
        if (choice <= 2 && m_ids.size() < kPayments)
            return create();
        const PaymentId id = somePayment();
        switch (choice) {
        case 3:
        case 4: capture(id); break;
        case 5: m_answers.append(m_world.payments().cancel({m_world.caller(), id, {}, {}})); break;
        case 6: m_answers.append(m_world.payments().sync({m_world.caller(), id})); break;
        case 7: refund(id); break;
        default: return checkRows(m_world.details(id));
        }
        settleAnswers(kMostInFlight);
        return {};
    }

    QString create()
    {
        constexpr std::array methods = {CaptureMethod::Automatic, CaptureMethod::Manual,
                                        CaptureMethod::ManualMultiple, CaptureMethod::Scheduled};
        const CaptureMethod method = methods.at(size_t(roll(4)));
        CreatePayment command = m_world.draft(100 + roll(9'900), method);
        if (method == CaptureMethod::Scheduled)
            command.captureOnMs = m_world.clock().nowMs() + 1000LL * (1 + roll(3'600));
        command.partialAuthorizationAllowed = roll(2) == 0;
        const Payment made = m_world.created(std::move(command));
        if (made.id.isEmpty())
            return u"a payment was not made"_s;
        m_ids.append(made.id);
        m_answers.append(m_world.payments().confirm(
            m_world.confirmation(made.id, kCards.at(size_t(roll(int(kCards.size())))))));
        return {};
    }

    void capture(const PaymentId &id)
    {
        const std::optional<qint64> amount =
            roll(3) == 0 ? std::nullopt : std::optional<qint64>(1 + roll(6'000));
        m_answers.append(
            m_world.payments().capture({m_world.caller(), id, amount, roll(4) == 0, {}}));
    }

    void refund(const PaymentId &id)
    {
        CreateRefund command;
        command.caller = m_world.caller();
        command.paymentId = id;
        command.amount = 1 + roll(5'000);
        if (roll(4) == 0)
            command.dueAtMs = m_world.clock().nowMs() + 1000LL * (1 + roll(600));
        m_refunds.append(m_world.refunds().create(std::move(command)));
    }

    /// Refusals are fine: the operators do not look before they act.
    void settleAnswers(int most)
    {
        while (m_answers.size() > most)
            static_cast<void>(EngineWorld::await(m_answers.takeFirst()));
        while (m_refunds.size() > most)
            static_cast<void>(EngineWorld::await(m_refunds.takeFirst()));
    }

    static bool isOver(const PaymentDetails &details)
    {
        const bool planned = details.payment.captureOnMs > 0
                             && details.payment.status == PaymentStatus::RequiresCapture;
        return !planned && std::ranges::none_of(details.operations, [](const Operation &o) {
            return isOpen(o.state);
        }) && std::ranges::none_of(details.refunds, [](const Refund &r) { return r.dueAtMs > 0; });
    }

    /// Nothing goes wrong any more; time passes until nothing is open.
    QString heal()
    {
        m_world.wire().setReachable(true);
        QList<PaymentId> open = m_ids;
        for (int round = 0; round < kMostRounds && !open.isEmpty(); ++round) {
            for (const PaymentId &id : std::as_const(open))
                m_answers.append(m_world.payments().sync({m_world.caller(), id}));
            settleAnswers(0);
            if (round > 2)
                m_world.advance(61'000);
            open.removeIf([this](const PaymentId &id) { return isOver(m_world.details(id)); });
        }
        if (!open.isEmpty())
            return u"%1 is still open"_s.arg(open.first().value);
        for (const PaymentId &id : std::as_const(m_ids)) {
            const QString problem = m_world.settledProblems(id);
            if (!problem.isEmpty())
                return u"%1: %2\n%3"_s.arg(id.value, problem, story(id));
        }
        return {};
    }

    /// What happened to a payment, on both sides.
    QString story(const PaymentId &id)
    {
        QStringList lines;
        for (const PaymentStep &step : m_world.details(id).steps)
            lines.append(u"%1 %2 %3 %4 %5"_s.arg(step.event, toText(step.status),
                                                 step.attemptStatus, QString::number(step.amount),
                                                 step.code));
        return (lines + m_world.effects(id)).join(u'\n');
    }

    std::mt19937_64 m_dice;
    EngineWorld m_world;
    QList<PaymentId> m_ids;
    QList<QFuture<Result<Payment>>> m_answers;
    QList<QFuture<Result<Refund>>> m_refunds;
};

} // namespace

void SimRandomFaultsTest::sim_random_faults()
{
    bool given = false;
    const int wanted = qEnvironmentVariableIntValue("ORCHESTRATORX_SIM_SEEDS", &given);
    QElapsedTimer timer;
    timer.start();
    int i = 0;
    for (; given ? i < wanted : timer.elapsed() < kBudgetMs; ++i) {
        const quint64 seed = testSeed() + quint64(i);
        const QString problem = Run(seed).go();
        QVERIFY2(problem.isEmpty(), qPrintable(u"seed %1: %2"_s.arg(seed).arg(problem)));
    }
    qInfo("%d seeds in %lld s", i, timer.elapsed() / 1000);
}

QTEST_GUILESS_MAIN(SimRandomFaultsTest)
#include "simrandomfaultstest.moc"

#include "tests/engine/expect.h"
#include "tests/support/facenewsworld.h"
#include "tests/support/ledgercheck.h"
#include "tests/support/seed.h"

#include <QRegularExpression>

#include <random>

using namespace Qt::StringLiterals;

namespace {

const auto kVisa = "4242424242424242";
const auto kChallenged = "4000000000003220";
constexpr int kMostRounds = 14;
constexpr qint64 kRoundMs = 11LL * 60'000; ///< longer than it takes to give up what never arrived

/// A world of one connector. Its processor tells what happens where it cannot be asked.
struct Table
{
    explicit Table(const QString &connector)
    {
        const WorldSetup setup{.timeoutMs = 20, .inMemory = true};
        if (connector == "simulator"_L1) {
            plain = std::make_unique<EngineWorld>(setup);
            world = plain.get();
            begun = world->start().has_value();
            world->clock().setLongestWait(5);
            return;
        }
        told.reset(connector == "adyen"_L1 ? FaceNewsWorld::adyen(setup)
                                           : FaceNewsWorld::stripe(setup));
        world = told.get();
        begun = told->begun;
    }

    bool isOpenStill(const PaymentId &id) const
    {
        const QList<Operation> operations = world->details(id).operations;
        return std::ranges::any_of(operations, [](const Operation &o) { return isOpen(o.state); });
    }
    /// Nothing goes wrong any more, and time passes. `hears` whether news come before the program
    /// has given up waiting for them; `leavesRest` that the processor holds what is not captured.
    QString settle(const PaymentId &id, bool hears, bool leavesRest)
    {
        for (int round = 0; round < kMostRounds && isOpenStill(id); ++round) {
            if (told && (hears || round > 0) && told->carry(told->told()) != 0)
                return u"news are refused"_s;
            // What they are about may have to be asked about first, or time has to pass.
            if (QTest::qWaitFor([&] { return !isOpenStill(id); }, told ? 50 : 0))
                break;
            world->advance(kRoundMs);
            (void)world->sync(id);
            for (const Refund &refund : world->details(id).refunds)
                (void)world->syncRefund(refund.id);
        }
        if (told && told->hear(FaceNewsWorld::Order::TwiceBackwards) != 0)
            return u"late news are refused, or never worked off"_s;
        if (isOpenStill(id))
            return u"still open"_s;
        if (!told)
            return world->settledProblems(id);
        return leavesRest ? world->problems(id) : told->disagreement(id);
    }

    std::unique_ptr<EngineWorld> plain;
    std::unique_ptr<FaceNewsWorld> told;
    EngineWorld *world = nullptr; ///< either
    bool begun = false;
};

/// How many of the bank's effects of that kind there are.
qsizetype effectCount(EngineWorld &world, const PaymentId &id, const QString &kind)
{
    return world.effects(id).filter(QRegularExpression(u"\\A"_s + kind + u" "_s)).size();
}

} // namespace

/// Every kind of fault, in every flow, at every connector: once, or again and again, as the seed
/// has it. Afterwards everything is known, nothing happened twice, and the bank agrees.
class EngineFaultMatrixTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void faultsFlowsConnectors_data();
    void faultsFlowsConnectors();

private:
    static PaymentId begin(EngineWorld &world, const QString &flow);
    static void step(EngineWorld &world, const PaymentId &id, const QString &flow);
};

void EngineFaultMatrixTest::faultsFlowsConnectors_data()
{
    QTest::addColumn<QString>("connector");
    QTest::addColumn<BankFault>("fault");
    QTest::addColumn<QString>("flow");
    const QStringList flows = {u"sale"_s,   u"hold"_s,   u"capture"_s,  u"part"_s,
                               u"cancel"_s, u"refund"_s, u"challenge"_s};
    constexpr std::array faults = {
        BankFault::TimeoutBefore, BankFault::TimeoutAfter, BankFault::ResetBefore,
        BankFault::ResetAfter,    BankFault::CloseNoReply, BankFault::Http500,
        BankFault::Http500Done,   BankFault::Http503Html,  BankFault::Garbage,
        BankFault::Empty,         BankFault::Truncated,    BankFault::RateLimited,
        BankFault::InUse};
    for (const QString &connector : {u"simulator"_s, u"stripe"_s, u"adyen"_s}) {
        for (const BankFault fault : faults) {
            for (const QString &flow : flows)
                QTest::addRow("%s, %s, %s", qPrintable(connector), qPrintable(toText(fault)),
                              qPrintable(flow))
                    << connector << fault << flow;
        }
    }
}

PaymentId EngineFaultMatrixTest::begin(EngineWorld &world, const QString &flow)
{
    if (flow == "sale"_L1 || flow == "hold"_L1 || flow == "challenge"_L1) {
        const bool holds = flow == "hold"_L1;
        return world
            .created(world.draft(6000, holds ? CaptureMethod::Manual : CaptureMethod::Automatic))
            .id;
    }
    const bool sells = flow == "refund"_L1;
    const auto paid =
        world.pay(6000, sells ? CaptureMethod::Automatic : CaptureMethod::Manual, kVisa);
    return paid ? paid->id : PaymentId();
}

void EngineFaultMatrixTest::step(EngineWorld &world, const PaymentId &id, const QString &flow)
{
    if (flow == "sale"_L1 || flow == "hold"_L1)
        (void)world.confirm(id, kVisa);
    else if (flow == "challenge"_L1)
        (void)world.confirm(id, kChallenged);
    else if (flow == "capture"_L1)
        (void)world.capture(id);
    else if (flow == "part"_L1)
        (void)world.capture(id, 2000);
    else if (flow == "cancel"_L1)
        (void)world.cancel(id);
    else
        (void)world.refund(id, 2500);
}

void EngineFaultMatrixTest::faultsFlowsConnectors()
{
    QFETCH(const QString, connector);
    QFETCH(const BankFault, fault);
    QFETCH(const QString, flow);
    std::mt19937_64 dice(testSeed() + qHash(QString(connector + toText(fault) + flow), size_t(0)));
    Table table(connector);
    QVERIFY(table.begun);
    EngineWorld &world = *table.world;
    const PaymentId id = begin(world, flow);
    QVERIFY(!id.isEmpty());
    const int times = 1 + static_cast<int>(dice() % 4);
    const bool hears = dice() % 2 == 0;
    const bool returns = dice() % 2 == 0;
    world.bank().injectFault(fault, times);
    step(world, id, flow);
    if (flow == "challenge"_L1 && returns
        && world.payment(id).status == PaymentStatus::RequiresCustomerAction) {
        const QUrl back = world.answerChallenge(id, "approve");
        (void)EngineWorld::await(
            world.payments().resume(back.path().section(u'/', -1), back.query(QUrl::FullyEncoded)));
    }
    const QString problem = table.settle(id, hears, connector == "adyen"_L1 && flow == "part"_L1);
    QVERIFY2(problem.isEmpty(), qPrintable(u"%1 times, %2: %3\n%4"_s.arg(
                                    QString::number(times), hears ? u"heard"_s : u"not heard"_s,
                                    problem, world.effects(id).join(u", "_s))));
    for (const auto &kind : {u"authorize"_s, u"capture"_s, u"refund"_s, u"void"_s})
        QVERIFY(effectCount(world, id, kind) <= 1);
}

QTEST_GUILESS_MAIN(EngineFaultMatrixTest)
#include "enginefaultmatrixtest.moc"

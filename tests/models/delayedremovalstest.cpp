#include "models/delayedremovals.h"

#include "services/core/async.h"
#include "tests/support/fakecustomers.h"
#include "tests/support/manualclock.h"
#include "tests/support/seed.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int kDelayMs = 40; ///< the clock is moved by hand, this is how often it is looked at

/// Somebody with three cards.
struct World
{
    World()
    {
        for (int number : {1, 2, 3})
            methods.all.append(FakeSavedMethods::sample(customer, number));
        QObject::connect(&events, &Events::customerChanged, &events,
                         [this](const CustomerId &id) { told.append(id); });
    }
    PaymentMethodId id(int index) const { return methods.all.at(index).id; }
    void remove(int index)
    {
        bool answered = false;
        whenDone(removals.remove(caller, id(index)), &removals,
                 [&](const Result<SavedMethod> &answer) {
                     QVERIFY(answer.has_value());
                     answered = true;
                 });
        QTRY_VERIFY(answered);
    }
    QList<PaymentMethodId> shown()
    {
        std::optional<QList<SavedMethod>> list;
        whenDone(removals.list(caller.merchantId, customer, 10), &removals,
                 [&](const Result<QList<SavedMethod>> &answer) { list = answer.value_or({}); });
        [&] { QTRY_VERIFY(list); }();
        QList<PaymentMethodId> ids;
        for (const SavedMethod &method : list.value_or(QList<SavedMethod>()))
            ids.append(method.id);
        return ids;
    }

    const CustomerId customer{u"cus_1"_s};
    const Caller caller{{u"merchant_test"_s}, u"operator:Robin"_s};
    ManualClock clock;
    Events events;
    FakeSavedMethods methods;
    QList<CustomerId> told;
    DelayedRemovals removals{methods, events, clock, nullptr, kDelayMs};
};

} // namespace

/// A removed card can be taken back for a while; then, and only then, it goes.
class DelayedRemovalsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void leavesTheListsAtOnceAndGoesLater();
    void isTakenBack();
    void lastOneIsTakenBackFirst();
    void closingRemovesWhatWaits();
    void nothingIsDoneWhenNobodyCloses();
    void refusalIsToldAndShownAgain();
    void goneMeanwhileIsNoFailure();
    void unknownOneIsRefused();
};

void DelayedRemovalsTest::leavesTheListsAtOnceAndGoesLater()
{
    World world;
    world.remove(1);
    QCOMPARE(world.shown(), QList({world.id(0), world.id(2)}));
    QCOMPARE(world.told.size(), 1);
    QCOMPARE(world.removals.last()->id, world.id(1));
    QCOMPARE(world.removals.lastUntilMs(), world.clock.nowMs() + kDelayMs);
    world.remove(1 - 1); // another one
    QCOMPARE(world.removals.count(), 2);
    QTest::qWait(3 * kDelayMs);
    QVERIFY(world.methods.removed.isEmpty()); // the clock stands still
    world.clock.advance(kDelayMs);
    QTRY_COMPARE(world.methods.removed, QList({world.id(1), world.id(0)}));
    QCOMPARE(world.removals.count(), 0);
    QVERIFY(!world.removals.last());
}

void DelayedRemovalsTest::isTakenBack()
{
    World world;
    world.remove(0);
    world.removals.undo();
    QCOMPARE(world.shown().size(), 3);
    QCOMPARE(world.told.size(), 2);
    world.clock.advance(10 * kDelayMs);
    QTest::qWait(3 * kDelayMs);
    QVERIFY(world.methods.removed.isEmpty());
    world.removals.undo(); // there is nothing any more
    QCOMPARE(world.told.size(), 2);
}

void DelayedRemovalsTest::lastOneIsTakenBackFirst()
{
    World world;
    world.remove(0);
    world.clock.advance(kDelayMs / 2);
    world.remove(2);
    world.removals.undo();
    QCOMPARE(world.shown(), QList({world.id(1), world.id(2)}));
    world.clock.advance(kDelayMs);
    QTRY_COMPARE(world.methods.removed, QList({world.id(0)}));
}

void DelayedRemovalsTest::closingRemovesWhatWaits()
{
    World world;
    world.remove(0);
    world.remove(1);
    world.removals.finishAll();
    QCOMPARE(world.methods.removed, QList({world.id(0), world.id(1)})); // without waiting
    QCOMPARE(world.removals.count(), 0);
    world.removals.undo(); // too late
    QCOMPARE(world.removals.count(), 0);
}

void DelayedRemovalsTest::nothingIsDoneWhenNobodyCloses()
{
    FakeSavedMethods methods;
    const CustomerId customer{u"cus_1"_s};
    methods.all.append(FakeSavedMethods::sample(customer, 1));
    ManualClock clock;
    Events events;
    {
        DelayedRemovals removals(methods, events, clock);
        bool answered = false;
        whenDone(removals.remove({}, methods.all.first().id), &removals,
                 [&](const Result<SavedMethod> &) { answered = true; });
        QTRY_VERIFY(answered);
    } // as in a crash
    QVERIFY(methods.removed.isEmpty());
}

void DelayedRemovalsTest::refusalIsToldAndShownAgain()
{
    World world;
    QSignalSpy failed(&world.removals, &DelayedRemovals::failed);
    world.methods.removeAnswers.standing =
        Error{ErrorCode::AgreementActive, u"payment_method_id"_s};
    world.remove(0);
    world.clock.advance(kDelayMs);
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed.first().first().value<SavedMethod>().id, world.id(0));
    QCOMPARE(world.shown().size(), 3);
}

void DelayedRemovalsTest::goneMeanwhileIsNoFailure()
{
    World world;
    QSignalSpy failed(&world.removals, &DelayedRemovals::failed);
    world.methods.removeAnswers.standing = Error{ErrorCode::NotFound, u"payment_method_id"_s};
    world.remove(0);
    world.clock.advance(kDelayMs);
    QTRY_COMPARE(world.methods.removed.size(), 1);
    QTRY_COMPARE(world.shown().size(), 3); // its answer is here
    QCOMPARE(failed.count(), 0);
}

void DelayedRemovalsTest::unknownOneIsRefused()
{
    World world;
    std::optional<Error> refused;
    const auto ask = [&](const PaymentMethodId &id) {
        refused.reset();
        whenDone(world.removals.remove(world.caller, id), &world.removals,
                 [&](const Result<SavedMethod> &answer) { refused = answer.error(); });
        QTRY_VERIFY(refused);
        QCOMPARE(refused->code, ErrorCode::NotFound);
    };
    world.remove(0);
    ask(world.id(0)); // it is leaving already
    QCOMPARE(world.removals.count(), 1);
}

QTEST_GUILESS_MAIN(DelayedRemovalsTest)
#include "delayedremovalstest.moc"

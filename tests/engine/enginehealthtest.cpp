#include "services/engine/accountservice.h"
#include "services/storage/accounthealthstore.h"
#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

/// When an account last answered is known after a start, too.
class EngineHealthTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void theEndKeepsIt();
    void theScheduleKeepsIt();
};

namespace {

AccountHealth healthOf(EngineWorld &world)
{
    AccountService accounts(world.engine(), {});
    const auto all = EngineWorld::await(accounts.health(world.merchant()));
    return all ? all->value(0) : AccountHealth();
}

} // namespace

void EngineHealthTest::theEndKeepsIt()
{
    EngineWorld world;
    OX_OK(world.start());
    QCOMPARE(healthOf(world).lastSuccessMs, 0);
    OX_OK(world.pay(1000, CaptureMethod::Automatic, "4242424242424242"));
    const qint64 atMs = healthOf(world).lastSuccessMs;
    QVERIFY(atMs > 0);
    OX_OK(world.restart());
    const AccountHealth after = healthOf(world);
    QCOMPARE(after.lastSuccessMs, atMs);
    QCOMPARE(after.answered, 0); // since the start
    // A new answer counts for more than the old one.
    world.advance(60'000);
    OX_OK(world.pay(1000, CaptureMethod::Automatic, "4242424242424242"));
    QVERIFY(healthOf(world).lastSuccessMs > atMs);
}

void EngineHealthTest::theScheduleKeepsIt()
{
    EngineWorld world;
    OX_OK(world.start());
    OX_OK(world.pay(1000, CaptureMethod::Automatic, "4242424242424242"));
    const auto kept = [&world] {
        Database database;
        if (!database.open({world.file(), false, true}))
            return qint64(-1);
        const auto known = AccountHealthStore(database).lastSuccesses(world.merchant());
        return known ? known->value(world.account()) : qint64(-1);
    };
    QCOMPARE(kept(), 0);
    world.advance(40'000); // and the program runs on
    QTRY_VERIFY_WITH_TIMEOUT(kept() > 0, 30'000);
}

QTEST_GUILESS_MAIN(EngineHealthTest)
#include "enginehealthtest.moc"

#include "services/engine/enginecore.h"
#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

/// The disk fills up or breaks while payments are under way.
class EngineStorageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void outcomeIsKeptUntilThereIsSpace();
    void nothingIsSentThatIsNotWrittenDown();
    void degradedBeforeASecondSend();
    void io_fail_nth_data();
    void io_fail_nth();
    void disk_full_each_write_data();
    void disk_full_each_write();
    void refusedFiles_data();
    void refusedFiles();
    void stoppedEngineAnswers();

private:
    /// The writes after the next `after` ones fail so; times -1: until healed with times 0.
    static void failWrites(EngineWorld &world, int after, int nativeCode, int times);
    static void failNthWrite(int after, int code, bool forEver);
};

namespace {

constexpr int kFull = 13;
constexpr int kIoError = 10;
constexpr int kReadOnly = 8;
constexpr int kConfirmWrites = 18; ///< statements that write in a confirm, and one more

} // namespace

void EngineStorageTest::failWrites(EngineWorld &world, int after, int nativeCode, int times)
{
    Engine &engine = world.engine();
    const auto set =
        engine.start<bool>([&engine, after, nativeCode, times](const Reply<bool> &reply) {
#ifdef WITH_TEST_HOOKS
            engine.core().database.injectFailure(after, nativeCode, times);
#endif
            reply(true);
        });
    if (!EngineWorld::await(set))
        qWarning("could not set the failure");
}

void EngineStorageTest::outcomeIsKeptUntilThereIsSpace()
{
    WorldSetup setup;
    setup.timeoutMs = 5'000;
    EngineWorld world(setup);
    OX_OK(world.start());
    QStringList trouble;
    QObject context;
    QObject::connect(&world.engine().events(), &Events::storageTrouble, &context,
                     [&](const QString &reason) { trouble.append(reason); });
    const Payment payment = world.created(world.draft(6000));
    const Payment other = world.created(world.draft(7000));
    world.wire().setLatencyMs(300);
    const auto paying =
        world.payments().confirm(world.confirmation(payment.id, "4242424242424242"));
    QTRY_COMPARE(world.wire().calls().size(), 1); // reserved and on its way
    failWrites(world, 0, kFull, -1);
    QTRY_COMPARE(trouble.size(), 1);
    QVERIFY(!trouble.first().isEmpty());
    // The outcome is known here and nowhere else: nobody is told, nothing new is begun.
    QTest::qWait(1'200);
    QVERIFY(!paying.isFinished());
    QCOMPARE(toText(world.payment(payment.id).status), u"processing"_s); // reading goes on
    const qint64 requests = world.bank().requestCount();
    const Result<CreatedPayment> made =
        EngineWorld::await(world.payments().create(world.draft(8000)));
    QVERIFY(!made && made.error().code == ErrorCode::StorageUnavailable);
    const Result<Payment> refused = world.confirm(other.id, "4242424242424242");
    QVERIFY(!refused && refused.error().code == ErrorCode::StorageUnavailable);
    QCOMPARE(world.bank().requestCount(), requests);
    failWrites(world, 0, kFull, 0); // space again
    const Result<Payment> paid = EngineWorld::await(paying);
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"succeeded"_s);
    QTRY_COMPARE(trouble.size(), 2);
    QCOMPARE(trouble.last(), QString());
    QCOMPARE(world.settledProblems(payment.id), QString());
    world.wire().setLatencyMs(0);
    OX_OK(world.confirm(other.id, "4242424242424242"));
    QCOMPARE(world.settledProblems(other.id), QString());
}

void EngineStorageTest::nothingIsSentThatIsNotWrittenDown()
{
    EngineWorld world;
    OX_OK(world.start());
    for (const int code : {kFull, kIoError, kReadOnly}) {
        const Payment payment = world.created(world.draft(6000));
        const qint64 requests = world.bank().requestCount();
        failWrites(world, 0, code, -1);
        const Result<Payment> refused = world.confirm(payment.id, "4242424242424242");
        QVERIFY(!refused);
        QVERIFY2(refused.error().code == ErrorCode::StorageUnavailable
                     || refused.error().code == ErrorCode::DiskFull,
                 describe(refused).constData());
        QCOMPARE(world.bank().requestCount(), requests);
        QCOMPARE(toText(world.payment(payment.id).status), u"requires_confirmation"_s);
        failWrites(world, 0, code, 0);
        const auto confirmed = [&] {
            return world.confirm(payment.id, "4242424242424242").has_value();
        };
        QVERIFY(QTest::qWaitFor(confirmed, 10'000));
        QCOMPARE(toText(world.payment(payment.id).status), u"succeeded"_s);
        QCOMPARE(world.settledProblems(payment.id), QString());
    }
}

/// A first send never left; before the second could be written down the disk was full. The
/// operation must not be left in the air.
void EngineStorageTest::degradedBeforeASecondSend()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = world.created(world.draft(6000));
    world.wire().setReachable(false);
    const auto paying =
        world.payments().confirm(world.confirmation(payment.id, "4242424242424242"));
    QTRY_COMPARE(toText(world.details(payment.id).operations.value(0).state), u"prepared"_s);
    failWrites(world, 0, kFull, -1);
    QTest::qWait(1'500); // past the second try
    failWrites(world, 0, kFull, 0);
    const Result<Payment> answered = EngineWorld::await(paying);
    OX_OK(answered);
    QCOMPARE(toText(answered->status), u"requires_confirmation"_s);
    QVERIFY(!answered->hasOpenOperation);
    QCOMPARE(world.settledProblems(payment.id), QString());
    world.wire().setReachable(true);
    OX_OK(world.confirm(payment.id, "4242424242424242"));
    QCOMPARE(toText(world.payment(payment.id).status), u"succeeded"_s);
    QCOMPARE(world.settledProblems(payment.id), QString());
}

void EngineStorageTest::io_fail_nth_data()
{
    QTest::addColumn<int>("after");
    QTest::addColumn<bool>("forEver");
    for (int after = 0; after < kConfirmWrites; ++after)
        QTest::newRow(qPrintable(u"write %1"_s.arg(after))) << after << (after % 4 == 3);
}

void EngineStorageTest::io_fail_nth()
{
    QFETCH(const int, after);
    QFETCH(const bool, forEver);
    failNthWrite(after, kIoError, forEver);
}

void EngineStorageTest::disk_full_each_write_data()
{
    io_fail_nth_data();
}

void EngineStorageTest::disk_full_each_write()
{
    QFETCH(const int, after);
    QFETCH(const bool, forEver);
    failNthWrite(after, kFull, forEver);
}

/// The n-th write from the confirm on fails: the old state or the new one, and it heals.
void EngineStorageTest::failNthWrite(int after, int code, bool forEver)
{
    EngineWorld world;
    OX_OK(world.start());
    QStringList trouble;
    QObject context;
    QObject::connect(&world.engine().events(), &Events::storageTrouble, &context,
                     [&](const QString &reason) { trouble.append(reason); });
    const Payment payment = world.created(world.draft(6000, CaptureMethod::Manual));
    failWrites(world, after, code, forEver ? -1 : 1);
    const auto paying =
        world.payments().confirm(world.confirmation(payment.id, "4242424242424242"));
    QTest::qWait(forEver ? 400 : 100);
    failWrites(world, 0, code, 0);
    const Result<Payment> held = EngineWorld::await(paying);
    QVERIFY(held || held.error().code == ErrorCode::StorageUnavailable
            || held.error().code == ErrorCode::DiskFull);
    if (held)
        QCOMPARE(toText(held->status), u"requires_capture"_s);
    else
        QCOMPARE(toText(world.payment(payment.id).status), u"requires_confirmation"_s);
    // Every write of a confirm was met: the last row is one too many.
    const bool pastTheEnd = after == kConfirmWrites - 1;
    QCOMPARE(trouble.isEmpty(), pastTheEnd);
    QCOMPARE(world.problems(payment.id), QString());
    OX_OK(world.restart());
    QCOMPARE(world.settledProblems(payment.id), QString());
    QCOMPARE(world.column(u"PRAGMA integrity_check"_s), QStringList{u"ok"_s});
    if (!held)
        OX_OK(world.confirm(payment.id, "4242424242424242"));
    OX_OK(world.capture(payment.id, 6000));
    QCOMPARE(world.settledProblems(payment.id), QString());
}

void EngineStorageTest::refusedFiles_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("not_a_db") << QByteArray(4096, 'x') << ErrorCode::FileNotDatabase;
    QTest::newRow("short text") << "hello"_ba << ErrorCode::FileNotDatabase;
}

void EngineStorageTest::refusedFiles()
{
    QFETCH(const QByteArray, content);
    QFETCH(const ErrorCode, code);
    EngineWorld world;
    const QString name = world.folder() + u"/other.sqlite"_s;
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    file.close();
    SeededRandom random(testSeed());
    Engine engine({name, QUrl(u"http://127.0.0.1:18081/return/"_s), world.clock(), random,
                   [&] { return world.wire().makeTransport(); }});
    PaymentService payments(engine);
    const Result<bool> opened = EngineWorld::await(engine.open());
    QVERIFY(!opened);
    QVERIFY2(opened.error().code == code, describe(opened).constData());
    QVERIFY(opened.error().detail.contains(u"other.sqlite"_s));
    // The engine runs without a database and says so.
    const Result<CreatedPayment> made = EngineWorld::await(payments.create(world.draft(6000)));
    QVERIFY(!made && made.error().code == ErrorCode::StorageUnavailable);
    engine.stop();
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content); // untouched
}

void EngineStorageTest::stoppedEngineAnswers()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = world.created(world.draft(6000));
    world.wire().setSwallowing(true);
    const auto paying =
        world.payments().confirm(world.confirmation(payment.id, "4242424242424242"));
    QTRY_COMPARE(world.wire().calls().size(), 1);
    world.engine().stop();
    OX_REFUSED(EngineWorld::await(paying), ErrorCode::StorageUnavailable, QString());
    const auto late = world.payments().sync({world.caller(), payment.id});
    const Result<Payment> refused = EngineWorld::await(late);
    QVERIFY(!refused); // and nobody waits for ever
}

QTEST_GUILESS_MAIN(EngineStorageTest)
#include "enginestoragetest.moc"

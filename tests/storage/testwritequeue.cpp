#include "services/storage/writequeue.h"
#include "tests/storage/storageworld.h"
#include "tests/support/seed.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// Halves that wait share a commit, fail alone, and are told in order and only afterwards.
class TestWriteQueue : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void oneCommitForAGroup();
    void toldAfterTheCommitInOrder();
    void failingHalfLeavesTheOthers();
    void failingHalfAloneLeavesNothing();
    void groupsAreBounded();
    void halvesEnqueuedByDone();
    void overload();
    void failedHalfIsStorageFailure();
#ifdef WITH_TEST_HOOKS
    void degraded_data();
    void degraded();
    void mustSucceedKeepsItsOrder();
    void staysDegradedUntilTheDiskHeals();
    void drainCommitsWhatWaits();
#endif
};

namespace {

struct QueueWorld : StorageWorld
{
    QueueWorld()
    {
        queue.setRetryIntervalMs(20);
        queue.setBeforeCommit([this] { ++commits; });
    }

    WriteQueue::Half inserting(const QString &id)
    {
        return [this, id] {
            Payment fresh = payment(id);
            return payments.insert(fresh, {});
        };
    }
    WriteQueue::Done noting(const QString &id)
    {
        return [this, id](const Result<> &result) {
            told.append(id);
            errors.append(result ? QString()
                                 : QString::number(static_cast<int>(result.error().code)));
        };
    }
    void enqueue(const QString &id,
                 WriteQueue::Importance importance = WriteQueue::Importance::Normal)
    {
        queue.enqueue(inserting(id), noting(id), importance);
    }
    QString stored()
    {
        return value(u"SELECT group_concat(payment_id) FROM "
                     "(SELECT payment_id FROM payment ORDER BY row_id)"_s);
    }
    static QString codeOf(ErrorCode code) { return QString::number(static_cast<int>(code)); }

    WriteQueue queue{database};
    int commits = 0;
    QStringList told;
    QStringList errors;
};

} // namespace

void TestWriteQueue::oneCommitForAGroup()
{
    QueueWorld world;
    for (const QString &id : {u"a"_s, u"b"_s, u"c"_s})
        world.enqueue(id);
    QCOMPARE(world.queue.waiting(), 3);
    QVERIFY(world.told.isEmpty());
    QTRY_COMPARE(world.told, (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    QCOMPARE(world.commits, 1);
    QCOMPARE(world.stored(), u"a,b,c"_s);
    QCOMPARE(world.errors, (QStringList{{}, {}, {}}));
}

void TestWriteQueue::toldAfterTheCommitInOrder()
{
    QueueWorld world;
    Database reader;
    QVERIFY(reader.open({world.file, false, true}));
    bool committedBeforeTold = false;
    bool visibleWhenTold = false;
    world.queue.setAfterCommit([&] { committedBeforeTold = world.told.isEmpty(); });
    world.enqueue(u"a"_s);
    world.queue.enqueue(world.inserting(u"b"_s), [&](const Result<> &) {
        visibleWhenTold = PaymentStore(reader).find(world.merchant, {u"b"_s}).has_value();
        world.told.append(u"b"_s);
    });
    QTRY_COMPARE(world.told, (QStringList{u"a"_s, u"b"_s}));
    QVERIFY(committedBeforeTold);
    QVERIFY(visibleWhenTold);
}

void TestWriteQueue::failingHalfLeavesTheOthers()
{
    QueueWorld world;
    world.enqueue(u"a"_s);
    world.queue.enqueue(
        [&]() -> Result<> {
            Payment fresh = world.payment(u"b"_s);
            const Result<> inserted = world.payments.insert(fresh, {});
            return inserted ? Result<>(Error{ErrorCode::InvalidState}) : inserted;
        },
        world.noting(u"b"_s));
    world.enqueue(u"a"_s); // the same id again
    world.enqueue(u"c"_s);
    QTRY_COMPARE(world.told.size(), 4);
    QCOMPARE(world.errors, (QStringList{{},
                                        QueueWorld::codeOf(ErrorCode::InvalidState),
                                        QueueWorld::codeOf(ErrorCode::Duplicate),
                                        {}}));
    QCOMPARE(world.stored(), u"a,c"_s);
    QVERIFY(!world.queue.isDegraded());
}

void TestWriteQueue::failingHalfAloneLeavesNothing()
{
    QueueWorld world;
    world.queue.enqueue(
        [&]() -> Result<> {
            Payment fresh = world.payment(u"a"_s);
            const Result<> inserted = world.payments.insert(fresh, {});
            return inserted ? Result<>(Error{ErrorCode::InvalidState}) : inserted;
        },
        world.noting(u"a"_s));
    QTRY_COMPARE(world.errors, QStringList{QueueWorld::codeOf(ErrorCode::InvalidState)});
    QCOMPARE(world.stored(), QString());
    world.enqueue(u"b"_s);
    QTRY_COMPARE(world.stored(), u"b"_s);
}

void TestWriteQueue::groupsAreBounded()
{
    QueueWorld world;
    int told = 0;
    for (int i = 0; i < 1'100; ++i)
        world.queue.enqueue([] { return Result<>(); }, [&](const Result<> &) { ++told; });
    QTRY_COMPARE(told, 1'100);
    QCOMPARE(world.commits, 3);
}

void TestWriteQueue::halvesEnqueuedByDone()
{
    QueueWorld world;
    world.queue.enqueue(world.inserting(u"a"_s), [&](const Result<> &) {
        world.told.append(u"a"_s);
        world.enqueue(u"b"_s);
    });
    QTRY_COMPARE(world.told, (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(world.commits, 2);
}

void TestWriteQueue::overload()
{
    QueueWorld world;
    int done = 0;
    const auto nothing = [] { return Result<>(); };
    for (int i = 0; i < 10'000; ++i)
        world.queue.enqueue(nothing, [&](const Result<> &) { ++done; });
    world.enqueue(u"refused"_s);
    QCOMPARE(world.queue.waiting(), 10'000);
    QVERIFY(world.told.isEmpty()); // never from inside enqueue()
    world.enqueue(u"kept"_s, WriteQueue::Importance::MustSucceed);
    QTRY_COMPARE(done, 10'000);
    QTRY_COMPARE(world.told.size(), 2);
    QCOMPARE(world.told.constFirst(), u"refused"_s);
    QCOMPARE(world.errors.constFirst(), QueueWorld::codeOf(ErrorCode::Overloaded));
    QCOMPARE(world.stored(), u"kept"_s);
}

void TestWriteQueue::failedHalfIsStorageFailure()
{
    QueueWorld world;
    // A real limit of the file, met inside a half.
    world.value(
        u"PRAGMA max_page_count = %1"_s.arg(world.value(u"PRAGMA page_count"_s).toInt() + 3));
    QSignalSpy degraded(&world.queue, &WriteQueue::degraded);
    Payment big = world.payment(u"a"_s);
    big.metadataJson = QString(100'000, u'x');
    world.queue.enqueue([&] { return world.payments.insert(big, {}); }, world.noting(u"a"_s));
    world.enqueue(u"b"_s);
    QTRY_COMPARE(world.told.size(), 2);
    QCOMPARE(world.errors, (QStringList{QueueWorld::codeOf(ErrorCode::DiskFull),
                                        QueueWorld::codeOf(ErrorCode::DiskFull)}));
    QCOMPARE(world.stored(), QString());
    QTRY_VERIFY(!world.queue.isDegraded()); // the small probe fits
    QCOMPARE(degraded.count(), 2);
    QVERIFY(!degraded.at(0).at(0).toString().isEmpty());
    QVERIFY(degraded.at(1).at(0).toString().isEmpty());
    QVERIFY(world.isSound());
}

#ifdef WITH_TEST_HOOKS
void TestWriteQueue::degraded_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("after");
    QTest::addColumn<ErrorCode>("expected");
    const QList<std::pair<int, ErrorCode>> codes = {
        {13, ErrorCode::DiskFull},           {10, ErrorCode::StorageUnavailable},
        {8, ErrorCode::StorageUnavailable},  {11, ErrorCode::StorageUnavailable},
        {26, ErrorCode::StorageUnavailable}, {5, ErrorCode::StorageUnavailable}};
    for (const auto &[code, expected] : codes) {
        for (int after = 0; after < 4; ++after) // BEGIN, two inserts, COMMIT
            QTest::addRow("%d after %d", code, after) << code << after << expected;
    }
}

void TestWriteQueue::degraded()
{
    QFETCH(int, code);
    QFETCH(int, after);
    QFETCH(ErrorCode, expected);
    QueueWorld world;
    QSignalSpy degraded(&world.queue, &WriteQueue::degraded);
    world.database.injectFailure(after, code, -1);
    world.enqueue(u"normal"_s);
    world.enqueue(u"known"_s, WriteQueue::Importance::MustSucceed);
    QTRY_COMPARE(world.told, QStringList{u"normal"_s});
    QCOMPARE(world.errors, QStringList{QueueWorld::codeOf(expected)});
    QVERIFY(world.queue.isDegraded());
    QCOMPARE(degraded.count(), 1);
    QCOMPARE(world.stored(), QString());

    world.enqueue(u"refused"_s);
    world.enqueue(u"later"_s, WriteQueue::Importance::MustSucceed);
    QTRY_COMPARE(world.told, (QStringList{u"normal"_s, u"refused"_s}));
    QCOMPARE(world.errors.constLast(), QueueWorld::codeOf(ErrorCode::StorageUnavailable));

    world.database.injectFailure(0, 0, 0);
    QTRY_COMPARE(world.told, (QStringList{u"normal"_s, u"refused"_s, u"known"_s, u"later"_s}));
    QVERIFY(!world.queue.isDegraded());
    QCOMPARE(degraded.count(), 2);
    QCOMPARE(world.stored(), u"known,later"_s);
    world.enqueue(u"again"_s);
    QTRY_COMPARE(world.stored(), u"known,later,again"_s);
}

void TestWriteQueue::mustSucceedKeepsItsOrder()
{
    QueueWorld world;
    world.database.injectFailure(0, 10, 5);
    QStringList expected;
    for (int i = 0; i < 20; ++i) {
        expected.append(QString::number(i));
        world.enqueue(expected.constLast(), WriteQueue::Importance::MustSucceed);
    }
    QTRY_COMPARE(world.told, expected);
    QCOMPARE(world.stored(), expected.join(u','));
}

void TestWriteQueue::staysDegradedUntilTheDiskHeals()
{
    QueueWorld world;
    QSignalSpy degraded(&world.queue, &WriteQueue::degraded);
    world.database.injectFailure(0, 10, 4); // the group and three probes
    world.enqueue(u"a"_s);
    QTRY_COMPARE(degraded.count(), 1);
    QTRY_VERIFY(!world.queue.isDegraded());
    QCOMPARE(degraded.count(), 2);
    QCOMPARE(world.errors, QStringList{QueueWorld::codeOf(ErrorCode::StorageUnavailable)});
}

void TestWriteQueue::drainCommitsWhatWaits()
{
    QueueWorld world;
    world.enqueue(u"a"_s, WriteQueue::Importance::MustSucceed);
    world.enqueue(u"not begun"_s);
    world.queue.drain();
    QCOMPARE(world.stored(), u"a"_s);
    world.database.injectFailure(0, 10, 1);
    world.enqueue(u"b"_s, WriteQueue::Importance::MustSucceed);
    world.queue.drain();
    QVERIFY(world.queue.isDegraded());
    world.queue.drain();
    QCOMPARE(world.stored(), u"a,b"_s);
}
#endif

QTEST_GUILESS_MAIN(TestWriteQueue)
#include "testwritequeue.moc"

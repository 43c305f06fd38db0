#include "services/core/async.h"
#include "tests/support/seed.h"

#include <QPromise>
#include <QTest>
#include <QThread>

#include <memory>
#include <thread>

class CoreAsyncTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void comesThroughTheEventLoop();
    void comesOnTheThreadOfTheContext();
    void neverReachesADeadContext();
    void survivesAHandlerThatDeletesItsContext();
    void cancelledFuturesSayNothing();
    void movesOnlyHandlersOnce();
};

void CoreAsyncTest::comesThroughTheEventLoop()
{
    QPromise<int> promise;
    promise.start();
    promise.addResult(7);
    promise.finish();
    int got = 0;
    whenDone(promise.future(), this, [&got](int value) { got = value; });
    QCOMPARE(got, 0); // even though the answer was there already
    QTRY_COMPARE(got, 7);
}

void CoreAsyncTest::comesOnTheThreadOfTheContext()
{
    QPromise<int> promise;
    promise.start();
    QThread *handledOn = nullptr;
    whenDone(promise.future(), this, [&handledOn](int) { handledOn = QThread::currentThread(); });
    std::thread worker([&promise] {
        promise.addResult(1);
        promise.finish();
    });
    QTRY_VERIFY(handledOn != nullptr);
    worker.join();
    QCOMPARE(handledOn, QThread::currentThread());
}

void CoreAsyncTest::neverReachesADeadContext()
{
    bool called = false;
    auto context = std::make_unique<QObject>();
    QPromise<int> answeredLater;
    answeredLater.start();
    whenDone(answeredLater.future(), context.get(), [&called](int) { called = true; });
    QPromise<int> answeredBefore;
    answeredBefore.start();
    answeredBefore.addResult(1);
    answeredBefore.finish();
    whenDone(answeredBefore.future(), context.get(), [&called](int) { called = true; });
    context.reset();
    answeredLater.addResult(2);
    answeredLater.finish();
    QTest::qWait(50);
    QVERIFY(!called);
}

void CoreAsyncTest::survivesAHandlerThatDeletesItsContext()
{
    QPromise<int> promise;
    promise.start();
    auto context = std::make_unique<QObject>();
    const auto witness = std::make_shared<int>(0);
    whenDone(promise.future(), context.get(), [&context, witness](int value) {
        context.reset();
        *witness = value;
    });
    promise.addResult(9);
    promise.finish();
    QTRY_COMPARE(*witness, 9);
    QTRY_COMPARE(witness.use_count(), 1L);
}

void CoreAsyncTest::cancelledFuturesSayNothing()
{
    bool called = false;
    {
        QPromise<int> dropped; // its owner went away without an answer
        dropped.start();
        whenDone(dropped.future(), this, [&called](int) { called = true; });
    }
    QTest::qWait(50);
    QVERIFY(!called);
}

void CoreAsyncTest::movesOnlyHandlersOnce()
{
    QPromise<int> promise;
    promise.start();
    int sum = 0;
    whenDone(promise.future(), this,
             [&sum, once = std::make_unique<int>(30)](int value) { sum += value + *once; });
    promise.addResult(12);
    promise.finish();
    QTRY_COMPARE(sum, 42);
    QTest::qWait(20);
    QCOMPARE(sum, 42);
}

QTEST_GUILESS_MAIN(CoreAsyncTest)
#include "coreasynctest.moc"

#include "services/processors/circuitbreaker.h"
#include "tests/support/seed.h"

#include <QTest>

class TestCircuitBreaker : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void fiveInARowOpenIt();
    void aSuccessBetweenKeepsItClosed();
    void slowFailuresKeepItClosed();
    void oneCallTriesAfterAWhile();
    void aFailedTryKeepsItOpen();
    void aLostTryIsRepeated();
};

void TestCircuitBreaker::fiveInARowOpenIt()
{
    CircuitBreaker breaker;
    for (qint64 i = 0; i < 4; ++i)
        breaker.failed(i);
    QVERIFY(breaker.allows(4));
    breaker.failed(4);
    QVERIFY(!breaker.allows(4));
}

void TestCircuitBreaker::aSuccessBetweenKeepsItClosed()
{
    CircuitBreaker breaker;
    for (qint64 i = 0; i < 4; ++i)
        breaker.failed(i);
    breaker.succeeded();
    for (qint64 i = 4; i < 8; ++i)
        breaker.failed(i);
    QVERIFY(breaker.allows(8));
}

void TestCircuitBreaker::slowFailuresKeepItClosed()
{
    CircuitBreaker breaker;
    for (qint64 i = 0; i < 20; ++i)
        breaker.failed(i * 15'001); // five of them take more than 60 s
    QVERIFY(breaker.allows(20 * 15'001));
    CircuitBreaker faster;
    for (qint64 i = 0; i < 5; ++i)
        faster.failed(i * 15'000);
    QVERIFY(!faster.allows(4 * 15'000));
}

void TestCircuitBreaker::oneCallTriesAfterAWhile()
{
    CircuitBreaker breaker;
    for (int i = 0; i < 5; ++i)
        breaker.failed(1000);
    QVERIFY(!breaker.allows(30'999));
    QVERIFY(breaker.allows(31'000));
    breaker.sent(31'000);
    QVERIFY(!breaker.allows(31'001)); // that one tries for all
    breaker.succeeded();
    QVERIFY(breaker.allows(31'002));
    breaker.failed(31'003); // starts counting afresh
    QVERIFY(breaker.allows(31'003));
}

void TestCircuitBreaker::aFailedTryKeepsItOpen()
{
    CircuitBreaker breaker;
    for (int i = 0; i < 5; ++i)
        breaker.failed(0);
    breaker.sent(40'000);
    breaker.failed(50'000);
    QVERIFY(!breaker.allows(79'999));
    QVERIFY(breaker.allows(80'000));
}

void TestCircuitBreaker::aLostTryIsRepeated()
{
    CircuitBreaker breaker;
    for (int i = 0; i < 5; ++i)
        breaker.failed(0);
    breaker.sent(30'000); // and never heard of again
    QVERIFY(!breaker.allows(59'999));
    QVERIFY(breaker.allows(60'000));
}

QTEST_APPLESS_MAIN(TestCircuitBreaker)
#include "testcircuitbreaker.moc"

#include "services/domain/ladder.h"
#include "tests/support/seed.h"

#include <QTest>

class DomainLadderTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void delays_data();
    void delays();
    void neverEndsAndNeverQuickens();
};

void DomainLadderTest::delays_data()
{
    QTest::addColumn<int>("checkCount");
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("first") << 0 << qint64{5};
    QTest::newRow("second") << 1 << qint64{15};
    QTest::newRow("third") << 2 << qint64{60};
    QTest::newRow("first of the five minutes") << 3 << qint64{300};
    QTest::newRow("last of the five minutes") << 14 << qint64{300};
    QTest::newRow("first hour") << 15 << qint64{3600};
    QTest::newRow("a year later") << 10000 << qint64{86400};
}

void DomainLadderTest::delays()
{
    QFETCH(int, checkCount);
    QFETCH(qint64, seconds);
    QCOMPARE(ladderDelayMs(checkCount), seconds * 1000);
}

void DomainLadderTest::neverEndsAndNeverQuickens()
{
    qint64 elapsedMs = 0;
    qint64 hourlyMs = 0;
    for (int i = 0; i < 1000; ++i) {
        const qint64 delay = ladderDelayMs(i);
        QVERIFY(delay > 0);
        QVERIFY(delay <= ladderDelayMs(i + 1));
        elapsedMs += delay;
        if (delay == 3'600'000)
            hourlyMs += delay;
    }
    QVERIFY(elapsedMs > 0);
    const qint64 weekMs = qint64{7} * 24 * 3'600'000;
    QVERIFY2(qAbs(hourlyMs - weekMs) <= 2 * 3'600'000, "hourly for about a week");
}

QTEST_APPLESS_MAIN(DomainLadderTest)
#include "domainladdertest.moc"

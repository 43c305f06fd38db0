#include "models/orderingchange.h"

#include "tests/support/seed.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

namespace {

using Ids = QList<qint64>;

/// What a view that follows the steps ends with.
Ids applied(Ids ids, const OrderingChange &change, const Ids &after)
{
    for (const OrderingChange::Step &step : change.steps) {
        if (step.kind == OrderingChange::Kind::Remove) {
            ids.remove(step.first, step.count);
        } else {
            for (qsizetype i = 0; i < step.count; ++i)
                ids.insert(step.first + i, after.at(step.first + i));
        }
    }
    return ids;
}

} // namespace

class TestOrderingChange : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }

    void smallChanges_data()
    {
        QTest::addColumn<Ids>("before");
        QTest::addColumn<Ids>("after");
        QTest::addColumn<int>("steps");
        QTest::newRow("nothing") << Ids{1, 2, 3} << Ids{1, 2, 3} << 0;
        QTest::newRow("first fill") << Ids{} << Ids{1, 2, 3} << 1;
        QTest::newRow("emptied") << Ids{1, 2, 3} << Ids{} << 1;
        QTest::newRow("new on top") << Ids{3, 2, 1} << Ids{5, 4, 3, 2, 1} << 1;
        QTest::newRow("rest behind the first page") << Ids{9, 8} << Ids{9, 8, 7, 6, 5} << 1;
        QTest::newRow("one gone") << Ids{4, 3, 2, 1} << Ids{4, 2, 1} << 1;
        QTest::newRow("one moved down") << Ids{4, 3, 2, 1} << Ids{3, 2, 4, 1} << 3;
        QTest::newRow("one for another") << Ids{4, 3, 2} << Ids{4, 9, 2} << 2;
    }
    void smallChanges()
    {
        QFETCH(Ids, before);
        QFETCH(Ids, after);
        const OrderingChange change = orderingChange(before, after);
        QVERIFY(!change.isReset);
        QCOMPARE(applied(before, change, after), after);
        QFETCH(int, steps);
        QVERIFY2(change.steps.size() <= steps, qPrintable(QString::number(change.steps.size())));
    }

    void anyChangeEndsRight()
    {
        QRandomGenerator random(static_cast<quint32>(testSeed()));
        for (int round = 0; round < 500; ++round) {
            Ids before;
            for (qint64 id = 1; id <= random.bounded(30) + 1; ++id)
                before.append(id);
            Ids after = before;
            for (int i = random.bounded(6); i > 0 && !after.isEmpty(); --i)
                after.removeAt(random.bounded(static_cast<int>(after.size())));
            for (int i = random.bounded(6); i > 0; --i)
                after.insert(random.bounded(static_cast<int>(after.size()) + 1), 100 + i);
            if (round % 3 == 0)
                std::shuffle(after.begin(), after.end(), random);
            const OrderingChange change = orderingChange(before, after);
            if (!change.isReset)
                QCOMPARE(applied(before, change, after), after);
        }
    }

    void aWholeNewOrderIsAReset()
    {
        Ids before;
        for (qint64 id = 0; id < 50'000; ++id)
            before.append(id);
        Ids after = before;
        std::ranges::reverse(after);
        QVERIFY(orderingChange(before, after).isReset);
    }
};

QTEST_GUILESS_MAIN(TestOrderingChange)
#include "orderingchangetest.moc"

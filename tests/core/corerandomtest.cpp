#include "services/core/random.h"
#include "tests/support/seed.h"

#include <QSet>
#include <QTest>

#include <array>

using namespace Qt::StringLiterals;

class CoreRandomTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void idsHaveTheAgreedForm();
    void sameSeedSameText();
    void otherSeedOtherText();
    void everyCharacterComesAsOften();
    void byteCounts_data();
    void byteCounts();
    void systemBytesDiffer();
    void fillsWhatIsGiven();
};

namespace {

const QString kAlphabet = u"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"_s;

} // namespace

void CoreRandomTest::idsHaveTheAgreedForm()
{
    SystemRandom random;
    QSet<QString> seen;
    for (int i = 0; i < 1000; ++i) {
        const QString id = random.newId("pay"_L1);
        QVERIFY(id.startsWith(u"pay_"_s));
        QCOMPARE(id.size(), 24);
        for (const QChar c : id.mid(4))
            QVERIFY2(kAlphabet.contains(c), qPrintable(id));
        QVERIFY2(!seen.contains(id), qPrintable(id));
        seen.insert(id);
    }
}

void CoreRandomTest::sameSeedSameText()
{
    SeededRandom first(testSeed());
    SeededRandom second(testSeed());
    for (int i = 0; i < 20; ++i)
        QCOMPARE(first.newId("op"_L1), second.newId("op"_L1));
    QCOMPARE(first.bytes(33), second.bytes(33));
}

void CoreRandomTest::otherSeedOtherText()
{
    SeededRandom first(testSeed());
    SeededRandom second(testSeed() + 1);
    QVERIFY(first.text62(20) != second.text62(20));
}

void CoreRandomTest::everyCharacterComesAsOften()
{
    // A fixed seed: the bound is generous, but a test must not fail by chance.
    SeededRandom random(42);
    constexpr int kDraws = 62 * 2000;
    std::array<int, 128> counts{};
    for (const QChar c : random.text62(kDraws))
        ++counts.at(c.unicode());
    for (const QChar c : kAlphabet) {
        const int count = counts.at(c.unicode());
        QVERIFY2(count > 1700 && count < 2300, qPrintable(u"%1 came %2 times"_s.arg(c).arg(count)));
    }
}

void CoreRandomTest::byteCounts_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {0, 1, 7, 8, 9, 16, 31, 4096})
        QTest::addRow("%d", count) << count;
}

void CoreRandomTest::byteCounts()
{
    QFETCH(int, count);
    SystemRandom system;
    SeededRandom seeded(testSeed());
    QCOMPARE(system.bytes(count).size(), count);
    QCOMPARE(seeded.bytes(count).size(), count);
    QCOMPARE(system.text62(count).size(), count);
}

void CoreRandomTest::systemBytesDiffer()
{
    SystemRandom random;
    QVERIFY(random.bytes(32) != random.bytes(32));
    QVERIFY(random.bytes(32) != QByteArray(32, '\0'));
}

void CoreRandomTest::fillsWhatIsGiven()
{
    std::array<char, 64> target{};
    const std::span<char> middle = std::span(target).subspan(8, 48);
    SeededRandom first(testSeed());
    first.fill(middle);
    SeededRandom second(testSeed());
    QCOMPARE(QByteArray(middle.data(), 48), second.bytes(48));
    // Nothing around it, and all of it: 48 zeros in a row do not come by chance.
    QSet<QByteArray> seen;
    SystemRandom random;
    for (int i = 0; i < 100; ++i) {
        random.fill(middle);
        seen.insert(QByteArray(middle.data(), 48));
        QVERIFY(QByteArray(middle.data(), 24) != QByteArray(24, '\0'));
        QVERIFY(QByteArray(middle.data() + 24, 24) != QByteArray(24, '\0'));
    }
    QCOMPARE(seen.size(), 100);
    for (const size_t at : {0U, 7U, 56U, 63U})
        QCOMPARE(target.at(at), '\0');
    random.fill({});
}

QTEST_APPLESS_MAIN(CoreRandomTest)
#include "corerandomtest.moc"

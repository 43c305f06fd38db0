#include "services/core/id.h"
#include "services/core/result.h"
#include "tests/support/seed.h"

#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;

class CoreResultTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void holdsAValue();
    void holdsAnError();
    void holdsNothingButSuccess();
    void movesAValueOut();
    void chains();
    void idShapes_data();
    void idShapes();
};

namespace {

Result<int> half(int number)
{
    if (number % 2 != 0)
        return Error{ErrorCode::InvalidValue, u"number"_s};
    return number / 2;
}

} // namespace

void CoreResultTest::holdsAValue()
{
    const Result<int> result = 42;
    QVERIFY(result);
    QVERIFY(result.has_value());
    QCOMPARE(*result, 42);
    QCOMPARE(result.value_or(7), 42);
}

void CoreResultTest::holdsAnError()
{
    const Result<int> result = Error{ErrorCode::NotFound, u"payment_id"_s, u"no row"_s};
    QVERIFY(!result);
    QVERIFY(result.error().code == ErrorCode::NotFound);
    QCOMPARE(result.error().field, u"payment_id"_s);
    QCOMPARE(result.error().detail, u"no row"_s);
    QCOMPARE(result.value_or(7), 7);

    const Result<int> fromCode = ErrorCode::Busy;
    QVERIFY(!fromCode);
    QVERIFY((fromCode.error() == Error{ErrorCode::Busy}));
}

void CoreResultTest::holdsNothingButSuccess()
{
    const Result<> good;
    QVERIFY(good);
    const Result<> bad = ErrorCode::DiskFull;
    QVERIFY(!bad);
    QVERIFY(bad.error().code == ErrorCode::DiskFull);
    bool called = false;
    const Result<> after = bad.and_then([&]() -> Result<> {
        called = true;
        return {};
    });
    QVERIFY(!called);
    QVERIFY(after.error().code == ErrorCode::DiskFull);
}

void CoreResultTest::movesAValueOut()
{
    Result<std::unique_ptr<int>> result = std::make_unique<int>(5);
    const std::unique_ptr<int> taken = *std::move(result);
    QVERIFY(taken);
    QCOMPARE(*taken, 5);
}

void CoreResultTest::chains()
{
    const Result<int> twelve = 12;
    QCOMPARE(twelve.and_then(half).and_then(half).value_or(-1), 3);
    const Result<int> odd = twelve.and_then(half).and_then(half).and_then(half);
    QVERIFY(!odd);
    QCOMPARE(odd.error().field, u"number"_s);
}

void CoreResultTest::idShapes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("wellFormed");
    QTest::newRow("ours") << u"pay_0123456789abcdefXYZ_"_s << true;
    QTest::newRow("with dashes") << u"order-42"_s << true;
    QTest::newRow("one character") << u"a"_s << true;
    QTest::newRow("64 characters") << QString(64, u'x') << true;
    QTest::newRow("65 characters") << QString(65, u'x') << false;
    QTest::newRow("empty") << u""_s << false;
    QTest::newRow("slash") << u"a/b"_s << false;
    QTest::newRow("dots") << u".."_s << false;
    QTest::newRow("path") << u"../../etc/passwd"_s << false;
    QTest::newRow("newline at the end") << u"pay_1\n"_s << false;
    QTest::newRow("NUL") << QString(u"pay_"_s + QChar(0)) << false;
    QTest::newRow("escape") << u"pay_\u001b"_s << false;
    QTest::newRow("blank") << u"pay 1"_s << false;
    QTest::newRow("quote") << u"pay_1'"_s << false;
    QTest::newRow("accented letter") << u"pay_é"_s << false;
    QTest::newRow("digit of another script") << u"pay_٣"_s << false;
}

void CoreResultTest::idShapes()
{
    QFETCH(QString, text);
    QFETCH(bool, wellFormed);
    QCOMPARE(isWellFormedId(text), wellFormed);
}

QTEST_APPLESS_MAIN(CoreResultTest)
#include "coreresulttest.moc"

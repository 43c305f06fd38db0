#include "services/core/scrubber.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

class ScrubberCorpusTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void masks_data();
    void masks();
    void leavesAlone_data();
    void leavesAlone();
    void escapes_data();
    void escapes();
    void cutsLongLines();
    void aNumberAcrossTheCutIsMasked();
};

void ScrubberCorpusTest::masks_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("secret");
    const auto row = [](const char *name, const QString &line, const QString &secret) {
        QTest::newRow(name) << line << secret;
    };
    row("visa", u"pan 4242424242424242 end"_s, u"4242424242424242"_s);
    row("blanks", u"pan 4242 4242 4242 4242"_s, u"4242 4242 4242 4242"_s);
    row("dashes", u"4242-4242-4242-4242"_s, u"4242-4242-4242-4242"_s);
    row("amex", u"{\"number\":\"378282246310005\"}"_s, u"378282246310005"_s);
    row("13 digits", u"x=4222222222222;"_s, u"4222222222222"_s);
    row("19 digits", u"6304000000000000000"_s, u"6304000000000000000"_s);
    row("in a word", u"card4242424242424242exp"_s, u"4242424242424242"_s);
    row("followed by its cvc", u"4242 4242 4242 4242 123"_s, u"4242 4242 4242 4242"_s);
    row("after other digits", u"2030 4242 4242 4242 4242"_s, u"4242 4242 4242 4242"_s);
    row("inside a longer run", u"0014242424242424242009912345"_s, u"4242424242424242"_s);
    row("two in a line", u"5555555555554444 and 4242424242424242"_s, u"4242424242424242"_s);
    row("stripe key", u"key sk_live_51Habc"_s, u"live_51Habc"_s);
    row("key inside a word", u"x_sk_live_51Habc"_s, u"live_51Habc"_s);
    row("restricted key", u"rk_test_9"_s, u"test_9"_s);
    row("webhook secret", u"whsec_Zm9v"_s, u"Zm9v"_s);
    row("our own key", u"snd_AbCdEf"_s, u"AbCdEf"_s);
    row("a key for real money", u"prd_AbCdEf"_s, u"AbCdEf"_s);
    row("a customer's key", u"epk_AbCdEf"_s, u"AbCdEf"_s);
    row("client secret", u"pay_12_secret_QwErTy99"_s, u"QwErTy99"_s);
    row("bearer", u"Authorization: Bearer abc.def"_s, u"abc.def"_s);
    row("basic", u"authorization: basic dXNlcjpwYXNz"_s, u"dXNlcjpwYXNz"_s);
    row("api key header", u"api-key: 12345abc"_s, u"12345abc"_s);
    row("api key in JSON", u"{\"api-key\": \"12345abc\"}"_s, u"12345abc"_s);
    row("api_key in a query", u"GET /?api_key=12345abc&x=1"_s, u"12345abc"_s);
}

void ScrubberCorpusTest::masks()
{
    QFETCH(QString, line);
    QFETCH(QString, secret);
    const QString result = scrubbed(line);
    QVERIFY2(!result.contains(secret), qPrintable(result));
    QVERIFY2(result.contains(u'*'), qPrintable(result));
    QCOMPARE(scrubbed(result), result); // nothing is left to find
}

void ScrubberCorpusTest::leavesAlone_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("words") << u"payment pay_AbC123 is requires_capture"_s;
    QTest::newRow("amount") << u"captured 999999999 of 999999999"_s;
    QTest::newRow("not Luhn") << u"reference 1000000000000001"_s;
    QTest::newRow("12 digits") << u"424242424242"_s;
    QTest::newRow("clock reading") << u"at 1780000000001 ms"_s;
    QTest::newRow("last four") << u"card ending 4242"_s;
    QTest::newRow("risk is no key") << u"risk_score 12, task_id 9"_s;
    QTest::newRow("tab") << u"a\tb"_s;
    QTest::newRow("letters of the world") << u"Müller, 株式会社, €"_s;
}

void ScrubberCorpusTest::leavesAlone()
{
    QFETCH(QString, line);
    QCOMPARE(scrubbed(line), line);
}

void ScrubberCorpusTest::escapes_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("expected");
    QTest::newRow("line feed") << u"a\nFAKE"_s << u"a\\u000aFAKE"_s;
    QTest::newRow("carriage return") << u"a\rb"_s << u"a\\u000db"_s;
    QTest::newRow("escape") << u"\u001b[31mred"_s << u"\\u001b[31mred"_s;
    QTest::newRow("control sequence introducer") << u"\u009b31m"_s << u"\\u009b31m"_s;
    QTest::newRow("right-to-left override") << u"\u202Etxt"_s << u"\\u202etxt"_s;
    QTest::newRow("isolate") << u"\u2066x\u2069"_s << u"\\u2066x\\u2069"_s;
    QTest::newRow("line separator") << u"a\u2028b"_s << u"a\\u2028b"_s;
    QTest::newRow("NUL") << QString(u"a"_s + QChar(0)) << u"a\\u0000"_s;
}

void ScrubberCorpusTest::escapes()
{
    QFETCH(QString, line);
    QFETCH(QString, expected);
    QCOMPARE(scrubbed(line), expected);
}

void ScrubberCorpusTest::cutsLongLines()
{
    QCOMPARE(scrubbed(QString(20000, u'x')).size(), 8192);
    QCOMPARE(scrubbed(QString(8192, u'x')).size(), 8192);
}

void ScrubberCorpusTest::aNumberAcrossTheCutIsMasked()
{
    const QString result = scrubbed(QString(8180, u'x') + u"4242424242424242"_s);
    QCOMPARE(result.size(), 8192);
    QVERIFY(!result.contains(u"4242"_s));
}

QTEST_APPLESS_MAIN(ScrubberCorpusTest)
#include "scrubbercorpustest.moc"

#include "models/displaytext.h"

#include "models/eventtext.h"
#include "tests/support/seed.h"

#include <QDateTime>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMinute = 60'000;
constexpr qint64 kHour = 60 * kMinute;

QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), u' ').replace(QChar(0x202f), u' ');
}

qint64 at(const char *iso)
{
    return QDateTime::fromString(QString::fromLatin1(iso), Qt::ISODate).toMSecsSinceEpoch();
}

} // namespace

class TestDisplayText : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }

    void money_data()
    {
        QTest::addColumn<qint64>("units");
        QTest::addColumn<QString>("currency");
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("shown");
        QTest::newRow("euro") << qint64{120450} << u"EUR"_s << u"en_US"_s << u"1,204.50 EUR"_s;
        QTest::newRow("euro, C") << qint64{120450} << u"EUR"_s << u"C"_s << u"1,204.50 EUR"_s;
        QTest::newRow("German") << qint64{120450} << u"EUR"_s << u"de_DE"_s << u"1.204,50 EUR"_s;
        QTest::newRow("French") << qint64{120450} << u"EUR"_s << u"fr_FR"_s << u"1 204,50 EUR"_s;
        QTest::newRow("cents only") << qint64{5} << u"USD"_s << u"en_US"_s << u"0.05 USD"_s;
        QTest::newRow("yen") << qint64{1050} << u"JPY"_s << u"ja_JP"_s << u"1,050 JPY"_s;
        QTest::newRow("dinar") << qint64{1234567} << u"KWD"_s << u"en_US"_s << u"1,234.567 KWD"_s;
        QTest::newRow("dinar, Arabic")
            << qint64{1234567} << u"KWD"_s << u"ar_KW"_s << u"١٬٢٣٤٫٥٦٧ KWD"_s;
        QTest::newRow("four decimals")
            << qint64{12345} << u"CLF"_s << u"en_US"_s << u"1.2345 CLF"_s;
        QTest::newRow("negative") << qint64{-120450} << u"EUR"_s << u"en_US"_s
                                  << u"-1,204.50 EUR"_s;
        QTest::newRow("beyond doubles")
            << qint64{9007199254740993} << u"EUR"_s << u"en_US"_s << u"90,071,992,547,409.93 EUR"_s;
    }
    void money()
    {
        QFETCH(qint64, units);
        QFETCH(QString, currency);
        QFETCH(QString, locale);
        const Money money{units, *currencyFromText(currency)};
        QTEST(plain(DisplayText::money(money, QLocale(locale))), "shown");
    }

    void currenciesAreListedAndNeverAdded()
    {
        const QLocale locale(u"en_US"_s);
        QCOMPARE(DisplayText::moneyList({}, locale), QString());
        QCOMPARE(plain(DisplayText::moneyList(
                     {{100, Currency::Eur}, {200, Currency::Usd}, {300, Currency::Jpy}}, locale)),
                 u"1.00 EUR, 2.00 USD and 300 JPY"_s);
    }

    void everyStatusHasItsOwnWords()
    {
        QSet<QString> words;
        for (const PaymentStatus status : allPaymentStatuses()) {
            QVERIFY(!DisplayText::statusMeaning(status, false).isEmpty());
            words.insert(DisplayText::status(status, false));
            QCOMPARE(DisplayText::status(status, true), u"Not known yet"_s);
            QCOMPARE(DisplayText::look(status, true), StatusLook::NotKnownYet);
        }
        QCOMPARE(words.size(), allPaymentStatuses().size());
        QVERIFY(!words.contains(QString()));
        QCOMPARE(DisplayText::status(PaymentStatus::RequiresCapture, false),
                 u"Held - to capture"_s);
    }

    void timeLeft_data()
    {
        QTest::addColumn<qint64>("left");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("urgency");
        const auto row = [](const char *name, qint64 left, const QString &text, Urgency urgency) {
            QTest::newRow(name) << left << text << static_cast<int>(urgency);
        };
        row("a week", 170 * kHour, u"7 days"_s, Urgency::Calm);
        row("over three days", 72 * kHour + 1, u"3 days"_s, Urgency::Calm);
        row("three days", 72 * kHour, u"▵ 3 days"_s, Urgency::Soon);
        row("two days", 49 * kHour, u"▵ 2 days"_s, Urgency::Soon);
        row("one day", 24 * kHour, u"▵ 1 day"_s, Urgency::Soon);
        row("nine hours", 9 * kHour + kMinute, u"▲ 9 hours"_s, Urgency::Today);
        row("four hours", 4 * kHour, u"▲ 4 hours"_s, Urgency::Today);
        row("below four", 4 * kHour - 1, u"▲▲ 3 h 59"_s, Urgency::Now);
        row("one forty", 100 * kMinute, u"▲▲ 1 h 40"_s, Urgency::Now);
        row("one five", 65 * kMinute, u"▲▲ 1 h 05"_s, Urgency::Now);
        row("minutes", 12 * kMinute, u"▲▲ 12 min"_s, Urgency::Now);
        row("now", 0, u"expired"_s, Urgency::Over);
        row("past", -kHour, u"expired"_s, Urgency::Over);
    }
    void timeLeft()
    {
        QFETCH(qint64, left);
        QFETCH(int, urgency);
        const TimeLeft shown = DisplayText::timeLeft(1'000'000'000'000 + left, 1'000'000'000'000);
        QTEST(shown.text(), "text");
        QCOMPARE(static_cast<int>(shown.urgency), urgency);
    }

    void times_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("exact");
        QTest::newRow("UTC") << u"UTC"_s << u"29 Mar 2026 00:59:59 UTC"_s;
        QTest::newRow("Berlin, winter")
            << u"Europe/Berlin"_s << u"29 Mar 2026 01:59:59 Europe/Berlin"_s;
        QTest::newRow("Kathmandu")
            << u"Asia/Kathmandu"_s << u"29 Mar 2026 06:44:59 Asia/Kathmandu"_s;
    }
    void times()
    {
        QFETCH(QString, zone);
        const QTimeZone shown(zone.toLatin1());
        QTEST(DisplayText::exactDateTime(at("2026-03-29T00:59:59Z"), shown, QLocale::c()), "exact");
    }

    void theHourOfTheChangeIsSkipped()
    {
        // One second later the clocks of Berlin show three o'clock.
        const QTimeZone berlin("Europe/Berlin");
        QCOMPARE(DisplayText::clockTime(at("2026-03-29T01:00:00Z"), berlin, QLocale::c()),
                 u"03:00:00"_s);
        QCOMPARE(DisplayText::dateTime(0, berlin, QLocale::c()), QString());
    }

    void nearTimesAreShort()
    {
        const QTimeZone utc = QTimeZone::utc();
        const qint64 now = at("2026-03-04T10:00:00Z"); // a Wednesday
        QCOMPARE(DisplayText::moment(at("2026-03-06T16:00:00Z"), now, utc, QLocale::c()),
                 u"Fri 16:00"_s);
        QCOMPARE(DisplayText::moment(at("2026-03-04T16:00:00Z"), now, utc, QLocale::c()),
                 u"today 16:00"_s);
        QCOMPARE(DisplayText::moment(at("2026-03-20T16:00:00Z"), now, utc, QLocale::c()),
                 u"20 Mar 2026 16:00"_s);
        QCOMPARE(DisplayText::shortDateTime(at("2026-01-20T16:00:00Z"), now, utc, QLocale::c()),
                 u"20 Jan 16:00"_s);
        QCOMPARE(DisplayText::shortDateTime(at("2025-12-20T16:00:00Z"), now, utc, QLocale::c()),
                 u"20 Dec 2025 16:00"_s);
    }

    void cards()
    {
        QCOMPARE(DisplayText::card(CardBrand::Visa, u"4242"_s), u"Visa •• 4242"_s);
        QCOMPARE(DisplayText::card(CardBrand::Unknown, {}), QString());
        QCOMPARE(DisplayText::connector(u"simulator"_s), u"Simulated bank"_s);
        QCOMPARE(DisplayText::connector(u"adyen"_s), u"Adyen"_s);
    }

    void stepsAreWords_data()
    {
        QTest::addColumn<QString>("event");
        QTest::addColumn<QString>("words");
        QTest::newRow("created") << u"created"_s << u"Payment created"_s;
        QTest::newRow("authorized") << u"authorized"_s << u"Money held on the card"_s;
        QTest::newRow("unknown") << u"outcome_unknown"_s << u"No answer: outcome not known yet"_s;
        QTest::newRow("not named here") << u"review_opened"_s << u"Review opened"_s;
    }
    void stepsAreWords()
    {
        QFETCH(QString, event);
        PaymentStep step;
        step.event = event;
        QTEST(EventText::step(step), "words");
    }

    void actorsAreNames()
    {
        QCOMPARE(EventText::actor(u"operator:Maria Keller"_s), u"Maria Keller"_s);
        QCOMPARE(EventText::actor(u"processor"_s), u"processor"_s);
        QCOMPARE(EventText::actor(u"api:key_1"_s), u"API key key_1"_s);
    }
};

QTEST_GUILESS_MAIN(TestDisplayText)
#include "displaytexttest.moc"

#include "models/searchparser.h"

#include "tests/support/seed.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;

namespace {

qint64 at(const char *iso)
{
    return QDateTime::fromString(QString::fromLatin1(iso), Qt::ISODate).toMSecsSinceEpoch();
}

/// Wednesday, 4 March 2026, 10:00 in Berlin.
SearchContext context(const char *locale)
{
    return {QLocale(QString::fromLatin1(locale)), QTimeZone("Europe/Berlin"),
            at("2026-03-04T09:00:00Z")};
}

const QList<PaymentStatus> kHolds = {PaymentStatus::RequiresCapture,
                                     PaymentStatus::PartiallyAuthorizedAndRequiresCapture,
                                     PaymentStatus::PartiallyCapturedAndCapturable};

using Change = std::function<void(PaymentFilter &)>;

} // namespace

Q_DECLARE_METATYPE(Change)

class TestSearchParser : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }

    void refundedIsNoStatus()
    {
        const PaymentFilter paid = parseSearch(u"status:paid -refunded"_s, context("en_US")).filter;
        QCOMPARE(paid.statuses, QList{PaymentStatus::Succeeded});
        QCOMPARE(paid.refunded, std::optional(false));
        const ParsedSearch both = parseSearch(u"refunded -refunded"_s, context("en_US"));
        QVERIFY(both.problems.isEmpty());
        QVERIFY(both.filter.amountFrom > both.filter.amountTo); // nothing matches
    }
    void reads_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QByteArray>("locale");
        QTest::addColumn<Change>("change");
        const auto row = [](const QString &typed, Change change, const char *locale = "en_US") {
            QTest::newRow(qPrintable(typed + u" in " + QString::fromLatin1(locale)))
                << typed << QByteArray(locale) << change;
        };
        using F = PaymentFilter;
        row({}, [](F &) {});
        row(u"4242"_s, [](F &f) { f.search.text = u"4242"_s; });
        row(u"49.90"_s, [](F &f) { f.search.amountText = u"49.90"_s; });
        row(u"49,90"_s, [](F &f) { f.search.amountText = u"49.90"_s; });
        row(
            u"49,90"_s, [](F &f) { f.search.amountText = u"49.90"_s; }, "de_DE");
        row(
            u"49.90"_s, [](F &f) { f.search.amountText = u"49.90"_s; }, "de_DE");
        row(u"1,204.50"_s, [](F &f) { f.search.amountText = u"1204.50"_s; });
        row(
            u"1.204,50"_s, [](F &f) { f.search.amountText = u"1204.50"_s; }, "de_DE");
        row(
            u"1.234"_s, [](F &f) { f.search.amountText = u"1234"_s; }, "de_DE");
        row(u"1.234"_s, [](F &f) { f.search.amountText = u"1.234"_s; });
        row(u"49.90 eur"_s, [](F &f) {
            f.search.amountText = u"49.90"_s;
            f.search.exactCurrency = Currency::Eur;
        });
        row(u"1050 JPY"_s, [](F &f) {
            f.search.amountText = u"1050"_s;
            f.search.exactCurrency = Currency::Jpy;
        });
        row(u"maria kel"_s, [](F &f) { f.search.text = u"maria kel"_s; });
        row(u"maria@"_s, [](F &f) { f.customerPrefix = u"maria@"_s; });
        row(u"A-10237"_s, [](F &f) { f.search.text = u"A-10237"_s; });
        row(u"pay_0Ab:9"_s, [](F &f) { f.search.text = u"pay_0Ab:9"_s; });
        row(u"\"order 7\" x"_s, [](F &f) { f.search.text = u"order 7 x"_s; });
        row(u"status:hold"_s, [](F &f) { f.statuses = kHolds; });
        row(u"status:requires_capture"_s,
            [](F &f) { f.statuses = {PaymentStatus::RequiresCapture}; });
        row(u"is:paid"_s, [](F &f) { f.statuses = {PaymentStatus::Succeeded}; });
        row(u"status:unknown"_s, [](F &f) { f.outcomeUnknown = true; });
        row(u"refunded"_s, [](F &f) { f.refunded = true; });
        row(u"status:refunded"_s, [](F &f) { f.refunded = true; });
        row(u"-refunded"_s, [](F &f) { f.refunded = false; });
        row(u"has:note"_s, [](F &f) { f.noted = true; });
        row(u"-has:note"_s, [](F &f) { f.noted = false; });
        row(u"conn:adyen"_s, [](F &f) { f.connector = u"adyen"_s; });
        row(u"brand:amex"_s, [](F &f) { f.brands = {CardBrand::AmericanExpress}; });
        row(u"card:4242"_s, [](F &f) { f.last4 = u"4242"_s; });
        row(u"order:A-10"_s, [](F &f) { f.orderReferencePrefix = u"A-10"_s; });
        row(u"capture:several"_s, [](F &f) { f.captureMethods = {CaptureMethod::ManualMultiple}; });
        row(u"amount:10..50"_s, [](F &f) {
            f.amountFrom = 1000;
            f.amountTo = 5000;
        });
        row(u"amount:>10"_s, [](F &f) { f.amountFrom = 1000; });
        row(
            u"amount:<=10,50"_s, [](F &f) { f.amountTo = 1050; }, "de_DE");
        row(u"amount:10..50 currency:jpy"_s, [](F &f) {
            f.currencies = {Currency::Jpy};
            f.amountFrom = 10;
            f.amountTo = 50;
        });
        row(u"expires:<24h"_s, [](F &f) {
            f.statuses = kHolds;
            f.captureBeforeToMs = at("2026-03-05T09:00:00Z");
        });
    }
    void reads()
    {
        QFETCH(QString, typed);
        QFETCH(QByteArray, locale);
        QFETCH(Change, change);
        PaymentFilter wanted;
        change(wanted);
        const ParsedSearch parsed = parseSearch(typed, context(locale.constData()));
        QCOMPARE(parsed.problems, QStringList());
        QVERIFY(parsed.filter == wanted);
        QCOMPARE(parsed.explanation.isEmpty(), typed.isEmpty());
    }

    void dates_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QByteArray>("locale");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        const auto row = [](const char *typed, const char *locale, const char *from,
                            const char *to) {
            QTest::newRow(typed) << QString::fromLatin1(typed) << QByteArray(locale)
                                 << QString::fromLatin1(from) << QString::fromLatin1(to);
        };
        row("today", "de_DE", "2026-03-03T23:00:00Z", "2026-03-04T23:00:00Z");
        row("yesterday", "de_DE", "2026-03-02T23:00:00Z", "2026-03-03T23:00:00Z");
        row("last week", "de_DE", "2026-02-22T23:00:00Z", "2026-03-01T23:00:00Z");
        row("this month", "de_DE", "2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z");
        row("last month", "de_DE", "2026-01-31T23:00:00Z", "2026-02-28T23:00:00Z");
        row("12.03", "de_DE", "2025-03-11T23:00:00Z", "2025-03-12T23:00:00Z"); // not yet this year
        row("1.2", "de_DE", "2026-01-31T23:00:00Z", "2026-02-01T23:00:00Z");
        row("01.03.", "en_US", "2026-02-28T23:00:00Z", "2026-03-01T23:00:00Z");
        row("29.03.2026", "en_US", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"); // 23 hours
        row("2026-03-01", "en_US", "2026-02-28T23:00:00Z", "2026-03-01T23:00:00Z");
        row("2026-02", "en_US", "2026-01-31T23:00:00Z", "2026-02-28T23:00:00Z");
        row(">2026-03-01", "en_US", "2026-03-01T23:00:00Z", "");
        row(">=2026-03-01", "en_US", "2026-02-28T23:00:00Z", "");
        row("<2026-03-01", "en_US", "", "2026-02-28T23:00:00Z");
        row("2026-03-01..2026-03-02", "en_US", "2026-02-28T23:00:00Z", "2026-03-02T23:00:00Z");
        row("1.3...2.3.", "de_DE", "2026-02-28T23:00:00Z", "2026-03-02T23:00:00Z");
        row("created:2026-03-01", "en_US", "2026-02-28T23:00:00Z", "2026-03-01T23:00:00Z");
    }
    void dates()
    {
        QFETCH(QString, typed);
        QFETCH(QByteArray, locale);
        QFETCH(QString, from);
        QFETCH(QString, to);
        const auto shown = [](const std::optional<qint64> &ms) {
            return ms ? QDateTime::fromMSecsSinceEpoch(*ms, Qt::UTC).toString(Qt::ISODate)
                      : QString();
        };
        const ParsedSearch parsed = parseSearch(typed, context(locale.constData()));
        QCOMPARE(parsed.problems, QStringList());
        QCOMPARE(shown(parsed.filter.createdFromMs), from);
        QCOMPARE(shown(parsed.filter.createdToMs), to);
        QVERIFY(parsed.filter.search == PaymentSearch());
    }

    void anAmountIsNoDateWhereThePointIsDecimal()
    {
        QCOMPARE(parseSearch(u"12.03"_s, context("en_US")).filter.search.amountText, u"12.03"_s);
        QVERIFY(!parseSearch(u"12.03"_s, context("en_US")).filter.createdFromMs);
    }

    void severalPartsAllApply()
    {
        const ParsedSearch parsed =
            parseSearch(u"49.90 4242 last week -failed"_s, context("en_US"));
        QCOMPARE(parsed.filter.search.text, u"4242"_s);
        QCOMPARE(parsed.filter.search.amountText, u"49.90"_s);
        QVERIFY(parsed.filter.createdFromMs);
        QCOMPARE(parsed.filter.statuses.size(), allPaymentStatuses().size() - 1);
        QVERIFY(!parsed.filter.statuses.contains(PaymentStatus::Failed));
    }

    void problems_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("said");
        QTest::newRow("field") << u"statsu:paid"_s
                               << u"There is no field “statsu”. Did you mean “status”?"_s;
        QTest::newRow("field, no relation")
            << u"conector:x"_s << u"There is no field “conector”. Did you mean “connector”?"_s;
        QTest::newRow("status") << u"status:payd"_s
                                << u"There is no status “payd”. Did you mean “paid”?"_s;
        QTest::newRow("no value") << u"status:"_s << u"“status:” needs a value."_s;
        QTest::newRow("amount") << u"amount:ten"_s
                                << u"“ten” is not an amount. Write 10..50, >10 or <50."_s;
        QTest::newRow("currency")
            << u"currency:euro"_s
            << u"“euro” is not a currency. Write its three letters, such as EUR."_s;
        QTest::newRow("excluded word")
            << u"-maria"_s << u"Only a status can be excluded, as in “-failed”; “maria” is none."_s;
    }
    void problems()
    {
        QFETCH(QString, typed);
        QFETCH(QString, said);
        const ParsedSearch parsed = parseSearch(typed + u" keller", context("en_US"));
        QCOMPARE(parsed.problems, QStringList{said});
        QCOMPARE(parsed.filter.search.text, u"keller"_s); // the rest is still looked for
    }

    void aCommandFiltersNothing()
    {
        const ParsedSearch parsed = parseSearch(u">capture"_s, context("en_US"));
        QCOMPARE(parsed.command, u"capture"_s);
        QVERIFY(parsed.filter == PaymentFilter());
    }

    void columnsHaveTheSameGrammar()
    {
        const SearchContext where = context("en_US");
        QCOMPARE(parseColumnFilter(PaymentColumn::Status, u"hold"_s, where).filter.statuses,
                 kHolds);
        QCOMPARE(parseColumnFilter(PaymentColumn::Method, u"4242"_s, where).filter.last4,
                 u"4242"_s);
        QCOMPARE(parseColumnFilter(PaymentColumn::Method, u"visa"_s, where).filter.brands,
                 QList<CardBrand>{CardBrand::Visa});
        QVERIFY(
            parseColumnFilter(PaymentColumn::Created, u"last week"_s, where).filter.createdToMs);
        QVERIFY(!parseColumnFilter(PaymentColumn::Amount, u"x"_s, where).problems.isEmpty());
    }

    void filtersThatContradictMatchNothing()
    {
        PaymentFilter paid;
        paid.statuses = {PaymentStatus::Succeeded};
        PaymentFilter failed;
        failed.statuses = {PaymentStatus::Failed};
        const PaymentFilter both = bothOf(paid, failed);
        QVERIFY(*both.amountTo < *both.amountFrom); // nothing can match that
        PaymentFilter unset;
        QVERIFY(bothOf(paid, unset) == paid);
        PaymentFilter wide;
        wide.amountFrom = 100;
        PaymentFilter narrow;
        narrow.amountFrom = 500;
        QCOMPARE(*bothOf(wide, narrow).amountFrom, 500);
    }

    void anyTextIsSurvived()
    {
        // Whatever is typed or pasted: an answer, and never an endless one.
        QRandomGenerator random(static_cast<quint32>(testSeed()));
        const QString alphabet = u"aZ09 .,:;-<>@\"'€ä\t\n漢..24h"_s;
        for (int i = 0; i < 2'000; ++i) {
            QString text;
            const auto length = random.bounded(40);
            for (int c = 0; c < length; ++c)
                text += alphabet.at(random.bounded(static_cast<int>(alphabet.size())));
            const ParsedSearch parsed = parseSearch(text, context(i % 2 ? "de_DE" : "en_US"));
            QVERIFY(parsed.filter.statuses.size() <= allPaymentStatuses().size());
        }
    }
};

QTEST_GUILESS_MAIN(TestSearchParser)
#include "searchparsertest.moc"

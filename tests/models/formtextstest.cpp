#include "models/cardinput.h"
#include "models/declinetext.h"
#include "models/errortext.h"
#include "models/moneyinput.h"
#include "models/objectname.h"
#include "tests/support/seed.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <string>

using namespace Qt::StringLiterals;

/// Words of errors and declines, and what the forms make of typed text.
class FormTextsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void cleanup() { QLocale::setDefault(QLocale::c()); }
    void everyErrorHasFourParts();
    void whatIsMissingIsNamed_data();
    void whatIsMissingIsNamed();
    void holdTooSmallNamesBothAmounts();
    void unknownOutcomeNamesTheNextQuestion();
    void declines_data();
    void declines();
    void everyCategoryHasItsOwnWords();
    void unreachableIsNoDecline();
    void amountProblems_data();
    void amountProblems();
    void typedAmounts_data();
    void typedAmounts();
    void amountsCanBeTypedBack_data();
    void amountsCanBeTypedBack();
    void expiries_data();
    void expiries();
    void pastedDigits_data();
    void pastedDigits();
};

void FormTextsTest::everyErrorHasFourParts()
{
    const MoneyAction actions[] = {MoneyAction::Edit, MoneyAction::Confirm, MoneyAction::Capture,
                                   MoneyAction::Void, MoneyAction::Read};
    for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code) {
        for (const MoneyAction action : actions) {
            ErrorScene scene;
            scene.action = action;
            scene.reference = u"pay_1"_s;
            const ErrorText text = errorText({static_cast<ErrorCode>(code), u"amount"_s}, scene);
            const std::string number = std::to_string(code);
            const char *which = number.c_str();
            QVERIFY2(!text.what.isEmpty() && !text.where.isEmpty() && !text.todo.isEmpty(), which);
            QCOMPARE(text.reference, u"pay_1"_s);
            QVERIFY2(!text.oneLine().contains(u'%'), which);
            QVERIFY2(!text.oneLine().contains(u"went wrong"_s), which);
        }
    }
}

/// Every field that the services name when they do not find something.
void FormTextsTest::whatIsMissingIsNamed_data()
{
    QTest::addColumn<QString>("field");
    const QRegularExpression named(
        u"(?:ErrorCode::NotFound,|named\\()[^;\"]{0,160}u\"([A-Za-z_-]+)\"_s"_s);
    QSet<QString> found;
    for (const QString &folder : {u"engine"_s, u"storage"_s, u"vault"_s}) {
        QDirIterator files(QString::fromUtf8(OX_SOURCE_DIR) + u"/services/"_s + folder,
                           {u"*.cpp"_s}, QDir::Files);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QFile::ReadOnly));
            auto matches = named.globalMatch(QString::fromUtf8(file.readAll()));
            while (matches.hasNext())
                found.insert(matches.next().captured(1));
        }
    }
    QVERIFY2(found.size() > 15, "the services were not found");
    for (const QString &field : found)
        QTest::newRow(qPrintable(field)) << field;
}

void FormTextsTest::whatIsMissingIsNamed()
{
    QFETCH(const QString, field);
    QVERIFY2(namesObject(field), "no words in models/objectname");
    ErrorScene scene;
    scene.reference = u"ref_1"_s;
    const ErrorText missing = errorText({ErrorCode::NotFound, field}, scene);
    const bool ofPayment = field == u"payment_id"_s;
    QCOMPARE(missing.what == u"There is no such payment."_s, ofPayment);
    for (const QString &part : {missing.what, missing.where, missing.todo})
        QVERIFY2(part.endsWith(u'.') && !part.contains(u'_'), qPrintable(part));
    QCOMPARE(missing.reference, u"ref_1"_s);
    const ErrorText taken = errorText({ErrorCode::Duplicate, field}, scene);
    QVERIFY(!taken.what.isEmpty() && !taken.todo.isEmpty() && taken.what != missing.what);
}

void FormTextsTest::holdTooSmallNamesBothAmounts()
{
    ErrorScene scene;
    scene.action = MoneyAction::Capture;
    scene.asked = Money{10000, Currency::Eur};
    scene.available = Money{8000, Currency::Eur};
    const ErrorText text = errorText({ErrorCode::AmountAboveCapturable}, scene);
    const QString nbsp(QChar::Nbsp);
    QCOMPARE(text.oneLine().replace(nbsp, u" "_s),
             u"Only 80.00 EUR is left on this hold; you asked for 100.00 EUR. Nothing was taken by "
             "this capture. Capture 80.00 EUR, or ask the customer for the other 20.00 EUR."_s);
}

void FormTextsTest::unknownOutcomeNamesTheNextQuestion()
{
    ErrorScene scene;
    scene.action = MoneyAction::Confirm;
    scene.processor = u"Simulated bank"_s;
    scene.nextCheckAtMs = 1'780'000'005'000; // 20:26:45 UTC
    const ErrorText text = errorText({ErrorCode::OutcomeUnknown}, scene);
    QVERIFY(text.where.contains(u"may or may not have moved"_s));
    QVERIFY2(text.todo.contains(u"20:26:45"_s), qPrintable(text.todo));
    QVERIFY(text.todo.contains(u"do not charge again"_s));
}

void FormTextsTest::declines_data()
{
    QTest::addColumn<QString>("category");
    QTest::addColumn<QString>("expected");
    QTest::newRow("soft") << u"insufficient_funds"_s
                          << u"The bank said not now (insufficient funds). Nothing was taken. The "
                             "customer's card is fine to try later. Ref pay_1 / 51"_s;
    QTest::newRow("hard") << u"lost_or_stolen"_s
                          << u"The bank said this card must not be used (reported lost or stolen). "
                             "Nothing was taken. Ask for another card; do not retry. Ref pay_1 / "
                             "51"_s;
    QTest::newRow("data")
        << u"incorrect_cvc"_s
        << u"The bank could not accept the card as given (wrong security code). "
           "Nothing was taken. Ask for the security code again and enter the card "
           "again. Ref pay_1 / 51"_s;
}

void FormTextsTest::declines()
{
    QFETCH(QString, category);
    ErrorScene scene;
    scene.action = MoneyAction::Confirm;
    scene.reference = u"pay_1"_s;
    QTEST(declineText({u"51"_s, category, {}, {}}, scene).oneLine(), "expected");
}

void FormTextsTest::everyCategoryHasItsOwnWords()
{
    const QStringList categories = {u"generic_decline"_s,       u"insufficient_funds"_s,
                                    u"limit_exceeded"_s,        u"authentication_required"_s,
                                    u"issuer_unavailable"_s,    u"incorrect_number"_s,
                                    u"incorrect_cvc"_s,         u"incorrect_expiry"_s,
                                    u"incorrect_address"_s,     u"expired_card"_s,
                                    u"card_not_supported"_s,    u"lost_or_stolen"_s,
                                    u"pickup_card"_s,           u"restricted_card"_s,
                                    u"suspected_fraud"_s,       u"blocked_by_risk"_s,
                                    u"recurring_revoked"_s,     u"authentication_failed"_s,
                                    u"customer_cancelled"_s,    u"duplicate"_s,
                                    u"invalid_request"_s,       u"configuration"_s,
                                    u"rate_limited"_s,          u"processor_error"_s,
                                    u"expired_authorization"_s, u"already_captured"_s,
                                    u"already_voided"_s,        u"not_refundable"_s,
                                    u"amount_too_large"_s,      u"unknown"_s};
    QSet<QString> reasons;
    for (const QString &category : categories) {
        const QString reason = declineReason(category);
        QVERIFY2(!reason.isEmpty() && !reason.contains(u'_'), qPrintable(category));
        reasons.insert(reason);
        const ErrorText text = declineText({u"x"_s, category, {}, {}}, {});
        QVERIFY(!text.what.isEmpty() && !text.where.isEmpty() && !text.todo.isEmpty());
    }
    QCOMPARE(reasons.size(), categories.size());
    QCOMPARE(declineReason(u"never_heard_of"), declineReason(u"unknown"));
    QCOMPARE(declineReason({}), QString());
}

void FormTextsTest::unreachableIsNoDecline()
{
    const ErrorText text =
        declineText({u"connector_unreachable"_s, u"processor_error"_s, {}, {}}, {});
    QCOMPARE(text.what, u"The processor could not be reached."_s);
}

void FormTextsTest::amountProblems_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<Currency>("currency");
    QTest::addColumn<QString>("problem");
    QTest::newRow("yen with decimals")
        << u"en_US"_s << u"10.50"_s << Currency::Jpy
        << u"JPY has no decimals: write a whole number such as 1050."_s;
    QTest::newRow("dinar with four") << u"en_US"_s << u"1.2345"_s << Currency::Kwd
                                     << u"KWD has at most 3 decimals: write it like 1234.567."_s;
    QTest::newRow("German, two ways")
        << u"de_DE"_s << u"1.234"_s << Currency::Eur
        << u"This can be read in two ways. Write it like 1234,56 or 1.234,56."_s;
    QTest::newRow("letters") << u"de_DE"_s << u"zehn"_s << Currency::Eur
                             << u"This is not an amount. Write it like 1234,56 or 1.234,56."_s;
    QTest::newRow("too large") << u"en_US"_s << u"10000000.00"_s << Currency::Eur
                               << u"The largest amount of one payment is 9999999.99 EUR."_s;
    QTest::newRow("Arabic digits")
        << u"en_US"_s << u"\u0661\u0662"_s << Currency::Eur
        << u"This is not an amount. Write it like 1234.56 or 1,234.56."_s;
}

void FormTextsTest::amountProblems()
{
    QFETCH(QString, locale);
    QFETCH(QString, typed);
    QFETCH(Currency, currency);
    const Result<Money> money = moneyFromInput(typed, currency, QLocale(locale));
    QVERIFY(!money);
    QTEST(moneyInputProblem(money.error(), currency, QLocale(locale)), "problem");
}

void FormTextsTest::typedAmounts_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<Currency>("currency");
    QTest::addColumn<qint64>("minorUnits");
    QTest::newRow("German") << u"de_DE"_s << u"1.234,56"_s << Currency::Eur << qint64(123456);
    QTest::newRow("German plain") << u"de_DE"_s << u"1234,5"_s << Currency::Eur << qint64(123450);
    QTest::newRow("French, plain blank")
        << u"fr_FR"_s << u"1 234,56"_s << Currency::Eur << qint64(123456);
    QTest::newRow("French, narrow blank")
        << u"fr_FR"_s << u"1\u202F234,56"_s << Currency::Eur << qint64(123456);
    QTest::newRow("English") << u"en_US"_s << u"1,234.56"_s << Currency::Usd << qint64(123456);
    QTest::newRow("Swiss, typed apostrophe")
        << u"de_CH"_s << u"1'234.56"_s << Currency::Chf << qint64(123456);
    QTest::newRow("yen") << u"ja_JP"_s << u"1050"_s << Currency::Jpy << qint64(1050);
    QTest::newRow("dinar") << u"en_US"_s << u"1.234"_s << Currency::Kwd << qint64(1234);
}

void FormTextsTest::typedAmounts()
{
    QFETCH(QString, locale);
    QFETCH(QString, typed);
    QFETCH(Currency, currency);
    QFETCH(qint64, minorUnits);
    const Result<Money> money = moneyFromInput(typed, currency, QLocale(locale));
    QVERIFY2(money.has_value(), qPrintable(QLocale(locale).groupSeparator()));
    QCOMPARE(*money, (Money{minorUnits, currency}));
}

void FormTextsTest::amountsCanBeTypedBack_data()
{
    QTest::addColumn<QString>("locale");
    for (const QString &name : {u"de_DE"_s, u"fr_FR"_s, u"en_US"_s, u"de_CH"_s, u"ja_JP"_s,
                                u"sv_SE"_s, u"pt_BR"_s, u"C"_s})
        QTest::newRow(qPrintable(name)) << name;
}

void FormTextsTest::amountsCanBeTypedBack()
{
    QFETCH(QString, locale);
    for (const Currency currency : allCurrencies()) {
        for (const qint64 units : {qint64(1), qint64(1234567), kLargestAmount}) {
            const Money money{units, currency};
            const Result<Money> back =
                moneyFromInput(moneyForInput(money, QLocale(locale)), currency, QLocale(locale));
            QVERIFY2(back.has_value(), qPrintable(moneyForInput(money, QLocale(locale))));
            QCOMPARE(*back, money);
        }
    }
}

void FormTextsTest::expiries_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("month");
    QTest::addColumn<int>("year");
    QTest::newRow("slash") << u"09/28"_s << 9 << 2028;
    QTest::newRow("no slash") << u"0928"_s << 9 << 2028;
    QTest::newRow("one digit") << u"9/28"_s << 9 << 2028;
    QTest::newRow("long year") << u"12 / 2030"_s << 12 << 2030;
    QTest::newRow("dash") << u"12-30"_s << 12 << 2030;
    QTest::newRow("month 13") << u"13/30"_s << 0 << 0;
    QTest::newRow("month 0") << u"00/30"_s << 0 << 0;
    QTest::newRow("three-digit year") << u"12/203"_s << 0 << 0;
    QTest::newRow("year only") << u"2030"_s << 0 << 0;
    QTest::newRow("empty") << QString() << 0 << 0;
    QTest::newRow("Arabic digits") << u"\u0661\u0662/30"_s << 0 << 0;
    QTest::newRow("trailing newline") << u"12/30\n"_s << 0 << 0;
}

void FormTextsTest::expiries()
{
    QFETCH(QString, typed);
    QFETCH(int, month);
    QFETCH(int, year);
    const Result<CardExpiry> expiry = expiryFromTyped(typed);
    QCOMPARE(expiry.has_value(), month > 0);
    QCOMPARE(expiry.value_or({}), (CardExpiry{month, year}));
}

void FormTextsTest::pastedDigits_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QByteArray>("digits");
    QTest::newRow("blanks") << u"4242 4242 4242 4242"_s << QByteArray("4242424242424242");
    QTest::newRow("dashes") << u"4242-4242-4242-4242\n"_s << QByteArray("4242424242424242");
    QTest::newRow("letters") << u"4242x"_s << QByteArray();
    QTest::newRow("fullwidth digits") << u"\uFF14242"_s << QByteArray();
    QTest::newRow("Arabic digits") << u"\u0664\u0662"_s << QByteArray();
    QTest::newRow("too many") << u"42424242424242424242"_s << QByteArray();
}

void FormTextsTest::pastedDigits()
{
    QFETCH(QString, pasted);
    QFETCH(QByteArray, digits);
    const Result<SecretBytes> found = digitsFromText(pasted, kLongestCardNumber);
    QCOMPARE(found.has_value(), !digits.isEmpty());
    if (found)
        QCOMPARE(found->view().toByteArray(), digits);
}

QTEST_GUILESS_MAIN(FormTextsTest)
#include "formtextstest.moc"

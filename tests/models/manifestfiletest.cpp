#include "models/manifestfile.h"

#include "models/manifestcolumns.h"
#include "tests/support/seed.h"

#include <QSettings>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// Taking a shipment file apart.
class ManifestFileTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init() { QLocale::setDefault(QLocale::c()); }
    void encodings_data();
    void encodings();
    void notText_data();
    void notText();
    void delimiters_data();
    void delimiters();
    void quotes();
    void badLines_data();
    void badLines();
    void refusedAsAWhole_data();
    void refusedAsAWhole();
    void decimals_data();
    void decimals();
    void amounts_data();
    void amounts();
    void columns_data();
    void columns();
    void remembersAShape();
    void aMillionMadeUpBytes();
};

void ManifestFileTest::encodings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("encoding");
    const QString text = u"Bestellnr;Größe €\r\nA-1;Ünïcode “x”\r\n"_s;
    QStringEncoder little(QStringConverter::Utf16LE);
    QStringEncoder big(QStringConverter::Utf16BE);
    const QByteArray narrow = "Bestellnr;Gr\xF6\xDF\x65 \x80\r\nA-1;\xDCn\xEF\x63ode \x93x\x94\r\n";
    QTest::newRow("UTF-8") << text.toUtf8() << u"UTF-8"_s;
    QTest::newRow("UTF-8 with mark")
        << QByteArray("\xEF\xBB\xBF" + text.toUtf8()) << u"UTF-8 (BOM)"_s;
    const QByteArray littleBytes = little(text);
    const QByteArray bigBytes = big(text);
    QTest::newRow("UTF-16 LE with mark") << QByteArray("\xFF\xFE" + littleBytes) << u"UTF-16 LE"_s;
    QTest::newRow("UTF-16 BE with mark") << QByteArray("\xFE\xFF" + bigBytes) << u"UTF-16 BE"_s;
    QTest::newRow("UTF-16 LE") << littleBytes << u"UTF-16 LE"_s;
    QTest::newRow("UTF-16 BE") << bigBytes << u"UTF-16 BE"_s;
    QTest::newRow("Windows-1252") << narrow << u"Windows-1252"_s;
}

void ManifestFileTest::encodings()
{
    QFETCH(const QByteArray, bytes);
    const ManifestFile file = readManifest(bytes);
    QCOMPARE(file.problem, QString());
    QTEST(encodingName(file.encoding), "encoding");
    QCOMPARE(file.header, QStringList({u"Bestellnr"_s, u"Größe €"_s}));
    QCOMPARE(file.records.size(), 1);
    QCOMPARE(file.records.first().fields, QStringList({u"A-1"_s, u"Ünïcode “x”"_s}));
}

void ManifestFileTest::notText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("problem");
    QTest::newRow("xlsx") << QByteArray("PK\x03\x04 and more") << u"a workbook"_s;
    QTest::newRow("xls") << QByteArray("\xD0\xCF\x11\xE0 and more") << u"a workbook"_s;
    QTest::newRow("zero bytes") << QByteArray("order\0x\nA-1\n", 12) << u"not a text file"_s;
    QTest::newRow("half a character") << QByteArray("\xFF\xFE"
                                                    "o\0r\0d",
                                                    7)
                                      << u"damaged"_s;
    QTest::newRow("UTF-8 cut in two") << QByteArray("\xEF\xBB\xBF order\nA\xC3") << u"damaged"_s;
    QTest::newRow("no Windows-1252") << QByteArray("order\nA\x81\xFC\n") << u"damaged"_s;
    QTest::newRow("nothing") << QByteArray() << u"empty"_s;
    QTest::newRow("blank lines") << QByteArray("\r\n\n  \n") << u"empty"_s;
    QTest::newRow("first line only") << QByteArray("order;amount\n") << u"nothing below"_s;
}

void ManifestFileTest::notText()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, problem);
    const ManifestFile file = readManifest(bytes);
    QVERIFY2(file.problem.contains(problem), qPrintable(file.problem));
    QVERIFY(file.records.isEmpty());
}

void ManifestFileTest::delimiters_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<char>("delimiter");
    QTest::newRow("comma") << QByteArray("order,amount\nA-1,\"12,50\"\n") << ',';
    QTest::newRow("semicolon") << QByteArray("order;amount\nA-1;12,50\n") << ';';
    QTest::newRow("tab") << QByteArray("order\tamount\nA-1\t12,50") << '\t';
    QTest::newRow("named") << QByteArray("sep=;\r\norder;amount\r\nA-1;12,50\r\n") << ';';
    QTest::newRow("commas inside quotes")
        << QByteArray("\"order, with a, comma\";amount\nA-1;12,50\n") << ';';
    QTest::newRow("old line ends") << QByteArray("order;amount\rA-1;12,50\r") << ';';
}

void ManifestFileTest::delimiters()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const char, delimiter);
    const ManifestFile file = readManifest(bytes);
    QCOMPARE(file.problem, QString());
    QCOMPARE(file.delimiter, QChar::fromLatin1(delimiter));
    QCOMPARE(file.records.size(), 1);
    QCOMPARE(file.records.first().fields, QStringList({u"A-1"_s, u"12,50"_s}));
}

void ManifestFileTest::quotes()
{
    const ManifestFile file = readManifest("order,note\n"
                                           "\"A \"\"1\"\"\", \" two\nlines \" \n"
                                           "\n"
                                           "A-2,\n");
    QCOMPARE(file.problem, QString());
    QCOMPARE(file.records.size(), 2);
    QCOMPARE(file.records.at(0).fields, QStringList({u"A \"1\""_s, u"two\nlines"_s}));
    QCOMPARE(file.records.at(0).line, 2);
    QCOMPARE(file.records.at(1).line, 5); // the quoted one has two, and one is empty
    QCOMPARE(file.records.at(1).fields, QStringList({u"A-2"_s, QString()}));
}

void ManifestFileTest::badLines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("problem");
    QTest::newRow("good") << QByteArray("A-1,2") << QString();
    QTest::newRow("too few") << QByteArray("A-1") << u"it has 1 columns, the first line has 2"_s;
    QTest::newRow("too many") << QByteArray("A-1,2,3")
                              << u"it has 3 columns, the first line has 2"_s;
    QTest::newRow("open quote") << QByteArray("A-1,\"2") << u"a quote is opened and never closed"_s;
    QTest::newRow("text behind a quote")
        << QByteArray("A-1,\"2\"3") << u"there is text behind a closing quote"_s;
    QTest::newRow("long") << QByteArray("A-1," + QByteArray(1001, 'x'))
                          << u"a field is longer than 1000 characters"_s;
}

void ManifestFileTest::badLines()
{
    QFETCH(const QByteArray, line);
    const ManifestFile file = readManifest("order,amount\nA-0,1\n" + line + "\n");
    QCOMPARE(file.problem, QString());
    QCOMPARE(file.records.size(), 2);
    QVERIFY(file.records.at(0).problem.isEmpty());
    QTEST(file.records.at(1).problem, "problem");
    QCOMPARE(file.records.at(1).line, 3);
}

void ManifestFileTest::refusedAsAWhole_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("problem");
    const QByteArray lines = QByteArray("A-1\n").repeated(kMostManifestLines);
    QTest::newRow("as many as may be") << QByteArray("order\n" + lines) << QString();
    QTest::newRow("one line more") << QByteArray("order\n" + lines + "A-1\n")
                                   << u"The file has more than 50000 lines. Split it."_s;
    QTest::newRow("one byte more")
        << QByteArray("order\n" + QByteArray(kLargestManifest, 'x'))
        << u"The file is too large: at most 10 MB can be imported at once."_s;
    QTest::newRow("many columns") << QByteArray(QByteArray("c,").repeated(200) + "c\nA-1\n")
                                  << u"The file has more than 200 columns."_s;
    QTest::newRow("first line") << QByteArray("\"order\nA-1\n")
                                << u"The first line cannot be read: a quote is opened and never "
                                   "closed."_s;
}

void ManifestFileTest::refusedAsAWhole()
{
    QFETCH(const QByteArray, bytes);
    const ManifestFile file = readManifest(bytes);
    QTEST(file.problem, "problem");
}

void ManifestFileTest::decimals_data()
{
    QTest::addColumn<QStringList>("amounts");
    QTest::addColumn<int>("sign");
    const auto row = [](const char *name, const QStringList &amounts, DecimalSign sign) {
        QTest::newRow(name) << amounts << static_cast<int>(sign);
    };
    row("point", {u"12.50"_s, u"1.234"_s}, DecimalSign::Point);
    row("comma", {u"12,50"_s, u"1.234"_s}, DecimalSign::Comma);
    row("both signs, point last", {u"1,234.56"_s}, DecimalSign::Point);
    row("both signs, comma last", {u"1.234,56"_s}, DecimalSign::Comma);
    row("two groups", {u"1.234.567"_s}, DecimalSign::Comma);
    row("one decimal", {u"12.5"_s}, DecimalSign::Point);
    row("cannot be a group", {u"1234.567"_s}, DecimalSign::Point);
    row("less than one", {u"0,125"_s}, DecimalSign::Comma);
    row("could be a group", {u"1.234"_s, u"12"_s, QString()}, DecimalSign::Unclear);
    row("no sign at all", {u"12"_s, u"1 234"_s, u"1'234"_s}, DecimalSign::Unclear);
    row("contradiction", {u"12.50"_s, u"12,50"_s}, DecimalSign::Mixed);
}

void ManifestFileTest::decimals()
{
    QFETCH(const QStringList, amounts);
    QTEST(static_cast<int>(decimalSignOf(amounts)), "sign");
}

void ManifestFileTest::amounts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Currency>("currency");
    QTest::addColumn<DecimalSign>("sign");
    QTest::addColumn<qint64>("units"); // 0: refused
    const auto row = [](const char *name, const QString &text, Currency currency, DecimalSign sign,
                        qint64 units) { QTest::newRow(name) << text << currency << sign << units; };
    using enum DecimalSign;
    row("point", u"1,234.56"_s, Currency::Eur, Point, 123456);
    row("comma", u"1.234,56"_s, Currency::Eur, Comma, 123456);
    row("group known by the column", u"1.234"_s, Currency::Eur, Comma, 123400);
    row("decimals known by the column", u"1.234"_s, Currency::Kwd, Point, 1234);
    row("too many decimals", u"1.234"_s, Currency::Eur, Point, 0);
    row("unclear", u"1.234"_s, Currency::Eur, Unclear, 0);
    row("unclear, no sign", u"1 234"_s, Currency::Eur, Unclear, 123400);
    row("mixed", u"12.50"_s, Currency::Eur, Mixed, 0);
    row("mixed, no sign", u"12"_s, Currency::Eur, Mixed, 1200);
    row("blanks and apostrophes", u" 1'234.50 "_s, Currency::Eur, Point, 123450);
    row("yen", u"1,050"_s, Currency::Jpy, Point, 1050);
    row("yen with decimals", u"10.5"_s, Currency::Jpy, Point, 0);
    row("bad group", u"12,34.56"_s, Currency::Eur, Point, 0);
    row("negative", u"-12.50"_s, Currency::Eur, Point, 0);
    row("zero", u"0.00"_s, Currency::Eur, Point, 0);
    row("with a sign of money", u"€12.50"_s, Currency::Eur, Point, 0);
    row("words", u"twelve"_s, Currency::Eur, Point, 0);
    row("huge", u"99999999999999999999"_s, Currency::Eur, Point, 0);
}

void ManifestFileTest::amounts()
{
    QFETCH(const QString, text);
    QFETCH(const Currency, currency);
    QFETCH(const DecimalSign, sign);
    QFETCH(const qint64, units);
    const Result<Money> money = manifestAmount(text, currency, sign);
    QCOMPARE(money.has_value(), units > 0);
    if (money)
        QCOMPARE(*money, (Money{units, currency}));
    else
        QCOMPARE(money.error().field, u"amount"_s);
}

void ManifestFileTest::columns_data()
{
    QTest::addColumn<QStringList>("header");
    QTest::addColumn<QList<int>>(
        "columns"); // order, payment, transaction, amount, currency, shipment
    QTest::newRow("English") << QStringList{u"Shipment ref"_s, u"Order reference"_s, u"Amount"_s,
                                            u"Currency"_s}
                             << QList<int>{1, -1, -1, 2, 3, 0};
    QTest::newRow("German") << QStringList{u"Bestell-Nr."_s, u"Betrag"_s, u"Währung"_s,
                                           u"Sendungsnummer"_s}
                            << QList<int>{0, -1, -1, 1, 2, 3};
    QTest::newRow("French") << QStringList{u"Numéro de commande"_s, u"Montant"_s, u"Devise"_s,
                                           u"Numéro de suivi"_s}
                            << QList<int>{0, -1, -1, 1, 2, 3};
    QTest::newRow("ids") << QStringList{u"payment_id"_s, u"TRANSACTION ID"_s}
                         << QList<int>{-1, 0, 1, -1, -1, -1};
    QTest::newRow("nothing known")
        << QStringList{u"A"_s, u"B"_s} << QList<int>{-1, -1, -1, -1, -1, -1};
}

void ManifestFileTest::columns()
{
    QFETCH(const QStringList, header);
    QFETCH(const QList<int>, columns);
    const ManifestColumns guess = guessColumns(header);
    QCOMPARE(QList<int>(guess.columns.begin(), guess.columns.end()), columns);
    QCOMPARE(guess.isUsable(), columns.at(0) >= 0 || columns.at(1) >= 0 || columns.at(2) >= 0);
}

void ManifestFileTest::remembersAShape()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"settings.ini"_s);
    const ManifestFile file = readManifest("A;B;C\nx;1;2\n");
    const ManifestFile same = readManifest("a;  B ;c\ny;3;4\n");
    const ManifestFile other = readManifest("A;C;B\nx;1;2\n");
    QCOMPARE(same.shape, file.shape);
    QVERIFY(other.shape != file.shape);
    ManifestColumns columns;
    columns.set(ManifestRole::Order, 0);
    columns.set(ManifestRole::Amount, 2);
    columns.decimals = DecimalSign::Comma;
    {
        QSettings settings(path, QSettings::IniFormat);
        ManifestShapes(settings).keep(file.shape, columns);
    }
    QSettings settings(path, QSettings::IniFormat);
    ManifestShapes shapes(settings);
    QCOMPARE(shapes.find(same.shape, 3), std::optional(columns));
    QVERIFY(!shapes.find(same.shape, 2)); // a column it speaks of is not there
    QVERIFY(!shapes.find(other.shape, 3));
    for (int i = 0; i < ManifestShapes::kMostShapes; ++i)
        shapes.keep(u"shape%1"_s.arg(i), columns);
    QVERIFY(!shapes.find(file.shape, 3));
    settings.setValue(u"manifest/shapes"_s, QStringList{u"odd=1,2"_s, u"far=9,-1,-1,-1,-1,-1,0"_s,
                                                        u"no=x,-1,-1,-1,-1,-1,0"_s});
    for (const auto &shape : {u"odd"_s, u"far"_s, u"no"_s})
        QVERIFY(!shapes.find(shape, 3));
}

void ManifestFileTest::aMillionMadeUpBytes()
{
    // Whatever is dropped is read or refused, and never more lines than there are.
    std::mt19937 random(testSeed());
    const QByteArray alphabet("ab;,\t\"\n\r =1.\xC3\xA4", 15);
    for (int round = 0; round < 100; ++round) {
        QByteArray bytes;
        for (int i = 0; i < 10'000; ++i)
            bytes.append(alphabet.at(static_cast<qsizetype>(random() % alphabet.size())));
        const ManifestFile file = readManifest(bytes);
        int last = 0;
        for (const ManifestRecord &record : file.records) {
            QVERIFY(record.line > last);
            last = record.line;
            QVERIFY(!record.problem.isEmpty() || record.fields.size() == file.header.size());
        }
        QVERIFY(last <= bytes.count('\n') + bytes.count('\r') + 1);
    }
}

QTEST_GUILESS_MAIN(ManifestFileTest)
#include "manifestfiletest.moc"

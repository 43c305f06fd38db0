#include "services/storage/notestore.h"
#include "services/storage/paymentreader.h"
#include "tests/storage/storageworld.h"
#include "tests/support/bigdatabase.h"
#include "tests/support/seed.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;

/// Lists are what a simple program makes of all payments, whatever way the reader takes to them.
class TestPaymentReader : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void listsAreRight_data();
    void listsAreRight();
    void waysAgree_data();
    void waysAgree();
    void unsortableIsRefused();
    void rowsKeepTheirOrder();
    void summaryHasEveryField();
    void totals();
    void counts();
    void otherMerchantsNeverAppear();
    void hostileTextsAreOnlyText_data();
    void hostileTextsAreOnlyText();

private:
    void fill();
    QList<Payment> expected(const PaymentQuery &query) const;

    std::unique_ptr<StorageWorld> m_world;
    QList<Payment> m_payments; ///< all of one merchant, in the order of storing
    QTemporaryDir m_bigFolder;
    QString m_bigFile;
};

namespace {

/// Some filters, each named; what they mean is said a second time in passes().
QList<std::pair<QString, PaymentFilter>> filters()
{
    QList<std::pair<QString, PaymentFilter>> all = {{u"all"_s, {}}};
    const auto add = [&](const QString &name, auto change) {
        PaymentFilter filter;
        change(filter);
        all.append({name, filter});
    };
    add(u"status"_s, [](auto &f) { f.statuses = {PaymentStatus::Succeeded}; });
    add(u"two statuses"_s, [](auto &f) {
        f.statuses = {PaymentStatus::RequiresCapture, PaymentStatus::Failed};
    });
    add(u"unknown"_s, [](auto &f) { f.outcomeUnknown = true; });
    add(u"known"_s, [](auto &f) { f.outcomeUnknown = false; });
    add(u"refunded"_s, [](auto &f) { f.refunded = true; });
    add(u"not refunded"_s, [](auto &f) { f.refunded = false; });
    add(u"noted"_s, [](auto &f) { f.noted = true; });
    add(u"not noted"_s, [](auto &f) { f.noted = false; });
    add(u"currencies"_s, [](auto &f) { f.currencies = {Currency::Eur, Currency::Jpy}; });
    add(u"amount from"_s, [](auto &f) { f.amountFrom = 5'000; });
    add(u"amount to"_s, [](auto &f) { f.amountTo = 4'990; });
    add(u"amount span"_s, [](auto &f) {
        f.amountFrom = 4'990;
        f.amountTo = 4'990;
    });
    add(u"created span"_s, [](auto &f) {
        f.createdFromMs = 1'020;
        f.createdToMs = 1'060;
    });
    add(u"capture by"_s, [](auto &f) { f.captureBeforeToMs = 50'000; });
    add(u"order"_s, [](auto &f) { f.orderReferencePrefix = u"oRd-1"_s; });
    add(u"customer"_s, [](auto &f) { f.customerPrefix = u"AN"_s; });
    add(u"last four"_s, [](auto &f) { f.last4 = u"4242"_s; });
    add(u"brand"_s, [](auto &f) { f.brands = {CardBrand::Visa, CardBrand::Jcb}; });
    add(u"last four and brand"_s, [](auto &f) {
        f.last4 = u"4242"_s;
        f.brands = {CardBrand::Visa};
    });
    add(u"capture method"_s, [](auto &f) { f.captureMethods = {CaptureMethod::Manual}; });
    add(u"connector"_s, [](auto &f) { f.connector = u"second"_s; });
    add(u"typed amount"_s, [](auto &f) { f.search.amountText = u"49.90"_s; });
    add(u"typed amount in one"_s, [](auto &f) {
        f.search.amountText = u"49.90"_s;
        f.search.exactCurrency = Currency::Kwd;
    });
    add(u"typed whole amount"_s, [](auto &f) { f.search.amountText = u"4990"_s; });
    add(u"three parts"_s, [](auto &f) {
        f.statuses = {PaymentStatus::Succeeded};
        f.currencies = {Currency::Eur};
        f.captureMethods = {CaptureMethod::Manual};
    });
    add(u"nothing"_s, [](auto &f) {
        f.statuses = {PaymentStatus::Review};
        f.connector = u"none"_s;
    });
    return all;
}

qint64 typedIn(const PaymentFilter &filter, Currency currency)
{
    const QStringList sides = filter.search.amountText.split(u'.');
    const QString fraction = sides.value(1).leftJustified(decimals(currency), u'0');
    if (fraction.size() > decimals(currency))
        return -1;
    return QString(sides.constFirst() + fraction).toLongLong();
}

bool beginsWith(const QString &text, const QString &prefix)
{
    return text.toCaseFolded().startsWith(prefix.toCaseFolded());
}

bool passes(const Payment &payment, const PaymentFilter &filter)
{
    const auto in = [](const auto &list, const auto &value) {
        return list.isEmpty() || list.contains(value);
    };
    const PaymentSearch &search = filter.search;
    return in(filter.statuses, payment.status) && in(filter.currencies, payment.currency)
           && payment.outcomeUnknown == filter.outcomeUnknown.value_or(payment.outcomeUnknown)
           && (!filter.refunded || *filter.refunded == (payment.refunded > 0))
           && (!filter.noted || *filter.noted == (payment.captured == 4'000))
           && payment.amount >= filter.amountFrom.value_or(0)
           && payment.amount <= filter.amountTo.value_or(payment.amount)
           && payment.createdAtMs >= filter.createdFromMs.value_or(0)
           && payment.createdAtMs < filter.createdToMs.value_or(payment.createdAtMs + 1)
           && (!filter.captureBeforeToMs
               || (payment.captureBeforeMs > 0
                   && payment.captureBeforeMs <= *filter.captureBeforeToMs))
           && beginsWith(payment.orderReference, filter.orderReferencePrefix)
           && (beginsWith(payment.customer.name, filter.customerPrefix)
               || beginsWith(payment.customer.email, filter.customerPrefix))
           && (filter.last4.isEmpty() || payment.card.last4 == filter.last4)
           && in(filter.brands, payment.card.brand)
           && in(filter.captureMethods, payment.captureMethod)
           && (filter.connector.isEmpty() || payment.connector == filter.connector)
           && (search.amountText.isEmpty() || payment.amount == typedIn(filter, payment.currency))
           && payment.currency == search.exactCurrency.value_or(payment.currency);
}

/// The sorted column as text that sorts like it.
QByteArray sortText(const Payment &payment, PaymentColumn column)
{
    const auto number = [](qint64 value) {
        return QByteArray::number(value).rightJustified(15, '0');
    };
    const QByteArray created = number(payment.createdAtMs);
    const QByteArray end("\0", 1);
    if (column == PaymentColumn::Status)
        return toText(payment.status).toUtf8() + end + created;
    if (column == PaymentColumn::Amount)
        return number(payment.amount);
    if (column == PaymentColumn::Currency)
        return toText(payment.currency).toUtf8() + end + created;
    if (column == PaymentColumn::OrderReference)
        return payment.orderReference.toCaseFolded().toUtf8();
    if (column == PaymentColumn::Customer)
        return payment.customer.name.toCaseFolded().toUtf8();
    if (column == PaymentColumn::Method)
        return toText(payment.card.brand).toUtf8() + end + payment.card.last4.toUtf8() + end
               + created;
    if (column == PaymentColumn::Connector)
        return payment.connector.toUtf8() + end + created;
    if (column == PaymentColumn::Captured)
        return number(payment.captured);
    if (column == PaymentColumn::CaptureBefore)
        return number(payment.captureBeforeMs);
    return column == PaymentColumn::Updated ? number(payment.modifiedAtMs) : created;
}

QList<PaymentColumn> sortableColumns()
{
    QList<PaymentColumn> columns;
    for (int i = 0; i <= static_cast<int>(PaymentColumn::Updated); ++i) {
        if (isSortable(static_cast<PaymentColumn>(i)))
            columns.append(static_cast<PaymentColumn>(i));
    }
    return columns;
}

void queryRows()
{
    QTest::addColumn<PaymentQuery>("query");
    for (const auto &[name, filter] : filters()) {
        for (const PaymentColumn column : sortableColumns()) {
            for (const bool descending : {false, true})
                QTest::newRow(qPrintable(name + u" by "_s + toText(column)
                                         + (descending ? u" down"_s : u" up"_s)))
                    << PaymentQuery{filter, column, descending};
        }
    }
}

} // namespace

void TestPaymentReader::initTestCase()
{
    testSeed();
    fill();
    m_bigFile = m_bigFolder.filePath(u"big.db"_s);
    BigDatabaseOptions options;
    options.file = m_bigFile;
    options.payments = 40'000; // more than the reader walks or sorts at once
    const Result<> made = makeBigDatabase(options);
    QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
}

/// Few different values, so that there are ties and matches of everything.
void TestPaymentReader::fill()
{
    m_world = std::make_unique<StorageWorld>();
    std::mt19937_64 random(testSeed());
    const auto below = [&](size_t count) {
        return std::uniform_int_distribution<size_t>(0, count - 1)(random);
    };
    const auto one = [&](const auto &list) { return list[qsizetype(below(size_t(list.size())))]; };
    const QList<Currency> currencies = {Currency::Eur, Currency::Jpy, Currency::Kwd, Currency::Usd};
    const QList<qint64> amounts = {49, 4'990, 49'900, 5'000, 100, 999'999};
    const QStringList names = {u"Anna Meier"_s, u"anna Berg"_s, u"Émile Zola"_s, u"Zoë"_s, u""_s};
    const QStringList emails = {u"an@example.com"_s, u"X.Y@Example.com"_s, u""_s};
    const QList<CardBrand> brands = {CardBrand::Visa, CardBrand::Jcb, CardBrand::Unknown};
    const QStringList last4 = {u"4242"_s, u"0005"_s, u""_s};
    for (int i = 0; i < 300; ++i) {
        Payment payment = m_world->payment(u"pay_%1"_s.arg(i));
        payment.status = one(allPaymentStatuses());
        payment.outcomeUnknown = below(10) == 0;
        payment.currency = one(currencies);
        payment.amount = one(amounts);
        payment.captured = one(QList<qint64>{3'000, 4'000, 60});
        payment.createdAtMs = 1'000 + qint64(below(100));
        payment.modifiedAtMs = 2'000 + qint64(below(50));
        payment.captureBeforeMs = one(QList<qint64>{0, 40'000, 60'000});
        payment.captureMethod = one(QList{CaptureMethod::Automatic, CaptureMethod::Manual});
        payment.orderReference = one(QStringList{u"ORD-1%1"_s.arg(below(9)), u"ord-2"_s, u""_s});
        payment.customer.name = one(names);
        payment.customer.email = one(emails);
        payment.card.brand = one(brands);
        payment.card.last4 = one(last4);
        payment.refunded = below(3) == 0 ? 50 : 0;
        payment.connector = one(QStringList{u"simulator"_s, u"second"_s, u""_s});
        // Every third row is another merchant's and must never be seen.
        Payment foreign = payment;
        m_payments.append(m_world->stored(payment));
        Note note{0, payment.merchantId, {NoteAbout::Payment, payment.id.value}, 1, u"x"_s, u"x"_s};
        if (payment.captured == 4'000) // so that passes() knows it
            QVERIFY(NoteStore(m_world->database).insert(note));
        foreign.merchantId = m_world->other;
        if (i % 2 == 0)
            m_world->stored(foreign);
    }
}

QList<Payment> TestPaymentReader::expected(const PaymentQuery &query) const
{
    QList<Payment> list;
    std::ranges::copy_if(m_payments, std::back_inserter(list),
                         [&](const Payment &payment) { return passes(payment, query.filter); });
    std::ranges::sort(list, [&](const Payment &a, const Payment &b) {
        const QByteArray left = sortText(a, query.sortBy);
        const QByteArray right = sortText(b, query.sortBy);
        const bool isLess = left != right ? left < right : a.rowId < b.rowId;
        return query.descending ? !isLess && a.rowId != b.rowId : isLess;
    });
    return list;
}

void TestPaymentReader::listsAreRight_data()
{
    queryRows();
}

void TestPaymentReader::listsAreRight()
{
    QFETCH(PaymentQuery, query);
    QList<qint64> wanted;
    for (const Payment &payment : expected(query))
        wanted.append(payment.rowId);
    PaymentReader reader(m_world->database);
    QCOMPARE(*reader.ordering(m_world->merchant, query), wanted);
    const Result<QList<PaymentSummary>> page = reader.firstPage(m_world->merchant, query, 20);
    QCOMPARE(page->size(), qMin<qsizetype>(20, wanted.size()));
    for (qsizetype i = 0; i < page->size(); ++i)
        QCOMPARE(page->at(i).rowId, wanted.at(i));
}

void TestPaymentReader::waysAgree_data()
{
    queryRows();
}

/// In a big file the first page is found by merging, sorting or walking: the same rows each way.
void TestPaymentReader::waysAgree()
{
    QFETCH(PaymentQuery, query);
    static Database database;
    if (!database.isOpen())
        QVERIFY(database.open({m_bigFile, false, true}));
    if (query.filter.createdFromMs) {
        query.filter.createdFromMs = 1'778'000'000'000;
        query.filter.createdToMs = 1'779'900'000'000;
    }
    if (query.filter.captureBeforeToMs)
        query.filter.captureBeforeToMs = 1'780'500'000'000;
    PaymentReader reader(database);
    const MerchantId merchant{u"mer_big"_s};
    const Result<QList<qint64>> all = reader.ordering(merchant, query);
    QVERIFY(all);
    const Result<QList<PaymentSummary>> page = reader.firstPage(merchant, query, 100);
    QVERIFY(page);
    QCOMPARE(page->size(), qMin<qsizetype>(100, all->size()));
    for (qsizetype i = 0; i < page->size(); ++i)
        QCOMPARE(page->at(i).rowId, all->at(i));
}

void TestPaymentReader::unsortableIsRefused()
{
    PaymentReader reader(m_world->database);
    for (int i = 0; i <= static_cast<int>(PaymentColumn::Updated); ++i) {
        const PaymentQuery query{{}, static_cast<PaymentColumn>(i), true};
        const auto page = reader.firstPage(m_world->merchant, query, 5);
        QCOMPARE(page.has_value(), isSortable(query.sortBy));
        if (!page)
            QCOMPARE(page.error().code, ErrorCode::InvalidValue);
    }
}

void TestPaymentReader::rowsKeepTheirOrder()
{
    PaymentReader reader(m_world->database);
    QList<qint64> ids;
    for (qsizetype i = m_payments.size() - 1; i >= 0; --i)
        ids.append(m_payments.at(i).rowId);
    ids.insert(3, 99'999'999); // gone
    const Result<QList<PaymentSummary>> rows = reader.rows(m_world->merchant, ids);
    ids.removeAt(3);
    QCOMPARE(rows->size(), ids.size());
    for (qsizetype i = 0; i < ids.size(); ++i)
        QCOMPARE(rows->at(i).rowId, ids.at(i));
    QCOMPARE(reader.rows(m_world->merchant, {})->size(), 0);
}

void TestPaymentReader::summaryHasEveryField()
{
    StorageWorld world;
    const Payment payment = world.stored(world.payment(u"pay_a"_s));
    PaymentReader reader(world.database);
    const Result<QList<PaymentSummary>> rows = reader.rows(world.merchant, {payment.rowId});
    PaymentSummary wanted;
    wanted.rowId = payment.rowId;
    wanted.id = payment.id;
    wanted.version = payment.version;
    wanted.status = payment.status;
    wanted.outcomeUnknown = payment.outcomeUnknown;
    wanted.currency = payment.currency;
    wanted.amount = payment.amount;
    wanted.authorized = payment.authorized;
    wanted.captured = payment.captured;
    wanted.capturable = amountCapturable(payment);
    wanted.refunded = payment.refunded;
    wanted.captureMethod = payment.captureMethod;
    wanted.authenticationType = payment.authenticationType;
    wanted.orderReference = payment.orderReference;
    wanted.customerName = payment.customer.name;
    wanted.customerEmail = payment.customer.email;
    wanted.cardBrand = payment.card.brand;
    wanted.last4 = payment.card.last4;
    wanted.connector = payment.connector;
    wanted.processorReference = payment.processorReference;
    wanted.description = payment.description;
    wanted.declineCategory = payment.error.category;
    wanted.profileId = payment.profileId;
    wanted.attemptCount = payment.attemptCount;
    wanted.captureBeforeMs = payment.captureBeforeMs;
    wanted.createdAtMs = payment.createdAtMs;
    wanted.modifiedAtMs = payment.modifiedAtMs;
    QCOMPARE(rows->constFirst(), wanted);
}

void TestPaymentReader::totals()
{
    PaymentReader reader(m_world->database);
    QList<qint64> ids;
    QMap<QString, CurrencyTotal> wanted;
    for (const Payment &payment : m_payments) {
        ids.append(payment.rowId);
        CurrencyTotal &total = wanted[toText(payment.currency)];
        total.currency = payment.currency;
        total.count += 1;
        total.amount += payment.amount;
        total.capturable += amountCapturable(payment);
    }
    QCOMPARE(*reader.totals(m_world->merchant, ids), wanted.values());
    QCOMPARE(*reader.totals(m_world->merchant, ids + ids), wanted.values());
    QCOMPARE(reader.totals(m_world->other, ids)->size(), 0);
    QCOMPARE(reader.totals(m_world->merchant, {})->size(), 0);
}

void TestPaymentReader::counts()
{
    PaymentReader reader(m_world->database);
    QHash<QString, qint64> wanted{{u"unknown"_s, 0}};
    for (const Payment &payment : m_payments) {
        ++wanted[toText(payment.status)];
        wanted[u"unknown"_s] += payment.outcomeUnknown ? 1 : 0;
    }
    QCOMPARE(*reader.counts(m_world->merchant), wanted);
    QCOMPARE(reader.counts({u"mer_none"_s})->value(u"unknown"_s), 0);
}

void TestPaymentReader::otherMerchantsNeverAppear()
{
    PaymentReader reader(m_world->database);
    const Result<QList<qint64>> theirs = reader.ordering(m_world->other, {});
    QCOMPARE(theirs->size(), 150);
    QCOMPARE(reader.rows(m_world->merchant, *theirs)->size(), 0);
    QCOMPARE(reader.ordering({u"mer_none"_s}, {})->size(), 0);
    QCOMPARE(reader.firstPage({u"mer_none"_s}, {}, 10)->size(), 0);
}

void TestPaymentReader::hostileTextsAreOnlyText_data()
{
    QTest::addColumn<QString>("text");
    for (const QString &text :
         {u"' OR 1=1 --"_s, u"\"; DROP TABLE payment; --"_s, u"%"_s, u"_"_s, u"*"_s, u"\\"_s,
          u"a* OR b"_s, u"NEAR(a b)"_s, u"body:a"_s, u"^a"_s, u"-a"_s, u"("_s, QString(5'000, u'x'),
          QString(QChar(0)), u"\U0010FFFF"_s})
        QTest::newRow(qPrintable(u"text "_s + text.left(12))) << text;
}

void TestPaymentReader::hostileTextsAreOnlyText()
{
    QFETCH(QString, text);
    PaymentReader reader(m_world->database);
    for (int field = 0; field < 6; ++field) {
        PaymentQuery query;
        QString *const fields[] = {&query.filter.orderReferencePrefix,
                                   &query.filter.customerPrefix,
                                   &query.filter.last4,
                                   &query.filter.connector,
                                   &query.filter.search.text,
                                   &query.filter.search.amountText};
        *fields[field] = text;
        const auto page = reader.firstPage(m_world->merchant, query, 10);
        QVERIFY2(page, page ? "" : qPrintable(page.error().detail));
        if (field < 4)
            QCOMPARE(page->size(), 0);
        QVERIFY(reader.ordering(m_world->merchant, query));
    }
    QCOMPARE(reader.ordering(m_world->merchant, {})->size(), m_payments.size());
}

QTEST_GUILESS_MAIN(TestPaymentReader)
#include "testpaymentreader.moc"

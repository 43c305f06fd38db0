#include "services/storage/journalstore.h"
#include "services/storage/migrations.h"
#include "services/storage/paymentreader.h"
#include "services/storage/searchindex.h"
#include "tests/storage/storageworld.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Words find payments behind the commits, best matches first, and the index can always be made
/// anew.
class TestSearchIndex : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void words_data();
    void words();
    void ranking_data();
    void ranking();
    void filtersAndSorting();
    void exactWithoutIndex();
    void followsChanges();
    void sliceBySlice();
    void progressOfEachMerchant();
    void madeAnew_data();
    void madeAnew();
    void damageWhileOpen();
    void restoredBackup();
    void tenantIsolation();
    void writerIsNotHeldUp();
};

namespace {

struct SearchWorld : StorageWorld
{
    struct Words
    {
        QString id;
        QString name;
        QString email;
        QString order;
        QString last4;
        qint64 amount = 4'990;
        PaymentStatus status = PaymentStatus::Succeeded;
    };

    SearchWorld() { opened = index.open(file).has_value(); }

    Payment add(const Words &words, const MerchantId &owner)
    {
        Payment fresh = payment(words.id);
        fresh.merchantId = owner;
        fresh.customer = {{u"cus_"_s + words.id}, words.name, words.email, {}};
        fresh.orderReference = words.order;
        fresh.card.last4 = words.last4;
        fresh.currency = Currency::Eur;
        fresh.amount = words.amount;
        fresh.status = words.status;
        fresh.processorReference = u"sim_"_s + words.id;
        return stored(fresh);
    }
    Payment add(const Words &words) { return add(words, merchant); }
    int catchUp(int slice = 1'000)
    {
        int total = 0;
        for (;;) {
            const Result<int> done = index.catchUp(slice);
            if (!done || *done == 0)
                return done ? total : -1;
            total += *done;
        }
    }
    /// Ids of the payments that are found, in order, without "pay_".
    QString found(const QString &text, PaymentQuery query = {},
                  const MerchantId &owner = {u"mer_one"_s})
    {
        if (!reader.isOpen() && !reader.open({file, false, true}))
            return u"no reader"_s;
        query.filter.search.text = text;
        PaymentReader lists(reader);
        const auto page = lists.firstPage(owner, query, 50);
        if (!page)
            return page.error().detail;
        const auto all = lists.ordering(owner, query);
        QStringList ids;
        QList<qint64> rows;
        for (const PaymentSummary &summary : *page) {
            ids.append(summary.id.value.mid(4));
            rows.append(summary.rowId);
        }
        return all && *all == rows ? ids.join(u' ') : u"page and ordering differ"_s;
    }
    void addSamples()
    {
        add({u"pay_1"_s, u"Anna Meier"_s, u"anna@shop.example"_s, u"ORD-104242"_s, u"1111"_s, 4'990,
             PaymentStatus::RequiresCapture});
        add({u"pay_2"_s, u"Anna-Lena Öztürk"_s, u"lena@mail.example"_s, u"ORD-77"_s, u"4242"_s,
             424'200, PaymentStatus::Succeeded});
        add({u"pay_3"_s, u"ÉMILE Zola"_s, u"ez@mail.example"_s, u"4242"_s, u"0005"_s, 1'250,
             PaymentStatus::Failed});
        add({u"pay_4"_s, u"Meier Anna"_s, u""_s, u"A/12 b"_s, u"9999"_s, 14'242,
             PaymentStatus::Succeeded});
        add({u"pay_5"_s, u"Groß 田中"_s, u"anna.m@x.example"_s, u""_s, u""_s, 100,
             PaymentStatus::Succeeded});
    }

    SearchIndex index;
    Database reader;
    bool opened = false;
};

} // namespace

void TestSearchIndex::words_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("names") << u"Anna-Lena  Öztürk"_s
                           << QStringList{u"anna"_s, u"lena"_s, u"ozturk"_s};
    QTest::newRow("composed or not") << u"E\u0301mile"_s << QStringList{u"emile"_s};
    QTest::newRow("northern") << u"Søren Łuk"_s << QStringList{u"soren"_s, u"luk"_s};
    QTest::newRow("sharp s") << u"GROSS Groß"_s << QStringList{u"gross"_s, u"gross"_s};
    QTest::newRow("order") << u"ORD/2024_0001"_s << QStringList{u"ord"_s, u"2024"_s, u"0001"_s};
    QTest::newRow("other scripts") << u"田中 Пётр"_s << QStringList{u"田中"_s, u"петр"_s};
    QTest::newRow("nothing") << u" -*\"' "_s << QStringList{};
    QTest::newRow("bounded") << u"a b c d e f"_s << QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s};
    QTest::newRow("long") << QString(100, u'x') << QStringList{QString(40, u'x')};
}

void TestSearchIndex::words()
{
    QFETCH(QString, text);
    QFETCH(QStringList, words);
    QCOMPARE(searchWords(text, 4), words);
}

void TestSearchIndex::ranking_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("found");
    // The newest first within what matches equally well.
    QTest::newRow("name") << u"anna"_s << u"5 4 2 1"_s;
    QTest::newRow("beginning") << u"ann"_s << u"5 4 2 1"_s;
    QTest::newRow("two words in any order") << u"meier an"_s << u"4 1"_s;
    QTest::newRow("all words must match") << u"anna zola"_s << QString();
    QTest::newRow("without accents") << u"emile"_s << u"3"_s;
    QTest::newRow("with accents") << u"Émile"_s << u"3"_s;
    QTest::newRow("umlauts") << u"oztu"_s << u"2"_s;
    QTest::newRow("sharp s") << u"gross"_s << u"5"_s;
    QTest::newRow("other script") << u"田"_s << u"5"_s;
    QTest::newRow("not inside words") << u"eier"_s << QString();
    // The order called exactly so, the last four, then orders and amounts with it inside.
    QTest::newRow("four digits") << u"4242"_s << u"3 2 4 1"_s;
    QTest::newRow("order with separators") << u"ord-1042"_s << u"1"_s;
    QTest::newRow("whole order") << u"ord-77"_s << u"2"_s;
    QTest::newRow("order with blank") << u"a/12 b"_s << u"4"_s;
    QTest::newRow("beginning of an e-mail") << u"anna@"_s << u"1"_s;
    QTest::newRow("e-mail in capitals") << u"ANNA.M@X"_s << u"5"_s;
    QTest::newRow("e-mail of nobody") << u"bob@"_s << QString();
    QTest::newRow("payment id") << u"pay_3"_s << u"3"_s;
    QTest::newRow("pasted with blanks") << u"  pay_3 "_s << u"3"_s;
    QTest::newRow("attempt id") << u"pay_3_2"_s << u"3"_s;
    QTest::newRow("attempt that was not made") << u"pay_3_3"_s << QString();
    QTest::newRow("processor reference") << u"sim_pay_4"_s << u"4"_s;
    QTest::newRow("beginning of a reference") << u"sim_pay_"_s << u"5 4 3 2 1"_s;
    QTest::newRow("customer id") << u"cus_pay_2"_s << u"2"_s;
    QTest::newRow("amount digits") << u"1250"_s << u"3"_s;
    QTest::newRow("nothing") << u"xyzzy"_s << QString();
    QTest::newRow("no word at all") << u"*"_s << QString();
}

void TestSearchIndex::ranking()
{
    QFETCH(QString, text);
    QFETCH(QString, found);
    SearchWorld world;
    world.addSamples();
    QCOMPARE(world.catchUp(), 5);
    QCOMPARE(world.found(text), found);
}

void TestSearchIndex::filtersAndSorting()
{
    SearchWorld world;
    world.addSamples();
    QCOMPARE(world.catchUp(), 5);
    PaymentQuery query;
    query.filter.statuses = {PaymentStatus::Succeeded};
    QCOMPARE(world.found(u"anna"_s, query), u"5 4 2"_s);
    query.filter.amountFrom = 1'000;
    QCOMPARE(world.found(u"anna"_s, query), u"4 2"_s);
    QCOMPARE(world.found(u"pay_1"_s, query), QString());
    QCOMPARE(world.found(u"4242"_s, query), u"2 4"_s);
    // A chosen order is kept strictly, whatever matches best.
    query = {};
    query.sortBy = PaymentColumn::Amount;
    QCOMPARE(world.found(u"4242"_s, query), u"2 4 1 3"_s);
    query.descending = false;
    QCOMPARE(world.found(u"anna"_s, query), u"5 1 4 2"_s);
    query = {};
    query.filter.search.amountText = u"4242.00"_s;
    QCOMPARE(world.found({}, query), u"2"_s);
    QCOMPARE(world.found(u"lena"_s, query), u"2"_s);
    QCOMPARE(world.found(u"meier"_s, query), QString());
}

void TestSearchIndex::exactWithoutIndex()
{
    StorageWorld world;
    Payment payment = world.payment(u"pay_a"_s);
    payment.card.last4 = u"4242"_s;
    payment = world.stored(payment);
    PaymentReader lists(world.database);
    for (const QString &text : {u"pay_a"_s, u"sim_pay_a"_s, u"ord-pay_a"_s, u"cus_pay_a"_s,
                                u"zoe@ex"_s, u"4242"_s, u"pay_a_1"_s}) {
        PaymentQuery query;
        query.filter.search.text = text;
        QCOMPARE(lists.firstPage(world.merchant, query, 5)->size(), 1);
    }
    PaymentQuery query;
    query.filter.search.text = u"angstrom"_s;
    QCOMPARE(lists.firstPage(world.merchant, query, 5)->size(), 0);
    QCOMPARE(*lists.searchProgress(world.merchant), std::pair(qint64(0), qint64(1)));
}

void TestSearchIndex::followsChanges()
{
    SearchWorld world;
    Payment payment = world.add({u"pay_1"_s, u"Anna Meier"_s, {}, u"ORD-1"_s, {}});
    QCOMPARE(world.found(u"anna"_s), QString());
    QCOMPARE(world.catchUp(), 1);
    QCOMPARE(world.found(u"anna"_s), u"1"_s);
    // A change without its event is not seen, one with it is.
    payment.version += 1;
    payment.customer.name = u"Berta Meier"_s;
    QVERIFY(world.payments.update(payment));
    QCOMPARE(world.catchUp(), 0);
    JournalStore journal(world.database);
    QVERIFY(journal.appendEvent(world.merchant, u"payment.changed"_s, payment.id.value,
                                payment.rowId, 1));
    QCOMPARE(*world.index.progress(world.merchant), std::pair(qint64(1), qint64(1)));
    QCOMPARE(world.catchUp(), 1);
    QCOMPARE(world.found(u"anna"_s), QString());
    QCOMPARE(world.found(u"berta"_s), u"1"_s);
    QCOMPARE(world.found(u"meier"_s), u"1"_s);
    QCOMPARE(*world.index.progress(world.merchant), std::pair(qint64(1), qint64(0)));
}

void TestSearchIndex::sliceBySlice()
{
    SearchWorld world;
    for (int i = 0; i < 25; ++i)
        world.add({u"pay_%1"_s.arg(i), u"Anna"_s, {}, {}, {}});
    QCOMPARE(*world.index.catchUp(10), 10);
    QCOMPARE(*world.index.progress(world.merchant), std::pair(qint64(10), qint64(15)));
    QCOMPARE(world.found(u"anna"_s).split(u' ').size(), 10);
    // Stopped in between, it goes on where it was.
    world.index.close();
    QVERIFY(world.index.open(world.file));
    QCOMPARE(*world.index.catchUp(10), 10);
    QCOMPARE(*world.index.catchUp(10), 5);
    QCOMPARE(*world.index.catchUp(10), 0);
    QCOMPARE(world.found(u"anna"_s).split(u' ').size(), 25);
}

void TestSearchIndex::progressOfEachMerchant()
{
    SearchWorld world;
    world.addSamples();
    world.add({u"pay_x"_s, u"Anna"_s, {}, {}, {}}, world.other);
    PaymentReader lists(world.database);
    QCOMPARE(*lists.searchProgress(world.merchant), std::pair(qint64(0), qint64(5)));
    QCOMPARE(*lists.searchProgress(world.other), std::pair(qint64(0), qint64(1)));
    QCOMPARE(world.catchUp(), 6);
    QCOMPARE(*lists.searchProgress(world.merchant), std::pair(qint64(5), qint64(0)));
    QCOMPARE(*lists.searchProgress(world.other), std::pair(qint64(1), qint64(0)));
    QCOMPARE(*lists.searchProgress({u"mer_none"_s}), std::pair(qint64(0), qint64(0)));
}

void TestSearchIndex::madeAnew_data()
{
    QTest::addColumn<QString>("damage");
    for (const QString &damage : {u"missing"_s, u"empty"_s, u"rubbish"_s, u"cut"_s, u"older"_s,
                                  u"another program"_s, u"not closed, other boot"_s})
        QTest::newRow(qPrintable(damage)) << damage;
}

void TestSearchIndex::madeAnew()
{
    QFETCH(QString, damage);
    SearchWorld world;
    world.addSamples();
    QCOMPARE(world.catchUp(), 5);
    QCOMPARE(world.found(u"anna"_s), u"5 4 2 1"_s);
    // While somebody reads it, the file's content stays in its log.
    if (damage == "rubbish"_L1 || damage == "cut"_L1 || damage == "empty"_L1)
        world.reader.close();
    world.index.close();
    const QString name = SearchIndex::fileFor(world.file);
    if (damage == "missing"_L1) {
        QVERIFY(QFile::remove(name));
    } else if (damage == "older"_L1 || damage == "another program"_L1
               || damage == "not closed, other boot"_L1) {
        Database index;
        QVERIFY(index.openDerived(name));
        const QString change = damage == "older"_L1 ? u"PRAGMA user_version = 0"_s
                               : damage == "another program"_L1
                                   ? u"PRAGMA application_id = 5"_s
                                   : u"UPDATE state SET in_use = 'some other boot'"_s;
        QVERIFY(index.execute(change));
    } else {
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadWrite));
        if (damage == "rubbish"_L1)
            file.write(QByteArray(5'000, 'z'));
        else
            file.resize(damage == "cut"_L1 ? 3'000 : 0);
    }
    QVERIFY(world.index.open(world.file));
    QCOMPARE(*world.index.progress(world.merchant), std::pair(qint64(0), qint64(5)));
    QCOMPARE(world.catchUp(), 5);
    // The reader that had the old file open sees the new one.
    QCOMPARE(world.found(u"anna"_s), u"5 4 2 1"_s);
}

void TestSearchIndex::damageWhileOpen()
{
    SearchWorld world;
    world.addSamples();
    QCOMPARE(world.catchUp(), 5);
    Database vandal;
    QVERIFY(vandal.openDerived(SearchIndex::fileFor(world.file)));
    QVERIFY(vandal.execute(u"DROP TABLE search"_s));
    vandal.close();
    QCOMPARE(world.found(u"anna"_s), QString()); // no words, but no error
    QCOMPARE(world.found(u"pay_1"_s), u"1"_s);
    world.add({u"pay_6"_s, u"Anna"_s, {}, {}, {}});
    QCOMPARE(world.catchUp(), 1'000 + 6); // one slice noticed, then all six
    QCOMPARE(world.found(u"anna"_s), u"6 5 4 2 1"_s);
    QVERIFY(world.isSound());
}

void TestSearchIndex::restoredBackup()
{
    SearchWorld world;
    world.add({u"pay_1"_s, u"Anna"_s, {}, {}, {}});
    QVERIFY(writeBackup(world.database, world.file + u".kept"_s));
    world.add({u"pay_2"_s, u"Berta"_s, {}, {}, {}});
    QCOMPARE(world.catchUp(), 2);
    world.index.close();
    world.reader.close();
    world.database.close();
    QVERIFY(QFile::remove(world.file));
    QVERIFY(QFile::rename(world.file + u".kept"_s, world.file));
    QVERIFY(world.database.open({world.file, false, false}));
    world.add({u"pay_3"_s, u"Clara"_s, {}, {}, {}}); // takes the row that Berta had
    QVERIFY(world.index.open(world.file));
    QCOMPARE(world.catchUp(), 2);
    QCOMPARE(world.found(u"berta"_s), QString());
    QCOMPARE(world.found(u"clara"_s), u"3"_s);
    QCOMPARE(world.found(u"anna"_s), u"1"_s);
}

void TestSearchIndex::tenantIsolation()
{
    SearchWorld world;
    world.addSamples();
    for (const auto &id : {u"pay_x"_s, u"pay_1"_s})
        world.add({id, u"Anna Fremd"_s, u"anna@fremd.example"_s, u"ORD-104242"_s, u"4242"_s},
                  world.other);
    QCOMPARE(world.catchUp(), 7);
    const MerchantId &me = world.merchant;
    for (const QString &text :
         {u"fremd"_s, u"pay_x"_s, u"sim_pay_x"_s, u"cus_pay_x"_s, u"pay_x_1"_s, u"anna@fremd"_s})
        QCOMPARE(world.found(text, {}, me), QString());
    QCOMPARE(world.found(u"anna"_s, {}, me), u"5 4 2 1"_s);
    QCOMPARE(world.found(u"4242"_s, {}, me), u"3 2 4 1"_s);
    QCOMPARE(world.found(u"anna"_s, {}, world.other), u"1 x"_s);
    QCOMPARE(world.found(u"anna"_s, {}, {u"mer_none"_s}), QString());
}

void TestSearchIndex::writerIsNotHeldUp()
{
    SearchWorld world;
    world.addSamples();
    // The payments' write transaction is open all the while.
    QVERIFY(world.database.begin());
    Payment open = world.payment(u"pay_open"_s);
    QVERIFY(world.payments.insert(open, {}));
    QCOMPARE(world.catchUp(), 5);
    QVERIFY(world.database.commit());
    QCOMPARE(world.catchUp(), 1);
    QVERIFY(world.database.begin());
    QVERIFY(world.database.execute(u"UPDATE write_probe SET tries = 1"_s));
    QCOMPARE(world.found(u"anna"_s), u"5 4 2 1"_s);
    world.database.rollback();
}

QTEST_GUILESS_MAIN(TestSearchIndex)
#include "testsearchindex.moc"

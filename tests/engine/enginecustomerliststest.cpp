#include "services/engine/customerlistservice.h"
#include "services/engine/paymentlistservice.h"
#include "services/storage/bulkloader.h"
#include "tests/engine/savingworld.h"
#include "tests/support/seed.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;

/// The list of customers as the window reads it.
class EngineCustomerListsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void newestFirstWithWhatTheyPaid();
    void searchTakesTheBeginningOfAnyWord();
    void searchByPhone();
    void searchFollowsChanges();
    void deletedOnesAreInNoList();
    void otherMerchantsAreInNoList();
    void manyAreReadInPages();

private:
    static CustomerId add(SavingWorld &world, const QString &id, const QString &name,
                          const QString &email)
    {
        CreateCustomer command;
        command.caller = world.caller();
        command.id = CustomerId{id};
        command.texts.name = name;
        command.texts.email = email;
        return SavingWorld::await(world.customers().create(command)).value_or({}).id;
    }
    static QStringList names(const Result<QList<CustomerSummary>> &rows)
    {
        QStringList names;
        for (const CustomerSummary &row : rows.value_or({}))
            names.append(row.name);
        return names;
    }
};

void EngineCustomerListsTest::newestFirstWithWhatTheyPaid()
{
    SavingWorld world;
    OX_OK(world.open());
    add(world, u"cus_1"_s, u"Maria Keller"_s, u"maria@example.com"_s);
    add(world, u"cus_2"_s, u"Jo Li"_s, u"jo@example.com"_s);
    const Result<Payment> paid = world.save("4242424242424242", u"cus_1"_s);
    OX_OK(paid);
    world.advance(1'000);
    OX_OK(world.save("5555555555554444", u"cus_1"_s));
    OX_OK(world.refund(paid->id, 1'000));
    const Payment hold = world.created([&] {
        CreatePayment draft =
            world.savingDraft(u"cus_1"_s, FutureUsage::None, CaptureMethod::Manual);
        draft.amount = 700;
        draft.currency = Currency::Usd;
        return draft;
    }());
    OX_OK(world.confirm(hold.id, "4242424242424242"));
    CustomerListService lists(world.file());
    const auto page = SavingWorld::await(lists.firstPage(world.merchant(), {}, 10));
    OX_OK(page);
    QCOMPARE(names(page), (QStringList{u"Jo Li"_s, u"Maria Keller"_s}));
    const CustomerSummary &maria = page->at(1);
    QCOMPARE(maria.methods, 2);
    QCOMPARE(maria.lastPaymentMs, world.clock().nowMs());
    QCOMPARE(maria.lifetime, (QList<Money>{{11'000, Currency::Eur}}));
    QCOMPARE(page->at(0).lifetime, QList<Money>());
    const auto totals = SavingWorld::await(lists.totals(world.merchant(), CustomerId{u"cus_1"_s}));
    OX_OK(totals);
    QCOMPARE(*totals, (QList<CustomerTotal>{{Currency::Eur, 2, 12'000, 1'000, 0},
                                            {Currency::Usd, 1, 0, 0, 700}}));
    // The same payments, one by one.
    PaymentListService payments(world.file());
    PaymentQuery query;
    query.filter.customerId = CustomerId{u"cus_1"_s};
    const auto history = SavingWorld::await(payments.firstPage(world.merchant(), query, 10));
    QCOMPARE(history.value_or({}).size(), 3);
    QCOMPARE(history->at(0).id, hold.id);
    const auto whole = SavingWorld::await(payments.ordering(world.merchant(), query));
    QCOMPARE(whole.value_or({}).size(), 3);
    query.filter.customerId = CustomerId{u"cus_2"_s};
    QCOMPARE(
        SavingWorld::await(payments.firstPage(world.merchant(), query, 10)).value_or({}).size(), 0);
    const auto ordering = SavingWorld::await(lists.ordering(world.merchant(), {}));
    OX_OK(ordering);
    QCOMPARE(*ordering, (QList<qint64>{page->at(0).rowId, page->at(1).rowId}));
    const auto rows =
        SavingWorld::await(lists.rows(world.merchant(), {page->at(1).rowId, 999'999}));
    QCOMPARE(names(rows), QStringList{u"Maria Keller"_s});
}

void EngineCustomerListsTest::searchTakesTheBeginningOfAnyWord()
{
    SavingWorld world;
    OX_OK(world.open());
    add(world, u"cus_1"_s, u"Maria Keller"_s, u"m.keller@example.com"_s);
    add(world, u"cus_2"_s, u"Jo Li"_s, u"maria.li@example.com"_s);
    add(world, u"Maria_3"_s, u"Ann"_s, {});
    add(world, u"cus_4"_s, u"Anna Maria"_s, {});
    CustomerListService lists(world.file());
    const auto found = [&](const QString &text) {
        return names(SavingWorld::await(lists.firstPage(world.merchant(), {text}, 10)));
    };
    QCOMPARE(found(u"MARIA"_s), (QStringList{u"Anna Maria"_s, u"Jo Li"_s, u"Maria Keller"_s}));
    QCOMPARE(found(u"Maria"_s),
             (QStringList{u"Anna Maria"_s, u"Ann"_s, u"Jo Li"_s, u"Maria Keller"_s}));
    QCOMPARE(found(u"kell"_s), QStringList{u"Maria Keller"_s});
    QCOMPARE(found(u"eller"_s), QStringList());
    QCOMPARE(found(u"example"_s), (QStringList{u"Jo Li"_s, u"Maria Keller"_s}));
    QCOMPARE(found(u"li@exam"_s), QStringList{u"Jo Li"_s});
    QCOMPARE(found(u"maria k"_s), QStringList{u"Maria Keller"_s});
    QCOMPARE(found(u"m.keller@"_s), QStringList{u"Maria Keller"_s});
    QCOMPARE(found(u"nobody"_s), QStringList());
    QCOMPARE(found(u"%"_s), QStringList());
}

void EngineCustomerListsTest::searchByPhone()
{
    SavingWorld world;
    OX_OK(world.open());
    CreateCustomer command;
    command.caller = world.caller();
    command.id = CustomerId{u"cus_1"_s};
    command.texts.name = u"Maria Keller"_s;
    command.texts.phone = u"0171 / 555-0199"_s;
    command.texts.phoneCountryCode = u"+49"_s;
    OX_OK(SavingWorld::await(world.customers().create(command)));
    CustomerListService lists(world.file());
    for (const QString &typed : {u"0171"_s, u"01715550199"_s, u"171 555"_s, u"+49 171"_s,
                                 u"0049 171 5550199"_s, u"49171"_s, u"(0171) 555"_s}) {
        const auto found =
            SavingWorld::await(lists.firstPage(world.merchant(), {typed}, 10)).value_or({});
        QVERIFY2(found.size() == 1, qPrintable(typed));
        CustomerQuery query;
        query.beginsWith = typed;
        QCOMPARE(
            SavingWorld::await(world.customers().list(world.merchant(), query)).value_or({}).size(),
            1);
    }
    for (const QString &typed : {u"0172"_s, u"555"_s, u"+48"_s}) {
        const auto found =
            SavingWorld::await(lists.firstPage(world.merchant(), {typed}, 10)).value_or({});
        QVERIFY2(found.isEmpty(), qPrintable(typed));
    }
}

void EngineCustomerListsTest::searchFollowsChanges()
{
    SavingWorld world;
    OX_OK(world.open());
    add(world, u"cus_1"_s, u"Maria Keller"_s, u"maria@example.com"_s);
    CustomerListService lists(world.file());
    const auto found = [&](const QString &text) {
        return names(SavingWorld::await(lists.firstPage(world.merchant(), {text}, 10)));
    };
    UpdateCustomer change;
    change.caller = world.caller();
    change.id = CustomerId{u"cus_1"_s};
    change.name = u"Maria von Österreich"_s;
    OX_OK(SavingWorld::await(world.customers().update(change)));
    QCOMPARE(found(u"keller"_s), QStringList());
    QCOMPARE(found(u"öster"_s), QStringList{u"Maria von Österreich"_s});
    QCOMPARE(found(u"VON Ö"_s), QStringList{u"Maria von Österreich"_s});
    QCOMPARE(found(u"example"_s), QStringList{u"Maria von Österreich"_s});
    // Nothing of a deleted one stays behind.
    OX_OK(SavingWorld::await(world.customers().remove(world.caller(), change.id)));
    QCOMPARE(found(u"von"_s), QStringList());
    QCOMPARE(world.column(u"SELECT word FROM customer_word"_s), QStringList());
}

void EngineCustomerListsTest::deletedOnesAreInNoList()
{
    SavingWorld world;
    OX_OK(world.open());
    add(world, u"cus_1"_s, u"Maria Keller"_s, {});
    const CustomerId gone = add(world, u"cus_2"_s, u"Jo Li"_s, {});
    OX_OK(SavingWorld::await(world.customers().remove(world.caller(), gone)));
    CustomerListService lists(world.file());
    QCOMPARE(names(SavingWorld::await(lists.firstPage(world.merchant(), {}, 10))),
             QStringList{u"Maria Keller"_s});
    QCOMPARE(names(SavingWorld::await(lists.firstPage(world.merchant(), {u"cus_2"_s}, 10))),
             QStringList());
}

void EngineCustomerListsTest::otherMerchantsAreInNoList()
{
    SavingWorld world;
    OX_OK(world.open());
    add(world, u"cus_1"_s, u"Maria Keller"_s, {});
    CustomerListService lists(world.file());
    const MerchantId other{u"merchant_other"_s};
    const auto mine = SavingWorld::await(lists.ordering(world.merchant(), {}));
    OX_OK(mine);
    QCOMPARE(names(SavingWorld::await(lists.firstPage(other, {}, 10))), QStringList());
    QCOMPARE(names(SavingWorld::await(lists.rows(other, *mine))), QStringList());
    const auto totals = SavingWorld::await(lists.totals(other, CustomerId{u"cus_1"_s}));
    QVERIFY(totals && totals->isEmpty());
}

/// Set ORCHESTRATORX_CUSTOMERS to a number to see how long it takes with so many.
void EngineCustomerListsTest::manyAreReadInPages()
{
    bool given = false;
    const int asked = qEnvironmentVariableIntValue("ORCHESTRATORX_CUSTOMERS", &given);
    const int count = given ? asked : 3'000;
    SavingWorld world;
    OX_OK(world.open());
    world.stop();
    QList<Customer> customers;
    for (int i = 1; i <= count; ++i) {
        Customer customer;
        customer.id = CustomerId{u"cus_%1"_s.arg(i)};
        customer.merchantId = world.merchant();
        customer.texts.name = u"Customer %1"_s.arg(i);
        customer.texts.email = u"customer.%1@example.com"_s.arg(i);
        customer.createdAtMs = customer.modifiedAtMs = i;
        customers.append(customer);
    }
    Database database;
    OX_OK(database.open({world.file(), false, false}));
    BulkLoader loader(database);
    OX_OK(loader.insertCustomers(customers));
    OX_OK(loader.finish());
    database.close();
    CustomerListService lists(world.file());
    QElapsedTimer timer;
    const auto say = [&timer](const char *what) {
        qInfo("%s: %.1f ms", what, static_cast<double>(timer.nsecsElapsed()) / 1e6);
        timer.restart();
    };
    OX_OK(SavingWorld::await(lists.totals(world.merchant(), CustomerId{u"cus_1"_s})));
    timer.start();
    const auto page = SavingWorld::await(lists.firstPage(world.merchant(), {}, 128));
    say("first page");
    QCOMPARE(page.value_or({}).size(), 128);
    const auto ordering = SavingWorld::await(lists.ordering(world.merchant(), {}));
    say("ordering");
    QCOMPARE(ordering.value_or({}).size(), count);
    const auto last =
        SavingWorld::await(lists.rows(world.merchant(), ordering->mid(count - 128, 128)));
    say("last page");
    QCOMPARE(last.value_or({}).size(), 128);
    const auto many = SavingWorld::await(lists.ordering(world.merchant(), {u"customer"_s}));
    say("search that many match");
    QCOMPARE(many.value_or({}).size(), CustomerLists::kMostFound);
    const QString one = u"customer.%1@"_s.arg(count / 2);
    const auto few = SavingWorld::await(lists.firstPage(world.merchant(), {one}, 128));
    say("search that one matches");
    QCOMPARE(few.value_or({}).size(), 1);
}

QTEST_GUILESS_MAIN(EngineCustomerListsTest)
#include "enginecustomerliststest.moc"

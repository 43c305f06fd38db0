#include "services/storage/accountstore.h"
#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

class EngineCustomersTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void createdAndFound();
    void everyTextComesBack();
    void idIsTakenOnce();
    void refused_data();
    void refused();
    void textsAtTheirLimit();
    void updateKeepsWhatIsNotNamed();
    void refusedUpdateChangesNothing();
    void unknownIsNotFound();
    void deletedIsRedacted();
    void deletedTwice();
    void listedOldestFirst();
    void searched_data();
    void searched();
    void paymentMakesAnUnknownCustomer();
    void paymentLeavesAKnownCustomerAlone();
    void confirmMakesTheCustomer();
    void refusedPaymentMakesNoCustomer();
    void paymentOfADeletedCustomer();
    void otherMerchantSeesNothing();

private:
    static CreateCustomer named(const EngineWorld &world, const QString &id,
                                const QString &name = {}, const QString &email = {});
    static QStringList audits(const EngineWorld &world, const QString &id);
    static QStringList names(const Result<QList<Customer>> &customers);
};

CreateCustomer EngineCustomersTest::named(const EngineWorld &world, const QString &id,
                                          const QString &name, const QString &email)
{
    CreateCustomer command;
    command.caller = world.caller();
    command.id = {id};
    command.texts.name = name;
    command.texts.email = email;
    return command;
}

QStringList EngineCustomersTest::audits(const EngineWorld &world, const QString &id)
{
    return world.column(
        u"SELECT action || ' ' || actor || ' ' || result FROM audit WHERE object = '%1' "
        "ORDER BY audit_seq"_s.arg(id));
}

QStringList EngineCustomersTest::names(const Result<QList<Customer>> &customers)
{
    if (!customers)
        return {u"refused"_s};
    QStringList list;
    for (const Customer &customer : *customers)
        list.append(customer.texts.name);
    return list;
}

void EngineCustomersTest::createdAndFound()
{
    EngineWorld world;
    OX_OK(world.start());
    CustomerId told;
    QObject here;
    connect(
        &world.engine().events(), &Events::customerChanged, &here,
        [&told](const CustomerId &id) { told = id; }, Qt::QueuedConnection);
    const Result<Customer> made =
        world.await(world.customers().create(named(world, {}, u"Ada Lovelace"_s)));
    OX_OK(made);
    QVERIFY(made->id.value.startsWith(u"cus_"_s));
    QCOMPARE(made->id.value.size(), 24);
    QCOMPARE(made->createdAtMs, world.clock().nowMs());
    QCOMPARE(*world.await(world.customers().find(world.merchant(), made->id)), *made);
    QCOMPARE(audits(world, made->id.value),
             QStringList{u"customer.create operator:tester active"_s});
    QTRY_COMPARE(told, made->id);
}

void EngineCustomersTest::everyTextComesBack()
{
    EngineWorld world;
    OX_OK(world.start());
    CreateCustomer command = named(world, u"cus_all"_s, u"Zoë"_s, u"Zoe@Example.com"_s);
    CustomerTexts &texts = command.texts;
    texts.phone = u"30 123456"_s;
    texts.phoneCountryCode = u"+49"_s;
    texts.description = u"prefers letters"_s;
    texts.taxRegistrationId = u"DE999999999"_s;
    texts.address = {u"Zoë"_s,    u"Zander"_s, u"1st line"_s, u"2nd"_s, u"3rd"_s,
                     u"Berlin"_s, u"BE"_s,     u"10115"_s,    u"DE"_s};
    texts.metadataJson = u"{\"tier\":\"gold\"}"_s;
    OX_OK(world.await(world.customers().create(command)));
    OX_OK(world.restart());
    const Result<Customer> found =
        world.await(world.customers().find(world.merchant(), {u"cus_all"_s}));
    OX_OK(found);
    QCOMPARE(found->texts, texts);
    QVERIFY(!found->redacted);
}

void EngineCustomersTest::idIsTakenOnce()
{
    EngineWorld world;
    OX_OK(world.start());
    OX_OK(world.await(world.customers().create(named(world, u"c-1"_s, u"Ada"_s))));
    const auto before = world.rowCounts();
    OX_REFUSED(world.await(world.customers().create(named(world, u"c-1"_s, u"Bob"_s))),
               ErrorCode::Duplicate, u"customer_id"_s);
    QCOMPARE(world.rowCounts(), before);
    QCOMPARE(world.await(world.customers().find(world.merchant(), {u"c-1"_s}))->texts.name,
             u"Ada"_s);
}

void EngineCustomersTest::refused_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("code");
    const auto row = [](const char *name, const QString &field, const QString &text,
                        ErrorCode code = ErrorCode::InvalidValue) {
        QTest::newRow(name) << field << text << int(code);
    };
    row("id with a blank", u"customer_id"_s, u"a b"_s);
    row("id with a letter of another script", u"customer_id"_s, u"cus_\u0430"_s);
    row("id too long", u"customer_id"_s, QString(65, u'a'));
    row("name too long", u"name"_s, QString(256, u'n'), ErrorCode::TooLong);
    row("name with a line break", u"name"_s, u"a\nb"_s);
    row("card number as name", u"name"_s, u"4242 4242 4242 4242"_s);
    row("e-mail", u"email"_s, u"ada@"_s);
    row("e-mail too long", u"email"_s, QString(250, u'e') + u"@b.com"_s, ErrorCode::TooLong);
    row("phone too long", u"phone"_s, QString(256, u'1'), ErrorCode::TooLong);
    row("description too long", u"description"_s, QString(256, u'd'), ErrorCode::TooLong);
    row("city too long", u"city"_s, QString(51, u'c'), ErrorCode::TooLong);
    row("country", u"country"_s, u"Germany"_s);
    row("country in small letters", u"country"_s, u"de"_s);
    row("metadata", u"metadata"_s, u"[]"_s);
    row("card number in metadata", u"metadata"_s, u"{\"a\":\"4242424242424242\"}"_s);
}

void EngineCustomersTest::refused()
{
    QFETCH(const QString, field);
    QFETCH(const QString, text);
    QFETCH(const int, code);
    EngineWorld world;
    OX_OK(world.start());
    CreateCustomer command = named(world, {});
    const QHash<QString, QString *> places{
        {u"customer_id"_s, &command.id.value},
        {u"name"_s, &command.texts.name},
        {u"email"_s, &command.texts.email},
        {u"phone"_s, &command.texts.phone},
        {u"description"_s, &command.texts.description},
        {u"city"_s, &command.texts.address.city},
        {u"country"_s, &command.texts.address.country},
        {u"metadata"_s, &command.texts.metadataJson},
    };
    *places.value(field) = text;
    const auto before = world.rowCounts();
    OX_REFUSED(world.await(world.customers().create(command)), static_cast<ErrorCode>(code), field);
    QCOMPARE(world.rowCounts(), before);
}

void EngineCustomersTest::textsAtTheirLimit()
{
    EngineWorld world;
    OX_OK(world.start());
    CreateCustomer command = named(world, QString(64, u'a'), QString(255, u'ä'));
    command.texts.description = QString(255, u'd');
    command.texts.email = QString(249, u'e') + u"@b.com"_s;
    const Result<Customer> made = world.await(world.customers().create(command));
    OX_OK(made);
    QCOMPARE(made->texts, command.texts);
}

void EngineCustomersTest::updateKeepsWhatIsNotNamed()
{
    EngineWorld world;
    OX_OK(world.start());
    CreateCustomer command = named(world, u"cus_1"_s, u"Ada"_s, u"ada@example.com"_s);
    command.texts.address.city = u"London"_s;
    OX_OK(world.await(world.customers().create(command)));
    world.advance(1000);
    UpdateCustomer update;
    update.caller = world.caller();
    update.id = {u"cus_1"_s};
    update.phone = u"123"_s;
    update.email = QString(); // given, and empty: taken away
    const Result<Customer> changed = world.await(world.customers().update(update));
    OX_OK(changed);
    CustomerTexts expected = command.texts;
    expected.phone = u"123"_s;
    expected.email = QString();
    QCOMPARE(changed->texts, expected);
    QCOMPARE(changed->modifiedAtMs, changed->createdAtMs + 1000);
    QCOMPARE(*world.await(world.customers().find(world.merchant(), update.id)), *changed);
    QCOMPARE(audits(world, u"cus_1"_s).last(), u"customer.update operator:tester active"_s);
    // What finds it follows the change.
    QCOMPARE(names(world.await(world.customers().list(world.merchant(), {u"ada@"_s}))),
             QStringList());
}

void EngineCustomersTest::refusedUpdateChangesNothing()
{
    EngineWorld world;
    OX_OK(world.start());
    OX_OK(world.await(world.customers().create(named(world, u"cus_1"_s, u"Ada"_s))));
    const auto before = world.rowCounts();
    UpdateCustomer update;
    update.caller = world.caller();
    update.id = {u"cus_1"_s};
    update.name = u"Bob"_s;
    update.phone = QString(256, u'1');
    OX_REFUSED(world.await(world.customers().update(update)), ErrorCode::TooLong, u"phone"_s);
    QCOMPARE(world.rowCounts(), before);
    QCOMPARE(world.await(world.customers().find(world.merchant(), update.id))->texts.name,
             u"Ada"_s);
}

void EngineCustomersTest::unknownIsNotFound()
{
    EngineWorld world;
    OX_OK(world.start());
    const CustomerId nobody{u"cus_none"_s};
    UpdateCustomer update;
    update.caller = world.caller();
    update.id = nobody;
    OX_REFUSED(world.await(world.customers().find(world.merchant(), nobody)), ErrorCode::NotFound,
               u"customer_id"_s);
    OX_REFUSED(world.await(world.customers().update(update)), ErrorCode::NotFound,
               u"customer_id"_s);
    OX_REFUSED(world.await(world.customers().remove(world.caller(), nobody)), ErrorCode::NotFound,
               u"customer_id"_s);
}

void EngineCustomersTest::deletedIsRedacted()
{
    EngineWorld world;
    OX_OK(world.start());
    CreateCustomer command = named(world, u"cus_gone"_s, u"Grace Hopper"_s, u"grace@example.com"_s);
    command.texts.address.line1 = u"Harbour Road 7"_s;
    command.texts.address.country = u"US"_s;
    command.texts.metadataJson = u"{\"rank\":\"admiral\"}"_s;
    OX_OK(world.await(world.customers().create(command)));
    const Result<DeletedCustomer> deleted =
        world.await(world.customers().remove(world.caller(), command.id));
    OX_OK(deleted);
    QCOMPARE(deleted->id, command.id);
    OX_REFUSED(world.await(world.customers().find(world.merchant(), command.id)),
               ErrorCode::CustomerRedacted, u"customer_id"_s);
    QCOMPARE(audits(world, u"cus_gone"_s).last(), u"customer.delete operator:tester redacted"_s);
    QCOMPARE(world.column(u"SELECT DISTINCT name || email || phone FROM customer"_s),
             QStringList{u"RedactedRedactedRedacted"_s});
    // No column of the row holds anything of it any more.
    for (const QString &name : world.column(u"SELECT name FROM pragma_table_info('customer')"_s)) {
        const QString value = world.column(u"SELECT %1 FROM customer"_s.arg(name)).value(0);
        for (const QString &text : {u"Grace"_s, u"grace"_s, u"Harbour"_s, u"admiral"_s, u"US"_s})
            QVERIFY2(!value.contains(text), qPrintable(name));
    }
    // The id stays taken, and it is in no list.
    OX_REFUSED(world.await(world.customers().create(command)), ErrorCode::Duplicate,
               u"customer_id"_s);
    QCOMPARE(names(world.await(world.customers().list(world.merchant(), {}))), QStringList());
    for (const QString &text : {u"Redacted"_s, u"grace"_s, u"cus_gone"_s})
        QCOMPARE(names(world.await(world.customers().list(world.merchant(), {text}))),
                 QStringList());
    QCOMPARE(*world.await(world.customers().count(world.merchant())), 0);
}

void EngineCustomersTest::deletedTwice()
{
    EngineWorld world;
    OX_OK(world.start());
    OX_OK(world.await(world.customers().create(named(world, u"cus_1"_s, u"Ada"_s))));
    OX_OK(world.await(world.customers().remove(world.caller(), {u"cus_1"_s})));
    const auto before = world.rowCounts();
    OX_REFUSED(world.await(world.customers().remove(world.caller(), {u"cus_1"_s})),
               ErrorCode::CustomerRedacted, u"customer_id"_s);
    UpdateCustomer update;
    update.caller = world.caller();
    update.id = {u"cus_1"_s};
    update.name = u"Ada"_s;
    OX_REFUSED(world.await(world.customers().update(update)), ErrorCode::CustomerRedacted,
               u"customer_id"_s);
    QCOMPARE(world.rowCounts(), before);
}

void EngineCustomersTest::listedOldestFirst()
{
    EngineWorld world;
    OX_OK(world.start());
    for (const QString &name : {u"c"_s, u"a"_s, u"d"_s, u"b"_s}) {
        OX_OK(world.await(world.customers().create(named(world, u"cus_"_s + name, name))));
        world.advance(1000);
    }
    const auto page = [&world](qint64 offset, int limit) {
        return names(world.await(world.customers().list(world.merchant(), {{}, offset, limit})));
    };
    QCOMPARE(page(0, 10), (QStringList{u"c"_s, u"a"_s, u"d"_s, u"b"_s}));
    QCOMPARE(page(1, 2), (QStringList{u"a"_s, u"d"_s}));
    QCOMPARE(page(4, 2), QStringList());
    QCOMPARE(*world.await(world.customers().count(world.merchant())), 4);
    OX_OK(world.await(world.customers().remove(world.caller(), {u"cus_a"_s})));
    QCOMPARE(page(0, 10), (QStringList{u"c"_s, u"d"_s, u"b"_s}));
    QCOMPARE(*world.await(world.customers().count(world.merchant())), 3);
    const auto list = [&world](qint64 offset, int limit) {
        return world.await(world.customers().list(world.merchant(), {{}, offset, limit}));
    };
    OX_REFUSED(list(0, 0), ErrorCode::InvalidValue, u"limit"_s);
    OX_REFUSED(list(0, 1'001), ErrorCode::InvalidValue, u"limit"_s);
    OX_REFUSED(list(-1, 10), ErrorCode::InvalidValue, u"offset"_s);
    OX_OK(list(0, 1'000));
}

void EngineCustomersTest::searched_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("found");
    const auto row = [](const char *name, const QString &text, const QStringList &found) {
        QTest::newRow(name) << text << found;
    };
    row("name", u"Ada"_s, {u"Ada Lovelace"_s, u"adam"_s});
    row("other case", u"ADA L"_s, {u"Ada Lovelace"_s});
    row("beyond ASCII", u"ÉM"_s, {u"Émile"_s});
    row("e-mail", u"zoe@"_s, {u"Émile"_s});
    row("name of one, e-mail of another", u"em"_s, {u"adam"_s, u"Emma"_s});
    row("id", u"cus_a"_s, {u"Ada Lovelace"_s, u"adam"_s});
    row("id in another case", u"CUS_"_s, {});
    row("wildcards are letters", u"%"_s, {});
    row("a quote", u"'"_s, {u"'quoted"_s});
    row("last name", u"Lovelace"_s, {u"Ada Lovelace"_s});
    row("within a word", u"ovelace"_s, {});
    row("nothing", u"Byron"_s, {});
}

void EngineCustomersTest::searched()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, found);
    EngineWorld world;
    OX_OK(world.start());
    const std::pair<const char *, CustomerTexts> all[] = {
        {"cus_a1", {u"Ada Lovelace"_s, u"countess@example.com"_s, {}, {}, {}, {}, {}, {}}},
        {"cus_a2", {u"adam"_s, u"Em@example.com"_s, {}, {}, {}, {}, {}, {}}},
        {"x1", {u"Émile"_s, u"Zoe@example.com"_s, {}, {}, {}, {}, {}, {}}},
        {"x2", {u"Emma"_s, {}, {}, {}, {}, {}, {}, {}}},
        {"x3", {u"'quoted"_s, {}, {}, {}, {}, {}, {}, {}}},
        {"x4", {}},
    };
    for (const auto &[id, texts] : all) {
        CreateCustomer command = named(world, QString::fromLatin1(id));
        command.texts = texts;
        OX_OK(world.await(world.customers().create(command)));
    }
    QCOMPARE(names(world.await(world.customers().list(world.merchant(), {text}))), found);
}

void EngineCustomersTest::paymentMakesAnUnknownCustomer()
{
    EngineWorld world;
    OX_OK(world.start());
    CreatePayment command = world.draft(6000);
    command.customer = {{u"cus_new"_s}, u"Ada"_s, u"ada@example.com"_s, u"123"_s};
    const Payment payment = world.created(std::move(command));
    QVERIFY(!payment.id.isEmpty());
    const Result<Customer> made =
        world.await(world.customers().find(world.merchant(), {u"cus_new"_s}));
    OX_OK(made);
    QCOMPARE(made->texts.name, u"Ada"_s);
    QCOMPARE(made->texts.email, u"ada@example.com"_s);
    QCOMPARE(made->texts.phone, u"123"_s);
    QCOMPARE(audits(world, u"cus_new"_s), QStringList{u"customer.create operator:tester active"_s});
    QCOMPARE(world.problems(payment.id), QString());
    // A payment without a customer makes none.
    QVERIFY(!world.created(world.draft(6000)).id.isEmpty());
    QCOMPARE(*world.await(world.customers().count(world.merchant())), 1);
}

void EngineCustomersTest::paymentLeavesAKnownCustomerAlone()
{
    EngineWorld world;
    OX_OK(world.start());
    OX_OK(world.await(world.customers().create(named(world, u"cus_1"_s, u"Ada"_s))));
    CreatePayment command = world.draft(6000);
    command.customer = {{u"cus_1"_s}, u"Somebody Else"_s, {}, u"999"_s};
    const Payment payment = world.created(std::move(command));
    OX_OK(world.confirm(payment.id, "4242424242424242"));
    const Result<Customer> same =
        world.await(world.customers().find(world.merchant(), {u"cus_1"_s}));
    OX_OK(same);
    QCOMPARE(same->texts.name, u"Ada"_s);
    QCOMPARE(same->texts.phone, QString());
    QCOMPARE(audits(world, u"cus_1"_s).size(), 1);
    // The payment keeps what it was told, whatever becomes of the customer.
    OX_OK(world.await(world.customers().remove(world.caller(), {u"cus_1"_s})));
    QCOMPARE(world.payment(payment.id).customer.name, u"Somebody Else"_s);
}

void EngineCustomersTest::confirmMakesTheCustomer()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = world.created(world.draft(6000));
    UpdatePayment update;
    update.caller = world.caller();
    update.id = payment.id;
    update.customer = CustomerSnapshot{{u"cus_late"_s}, u"Late"_s, {}, {}};
    OX_OK(world.await(world.payments().update(std::move(update))));
    QCOMPARE(*world.await(world.customers().count(world.merchant())), 0);
    OX_OK(world.confirm(payment.id, "4242424242424242"));
    QCOMPARE(names(world.await(world.customers().list(world.merchant(), {}))),
             QStringList{u"Late"_s});
    QCOMPARE(world.settledProblems(payment.id), QString());
}

void EngineCustomersTest::refusedPaymentMakesNoCustomer()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment first = world.created(world.draft(6000));
    CreatePayment command = world.draft(6000);
    command.id = first.id; // taken: refused after the customer was made
    command.customer.id = {u"cus_never"_s};
    OX_REFUSED(world.await(world.payments().create(std::move(command))), ErrorCode::Duplicate,
               u"payment_id"_s);
    OX_REFUSED(world.await(world.customers().find(world.merchant(), {u"cus_never"_s})),
               ErrorCode::NotFound, u"customer_id"_s);
}

void EngineCustomersTest::paymentOfADeletedCustomer()
{
    EngineWorld world;
    OX_OK(world.start());
    CreatePayment earlier = world.draft(6000);
    earlier.customer.id = {u"cus_1"_s};
    const Payment waiting = world.created(std::move(earlier));
    OX_OK(world.await(world.customers().remove(world.caller(), {u"cus_1"_s})));
    const auto before = world.rowCounts();
    CreatePayment command = world.draft(6000);
    command.customer.id = {u"cus_1"_s};
    OX_REFUSED(world.await(world.payments().create(std::move(command))),
               ErrorCode::CustomerRedacted, u"customer_id"_s);
    OX_REFUSED(world.confirm(waiting.id, "4242424242424242"), ErrorCode::CustomerRedacted,
               u"customer_id"_s);
    QCOMPARE(world.rowCounts(), before);
    QVERIFY(world.effects(waiting.id).isEmpty());
}

void EngineCustomersTest::otherMerchantSeesNothing()
{
    EngineWorld world;
    const MerchantId other{u"merchant_other"_s};
    {
        Database database;
        AccountStore accounts(database);
        OX_OK(database.open({world.file(), false, false}));
        OX_OK(accounts.insertMerchant(other, u"Other"_s, true, world.clock().nowMs()));
    }
    OX_OK(world.start());
    OX_OK(world.await(world.customers().create(named(world, u"cus_1"_s, u"Ada"_s))));
    OX_REFUSED(world.await(world.customers().find(other, {u"cus_1"_s})), ErrorCode::NotFound,
               u"customer_id"_s);
    OX_REFUSED(world.await(world.customers().remove({other, u"operator:x"_s}, {u"cus_1"_s})),
               ErrorCode::NotFound, u"customer_id"_s);
    UpdateCustomer update;
    update.caller = {other, u"operator:x"_s};
    update.id = {u"cus_1"_s};
    update.name = u"Mine"_s;
    OX_REFUSED(world.await(world.customers().update(update)), ErrorCode::NotFound,
               u"customer_id"_s);
    for (const QString &text : {QString(), u"Ada"_s, u"cus_"_s})
        QCOMPARE(names(world.await(world.customers().list(other, {text}))), QStringList());
    QCOMPARE(*world.await(world.customers().count(other)), 0);
    // The same id is another customer of the other merchant.
    CreateCustomer command = named(world, u"cus_1"_s, u"Bob"_s);
    command.caller = update.caller;
    OX_OK(world.await(world.customers().create(command)));
    QCOMPARE(world.await(world.customers().find(world.merchant(), {u"cus_1"_s}))->texts.name,
             u"Ada"_s);
    OX_OK(world.await(world.customers().remove(update.caller, {u"cus_1"_s})));
    OX_OK(world.await(world.customers().find(world.merchant(), {u"cus_1"_s})));
}

QTEST_GUILESS_MAIN(EngineCustomersTest)
#include "enginecustomerstest.moc"

#include "services/engine/noteservice.h"
#include "services/storage/database.h"
#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;

/// What people write down about payments and customers.
class EngineNotesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void keptAndListed();
    void changesNothingElse();
    void refused_data();
    void refused();
    void atTheLimit();
    void whatIsNotThere();
    void otherMerchants();
    void goesWithItsCustomer();
    void neverChanged();

private:
    static Result<Note> add(EngineWorld &world, const NoteSubject &subject, const QString &text)
    {
        return EngineWorld::await(NoteService(world.engine()).add({world.caller(), subject, text}));
    }
    static QStringList texts(EngineWorld &world, const NoteSubject &subject, int limit = 100)
    {
        QStringList texts;
        const auto found =
            EngineWorld::await(NoteService(world.engine()).list(world.merchant(), subject, limit));
        for (const Note &note : found.value_or({}))
            texts.append(note.text);
        return texts;
    }
    static NoteSubject on(const Payment &payment) { return {NoteAbout::Payment, payment.id.value}; }
    static NoteSubject addCustomer(EngineWorld &world)
    {
        CreateCustomer command;
        command.caller = world.caller();
        command.id = {u"cus_1"_s};
        command.texts.name = u"Maria Keller"_s;
        const auto made = EngineWorld::await(world.customers().create(command));
        return {NoteAbout::Customer, made.value_or({}).id.value};
    }
};

void EngineNotesTest::keptAndListed()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = world.created(world.draft(4'990));
    const NoteSubject customer = addCustomer(world);
    QSignalSpy payments(&world.engine().events(), &Events::paymentChanged);
    QSignalSpy customers(&world.engine().events(), &Events::customerChanged);
    const Result<Note> first = add(world, on(payment), u"  Caller waits\nfor the link \n"_s);
    OX_OK(first);
    QCOMPARE(first->text, u"Caller waits\nfor the link"_s);
    QCOMPARE(first->author, u"operator:tester"_s);
    QCOMPARE(first->atMs, world.clock().nowMs());
    QTRY_COMPARE(payments.size(), 1);
    QCOMPARE(payments.constFirst().at(0).value<PaymentId>(), payment.id);
    world.advance(60'000);
    OX_OK(add(world, on(payment), u"Link sent"_s));
    OX_OK(add(world, customer, u"Prefers e-mail"_s));
    QTRY_COMPARE(customers.size(), 1);
    QCOMPARE(texts(world, on(payment)), (QStringList{u"Link sent"_s, first->text}));
    QCOMPARE(texts(world, on(payment), 1), QStringList{u"Link sent"_s});
    QCOMPARE(texts(world, customer), QStringList{u"Prefers e-mail"_s});
    // The trail says who and when, not what: notes about deleted customers go.
    QCOMPARE(world.column(u"SELECT object || ' ' || actor || ' ' || result || ' ' || detail "
                          "FROM audit WHERE action = 'note.add' ORDER BY audit_seq LIMIT 1"_s),
             QStringList{payment.id.value + u" operator:tester payment length=25"_s});
    OX_OK(world.restart());
    QCOMPARE(texts(world, on(payment)).size(), 2);
}

void EngineNotesTest::changesNothingElse()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = world.created(world.draft(4'990));
    OX_OK(add(world, on(payment), u"Caller waits"_s));
    QCOMPARE(world.payment(payment.id), payment);
    const Result<Payment> paid = world.confirm(payment.id, "4242424242424242");
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"succeeded"_s);
    QCOMPARE(world.column(u"SELECT payment_id FROM payment WHERE noted = 1"_s),
             QStringList{payment.id.value});
    QCOMPARE(world.effects(payment.id), (QStringList{u"authorize 4990"_s, u"capture 4990"_s}));
}

void EngineNotesTest::refused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<ErrorCode>("code");
    const auto row = [](const char *name, const QString &text, ErrorCode code) {
        QTest::newRow(name) << text << code;
    };
    row("nothing", {}, ErrorCode::MissingField);
    row("blanks", u" \n\t "_s, ErrorCode::MissingField);
    row("too long", QString(kLongestNote + 1, u'x'), ErrorCode::TooLong);
    row("escape", u"red \u001b[31m"_s, ErrorCode::InvalidValue);
    row("null", u"a"_s + QChar(0) + u'b', ErrorCode::InvalidValue);
    row("return", u"one\rtwo"_s, ErrorCode::InvalidValue);
    row("tab", u"one\ttwo"_s, ErrorCode::InvalidValue);
    row("card", u"paid with 4242424242424242"_s, ErrorCode::InvalidValue);
    row("card with blanks", u"4242 4242 4242 4242"_s, ErrorCode::InvalidValue);
    row("card over lines", u"4242 4242\n4242 4242"_s, ErrorCode::InvalidValue);
}

void EngineNotesTest::refused()
{
    QFETCH(const QString, text);
    QFETCH(const ErrorCode, code);
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = world.created(world.draft(4'990));
    const auto before = world.rowCounts();
    OX_REFUSED(add(world, on(payment), text), code, u"note"_s);
    QCOMPARE(world.rowCounts(), before);
    QCOMPARE(world.column(u"SELECT count(*) FROM payment WHERE noted = 1"_s), QStringList{u"0"_s});
}

void EngineNotesTest::atTheLimit()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = world.created(world.draft(4'990));
    const QString longest(kLongestNote, QChar(0x00e9));
    OX_OK(add(world, on(payment), longest));
    QCOMPARE(texts(world, on(payment)), QStringList{longest});
    const auto list = [&](int limit) {
        return EngineWorld::await(
            NoteService(world.engine()).list(world.merchant(), on(payment), limit));
    };
    OX_REFUSED(list(0), ErrorCode::InvalidValue, u"limit"_s);
    OX_REFUSED(list(1'001), ErrorCode::InvalidValue, u"limit"_s);
}

void EngineNotesTest::whatIsNotThere()
{
    EngineWorld world;
    OX_OK(world.start());
    const auto before = world.rowCounts();
    OX_REFUSED(add(world, {NoteAbout::Payment, u"pay_none"_s}, u"x"_s), ErrorCode::NotFound,
               u"payment_id"_s);
    OX_REFUSED(add(world, {NoteAbout::Customer, u"cus_none"_s}, u"x"_s), ErrorCode::NotFound,
               u"customer_id"_s);
    OX_REFUSED(add(world, {}, u"x"_s), ErrorCode::NotFound, u"payment_id"_s);
    QCOMPARE(world.rowCounts(), before);
    QCOMPARE(texts(world, {NoteAbout::Payment, u"pay_none"_s}), QStringList());
}

void EngineNotesTest::otherMerchants()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = world.created(world.draft(4'990));
    OX_OK(add(world, on(payment), u"ours"_s));
    NoteService notes(world.engine());
    const MerchantId other{u"merchant_other"_s};
    OX_REFUSED(EngineWorld::await(notes.add({{other, u"operator:x"_s}, on(payment), u"x"_s})),
               ErrorCode::NotFound, u"payment_id"_s);
    const auto seen = EngineWorld::await(notes.list(other, on(payment), 10));
    OX_OK(seen);
    QVERIFY(seen->isEmpty());
}

void EngineNotesTest::goesWithItsCustomer()
{
    EngineWorld world;
    OX_OK(world.start());
    const NoteSubject customer = addCustomer(world);
    const Payment payment = world.created(world.draft(4'990));
    OX_OK(add(world, customer, u"Lives with her mother"_s));
    OX_OK(add(world, on(payment), u"Stays"_s));
    OX_OK(EngineWorld::await(world.customers().remove(world.caller(), {customer.id})));
    QCOMPARE(world.column(u"SELECT note_text FROM note"_s), QStringList{u"Stays"_s});
    OX_REFUSED(add(world, customer, u"x"_s), ErrorCode::CustomerRedacted, u"customer_id"_s);
}

void EngineNotesTest::neverChanged()
{
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = world.created(world.draft(4'990));
    OX_OK(add(world, on(payment), u"As it was"_s));
    world.stop();
    Database file;
    OX_OK(file.open({world.file(), true, false}));
    QVERIFY(!file.execute(u"UPDATE note SET note_text = 'x'"_s));
    QVERIFY(!file.execute(u"DELETE FROM note"_s));
    file.close();
    QCOMPARE(world.column(u"SELECT note_text FROM note"_s), QStringList{u"As it was"_s});
}

QTEST_GUILESS_MAIN(EngineNotesTest)
#include "enginenotestest.moc"

#include "services/engine/auditservice.h"
#include "tests/engine/savingworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

namespace {

/// Checks the whole trail through the door, piece by piece.
Result<AuditCheck> verify(SavingWorld &world, AuditService &trail)
{
    AuditCheck check;
    while (!check.done) {
        const Result<AuditCheck> further = world.await(trail.verify(world.caller(), check));
        if (!further)
            return further;
        check = *further;
    }
    return check;
}

} // namespace

/// The audit trail: what is in it, that it holds together, and what reading it is like.
class EngineAuditTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void audit_coverage();
    void audit_concurrent();
    void refusedHalvesLeaveNoGap();
    void sealedWhileTheVaultIsOpen();
    void lineAndChangeTogether();
    void olderLinesAreCovered();
    void readInPages();
    void foundByWords();
    void othersLinesAreNotShown();
    void readingAndCheckingAreRecorded();
    void clockJumpsAreRecorded();
};

void EngineAuditTest::audit_coverage()
{
    SavingWorld world;
    OX_OK(world.open());
    const Payment kept = *world.save("4242424242424242");
    const Payment hold = *world.pay(5000, CaptureMethod::Manual, "4242424242424242");
    OX_OK(world.capture(hold.id));
    const Refund refund = *world.refund(hold.id, 1000);
    OX_OK(world.await(world.refunds().update({world.caller(), refund.id, u"other"_s, {}})));
    const Refund planned = *world.refund(hold.id, 1000, world.clock().nowMs() + 3'600'000);
    OX_OK(world.await(world.refunds().cancel(world.caller(), planned.id)));
    const Payment draft = world.created(world.draft(700));
    UpdatePayment update;
    update.caller = world.caller();
    update.id = draft.id;
    update.description = u"changed"_s;
    OX_OK(world.await(world.payments().update(std::move(update))));
    OX_OK(world.cancel(draft.id));
    OX_OK(world.await(
        world.methods().makeDefault(world.caller(), {u"cus_1"_s}, kept.paymentMethodId)));
    OX_OK(world.await(world.methods().remove(world.caller(), kept.paymentMethodId)));
    OX_OK(world.await(world.customers().remove(world.caller(), {u"cus_1"_s})));
    OX_OK(world.await(world.vault().lock(world.caller())));
    OX_OK(world.unlock());
    world.stop();
    const QStringList actions =
        world.column(u"SELECT DISTINCT action FROM audit ORDER BY action"_s);
    for (const auto action :
         {"customer.create"_L1, "customer.delete"_L1, "method.default"_L1, "method.delete"_L1,
          "method.save"_L1, "operation.reserve"_L1, "operation.settle"_L1, "payment.cancel"_L1,
          "payment.create"_L1, "payment.update"_L1, "program.start"_L1, "program.stop"_L1,
          "refund.cancel"_L1, "refund.create"_L1, "refund.update"_L1, "vault.create"_L1,
          "vault.lock"_L1, "vault.unlock"_L1})
        QVERIFY2(actions.contains(action), action.data());
    // One line each, by the one who did it; and no line without an actor.
    QCOMPARE(world.column(u"SELECT count(*) FROM audit WHERE action = 'refund.update' AND "
                          "actor = 'operator:tester' AND object = '%1'"_s.arg(refund.id.value)),
             QStringList{u"1"_s});
    QCOMPARE(world.column(u"SELECT count(*) FROM audit WHERE actor = '' OR action = '' OR "
                          "object = '' OR at_ms = 0"_s),
             QStringList{u"0"_s});
    QCOMPARE(world.column(u"SELECT count(*) FROM audit WHERE detail LIKE '%4242%' OR object LIKE "
                          "'%4242%'"_s),
             QStringList{u"0"_s});
}

void EngineAuditTest::audit_concurrent()
{
    SavingWorld world;
    OX_OK(world.open());
    AuditService trail(world.engine());
    QList<PaymentId> ids;
    for (int i = 0; i < 40; ++i)
        ids.append(world.created(world.draft(1000, CaptureMethod::Manual)).id);
    QList<QFuture<Result<Payment>>> answers;
    for (const PaymentId &id : std::as_const(ids))
        answers.append(world.payments().confirm(world.confirmation(id, "4242424242424242")));
    for (const PaymentId &id : std::as_const(ids)) {
        for (int i = 0; i < 4; ++i) // most are refused, each in a savepoint that is undone
            answers.append(world.payments().capture({world.caller(), id, 600, true, {}}));
    }
    // Checked while it grows.
    const Result<AuditCheck> during = verify(world, trail);
    OX_OK(during);
    QVERIFY(!during->finding);
    for (const auto &answer : std::as_const(answers))
        static_cast<void>(world.await(answer));
    const Result<AuditCheck> after = verify(world, trail);
    OX_OK(after);
    QVERIFY(!after->finding);
    QCOMPARE(after->unread, 0);
    QVERIFY(after->lines > 40 * 4);
    for (const PaymentId &id : std::as_const(ids))
        QCOMPARE(world.problems(id), QString());
}

void EngineAuditTest::refusedHalvesLeaveNoGap()
{
    SavingWorld world;
    OX_OK(world.start());
    const Payment payment = world.created(world.draft(1000));
    for (int i = 0; i < 5; ++i)
        QVERIFY(!world.capture(payment.id));
    OX_OK(world.cancel(payment.id));
    world.stop();
    QCOMPARE(world.column(u"SELECT count(*) - max(audit_seq) FROM audit"_s), QStringList{u"0"_s});
}

void EngineAuditTest::sealedWhileTheVaultIsOpen()
{
    SavingWorld world;
    OX_OK(world.open());
    OX_OK(world.pay(1000, CaptureMethod::Automatic, "4242424242424242"));
    OX_OK(world.await(world.vault().lock(world.caller())));
    OX_OK(world.pay(2000, CaptureMethod::Automatic, "4242424242424242"));
    OX_OK(world.unlock());
    OX_OK(world.pay(3000, CaptureMethod::Automatic, "4242424242424242"));
    AuditService trail(world.engine());
    const Result<AuditCheck> check = verify(world, trail);
    OX_OK(check);
    QVERIFY(!check->finding);
    QVERIFY(check->sealed > 0 && check->sealed < check->lines);
    // Without the key the rest is still looked at, and what was not is counted.
    OX_OK(world.await(world.vault().lock(world.caller())));
    const Result<AuditCheck> locked = verify(world, trail);
    OX_OK(locked);
    QVERIFY(!locked->finding);
    QCOMPARE(locked->unread, locked->sealed);
    world.stop();
    // From the vault's own line on, whatever was done while it was open has a seal.
    QCOMPARE(world.column(u"SELECT sealed FROM audit WHERE action = 'operation.settle' "
                          "ORDER BY audit_seq"_s),
             (QStringList{u"1"_s, u"0"_s, u"1"_s}));
}

void EngineAuditTest::lineAndChangeTogether()
{
    SavingWorld world;
    OX_OK(world.start());
    const Payment payment = *world.pay(1234, CaptureMethod::Automatic, "4242424242424242");
    OX_OK(world.refund(payment.id, 34));
    QCOMPARE(world.problems(payment.id), QString());
    // The last line of a payment says what was taken and given back.
    QVERIFY(world
                .column(u"SELECT detail FROM audit WHERE object = '%1' ORDER BY audit_seq DESC "
                        "LIMIT 1"_s.arg(payment.id.value))
                .value(0)
                .endsWith("captured=1234 refunded=34"_L1));
}

void EngineAuditTest::olderLinesAreCovered()
{
    SavingWorld world;
    OX_OK(world.start());
    OX_OK(world.pay(1000, CaptureMethod::Automatic, "4242424242424242"));
    world.stop();
    const auto change = [&world](const QString &sql) {
        Database database;
        return database.open({world.file(), false, false}).and_then([&] {
            return database.execute(sql);
        });
    };
    // As an earlier version left them.
    OX_OK(change(u"DROP TRIGGER audit_no_update"_s));
    OX_OK(change(u"UPDATE audit SET link = x''"_s));
    OX_OK(change(u"DELETE FROM audit_head"_s));
    OX_OK(world.start());
    AuditService trail(world.engine());
    const Result<AuditCheck> check = verify(world, trail);
    OX_OK(check);
    QVERIFY(!check->finding);
    world.stop();
    OX_OK(change(u"UPDATE audit SET actor = 'operator:eve' WHERE audit_seq = 2"_s));
    OX_OK(world.start());
    AuditService again(world.engine());
    const Result<AuditCheck> changed = verify(world, again);
    OX_OK(changed);
    QVERIFY(changed->finding);
    QCOMPARE(changed->finding->problem, AuditProblem::Changed);
    QCOMPARE(changed->finding->from, 1); // one of those before the first link
}

void EngineAuditTest::readInPages()
{
    SavingWorld world;
    OX_OK(world.start());
    AuditService trail(world.engine());
    for (int i = 0; i < 30; ++i)
        world.created(world.draft(1000));
    QList<qint64> numbers;
    AuditQuery query;
    query.limit = 7;
    do {
        const Result<AuditPage> page = world.await(trail.list(world.caller(), query));
        OX_OK(page);
        for (const AuditRecord &record : page->records)
            numbers.append(record.number);
        query.before = page->next;
    } while (query.before > 0);
    QVERIFY(numbers.size() >= 31);
    for (qsizetype i = 0; i < numbers.size(); ++i)
        QCOMPARE(numbers.at(i), numbers.first() - i);
    QCOMPARE(numbers.last(), 1);
    query = {};
    query.limit = 0;
    OX_REFUSED(world.await(trail.list(world.caller(), query)), ErrorCode::InvalidValue, u"limit"_s);
}

void EngineAuditTest::foundByWords()
{
    SavingWorld world;
    OX_OK(world.start());
    AuditService trail(world.engine());
    const Payment first = world.created(world.draft(1000));
    const Payment second = world.created(world.draft(1000));
    OX_OK(world.cancel(second.id));
    const auto found = [&](const QString &words) {
        AuditQuery query;
        query.words = words;
        QStringList actions;
        const Result<AuditPage> page = world.await(trail.list(world.caller(), query));
        for (const AuditRecord &record : page ? page->records : QList<AuditRecord>())
            actions.append(record.entry.action + u' ' + record.entry.object);
        return actions;
    };
    QCOMPARE(found(first.id.value), QStringList{QString(u"payment.create "_s + first.id.value)});
    QCOMPARE(found(u"cancel "_s + second.id.value),
             QStringList{QString(u"payment.cancel "_s + second.id.value)});
    QCOMPARE(found(u"PROGRAM.START"_s).size(), 1);
    QCOMPARE(found(u"%"_s), QStringList());
    QCOMPARE(found(u"payment_create"_s), QStringList());
}

void EngineAuditTest::othersLinesAreNotShown()
{
    SavingWorld world;
    OX_OK(world.start());
    AuditService trail(world.engine());
    world.created(world.draft(1000));
    const Result<AuditPage> page =
        world.await(trail.list({{u"merchant_other"_s}, u"operator:eve"_s}, {}));
    OX_OK(page);
    for (const AuditRecord &record : page->records)
        QCOMPARE(record.entry.merchantId.value, QString()); // the program's own lines
    QVERIFY(!page->records.isEmpty());
}

void EngineAuditTest::readingAndCheckingAreRecorded()
{
    SavingWorld world;
    OX_OK(world.start());
    AuditService trail(world.engine());
    for (int i = 0; i < 5; ++i)
        OX_OK(world.await(trail.list(world.caller(), {})));
    OX_OK(verify(world, trail));
    world.advance(11 * 60'000);
    OX_OK(world.await(trail.list(world.caller(), {})));
    world.stop();
    QCOMPARE(world.column(u"SELECT action || ' ' || result FROM audit WHERE object = 'audit' "
                          "ORDER BY audit_seq"_s),
             (QStringList{u"audit.read done"_s, u"audit.verify whole"_s, u"audit.read done"_s}));
}

void EngineAuditTest::clockJumpsAreRecorded()
{
    SavingWorld world;
    world.clock().setLongestWait(100);
    OX_OK(world.start());
    world.clock().jump(-120'000);
    QTRY_COMPARE_WITH_TIMEOUT(
        world.column(u"SELECT detail FROM audit WHERE action = 'clock.jump'"_s),
        QStringList{u"seconds=-120"_s}, 20'000);
}

QTEST_GUILESS_MAIN(EngineAuditTest)
#include "engineaudittest.moc"

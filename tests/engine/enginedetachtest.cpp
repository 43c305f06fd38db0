#include "services/engine/accountservice.h"
#include "services/storage/detachmentstore.h"
#include "tests/engine/recurringworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

/// Processors are told to forget the tokens that nobody needs any more.
class EngineDetachTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void methodRemoved();
    void nothingToForget();
    void customerDeleted();
    void agreementRevoked();
    void otherAgreementNeedsIt();
    void deletionWaitsForNobody_data();
    void deletionWaitsForNobody();
    void askedAgainAfterARestart();
    void neverHeardOfIt();
    void refusedForGood();
    void lockedOnesMakeWay();

private:
    static constexpr const char *kGood = "4242424242424242";

    /// "state send_count" of all, in the order they were written.
    static QStringList states(const EngineWorld &world)
    {
        return world.column(u"SELECT state || ' ' || send_count FROM detachment ORDER BY row_id"_s);
    }
    static int detached(EngineWorld &world, const PaymentId &id)
    {
        return static_cast<int>(world.effects(id).count(u"detach 0"_s));
    }
    static Result<SavedMethod> remove(RecurringWorld &world, const PaymentMethodId &id)
    {
        return world.await(world.methods().remove(world.caller(), id));
    }
    static QString tokenOf(RecurringWorld &world, const PaymentId &id)
    {
        return world.payment(id).processorToken;
    }
};

void EngineDetachTest::methodRemoved()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> first = world.save(kGood);
    OX_OK(first);
    const Result<Payment> second = world.save(kGood);
    OX_OK(second);
    const QString token = tokenOf(world, first->id);
    QVERIFY(!token.isEmpty());
    OX_OK(remove(world, first->paymentMethodId));
    QTRY_COMPARE(states(world), (QStringList{u"done 1"_s, u"done 1"_s}));
    QCOMPARE(detached(world, first->id), 1);
    QCOMPARE(detached(world, second->id), 1);
    // What is forgotten there is not kept here.
    QCOMPARE(world.column(u"SELECT DISTINCT token FROM detachment"_s), QStringList{QString()});
    const QStringList audits = world.audits(first->paymentMethodId.value);
    QCOMPARE(audits.count(u"token.detach"_s), 2);
    // The bank takes it no more.
    const Result<Payment> charged = world.charge(world.byToken(token));
    OX_OK(charged);
    QCOMPARE(toText(charged->status), u"failed"_s);
}

void EngineDetachTest::nothingToForget()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> saved = world.save(kGood, u"cus_1"_s, FutureUsage::OnSession);
    OX_OK(saved);
    OX_OK(remove(world, saved->paymentMethodId));
    QCOMPARE(states(world), QStringList());
}

void EngineDetachTest::customerDeleted()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> saved = world.save(kGood);
    OX_OK(saved);
    OX_OK(world.await(world.customers().remove(world.caller(), {u"cus_1"_s})));
    QTRY_COMPARE(states(world), QStringList{u"done 1"_s});
    QCOMPARE(detached(world, saved->id), 1);
    QCOMPARE(world.column(u"SELECT reason FROM detachment"_s), QStringList{u"customer_deleted"_s});
}

void EngineDetachTest::agreementRevoked()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> set = world.agree(0);
    OX_OK(set);
    const QString token = tokenOf(world, set->id);
    OX_OK(world.await(world.recurring().revoke(world.caller(), set->mandateId)));
    QTRY_COMPARE(states(world), QStringList{u"done 1"_s});
    QCOMPARE(detached(world, set->id), 1);
    QVERIFY(world.saved().value(0).tokenHolders.isEmpty());
    // What was agreed about it goes on holding, however it is named.
    OX_REFUSED(world.charge(world.byToken(token)), ErrorCode::AgreementEnded, u"mandate_id"_s);
    OX_REFUSED(world.charge(RecurringWorld::by(set->paymentMethodId)), ErrorCode::AgreementEnded,
               u"mandate_id"_s);
    // A new agreement has a token of its own; the old one stays given up.
    const Result<Payment> anew = world.agree(0);
    OX_OK(anew);
    OX_REFUSED(world.charge(world.byToken(token)), ErrorCode::NotForRecurring,
               u"payment_method_id"_s);
    OX_OK(world.charge(RecurringWorld::by(anew->mandateId)));
    // Nothing is told twice when the method goes.
    OX_OK(world.await(world.recurring().revoke(world.caller(), anew->mandateId)));
    OX_OK(remove(world, set->paymentMethodId));
    QTRY_COMPARE(states(world), (QStringList{u"done 1"_s, u"done 1"_s}));
    QCOMPARE(detached(world, set->id), 1);
}

void EngineDetachTest::otherAgreementNeedsIt()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> one = world.agree(0);
    const Result<Payment> two = world.agree(0);
    OX_OK(one);
    OX_OK(two);
    QCOMPARE(one->paymentMethodId, two->paymentMethodId);
    OX_OK(world.await(world.recurring().revoke(world.caller(), one->mandateId)));
    QCOMPARE(states(world), QStringList());
    OX_OK(world.charge(RecurringWorld::by(two->mandateId)));
}

void EngineDetachTest::deletionWaitsForNobody_data()
{
    QTest::addColumn<QString>("fault");
    for (const char *fault : {"timeout_before", "timeout_after", "http_500", "http_500_done",
                              "garbage", "reset_after", "rate_limited", "truncated"})
        QTest::newRow(fault) << QString::fromLatin1(fault);
}

void EngineDetachTest::deletionWaitsForNobody()
{
    QFETCH(const QString, fault);
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> saved = world.save(kGood);
    OX_OK(saved);
    world.bank().injectFault(*bankFaultFromText(fault), 2, u"tokens"_s);
    OX_OK(remove(world, saved->paymentMethodId));
    QCOMPARE(world.saved(), QList<SavedMethod>());
    QCOMPARE(world.records(), QStringList());
    QTRY_COMPARE(states(world), QStringList{u"due 1"_s});
    world.advance(15'000);
    QTRY_COMPARE(states(world), QStringList{u"due 2"_s});
    world.advance(60'000);
    QTRY_COMPARE(states(world), QStringList{u"done 3"_s});
    QCOMPARE(detached(world, saved->id), 1);
}

void EngineDetachTest::askedAgainAfterARestart()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> saved = world.save(kGood);
    OX_OK(saved);
    world.wire().setSwallowing(true);
    OX_OK(remove(world, saved->paymentMethodId));
    world.wire().setSwallowing(false);
    world.stop(); // whatever was on its way is lost
    world.advance(60'000);
    OX_OK(world.start()); // with the vault locked
    QTRY_VERIFY(states(world).value(0).startsWith(u"done"_s));
    QCOMPARE(detached(world, saved->id), 1);
}

void EngineDetachTest::neverHeardOfIt()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> saved = world.save(kGood);
    OX_OK(saved);
    world.stop();
    Database database;
    OX_OK(database.open({world.file(), true, false}));
    OX_OK(database.execute(u"UPDATE processor_token SET token = 'simtok_unknown'"_s));
    database.close();
    OX_OK(world.start());
    OX_OK(remove(world, saved->paymentMethodId));
    QTRY_COMPARE(states(world), QStringList{u"done 1"_s});
    QCOMPARE(detached(world, saved->id), 0);
}

void EngineDetachTest::refusedForGood()
{
    Detachment detachment;
    detachment.token = u"simtok_1"_s;
    for (int i = 1; i < kDetachRefusals; ++i) {
        detachment = answered(detachment, {DetachAnswer::Kind::Refused, u"not_allowed"_s}, 1000);
        QCOMPARE(detachment.state, DetachState::Due);
        QCOMPARE(detachment.sendCount, i);
        QVERIFY(detachment.nextAtMs > 1000);
    }
    detachment = answered(detachment, {DetachAnswer::Kind::Refused, u"not_allowed"_s}, 1000);
    QCOMPARE(detachment.state, DetachState::Refused);
    QCOMPARE(detachment.errorCode, u"not_allowed"_s);
    QVERIFY(detachment.token.isEmpty());
    for (int i = 0; i < 200; ++i) // no answer is asked for, for ever
        QCOMPARE(answered(Detachment(), {}, 1000).state, DetachState::Due);
}

/// A dozen that need keys from a locked vault, all due longer than one that needs none.
void EngineDetachTest::lockedOnesMakeWay()
{
    RecurringWorld world;
    OX_OK(world.open());
    const Result<Payment> saved = world.save(kGood);
    OX_OK(saved);
    CreateAccount keyed;
    keyed.caller = world.caller();
    keyed.profileId = world.profile();
    keyed.connector = u"stripe"_s;
    keyed.testMode = true;
    keyed.change.baseUrl = QUrl(u"http://127.0.0.1:18080/stripe"_s);
    keyed.change.authType = u"HeaderKey"_s;
    keyed.change.auth = std::make_shared<const SecretBytes>(
        QByteArrayView(R"({"auth_type":"HeaderKey","api_key":"sk_test_1"})"));
    keyed.change.authShownJson = u"{}"_s;
    AccountService accounts(world.engine());
    const auto account = world.await(accounts.create(std::move(keyed)));
    OX_OK(account);
    OX_OK(remove(world, saved->paymentMethodId));
    QTRY_COMPARE(states(world), QStringList{u"done 1"_s});
    world.stop();
    const qint64 nowMs = world.clock().nowMs();
    {
        Database database;
        OX_OK(database.open({world.file(), true, false}));
        DetachmentStore store(database);
        for (int i = 0; i < 13; ++i) {
            Detachment one;
            one.id = {u"det_%1"_s.arg(i)};
            one.merchantId = world.merchant();
            one.connectorAccount = i < 12 ? account->account.id : world.account();
            one.paymentMethodId = saved->paymentMethodId;
            one.token = i < 12 ? u"pm_card_visa"_s : u"simtok_nobodys"_s;
            one.idempotencyKey = u"key_%1"_s.arg(i);
            one.nextAtMs = nowMs - 1000 + i;
            one.createdAtMs = one.nextAtMs;
            one.modifiedAtMs = one.nextAtMs;
            OX_OK(store.insert(one));
        }
    }
    OX_OK(world.start()); // with the vault locked
    QTRY_COMPARE_WITH_TIMEOUT(states(world).last(), u"done 1"_s, 20'000);
    QCOMPARE(states(world).count(u"due 0"_s), 12);
    OX_OK(world.unlock());
    world.advance(30'000);
    QTRY_COMPARE_WITH_TIMEOUT(states(world).count(u"due 0"_s), 0, 20'000);
}

QTEST_GUILESS_MAIN(EngineDetachTest)
#include "enginedetachtest.moc"

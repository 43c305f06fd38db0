#include "tests/engine/savingworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

/// Keeping a card while paying with it.
class EngineSavingTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void sameAnswerNamesTheMethod_data();
    void sameAnswerNamesTheMethod();
    void needsACustomer();
    void needsAnOpenVault_data();
    void needsAnOpenVault();
    void withoutFutureUsageNothingIsKept();
    void declinedKeepsNothing_data();
    void declinedKeepsNothing();
    void afterAChallenge_data();
    void afterAChallenge();
    void cancelledInAChallenge();
    void unknownThenFound();
    void notSentThenConfirmedAgain();
    void sameCardAgain();
    void sameCardForOffSessionToo();
    void sameNumberOtherData();
    void otherCustomerOtherMethod();
    void savedByTwoPaymentsAtOnce();
    void confirmMaySayIt();
    void acceptanceIsKept();
    void acceptanceRefused();
    void vaultLockedMeanwhile();
    void vaultLockedMeanwhileForAKnownCard();
    void programDiesMeanwhile();
    void customerDeletedMeanwhile();

private:
    static constexpr const char *kGood = "4242424242424242";
    static constexpr const char *kOther = "5555555555554444";
    static constexpr const char *kChallenge = "4000000000003220";
};

void EngineSavingTest::sameAnswerNamesTheMethod_data()
{
    QTest::addColumn<int>("usage");
    QTest::addColumn<int>("capture");
    QTest::addColumn<QString>("status");
    const auto row = [](const char *name, FutureUsage usage, CaptureMethod capture,
                        const QString &status) {
        QTest::newRow(name) << int(usage) << int(capture) << status;
    };
    row("charged, on session", FutureUsage::OnSession, CaptureMethod::Automatic, u"succeeded"_s);
    row("charged, off session", FutureUsage::OffSession, CaptureMethod::Automatic, u"succeeded"_s);
    row("held", FutureUsage::OffSession, CaptureMethod::Manual, u"requires_capture"_s);
}

void EngineSavingTest::sameAnswerNamesTheMethod()
{
    QFETCH(const int, usage);
    QFETCH(const int, capture);
    QFETCH(const QString, status);
    SavingWorld world;
    OX_OK(world.open());
    const Result<Payment> paid = world.save(kGood, u"cus_1"_s, static_cast<FutureUsage>(usage),
                                            static_cast<CaptureMethod>(capture));
    OX_OK(paid);
    QCOMPARE(toText(paid->status), status);
    QVERIFY(paid->paymentMethodId.value.startsWith(u"pm_"_s));
    QCOMPARE(paid->paymentMethodId.value.size(), 23);
    QCOMPARE(world.payment(paid->id), *paid);
    QCOMPARE(world.settledProblems(paid->id), QString());

    const QList<SavedMethod> saved = world.saved();
    QCOMPARE(saved.size(), 1);
    const SavedMethod &method = saved.first();
    QCOMPARE(method.id, paid->paymentMethodId);
    QCOMPARE(method.usage, static_cast<FutureUsage>(usage));
    QCOMPARE(method.mayBeChargedOffSession(), usage == int(FutureUsage::OffSession));
    QCOMPARE(method.card, paid->card);
    QCOMPARE(method.card.last4, u"4242"_s);
    QCOMPARE(method.paymentId, paid->id);
    QCOMPARE(method.lastUsedAtMs, world.clock().nowMs());
    QVERIFY(!method.isDefault && !method.isExpired(world.clock().nowMs()));
    // The card is in a record of the method's own; what was held for the payment has gone.
    QCOMPARE(world.records(), QStringList{u"saved_card "_s + method.id.value});
    QCOMPARE(world.audits(method.id.value), QStringList{u"method.save"_s});
}

void EngineSavingTest::needsACustomer()
{
    SavingWorld world;
    OX_OK(world.open());
    const Payment payment = world.created(world.savingDraft({}, FutureUsage::OnSession));
    QVERIFY(!payment.id.isEmpty()); // it may be named later
    const auto before = world.rowCounts();
    OX_REFUSED(world.confirm(payment.id, kGood), ErrorCode::InvalidValue, u"customer_id"_s);
    QCOMPARE(world.rowCounts(), before);
    UpdatePayment update;
    update.caller = world.caller();
    update.id = payment.id;
    update.customer = CustomerSnapshot{{u"cus_1"_s}, {}, {}, {}};
    OX_OK(world.await(world.payments().update(std::move(update))));
    const Result<Payment> paid = world.confirm(payment.id, kGood);
    OX_OK(paid);
    QVERIFY(!paid->paymentMethodId.isEmpty());
}

void EngineSavingTest::needsAnOpenVault_data()
{
    QTest::addColumn<bool>("exists");
    QTest::newRow("none") << false;
    QTest::newRow("locked") << true;
}

void EngineSavingTest::needsAnOpenVault()
{
    QFETCH(const bool, exists);
    SavingWorld world;
    OX_OK(world.start());
    if (exists) {
        OX_OK(world.await(world.vault().create(world.caller())));
        OX_OK(world.await(world.vault().lock(world.caller())));
    }
    const Payment payment = world.created(world.savingDraft(u"cus_1"_s, FutureUsage::OnSession));
    const auto before = world.rowCounts();
    world.wire().clear();
    OX_REFUSED(world.confirm(payment.id, kGood), ErrorCode::VaultLocked, QString());
    QCOMPARE(world.rowCounts(), before);
    QVERIFY(world.wire().calls().isEmpty());
    QCOMPARE(world.payment(payment.id), payment);
    // The shopper may still pay, without being remembered.
    ConfirmPayment command = world.confirmation(payment.id, kGood);
    command.futureUsage = FutureUsage::None;
    const Result<Payment> paid = world.await(world.payments().confirm(std::move(command)));
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"succeeded"_s);
    QVERIFY(paid->paymentMethodId.isEmpty());
}

void EngineSavingTest::withoutFutureUsageNothingIsKept()
{
    SavingWorld world;
    OX_OK(world.open());
    const Result<Payment> paid = world.save(kGood, u"cus_1"_s, FutureUsage::None);
    OX_OK(paid);
    QVERIFY(paid->paymentMethodId.isEmpty());
    QVERIFY(world.saved().isEmpty() && world.records().isEmpty());
}

void EngineSavingTest::declinedKeepsNothing_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::newRow("declined") << "4000000000009979"_ba;
    QTest::newRow("other amount confirmed") << "4000009905130004"_ba;
}

void EngineSavingTest::declinedKeepsNothing()
{
    QFETCH(const QByteArray, number);
    SavingWorld world;
    OX_OK(world.open());
    const Result<Payment> paid = world.save(number.constData());
    OX_OK(paid);
    QVERIFY(paid->status != PaymentStatus::Succeeded);
    QVERIFY(paid->paymentMethodId.isEmpty());
    QVERIFY(world.saved().isEmpty());
    QCOMPARE(world.records(), QStringList());
}

void EngineSavingTest::afterAChallenge_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<bool>("kept");
    QTest::newRow("approved") << "approve"_ba << true;
    QTest::newRow("failed") << "fail"_ba << false;
    QTest::newRow("cancelled") << "cancel"_ba << false;
}

void EngineSavingTest::afterAChallenge()
{
    QFETCH(const QByteArray, action);
    QFETCH(const bool, kept);
    SavingWorld world;
    OX_OK(world.open());
    const Result<Payment> waiting = world.save(kChallenge);
    OX_OK(waiting);
    QCOMPARE(toText(waiting->status), u"requires_customer_action"_s);
    // Not saved yet: held for this payment alone.
    QVERIFY(waiting->paymentMethodId.isEmpty() && world.saved().isEmpty());
    QVERIFY(world.records().value(0).startsWith(u"held_card op_"_s));
    const QUrl returned = world.answerChallenge(waiting->id, action);
    const Result<Payment> resumed =
        world.await(world.payments().resume(returned.path().section(u'/', -1)));
    OX_OK(resumed);
    QCOMPARE(!resumed->paymentMethodId.isEmpty(), kept);
    QCOMPARE(world.saved().size(), kept ? 1 : 0);
    QCOMPARE(world.records().size(), kept ? 1 : 0);
    QVERIFY(world.records().filter(u"held"_s).isEmpty());
    QCOMPARE(world.settledProblems(waiting->id), QString());
}

void EngineSavingTest::cancelledInAChallenge()
{
    SavingWorld world;
    OX_OK(world.open());
    const Result<Payment> waiting = world.save(kChallenge);
    OX_OK(waiting);
    OX_OK(world.cancel(waiting->id));
    QCOMPARE(toText(world.payment(waiting->id).status), u"cancelled"_s);
    QCOMPARE(world.records(), QStringList());
    QVERIFY(world.saved().isEmpty());
}

void EngineSavingTest::unknownThenFound()
{
    SavingWorld world;
    OX_OK(world.open());
    world.bank().injectFault(BankFault::Http500Done, 2, u"payments"_s);
    const Result<Payment> unknown = world.save(kGood);
    OX_OK(unknown);
    // The read that follows at once has found it; either way the card was kept only then.
    const Payment found = world.synced(unknown->id);
    QCOMPARE(toText(found.status), u"succeeded"_s);
    QVERIFY(!found.paymentMethodId.isEmpty());
    QCOMPARE(world.records(), QStringList{u"saved_card "_s + found.paymentMethodId.value});
}

void EngineSavingTest::notSentThenConfirmedAgain()
{
    SavingWorld world;
    OX_OK(world.open());
    const Payment payment = world.created(world.savingDraft(u"cus_1"_s, FutureUsage::OnSession));
    world.wire().setReachable(false);
    const auto confirming = world.payments().confirm(world.confirmation(payment.id, kGood));
    Result<Payment> first = world.await(confirming);
    OX_OK(first);
    QVERIFY(first->paymentMethodId.isEmpty());
    QCOMPARE(world.records(), QStringList());
    world.wire().setReachable(true);
    world.advance(60'000); // the circuit breaker closes
    const Result<Payment> second = world.confirm(payment.id, kGood);
    OX_OK(second);
    QCOMPARE(toText(second->status), u"succeeded"_s);
    QCOMPARE(world.records(), QStringList{u"saved_card "_s + second->paymentMethodId.value});
}

void EngineSavingTest::sameCardAgain()
{
    SavingWorld world;
    OX_OK(world.open());
    const Result<Payment> first = world.save(kGood);
    OX_OK(first);
    const SavedMethod before = world.saved().value(0);
    const QStringList sealed = world.column(u"SELECT hex(sealed) FROM vault_record"_s);
    world.advance(5'000);
    const Result<Payment> second = world.save(kGood);
    OX_OK(second);
    QCOMPARE(second->paymentMethodId, first->paymentMethodId);
    SavedMethod expected = before;
    expected.paymentId = second->id;
    expected.networkTransactionId = second->networkTransactionId;
    expected.lastUsedAtMs += 5'000;
    expected.modifiedAtMs += 5'000;
    expected.tokenHolders[0].tokens = 2; // the bank gave another
    QCOMPARE(world.saved(), QList<SavedMethod>{expected});
    QCOMPARE(world.column(u"SELECT hex(sealed) FROM vault_record"_s), sealed);
}

void EngineSavingTest::sameCardForOffSessionToo()
{
    SavingWorld world;
    OX_OK(world.open());
    OX_OK(world.save(kGood, u"cus_1"_s, FutureUsage::OnSession));
    QCOMPARE(world.saved().value(0).usage, FutureUsage::OnSession);
    OX_OK(world.save(kGood, u"cus_1"_s, FutureUsage::OffSession));
    QCOMPARE(world.saved().value(0).usage, FutureUsage::OffSession);
    // What was agreed is not taken back by a quicker checkout.
    OX_OK(world.save(kGood, u"cus_1"_s, FutureUsage::OnSession));
    QCOMPARE(world.saved().value(0).usage, FutureUsage::OffSession);
    QCOMPARE(world.saved().size(), 1);
}

void EngineSavingTest::sameNumberOtherData()
{
    SavingWorld world;
    OX_OK(world.open());
    const Result<Payment> first = world.save(kGood);
    OX_OK(first);
    const QStringList sealed = world.column(u"SELECT hex(sealed) FROM vault_record"_s);
    const Payment payment = world.created(world.savingDraft(u"cus_1"_s, FutureUsage::OnSession));
    ConfirmPayment command = world.confirmation(payment.id, kGood);
    command.card->expiryYear = 2031;
    command.card->holder = u"A. Tester"_s;
    const Result<Payment> second = world.await(world.payments().confirm(std::move(command)));
    OX_OK(second);
    QCOMPARE(second->paymentMethodId, first->paymentMethodId);
    QCOMPARE(world.saved().size(), 1);
    QCOMPARE(world.saved().first().card.expiryYear, 2031);
    QCOMPARE(world.saved().first().card.holder, u"A. Tester"_s);
    // The sealed card is another one, in the same place.
    QCOMPARE(world.records(), QStringList{u"saved_card "_s + first->paymentMethodId.value});
    QVERIFY(world.column(u"SELECT hex(sealed) FROM vault_record"_s) != sealed);
}

void EngineSavingTest::otherCustomerOtherMethod()
{
    SavingWorld world;
    OX_OK(world.open());
    const Result<Payment> one = world.save(kGood, u"cus_1"_s);
    const Result<Payment> two = world.save(kGood, u"cus_2"_s);
    const Result<Payment> three = world.save(kOther, u"cus_1"_s);
    OX_OK(one);
    OX_OK(two);
    OX_OK(three);
    QVERIFY(one->paymentMethodId != two->paymentMethodId);
    QVERIFY(one->paymentMethodId != three->paymentMethodId);
    QCOMPARE(world.saved(u"cus_1"_s).size(), 2);
    QCOMPARE(world.saved(u"cus_2"_s).size(), 1);
    QCOMPARE(world.records().size(), 3);
}

void EngineSavingTest::savedByTwoPaymentsAtOnce()
{
    SavingWorld world;
    OX_OK(world.open());
    QList<Payment> payments;
    for (int i = 0; i < 8; ++i)
        payments.append(world.created(world.savingDraft(u"cus_1"_s, FutureUsage::OffSession)));
    world.wire().setLatencyMs(10);
    QList<QFuture<Result<Payment>>> confirming;
    for (const Payment &payment : payments)
        confirming.append(world.payments().confirm(world.confirmation(payment.id, kGood)));
    QSet<QString> methods;
    for (const auto &future : confirming) {
        const Result<Payment> paid = world.await(future);
        OX_OK(paid);
        methods.insert(paid->paymentMethodId.value);
    }
    QCOMPARE(methods.size(), 1);
    QCOMPARE(world.saved().size(), 1);
    QCOMPARE(world.records(), QStringList{u"saved_card "_s + *methods.begin()});
}

void EngineSavingTest::confirmMaySayIt()
{
    SavingWorld world;
    OX_OK(world.open());
    const Payment payment = world.created(world.savingDraft(u"cus_1"_s, FutureUsage::None));
    ConfirmPayment command = world.confirmation(payment.id, kGood);
    command.futureUsage = FutureUsage::OnSession;
    const Result<Payment> paid = world.await(world.payments().confirm(std::move(command)));
    OX_OK(paid);
    QCOMPARE(paid->futureUsage, FutureUsage::OnSession);
    QCOMPARE(world.saved().value(0).id, paid->paymentMethodId);
    // And with create, in one call.
    CreatePayment atOnce = world.savingDraft(u"cus_2"_s, FutureUsage::OnSession);
    atOnce.confirm = true;
    atOnce.card = testCard(kGood);
    const Result<CreatedPayment> created = world.await(world.payments().create(std::move(atOnce)));
    OX_OK(created);
    QVERIFY(!created->payment.paymentMethodId.isEmpty());
}

void EngineSavingTest::acceptanceIsKept()
{
    SavingWorld world;
    OX_OK(world.open());
    CreatePayment command = world.savingDraft(u"cus_1"_s, FutureUsage::OffSession);
    command.acceptance = {AcceptanceType::Online, 1'780'000'000'000, u"2001:db8::7"_s,
                          u"Browser/1.0"_s};
    const CustomerAcceptance given = command.acceptance;
    const Payment payment = world.created(std::move(command));
    OX_OK(world.confirm(payment.id, kGood));
    OX_OK(world.restart());
    QCOMPARE(world.payment(payment.id).acceptance, given);
    QCOMPARE(world.saved().value(0).acceptance, given);
    // Saved again without a record, the earlier one stays.
    OX_OK(world.unlock());
    OX_OK(world.save(kGood));
    QCOMPARE(world.saved().value(0).acceptance, given);
}

void EngineSavingTest::acceptanceRefused()
{
    SavingWorld world;
    OX_OK(world.open());
    const auto refused = [&world](const CustomerAcceptance &acceptance) {
        CreatePayment command = world.savingDraft(u"cus_1"_s, FutureUsage::OffSession);
        command.acceptance = acceptance;
        return world.await(world.payments().create(std::move(command)));
    };
    using enum AcceptanceType;
    OX_REFUSED(refused({Online, 1, QString(46, u'1'), {}}), ErrorCode::TooLong, u"ip_address"_s);
    OX_REFUSED(refused({Online, 1, {}, QString(256, u'a')}), ErrorCode::TooLong, u"user_agent"_s);
    OX_REFUSED(refused({Online, 1, {}, u"4242424242424242"_s}), ErrorCode::InvalidValue,
               u"user_agent"_s);
    OX_REFUSED(refused({Offline, 1, u"10.0.0.1"_s, {}}), ErrorCode::InvalidValue,
               u"customer_acceptance"_s);
}

void EngineSavingTest::vaultLockedMeanwhile()
{
    SavingWorld world;
    OX_OK(world.open());
    const Result<Payment> waiting = world.save(kChallenge);
    OX_OK(waiting);
    OX_OK(world.await(world.vault().lock(world.caller())));
    world.answerChallenge(waiting->id, "approve");
    const Payment paid = world.synced(waiting->id);
    QCOMPARE(toText(paid.status), u"succeeded"_s);
    // The method is there, on the record that was held for the payment.
    QCOMPARE(world.saved().value(0).id, paid.paymentMethodId);
    const QStringList held = world.records();
    QVERIFY(held.value(0).startsWith(u"held_card op_"_s));
    OX_OK(world.sync(waiting->id)); // asking again changes nothing
    QCOMPARE(world.records(), held);
    OX_OK(world.unlock());
    QTRY_COMPARE(world.records(), QStringList{u"saved_card "_s + paid.paymentMethodId.value});
    QCOMPARE(world.saved().value(0).vaultRecordId, paid.paymentMethodId.value);
}

void EngineSavingTest::vaultLockedMeanwhileForAKnownCard()
{
    SavingWorld world;
    OX_OK(world.open());
    const Result<Payment> first = world.save(kChallenge);
    OX_OK(first);
    world.answerChallenge(first->id, "approve");
    const PaymentMethodId known = world.synced(first->id).paymentMethodId;
    QVERIFY(!known.isEmpty());
    const Payment payment = world.created(world.savingDraft(u"cus_1"_s, FutureUsage::OnSession));
    ConfirmPayment command = world.confirmation(payment.id, kChallenge);
    command.card->expiryYear = 2031;
    OX_OK(world.await(world.payments().confirm(std::move(command))));
    OX_OK(world.await(world.vault().lock(world.caller())));
    world.answerChallenge(payment.id, "approve");
    QCOMPARE(world.synced(payment.id).paymentMethodId, known);
    QCOMPARE(world.records().size(), 1);
    QVERIFY(world.records().first().startsWith(u"held_card"_s));
    OX_OK(world.restart());
    OX_OK(world.unlock());
    QTRY_COMPARE(world.records(), QStringList{u"saved_card "_s + known.value});
    QCOMPARE(world.saved().value(0).card.expiryYear, 2031);
}

void EngineSavingTest::programDiesMeanwhile()
{
    SavingWorld world;
    OX_OK(world.open());
    const Payment payment = world.created(world.savingDraft(u"cus_1"_s, FutureUsage::OnSession));
    world.wire().setLatencyMs(300); // it arrives, its answer reaches nobody
    world.wire().setTimeoutMs(5'000);
    const auto lost = world.payments().confirm(world.confirmation(payment.id, kGood));
    QTRY_VERIFY(!world.effects(payment.id).isEmpty());
    world.wire().setLatencyMs(0);
    OX_OK(world.restart());
    QTRY_COMPARE(toText(world.synced(payment.id).status), u"succeeded"_s);
    const Payment paid = world.payment(payment.id);
    QVERIFY(!paid.paymentMethodId.isEmpty());
    QCOMPARE(world.saved().value(0).id, paid.paymentMethodId);
    OX_OK(world.unlock());
    QTRY_COMPARE(world.records(), QStringList{u"saved_card "_s + paid.paymentMethodId.value});
    QCOMPARE(world.settledProblems(payment.id), QString());
}

void EngineSavingTest::customerDeletedMeanwhile()
{
    SavingWorld world;
    OX_OK(world.open());
    const Result<Payment> waiting = world.save(kChallenge);
    OX_OK(waiting);
    OX_OK(world.await(world.customers().remove(world.caller(), {u"cus_1"_s})));
    world.answerChallenge(waiting->id, "approve");
    const Payment paid = world.synced(waiting->id);
    QCOMPARE(toText(paid.status), u"succeeded"_s);
    QVERIFY(paid.paymentMethodId.isEmpty());
    QCOMPARE(world.records(), QStringList());
    QCOMPARE(world.rowCounts().value(u"saved_method"_s), 0);
}

QTEST_GUILESS_MAIN(EngineSavingTest)
#include "enginesavingtest.moc"

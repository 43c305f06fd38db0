#include "services/storage/journalstore.h"
#include "services/storage/paymentreader.h"
#include "tests/storage/storageworld.h"
#include "tests/support/seed.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;

/// Every field goes in and comes out, changes meet only the version they know, and no merchant sees
/// another's rows.
class TestStores : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void paymentRoundTrip();
    void emptyPaymentRoundTrip();
    void duplicatePayment();
    void updateWritesEveryColumn_data();
    void updateWritesEveryColumn();
    void updateNeedsTheVersion();
    void attempts();
    void returnTokens();
    void steps();
    void operationRoundTrip();
    void operationUpdateNeedsFenceAndState();
    void operationSequences();
    void operationsDue();
    void calls();
    void expiry();
    void tenantIsolation();
    void bulkLoad();
    void bulkLoadIsAllOrNothing();
};

void TestStores::paymentRoundTrip()
{
    StorageWorld world;
    Payment payment = world.payment(u"pay_a"_s);
    QVERIFY(world.payments.insert(payment, "secret"));
    QVERIFY(payment.rowId > 0);
    QCOMPARE(*PaymentStore(world.database).find(world.merchant, payment.id), payment);
    QCOMPARE(*world.payments.clientSecretHash(world.merchant, payment.id), "secret");
    QCOMPARE(PaymentStore(world.database).find(world.merchant, {u"pay_none"_s}).error().code,
             ErrorCode::NotFound);
}

void TestStores::emptyPaymentRoundTrip()
{
    StorageWorld world;
    Payment payment;
    payment.id = {u"p"_s};
    payment.merchantId = world.merchant;
    payment.profileId = {u"pro_shop"_s};
    QVERIFY(world.payments.insert(payment, {}));
    QCOMPARE(*PaymentStore(world.database).find(world.merchant, payment.id), payment);
}

void TestStores::duplicatePayment()
{
    StorageWorld world;
    Payment payment = world.payment(u"pay_a"_s);
    QVERIFY(world.payments.insert(payment, {}));
    const Result<> again = world.payments.insert(payment, {});
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::Duplicate);
    QCOMPARE(again.error().field, u"payment_id"_s);
}

void TestStores::updateWritesEveryColumn_data()
{
    QTest::addColumn<QString>("group");
    QTest::addColumn<bool>("readBefore");
    for (const auto *group : {"moved", "settled", "paid", "edited", "all"}) {
        QTest::addRow("%s after a read", group) << QString::fromLatin1(group) << true;
        QTest::addRow("%s unread", group) << QString::fromLatin1(group) << false;
    }
}

void TestStores::updateWritesEveryColumn()
{
    QFETCH(QString, group);
    QFETCH(bool, readBefore);
    StorageWorld world;
    Payment stored;
    stored.id = {u"pay_a"_s};
    stored.merchantId = world.merchant;
    stored.profileId = {u"pro_shop"_s};
    stored.version = 4;
    stored = world.stored(stored);
    const Payment full = world.payment(u"pay_a"_s);
    Payment wanted = stored;
    const bool all = group == "all"_L1;
    if (all || group == "moved"_L1) {
        wanted.status = full.status;
        wanted.authorized = full.authorized;
        wanted.captureLimit = full.captureLimit;
        wanted.capturePending = full.capturePending;
        wanted.attemptCount = full.attemptCount;
        wanted.error = full.error;
        wanted.cancellationReason = full.cancellationReason;
        wanted.hasOpenOperation = true;
        wanted.outcomeUnknown = true;
    }
    if (all || group == "settled"_L1) {
        wanted.captureLimit = full.captureLimit;
        wanted.captured = full.captured;
        wanted.refunded = full.refunded;
        wanted.refundPending = full.refundPending;
        wanted.captureBeforeMs = full.captureBeforeMs;
        wanted.processorReference = full.processorReference;
    }
    if (all || group == "paid"_L1) {
        wanted.captureMethod = full.captureMethod;
        wanted.authenticationType = full.authenticationType;
        wanted.paymentMethod = full.paymentMethod;
        wanted.paymentMethodType = full.paymentMethodType;
        wanted.card = full.card;
        wanted.connector = full.connector;
        wanted.connectorAccount = full.connectorAccount;
    }
    if (all || group == "edited"_L1) {
        wanted.currency = full.currency;
        wanted.amount = full.amount;
        wanted.netAmount = full.netAmount;
        wanted.amountToCapture = full.amountToCapture;
        wanted.partialAuthorizationAllowed = true;
        wanted.customer = full.customer;
        wanted.orderReference = full.orderReference;
        wanted.description = full.description;
        wanted.metadataJson = full.metadataJson;
        wanted.returnUrl = full.returnUrl;
        wanted.sessionExpiresAtMs = full.sessionExpiresAtMs;
    }
    wanted.version = 5;
    wanted.modifiedAtMs = 9'000;
    if (readBefore)
        QVERIFY(PaymentStore(world.database).find(world.merchant, stored.id));
    QVERIFY(world.payments.update(wanted));
    QCOMPARE(*PaymentStore(world.database).find(world.merchant, stored.id), wanted);
    QCOMPARE(world.value(u"SELECT customer_key || order_key FROM payment"_s),
             QString(wanted.customer.name.toCaseFolded() + wanted.orderReference.toCaseFolded()));
}

void TestStores::updateNeedsTheVersion()
{
    StorageWorld world;
    const Payment stored = world.stored(world.payment(u"pay_a"_s));
    for (const qint64 version : {stored.version - 1, stored.version, stored.version + 2}) {
        Payment changed = stored;
        changed.version = version;
        changed.description = u"lost"_s;
        const Result<> updated = world.payments.update(changed);
        QVERIFY(!updated);
        QCOMPARE(updated.error().code, ErrorCode::VersionConflict);
    }
    // The same change by somebody else first.
    Payment mine = stored;
    mine.version += 1;
    QVERIFY(world.payments.update(mine));
    QCOMPARE(world.payments.update(mine).error().code, ErrorCode::VersionConflict);
    QCOMPARE(*PaymentStore(world.database).find(world.merchant, stored.id), mine);
    Payment foreign = mine;
    foreign.version += 1;
    foreign.merchantId = world.other;
    QCOMPARE(world.payments.update(foreign).error().code, ErrorCode::VersionConflict);
}

void TestStores::attempts()
{
    StorageWorld world;
    const Payment payment = world.stored(world.payment(u"pay_a"_s));
    const Attempt first = world.attempt(payment, 1);
    Attempt second = world.attempt(payment, 2);
    QVERIFY(world.payments.insertAttempt(second));
    QVERIFY(world.payments.insertAttempt(first));
    QCOMPARE(*PaymentStore(world.database).findAttempt(world.merchant, payment.id, 2), second);
    QCOMPARE(*world.payments.attempts(world.merchant, payment.id), (QList<Attempt>{first, second}));
    second.status = AttemptStatus::Charged;
    second.challengeUrl.clear();
    second.returnTokenHash.clear();
    second.error = {};
    second.threeDs = {};
    second.modifiedAtMs = 99;
    second.connector = u"other"_s;
    QVERIFY(world.payments.updateAttempt(second));
    QCOMPARE(*PaymentStore(world.database).findAttempt(world.merchant, payment.id, 2), second);
    QCOMPARE(*PaymentStore(world.database).findAttempt(world.merchant, payment.id, 1), first);
    QCOMPARE(PaymentStore(world.database).findAttempt(world.merchant, payment.id, 3).error().code,
             ErrorCode::NotFound);
    QCOMPARE(world.payments.updateAttempt(world.attempt(payment, 3)).error().code,
             ErrorCode::NotFound);
    QCOMPARE(world.payments.insertAttempt(first).error().code, ErrorCode::Duplicate);
}

void TestStores::returnTokens()
{
    StorageWorld world;
    const Payment payment = world.stored(world.payment(u"pay_a"_s));
    Attempt attempt = world.attempt(payment);
    QVERIFY(world.payments.insertAttempt(attempt));
    QCOMPARE(*world.payments.findAttemptByReturnToken(attempt.returnTokenHash), attempt);
    QCOMPARE(world.payments.findAttemptByReturnToken("other").error().code, ErrorCode::NotFound);
    QCOMPARE(world.payments.findAttemptByReturnToken({}).error().code, ErrorCode::NotFound);
    const QByteArray hash = std::exchange(attempt.returnTokenHash, {});
    QVERIFY(world.payments.updateAttempt(attempt));
    QCOMPARE(world.payments.findAttemptByReturnToken(hash).error().code, ErrorCode::NotFound);
    QCOMPARE(world.payments.findAttemptByReturnToken({}).error().code, ErrorCode::NotFound);
}

void TestStores::steps()
{
    StorageWorld world;
    const Payment payment = world.stored(world.payment(u"pay_a"_s));
    const Payment next = world.stored(world.payment(u"pay_b"_s));
    for (const QString &event : {u"created"_s, u"confirmed"_s, u"authorized"_s})
        QVERIFY(world.payments.appendStep(payment, world.step(event)));
    QVERIFY(world.payments.appendStep(next, world.step(u"created"_s)));
    const Result<QList<PaymentStep>> steps = world.payments.steps(world.merchant, payment.id);
    QCOMPARE(steps->size(), 3);
    PaymentStep expected = world.step(u"authorized"_s);
    expected.sequence = 3;
    QCOMPARE(steps->constLast(), expected);
    QCOMPARE(world.payments.steps(world.merchant, next.id)->constFirst().sequence, 1);
    QCOMPARE(world.payments.steps(world.other, payment.id)->size(), 0);
}

void TestStores::operationRoundTrip()
{
    StorageWorld world;
    const Payment payment = world.stored(world.payment(u"pay_a"_s));
    Operation operation = world.operation(payment, u"op_a"_s);
    QVERIFY(world.operations.insert(operation));
    QCOMPARE(*OperationStore(world.database).find(world.merchant, operation.id), operation);
    QCOMPARE(*world.operations.findByClientId(world.merchant, u"client-op_a"_s), operation);
    QCOMPARE(*world.operations.forPayment(world.merchant, payment.id), QList<Operation>{operation});
    operation.state = OperationState::Unknown;
    operation.processorReference = u"ref-2"_s;
    operation.error = {u"timeout"_s, {}, {}, {}};
    operation.sendCount = 3;
    operation.leaseOwner = u"engine-2"_s;
    operation.leaseUntilMs = 1;
    operation.firstSentAtMs = 2;
    operation.lastSentAtMs = 3;
    operation.checkCount = 5;
    operation.nextCheckAtMs = 6;
    operation.modifiedAtMs = 7;
    QVERIFY(world.operations.update(operation, OperationState::Sending));
    QCOMPARE(*OperationStore(world.database).find(world.merchant, operation.id), operation);
    QCOMPARE(world.operations.findByClientId(world.merchant, {}).error().code, ErrorCode::NotFound);
}

void TestStores::operationUpdateNeedsFenceAndState()
{
    StorageWorld world;
    const Payment payment = world.stored(world.payment(u"pay_a"_s));
    const Operation stored = world.operation(payment, u"op_a"_s);
    QVERIFY(world.operations.insert(stored));
    Operation changed = stored;
    changed.state = OperationState::Succeeded;
    QCOMPARE(world.operations.update(changed, OperationState::Unknown).error().code,
             ErrorCode::VersionConflict);
    // Somebody took it over: the owner that slept writes nothing.
    QVERIFY(world.operations.raiseFence(stored));
    QCOMPARE(world.operations.update(changed, OperationState::Sending).error().code,
             ErrorCode::VersionConflict);
    QCOMPARE(world.operations.raiseFence(stored).error().code, ErrorCode::VersionConflict);
    changed.fence = stored.fence + 1;
    QVERIFY(world.operations.update(changed, OperationState::Sending));
    QCOMPARE(*OperationStore(world.database).find(world.merchant, stored.id), changed);
}

void TestStores::operationSequences()
{
    StorageWorld world;
    const Payment payment = world.stored(world.payment(u"pay_a"_s));
    const auto next = [&](int attempt, OperationKind kind) {
        return *world.operations.nextSequence(world.merchant, payment.id, attempt, kind);
    };
    QCOMPARE(next(1, OperationKind::Capture), 1);
    for (int i = 1; i <= 3; ++i) {
        Operation operation = world.operation(payment, u"op_%1"_s.arg(i), i);
        operation.state = OperationState::Succeeded;
        QVERIFY(world.operations.insert(operation));
    }
    QCOMPARE(next(1, OperationKind::Capture), 4);
    QCOMPARE(next(2, OperationKind::Capture), 1);
    QCOMPARE(next(1, OperationKind::Void), 1);
}

void TestStores::operationsDue()
{
    StorageWorld world;
    QCOMPARE(*world.operations.nextDueMs(), 0);
    int number = 0;
    for (int i = 0; i <= static_cast<int>(OperationState::AbortedBeforeSend); ++i) {
        for (const qint64 dueMs : {0, 500, 400}) {
            const QString name = QString::number(++number);
            const Payment payment = world.stored(world.payment(u"pay_"_s + name));
            Operation operation = world.operation(payment, u"op_"_s + name);
            operation.state = static_cast<OperationState>(i);
            operation.nextCheckAtMs = dueMs;
            QVERIFY(world.operations.insert(operation));
        }
    }
    QCOMPARE(*world.operations.nextDueMs(), 400);
    QCOMPARE(world.operations.due(399, 10)->size(), 0);
    QCOMPARE(world.operations.due(400, 10)->size(), 2);
    const Result<QList<Operation>> due = world.operations.due(1'000, 10);
    QCOMPARE(due->size(), 4);
    QCOMPARE(due->constFirst().nextCheckAtMs, 400);
    QCOMPARE(due->constLast().nextCheckAtMs, 500);
    QCOMPARE(world.operations.due(1'000, 3)->size(), 3);
    const Result<QList<Operation>> open = world.operations.open();
    QCOMPARE(open->size(), 12);
    for (const Operation &operation : *open)
        QVERIFY(isOpen(operation.state));
}

void TestStores::calls()
{
    StorageWorld world;
    const Payment payment = world.stored(world.payment(u"pay_a"_s));
    const Operation operation = world.operation(payment, u"op_a"_s);
    QVERIFY(world.operations.insert(operation));
    CallOutcome outcome;
    outcome.kind = OutcomeClass::Unknown;
    outcome.error = {u"timeout"_s, u"unknown_outcome"_s, {}, {}};
    outcome.httpStatus = 503;
    outcome.redactedBody = QByteArray(5'000, 'x');
    outcome.bodyHash = "hash";
    outcome.durationMs = 60'000;
    QVERIFY(world.operations.insertCall(operation, outcome, false, 17));
    outcome.kind = OutcomeClass::Decided;
    outcome.reply.error = {u"51"_s, u"insufficient_funds"_s, {}, {}};
    QVERIFY(world.operations.insertCall(operation, outcome, true, 18));
    QCOMPARE(world.value(u"SELECT group_concat(outcome || http_status || error_code || send_seq || "
                         "is_read || length(redacted_body) || body_hash || started_at_ms || "
                         "duration_ms) FROM op_call WHERE merchant_id = 'mer_one'"_s),
             u"unknown503timeout204096hash1760000,decided50351214096hash1860000"_s);
}

void TestStores::expiry()
{
    StorageWorld world;
    int number = 0;
    for (const PaymentStatus status :
         {PaymentStatus::RequiresCapture, PaymentStatus::PartiallyAuthorizedAndRequiresCapture,
          PaymentStatus::PartiallyCapturedAndCapturable, PaymentStatus::Succeeded,
          PaymentStatus::Expired}) {
        for (const qint64 endMs : {0, 1'000, 900}) {
            Payment payment = world.payment(u"pay_%1"_s.arg(++number));
            payment.status = status;
            payment.captureBeforeMs = endMs;
            payment = world.stored(payment);
            Attempt attempt = world.attempt(payment);
            attempt.challengeExpiresAtMs = endMs;
            if (status == PaymentStatus::Succeeded)
                attempt.status = AttemptStatus::Charged;
            QVERIFY(world.payments.insertAttempt(attempt));
        }
    }
    QCOMPARE(world.payments.expiredHolds(899, 100)->size(), 0);
    QCOMPARE(world.payments.expiredHolds(900, 100)->size(), 3);
    QCOMPARE(world.payments.expiredHolds(1'000, 100)->size(), 6);
    QCOMPARE(world.payments.expiredHolds(1'000, 4)->size(), 4);
    QCOMPARE(world.payments.expiredHolds(1'000, 4)->constFirst().captureBeforeMs, 900);
    QCOMPARE(world.payments.expiredChallenges(899, 100)->size(), 0);
    QCOMPARE(world.payments.expiredChallenges(900, 100)->size(), 4);
    QCOMPARE(world.payments.expiredChallenges(1'000, 100)->size(), 8);
    QCOMPARE(world.payments.expiredChallenges(1'000, 1)->constFirst().challengeExpiresAtMs, 900);
}

void TestStores::tenantIsolation()
{
    StorageWorld world;
    Payment mine = world.stored(world.payment(u"pay_same"_s));
    Payment theirs = world.payment(u"pay_same"_s);
    theirs.merchantId = world.other;
    theirs.description = u"theirs"_s;
    theirs = world.stored(theirs);
    Payment only = world.payment(u"pay_only"_s);
    only.merchantId = world.other;
    only = world.stored(only);
    const Operation operation = world.operation(only, u"op_theirs"_s);
    QVERIFY(world.operations.insert(operation));
    QVERIFY(world.payments.insertAttempt(world.attempt(only)));
    QVERIFY(world.payments.appendStep(only, world.step(u"created"_s)));

    QCOMPARE(*PaymentStore(world.database).find(world.merchant, mine.id), mine);
    QCOMPARE(*PaymentStore(world.database).find(world.other, mine.id), theirs);
    const MerchantId &me = world.merchant;
    Payment notMine = only;
    notMine.merchantId = me;
    QCOMPARE(PaymentStore(world.database).find(me, only.id).error().code, ErrorCode::NotFound);
    QCOMPARE(world.payments.clientSecretHash(me, only.id).error().code, ErrorCode::NotFound);
    QCOMPARE(PaymentStore(world.database).findAttempt(me, only.id, 1).error().code,
             ErrorCode::NotFound);
    QCOMPARE(world.payments.attempts(me, only.id)->size(), 0);
    QCOMPARE(world.payments.steps(me, only.id)->size(), 0);
    QCOMPARE(world.payments.appendStep(notMine, world.step(u"x"_s)).error().code,
             ErrorCode::NotFound);
    QCOMPARE(OperationStore(world.database).find(me, operation.id).error().code,
             ErrorCode::NotFound);
    QCOMPARE(world.operations.forPayment(me, only.id)->size(), 0);
    QCOMPARE(world.operations.findByClientId(me, operation.clientOperationId).error().code,
             ErrorCode::NotFound);
    QCOMPARE(*world.operations.nextSequence(me, only.id, 1, OperationKind::Capture), 1);
    Operation foreign = operation;
    foreign.merchantId = me;
    QCOMPARE(world.operations.update(foreign, OperationState::Sending).error().code,
             ErrorCode::VersionConflict);
    QCOMPARE(world.operations.raiseFence(foreign).error().code, ErrorCode::VersionConflict);
}

void TestStores::bulkLoad()
{
    constexpr int kPayments = 10'000;
    StorageWorld world;
    QList<PaymentDetails> all;
    for (int i = 0; i < kPayments; ++i) {
        PaymentDetails details;
        details.payment = world.payment(u"pay_%1"_s.arg(i));
        details.payment.createdAtMs = i;
        details.attempts = {world.attempt(details.payment)};
        for (int sequence = 1; sequence <= 2; ++sequence) {
            Operation operation =
                world.operation(details.payment, u"op_%1_%2"_s.arg(i).arg(sequence), sequence);
            operation.state = OperationState::Succeeded;
            details.operations.append(operation);
        }
        for (const QString &event : {u"created"_s, u"confirmed"_s, u"authorized"_s, u"captured"_s})
            details.steps.append(world.step(event));
        all.append(details);
    }
    BulkLoader loader(world.database);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(loader.insert(all));
    const qint64 insertedMs = timer.elapsed();
    QVERIFY(loader.finish());
    qInfo("%d payments with all their rows in %lld ms", kPayments,
          static_cast<long long>(insertedMs));
    QCOMPARE(world.value(u"SELECT count(*) FROM payment"_s), QString::number(kPayments));
    QCOMPARE(world.value(u"SELECT count(*) FROM event_log"_s), QString::number(kPayments));
    const Payment &last = all.constLast().payment;
    QCOMPARE(*PaymentStore(world.database).find(world.merchant, last.id), last);
    QCOMPARE(*world.payments.attempts(world.merchant, last.id), all.constLast().attempts);
    QCOMPARE(*world.operations.forPayment(world.merchant, last.id), all.constLast().operations);
    const Result<QList<PaymentStep>> steps = world.payments.steps(world.merchant, last.id);
    QCOMPARE(steps->size(), 4);
    QCOMPARE(steps->at(3).sequence, 4);
    QCOMPARE(steps->at(3).event, u"captured"_s);
    // A wide margin for a busy machine; the goal is 1.5 s on a quiet one.
    QVERIFY2(insertedMs < 15'000, "loading sample data takes too long");
}

void TestStores::bulkLoadIsAllOrNothing()
{
    StorageWorld world;
    PaymentDetails good;
    good.payment = world.payment(u"pay_a"_s);
    PaymentDetails bad = good; // the same id again
    QList<PaymentDetails> all = {good, bad};
    const Result<> loaded = BulkLoader(world.database).insert(all);
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().code, ErrorCode::Duplicate);
    QCOMPARE(world.value(u"SELECT count(*) FROM payment"_s), u"0"_s);
    all = {good};
    QVERIFY(BulkLoader(world.database).insert(all));
}

QTEST_GUILESS_MAIN(TestStores)
#include "teststores.moc"

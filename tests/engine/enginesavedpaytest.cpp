#include "services/storage/accountstore.h"
#include "tests/engine/savingworld.h"
#include "tests/support/seed.h"

#include <QDir>

using namespace Qt::StringLiterals;

/// Paying with a saved method while the shopper is there.
class EngineSavedPayTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void charged();
    void withAChallenge();
    void declinedIsNoUse();
    void cvcIsAskedAgain_data();
    void cvcIsAskedAgain();
    void refused_data();
    void refused();
    void needsTheVaultOpen();
    void movedRecordDoesNotOpen();
    void otherMerchantCannot();
    void savedForMore();
    void newCardAfterAMethodThatDidNotLeave();
    void methodDeletedMeanwhile();
    void cvcIsInNoFile();
    void byToken();
    void tokenServesOnePayment();
    void tokenSurvivesARefusal();
    void tokenEnds();
    void tokenStaysForAChallenge();

private:
    static constexpr const char *kGood = "4242424242424242";
    static constexpr const char *kChallenge = "4000000000003220";

    static Payment unpaid(SavingWorld &world, const QString &customer = u"cus_1"_s)
    {
        return world.created(world.savingDraft(customer, FutureUsage::None));
    }
    static ConfirmPayment with(const SavingWorld &world, const PaymentId &payment,
                               const PaymentMethodId &method, const QByteArray &cvc = "739")
    {
        ConfirmPayment command;
        command.caller = world.caller();
        command.id = payment;
        command.paymentMethodId = method;
        command.cvc = Cvc(cvc);
        return command;
    }
    static ConfirmPayment withToken(const SavingWorld &world, const PaymentId &payment,
                                    const QString &token, const QByteArray &cvc = "739")
    {
        ConfirmPayment command = with(world, payment, {}, cvc);
        command.paymentToken = token;
        return command;
    }
    static Result<Payment> confirm(SavingWorld &world, ConfirmPayment command)
    {
        return world.await(world.payments().confirm(std::move(command)));
    }
    static OfferedMethod offered(SavingWorld &world)
    {
        return world.await(world.methods().offer(world.merchant(), {u"cus_1"_s}, 10))
            .value_or({})
            .value(0);
    }
    /// A method of the first customer whose card asks for a challenge each time.
    static PaymentMethodId challenged(SavingWorld &world)
    {
        const Result<Payment> first = world.save(kChallenge);
        if (!first)
            return {};
        world.answerChallenge(first->id, "approve");
        return world.synced(first->id).paymentMethodId;
    }
};

void EngineSavedPayTest::charged()
{
    SavingWorld world;
    OX_OK(world.open());
    const Result<Payment> first = world.save(kGood);
    OX_OK(first);
    world.advance(5'000);
    const SavedMethod before = world.saved().value(0);
    const Payment payment = unpaid(world);
    const Result<Payment> paid = confirm(world, with(world, payment.id, before.id));
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"succeeded"_s);
    QCOMPARE(paid->paymentMethodId, before.id);
    QCOMPARE(paid->card, first->card);
    QCOMPARE(paid->paymentMethod, u"card"_s);
    QCOMPARE(world.effects(payment.id), world.effects(first->id));
    QCOMPARE(world.settledProblems(payment.id), QString());
    SavedMethod used = before;
    used.lastUsedAtMs += 5'000;
    used.modifiedAtMs += 5'000;
    QCOMPARE(world.saved(), QList<SavedMethod>{used});
    QCOMPARE(world.records(), QStringList{u"saved_card "_s + before.id.value});
    QCOMPARE(world.audits(before.id.value), (QStringList{u"method.save"_s, u"method.use"_s}));
}

void EngineSavedPayTest::withAChallenge()
{
    SavingWorld world;
    OX_OK(world.open());
    const PaymentMethodId method = challenged(world);
    world.advance(5'000);
    const Payment payment = unpaid(world);
    const Result<Payment> waiting = confirm(world, with(world, payment.id, method));
    OX_OK(waiting);
    QCOMPARE(toText(waiting->status), u"requires_customer_action"_s);
    const qint64 before = world.saved().value(0).lastUsedAtMs;
    world.advance(5'000);
    world.answerChallenge(payment.id, "approve");
    QCOMPARE(toText(world.synced(payment.id).status), u"succeeded"_s);
    QCOMPARE(world.saved().value(0).lastUsedAtMs, before + 10'000);
    QCOMPARE(world.payment(payment.id).paymentMethodId, method);
}

void EngineSavedPayTest::declinedIsNoUse()
{
    SavingWorld world;
    OX_OK(world.open());
    const PaymentMethodId method = challenged(world);
    const QList<SavedMethod> before = world.saved();
    world.advance(5'000);
    const Payment payment = unpaid(world);
    OX_OK(confirm(world, with(world, payment.id, method)));
    world.answerChallenge(payment.id, "fail");
    QCOMPARE(toText(world.synced(payment.id).status), u"failed"_s);
    QCOMPARE(world.saved(), before);
    QCOMPARE(world.payment(payment.id).paymentMethodId, method); // what was tried
}

void EngineSavedPayTest::cvcIsAskedAgain_data()
{
    QTest::addColumn<QByteArray>("cvc");
    QTest::addColumn<int>("code");
    QTest::newRow("none") << QByteArray() << int(ErrorCode::MissingField);
    QTest::newRow("too short") << "73"_ba << int(ErrorCode::CvcInvalid);
    QTest::newRow("letters") << "73a"_ba << int(ErrorCode::CvcInvalid);
}

void EngineSavedPayTest::cvcIsAskedAgain()
{
    QFETCH(const QByteArray, cvc);
    QFETCH(const int, code);
    SavingWorld world;
    OX_OK(world.open());
    const PaymentMethodId method = world.save(kGood).value_or({}).paymentMethodId;
    const Payment payment = unpaid(world);
    const auto before = world.rowCounts();
    OX_REFUSED(confirm(world, with(world, payment.id, method, cvc)), static_cast<ErrorCode>(code),
               u"card_cvc"_s);
    QCOMPARE(world.rowCounts(), before);
    QCOMPARE(world.payment(payment.id), payment);
    OX_OK(confirm(world, with(world, payment.id, method)));
}

void EngineSavedPayTest::refused_data()
{
    QTest::addColumn<QString>("which");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, ErrorCode code, const QString &field) {
        QTest::newRow(name) << QString::fromLatin1(name) << int(code) << field;
    };
    row("unknown method", ErrorCode::NotFound, u"payment_method_id"_s);
    row("other customer", ErrorCode::InvalidValue, u"payment_method_id"_s);
    row("no customer", ErrorCode::InvalidValue, u"payment_method_id"_s);
    row("a card too", ErrorCode::InvalidValue, u"payment_method_data"_s);
    row("unknown token", ErrorCode::NotFound, u"payment_token"_s);
    row("method and token", ErrorCode::InvalidValue, u"payment_token"_s);
    row("paid already", ErrorCode::InvalidState, u"status"_s);
}

void EngineSavedPayTest::refused()
{
    QFETCH(const QString, which);
    QFETCH(const int, code);
    QFETCH(const QString, field);
    SavingWorld world;
    OX_OK(world.open());
    const Result<Payment> first = world.save(kGood);
    OX_OK(first);
    const QString customer = which == "other customer"_L1 ? u"cus_2"_s
                             : which == "no customer"_L1  ? QString()
                                                          : u"cus_1"_s;
    const Payment payment = which == "paid already"_L1 ? *first : unpaid(world, customer);
    ConfirmPayment command = with(world, payment.id, first->paymentMethodId);
    if (which == "unknown method"_L1)
        command.paymentMethodId = {u"pm_none"_s};
    if (which == "a card too"_L1)
        command.card = testCard(kGood);
    if (which == "unknown token"_L1)
        command = withToken(world, payment.id, u"token_none"_s);
    if (which == "method and token"_L1)
        command.paymentToken = offered(world).paymentToken;
    const auto before = world.rowCounts();
    const QList<SavedMethod> saved = world.saved();
    world.wire().clear();
    OX_REFUSED(confirm(world, std::move(command)), static_cast<ErrorCode>(code), field);
    QCOMPARE(world.rowCounts(), before);
    QCOMPARE(world.saved(), saved);
    QVERIFY(world.wire().calls().isEmpty());
}

void EngineSavedPayTest::needsTheVaultOpen()
{
    SavingWorld world;
    OX_OK(world.open());
    const PaymentMethodId method = world.save(kGood).value_or({}).paymentMethodId;
    OX_OK(world.restart());
    const Payment payment = unpaid(world);
    const auto before = world.rowCounts();
    OX_REFUSED(confirm(world, with(world, payment.id, method)), ErrorCode::VaultLocked, QString());
    QCOMPARE(world.rowCounts(), before);
    OX_OK(world.unlock());
    OX_OK(confirm(world, with(world, payment.id, method)));
}

void EngineSavedPayTest::movedRecordDoesNotOpen()
{
    SavingWorld world;
    OX_OK(world.open());
    const PaymentMethodId one = world.save(kGood).value_or({}).paymentMethodId;
    const PaymentMethodId two = world.save("5555555555554444").value_or({}).paymentMethodId;
    world.stop();
    {
        // The two sealed cards change places.
        Database database;
        OX_OK(database.open({world.file(), false, false}));
        for (const QString &sql :
             {u"CREATE TEMP TABLE was AS SELECT row_id, sealed FROM vault_record"_s,
              u"UPDATE vault_record SET sealed = (SELECT was.sealed FROM was "
              "WHERE was.row_id <> vault_record.row_id)"_s})
            OX_OK(database.execute(sql));
    }
    OX_OK(world.start());
    OX_OK(world.unlock());
    for (const PaymentMethodId &method : {one, two}) {
        const Payment payment = unpaid(world);
        OX_REFUSED(confirm(world, with(world, payment.id, method)), ErrorCode::VaultRecordDamaged,
                   method.value);
        QVERIFY(world.effects(payment.id).isEmpty());
    }
}

void EngineSavedPayTest::otherMerchantCannot()
{
    SavingWorld world;
    const MerchantId other{u"merchant_other"_s};
    {
        Database database;
        AccountStore accounts(database);
        OX_OK(database.open({world.file(), false, false}));
        OX_OK(accounts.insertMerchant(other, u"Other"_s, true, world.clock().nowMs()));
        OX_OK(accounts.insertProfile({{u"pro_other"_s}, other, u"Shop"_s, false}));
    }
    OX_OK(world.open());
    const PaymentMethodId method = world.save(kGood).value_or({}).paymentMethodId;
    const QString token = offered(world).paymentToken;
    CreatePayment draft = world.savingDraft(u"cus_1"_s, FutureUsage::None);
    draft.caller.merchantId = other;
    const Payment payment = world.created(std::move(draft));
    QVERIFY(!payment.id.isEmpty());
    ConfirmPayment command = with(world, payment.id, method);
    command.caller.merchantId = other;
    OX_REFUSED(confirm(world, std::move(command)), ErrorCode::NotFound, u"payment_method_id"_s);
    command = withToken(world, payment.id, token);
    command.caller.merchantId = other;
    OX_REFUSED(confirm(world, std::move(command)), ErrorCode::NotFound, u"payment_token"_s);
}

void EngineSavedPayTest::savedForMore()
{
    SavingWorld world;
    OX_OK(world.open());
    const PaymentMethodId method =
        world.save(kGood, u"cus_1"_s, FutureUsage::OnSession).value_or({}).paymentMethodId;
    const Payment payment = world.created(world.savingDraft(u"cus_1"_s, FutureUsage::OffSession));
    const Result<Payment> paid = confirm(world, with(world, payment.id, method));
    OX_OK(paid);
    QCOMPARE(paid->paymentMethodId, method);
    QCOMPARE(world.saved().value(0).usage, FutureUsage::OffSession);
    QCOMPARE(world.records(), QStringList{u"saved_card "_s + method.value});
}

void EngineSavedPayTest::newCardAfterAMethodThatDidNotLeave()
{
    SavingWorld world;
    OX_OK(world.open());
    const PaymentMethodId method = world.save(kGood).value_or({}).paymentMethodId;
    const QList<SavedMethod> before = world.saved();
    const Payment payment = unpaid(world);
    world.wire().setReachable(false);
    OX_OK(confirm(world, with(world, payment.id, method)));
    QCOMPARE(world.saved(), before);
    world.wire().setReachable(true);
    world.advance(60'000);
    const Result<Payment> paid = world.confirm(payment.id, "5555555555554444");
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"succeeded"_s);
    QVERIFY(paid->paymentMethodId.isEmpty());
    QCOMPARE(world.saved(), before);
}

void EngineSavedPayTest::methodDeletedMeanwhile()
{
    SavingWorld world;
    OX_OK(world.open());
    const PaymentMethodId method = challenged(world);
    const Payment payment = unpaid(world);
    OX_OK(confirm(world, with(world, payment.id, method)));
    OX_OK(world.await(world.methods().remove(world.caller(), method)));
    world.answerChallenge(payment.id, "approve");
    QCOMPARE(toText(world.synced(payment.id).status), u"succeeded"_s);
    QVERIFY(world.saved().isEmpty());
    QCOMPARE(world.settledProblems(payment.id), QString());
}

void EngineSavedPayTest::cvcIsInNoFile()
{
    SavingWorld world;
    OX_OK(world.open());
    const PaymentMethodId method = world.save("378282246310005").value_or({}).paymentMethodId;
    const Payment payment = unpaid(world);
    const Result<Payment> paid = confirm(world, with(world, payment.id, method, "8642"));
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"succeeded"_s);
    // Keys are long random hex that may hold any four digits.
    const QStringList keys = world.wire().keys();
    for (const QString &name : QDir(world.folder()).entryList(QDir::Files)) {
        QFile file(world.folder() + u'/' + name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray content = file.readAll();
        for (const QString &key : keys)
            content.replace(key.toLatin1(), "");
        for (const QByteArray &secret : {"8642"_ba, "378282246310005"_ba})
            QVERIFY2(!content.contains(secret), qPrintable(name));
    }
}

void EngineSavedPayTest::byToken()
{
    SavingWorld world;
    OX_OK(world.open());
    const PaymentMethodId method = world.save(kGood).value_or({}).paymentMethodId;
    const OfferedMethod one = offered(world);
    const OfferedMethod two = offered(world);
    QCOMPARE(one.method.id, method);
    QVERIFY(one.requiresCvv);
    QVERIFY(one.paymentToken.startsWith(u"token_"_s) && one.paymentToken.size() == 26);
    QVERIFY(one.paymentToken != two.paymentToken);
    const Payment payment = unpaid(world);
    const Result<Payment> paid = confirm(world, withToken(world, payment.id, one.paymentToken));
    OX_OK(paid);
    QCOMPARE(toText(paid->status), u"succeeded"_s);
    QCOMPARE(paid->paymentMethodId, method);
    // Used up; the other one is not.
    OX_REFUSED(confirm(world, withToken(world, unpaid(world).id, one.paymentToken)),
               ErrorCode::NotFound, u"payment_token"_s);
    OX_OK(confirm(world, withToken(world, unpaid(world).id, two.paymentToken)));
}

void EngineSavedPayTest::tokenServesOnePayment()
{
    SavingWorld world;
    OX_OK(world.open());
    OX_OK(world.save(kGood));
    const QString token = offered(world).paymentToken;
    QList<PaymentId> payments;
    for (int i = 0; i < 4; ++i)
        payments.append(unpaid(world).id);
    world.wire().setLatencyMs(10);
    QList<QFuture<Result<Payment>>> confirming;
    for (const PaymentId &payment : payments)
        confirming.append(world.payments().confirm(withToken(world, payment, token)));
    int paid = 0;
    for (const auto &future : confirming)
        paid += world.await(future) ? 1 : 0;
    QCOMPARE(paid, 1);
}

void EngineSavedPayTest::tokenSurvivesARefusal()
{
    SavingWorld world;
    OX_OK(world.open());
    OX_OK(world.save(kGood));
    const QString token = offered(world).paymentToken;
    OX_REFUSED(confirm(world, withToken(world, unpaid(world).id, token, "73")),
               ErrorCode::CvcInvalid, u"card_cvc"_s);
    OX_OK(confirm(world, withToken(world, unpaid(world).id, token)));
}

void EngineSavedPayTest::tokenEnds()
{
    SavingWorld world;
    OX_OK(world.open());
    OX_OK(world.save(kGood));
    const QString first = offered(world).paymentToken;
    const QString second = offered(world).paymentToken;
    world.advance(15 * 60'000 - 1);
    OX_OK(confirm(world, withToken(world, unpaid(world).id, first)));
    world.advance(1);
    OX_REFUSED(confirm(world, withToken(world, unpaid(world).id, second)), ErrorCode::NotFound,
               u"payment_token"_s);
}

void EngineSavedPayTest::tokenStaysForAChallenge()
{
    SavingWorld world;
    OX_OK(world.open());
    QVERIFY(!challenged(world).isEmpty());
    const QString token = offered(world).paymentToken;
    const Payment payment = unpaid(world);
    OX_OK(confirm(world, withToken(world, payment.id, token)));
    // It is that payment's, and serves no other.
    OX_REFUSED(confirm(world, withToken(world, unpaid(world).id, token)), ErrorCode::NotFound,
               u"payment_token"_s);
    OX_REFUSED(confirm(world, withToken(world, payment.id, token)), ErrorCode::InvalidState,
               u"status"_s);
}

QTEST_GUILESS_MAIN(EngineSavedPayTest)
#include "enginesavedpaytest.moc"

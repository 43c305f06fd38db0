#include "services/storage/accountstore.h"
#include "tests/engine/savingworld.h"
#include "tests/support/seed.h"

#include <QDirIterator>

using namespace Qt::StringLiterals;

/// Saved methods after they were saved.
class EngineMethodsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void listedLastUsedFirst();
    void listRefusals();
    void saysWhoKeepsTokens();
    void oneDefault();
    void defaultRefusals();
    void deletedDefaultLeavesNone();
    void deletedIsGone();
    void deletedWhileLocked();
    void ciphertextLeavesTheFiles();
    void updated();
    void updateNeedsTheVaultForWhatIsSealed();
    void updateRefused_data();
    void updateRefused();
    void expired();
    void customerTakesItsMethodsAlong();
    void otherMerchantSeesNothing();
    void newNumberAfterDeletion();

private:
    static UpdateMethod change(const SavingWorld &world, const PaymentMethodId &id)
    {
        UpdateMethod command;
        command.caller = world.caller();
        command.id = id;
        return command;
    }
    static QStringList last4s(const QList<SavedMethod> &methods);
    /// Files of the world that hold those bytes.
    static QStringList filesWith(const SavingWorld &world, const QByteArray &bytes);

    static constexpr const char *kVisa = "4242424242424242";
    static constexpr const char *kMaster = "5555555555554444";
    static constexpr const char *kAmex = "378282246310005";
};

QStringList EngineMethodsTest::last4s(const QList<SavedMethod> &methods)
{
    QStringList list;
    for (const SavedMethod &method : methods)
        list.append(method.card.last4);
    return list;
}

QStringList EngineMethodsTest::filesWith(const SavingWorld &world, const QByteArray &bytes)
{
    QStringList found;
    QDirIterator files(world.folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly) || file.readAll().contains(bytes))
            found.append(file.fileName());
    }
    return found;
}

void EngineMethodsTest::listedLastUsedFirst()
{
    SavingWorld world;
    OX_OK(world.open());
    for (const char *number : {kVisa, kMaster, kAmex}) {
        OX_OK(world.save(number));
        world.advance(1000);
    }
    QCOMPARE(last4s(world.saved()), (QStringList{u"0005"_s, u"4444"_s, u"4242"_s}));
    OX_OK(world.save(kVisa));
    QCOMPARE(last4s(world.saved()), (QStringList{u"4242"_s, u"0005"_s, u"4444"_s}));
    const auto two = world.await(world.methods().list(world.merchant(), {u"cus_1"_s}, 2));
    OX_OK(two);
    QCOMPARE(last4s(*two), (QStringList{u"4242"_s, u"0005"_s}));
    OX_OK(world.restart()); // with the vault locked
    QCOMPARE(last4s(world.saved()), (QStringList{u"4242"_s, u"0005"_s, u"4444"_s}));
}

void EngineMethodsTest::listRefusals()
{
    SavingWorld world;
    OX_OK(world.open());
    OX_OK(world.save(kVisa, u"cus_1"_s, FutureUsage::None));
    const auto list = [&world](const QString &customer, int limit) {
        return world.await(world.methods().list(world.merchant(), {customer}, limit));
    };
    OX_OK(list(u"cus_1"_s, 1));
    OX_REFUSED(list(u"cus_1"_s, 0), ErrorCode::InvalidValue, u"limit"_s);
    OX_REFUSED(list(u"cus_1"_s, 1001), ErrorCode::InvalidValue, u"limit"_s);
    OX_REFUSED(list(u"cus_none"_s, 1), ErrorCode::NotFound, u"customer_id"_s);
    OX_REFUSED(world.await(world.methods().find(world.merchant(), {u"pm_none"_s})),
               ErrorCode::NotFound, u"payment_method_id"_s);
}

void EngineMethodsTest::saysWhoKeepsTokens()
{
    SavingWorld world;
    OX_OK(world.open());
    OX_OK(world.save(kVisa, u"cus_1"_s, FutureUsage::OnSession));
    OX_OK(world.save(kMaster));
    OX_OK(world.save(kMaster));
    for (const SavedMethod &method : world.saved()) {
        const bool kept = method.card.last4 == "4444"_L1;
        const QList<TokenHolder> wanted{{world.account(), u"simulator"_s, u"sim_a"_s, 2}};
        QCOMPARE(method.tokenHolders, kept ? wanted : QList<TokenHolder>());
        const auto found = world.await(world.methods().find(world.merchant(), method.id));
        OX_OK(found);
        QCOMPARE(found->tokenHolders, method.tokenHolders);
    }
}

void EngineMethodsTest::oneDefault()
{
    SavingWorld world;
    OX_OK(world.open());
    const PaymentMethodId visa = world.save(kVisa).value_or({}).paymentMethodId;
    const PaymentMethodId master = world.save(kMaster).value_or({}).paymentMethodId;
    const auto makeDefault = [&world](const PaymentMethodId &id) {
        return world.await(world.methods().makeDefault(world.caller(), {u"cus_1"_s}, id));
    };
    const auto defaults = [&world] {
        QStringList list;
        for (const SavedMethod &method : world.saved()) {
            if (method.isDefault)
                list.append(method.id.value);
        }
        return list;
    };
    QCOMPARE(defaults(), QStringList());
    QVERIFY(makeDefault(visa)->isDefault);
    QCOMPARE(defaults(), QStringList{visa.value});
    OX_REFUSED(makeDefault(visa), ErrorCode::InvalidState, u"payment_method_id"_s);
    OX_OK(makeDefault(master));
    QCOMPARE(defaults(), QStringList{master.value});
    QCOMPARE(world.audits(master.value), (QStringList{u"method.save"_s, u"method.default"_s}));
    // Saving it again does not take that away.
    OX_OK(world.save(kMaster));
    QCOMPARE(defaults(), QStringList{master.value});
}

void EngineMethodsTest::defaultRefusals()
{
    SavingWorld world;
    OX_OK(world.open());
    const PaymentMethodId visa = world.save(kVisa).value_or({}).paymentMethodId;
    OX_OK(world.save(kVisa, u"cus_2"_s));
    OX_REFUSED(world.await(world.methods().makeDefault(world.caller(), {u"cus_2"_s}, visa)),
               ErrorCode::InvalidValue, u"payment_method_id"_s);
    OX_REFUSED(
        world.await(world.methods().makeDefault(world.caller(), {u"cus_1"_s}, {u"pm_none"_s})),
        ErrorCode::NotFound, u"payment_method_id"_s);
    QVERIFY(!world.saved(u"cus_1"_s).first().isDefault);
}

void EngineMethodsTest::deletedDefaultLeavesNone()
{
    SavingWorld world;
    OX_OK(world.open());
    OX_OK(world.save(kMaster));
    const PaymentMethodId visa = world.save(kVisa).value_or({}).paymentMethodId;
    OX_OK(world.await(world.methods().makeDefault(world.caller(), {u"cus_1"_s}, visa)));
    OX_OK(world.await(world.methods().remove(world.caller(), visa)));
    QCOMPARE(last4s(world.saved()), QStringList{u"4444"_s});
    QVERIFY(!world.saved().first().isDefault);
}

void EngineMethodsTest::deletedIsGone()
{
    SavingWorld world;
    OX_OK(world.open());
    const Result<Payment> paid = world.save(kVisa);
    OX_OK(paid);
    const Result<SavedMethod> removed =
        world.await(world.methods().remove(world.caller(), paid->paymentMethodId));
    OX_OK(removed);
    QCOMPARE(removed->id, paid->paymentMethodId);
    QVERIFY(world.saved().isEmpty() && world.records().isEmpty());
    QCOMPARE(world.audits(removed->id.value), (QStringList{u"method.save"_s, u"method.delete"_s}));
    OX_REFUSED(world.await(world.methods().find(world.merchant(), removed->id)),
               ErrorCode::NotFound, u"payment_method_id"_s);
    OX_REFUSED(world.await(world.methods().remove(world.caller(), removed->id)),
               ErrorCode::NotFound, u"payment_method_id"_s);
    // The payment still says what it was paid with.
    QCOMPARE(world.payment(paid->id).card.last4, u"4242"_s);
    QCOMPARE(world.payment(paid->id).paymentMethodId, removed->id);
    OX_OK(world.refund(paid->id));
}

void EngineMethodsTest::deletedWhileLocked()
{
    SavingWorld world;
    OX_OK(world.open());
    const Result<Payment> paid = world.save(kVisa);
    OX_OK(paid);
    OX_OK(world.await(world.vault().lock(world.caller())));
    OX_OK(world.await(world.methods().remove(world.caller(), paid->paymentMethodId)));
    QVERIFY(world.saved().isEmpty() && world.records().isEmpty());
}

void EngineMethodsTest::ciphertextLeavesTheFiles()
{
    SavingWorld world;
    OX_OK(world.open());
    const Result<Payment> paid = world.save(kVisa);
    OX_OK(paid);
    const QByteArray sealed = QByteArray::fromHex(
        world.column(u"SELECT hex(sealed) FROM vault_record"_s).value(0).toLatin1());
    const QByteArray part = sealed.last(48); // pages may split the whole
    QVERIFY(!filesWith(world, part).isEmpty());
    OX_OK(world.await(world.methods().remove(world.caller(), paid->paymentMethodId)));
    QCOMPARE(filesWith(world, part), QStringList());
    world.stop();
    QCOMPARE(filesWith(world, part), QStringList());
}

void EngineMethodsTest::updated()
{
    SavingWorld world;
    OX_OK(world.open());
    const PaymentMethodId id = world.save(kVisa).value_or({}).paymentMethodId;
    const QStringList sealed = world.column(u"SELECT hex(sealed) FROM vault_record"_s);
    UpdateMethod command = change(world, id);
    command.nickname = u"Work"_s;
    OX_OK(world.await(world.methods().update(command)));
    QCOMPARE(world.column(u"SELECT hex(sealed) FROM vault_record"_s), sealed);
    command = change(world, id);
    command.expiryMonth = 3;
    command.expiryYear = 2033;
    command.holder = u"Ada L."_s;
    const Result<SavedMethod> changed = world.await(world.methods().update(command));
    OX_OK(changed);
    QCOMPARE(changed->card.expiryMonth, 3);
    QCOMPARE(changed->card.expiryYear, 2033);
    QCOMPARE(changed->card.holder, u"Ada L."_s);
    QCOMPARE(changed->nickname, u"Work"_s);
    QCOMPARE(world.saved(), QList<SavedMethod>{*changed});
    QVERIFY(world.column(u"SELECT hex(sealed) FROM vault_record"_s) != sealed);
    QCOMPARE(world.audits(id.value),
             (QStringList{u"method.save"_s, u"method.update"_s, u"method.update"_s}));
}

void EngineMethodsTest::updateNeedsTheVaultForWhatIsSealed()
{
    SavingWorld world;
    OX_OK(world.open());
    const PaymentMethodId id = world.save(kVisa).value_or({}).paymentMethodId;
    OX_OK(world.await(world.vault().lock(world.caller())));
    UpdateMethod command = change(world, id);
    command.nickname = u"Work"_s;
    OX_OK(world.await(world.methods().update(command)));
    command.expiryYear = 2033;
    OX_REFUSED(world.await(world.methods().update(command)), ErrorCode::VaultLocked, QString());
    QCOMPARE(world.saved().first().card.expiryYear, 2030);
}

void EngineMethodsTest::updateRefused_data()
{
    QTest::addColumn<int>("month");
    QTest::addColumn<int>("year");
    QTest::addColumn<QString>("holder");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, int month, int year, const QString &holder,
                        ErrorCode code, const QString &field) {
        QTest::newRow(name) << month << year << holder << int(code) << field;
    };
    row("month", 13, 2033, {}, ErrorCode::CardExpiryInvalid, u"card_exp_month"_s);
    row("year", 1, 33, {}, ErrorCode::CardExpiryInvalid, u"card_exp_year"_s);
    row("past", 1, 2020, {}, ErrorCode::CardExpired, u"card_exp_year"_s);
    row("holder too long", 1, 2033, QString(256, u'h'), ErrorCode::TooLong, u"card_holder_name"_s);
    row("number as holder", 1, 2033, u"4242424242424242"_s, ErrorCode::InvalidValue,
        u"card_holder_name"_s);
}

void EngineMethodsTest::updateRefused()
{
    QFETCH(const int, month);
    QFETCH(const int, year);
    QFETCH(const QString, holder);
    QFETCH(const int, code);
    QFETCH(const QString, field);
    SavingWorld world;
    OX_OK(world.open());
    const PaymentMethodId id = world.save(kVisa).value_or({}).paymentMethodId;
    const QList<SavedMethod> before = world.saved();
    UpdateMethod command = change(world, id);
    command.expiryMonth = month;
    command.expiryYear = year;
    command.holder = holder;
    OX_REFUSED(world.await(world.methods().update(command)), static_cast<ErrorCode>(code), field);
    QCOMPARE(world.saved(), before);
}

void EngineMethodsTest::expired()
{
    SavingWorld world;
    OX_OK(world.open());
    OX_OK(world.save(kVisa)); // good until 12/2030
    const SavedMethod method = world.saved().value(0);
    const auto at = [](int year, int month, int day) {
        return QDateTime(QDate(year, month, day), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();
    };
    QVERIFY(!method.isExpired(at(2030, 12, 31)));
    QVERIFY(method.isExpired(at(2031, 1, 1)));
}

void EngineMethodsTest::customerTakesItsMethodsAlong()
{
    SavingWorld world;
    OX_OK(world.open());
    OX_OK(world.save(kVisa));
    OX_OK(world.save(kMaster));
    OX_OK(world.save(kVisa, u"cus_2"_s));
    const Result<DeletedCustomer> deleted =
        world.await(world.customers().remove(world.caller(), {u"cus_1"_s}));
    OX_OK(deleted);
    QCOMPARE(deleted->methods, 2);
    QCOMPARE(world.records().size(), 1);
    QCOMPARE(world.saved(u"cus_2"_s).size(), 1);
    OX_REFUSED(world.await(world.methods().list(world.merchant(), {u"cus_1"_s}, 10)),
               ErrorCode::CustomerRedacted, u"customer_id"_s);
}

void EngineMethodsTest::otherMerchantSeesNothing()
{
    SavingWorld world;
    const Caller other{{u"merchant_other"_s}, u"operator:x"_s};
    {
        Database database;
        AccountStore accounts(database);
        OX_OK(database.open({world.file(), false, false}));
        OX_OK(accounts.insertMerchant(other.merchantId, u"Other"_s, true, world.clock().nowMs()));
    }
    OX_OK(world.open());
    const PaymentMethodId id = world.save(kVisa).value_or({}).paymentMethodId;
    const auto notFound = [](const auto &result) {
        return !result && result.error().code == ErrorCode::NotFound;
    };
    CreateCustomer same;
    same.caller = other;
    same.id = {u"cus_1"_s}; // another customer, of the other merchant
    OX_OK(world.await(world.customers().create(same)));
    SavedMethods &methods = world.methods();
    QVERIFY(world.await(methods.list(other.merchantId, same.id, 10))->isEmpty());
    QVERIFY(notFound(world.await(methods.find(other.merchantId, id))));
    QVERIFY(notFound(world.await(methods.remove(other, id))));
    QVERIFY(notFound(world.await(methods.makeDefault(other, same.id, id))));
    UpdateMethod command = change(world, id);
    command.caller = other;
    command.nickname = u"Mine"_s;
    QVERIFY(notFound(world.await(methods.update(command))));
    QCOMPARE(world.await(world.customers().remove(other, same.id))->methods, 0);
    QCOMPARE(world.saved().size(), 1);
    QCOMPARE(world.records().size(), 1);
}

void EngineMethodsTest::newNumberAfterDeletion()
{
    SavingWorld world;
    OX_OK(world.open());
    const PaymentMethodId first = world.save(kVisa).value_or({}).paymentMethodId;
    OX_OK(world.await(world.methods().remove(world.caller(), first)));
    const PaymentMethodId second = world.save(kVisa).value_or({}).paymentMethodId;
    QVERIFY(!second.isEmpty() && second != first);
    QCOMPARE(world.saved().size(), 1);
}

QTEST_GUILESS_MAIN(EngineMethodsTest)
#include "enginemethodstest.moc"

#include "services/engine/blocklistservice.h"
#include "tests/engine/recurringworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

/// Cards that are not taken, and those of whom too much has failed.
class EngineBlocklistTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void nothingUntilTurnedOn();
    void aBinLeavesNothing();
    void fingerprint();
    void savedCardsAndCharges();
    void lockedVault();
    void changesAreAudited();
    void ofOneMerchantOnly();
    void failuresOfAnAddress();
    void failuresOfAGuestCard();
    void failuresOfACustomer();
    void successDoesNotCount();
    void settingsAreChecked();

private:
    static constexpr const char *kGood = "4242424242424242";
    static constexpr const char *kMastercard = "5555555555554444";
    static constexpr const char *kDeclined = "4000000000000002";

    struct World : RecurringWorld
    {
        Result<> begin()
        {
            const auto opened = open();
            return opened ? Result<>() : Result<>(opened.error());
        }
        Result<BlockedCard> block(BlockedKind kind, const QString &data)
        {
            return await(BlocklistService(engine()).add(caller(), kind, data));
        }
        Result<bool> turn(bool on) { return await(BlocklistService(engine()).turn(caller(), on)); }
        Result<ProfileDetails> guard(const QByteArray &config)
        {
            ProfileChange change;
            change.settingsJson =
                QString::fromLatin1(R"({"card_testing_guard_config":)" + config + "}");
            return await(merchants().updateProfile(caller(), profile(), change));
        }
        /// A confirm as a shop's page would send it.
        Result<Payment> payFrom(const QString &address, const char *number,
                                const QString &customer = {})
        {
            CreatePayment command = draft(1000);
            command.confirm = true;
            command.card = testCard(number);
            command.customer.id = {customer};
            if (!address.isEmpty())
                command.extras = {
                    {u"browser_info"_s, QString(u"{\"ip_address\":\""_s + address + u"\"}"_s)}};
            const auto made = await(payments().create(std::move(command)));
            return made ? Result<Payment>(made->payment) : made.error();
        }
    };
};

void EngineBlocklistTest::nothingUntilTurnedOn()
{
    World world;
    OX_OK(world.begin());
    OX_OK(world.block(BlockedKind::CardBin, u"424242"_s));
    OX_OK(world.payFrom({}, kGood));
    OX_OK(world.turn(true));
    OX_REFUSED(world.payFrom({}, kGood), ErrorCode::InvalidValue, u"blocklist"_s);
    OX_OK(world.restart());
    OX_OK(world.unlock());
    OX_REFUSED(world.payFrom({}, kGood), ErrorCode::InvalidValue, u"blocklist"_s);
    OX_OK(world.turn(false));
    OX_OK(world.payFrom({}, kGood));
}

void EngineBlocklistTest::aBinLeavesNothing()
{
    World world;
    OX_OK(world.begin());
    OX_OK(world.turn(true));
    OX_OK(world.block(BlockedKind::CardBin, u"424242"_s));
    OX_OK(world.block(BlockedKind::ExtendedCardBin, u"55555555"_s));
    const Payment waiting = world.created(world.draft(1000));
    const auto before = world.rowCounts();
    const qint64 asked = world.bank().requestCount();
    OX_REFUSED(world.payFrom({}, kGood, u"cus_new"_s), ErrorCode::InvalidValue, u"blocklist"_s);
    OX_REFUSED(world.confirm(waiting.id, kGood), ErrorCode::InvalidValue, u"blocklist"_s);
    OX_REFUSED(world.confirm(waiting.id, kMastercard), ErrorCode::InvalidValue, u"blocklist"_s);
    QCOMPARE(world.rowCounts(), before);
    QCOMPARE(world.bank().requestCount(), asked);
    QCOMPARE(world.payment(waiting.id).status, PaymentStatus::RequiresConfirmation);
    // Another card pays it.
    OX_OK(world.confirm(waiting.id, "4000056655665556"));
    QCOMPARE(world.problems(waiting.id), QString());
}

void EngineBlocklistTest::fingerprint()
{
    World world;
    OX_OK(world.begin());
    OX_OK(world.turn(true));
    const auto paid = world.payFrom({}, kGood);
    OX_OK(paid);
    const QStringList told =
        world.column(u"SELECT json FROM payment_extra WHERE name = 'fingerprint'"_s);
    QCOMPARE(told.size(), 1);
    const QString print = QString(told.first()).remove(u'"');
    OX_OK(world.block(BlockedKind::Fingerprint, print));
    OX_REFUSED(world.payFrom({}, kGood), ErrorCode::InvalidValue, u"blocklist"_s);
    OX_OK(world.payFrom({}, kMastercard));
    const auto removed = world.await(
        BlocklistService(world.engine()).remove(world.caller(), BlockedKind::Fingerprint, print));
    OX_OK(removed);
    OX_OK(world.payFrom({}, kGood));
}

void EngineBlocklistTest::savedCardsAndCharges()
{
    World world;
    OX_OK(world.begin());
    OX_OK(world.agree(0));
    OX_OK(world.turn(true));
    const QList<SavedMethod> kept = world.saved();
    QCOMPARE(kept.size(), 1);
    OX_OK(world.charge(World::by(kept.first().id)));
    OX_OK(world.block(BlockedKind::Fingerprint, fingerprintText(kept.first().fingerprint)));
    OX_REFUSED(world.charge(World::by(kept.first().id)), ErrorCode::InvalidValue, u"blocklist"_s);
    CreatePayment command = world.draft(1000);
    command.confirm = true;
    command.customer.id = {u"cus_1"_s};
    command.paymentMethodId = kept.first().id;
    command.cvc = Cvc(QByteArrayView("123"));
    OX_REFUSED(world.await(world.payments().create(std::move(command))), ErrorCode::InvalidValue,
               u"blocklist"_s);
}

void EngineBlocklistTest::lockedVault()
{
    World world;
    OX_OK(world.begin());
    OX_OK(world.turn(true));
    OX_OK(world.block(BlockedKind::CardBin, u"555555"_s));
    OX_OK(world.restart()); // the vault is locked then
    OX_OK(world.payFrom({}, kGood));
    OX_REFUSED(world.payFrom({}, kMastercard), ErrorCode::InvalidValue, u"blocklist"_s);
    OX_OK(world.block(BlockedKind::Fingerprint, fingerprintText(QByteArray(32, 'x'))));
    // Whether it is that number nobody can tell now.
    OX_REFUSED(world.payFrom({}, kGood), ErrorCode::VaultLocked, QString());
    OX_OK(world.unlock());
    OX_OK(world.payFrom({}, kGood));
}

void EngineBlocklistTest::changesAreAudited()
{
    World world;
    OX_OK(world.begin());
    OX_OK(world.block(BlockedKind::CardBin, u"424242"_s));
    OX_REFUSED(world.block(BlockedKind::CardBin, u"424242"_s), ErrorCode::Duplicate,
               u"fingerprint_id"_s);
    OX_REFUSED(world.block(BlockedKind::CardBin, u"4242"_s), ErrorCode::InvalidValue, u"data"_s);
    BlocklistService lists(world.engine());
    OX_OK(world.await(lists.remove(world.caller(), BlockedKind::CardBin, u"424242"_s)));
    OX_REFUSED(world.await(lists.remove(world.caller(), BlockedKind::CardBin, u"424242"_s)),
               ErrorCode::NotFound, u"fingerprint_id"_s);
    QCOMPARE(world.audits(u"424242"_s), (QStringList{u"blocklist.add"_s, u"blocklist.remove"_s}));
    OX_OK(world.turn(true));
    QCOMPARE(world.audits(world.merchant().value), QStringList{u"blocklist.toggle"_s});
}

void EngineBlocklistTest::ofOneMerchantOnly()
{
    World world;
    OX_OK(world.begin());
    const Caller stranger{{u"merchant_other"_s}, u"api:key"_s};
    BlocklistService lists(world.engine());
    OX_REFUSED(world.await(lists.add(stranger, BlockedKind::CardBin, u"424242"_s)),
               ErrorCode::NotFound, u"merchant_id"_s);
    OX_OK(world.block(BlockedKind::CardBin, u"424242"_s));
    const auto mine = world.await(lists.list(world.merchant(), BlockedKind::CardBin, 0, 10));
    OX_OK(mine);
    QCOMPARE(mine->size(), 1);
    const auto theirs = world.await(lists.list(stranger.merchantId, BlockedKind::CardBin, 0, 10));
    OX_OK(theirs);
    QVERIFY(theirs->isEmpty());
    OX_REFUSED(world.await(lists.remove(stranger, BlockedKind::CardBin, u"424242"_s)),
               ErrorCode::NotFound, u"fingerprint_id"_s);
}

void EngineBlocklistTest::failuresOfAnAddress()
{
    World world;
    OX_OK(world.begin());
    OX_OK(world.guard(R"({"card_ip_blocking_status":"enabled"})"));
    const QString address = u"192.0.2.7"_s;
    for (int i = 0; i < 3; ++i) {
        const auto failed = world.payFrom(address, kDeclined);
        OX_OK(failed);
        QCOMPARE(failed->status, PaymentStatus::Failed);
    }
    const auto before = world.rowCounts();
    const qint64 asked = world.bank().requestCount();
    OX_REFUSED(world.payFrom(address, kGood), ErrorCode::TooMany, u"card_testing_guard_config"_s);
    QCOMPARE(world.rowCounts(), before);
    QCOMPARE(world.bank().requestCount(), asked);
    OX_OK(world.payFrom(u"192.0.2.8"_s, kGood));
    OX_OK(world.payFrom({}, kGood)); // nobody knows from where
    // The address itself is kept nowhere but with the payments that told of it.
    QCOMPARE(world.column(u"SELECT count(*) FROM card_try WHERE instr(subject, '192.0.2') > 0"_s),
             QStringList{u"0"_s});
    OX_OK(world.restart());
    OX_OK(world.unlock());
    OX_REFUSED(world.payFrom(address, kGood), ErrorCode::TooMany, u"card_testing_guard_config"_s);
    world.advance(3'601'000);
    OX_OK(world.payFrom(address, kGood));
    QCOMPARE(world.column(u"SELECT count(*) FROM card_try"_s), QStringList{u"0"_s});
}

void EngineBlocklistTest::failuresOfAGuestCard()
{
    World world;
    OX_OK(world.begin());
    OX_OK(world.guard(R"({"guest_user_card_blocking_status":"enabled",
        "guest_user_card_blocking_threshold":2})"));
    OX_OK(world.payFrom({}, kDeclined));
    OX_OK(world.payFrom({}, kDeclined));
    OX_REFUSED(world.payFrom({}, kDeclined), ErrorCode::TooMany, u"card_testing_guard_config"_s);
    OX_OK(world.payFrom({}, kGood));
    OX_OK(world.payFrom({}, kDeclined, u"cus_1"_s)); // not a guest
}

void EngineBlocklistTest::failuresOfACustomer()
{
    World world;
    OX_OK(world.begin());
    OX_OK(world.guard(R"({"customer_id_blocking_status":"enabled",
        "customer_id_blocking_threshold":1,"card_testing_guard_expiry":60})"));
    OX_OK(world.payFrom({}, kDeclined, u"cus_1"_s));
    OX_REFUSED(world.payFrom({}, kGood, u"cus_1"_s), ErrorCode::TooMany,
               u"card_testing_guard_config"_s);
    OX_OK(world.payFrom({}, kGood, u"cus_2"_s));
    OX_OK(world.payFrom({}, kGood));
    world.advance(61'000);
    OX_OK(world.payFrom({}, kGood, u"cus_1"_s));
}

void EngineBlocklistTest::successDoesNotCount()
{
    World world;
    OX_OK(world.begin());
    OX_OK(world.guard(R"({"card_ip_blocking_status":"enabled",
        "card_ip_blocking_threshold":1})"));
    for (int i = 0; i < 3; ++i)
        OX_OK(world.payFrom(u"192.0.2.7"_s, kGood));
    QCOMPARE(world.column(u"SELECT count(*) FROM card_try"_s), QStringList{u"0"_s});
}

void EngineBlocklistTest::settingsAreChecked()
{
    World world;
    OX_OK(world.begin());
    OX_REFUSED(world.guard(R"({"card_ip_blocking_status":"perhaps"})"), ErrorCode::InvalidValue,
               u"card_testing_guard_config"_s);
    OX_OK(world.guard("null"));
}

QTEST_GUILESS_MAIN(EngineBlocklistTest)
#include "engineblocklisttest.moc"

#include "services/domain/accountauth.h"
#include "services/engine/accountservice.h"
#include "services/engine/engine.h"
#include "services/engine/paymentservice.h"
#include "services/engine/vaultservice.h"
#include "services/processors/networktransport.h"
#include "services/storage/accountstore.h"
#include "tests/support/await.h"
#include "tests/support/manualclock.h"
#include "tests/support/memorykeys.h"
#include "tests/support/memoryscan.h"
#include "tests/support/seed.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// What is left of a card in the memory of the program that took a payment with it. The bank is a
/// process of its own here, as it is for a user.
class EngineMemoryTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void mem_scan_data();
    void mem_scan();
    void mem_scan_of_keys();

private:
    Result<> prepareFile();
    /// A number that passes the Luhn check and that no literal of this program holds.
    static Pan inventedNumber(Random &random);

    QTemporaryDir m_folder;
    QProcess m_bank;
    QUrl m_bankAddress;
    ManualClock m_clock;
    SeededRandom m_random{testSeed()};
    const MerchantId m_merchant{u"merchant_test"_s};
};

namespace {

constexpr int kLongestMs = 5'000; ///< under load; on a quiet machine it takes half a second
const ProfileId kProfile{u"pro_test"_s};

} // namespace

void EngineMemoryTest::initTestCase()
{
    testSeed();
    m_bank.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_bank.start(QStringLiteral(OX_SIMULATOR),
                 {u"--listen"_s, u"127.0.0.1:0"_s, u"--ledger"_s,
                  m_folder.filePath(u"bank.ledger"_s), u"--exit-with-parent"_s});
    QVERIFY(QTest::qWaitFor([this] { return m_bank.canReadLine(); }, 30'000));
    const QString said = QString::fromUtf8(m_bank.readLine()).trimmed();
    QVERIFY2(said.startsWith(u"listening "_s), qPrintable(said));
    m_bankAddress = QUrl(u"http://"_s + said.sliced(10));
    QVERIFY(prepareFile());
}

void EngineMemoryTest::cleanupTestCase()
{
    m_bank.kill();
    m_bank.waitForFinished();
}

Result<> EngineMemoryTest::prepareFile()
{
    Database database;
    AccountStore accounts(database);
    return database.open({m_folder.filePath(u"shop.sqlite"_s), true, false})
        .and_then([&] { return database.migrate(); })
        .and_then([&] { return accounts.insertMerchant(m_merchant, u"Shop"_s, true, 1); })
        .and_then([&] {
            return accounts.insertProfile({kProfile, m_merchant, u"Shop"_s, false});
        })
        .and_then([&] {
            return accounts.insertAccount({{u"mca_test"_s},
                                           m_merchant,
                                           kProfile,
                                           u"simulator"_s,
                                           u"sim_a"_s,
                                           m_bankAddress,
                                           true,
                                           false});
        });
}

Pan EngineMemoryTest::inventedNumber(Random &random)
{
    SecretBytes digits = SecretBytes::zeros(16);
    random.fill({digits.data(), 16});
    int sum = 0;
    for (int i = 0; i < 15; ++i) {
        const int digit = i == 0 ? 4 : (digits.view().at(i) & 7);
        digits.data()[i] = static_cast<char>('0' + digit);
        const int doubled = i % 2 == 0 ? 2 * digit : digit;
        sum += doubled > 9 ? doubled - 9 : doubled;
    }
    digits.data()[15] = static_cast<char>('0' + (10 - sum % 10) % 10);
    return Pan(digits.view());
}

void EngineMemoryTest::mem_scan_data()
{
    QTest::addColumn<bool>("confirmWithCreate");
    QTest::addColumn<bool>("offSession");
    QTest::addColumn<bool>("networkToken");
    QTest::newRow("create, then confirm") << false << false << false;
    QTest::newRow("create with confirm") << true << false << false;
    QTest::newRow("charge without the shopper") << true << true << false;
    QTest::newRow("charge with a network token") << true << true << true;
}

void EngineMemoryTest::mem_scan()
{
    QFETCH(const bool, confirmWithCreate);
    QFETCH(const bool, offSession);
    QFETCH(const bool, networkToken);
    if (!MemoryScan::isPossible())
        QSKIP("the memory of a process cannot be read here");
    Engine engine({m_folder.filePath(u"shop.sqlite"_s), QUrl(u"http://127.0.0.1:1/return/"_s),
                   m_clock, m_random, [] { return std::make_unique<NetworkTransport>(); }});
    PaymentService payments(engine);
    QVERIFY(await(engine.open()));
    CardDetails card;
    card.number = inventedNumber(m_random);
    card.cvc = Cvc("123");
    card.expiryMonth = 12;
    card.expiryYear = 2060;
    const MemoryScan scan(card.number.reveal());
    QVERIFY2(scan.places() > 0, "the scan does not see what is there");
    CreatePayment create;
    create.caller = {m_merchant, u"operator:tester"_s};
    create.amount = 6000;
    create.currency = Currency::Eur;
    if (offSession) {
        card.cvc.clear();
        create.offSession = true;
        create.recurring = RecurringDetails();
        create.recurring->kind = networkToken ? RecurringDetails::Kind::NetworkTransactionToken
                                              : RecurringDetails::Kind::NetworkTransactionCard;
        create.recurring->networkTransactionId = u"ntx_1"_s;
        create.recurring->card = std::move(card);
    } else if (confirmWithCreate) {
        create.confirm = true;
        create.card = std::move(card);
    }
    const Result<CreatedPayment> made = await(payments.create(std::move(create)));
    QVERIFY2(made, made ? "" : qPrintable(made.error().field + u' ' + made.error().detail));
    QString status = toText(made->payment.status);
    if (!confirmWithCreate) {
        ConfirmPayment confirm;
        confirm.caller = {m_merchant, u"operator:tester"_s};
        confirm.id = made->payment.id;
        confirm.card = std::move(card);
        const Result<Payment> paid = await(payments.confirm(std::move(confirm)));
        QVERIFY2(paid, paid ? "" : qPrintable(paid.error().field + u' ' + paid.error().detail));
        status = toText(paid->status);
    }
    QCOMPARE(status, u"failed"_s); // the bank declines numbers it has not heard of, so it was asked
    QTRY_COMPARE_WITH_TIMEOUT(scan.places(), 0, kLongestMs);
    engine.stop();
}

void EngineMemoryTest::mem_scan_of_keys()
{
    if (!MemoryScan::isPossible())
        QSKIP("the memory of a process cannot be read here");
    MemoryKeys rootKeys;
    EngineOptions options{m_folder.filePath(u"shop.sqlite"_s),
                          QUrl(u"http://127.0.0.1:1/return/"_s),
                          m_clock,
                          m_random,
                          [] { return std::make_unique<NetworkTransport>(); },
                          &rootKeys};
    Engine engine(options);
    PaymentService payments(engine);
    VaultService vault(engine);
    AccountService accounts(engine);
    QVERIFY(await(engine.open()));
    const Caller caller{m_merchant, u"operator:tester"_s};
    QVERIFY(await(vault.create(caller)));
    AccountKeys keys;
    keys.apiKey = SecretBytes::zeros(40);
    m_random.fill({keys.apiKey.data(), 40});
    for (int i = 0; i < 40; ++i)
        keys.apiKey.data()[i] = static_cast<char>('a' + (keys.apiKey.view().at(i) & 15));
    const MemoryScan scan(keys.apiKey.view());
    QVERIFY2(scan.places() > 0, "the scan does not see what is there");
    {
        ConnectorDescription simulator;
        simulator.authType = u"HeaderKey"_s;
        simulator.keys = {{KeyPart::Key, KeyName::AccessKey, true}};
        AccountChange change;
        change.authType = simulator.authType;
        change.auth = std::make_shared<const SecretBytes>(accountauth::json(simulator, keys));
        change.authShownJson = accountauth::shown(simulator, keys);
        const auto changed = await(accounts.update(caller, {u"mca_test"_s}, std::move(change)));
        QVERIFY2(changed, changed ? "" : qPrintable(changed.error().field));
    }
    keys.apiKey.clear();
    CreatePayment create;
    create.caller = caller;
    create.amount = 6000;
    create.currency = Currency::Eur;
    create.confirm = true;
    create.card = CardDetails();
    create.card->number = Pan("4242424242424242");
    create.card->cvc = Cvc("123");
    create.card->expiryMonth = 12;
    create.card->expiryYear = 2060;
    const Result<CreatedPayment> made = await(payments.create(std::move(create)));
    QVERIFY2(made, made ? "" : qPrintable(made.error().field + u' ' + made.error().detail));
    QCOMPARE(toText(made->payment.status), u"succeeded"_s);
    QTRY_COMPARE_WITH_TIMEOUT(scan.places(), 0, kLongestMs);
    engine.stop();
}

QTEST_GUILESS_MAIN(EngineMemoryTest)
#include "enginememorytest.moc"

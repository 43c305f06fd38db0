// The vault as the desktop program puts it together, with its key in a real gnome-keyring on a bus
// of its own, and in a key file where there is no keychain.

#include "app/composition.h"
#include "models/vaultcontroller.h"
#include "services/core/async.h"
#include "services/storage/accountstore.h"
#include "services/storage/database.h"
#include "services/vault/desktopkeyprovider.h"
#include "services/vault/systemkeychain.h"
#include "services/vault/threadedkeychain.h"
#include "tests/support/seed.h"
#include "tests/vault/keyringsession.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000;

/// The longest that the event loop stood still.
class Heartbeat final : public QObject
{
public:
    Heartbeat()
    {
        m_since.start();
        connect(&m_timer, &QTimer::timeout, this, [this] { beat(); });
        m_timer.start(10);
    }

    qint64 longestMs()
    {
        beat();
        return m_longest;
    }

private:
    void beat() { m_longest = qMax(m_longest, m_since.restart()); }

    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

Result<> makeFile(const QString &file, qint64 nowMs)
{
    Database database;
    const MerchantId merchant{u"merchant_acme"_s};
    return database.open({file, true, false})
        .and_then([&] { return database.migrate(); })
        .and_then([&] { return database.begin(); })
        .and_then([&] {
            return AccountStore(database).insertMerchant(merchant, u"Acme GmbH"_s, true, nowMs);
        })
        .and_then([&] { return database.commit(); });
}

} // namespace

class VaultKeyringTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void createdInTheKeychain();
    void opensAtTheNextStart();
    void lockedKeychainIsALockedVault();
    void sheetAndKeyFileInstead();
    void silentKeychainHoldsUpNobody();

private:
    bool open();
    void close();
    VaultStatus waitUntilIdle();

    SystemClock m_clock;
    SystemRandom m_random;
    QTemporaryDir m_folder;
    QString m_file = m_folder.filePath(u"shop.orchestratorx"_s);
    std::unique_ptr<KeyringSession> m_session;
    std::unique_ptr<ThreadedKeychain> m_keychain;
    std::unique_ptr<Composition> m_composition;
    std::unique_ptr<VaultController> m_vault;
    QString m_sheet;
};

void VaultKeyringTest::initTestCase()
{
    testSeed();
    m_session = std::make_unique<KeyringSession>();
    QVERIFY2(m_session->isRunning(), "dbus-daemon is needed");
    QVERIFY2(m_session->startKeyring("password"), "gnome-keyring-daemon is needed");
    // The program itself runs in this process: its bus is that of the session.
    const QProcessEnvironment environment = m_session->environment();
    for (const QString &name : {u"DBUS_SESSION_BUS_ADDRESS"_s, u"XDG_CURRENT_DESKTOP"_s})
        qputenv(name.toLatin1(), environment.value(name).toUtf8());
    for (const char *name :
         {"GNOME_KEYRING_CONTROL", "KDE_SESSION_VERSION", "KDE_FULL_SESSION", "DESKTOP_SESSION"})
        qunsetenv(name);
    m_keychain = std::make_unique<ThreadedKeychain>(
        std::make_unique<SystemKeychain>(u"OrchestratorX test"_s));
    QVERIFY(makeFile(m_file, m_clock.nowMs()).has_value());
}

void VaultKeyringTest::cleanupTestCase()
{
    close();
    m_keychain.reset();
    m_session.reset();
}

bool VaultKeyringTest::open()
{
    close();
    m_composition = std::make_unique<Composition>(m_clock, m_random, *m_keychain);
    std::optional<bool> opened;
    m_composition->open({m_file, u"tester"_s},
                        [&opened](const Result<> &answer) { opened = answer.has_value(); });
    if (!QTest::qWaitFor([&] { return opened.has_value(); }, kPatienceMs) || !*opened)
        return false;
    m_vault = std::make_unique<VaultController>(m_composition->workspace());
    m_vault->begin(); // as the window does
    return QTest::qWaitFor([this] { return m_vault->isKnown(); }, kPatienceMs);
}

void VaultKeyringTest::close()
{
    m_vault.reset();
    m_composition.reset();
}

VaultStatus VaultKeyringTest::waitUntilIdle()
{
    if (!QTest::qWaitFor([this] { return !m_vault->isBusy(); }, kPatienceMs))
        qWarning("the vault is still busy");
    std::optional<VaultStatus> status;
    whenDone(m_composition->workspace().vault->status(), this,
             [&status](const Result<VaultStatus> &answer) { status = answer.value_or({}); });
    if (!QTest::qWaitFor([&] { return status.has_value(); }, kPatienceMs))
        qWarning("the vault does not answer");
    return status.value_or(VaultStatus());
}

void VaultKeyringTest::createdInTheKeychain()
{
    QVERIFY(open());
    QCOMPARE(m_vault->status().state, VaultState::None); // nothing is made by itself
    m_vault->create({});
    QCOMPARE(waitUntilIdle(), (VaultStatus{VaultState::Open, {}, KeyPlace::Keychain}));
    QVERIFY(!QFile::exists(DesktopKeyProvider::keyFileOf(m_file)));
    connect(m_vault.get(), &VaultController::sheetMade, this,
            [this](const QString &sheet) { m_sheet = sheet; });
    m_vault->makeSheet(SecretBytes("a good passphrase"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_sheet.isEmpty(), kPatienceMs);
}

void VaultKeyringTest::opensAtTheNextStart()
{
    QVERIFY(open());
    QTRY_VERIFY_WITH_TIMEOUT(m_vault->isOpen(), kPatienceMs);
    m_vault->lock();
    QTRY_VERIFY_WITH_TIMEOUT(!m_vault->isOpen(), kPatienceMs);
    m_vault->unlock();
    QCOMPARE(waitUntilIdle().state, VaultState::Open);
}

void VaultKeyringTest::lockedKeychainIsALockedVault()
{
    QVERIFY(m_session->startLocked());
    Heartbeat heartbeat;
    QVERIFY(open());
    const VaultStatus status = waitUntilIdle();
    QCOMPARE(status.state, VaultState::Locked);
    QVERIFY2(status.reason.code != ErrorCode::VaultLocked, "somebody has tried");
    QVERIFY(!m_vault->trouble().isEmpty());
    // Nobody takes that for a missing vault.
    m_vault->create({});
    QCOMPARE(waitUntilIdle().state, VaultState::Locked);
    QVERIFY(m_vault->error().has_value());
    QCOMPARE(m_vault->error()->code, ErrorCode::Duplicate);
    QVERIFY2(heartbeat.longestMs() < 5'000, "the window's thread must not wait for the keychain");
    QVERIFY(m_session->startKeyring("password"));
    m_vault->unlock();
    QCOMPARE(waitUntilIdle().state, VaultState::Open);
}

void VaultKeyringTest::sheetAndKeyFileInstead()
{
    m_session->stopKeyring(); // as on a machine that has none
    QVERIFY(open());
    QCOMPARE(waitUntilIdle().state, VaultState::Locked);
    m_vault->restore(m_sheet, {KeyPlace::KeyFile, SecretBytes("a good passphrase")});
    QCOMPARE(waitUntilIdle(), (VaultStatus{VaultState::Open, {}, KeyPlace::KeyFile}));
    QVERIFY(QFile::exists(DesktopKeyProvider::keyFileOf(m_file)));

    QVERIFY(open());
    QCOMPARE(waitUntilIdle(),
             (VaultStatus{VaultState::Locked, {ErrorCode::VaultLocked}, KeyPlace::KeyFile}));
    m_vault->unlock(SecretBytes("a wrong passphrase"));
    QCOMPARE(waitUntilIdle().reason.code, ErrorCode::VaultPassphraseWrong);
    m_vault->unlock(SecretBytes("a good passphrase"));
    QCOMPARE(waitUntilIdle().state, VaultState::Open);
}

void VaultKeyringTest::silentKeychainHoldsUpNobody()
{
    close();
    QVERIFY(QFile::remove(DesktopKeyProvider::keyFileOf(m_file))); // so that the keychain is asked
    QVERIFY(m_session->startKeyring("password"));
    m_session->freezeKeyring();
    Heartbeat heartbeat;
    QVERIFY(open());
    const VaultStatus status = waitUntilIdle();
    QCOMPARE(status.state, VaultState::Locked);
    QCOMPARE(status.reason.code, ErrorCode::VaultKeyTimeout);
    QVERIFY2(heartbeat.longestMs() < 5'000, "the window's thread must not wait for the keychain");
    m_session->thawKeyring();
}

QTEST_MAIN(VaultKeyringTest)
#include "vaultkeyringtest.moc"

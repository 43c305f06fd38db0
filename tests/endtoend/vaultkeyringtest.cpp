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

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000;
const auto kPassphrase = "a good passphrase"_ba;

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

/// The program from its start to its end, without a window: opens the file, lets the vault open by
/// itself, and does one thing more. A process of its own each time, as a program is.
class Program final : public QObject
{
public:
    explicit Program(const QString &file)
        : m_keychain(std::make_unique<SystemKeychain>(u"OrchestratorX test"_s))
        , m_composition(m_clock, m_random, m_keychain)
    {
        std::optional<bool> opened;
        m_composition.open({file, u"tester"_s},
                           [&opened](const Result<> &answer) { opened = answer.has_value(); });
        if (!QTest::qWaitFor([&] { return opened.has_value(); }, kPatienceMs) || !*opened)
            return;
        m_vault = std::make_unique<VaultController>(m_composition.workspace());
        connect(m_vault.get(), &VaultController::sheetMade, this,
                [this](const QString &sheet) { m_sheet = sheet; });
        m_vault->begin();
        settle();
    }

    int run(const QStringList &words)
    {
        if (!m_vault)
            return 1;
        say();
        const QString action = words.value(0);
        if (action == "create"_L1)
            m_vault->create({});
        else if (action == "change"_L1)
            m_vault->changeKey({}, {});
        else if (action == "change-file"_L1)
            changeKeyFile(words.value(1).toUtf8(), words.value(2).toUtf8());
        else if (action == "sheet"_L1)
            m_vault->makeSheet(SecretBytes(kPassphrase));
        else if (action == "lock"_L1)
            m_vault->lock();
        else if (action == "unlock"_L1)
            m_vault->unlock(SecretBytes(words.value(1).toUtf8()));
        else if (action == "restore"_L1)
            m_vault->restore(words.value(1), {KeyPlace::KeyFile, SecretBytes(kPassphrase)});
        settle();
        say();
        std::printf("gap %lld\n", static_cast<long long>(m_heartbeat.longestMs()));
        std::printf("%s", qPrintable(m_sheet));
        return 0;
    }

private:
    void changeKeyFile(const QByteArray &old, const QByteArray &wanted)
    {
        m_vault->unlock(SecretBytes(old));
        settle();
        m_vault->changeKey(SecretBytes(old), SecretBytes(wanted));
    }

    /// Until nothing is under way, told by the engine itself.
    void settle()
    {
        for (int look = 0; look < 2; ++look) {
            std::optional<VaultStatus> status;
            whenDone(
                m_composition.workspace().vault->status(), this,
                [&status](const Result<VaultStatus> &answer) { status = answer.value_or({}); });
            const auto settled = [&] { return status.has_value() && !m_vault->isBusy(); };
            if (!QTest::qWaitFor(settled, kPatienceMs))
                std::puts("nobody answers");
            m_status = status.value_or(VaultStatus());
        }
    }

    void say() const
    {
        const auto code = m_vault->error() ? static_cast<int>(m_vault->error()->code) : -1;
        std::printf("%d %d %d %d\n", static_cast<int>(m_status.state),
                    static_cast<int>(m_status.reason.code), static_cast<int>(m_status.place), code);
    }

    Heartbeat m_heartbeat;
    SystemClock m_clock;
    SystemRandom m_random;
    ThreadedKeychain m_keychain;
    Composition m_composition;
    std::unique_ptr<VaultController> m_vault;
    VaultStatus m_status;
    QString m_sheet;
};

/// What a program said: how the vault stood when it had opened, and at the end.
struct Said
{
    struct Line
    {
        VaultState state = VaultState::None;
        ErrorCode reason = ErrorCode::Internal;
        KeyPlace place = KeyPlace::Keychain;
        int error = -1;
    };
    Line first;
    Line last;
    int gapMs = 1'000'000;
    QString sheet;
};

Said::Line lineOf(const QByteArray &text)
{
    const QByteArrayList words = text.split(' ');
    return {static_cast<VaultState>(words.value(0).toInt()),
            static_cast<ErrorCode>(words.value(1).toInt()),
            static_cast<KeyPlace>(words.value(2).toInt()), words.value(3).toInt()};
}

} // namespace

class VaultKeyringTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void createdInTheKeychain();
    void opensAtTheNextStart();
    void changedInTheKeychain();
    void lockedKeychainIsALockedVault();
    void sheetAndKeyFileInstead();
    void changedInTheKeyFile();
    void silentKeychainHoldsUpNobody();

private:
    Said run(const QStringList &words = {});

    QTemporaryDir m_folder;
    const QString m_file = m_folder.filePath(u"shop.orchestratorx"_s);
    std::unique_ptr<KeyringSession> m_session;
    QString m_sheet;
    QString m_oldSheet;
};

void VaultKeyringTest::initTestCase()
{
    testSeed();
    m_session = std::make_unique<KeyringSession>();
    QVERIFY2(m_session->isRunning(), "dbus-daemon is needed");
    QVERIFY2(m_session->startKeyring("password"), "gnome-keyring-daemon is needed");
    QVERIFY(makeFile(m_file, SystemClock().nowMs()).has_value());
}

Said VaultKeyringTest::run(const QStringList &words)
{
    QProcess program;
    QProcessEnvironment environment = m_session->environment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    program.setProcessEnvironment(environment);
    program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    program.start(QCoreApplication::applicationFilePath(),
                  QStringList{u"--program"_s, m_file} + words);
    if (!program.waitForFinished(4 * kPatienceMs)) {
        program.kill();
        program.waitForFinished();
        return {};
    }
    const QByteArrayList lines = program.readAllStandardOutput().split('\n');
    if (program.exitCode() != 0 || lines.size() < 3)
        return {};
    return {lineOf(lines.at(0)), lineOf(lines.at(1)), lines.at(2).mid(4).toInt(),
            QString::fromLatin1(lines.mid(3).join('\n'))};
}

void VaultKeyringTest::createdInTheKeychain()
{
    const Said said = run({u"create"_s});
    QCOMPARE(said.first.state, VaultState::None); // nothing is made by itself
    QCOMPARE(said.last.state, VaultState::Open);
    QCOMPARE(said.last.place, KeyPlace::Keychain);
    QVERIFY(!QFile::exists(DesktopKeyProvider::keyFileOf(m_file)));
    m_sheet = run({u"sheet"_s}).sheet;
    QCOMPARE(m_sheet.count(u'-'), 32);
}

void VaultKeyringTest::opensAtTheNextStart()
{
    const Said said = run({u"lock"_s});
    QCOMPARE(said.first.state, VaultState::Open);
    QCOMPARE(said.last.state, VaultState::Locked);
    QCOMPARE(said.last.reason, ErrorCode::VaultLocked);
    QCOMPARE(run().last.state, VaultState::Open);
}

void VaultKeyringTest::changedInTheKeychain()
{
    const Said said = run({u"change"_s});
    QCOMPARE(said.first.state, VaultState::Open);
    QCOMPARE(said.last.state, VaultState::Open);
    QCOMPARE(said.last.place, KeyPlace::Keychain);
    QCOMPARE(said.last.error, -1);
    QCOMPARE(run().last.state, VaultState::Open); // with the new key
    m_oldSheet = m_sheet;
    m_sheet = run({u"sheet"_s}).sheet;
    QVERIFY(!m_sheet.isEmpty() && m_sheet != m_oldSheet);
}

void VaultKeyringTest::lockedKeychainIsALockedVault()
{
    QVERIFY(m_session->startLocked());
    const Said said = run({u"create"_s});
    QCOMPARE(said.first.state, VaultState::Locked);
    QCOMPARE(said.first.reason, ErrorCode::VaultKeyMissing);
    // Nobody takes that for a missing vault.
    QCOMPARE(said.last.state, VaultState::Locked);
    QCOMPARE(said.last.error, static_cast<int>(ErrorCode::Duplicate));
    QVERIFY2(said.gapMs < 5'000, "the window's thread must not wait for the keychain");
    QVERIFY(m_session->startKeyring("password"));
    QCOMPARE(run().last.state, VaultState::Open);
}

void VaultKeyringTest::sheetAndKeyFileInstead()
{
    m_session->stopKeyring();                         // as on a machine that has none
    const Said old = run({u"restore"_s, m_oldSheet}); // of a key that is not in force any more
    QCOMPARE(old.last.state, VaultState::Locked);
    QVERIFY(old.last.error >= 0);
    QVERIFY(!QFile::exists(DesktopKeyProvider::keyFileOf(m_file)));
    const Said said = run({u"restore"_s, m_sheet});
    QCOMPARE(said.first.state, VaultState::Locked);
    QCOMPARE(said.first.reason, ErrorCode::VaultKeychainError);
    QCOMPARE(said.last.state, VaultState::Open);
    QCOMPARE(said.last.place, KeyPlace::KeyFile);
    QVERIFY2(said.gapMs < 5'000, "the window's thread must not wait for the keychain");

    const Said wrong = run({u"unlock"_s, u"a wrong passphrase"_s});
    QCOMPARE(wrong.first.state, VaultState::Locked); // waits for a person
    QCOMPARE(wrong.first.reason, ErrorCode::VaultLocked);
    QCOMPARE(wrong.last.reason, ErrorCode::VaultPassphraseWrong);
    QCOMPARE(run({u"unlock"_s, QString::fromLatin1(kPassphrase)}).last.state, VaultState::Open);
}

void VaultKeyringTest::changedInTheKeyFile()
{
    const QString old = QString::fromLatin1(kPassphrase);
    const auto wanted = u"quite another passphrase"_s;
    const Said mistyped = run({u"change-file"_s, u"a wrong passphrase"_s, wanted});
    QCOMPARE(mistyped.last.state, VaultState::Locked);
    QCOMPARE(run({u"unlock"_s, old}).last.state, VaultState::Open);
    const Said changed = run({u"change-file"_s, old, wanted});
    QCOMPARE(changed.last.state, VaultState::Open);
    QCOMPARE(changed.last.place, KeyPlace::KeyFile);
    QCOMPARE(changed.last.error, -1);
    QCOMPARE(run({u"unlock"_s, old}).last.reason, ErrorCode::VaultPassphraseWrong);
    QCOMPARE(run({u"unlock"_s, wanted}).last.state, VaultState::Open);
}

void VaultKeyringTest::silentKeychainHoldsUpNobody()
{
    QVERIFY(QFile::remove(DesktopKeyProvider::keyFileOf(m_file))); // so that the keychain is asked
    QVERIFY(m_session->startKeyring("password"));
    m_session->freezeKeyring();
    const Said said = run();
    m_session->thawKeyring();
    QCOMPARE(said.last.state, VaultState::Locked);
    QCOMPARE(said.last.reason, ErrorCode::VaultKeyTimeout);
    QVERIFY2(said.gapMs < 5'000, "the window's thread must not wait for the keychain");
    // The keychain never had the key that was made for the file, and says so.
    QCOMPARE(run().last.reason, ErrorCode::VaultKeyMissing);
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.value(1) == "--program"_L1)
        return Program(words.value(2)).run(words.mid(3));
    VaultKeyringTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "vaultkeyringtest.moc"

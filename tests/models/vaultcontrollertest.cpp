#include "models/autolock.h"
#include "models/paymenttablemodel.h"
#include "tests/support/editorworld.h"
#include "tests/support/fakevault.h"
#include "tests/support/seed.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const VaultStatus kOpen{VaultState::Open, {}, KeyPlace::Keychain};

VaultStatus locked(ErrorCode code = ErrorCode::VaultLocked, KeyPlace place = KeyPlace::Keychain)
{
    return {VaultState::Locked, {code}, place};
}

struct VaultWorld : EditorWorld
{
    VaultWorld() { workspace.vault = &vault; }

    FakeVault vault{events};
};

} // namespace

/// The vault as the window sees it, and the lock that closes by itself.
class VaultControllerTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void opensByItself_data();
    void opensByItself();
    void lookingAsksForNothing();
    void oneCallAtATime();
    void createThenSheet();
    void refusalIsTold();
    void everyStateHasItsWords();
    void troubleHasFourParts_data();
    void troubleHasFourParts();
    void locksWhenIdle();
    void touchedIsNotIdle();
    void wakesUpLocked();
    void minutesAreKept_data();
    void minutesAreKept();
};

void VaultControllerTest::opensByItself_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("place");
    QTest::addColumn<bool>("asks");
    QTest::newRow("keychain") << int(VaultState::Locked) << int(KeyPlace::Keychain) << true;
    QTest::newRow("sample data") << int(VaultState::Locked) << int(KeyPlace::SampleFile) << true;
    QTest::newRow("key file") << int(VaultState::Locked) << int(KeyPlace::KeyFile) << false;
    QTest::newRow("none") << int(VaultState::None) << int(KeyPlace::Keychain) << false;
    QTest::newRow("open") << int(VaultState::Open) << int(KeyPlace::Keychain) << false;
}

void VaultControllerTest::opensByItself()
{
    QFETCH(const int, state);
    QFETCH(const int, place);
    QFETCH(const bool, asks);
    VaultWorld world;
    world.vault.now = {
        static_cast<VaultState>(state), {ErrorCode::VaultLocked}, static_cast<KeyPlace>(place)};
    VaultController vault(world.workspace);
    vault.begin();
    QTRY_VERIFY(vault.isKnown() && !vault.isBusy());
    QTRY_COMPARE(world.vault.asked, asks ? QStringList{u"unlock"_s} : QStringList());
    // Once: a vault that somebody locks stays locked.
    if (asks) {
        QTRY_VERIFY(vault.isOpen());
        vault.lock();
        QTRY_VERIFY(!vault.isOpen());
        QCOMPARE(world.vault.asked, (QStringList{u"unlock"_s, u"lock"_s}));
    }
}

void VaultControllerTest::lookingAsksForNothing()
{
    VaultWorld world;
    world.vault.now = locked();
    VaultController vault(world.workspace);
    QVERIFY(!vault.isKnown());
    vault.look();
    QTRY_VERIFY(vault.isKnown());
    world.vault.set(kOpen); // by whomever
    QTRY_VERIFY(vault.isOpen());
    QVERIFY(world.vault.asked.isEmpty());
}

void VaultControllerTest::oneCallAtATime()
{
    VaultWorld world;
    world.vault.now = locked();
    world.vault.unlockAnswers.hold = true;
    VaultController vault(world.workspace);
    vault.look();
    QTRY_VERIFY(vault.isKnown());
    vault.unlock();
    QVERIFY(vault.isBusy());
    vault.unlock();
    vault.create({});
    vault.makeSheet(SecretBytes("x"));
    QCOMPARE(world.vault.asked, QStringList{u"unlock"_s});
    world.vault.unlockAnswers.answerNext();
    QTRY_VERIFY(!vault.isBusy());
}

void VaultControllerTest::createThenSheet()
{
    VaultWorld world;
    VaultController vault(world.workspace);
    QSignalSpy created(&vault, &VaultController::created);
    QSignalSpy sheets(&vault, &VaultController::sheetMade);
    vault.create({KeyPlace::KeyFile, SecretBytes("a good passphrase")});
    QTRY_COMPARE(created.count(), 1);
    QVERIFY(vault.isOpen());
    QCOMPARE(world.vault.place, KeyPlace::KeyFile);
    QCOMPARE(world.vault.passphrase, "a good passphrase"_ba);
    vault.makeSheet(SecretBytes("a good passphrase"));
    QTRY_COMPARE(sheets.count(), 1);
    QCOMPARE(sheets.at(0).at(0).toString(), world.vault.sheet);
}

void VaultControllerTest::refusalIsTold()
{
    VaultWorld world;
    world.vault.now = locked(ErrorCode::VaultLocked, KeyPlace::KeyFile);
    world.vault.unlockError = Error{ErrorCode::VaultPassphraseWrong, u"passphrase"_s};
    VaultController vault(world.workspace);
    vault.look();
    QTRY_VERIFY(vault.isKnown());
    QVERIFY(vault.trouble().isEmpty()); // merely locked
    vault.unlock(SecretBytes("not this passphrase"));
    QTRY_VERIFY(!vault.failure().isEmpty());
    QVERIFY(!vault.isOpen());
    QTRY_VERIFY(!vault.trouble().isEmpty());
    vault.clearFailure();
    QVERIFY(vault.failure().isEmpty());
}

void VaultControllerTest::everyStateHasItsWords()
{
    QSet<QString> words;
    for (const VaultStatus &status :
         {VaultStatus{}, locked(), locked(ErrorCode::VaultKeyWrong), kOpen}) {
        words.insert(vaulttext::shortState(status));
        QVERIFY(!vaulttext::meaning(status).isEmpty());
        QCOMPARE(vaulttext::whyNotNow(status).isEmpty(), status.state == VaultState::Open);
    }
    QCOMPARE(words.size(), 4);
    const VaultStatus sample{VaultState::Open, {}, KeyPlace::SampleFile};
    QVERIFY(vaulttext::meaning(sample).contains(u"no real card"_s));
}

void VaultControllerTest::troubleHasFourParts_data()
{
    QTest::addColumn<int>("code");
    for (const ErrorCode code :
         {ErrorCode::VaultKeyMissing, ErrorCode::VaultKeyDenied, ErrorCode::VaultKeyTimeout,
          ErrorCode::VaultKeychainError, ErrorCode::VaultKeyWrong, ErrorCode::VaultKeyNotKept,
          ErrorCode::VaultPassphraseWrong, ErrorCode::VaultPassphraseTooShort,
          ErrorCode::VaultRecordDamaged, ErrorCode::VaultSelfTestFailed, ErrorCode::KeyFileUnsafe,
          ErrorCode::KeyFileDamaged, ErrorCode::RecoverySheetUnreadable, ErrorCode::Busy,
          ErrorCode::StorageUnavailable, ErrorCode::DiskFull})
        QTest::addRow("%d", int(code)) << int(code);
}

void VaultControllerTest::troubleHasFourParts()
{
    QFETCH(const int, code);
    for (const KeyPlace place : {KeyPlace::Keychain, KeyPlace::KeyFile}) {
        const ErrorText text =
            vaulttext::trouble({static_cast<ErrorCode>(code), u"line 3"_s}, place);
        QVERIFY(!text.what.isEmpty());
        QVERIFY(text.where.contains(u"no stored card was changed"_s));
        QVERIFY(!text.todo.isEmpty());
        QVERIFY(!text.oneLine().contains(u"payment"_s)); // it is about the vault
        QVERIFY(!text.oneLine().contains(u'%'));
    }
}

void VaultControllerTest::locksWhenIdle()
{
    VaultWorld world;
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    world.vault.now = kOpen;
    VaultController vault(world.workspace);
    AutoLock lock(vault, world.clock, settings);
    lock.setTick(5);
    QSignalSpy locked(&lock, &AutoLock::locked);
    vault.look();
    QTRY_VERIFY(vault.isOpen());
    world.clock.advance(AutoLock::kDefaultMinutes * 60'000 - 1);
    QTest::qWait(60);
    QCOMPARE(locked.count(), 0);
    world.clock.advance(1);
    QTRY_COMPARE(locked.count(), 1);
    QTRY_VERIFY(!vault.isOpen());
    QCOMPARE(world.vault.asked, QStringList{u"lock"_s});
}

void VaultControllerTest::touchedIsNotIdle()
{
    VaultWorld world;
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    world.vault.now = kOpen;
    VaultController vault(world.workspace);
    AutoLock lock(vault, world.clock, settings);
    lock.setTick(5);
    vault.look();
    QTRY_VERIFY(vault.isOpen());
    for (int i = 0; i < 4; ++i) {
        world.clock.advance(AutoLock::kDefaultMinutes * 60'000 - 1);
        lock.touch();
        QTest::qWait(20);
    }
    QVERIFY(vault.isOpen());
}

/// A computer that slept has a later time of day, whatever the steady clock says; one whose time
/// was set back is no excuse to stay open.
void VaultControllerTest::wakesUpLocked()
{
    VaultWorld world;
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    world.vault.now = kOpen;
    VaultController vault(world.workspace);
    AutoLock lock(vault, world.clock, settings);
    lock.setTick(5);
    vault.look();
    QTRY_VERIFY(vault.isOpen());
    world.clock.advance(-3'600'000);
    QTest::qWait(40);
    QVERIFY(vault.isOpen());
    lock.touch();
    world.clock.advance(8 * 3'600'000);
    QTRY_VERIFY(!vault.isOpen());
}

void VaultControllerTest::minutesAreKept_data()
{
    QTest::addColumn<QVariant>("stored");
    QTest::addColumn<int>("minutes");
    QTest::newRow("nothing") << QVariant() << 5;
    QTest::newRow("ten") << QVariant(10) << 10;
    QTest::newRow("never") << QVariant(0) << 5;
    QTest::newRow("too long") << QVariant(600) << 5;
    QTest::newRow("no number") << QVariant(u"off"_s) << 5;
}

void VaultControllerTest::minutesAreKept()
{
    QFETCH(const QVariant, stored);
    QFETCH(const int, minutes);
    VaultWorld world;
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    if (stored.isValid())
        settings.setValue(u"vault/autoLockMinutes"_s, stored);
    VaultController vault(world.workspace);
    AutoLock lock(vault, world.clock, settings);
    QCOMPARE(lock.minutes(), minutes);
    lock.setMinutes(60);
    QCOMPARE(lock.minutes(), AutoLock::kMostMinutes);
    QCOMPARE(AutoLock(vault, world.clock, settings).minutes(), AutoLock::kMostMinutes);
}

QTEST_GUILESS_MAIN(VaultControllerTest)
#include "vaultcontrollertest.moc"

#include "services/core/clock.h"
#include "services/vault/desktopkeyprovider.h"
#include "services/vault/threadedkeychain.h"
#include "tests/support/seed.h"

#include <QFile>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <map>

using namespace Qt::StringLiterals;

namespace {

const QString kName = u"vlt_a.key_1"_s;

SecretBytes key(char byte)
{
    return SecretBytes(QByteArray(32, byte));
}

/// Entries in memory that are answered on the thread that asks, or never.
class SlowKeychain final : public Keychain
{
public:
    void read(const QString &entry, QObject *context,
              std::function<void(Result<SecretBytes>)> handler) override
    {
        asked = QThread::currentThread();
        if (silent)
            return;
        if (blocks) // as one that looks for the message bus does
            mayAnswer.acquire();
        const auto found = entries.find(entry);
        const auto value = std::make_shared<Result<SecretBytes>>(
            found == entries.end() ? Result<SecretBytes>(ErrorCode::VaultKeyMissing)
                                   : Result<SecretBytes>(SecretBytes(found->second)));
        QMetaObject::invokeMethod(
            context, [value, handler] { handler(std::move(*value)); }, Qt::QueuedConnection);
    }
    void write(const QString &entry, const SecretBytes &value, QObject *context,
               std::function<void(const Result<> &)> handler) override
    {
        entries[entry] = value.view().toByteArray();
        QMetaObject::invokeMethod(
            context, [handler] { handler({}); }, Qt::QueuedConnection);
    }
    void remove(const QString &entry, QObject *context,
                std::function<void(const Result<> &)> handler) override
    {
        entries.erase(entry);
        QMetaObject::invokeMethod(
            context, [handler] { handler({}); }, Qt::QueuedConnection);
    }

    std::map<QString, QByteArray> entries;
    std::atomic<QThread *> asked = nullptr;
    bool silent = false;
    bool blocks = false;
    QSemaphore mayAnswer;
};

/// A data file's folder with a provider.
struct DeskWorld
{
    Result<> create(char byte)
    {
        std::optional<Result<>> done;
        keys.create(kName, key(byte), &context, [&](const Result<> &answer) { done = answer; });
        return wait(done);
    }
    Result<> replace(char byte)
    {
        std::optional<Result<>> done;
        keys.replace(kName, key(byte), &context, [&](const Result<> &answer) { done = answer; });
        return wait(done);
    }
    /// The first byte, or the error's code.
    QByteArray load()
    {
        QByteArray found;
        keys.load(kName, &context, [&](const Result<SecretBytes> &answer) {
            found = answer ? answer->view().first(1).toByteArray()
                           : "error " + QByteArray::number(int(answer.error().code));
        });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(!found.isEmpty(), 60'000); }();
        return found;
    }
    static Result<> wait(std::optional<Result<>> &done)
    {
        [&] { QTRY_VERIFY_WITH_TIMEOUT(done.has_value(), 60'000); }();
        return done.value_or(Result<>(ErrorCode::Internal));
    }

    QTemporaryDir folder;
    QString file = DesktopKeyProvider::keyFileOf(folder.filePath(u"shop.orchestratorx"_s));
    SlowKeychain keychain;
    SystemRandom random;
    QObject context;
    DesktopKeyProvider keys{keychain, file, random};
};

QByteArray error(ErrorCode code)
{
    return "error " + QByteArray::number(int(code));
}

} // namespace

/// Which of the two places a key goes to and comes from; and the keychain on its own thread.
class DesktopKeysTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void keychainUnlessAFileNamesTheKey();
    void passphraseIsForgotten();
    void unreadableFileIsStillThePlace();
    void replacedFileIsLaidAside();
    void sampleFileOpensByItself();
    void keychainHasItsOwnThread();
    void silentKeychainEndsWithTheProgram();
};

void DesktopKeysTest::keychainUnlessAFileNamesTheKey()
{
    DeskWorld world;
    QCOMPARE(world.keys.placeOf(kName), KeyPlace::Keychain);
    QVERIFY(world.create('a').has_value());
    QVERIFY(!QFile::exists(world.file));
    QCOMPARE(world.load(), "a"_ba);

    world.keys.use({KeyPlace::KeyFile, SecretBytes("a good passphrase")});
    QVERIFY(world.create('b').has_value());
    QCOMPARE(world.keys.placeOf(kName), KeyPlace::KeyFile);
    QCOMPARE(world.keys.placeOf(u"vlt_b.key_1"_s), KeyPlace::Keychain);
    QCOMPARE(world.load(), "b"_ba);
    world.keys.use({KeyPlace::Keychain, {}});
    QCOMPARE(world.load(), "a"_ba);
}

void DesktopKeysTest::passphraseIsForgotten()
{
    DeskWorld world;
    world.keys.use({KeyPlace::KeyFile, SecretBytes("a good passphrase")});
    QVERIFY(world.create('b').has_value());
    world.keys.forget();
    QCOMPARE(world.load(), error(ErrorCode::VaultKeyMissing)); // nobody asks the file
    world.keys.use({KeyPlace::KeyFile, SecretBytes("a wrong passphrase")});
    QCOMPARE(world.load(), error(ErrorCode::VaultPassphraseWrong));
    world.keys.use({KeyPlace::KeyFile, SecretBytes("short")});
    QCOMPARE(world.load(), error(ErrorCode::VaultPassphraseTooShort));
}

void DesktopKeysTest::unreadableFileIsStillThePlace()
{
    DeskWorld world;
    QFile file(world.file);
    QVERIFY(file.open(QFile::WriteOnly));
    file.write("anything");
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    QCOMPARE(world.keys.placeOf(kName), KeyPlace::KeyFile);
    world.keys.use({KeyPlace::KeyFile, SecretBytes("a good passphrase")});
    QCOMPARE(world.load(), error(ErrorCode::KeyFileUnsafe));
}

void DesktopKeysTest::replacedFileIsLaidAside()
{
    DeskWorld world;
    world.keys.use({KeyPlace::KeyFile, SecretBytes("a passphrase nobody knows")});
    QVERIFY(world.create('b').has_value());
    QFile first(world.file);
    QVERIFY(first.open(QFile::ReadOnly));
    const QByteArray before = first.readAll();
    world.keys.use({KeyPlace::KeyFile, SecretBytes("that of the sheet")});
    QVERIFY(world.replace('c').has_value());
    QCOMPARE(world.load(), "c"_ba);
    QFile aside(world.file + u".replaced"_s);
    QVERIFY(aside.open(QFile::ReadOnly));
    QCOMPARE(aside.readAll(), before);
    // What lies aside is never overwritten: then the error stands.
    world.keys.use({KeyPlace::KeyFile, SecretBytes("yet another passphrase")});
    const Result<> again = world.replace('d');
    QVERIFY(!again.has_value());
    QCOMPARE(again.error().code, ErrorCode::VaultPassphraseWrong);
}

void DesktopKeysTest::sampleFileOpensByItself()
{
    DeskWorld world;
    DesktopKeyProvider sample(world.keychain, world.file, world.random,
                              SecretBytes("everybody knows it"));
    QCOMPARE(sample.placeOf(kName), KeyPlace::SampleFile);
    std::optional<Result<>> done;
    sample.create(kName, key('s'), &world.context, [&](const Result<> &answer) { done = answer; });
    QVERIFY(DeskWorld::wait(done).has_value());
    sample.use({KeyPlace::Keychain, {}}); // has no say
    sample.forget();
    QVERIFY(world.keychain.entries.empty());
    world.keys.use({KeyPlace::KeyFile, SecretBytes("everybody knows it")});
    QCOMPARE(world.load(), "s"_ba);
}

void DesktopKeysTest::keychainHasItsOwnThread()
{
    auto owned = std::make_unique<SlowKeychain>();
    SlowKeychain &slow = *owned;
    slow.entries[kName] = QByteArray(32, 'k');
    slow.blocks = true;
    ThreadedKeychain keychain(std::move(owned));
    QObject context;
    QThread *answered = nullptr;
    // Would hang here if asking waited.
    keychain.read(kName, &context, [&](const Result<SecretBytes> &value) {
        answered = value ? QThread::currentThread() : nullptr;
    });
    slow.mayAnswer.release(2);
    QTRY_VERIFY_WITH_TIMEOUT(answered, 30'000);
    QCOMPARE(answered, QThread::currentThread());
    QVERIFY(slow.asked.load() != QThread::currentThread());
    // Nobody hears of an answer for a context that has gone.
    {
        QObject gone;
        keychain.read(kName, &gone, [](const Result<SecretBytes> &) { QFAIL("not wanted"); });
    }
    bool written = false;
    keychain.write(u"other"_s, key('o'), &context, [&](const Result<> &) { written = true; });
    QTRY_VERIFY_WITH_TIMEOUT(written, 30'000);
}

void DesktopKeysTest::silentKeychainEndsWithTheProgram()
{
    auto owned = std::make_unique<SlowKeychain>();
    SlowKeychain &silent = *owned;
    silent.silent = true;
    auto keychain = std::make_unique<ThreadedKeychain>(std::move(owned));
    KeychainKeyProvider provider(*keychain, 200);
    QObject context;
    QByteArray found;
    provider.load(kName, &context, [&](const Result<SecretBytes> &answer) {
        found = answer ? "a key"_ba : error(answer.error().code);
    });
    QTRY_COMPARE_WITH_TIMEOUT(found, error(ErrorCode::VaultKeyTimeout), 30'000);
    keychain.reset();
}

QTEST_GUILESS_MAIN(DesktopKeysTest)
#include "desktopkeystest.moc"

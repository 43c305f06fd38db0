#include "services/vault/filekeyprovider.h"
#include "services/vault/privatefile.h"
#include "tests/support/await.h"
#include "tests/vault/killedsystemcalls.h"
#include "tests/vault/vaultworld.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <csignal>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

/// Root keys in a file under a passphrase: kept for their owner, never half written, never lost to
/// a wrong passphrase.
class KeyFileTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void keepsKeys();
    void existingKeyIsNotOverwritten();
    void missingFileIsNoNewKey();
    void loopTurnsMeanwhile();
    void contextMayGo();
    void keyfile_perms_data();
    void keyfile_perms();
    void keyfile_symlink();
    void keyfile_wrong_pass();
    void keyfile_params_tampered_data();
    void keyfile_params_tampered();
    void keyfile_kill_on_save();
    void manyKeysFit();
};

namespace {

SecretBytes passphrase(QByteArrayView text = "correct horse battery")
{
    return SecretBytes(text);
}

SecretBytes key(char byte)
{
    return SecretBytes(QByteArray(32, byte));
}

/// A key file in a folder of its own.
struct KeyFileWorld
{
    explicit KeyFileWorld(SecretBytes secret = passphrase())
        : provider(file, std::move(secret), random)
    {
    }

    Result<SecretBytes> load(const QString &name)
    {
        std::optional<Result<SecretBytes>> answer;
        provider.load(name, &context, [&](Result<SecretBytes> key) { answer = std::move(key); });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 60'000))
            return Error{ErrorCode::Internal, {}, u"no answer"_s};
        return std::move(*answer);
    }
    Result<> done(const std::function<void(KeyProvider::DoneHandler)> &call)
    {
        std::optional<Result<>> answer;
        call([&](const Result<> &result) { answer = result; });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 60'000))
            return Error{ErrorCode::Internal, {}, u"no answer"_s};
        return *answer;
    }
    Result<> create(const QString &name, char byte)
    {
        return done([&](auto handler) { provider.create(name, key(byte), &context, handler); });
    }
    Result<> replace(const QString &name, char byte)
    {
        return done([&](auto handler) { provider.replace(name, key(byte), &context, handler); });
    }
    Result<> remove(const QString &name)
    {
        return done([&](auto handler) { provider.remove(name, &context, handler); });
    }
    /// As after create("a", 'a'), without the second that it takes.
    void putPrepared() const
    {
        static const QByteArray prepared = [] {
            SystemRandom source;
            KeyFile::Keys keys;
            keys.emplace(u"a"_s, key('a'));
            return *KeyFile::wrap(keys, passphrase(), source);
        }();
        put(prepared);
    }
    QByteArray contents() const
    {
        QFile target(file);
        return target.open(QFile::ReadOnly) ? target.readAll() : QByteArray();
    }
    void put(const QByteArray &bytes) const
    {
        QFile target(file);
        QVERIFY(target.open(QFile::WriteOnly | QFile::Truncate));
        target.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        target.write(bytes);
    }

    QTemporaryDir folder;
    QString file = folder.filePath(u"vault.keys"_s);
    SystemRandom random;
    QObject context;
    FileKeyProvider provider;
};

/// The sum at the end made to fit again, as somebody would who changes the file on purpose.
QByteArray withSum(const QByteArray &contents)
{
    const QByteArray body = contents.chopped(32);
    return body + QCryptographicHash::hash(body, QCryptographicHash::Sha256);
}

} // namespace

void KeyFileTest::keepsKeys()
{
    KeyFileWorld world;
    QVERIFY(world.create(u"vlt_a.key_1"_s, 'a'));
    QVERIFY(world.create(u"vlt_a.key_2"_s, 'b'));
    QVERIFY(world.load(u"vlt_a.key_1"_s)->sameAs(key('a').view()));
    QVERIFY(world.load(u"vlt_a.key_2"_s)->sameAs(key('b').view()));
    QVERIFY(world.replace(u"vlt_a.key_1"_s, 'c'));
    QVERIFY(world.load(u"vlt_a.key_1"_s)->sameAs(key('c').view()));
    QVERIFY(world.remove(u"vlt_a.key_1"_s));
    QCOMPARE(codeOf(world.load(u"vlt_a.key_1"_s)), ErrorCode::VaultKeyMissing);
    QVERIFY(world.load(u"vlt_a.key_2"_s)->sameAs(key('b').view()));
    QVERIFY(!world.contents().contains(QByteArray(8, 'b')));
    struct stat status = {};
    QCOMPARE(::stat(QFile::encodeName(world.file).constData(), &status), 0);
    QCOMPARE(status.st_mode & 07777, 0600u);
}

void KeyFileTest::existingKeyIsNotOverwritten()
{
    KeyFileWorld world;
    QVERIFY(world.create(u"a"_s, 'a'));
    const QByteArray before = world.contents();
    QCOMPARE(codeOf(world.create(u"a"_s, 'b')), ErrorCode::Duplicate);
    QCOMPARE(world.contents(), before);
}

void KeyFileTest::missingFileIsNoNewKey()
{
    KeyFileWorld world;
    QCOMPARE(codeOf(world.load(u"a"_s)), ErrorCode::VaultKeyMissing);
    QVERIFY(!QFile::exists(world.file));
}

void KeyFileTest::loopTurnsMeanwhile()
{
    KeyFileWorld world;
    world.putPrepared();
    int beats = 0;
    QTimer heartbeat;
    QObject::connect(&heartbeat, &QTimer::timeout, &heartbeat, [&] { ++beats; });
    heartbeat.start(5);
    QElapsedTimer timer;
    timer.start();
    bool isInside = true;
    std::optional<Result<SecretBytes>> answer;
    world.provider.load(u"a"_s, &world.context, [&](Result<SecretBytes> loaded) {
        QVERIFY(!isInside); // through the event loop
        answer = std::move(loaded);
    });
    isInside = false;
    QVERIFY(QTest::qWaitFor([&] { return answer.has_value(); }, 60'000));
    QVERIFY(answer->has_value());
    QVERIFY2(timer.elapsed() > 50, "scrypt costs more than that");
    QVERIFY2(beats >= 3, qPrintable(QString::number(beats)));
}

void KeyFileTest::contextMayGo()
{
    KeyFileWorld world;
    bool called = false;
    auto context = std::make_unique<QObject>();
    world.provider.load(u"a"_s, context.get(), [&](const Result<SecretBytes> &) { called = true; });
    context.reset();
    QCOMPARE(codeOf(world.load(u"a"_s)), ErrorCode::VaultKeyMissing); // behind it in the queue
    QVERIFY(!called);
}

void KeyFileTest::keyfile_perms_data()
{
    QTest::addColumn<QString>("what");
    for (const QString &what : {u"0640"_s, u"0604"_s, u"0660"_s, u"0610"_s, u"0644"_s, u"0601"_s,
                                u"owner"_s, u"second name"_s, u"pipe"_s, u"folder"_s})
        QTest::newRow(qPrintable(what)) << what;
}

void KeyFileTest::keyfile_perms()
{
    QFETCH(const QString, what);
    KeyFileWorld world;
    world.putPrepared();
    const QByteArray path = QFile::encodeName(world.file);
    const QByteArray before = world.contents();
    if (what == "owner"_L1) {
        if (::chown(path.constData(), 4711, 4711) != 0)
            QSKIP("only root can give a file away");
    } else if (what == "second name"_L1) {
        const QByteArray second = path + ".2";
        QCOMPARE(::link(path.constData(), second.constData()), 0);
    } else if (what == "pipe"_L1 || what == "folder"_L1) {
        QVERIFY(QFile::remove(world.file));
        QCOMPARE(what == "pipe"_L1 ? ::mkfifo(path.constData(), 0600)
                                   : ::mkdir(path.constData(), 0700),
                 0);
    } else {
        QCOMPARE(::chmod(path.constData(), static_cast<mode_t>(what.toInt(nullptr, 8))), 0);
    }
    for (int call = 0; call < 2; ++call) {
        const ErrorCode code =
            call == 0 ? codeOf(world.load(u"a"_s)) : codeOf(world.replace(u"a"_s, 'b'));
        QCOMPARE(code, ErrorCode::KeyFileUnsafe);
    }
    if (what != "pipe"_L1 && what != "folder"_L1)
        QCOMPARE(world.contents(), before);
    QCOMPARE(codeOf(writePrivateFile(world.file, "x")), ErrorCode::KeyFileUnsafe);
}

void KeyFileTest::keyfile_symlink()
{
    KeyFileWorld world;
    world.putPrepared();
    const QString elsewhere = world.folder.filePath(u"elsewhere"_s);
    QVERIFY(QFile::rename(world.file, elsewhere));
    QVERIFY(QFile::link(elsewhere, world.file));
    QCOMPARE(codeOf(world.load(u"a"_s)), ErrorCode::KeyFileUnsafe);
    QCOMPARE(codeOf(world.create(u"b"_s, 'b')), ErrorCode::KeyFileUnsafe);
    QCOMPARE(codeOf(writePrivateFile(world.file, "x")), ErrorCode::KeyFileUnsafe);
    QVERIFY(QFileInfo(world.file).isSymLink());
    // A link that leads nowhere is no missing file.
    QVERIFY(QFile::remove(elsewhere));
    QCOMPARE(codeOf(world.create(u"b"_s, 'b')), ErrorCode::KeyFileUnsafe);
    // Nor is one where the new file is to be written followed.
    QVERIFY(QFile::remove(world.file));
    QVERIFY(QFile::link(elsewhere, world.file + u".new"_s));
    QVERIFY(world.create(u"b"_s, 'b'));
    QVERIFY(!QFile::exists(elsewhere));
}

void KeyFileTest::keyfile_wrong_pass()
{
    KeyFileWorld world;
    world.putPrepared();
    const QByteArray before = world.contents();
    FileKeyProvider other(world.file, passphrase("correct horse Battery"), world.random);
    std::optional<ErrorCode> loaded;
    other.load(u"a"_s, &world.context,
               [&](const Result<SecretBytes> &result) { loaded = codeOf(result); });
    std::optional<ErrorCode> created;
    other.create(u"b"_s, key('b'), &world.context,
                 [&](const Result<> &result) { created = codeOf(result); });
    QVERIFY(QTest::qWaitFor([&] { return loaded && created; }, 60'000));
    QCOMPARE(*loaded, ErrorCode::VaultPassphraseWrong);
    QCOMPARE(*created, ErrorCode::VaultPassphraseWrong);
    QCOMPARE(world.contents(), before);
    QVERIFY(world.load(u"a"_s));

    KeyFileWorld shortOne(passphrase("11letters.."));
    QCOMPARE(codeOf(shortOne.create(u"a"_s, 'a')), ErrorCode::VaultPassphraseTooShort);
    QVERIFY(!QFile::exists(shortOne.file));
}

void KeyFileTest::keyfile_params_tampered_data()
{
    QTest::addColumn<int>("at");
    QTest::addColumn<int>("value"); // -1: another one
    QTest::addColumn<bool>("sumFits");
    QTest::addColumn<ErrorCode>("code");
    const auto damaged = ErrorCode::KeyFileDamaged;
    const auto wrong = ErrorCode::VaultPassphraseWrong;
    QTest::newRow("magic") << 0 << -1 << true << damaged;
    QTest::newRow("cheaper N") << 8 << 10 << true << damaged;
    QTest::newRow("N of nothing") << 8 << 0 << true << damaged;
    QTest::newRow("dearer N") << 8 << 18 << true << wrong;
    QTest::newRow("N that stops the machine") << 8 << 40 << true << damaged;
    QTest::newRow("r") << 9 << 1 << true << damaged;
    QTest::newRow("p") << 10 << 2 << true << wrong;
    QTest::newRow("p that stops the machine") << 10 << 255 << true << damaged;
    QTest::newRow("salt") << 11 << -1 << true << wrong;
    QTest::newRow("count") << 27 << 2 << true << damaged;
    QTest::newRow("name length") << 28 << 200 << true << damaged;
    QTest::newRow("name") << 29 << -1 << true << wrong;
    QTest::newRow("nonce") << 30 << -1 << true << wrong;
    QTest::newRow("wrapped key") << 45 << -1 << true << wrong;
    QTest::newRow("tag") << 89 << -1 << true << wrong;
    QTest::newRow("a byte, unnoticed by nobody") << 45 << -1 << false << damaged;
}

void KeyFileTest::keyfile_params_tampered()
{
    QFETCH(const int, at);
    QFETCH(const int, value);
    QFETCH(const bool, sumFits);
    QFETCH(const ErrorCode, code);
    KeyFileWorld world;
    world.putPrepared();
    QByteArray changed = world.contents();
    QCOMPARE(changed.size(), 8 + 3 + 16 + 1 + 1 + 1 + 12 + 32 + 16 + 32);
    changed[at] = static_cast<char>(value < 0 ? changed.at(at) ^ 1 : value);
    if (sumFits)
        changed = withSum(changed);
    world.put(changed);
    QCOMPARE(codeOf(world.load(u"a"_s)), code);
    QCOMPARE(codeOf(world.create(u"b"_s, 'b')), code);
    QCOMPARE(world.contents(), changed); // left as it is
    for (const qsizetype size : {qsizetype(0), qsizetype(10), changed.size() - 1}) {
        world.put(changed.first(size));
        QCOMPARE(codeOf(world.load(u"a"_s)), ErrorCode::KeyFileDamaged);
    }
    world.put(QByteArray(100'000, 'x'));
    QCOMPARE(codeOf(world.load(u"a"_s)), ErrorCode::KeyFileDamaged);
}

void KeyFileTest::keyfile_kill_on_save()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"vault.keys"_s);
    QByteArray current("old contents, which are there in whole");
    QVERIFY(writePrivateFile(file, current));
    int kills = 0;
    int changes = 0;
    for (int step = 1; step < 50; ++step) {
        const QByteArray next = "new contents " + QByteArray::number(step) + QByteArray(500, '.');
        const pid_t child = ::fork();
        if (child == 0) {
            dieAtSystemCall(step);
            const bool written = writePrivateFile(file, next).has_value();
            ::_exit(written ? 0 : 1);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        const Result<QByteArray> kept = readPrivateFile(file, 10'000);
        QVERIFY2(kept, "the file is gone");
        QVERIFY2(*kept == current || *kept == next, kept->constData());
        changes += *kept == next ? 1 : 0;
        current = *kept;
        if (!WIFSIGNALED(status)) {
            QCOMPARE(status, 0);
            QCOMPARE(*kept, next);
            break;
        }
        ++kills;
    }
    QVERIFY2(kills >= 6, qPrintable(QString::number(kills)));
    QVERIFY2(changes >= 2, "killed after the rename, the new one is there");
    // What was left beside it is no obstacle.
    QVERIFY(writePrivateFile(file, "again"));
    QCOMPARE(*readPrivateFile(file, 100), "again"_ba);
    QVERIFY(!QFile::exists(file + u".new"_s));
}

void KeyFileTest::manyKeysFit()
{
    SystemRandom random;
    KeyFile::Keys keys;
    for (int i = 0; i < KeyFile::kMostKeys; ++i)
        keys.emplace(u"vlt_%1."_s.arg(i) + QString(40, u'k'), key(static_cast<char>(i)));
    const Result<QByteArray> contents = KeyFile::wrap(keys, passphrase(), random);
    QVERIFY(contents);
    QVERIFY(contents->size() <= KeyFile::kLongest);
    QCOMPARE(KeyFile::unwrap(*contents, passphrase())->size(), keys.size());
    keys.emplace(u"one more"_s, key('x'));
    QCOMPARE(codeOf(KeyFile::wrap(keys, passphrase(), random)), ErrorCode::TooLong);
}

QTEST_GUILESS_MAIN(KeyFileTest)
#include "keyfiletest.moc"

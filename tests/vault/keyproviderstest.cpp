#include "services/vault/keychainkeyprovider.h"
#include "services/vault/rootkeys.h"
#include "tests/vault/vaultworld.h"

#include <QMap>
#include <QPointer>
#include <QTest>
#include <QTimer>

#include <vector>

using namespace Qt::StringLiterals;

/// What the keychain key provider makes of each answer, and of none; and how the keys of a vault
/// are gathered.
class KeyProvidersTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void errorsNeverMakeAKey_data();
    void errorsNeverMakeAKey();
    void createReadsWritesReads();
    void writeThatFailsIsSaid();
    void readBackIsCompared_data();
    void readBackIsCompared();
    void lateAnswersAreDropped();
    void lateReadDoesNotWrite();
    void contextMayGo();
    void rootKeysAreGathered();
    void newestKeyDecides();
};

namespace {

SecretBytes key(char byte)
{
    return SecretBytes(QByteArray(32, byte));
}

/// Entries in memory. Answers through the event loop, or only when it is let go on.
class FakeKeychain final : public Keychain
{
public:
    void read(const QString &entry, QObject *context,
              std::function<void(Result<SecretBytes>)> handler) override
    {
        log.append(u"read"_s);
        later(context, [this, entry, handler = std::move(handler)] {
            if (readError)
                return handler(Error{*readError});
            if (!entries.contains(entry))
                return handler(Error{ErrorCode::VaultKeyMissing});
            handler(SecretBytes(entries.value(entry)));
        });
    }
    void write(const QString &entry, const SecretBytes &value, QObject *context,
               std::function<void(const Result<> &)> handler) override
    {
        log.append(u"write"_s);
        if (!writeError)
            entries.insert(entry, keepsInstead.value_or(value.view().toByteArray()));
        if (losesIt)
            entries.remove(entry);
        later(context, [this, handler = std::move(handler)] {
            handler(writeError ? Result<>(Error{*writeError}) : Result<>());
        });
    }
    void remove(const QString &entry, QObject *context,
                std::function<void(const Result<> &)> handler) override
    {
        log.append(u"remove"_s);
        entries.remove(entry);
        later(context, [handler = std::move(handler)] { handler({}); });
    }
    void goOn()
    {
        holds = false;
        for (const auto &answer : std::exchange(m_held, {}))
            answer();
    }

    QMap<QString, QByteArray> entries;
    QStringList log;
    std::optional<ErrorCode> readError;
    std::optional<ErrorCode> writeError;
    std::optional<QByteArray> keepsInstead;
    bool losesIt = false;
    bool holds = false;

private:
    void later(QObject *context, std::function<void()> answer)
    {
        const auto guarded = [context = QPointer<QObject>(context), answer] {
            if (context)
                answer();
        };
        if (holds)
            m_held.push_back(guarded);
        else
            QTimer::singleShot(0, context, guarded);
    }

    std::vector<std::function<void()>> m_held;
};

struct KeychainWorld
{
    /// What a call of the provider answers, and how often.
    ErrorCode created(char byte = 'a')
    {
        std::optional<ErrorCode> code;
        provider.create(u"name"_s, key(byte), &context,
                        [&](const Result<> &result) { code = codeOf(result); });
        static_cast<void>(QTest::qWaitFor([&] { return code.has_value(); }, 30'000));
        return code.value_or(ErrorCode::Busy);
    }

    FakeKeychain keychain;
    QObject context;
    KeychainKeyProvider provider{keychain, 300};
};

} // namespace

void KeyProvidersTest::errorsNeverMakeAKey_data()
{
    QTest::addColumn<ErrorCode>("error");
    QTest::newRow("denied") << ErrorCode::VaultKeyDenied;
    QTest::newRow("broken") << ErrorCode::VaultKeychainError;
}

void KeyProvidersTest::errorsNeverMakeAKey()
{
    QFETCH(const ErrorCode, error);
    KeychainWorld world;
    world.keychain.readError = error;
    QCOMPARE(world.created(), error);
    QCOMPARE(world.keychain.log, QStringList({u"read"_s}));
    QVERIFY(world.keychain.entries.isEmpty());
}

void KeyProvidersTest::createReadsWritesReads()
{
    KeychainWorld world;
    QCOMPARE(world.created(), ErrorCode::Internal);
    QCOMPARE(world.keychain.log, QStringList({u"read"_s, u"write"_s, u"read"_s}));
    QCOMPARE(world.created('b'), ErrorCode::Duplicate);
    QCOMPARE(world.keychain.entries.value(u"name"_s), QByteArray(32, 'a'));
}

void KeyProvidersTest::writeThatFailsIsSaid()
{
    KeychainWorld world;
    world.keychain.writeError = ErrorCode::VaultKeyDenied;
    QCOMPARE(world.created(), ErrorCode::VaultKeyDenied);
    QVERIFY(world.keychain.entries.isEmpty());
}

void KeyProvidersTest::readBackIsCompared_data()
{
    QTest::addColumn<QByteArray>("kept"); // empty: nothing
    QTest::newRow("another key") << QByteArray(32, 'x');
    QTest::newRow("the last bit") << QByteArray(QByteArray(31, 'a') + '`');
    QTest::newRow("less") << QByteArray(31, 'a');
    QTest::newRow("more") << QByteArray(33, 'a');
    QTest::newRow("nothing") << QByteArray();
}

void KeyProvidersTest::readBackIsCompared()
{
    QFETCH(const QByteArray, kept);
    KeychainWorld world;
    world.keychain.keepsInstead = kept;
    world.keychain.losesIt = kept.isEmpty();
    QCOMPARE(world.created(), ErrorCode::VaultKeyNotKept);
}

void KeyProvidersTest::lateAnswersAreDropped()
{
    KeychainWorld world;
    world.keychain.entries.insert(u"name"_s, QByteArray(32, 'a'));
    world.keychain.holds = true;
    QList<ErrorCode> codes;
    world.provider.load(u"name"_s, &world.context,
                        [&](const Result<SecretBytes> &result) { codes.append(codeOf(result)); });
    QTRY_COMPARE(codes, QList<ErrorCode>({ErrorCode::VaultKeyTimeout}));
    world.keychain.goOn();
    QTest::qWait(50);
    QCOMPARE(codes.size(), 1);
    // And the next call is not disturbed by it.
    world.provider.load(u"name"_s, &world.context,
                        [&](const Result<SecretBytes> &result) { codes.append(codeOf(result)); });
    QTRY_COMPARE(codes.size(), 2);
    QCOMPARE(codes.last(), ErrorCode::Internal);
}

void KeyProvidersTest::lateReadDoesNotWrite()
{
    KeychainWorld world;
    world.keychain.holds = true;
    QCOMPARE(world.created(), ErrorCode::VaultKeyTimeout);
    world.keychain.goOn();
    QTest::qWait(50);
    QCOMPARE(world.keychain.log, QStringList({u"read"_s}));
    QVERIFY(world.keychain.entries.isEmpty());
}

void KeyProvidersTest::contextMayGo()
{
    KeychainWorld world;
    bool called = false;
    auto context = std::make_unique<QObject>();
    world.provider.load(u"name"_s, context.get(),
                        [&](const Result<SecretBytes> &) { called = true; });
    world.provider.create(u"other"_s, key('a'), context.get(),
                          [&](const Result<> &) { called = true; });
    context.reset();
    QTest::qWait(400); // past the deadline
    QVERIFY(!called);
    QVERIFY(!world.keychain.log.contains(u"write"_s));
}

void KeyProvidersTest::rootKeysAreGathered()
{
    VaultWorld vault;
    vault.rotate();
    KeychainWorld world;
    for (const VaultKeyGeneration &generation : vault.header.generations)
        world.keychain.entries.insert(generation.keyName,
                                      vault.keys.at(generation.number).view().toByteArray());
    std::optional<Result<RootKeys>> loaded;
    const auto load = [&] {
        loaded.reset();
        loadRootKeys(world.provider, vault.header, &world.context,
                     [&](Result<RootKeys> keys) { loaded = std::move(keys); });
        return QTest::qWaitFor([&] { return loaded.has_value(); }, 30'000);
    };
    QVERIFY(load());
    QVERIFY(*loaded);
    QCOMPARE((*loaded)->size(), size_t(2));
    QVERIFY(vault.vault.unlock(vault.header, **loaded));
    // An older one that is not there is left out.
    world.keychain.entries.remove(vault.header.generations.first().keyName);
    QVERIFY(load());
    QVERIFY(*loaded);
    QCOMPARE((*loaded)->size(), size_t(1));
    QVERIFY(vault.vault.unlock(vault.header, **loaded));
}

void KeyProvidersTest::newestKeyDecides()
{
    VaultWorld vault;
    vault.rotate();
    KeychainWorld world;
    world.keychain.entries.insert(vault.header.generations.first().keyName, QByteArray(32, 'a'));
    std::optional<ErrorCode> code;
    loadRootKeys(world.provider, vault.header, &world.context,
                 [&](const Result<RootKeys> &keys) { code = codeOf(keys); });
    QTRY_VERIFY(code.has_value());
    QCOMPARE(*code, ErrorCode::VaultKeyMissing);
    QCOMPARE(world.keychain.log, QStringList({u"read"_s}));
}

QTEST_GUILESS_MAIN(KeyProvidersTest)
#include "keyproviderstest.moc"

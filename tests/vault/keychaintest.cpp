#include "services/core/result.h"
#include "tests/support/seed.h"
#include "tests/vault/keyringsession.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;

/// The keychain key provider against a real gnome-keyring on a bus of its own. Whatever the
/// keychain does, the answer comes in time, the event loop turns meanwhile, and no key is ever made
/// anew.
class KeychainTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void keepsKeys();
    void existingKeyIsNotOverwritten();
    void kc_locked();
    void kc_missing();
    void kc_denied();
    void kc_no_bus_data();
    void kc_no_bus();
    void kc_no_daemon();
    void kc_hangs();
    void kc_readback_differs();
    void strangeEntryIsNoKey();
    void nothingOfTheKeyStaysInMemory();

private:
    void expectLoopTurned(const QByteArrayList &lines);

    const QString m_name = u"vlt_a.key_1"_s;
    const QString m_key = QString::fromLatin1(QByteArray(32, '\x5c').toHex());
};

namespace {

/// Whether the last line tells of that error.
bool isError(const QByteArrayList &lines, ErrorCode code)
{
    const QByteArrayList words = lines.constLast().split(' ');
    return words.constFirst() == "error" && words.value(1).toInt() == static_cast<int>(code);
}

} // namespace

/// A call that waits for the bus blocks for 25 s; a busy machine may take a part of 5.
void KeychainTest::expectLoopTurned(const QByteArrayList &lines)
{
    QVERIFY(lines.size() >= 2);
    const int gap = lines.at(lines.size() - 2).mid(4).toInt();
    QVERIFY2(gap < 5'000, lines.at(lines.size() - 2).constData());
}

void KeychainTest::initTestCase()
{
    testSeed();
    KeyringSession session;
    QVERIFY2(session.isRunning(), "dbus-daemon is needed");
    QVERIFY2(session.startKeyring("password"), "gnome-keyring-daemon is needed");
}

void KeychainTest::keepsKeys()
{
    KeyringSession session;
    QVERIFY(session.startKeyring("password"));
    const auto created = session.drive({u"create"_s, m_name, m_key});
    QCOMPARE(created.constLast(), "done"_ba);
    expectLoopTurned(created);
    QCOMPARE(session.drive({u"load"_s, m_name}).constLast(), "key " + m_key.toLatin1());
    const QString other(64, u'b');
    QCOMPARE(session.drive({u"replace"_s, m_name, other}).constLast(), "done"_ba);
    QCOMPARE(session.drive({u"load"_s, m_name}).constLast(), "key " + other.toLatin1());
    QCOMPARE(session.drive({u"remove"_s, m_name}).constLast(), "done"_ba);
    QVERIFY(isError(session.drive({u"load"_s, m_name}), ErrorCode::VaultKeyMissing));
    QCOMPARE(session.drive({u"remove"_s, m_name}).constLast(), "done"_ba);
}

void KeychainTest::existingKeyIsNotOverwritten()
{
    KeyringSession session;
    QVERIFY(session.startKeyring("password"));
    QCOMPARE(session.drive({u"create"_s, m_name, m_key}).constLast(), "done"_ba);
    QVERIFY(isError(session.drive({u"create"_s, m_name, QString(64, u'b')}), ErrorCode::Duplicate));
    QCOMPARE(session.drive({u"load"_s, m_name}).constLast(), "key " + m_key.toLatin1());
}

void KeychainTest::kc_locked()
{
    KeyringSession session;
    QVERIFY(session.startKeyring("password"));
    QCOMPARE(session.drive({u"create"_s, m_name, m_key}).constLast(), "done"_ba);
    QVERIFY(session.startLocked());
    // A locked Secret Service says what a missing entry says.
    const auto loaded = session.drive({u"load"_s, m_name});
    QVERIFY2(isError(loaded, ErrorCode::VaultKeyMissing), loaded.constLast().constData());
    expectLoopTurned(loaded);
    // Not even who takes that for a missing entry, and wants a new key, gets one.
    QVERIFY(isError(session.drive({u"create"_s, m_name, QString(64, u'b')}),
                    ErrorCode::VaultKeyDenied));
    QVERIFY(session.startKeyring("password"));
    QCOMPARE(session.drive({u"load"_s, m_name}).constLast(), "key " + m_key.toLatin1());
}

void KeychainTest::kc_missing()
{
    KeyringSession session;
    QVERIFY(session.startKeyring("password"));
    for (int again = 0; again < 2; ++again) { // asking makes nothing
        const auto loaded = session.drive({u"load"_s, m_name, u"--times"_s, u"3"_s});
        QVERIFY(isError(loaded, ErrorCode::VaultKeyMissing));
        expectLoopTurned(loaded);
    }
}

void KeychainTest::kc_denied()
{
    // By the keychain: nobody unlocked it, and the question whether to do so was not answered.
    KeyringSession locked;
    QVERIFY(locked.startKeyring("password"));
    QVERIFY(locked.startLocked());
    const auto created = locked.drive({u"create"_s, m_name, m_key});
    QVERIFY2(isError(created, ErrorCode::VaultKeyDenied), created.constLast().constData());
    expectLoopTurned(created);
    QVERIFY(locked.startKeyring("password"));
    QVERIFY(isError(locked.drive({u"load"_s, m_name}), ErrorCode::VaultKeyMissing));

    // By the bus: QtKeychain has no code for that, so the text says it.
    KeyringSession refused(KeyringSession::Policy::NoSecrets);
    QVERIFY(refused.startKeyring("password"));
    const auto loaded = refused.drive({u"load"_s, m_name});
    QVERIFY2(isError(loaded, ErrorCode::VaultKeychainError), loaded.constLast().constData());
    QVERIFY(loaded.constLast().size() > 20);
    QVERIFY(!refused.drive({u"create"_s, m_name, m_key}).constLast().startsWith("done"));
}

void KeychainTest::kc_no_bus_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("nobody there") << u"unix:path=/nonexistent/bus"_s;
    QTest::newRow("no address") << u"nonsense"_s;
}

void KeychainTest::kc_no_bus()
{
    QFETCH(const QString, address);
    KeyringSession session;
    session.setAddress(address);
    for (const QString &call : {u"load"_s, u"create"_s, u"replace"_s, u"remove"_s}) {
        const auto lines = session.drive({call, m_name, m_key});
        QVERIFY2(isError(lines, ErrorCode::VaultKeychainError), lines.constLast().constData());
        expectLoopTurned(lines);
    }
}

void KeychainTest::kc_no_daemon()
{
    KeyringSession session;
    const auto loaded = session.drive({u"load"_s, m_name});
    QVERIFY2(isError(loaded, ErrorCode::VaultKeychainError), loaded.constLast().constData());
    expectLoopTurned(loaded);
    QVERIFY(isError(session.drive({u"create"_s, m_name, m_key}), ErrorCode::VaultKeychainError));
}

void KeychainTest::kc_hangs()
{
    KeyringSession session;
    QVERIFY(session.startKeyring("password"));
    QCOMPARE(session.drive({u"create"_s, m_name, m_key}).constLast(), "done"_ba);
    session.freezeKeyring();
    for (const QString &call : {u"load"_s, u"create"_s, u"replace"_s, u"remove"_s}) {
        QElapsedTimer timer;
        timer.start();
        // The second call waits behind the first, which cannot be called off; it ends in time too.
        const auto lines = session.drive(
            {call, m_name, QString(64, u'b'), u"--deadline"_s, u"1000"_s, u"--times"_s, u"2"_s});
        QVERIFY2(isError(lines, ErrorCode::VaultKeyTimeout), lines.constLast().constData());
        expectLoopTurned(lines);
        QVERIFY2(timer.elapsed() >= 1'900, "both deadlines must have passed");
    }
    session.thawKeyring();
    const auto loaded = session.drive({u"load"_s, m_name});
    // What timed out may have arrived: the frozen daemon finds "replace" and "remove" in its queue.
    QVERIFY2(loaded.constLast().startsWith("key ") || isError(loaded, ErrorCode::VaultKeyMissing),
             loaded.constLast().constData());
}

void KeychainTest::kc_readback_differs()
{
    KeyringSession session;
    QVERIFY(session.startKeyring("password"));
    for (const QString &call : {u"create"_s, u"replace"_s}) {
        const auto lines = session.drive({call, m_name, m_key, u"--meddle"_s});
        QVERIFY2(isError(lines, ErrorCode::VaultKeyNotKept), lines.constLast().constData());
        expectLoopTurned(lines);
    }
}

void KeychainTest::strangeEntryIsNoKey()
{
    KeyringSession session;
    QVERIFY(session.startKeyring("password"));
    // Another program's entry under our name: 16 bytes are no root key.
    QCOMPARE(session.drive({u"create"_s, m_name, QString(32, u'c')}).constLast(), "done"_ba);
    QVERIFY(isError(session.drive({u"load"_s, m_name}), ErrorCode::VaultKeyWrong));
    QVERIFY(isError(session.drive({u"create"_s, m_name, m_key}), ErrorCode::Duplicate));
}

void KeychainTest::nothingOfTheKeyStaysInMemory()
{
    KeyringSession session;
    QVERIFY(session.startKeyring("password"));
    const QString key = u"00112233445566778899aabbccddeeff0123456789abcdeffedcba9876543210"_s;
    QCOMPARE(session.drive({u"create"_s, m_name, key}).constLast(), "done"_ba);
    const auto lines = session.drive({u"load"_s, m_name, u"--scan"_s});
    QVERIFY2(lines.constFirst().mid(7).toInt() > 0, "the scan does not see what is there");
    QCOMPARE(lines.constLast(), "places 0"_ba);
}

QTEST_GUILESS_MAIN(KeychainTest)
#include "keychaintest.moc"

// A program for the keychain tests: one call of the key provider on the real keychain of the bus it
// is given. Prints "done", "key HEX" or "error NUMBER DETAIL", and before it "gap MS": the longest
// time in which the event loop did not turn.
//   keychaindriver load|create|replace|remove NAME [KEY AS HEX] [--deadline MS] [--meddle]
//                  [--times N] [--scan]
// With --scan a loaded key is forgotten again, and what is left of it in memory is counted:
// "places N", after "before N".

#include "services/vault/keychainkeyprovider.h"
#include "services/vault/systemkeychain.h"
#include "tests/support/memoryscan.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

/// The real keychain, but somebody else writes to an entry right after us.
class MeddledKeychain final : public Keychain
{
public:
    explicit MeddledKeychain(Keychain &real) : m_real(real) {}

    void read(const QString &entry, QObject *context,
              std::function<void(Result<SecretBytes>)> handler) override
    {
        m_real.read(entry, context, std::move(handler));
    }
    void write(const QString &entry, const SecretBytes &value, QObject *context,
               std::function<void(const Result<> &)> handler) override
    {
        const auto meddle = [this, entry, context, handler](const Result<> &) {
            m_real.write(entry, SecretBytes(QByteArray(32, 'm')), context, handler);
        };
        m_real.write(entry, value, context, meddle);
    }
    void remove(const QString &entry, QObject *context,
                std::function<void(const Result<> &)> handler) override
    {
        m_real.remove(entry, context, std::move(handler));
    }

private:
    Keychain &m_real;
};

struct Call
{
    QString what;
    QString name;
    QByteArray key;
    int timesLeft = 1;
    bool scan = false;
};

class Driver : public QObject
{
public:
    Driver(KeyProvider &provider, const Call &call) : m_provider(provider), m_call(call)
    {
        // The loop turns every 5 ms unless something blocks it.
        m_heartbeat.setTimerType(Qt::PreciseTimer);
        connect(&m_heartbeat, &QTimer::timeout, this,
                [this] { m_gap = qMax(m_gap, m_sinceBeat.restart()); });
        m_heartbeat.start(5);
        m_sinceBeat.start();
    }

    void start()
    {
        const auto done = [this](const Result<> &result) {
            end(result ? "done"_ba : textOf(result.error()));
        };
        const SecretBytes key(m_call.key);
        if (m_call.what == "create"_L1)
            m_provider.create(m_call.name, key, this, done);
        else if (m_call.what == "replace"_L1)
            m_provider.replace(m_call.name, key, this, done);
        else if (m_call.what == "remove"_L1)
            m_provider.remove(m_call.name, this, done);
        else
            m_provider.load(m_call.name, this, [this](Result<SecretBytes> loaded) {
                if (loaded && m_call.scan)
                    return forget(std::move(*loaded));
                end(loaded ? "key " + loaded->view().toByteArray().toHex()
                           : textOf(loaded.error()));
            });
    }

private:
    static QByteArray textOf(const Error &error)
    {
        return "error " + QByteArray::number(static_cast<int>(error.code)) + ' '
               + error.detail.toUtf8();
    }

    /// Counts once the keychain's own job has gone too.
    void forget(SecretBytes key)
    {
        const auto scan = std::make_shared<MemoryScan>(key.view());
        std::printf("before %d\n", scan->places());
        key.clear();
        QTimer::singleShot(100, this,
                           [this, scan] { end("places " + QByteArray::number(scan->places())); });
    }

    void end(const QByteArray &line)
    {
        m_gap = qMax(m_gap, m_sinceBeat.elapsed());
        std::printf("gap %lld\n%s\n", static_cast<long long>(m_gap), line.constData());
        std::fflush(stdout);
        if (--m_call.timesLeft > 0)
            return start();
        QCoreApplication::quit();
    }

    KeyProvider &m_provider;
    Call m_call;
    QTimer m_heartbeat;
    QElapsedTimer m_sinceBeat;
    qint64 m_gap = 0;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QCommandLineOption deadline(u"deadline"_s, {}, u"ms"_s, u"20000"_s);
    const QCommandLineOption times(u"times"_s, {}, u"n"_s, u"1"_s);
    const QCommandLineOption meddle(u"meddle"_s);
    const QCommandLineOption scan(u"scan"_s);
    QCommandLineParser parser;
    parser.addOptions({deadline, times, meddle, scan});
    parser.process(application);
    const QStringList words = parser.positionalArguments();
    if (words.size() < 2)
        return 2;
    SystemKeychain system(u"OrchestratorX test"_s);
    MeddledKeychain meddled(system);
    Keychain &keychain = parser.isSet(meddle) ? static_cast<Keychain &>(meddled) : system;
    KeychainKeyProvider provider(keychain, parser.value(deadline).toInt());
    Driver driver(provider,
                  {words.at(0), words.at(1), QByteArray::fromHex(words.value(2).toLatin1()),
                   parser.value(times).toInt(), parser.isSet(scan)});
    driver.start();
    return QCoreApplication::exec();
}

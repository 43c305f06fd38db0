#include "tests/vault/keyringsession.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDir>
#include <QFile>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000;

// No folders of services: nothing but what the test starts may come up on this bus.
constexpr char kBusConfiguration[] =
    R"(<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=%1/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
    %2
  </policy>
</busconfig>
)";

} // namespace

KeyringSession::KeyringSession(Policy policy)
{
    for (const QString &name : {u"data"_s, u"run"_s, u"config"_s, u"cache"_s}) {
        QDir(m_folder.path()).mkdir(name);
        QFile::setPermissions(m_folder.filePath(name),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    QFile file(m_folder.filePath(u"bus.conf"_s));
    const QString rule = policy == Policy::NoSecrets
                             ? u"<deny send_destination=\"org.freedesktop.secrets\"/>"_s
                             : QString();
    if (!file.open(QFile::WriteOnly))
        return;
    file.write(QString::fromUtf8(kBusConfiguration).arg(m_folder.path(), rule).toUtf8());
    file.close();
    m_bus.start(u"dbus-daemon"_s, {u"--config-file="_s + file.fileName(), u"--nofork"_s,
                                   u"--nopidfile"_s, u"--print-address=1"_s});
    QByteArray said;
    const auto hasAddress = [&] {
        said += m_bus.readAllStandardOutput();
        return said.contains('\n') || m_bus.state() == QProcess::NotRunning;
    };
    if (QTest::qWaitFor(hasAddress, kPatienceMs) && said.contains('\n'))
        m_address = QString::fromUtf8(said.trimmed());
}

KeyringSession::~KeyringSession()
{
    stopKeyring();
    m_bus.kill();
    m_bus.waitForFinished();
}

QProcessEnvironment KeyringSession::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, m_address);
    environment.insert(u"HOME"_s, m_folder.path());
    environment.insert(u"XDG_DATA_HOME"_s, m_folder.filePath(u"data"_s));
    environment.insert(u"XDG_RUNTIME_DIR"_s, m_folder.filePath(u"run"_s));
    environment.insert(u"XDG_CONFIG_HOME"_s, m_folder.filePath(u"config"_s));
    environment.insert(u"XDG_CACHE_HOME"_s, m_folder.filePath(u"cache"_s));
    for (const QString &name :
         {u"GNOME_KEYRING_CONTROL"_s, u"KDE_SESSION_VERSION"_s, u"KDE_FULL_SESSION"_s,
          u"DESKTOP_SESSION"_s, u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_LOGGING_RULES"_s})
        environment.remove(name);
    environment.insert(u"XDG_CURRENT_DESKTOP"_s, u"GNOME"_s);
    environment.insert(u"QT_LOGGING_RULES"_s, u"*.debug=false"_s); // QtKeychain tells its steps
    return environment;
}

bool KeyringSession::startKeyring(const QByteArray &password)
{
    stopKeyring();
    m_keyring = std::make_unique<QProcess>();
    m_keyring->setProcessEnvironment(environment());
    m_keyring->setProcessChannelMode(QProcess::MergedChannels);
    QStringList arguments{u"--foreground"_s, u"--components=secrets"_s};
    if (!password.isEmpty())
        arguments.append(u"--unlock"_s);
    m_keyring->start(u"gnome-keyring-daemon"_s, arguments);
    m_keyring->write(password);
    m_keyring->closeWriteChannel();
    return waitForName(true);
}

void KeyringSession::stopKeyring()
{
    if (!m_keyring)
        return;
    thawKeyring();
    m_keyring->terminate();
    if (!m_keyring->waitForFinished(kPatienceMs)) {
        m_keyring->kill();
        m_keyring->waitForFinished();
    }
    m_keyring.reset();
    waitForName(false);
}

void KeyringSession::freezeKeyring() const
{
    ::kill(static_cast<pid_t>(m_keyring->processId()), SIGSTOP);
}

void KeyringSession::thawKeyring() const
{
    if (m_keyring && m_keyring->processId() > 0)
        ::kill(static_cast<pid_t>(m_keyring->processId()), SIGCONT);
}

bool KeyringSession::waitForName(bool owned) const
{
    const QString name = u"keyring session %1"_s.arg(m_address);
    bool matches = false;
    {
        const QDBusConnection bus = QDBusConnection::connectToBus(m_address, name);
        matches = bus.isConnected()
                  && QTest::qWaitFor(
                      [&] {
                          const QDBusReply<bool> has =
                              bus.interface()->isServiceRegistered(u"org.freedesktop.secrets"_s);
                          return has.isValid() && has.value() == owned;
                      },
                      kPatienceMs);
    }
    QDBusConnection::disconnectFromBus(name);
    return matches;
}

QByteArrayList KeyringSession::drive(const QStringList &arguments) const
{
    QProcess driver;
    driver.setProcessEnvironment(environment());
    driver.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    driver.start(QStringLiteral(OX_KEYCHAINDRIVER), arguments);
    if (!driver.waitForFinished(2 * kPatienceMs)) {
        driver.kill();
        driver.waitForFinished();
        return {"the driver did not end"};
    }
    return driver.readAllStandardOutput().trimmed().split('\n');
}

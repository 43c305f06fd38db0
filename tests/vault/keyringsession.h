#pragma once

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

/// A private message bus with, when wanted, a real gnome-keyring on it, in folders of its own. Its
/// default collection outlives the daemon, so that it can come back locked.
class KeyringSession
{
public:
    enum class Policy {
        Open,
        NoSecrets, ///< the bus refuses every message to the keychain
    };

    explicit KeyringSession(Policy policy = Policy::Open);
    ~KeyringSession();
    KeyringSession(const KeyringSession &) = delete;
    KeyringSession &operator=(const KeyringSession &) = delete;

    bool isRunning() const { return !m_address.isEmpty(); }
    /// Starts the keychain; with the password it opens its default collection, or makes it.
    bool startKeyring(const QByteArray &password);
    bool startLocked() { return startKeyring({}); }
    void stopKeyring();
    /// The daemon owns its name and answers nothing until it is thawed.
    void freezeKeyring() const;
    void thawKeyring() const;
    /// A daemon that is just started may need a moment: true when the name is owned.
    bool waitForName(bool owned) const;

    /// What the keychain driver prints, as lines, when it is run on this bus.
    QByteArrayList drive(const QStringList &arguments) const;
    QProcessEnvironment environment() const;
    void setAddress(const QString &address) { m_address = address; }

private:
    QTemporaryDir m_folder;
    QString m_address;
    QProcess m_bus;
    std::unique_ptr<QProcess> m_keyring;
};

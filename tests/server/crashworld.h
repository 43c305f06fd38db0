#pragma once

#include "tests/support/serverprocess.h"

#include <QJsonObject>
#include <QProcess>

/// A bank with a ledger and a server that may be killed, each a process of its own.
class CrashWorld
{
public:
    CrashWorld(const QString &server, const QString &bank);
    ~CrashWorld();
    CrashWorld(const CrashWorld &) = delete;
    CrashWorld &operator=(const CrashWorld &) = delete;

    /// Starts the bank and makes the server's file; the server itself is not started.
    bool prepare();
    ServerProcess &server() { return m_server; }

    /// How often the bank did that, so far.
    int effects(const QString &kind);
    /// The address that the bank sends the shopper back to, once he approved on its page.
    QUrl approve(const QUrl &challenge);

    /// Starts the server, dying at `point`, makes the call and waits for the end; false when it
    /// did not die. A point that only some runs come to may leave it running: it is killed then.
    bool dieAt(const QByteArray &point, const QByteArray &method, const QString &path,
               const QByteArray &body, const QList<std::pair<QByteArray, QByteArray>> &headers,
               const QStringList &arguments = {});
    /// The key of the merchant, and a name for the call that is the same each time.
    QList<std::pair<QByteArray, QByteArray>> namedCall(const QByteArray &name) const;

    static QJsonObject jsonOf(const ServerAnswer &answer);
    /// A payment of 60.00 EUR by card, confirmed, with `more` members ("," included).
    static QByteArray payment(const QString &id, const char *captureMethod,
                              const QByteArray &more = {},
                              const QByteArray &card = "4242424242424242");

private:
    ServerProcess m_server;
    const QString m_bankProgram;
    QProcess m_bank;
    QUrl m_bankUrl;
};

#pragma once

#include "services/core/result.h"
#include "services/http/httpserver.h"

#include <QHash>
#include <QStringList>
#include <QUrl>

#include <optional>

/// What the server's program was asked to do, checked and complete.
struct ServerOptions
{
    enum class Command {
        Serve,
        Init,        ///< makes key file, admin key and database
        VerifyAudit, ///< checks the audit trail of the file, and nothing else
        Answer,      ///< prints `answer`
    };

    Command command = Command::Serve;
    QString answer;

    QString databaseFile; ///< absolute
    QString keyFile;
    QString passphraseFile; ///< one of both
    int passphraseDescriptor = -1;
    QString adminKeyFile;

    // Of Serve.
    QString address = QStringLiteral("127.0.0.1");
    quint16 port = 8080;
    std::optional<TlsFiles> tls;
    QUrl publicUrl;                     ///< as shoppers and their banks reach it; may be empty
    QString logFile;                    ///< absolute; empty: stderr
    QHash<QString, QUrl> processorUrls; ///< by connector, for accounts without one of their own
    bool fineInitialState = false;
    bool allowLoopbackWebhooks = false; ///< test merchants' webhooks may go to this machine

    // Of Init.
    QString merchantName; ///< empty: no merchant is made
    QString merchantId;
    QUrl simulatorUrl; ///< empty: no account is made
};

/// Reads the command line (arguments[0] is the program). Errors: InvalidValue, with the option in
/// `field` and one clear sentence in `detail`.
Result<ServerOptions> serverOptions(const QStringList &arguments);

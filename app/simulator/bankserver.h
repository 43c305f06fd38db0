#pragma once

#include "services/http/httpserver.h"
#include "services/processors/networkwebhooktransport.h"
#include "services/processors/simulator/simulatedbank.h"

#include <QObject>
#include <QTimer>

#include <memory>

/// Serves one simulated bank over HTTP on loopback, with its ledger in a file.
class BankServer final : public QObject
{
    Q_OBJECT

public:
    /// Errors: those of the ledger file and of HttpServer::listen.
    static Result<std::unique_ptr<BankServer>> start(const BankSettings &settings,
                                                     const Clock &clock, const QString &ledgerPath,
                                                     const QString &address, quint16 port);

    quint16 port() const { return m_server.port(); }
    /// Where the bank tells what happened; see SimulatedBank.
    void subscribe(const QUrl &url, const QByteArray &secret, BankDialect dialect)
    {
        m_bank.subscribe(url, secret, dialect);
    }

private:
    BankServer(const BankSettings &settings, const Clock &clock,
               std::unique_ptr<FileBankJournal> journal);
    void answer(const HttpRequest &request, const HttpResponder &respond);
    void tellNews();

    std::unique_ptr<FileBankJournal> m_journal;
    SimulatedBank m_bank;
    HttpServer m_server;
    NetworkWebhookTransport m_messenger;
    QTimer m_timer;
};

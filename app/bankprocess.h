#pragma once

#include "services/core/result.h"

#include <QObject>
#include <QProcess>
#include <QTimer>
#include <QUrl>

/// The simulated bank as a child of this process. Everything happens through signals; nothing here
/// waits. The child ends with this object, and with the program however that ends.
class BankProcess final : public QObject
{
    Q_OBJECT

public:
    explicit BankProcess(const QString &program, QObject *parent = nullptr);
    ~BankProcess() override;

    /// Starts the bank on that ledger. The preferred port is tried first, any free one after it;
    /// 0 takes a free one at once.
    void start(const QString &ledgerFile, quint16 preferredPort);
    /// Where it listens; empty until it does.
    QUrl url() const { return m_url; }

    /// The program beside this one.
    static QString installedProgram();

signals:
    /// Once after start(); after the bank had died and was started again it listens there again.
    void listening(const QUrl &url);
    /// It cannot be started. FileNotFound (no such program), FileInUse (another program has the
    /// ledger), ConnectorUnreachable (said nothing in time, or died).
    void failed(const Error &error);

private:
    void launch();
    void readLine();
    void onError(QProcess::ProcessError error);
    void onFinished();
    void giveUp(const Error &error);

    QString m_program;
    QString m_ledger;
    quint16 m_port = 0;
    QUrl m_url;
    QProcess m_process{this};
    QTimer m_patience;
    QByteArray m_said;
    int m_restarts = 0;
};

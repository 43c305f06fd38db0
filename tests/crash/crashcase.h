#pragma once

#include "services/processors/networktransport.h"

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <memory>

/// One run of the driver within a case.
struct DriverRun
{
    QString stage;    ///< "setup", "step", "resume"
    QByteArray fault; ///< where it is to die, "name" or "name:n"; empty: nowhere
    bool mustDie = false;
};

/// A simulator process with its own ledger file, and driver runs one after the other against it.
/// At the end the bank is asked for its ledger. Everything by signals, so that several cases run
/// side by side.
class CrashCase : public QObject
{
    Q_OBJECT

public:
    /// Starts from the files in `from` (none when empty).
    CrashCase(const QString &flow, const QList<DriverRun> &runs, const QString &from);
    ~CrashCase() override;

    void start();
    bool isFinished() const { return m_finished; }
    /// What went wrong; empty when every run ended as it should.
    QString problem() const { return m_problem; }
    QString name() const;
    /// Folder with database, ledger and state file.
    QString folder() const { return m_folder.path(); }
    QString databaseFile() const { return m_folder.filePath(QStringLiteral("payments.sqlite")); }
    QString flow() const { return m_flow; }
    QString paymentId() const;
    QJsonObject ledger() const { return m_ledger; }
    /// What the runs printed, one line each.
    QStringList lines() const { return m_lines; }

private:
    void bankSpoke();
    void nextRun();
    void driverEnded(int code, QProcess::ExitStatus status);
    void askLedger();
    void ledgerCame(const HttpResult &result);
    void finish(const QString &problem);

    const QString m_flow;
    const QList<DriverRun> m_runs;
    QTemporaryDir m_folder;
    QProcess m_bank;
    QString m_bankAddress;
    std::unique_ptr<QProcess> m_driver;
    qsizetype m_current = -1;
    NetworkTransport m_transport;
    QTimer m_deadline;
    QJsonObject m_ledger;
    QStringList m_lines;
    QString m_problem;
    bool m_finished = false;
};

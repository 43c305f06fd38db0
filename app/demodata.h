#pragma once

#include "app/bankprocess.h"
#include "app/demoloader.h"

#include <atomic>
#include <memory>

class QNetworkAccessManager;

/// Sample data and the test bank that goes with them: made on the first call, found again on later
/// ones, with the bank started each time. Lives on the GUI thread and never blocks it; the bank
/// runs as long as this object.
class DemoData final : public QObject
{
    Q_OBJECT

public:
    /// Where the challenges of sample payments come back to, as long as nobody else has the port.
    static constexpr quint16 kReturnPort = 47'613;

    /// Clock and random outlive it. Without a program the one beside this program is started.
    DemoData(const Clock &clock, Random &random, const QString &simulatorProgram = {},
             QObject *parent = nullptr);
    ~DemoData() override;

    static QString databaseFile(const QString &folder);
    static QString ledgerFile(const QString &folder);
    /// Of the vault's key file, which lies beside the database.
    static QByteArray vaultPassphrase();

    /// Gets everything ready in that folder, which is made when missing. Once per object.
    void prepare(const QString &folder, int count = 12'000);

signals:
    void progress(int done, int total);
    void startingBank();
    /// The file can be opened, and the bank behind it answers.
    void ready(const QString &databaseFile, const QUrl &simulatorUrl);
    /// Nothing half-made is left. Errors of the storage and of BankProcess; FileReadOnly when the
    /// folder cannot be made.
    void failed(const Error &error);

private:
    struct Made;
    void onPrepared(const Result<Made> &made);
    void onListening(const QUrl &url);
    void askForChallenges(const QUrl &url);
    void store(const QUrl &url, const QByteArray &challenges);
    void tellNewUrl(const QUrl &url);
    void finish(const Result<> &result, const QUrl &url);

    const Clock &m_clock;
    Random &m_random;
    DemoPlan m_plan;
    BankProcess m_bank;
    std::unique_ptr<QNetworkAccessManager> m_network;
    DemoSample m_sample;
    bool m_isNew = false;
    bool m_isReady = false;
    std::shared_ptr<std::atomic<bool>> m_stopped;
};

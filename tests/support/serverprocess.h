#pragma once

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

/// What a server answered; status 0 when it did not.
struct ServerAnswer
{
    int status = 0;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;

    QByteArray header(const QByteArray &name) const;
};

/// orchestratorxd as a child process, with a folder of its own; killed when this goes.
class ServerProcess
{
public:
    /// `program` is the path of orchestratorxd.
    explicit ServerProcess(QString program);
    ~ServerProcess();

    QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &contents, bool isPrivate = true) const;
    /// What every start needs: the files that init() made, and any free port.
    QStringList arguments() const;

    /// Runs init with a merchant "Acme"; the simulator's address may be empty. False with the
    /// words of the program in `words`.
    bool init(const QUrl &simulator = {}, const QString &merchantId = QStringLiteral("acme"));
    /// Starts serving and waits for the line that says so. A test build may be told to die at a
    /// fault point.
    bool start(const QStringList &more = {}, const QByteArray &faultPoint = {});
    /// Runs to its end with these arguments; the exit code, or -1.
    int run(const QStringList &arguments);
    /// SIGTERM, and waits for the end; the exit code, or -1.
    int stop();
    /// SIGKILL.
    void kill();
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    qint64 processId() const { return m_process.processId(); }

    /// One call to the running server.
    ServerAnswer call(const QByteArray &method, const QString &pathAndQuery,
                      const QByteArray &body = {},
                      const QList<std::pair<QByteArray, QByteArray>> &headers = {});
    ServerAnswer get(const QString &pathAndQuery)
    {
        return call("GET", pathAndQuery, {}, keyHeader());
    }
    ServerAnswer post(const QString &pathAndQuery, const QByteArray &body)
    {
        return call("POST", pathAndQuery, body, keyHeader());
    }
    QList<std::pair<QByteArray, QByteArray>> keyHeader() const { return {{"api-key", apiKey}}; }

    QByteArray words;    ///< what the last run said, both streams
    QByteArray apiKey;   ///< of the merchant, from init()
    QByteArray adminKey; ///< from init()
    QUrl url;            ///< of the running server
    QNetworkAccessManager network;

private:
    const QString m_program;
    QTemporaryDir m_folder;
    QProcess m_process;
};

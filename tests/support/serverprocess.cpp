#include "tests/support/serverprocess.h"

#include <QFile>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTest>

#include <csignal>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000;

QByteArray wordAfter(const QByteArray &text, const QByteArray &label)
{
    const qsizetype at = text.indexOf(label);
    if (at < 0)
        return {};
    const QByteArray rest = text.mid(at + label.size()).trimmed();
    return rest.split('\n').constFirst().split(' ').constFirst();
}

} // namespace

QByteArray ServerAnswer::header(const QByteArray &name) const
{
    for (const auto &[known, value] : headers) {
        if (known.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

ServerProcess::ServerProcess(QString program) : m_program(std::move(program))
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    network.setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    write(u"passphrase"_s, "a passphrase for tests\n");
}

ServerProcess::~ServerProcess()
{
    kill();
}

void ServerProcess::write(const QString &name, const QByteArray &contents, bool isPrivate) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write %s", qPrintable(name));
    file.write(contents);
    file.setPermissions(isPrivate ? QFile::ReadOwner | QFile::WriteOwner
                                  : QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup);
}

QStringList ServerProcess::arguments() const
{
    return {u"--database"_s,        u"sqlite:"_s + path(u"shop.sqlite"_s),
            u"--key-file"_s,        path(u"shop.keys"_s),
            u"--passphrase-file"_s, path(u"passphrase"_s),
            u"--admin-key-file"_s,  path(u"admin.key"_s)};
}

bool ServerProcess::init(const QUrl &simulator, const QString &merchantId)
{
    QStringList all = QStringList{u"init"_s} + arguments();
    all += {u"--merchant"_s, u"Acme"_s, u"--merchant-id"_s, merchantId};
    if (!simulator.isEmpty())
        all += {u"--simulator"_s, simulator.toString()};
    if (run(all) != 0)
        return false;
    adminKey = wordAfter(words, "admin key");
    apiKey = wordAfter(words, "API key");
    return !adminKey.isEmpty() && !apiKey.isEmpty();
}

int ServerProcess::run(const QStringList &arguments)
{
    m_process.start(m_program, arguments);
    const bool ended = m_process.waitForFinished(kPatienceMs);
    words = m_process.readAll();
    if (!ended)
        kill();
    return ended && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

bool ServerProcess::start(const QStringList &more, const QByteArray &faultPoint)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"ORCHESTRATORX_FAULT"_s, QString::fromLatin1(faultPoint));
    m_process.setProcessEnvironment(environment);
    QStringList all = arguments() + more;
    if (!more.contains(u"--listen"_s))
        all += {u"--listen"_s, u"127.0.0.1:0"_s};
    m_process.start(m_program, all);
    words.clear();
    const QByteArray ready = "orchestratorxd: ready at ";
    const bool isReady = QTest::qWaitFor(
        [&] {
            words += m_process.readAll();
            return words.contains(ready) || m_process.state() == QProcess::NotRunning;
        },
        kPatienceMs);
    url = QUrl(QString::fromLatin1(wordAfter(words, ready)));
    return isReady && !url.isEmpty();
}

int ServerProcess::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return -1;
    ::kill(static_cast<pid_t>(m_process.processId()), SIGTERM);
    const bool ended = m_process.waitForFinished(kPatienceMs);
    words += m_process.readAll();
    return ended && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

void ServerProcess::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(kPatienceMs);
}

ServerAnswer ServerProcess::call(const QByteArray &method, const QString &pathAndQuery,
                                 const QByteArray &body,
                                 const QList<std::pair<QByteArray, QByteArray>> &headers)
{
    QNetworkRequest request(url.resolved(QUrl(pathAndQuery)));
    if (!body.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_ba);
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);
    const std::unique_ptr<QNetworkReply> reply(network.sendCustomRequest(request, method, body));
    ServerAnswer answer;
    if (!QTest::qWaitFor([&] { return reply->isFinished(); }, kPatienceMs))
        return answer;
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.body = reply->readAll();
    for (const auto &[name, value] : reply->rawHeaderPairs())
        answer.headers.append({name, value});
    return answer;
}

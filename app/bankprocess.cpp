#include "app/bankprocess.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 10'000;
constexpr int kRestartAfterMs = 1000;
constexpr int kMostRestarts = 5;
constexpr qsizetype kMostWords = 4096;

} // namespace

BankProcess::BankProcess(const QString &program, QObject *parent)
    : QObject(parent)
    , m_program(program)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatienceMs);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &BankProcess::readLine);
    connect(&m_process, &QProcess::errorOccurred, this, &BankProcess::onError);
    connect(&m_process, &QProcess::finished, this, &BankProcess::onFinished);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        giveUp({ErrorCode::ConnectorUnreachable, u"simulator"_s, u"the test bank says nothing"_s});
    });
}

BankProcess::~BankProcess()
{
    m_process.disconnect(this);
    // Kills it. Its ledger is durable line by line, so there is nothing to say goodbye for.
    m_process.close();
}

void BankProcess::start(const QString &ledgerFile, quint16 preferredPort)
{
    m_ledger = ledgerFile;
    m_port = preferredPort;
    launch();
}

QString BankProcess::installedProgram()
{
    return QCoreApplication::applicationDirPath() + u"/orchestratorx-simulator"_s;
}

void BankProcess::launch()
{
    m_said.clear();
    m_patience.start();
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
    m_process.start(m_program, {u"--listen"_s, u"127.0.0.1:%1"_s.arg(m_port), u"--ledger"_s,
                                m_ledger, u"--name"_s, u"sample"_s, u"--exit-with-parent"_s});
}

void BankProcess::readLine()
{
    m_said += m_process.readAllStandardOutput();
    const qsizetype end = m_said.indexOf('\n');
    if (end < 0) {
        if (m_said.size() > kMostWords)
            giveUp({ErrorCode::ConnectorUnreachable, u"simulator"_s, u"unexpected output"_s});
        return;
    }
    const QByteArray line = m_said.first(end).trimmed();
    m_said.clear();
    constexpr QByteArrayView kListening("listening ");
    if (!line.startsWith(kListening))
        return;
    const QUrl url(u"http://"_s + QString::fromLatin1(line.sliced(kListening.size())));
    if (!url.isValid() || url.port() <= 0)
        return giveUp({ErrorCode::ConnectorUnreachable, u"simulator"_s, u"unexpected output"_s});
    m_patience.stop();
    m_url = url;
    m_port = static_cast<quint16>(url.port()); // kept when it has to be started again
    emit listening(url);
}

void BankProcess::onError(QProcess::ProcessError error)
{
    if (error == QProcess::FailedToStart)
        giveUp({ErrorCode::FileNotFound, u"simulator"_s, m_program});
}

void BankProcess::onFinished()
{
    const QString words = QString::fromLocal8Bit(m_process.readAllStandardError()).trimmed();
    const bool neverListened = m_patience.isActive();
    m_patience.stop();
    if (neverListened && words.contains(u"ledger"_s))
        return giveUp({ErrorCode::FileInUse, u"ledger"_s, m_ledger});
    if (neverListened && m_port != 0 && m_url.isEmpty()) {
        m_port = 0; // somebody else has the port now
        return launch();
    }
    if (m_restarts++ >= kMostRestarts)
        return giveUp(
            {ErrorCode::ConnectorUnreachable, u"simulator"_s,
             words.left(kMostWords).isEmpty() ? u"the test bank ended"_s : words.left(kMostWords)});
    QTimer::singleShot(kRestartAfterMs, this, &BankProcess::launch);
}

void BankProcess::giveUp(const Error &error)
{
    m_patience.stop();
    m_process.disconnect(this);
    m_process.kill();
    emit failed(error);
}

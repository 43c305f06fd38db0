#include "tests/crash/crashcase.h"

#include <QDir>
#include <QJsonDocument>
#include <QSettings>

#include <csignal>

using namespace Qt::StringLiterals;

namespace {

constexpr int kDeadlineMs = 60'000;

void copyFolder(const QString &from, const QString &to)
{
    for (const QString &name : QDir(from).entryList(QDir::Files))
        QFile::copy(QDir(from).filePath(name), QDir(to).filePath(name));
}

} // namespace

CrashCase::CrashCase(const QString &flow, const QList<DriverRun> &runs, const QString &from)
    : m_flow(flow)
    , m_runs(runs)
{
    if (!from.isEmpty())
        copyFolder(from, m_folder.path());
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] { finish(u"took too long"_s); });
    connect(&m_bank, &QProcess::readyReadStandardOutput, this, &CrashCase::bankSpoke);
    connect(&m_bank, &QProcess::errorOccurred, this,
            [this](QProcess::ProcessError) { finish(u"the simulator did not start or died"_s); });
}

CrashCase::~CrashCase()
{
    // A simulator that was told to end twice has ended: QProcess waits for it as it goes.
    m_bank.disconnect(this);
    m_bank.kill();
}

QString CrashCase::name() const
{
    QStringList parts{m_flow};
    for (const DriverRun &run : m_runs)
        parts.append(run.stage
                     + (run.fault.isEmpty() ? QString() : u'@' + QString::fromLatin1(run.fault)));
    return parts.join(u' ');
}

QString CrashCase::paymentId() const
{
    return QSettings(m_folder.filePath(u"state.ini"_s), QSettings::IniFormat)
        .value(u"payment"_s)
        .toString();
}

void CrashCase::start()
{
    m_deadline.start(kDeadlineMs);
    m_bank.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_bank.start(QStringLiteral(OX_SIMULATOR),
                 {u"--listen"_s, u"127.0.0.1:0"_s, u"--ledger"_s,
                  m_folder.filePath(u"bank.ledger"_s), u"--exit-with-parent"_s});
}

void CrashCase::bankSpoke()
{
    while (m_bank.canReadLine()) {
        const QString line = QString::fromUtf8(m_bank.readLine()).trimmed();
        if (line.startsWith(u"listening "_s) && m_bankAddress.isEmpty()) {
            m_bankAddress = line.sliced(10);
            nextRun();
        }
    }
}

void CrashCase::nextRun()
{
    if (++m_current >= m_runs.size())
        return askLedger();
    const DriverRun &run = m_runs.at(m_current);
    m_driver = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (run.fault.isEmpty())
        environment.remove(u"ORCHESTRATORX_FAULT"_s);
    else
        environment.insert(u"ORCHESTRATORX_FAULT"_s, QString::fromLatin1(run.fault));
    m_driver->setProcessEnvironment(environment);
    connect(m_driver.get(), &QProcess::finished, this, &CrashCase::driverEnded);
    m_driver->start(QStringLiteral(OX_CRASHDRIVER),
                    {u"--database"_s, databaseFile(), u"--bank"_s, u"http://"_s + m_bankAddress,
                     u"--flow"_s, m_flow, u"--stage"_s, run.stage, u"--state"_s,
                     m_folder.filePath(u"state.ini"_s)});
}

void CrashCase::driverEnded(int code, QProcess::ExitStatus status)
{
    if (m_finished)
        return;
    const DriverRun &run = m_runs.at(m_current);
    const QString said = QString::fromUtf8(m_driver->readAllStandardOutput());
    const QString complained = QString::fromUtf8(m_driver->readAllStandardError()).trimmed();
    m_lines += said.split(u'\n', Qt::SkipEmptyParts);
    const bool killed = status == QProcess::CrashExit && code == SIGKILL;
    if (run.mustDie && !killed)
        return finish(u"%1 did not reach %2 (code %3) %4"_s.arg(
            run.stage, QString::fromLatin1(run.fault), QString::number(code), complained));
    if (!run.mustDie && (status == QProcess::CrashExit || code != 0))
        return finish(u"%1 ended with %2: %3"_s.arg(run.stage, QString::number(code), complained));
    m_driver.release()->deleteLater(); // it is the sender
    nextRun();
}

void CrashCase::askLedger()
{
    m_transport.send({"GET", QUrl(u"http://"_s + m_bankAddress + u"/control/ledger"_s), {}, {}},
                     10'000, this, [this](const HttpResult &result) { ledgerCame(result); });
}

void CrashCase::ledgerCame(const HttpResult &result)
{
    m_ledger = QJsonDocument::fromJson(result.response.body).object();
    if (result.delivery != Delivery::Answered || m_ledger.isEmpty())
        return finish(u"the bank did not tell its ledger"_s);
    m_bank.disconnect(this);
    connect(&m_bank, &QProcess::finished, this, [this] { finish({}); });
    m_bank.terminate(); // its ledger file is complete once it has ended
}

void CrashCase::finish(const QString &problem)
{
    if (m_finished)
        return;
    m_finished = true;
    m_deadline.stop();
    m_problem = problem;
    m_bank.disconnect(this);
    m_bank.kill();
}

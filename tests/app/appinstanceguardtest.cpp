#include "app/instanceguard.h"
#include "tests/support/seed.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

class AppInstanceGuardTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void init();
    void oneHolderAtATime();
    void saysWhoHoldsIt();
    void aKilledHolderBlocksNobody();
    void anotherNameIsTheSameFile();
    void otherFilesAreFree();
    void childrenDoNotInheritIt();
    void theDatabaseIsNotTouched();
    void noSuchFolder();
    void aLinkInItsPlaceIsNotFollowed();

private:
    /// A second process that holds the file until it ends.
    void startHolder(QProcess &holder);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

void AppInstanceGuardTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_file = m_folder->filePath(u"payments.sqlite"_s);
}

void AppInstanceGuardTest::startHolder(QProcess &holder)
{
    holder.start(QCoreApplication::applicationFilePath(), {u"--hold"_s, m_file});
    QTRY_VERIFY(holder.canReadLine());
    QCOMPARE(holder.readLine().trimmed(), QByteArray("held"));
}

void AppInstanceGuardTest::oneHolderAtATime()
{
    InstanceGuard first;
    QVERIFY(!first.isHeld());
    QVERIFY(first.acquire(m_file));
    QVERIFY(first.isHeld());
    InstanceGuard second;
    const Result<> refused = second.acquire(m_file);
    QVERIFY(!refused);
    QVERIFY(refused.error().code == ErrorCode::FileInUse);
    QVERIFY(!second.isHeld());
    first.release();
    QVERIFY(!first.isHeld());
    QVERIFY(second.acquire(m_file));
    QVERIFY(second.acquire(m_file)); // again by the same object: still its own
}

void AppInstanceGuardTest::saysWhoHoldsIt()
{
    QProcess holder;
    startHolder(holder);
    InstanceGuard guard;
    const Result<> refused = guard.acquire(m_file);
    QVERIFY(!refused);
    QVERIFY(refused.error().code == ErrorCode::FileInUse);
    const QString detail = refused.error().detail;
    QVERIFY2(detail.startsWith(m_file), qPrintable(detail));
    QVERIFY2(detail.contains(u"in use by process %1 "_s.arg(holder.processId())),
             qPrintable(detail));
    QVERIFY2(detail.contains(u"(app_instanceguard) on "_s + QSysInfo::machineHostName()),
             qPrintable(detail));
    holder.closeWriteChannel(); // it leaves in an orderly way
    QTRY_COMPARE(holder.state(), QProcess::NotRunning);
    QVERIFY(guard.acquire(m_file));
}

void AppInstanceGuardTest::aKilledHolderBlocksNobody()
{
    QProcess holder;
    startHolder(holder);
    InstanceGuard guard;
    QVERIFY(!guard.acquire(m_file));
    holder.kill(); // SIGKILL: it cannot tidy up
    QTRY_COMPARE(holder.state(), QProcess::NotRunning);
    QCOMPARE(holder.exitStatus(), QProcess::CrashExit);
    QVERIFY(QFile::exists(InstanceGuard::lockFileOf(m_file)));
    QVERIFY(guard.acquire(m_file));
}

void AppInstanceGuardTest::anotherNameIsTheSameFile()
{
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QString link = m_folder->filePath(u"link.sqlite"_s);
    QVERIFY(QFile::link(m_file, link));
    const QString roundabout =
        m_folder->path() + u"/../"_s + QDir(m_folder->path()).dirName() + u"/payments.sqlite"_s;
    InstanceGuard guard;
    QVERIFY(guard.acquire(m_file));
    for (const QString &name : {link, roundabout}) {
        InstanceGuard other;
        const Result<> refused = other.acquire(name);
        QVERIFY2(!refused, qPrintable(name));
        QVERIFY(refused.error().code == ErrorCode::FileInUse);
    }
}

void AppInstanceGuardTest::otherFilesAreFree()
{
    InstanceGuard one;
    InstanceGuard two;
    QVERIFY(one.acquire(m_file));
    QVERIFY(two.acquire(m_folder->filePath(u"demo.sqlite"_s)));
}

void AppInstanceGuardTest::childrenDoNotInheritIt()
{
    InstanceGuard guard;
    QVERIFY(guard.acquire(m_file));
    QProcess child;
    child.start(u"sleep"_s, {u"60"_s});
    QTRY_COMPARE(child.state(), QProcess::Running);
    guard.release();
    InstanceGuard next;
    const Result<> taken = next.acquire(m_file);
    child.kill();
    QTRY_COMPARE(child.state(), QProcess::NotRunning);
    QVERIFY2(taken, "a child that outlives the engine must not hold its file");
}

void AppInstanceGuardTest::theDatabaseIsNotTouched()
{
    InstanceGuard guard;
    QVERIFY(guard.acquire(m_file));
    QVERIFY(!QFile::exists(m_file));
    const QFileInfo lock(InstanceGuard::lockFileOf(m_file));
    QCOMPARE(lock.absolutePath(), QFileInfo(m_folder->path()).canonicalFilePath());
    QCOMPARE(lock.permissions() & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
}

void AppInstanceGuardTest::noSuchFolder()
{
    InstanceGuard guard;
    const QString file = m_folder->filePath(u"missing/payments.sqlite"_s);
    const Result<> refused = guard.acquire(file);
    QVERIFY(!refused);
    QVERIFY(refused.error().code == ErrorCode::FileNotFound);
    QVERIFY(refused.error().detail.contains(file));
}

void AppInstanceGuardTest::aLinkInItsPlaceIsNotFollowed()
{
    const QString victim = m_folder->filePath(u"victim.txt"_s);
    QFile file(victim);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write("precious"), 8);
    file.close();
    QVERIFY(QFile::link(victim, InstanceGuard::lockFileOf(m_file)));
    InstanceGuard guard;
    QVERIFY(!guard.acquire(m_file));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("precious"));
}

namespace {

/// The second process: takes the file, says so, and waits until its input ends.
int hold(const QString &file)
{
    InstanceGuard guard;
    if (!guard.acquire(file))
        return 1;
    std::puts("held");
    std::fflush(stdout);
    char byte = 0;
    while (::read(STDIN_FILENO, &byte, 1) > 0) {
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments.at(1) == u"--hold"_s)
        return hold(arguments.at(2));
    AppInstanceGuardTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "appinstanceguardtest.moc"

#include "tests/support/apiworld.h"
#include "tests/support/seed.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// A client that others wrote pays here, unchanged.
class NpmClientTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void paysWithAClientOfOthers();
};

void NpmClientTest::paysWithAClientOfOthers()
{
    const QString npm = QStandardPaths::findExecutable(u"npm"_s);
    const QString node = QStandardPaths::findExecutable(u"node"_s);
    if (npm.isEmpty() || node.isEmpty())
        QSKIP("npm and node are not here");
    QTemporaryDir folder;
    QProcess install;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, folder.path());
    install.setProcessEnvironment(environment);
    install.setWorkingDirectory(folder.path());
    install.setProcessChannelMode(QProcess::MergedChannels);
    install.start(npm, {u"install"_s, u"--no-audit"_s, u"--no-fund"_s, u"--ignore-scripts"_s,
                        u"@juspay-tech/hyperswitch-node@2.0.0"_s});
    if (!install.waitForFinished(120'000) || install.exitCode() != 0) {
        install.kill();
        install.waitForFinished();
        QSKIP("the npm registry cannot be reached");
    }
    ApiWorld world;
    QVERIFY(world.start());
    QVERIFY(QFile::copy(QStringLiteral(OX_SCRIPT), folder.filePath(u"shop.js"_s)));
    QProcess shop;
    shop.setWorkingDirectory(folder.path());
    shop.setProcessChannelMode(QProcess::MergedChannels);
    shop.start(node, {u"shop.js"_s, QString::number(world.base().port()),
                      QString::fromLatin1(ApiWorld::kSecret)});
    // The server is on this thread: it has to run meanwhile.
    QTRY_VERIFY_WITH_TIMEOUT(shop.state() == QProcess::NotRunning, 60'000);
    const QByteArray said = shop.readAll();
    QVERIFY2(shop.exitCode() == 0, said.constData());
    QVERIFY2(said.contains("refunded: succeeded"), said.constData());
}

QTEST_GUILESS_MAIN(NpmClientTest)

#include "npmclienttest.moc"

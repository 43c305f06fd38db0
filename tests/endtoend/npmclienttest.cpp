#include "tests/endtoend/npmpackage.h"
#include "tests/support/apiworld.h"
#include "tests/support/seed.h"

#include <QProcess>
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
    QTemporaryDir folder;
    const NpmPackage client(u"@juspay-tech/hyperswitch-node@2.0.0"_s, folder.path());
    if (!client.problem().isEmpty())
        QSKIP(qPrintable(client.problem()));
    ApiWorld world;
    QVERIFY(world.start());
    QVERIFY(QFile::copy(QStringLiteral(OX_SCRIPT), folder.filePath(u"shop.js"_s)));
    QProcess shop;
    shop.setWorkingDirectory(folder.path());
    shop.setProcessChannelMode(QProcess::MergedChannels);
    shop.start(client.node(), {u"shop.js"_s, QString::number(world.base().port()),
                               QString::fromLatin1(ApiWorld::kSecret)});
    // The server is on this thread: it has to run meanwhile.
    QTRY_VERIFY_WITH_TIMEOUT(shop.state() == QProcess::NotRunning, 60'000);
    const QByteArray said = shop.readAll();
    QVERIFY2(shop.exitCode() == 0, said.constData());
    QVERIFY2(said.contains("refunded: succeeded"), said.constData());
}

QTEST_GUILESS_MAIN(NpmClientTest)

#include "npmclienttest.moc"

#include "tests/support/seed.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// Stripe's own client pays at the simulated bank: the face is not only what our connector thinks.
class NpmStripeTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void paysWithStripesClient();
};

void NpmStripeTest::paysWithStripesClient()
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
                        u"stripe@13.11.0"_s});
    if (!install.waitForFinished(120'000) || install.exitCode() != 0) {
        install.kill();
        install.waitForFinished();
        QSKIP("the npm registry cannot be reached");
    }
    QProcess bank;
    bank.start(QStringLiteral(OX_SIMULATOR),
               {u"--listen"_s, u"127.0.0.1:0"_s, u"--ledger"_s, folder.filePath(u"ledger"_s),
                u"--exit-with-parent"_s});
    QString address;
    const auto isListening = [&] {
        while (address.isEmpty() && bank.canReadLine()) {
            const QString line = QString::fromUtf8(bank.readLine()).trimmed();
            if (line.startsWith(u"listening "_s))
                address = line.section(u' ', 1);
        }
        return !address.isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isListening(), 30'000);
    QVERIFY(QFile::copy(QStringLiteral(OX_SCRIPT), folder.filePath(u"shop.js"_s)));
    QProcess shop;
    shop.setWorkingDirectory(folder.path());
    shop.setProcessChannelMode(QProcess::MergedChannels);
    shop.start(node, {u"shop.js"_s, address.section(u':', -1)});
    QTRY_VERIFY_WITH_TIMEOUT(shop.state() == QProcess::NotRunning, 60'000);
    const QByteArray said = shop.readAll();
    bank.kill();
    bank.waitForFinished();
    QVERIFY2(shop.exitCode() == 0, said.constData());
    const QByteArray expected = "method: 4242\n"
                                "paid: succeeded visa\n"
                                "again: true\n"
                                "other request: StripeIdempotencyError undefined\n"
                                "declined: StripeCardError generic_decline\n"
                                "unknown name: StripeInvalidRequestError parameter_unknown\n"
                                "nobody: StripeInvalidRequestError resource_missing\n"
                                "captured: succeeded 1000\n"
                                "cancelled: canceled\n"
                                "refunded: succeeded 250\n"
                                "set up: succeeded\n"
                                "charged later: succeeded\n"
                                "challenge: requires_action redirect_to_url\n"
                                "listed: 1\n";
    QCOMPARE(said, expected);
}

QTEST_GUILESS_MAIN(NpmStripeTest)

#include "npmstripetest.moc"

#include "tests/endtoend/npmpackage.h"
#include "tests/support/seed.h"

#include <QProcess>
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
    QTemporaryDir folder;
    const NpmPackage client(u"stripe@13.11.0"_s, folder.path());
    if (!client.problem().isEmpty())
        QSKIP(qPrintable(client.problem()));
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
    shop.start(client.node(), {u"shop.js"_s, address.section(u':', -1)});
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

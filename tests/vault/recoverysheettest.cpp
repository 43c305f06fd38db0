#include "services/vault/recoverysheet.h"

#include "services/vault/passphrase.h"
#include "tests/vault/vaultworld.h"

#include <QStringList>
#include <QTest>

#include <random>
#include <unistd.h>

using namespace Qt::StringLiterals;

/// A root key goes onto paper and comes back, and a person's slip is found in its line.
class RecoverySheetTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void comesBack();
    void isReadAsPeopleType_data();
    void isReadAsPeopleType();
    void everySlipIsFoundInItsLine();
    void linesInAnotherOrder();
    void linesMissing();
    void wrongPassphrase();
    void sheetOfAnotherVault();
    void shortPassphrases_data();
    void shortPassphrases();
    void passphraseFromADescriptor_data();
    void passphraseFromADescriptor();

private:
    const SecretBytes m_passphrase{QByteArrayView("correct horse battery")};
    VaultWorld m_world;
    QString m_sheet;
};

void RecoverySheetTest::initTestCase()
{
    testSeed();
    const Result<QString> sheet =
        recoverysheet::write(m_world.header, 1, m_world.keys.at(1), m_passphrase, m_world.random);
    QVERIFY(sheet);
    m_sheet = *sheet;
}

void RecoverySheetTest::comesBack()
{
    const QStringList lines = m_sheet.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 8);
    for (const QString &line : lines)
        QCOMPARE(line.size(), 16 + 4 + 2); // fours, dashes, check
    const auto read = recoverysheet::read(m_sheet, m_world.header, m_passphrase);
    QVERIFY(read);
    QCOMPARE(read->generation, 1);
    QVERIFY(read->rootKey.sameAs(m_world.keys.at(1).view()));
    // Two sheets of one key have nothing in common but the vault.
    const auto second =
        recoverysheet::write(m_world.header, 1, m_world.keys.at(1), m_passphrase, m_world.random);
    QVERIFY(second->section(u'\n', 2) != m_sheet.section(u'\n', 2));
}

void RecoverySheetTest::isReadAsPeopleType_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("lower case") << u"lower"_s;
    QTest::newRow("no dashes") << u"plain"_s;
    QTest::newRow("spaces, empty lines") << u"spaces"_s;
    QTest::newRow("letters for digits") << u"letters"_s;
    QTest::newRow("Windows line ends") << u"crlf"_s;
}

void RecoverySheetTest::isReadAsPeopleType()
{
    QFETCH(const QString, how);
    QString typed = m_sheet;
    if (how == "lower"_L1)
        typed = typed.toLower();
    else if (how == "plain"_L1)
        typed.remove(u'-');
    else if (how == "spaces"_L1)
        typed = u"\n  "_s + typed.replace(u'-', u' ').replace(u'\n', u" \n\n "_s);
    else if (how == "letters"_L1)
        typed.replace(u'0', u'o').replace(u'1', u'l');
    else
        typed.replace(u'\n', u"\r\n"_s);
    const auto read = recoverysheet::read(typed, m_world.header, m_passphrase);
    QVERIFY(read);
    QVERIFY(read->rootKey.sameAs(m_world.keys.at(1).view()));
}

void RecoverySheetTest::everySlipIsFoundInItsLine()
{
    // A wrong character is found by a ten-bit check: one slip in about a thousand is not, and is
    // then refused as a wrong passphrase would be. Here: how many are, and in which line.
    std::mt19937_64 dice(testSeed());
    int slips = 0;
    int found = 0;
    for (qsizetype at = 0; at < m_sheet.size(); ++at) {
        if (m_sheet.at(at) == u'-' || m_sheet.at(at) == u'\n')
            continue;
        QString typed = m_sheet;
        const auto other = u"23456789ABCDEFGH"[dice() % 16];
        typed[at] = other == m_sheet.at(at) ? QChar(u'J') : QChar(other);
        // Only its lines, so that the second half, half a second long, is never reached.
        const qsizetype line = m_sheet.first(at).count(u'\n') + 1;
        const auto read =
            recoverysheet::read(typed.section(u'\n', 0, line - 1), m_world.header, m_passphrase);
        QCOMPARE(codeOf(read), ErrorCode::RecoverySheetUnreadable);
        ++slips;
        found += read.error().field == u"line %1"_s.arg(line) ? 1 : 0;
    }
    QCOMPARE(slips, 8 * 18);
    QVERIFY2(found >= slips - 4, qPrintable(QString::number(found)));
}

void RecoverySheetTest::linesInAnotherOrder()
{
    QStringList lines = m_sheet.split(u'\n', Qt::SkipEmptyParts);
    lines.swapItemsAt(2, 3);
    const auto read = recoverysheet::read(lines.join(u'\n'), m_world.header, m_passphrase);
    QCOMPARE(codeOf(read), ErrorCode::RecoverySheetUnreadable);
    QCOMPARE(read.error().field, u"line 3"_s);
}

void RecoverySheetTest::linesMissing()
{
    for (const QString &typed :
         {QString(), u"\n\n"_s, m_sheet.section(u'\n', 0, 6), QString(m_sheet + m_sheet)})
        QCOMPARE(codeOf(recoverysheet::read(typed, m_world.header, m_passphrase)),
                 ErrorCode::RecoverySheetUnreadable);
}

void RecoverySheetTest::wrongPassphrase()
{
    const SecretBytes wrong(QByteArrayView("correct horse Battery"));
    QCOMPARE(codeOf(recoverysheet::read(m_sheet, m_world.header, wrong)),
             ErrorCode::VaultPassphraseWrong);
}

void RecoverySheetTest::sheetOfAnotherVault()
{
    VaultWorld other;
    QCOMPARE(codeOf(recoverysheet::read(m_sheet, other.header, m_passphrase)),
             ErrorCode::VaultKeyWrong);
}

void RecoverySheetTest::shortPassphrases_data()
{
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<ErrorCode>("code"); // Internal: taken
    QTest::newRow("none") << ""_ba << ErrorCode::VaultPassphraseTooShort;
    QTest::newRow("11 letters") << "abcdefghijk"_ba << ErrorCode::VaultPassphraseTooShort;
    QTest::newRow("12 letters") << "abcdefghijkl"_ba << ErrorCode::Internal;
    QTest::newRow("11 letters in 22 bytes")
        << u"äöüäöüäöüäö"_s.toUtf8() << ErrorCode::VaultPassphraseTooShort;
    QTest::newRow("12 wide letters") << u"äöüäöüäöüäöü"_s.toUtf8() << ErrorCode::Internal;
    QTest::newRow("not UTF-8") << QByteArray(20, '\xff') << ErrorCode::InvalidValue;
}

void RecoverySheetTest::shortPassphrases()
{
    QFETCH(const QByteArray, passphrase);
    QFETCH(const ErrorCode, code);
    QCOMPARE(codeOf(checkPassphrase(SecretBytes(passphrase))), code);
    if (code != ErrorCode::Internal)
        QCOMPARE(codeOf(recoverysheet::write(m_world.header, 1, m_world.keys.at(1),
                                             SecretBytes(passphrase), m_world.random)),
                 code);
}

void RecoverySheetTest::passphraseFromADescriptor_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("read"); // empty: refused
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("a line") << "correct horse battery\n"_ba
                            << "correct horse battery"_ba << ErrorCode::Internal;
    QTest::newRow("no line end") << "correct horse battery"_ba
                                 << "correct horse battery"_ba << ErrorCode::Internal;
    QTest::newRow("more after it") << "correct horse battery\nnot this"_ba
                                   << "correct horse battery"_ba << ErrorCode::Internal;
    QTest::newRow("nothing") << ""_ba
                             << ""_ba << ErrorCode::VaultPassphraseTooShort;
    QTest::newRow("short") << "secret\n"_ba
                           << ""_ba << ErrorCode::VaultPassphraseTooShort;
    QTest::newRow("endless") << QByteArray(1025, 'a') << ""_ba << ErrorCode::TooLong;
}

void RecoverySheetTest::passphraseFromADescriptor()
{
    QFETCH(const QByteArray, written);
    QFETCH(const QByteArray, read);
    QFETCH(const ErrorCode, code);
    int ends[2] = {};
    QCOMPARE(::pipe(ends), 0);
    QCOMPARE(::write(ends[1], written.constData(), static_cast<size_t>(written.size())),
             written.size());
    ::close(ends[1]);
    const Result<SecretBytes> passphrase = readPassphrase(ends[0]);
    ::close(ends[0]);
    QCOMPARE(codeOf(passphrase), code);
    if (passphrase)
        QCOMPARE(passphrase->view().toByteArray(), read);
    QCOMPARE(codeOf(readPassphrase(-1)), ErrorCode::FileNotFound);
}

QTEST_APPLESS_MAIN(RecoverySheetTest)
#include "recoverysheettest.moc"

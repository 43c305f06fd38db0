#include "models/audittext.h"
#include "tests/support/seed.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

/// Whatever the engine writes into the audit trail has words for people.
class AuditWordsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void everyActionHasWords_data();
    void everyActionHasWords();
    void unknownOnesShowAsTheyAre();
};

void AuditWordsTest::everyActionHasWords_data()
{
    // They look like actions and are none: an event for others, and fields of requests.
    const QStringList others = {u"payment.changed"_s, u"connector_account_details.auth_type"_s,
                                u"routing.type"_s, u"algorithm.type"_s};
    const QRegularExpression action(u"u\"([a-z_]+\\.[a-z_]+)\"_s"_s);
    QSet<QString> found;
    QDirIterator files(QString::fromUtf8(OX_SOURCE_DIR) + u"/services/engine"_s, {u"*.cpp"_s},
                       QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QFile::ReadOnly));
        auto matches = action.globalMatch(QString::fromUtf8(file.readAll()));
        while (matches.hasNext())
            found.insert(matches.next().captured(1));
    }
    for (const QString &other : others)
        found.remove(other);
    QVERIFY2(found.size() > 30, "the engine was not found");
    QTest::addColumn<QString>("action");
    for (const QString &name : std::as_const(found))
        QTest::newRow(qPrintable(name)) << name;
}

void AuditWordsTest::everyActionHasWords()
{
    QFETCH(QString, action);
    const QString words = AuditText::action(action);
    QVERIFY2(words != action, qPrintable(action));
    QVERIFY2(words.at(0).isUpper() && !words.contains(u'_'), qPrintable(words));
}

void AuditWordsTest::unknownOnesShowAsTheyAre()
{
    QCOMPARE(AuditText::action(u"something.else"_s), u"something.else"_s);
}

QTEST_GUILESS_MAIN(AuditWordsTest)
#include "auditwordstest.moc"

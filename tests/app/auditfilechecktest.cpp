#include "app/auditfilecheck.h"

#include "services/storage/auditreader.h"
#include "tests/engine/savingworld.h"
#include "tests/support/seed.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

using namespace Qt::StringLiterals;

namespace {

/// Somebody with the file, a database program and time: the triggers are gone first.
class Intruder
{
public:
    explicit Intruder(const QString &file)
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"intruder"_s);
        database.setDatabaseName(file);
        if (!database.open())
            qFatal("cannot open the test's database");
        run(u"DROP TRIGGER IF EXISTS audit_no_update"_s);
        run(u"DROP TRIGGER IF EXISTS audit_no_delete"_s);
    }
    ~Intruder() { QSqlDatabase::removeDatabase(u"intruder"_s); }
    Q_DISABLE_COPY_MOVE(Intruder)

    QString run(const QString &sql)
    {
        QSqlQuery query(QSqlDatabase::database(u"intruder"_s));
        if (!query.exec(sql))
            qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
        return query.next() ? query.value(0).toString() : QString();
    }
    /// Makes new links for lines that have no seal, from a number on up to the first that has one.
    void linkAnew(qint64 from)
    {
        Database database;
        if (!database.open({QSqlDatabase::database(u"intruder"_s).databaseName(), false, true}))
            qFatal("cannot read the test's database");
        QByteArray previous = linkOf(from - 1);
        QHash<qint64, QByteArray> links;
        const Result<> read = AuditReader(database).lines(from - 1, 0, [&](const AuditLine &line) {
            if (line.sealed)
                return false;
            previous = auditchain::openLink(previous, line.bytes);
            links.insert(line.number, previous);
            return true;
        });
        if (!read)
            qFatal("cannot read the trail");
        database.close();
        for (auto it = links.cbegin(); it != links.cend(); ++it)
            run(u"UPDATE audit SET link = x'%1' WHERE audit_seq = %2"_s.arg(
                QString::fromLatin1(it.value().toHex()), QString::number(it.key())));
    }

private:
    QByteArray linkOf(qint64 number)
    {
        return QByteArray::fromHex(
            run(u"SELECT hex(link) FROM audit WHERE audit_seq = %1"_s.arg(number)).toLatin1());
    }
};

AuditVerdict verdictOn(EngineWorld &world, bool withKeys = true)
{
    SystemRandom random;
    AuditFileCheck check(withKeys ? &world.keys() : nullptr, random);
    std::optional<AuditVerdict> verdict;
    check.run(world.file(), [&verdict](const AuditVerdict &said) { verdict = said; });
    if (!QTest::qWaitFor([&verdict] { return verdict.has_value(); }, 30'000))
        return {-1, u"no verdict"_s};
    return *verdict;
}

/// What a stranger did and what is to be said of it.
struct Trick
{
    const char *name;
    QStringList statements;
    QString words;
};

} // namespace

/// `orchestratorx --verify-audit`, on files that somebody has been at.
class AuditFileCheckTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void wholeWithAndWithoutAVault();
    void anyCharacterInATextIsFine();
    void audit_tamper_data();
    void audit_tamper();
    void audit_tail_cut();
    void tailCutBeforeTheNextStart();
    void forgedHead();
    void exportedHeads();
    void unsealedLinesAreCoveredByTheNextSeal();
    void amountsAreDerivedAnew();
    void missingKeyIsSaid();
    void theKeyOfAnotherVault();
    void filesThatCannotBeChecked();
    void whileTheProgramRuns();

private:
    /// Ten lines and more, and the engine gone.
    static void fill(SavingWorld &world, bool withVault)
    {
        const bool ready = withVault ? world.open().has_value() : world.start().has_value();
        QVERIFY(ready);
        for (int i = 0; i < 3; ++i)
            OX_OK(world.pay(1000 + i, CaptureMethod::Automatic, "4242424242424242"));
        world.stop();
    }
};

void AuditFileCheckTest::wholeWithAndWithoutAVault()
{
    for (const bool withVault : {false, true}) {
        SavingWorld world;
        fill(world, withVault);
        const AuditVerdict verdict = verdictOn(world);
        QVERIFY2(verdict.exitCode == AuditVerdict::kWhole, qPrintable(verdict.words));
        QVERIFY(verdict.words.contains("Nothing was changed, removed or put in."_L1));
    }
}

void AuditFileCheckTest::anyCharacterInATextIsFine()
{
    SavingWorld world;
    fill(world, false);
    {
        Database database;
        OX_OK(database.open({world.file(), false, false}));
        JournalStore journal(database);
        AuditEntry entry;
        entry.atMs = 1;
        entry.merchantId = world.merchant();
        for (QString *text : {&entry.actor, &entry.object, &entry.detail})
            *text = u"a\u001fb\u001f\u001f"_s;
        OX_OK(journal.appendAudit(entry));
        entry.actor.clear();
        OX_OK(journal.appendAudit(entry));
    }
    const AuditVerdict verdict = verdictOn(world);
    QVERIFY2(verdict.exitCode == AuditVerdict::kWhole, qPrintable(verdict.words));
}

void AuditFileCheckTest::audit_tamper_data()
{
    QTest::addColumn<bool>("withVault");
    QTest::addColumn<QStringList>("statements");
    QTest::addColumn<QString>("words");
    const QList<Trick> tricks = {
        {"a changed text",
         {u"UPDATE audit SET actor = 'operator:eve' WHERE audit_seq = 5"_s},
         u"Record 5 is not what was written."_s},
        {"a changed time",
         {u"UPDATE audit SET at_ms = at_ms + 1 WHERE audit_seq = 4"_s},
         u"Record 4 is not what was written."_s},
        {"two fields moved into each other",
         {u"UPDATE audit SET actor = actor || substr(action, 1, 1), action = substr(action, 2) "
          "WHERE audit_seq = 5"_s},
         u"Record 5 is not what was written."_s},
        {"two fields made one, with what tells fields apart",
         {u"UPDATE audit SET actor = actor || char(31) || action, action = '' "
          "WHERE audit_seq = 5"_s},
         u"Record 5 is not what was written."_s},
        {"another merchant's",
         {u"UPDATE audit SET merchant_id = 'other' WHERE audit_seq = 6"_s},
         u"Record 6 is not what was written."_s},
        {"a removed row", {u"DELETE FROM audit WHERE audit_seq = 6"_s}, u"Record 6 is missing."_s},
        {"several removed rows",
         {u"DELETE FROM audit WHERE audit_seq BETWEEN 4 AND 6"_s},
         u"Records 4 to 6 are missing."_s},
        {"removed and numbered anew",
         {u"DELETE FROM audit WHERE audit_seq = 5"_s,
          u"UPDATE audit SET audit_seq = -(audit_seq - 1) WHERE audit_seq > 5"_s,
          u"UPDATE audit SET audit_seq = -audit_seq WHERE audit_seq < 0"_s},
         u"Record 5 is not what was written."_s},
        {"swapped rows",
         {u"UPDATE audit SET audit_seq = -1 WHERE audit_seq = 4"_s,
          u"UPDATE audit SET audit_seq = 4 WHERE audit_seq = 5"_s,
          u"UPDATE audit SET audit_seq = 5 WHERE audit_seq = -1"_s},
         u"Record 4 is not what was written."_s},
        {"a removed link",
         {u"UPDATE audit SET link = x'' WHERE audit_seq = 7"_s},
         u"Record 7 was put in from outside."_s},
        {"a changed link",
         {u"UPDATE audit SET link = zeroblob(32) WHERE audit_seq = 7"_s},
         u"Record 7 is not what was written."_s},
        {"a removed first row",
         {u"DELETE FROM audit WHERE audit_seq = 1"_s},
         u"Record 1 is missing."_s},
    };
    for (const Trick &trick : tricks) {
        for (const bool withVault : {false, true})
            QTest::addRow("%s, %s", trick.name, withVault ? "sealed" : "not sealed")
                << withVault << trick.statements << trick.words;
    }
    QTest::newRow("a seal taken for none")
        << true << QStringList{u"UPDATE audit SET sealed = 0 WHERE audit_seq = 7"_s}
        << u"Record 7 is not what was written."_s;
}

void AuditFileCheckTest::audit_tamper()
{
    QFETCH(bool, withVault);
    QFETCH(QStringList, statements);
    QFETCH(QString, words);
    SavingWorld world;
    fill(world, withVault);
    {
        Intruder intruder(world.file());
        for (const QString &statement : statements)
            intruder.run(statement);
    }
    const AuditVerdict verdict = verdictOn(world);
    QVERIFY2(verdict.exitCode == AuditVerdict::kBroken, qPrintable(verdict.words));
    QVERIFY2(verdict.words.startsWith(words), qPrintable(verdict.words));
    const bool first = words.startsWith("Record 1 "_L1);
    QCOMPARE(verdict.words.contains("records before that are whole"_L1), !first);
}

void AuditFileCheckTest::audit_tail_cut()
{
    for (const bool withVault : {false, true}) {
        SavingWorld world;
        fill(world, withVault);
        const qint64 last = world.rowCounts().value(u"audit"_s);
        Intruder(world.file()).run(u"DELETE FROM audit WHERE audit_seq > %1"_s.arg(last - 3));
        const AuditVerdict verdict = verdictOn(world);
        QCOMPARE(verdict.exitCode, AuditVerdict::kBroken);
        QVERIFY2(verdict.words.contains(
                     u"The end is missing: records %1 to %2 were there."_s.arg(last - 2).arg(last)),
                 qPrintable(verdict.words));
    }
}

void AuditFileCheckTest::tailCutBeforeTheNextStart()
{
    SavingWorld world;
    fill(world, true);
    const qint64 last = world.rowCounts().value(u"audit"_s);
    Intruder(world.file()).run(u"DELETE FROM audit WHERE audit_seq > %1"_s.arg(last - 3));
    // The program goes on behind the cut, and says so; nothing it writes hides it.
    OX_OK(world.start());
    OX_OK(world.unlock());
    for (int i = 0; i < 5; ++i)
        OX_OK(world.pay(2000, CaptureMethod::Automatic, "4242424242424242"));
    world.stop();
    QCOMPARE(world.column(u"SELECT result || ' ' || detail FROM audit WHERE action = "
                          "'audit.broken'"_s),
             QStringList{u"missing line=%1"_s.arg(last)});
    const AuditVerdict verdict = verdictOn(world);
    QCOMPARE(verdict.exitCode, AuditVerdict::kBroken);
    QVERIFY2(
        verdict.words.contains(u"Record %1 is not the one that was noted as the last."_s.arg(last)),
        qPrintable(verdict.words));
}

void AuditFileCheckTest::forgedHead()
{
    SavingWorld world;
    fill(world, true);
    const qint64 last = world.rowCounts().value(u"audit"_s);
    {
        // The tail is cut, and the note says that it ended there.
        Intruder intruder(world.file());
        intruder.run(u"DELETE FROM audit WHERE audit_seq > %1"_s.arg(last - 3));
        intruder.run(u"UPDATE audit_head SET audit_seq = %1, link = (SELECT link FROM audit "
                     "WHERE audit_seq = %1)"_s.arg(last - 3));
    }
    const AuditVerdict verdict = verdictOn(world);
    QVERIFY2(verdict.exitCode == AuditVerdict::kBroken, qPrintable(verdict.words));
    QVERIFY2(verdict.words.contains(
                 u"Record %1 is not the one that was noted as the last."_s.arg(last - 3)),
             qPrintable(verdict.words));
}

void AuditFileCheckTest::exportedHeads()
{
    SavingWorld world;
    fill(world, true);
    const QString copy = world.file() + u".audit-heads"_s;
    QVERIFY(QFile::exists(copy));
    QCOMPARE(verdictOn(world).exitCode, AuditVerdict::kWhole);
    const qint64 last = world.rowCounts().value(u"audit"_s);
    {
        // The tail is cut, and so is every note in the database.
        Intruder intruder(world.file());
        intruder.run(u"DELETE FROM audit WHERE audit_seq > %1"_s.arg(last - 3));
        intruder.run(u"DELETE FROM audit_head"_s);
    }
    const AuditVerdict verdict = verdictOn(world);
    QCOMPARE(verdict.exitCode, AuditVerdict::kBroken);
    QVERIFY2(verdict.words.contains("The end is missing"_L1), qPrintable(verdict.words));
    // Without the copy nobody could tell.
    QVERIFY(QFile::remove(copy));
    QVERIFY(!verdictOn(world).words.contains("The end is missing"_L1));
}

void AuditFileCheckTest::unsealedLinesAreCoveredByTheNextSeal()
{
    SavingWorld world;
    fill(world, true);
    const qint64 sealed = world.rowCounts().value(u"audit"_s);
    OX_OK(world.start()); // locked
    OX_OK(world.pay(2000, CaptureMethod::Automatic, "4242424242424242"));
    const qint64 open = world.rowCounts().value(u"audit"_s);
    OX_OK(world.unlock());
    OX_OK(world.pay(2000, CaptureMethod::Automatic, "4242424242424242"));
    world.stop();
    QCOMPARE(verdictOn(world).exitCode, AuditVerdict::kWhole);
    {
        // The stranger needs no key to link those lines anew.
        Intruder intruder(world.file());
        intruder.run(u"UPDATE audit SET actor = 'operator:eve' WHERE audit_seq = %1"_s.arg(open));
        intruder.linkAnew(open);
    }
    const AuditVerdict verdict = verdictOn(world);
    QVERIFY2(verdict.exitCode == AuditVerdict::kBroken, qPrintable(verdict.words));
    QVERIFY2(verdict.words.contains(
                 u"One of the records %1 to %2 is not what was written."_s.arg(sealed + 1)
                     .arg(open + 1)),
             qPrintable(verdict.words));
}

void AuditFileCheckTest::amountsAreDerivedAnew()
{
    SavingWorld world;
    fill(world, true);
    QCOMPARE(verdictOn(world).exitCode, AuditVerdict::kWhole);
    const QString id = Intruder(world.file())
                           .run(u"UPDATE payment SET captured = captured - 100, capture_limit = "
                                "capture_limit - 100 WHERE row_id = 2 RETURNING payment_id"_s);
    const AuditVerdict verdict = verdictOn(world);
    QCOMPARE(verdict.exitCode, AuditVerdict::kBroken);
    QVERIFY2(verdict.words.contains(u"Payment %1: the records say 1001 captured and 0 refunded, "
                                    "the payment says 901 and 0"_s.arg(id)),
             qPrintable(verdict.words));
}

void AuditFileCheckTest::missingKeyIsSaid()
{
    SavingWorld world;
    fill(world, true);
    const AuditVerdict nobody = verdictOn(world, false);
    QCOMPARE(nobody.exitCode, AuditVerdict::kPartly);
    QVERIFY2(nobody.words.contains("There is no keychain here"_L1), qPrintable(nobody.words));
    world.keys().setFailure(ErrorCode::VaultKeyMissing);
    const AuditVerdict locked = verdictOn(world);
    QCOMPARE(locked.exitCode, AuditVerdict::kPartly);
    QVERIFY2(locked.words.contains("the keychain is locked"_L1), qPrintable(locked.words));
    // What can be seen without the key is seen without it.
    Intruder(world.file()).run(u"DELETE FROM audit WHERE audit_seq = 6"_s);
    QCOMPARE(verdictOn(world).exitCode, AuditVerdict::kBroken);
}

void AuditFileCheckTest::theKeyOfAnotherVault()
{
    SavingWorld world;
    fill(world, true);
    world.keys().spoil();
    const AuditVerdict verdict = verdictOn(world);
    QCOMPARE(verdict.exitCode, AuditVerdict::kPartly);
    QVERIFY2(verdict.words.contains("is not this vault's"_L1), qPrintable(verdict.words));
}

void AuditFileCheckTest::filesThatCannotBeChecked()
{
    SystemRandom random;
    const auto words = [&random](const QString &file) {
        AuditVerdict verdict;
        AuditFileCheck(nullptr, random).run(file, [&](const AuditVerdict &said) {
            verdict = said;
        });
        return verdict.exitCode == AuditVerdict::kUnreadable ? verdict.words : u"readable"_s;
    };
    const QTemporaryDir folder;
    const QString missing = folder.filePath(u"none.sqlite"_s);
    QCOMPARE(words(missing), u"There is no file %1.\n"_s.arg(missing));
    QVERIFY(!QFile::exists(missing));
    QFile other(folder.filePath(u"other"_s));
    QVERIFY(other.open(QIODevice::WriteOnly) && other.write(QByteArray(4096, 'x')) == 4096);
    other.close();
    QCOMPARE(words(other.fileName()), u"%1 is no file of this program.\n"_s.arg(other.fileName()));
}

void AuditFileCheckTest::whileTheProgramRuns()
{
    SavingWorld world;
    OX_OK(world.open());
    QList<QFuture<Result<CreatedPayment>>> answers;
    for (int i = 0; i < 200; ++i)
        answers.append(world.payments().create(world.draft(1000)));
    const AuditVerdict during = verdictOn(world);
    QVERIFY2(during.exitCode == AuditVerdict::kWhole, qPrintable(during.words));
    for (const auto &answer : std::as_const(answers))
        OX_OK(world.await(answer));
    const AuditVerdict after = verdictOn(world);
    QVERIFY2(after.exitCode == AuditVerdict::kWhole, qPrintable(after.words));
}

QTEST_GUILESS_MAIN(AuditFileCheckTest)
#include "auditfilechecktest.moc"

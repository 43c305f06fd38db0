#include "models/auditcheckrun.h"
#include "models/audittablemodel.h"
#include "models/audittext.h"
#include "tests/support/fakeaudit.h"
#include "tests/support/fakepayments.h"
#include "tests/support/manualclock.h"
#include "tests/support/seed.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct World
{
    World()
    {
        workspace.caller = {{u"merchant_test"_s}, u"operator:Robin"_s};
        workspace.audit = &audit;
    }

    ManualClock clock;
    FakePayments payments;
    FakePaymentLists lists;
    FakeRefunds refunds;
    Events events;
    SeededRandom random{11};
    FakeAudit audit;
    Workspace workspace{payments, lists, refunds, events, clock, random, {}, {}, true, {}};
};

QString shown(const AuditTableModel &model, int row, AuditColumn column)
{
    return model.index(row, static_cast<int>(column)).data().toString();
}

} // namespace

/// The audit trail in the window: its words, its pages, its check.
class AuditTrailTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        testSeed();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }
    void newestFirstInPages();
    void wordsNarrowIt();
    void rareWordsAreLookedForFurther();
    void failureIsKept();
    void words_data();
    void words();
    void checkRunsToTheEnd();
    void checkIsGivenUp();
    void verdicts();
};

void AuditTrailTest::newestFirstInPages()
{
    World world;
    world.audit.generate(250);
    AuditTableModel model(world.workspace);
    model.reload();
    QTRY_COMPARE(model.rowCount(), 100);
    QCOMPARE(model.record(0)->number, 250);
    QVERIFY(!model.isComplete());
    QVERIFY(model.canFetchMore({}));
    model.fetchMore({});
    QTRY_COMPARE(model.rowCount(), 200);
    model.fetchMore({});
    QTRY_VERIFY(model.isComplete());
    QCOMPARE(model.rowCount(), 250);
    QCOMPARE(model.record(249)->number, 1);
    QVERIFY(!model.record(250));
}

void AuditTrailTest::wordsNarrowIt()
{
    World world;
    world.audit.generate(40);
    AuditTableModel model(world.workspace);
    QAbstractItemModelTester tester(&model);
    model.reload();
    QTRY_COMPARE(model.rowCount(), 40);
    model.setWords(u" keller  METHOD "_s);
    QTRY_VERIFY(model.rowCount() > 0 && model.rowCount() < 40);
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.record(row)->entry.action, u"method.delete"_s);
    model.setWords({});
    QTRY_COMPARE(model.rowCount(), 40);
}

void AuditTrailTest::rareWordsAreLookedForFurther()
{
    World world;
    world.audit.generate(900);
    world.audit.lookAtMost = 50;
    AuditTableModel model(world.workspace);
    model.setWords(u"run_5"_s); // among the oldest
    QTRY_VERIFY(model.isComplete() || model.rowCount() > 0);
    QVERIFY(model.rowCount() > 0);
    QVERIFY(model.record(0)->entry.object.startsWith("run_5"_L1));
}

void AuditTrailTest::failureIsKept()
{
    World world;
    world.audit.generate(10);
    world.audit.failure = Error{ErrorCode::StorageUnavailable};
    AuditTableModel model(world.workspace);
    model.reload();
    QTRY_VERIFY(model.failure());
    QVERIFY(!model.isLoading());
    world.audit.failure.reset();
    model.reload();
    QTRY_COMPARE(model.rowCount(), 10);
    QVERIFY(!model.failure());
}

void AuditTrailTest::words_data()
{
    QTest::addColumn<qint64>("number");
    QTest::addColumn<QStringList>("cells");
    QTest::newRow("answer") << 3LL
                            << QStringList{
                                   u"processor"_s, u"Processor answered"_s,         u"pay_3"_s,
                                   u"Paid"_s,      u"Capture of 49.90 EUR: Done"_s, u"sealed"_s};
    QTest::newRow("creation") << 9LL << QStringList{u"Robin"_s, u"Payment created"_s,
                                                    u"pay_9"_s, u"Draft"_s,
                                                    QString(),  u"sealed"_s};
    QTest::newRow("start") << 5LL << QStringList{u"system"_s, u"Program started"_s, u"run_5"_s,
                                                 QString(),   u"On till-3"_s,       u"sealed"_s};
    QTest::newRow("locked") << 8LL
                            << QStringList{u"system"_s,  u"Audit trail damaged"_s, u"audit"_s,
                                           u"Missing"_s, u"Record 1180"_s,         u"linked"_s};
}

void AuditTrailTest::words()
{
    QFETCH(qint64, number);
    QFETCH(QStringList, cells);
    World world;
    world.audit.all = {FakeAudit::sample(number)};
    AuditTableModel model(world.workspace);
    model.reload();
    QTRY_COMPARE(model.rowCount(), 1);
    QStringList found;
    for (const AuditColumn column : {AuditColumn::Person, AuditColumn::Action, AuditColumn::Object,
                                     AuditColumn::Result, AuditColumn::Details, AuditColumn::Seal})
        found.append(shown(model, 0, column).replace(QChar(QChar::Nbsp), u' '));
    QCOMPARE(found, cells);
    QCOMPARE(shown(model, 0, AuditColumn::Number), QString::number(number));
    QVERIFY(!shown(model, 0, AuditColumn::Time).isEmpty());
}

void AuditTrailTest::checkRunsToTheEnd()
{
    World world;
    world.audit.generate(1'050);
    AuditCheckRun run(world.workspace);
    const QSignalSpy finished(&run, &AuditCheckRun::finished);
    const QSignalSpy progressed(&run, &AuditCheckRun::progressed);
    run.start();
    QVERIFY(run.isRunning());
    run.start(); // once is enough
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(!run.isRunning());
    QCOMPARE(world.audit.checks, 11);
    QVERIFY(progressed.count() >= 11);
    QCOMPARE(run.progressText(), u"1,050 of 1,050 records checked"_s);
    world.audit.failure = Error{ErrorCode::StorageUnavailable};
    const QSignalSpy failed(&run, &AuditCheckRun::failed);
    run.start();
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!run.isRunning());
}

void AuditTrailTest::checkIsGivenUp()
{
    World world;
    world.audit.generate(100);
    world.audit.hold = true;
    AuditCheckRun run(world.workspace);
    const QSignalSpy finished(&run, &AuditCheckRun::finished);
    run.start();
    QTRY_VERIFY(world.audit.checks > 3);
    run.stop();
    const int asked = world.audit.checks;
    QTest::qWait(50);
    QCOMPARE(world.audit.checks, asked);
    QCOMPARE(finished.count(), 0);
}

void AuditTrailTest::verdicts()
{
    const QLocale locale;
    AuditCheck check;
    check.lines = check.total = 1'200;
    check.done = true;
    QVERIFY(AuditText::verdict(check, locale).contains(u"no vault was open yet"_s));
    check.sealed = 1'000;
    check.lastSealed = 1'150;
    QVERIFY(AuditText::verdict(check, locale).contains(u"the last seal is on record 1,150"_s));
    check.unread = 1'000;
    QVERIFY(AuditText::verdict(check, locale).contains(u"unlock it and check again"_s));
    check.finding = AuditFinding{AuditProblem::Missing, 17, 17};
    QVERIFY(AuditText::verdict(check, locale).contains(u"Record 17 is missing."_s));
    check.finding = AuditFinding{AuditProblem::Changed, 12, 17};
    QVERIFY(AuditText::verdict(check, locale).contains(u"One of the records 12 to 17"_s));
}

QTEST_GUILESS_MAIN(AuditTrailTest)
#include "audittrailtest.moc"

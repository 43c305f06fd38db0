#include "ui/audit/audittrailpage.h"

#include "tests/support/fakeaudit.h"
#include "tests/support/pageworld.h"
#include "tests/support/seed.h"
#include "ui/mainwindow.h"
#include "ui/theme.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/messagebar.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct AuditWorld : PageWorld
{
    explicit AuditWorld(qint64 lines)
    {
        audit.generate(lines);
        workspace.audit = &audit;
    }

    FakeAudit audit;
};

struct Shown
{
    explicit Shown(AuditWorld &world)
        : theme(*qApp, world.settings)
        , window(world.workspace, world.time, world.settings, theme, actions)
    {
        window.resize(1280, 720);
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qWarning("the window did not become active");
        auto *pages = window.findChild<QListWidget *>(u"pages"_s);
        pages->setCurrentRow(pages->count() - 1);
        page = window.auditPage();
        table = page->findChild<DataTable *>(u"auditTable"_s);
        verify = page->findChild<QPushButton *>(u"auditVerify"_s);
    }
    QString said() const { return page->findChild<MessageBar *>(u"auditMessage"_s)->text(); }
    QWidget *part(const QString &name) const { return page->findChild<QWidget *>(name); }

    RecordedActions actions;
    Theme theme;
    MainWindow window;
    AuditTrailPage *page = nullptr;
    DataTable *table = nullptr;
    QPushButton *verify = nullptr;
};

} // namespace

/// The audit page by mouse and key.
class AuditTrailPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        testSeed();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }
    void isThereOnlyWithATrail();
    void isReachedByLetters();
    void scrollingReadsOn();
    void searchNarrowsAndClears();
    void saysWhenItIsWhole();
    void saysWhatIsWrong();
    void showsProgressAndStops();
    void tellsWhatFailedAndTriesAgain();
    void copiesRows();
};

void AuditTrailPageTest::isThereOnlyWithATrail()
{
    PageWorld world;
    Theme theme(*qApp, world.settings);
    RecordedActions actions;
    MainWindow window(world.workspace, world.time, world.settings, theme, actions);
    QVERIFY(!window.auditPage());
}

void AuditTrailPageTest::isReachedByLetters()
{
    AuditWorld world(30);
    Shown shown(world);
    auto *pages = shown.window.findChild<QListWidget *>(u"pages"_s);
    pages->setCurrentRow(1);
    auto *payments = shown.window.findChild<DataTable *>(u"paymentsTable"_s);
    payments->setFocus();
    QTest::keyClick(payments, Qt::Key_G);
    QTest::keyClick(payments, Qt::Key_A);
    QTRY_VERIFY(shown.page->isVisible());
    QTRY_COMPARE(shown.page->table().rowCount(), 30);
    QTRY_VERIFY(shown.table->hasFocus());
}

void AuditTrailPageTest::scrollingReadsOn()
{
    AuditWorld world(250);
    Shown shown(world);
    QTRY_COMPARE(shown.page->table().rowCount(), 100);
    for (int i = 0; i < 3; ++i) {
        shown.table->verticalScrollBar()->setValue(shown.table->verticalScrollBar()->maximum());
        QTest::qWait(20);
    }
    QTRY_COMPARE(shown.page->table().rowCount(), 250);
    QCOMPARE(shown.page->findChild<QLabel *>(u"auditCount"_s)->text(), u"250 records"_s);
}

void AuditTrailPageTest::searchNarrowsAndClears()
{
    AuditWorld world(40);
    Shown shown(world);
    QTRY_COMPARE(shown.page->table().rowCount(), 40);
    QTest::keyClick(shown.table, Qt::Key_F, Qt::ControlModifier);
    auto *search = shown.page->findChild<QLineEdit *>(u"auditSearch"_s);
    QTRY_VERIFY(search->hasFocus());
    QTest::keyClicks(search, u"nobody of that name"_s);
    QTRY_VERIFY(shown.part(u"auditState"_s)->isVisible());
    QTest::mouseClick(shown.page->findChild<QPushButton *>(u"clearFilter"_s), Qt::LeftButton);
    QTRY_COMPARE(shown.page->table().rowCount(), 40);
    QTRY_VERIFY(!shown.part(u"auditState"_s)->isVisible());
}

void AuditTrailPageTest::saysWhenItIsWhole()
{
    AuditWorld world(350);
    Shown shown(world);
    QTest::mouseClick(shown.verify, Qt::LeftButton);
    QTRY_VERIFY2(shown.said().startsWith(u"All 350 records are as they were written"_s),
                 qPrintable(shown.said()));
    QVERIFY(!shown.part(u"auditProgress"_s)->isVisible());
}

void AuditTrailPageTest::saysWhatIsWrong()
{
    AuditWorld world(350);
    world.audit.finding = AuditFinding{AuditProblem::Changed, 217, 217};
    Shown shown(world);
    QTest::mouseClick(shown.verify, Qt::LeftButton);
    QTRY_VERIFY2(shown.said().contains(u"Record 217 is not what was written."_s),
                 qPrintable(shown.said()));
}

void AuditTrailPageTest::showsProgressAndStops()
{
    AuditWorld world(350);
    world.audit.hold = true;
    Shown shown(world);
    QTest::mouseClick(shown.verify, Qt::LeftButton);
    auto *progress = shown.page->findChild<QProgressBar *>(u"auditProgress"_s);
    QTRY_VERIFY(progress->isVisible() && progress->value() == progress->maximum());
    QCOMPARE(shown.page->findChild<QLabel *>(u"auditProgressText"_s)->text(),
             u"350 of 350 records checked"_s);
    QCOMPARE(shown.verify->text(), u"Stop checking"_s);
    QTest::mouseClick(shown.verify, Qt::LeftButton);
    QVERIFY(!progress->isVisible());
    QCOMPARE(shown.verify->text(), u"Check the trail"_s);
    QCOMPARE(shown.said(), QString());
}

void AuditTrailPageTest::tellsWhatFailedAndTriesAgain()
{
    AuditWorld world(20);
    world.audit.failure = Error{ErrorCode::StorageUnavailable};
    Shown shown(world);
    QTRY_VERIFY(shown.part(u"auditState"_s)->isVisible());
    QTest::mouseClick(shown.verify, Qt::LeftButton);
    QTRY_VERIFY(!shown.said().isEmpty());
    world.audit.failure.reset();
    QTest::mouseClick(shown.page->findChild<QPushButton *>(u"retry"_s), Qt::LeftButton);
    QTRY_COMPARE(shown.page->table().rowCount(), 20);
    QVERIFY(!shown.part(u"auditState"_s)->isVisible());
}

void AuditTrailPageTest::copiesRows()
{
    AuditWorld world(20);
    Shown shown(world);
    QTRY_COMPARE(shown.page->table().rowCount(), 20);
    shown.page->focusTable();
    QTest::keyClick(shown.table, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(shown.table, Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.first().startsWith(u"20\t"_s));
}

QTEST_MAIN(AuditTrailPageTest)
#include "audittrailpagetest.moc"

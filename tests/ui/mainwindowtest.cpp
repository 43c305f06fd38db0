#include "ui/mainwindow.h"

#include "tests/support/pageworld.h"
#include "tests/support/seed.h"
#include "ui/payments/paymentspage.h"
#include "ui/theme.h"
#include "ui/widgets/environmentstripe.h"
#include "ui/widgets/messagebar.h"

#include <QApplication>
#include <QDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct Shown
{
    explicit Shown(PageWorld &world)
        : theme(*qApp, world.settings)
        , window(world.workspace, world.time, world.settings, theme, actions)
    {
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qWarning("the window did not become active");
    }
    template <class T>
    T *find(const QString &name) const
    {
        return window.findChild<T *>(name);
    }

    RecordedActions actions;
    Theme theme;
    MainWindow window;
};

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }

    void saysWhetherMoneyIsReal()
    {
        PageWorld world;
        {
            const Shown test(world);
            QCOMPARE(test.window.findChild<EnvironmentStripe *>()->text(), u"TEST: Acme GmbH"_s);
            QVERIFY(test.window.windowTitle().contains(u"TEST"_s));
        }
        world.workspace.testMode = false;
        const Shown live(world);
        QCOMPARE(live.window.findChild<EnvironmentStripe *>()->text(), u"LIVE: Acme GmbH"_s);
    }

    void beginsInTheSearchBox()
    {
        PageWorld world;
        const Shown shown(world);
        QTRY_COMPARE(QApplication::focusWidget(), shown.find<QLineEdit>(u"search"_s));
    }

    void comesBackAsItWasLeft()
    {
        PageWorld world;
        world.lists.generate(10);
        const int email = static_cast<int>(PaymentColumn::Email);
        {
            Shown shown(world);
            shown.window.resize(1100, 640);
            auto *table = shown.find<QTableView>(u"paymentsTable"_s);
            table->setColumnHidden(email, false);
            table->setColumnWidth(0, 222);
            shown.window.paymentsPage()->toggleInspector();
            world.time.setMode(TimeMode::Utc);
            QVERIFY(shown.window.close());
        }
        world.time.setMode(TimeMode::Business);
        const Shown again(world);
        QCOMPARE(again.window.size(), QSize(1100, 640));
        const auto *table = again.find<QTableView>(u"paymentsTable"_s);
        QVERIFY(!table->isColumnHidden(email));
        QCOMPARE(table->columnWidth(0), 222);
        QVERIFY(again.window.paymentsPage()->findChild<QWidget *>(u"inspector"_s)->isHidden());
        QCOMPARE(world.time.mode(), TimeMode::Utc);
    }

    void theZoneIsNamedAndToggled()
    {
        PageWorld world;
        world.lists.generate(10);
        Shown shown(world);
        auto *zone = shown.find<QPushButton>(u"timeZone"_s);
        QCOMPARE(zone->text(), u"Business time, Europe/Berlin"_s);
        auto *search = shown.find<QLineEdit>(u"search"_s); // would take the key for redoing
        QTest::keyClick(search, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(zone->text().startsWith(u"Local time"_s));
        QTest::mouseClick(zone, Qt::LeftButton);
        QCOMPARE(zone->text(), u"UTC"_s);
        QTRY_COMPARE(shown.find<QLabel>(u"readAt"_s)->text(), u"Read 20:26:40"_s);
    }

    void tellsOfStorageAndRecovery()
    {
        PageWorld world;
        const Shown shown(world);
        auto *bar = shown.find<MessageBar>(u"storageTrouble"_s);
        QVERIFY(!bar->isVisible());
        emit world.events.storageTrouble(u"disk full"_s);
        QTRY_VERIFY(bar->isVisible());
        QVERIFY(bar->text().contains(u"disk full"_s));
        emit world.events.storageTrouble({});
        QTRY_VERIFY(!bar->isVisible());
        emit world.events.recoveryProgress(4);
        QTRY_VERIFY(shown.find<QWidget>(u"recovery"_s)->isVisible());
        emit world.events.recoveryProgress(0);
        QTRY_VERIFY(!shown.find<QWidget>(u"recovery"_s)->isVisible());
    }

    void showsItsKeys()
    {
        PageWorld world;
        Shown shown(world);
        QTest::keyClick(&shown.window, Qt::Key_F1);
        QTRY_VERIFY(shown.find<QDialog>(u"shortcutSheet"_s));
        auto *sheet = shown.find<QDialog>(u"shortcutSheet"_s);
        QVERIFY(sheet->isVisible());
        QVERIFY(sheet->findChild<EnvironmentStripe *>());
        sheet->close();
    }

    void fitsASmallScreenWithALargeFont()
    {
        const QFont before = QApplication::font();
        QFont large = before;
        large.setPointSizeF(before.pointSizeF() * 2);
        QApplication::setFont(large);
        {
            PageWorld world;
            world.lists.generate(440);
            const Shown shown(world);
            QTRY_VERIFY(shown.find<QPushButton>(u"expiringCounter"_s)->isVisible());
            QVERIFY2(shown.window.minimumSizeHint().width() <= 1280,
                     qPrintable(QString::number(shown.window.minimumSizeHint().width())));
            QVERIFY(shown.window.minimumSizeHint().height() <= 720);
        }
        QApplication::setFont(before);
    }
};

QTEST_MAIN(TestMainWindow)
#include "mainwindowtest.moc"

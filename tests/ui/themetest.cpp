#include "ui/theme.h"

#include "tests/support/seed.h"
#include "ui/statuscolors.h"

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace {

constexpr qreal kReadable = 4.5; // WCAG AA for text

const QList<StatusLook> &looks()
{
    static const QList<StatusLook> all = [] {
        QList<StatusLook> list;
        for (int i = 0; i <= static_cast<int>(StatusLook::Disputed); ++i)
            list.append(static_cast<StatusLook>(i));
        return list;
    }();
    return all;
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }

    void contrastIsCountedAsWcagDoes()
    {
        QCOMPARE(qRound(contrast(Qt::black, Qt::white) * 100), 2100);
        QCOMPARE(qRound(contrast(QColor(0x777777), QColor(0xFFFFFF)) * 100), 448);
        QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
    }

    void everyChipReads_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void everyChipReads()
    {
        QFETCH(bool, dark);
        for (const StatusLook look : looks()) {
            const StatusColors colors = statusColors(look, dark);
            QVERIFY2(contrast(colors.ink, colors.ground) >= kReadable,
                     qPrintable(statusIconPath(look)));
        }
    }

    void everyTextReads_data() { everyChipReads_data(); }
    void everyTextReads()
    {
        QFETCH(bool, dark);
        const ThemeColors &colors = themeColors(dark);
        for (const QColor &ground : {colors.window, colors.base, colors.alternate, colors.button,
                                     colors.hover, colors.selection}) {
            QVERIFY2(contrast(colors.text, ground) >= kReadable, qPrintable(ground.name()));
            QVERIFY2(contrast(colors.muted, ground) >= kReadable, qPrintable(ground.name()));
        }
        QVERIFY(contrast(colors.onAccent, colors.accent) >= kReadable);
        QVERIFY(contrast(colors.onAccent, colors.accentHover) >= kReadable);
        QVERIFY(contrast(colors.problem, colors.window) >= kReadable);
        QVERIFY(contrast(colors.accent, colors.base) >= 3.0); // focus and selection marks
    }

    void everyStatusHasAPicture()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
        const Theme theme(*qApp, settings);
        for (const StatusLook look : looks()) {
            QVERIFY2(QFile::exists(statusIconPath(look)), qPrintable(statusIconPath(look)));
            const QImage image = statusPixmap(look, Qt::red, 16).toImage();
            int painted = 0;
            for (int y = 0; y < 16; ++y) {
                for (int x = 0; x < 16; ++x)
                    painted += image.pixelColor(x, y).alpha() > 128 ? 1 : 0;
            }
            QVERIFY2(painted > 8, qPrintable(statusIconPath(look)));
        }
    }

    void theSettingDecides()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
        Theme theme(*qApp, settings);
        QCOMPARE(theme.choice(), ThemeChoice::System);
        theme.setChoice(ThemeChoice::Dark);
        QVERIFY(isDark(QApplication::palette()));
        QVERIFY(!qApp->styleSheet().contains(u'@')); // every colour has been filled in
        QCOMPARE(Theme(*qApp, settings).choice(), ThemeChoice::Dark);
        theme.setChoice(ThemeChoice::Light);
        QVERIFY(!isDark(QApplication::palette()));
    }

    void followsTheSystemWhileItRuns()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
        const QByteArray before = qgetenv("GTK_THEME");
        qputenv("GTK_THEME", "Adwaita");
        Theme theme(*qApp, settings);
        QVERIFY(!isDark(QApplication::palette()));
        QWidget window;
        window.show();
        const auto systemChanges = [&window](const QByteArray &to) {
            qputenv("GTK_THEME", to);
            QEvent change(QEvent::ThemeChange); // as the platform sends to every window
            QApplication::sendEvent(&window, &change);
        };
        systemChanges("Adwaita:dark");
        QTRY_VERIFY(isDark(QApplication::palette()));
        QVERIFY(isDark(window.palette()));
        QVERIFY(theme.isDarkNow());
        systemChanges("Adwaita");
        QTRY_VERIFY(!isDark(QApplication::palette()));
        theme.setChoice(ThemeChoice::Light); // a choice is stronger than the system
        systemChanges("Adwaita:dark");
        QTest::qWait(20);
        QVERIFY(!isDark(QApplication::palette()));
        theme.setChoice(ThemeChoice::System);
        QVERIFY(isDark(QApplication::palette()));
        qputenv("GTK_THEME", before);
    }
};

QTEST_MAIN(TestTheme)
#include "themetest.moc"

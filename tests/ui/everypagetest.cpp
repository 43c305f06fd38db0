#include "tests/support/seed.h"
#include "tests/ui/scenes.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kScreen(1280, 720);

/// A language that says everything in half as many letters again, accented, between brackets. What
/// comes out without brackets was never given to a translator.
class LongLanguage final : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        const QString text = QString::fromUtf8(source);
        QString longer;
        for (qsizetype i = 0; i < text.size() * 35 / 100; ++i)
            longer += i % 6 == 5 ? u' ' : u'é';
        return u'[' + text + u' ' + longer + u']';
    }
};

struct Variant
{
    bool dark = false;
    int percent = 100;
    bool rightToLeft = false;
    bool isLong = false;
};

/// The application as somebody else has set it up, until the end of the scope.
class Dressed
{
public:
    explicit Dressed(const Variant &variant)
        : m_settings(m_folder.filePath(u"s.ini"_s), QSettings::IniFormat)
        , m_theme(*qApp, m_settings)
        , m_font(QApplication::font())
    {
        m_theme.setChoice(variant.dark ? ThemeChoice::Dark : ThemeChoice::Light);
        QFont font = m_font;
        font.setPointSizeF(m_font.pointSizeF() * variant.percent / 100);
        QApplication::setFont(font);
        QApplication::setLayoutDirection(variant.rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
        if (variant.isLong)
            QCoreApplication::installTranslator(&m_language);
    }
    ~Dressed()
    {
        QCoreApplication::removeTranslator(&m_language);
        QApplication::setLayoutDirection(Qt::LeftToRight);
        QApplication::setFont(m_font);
        m_theme.setChoice(ThemeChoice::Light);
    }
    Q_DISABLE_COPY_MOVE(Dressed)

private:
    QTemporaryDir m_folder;
    QSettings m_settings;
    Theme m_theme;
    QFont m_font;
    LongLanguage m_language;
};

bool isInScrollArea(const QWidget *widget)
{
    for (const QWidget *parent = widget->parentWidget(); parent; parent = parent->parentWidget()) {
        if (qobject_cast<const QScrollArea *>(parent))
            return true;
    }
    return false;
}

/// What somebody could not read, in words; empty when everything has its room.
QStringList cut(const QWidget &window)
{
    QStringList found;
    for (const QLabel *label : window.findChildren<QLabel *>()) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        const int high =
            label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
        if (label->height() < high)
            found.append(
                u"too low: %1 (%2 of %3)"_s.arg(label->text()).arg(label->height()).arg(high));
        if (!label->wordWrap() && label->width() < label->sizeHint().width())
            found.append(u"too narrow: %1"_s.arg(label->text()));
        const QRect area(label->mapTo(&window, QPoint()), label->size());
        if (!isInScrollArea(label) && !window.rect().contains(area))
            found.append(u"outside: %1"_s.arg(label->text()));
    }
    for (const QAbstractButton *button : window.findChildren<QAbstractButton *>()) {
        if (!button->isVisible() || button->text().isEmpty() || button->findChild<QLabel *>())
            continue; // the labels of a card have been looked at
        if (button->width() < button->minimumSizeHint().width()
            || button->height() < button->minimumSizeHint().height())
            found.append(u"button: %1"_s.arg(button->text()));
        const QRect area(button->mapTo(&window, QPoint()), button->size());
        if (!isInScrollArea(button) && !window.rect().contains(area))
            found.append(u"button outside: %1"_s.arg(button->text()));
    }
    for (const QScrollArea *scroll : window.findChildren<QScrollArea *>()) {
        if (scroll->isVisible() && scroll->widget()
            && scroll->widget()->width() > scroll->viewport()->width())
            found.append(u"wider than its place: %1"_s.arg(scroll->objectName()));
    }
    return found;
}

} // namespace

/// Every page and dialog with a large font, in both colours, mirrored, and in a longer language.
/// Set ORCHESTRATORX_PICTURES to a folder to look at them.
class EveryPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void nothingIsCut_data();
    void nothingIsCut();
};

void EveryPageTest::nothingIsCut_data()
{
    QTest::addColumn<int>("scene");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<int>("percent");
    QTest::addColumn<bool>("rightToLeft");
    QTest::addColumn<bool>("isLong");
    const QList<Scene> scenes = everyScene();
    for (int i = 0; i < scenes.size(); ++i) {
        const auto add = [&](const char *name, const Variant &variant) {
            QTest::newRow(qPrintable(scenes.at(i).name + u'-' + QLatin1StringView(name)))
                << i << variant.dark << variant.percent << variant.rightToLeft << variant.isLong;
        };
        add("light", {});
        add("dark", {.dark = true});
        add("light-200", {.percent = 200});
        add("dark-200", {.dark = true, .percent = 200});
        add("mirrored", {.rightToLeft = true});
        add("long", {.isLong = true});
    }
}

void EveryPageTest::nothingIsCut()
{
    QFETCH(int, scene);
    QFETCH(bool, dark);
    QFETCH(int, percent);
    QFETCH(bool, rightToLeft);
    QFETCH(bool, isLong);
    const Dressed dressed({dark, percent, rightToLeft, isLong});
    const Stage stage = everyScene().at(scene).make();
    stage.window->show();
    stage.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(stage.window.get()));
    stage.play();
    // A layout may follow another one: what counts is where it comes to rest.
    QStringList unreadable;
    QTRY_VERIFY2((unreadable = cut(*stage.window)).isEmpty(), qPrintable(unreadable.join(u'\n')));
    const QString folder = qEnvironmentVariable("ORCHESTRATORX_PICTURES");
    if (!folder.isEmpty())
        stage.window->grab().save(
            QDir(folder).filePath(QString::fromLatin1(QTest::currentDataTag()) + u".png"_s));
    const auto fits = [&] {
        const QRect screen = stage.window->screen()->availableGeometry();
        return stage.isMain ? stage.window->width() <= screen.width()
                                  && stage.window->height() <= screen.height()
                            : screen.contains(stage.window->geometry());
    };
    QCOMPARE(stage.window->screen()->size(), kScreen);
    QTRY_VERIFY2(fits(),
                 qPrintable(u"%1 x %2"_s.arg(stage.window->width()).arg(stage.window->height())));
}

QTEST_MAIN(EveryPageTest)
#include "everypagetest.moc"

#include "ui/theme.h"

#include "ui/widgets/textsize.h"

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QFontMetrics>
#include <QIcon>
#include <QStyleFactory>

using namespace Qt::StringLiterals;

/// Resources of a static library are only linked in when somebody names them.
static void initResources()
{
    Q_INIT_RESOURCE(icons);
    Q_INIT_RESOURCE(styles);
}

namespace {

const auto kSetting = u"appearance/theme"_s;

// Qt 6.4 does not tell the system's colour scheme: a dark palette of the platform does, and so does
// the theme name that GTK programs read.
bool systemIsDark(const QPalette &palette)
{
    const QByteArray gtk = qgetenv("GTK_THEME").toLower();
    return isDark(palette) || gtk.contains("dark");
}

QPalette paletteOf(const ThemeColors &colors)
{
    QPalette palette;
    palette.setColor(QPalette::Window, colors.window);
    palette.setColor(QPalette::WindowText, colors.text);
    palette.setColor(QPalette::Base, colors.base);
    palette.setColor(QPalette::AlternateBase, colors.alternate);
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.muted);
    palette.setColor(QPalette::Button, colors.button);
    palette.setColor(QPalette::ButtonText, colors.text);
    palette.setColor(QPalette::BrightText, colors.problem);
    palette.setColor(QPalette::ToolTipBase, colors.base);
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::Highlight, colors.accent);
    palette.setColor(QPalette::HighlightedText, colors.onAccent);
    palette.setColor(QPalette::Link, colors.accent);
    palette.setColor(QPalette::LinkVisited, colors.accent);
    palette.setColor(QPalette::Light, colors.base);
    palette.setColor(QPalette::Midlight, colors.hover);
    palette.setColor(QPalette::Mid, colors.border);
    palette.setColor(QPalette::Dark, colors.border);
    for (const QPalette::ColorRole role :
         {QPalette::Text, QPalette::WindowText, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, colors.faint);
    return palette;
}

QString styleSheetOf(const ThemeColors &colors)
{
    QFile file(u":/styles/orchestratorx.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    // Longer names first: "accent" is also the beginning of "accentHover".
    const std::pair<QString, QColor> names[] = {
        {u"@accentHover"_s, colors.accentHover},
        {u"@accent"_s, colors.accent},
        {u"@onAccent"_s, colors.onAccent},
        {u"@window"_s, colors.window},
        {u"@base"_s, colors.base},
        {u"@text"_s, colors.text},
        {u"@muted"_s, colors.muted},
        {u"@faint"_s, colors.faint},
        {u"@border"_s, colors.border},
        {u"@button"_s, colors.button},
        {u"@hover"_s, colors.hover},
        {u"@selection"_s, colors.selection},
        {u"@problem"_s, colors.problem},
    };
    for (const auto &[name, color] : names)
        sheet.replace(name, color.name());
    return sheet;
}

} // namespace

const ThemeColors &themeColors(bool dark)
{
    static const ThemeColors light = {
        .window = QColor(0xF6F7F9),
        .base = QColor(0xFFFFFF),
        .alternate = QColor(0xFAFBFC),
        .text = QColor(0x1B1F24),
        .muted = QColor(0x57606A),
        .faint = QColor(0x8C959F),
        .border = QColor(0xD5DAE1),
        .button = QColor(0xFFFFFF),
        .hover = QColor(0xECEFF3),
        .accent = QColor(0x2563EB),
        .accentHover = QColor(0x1D4FD0),
        .onAccent = QColor(0xFFFFFF),
        .selection = QColor(0xDCE7FD),
        .problem = QColor(0xB42318),
    };
    static const ThemeColors dark_ = {
        .window = QColor(0x1B1D21),
        .base = QColor(0x141619),
        .alternate = QColor(0x181A1E),
        .text = QColor(0xE6E8EB),
        .muted = QColor(0xA3ABB5),
        .faint = QColor(0x6B737D),
        .border = QColor(0x33373E),
        .button = QColor(0x26292F),
        .hover = QColor(0x2A2E35),
        .accent = QColor(0x6EA8FE),
        .accentHover = QColor(0x8BBAFF),
        .onAccent = QColor(0x0B1B33),
        .selection = QColor(0x1E3358),
        .problem = QColor(0xFF9B8A),
    };
    return dark ? dark_ : light;
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

QFont strongFont(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

void loadFonts()
{
    const QFont usual = QApplication::font();
    for (const QFont &font : {usual, strongFont(usual), smallerFont(usual)})
        static_cast<void>(QFontMetrics(font).horizontalAdvance(u'0'));
}

Theme::Theme(QApplication &application, QSettings &settings)
    : m_application(application)
    , m_settings(settings)
    , m_systemDark(systemIsDark(QApplication::palette()))
{
    initResources();
    const QString stored = settings.value(kSetting).toString();
    if (stored == u"light")
        m_choice = ThemeChoice::Light;
    else if (stored == u"dark")
        m_choice = ThemeChoice::Dark;
    apply();
    application.installEventFilter(this);
}

bool Theme::isDarkNow() const
{
    switch (m_choice) {
    case ThemeChoice::System: return m_systemDark;
    case ThemeChoice::Light: return false;
    case ThemeChoice::Dark: return true;
    }
    return false;
}

void Theme::setChoice(ThemeChoice choice)
{
    m_choice = choice;
    switch (choice) {
    case ThemeChoice::System: m_settings.remove(kSetting); break;
    case ThemeChoice::Light: m_settings.setValue(kSetting, u"light"_s); break;
    case ThemeChoice::Dark: m_settings.setValue(kSetting, u"dark"_s); break;
    }
    apply();
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    // Every window hears of it: read once, when all have.
    if (event->type() == QEvent::ThemeChange && !m_readDue) {
        m_readDue = true;
        QMetaObject::invokeMethod(this, &Theme::readSystem, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

void Theme::readSystem()
{
    m_readDue = false;
    QApplication::setPalette(QPalette()); // takes ours away, so that the platform's shows
    m_systemDark = systemIsDark(QApplication::palette());
    apply();
}

void Theme::apply()
{
    // Icons first: widgets look at theirs again when palette and style sheet reach them. A plain X
    // session names no icon theme, or one without what we need.
    QIcon::setFallbackThemeName(isDarkNow() ? u"breeze-dark"_s : u"breeze"_s);
    QIcon::setThemeSearchPaths(QIcon::themeSearchPaths()); // or icons made before stay as they are
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    const ThemeColors &colors = themeColors(isDarkNow());
    QApplication::setPalette(paletteOf(colors));
    m_application.setStyleSheet(styleSheetOf(colors));
}

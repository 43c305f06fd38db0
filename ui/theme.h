#pragma once

#include <QFont>
#include <QObject>
#include <QPalette>
#include <QSettings>

class QApplication;

enum class ThemeChoice { System, Light, Dark };

/// Every colour that is not a status: greys and one accent.
struct ThemeColors
{
    QColor window;
    QColor base;
    QColor alternate;
    QColor text;
    QColor muted; ///< captions and headers
    QColor faint; ///< disabled
    QColor border;
    QColor button;
    QColor hover;
    QColor accent; ///< primary action, focus and selection only
    QColor accentHover;
    QColor onAccent;
    QColor selection; ///< accent tint behind selected rows
    QColor problem;   ///< letters and border of a field that is wrong
};

const ThemeColors &themeColors(bool dark);
/// Whether a widget with this palette is shown dark.
bool isDark(const QPalette &palette);
inline const ThemeColors &themeColors(const QPalette &palette)
{
    return themeColors(isDark(palette));
}

/// Semibold, for headings inside a page.
QFont strongFont(QFont font);

/// Finds and loads the fonts the window is made of; whoever measures a text first waits for that.
void loadFonts();

/// Dresses the application: Fusion with our palette, light or dark as the system is, unless the
/// setting "appearance/theme" says otherwise. Follows the system while the program runs.
class Theme final : public QObject
{
    Q_OBJECT

public:
    /// Reads the system's palette, so make it before anything else sets one. Both must outlive it.
    Theme(QApplication &application, QSettings &settings);

    ThemeChoice choice() const { return m_choice; }
    void setChoice(ThemeChoice choice);
    bool isDarkNow() const;

protected:
    /// Hears that the system changed its colours while the program runs.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void apply();
    void readSystem();

    QApplication &m_application;
    QSettings &m_settings;
    bool m_systemDark = false;
    bool m_readDue = false;
    ThemeChoice m_choice = ThemeChoice::System;
};

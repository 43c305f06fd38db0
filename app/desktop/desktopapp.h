#pragma once

#include "app/demodata.h"
#include "app/options.h"
#include "services/core/clock.h"
#include "services/core/random.h"

#include <QObject>
#include <QPointer>
#include <QSettings>
#include <QTimer>

#include <memory>

class ChallengeViewSource;
class Composition;
class Keychain;
class DesktopActions;
class FirstStartPage;
class MainWindow;
class QMainWindow;
class QStackedWidget;
class Theme;
class TroublePage;

/// The desktop program from its first window to its last: first start, a file that cannot be
/// opened, and the window on an open file.
class DesktopApp final : public QObject
{
    Q_OBJECT

public:
    /// Clock and random outlive it.
    DesktopApp(const AppOptions &options, const Clock &clock, Random &random);
    ~DesktopApp() override;

    /// Opens what was asked for, what was open last, or the first-start page.
    void start();

private:
    void makeStartWindow();
    void showStartWindow();
    void makeSampleData();
    /// Makes the file unless it is there, and opens it where keys are entered.
    void openNewShop(bool testMode);
    void openFile(const QString &file);
    void keep(const QString &key, const QString &value);
    void showTrouble(const QString &file, const Error &error);
    void showPayments();
    void showWindow();
    void quitAfterFirstPaint();

    const AppOptions m_options;
    const Clock &m_clock;
    Random &m_random;
    const std::unique_ptr<Keychain> m_keychain; ///< one for all files: see ThreadedKeychain
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ChallengeViewSource> m_views;
    std::unique_ptr<DemoData> m_demo;
    std::unique_ptr<QMainWindow> m_startWindow;
    QStackedWidget *m_startPages = nullptr;
    FirstStartPage *m_firstStart = nullptr;
    TroublePage *m_trouble = nullptr;
    std::unique_ptr<Composition> m_composition;
    std::unique_ptr<DesktopActions> m_actions;
    std::unique_ptr<MainWindow> m_window;
    QTimer m_latestShow;
    bool m_connectWanted = false; ///< keys are to be entered as soon as the window is there
};

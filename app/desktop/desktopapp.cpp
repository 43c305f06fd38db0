#include "app/desktop/desktopapp.h"

#include "app/composition.h"
#include "app/desktop/firstpaint.h"
#include "app/newshop.h"
#include "models/errortext.h"
#include "services/vault/systemkeychain.h"
#include "services/vault/threadedkeychain.h"
#include "ui/challenge/challengeviewsource.h"
#include "ui/home/firststartpage.h"
#include "ui/home/troublepage.h"
#include "ui/mainwindow.h"
#include "ui/payments/desktopactions.h"
#include "ui/payments/paymentspage.h"
#include "ui/theme.h"

#include <QApplication>
#include <QDir>
#include <QIcon>
#include <QStackedWidget>
#include <QStandardPaths>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

const auto kLastFile = u"file/last"_s;
const auto kReturnPort = u"file/returnPort"_s;
constexpr int kLongestWaitMs = 150; ///< for rows, before the window is shown without
constexpr int kIconDelayMs = 200;   ///< drawing it in every size takes as long as the page itself

ThemeChoice themeChoice(ColorScheme scheme)
{
    switch (scheme) {
    case ColorScheme::System: return ThemeChoice::System;
    case ColorScheme::Light: return ThemeChoice::Light;
    case ColorScheme::Dark: return ThemeChoice::Dark;
    }
    return ThemeChoice::System;
}

QString dataFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

} // namespace

DesktopApp::DesktopApp(const AppOptions &options, const Clock &clock, Random &random)
    : m_options(options)
    , m_clock(clock)
    , m_random(random)
    , m_keychain(std::make_unique<ThreadedKeychain>(std::make_unique<SystemKeychain>()))
    , m_settings(std::make_unique<QSettings>())
    , m_theme(std::make_unique<Theme>(*qApp, *m_settings))
    , m_views(std::make_unique<PluginChallengeViewSource>())
{
    if (options.colorScheme != ColorScheme::System)
        m_theme->setChoice(themeChoice(options.colorScheme));
    m_latestShow.setSingleShot(true);
    connect(&m_latestShow, &QTimer::timeout, this, &DesktopApp::showWindow);
    QTimer::singleShot(kIconDelayMs, this,
                       [] { QApplication::setWindowIcon(QIcon(u":/icons/app.svg"_s)); });
}

DesktopApp::~DesktopApp()
{
    m_window.reset();
    m_actions.reset();
    m_composition.reset();
    m_demo.reset();
}

void DesktopApp::start()
{
    const QString last = m_settings->value(kLastFile).toString();
    const QString wanted = m_options.databaseFile.isEmpty() ? last : m_options.databaseFile;
    // Sample data are opened as they are made: their bank has to be started with them.
    const bool samples = wanted == DemoData::databaseFile(dataFolder()) && QFile::exists(wanted);
    if (m_options.demo || samples)
        makeSampleData();
    else if (!wanted.isEmpty())
        openFile(wanted);
    else
        showStartWindow();
}

void DesktopApp::makeStartWindow()
{
    if (m_startWindow)
        return;
    m_startWindow = std::make_unique<QMainWindow>();
    m_startWindow->setWindowTitle(QApplication::applicationDisplayName());
    m_startWindow->resize(960, 640);
    m_startPages = new QStackedWidget(m_startWindow.get());
    m_firstStart = new FirstStartPage(m_startPages);
    m_trouble = new TroublePage(m_startPages);
    m_startPages->addWidget(m_firstStart);
    m_startPages->addWidget(m_trouble);
    m_startWindow->setCentralWidget(m_startPages);
    connect(m_firstStart, &FirstStartPage::sampleDataRequested, this, &DesktopApp::makeSampleData);
    connect(m_firstStart, &FirstStartPage::connectRequested, this, &DesktopApp::openNewShop);
    connect(m_firstStart, &FirstStartPage::openFileRequested, this, &DesktopApp::openFile);
    connect(m_trouble, &TroublePage::sampleDataRequested, this, &DesktopApp::makeSampleData);
    connect(m_trouble, &TroublePage::openFileRequested, this, &DesktopApp::openFile);
    connect(m_trouble, &TroublePage::retryRequested, this, &DesktopApp::openFile);
}

void DesktopApp::showStartWindow()
{
    makeStartWindow();
    m_startPages->setCurrentWidget(m_firstStart);
    m_startWindow->show();
}

void DesktopApp::makeSampleData()
{
    showStartWindow();
    m_firstStart->showProgress(0, 0);
    m_demo = std::make_unique<DemoData>(m_clock, m_random);
    connect(m_demo.get(), &DemoData::progress, m_firstStart, &FirstStartPage::showProgress);
    connect(m_demo.get(), &DemoData::startingBank, m_firstStart, &FirstStartPage::showStartingBank);
    connect(m_demo.get(), &DemoData::ready, this, &DesktopApp::openFile);
    connect(m_demo.get(), &DemoData::failed, this, [this](const Error &error) {
        ErrorScene scene;
        scene.action = MoneyAction::Read;
        scene.reference = DemoData::databaseFile(dataFolder());
        m_firstStart->showError(errorText(error, scene));
    });
    m_demo->prepare(dataFolder());
}

void DesktopApp::openNewShop(bool testMode)
{
    const QString file = NewShop::databaseFile(dataFolder(), testMode);
    const Result<> made = NewShop::make(file, u"My shop"_s, testMode, m_clock, m_random);
    if (!made)
        return showTrouble(file, made.error());
    m_connectWanted = true;
    openFile(file);
}

void DesktopApp::openFile(const QString &file)
{
    m_composition = std::make_unique<Composition>(m_clock, m_random, *m_keychain);
    OpenPlan plan{file, m_options.operatorName};
    plan.preferredReturnPort =
        static_cast<quint16>(m_settings->value(kReturnPort, DemoData::kReturnPort).toUInt());
    if (file == DemoData::databaseFile(dataFolder()))
        plan.samplePassphrase = DemoData::vaultPassphrase();
    m_composition->open(plan, [this, file](const Result<> &opened) {
        if (opened)
            return showPayments();
        // The composition is on the stack of this call: it goes when the call is over.
        QTimer::singleShot(0, this, [this] { m_composition.reset(); });
        showTrouble(file, opened.error());
    });
    // The engine is busy with the file on a thread of its own: this one would have to wait for it
    // first, and for fonts later.
    loadFonts();
}

void DesktopApp::keep(const QString &key, const QString &value)
{
    // Settings that changed are synced to disk on this thread.
    if (m_settings->value(key).toString() != value)
        m_settings->setValue(key, value);
}

void DesktopApp::showTrouble(const QString &file, const Error &error)
{
    makeStartWindow();
    m_trouble->showTrouble(file, error);
    m_startPages->setCurrentWidget(m_trouble);
    m_startWindow->show();
}

void DesktopApp::showPayments()
{
    keep(kLastFile, m_composition->file());
    keep(kReturnPort, QString::number(m_composition->returnPort()));
    m_actions = std::make_unique<DesktopActions>(m_composition->workspace(), *m_views, *m_settings);
    m_window = std::make_unique<MainWindow>(m_composition->workspace(), m_composition->time(),
                                            *m_settings, *m_theme, *m_actions);
    m_window->setProcessors(m_composition->processors());
    m_window->addRouting(m_composition->routing());
    if (m_options.quitAfterFirstPaint)
        quitAfterFirstPaint();
    // The first rows come about now: a window painted without them would be painted twice.
    m_latestShow.start(kLongestWaitMs);
    PaymentsPage *page = m_window->paymentsPage();
    connect(page, &PaymentsPage::listRead, this, [this, page] {
        if (m_latestShow.isActive() && !page->table().isLoading())
            showWindow();
    });
}

void DesktopApp::showWindow()
{
    m_latestShow.stop();
    m_window->show();
    if (m_startWindow)
        m_startWindow->hide();
    if (std::exchange(m_connectWanted, false))
        m_window->connectProcessor();
}

void DesktopApp::quitAfterFirstPaint()
{
    auto *table = m_window->findChild<QAbstractItemView *>(u"paymentsTable"_s);
    new FirstPaint(*table, [] {
        std::puts("painted");
        std::fflush(stdout);
        QTimer::singleShot(300, qApp, &QApplication::quit);
    });
}

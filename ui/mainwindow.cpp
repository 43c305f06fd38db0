#include "ui/mainwindow.h"

#include "models/customertext.h"
#include "models/displaytext.h"
#include "ui/capture/workbenchpage.h"
#include "ui/payments/paymentspage.h"
#include "ui/shortcutsheet.h"
#include "ui/theme.h"
#include "ui/vault/vaultcorner.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/environmentstripe.h"
#include "ui/widgets/listpage.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/undostrip.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

const auto kGeometrySetting = u"window/geometry"_s;
const auto kTimeSetting = u"window/time"_s;
constexpr int kProgressDelayMs = 40; ///< payments come first
constexpr int kVaultDelayMs = 600;   ///< after everything that a window opens with

} // namespace

MainWindow::MainWindow(const Workspace &workspace, TimeChoice &time, QSettings &settings,
                       Theme &theme, PaymentActions &actions, QWidget *parent)
    : QMainWindow(parent)
    , m_workspace(workspace)
    , m_time(time)
    , m_settings(settings)
    , m_theme(theme)
    , m_actions(actions)
    , m_state(workspace)
{
    setObjectName(u"mainWindow"_s);
    //: title of the window: %1 the merchant, %2 the mode
    setWindowTitle(tr("OrchestratorX \u2013 %1 (%2)")
                       .arg(workspace.merchantName, workspace.testMode ? tr("TEST") : tr("LIVE")));
    auto *centre = new QWidget(this);
    m_pages = new QStackedWidget(centre);
    m_trouble = new MessageBar(centre);
    m_trouble->setObjectName(u"storageTrouble"_s);
    auto *columns = new QHBoxLayout;
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    columns->addWidget(makeSidebar(centre));
    columns->addWidget(m_pages, 1);
    auto *rows = new QVBoxLayout(centre);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    auto *stripe = new EnvironmentStripe(workspace.testMode, workspace.merchantName, centre);
    rows->addWidget(stripe);
    rows->addWidget(m_trouble);
    rows->addLayout(columns, 1);
    m_pages->raise(); // a screen reader reads in the order of the children
    m_trouble->lower();
    stripe->lower();
    setCentralWidget(centre);
    m_payments = new PaymentsPage(workspace, settings, actions, m_pages);
    addPages();
    makeStatusBar();
    addShortcuts();
    m_compact->setChecked(m_payments->isCompact());
    connect(m_compact, &QAction::toggled, m_payments, &PaymentsPage::setCompact);
    restoreWindow();
    connect(&m_state, &WindowState::changed, this, &MainWindow::showState);
    connect(&m_time, &TimeChoice::changed, this, &MainWindow::showTime);
    connect(m_payments, &PaymentsPage::listRead, this, &MainWindow::noteRead);
    connect(m_pages, &QStackedWidget::currentChanged, this, [this] {
        if (const auto make = m_makers.value(m_pages->currentWidget()))
            make();
    });
    if (workspace.navigation) {
        connect(workspace.navigation, &Navigation::customerAsked, this, &MainWindow::goToCustomer);
        connect(workspace.navigation, &Navigation::agreementsAsked, this,
                &MainWindow::goToAgreements);
    }
    QTimer::singleShot(kProgressDelayMs, &m_state, &WindowState::readSearchProgress);
    showTime();
    showState();
    m_payments->focusSearch();
}

QWidget *MainWindow::makeSidebar(QWidget *parent)
{
    auto *side = new QWidget(parent);
    side->setObjectName(u"sidebar"_s);
    m_sidebar = new QListWidget(side);
    m_sidebar->setObjectName(u"pages"_s);
    m_sidebar->setAccessibleName(tr("Pages"));
    m_sidebar->setFrameShape(QFrame::NoFrame);
    m_sidebar->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_sidebar->setUniformItemSizes(true);
    m_sidebar->setSpacing(2);
    auto *more = new QPushButton(tr("Menu"), side);
    more->setObjectName(u"menu"_s);
    more->setAccessibleName(tr("Appearance, shortcuts and quitting"));
    addMenu(more);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(8, 12, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_sidebar, 1);
    layout->addWidget(more);
    int widest = 0;
    for (const QString &name :
         {tr("Payments"), tr("Refunds"), tr("Customers"), tr("Recurring"), tr("Webhooks")})
        widest = qMax(widest, fontMetrics().horizontalAdvance(name));
    side->setFixedWidth(widest + 64);
    connect(m_sidebar, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    // Arrow keys only look; a click or Enter goes there.
    const auto enter = [this](const QListWidgetItem *item) {
        m_entrances.at(m_sidebar->row(item))();
    };
    connect(m_sidebar, &QListWidget::itemClicked, this, enter);
    connect(m_sidebar, &QListWidget::itemActivated, this, enter);
    return side;
}

void MainWindow::addMenu(QPushButton *button)
{
    auto *menu = new QMenu(button);
    auto *themes = new QActionGroup(menu);
    const std::tuple<QString, ThemeChoice, QString> choices[] = {
        {tr("Colours as the system"), ThemeChoice::System, u"themeSystem"_s},
        {tr("Light"), ThemeChoice::Light, u"themeLight"_s},
        {tr("Dark"), ThemeChoice::Dark, u"themeDark"_s},
    };
    for (const auto &[text, choice, name] : choices) {
        QAction *action = menu->addAction(text);
        action->setObjectName(name);
        action->setCheckable(true);
        action->setActionGroup(themes);
        action->setChecked(m_theme.choice() == choice);
        connect(action, &QAction::triggered, this,
                [this, wanted = choice] { m_theme.setChoice(wanted); });
    }
    menu->addSeparator();
    m_compact = menu->addAction(tr("Compact rows"));
    m_compact->setObjectName(u"compactRows"_s);
    m_compact->setCheckable(true);
    menu->addSeparator();
    addPrivacy(menu);
    menu->addAction(tr("Keyboard shortcuts"), this, &MainWindow::showShortcuts)
        ->setShortcut(QKeySequence(u"F1"_s));
    menu->addSeparator();
    QAction *quit = menu->addAction(tr("Quit"), this, &QWidget::close);
    quit->setShortcut(QKeySequence(u"Ctrl+Q"_s));
    button->setMenu(menu);
    addActions(menu->actions()); // so that their keys work while the menu is closed
}

void MainWindow::addPrivacy(QMenu *menu)
{
    if (PrivacyMask *mask = m_workspace.mask) {
        QAction *hide = menu->addAction(tr("Hide names and amounts"));
        hide->setObjectName(u"privacyMask"_s);
        hide->setCheckable(true);
        hide->setShortcut(QKeySequence(u"Ctrl+Shift+H"_s));
        connect(hide, &QAction::toggled, mask, &PrivacyMask::setOn);
        connect(mask, &PrivacyMask::changed, this, &MainWindow::showMask);
        connect(mask, &PrivacyMask::changed, hide,
                [hide, mask] { hide->setChecked(mask->isOn()); });
    }
    if (m_workspace.vault) {
        menu->addAction(tr("Vault..."), this, [this] { vaultCorner()->openDialog(); })
            ->setObjectName(u"openVault"_s);
        QAction *lock =
            menu->addAction(tr("Lock the vault now"), this, [this] { vaultCorner()->lockNow(); });
        lock->setObjectName(u"lockVault"_s);
        lock->setShortcut(QKeySequence(u"Ctrl+L"_s));
    }
    if (m_workspace.mask || m_workspace.vault)
        menu->addSeparator();
}

void MainWindow::showMask()
{
    if (!m_masked) {
        m_masked = new ElidedLabel(Qt::ElideRight, statusBar());
        m_masked->setObjectName(u"masked"_s);
        m_masked->setText(
            tr("Names and amounts are hidden (%1)")
                .arg(QKeySequence(u"Ctrl+Shift+H"_s).toString(QKeySequence::NativeText)));
        statusBar()->addWidget(m_masked);
    }
    m_masked->setVisible(m_workspace.mask->isOn());
}

void MainWindow::makeStatusBar()
{
    QStatusBar *bar = statusBar();
    bar->setSizeGripEnabled(false);
    bar->setContentsMargins(14, 2, 14, 2);
    m_zone = new QPushButton(bar);
    m_zone->setObjectName(u"timeZone"_s);
    m_zone->setFlat(true);
    m_zone->setProperty("chip", true);
    m_zone->setToolTip(tr("Business, local or UTC time, everywhere (Ctrl+Shift+Z)"));
    m_read = new QLabel(bar);
    m_read->setObjectName(u"readAt"_s);
    m_recovery = new ElidedLabel(Qt::ElideRight, bar);
    m_recovery->setObjectName(u"recovery"_s);
    m_indexing = new ElidedLabel(Qt::ElideRight, bar);
    m_indexing->setObjectName(u"indexing"_s);
    if (DelayedRemovals *removals = m_workspace.removals) {
        bar->addWidget(new UndoStrip(*removals, m_workspace.clock, bar));
        connect(removals, &DelayedRemovals::failed, this,
                [this](const SavedMethod &method, const Error &error) {
                    m_trouble->showError(CustomerText::problem(error, method.id.value));
                });
    }
    bar->addWidget(m_recovery);
    bar->addWidget(m_indexing);
    bar->addPermanentWidget(m_read);
    bar->addPermanentWidget(m_zone);
    connect(m_zone, &QPushButton::clicked, &m_time, &TimeChoice::toggle);
}

void MainWindow::addShortcuts()
{
    auto *zone = new QShortcut(QKeySequence(u"Ctrl+Shift+Z"_s), this);
    connect(zone, &QShortcut::activated, &m_time, &TimeChoice::toggle);
    auto *sheet = new QShortcut(QKeySequence(u"Ctrl+/"_s), this);
    connect(sheet, &QShortcut::activated, this, &MainWindow::showShortcuts);
    // G, then the letter of a place. In a text field both are text.
    const auto go = [this](const QKeySequence &keys, int view) {
        auto *shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, [this, view] { goToPayments(view); });
    };
    go(QKeySequence(u"G, P"_s), 0);
    const auto goTo = [this](const QKeySequence &keys, void (MainWindow::*place)()) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, place);
    };
    goTo(QKeySequence(u"G, H"_s), &MainWindow::goToHome);
    goTo(QKeySequence(u"G, C"_s), &MainWindow::goToWorkbench);
    goTo(QKeySequence(u"G, R"_s), &MainWindow::goToRefunds);
    goTo(QKeySequence(u"G, U"_s), &MainWindow::goToCustomers);
    goTo(QKeySequence(u"G, E"_s), &MainWindow::goToRecurring);
    goTo(QKeySequence(u"G, A"_s), &MainWindow::goToAudit);
    goTo(QKeySequence(u"G, D"_s), &MainWindow::goToDisputes);
    goTo(QKeySequence(u"G, W"_s), &MainWindow::goToWebhooks);
    goTo(QKeySequence(u"G, N"_s), &MainWindow::goToProcessors);
}

void MainWindow::noteRead(qint64 atMs)
{
    m_readAtMs = atMs;
    showTime();
}

void MainWindow::showShortcuts()
{
    (new ShortcutSheet(m_workspace.testMode, m_workspace.merchantName, this))->open();
}

void MainWindow::showTime()
{
    m_zone->setText(m_time.label());
    m_zone->setAccessibleName(tr("Times are shown in: %1").arg(m_time.label()));
    m_read->setText(m_readAtMs == 0 ? QString()
                                    : tr("Read %1").arg(DisplayText::clockTime(
                                        m_readAtMs, m_time.zone(), locale())));
}

void MainWindow::showState()
{
    const QString storage = m_state.storageText();
    if (storage.isEmpty())
        m_trouble->clear();
    else
        m_trouble->showNotice(storage);
    m_recovery->setText(m_state.recoveryText());
    m_recovery->setVisible(!m_state.recoveryText().isEmpty());
    m_indexing->setText(m_state.searchText());
    m_indexing->setVisible(!m_state.searchText().isEmpty());
}

void MainWindow::restoreWindow()
{
    constexpr QSize kFirstSize(1280, 720);
    const int mode = m_settings.value(kTimeSetting, 0).toInt();
    if (mode >= 0 && mode <= static_cast<int>(TimeMode::Utc))
        m_time.setMode(static_cast<TimeMode>(mode));
    if (!restoreGeometry(m_settings.value(kGeometrySetting).toByteArray()))
        resize(kFirstSize);
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    if (m_workspace.vault && !m_vault)
        QTimer::singleShot(kVaultDelayMs, this, [this] { vaultCorner(); });
}

VaultCorner *MainWindow::vaultCorner()
{
    if (m_vault || !m_workspace.vault)
        return m_vault;
    constexpr int kAboveThePages = 1;
    m_vault = new VaultCorner(m_workspace, m_settings, this);
    qobject_cast<QBoxLayout *>(centralWidget()->layout())
        ->insertWidget(kAboveThePages, m_vault->notice());
    statusBar()->addPermanentWidget(m_vault->button());
    m_vault->begin();
    return m_vault;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_settings.setValue(kGeometrySetting, saveGeometry());
    m_settings.setValue(kTimeSetting, static_cast<int>(m_time.mode()));
    m_payments->saveState();
    if (m_workbench)
        m_workbench->saveState();
    for (ListPage *page : std::as_const(m_lists))
        page->saveState();
    QMainWindow::closeEvent(event);
}

#include "ui/vault/vaultcorner.h"

#include "ui/vault/vaultdialog.h"
#include "ui/widgets/messagebar.h"

#include <QCoreApplication>
#include <QEvent>
#include <QKeySequence>
#include <QPushButton>

using namespace Qt::StringLiterals;

VaultCorner::VaultCorner(const Workspace &workspace, QSettings &settings, QWidget *window,
                         Prompts &prompts, SaveChooser saveTo)
    : QObject(window)
    , m_window(window)
    , m_prompts(prompts)
    , m_saveTo(std::move(saveTo))
    , m_vault(workspace)
    , m_autoLock(m_vault, workspace.clock, settings)
    , m_button(new QPushButton(window))
    , m_notice(new MessageBar(window))
{
    m_button->setObjectName(u"vaultState"_s);
    m_button->setFlat(true);
    m_button->setProperty("chip", true);
    m_button->hide();
    m_notice->setObjectName(u"vaultNotice"_s);
    connect(m_button, &QPushButton::clicked, this, &VaultCorner::openDialog);
    connect(&m_vault, &VaultController::changed, this, &VaultCorner::refresh);
    connect(&m_autoLock, &AutoLock::locked, this, [this] { m_lockedItself = true; });
}

VaultCorner::~VaultCorner() = default;

void VaultCorner::begin()
{
    m_vault.begin();
}

void VaultCorner::lockNow()
{
    if (m_vault.isOpen())
        m_vault.lock();
}

void VaultCorner::openDialog()
{
    if (!m_vault.isKnown() || m_window->findChild<VaultDialog *>())
        return;
    m_vault.clearFailure();
    auto *dialog = new VaultDialog(m_vault, m_autoLock, m_window, m_prompts, m_saveTo);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void VaultCorner::refresh()
{
    const bool open = m_vault.isOpen();
    m_button->setVisible(m_vault.isKnown());
    m_button->setText(vaulttext::shortState(m_vault.status()));
    m_button->setAccessibleName(vaulttext::shortState(m_vault.status()));
    //: %1 says how the vault stands, %2 is a key
    m_button->setToolTip(tr("%1\nLock it: %2")
                             .arg(vaulttext::meaning(m_vault.status()),
                                  QKeySequence(u"Ctrl+L"_s).toString(QKeySequence::NativeText)));
    m_lockedItself = m_lockedItself && !open;
    if (!m_vault.trouble().isEmpty())
        m_notice->showNotice(tr("Stored cards cannot be used: %1 %2 Everything else works.")
                                 .arg(m_vault.trouble().what, m_vault.trouble().todo));
    else if (m_lockedItself)
        m_notice->showNotice(tr("The vault locked itself because nobody did anything for a while. "
                                "Click \u201cVault locked\u201d below to unlock it."));
    else
        m_notice->clear();
    if (open != m_watching) {
        m_watching = open;
        open ? QCoreApplication::instance()->installEventFilter(this)
             : QCoreApplication::instance()->removeEventFilter(this);
    }
}

bool VaultCorner::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin: m_autoLock.touch(); break;
    default: break; // events are Qt's
    }
    return QObject::eventFilter(watched, event);
}

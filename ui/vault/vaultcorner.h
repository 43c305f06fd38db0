#pragma once

#include "models/autolock.h"
#include "ui/vault/sheetfile.h"
#include "ui/widgets/prompts.h"

class MessageBar;
class QAction;
class QPushButton;

/// All of a window that has to do with the vault: the word in the status bar, the note when
/// something is wrong, the dialog, and the lock that closes by itself. Asks nothing before begin().
class VaultCorner final : public QObject
{
    Q_OBJECT

public:
    /// workspace.vault must be there; all must outlive the object, which is the window's child.
    VaultCorner(const Workspace &workspace, QSettings &settings, QWidget *window,
                Prompts &prompts = messageBoxPrompts(), SaveChooser saveTo = dialogSaveChooser());
    ~VaultCorner() override;

    /// For the status bar; hidden until it is known how the vault stands.
    QPushButton *button() const { return m_button; }
    /// For the top of the window; hidden while all is well.
    MessageBar *notice() const { return m_notice; }
    VaultController &vault() { return m_vault; }
    AutoLock &autoLock() { return m_autoLock; }

public slots:
    /// Once the window shows what it is for.
    void begin();
    void openDialog();
    void lockNow();

protected:
    /// Sees every key and click of the program while the vault is open.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();

    QWidget *m_window;
    Prompts &m_prompts;
    SaveChooser m_saveTo;
    VaultController m_vault;
    AutoLock m_autoLock;
    QPushButton *m_button = nullptr;
    MessageBar *m_notice = nullptr;
    bool m_watching = false;
    bool m_lockedItself = false;
};

#pragma once

#include "models/autolock.h"
#include "ui/payments/actiondialog.h"
#include "ui/vault/sheetfile.h"

class KeyChangePage;
class KeyPlaceChoice;
class KeyProgressView;
class PassphraseFields;
class ProblemLabel;
class QComboBox;
class QPlainTextEdit;
class SheetPage;

/// The vault: making it, with its recovery sheet; unlocking it; getting its key back from the
/// sheet; and, while it is open, changing its key and locking it. Shows what the vault needs now.
/// Open it with open(); controller and lock must outlive it.
class VaultDialog final : public ActionDialog
{
    Q_OBJECT

public:
    VaultDialog(VaultController &vault, AutoLock &autoLock, QWidget *parent,
                Prompts &prompts = messageBoxPrompts(), SaveChooser saveTo = dialogSaveChooser());

    enum class Page { Create, Unlock, Restore, NewSheet, Sheet, Open, ChangeKey };
    Page page() const { return m_page; }

protected:
    void act() override;
    void leave() override;
    Question leaveQuestion() const override;

private:
    QWidget *makeCreate();
    QWidget *makeUnlock();
    QWidget *makeRestore();
    QWidget *makeNewSheet();
    QWidget *makeOpen();
    void goTo(Page page);
    /// Where the vault's state leads.
    void follow();
    void refresh();
    void refreshButtons();
    void actCreate();
    void actUnlock();
    void actRestore();
    void actNewSheet();
    void actChangeKey();
    void onKeyChanged();
    void showSheet(const QString &sheet);
    void saveSheet();
    void onCreated();
    QString titleOf(Page page) const;

    VaultController &m_vault;
    AutoLock &m_autoLock;
    SaveChooser m_saveTo;
    Page m_page = Page::Open;
    QWidget *m_pages = nullptr;
    QWidget *m_places[7] = {};
    QPushButton *m_close = nullptr;
    QPushButton *m_second = nullptr; ///< restore from the sheet; a new sheet; back
    KeyPlaceChoice *m_createPlace = nullptr;
    PassphraseFields *m_createPassphrase = nullptr;
    QLabel *m_createMeans = nullptr;
    QLabel *m_unlockText = nullptr;
    PassphraseFields *m_unlockPassphrase = nullptr;
    QPlainTextEdit *m_restoreSheet = nullptr;
    ProblemLabel *m_restoreProblem = nullptr;
    PassphraseFields *m_restorePassphrase = nullptr;
    KeyPlaceChoice *m_restorePlace = nullptr;
    QLabel *m_newSheetText = nullptr;
    PassphraseFields *m_newSheetPassphrase = nullptr;
    SheetPage *m_sheet = nullptr;
    QLabel *m_openText = nullptr;
    QComboBox *m_minutes = nullptr;
    QPushButton *m_changeKey = nullptr;
    KeyProgressView *m_keyProgress = nullptr;
    KeyChangePage *m_keyChange = nullptr;
    bool m_keyIsNew = false; ///< the sheet that comes next is of a key that was changed just now
    SecretBytes m_sheetPassphrase; ///< between making the vault and writing its sheet
};

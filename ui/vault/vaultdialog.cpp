#include "ui/vault/vaultdialog.h"

#include "models/displaytext.h"
#include "models/editortext.h"
#include "ui/vault/keychangepage.h"
#include "ui/vault/keyplacechoice.h"
#include "ui/vault/keyprogressview.h"
#include "ui/vault/passphrasefields.h"
#include "ui/vault/sheetpage.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/primarybutton.h"
#include "ui/widgets/problemlabel.h"
#include "ui/widgets/textsize.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTimer>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

QLabel *words(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QVBoxLayout *columnOf(QWidget *page)
{
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    return column;
}

} // namespace

VaultDialog::VaultDialog(VaultController &vault, AutoLock &autoLock, QWidget *parent,
                         Prompts &prompts, SaveChooser saveTo)
    : ActionDialog(vault.workspace(), prompts, parent)
    , m_vault(vault)
    , m_autoLock(autoLock)
    , m_saveTo(std::move(saveTo))
{
    setObjectName(u"vaultDialog"_s);
    m_close = addButton(tr("Close"), u"close"_s);
    m_second = addButton({}, u"second"_s);
    m_pages = new QWidget(this);
    auto *column = columnOf(m_pages);
    m_sheet = new SheetPage(m_pages);
    m_keyChange = new KeyChangePage(m_pages);
    const std::pair<Page, QWidget *> places[] = {
        {Page::Create, makeCreate()},   {Page::Unlock, makeUnlock()},
        {Page::Restore, makeRestore()}, {Page::NewSheet, makeNewSheet()},
        {Page::Sheet, m_sheet},         {Page::Open, makeOpen()},
        {Page::ChangeKey, m_keyChange},
    };
    for (const auto &[page, widget] : places) {
        m_places[static_cast<int>(page)] = widget;
        widget->hide();
        column->addWidget(widget);
    }
    body()->addWidget(m_pages);
    connect(m_close, &QPushButton::clicked, this, &VaultDialog::reject);
    connect(m_second, &QPushButton::clicked, this, [this] {
        if (m_page == Page::Unlock)
            goTo(Page::Restore);
        else if (m_page == Page::Open)
            goTo(Page::NewSheet);
        else
            follow();
    });
    connect(m_sheet, &SheetPage::saveRequested, this, &VaultDialog::saveSheet);
    connect(&vault, &VaultController::changed, this, &VaultDialog::refresh);
    connect(&vault, &VaultController::created, this, &VaultDialog::onCreated);
    connect(&vault, &VaultController::keyChanged, this, &VaultDialog::onKeyChanged);
    connect(&vault, &VaultController::sheetMade, this, &VaultDialog::showSheet);
    follow();
}

QWidget *VaultDialog::makeCreate()
{
    auto *page = new QWidget(m_pages);
    QVBoxLayout *column = columnOf(page);
    QLabel *text = words(u"createText"_s, page);
    text->setText(tr("A vault keeps cards for later payments, encrypted one by one. Its key is "
                     "made now and kept apart from the data. Then you get a recovery sheet: have "
                     "pen and paper or a printer at hand."));
    m_createPlace = new KeyPlaceChoice(page);
    m_createPassphrase = new PassphraseFields(tr("&Passphrase, at least 12 characters"), page);
    m_createPassphrase->setNew(true);
    m_createMeans = words(u"createMeans"_s, page);
    column->addWidget(text);
    column->addWidget(m_createPlace);
    column->addWidget(m_createPassphrase);
    column->addWidget(m_createMeans);
    column->addStretch(1);
    connect(m_createPlace, &KeyPlaceChoice::placeChanged, this, &VaultDialog::refresh);
    return page;
}

QWidget *VaultDialog::makeUnlock()
{
    auto *page = new QWidget(m_pages);
    QVBoxLayout *column = columnOf(page);
    m_unlockText = words(u"unlockText"_s, page);
    m_unlockPassphrase = new PassphraseFields(tr("&Passphrase of the key file"), page);
    column->addWidget(m_unlockText);
    column->addWidget(m_unlockPassphrase);
    column->addStretch(1);
    return page;
}

QWidget *VaultDialog::makeRestore()
{
    auto *page = new QWidget(m_pages);
    QVBoxLayout *column = columnOf(page);
    auto *caption =
        new QLabel(tr("The eight &lines of the recovery sheet, as they stand there"), page);
    caption->setWordWrap(true);
    m_restoreSheet = new QPlainTextEdit(page);
    m_restoreSheet->setObjectName(u"restoreSheet"_s);
    m_restoreSheet->setAccessibleName(tr("Lines of the recovery sheet"));
    m_restoreSheet->setTabChangesFocus(true);
    const QFont fixed = fixedFont(font());
    m_restoreSheet->setFont(fixed);
    m_restoreSheet->setFixedHeight(QFontMetrics(fixed).lineSpacing() * 8 + 28);
    caption->setBuddy(m_restoreSheet);
    m_restoreProblem = new ProblemLabel(page);
    m_restoreProblem->setObjectName(u"restoreProblem"_s);
    m_restorePassphrase = new PassphraseFields(tr("&Passphrase of the sheet"), page);
    m_restorePlace = new KeyPlaceChoice(page);
    for (QWidget *widget : std::initializer_list<QWidget *>{
             caption, m_restoreSheet, m_restoreProblem, m_restorePassphrase, m_restorePlace})
        column->addWidget(widget);
    column->addStretch(1);
    connect(m_restoreSheet, &QPlainTextEdit::textChanged, this,
            [this] { m_restoreProblem->setText({}); });
    return page;
}

QWidget *VaultDialog::makeNewSheet()
{
    auto *page = new QWidget(m_pages);
    QVBoxLayout *column = columnOf(page);
    m_newSheetText = words(u"newSheetText"_s, page);
    m_newSheetPassphrase = new PassphraseFields(tr("&Passphrase, at least 12 characters"), page);
    column->addWidget(m_newSheetText);
    column->addWidget(m_newSheetPassphrase);
    column->addStretch(1);
    return page;
}

QWidget *VaultDialog::makeOpen()
{
    auto *page = new QWidget(m_pages);
    QVBoxLayout *column = columnOf(page);
    m_openText = words(u"openText"_s, page);
    auto *caption = new QLabel(tr("Lock it by &itself when nobody has done anything for"), page);
    caption->setWordWrap(true);
    m_minutes = new QComboBox(page);
    m_minutes->setObjectName(u"autoLockMinutes"_s);
    m_minutes->setAccessibleName(tr("Time without activity after which the vault is locked"));
    for (const int minutes : AutoLock::choices())
        //: after so much time without activity the vault is locked
        m_minutes->addItem(minutes == 1 ? tr("1 minute") : tr("%1 minutes").arg(minutes), minutes);
    m_minutes->setCurrentIndex(qMax(0, m_minutes->findData(m_autoLock.minutes())));
    caption->setBuddy(m_minutes);
    m_keyProgress = new KeyProgressView(page);
    m_changeKey = new QPushButton(tr("Change the &key..."), page);
    m_changeKey->setObjectName(u"changeKey"_s);
    m_changeKey->setAutoDefault(false);
    connect(m_changeKey, &QPushButton::clicked, this, [this] { goTo(Page::ChangeKey); });
    connect(m_keyProgress, &KeyProgressView::pauseAsked, &m_vault,
            &VaultController::setKeyChangePaused);
    column->addWidget(m_openText);
    column->addWidget(m_keyProgress);
    column->addWidget(m_changeKey, 0, Qt::AlignLeft);
    column->addWidget(caption);
    column->addWidget(m_minutes, 0, Qt::AlignLeft);
    column->addStretch(1);
    connect(m_minutes, &QComboBox::activated, this,
            [this] { m_autoLock.setMinutes(m_minutes->currentData().toInt()); });
    return page;
}

QString VaultDialog::titleOf(Page page) const
{
    switch (page) {
    case Page::Create: return tr("Create the vault");
    case Page::Unlock: return tr("Unlock the vault");
    case Page::Restore: return tr("Restore the vault's key");
    case Page::NewSheet: return tr("New recovery sheet");
    case Page::Sheet: return tr("Recovery sheet");
    case Page::Open: return tr("Vault");
    case Page::ChangeKey: return tr("Change the vault's key");
    }
    return {};
}

void VaultDialog::goTo(Page page)
{
    message()->clear();
    m_page = page;
    if (m_page == Page::Restore)
        m_restorePlace->setPlace(m_vault.status().place);
    if (m_page == Page::NewSheet) {
        m_newSheetPassphrase->clear();
        m_newSheetPassphrase->setNew(m_vault.status().place != KeyPlace::KeyFile);
    }
    if (m_page == Page::ChangeKey) {
        m_keyChange->clear();
        m_keyChange->setPlace(m_vault.status().place);
    }
    QWidget *shown = m_places[static_cast<int>(page)];
    for (QWidget *widget : m_places)
        widget->setVisible(widget == shown);
    setTitle(titleOf(page));
    refresh();
    switch (page) {
    case Page::Create: m_createPassphrase->setFocus(Qt::OtherFocusReason); break;
    case Page::Unlock:
        if (m_unlockPassphrase->isVisibleTo(this))
            m_unlockPassphrase->setFocus(Qt::OtherFocusReason);
        else
            primary()->setFocus(Qt::OtherFocusReason);
        break;
    case Page::Restore: m_restoreSheet->setFocus(Qt::OtherFocusReason); break;
    case Page::NewSheet: m_newSheetPassphrase->setFocus(Qt::OtherFocusReason); break;
    case Page::Sheet: m_sheet->setFocus(Qt::OtherFocusReason); break;
    case Page::ChangeKey:
        if (!m_keyChange->focusFirst())
            m_close->setFocus(Qt::OtherFocusReason);
        break;
    case Page::Open: primary()->setFocus(Qt::OtherFocusReason); break;
    }
    const bool enterGoesOn = page != Page::Open && page != Page::ChangeKey;
    primary()->setDefault(enterGoesOn);
    primary()->setAutoDefault(enterGoesOn);
    fit();
}

void VaultDialog::follow()
{
    switch (m_vault.status().state) {
    case VaultState::None: return goTo(Page::Create);
    case VaultState::Locked: return goTo(Page::Unlock);
    case VaultState::Open: return goTo(Page::Open);
    }
}

void VaultDialog::refresh()
{
    const VaultStatus &status = m_vault.status();
    if (!m_vault.isBusy() && !m_vault.failure().isEmpty())
        m_sheetPassphrase.clear();
    const bool moved =
        !m_vault.isBusy()
        && ((status.state == VaultState::Open
             && (m_page == Page::Create || m_page == Page::Unlock || m_page == Page::Restore)
             && m_sheetPassphrase.isEmpty())
            || (status.state == VaultState::Locked
                && (m_page == Page::Open || m_page == Page::ChangeKey)));
    if (moved)
        return follow();
    m_createMeans->setText(
        m_createPlace->place() == KeyPlace::KeyFile
            ? tr("It opens the key file and the recovery sheet. Nobody can tell it to you again.")
            : tr("It opens the recovery sheet. Nobody can tell it to you again."));
    m_unlockText->setText(vaulttext::meaning(status));
    m_unlockPassphrase->setVisible(status.place == KeyPlace::KeyFile);
    const QString older = m_keyIsNew ? tr("Sheets of the old key open the vault no more.")
                                     : tr("Older sheets of the same key go on working.");
    m_newSheetText->setText(
        status.place == KeyPlace::KeyFile
            //: %1 is a sentence about older sheets
            ? tr("Enter the passphrase of the key file: it will open the sheet too. %1").arg(older)
            //: %1 is a sentence about older sheets
            : tr("Choose a passphrase for the sheet. %1").arg(older));
    m_openText->setText(vaulttext::meaning(status));
    m_keyProgress->setProgress(m_vault.keyProgress());
    m_changeKey->setVisible(m_vault.mayChangeKey());
    m_changeKey->setEnabled(m_vault.keyProgress().left == 0 && !m_vault.keyProgress().isMoving);
    m_pages->setEnabled(!m_vault.isBusy());
    const ErrorText &failure = m_vault.failure().isEmpty() && m_page == Page::Unlock
                                   ? m_vault.trouble()
                                   : m_vault.failure();
    if (!failure.isEmpty())
        message()->showError(failure);
    else if (m_vault.isBusy())
        message()->clear();
    refreshButtons();
    fit();
}

void VaultDialog::refreshButtons()
{
    const bool keychain = m_vault.status().place == KeyPlace::Keychain;
    const bool sample = m_vault.status().place == KeyPlace::SampleFile;
    QString action;
    QString second;
    switch (m_page) {
    case Page::Create: action = tr("Create vault"); break;
    case Page::Unlock:
        action = keychain ? tr("Ask the keychain") : tr("Unlock");
        second = sample ? QString() : tr("Restore from the &recovery sheet...");
        break;
    case Page::Restore:
        action = tr("Restore the key");
        second = tr("&Back");
        break;
    case Page::NewSheet:
        action = tr("Make the sheet");
        second = tr("&Back");
        break;
    case Page::Sheet: action = tr("I have it on paper"); break;
    case Page::ChangeKey:
        action = tr("Change the key");
        second = tr("&Back");
        break;
    case Page::Open:
        action = tr("Lock now");
        second = sample ? QString() : tr("New &recovery sheet...");
        break;
    }
    primary()->setText(m_vault.isBusy() ? tr("Please wait...") : action);
    primary()->setEnabled(!m_vault.isBusy());
    m_second->setText(second);
    m_second->setVisible(!second.isEmpty());
    m_second->setEnabled(!m_vault.isBusy());
}

void VaultDialog::act()
{
    message()->clear();
    if (QWidget *field = focusWidget())
        reveal(field); // should something be wrong with it
    switch (m_page) {
    case Page::Create: return actCreate();
    case Page::Unlock: return actUnlock();
    case Page::Restore: return actRestore();
    case Page::NewSheet: return actNewSheet();
    case Page::ChangeKey: return actChangeKey();
    case Page::Sheet:
        if (m_sheet->check()) {
            m_sheet->clear();
            accept();
        }
        return;
    case Page::Open: m_vault.lock(); return accept();
    }
}

void VaultDialog::actCreate()
{
    if (!m_createPassphrase->check())
        return;
    m_sheetPassphrase = m_createPassphrase->take();
    const KeyPlace place = m_createPlace->place();
    m_vault.create({place, place == KeyPlace::KeyFile ? m_sheetPassphrase.clone() : SecretBytes()});
}

void VaultDialog::onCreated()
{
    if (!m_sheetPassphrase.isEmpty())
        m_vault.makeSheet(std::exchange(m_sheetPassphrase, SecretBytes()));
}

void VaultDialog::actUnlock()
{
    if (m_vault.status().place != KeyPlace::KeyFile)
        return m_vault.unlock();
    if (m_unlockPassphrase->check())
        m_vault.unlock(m_unlockPassphrase->take());
}

void VaultDialog::actRestore()
{
    if (m_restoreSheet->toPlainText().trimmed().isEmpty()) {
        m_restoreProblem->setText(tr("Enter the lines of the sheet."));
        m_restoreSheet->setFocus(Qt::OtherFocusReason);
    } else if (m_restorePassphrase->check()) {
        m_vault.restore(m_restoreSheet->toPlainText(),
                        {m_restorePlace->place(), m_restorePassphrase->take()});
    }
}

void VaultDialog::actNewSheet()
{
    if (m_newSheetPassphrase->check())
        m_vault.makeSheet(m_newSheetPassphrase->take());
}

void VaultDialog::actChangeKey()
{
    if (!m_keyChange->check())
        return;
    SecretBytes chosen = m_keyChange->takeNew();
    m_sheetPassphrase = chosen.clone(); // for the sheet that comes next
    m_vault.changeKey(m_keyChange->takeOld(), std::move(chosen));
}

/// The old sheets are of no use any more, so the new one comes at once.
void VaultDialog::onKeyChanged()
{
    m_keyIsNew = true;
    if (!m_sheetPassphrase.isEmpty())
        m_vault.makeSheet(std::exchange(m_sheetPassphrase, SecretBytes()));
    else
        goTo(Page::NewSheet);
}

void VaultDialog::showSheet(const QString &sheet)
{
    constexpr quint32 kAny = 8;
    const QByteArray chance = m_vault.workspace().random.bytes(1);
    m_sheet->setSheet(sheet, static_cast<int>(static_cast<unsigned char>(chance.at(0)) % kAny));
    goTo(Page::Sheet);
}

void VaultDialog::saveSheet()
{
    const Workspace &workspace = m_vault.workspace();
    m_saveTo(this, tr("recovery-sheet.pdf"), [this, &workspace](const QString &path) {
        const SheetHeading heading{
            workspace.merchantName,
            DisplayText::dateTime(workspace.clock.nowMs(), shownZone(workspace.time), QLocale())};
        if (writeSheetPdf(path, heading, m_sheet->lines()))
            m_sheet->showSaved(path);
        else
            m_sheet->showNotSaved(path);
        fit();
    });
}

void VaultDialog::leave()
{
    m_sheet->clear();
    m_sheetPassphrase.clear();
    m_keyChange->clear();
    for (PassphraseFields *fields :
         {m_createPassphrase, m_unlockPassphrase, m_restorePassphrase, m_newSheetPassphrase})
        fields->clear();
}

Question VaultDialog::leaveQuestion() const
{
    if (m_page == Page::Sheet && m_sheet->hasSheet())
        return {u"leaveSheet"_s, tr("Close without the sheet on paper?"),
                tr("It is not shown again. A new one can be made as long as the vault can be "
                   "opened."),
                tr("Close"), tr("Stay")};
    return {};
}

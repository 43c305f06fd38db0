#include "ui/vault/keychangepage.h"

#include "ui/vault/passphrasefields.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

KeyChangePage::KeyChangePage(QWidget *parent) : QWidget(parent)
{
    m_text = new QLabel(this);
    m_text->setObjectName(u"keyChangeText"_s);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_old = new PassphraseFields(tr("Passphrase until &now"), this);
    m_old->setObjectName(u"oldPassphrase"_s);
    m_new = new PassphraseFields(tr("New &passphrase, at least 12 characters"), this);
    m_new->setObjectName(u"newPassphrase"_s);
    m_new->setNew(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_text, m_old, m_new})
        column->addWidget(widget);
    column->addStretch(1);
    setPlace(m_place);
}

void KeyChangePage::setPlace(KeyPlace place)
{
    m_place = place;
    const bool isFile = place == KeyPlace::KeyFile;
    const QString what =
        tr("The vault gets a new key. Stored cards are moved to it while you go on "
           "working; should the program end meanwhile, it goes on later. Recovery "
           "sheets of the old key open the vault no more, so you get a new one: "
           "have pen and paper or a printer at hand. Backups made before still "
           "need their own sheet.");
    m_text->setText(isFile ? what
                           //: %1 is what happens, several sentences
                           : tr("%1 The new key goes into this computer's keychain.").arg(what));
    m_old->setVisible(isFile);
    m_new->setVisible(isFile);
}

bool KeyChangePage::focusFirst()
{
    if (m_place != KeyPlace::KeyFile)
        return false;
    m_old->setFocus(Qt::OtherFocusReason);
    return true;
}

bool KeyChangePage::check()
{
    return m_place != KeyPlace::KeyFile || (m_old->check() && m_new->check());
}

SecretBytes KeyChangePage::takeOld()
{
    return m_place == KeyPlace::KeyFile ? m_old->take() : SecretBytes();
}

SecretBytes KeyChangePage::takeNew()
{
    return m_place == KeyPlace::KeyFile ? m_new->take() : SecretBytes();
}

void KeyChangePage::clear()
{
    m_old->clear();
    m_new->clear();
}

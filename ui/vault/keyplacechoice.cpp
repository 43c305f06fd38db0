#include "ui/vault/keyplacechoice.h"

#include "ui/widgets/textsize.h"

#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

KeyPlaceChoice::KeyPlaceChoice(QWidget *parent)
    : QWidget(parent)
    , m_keychain(new QRadioButton(tr("In this computer's &keychain"), this))
    , m_file(new QRadioButton(tr("In a key &file beside the data"), this))
{
    m_keychain->setObjectName(u"inKeychain"_s);
    m_file->setObjectName(u"inKeyFile"_s);
    m_keychain->setChecked(true);
    const int inset = fontMetrics().height() + 8; // under the words of its choice
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(new QLabel(tr("Where is the key kept?"), this));
    const auto add = [&](QRadioButton *choice, const QString &text) {
        auto *note = new QLabel(text, this);
        note->setWordWrap(true);
        note->setFont(smallerFont(font()));
        note->setContentsMargins(inset, 0, 0, 4);
        choice->setAccessibleDescription(text);
        column->addWidget(choice);
        column->addWidget(note);
        connect(choice, &QRadioButton::clicked, this, &KeyPlaceChoice::placeChanged);
    };
    add(m_keychain, tr("The vault opens when you sign in. Every program that runs as you can ask "
                       "the keychain too."));
    add(m_file, tr("The passphrase is asked for whenever the vault is opened. For computers "
                   "without a keychain."));
}

KeyPlace KeyPlaceChoice::place() const
{
    return m_file->isChecked() ? KeyPlace::KeyFile : KeyPlace::Keychain;
}

void KeyPlaceChoice::setPlace(KeyPlace place)
{
    (place == KeyPlace::Keychain ? m_keychain : m_file)->setChecked(true);
}

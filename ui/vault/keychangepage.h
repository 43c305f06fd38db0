#pragma once

#include "services/domain/vaultrecord.h"

#include <QWidget>

class PassphraseFields;
class QLabel;

/// What is asked before the vault gets another key: of a key file the passphrase, and the new one
/// twice; of a keychain nothing.
class KeyChangePage final : public QWidget
{
    Q_OBJECT

public:
    explicit KeyChangePage(QWidget *parent);

    void setPlace(KeyPlace place);
    /// Gives the focus to the first field there is; false when there is none.
    bool focusFirst();
    /// Whether what was typed can be used; marks the field that is wrong.
    bool check();
    /// What was typed, once.
    SecretBytes takeOld();
    SecretBytes takeNew();
    void clear();

private:
    KeyPlace m_place = KeyPlace::Keychain;
    QLabel *m_text = nullptr;
    PassphraseFields *m_old = nullptr;
    PassphraseFields *m_new = nullptr;
};

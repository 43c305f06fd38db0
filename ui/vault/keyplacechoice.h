#pragma once

#include "services/domain/vaultrecord.h"

#include <QWidget>

class QRadioButton;

/// Where a vault's key is to be kept: the keychain, or a key file.
class KeyPlaceChoice final : public QWidget
{
    Q_OBJECT

public:
    explicit KeyPlaceChoice(QWidget *parent);

    KeyPlace place() const;
    void setPlace(KeyPlace place);

signals:
    void placeChanged();

private:
    QRadioButton *m_keychain = nullptr;
    QRadioButton *m_file = nullptr;
};

#pragma once

#include "models/vaultcontroller.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

/// How far the stored cards have moved to a new key, and a button that stops it and goes on. Takes
/// no room where nothing is to be told.
class KeyProgressView final : public QWidget
{
    Q_OBJECT

public:
    explicit KeyProgressView(QWidget *parent);

    void setProgress(const VaultKeyProgress &progress);

signals:
    /// To be stopped, or to go on.
    void pauseAsked(bool pause);

private:
    QString words(const VaultKeyProgress &progress) const;

    VaultKeyProgress m_progress;
    QLabel *m_text = nullptr;
    QProgressBar *m_bar = nullptr;
    QPushButton *m_pause = nullptr;
};

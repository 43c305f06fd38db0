#pragma once

#include "models/paymenteditor.h"

#include <QWidget>

class QGridLayout;
class QPushButton;

/// Shows both values of every field that somebody else changed meanwhile, and lets one be chosen.
class NewPaymentConflict final : public QWidget
{
    Q_OBJECT

public:
    NewPaymentConflict(NewPaymentEditor &editor, QWidget *parent);

    void refresh();

private:
    NewPaymentEditor &m_editor;
    QWidget *m_table = nullptr;
    QPushButton *m_mine = nullptr;
    QPushButton *m_theirs = nullptr;
};

#pragma once

#include "models/paymenteditor.h"

#include <QWidget>

class QLabel;
class StatusChip;

/// Last page of a new payment: what became of it. Follows the payment while it is open.
class NewPaymentResult final : public QWidget
{
    Q_OBJECT

public:
    NewPaymentResult(NewPaymentEditor &editor, QWidget *parent);

    void refresh();

private:
    NewPaymentEditor &m_editor;
    StatusChip *m_chip = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_what = nullptr;
    QLabel *m_where = nullptr;
    QLabel *m_todo = nullptr;
    QLabel *m_reference = nullptr;
};

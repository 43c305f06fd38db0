#pragma once

#include "models/paymenteditor.h"
#include "ui/payments/formrow.h"

#include <QWidget>

/// Second step of a new payment: who pays. Everything may stay empty.
class NewPaymentCustomer final : public QWidget
{
    Q_OBJECT

public:
    NewPaymentCustomer(NewPaymentEditor &editor, QWidget *parent);

    void refresh();
    void load();
    void focusFirst();

private:
    void store();

    NewPaymentEditor &m_editor;
    FormRow m_name;
    FormRow m_email;
    FormRow m_phone;
    FormRow m_id;
};

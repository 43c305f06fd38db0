#pragma once

#include "models/paymenteditor.h"
#include "ui/payments/formrow.h"

#include <QWidget>

class MomentEdit;
class MoneyEdit;
class QButtonGroup;
class QCheckBox;
class QComboBox;

/// First step of a new payment: amount, capture, order.
class NewPaymentIntent final : public QWidget
{
    Q_OBJECT

public:
    NewPaymentIntent(NewPaymentEditor &editor, QWidget *parent);

    /// Shows the editor's draft and what is wrong with it.
    void refresh();
    /// Shows the draft as stored, over what is typed.
    void load();
    void focusFirst();

private:
    void buildAmount();
    void buildCapture();
    void chooseCapture();
    void buildOrder();
    void store();

    NewPaymentEditor &m_editor;
    bool m_loading = false;
    MoneyEdit *m_amount = nullptr;
    QComboBox *m_currency = nullptr;
    QButtonGroup *m_capture = nullptr;
    MomentEdit *m_captureOn = nullptr;
    FormRow m_order;
    FormRow m_description;
    QCheckBox *m_threeDs = nullptr;
    QCheckBox *m_partial = nullptr;
};

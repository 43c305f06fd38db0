#pragma once

#include "models/paymenteditor.h"

#include <QWidget>

class QLabel;
class QToolButton;

/// Fourth step of a new payment: everything once more, and what the confirm does.
class NewPaymentConfirm final : public QWidget
{
    Q_OBJECT

public:
    NewPaymentConfirm(NewPaymentEditor &editor, QWidget *parent);

    /// maskedCard is what may be shown of the card.
    void refresh(const QString &maskedCard);

signals:
    /// The details were opened or closed.
    void resized();

private:
    QLabel *addRow(const QString &caption, const QString &name);

    NewPaymentEditor &m_editor;
    QLabel *m_amount = nullptr;
    QLabel *m_customer = nullptr;
    QLabel *m_card = nullptr;
    QLabel *m_verification = nullptr;
    QLabel *m_effect = nullptr;
    QToolButton *m_showDetails = nullptr;
    QLabel *m_details = nullptr;
};

#pragma once

#include "models/chargeeditor.h"
#include "ui/payments/actiondialog.h"
#include "ui/payments/formrow.h"

class CardField;
class MoneyEdit;
class OutcomeView;
class QComboBox;
class QStackedWidget;

/// Charges a saved method while its customer is there. Open it with open(); the editor must outlive
/// it.
class ChargeDialog final : public ActionDialog
{
    Q_OBJECT

public:
    ChargeDialog(ChargeEditor &editor, QWidget *parent, Prompts &prompts = messageBoxPrompts());

signals:
    /// The bank wants the customer to verify the payment and the person at the window starts it.
    void verificationRequested(const PaymentId &id);

protected:
    void act() override;
    Question leaveQuestion() const override;
    void leave() override;

private:
    QWidget *buildForm();
    void buildAmount(QVBoxLayout *column, QWidget *form);
    void buildCode(QVBoxLayout *column, QWidget *form);
    void store();
    void refresh();
    void showPage(bool form);

    ChargeEditor &m_editor;
    QStackedWidget *m_pages = nullptr;
    ProblemLabel *m_obstacle = nullptr;
    MoneyEdit *m_amount = nullptr;
    QComboBox *m_currency = nullptr;
    FormRow m_order;
    CardField *m_cvc = nullptr;
    ProblemLabel *m_cvcProblem = nullptr;
    OutcomeView *m_outcome = nullptr;
    QPushButton *m_close = nullptr;
};

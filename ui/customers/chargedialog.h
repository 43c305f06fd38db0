#pragma once

#include "models/chargeeditor.h"
#include "ui/payments/formrow.h"
#include "ui/payments/sendingdialog.h"

class CardField;
class MoneyEdit;

/// Charges a saved method while its customer is there. Open it with open(); the editor must outlive
/// it.
class ChargeDialog final : public SendingDialog
{
    Q_OBJECT

public:
    ChargeDialog(ChargeEditor &editor, QWidget *parent, Prompts &prompts = messageBoxPrompts());

protected:
    SendingState state() const override { return stateOf(m_editor); }
    void showProblems() override;
    void submit() override;
    void retry() override { m_editor.retry(); }
    bool maySend() const override { return m_editor.obstacle().isEmpty(); }
    Question leaveQuestion() const override;
    void leave() override;

private:
    void buildForm();
    void buildAmount(QVBoxLayout *column);
    void buildCode(QVBoxLayout *column);
    void store();

    ChargeEditor &m_editor;
    ProblemLabel *m_obstacle = nullptr;
    MoneyEdit *m_amount = nullptr;
    FormRow m_order;
    CardField *m_cvc = nullptr;
    ProblemLabel *m_cvcProblem = nullptr;
};

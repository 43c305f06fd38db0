#pragma once

#include "models/agreementeditors.h"
#include "ui/payments/sendingdialog.h"

class MoneyEdit;
class ProblemLabel;
class QLineEdit;

/// Charges an agreement now. Open it with open(); the editor must outlive it.
class AgreementChargeDialog final : public SendingDialog
{
    Q_OBJECT

public:
    AgreementChargeDialog(AgreementChargeEditor &editor, QWidget *parent,
                          Prompts &prompts = messageBoxPrompts());

protected:
    SendingState state() const override { return stateOf(m_editor); }
    void showProblems() override;
    void submit() override;
    void retry() override { m_editor.retry(); }
    bool maySend() const override { return m_editor.obstacle().isEmpty(); }
    Question leaveQuestion() const override;

private:
    void buildForm();

    AgreementChargeEditor &m_editor;
    ProblemLabel *m_obstacle = nullptr;
    MoneyEdit *m_amount = nullptr;
    QLineEdit *m_order = nullptr;
};

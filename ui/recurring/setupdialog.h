#pragma once

#include "models/agreementeditors.h"
#include "ui/payments/sendingdialog.h"

class CardField;
class MomentEdit;
class MoneyEdit;
class ProblemLabel;
class QCheckBox;
class QComboBox;
class QLineEdit;
class QRadioButton;

/// Sets an agreement up with a saved card while its customer is there. Open it with open(); the
/// editor must outlive it.
class SetUpDialog final : public SendingDialog
{
    Q_OBJECT

public:
    SetUpDialog(SetUpEditor &editor, QWidget *parent, Prompts &prompts = messageBoxPrompts());

protected:
    SendingState state() const override { return stateOf(m_editor); }
    void showProblems() override;
    void submit() override;
    void retry() override { m_editor.retry(); }
    Question leaveQuestion() const override;
    void leave() override;

private:
    void buildForm();
    void buildAmounts(QVBoxLayout *column);
    void buildTerms(QVBoxLayout *column);
    void buildConsent(QVBoxLayout *column);
    void store();

    SetUpEditor &m_editor;
    MoneyEdit *m_amount = nullptr;
    QRadioButton *m_several = nullptr;
    QRadioButton *m_once = nullptr;
    MoneyEdit *m_limit = nullptr;
    QComboBox *m_frequency = nullptr;
    QCheckBox *m_ends = nullptr;
    MomentEdit *m_end = nullptr;
    QLineEdit *m_description = nullptr;
    CardField *m_cvc = nullptr;
    ProblemLabel *m_cvcProblem = nullptr;
    QCheckBox *m_accepted = nullptr;
    ProblemLabel *m_acceptedProblem = nullptr;
};

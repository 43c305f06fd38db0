#pragma once

#include "models/addmethodeditor.h"
#include "ui/payments/sendingdialog.h"

class CardEdit;
class MoneyEdit;
class ProblemLabel;
class QRadioButton;

/// Keeps a new card of a customer. Open it with open(); the editor must outlive it.
class AddMethodDialog final : public SendingDialog
{
    Q_OBJECT

public:
    AddMethodDialog(AddMethodEditor &editor, QWidget *parent,
                    Prompts &prompts = messageBoxPrompts());

protected:
    SendingState state() const override { return stateOf(m_editor); }
    void showProblems() override;
    void submit() override;
    void retry() override;
    bool locksUntilKnown() const override { return false; }
    Question leaveQuestion() const override;
    void leave() override;

private:
    void buildForm();
    void buildAgreement(QVBoxLayout *column);
    void buildAmount(QVBoxLayout *column);
    void store();
    void showCardProblems();

    AddMethodEditor &m_editor;
    CardEdit *m_card = nullptr;
    QRadioButton *m_onSession = nullptr;
    QRadioButton *m_offSession = nullptr;
    ProblemLabel *m_usageProblem = nullptr;
    MoneyEdit *m_amount = nullptr;
};

#pragma once

#include "models/agreementeditors.h"
#include "ui/payments/actiondialog.h"

class MoneyEdit;
class OutcomeView;
class ProblemLabel;
class QLineEdit;
class QStackedWidget;

/// Charges an agreement now. Open it with open(); the editor must outlive it.
class AgreementChargeDialog final : public ActionDialog
{
    Q_OBJECT

public:
    AgreementChargeDialog(AgreementChargeEditor &editor, QWidget *parent,
                          Prompts &prompts = messageBoxPrompts());

protected:
    void act() override;
    Question leaveQuestion() const override;

private:
    QWidget *buildForm();
    void refresh();

    AgreementChargeEditor &m_editor;
    QStackedWidget *m_pages = nullptr;
    ProblemLabel *m_obstacle = nullptr;
    MoneyEdit *m_amount = nullptr;
    QLineEdit *m_order = nullptr;
    OutcomeView *m_outcome = nullptr;
    QPushButton *m_close = nullptr;
};

#pragma once

#include "models/agreementeditors.h"
#include "ui/payments/actiondialog.h"

class CardField;
class MomentEdit;
class MoneyEdit;
class OutcomeView;
class ProblemLabel;
class QCheckBox;
class QComboBox;
class QLineEdit;
class QRadioButton;
class QStackedWidget;

/// Sets an agreement up with a saved card while its customer is there. Open it with open(); the
/// editor must outlive it.
class SetUpDialog final : public ActionDialog
{
    Q_OBJECT

public:
    SetUpDialog(SetUpEditor &editor, QWidget *parent, Prompts &prompts = messageBoxPrompts());

signals:
    /// The bank wants the customer to verify it and the person at the window starts that.
    void verificationRequested(const PaymentId &id);

protected:
    void act() override;
    Question leaveQuestion() const override;
    void leave() override;

private:
    QWidget *buildForm();
    void buildAmounts(QVBoxLayout *column, QWidget *form);
    void buildTerms(QVBoxLayout *column, QWidget *form);
    void buildConsent(QVBoxLayout *column, QWidget *form);
    void store();
    void refresh();
    void showPage(bool form);

    SetUpEditor &m_editor;
    QStackedWidget *m_pages = nullptr;
    MoneyEdit *m_amount = nullptr;
    QComboBox *m_currency = nullptr;
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
    OutcomeView *m_outcome = nullptr;
    QPushButton *m_close = nullptr;
};

#pragma once

#include "models/addmethodeditor.h"
#include "ui/payments/actiondialog.h"

class CardEdit;
class MoneyEdit;
class OutcomeView;
class ProblemLabel;
class QComboBox;
class QRadioButton;
class QStackedWidget;

/// Keeps a new card of a customer. Open it with open(); the editor must outlive it.
class AddMethodDialog final : public ActionDialog
{
    Q_OBJECT

public:
    AddMethodDialog(AddMethodEditor &editor, QWidget *parent,
                    Prompts &prompts = messageBoxPrompts());

signals:
    /// The bank wants the customer to verify the card and the person at the window starts it.
    void verificationRequested(const PaymentId &id);

protected:
    void act() override;
    Question leaveQuestion() const override;
    void leave() override;

private:
    QWidget *buildForm();
    void buildAgreement(QVBoxLayout *column, QWidget *form);
    void buildAmount(QVBoxLayout *column, QWidget *form);
    void store();
    void refresh();
    void showPage(bool form);
    void showCardProblems();

    AddMethodEditor &m_editor;
    QStackedWidget *m_pages = nullptr;
    CardEdit *m_card = nullptr;
    QRadioButton *m_onSession = nullptr;
    QRadioButton *m_offSession = nullptr;
    ProblemLabel *m_usageProblem = nullptr;
    MoneyEdit *m_amount = nullptr;
    QComboBox *m_currency = nullptr;
    OutcomeView *m_outcome = nullptr;
    QPushButton *m_close = nullptr;
};

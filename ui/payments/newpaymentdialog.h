#pragma once

#include "models/paymenteditor.h"
#include "ui/payments/actiondialog.h"

class NewPaymentConfirm;
class NewPaymentConflict;
class NewPaymentCustomer;
class NewPaymentIntent;
class NewPaymentMethod;
class OutcomeView;
class QStackedWidget;

/// The steps of a new payment. One can stop after any of them: what is stored stays. Open it with
/// open(); the editor must outlive it.
class NewPaymentDialog final : public ActionDialog
{
    Q_OBJECT

public:
    NewPaymentDialog(NewPaymentEditor &editor, QWidget *parent,
                     Prompts &prompts = messageBoxPrompts());

signals:
    /// The bank wants the customer to verify the payment and the person at the window starts it.
    void verificationRequested(const PaymentId &id);

protected:
    void act() override;
    Question leaveQuestion() const override;
    void leave() override;

private:
    void buildPages();
    void refresh();
    void showPage(QWidget *page);
    void refreshButtons();
    void onStep(NewPaymentEditor::Step step);
    void onIdleCleared();
    void copyId();
    QWidget *pageOf(NewPaymentEditor::Step step) const;
    QString stepText(NewPaymentEditor::Step step) const;

    NewPaymentEditor &m_editor;
    QLabel *m_steps = nullptr;
    QLabel *m_id = nullptr;
    QPushButton *m_copyId = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_close = nullptr;
    QStackedWidget *m_pages = nullptr;
    NewPaymentIntent *m_intent = nullptr;
    NewPaymentCustomer *m_customer = nullptr;
    NewPaymentMethod *m_method = nullptr;
    NewPaymentConfirm *m_confirm = nullptr;
    OutcomeView *m_result = nullptr;
    NewPaymentConflict *m_conflict = nullptr;
};

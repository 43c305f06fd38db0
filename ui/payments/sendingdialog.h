#pragma once

#include "models/paymentoutcome.h"
#include "ui/payments/actiondialog.h"

class MoneyEdit;
class OutcomeView;
class QComboBox;
class QStackedWidget;

/// How a form stands that sends a payment: before it is sent there is no outcome.
struct SendingState
{
    PaymentOutcome outcome = PaymentOutcome::None;
    Payment payment;
    QString title;  ///< what came of it
    ErrorText text; ///< where the money is, and what to do
    QString action; ///< what the primary button does
    ErrorText failure;
    bool isBusy = false;
    bool canRetry = false;
};

/// The frame of a dialog that sends something about a card: a form, and in its place what came of
/// it. The primary button sends, tries again, starts the customer's verification or closes; it is
/// locked while nobody knows what came of it.
class SendingDialog : public ActionDialog
{
    Q_OBJECT

signals:
    /// The bank wants the customer to verify it and the person at the window starts that.
    void verificationRequested(const PaymentId &id);

protected:
    SendingDialog(const Workspace &workspace, Prompts &prompts, QWidget *parent);

    /// An empty form with its column; to be filled before follow().
    QVBoxLayout *makeForm();
    QWidget *form() const { return m_form; }
    /// Shows what the editor says, from now on; called once the form is filled.
    template <class Editor>
    void follow(Editor &editor)
    {
        connect(&editor, &Editor::changed, this, &SendingDialog::refresh);
        connect(&editor, &Editor::failed, this, &SendingDialog::fit);
        connect(&editor, &Editor::outcomeChanged, this, &SendingDialog::fit);
        refresh();
    }
    template <class Editor>
    static SendingState stateOf(const Editor &editor)
    {
        return {editor.outcome(),    editor.payment(), editor.outcomeTitle(), editor.outcomeText(),
                editor.actionText(), editor.failure(), editor.isBusy(),       editor.canRetry()};
    }
    void act() override;

    virtual SendingState state() const = 0;
    /// Marks what is wrong in the form.
    virtual void showProblems() = 0;
    /// Sends the form, unless something in it is wrong.
    virtual void submit() = 0;
    /// Goes back to the form.
    virtual void retry() = 0;
    /// Whether the form may be sent at all.
    virtual bool maySend() const { return true; }
    /// Whether nothing can be done while the outcome is not known.
    virtual bool locksUntilKnown() const { return true; }

    /// An amount with its currency beside it.
    struct AmountFields
    {
        MoneyEdit *amount = nullptr;
        QComboBox *currency = nullptr; ///< the amount follows it
    };
    AmountFields addAmount(QVBoxLayout *column, const QString &caption, Currency currency);

private:
    void refresh();
    void showPage(bool form);

    QStackedWidget *m_pages = nullptr;
    QWidget *m_form = nullptr;
    OutcomeView *m_outcome = nullptr;
    QPushButton *m_close = nullptr;
};

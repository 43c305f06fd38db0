#pragma once

#include "models/paymentdraft.h"
#include "models/paymentoutcome.h"
#include "models/workspace.h"

#include <QHash>
#include <QObject>

/// A new payment, step by step, each a call of its own: Intent creates (and later updates),
/// Customer and Method update, Confirm confirms. Stopping after any step leaves a stored payment
/// that can be reopened. The payment's id is made here, so that a repeated create is one payment,
/// and so is the id of the confirm.
class NewPaymentEditor final : public QObject
{
    Q_OBJECT

public:
    enum class Step { Intent, Customer, Method, Confirm, Result };
    using Outcome = PaymentOutcome;

    explicit NewPaymentEditor(Workspace &workspace, QObject *parent = nullptr);
    /// Goes on with a payment that was left; one that is confirmed already shows its result.
    NewPaymentEditor(Workspace &workspace, const Payment &existing, QObject *parent = nullptr);

    const Workspace &workspace() const { return m_workspace; }
    Step step() const { return m_step; }
    bool isBusy() const { return m_busy; }
    bool isCreated() const { return m_created; }
    /// Known before the payment is created.
    const PaymentId &paymentId() const { return m_payment.id; }
    /// The id of the confirm, however often it is sent.
    const QString &operationId() const { return m_operationId; }
    /// As last answered.
    const Payment &payment() const { return m_payment; }
    const PaymentDraft &draft() const { return m_draft; }
    /// Whether something was entered that is not stored yet.
    bool hasUnsavedInput() const;
    bool canGoBack() const;
    /// What is wrong with a field (API spelling), empty when nothing is.
    QString problemOf(const QString &field) const { return m_problems.value(field); }
    bool hasProblems() const { return !m_problems.isEmpty(); }
    /// The last failure of a call, empty when there is none.
    const ErrorText &failure() const { return m_failure; }
    /// What somebody else stored meanwhile; empty unless a choice is needed.
    const QList<FieldConflict> &conflicts() const { return m_conflicts; }
    /// "Create payment", "Save and go on", "Confirm 40.00 EUR".
    QString actionText() const;
    /// What the confirm does with the money, in one sentence.
    QString confirmSentence() const;

    Outcome outcome() const { return m_outcome; }
    QString outcomeTitle() const { return ::outcomeTitle(m_payment, m_outcome); }
    /// What it means: happened, where the money is, what to do, reference.
    const ErrorText &outcomeText() const { return m_outcomeText; }
    bool canRetry() const { return m_outcome == Outcome::NotSent; }

    /// Saved methods of the customer that can be paid with, last used first; read when the method
    /// step begins.
    const QList<SavedMethod> &savedMethods() const { return m_savedMethods; }
    /// The one that is paid with; nothing while a card is typed in.
    const SavedMethod *chosenMethod() const;
    /// An empty id is the card that is typed in.
    void chooseMethod(const PaymentMethodId &id);
    /// "Visa •• 4242, 12/30".
    static QString methodText(const SavedMethod &method);
    /// Whether anything can be said about keeping cards here.
    bool knowsVault() const { return m_workspace.vault != nullptr; }
    /// Why this payment's card cannot be kept now, and what to do; empty when it can.
    QString whyNotKept() const;
    /// Why no saved method can be paid with now; empty when one can.
    QString whyNotSaved() const;
    /// What becomes of the card; empty when nothing is kept.
    QString keepSentence() const;

    /// Runs the payment. The card ends with this call, whatever becomes of it.
    void confirm(CardDetails card);
    /// Runs it with the chosen saved method; its code ends with this call.
    void confirmSaved(Cvc cvc);

public slots:
    void setDraft(const PaymentDraft &draft);
    /// The call of this step, then the next one. Does nothing while a call is under way.
    void next();
    void back();
    /// Back to the card after nothing was sent; it was not kept and must be entered again.
    void retry();
    void keepMine();
    void takeTheirs();

signals:
    void changed();
    /// The draft is another one than was set: what somebody else stored.
    void draftReplaced();
    void stepChanged(NewPaymentEditor::Step step);
    void created(const PaymentId &id);
    void failed(const ErrorText &text);
    /// Somebody else changed the payment: conflicts() has both values.
    void conflictFound();
    void outcomeChanged(PaymentOutcome outcome);

private:
    void lookAtVault();
    void readMethods();
    void send(ConfirmPayment command);
    void create();
    void onCreated(const Result<CreatedPayment> &answer);
    void adopt();
    void onAdopted(const Result<PaymentDetails> &details);
    void update();
    void onUpdated(const Result<Payment> &answer);
    void onConflict(const Result<PaymentDetails> &details);
    void onConfirmed(const Result<Payment> &answer);
    void onPaymentChanged(const PaymentId &id);
    void reload();
    void onReload(const Result<PaymentDetails> &details);
    bool refuse(const QList<Error> &problems);
    void fail(const Error &error, MoneyAction action);
    void setBusy(bool busy);
    void goTo(Step step);
    void stepForward();
    void showResult();
    void judge(qint64 nextCheckAtMs);

    Workspace &m_workspace;
    Payment m_payment; ///< as stored; before that only its id
    PaymentDraft m_draft;
    Step m_step = Step::Intent;
    bool m_created = false;
    bool m_busy = false;
    QString m_operationId;
    QHash<QString, QString> m_problems;
    ErrorText m_failure;
    Payment m_theirs;
    QList<FieldConflict> m_conflicts;
    Outcome m_outcome = Outcome::None;
    bool m_requestEnded = false; ///< the request of m_operationId was refused for good
    ErrorText m_outcomeText;
    VaultStatus m_vaultStatus;
    QList<SavedMethod> m_savedMethods;
    PaymentMethodId m_chosen;
};

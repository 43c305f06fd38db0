#pragma once

#include "models/customertext.h"
#include "models/paymentoutcome.h"

#include <QHash>
#include <QObject>

/// What is to be charged.
struct ChargeDraft
{
    std::optional<qint64> amount; ///< in minor units
    Currency currency = Currency::Eur;
    QString orderReference;

    friend bool operator==(const ChargeDraft &, const ChargeDraft &) = default;
};

/// Charges a saved method while its customer is there: makes a payment and confirms it with the
/// method and the security code that the customer gives. However often it is sent, it is one
/// payment and one request.
class ChargeEditor final : public QObject
{
    Q_OBJECT

public:
    /// workspace, which has customers, must outlive the editor.
    ChargeEditor(const Workspace &workspace, const Customer &customer, const SavedMethod &method,
                 QObject *parent = nullptr);

    const Workspace &workspace() const { return m_workspace; }
    const SavedMethod &method() const { return m_method; }
    const Customer &customer() const { return m_customer; }
    bool isBusy() const { return m_busy; }
    const ChargeDraft &draft() const { return m_draft; }
    bool hasInput() const { return m_draft.amount || !m_draft.orderReference.isEmpty(); }
    /// Why this card cannot be charged at all; empty when it can.
    QString obstacle() const;
    /// "Charge 40.00 EUR"
    QString actionText() const;
    QString problemOf(const QString &field) const { return m_problems.value(field); }
    const ErrorText &failure() const { return m_failure; }

    /// As last answered; without an id before it is made.
    const Payment &payment() const { return m_payment; }
    PaymentOutcome outcome() const { return m_outcome; }
    QString outcomeTitle() const { return ::outcomeTitle(m_payment, m_outcome); }
    const ErrorText &outcomeText() const { return m_outcomeText; }
    /// The form is shown again: nothing was sent.
    bool canRetry() const { return m_outcome == PaymentOutcome::NotSent; }

    /// Runs it. The code ends with this call, whatever becomes of it.
    void submit(Cvc cvc);

public slots:
    void setDraft(const ChargeDraft &draft);
    void retry();

signals:
    void changed();
    void failed(const ErrorText &text);
    void outcomeChanged(PaymentOutcome outcome);

private:
    bool refuse(const Error &error);
    void create(std::shared_ptr<Cvc> cvc);
    void update(std::shared_ptr<Cvc> cvc);
    void confirm(const std::shared_ptr<Cvc> &cvc);
    void onConfirmed(const Result<Payment> &answer);
    void onReload(const Result<PaymentDetails> &details);
    void reload();
    void judge(qint64 nextCheckAtMs);
    void fail(const Error &error);

    const Workspace &m_workspace;
    const Customer m_customer;
    const SavedMethod m_method;
    ChargeDraft m_draft;
    ChargeDraft m_stored; ///< what the payment was made with
    Payment m_payment;
    QString m_operationId;
    bool m_created = false;
    bool m_busy = false;
    bool m_requestEnded = false; ///< the request of m_operationId was refused for good
    QHash<QString, QString> m_problems;
    ErrorText m_failure;
    PaymentOutcome m_outcome = PaymentOutcome::None;
    ErrorText m_outcomeText;
};

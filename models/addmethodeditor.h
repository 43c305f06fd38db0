#pragma once

#include "models/customertext.h"
#include "models/paymentoutcome.h"

#include <QHash>
#include <QObject>

/// Keeps a new card of a customer: with a payment, or without one when the customer agrees to later
/// charges; the bank is then asked to check the card. However often it is sent, it is one payment.
class AddMethodEditor final : public QObject
{
    Q_OBJECT

public:
    /// workspace, which has customers, must outlive the editor.
    AddMethodEditor(const Workspace &workspace, const Customer &customer,
                    QObject *parent = nullptr);

    const Workspace &workspace() const { return m_workspace; }
    const Customer &customer() const { return m_customer; }
    bool isBusy() const { return m_busy; }
    /// None until somebody says what the customer has agreed to.
    FutureUsage usage() const { return m_usage; }
    Currency currency() const { return m_currency; }
    /// Charged at once; nothing: the card is only checked.
    const std::optional<qint64> &amount() const { return m_amount; }
    /// What is wrong with a field (API spelling), empty when nothing is.
    QString problemOf(const QString &field) const { return m_problems.value(field); }
    const ErrorText &failure() const { return m_failure; }
    QString actionText() const;

    const Payment &payment() const { return m_payment; }
    PaymentOutcome outcome() const { return m_outcome; }
    /// "Visa •• 4242 is saved"
    QString outcomeTitle() const;
    const ErrorText &outcomeText() const { return m_outcomeText; }
    bool isSaved() const { return !m_payment.paymentMethodId.isEmpty(); }
    /// The form can be filled in again: nothing was kept.
    bool canRetry() const;

    /// Whether all but the card is in order; marks what is not.
    bool mayBeSent();
    /// Asks the bank. The card ends with this call, whatever becomes of it.
    void submit(CardDetails card);

public slots:
    void setUsage(FutureUsage usage);
    void setAmount(Currency currency, const std::optional<qint64> &minorUnits);
    void retry();

signals:
    void changed();
    void failed(const ErrorText &text);
    void outcomeChanged(PaymentOutcome outcome);

private:
    bool refuse(const Error &error);
    Result<> check() const;
    void onCreated(const Result<CreatedPayment> &answer);
    void onReload(const Result<PaymentDetails> &details);
    void reload();
    void judge(qint64 nextCheckAtMs);
    void fail(const Error &error);

    const Workspace &m_workspace;
    const Customer m_customer;
    FutureUsage m_usage = FutureUsage::None;
    std::optional<qint64> m_amount;
    Currency m_currency = Currency::Eur;
    Payment m_payment;
    bool m_busy = false;
    QHash<QString, QString> m_problems;
    ErrorText m_failure;
    PaymentOutcome m_outcome = PaymentOutcome::None;
    ErrorText m_outcomeText;
};

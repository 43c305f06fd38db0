#pragma once

#include "models/editortext.h"
#include "models/moneyreason.h"

#include <QObject>

/// The form that releases a hold or gives up an unfinished payment.
class VoidEditor final : public QObject
{
    Q_OBJECT

public:
    using Reason = MoneyReason::Kind;

    VoidEditor(Workspace &workspace, const Payment &payment, QObject *parent = nullptr);

    const Workspace &workspace() const { return m_workspace; }
    const Payment &payment() const { return m_payment; }
    /// What goes back to the customer's limit; 0 when nothing is held.
    Money released() const;
    bool isBusy() const { return m_busy; }
    bool isLocked() const { return m_payment.outcomeUnknown; }
    bool isValid() const;
    bool hasInput() const { return !m_reason.note.isEmpty(); }
    const MoneyReason &reason() const { return m_reason; }
    /// What happens, said before the click.
    QString effect() const;
    /// Why it cannot be done or what is wrong with the note; empty when it can.
    QString problem() const;
    /// "Release 40.00 EUR", or "Cancel payment" when nothing is held.
    QString actionText() const;
    const ErrorText &failure() const { return m_failure; }

public slots:
    void setReason(MoneyReason::Kind reason);
    void setNote(const QString &note);
    /// Sends it once; does nothing while it is in flight or not possible.
    void submit();

signals:
    void changed();
    /// Not done, or not known.
    void failed(const ErrorText &text);
    void done(const QString &outcome);

private:
    void onAnswer(const Result<Payment> &answer);
    void onPaymentChanged(const PaymentId &id);
    void onReload(const Result<PaymentDetails> &details);
    void judge();
    void reload();
    void fail(const ErrorText &text);

    Workspace &m_workspace;
    Payment m_payment;
    QString m_operationId;
    MoneyReason m_reason;
    qint64 m_asked = 0; ///< minor units that the release in question frees
    bool m_busy = false;
    bool m_unresolved = false; ///< a release of ours has no known outcome
    ErrorText m_failure;
};

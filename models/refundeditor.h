#pragma once

#include "models/editortext.h"
#include "models/moneyreason.h"
#include "models/refundtext.h"
#include "services/domain/refund.h"

#include <QObject>

/// The form that gives money of one payment back: what would happen is said before it is asked
/// for. Its refund has one id from the beginning, so that however often it is sent the money goes
/// back once. Follows the payment: when somebody else refunds, less is left here.
class RefundEditor final : public QObject
{
    Q_OBJECT

public:
    enum class Mode { FullRemaining, Amount };

    RefundEditor(Workspace &workspace, const Payment &payment, QObject *parent = nullptr);

    const Workspace &workspace() const { return m_workspace; }
    /// As last read.
    const Payment &payment() const { return m_payment; }
    /// The id the refund has or will have.
    const RefundId &refundId() const { return m_refundId; }
    Mode mode() const { return m_mode; }
    /// What can still be given back.
    Money remaining() const;
    /// What this refund gives back; nothing while no amount is entered.
    std::optional<Money> amount() const;
    bool isLater() const { return m_later; }
    /// When a later one is sent, UTC.
    qint64 dueAtMs() const { return m_dueAtMs; }
    const MoneyReason &reason() const { return m_reason; }
    bool isBusy() const { return m_busy; }
    /// An outcome is not known: nothing can be asked until it is.
    bool isLocked() const { return m_unresolved || m_payment.outcomeUnknown; }
    bool isValid() const;
    bool hasInput() const { return m_amount.has_value() || !m_reason.note.isEmpty(); }
    /// Why it cannot be done; empty when it can, or while no amount is entered.
    QString problem() const;
    /// What is wrong with the time of a later one.
    QString timeProblem() const;
    /// What happens, said before the click; empty while it cannot be done.
    QString effect() const;
    /// "Refund 40.00 EUR".
    QString actionText() const;
    const ErrorText &failure() const { return m_failure; }

public slots:
    void setMode(RefundEditor::Mode mode);
    void setAmount(const Money &amount);
    void clearAmount();
    void setLater(bool later);
    void setDueAt(qint64 msUtc);
    void setReason(MoneyReason::Kind kind);
    void setNote(const QString &note);
    /// Sends it once; does nothing while it is in flight or not possible.
    void submit();

signals:
    void changed();
    /// Not done, or not known: failure() says which.
    void failed(const ErrorText &text);
    void done(const QString &outcome);
    /// The payment changed under the form.
    void noticed(const QString &notice);

private:
    CreateRefund command() const;
    Result<Refund> planned() const;
    ErrorScene scene() const;
    void onAnswer(const Result<Refund> &answer);
    void judge(const Refund &refund, qint64 nextCheckAtMs, bool checked);
    QString doneText(RefundState state, const Refund &refund, bool checked) const;
    void onPaymentChanged(const PaymentId &id);
    void onReload(const Result<PaymentDetails> &details);
    void reload();
    void fail(const ErrorText &text);

    Workspace &m_workspace;
    Payment m_payment;
    RefundId m_refundId;
    int m_earlier = 0; ///< refunds of the payment so far
    Mode m_mode = Mode::FullRemaining;
    std::optional<Money> m_amount; ///< as entered
    bool m_later = false;
    qint64 m_dueAtMs = 0;
    MoneyReason m_reason;
    bool m_busy = false;
    bool m_unresolved = false; ///< ours was sent and has no known outcome
    bool m_done = false;
    ErrorText m_failure;
};

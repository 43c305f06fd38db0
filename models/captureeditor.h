#pragma once

#include "models/editortext.h"
#include "services/domain/capturepolicy.h"

#include <QObject>

/// The form that takes money from one hold: what would happen is said before it is asked for, one
/// capture is in flight at a time, and while an outcome is not known nothing can be asked again.
/// Follows the payment: when somebody else changes it, the plan changes with it.
class CaptureEditor final : public QObject
{
    Q_OBJECT

public:
    enum class Mode { FullRemaining, Amount };

    CaptureEditor(Workspace &workspace, const Payment &payment, QObject *parent = nullptr);

    const Workspace &workspace() const { return m_workspace; }
    /// As last answered.
    const Payment &payment() const { return m_payment; }
    Mode mode() const { return m_mode; }
    bool finalCapture() const { return m_final; }
    /// Whether the hold takes several captures, so that "final" means something.
    bool takesSeveral() const;
    /// What is left on the hold.
    Money remaining() const;
    /// What this capture takes; nothing while no amount is entered.
    std::optional<Money> amount() const;
    /// What the capture would do, or why it is not possible.
    Result<CapturePlan> plan() const;
    bool isBusy() const { return m_busy; }
    /// An outcome is not known: nothing can be asked until it is.
    bool isLocked() const { return m_payment.outcomeUnknown; }
    /// Whether anything can still be captured from this hold.
    bool canGoOn() const;
    bool isValid() const;
    /// Whether something was entered that closing would lose.
    bool hasInput() const { return m_amount.has_value() || m_final; }
    /// Why it is not valid, for under the field; empty while nothing is entered.
    QString problem() const;
    /// What happens to the rest, said before the click; empty while not valid.
    QString afterEffect() const;
    /// "Capture 40.00 EUR".
    QString actionText() const;
    /// The captures this form has made, oldest first.
    const QList<Money> &captures() const { return m_captures; }
    /// The last failure, empty when there is none.
    const ErrorText &failure() const { return m_failure; }

public slots:
    void setMode(CaptureEditor::Mode mode);
    void setAmount(const Money &amount);
    void clearAmount();
    void setFinal(bool finalCapture);
    /// Sends the capture once; does nothing while one is in flight or the form is not valid.
    void submit();

signals:
    void changed();
    void validChanged(bool valid);
    /// Not done, or not known: failure() says which.
    void failed(const ErrorText &text);
    /// One line on what was done.
    void done(const QString &outcome);
    /// The payment changed under the form.
    void noticed(const QString &notice);

private:
    void startNext();
    void onAnswer(const Result<Payment> &answer);
    void onFate(CaptureFate fate, bool checked);
    void onPaymentChanged(const PaymentId &id);
    void onReload(const Result<PaymentDetails> &details);
    void reload();
    void fail(const ErrorText &text);
    void announce();
    QString doneText(const QString &amount) const;
    QString checkedText(const QString &amount) const;

    Workspace &m_workspace;
    Payment m_payment;
    Payment m_before; ///< as it was when the capture in question was asked for
    QString m_operationId;
    Mode m_mode = Mode::FullRemaining;
    std::optional<Money> m_amount; ///< as entered
    qint64 m_asked = 0;            ///< minor units of the capture in question
    bool m_final = false;
    bool m_busy = false;
    bool m_unresolved = false; ///< a capture of ours has no known outcome
    bool m_wasValid = false;
    QList<Money> m_captures;
    ErrorText m_failure;
};

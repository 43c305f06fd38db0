#pragma once

#include "models/agreementtext.h"
#include "models/paymentoutcome.h"

#include <QHash>
#include <QObject>

/// A form that ends in one payment about an agreement, and follows what becomes of it. However
/// often it is sent, it is one payment: its id is made here.
class AgreementRun : public QObject
{
    Q_OBJECT

public:
    /// workspace, which has recurring, must outlive it.
    explicit AgreementRun(const Workspace &workspace, QObject *parent = nullptr);

    const Workspace &workspace() const { return m_workspace; }
    bool isBusy() const { return m_busy; }
    /// What is wrong with a field (API spelling), empty when nothing is.
    QString problemOf(const QString &field) const { return m_problems.value(field); }
    const ErrorText &failure() const { return m_failure; }

    const Payment &payment() const { return m_payment; }
    PaymentOutcome outcome() const { return m_outcome; }
    virtual QString outcomeTitle() const { return ::outcomeTitle(m_payment, m_outcome); }
    const ErrorText &outcomeText() const { return m_outcomeText; }
    /// The form can be sent again, as another payment: no money moved.
    bool canRetry() const;

public slots:
    void retry();

signals:
    void changed();
    void failed(const ErrorText &text);
    void outcomeChanged(PaymentOutcome outcome);

protected:
    void clearProblems();
    void addProblem(const QString &field, const QString &words);
    /// Whether a form may be sent now.
    bool isOpen() const { return !m_busy && m_outcome == PaymentOutcome::None; }
    /// Marks it as under way and waits for the answer.
    void follow(const QFuture<Result<Payment>> &answer);
    /// What became of it, for a form that says more than the payment itself.
    virtual void adorn(ErrorText &) const {}
    /// The currency of amounts in it.
    virtual Currency currency() const = 0;
    /// The fields that show what is wrong with them.
    virtual QStringList fields() const = 0;

private:
    void onAnswer(const Result<Payment> &answer);
    void onReload(const Result<PaymentDetails> &details);
    void reload();
    void judge(qint64 nextCheckAtMs);
    void fail(const Error &error);

    const Workspace &m_workspace;
    Payment m_payment;
    bool m_busy = false;
    QHash<QString, QString> m_problems;
    ErrorText m_failure;
    PaymentOutcome m_outcome = PaymentOutcome::None;
    ErrorText m_outcomeText;
};

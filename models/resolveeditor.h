#pragma once

#include "models/inspectormodel.h"

/// An operation whose outcome nobody knows: what is known of it, asking again, and keeping what was
/// found out for those who may decide.
class ResolveEditor final : public QObject
{
    Q_OBJECT

public:
    /// workspace must outlive the editor.
    ResolveEditor(const Workspace &workspace, const PaymentId &id, QObject *parent = nullptr);

    const Workspace &workspace() const { return m_workspace; }
    /// False until the payment is read.
    bool isRead() const { return m_payment.isCurrent(); }
    /// Whether something is still not known.
    bool isOpen() const;
    QString title() const;
    /// What the title and the explanation do not say of the operation that is open.
    QList<Fact> facts() const;
    /// Where the money is; or, once it is known, what became of it.
    QString explanation() const;
    /// What the last question brought; empty before the first.
    const QString &answer() const { return m_answer; }
    /// Why nobody can say here what became of it.
    static QString whyNotByHand();
    bool mayAsk() const { return isOpen() && !m_busy; }
    bool isBusy() const { return m_busy; }

    /// What somebody found out, to be kept as a note.
    void setEvidence(const QString &text);
    const QString &evidence() const { return m_evidence; }
    const QString &evidenceProblem() const { return m_evidenceProblem; }
    bool mayKeepEvidence() const;
    bool isTouched() const { return !m_evidence.trimmed().isEmpty(); }

public slots:
    /// Asks the processor now.
    void ask();
    void keepEvidence();

signals:
    void changed();
    void failed(const ErrorText &error);
    /// The evidence is kept; one line on it.
    void kept(const QString &notice);

private:
    const Operation *open() const;
    void onAnswer(const Result<Payment> &answer);

    const Workspace &m_workspace;
    InspectorModel m_payment;
    QString m_answer;
    QString m_evidence;
    QString m_evidenceProblem;
    bool m_busy = false;
    bool m_keeping = false;
};

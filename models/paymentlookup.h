#pragma once

#include "models/errortext.h"
#include "models/workspace.h"

/// Reads one payment as it stands now, or asks its processor, for somebody who then acts on it.
class PaymentLookup final : public QObject
{
    Q_OBJECT

public:
    enum class Purpose { Capture, Void, Refund, Verify };
    Q_ENUM(Purpose)

    /// workspace must outlive the object.
    explicit PaymentLookup(const Workspace &workspace, QObject *parent = nullptr);

    /// Whether the purpose makes sense for the payment as it stands.
    static bool allows(Purpose purpose, const Payment &payment);
    /// Why a payment could not be read or asked about, for people.
    static ErrorText problem(const Error &error, const PaymentId &id);
    /// A newer question replaces an older one.
    void find(const PaymentId &id, Purpose purpose);
    /// The address of the bank's page that waits for the customer; answers with linkFound(), or
    /// with answered() when there is none.
    void findLink(const PaymentId &id);
    void askProcessor(const PaymentId &id);
    /// Asks how a refund stands.
    void askRefund(const RefundId &id);
    /// Gives up a refund that waits for its time.
    void giveUpRefund(const RefundId &id);

signals:
    void found(const Payment &payment, PaymentLookup::Purpose purpose);
    /// What the processor told, as one sentence.
    void answered(const QString &sentence);
    /// The link, and how long it works as one sentence.
    void linkFound(const QString &link, const QString &sentence);
    void failed(const ErrorText &error);

private:
    QString sentence(const Payment &payment) const;
    void answerLink(const PaymentDetails &details);
    void answerRefund(const RefundId &id, const Result<Refund> &answer);

    const Workspace &m_workspace;
    quint64 m_generation = 0;
};

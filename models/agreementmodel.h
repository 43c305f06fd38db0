#pragma once

#include "models/agreementtext.h"
#include "models/customermodel.h"

#include <QObject>
#include <QTimer>

/// One charge of an agreement as it is shown.
struct ChargeEntry
{
    PaymentId id;
    QString amount;
    QString time;
    QString reason; ///< why it failed; empty when it did not
    PaymentStatus status = PaymentStatus::Processing;
    bool outcomeUnknown = false;

    friend bool operator==(const ChargeEntry &, const ChargeEntry &) = default;
};

/// Everything about one agreement. Follows Events.
class AgreementModel final : public QObject
{
    Q_OBJECT

public:
    /// workspace, which has recurring, must outlive the model.
    explicit AgreementModel(const Workspace &workspace, QObject *parent = nullptr);

    /// Shows that one, or none; the same one is not read again.
    void setAgreement(const MandateId &id);
    void reload();

    /// Nothing before it is read, and when there is none.
    const std::optional<AgreementDetails> &details() const { return m_details; }
    const ErrorText &error() const { return m_error; }
    QString title() const;
    QString stateWord() const;
    QString stateMeaning() const;
    StatusLook stateLook() const;
    QList<Fact> facts() const;
    /// Newest first.
    QList<ChargeEntry> charges() const;
    /// Whether there is a page about its customer to go to, and going there.
    bool hasCustomerPage() const;
    void openCustomer() const;
    bool mayBeCharged() const;
    bool mayBeEnded() const;

signals:
    void changed();

private:
    void read();

    const Workspace &m_workspace;
    QTimer m_readTimer;
    quint64 m_generation = 0;
    MandateId m_id;
    std::optional<AgreementDetails> m_details;
    ErrorText m_error;
};

#pragma once

#include "services/domain/dispute.h"

#include <QObject>

/// What happened, by id only: whoever shows it asks again. Emitted on the engine thread.
class Events : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

signals:
    void paymentChanged(const PaymentId &id, qint64 rowId);
    /// A customer or its saved methods were made, changed or deleted; customers that a payment
    /// makes come with that payment.
    void customerChanged(const CustomerId &id);
    /// An agreement about later charges was made, charged or ended.
    void agreementChanged(const MandateId &id);
    /// A merchant, or one of its profiles, accounts or routing configurations, was made, changed or
    /// deleted.
    void setupChanged(const MerchantId &id);
    /// A dispute was opened, answered, or has gone on.
    void disputeChanged(const DisputeId &id, const PaymentId &payment);
    /// Something that a processor told of its own accord was worked off.
    void newsHandled(const MerchantId &id);
    /// The vault was made, unlocked or locked, or an attempt at it failed.
    void vaultChanged();
    /// Storage went away or came back; reason is empty when it is fine.
    void storageTrouble(const QString &reason);
    /// Number of operations that recovery still has to ask about.
    void recoveryProgress(int remaining);
};

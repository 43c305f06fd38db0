#pragma once

#include "models/paymentlookup.h"
#include "ui/payments/paymentactions.h"

class QWidget;

/// What a person can do to a payment from the table or the inspector. Reads the payment as it
/// stands, says why something is not possible, or opens the dialog. Nothing here moves money.
class PaymentCommands final : public QObject
{
    Q_OBJECT

public:
    /// Dialogs open over `window`, which owns the object. The others must outlive it.
    PaymentCommands(const Workspace &workspace, PaymentActions &actions, QWidget *window);

public slots:
    void capture(const PaymentId &id);
    void voidPayment(const PaymentId &id);
    void refund(const PaymentId &id);
    void verify(const PaymentId &id);
    void askProcessor(const PaymentId &id);
    void copyLink(const PaymentId &id);
    void note(const PaymentId &id);
    void resolve(const PaymentId &id);
    void askRefund(const RefundId &id) { m_lookup.askRefund(id); }
    /// Nothing has been sent for it, so nothing is asked first.
    void giveUpRefund(const RefundId &id) { m_lookup.giveUpRefund(id); }

signals:
    void notice(const QString &text);
    void failed(const ErrorText &error);

private:
    void open(const Payment &payment, PaymentLookup::Purpose purpose);

    PaymentLookup m_lookup;
    const bool m_hasNotes;
    PaymentActions &m_actions;
    QWidget *m_window = nullptr;
};

#pragma once

#include "services/interfaces/webhookobjects.h"

#include <QUrl>

/// Objects as webhooks tell them: what the API answers when it is asked for them. Pure.
class ShopObjects final : public WebhookObjects
{
public:
    /// Of addresses that shoppers are sent to; before anything is spelled only.
    void setPublicBase(const QUrl &publicBase) { m_publicBase = publicBase; }

    QByteArray payment(const PaymentView &view) const override;
    QByteArray refund(const Refund &refund) const override;
    QByteArray mandate(const Agreement &agreement) const override;
    QByteArray dispute(const Dispute &dispute) const override;

private:
    QUrl m_publicBase;
};

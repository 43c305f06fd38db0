#include "services/api/shopobjects.h"

#include "services/api/disputeroutes.h"
#include "services/api/mandatejson.h"
#include "services/api/paymentjson.h"

QByteArray ShopObjects::payment(const PaymentView &view) const
{
    paymentjson::Shown shown;
    shown.publicBase = m_publicBase;
    return paymentjson::payment(view, shown);
}

QByteArray ShopObjects::refund(const Refund &refund) const
{
    return paymentjson::refund(refund);
}

QByteArray ShopObjects::mandate(const Agreement &agreement) const
{
    JsonWriter out;
    mandatejson::write(out, agreement);
    return out.take();
}

QByteArray ShopObjects::dispute(const Dispute &dispute) const
{
    JsonWriter out;
    writeDispute(out, dispute);
    return out.take();
}

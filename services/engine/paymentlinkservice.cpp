#include "services/engine/paymentlinkservice.h"

#include "services/engine/enginecore.h"
#include "services/engine/linkkeeping.h"
#include "services/storage/paymentlinkstore.h"

using namespace Qt::StringLiterals;

Result<> linkkeeping::make(EngineCore &core, const Payment &payment,
                           const QMap<QString, QString> &extras, bool confirmed)
{
    if (extras.value(kWanted) != "true"_L1)
        return {};
    if (confirmed || payment.returnUrl.isEmpty())
        return Error{ErrorCode::InvalidValue, kWanted};
    const Result<PageLook> look = pageLook(extras.value(u"payment_link_config"_s));
    if (!look)
        return look.error();
    const PaymentLink link{core.random.newId("plink"_L1), payment.merchantId, payment.id,
                           core.clock.nowMs()};
    return PaymentLinkStore(core.database).insert(link).and_then([&] {
        return core.extras.put(payment, {{kId, QString(u'"' + link.id + u'"')}});
    });
}

QFuture<Result<PaymentLink>> PaymentLinkService::find(const MerchantId &merchant, const QString &id)
{
    return m_engine.start<PaymentLink>([this, merchant, id](const Reply<PaymentLink> &reply) {
        reply(PaymentLinkStore(m_engine.core().database).find(merchant, id));
    });
}

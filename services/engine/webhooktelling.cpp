#include "services/engine/webhooktelling.h"

#include "services/engine/clientsecrets.h"
#include "services/interfaces/webhookobjects.h"

using namespace Qt::StringLiterals;

namespace {

/// What is told, but for the object.
struct Told
{
    QString eventClass;
    QString contentType;
    QString type;
    QString objectId;
};

/// The profile when its shop is to be told; nothing otherwise.
std::optional<BusinessProfile> listener(EngineCore &core, const MerchantId &merchant,
                                        const ProfileId &profile)
{
    if (!core.webhookObjects)
        return std::nullopt;
    const Result<BusinessProfile> found = core.setups.profile(merchant, profile);
    if (!found || found->webhook.url.isEmpty())
        return std::nullopt;
    return *found;
}

Result<> keep(EngineCore &core, const BusinessProfile &profile, const Told &told,
              const QByteArray &object)
{
    if (object.isEmpty())
        return {};
    const qint64 nowMs = core.clock.nowMs();
    WebhookEvent event;
    event.merchantId = profile.merchantId;
    event.profileId = profile.id;
    event.id = webhookEventId(nowMs, core.random.bytes(10));
    event.eventClass = told.eventClass;
    event.type = told.type;
    event.objectId = told.objectId;
    event.createdAtMs = nowMs;
    event.nextTryAtMs = nowMs;
    event.body = webhookBody(event, told.contentType, object);
    return core.webhooks.insert(event);
}

Result<PaymentView> viewOf(EngineCore &core, const Payment &payment)
{
    const auto extras = core.extras.of(payment.merchantId, payment.rowId);
    const auto sealed = core.extras.sealedSecret(payment.merchantId, payment.rowId);
    if (!extras || !sealed)
        return extras ? sealed.error() : extras.error();
    PaymentView view;
    view.payment = payment;
    view.clientSecret = clientsecrets::opened(core, payment.merchantId, payment.id, *sealed);
    view.extras = *extras;
    if (payment.status == PaymentStatus::RequiresCustomerAction) {
        const Result<Attempt> attempt =
            core.payments.findAttempt(payment.merchantId, payment.id, payment.attemptCount);
        view.challengeUrl = attempt ? attempt->challengeUrl : QString();
    }
    if (payment.refunded > 0 || payment.refundPending > 0) {
        const auto refunds = core.refunds.forPayment(payment.merchantId, payment.id);
        if (!refunds)
            return refunds.error();
        view.refunds = *refunds;
    }
    return view;
}

} // namespace

Result<> webhooktelling::tell(EngineCore &core, const Payment &payment)
{
    const QString type = webhookType(payment.status);
    if (type.isEmpty())
        return {};
    const auto profile = listener(core, payment.merchantId, payment.profileId);
    if (!profile || !asksFor(profile->webhook.paymentStatuses, toText(payment.status)))
        return {};
    const Result<PaymentView> view = viewOf(core, payment);
    if (!view)
        return view.error();
    return keep(core, *profile, {u"payments"_s, u"payment_details"_s, type, payment.id.value},
                core.webhookObjects->payment(*view));
}

Result<> webhooktelling::tell(EngineCore &core, const Refund &refund)
{
    const QString type = webhookType(refund.status);
    if (type.isEmpty())
        return {};
    const auto profile = listener(core, refund.merchantId, refund.profileId);
    if (!profile || !asksFor(profile->webhook.refundStatuses, toText(refund.status)))
        return {};
    return keep(core, *profile, {u"refunds"_s, u"refund_details"_s, type, refund.id.value},
                core.webhookObjects->refund(refund));
}

Result<> webhooktelling::tell(EngineCore &core, const Mandate &mandate)
{
    const QString type = webhookType(mandate.status);
    if (type.isEmpty() || !core.webhookObjects)
        return {};
    const Result<Payment> payment = core.payments.find(mandate.merchantId, mandate.paymentId);
    if (!payment)
        return payment.error();
    const auto profile = listener(core, mandate.merchantId, payment->profileId);
    if (!profile)
        return {};
    const Result<SavedMethod> method =
        core.methods.find(mandate.merchantId, mandate.paymentMethodId);
    Agreement agreement;
    agreement.mandate = mandate;
    agreement.card = method ? method->card : CardSummary();
    return keep(core, *profile, {u"mandates"_s, u"mandate_details"_s, type, mandate.id.value},
                core.webhookObjects->mandate(agreement));
}

Result<> webhooktelling::tell(EngineCore &core, const Dispute &dispute)
{
    const auto profile = listener(core, dispute.merchantId, dispute.profileId);
    if (!profile)
        return {};
    return keep(core, *profile,
                {u"disputes"_s, u"dispute_details"_s, toText(dispute.status), dispute.id.value},
                core.webhookObjects->dispute(dispute));
}

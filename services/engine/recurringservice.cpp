#include "services/engine/recurringservice.h"

#include "services/engine/command.h"
#include "services/engine/idempotencykey.h"
#include "services/engine/mandatekeeping.h"
#include "services/storage/mandatewindow.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestList = 1'000;
constexpr int kMostCharges = 100;
constexpr qsizetype kSecretLength = 20;

MandateFilter filterOf(const AgreementQuery &query)
{
    return {query.customerId, query.status,
            query.failedOnly, query.order == AgreementOrder::NextCharge,
            query.offset,     query.limit};
}

/// Those that came about in a way that the query names.
Result<QList<Mandate>> mandatesByOrigin(EngineCore &core, const MerchantId &merchant,
                                        const AgreementQuery &query)
{
    const auto ids = readMandateWindow(core.database, merchant,
                                       {query.customerId, query.status, query.connector,
                                        query.fromMs, query.toMs, query.offset, query.limit});
    if (!ids)
        return ids.error();
    QList<Mandate> mandates;
    for (const MandateId &id : *ids) {
        const Result<Mandate> mandate = core.mandates.find(merchant, id);
        if (!mandate)
            return mandate.error();
        mandates.append(*mandate);
    }
    return mandates;
}

/// The agreement with what is known of its card and its customer. Both may be gone.
Result<Agreement> shown(EngineCore &core, const Mandate &mandate)
{
    Agreement agreement;
    agreement.mandate = mandate;
    const Result<SavedMethod> method =
        core.methods.find(mandate.merchantId, mandate.paymentMethodId);
    if (!method && method.error().code != ErrorCode::NotFound)
        return method.error();
    if (method) {
        agreement.card = method->card;
        agreement.cardExpired = method->isExpired(core.clock.nowMs());
        agreement.refusal = method->refusal;
    }
    const Result<Customer> customer = core.customers.find(mandate.merchantId, mandate.customerId);
    if (!customer && customer.error().code != ErrorCode::NotFound)
        return customer.error();
    if (customer) {
        agreement.customerName = customer->texts.name;
        agreement.customerEmail = customer->texts.email;
    }
    return agreement;
}

Result<QList<Agreement>> listHere(EngineCore &core, const MerchantId &merchant,
                                  const AgreementQuery &query)
{
    if (query.limit < 1 || query.limit > kLongestList)
        return Error{ErrorCode::InvalidValue, u"limit"_s};
    if (query.offset < 0)
        return Error{ErrorCode::InvalidValue, u"offset"_s};
    const bool byOrigin = !query.connector.isEmpty() || query.fromMs || query.toMs;
    const auto mandates = byOrigin ? mandatesByOrigin(core, merchant, query)
                                   : core.mandates.list(merchant, filterOf(query));
    if (!mandates)
        return mandates.error();
    QList<Agreement> agreements;
    for (const Mandate &mandate : *mandates) {
        const Result<Agreement> agreement = shown(core, mandate);
        if (!agreement)
            return agreement.error();
        agreements.append(*agreement);
    }
    return agreements;
}

Result<AgreementDetails> detailsHere(EngineCore &core, const MerchantId &merchant,
                                     const MandateId &id)
{
    const Result<Mandate> mandate = core.mandates.find(merchant, id);
    if (!mandate && mandate.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::NotFound, u"mandate_id"_s};
    if (!mandate)
        return mandate.error();
    const Result<Agreement> agreement = shown(core, *mandate);
    const auto charges = core.mandates.charges(merchant, id, kMostCharges);
    if (!agreement || !charges)
        return agreement ? charges.error() : agreement.error();
    AgreementDetails details{*agreement, {}};
    for (const PaymentId &charge : *charges) {
        const Result<Payment> payment = core.payments.find(merchant, charge);
        if (!payment)
            return payment.error();
        details.charges.append(*payment);
    }
    return details;
}

CreatePayment paymentOf(SetUpAgreement &&command)
{
    CreatePayment payment;
    payment.caller = command.caller;
    payment.id = command.id;
    payment.profileId = command.profileId;
    payment.type = command.amount == 0 ? PaymentType::SetupMandate : PaymentType::Normal;
    payment.amount = command.amount;
    payment.currency = command.currency;
    payment.authenticationType = command.authenticationType;
    payment.card = std::move(command.card);
    payment.paymentMethodId = command.paymentMethodId;
    payment.cvc = std::move(command.cvc);
    payment.futureUsage = FutureUsage::OffSession;
    payment.acceptance = command.acceptance;
    payment.customer = command.customer;
    payment.mandate = command.terms;
    payment.orderReference = command.orderReference;
    payment.description = command.description;
    payment.returnUrl = command.returnUrl;
    payment.confirm = true;
    return payment;
}

CreatePayment paymentOf(ChargeOffSession &&command)
{
    CreatePayment payment;
    payment.caller = command.caller;
    payment.id = command.id;
    payment.profileId = command.profileId;
    payment.amount = command.amount;
    payment.currency = command.currency;
    payment.captureMethod = command.captureMethod;
    payment.customer.id = command.customerId;
    payment.orderReference = command.orderReference;
    payment.description = command.description;
    payment.metadataJson = command.metadataJson;
    payment.offSession = true;
    payment.recurring = std::move(command.details);
    payment.mitCategory = command.category;
    payment.confirm = true;
    return payment;
}

} // namespace

QFuture<Result<QList<Agreement>>> RecurringService::list(const MerchantId &merchant,
                                                         const AgreementQuery &query)
{
    return m_engine.start<QList<Agreement>>(
        [this, merchant, query](const Reply<QList<Agreement>> &reply) {
            reply(listHere(m_engine.core(), merchant, query));
        });
}

QFuture<Result<qint64>> RecurringService::count(const MerchantId &merchant,
                                                const AgreementQuery &query)
{
    return m_engine.start<qint64>([this, merchant, query](const Reply<qint64> &reply) {
        reply(m_engine.core().mandates.count(merchant, filterOf(query)));
    });
}

QFuture<Result<AgreementDetails>> RecurringService::find(const MerchantId &merchant,
                                                         const MandateId &id)
{
    return m_engine.start<AgreementDetails>(
        [this, merchant, id](const Reply<AgreementDetails> &reply) {
            reply(detailsHere(m_engine.core(), merchant, id));
        });
}

QFuture<Result<Mandate>> RecurringService::revoke(const Caller &caller, const MandateId &id)
{
    return m_engine.start<Mandate>([this, caller, id](const Reply<Mandate> &reply) {
        EngineCore &core = m_engine.core();
        const auto over = std::make_shared<Result<Mandate>>(ErrorCode::Internal);
        const auto half = [&core, caller, id, over]() -> Result<> {
            *over = mandatekeeping::revoke(core, caller, id);
            return *over ? Result<>() : Result<>(over->error());
        };
        core.writes.enqueue(half, [this, over, reply](const Result<> &committed) {
            if (!committed)
                return reply(committed.error());
            emit m_engine.events().agreementChanged((*over)->id);
            reply(*over);
        });
    });
}

QFuture<Result<Payment>> RecurringService::setUp(SetUpAgreement command)
{
    return pay(paymentOf(std::move(command)));
}

QFuture<Result<Payment>> RecurringService::charge(ChargeOffSession command)
{
    return pay(paymentOf(std::move(command)));
}

QFuture<Result<Payment>> RecurringService::pay(CreatePayment payment)
{
    const auto work = [this, command = std::make_shared<CreatePayment>(std::move(payment))](
                          const Reply<Payment> &reply) {
        EngineCore &core = m_engine.core();
        const PaymentId id =
            command->id.isEmpty() ? PaymentId{core.random.newId("pay"_L1)} : command->id;
        // Nobody is told the secret: such a payment is never continued by a browser.
        const QString secret = id.value + u"_secret_"_s + core.random.text62(kSecretLength);
        const QByteArray hash = keyedHash(core.installKey, secret.toUtf8());
        runCommand(
            core, m_engine.runner(), id,
            [command, id, hash](Reservation &reservation) {
                return reservation.create(*command, id, hash);
            },
            reply);
    };
    return m_engine.start<Payment>(work);
}

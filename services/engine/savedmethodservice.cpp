#include "services/engine/savedmethodservice.h"

#include "services/core/faultpoint.h"
#include "services/engine/customerrecord.h"
#include "services/engine/mandatekeeping.h"
#include "services/engine/merchantrecord.h"
#include "services/engine/methodkeeping.h"
#include "services/engine/networktokens.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestList = 1'000;

Result<SavedMethod> findMethod(EngineCore &core, const MerchantId &merchant,
                               const PaymentMethodId &id)
{
    Result<SavedMethod> method = core.methods.find(merchant, id);
    if (!method && method.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::NotFound, u"payment_method_id"_s};
    return method;
}

/// Says which tokens there are of these methods, which are one customer's, and who keeps them.
Result<> nameHolders(EngineCore &core, const MerchantId &merchant, const CustomerId &customer,
                     QList<SavedMethod> &methods)
{
    const auto held = core.processorTokens.heldFor(merchant, customer);
    if (!held)
        return held.error();
    for (const ProcessorTokenStore::Held &one : *held) {
        const auto method = std::ranges::find(methods, one.paymentMethodId, &SavedMethod::id);
        if (method == methods.end())
            continue;
        const Result<ProcessorAccount> account =
            core.accounts.account(merchant, one.connectorAccount);
        if (!account && account.error().code != ErrorCode::NotFound)
            return account.error();
        const ProcessorAccount named = account.value_or({});
        method->tokenHolders.append(
            {one.connectorAccount, named.connector, named.label, one.tokens});
    }
    return networktokens::name(core, merchant, customer, methods);
}

Result<SavedMethod> withHolders(EngineCore &core, const SavedMethod &method)
{
    QList<SavedMethod> methods{method};
    const Result<> named = nameHolders(core, method.merchantId, method.customerId, methods);
    return named ? Result<SavedMethod>(methods.constFirst()) : Result<SavedMethod>(named.error());
}

} // namespace

QFuture<Result<SavedMethod>> SavedMethodService::write(const MerchantId &merchant,
                                                       const PaymentMethodId &id,
                                                       const Change &change)
{
    return m_engine.start<SavedMethod>(
        [this, merchant, id, change](const Reply<SavedMethod> &reply) {
            EngineCore &core = m_engine.core();
            const auto changed = std::make_shared<Result<SavedMethod>>(ErrorCode::Internal);
            const auto half = [&core, merchant, id, change, changed]() -> Result<> {
                *changed = findMethod(core, merchant, id);
                if (*changed)
                    *changed = change(core, SavedMethod(**changed));
                faultPoint("method.before_commit");
                return *changed ? Result<>() : Result<>(changed->error());
            };
            core.writes.enqueue(half, [this, changed, reply](const Result<> &committed) {
                if (!committed)
                    return reply(committed.error());
                faultPoint("method.after_commit");
                if (m_engine.core().ciphertextRemoved)
                    methodkeeping::wipeRemoved(m_engine.core());
                emit m_engine.events().customerChanged((*changed)->customerId);
                reply(withHolders(m_engine.core(), **changed));
            });
        });
}

Result<QList<SavedMethod>> SavedMethodService::listHere(const MerchantId &merchant,
                                                        const CustomerId &customer, int limit)
{
    if (limit < 1 || limit > kLongestList)
        return Error{ErrorCode::InvalidValue, u"limit"_s};
    EngineCore &core = m_engine.core();
    auto methods = core.methods.list(merchant, customer, limit);
    if (!methods)
        return methods;
    if (methods->isEmpty()) { // who has some is known, and was not deleted: they go first
        const Result<Customer> known = customerrecord::find(core, merchant, customer);
        return known ? methods : Result<QList<SavedMethod>>(known.error());
    }
    const Result<> named = nameHolders(core, merchant, customer, *methods);
    return named ? methods : Result<QList<SavedMethod>>(named.error());
}

QFuture<Result<QList<SavedMethod>>> SavedMethodService::list(const MerchantId &merchant,
                                                             const CustomerId &customer, int limit)
{
    return m_engine.start<QList<SavedMethod>>(
        [this, merchant, customer, limit](const Reply<QList<SavedMethod>> &reply) {
            reply(listHere(merchant, customer, limit));
        });
}

QFuture<Result<QList<OfferedMethod>>> SavedMethodService::offer(const MerchantId &merchant,
                                                                const CustomerId &customer,
                                                                int limit, const ProfileId &profile)
{
    return m_engine.start<QList<OfferedMethod>>(
        [this, merchant, customer, limit, profile](const Reply<QList<OfferedMethod>> &reply) {
            EngineCore &core = m_engine.core();
            const Result<BusinessProfile> under = merchantrecord::profile(core, merchant, profile);
            if (!under)
                return reply(under.error());
            const auto methods = listHere(merchant, customer, limit);
            if (!methods)
                return reply(methods.error());
            QList<OfferedMethod> offered;
            for (const SavedMethod &method : *methods) {
                const QString token = core.random.newId("token"_L1);
                core.tokens.add(token, merchant, method.id, core.clock.nowMs());
                offered.append({method, token, under->switches.requiresCvv});
            }
            reply(offered);
        });
}

QFuture<Result<SavedMethod>> SavedMethodService::find(const MerchantId &merchant,
                                                      const PaymentMethodId &id)
{
    return m_engine.start<SavedMethod>([this, merchant, id](const Reply<SavedMethod> &reply) {
        EngineCore &core = m_engine.core();
        const Result<SavedMethod> method = findMethod(core, merchant, id);
        if (!method)
            return reply(method.error());
        reply(withHolders(core, *method));
    });
}

QFuture<Result<SavedMethod>> SavedMethodService::update(UpdateMethod command)
{
    const auto change = [command](EngineCore &core,
                                  const SavedMethod &method) -> Result<SavedMethod> {
        Result<SavedMethod> changed = updatedMethod(method, command, core.clock.nowMs());
        if (!changed)
            return changed;
        const bool sealedToo = !(changed->card == method.card);
        const Result<> written =
            (sealedToo ? methodkeeping::reseal(core, *changed) : Result<>())
                .and_then([&] { return core.methods.update(*changed); })
                .and_then([&] {
                    return methodkeeping::audit(core, *changed, u"method.update"_s,
                                                command.caller.actor);
                });
        return written ? changed : Result<SavedMethod>(written.error());
    };
    return write(command.caller.merchantId, command.id, change);
}

QFuture<Result<SavedMethod>> SavedMethodService::makeDefault(const Caller &caller,
                                                             const CustomerId &customer,
                                                             const PaymentMethodId &id)
{
    const auto change = [caller, customer](EngineCore &core,
                                           const SavedMethod &method) -> Result<SavedMethod> {
        if (method.customerId != customer)
            return Error{ErrorCode::InvalidValue, u"payment_method_id"_s};
        if (method.isDefault)
            return Error{ErrorCode::InvalidState, u"payment_method_id"_s};
        SavedMethod chosen = method;
        chosen.isDefault = true;
        chosen.modifiedAtMs = core.clock.nowMs();
        const Result<> written =
            core.methods.clearDefault(method.merchantId, customer)
                .and_then([&] { return core.methods.update(chosen); })
                .and_then([&] {
                    return methodkeeping::audit(core, chosen, u"method.default"_s, caller.actor);
                });
        return written ? Result<SavedMethod>(chosen) : Result<SavedMethod>(written.error());
    };
    return write(caller.merchantId, id, change);
}

QFuture<Result<SavedMethod>> SavedMethodService::remove(const Caller &caller,
                                                        const PaymentMethodId &id)
{
    const auto change = [caller](EngineCore &core,
                                 const SavedMethod &method) -> Result<SavedMethod> {
        const Result<> removed = mandatekeeping::checkNoneInForce(core, method).and_then([&] {
            return methodkeeping::remove(core, method, DetachReason::MethodRemoved, caller.actor);
        });
        return removed ? Result<SavedMethod>(method) : Result<SavedMethod>(removed.error());
    };
    return write(caller.merchantId, id, change);
}

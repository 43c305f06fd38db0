#include "services/engine/customerservice.h"

#include "services/domain/shopperdata.h"
#include "services/engine/customerrecord.h"
#include "services/engine/heldcards.h"
#include "services/engine/mandatekeeping.h"
#include "services/engine/methodkeeping.h"
#include "services/storage/notestore.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestList = 1'000;

/// How many went.
Result<int> removeMethods(EngineCore &core, const Caller &caller, const CustomerId &customer)
{
    constexpr int kBatch = 100;
    int count = 0;
    for (;;) {
        const auto methods = core.methods.list(caller.merchantId, customer, kBatch);
        if (!methods)
            return methods.error();
        if (methods->isEmpty())
            return count;
        for (const SavedMethod &method : *methods) {
            const Result<> removed =
                methodkeeping::remove(core, method, DetachReason::CustomerDeleted, caller.actor);
            if (!removed)
                return removed.error();
            ++count;
        }
    }
}

} // namespace

void CustomerService::write(const Change &change,
                            const std::function<void(const Result<Customer> &)> &done)
{
    EngineCore &core = m_engine.core();
    const auto changed = std::make_shared<Result<Customer>>(ErrorCode::Internal);
    const auto half = [&core, change, changed]() -> Result<> {
        *changed = change(core);
        return *changed ? Result<>() : Result<>(changed->error());
    };
    core.writes.enqueue(half, [this, changed, done](const Result<> &committed) {
        if (!committed)
            return done(committed.error());
        emit m_engine.events().customerChanged((*changed)->id);
        done(*changed);
    });
}

QFuture<Result<Customer>> CustomerService::create(CreateCustomer command)
{
    return m_engine.start<Customer>([this, command = std::move(command)](
                                        const Reply<Customer> &reply) mutable {
        if (command.id.isEmpty())
            command.id = {m_engine.core().random.newId("cus"_L1)};
        const auto change = [command](EngineCore &core) -> Result<Customer> {
            Result<Customer> customer = newCustomer(command, core.clock.nowMs());
            if (!customer)
                return customer;
            const Result<> inserted = customerrecord::insert(core, *customer, command.caller.actor);
            return inserted ? customer : Result<Customer>(inserted.error());
        };
        write(change, reply);
    });
}

QFuture<Result<Customer>> CustomerService::find(const MerchantId &merchant, const CustomerId &id)
{
    return m_engine.start<Customer>([this, merchant, id](const Reply<Customer> &reply) {
        reply(customerrecord::find(m_engine.core(), merchant, id));
    });
}

QFuture<Result<Customer>> CustomerService::update(UpdateCustomer command)
{
    return m_engine.start<Customer>([this,
                                     command = std::move(command)](const Reply<Customer> &reply) {
        const auto change = [command](EngineCore &core) -> Result<Customer> {
            const Result<Customer> known =
                customerrecord::find(core, command.caller.merchantId, command.id);
            if (!known)
                return known;
            const Result<Customer> changed = updatedCustomer(*known, command, core.clock.nowMs());
            if (!changed)
                return changed;
            const Result<> updated =
                customerrecord::update(core, *changed, u"customer.update"_s, command.caller.actor);
            return updated ? changed : Result<Customer>(updated.error());
        };
        write(change, reply);
    });
}

QFuture<Result<DeletedCustomer>> CustomerService::remove(const Caller &caller, const CustomerId &id)
{
    return m_engine.start<DeletedCustomer>([this, caller, id](const Reply<DeletedCustomer> &reply) {
        const auto methods = std::make_shared<int>(0);
        const auto change = [caller, id, methods](EngineCore &core) -> Result<Customer> {
            const Result<Customer> known = customerrecord::find(core, caller.merchantId, id);
            if (!known)
                return known;
            const Result<Customer> redacted = redactedCustomer(*known, core.clock.nowMs());
            if (!redacted)
                return redacted;
            const Result<> free = mandatekeeping::checkNoneInForce(core, caller.merchantId, id);
            if (!free)
                return free.error();
            const Result<int> removed = removeMethods(core, caller, id);
            if (!removed)
                return removed.error();
            const Result<> dropped = heldcards::dropAll(core, caller.merchantId, id, caller.actor);
            if (!dropped)
                return dropped.error();
            const Result<> forgotten =
                NoteStore(core.database).removeOf(caller.merchantId, id).and_then([&] {
                    return core.extras.forget(caller.merchantId, id, shopperFields());
                });
            if (!forgotten)
                return forgotten.error();
            *methods = *removed;
            const Result<> updated =
                customerrecord::update(core, *redacted, u"customer.delete"_s, caller.actor);
            return updated ? redacted : Result<Customer>(updated.error());
        };
        write(change, [this, methods, reply](const Result<Customer> &customer) {
            if (!customer)
                return reply(customer.error());
            // Its texts are to leave the log as sealed cards do.
            methodkeeping::wipeRemoved(m_engine.core());
            reply(DeletedCustomer{customer->id, *methods});
        });
    });
}

QFuture<Result<QList<Customer>>> CustomerService::list(const MerchantId &merchant,
                                                       const CustomerQuery &query)
{
    return m_engine.start<QList<Customer>>(
        [this, merchant, query](const Reply<QList<Customer>> &reply) {
            if (query.limit < 1 || query.limit > kLongestList)
                return reply(Error{ErrorCode::InvalidValue, u"limit"_s});
            if (query.offset < 0)
                return reply(Error{ErrorCode::InvalidValue, u"offset"_s});
            CustomerStore &customers = m_engine.core().customers;
            reply(query.beginsWith.isEmpty()
                      ? customers.list(merchant, query.offset, query.limit)
                      : customers.search(merchant, query.beginsWith, query.limit));
        });
}

QFuture<Result<qint64>> CustomerService::count(const MerchantId &merchant)
{
    return m_engine.start<qint64>([this, merchant](const Reply<qint64> &reply) {
        reply(m_engine.core().customers.count(merchant));
    });
}

#include "services/engine/customerrecord.h"

using namespace Qt::StringLiterals;

namespace {

Result<> audit(EngineCore &core, const Customer &customer, const QString &action,
               const QString &actor)
{
    AuditEntry entry;
    entry.atMs = customer.modifiedAtMs;
    entry.merchantId = customer.merchantId;
    entry.actor = actor;
    entry.action = action;
    entry.object = customer.id.value;
    entry.result = customer.redacted ? u"redacted"_s : u"active"_s;
    return core.journal.appendAudit(entry);
}

} // namespace

namespace customerrecord {

Result<> insert(EngineCore &core, Customer &customer, const QString &actor)
{
    const Result<> inserted = core.customers.insert(customer);
    return inserted ? audit(core, customer, u"customer.create"_s, actor) : inserted;
}

Result<> update(EngineCore &core, const Customer &customer, const QString &action,
                const QString &actor)
{
    const Result<> updated = core.customers.update(customer);
    return updated ? audit(core, customer, action, actor) : updated;
}

Result<Customer> find(EngineCore &core, const MerchantId &merchant, const CustomerId &id)
{
    Result<Customer> customer = core.customers.find(merchant, id);
    if (!customer && customer.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::NotFound, u"customer_id"_s};
    if (customer && customer->redacted)
        return Error{ErrorCode::CustomerRedacted, u"customer_id"_s};
    return customer;
}

Result<> makeKnown(EngineCore &core, const Payment &payment, const QString &actor)
{
    if (payment.customer.id.isEmpty())
        return {};
    const Result<Customer> known = find(core, payment.merchantId, payment.customer.id);
    if (known)
        return {};
    if (known.error().code != ErrorCode::NotFound)
        return known.error();
    Customer customer = customerOf(payment.merchantId, payment.customer, core.clock.nowMs());
    return insert(core, customer, actor);
}

} // namespace customerrecord

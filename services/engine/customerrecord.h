#pragma once

#include "services/engine/enginecore.h"

/// Writes a change of a customer down, with its audit row, in the half that calls it.
namespace customerrecord {

/// A new one, which gets its place in the store. Duplicate when the id is taken.
Result<> insert(EngineCore &core, Customer &customer, const QString &actor);
Result<> update(EngineCore &core, const Customer &customer, const QString &action,
                const QString &actor);
/// NotFound and CustomerRedacted, both with field "customer_id".
Result<Customer> find(EngineCore &core, const MerchantId &merchant, const CustomerId &id);
/// Makes the customer whom a payment names, when nobody knows it yet; a known one is not changed.
/// CustomerRedacted when it was deleted.
Result<> makeKnown(EngineCore &core, const Payment &payment, const QString &actor);

} // namespace customerrecord

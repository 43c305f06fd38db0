#pragma once

#include "services/core/result.h"
#include "services/domain/connectordescription.h"
#include "services/domain/processoraccount.h"

/// An account at Stripe: one secret or restricted key, the same address for test and live. The key
/// says which of the two it is.
namespace stripeaccount {

ConnectorDescription description();
/// MissingField or InvalidValue "connector_account_details.api_key": no key, a publishable one, one
/// of the other mode, or something else. Without keys only the address counts: nothing is wrong.
Result<> check(const ProcessorAccount &account);

} // namespace stripeaccount

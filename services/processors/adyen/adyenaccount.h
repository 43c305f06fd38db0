#pragma once

#include "services/core/result.h"
#include "services/domain/connectordescription.h"
#include "services/domain/processoraccount.h"

/// An account at Adyen: an API key and the merchant account it works for. Keys of test and live
/// look alike, so the address tells them apart: live has one for each company account.
namespace adyenaccount {

ConnectorDescription description();
/// InvalidValue "base_url" for the address of the other mode; MissingField
/// "connector_account_details.api_key" or ".key1" (the merchant account). This machine is fine for
/// both: a simulated bank may be there.
Result<> check(const ProcessorAccount &account);

} // namespace adyenaccount

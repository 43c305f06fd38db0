#pragma once

#include "services/core/result.h"
#include "services/domain/processoraccount.h"

/// Keys of an account as they are sealed: a JSON object with "auth_type", "api_key", "key1" and
/// "api_secret", whichever there are. What is secret goes from wiped memory into wiped memory.
namespace accountkeytext {

/// InvalidValue (field "connector_account_details") when it is not a JSON object, or one of these
/// members is no text. Other members are passed over.
Result<AccountKeys> read(QByteArrayView json);

} // namespace accountkeytext

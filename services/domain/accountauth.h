#pragma once

#include "services/domain/connectordescription.h"
#include "services/domain/processoraccount.h"

/// Keys of an account as the API takes them and the vault keeps them.
namespace accountauth {

/// {"auth_type": ..., "api_key": ...}, with the parts that the processor wants. In wiped memory.
SecretBytes json(const ConnectorDescription &processor, const AccountKeys &keys);
/// The same with every secret but its ends hidden.
QString shown(const ConnectorDescription &processor, const AccountKeys &keys);

} // namespace accountauth

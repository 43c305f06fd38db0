#pragma once

#include "services/engine/enginecore.h"

/// What a processor signs its calls to us with: sealed in the vault beside the account's keys.
namespace webhooksecrets {

/// Every secret that counts now, the newest first; none when the account has none. VaultLocked, and
/// the other errors of Vault::openSecret.
Result<QList<QByteArray>> open(EngineCore &core, const ProcessorAccount &account);

} // namespace webhooksecrets

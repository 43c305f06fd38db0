#pragma once

#include "services/domain/vaultrecord.h"
#include "services/vault/keyprovider.h"
#include "services/vault/vaultkeys.h"

/// Loads the keys of a vault's generations, the newest first. The newest one's error is the answer;
/// an older one that is not there is left out, and records under it say so when they are opened.
void loadRootKeys(KeyProvider &provider, const VaultHeader &header, QObject *context,
                  std::function<void(Result<RootKeys>)> handler);

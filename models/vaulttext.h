#pragma once

#include "models/errortext.h"
#include "services/interfaces/vaultaccess.h"

/// How the vault stands, in words for people.
namespace vaulttext {

/// "Vault open", for the status bar.
QString shortState(const VaultStatus &status);
/// One or two sentences: what that means for stored cards, and that everything else works.
QString meaning(const VaultStatus &status);
/// "in this computer's keychain".
QString place(KeyPlace place);
/// Why no card can be kept or used now, and what to do; empty when the vault is open.
QString whyNotNow(const VaultStatus &status);
/// A failure of the vault in the usual parts; nothing about money but that none has moved.
ErrorText trouble(const Error &error, KeyPlace place);
/// Whether the key is gone, so that the recovery sheet is what helps.
bool isForTheSheet(const Error &error);

} // namespace vaulttext

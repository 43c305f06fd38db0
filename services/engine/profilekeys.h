#pragma once

#include "services/engine/enginecore.h"
#include "services/interfaces/merchants.h"

/// What a profile signs with and sends along: sealed in the vault.
namespace profilekeys {

struct Keys
{
    SharedSecret signing;
    SharedSecret headers; ///< lines of "Name: value"
};

/// NotFound when the profile has none; VaultLocked, and the other errors of Vault::openSecret.
Result<Keys> open(EngineCore &core, const MerchantId &merchant, const ProfileId &profile);
/// Stores the change's keys beside those that are there, and makes a signing key where there is
/// none. Nothing happens when nothing was given and `needed` is false. In a half. VaultLocked.
Result<> keep(EngineCore &core, const MerchantId &merchant, const ProfileId &profile,
              const ProfileChange &change, bool needed);
/// InvalidValue (field "outgoing_webhook_custom_http_headers") unless they are such lines.
Result<> checkHeaders(const SecretBytes &lines);
/// The names before the colons.
QStringList headerNames(const SecretBytes &lines);

} // namespace profilekeys

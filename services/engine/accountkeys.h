#pragma once

#include "services/engine/enginecore.h"
#include "services/interfaces/connectoraccounts.h"

/// The keys of accounts at processors: sealed in the vault in one record for each account, opened
/// for one call. Nothing here is logged, and no error tells a key.
namespace accountkeys {

/// How long the keys before stay after a change with overlap.
constexpr qint64 kOverlapMs = 24LL * 3'600'000;

/// The account with its keys, for as long as somebody holds it; as it is when its processor wants
/// none and none were given. VaultLocked when they cannot be opened now, MissingField
/// "connector_account_details" when they are needed and were never given, and what
/// Connector::checkAccount says: a call with such keys is never made.
Result<ProcessorAccount> opened(EngineCore &core, const ProcessorAccount &account);
/// The account with the keys that a change brings. Errors of the keys, the field named.
Result<ProcessorAccount> given(const ProcessorAccount &account, const AccountChange &change);
/// Has an operation that is due, and whose keys cannot be had, make way for others for a while. It
/// stays on its rung of the ladder.
Result<> postpone(EngineCore &core, const Operation &operation);
/// What the processor signs its news with, as it was given (a JSON object); empty: nothing.
Result<SecretBytes> webhookSecrets(EngineCore &core, const ProcessorAccount &account);

/// Seals what a change brings, in the caller's transaction. What was not given stays; with
/// `keepPrevious` the keys that were there stay beside the new ones.
Result<> keep(EngineCore &core, const ProcessorAccount &account, const AccountChange &change);
/// The keys before the last change become the account's again. NotFound when they are gone.
Result<> restorePrevious(EngineCore &core, const ProcessorAccount &account);
/// Gives the keys before the last change up.
Result<> dropPrevious(EngineCore &core, const ProcessorAccount &account);

/// Whether the account would be taken with the keys that the change brings, or else with those it
/// has as far as they can be opened.
Result<> check(EngineCore &core, const ConnectorAccount &setup, const AccountChange &change);

} // namespace accountkeys

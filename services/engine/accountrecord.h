#pragma once

#include "services/engine/enginecore.h"
#include "services/interfaces/connectoraccounts.h"

/// How accounts at processors are written down, each in the half that calls it.
namespace accountrecord {

/// NotFound with field "merchant_connector_id".
Result<ConnectorAccount> find(EngineCore &core, const MerchantId &merchant,
                              const ConnectorAccountId &id);
/// The account that the command makes, checked, not stored.
Result<ConnectorAccount> build(EngineCore &core, const CreateAccount &command,
                               const ConnectorAccountId &id, const QUrl &defaultUrl);
Result<ConnectorAccount> create(EngineCore &core, const CreateAccount &command,
                                const ConnectorAccountId &id, const QUrl &defaultUrl);
Result<ConnectorAccount> update(EngineCore &core, const Caller &caller,
                                const ConnectorAccountId &id, const AccountChange &change);
Result<ConnectorAccount> remove(EngineCore &core, const Caller &caller,
                                const ConnectorAccountId &id);
/// The keys before the last change are the account's again.
Result<ConnectorAccount> restoreKeys(EngineCore &core, const Caller &caller,
                                     const ConnectorAccountId &id);
/// Gives the keys before the last change up. VaultLocked while they cannot be taken out.
Result<> dropOldKeys(EngineCore &core, const MerchantId &merchant, const ConnectorAccountId &id);
/// The account with its keys as it would be after the change, or those it has where the change has
/// none. Nothing is stored.
Result<ProcessorAccount> wouldBe(EngineCore &core, const MerchantId &merchant,
                                 const ConnectorAccountId &id, const AccountChange &change);
/// What depends on it.
Result<AccountUse> use(EngineCore &core, const MerchantId &merchant, const ConnectorAccountId &id);

} // namespace accountrecord

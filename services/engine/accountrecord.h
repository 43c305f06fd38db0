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

} // namespace accountrecord

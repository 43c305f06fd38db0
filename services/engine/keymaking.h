#pragma once

#include "services/domain/apikey.h"
#include "services/engine/enginecore.h"

/// How keys of the API are made and written down.
namespace keymaking {

/// A key of the merchant's mode, not stored yet, without name and end. NotFound with field
/// "merchant_id".
Result<NewApiKey> make(EngineCore &core, const MerchantId &merchant, KeyKind kind);
/// An audit row about a key, in the half that calls it. Never the key.
Result<> audit(EngineCore &core, const ApiKeyRecord &key, const QString &action,
               const QString &actor);

} // namespace keymaking

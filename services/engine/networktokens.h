#pragma once

#include "services/domain/savedmethod.h"
#include "services/engine/enginecore.h"

/// Network tokens: numbers that a card's network gave a shop for a saved card, sealed beside it. A
/// shop brings them; they come and go without a cryptogram. Writes belong inside a WriteQueue half.
namespace networktokens {

/// Everything that would be refused without asking anybody, named as the API names its fields.
Result<> check(const CardDetails &token, qint64 nowMs);
/// Seals it for that method, in the place of the one before. VaultLocked, and the other errors of
/// Vault::seal.
Result<> put(EngineCore &core, const SavedMethod &method, const CardDetails &token);
/// The method's token while it is good; nothing when it has none.
Result<std::optional<KeptNetworkToken>> goodFor(EngineCore &core, const SavedMethod &method);
/// For one call.
Result<CardDetails> open(EngineCore &core, const KeptNetworkToken &token);
/// Says what may be shown of those of these methods, which are one customer's.
Result<> name(EngineCore &core, const MerchantId &merchant, const CustomerId &customer,
              QList<SavedMethod> &methods);
/// Deletes the method's, if it has one.
Result<> remove(EngineCore &core, const SavedMethod &method);

} // namespace networktokens

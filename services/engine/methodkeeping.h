#pragma once

#include "services/domain/commands.h"
#include "services/domain/settlement.h"
#include "services/engine/enginecore.h"

/// How a card becomes a saved method. As its payment is reserved it is sealed as a record held for
/// that operation, since it is not there later; as the payment is settled the record is saved or
/// removed. All but moveIn() and wipeRemoved() belong inside a WriteQueue half.
namespace methodkeeping {

/// Seals the card when the payment is to keep it. VaultLocked, and the other errors of Vault::seal.
Result<> hold(EngineCore &core, const Payment &payment, const Operation &operation,
              const CardDetails &card);
/// The card of the payment's saved method for one call, with the CVC that was asked again.
/// InvalidState unless the payment may be confirmed; NotFound (field "payment_method_id"),
/// InvalidValue when it is not the payment's customer's, MissingField "card_cvc" where the profile
/// asks for it, and the errors of Vault::open.
Result<CardDetails> open(EngineCore &core, const Payment &payment, const Cvc &cvc,
                         const QString &actor);
/// The method's card for one call, without a CVC; nobody is asked whether they may. Errors of
/// Vault::open.
Result<CardDetails> openNumber(EngineCore &core, const SavedMethod &method);
/// When the operation has become final: the method that the held card becomes, named in the
/// payment, or nothing; a method that was paid with notes its use. A locked vault stops nobody: the
/// method keeps the held record until moveIn().
Result<> settle(EngineCore &core, Settlement &settlement, const QString &actor);
/// Removes what is held for an operation, if anything is.
Result<> giveUp(EngineCore &core, const Operation &operation);

/// Changes a method together with the expiry and holder in its sealed card. VaultLocked, and the
/// other errors of Vault::open.
Result<> reseal(EngineCore &core, SavedMethod &method);
/// Removes a method with its sealed card and network token; processors are told to forget their
/// tokens for it.
Result<> remove(EngineCore &core, const SavedMethod &method, DetachReason reason,
                const QString &actor);
/// An audit row about a method.
Result<> audit(EngineCore &core, const SavedMethod &method, const QString &action,
               const QString &actor, const QString &detail = {});

/// Gives methods that were saved under a locked vault records of their own; after unlocking.
void moveIn(EngineCore &core);
/// Takes removed ciphertext out of the database's log, now, or later when a reader is in the way.
void wipeRemoved(EngineCore &core);

} // namespace methodkeeping

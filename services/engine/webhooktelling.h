#pragma once

#include "services/domain/disputecase.h"
#include "services/engine/enginecore.h"

/// Writes down what a merchant's shop is to be told, in the half that changes what it tells of: so
/// none is lost, and none is told twice. Nothing is written when the profile has no address, does
/// not ask for that status, or nobody spells objects for this program.
namespace webhooktelling {

/// The payment has come to its status. Its row, attempt and operations are written already.
Result<> tell(EngineCore &core, const Payment &payment);
Result<> tell(EngineCore &core, const Refund &refund);
/// To the profile of the payment that set the agreement up.
Result<> tell(EngineCore &core, const Mandate &mandate);
Result<> tell(EngineCore &core, const Dispute &dispute);

} // namespace webhooktelling

#pragma once

#include "services/engine/enginecore.h"

struct Settlement;

/// Whose cards are not taken: those on the merchant's block list, and those of somebody with too
/// many failed payments. Asked inside the half that reserves a payment, before anything is written
/// of the try.
namespace cardguard {

/// What is about to be charged.
struct Asked
{
    const CardDetails *card = nullptr; ///< null when a processor's token is charged
    const CardSummary &shown;
    bool shopperIsThere = true;
};

/// InvalidValue ("blocklist"), TooMany ("card_testing_guard_config"), or VaultLocked where the
/// number would have to be recognised and cannot be. Notes whom the payment counts against if it
/// fails.
Result<> check(EngineCore &core, const Payment &payment, const Asked &asked);

/// A try has ended, for better or worse.
Result<> settle(EngineCore &core, const Settlement &settlement);

} // namespace cardguard

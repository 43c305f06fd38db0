#pragma once

#include "services/domain/payment.h"
#include "services/engine/enginecore.h"
#include "services/processors/processornews.h"

/// What processors tell of the tokens that they keep for saved methods.
namespace tokennews {

/// What became of such news.
struct Taken
{
    bool isOurs = false; ///< it speaks of a token, or of a payment, that is known here
    QString note = {};   ///< why nothing changed, one word; empty when all is well
};

/// Takes it, inside a WriteQueue half: a token that comes after the answer to its payment is kept
/// for the payment's method, or waits in the payment until that is saved; one that is gone is
/// charged no more; a card that was replaced has its new digits. `payment` is the one the news are
/// about, if any.
Result<Taken> take(EngineCore &core, const ProcessorAccount &account, const TokenNews &news,
                   const std::optional<Payment> &payment);

} // namespace tokennews

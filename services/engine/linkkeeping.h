#pragma once

#include "services/engine/enginecore.h"

/// Payments that are made with a link. Belongs inside the half that makes the payment.
namespace linkkeeping {

/// The kept field of a request that wants one, and the one that names it afterwards.
inline constexpr QLatin1StringView kWanted("payment_link");
inline constexpr QLatin1StringView kId("payment_link_id");

/// Makes the link when `extras` ask for one. InvalidValue with "payment_link" when the payment is
/// confirmed at once, or when nothing says where the shopper goes afterwards; errors of pageLook.
Result<> make(EngineCore &core, const Payment &payment, const QMap<QString, QString> &extras,
              bool confirmed);

} // namespace linkkeeping

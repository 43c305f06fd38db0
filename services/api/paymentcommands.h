#pragma once

#include "services/api/paymentfields.h"
#include "services/core/httpmessage.h"
#include "services/interfaces/paymentaccess.h"

/// What a body asks for, as commands of the engine. The body is used up.
namespace paymentcommands {

CreatePayment createFrom(PaymentBody &body, const Caller &caller);
/// Of a payment as it stands: who buys and what an order adds is told whole. The card is left to a
/// confirm that follows.
UpdatePayment updateFrom(const PaymentBody &body, const Caller &caller, const PaymentView &view);
ConfirmPayment confirmFrom(PaymentBody &body, const Caller &caller, const PaymentId &id);

/// Completes what is known of the shopper's browser with its address and name, as they are seen
/// here; what was said of them before stays.
void nameBrowser(PaymentBody &body, const HttpRequest &request, const PaymentView &view);

/// Whether a confirm brings something that is changed before it.
bool changesPayment(const PaymentBody &body);
/// What a shopper's browser may not say: money, and who buys. The field, or empty.
QString fieldOnlyForServers(const PaymentBody &body, const Payment &payment);

} // namespace paymentcommands

#pragma once

#include "services/domain/commands.h"
#include "services/engine/enginecore.h"

/// Cards that were given before the confirm: sealed in the vault under the payment's token, without
/// their CVC, until the payment is confirmed or given up, or their time is over. All but
/// wipeExpired() belong inside a WriteQueue half; what they change in the payment is the caller's
/// to write.
namespace heldcards {

/// Holds the card for that payment, in place of one that was held before. The errors of checkCard
/// and checkText ("card_holder_name"), VaultLocked, and the other errors of Vault::seal.
Result<> hold(EngineCore &core, Payment &payment, const CardDetails &card, const QString &actor);
/// The card held for that payment, with the CVC that came along, if any. NotFound (field
/// "payment_token") when there is none or its time is over, InvalidValue (the same field) when it
/// was given for another customer, and the errors of Vault::open.
Result<CardDetails> open(EngineCore &core, const Payment &payment, const Cvc &cvc,
                         const QString &actor);
/// Whether a confirm that names no card can be paid with the one that is held.
bool isThere(const Payment &payment, qint64 nowMs);
/// Why that token pays nothing here: InvalidValue when it is held for another customer, NotFound
/// otherwise, both with field "payment_token".
Error refusal(EngineCore &core, const Payment &payment, const QString &token);
/// Removes the card that is held, if any is.
Result<> drop(EngineCore &core, Payment &payment);
/// Removes it once a confirm has brought the payment to where nobody needs it any more.
Result<> dropAfterConfirm(EngineCore &core, Payment &payment);
/// Removes the cards held for a customer's payments.
Result<> dropAll(EngineCore &core, const MerchantId &merchant, const CustomerId &customer,
                 const QString &actor);

/// Removes cards whose time is over, also over while the program did not run. Answers once they are
/// gone, with the payments that held them.
void wipeExpired(EngineCore &core, const std::function<void(const QList<Payment> &)> &done);

} // namespace heldcards

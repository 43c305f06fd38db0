#pragma once

#include "services/domain/commands.h"
#include "services/domain/settlement.h"
#include "services/engine/enginecore.h"

/// What a payment is paid with, for one call.
struct Instrument
{
    std::optional<CardDetails> opened;  ///< out of the vault ...
    const CardDetails *given = nullptr; ///< ... or out of the command, whose it stays ...
    QString token;                      ///< ... or neither: the processor keeps it
    CardSummary shown;                  ///< what may be kept of it
    StoredCredential credential;
    std::optional<ProcessorAccount> account; ///< the only one that can; otherwise any
    bool isNetworkToken = false;             ///< that is what the card's number is ...
    /// ... and this is whose card it stands for, if it is kept here.
    std::optional<PaymentMethodId> numberOf = {};

    const CardDetails *card() const { return opened ? &*opened : given; }
};

/// Agreements about charges without the shopper: begun with the payment that sets them up, charged
/// and ended in the halves that reserve and settle. Everything here belongs inside a WriteQueue
/// half, and is undone with it.
namespace mandatekeeping {

/// Finds what the details stand for and whether it may be charged now, for the payment's amount;
/// names customer, method and agreement in the payment. Errors as in Recurring::charge.
Result<Instrument> instrumentFor(EngineCore &core, Payment &payment,
                                 const RecurringDetails &details, const QString &actor);
/// Begins the agreement that the payment sets up, and names it there. Errors of newMandate.
Result<> begin(EngineCore &core, Payment &payment, const MandateTerms &terms, const QString &actor);
/// Reserves the amount of a charge that is about to be sent.
Result<> claim(EngineCore &core, const Payment &payment, const QString &actor);
/// Follows a settlement: agreement in force or not, amounts of a charge, tokens, refusals. wasOpen
/// says that the operation was not final before.
Result<> settle(EngineCore &core, const Settlement &settlement, bool wasOpen, const QString &actor);
Result<Mandate> revoke(EngineCore &core, const Caller &caller, const MandateId &id);

/// AgreementActive ("customer_id") while an agreement of that customer is in force.
Result<> checkNoneInForce(EngineCore &core, const MerchantId &merchant, const CustomerId &customer);
/// AgreementActive ("payment_method_id") while an agreement needs that method.
Result<> checkNoneInForce(EngineCore &core, const SavedMethod &method);

} // namespace mandatekeeping

#include "services/engine/mandatekeeping.h"

#include "services/engine/tokendetaching.h"
#include "services/engine/webhooktelling.h"

using namespace Qt::StringLiterals;

namespace {

bool isAuthorization(const Operation &operation)
{
    return operation.kind == OperationKind::Authorize || operation.kind == OperationKind::Sale;
}

Result<> audit(EngineCore &core, const Mandate &mandate, const QString &action,
               const QString &actor, const QString &detail)
{
    AuditEntry entry;
    entry.atMs = mandate.modifiedAtMs;
    entry.merchantId = mandate.merchantId;
    entry.actor = actor;
    entry.action = action;
    entry.object = mandate.id.value;
    entry.result = toText(mandate.status);
    entry.detail = detail;
    return core.journal.appendAudit(entry);
}

Result<> write(EngineCore &core, const Mandate &mandate, const QString &action,
               const QString &actor, const QString &detail)
{
    return core.mandates.update(mandate)
        .and_then([&] { return audit(core, mandate, action, actor, detail); })
        .and_then([&] { return webhooktelling::tell(core, mandate); });
}

QString amountsOf(const Payment &payment, const Mandate &mandate)
{
    return u"payment=%1 charged=%2 pending=%3"_s.arg(
        payment.id.value, QString::number(mandate.charged), QString::number(mandate.pending));
}

/// The method that a set-up kept, unless it was removed while the payment was under way.
Result<PaymentMethodId> keptMethod(EngineCore &core, const Payment &payment)
{
    if (payment.paymentMethodId.isEmpty())
        return PaymentMethodId();
    const Result<SavedMethod> method =
        core.methods.find(payment.merchantId, payment.paymentMethodId);
    if (!method && method.error().code != ErrorCode::NotFound)
        return method.error();
    return method ? method->id : PaymentMethodId();
}

/// The agreement that a set-up began is in force, or came to nothing.
Result<> endSetUp(EngineCore &core, const Settlement &settlement, const PaymentMethodId &kept,
                  const QString &actor)
{
    const Payment &payment = settlement.payment;
    const Operation &operation = settlement.operation;
    const Result<Mandate> mandate = core.mandates.find(payment.merchantId, payment.mandateId);
    if (!mandate)
        return mandate.error();
    const bool decided = isAuthorization(operation) && !isOpen(operation.state);
    if (mandate->status != MandateStatus::Pending || (!decided && !isTerminal(payment.status)))
        return {};
    return write(core, setUpEnded(*mandate, kept, payment.modifiedAtMs), u"mandate.set_up"_s, actor,
                 u"payment=%1 method=%2"_s.arg(payment.id.value, kept.value));
}

/// What a charge counts is what the payment now says.
Result<> moveCharge(EngineCore &core, const Settlement &settlement, const QString &actor)
{
    const Payment &payment = settlement.payment;
    const auto before = core.mandates.claim(payment.merchantId, payment.mandateId, payment.id);
    if (!before)
        return before.error();
    const Result<Mandate> mandate = core.mandates.find(payment.merchantId, payment.mandateId);
    if (!mandate)
        return mandate.error();
    const MandateClaim earlier = before->value_or(MandateClaim{0, true});
    const Mandate moved = chargeMoved(*mandate, payment, earlier, payment.modifiedAtMs);
    Mandate unchanged = moved; // a refund, for one
    unchanged.version = mandate->version;
    unchanged.modifiedAtMs = mandate->modifiedAtMs;
    if (unchanged == *mandate && earlier == claimOf(payment))
        return {};
    return core.mandates
        .keepClaim(payment.merchantId, payment.mandateId, payment.id, claimOf(payment))
        .and_then([&] {
            return write(core, moved, u"mandate.charge"_s, actor, amountsOf(payment, moved));
        });
}

/// The processor has given a token for later charges.
Result<> keepToken(EngineCore &core, const Payment &payment)
{
    ProcessorToken token;
    token.merchantId = payment.merchantId;
    token.paymentMethodId = payment.paymentMethodId;
    token.connectorAccount = payment.connectorAccount;
    token.token = payment.processorToken;
    token.networkTransactionId = payment.networkTransactionId;
    token.currency = payment.currency;
    token.amount = payment.authorized;
    token.createdAtMs = payment.modifiedAtMs;
    token.modifiedAtMs = payment.modifiedAtMs;
    return core.processorTokens.keep(token);
}

/// What the bank said of the card itself: never again, or a new one.
Result<> noteAnswer(EngineCore &core, const Settlement &settlement)
{
    const Payment &payment = settlement.payment;
    const bool refused =
        payment.status == PaymentStatus::Failed && forbidsRetry(payment.retryAdvice);
    if (payment.paymentMethodId.isEmpty() || (!refused && !settlement.updatedCard))
        return {};
    Result<SavedMethod> method = core.methods.find(payment.merchantId, payment.paymentMethodId);
    if (!method) // removed while the payment was under way
        return method.error().code == ErrorCode::NotFound ? Result<>() : Result<>(method.error());
    if (refused)
        method->refusal = payment.retryAdvice;
    if (settlement.updatedCard) {
        method->card.last4 = settlement.updatedCard->last4;
        method->card.expiryMonth = settlement.updatedCard->expiryMonth;
        method->card.expiryYear = settlement.updatedCard->expiryYear;
    }
    method->modifiedAtMs = payment.modifiedAtMs;
    return core.methods.update(*method);
}

} // namespace

namespace mandatekeeping {

Result<> begin(EngineCore &core, Payment &payment, const MandateTerms &terms, const QString &actor)
{
    Result<Mandate> mandate = newMandate(payment, terms, core.clock.nowMs());
    if (!mandate)
        return mandate.error();
    mandate->id = {core.random.newId("man"_L1)};
    payment.mandateId = mandate->id;
    return core.mandates.insert(*mandate).and_then([&] {
        return audit(
            core, *mandate, u"mandate.begin"_s, actor,
            u"payment=%1 type=%2 limit=%3"_s.arg(payment.id.value, toText(terms.type),
                                                 QString::number(terms.amount.value_or(0))));
    });
}

Result<> claim(EngineCore &core, const Payment &payment, const QString &actor)
{
    if (!payment.offSession || payment.mandateId.isEmpty())
        return {};
    const Result<Mandate> mandate = core.mandates.find(payment.merchantId, payment.mandateId);
    if (!mandate)
        return mandate.error();
    const Mandate begun = chargeBegun(*mandate, payment, payment.modifiedAtMs);
    return core.mandates
        .keepClaim(payment.merchantId, payment.mandateId, payment.id, claimOf(payment))
        .and_then([&] {
            return write(core, begun, u"mandate.reserve"_s, actor, amountsOf(payment, begun));
        });
}

Result<> settle(EngineCore &core, const Settlement &settlement, bool wasOpen, const QString &actor)
{
    const Payment &payment = settlement.payment;
    const Operation &operation = settlement.operation;
    if (isTriedAgain(settlement))
        return {}; // what is reserved stays so for the try that follows
    const bool decided = wasOpen && isAuthorization(operation) && !isOpen(operation.state);
    const bool agreed = decided && payment.futureUsage == FutureUsage::OffSession
                        && wentThrough(settlement.attempt.status);
    const Result<PaymentMethodId> kept =
        agreed ? keptMethod(core, payment) : Result<PaymentMethodId>(PaymentMethodId());
    if (!kept)
        return kept.error();
    Result<> done = decided ? noteAnswer(core, settlement) : Result<>();
    if (done && !kept->isEmpty() && !payment.processorToken.isEmpty())
        done = keepToken(core, payment);
    if (!done || payment.mandateId.isEmpty())
        return done;
    return payment.offSession ? moveCharge(core, settlement, actor)
                              : endSetUp(core, settlement, *kept, actor);
}

Result<Mandate> revoke(EngineCore &core, const Caller &caller, const MandateId &id)
{
    const Result<Mandate> mandate = core.mandates.find(caller.merchantId, id);
    if (!mandate && mandate.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::NotFound, u"mandate_id"_s};
    if (!mandate)
        return mandate;
    const Result<Mandate> over = revoked(*mandate, core.clock.nowMs());
    if (!over)
        return over;
    const Result<> written =
        write(core, *over, u"mandate.revoke"_s, caller.actor, {}).and_then([&] {
            return tokendetaching::orderRevoked(core, *over);
        });
    return written ? over : Result<Mandate>(written.error());
}

Result<> checkNoneInForce(EngineCore &core, const MerchantId &merchant, const CustomerId &customer)
{
    const auto open = core.mandates.open(merchant, customer);
    if (!open)
        return open.error();
    for (const Mandate &mandate : *open) {
        if (isInForce(mandate, core.clock.nowMs()))
            return Error{ErrorCode::AgreementActive, u"customer_id"_s, mandate.id.value};
    }
    return {};
}

Result<> checkNoneInForce(EngineCore &core, const SavedMethod &method)
{
    const auto mandates = core.mandates.forMethod(method.merchantId, method.id);
    if (!mandates)
        return mandates.error();
    for (const Mandate &mandate : *mandates) {
        if (isInForce(mandate, core.clock.nowMs()))
            return Error{ErrorCode::AgreementActive, u"payment_method_id"_s, mandate.id.value};
    }
    return {};
}

} // namespace mandatekeeping

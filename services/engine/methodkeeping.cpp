#include "services/engine/methodkeeping.h"

#include "services/engine/networktokens.h"
#include "services/engine/tokendetaching.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kBatch = 100;

bool isAuthorization(const Operation &operation)
{
    return operation.kind == OperationKind::Authorize || operation.kind == OperationKind::Sale;
}

VaultPlace placeOf(const SavedMethod &method)
{
    return {method.merchantId, method.customerId, method.id.value, VaultRecordKind::SavedCard};
}

Result<> removeRecord(EngineCore &core, const MerchantId &merchant, const QString &recordId)
{
    core.ciphertextRemoved = true;
    return core.vaultRecords.remove(merchant, recordId);
}

VaultRecord recordOf(const VaultPlace &place, const SealedCard &card, qint64 nowMs)
{
    return {0, place, card.keyGeneration, card.sealed, card.fingerprint, nowMs, nowMs};
}

/// The card of a held record sealed for the method's own place.
Result<VaultRecord> sealedFor(EngineCore &core, const SavedMethod &method, const VaultRecord &held)
{
    const Result<CardDetails> card = core.vault.open(held.place, held.sealed);
    if (!card)
        return card.error();
    const Result<SealedCard> sealed = core.vault.seal(placeOf(method), *card);
    if (!sealed)
        return sealed.error();
    return recordOf(placeOf(method), *sealed, core.clock.nowMs());
}

/// Puts a held card where the method's is kept, in place of what was there.
Result<> take(EngineCore &core, SavedMethod &method, const VaultRecord &held)
{
    const QString before = method.vaultRecordId;
    const Result<VaultRecord> own = sealedFor(core, method, held);
    // A vault that was locked meanwhile changes nothing about what the customer was promised.
    method.vaultRecordId = own ? method.id.value : held.place.recordId;
    Result<> done;
    if (!before.isEmpty() && before != method.vaultRecordId && before != held.place.recordId)
        done = removeRecord(core, method.merchantId, before);
    if (!done || !own)
        return done;
    if (before == method.vaultRecordId)
        done = removeRecord(core, method.merchantId, before);
    return done.and_then([&] { return core.vaultRecords.insert(*own); }).and_then([&] {
        return removeRecord(core, method.merchantId, held.place.recordId);
    });
}

bool sameCard(const SavedMethod &method, const Payment &payment)
{
    return method.card == payment.card;
}

Result<> save(EngineCore &core, Settlement &settlement, const VaultRecord &held,
              const QString &actor)
{
    Payment &payment = settlement.payment;
    const qint64 nowMs = payment.modifiedAtMs;
    const Result<SavedMethod> known =
        core.methods.findByNumber(payment.merchantId, payment.customer.id, held.fingerprint);
    if (!known && known.error().code != ErrorCode::NotFound)
        return known.error();
    const bool unchanged = known && sameCard(*known, payment);
    SavedMethod method = known ? savedAgain(*known, payment, nowMs)
                               : methodSavedBy(payment, {core.random.newId("pm"_L1)}, nowMs);
    method.fingerprint = held.fingerprint;
    payment.paymentMethodId = method.id;
    const Result<> kept = unchanged ? removeRecord(core, payment.merchantId, held.place.recordId)
                                    : take(core, method, held);
    const auto detail = u"payment=%1 usage=%2"_s.arg(payment.id.value, toText(method.usage));
    return kept
        .and_then([&] { return known ? core.methods.update(method) : core.methods.insert(method); })
        .and_then(
            [&] { return methodkeeping::audit(core, method, u"method.save"_s, actor, detail); });
}

Result<> noteUse(EngineCore &core, const Settlement &settlement)
{
    const Payment &payment = settlement.payment;
    if (!wentThrough(settlement.attempt.status) || payment.offSession)
        return {};
    const Result<SavedMethod> method =
        core.methods.find(payment.merchantId, payment.paymentMethodId);
    if (!method) // removed while the payment was under way
        return method.error().code == ErrorCode::NotFound ? Result<>() : Result<>(method.error());
    return core.methods.update(usedBy(*method, payment, payment.modifiedAtMs));
}

} // namespace

namespace methodkeeping {

Result<CardDetails> open(EngineCore &core, const Payment &payment, const Cvc &cvc,
                         const QString &actor)
{
    if (!mayConfirm(payment.status))
        return Error{ErrorCode::InvalidState, u"status"_s, toText(payment.status)};
    const Result<SavedMethod> method =
        core.methods.find(payment.merchantId, payment.paymentMethodId);
    if (!method && method.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::NotFound, u"payment_method_id"_s};
    if (!method)
        return method.error();
    if (method->customerId != payment.customer.id)
        return Error{ErrorCode::InvalidValue, u"payment_method_id"_s};
    const Result<Profile> profile = core.accounts.profile(payment.merchantId, payment.profileId);
    if (!profile)
        return profile.error();
    if (cvc.isEmpty() && profile->switches.requiresCvv)
        return Error{ErrorCode::MissingField, u"card_cvc"_s};
    Result<CardDetails> card = openNumber(core, *method);
    if (!card)
        return card;
    card->cvc = cvc.clone();
    const auto detail = u"payment=%1"_s.arg(payment.id.value);
    const Result<> noted = audit(core, *method, u"method.use"_s, actor, detail);
    return noted ? std::move(card) : Result<CardDetails>(noted.error());
}

Result<CardDetails> openNumber(EngineCore &core, const SavedMethod &method)
{
    const Result<VaultRecord> record =
        core.vaultRecords.find(method.merchantId, method.vaultRecordId);
    return record ? core.vault.open(record->place, record->sealed)
                  : Result<CardDetails>(record.error());
}

Result<> hold(EngineCore &core, const Payment &payment, const Operation &operation,
              const CardDetails &card)
{
    const bool known = !payment.paymentMethodId.isEmpty(); // paid with it, so it is kept already
    if (payment.futureUsage == FutureUsage::None || known)
        return {};
    const VaultPlace place{payment.merchantId, payment.customer.id, operation.id.value,
                           VaultRecordKind::HeldCard};
    const Result<SealedCard> sealed = core.vault.seal(place, card);
    if (!sealed)
        return sealed.error();
    return core.vaultRecords.insert(recordOf(place, *sealed, payment.modifiedAtMs));
}

Result<> settle(EngineCore &core, Settlement &settlement, const QString &actor)
{
    const Operation &operation = settlement.operation;
    const Payment &payment = settlement.payment;
    if (!isAuthorization(operation) || isOpen(operation.state))
        return {};
    if (!payment.paymentMethodId.isEmpty())
        return noteUse(core, settlement);
    if (payment.futureUsage == FutureUsage::None)
        return {};
    const Result<VaultRecord> held =
        core.vaultRecords.find(operation.merchantId, operation.id.value);
    if (!held)
        return held.error().code == ErrorCode::NotFound ? Result<>() : Result<>(held.error());
    const Result<Customer> customer = core.customers.find(payment.merchantId, payment.customer.id);
    if (!customer)
        return customer.error();
    if (customer->redacted || !wentThrough(settlement.attempt.status))
        return removeRecord(core, operation.merchantId, operation.id.value);
    return save(core, settlement, *held, actor);
}

Result<> giveUp(EngineCore &core, const Operation &operation)
{
    const Result<> removed = removeRecord(core, operation.merchantId, operation.id.value);
    const bool none = !removed && removed.error().code == ErrorCode::NotFound;
    return none ? Result<>() : removed;
}

Result<> reseal(EngineCore &core, SavedMethod &method)
{
    const Result<VaultRecord> record =
        core.vaultRecords.find(method.merchantId, method.vaultRecordId);
    if (!record)
        return record.error();
    Result<CardDetails> card = core.vault.open(record->place, record->sealed);
    if (!card)
        return card.error();
    card->expiryMonth = method.card.expiryMonth;
    card->expiryYear = method.card.expiryYear;
    card->holder = method.card.holder;
    const Result<SealedCard> sealed = core.vault.seal(record->place, *card);
    if (!sealed)
        return sealed.error();
    core.ciphertextRemoved = true;
    VaultRecord changed = recordOf(record->place, *sealed, core.clock.nowMs());
    return core.vaultRecords.replace(changed, record->sealed);
}

Result<> remove(EngineCore &core, const SavedMethod &method, DetachReason reason,
                const QString &actor)
{
    return tokendetaching::order(core, method, reason)
        .and_then([&] { return core.processorTokens.remove(method.merchantId, method.id); })
        .and_then([&] { return networktokens::remove(core, method); })
        .and_then([&] { return core.methods.remove(method.merchantId, method.id); })
        .and_then([&] { return removeRecord(core, method.merchantId, method.vaultRecordId); })
        .and_then([&] { return audit(core, method, u"method.delete"_s, actor); });
}

Result<> audit(EngineCore &core, const SavedMethod &method, const QString &action,
               const QString &actor, const QString &detail)
{
    AuditEntry entry;
    entry.atMs = core.clock.nowMs();
    entry.merchantId = method.merchantId;
    entry.actor = actor;
    entry.action = action;
    entry.object = method.id.value;
    entry.result = method.customerId.value;
    entry.detail = detail;
    return core.journal.appendAudit(entry);
}

void moveIn(EngineCore &core)
{
    const auto moved = std::make_shared<int>(0);
    const auto half = [&core, moved]() -> Result<> {
        *moved = 0;
        const auto methods = core.methods.notMoved(kBatch);
        if (!methods)
            return methods.error();
        for (SavedMethod method : *methods) {
            const Result<VaultRecord> held =
                core.vaultRecords.find(method.merchantId, method.vaultRecordId);
            if (!held)
                return held.error();
            const Result<> taken = take(core, method, *held);
            if (!taken)
                return taken;
            if (method.vaultRecordId != method.id.value)
                continue; // it does not open: it stays where it is
            const Result<> updated = core.methods.update(method);
            if (!updated)
                return updated;
            ++*moved;
        }
        return {};
    };
    core.writes.enqueue(half, [&core, moved](const Result<> &committed) {
        if (committed && *moved == kBatch)
            moveIn(core);
    });
}

void wipeRemoved(EngineCore &core)
{
    core.ciphertextRemoved = core.vaultRecords.wipeRemoved().value_or(false) == false;
}

} // namespace methodkeeping

#include "services/engine/heldcards.h"

#include "services/core/faultpoint.h"
#include "services/domain/paymentlifecycle.h"
#include "services/domain/textrules.h"
#include "services/engine/operationjournal.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int kBatch = 32;

VaultPlace placeOf(const Payment &payment)
{
    return {payment.merchantId, payment.customer.id, payment.paymentToken,
            VaultRecordKind::HeldCard};
}

Error noSuchToken()
{
    return {ErrorCode::NotFound, u"payment_token"_s};
}

/// The card goes, and the payment that still waits for its confirm says so.
Result<> dropAndWrite(EngineCore &core, Payment &payment, const QString &actor)
{
    const Result<> dropped = heldcards::drop(core, payment);
    if (!dropped)
        return dropped;
    if (mayConfirm(payment.status))
        payment.card = {};
    payment.version += 1;
    payment.modifiedAtMs = core.clock.nowMs();
    return OperationJournal(core).writePayment(payment, {}, u"card.wipe"_s, actor);
}

Result<> audit(EngineCore &core, const Payment &payment, const QString &action,
               const QString &actor)
{
    AuditEntry entry;
    entry.atMs = core.clock.nowMs();
    entry.merchantId = payment.merchantId;
    entry.actor = actor;
    entry.action = action;
    entry.object = payment.paymentToken;
    entry.result = payment.customer.id.value;
    entry.detail = u"payment="_s + payment.id.value;
    return core.journal.appendAudit(entry);
}

} // namespace

namespace heldcards {

Result<> hold(EngineCore &core, Payment &payment, const CardDetails &card, const QString &actor)
{
    const qint64 nowMs = core.clock.nowMs();
    const Result<> usable = checkText(card.holder, u"card_holder_name"_s).and_then([&] {
        return checkCard(card, nowMs, false);
    });
    if (!usable)
        return usable;
    const Result<Profile> profile = core.accounts.profile(payment.merchantId, payment.profileId);
    if (!profile)
        return profile.error();
    const Result<> dropped = drop(core, payment);
    if (!dropped)
        return dropped;
    payment.paymentToken = core.random.newId("token"_L1);
    payment.cardHeldUntilMs = nowMs + 1000LL * profile->tokenLifeSeconds;
    payment.paymentMethod = u"card"_s;
    payment.card = summaryOf(card);
    const VaultPlace place = placeOf(payment);
    const Result<SealedCard> sealed = core.vault.seal(place, card);
    if (!sealed)
        return sealed.error();
    const Result<> kept =
        core.vaultRecords
            .insert({0, place, sealed->keyGeneration, sealed->sealed, sealed->fingerprint, nowMs,
                     nowMs})
            .and_then([&] { return audit(core, payment, u"card.hold"_s, actor); });
    faultPoint("held.before_commit");
    return kept;
}

bool isThere(const Payment &payment, qint64 nowMs)
{
    return !payment.paymentToken.isEmpty() && nowMs < payment.cardHeldUntilMs;
}

Result<CardDetails> open(EngineCore &core, const Payment &payment, const Cvc &cvc,
                         const QString &actor)
{
    if (!isThere(payment, core.clock.nowMs()))
        return noSuchToken();
    const Result<VaultRecord> record =
        core.vaultRecords.find(payment.merchantId, payment.paymentToken);
    if (!record)
        return record.error().code == ErrorCode::NotFound ? noSuchToken() : record.error();
    const CustomerId &whose = record->place.customerId;
    if (!whose.isEmpty() && whose != payment.customer.id)
        return Error{ErrorCode::InvalidValue, u"payment_token"_s};
    Result<CardDetails> card = core.vault.open(record->place, record->sealed);
    if (!card)
        return card;
    card->cvc = cvc.clone();
    const Result<> noted = audit(core, payment, u"card.use"_s, actor);
    return noted ? std::move(card) : Result<CardDetails>(noted.error());
}

Error refusal(EngineCore &core, const Payment &payment, const QString &token)
{
    const Result<VaultRecord> record = core.vaultRecords.find(payment.merchantId, token);
    const bool held = record && record->place.kind == VaultRecordKind::HeldCard;
    const bool anothers = held && record->place.customerId != payment.customer.id;
    return anothers ? Error{ErrorCode::InvalidValue, u"payment_token"_s} : noSuchToken();
}

Result<> drop(EngineCore &core, Payment &payment)
{
    if (payment.paymentToken.isEmpty())
        return {};
    core.ciphertextRemoved = true;
    const Result<> removed = core.vaultRecords.remove(payment.merchantId, payment.paymentToken);
    if (!removed && removed.error().code != ErrorCode::NotFound)
        return removed;
    payment.paymentToken.clear();
    payment.cardHeldUntilMs = 0;
    faultPoint("held.before_commit");
    return {};
}

Result<> dropAfterConfirm(EngineCore &core, Payment &payment)
{
    const bool waits = payment.status == PaymentStatus::RequiresCustomerAction
                       || payment.status == PaymentStatus::RequiresMerchantAction;
    return waits ? Result<>() : drop(core, payment);
}

Result<> dropAll(EngineCore &core, const MerchantId &merchant, const CustomerId &customer,
                 const QString &actor)
{
    const auto holding = core.payments.holdingCardsOf(merchant, customer);
    if (!holding)
        return holding.error();
    for (Payment payment : *holding) {
        const Result<> dropped = dropAndWrite(core, payment, actor);
        if (!dropped)
            return dropped;
    }
    return {};
}

void wipeExpired(EngineCore &core, const std::function<void(const QList<Payment> &)> &done)
{
    const auto wiped = std::make_shared<QList<Payment>>();
    const auto half = [&core, wiped]() -> Result<> {
        const auto due = core.payments.expiredCards(core.clock.nowMs(), kBatch);
        if (!due)
            return due.error();
        *wiped = *due;
        for (Payment &payment : *wiped) {
            const Result<> dropped = dropAndWrite(core, payment, u"system"_s);
            if (!dropped)
                return dropped;
        }
        return {};
    };
    core.writes.enqueue(half, [wiped, done](const Result<> &committed) {
        if (!committed)
            wiped->clear();
        done(*wiped);
    });
}

} // namespace heldcards

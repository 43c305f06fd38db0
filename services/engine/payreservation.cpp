#include "services/domain/paymentrules.h"
#include "services/engine/cardguard.h"
#include "services/engine/customerrecord.h"
#include "services/engine/heldcards.h"
#include "services/engine/methodkeeping.h"
#include "services/engine/reservation.h"

using namespace Qt::StringLiterals;

namespace {

/// What the card schemes are told of a card that the shopper pays with.
StoredCredential credentialOf(const Payment &payment, const QString &networkTransactionId)
{
    StoredCredential credential;
    const bool kept = !payment.paymentMethodId.isEmpty();
    if (payment.futureUsage == FutureUsage::None && !kept)
        return credential;
    const bool first = payment.futureUsage != FutureUsage::None;
    credential.use = first ? StoredCredential::Use::First : StoredCredential::Use::Later;
    credential.offSession = payment.futureUsage == FutureUsage::OffSession;
    if (!first)
        credential.networkTransactionId = networkTransactionId;
    return credential;
}

} // namespace

Result<Begun> Reservation::pay(Payment payment, const PayWith &with)
{
    payment.paymentMethodId = with.paymentMethodId;
    payment.mandateId = {};
    payment.offSession = with.recurring != nullptr;
    payment.mitCategory = MitCategory::None;
    const Result<Instrument> instrument =
        with.recurring ? offSessionInstrument(payment, with) : instrumentFor(payment, with);
    if (!instrument)
        return instrument.error();
    const Result<> taken = cardguard::check(
        m_core, payment, {instrument->card(), instrument->shown, with.recurring == nullptr});
    if (!taken)
        return taken.error();
    const Result<> known = customerrecord::makeKnown(m_core, payment, with.actor);
    if (!known)
        return known.error();
    if (*with.mandate) {
        const Result<> begun = mandatekeeping::begin(m_core, payment, **with.mandate, with.actor);
        if (!begun)
            return begun.error();
    }
    payment.version += 1;
    return reserveAuthorization(payment, *instrument, with.clientOperationId, with.actor);
}

/// The shopper is there: a card, or a saved method with its CVC.
Result<Instrument> Reservation::instrumentFor(Payment &payment, const PayWith &with)
{
    if (with.offSession.value_or(false))
        return Error{ErrorCode::MissingField, u"recurring_details"_s};
    if (with.mitCategory != MitCategory::None)
        return Error{ErrorCode::InvalidValue, u"mit_category"_s};
    Instrument instrument;
    instrument.given = with.card;
    QString networkTransactionId;
    if (!payment.paymentMethodId.isEmpty()) {
        if (with.card)
            return Error{ErrorCode::InvalidValue, u"payment_method_data"_s};
        Result<CardDetails> opened = methodkeeping::open(m_core, payment, *with.cvc, with.actor);
        if (!opened)
            return opened.error();
        instrument.opened = std::move(*opened);
        networkTransactionId = m_core.methods.find(payment.merchantId, payment.paymentMethodId)
                                   .and_then([](const SavedMethod &method) -> Result<QString> {
                                       return method.networkTransactionId;
                                   })
                                   .value_or({});
    }
    const bool named = with.card || !payment.paymentMethodId.isEmpty();
    const bool held =
        !with.heldToken.isEmpty() || (!named && heldcards::isThere(payment, m_core.clock.nowMs()));
    if (held) {
        Result<CardDetails> opened = heldCard(payment, with);
        if (!opened)
            return opened.error();
        instrument.opened = std::move(*opened);
    }
    const Result<> confirmable =
        checkConfirm(payment, instrument.card(), m_core.clock.nowMs(), with.card != nullptr);
    if (!confirmable)
        return confirmable.error();
    const Result<> accepted = checkAccepted(payment);
    if (!accepted)
        return accepted.error();
    instrument.shown = summaryOf(*instrument.card());
    instrument.credential = credentialOf(payment, networkTransactionId);
    return instrument;
}

/// A card that is to be kept, where the profile wants to know that its customer agreed.
Result<> Reservation::checkAccepted(const Payment &payment)
{
    const bool told = payment.acceptance.type != AcceptanceType::None;
    if (payment.futureUsage == FutureUsage::None || told)
        return {};
    const Result<Profile> profile = m_core.accounts.profile(payment.merchantId, payment.profileId);
    if (!profile)
        return profile.error();
    return profile->switches.requiresAcceptance
               ? Result<>(Error{ErrorCode::MissingField, u"customer_acceptance"_s})
               : Result<>();
}

Result<CardDetails> Reservation::heldCard(const Payment &payment, const PayWith &with)
{
    if (with.card)
        return Error{ErrorCode::InvalidValue, u"payment_token"_s}; // one way to pay at a time
    if (!mayConfirm(payment.status))
        return Error{ErrorCode::InvalidState, u"status"_s, toText(payment.status)};
    if (!with.heldToken.isEmpty() && with.heldToken != payment.paymentToken)
        return heldcards::refusal(m_core, payment, with.heldToken);
    return heldcards::open(m_core, payment, *with.cvc, with.actor);
}

/// The shopper is not there: what was agreed to before.
Result<Instrument> Reservation::offSessionInstrument(Payment &payment, const PayWith &with)
{
    if (!with.offSession)
        return Error{ErrorCode::MissingField, u"off_session"_s};
    if (!*with.offSession)
        return Error{ErrorCode::InvalidValue, u"off_session"_s};
    const bool another = with.card || !with.paymentMethodId.isEmpty() || !with.heldToken.isEmpty()
                         || !with.cvc->isEmpty();
    if (another)
        return Error{ErrorCode::InvalidValue, u"recurring_details"_s};
    if (*with.mandate)
        return Error{ErrorCode::InvalidValue, u"mandate_data"_s};
    payment.mitCategory =
        with.mitCategory == MitCategory::None ? MitCategory::Recurring : with.mitCategory;
    payment.authenticationType = AuthenticationType::NoThreeDs; // nobody is there to answer
    const qint64 nowMs = m_core.clock.nowMs();
    const Result<> payable = checkOffSession(payment, nullptr, nowMs);
    if (!payable)
        return payable.error();
    Result<Instrument> instrument =
        mandatekeeping::instrumentFor(m_core, payment, *with.recurring, with.actor);
    if (!instrument || !instrument->card())
        return instrument;
    const Result<> chargeable = checkOffSession(payment, instrument->card(), nowMs);
    return chargeable ? std::move(instrument) : Result<Instrument>(chargeable.error());
}

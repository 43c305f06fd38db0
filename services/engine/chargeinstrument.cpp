#include "services/domain/chargemeans.h"
#include "services/domain/textrules.h"
#include "services/engine/accountchoice.h"
#include "services/engine/customerrecord.h"
#include "services/engine/mandatekeeping.h"
#include "services/engine/methodkeeping.h"
#include "services/engine/networktokens.h"

using namespace Qt::StringLiterals;

namespace {

Error notForRecurring(const QString &why)
{
    return {ErrorCode::NotForRecurring, u"payment_method_id"_s, why};
}

Instrument chargedByMerchant(const Payment &payment, const QString &networkTransactionId)
{
    Instrument instrument;
    instrument.credential.use = StoredCredential::Use::Later;
    instrument.credential.byMerchant = true;
    instrument.credential.category = payment.mitCategory;
    instrument.credential.networkTransactionId = networkTransactionId;
    return instrument;
}

/// A missing object is named by the field that asked for it.
template <class T>
Result<T> named(Result<T> found, const QString &field)
{
    if (!found && found.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::NotFound, field};
    return found;
}

/// The payment is the method's customer's, or nobody's yet.
Result<> nameCustomer(EngineCore &core, Payment &payment, const SavedMethod &method)
{
    if (!payment.customer.id.isEmpty())
        return payment.customer.id == method.customerId
                   ? Result<>()
                   : Result<>(Error{ErrorCode::InvalidValue, u"customer_id"_s});
    const Result<Customer> customer =
        customerrecord::find(core, payment.merchantId, method.customerId);
    if (!customer)
        return customer.error();
    payment.customer = {customer->id, customer->texts.name, customer->texts.email,
                        customer->texts.phone};
    return {};
}

/// The agreement that a charge of this method comes under. Once there were any over a card, their
/// limits hold, however the card is named; before, that it was kept for such charges is enough.
Result<MandateId> agreementFor(EngineCore &core, const Payment &payment, const SavedMethod &method)
{
    const auto mandates = core.mandates.forMethod(method.merchantId, method.id);
    if (!mandates)
        return mandates.error();
    if (mandates->isEmpty())
        return MandateId();
    std::optional<Error> refused;
    for (const Mandate &mandate : *mandates) {
        const Result<> allowed = checkCharge(mandate, payment.total(), core.clock.nowMs());
        if (allowed)
            return mandate.id;
        // What an agreement in force says tells more than that another one is over.
        if (!refused || refused->code == ErrorCode::AgreementEnded)
            refused = allowed.error();
    }
    return *refused;
}

/// Whether that method may be charged now; under which agreement is named in the payment.
Result<> permit(EngineCore &core, Payment &payment, const SavedMethod &method,
                const MandateId &wanted)
{
    const Result<> customer = nameCustomer(core, payment, method);
    if (!customer)
        return customer;
    if (!method.mayBeChargedOffSession())
        return notForRecurring(u"kept for the shopper only"_s);
    if (forbidsRetry(method.refusal))
        return Error{ErrorCode::DoNotTryAgain, u"recurring_details"_s, toText(method.refusal)};
    const Result<MandateId> agreement =
        wanted.isEmpty() ? agreementFor(core, payment, method) : Result<MandateId>(wanted);
    if (!agreement)
        return agreement.error();
    payment.mandateId = *agreement;
    payment.paymentMethodId = method.id;
    return {};
}

/// An account that may be used for that payment; nothing when it is gone, disabled or not its
/// profile's.
Result<std::optional<ProcessorAccount>> usable(EngineCore &core, const Payment &payment,
                                               const ConnectorAccountId &id)
{
    const Result<ProcessorAccount> account = core.accounts.account(payment.merchantId, id);
    if (!account && account.error().code != ErrorCode::NotFound)
        return account.error();
    const bool ours = account && !account->disabled
                      && (account->profileId.isEmpty() || account->profileId == payment.profileId);
    return ours ? std::optional(*account) : std::optional<ProcessorAccount>();
}

/// The only account that may charge the card under the network's id of its set-up: the one that set
/// it up, as long as the profile does not let any other. Nothing when any may.
Result<std::optional<ProcessorAccount>> boundTo(EngineCore &core, const Payment &payment,
                                                const SavedMethod &method)
{
    const Result<Profile> profile = core.accounts.profile(payment.merchantId, payment.profileId);
    if (!profile)
        return profile.error();
    if (profile->switches.agnosticMit)
        return std::optional<ProcessorAccount>();
    const Result<Payment> setUp = core.payments.find(method.merchantId, method.paymentId);
    if (!setUp && setUp.error().code != ErrorCode::NotFound)
        return setUp.error();
    const ConnectorAccountId account = setUp ? setUp->connectorAccount : ConnectorAccountId();
    const auto found = usable(core, payment, account);
    if (found && !*found)
        return notForRecurring(u"the account that set it up cannot be used"_s);
    return found;
}

/// Whether an account that the payment may go to takes a network token for the card's number.
bool tokensAreTaken(EngineCore &core, const Payment &payment, const SavedMethod &method,
                    const std::optional<ProcessorAccount> &account)
{
    if (account) {
        const auto can = core.gateway.capabilities(account->connector);
        return can && can->networkTokens;
    }
    Payment shown = payment;
    shown.card = method.card; // rules look at it
    return accountchoice::choose(core, shown, {true, {}, true}).has_value();
}

/// A processor's token for a method, and the account that keeps it.
struct HeldToken
{
    ProcessorToken token;
    ProcessorAccount account;
};

/// The newest that an account which may be used keeps; nothing when there is none.
Result<std::optional<HeldToken>> heldToken(EngineCore &core, const Payment &payment,
                                           const SavedMethod &method)
{
    const auto tokens = core.processorTokens.forMethod(method.merchantId, method.id);
    if (!tokens)
        return tokens.error();
    for (const ProcessorToken &token : *tokens) {
        const auto account = usable(core, payment, token.connectorAccount);
        if (!account)
            return account.error();
        if (*account)
            return std::optional(HeldToken{token, **account});
    }
    return std::optional<HeldToken>();
}

Result<Instrument> byHeldToken(const Payment &payment, const SavedMethod &method,
                               const HeldToken &held)
{
    if (held.token.currency != payment.currency)
        return Error{ErrorCode::CurrencyMismatch, u"currency"_s};
    Instrument instrument = chargedByMerchant(payment, held.token.networkTransactionId);
    instrument.token = held.token.token;
    instrument.shown = method.card;
    instrument.account = held.account;
    return instrument;
}

/// The sealed card, or its network token if that is given, under the network's id of the set-up:
/// where the profile says so any processor can charge that.
Result<Instrument> byNetworkId(EngineCore &core, const Payment &payment, const SavedMethod &method,
                               const KeptNetworkToken *token, const QString &actor)
{
    Result<CardDetails> card =
        token ? networktokens::open(core, *token) : methodkeeping::openNumber(core, method);
    if (!card)
        return card.error();
    const auto detail = token ? u"payment=%1 with=network_token"_s : u"payment=%1"_s;
    const Result<> noted =
        methodkeeping::audit(core, method, u"method.use"_s, actor, detail.arg(payment.id.value));
    if (!noted)
        return noted.error();
    Instrument instrument = chargedByMerchant(payment, method.networkTransactionId);
    instrument.opened = std::move(*card);
    instrument.shown = method.card;
    instrument.isNetworkToken = token != nullptr;
    if (token)
        instrument.numberOf = method.id;
    return instrument;
}

/// The best there is; only a processor's token needs no vault.
Result<Instrument> instrumentOf(EngineCore &core, const Payment &payment, const SavedMethod &method,
                                const QString &actor)
{
    const auto held = heldToken(core, payment, method);
    if (!held)
        return held.error();
    ChargeableWith with;
    with.connectorToken = held->has_value();
    with.networkTransactionId = !method.networkTransactionId.isEmpty();
    std::optional<ProcessorAccount> only;
    std::optional<KeptNetworkToken> token;
    if (!with.connectorToken && with.networkTransactionId) {
        const auto account = boundTo(core, payment, method);
        const auto kept = networktokens::goodFor(core, method);
        if (!account || !kept)
            return account ? kept.error() : account.error();
        only = *account;
        token = *kept;
        with.networkToken = token.has_value();
        with.tokensAreTaken = token && tokensAreTaken(core, payment, method, only);
    }
    const std::optional<ChargeMeans> means = chargeMeansOf(with);
    if (!means)
        return notForRecurring(u"no token and no network transaction id"_s);
    if (*means == ChargeMeans::ConnectorToken)
        return byHeldToken(payment, method, **held);
    const bool byToken = *means == ChargeMeans::NetworkToken;
    Result<Instrument> instrument =
        byNetworkId(core, payment, method, byToken ? &*token : nullptr, actor);
    if (instrument)
        instrument->account = only;
    return instrument;
}

Result<Instrument> bySavedMethod(EngineCore &core, Payment &payment, const PaymentMethodId &id,
                                 const MandateId &mandate, const QString &actor)
{
    const auto method = named(core.methods.find(payment.merchantId, id), u"payment_method_id"_s);
    if (!method)
        return method.error();
    const Result<> permitted = permit(core, payment, *method, mandate);
    if (!permitted)
        return permitted.error();
    return instrumentOf(core, payment, *method, actor);
}

Result<Instrument> byMandate(EngineCore &core, Payment &payment, const MandateId &id,
                             const QString &actor)
{
    const auto mandate = named(core.mandates.find(payment.merchantId, id), u"mandate_id"_s);
    if (!mandate)
        return mandate.error();
    if (!payment.customer.id.isEmpty() && payment.customer.id != mandate->customerId)
        return Error{ErrorCode::InvalidValue, u"customer_id"_s};
    const Result<> allowed = checkCharge(*mandate, payment.total(), core.clock.nowMs());
    if (allowed || allowed.error().code != ErrorCode::AgreementEnded)
        return allowed ? bySavedMethod(core, payment, mandate->paymentMethodId, id, actor)
                       : Result<Instrument>(allowed.error());
    // That the bank forbids it tells more than that the agreement is over.
    const Result<SavedMethod> method =
        core.methods.find(payment.merchantId, mandate->paymentMethodId);
    if (method && forbidsRetry(method->refusal))
        return Error{ErrorCode::DoNotTryAgain, u"recurring_details"_s, toText(method->refusal)};
    return allowed.error();
}

/// A token of the merchant's own. One that is known here stands for its method, with all that was
/// agreed about it.
Result<Instrument> byToken(EngineCore &core, Payment &payment, const RecurringDetails &details)
{
    if (details.processorToken.isEmpty())
        return Error{ErrorCode::MissingField, u"processor_payment_token"_s};
    if (details.connectorAccount.isEmpty())
        return Error{ErrorCode::MissingField, u"merchant_connector_id"_s};
    const Result<> text = checkText(details.processorToken, u"processor_payment_token"_s);
    if (!text)
        return text.error();
    const auto account = usable(core, payment, details.connectorAccount);
    if (!account)
        return account.error();
    if (!*account)
        return Error{ErrorCode::NotFound, u"merchant_connector_id"_s};
    const Result<ConnectorCapabilities> can = core.gateway.capabilities((*account)->connector);
    if (!can || !can->processorTokens)
        return Error{ErrorCode::NotSupported, u"recurring_details"_s};
    Instrument instrument = chargedByMerchant(payment, {});
    instrument.token = details.processorToken;
    instrument.account = *account;
    const Result<ProcessorToken> known = core.processorTokens.find(
        payment.merchantId, details.connectorAccount, details.processorToken);
    if (!known)
        return known.error().code == ErrorCode::NotFound ? Result<Instrument>(std::move(instrument))
                                                         : Result<Instrument>(known.error());
    const Result<SavedMethod> method =
        core.methods.find(payment.merchantId, known->paymentMethodId);
    if (!method)
        return method.error();
    const Result<> permitted = permit(core, payment, *method, {});
    if (!permitted)
        return permitted.error();
    if (known->isDetached)
        return notForRecurring(u"the processor was told to forget it"_s);
    if (known->currency != payment.currency)
        return Error{ErrorCode::CurrencyMismatch, u"currency"_s};
    instrument.credential.networkTransactionId = known->networkTransactionId;
    instrument.shown = method->card;
    return instrument;
}

/// A card or network token that is kept elsewhere, under a set-up made elsewhere. Nothing of it is
/// stored here.
Result<Instrument> byCard(const Payment &payment, const RecurringDetails &details)
{
    const auto field = u"network_transaction_id"_s;
    if (details.networkTransactionId.isEmpty())
        return Error{ErrorCode::MissingField, field};
    const Result<> id = checkOptionalId(details.networkTransactionId, field);
    if (!id)
        return id.error();
    if (!details.card)
        return Error{ErrorCode::MissingField, u"payment_method_data"_s};
    if (!details.card->cvc.isEmpty()) // nobody may have kept one
        return Error{ErrorCode::InvalidValue, u"card_cvc"_s};
    Instrument instrument = chargedByMerchant(payment, details.networkTransactionId);
    instrument.given = &*details.card;
    instrument.shown = summaryOf(*details.card);
    instrument.isNetworkToken = details.kind == RecurringDetails::Kind::NetworkTransactionToken;
    return instrument;
}

} // namespace

Result<Instrument> mandatekeeping::instrumentFor(EngineCore &core, Payment &payment,
                                                 const RecurringDetails &details,
                                                 const QString &actor)
{
    switch (details.kind) {
    case RecurringDetails::Kind::PaymentMethod:
        return bySavedMethod(core, payment, details.paymentMethodId, {}, actor);
    case RecurringDetails::Kind::Mandate: return byMandate(core, payment, details.mandateId, actor);
    case RecurringDetails::Kind::ProcessorToken: return byToken(core, payment, details);
    case RecurringDetails::Kind::NetworkTransactionCard:
    case RecurringDetails::Kind::NetworkTransactionToken: return byCard(payment, details);
    }
    return ErrorCode::Internal;
}

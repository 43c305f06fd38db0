#include "services/engine/networktokens.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// "card_exp_year" is "network_token_exp_year" here.
Error renamed(Error error)
{
    const auto ofCard = "card_"_L1;
    if (error.field.startsWith(ofCard))
        error.field.replace(0, ofCard.size(), u"network_token_"_s);
    return error;
}

} // namespace

namespace networktokens {

Result<> check(const CardDetails &token, qint64 nowMs)
{
    const Result<> good = checkCard(token, nowMs, false);
    return good ? good : Result<>(renamed(good.error()));
}

Result<> put(EngineCore &core, const SavedMethod &method, const CardDetails &token)
{
    const VaultPlace place{method.merchantId, method.customerId, method.id.value,
                           VaultRecordKind::NetworkToken};
    const Result<SealedCard> sealed = core.vault.seal(place, token);
    if (!sealed)
        return sealed.error();
    core.ciphertextRemoved = true; // there may have been another
    const qint64 nowMs = core.clock.nowMs();
    const CardSummary shown = summaryOf(token);
    return core.networkTokens.put(
        {{shown.last4, shown.expiryMonth, shown.expiryYear},
         {0, place, sealed->keyGeneration, sealed->sealed, {}, nowMs, nowMs}});
}

Result<std::optional<KeptNetworkToken>> goodFor(EngineCore &core, const SavedMethod &method)
{
    Result<KeptNetworkToken> token = core.networkTokens.find(method.merchantId, method.id);
    if (!token && token.error().code != ErrorCode::NotFound)
        return token.error();
    const bool good =
        token && checkExpiry(token->shown.expiryMonth, token->shown.expiryYear, core.clock.nowMs());
    return good ? std::optional(std::move(*token)) : std::optional<KeptNetworkToken>();
}

Result<CardDetails> open(EngineCore &core, const KeptNetworkToken &token)
{
    return core.vault.open(token.record.place, token.record.sealed);
}

Result<> name(EngineCore &core, const MerchantId &merchant, const CustomerId &customer,
              QList<SavedMethod> &methods)
{
    const auto kept = core.networkTokens.shownFor(merchant, customer);
    if (!kept)
        return kept.error();
    for (const NetworkTokenStore::Shown &one : *kept) {
        const auto method = std::ranges::find(methods, one.paymentMethodId, &SavedMethod::id);
        if (method != methods.end())
            method->networkToken = one.token;
    }
    return {};
}

Result<> remove(EngineCore &core, const SavedMethod &method)
{
    core.ciphertextRemoved = true;
    return core.networkTokens.remove(method.merchantId, method.id);
}

} // namespace networktokens

#pragma once

#include <optional>

/// What a saved method can be charged with when the shopper is not there, best first.
enum class ChargeMeans {
    ConnectorToken, ///< what an account at a processor keeps for it
    NetworkToken,   ///< its network token, under the network's id of its set-up
    CardNumber,     ///< its sealed number, under the same id
};

/// What there is of a method, and what can be done with it.
struct ChargeableWith
{
    bool connectorToken = false;       ///< of an account that may be used
    bool networkToken = false;         ///< kept, and good
    bool networkTransactionId = false; ///< of its set-up
    bool tokensAreTaken = false;       ///< an account that may be used takes network tokens
};

/// The best of it; nothing when the method cannot be charged so.
constexpr std::optional<ChargeMeans> chargeMeansOf(const ChargeableWith &method)
{
    if (method.connectorToken)
        return ChargeMeans::ConnectorToken;
    if (!method.networkTransactionId)
        return std::nullopt;
    return method.networkToken && method.tokensAreTaken ? ChargeMeans::NetworkToken
                                                        : ChargeMeans::CardNumber;
}

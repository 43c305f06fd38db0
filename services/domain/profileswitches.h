#pragma once

/// What a merchant's profile insists on and allows where cards are kept.
struct ProfileSwitches
{
    bool requiresCvv = true;         ///< a saved card is paid with only when its CVC comes too
    bool requiresAcceptance = false; ///< a card is kept only when the customer's consent is told
    /// A kept card may be charged without the shopper at another processor than the one that set it
    /// up, by the network's id of the set-up.
    bool agnosticMit = false;

    friend bool operator==(const ProfileSwitches &, const ProfileSwitches &) = default;
};

#include "services/processors/simulator/bankscenarios.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace {

struct DeclineRow
{
    CardScenario scenario = CardScenario::Unknown;
    QLatin1StringView code;
    QLatin1StringView category;
    QLatin1StringView message;
};

constexpr DeclineRow kDeclines[] = {
    {CardScenario::GenericDecline, "generic_decline"_L1, "generic_decline"_L1,
     "The issuer declined without a reason."_L1},
    {CardScenario::ChallengeThenDecline, "generic_decline"_L1, "generic_decline"_L1,
     "The issuer declined without a reason."_L1},
    {CardScenario::InsufficientFunds, "insufficient_funds"_L1, "insufficient_funds"_L1,
     "There is not enough money on the card."_L1},
    {CardScenario::ChallengeThenNoFunds, "insufficient_funds"_L1, "insufficient_funds"_L1,
     "There is not enough money on the card."_L1},
    {CardScenario::LostCard, "lost_card"_L1, "lost_or_stolen"_L1, "The card was reported lost."_L1},
    {CardScenario::StolenCard, "stolen_card"_L1, "lost_or_stolen"_L1,
     "The card was reported stolen."_L1},
    {CardScenario::ExpiredCard, "expired_card"_L1, "expired_card"_L1, "The card has expired."_L1},
    {CardScenario::WrongCvc, "incorrect_cvc"_L1, "incorrect_cvc"_L1,
     "The security code is wrong."_L1},
    {CardScenario::ProcessingError, "processing_error"_L1, "processor_error"_L1,
     "The acquirer could not process the payment."_L1},
    {CardScenario::VelocityLimit, "velocity_limit"_L1, "limit_exceeded"_L1,
     "The card was used too often."_L1},
    {CardScenario::RiskBlock, "blocked_by_risk"_L1, "blocked_by_risk"_L1,
     "The bank's risk check blocked the payment."_L1},
    {CardScenario::SuspectedFraud, "suspected_fraud"_L1, "suspected_fraud"_L1,
     "The issuer suspects fraud."_L1},
    {CardScenario::NotSupportedHere, "card_not_supported"_L1, "card_not_supported"_L1,
     "This type of card is not supported here."_L1},
    {CardScenario::Unknown, "card_not_supported"_L1, "card_not_supported"_L1,
     "The simulated bank takes test cards only."_L1},
    {CardScenario::RejectedByIssuer, "authentication_rejected"_L1, "authentication_failed"_L1,
     "The issuer rejected the authentication."_L1},
};

struct CategoryRow
{
    QLatin1StringView category;
    QLatin1StringView code;
    QLatin1StringView message;
};

constexpr CategoryRow kCategories[] = {
    {"issuer_unavailable"_L1, "issuer_unavailable"_L1, "The issuer cannot be reached."_L1},
    {"authentication_required"_L1, "authentication_required"_L1,
     "The issuer asks for authentication."_L1},
    {"authentication_failed"_L1, "authentication_failed"_L1, "The authentication failed."_L1},
    {"incorrect_address"_L1, "address_mismatch"_L1, "The postal code does not match."_L1},
    {"insufficient_funds"_L1, "insufficient_funds"_L1,
     "There is not enough money for the whole amount."_L1},
    {"generic_decline"_L1, "generic_decline"_L1, "The issuer declined without a reason."_L1},
    {"blocked_by_risk"_L1, "review_declined"_L1, "The review ended with a no."_L1},
    {"processor_error"_L1, "capture_failed"_L1, "The capture failed at the acquirer."_L1},
};

constexpr qint64 kHoldMs = 7LL * 24 * 60 * 60 * 1000;
constexpr qint64 kShortHoldMs = 60'000;

} // namespace

namespace bank_scenarios {

Authentication authenticationFor(CardScenario scenario, bool asked)
{
    static const QHash<CardScenario, Authentication> always = {
        {CardScenario::Challenge, Authentication::Challenge},
        {CardScenario::ChallengeThenNoFunds, Authentication::Challenge},
        {CardScenario::ChallengeThenDecline, Authentication::Challenge},
        {CardScenario::SavingNeedsChallenge, Authentication::Challenge},
        {CardScenario::Frictionless, Authentication::Passed},
        {CardScenario::Attempted, Authentication::Attempted},
        {CardScenario::RejectedByIssuer, Authentication::Rejected},
        {CardScenario::DirectoryUnavailable, Authentication::Unavailable},
    };
    static const QList<CardScenario> whenAsked = {
        CardScenario::ApproveVisa,      CardScenario::ApproveMastercard,
        CardScenario::ApproveVisaDebit, CardScenario::ApproveVisaPlain,
        CardScenario::SoftDecline,
    };
    if (asked && whenAsked.contains(scenario))
        return Authentication::Challenge;
    return always.value(scenario, Authentication::None);
}

BankDecline declineOf(CardScenario scenario)
{
    for (const DeclineRow &row : kDeclines) {
        if (row.scenario == scenario)
            return {row.code, row.category, row.message, {}};
    }
    return {};
}

BankDecline laterDeclineOf(CardScenario scenario)
{
    switch (scenario) {
    case CardScenario::LaterChargeDeclines: return declineFor(u"generic_decline"_s);
    case CardScenario::ChallengeThenNoFunds: return declineFor(u"insufficient_funds"_s);
    case CardScenario::SoftDecline:
    case CardScenario::SavingNeedsChallenge: return declineFor(u"authentication_required"_s);
    case CardScenario::LaterChargeRevoked:
        return {u"recurring_revoked"_s, u"recurring_revoked"_s,
                u"The cardholder has stopped these charges."_s, u"MAC 03"_s};
    default: return declineOf(scenario);
    }
}

BankDecline declineFor(const QString &category)
{
    for (const CategoryRow &row : kCategories) {
        if (row.category == category)
            return {row.code, row.category, row.message, {}};
    }
    return {u"generic_decline"_s, category, u"Declined."_s, {}};
}

std::optional<BankFault> faultOf(CardScenario scenario)
{
    static const QHash<CardScenario, BankFault> faults = {
        {CardScenario::TimeoutAfter, BankFault::TimeoutAfter},
        {CardScenario::TimeoutBefore, BankFault::TimeoutBefore},
        {CardScenario::ServerError, BankFault::Http500},
        {CardScenario::ServerErrorDone, BankFault::Http500Done},
        {CardScenario::RateLimited, BankFault::RateLimited},
        {CardScenario::ResetInReply, BankFault::ResetAfter},
        {CardScenario::Garbage, BankFault::Garbage},
        {CardScenario::WrongAmount, BankFault::WrongAmount},
    };
    const auto found = faults.constFind(scenario);
    return found == faults.cend() ? std::nullopt : std::optional(*found);
}

qint64 holdLengthMs(CardScenario scenario)
{
    return scenario == CardScenario::ShortHold ? kShortHoldMs : kHoldMs;
}

} // namespace bank_scenarios

#pragma once

#include <QByteArrayView>
#include <QLatin1StringView>
#include <QList>

#include <optional>

// X(enumerator, number, name in the ledger). Every number the simulated bank knows; each passes the
// check-digit test. Any other number is declined with card_not_supported.
// clang-format off
#define OX_TEST_CARDS(X) \
    X(ApproveVisa, "4242424242424242", "approve_visa") \
    X(ApproveMastercard, "5555555555554444", "approve_mastercard") \
    X(ApproveAmex, "378282246310005", "approve_amex") \
    X(ApproveVisaDebit, "4000056655665556", "approve_visa_debit") \
    X(ApproveVisaPlain, "4111111111111111", "approve_visa_plain") \
    X(ApproveMastercardPlain, "5105105105105100", "approve_mastercard_plain") \
    X(ApproveDiscover, "6011111111111117", "approve_discover") \
    X(ApproveJcb, "3530111333300000", "approve_jcb") \
    X(PartialApproval, "4000009902000002", "partial_approval") \
    X(GenericDecline, "4000000000000002", "generic_decline") \
    X(InsufficientFunds, "4000000000009995", "insufficient_funds") \
    X(LostCard, "4000000000009987", "lost_card") \
    X(StolenCard, "4000000000009979", "stolen_card") \
    X(ExpiredCard, "4000000000000069", "expired_card") \
    X(WrongCvc, "4000000000000127", "wrong_cvc") \
    X(ProcessingError, "4000000000000119", "processing_error") \
    X(VelocityLimit, "4000000000006975", "velocity_limit") \
    X(RiskBlock, "4100000000000019", "risk_block") \
    X(SuspectedFraud, "4000009903010000", "suspected_fraud") \
    X(NotSupportedHere, "4000009903020009", "not_supported_here") \
    X(IssuerUnavailable, "4000009903030008", "issuer_unavailable") \
    X(SoftDecline, "4000009903040007", "soft_decline") \
    X(AddressMismatch, "4000009903050006", "address_mismatch") \
    X(Challenge, "4000000000003220", "challenge") \
    X(Frictionless, "4000009904010009", "frictionless") \
    X(Attempted, "4000009904020008", "attempted") \
    X(RejectedByIssuer, "4000009904030007", "rejected_by_issuer") \
    X(DirectoryUnavailable, "4000009904040006", "directory_unavailable") \
    X(ChallengeThenNoFunds, "4000008260003178", "challenge_then_no_funds") \
    X(ChallengeThenDecline, "4000008400001629", "challenge_then_decline") \
    X(LaterChargeDeclines, "4000000000000341", "later_charge_declines") \
    X(LaterChargeNoFunds, "4000009901000003", "later_charge_no_funds") \
    X(SavingNeedsChallenge, "4000002760003184", "saving_needs_challenge") \
    X(LaterChargeRevoked, "4000009906010007", "later_charge_revoked") \
    X(AccountUpdater, "4000009906020006", "account_updater") \
    X(Slow, "4000009905010008", "slow") \
    X(TimeoutAfter, "4000009905020007", "timeout_after") \
    X(TimeoutBefore, "4000009905030006", "timeout_before") \
    X(ServerError, "4000009905040005", "server_error") \
    X(ServerErrorDone, "4000009905050004", "server_error_done") \
    X(RateLimited, "4000009905060003", "rate_limited") \
    X(ResetInReply, "4000009905070002", "reset_in_reply") \
    X(Garbage, "4000009905080001", "garbage") \
    X(PendingThenApproved, "4000009905090000", "pending_then_approved") \
    X(PendingThenDeclined, "4000009905100007", "pending_then_declined") \
    X(NoWebhook, "4000009905110006", "no_webhook") \
    X(DuplicateWebhooks, "4000009905120005", "duplicate_webhooks") \
    X(WrongAmount, "4000009905130004", "wrong_amount") \
    X(ShortHold, "4000009906030005", "short_hold") \
    X(AsyncCapture, "4000009906040004", "async_capture") \
    X(CaptureFails, "4000009906050003", "capture_fails") \
    X(RefundPending, "4000009907010006", "refund_pending") \
    X(RefundFails, "4000009907020005", "refund_fails") \
    X(RefundReversed, "4000009907030004", "refund_reversed") \
    X(VoidRefused, "4000009907040003", "void_refused") \
    X(SingleCapture, "4000009907050002", "single_capture") \
    X(Review, "4000009908010005", "review") \
    X(IncrementDeclined, "4000009908020004", "increment_declined") \
    X(Disputed, "4000000000000259", "disputed") \
    X(DisputeDecided, "4000009909010004", "dispute_decided") \
    X(SettlementDiffers, "4000009909020003", "settlement_differs")
// clang-format on

/// What a card does, by its number. Unknown is every number not listed.
enum class CardScenario {
#define OX_ENUMERATOR(enumerator, number, name) enumerator,
    OX_TEST_CARDS(OX_ENUMERATOR)
#undef OX_ENUMERATOR
        Unknown,
};

struct TestCard
{
    CardScenario scenario = CardScenario::Unknown;
    QLatin1StringView number;
    QLatin1StringView name;
};

/// All of them, in the order of the list.
inline const QList<TestCard> &testCards()
{
    static const QList<TestCard> cards = {
#define OX_ROW(enumerator, number, name)                                                           \
    {CardScenario::enumerator, QLatin1StringView(number), QLatin1StringView(name)},
        OX_TEST_CARDS(OX_ROW)
#undef OX_ROW
    };
    return cards;
}

/// The scenario of a number; Unknown when it is not a test card.
inline CardScenario scenarioOf(QByteArrayView number)
{
    for (const TestCard &card : testCards()) {
        if (QByteArrayView(card.number.data(), card.number.size()) == number)
            return card.scenario;
    }
    return CardScenario::Unknown;
}

/// The name of a scenario in the ledger; "unknown" for Unknown.
inline QLatin1StringView scenarioName(CardScenario scenario)
{
    for (const TestCard &card : testCards()) {
        if (card.scenario == scenario)
            return card.name;
    }
    return QLatin1StringView("unknown");
}

inline std::optional<CardScenario> scenarioFromName(QStringView name)
{
    for (const TestCard &card : testCards()) {
        if (card.name == name)
            return card.scenario;
    }
    if (name == QLatin1StringView("unknown"))
        return CardScenario::Unknown;
    return std::nullopt;
}

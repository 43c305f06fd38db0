#include "services/processors/simulator/bankteller.h"

#include "services/processors/simulator/bankscenarios.h"

using namespace Qt::StringLiterals;
using bank_scenarios::Authentication;
using bank_scenarios::declineFor;

namespace {

constexpr qint64 kChallengeMs = 15LL * 60 * 1000;
constexpr qint64 kLateMs = 5'000;
constexpr qint64 kIssuerTries = 3;
constexpr qint64 kFundsTries = 3;
constexpr auto kUpdatedLast4 = "4242"_L1; // what a replaced card ends with
constexpr int kUpdatedExpiryYear = 2039;

BankRefusal refusal(const QString &code, const QString &category, const QString &message)
{
    return {422, code, category, message};
}

BankRefusal alreadyCaptured()
{
    return refusal(u"already_captured"_s, u"already_captured"_s, u"Nothing is held any more."_s);
}

BankRefusal alreadyVoided()
{
    return refusal(u"already_voided"_s, u"already_voided"_s, u"The hold was released."_s);
}

BankRefusal expired()
{
    return refusal(u"expired_authorization"_s, u"expired_authorization"_s,
                   u"The hold has run out."_s);
}

BankRefusal voidRefused(const QString &message)
{
    return refusal(u"void_refused"_s, u"already_captured"_s, message);
}

bool hasCapture(const BankPayment &payment)
{
    for (const BankCapture &capture : payment.captures) {
        if (capture.state != BankCapture::State::Failed)
            return true;
    }
    return false;
}

/// Why money cannot be taken from the hold whatever the amount.
std::optional<BankRefusal> captureBlocked(const BankPayment &payment, qint64 nowMs)
{
    switch (payment.status) {
    case BankStatus::Authorized:
    case BankStatus::PartiallyCaptured:
    case BankStatus::Captured: break;
    case BankStatus::Voided: return alreadyVoided();
    case BankStatus::Expired: return expired();
    case BankStatus::ChallengeRequired:
    case BankStatus::Pending:
    case BankStatus::Review:
    case BankStatus::Declined:
        return refusal(u"invalid_request"_s, u"invalid_request"_s, u"Nothing is authorised."_s);
    }
    const bool onlyOne =
        !payment.multipleCaptures || payment.scenario == CardScenario::SingleCapture;
    if (onlyOne && hasCapture(payment))
        return alreadyCaptured();
    if (payment.held() > 0)
        return std::nullopt;
    const bool ranOut = payment.captured < payment.authorized && nowMs >= payment.captureBeforeMs;
    return ranOut ? expired() : alreadyCaptured();
}

void nameStatus(BankPayment &payment)
{
    if (payment.captured > 0)
        payment.status = payment.captured == payment.authorized ? BankStatus::Captured
                                                                : BankStatus::PartiallyCaptured;
}

void setThreeDs(BankPayment &payment, const QString &flow, const QString &status, bool shift)
{
    payment.threeDsFlow = flow;
    payment.threeDsStatus = status;
    payment.liabilityShift = shift;
}

} // namespace

void BankTeller::settle(qint64 nowMs)
{
    while (BankPayment *payment = m_ledger.nextDue(nowMs)) {
        settleOne(*payment);
        m_ledger.changed(*payment);
    }
}

void BankTeller::settleOne(BankPayment &payment)
{
    const qint64 atMs = payment.dueMs();
    if (settleDispute(payment, atMs))
        return;
    if (payment.refundDueMs() == atMs) {
        settleRefund(payment, atMs);
        return;
    }
    if (payment.status == BankStatus::ChallengeRequired) {
        payment.challengeResult = u"expired"_s;
        decline(payment, {u"challenge_expired"_s,
                          u"customer_cancelled"_s,
                          u"The shopper did not answer in time."_s,
                          {}});
        return;
    }
    for (qsizetype i = 0; i < payment.captures.size(); ++i) {
        if (payment.captures.at(i).state == BankCapture::State::Pending) {
            finishCapture(payment, i, atMs);
            return;
        }
    }
    if (payment.status == BankStatus::Pending) {
        if (payment.scenario == CardScenario::PendingThenDeclined)
            decline(payment, declineFor(u"generic_decline"_s));
        else
            approve(payment, atMs);
        return;
    }
    // A hold that runs out is nobody's operation, so it leaves no effect.
    payment.released += payment.held();
    if (payment.captured == 0)
        payment.status = BankStatus::Expired;
}

BankPayment &BankTeller::authorize(BankPayment wanted, bool threeDsAsked, qint64 nowMs)
{
    wanted.createdMs = nowMs;
    BankPayment &payment = m_ledger.add(std::move(wanted));
    const Authentication authentication =
        payment.byMerchant ? Authentication::None
                           : bank_scenarios::authenticationFor(payment.scenario, threeDsAsked);
    switch (authentication) {
    case Authentication::None: decide(payment, false, nowMs); break;
    case Authentication::Challenge:
        payment.status = BankStatus::ChallengeRequired;
        payment.challengeExpiresMs = nowMs + kChallengeMs;
        setThreeDs(payment, u"challenge"_s, {}, false);
        break;
    case Authentication::Passed:
        setThreeDs(payment, u"frictionless"_s, u"Y"_s, true);
        decide(payment, true, nowMs);
        break;
    case Authentication::Attempted:
        setThreeDs(payment, u"frictionless"_s, u"A"_s, true);
        decide(payment, true, nowMs);
        break;
    case Authentication::Rejected:
        setThreeDs(payment, u"frictionless"_s, u"R"_s, false);
        decide(payment, false, nowMs);
        break;
    case Authentication::Unavailable:
        setThreeDs(payment, u"frictionless"_s, u"U"_s, false);
        decide(payment, false, nowMs);
        break;
    }
    m_ledger.changed(payment);
    return payment;
}

void BankTeller::decide(BankPayment &payment, bool authenticated, qint64 nowMs)
{
    const BankDecline always =
        payment.byMerchant ? laterDecline(payment) : bank_scenarios::declineOf(payment.scenario);
    if (!always.isEmpty()) {
        decline(payment, always);
        return;
    }
    if (payment.scenario == CardScenario::IssuerUnavailable
        && countUp(u"issuer_unavailable"_s) % kIssuerTries != 0) {
        decline(payment, declineFor(u"issuer_unavailable"_s));
        return;
    }
    if (payment.scenario == CardScenario::SoftDecline && !authenticated) {
        decline(payment, declineFor(u"authentication_required"_s));
        return;
    }
    const bool checksAddress = payment.scenario == CardScenario::AddressMismatch;
    if (checksAddress && !payment.zipMatches && !payment.byMerchant) {
        decline(payment, declineFor(u"incorrect_address"_s));
        return;
    }
    if (payment.scenario == CardScenario::Review) {
        payment.status = BankStatus::Review;
        return;
    }
    if (payment.scenario == CardScenario::PendingThenApproved
        || payment.scenario == CardScenario::PendingThenDeclined) {
        payment.status = BankStatus::Pending;
        payment.decisionDueMs = nowMs + kLateMs;
        return;
    }
    approve(payment, nowMs);
}

qint64 BankTeller::countUp(const QString &counter)
{
    const qint64 tries = m_ledger.count(counter) + 1;
    m_ledger.setCount(counter, tries);
    return tries;
}

/// Why a charge without the shopper gets nothing; empty when it does.
BankDecline BankTeller::laterDecline(const BankPayment &payment)
{
    const bool isShort = payment.scenario == CardScenario::LaterChargeNoFunds;
    if (isShort && countUp(u"no_funds:"_s + payment.series) % kFundsTries != 0)
        return declineFor(u"insufficient_funds"_s);
    return bank_scenarios::laterDeclineOf(payment.scenario);
}

void BankTeller::approve(BankPayment &payment, qint64 nowMs)
{
    if (payment.isVerification()) {
        payment.status = BankStatus::Captured;
        payment.decisionDueMs = 0;
        m_ledger.addEffect(payment, payment.operation, u"verify"_s, 0, nowMs);
        return;
    }
    if (payment.byMerchant && payment.scenario == CardScenario::AccountUpdater) {
        payment.newLast4 = kUpdatedLast4;
        payment.newExpiryYear = kUpdatedExpiryYear;
    }
    const bool isPartial = payment.scenario == CardScenario::PartialApproval;
    const qint64 amount = isPartial ? payment.amount * 7 / 10 : payment.amount;
    if (isPartial && (!payment.allowPartial || amount == 0)) {
        decline(payment, declineFor(u"insufficient_funds"_s));
        return;
    }
    if (payment.automaticCapture && payment.scenario == CardScenario::CaptureFails) {
        decline(payment, declineFor(u"processor_error"_s));
        return;
    }
    payment.authorized = amount;
    payment.status = BankStatus::Authorized;
    payment.decisionDueMs = 0;
    m_ledger.addEffect(payment, payment.operation, u"authorize"_s, amount, nowMs);
    if (!payment.automaticCapture) {
        payment.captureBeforeMs = nowMs + bank_scenarios::holdLengthMs(payment.scenario);
        return;
    }
    payment.captures.append(
        {payment.operation, amount, BankCapture::State::Pending, true, nowMs + kLateMs, {}});
    if (payment.scenario == CardScenario::AsyncCapture)
        payment.status = BankStatus::Pending;
    else
        finishCapture(payment, payment.captures.size() - 1, nowMs);
}

void BankTeller::decline(BankPayment &payment, const BankDecline &reason)
{
    payment.status = BankStatus::Declined;
    payment.decline = reason;
}

void BankTeller::finishCapture(BankPayment &payment, qsizetype number, qint64 nowMs)
{
    BankCapture &capture = payment.captures[number];
    capture.state = BankCapture::State::Succeeded;
    capture.dueMs = 0;
    payment.captured += capture.amount;
    m_ledger.addEffect(payment, capture.reference, u"capture"_s, capture.amount, nowMs);
    if (capture.final)
        release(payment, capture.reference, payment.held() - payment.capturePending(), nowMs);
    nameStatus(payment);
    planDispute(payment, nowMs);
}

void BankTeller::release(BankPayment &payment, const QString &operation, qint64 amount,
                         qint64 nowMs)
{
    if (amount <= 0)
        return;
    payment.released += amount;
    m_ledger.addEffect(payment, operation, u"void"_s, amount, nowMs);
}

std::optional<BankRefusal> BankTeller::capture(BankPayment &payment, BankCapture wanted,
                                               Currency currency, qint64 nowMs)
{
    if (auto blocked = captureBlocked(payment, nowMs))
        return blocked;
    if (currency != payment.currency)
        return refusal(u"invalid_request"_s, u"invalid_request"_s,
                       u"The hold is in another currency."_s);
    if (wanted.amount > payment.held() - payment.capturePending())
        return refusal(u"amount_too_large"_s, u"amount_too_large"_s, u"Less than that is held."_s);
    wanted.final = wanted.final || !payment.multipleCaptures;
    wanted.state = BankCapture::State::Pending;
    wanted.dueMs = nowMs + kLateMs;
    payment.captures.append(wanted);
    if (payment.scenario == CardScenario::CaptureFails) {
        payment.captures.last().state = BankCapture::State::Failed;
        payment.captures.last().decline = declineFor(u"processor_error"_s);
    } else if (payment.scenario != CardScenario::AsyncCapture) {
        finishCapture(payment, payment.captures.size() - 1, nowMs);
    }
    m_ledger.changed(payment);
    return std::nullopt;
}

std::optional<BankRefusal> BankTeller::voidHold(BankPayment &payment, const QString &reference,
                                                qint64 nowMs)
{
    switch (payment.status) {
    case BankStatus::Authorized:
    case BankStatus::PartiallyCaptured:
    case BankStatus::ChallengeRequired:
    case BankStatus::Pending:
    case BankStatus::Review: break;
    case BankStatus::Captured: return alreadyCaptured();
    case BankStatus::Voided: return alreadyVoided();
    case BankStatus::Expired: return expired();
    case BankStatus::Declined: return voidRefused(u"The payment was declined."_s);
    }
    if (payment.scenario == CardScenario::VoidRefused)
        return voidRefused(u"The payment is already settled."_s);
    if (payment.capturePending() > 0)
        return voidRefused(u"A capture is under way."_s);
    if (payment.status == BankStatus::PartiallyCaptured && payment.held() == 0)
        return alreadyCaptured();
    const qint64 amount = payment.held();
    release(payment, reference, amount, nowMs);
    payment.voids.append({reference, amount});
    if (payment.captured == 0)
        payment.status = BankStatus::Voided;
    m_ledger.changed(payment);
    return std::nullopt;
}

void BankTeller::answerChallenge(BankPayment &payment, ChallengeAnswer answer, qint64 nowMs)
{
    if (payment.status != BankStatus::ChallengeRequired)
        return;
    switch (answer) {
    case ChallengeAnswer::Approve:
        payment.challengeResult = u"approved"_s;
        setThreeDs(payment, u"challenge"_s, u"Y"_s, true);
        decide(payment, true, nowMs);
        break;
    case ChallengeAnswer::Fail:
        payment.challengeResult = u"failed"_s;
        setThreeDs(payment, u"challenge"_s, u"N"_s, false);
        decline(payment, declineFor(u"authentication_failed"_s));
        break;
    case ChallengeAnswer::Cancel:
        payment.challengeResult = u"cancelled"_s;
        setThreeDs(payment, u"challenge"_s, u"N"_s, false);
        decline(
            payment,
            {u"challenge_cancelled"_s, u"customer_cancelled"_s, u"The shopper cancelled."_s, {}});
        break;
    }
    m_ledger.changed(payment);
}

std::optional<BankRefusal> BankTeller::approveLate(BankPayment &payment, qint64 nowMs)
{
    if (payment.status != BankStatus::Declined || payment.authorized != 0)
        return refusal(u"invalid_request"_s, u"invalid_request"_s, u"Nothing was declined."_s);
    payment.decline = {};
    approve(payment, nowMs);
    m_ledger.changed(payment);
    return std::nullopt;
}

std::optional<BankRefusal> BankTeller::decideReview(BankPayment &payment, bool yes, qint64 nowMs)
{
    if (payment.status != BankStatus::Review)
        return refusal(u"invalid_request"_s, u"invalid_request"_s, u"Nothing is under review."_s);
    if (yes)
        approve(payment, nowMs);
    else
        decline(payment, declineFor(u"blocked_by_risk"_s));
    m_ledger.changed(payment);
    return std::nullopt;
}

std::optional<BankTeller::ChallengeAnswer> challengeAnswerFrom(const QString &action)
{
    if (action == "approve"_L1)
        return BankTeller::ChallengeAnswer::Approve;
    if (action == "fail"_L1)
        return BankTeller::ChallengeAnswer::Fail;
    if (action == "cancel"_L1)
        return BankTeller::ChallengeAnswer::Cancel;
    return std::nullopt;
}

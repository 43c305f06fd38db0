#include "services/domain/samplepayments.h"

#include "services/core/check.h"
#include "services/domain/ladder.h"
#include "services/domain/samplerefunds.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSecondMs = 1000;
constexpr qint64 kMinuteMs = 60 * kSecondMs;
constexpr qint64 kHourMs = 60 * kMinuteMs;
constexpr qint64 kDayMs = 24 * kHourMs;
constexpr qint64 kHoldMs = 7 * kDayMs;

/// How a payment ends, or where it rests now.
enum class Plot {
    Paid,
    PaidAfterCapture,
    PaidAfterChallenge,
    PaidInParts,
    PartClosed,
    Declined,
    ChallengeFailed,
    Released,
    Abandoned,
    Expired,
    Draft,
    NeedsMethod,
    RetriedUnreachable,
    // from here on they rest with a bank, or must not be old
    Held,
    HeldMultiple,
    HeldInPart,
    PartHeld,
    WaitingForCustomer,
    InProgress,
    UnknownReached,
    UnknownLost,
    InReview,
    Conflicted,
    Unreachable,
};

struct Slot
{
    qint64 atMs = 0;
    Plot plot = Plot::Paid;
};

// clang-format off
struct Share { Plot plot; int weight; };
constexpr std::array kOld{
    Share{Plot::Paid, 540}, Share{Plot::PaidAfterCapture, 190}, Share{Plot::PaidAfterChallenge, 60},
    Share{Plot::PaidInParts, 18}, Share{Plot::PartClosed, 22}, Share{Plot::Declined, 92},
    Share{Plot::ChallengeFailed, 13}, Share{Plot::Released, 24}, Share{Plot::Abandoned, 14},
    Share{Plot::Expired, 10}, Share{Plot::Draft, 3}, Share{Plot::NeedsMethod, 2},
    Share{Plot::RetriedUnreachable, 4}};
constexpr std::array kRecent{
    Share{Plot::Paid, 330}, Share{Plot::PaidAfterCapture, 70}, Share{Plot::PaidAfterChallenge, 40},
    Share{Plot::PartClosed, 10}, Share{Plot::Declined, 80}, Share{Plot::ChallengeFailed, 12},
    Share{Plot::Released, 20}, Share{Plot::Draft, 24}, Share{Plot::NeedsMethod, 14},
    Share{Plot::Held, 270}, Share{Plot::HeldMultiple, 60}, Share{Plot::HeldInPart, 18},
    Share{Plot::PartHeld, 52}};
/// So many of each, always: they are rare, but each has its place in the window.
struct Fixed { Plot plot; int count; qint64 oldestMs; qint64 youngestMs; };
constexpr std::array kFixed{
    Fixed{Plot::WaitingForCustomer, 14, 6 * kHourMs, 4 * kMinuteMs},
    Fixed{Plot::InProgress, 4, 4 * kMinuteMs, kMinuteMs / 2},
    Fixed{Plot::UnknownReached, 5, 5 * kHourMs, 25 * kMinuteMs},
    Fixed{Plot::UnknownLost, 5, 5 * kHourMs, 25 * kMinuteMs},
    Fixed{Plot::InReview, 7, 2 * kDayMs, kHourMs},
    Fixed{Plot::Conflicted, 4, 3 * kDayMs, 2 * kHourMs},
    Fixed{Plot::Unreachable, 5, 2 * kDayMs, 20 * kMinuteMs},
    Fixed{Plot::Expired, 6, 30 * kDayMs, 8 * kDayMs},
    Fixed{Plot::PartHeld, 6, 6 * kDayMs, 3 * kHourMs},
    Fixed{Plot::HeldInPart, 4, 6 * kDayMs, 3 * kHourMs},
    Fixed{Plot::Held, 24, 6 * kDayMs, kHourMs},
    Fixed{Plot::NeedsMethod, 4, 5 * kDayMs, kHourMs},
    Fixed{Plot::Draft, 4, 5 * kDayMs, kHourMs},
    Fixed{Plot::Released, 3, 30 * kDayMs, kDayMs},
    Fixed{Plot::PartClosed, 3, 30 * kDayMs, kDayMs},
    Fixed{Plot::ChallengeFailed, 3, 30 * kDayMs, kDayMs},
};
// clang-format on

template <size_t N>
Plot drawPlot(SampleDice &dice, const std::array<Share, N> &shares)
{
    std::array<int, N> weights{};
    std::ranges::transform(shares, weights.begin(), &Share::weight);
    return shares[static_cast<size_t>(dice.weighted(weights))].plot;
}

QList<Slot> drawSlots(SampleDice &dice, qint64 nowMs, int count)
{
    QList<Slot> plan;
    plan.reserve(count);
    for (const Fixed &fixed : kFixed) {
        for (int i = 0; i < fixed.count; ++i)
            plan.append({nowMs - dice.between(fixed.youngestMs, fixed.oldestMs), fixed.plot});
    }
    while (plan.size() < count) {
        // Trade grows a little: every fourth order falls in the last two weeks.
        const qint64 atMs = sampleMoment(dice, nowMs, dice.chance(250) ? 14 : 90);
        const bool recent = nowMs - atMs < kHoldMs - 2 * kHourMs;
        const bool settled = nowMs - atMs < 3 * kHourMs; // nothing ships within three hours
        Plot plot = recent ? drawPlot(dice, kRecent) : drawPlot(dice, kOld);
        if (settled && plot != Plot::Paid && plot != Plot::Declined && plot != Plot::Draft)
            plot = plot == Plot::NeedsMethod ? plot : Plot::Held;
        plan.append({atMs, plot});
    }
    std::ranges::sort(plan, {}, &Slot::atMs);
    return plan;
}

CaptureMethod captureMethodFor(Plot plot)
{
    switch (plot) {
    case Plot::PaidInParts:
    case Plot::HeldMultiple:
    case Plot::PartHeld: return CaptureMethod::ManualMultiple;
    case Plot::PaidAfterCapture:
    case Plot::PartClosed:
    case Plot::Released:
    case Plot::Expired:
    case Plot::Held:
    case Plot::HeldInPart:
    case Plot::UnknownReached:
    case Plot::Conflicted: return CaptureMethod::Manual;
    case Plot::Paid:
    case Plot::PaidAfterChallenge:
    case Plot::Declined:
    case Plot::ChallengeFailed:
    case Plot::Abandoned:
    case Plot::Draft:
    case Plot::NeedsMethod:
    case Plot::RetriedUnreachable:
    case Plot::WaitingForCustomer:
    case Plot::InProgress:
    case Plot::UnknownLost:
    case Plot::InReview:
    case Plot::Unreachable: return CaptureMethod::Automatic;
    }
    return CaptureMethod::Automatic;
}

bool usesChallenge(Plot plot)
{
    return plot == Plot::PaidAfterChallenge || plot == Plot::ChallengeFailed
           || plot == Plot::WaitingForCustomer;
}

/// Tells one payment's story from the order to where it stands now.
class Teller
{
public:
    Teller(const SampleWorld &world, SampleDice &dice)
        : m_world(world)
        , m_dice(dice)
        , m_refunds(world, dice)
    {
    }

    std::optional<PaymentDetails> tell(const Slot &slot, const SampleCustomer &customer, int order);

private:
    Payment draft(const Slot &slot, const SampleCustomer &customer, int order);
    void play(SampleStory &story, Plot plot);
    void hold(SampleStory &story, qint64 amount);
    void capturePart(SampleStory &story, qint64 amount, bool final);
    void playParts(SampleStory &story, bool toTheEnd);
    void playChallenge(SampleStory &story, Plot plot);
    void playPending(SampleStory &story, Plot plot);
    void playUnknown(SampleStory &story);
    void playConflict(SampleStory &story);
    void notReached(SampleStory &story);
    void later(SampleStory &story, qint64 mostMs);

    const SampleWorld &m_world;
    SampleDice &m_dice;
    SampleRefunds m_refunds;
};

std::optional<PaymentDetails> Teller::tell(const Slot &slot, const SampleCustomer &customer,
                                           int order)
{
    SampleWorld world = m_world;
    if (slot.plot == Plot::UnknownLost && !m_world.silentAccount.isEmpty())
        world.account = m_world.silentAccount;
    SampleStory story(world, m_dice, draft(slot, customer, order), slot.atMs);
    play(story, slot.plot);
    m_refunds.maybeRefund(story);
    if (!ensure(story.isSound(), "a sample payment obeys the transition table"))
        return std::nullopt;
    return story.details();
}

Payment Teller::draft(const Slot &slot, const SampleCustomer &customer, int order)
{
    Payment payment;
    payment.id = {m_dice.random().newId("pay"_L1)};
    payment.merchantId = m_world.merchantId;
    payment.profileId = m_world.profileId;
    payment.currency = customer.currency;
    payment.amount = sampleAmount(m_dice, customer.currency);
    payment.netAmount = payment.amount;
    payment.captureMethod = captureMethodFor(slot.plot);
    payment.authenticationType =
        usesChallenge(slot.plot) ? AuthenticationType::ThreeDs : AuthenticationType::NoThreeDs;
    payment.partialAuthorizationAllowed = slot.plot == Plot::HeldInPart;
    payment.customer = customer.person;
    payment.orderReference = u"A-%1"_s.arg(order);
    payment.description = sampleDescription(m_dice);
    payment.sessionExpiresAtMs = slot.atMs + 15 * kMinuteMs;
    if (m_dice.chance(300))
        payment.metadataJson = u"{\"channel\":\"%1\"}"_s.arg(m_dice.chance(700)   ? u"web"_s
                                                             : m_dice.chance(500) ? u"app"_s
                                                                                  : u"phone"_s);
    if (slot.plot == Plot::NeedsMethod) {
        payment.status = PaymentStatus::RequiresPaymentMethod;
        return payment;
    }
    payment.paymentMethod = u"card"_s;
    if (slot.plot == Plot::Draft || slot.plot == Plot::Abandoned)
        return payment; // a card is only seen at the confirm
    payment.paymentMethodType = m_dice.chance(620) ? u"credit"_s : u"debit"_s;
    payment.card = sampleCard(m_dice, customer.person.name, m_world.nowMs);
    return payment;
}

/// Something happens up to mostMs later, but never in the future.
void Teller::later(SampleStory &story, qint64 mostMs)
{
    const qint64 room = m_world.nowMs - story.now() - kMinuteMs / 4;
    if (room > 0)
        story.wait(m_dice.below(qMin(room, mostMs)) + 1);
}

void Teller::play(SampleStory &story, Plot plot)
{
    const QString clerk = m_dice.chance(600) ? u"operator:mara"_s : u"operator:jonas"_s;
    if (plot == Plot::Draft || plot == Plot::NeedsMethod)
        return;
    if (plot == Plot::Abandoned) {
        story.wait(20 * kMinuteMs);
        return story.abandon(u"system"_s);
    }
    later(story, 2 * kMinuteMs);
    story.confirm(u"api:web-shop"_s);
    later(story, 2 * kSecondMs);
    const qint64 amount = story.payment().netAmount;
    switch (plot) {
    case Plot::Draft:
    case Plot::NeedsMethod:
    case Plot::Abandoned: return;
    case Plot::Paid: return story.charged();
    case Plot::Declined: return story.declined(sampleDecline(m_dice));
    case Plot::RetriedUnreachable:
        notReached(story);
        story.wait(3 * kMinuteMs);
        story.confirm(clerk);
        later(story, 2 * kSecondMs);
        return story.charged();
    case Plot::Unreachable: return notReached(story);
    case Plot::PaidAfterCapture: hold(story, amount); return capturePart(story, amount, true);
    case Plot::PartClosed:
        hold(story, amount);
        return capturePart(story, qMax<qint64>(1, amount * m_dice.between(30, 85) / 100), true);
    case Plot::PaidInParts: return playParts(story, true);
    case Plot::PartHeld: return playParts(story, false);
    case Plot::Released:
        hold(story, amount);
        later(story, 3 * kDayMs);
        story.release(m_dice.chance(500) ? u"requested_by_customer"_s : u"out_of_stock"_s, clerk);
        later(story, 2 * kSecondMs);
        return story.voided();
    case Plot::Expired: {
        hold(story, amount);
        ProcessorReply gone;
        gone.state = ReplyState::Expired;
        story.moveTo(qMin(story.payment().captureBeforeMs + kMinuteMs, m_world.nowMs));
        return story.reply(gone);
    }
    case Plot::Held:
    case Plot::HeldMultiple: return hold(story, amount);
    case Plot::HeldInPart: return hold(story, qMax<qint64>(1, amount * 7 / 10));
    case Plot::PaidAfterChallenge:
    case Plot::ChallengeFailed:
    case Plot::WaitingForCustomer: return playChallenge(story, plot);
    case Plot::InProgress:
    case Plot::InReview: return playPending(story, plot);
    case Plot::UnknownReached:
    case Plot::UnknownLost: return playUnknown(story);
    case Plot::Conflicted: return playConflict(story);
    }
}

void Teller::hold(SampleStory &story, qint64 amount)
{
    qint64 endMs = story.now() + kHoldMs;
    // Some banks hold for less, so that the list has work for today.
    const qint64 ageMs = m_world.nowMs - story.now();
    if (ageMs < kHoldMs && m_dice.chance(110)) {
        const qint64 leftMs = m_dice.chance(300)   ? m_dice.between(20 * kMinuteMs, 4 * kHourMs)
                              : m_dice.chance(500) ? m_dice.between(4 * kHourMs, kDayMs)
                                                   : m_dice.between(kDayMs, 3 * kDayMs);
        endMs = qMin(endMs, m_world.nowMs + leftMs);
    }
    story.authorized(amount, endMs);
}

void Teller::capturePart(SampleStory &story, qint64 amount, bool final)
{
    later(story, 3 * kDayMs);
    story.capture(amount, final, m_dice.chance(600) ? u"operator:mara"_s : u"operator:jonas"_s);
    later(story, 2 * kSecondMs);
    story.captured();
}

void Teller::playParts(SampleStory &story, bool toTheEnd)
{
    const qint64 amount = story.payment().netAmount;
    hold(story, amount);
    const qint64 first = qMax<qint64>(1, amount * m_dice.between(20, 45) / 100);
    const qint64 second = qMax<qint64>(1, amount * m_dice.between(10, 40) / 100);
    capturePart(story, first, false);
    if (m_dice.chance(500) || toTheEnd)
        capturePart(story, second, false);
    if (toTheEnd)
        capturePart(story, amountCapturable(story.payment()), true);
}

void Teller::playChallenge(SampleStory &story, Plot plot)
{
    const bool waits = plot == Plot::WaitingForCustomer;
    story.challenged(waits ? m_world.nowMs + m_dice.between(35 * kMinuteMs, 26 * kHourMs)
                           : story.now() + 15 * kMinuteMs);
    if (waits) {
        // Asked often enough already: the next question can wait.
        story.operation().checkCount = 5;
        story.operation().nextCheckAtMs = m_world.nowMs + m_dice.between(20 * kMinuteMs, kHourMs);
        return;
    }
    later(story, 4 * kMinuteMs);
    Attempt &attempt = story.attempt();
    attempt.threeDs.flow = u"challenge"_s;
    if (plot == Plot::PaidAfterChallenge) {
        attempt.threeDs.transactionStatus = u"Y"_s;
        attempt.threeDs.liabilityShifted = true;
        return story.charged();
    }
    const bool left = m_dice.chance(450);
    attempt.threeDs.transactionStatus = left ? u"U"_s : u"N"_s;
    story.declined(left ? PaymentError{u"challenge_expired"_s, u"customer_cancelled"_s,
                                       u"The customer left the bank's page."_s, u"UE_1000"_s}
                        : PaymentError{u"authentication_failed"_s, u"authentication_failed"_s,
                                       u"The customer was not confirmed."_s, u"UE_1000"_s});
}

void Teller::playPending(SampleStory &story, Plot plot)
{
    ProcessorReply said;
    said.state = plot == Plot::InReview ? ReplyState::HeldForReview : ReplyState::Pending;
    said.processorReference = m_dice.random().newId("simpay"_L1);
    story.reply(said);
    Operation &operation = story.operation();
    if (plot == Plot::InProgress) { // the bank has decided meanwhile, and is asked before long
        operation.checkCount = 2;
        operation.nextCheckAtMs = m_world.nowMs + m_dice.between(kMinuteMs, 3 * kMinuteMs);
        return;
    }
    operation.checkCount = 6;
    operation.nextCheckAtMs = m_world.nowMs + m_dice.between(15 * kMinuteMs, kHourMs);
}

void Teller::playUnknown(SampleStory &story)
{
    CallOutcome silence;
    silence.kind = OutcomeClass::Unknown;
    silence.error = {u"timeout"_s, u"unknown_outcome"_s, u"No answer within 30 s."_s, {}};
    story.wait(30 * kSecondMs);
    story.outcome(silence);
    Operation &operation = story.operation();
    qint64 atMs = story.now();
    while (atMs < m_world.nowMs) // as often as the ladder would have asked by now
        atMs += ladderDelayMs(operation.checkCount++);
    operation.nextCheckAtMs = qMax(atMs, m_world.nowMs + m_dice.between(10 * kMinuteMs, kHourMs));
}

void Teller::playConflict(SampleStory &story)
{
    CallOutcome wrong;
    wrong.kind = OutcomeClass::Integrity;
    wrong.reply.processorReference = m_dice.random().newId("simpay"_L1);
    wrong.reply.amount = story.payment().netAmount + 1;
    wrong.error = {u"amount_mismatch"_s, u"integrity"_s,
                   u"The processor confirmed another amount."_s, u"IE_00"_s};
    story.outcome(wrong);
}

void Teller::notReached(SampleStory &story)
{
    CallOutcome notSent;
    notSent.kind = OutcomeClass::NotSent;
    notSent.error = {u"connector_unreachable"_s, u"connector_unreachable"_s,
                     u"The processor could not be reached."_s, u"UE_3000"_s};
    story.wait(8 * kSecondMs);
    story.outcome(notSent);
}

} // namespace

QList<PaymentDetails> samplePayments(const SampleWorld &world, int count)
{
    SampleDice dice(world.seed);
    const QList<SampleCustomer> customers = sampleCustomers(dice, qMax(100, count / 5));
    const QList<Slot> plan = drawSlots(dice, world.nowMs, qMax(400, count));
    Teller teller(world, dice);
    QList<PaymentDetails> payments;
    payments.reserve(plan.size());
    int order = 10'001;
    for (const Slot &slot : plan) {
        // The smaller of two draws: some customers come back often.
        const qint64 who = qMin(dice.below(customers.size()), dice.below(customers.size()));
        std::optional<PaymentDetails> details = teller.tell(slot, customers.at(who), order++);
        if (details)
            payments.append(std::move(*details));
    }
    return payments;
}

bool bankKnows(const PaymentDetails &details)
{
    switch (details.payment.status) {
    case PaymentStatus::RequiresCapture:
    case PaymentStatus::PartiallyAuthorizedAndRequiresCapture:
    case PaymentStatus::PartiallyCapturedAndCapturable:
    case PaymentStatus::RequiresCustomerAction:
    case PaymentStatus::RequiresMerchantAction:
    case PaymentStatus::PartiallyCaptured: // can be refunded
    case PaymentStatus::Conflicted: return true;
    case PaymentStatus::Succeeded: // that, too, unless a card was only set up
        return details.payment.captured > 0;
    case PaymentStatus::Processing:
        return !details.payment.outcomeUnknown
               || details.payment.captureMethod == CaptureMethod::Manual;
    default: // nothing is asked of a bank about a payment without money, or not begun
        return false;
    }
}

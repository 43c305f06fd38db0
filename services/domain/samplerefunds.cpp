#include "services/domain/samplerefunds.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kHourMs = 60 * kMinuteMs;
constexpr qint64 kDayMs = 24 * kHourMs;
constexpr qint64 kPerMille = 40; ///< of the payments whose money was taken

QString reasonOf(SampleDice &dice)
{
    static const std::array reasons{u"requested_by_customer"_s,
                                    u"requested_by_customer: did not fit"_s,
                                    u"requested_by_customer: arrived too late"_s,
                                    u"out_of_stock"_s,
                                    u"out_of_stock: one of two sold out"_s,
                                    u"duplicate"_s,
                                    u"fraudulent"_s,
                                    u"other: damaged on the way"_s};
    return reasons[static_cast<size_t>(dice.below(static_cast<qint64>(reasons.size())))];
}

} // namespace

void SampleRefunds::maybeRefund(SampleStory &story)
{
    const qint64 ageMs = m_world.nowMs - story.now();
    if (!mayRefund(story.payment().status) || ageMs < 2 * kHourMs || !m_dice.chance(kPerMille))
        return;
    // One after the other, so that even few payments have them all.
    static constexpr std::array endings{
        Ending::Done,     Ending::DoneInPart, Ending::Failed,     Ending::Done,
        Ending::Pending,  Ending::DoneInPart, Ending::Planned,    Ending::Done,
        Ending::CameBack, Ending::DoneInPart, Ending::GivenUp,    Ending::Done,
        Ending::Review,   Ending::Done,       Ending::DoneInPart, Ending::Done};
    const Ending ending = endings[static_cast<size_t>(m_told++) % endings.size()];
    const bool isOpen = ending == Ending::Pending || ending == Ending::Planned;
    // What is still open was asked for lately, however old the payment is.
    if (isOpen)
        story.moveTo(m_world.nowMs - m_dice.between(5 * kMinuteMs, kHourMs));
    else
        story.wait(m_dice.between(kHourMs, qMin(12 * kDayMs, ageMs - kHourMs / 2)));
    play(story, ending);
}

void SampleRefunds::play(SampleStory &story, Ending ending)
{
    const qint64 all = story.payment().captured;
    const bool inPart = ending == Ending::DoneInPart || ending == Ending::GivenUp;
    const qint64 amount = inPart ? qMax<qint64>(1, all * m_dice.between(15, 70) / 100) : all;
    const QString clerk = m_dice.chance(600) ? u"operator:mara"_s : u"operator:jonas"_s;
    if (ending == Ending::Planned || ending == Ending::GivenUp) {
        story.planRefund(amount, m_world.nowMs + m_dice.between(kDayMs, 6 * kDayMs),
                         reasonOf(m_dice), clerk);
        if (ending == Ending::GivenUp) {
            story.wait(10 * kMinuteMs);
            story.giveUpRefund(clerk);
        }
        return;
    }
    story.refund(amount, reasonOf(m_dice), clerk);
    story.wait(m_dice.below(2'000) + 1);
    switch (ending) {
    case Ending::Planned:
    case Ending::GivenUp: return;
    case Ending::Done:
    case Ending::DoneInPart: return story.refunded();
    case Ending::Pending:
        story.refundPending();
        story.operation().checkCount = 4;
        story.operation().nextCheckAtMs = m_world.nowMs + m_dice.between(kHourMs / 4, kHourMs);
        return;
    case Ending::Failed:
        return story.declined({u"refund_failed"_s, u"processor_error"_s,
                               u"The refund failed at the acquirer."_s, u"UE_9000"_s});
    case Ending::CameBack:
        story.refunded();
        story.wait(10 * kMinuteMs);
        return story.declined({u"refund_reversed"_s, u"processor_error"_s,
                               u"The shopper's bank sent the refund back."_s, u"UE_9000"_s});
    case Ending::Review: {
        CallOutcome wrong;
        wrong.kind = OutcomeClass::Integrity;
        wrong.reply.amount = amount + 1;
        wrong.error = {u"amount_mismatch"_s, u"integrity"_s,
                       u"The processor confirmed another amount."_s, u"IE_00"_s};
        return story.outcome(wrong);
    }
    }
}

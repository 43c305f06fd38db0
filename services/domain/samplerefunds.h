#pragma once

#include "services/domain/samplestory.h"

/// Gives money of some finished sample payments back: a few percent of them, so that every status a
/// refund can have is there, rare ones among the newest.
class SampleRefunds
{
public:
    SampleRefunds(const SampleWorld &world, SampleDice &dice) : m_world(world), m_dice(dice) {}

    /// Goes on with the story of a payment whose money was taken, or leaves it as it is.
    void maybeRefund(SampleStory &story);

private:
    enum class Ending { Done, DoneInPart, Pending, Failed, Planned, CameBack, GivenUp, Review };

    void play(SampleStory &story, Ending ending);

    const SampleWorld &m_world;
    SampleDice &m_dice;
    int m_told = 0; ///< refunds so far
};

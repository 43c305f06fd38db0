#pragma once

#include "models/displaytext.h"
#include "models/errortext.h"
#include "services/domain/refund.h"

struct Workspace;

/// Where a refund stands, as people are told.
enum class RefundState {
    Planned,    ///< waits for its time
    InProgress, ///< on its way, or the processor decides later
    NotKnown,   ///< the money may or may not have gone back
    Done,
    Failed,
    GivenUp,  ///< a planned one that was never sent
    CameBack, ///< it had gone through, and the customer's bank returned it
    Conflicted,
};

RefundState stateOf(const Refund &refund);

/// A refund in words. Pure, but for the workspace's zone.
class RefundText
{
    Q_DECLARE_TR_FUNCTIONS(RefundText)

public:
    static QString word(RefundState state);
    /// One sentence on where the money is.
    static QString meaning(RefundState state);
    static StatusLook look(RefundState state);
    /// Of the filter: all refunds that the store knows under that status.
    static QString filterName(RefundStatus status);
    /// Why it did not go through and what to do, in four parts; empty when nothing is wrong.
    static ErrorText problem(const Workspace &workspace, const Refund &refund);
    /// The problem in a few words, for a cell; empty when nothing is wrong.
    static QString shortProblem(const Refund &refund);
};

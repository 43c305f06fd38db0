#include "models/refundtext.h"

#include "models/declinetext.h"
#include "models/workspace.h"

using namespace Qt::StringLiterals;

RefundState stateOf(const Refund &refund)
{
    switch (refund.status) {
    case RefundStatus::Pending:
        if (refund.dueAtMs > 0)
            return RefundState::Planned;
        // Nothing is wrong with one that is merely decided later.
        return refund.error.category.isEmpty() ? RefundState::InProgress : RefundState::NotKnown;
    case RefundStatus::Succeeded: return RefundState::Done;
    case RefundStatus::Failed:
        if (refund.error.category == "merchant_cancelled"_L1)
            return RefundState::GivenUp;
        return refund.error.code == "refund_reversed"_L1 ? RefundState::CameBack
                                                         : RefundState::Failed;
    case RefundStatus::Review: return RefundState::Conflicted;
    }
    return RefundState::Conflicted;
}

QString RefundText::word(RefundState state)
{
    switch (state) {
    case RefundState::Planned: return tr("Planned");
    case RefundState::InProgress: return tr("In progress");
    case RefundState::NotKnown: return tr("Not known yet");
    case RefundState::Done: return tr("Refunded");
    case RefundState::Failed: return tr("Failed");
    case RefundState::GivenUp: return tr("Given up");
    case RefundState::CameBack: return tr("Came back");
    case RefundState::Conflicted: return tr("Does not match");
    }
    return {};
}

QString RefundText::meaning(RefundState state)
{
    switch (state) {
    case RefundState::Planned: return tr("Nothing has been sent yet; it can still be given up.");
    case RefundState::InProgress:
        return tr("The processor has accepted the refund and decides later.");
    case RefundState::NotKnown:
        return tr("The processor did not answer. The money may or may not have gone back; it is "
                  "asked again until that is known.");
    case RefundState::Done: return tr("The money went back to the customer.");
    case RefundState::Failed: return tr("No money went back.");
    case RefundState::GivenUp: return tr("It was given up before its time. No money went back.");
    case RefundState::CameBack:
        return tr("The customer's bank returned it: the money is with you again.");
    case RefundState::Conflicted:
        return tr("The processor confirmed something other than was asked. Compare it with the "
                  "processor's own records.");
    }
    return {};
}

StatusLook RefundText::look(RefundState state)
{
    switch (state) {
    case RefundState::Planned: return StatusLook::Draft;
    case RefundState::InProgress: return StatusLook::InProgress;
    case RefundState::NotKnown:
    case RefundState::Conflicted: return StatusLook::NotKnownYet;
    case RefundState::Done: return StatusLook::Paid;
    case RefundState::Failed:
    case RefundState::CameBack: return StatusLook::Failed;
    case RefundState::GivenUp: return StatusLook::Released;
    }
    return StatusLook::InProgress;
}

QString RefundText::filterName(RefundStatus status)
{
    switch (status) {
    case RefundStatus::Pending: return tr("Planned or in progress");
    case RefundStatus::Succeeded: return tr("Refunded");
    case RefundStatus::Failed: return tr("Failed or given up");
    case RefundStatus::Review: return tr("Does not match");
    }
    return {};
}

ErrorText RefundText::problem(const Workspace &workspace, const Refund &refund)
{
    ErrorScene scene;
    scene.action = MoneyAction::Refund;
    scene.reference = refund.id.value;
    scene.processor = DisplayText::connector(refund.connector);
    scene.zone = shownZone(workspace.time);
    switch (stateOf(refund)) {
    case RefundState::Planned:
    case RefundState::InProgress:
    case RefundState::Done:
    case RefundState::GivenUp: return {};
    case RefundState::NotKnown: return notKnownText(scene);
    case RefundState::Conflicted:
        return {tr("The processor confirmed something other than it was asked for."),
                tr("The money may or may not have gone back; its amount stays reserved."),
                tr("Compare the refund with the processor's own records before anything else."),
                refund.id.value};
    case RefundState::Failed: return declineText(refund.error, scene);
    case RefundState::CameBack:
        return {tr("The customer's bank sent the refund back."),
                tr("The money is with you again; the customer does not have it."),
                tr("Ask the customer for another way to return it."), refund.id.value};
    }
    return {};
}

QString RefundText::shortProblem(const Refund &refund)
{
    switch (stateOf(refund)) {
    case RefundState::Planned:
    case RefundState::InProgress:
    case RefundState::Done:
    case RefundState::GivenUp: return {};
    case RefundState::NotKnown: return tr("no answer from the processor yet");
    case RefundState::Conflicted: return tr("the processor confirmed something else");
    case RefundState::CameBack: return tr("the customer's bank sent it back");
    case RefundState::Failed:
        return refund.error.code == "connector_unreachable"_L1
                   ? tr("the processor could not be reached")
                   : declineReason(refund.error.category);
    }
    return {};
}

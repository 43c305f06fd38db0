#include "models/capturerow.h"

#include "models/declinetext.h"
#include "models/displaytext.h"
#include "services/domain/capturepolicy.h"

#include <QCoreApplication>

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CaptureRow)
};

constexpr qint64 kEndsSoonMs = 60 * 60 * 1000; ///< a hold that ends within an hour needs a look

struct Judgement
{
    CaptureGroup group;
    QString why;
};

Judgement capturableNow(const Workspace &workspace, const Payment &payment)
{
    const qint64 left = payment.captureBeforeMs - workspace.clock.nowMs();
    if (payment.captureBeforeMs > 0 && left <= 0)
        return {CaptureGroup::Cannot, Words::tr("The bank's hold has ended.")};
    if (payment.status == PaymentStatus::PartiallyAuthorizedAndRequiresCapture)
        //: %1 and %2 are amounts with their currency
        return {CaptureGroup::NeedsALook,
                Words::tr("The bank holds only %1 of %2.")
                    .arg(shownMoney(payment.authorized, payment.currency),
                         shownMoney(payment.netAmount, payment.currency))};
    if (payment.status == PaymentStatus::PartiallyCapturedAndCapturable)
        //: %1 is an amount with its currency
        return {CaptureGroup::NeedsALook, Words::tr("%1 of it was captured before.")
                                              .arg(shownMoney(payment.captured, payment.currency))};
    if (payment.captureBeforeMs > 0 && left < kEndsSoonMs)
        //: %1 is a moment such as "Fri 16:00"
        return {CaptureGroup::NeedsALook,
                Words::tr("The hold ends very soon: %1.")
                    .arg(shownMoment(workspace, payment.captureBeforeMs))};
    return {CaptureGroup::Ready, {}};
}

Judgement judge(const Workspace &workspace, const Payment &payment)
{
    if (payment.outcomeUnknown)
        return {CaptureGroup::NeedsALook,
                Words::tr("An earlier operation has no known outcome yet.")};
    switch (payment.status) {
    case PaymentStatus::RequiresCapture:
    case PaymentStatus::PartiallyAuthorizedAndRequiresCapture:
    case PaymentStatus::PartiallyCapturedAndCapturable: return capturableNow(workspace, payment);
    case PaymentStatus::Succeeded:
    case PaymentStatus::PartiallyCaptured:
        //: %1 is an amount with its currency
        return {CaptureGroup::AlreadyDone,
                Words::tr("%1 was captured.").arg(shownMoney(payment.captured, payment.currency))};
    case PaymentStatus::Processing:
    case PaymentStatus::PartiallyCapturedAndProcessing:
    case PaymentStatus::RequiresMerchantAction:
    case PaymentStatus::Conflicted:
    case PaymentStatus::Review:
        return {CaptureGroup::NeedsALook, DisplayText::statusMeaning(payment.status, false)};
    case PaymentStatus::RequiresPaymentMethod:
    case PaymentStatus::RequiresConfirmation:
    case PaymentStatus::RequiresCustomerAction:
    case PaymentStatus::Failed:
    case PaymentStatus::Cancelled:
    case PaymentStatus::CancelledPostCapture:
    case PaymentStatus::Expired:
        return {CaptureGroup::Cannot, DisplayText::statusMeaning(payment.status, false)};
    }
    return {CaptureGroup::Cannot, {}};
}

} // namespace

CaptureRow captureRowOf(const Workspace &workspace, const Payment &payment)
{
    CaptureRow row;
    row.id = payment.id;
    row.payment = payment;
    const Judgement judgement = judge(workspace, payment);
    row.group = judgement.group;
    row.why = judgement.why;
    const qint64 left = payment.authorized > 0 ? amountCapturable(payment) : 0;
    const qint64 wanted = payment.amountToCapture > 0 ? qMin(payment.amountToCapture, left) : left;
    if (planCapture(payment, wanted, false, workspace.clock.nowMs()))
        row.amount = wanted;
    row.included = row.group == CaptureGroup::Ready && row.amount.has_value();
    row.operationId = newClientOperationId(workspace);
    return row;
}

QString captureNote(const Workspace &workspace, const Payment &payment)
{
    return judge(workspace, payment).why;
}

CaptureRow missingCaptureRow(const PaymentId &id, const Error &error)
{
    CaptureRow row;
    row.id = id;
    row.payment.id = id;
    ErrorScene scene;
    scene.action = MoneyAction::Read;
    row.why = errorText(error, scene).what;
    return row;
}

bool canInclude(const CaptureRow &row)
{
    const bool held = row.payment.status == PaymentStatus::RequiresCapture
                      || row.payment.status == PaymentStatus::PartiallyAuthorizedAndRequiresCapture
                      || row.payment.status == PaymentStatus::PartiallyCapturedAndCapturable;
    const bool open = row.group == CaptureGroup::Ready || row.group == CaptureGroup::NeedsALook;
    return open && held && !row.payment.outcomeUnknown && row.state == CaptureRowState::Planned;
}

void chooseAmount(const Workspace &workspace, Money amount, CaptureRow &row)
{
    const Result<CapturePlan> plan =
        planCapture(row.payment, amount.minorUnits, false, workspace.clock.nowMs());
    row.amount.reset();
    row.problem.clear();
    if (plan) {
        row.amount = amount.minorUnits;
        return;
    }
    ErrorScene scene = sceneOf(workspace, MoneyAction::Capture, row.payment);
    scene.asked = amount;
    scene.available = Money{amountCapturable(row.payment), row.payment.currency};
    row.problem = errorText(plan.error(), scene).what;
}

void outdateRow(CaptureRow &row)
{
    row.group = CaptureGroup::Cannot;
    row.included = false;
    row.amount.reset();
    row.why = Words::tr("This payment changed after the file was read: import the file again.");
}

QString restText(const Workspace &workspace, const CaptureRow &row)
{
    if (!row.amount)
        return {};
    const Result<CapturePlan> plan =
        planCapture(row.payment, row.amount, false, workspace.clock.nowMs());
    if (!plan)
        return {};
    if (plan->leftAfter == 0)
        return Words::tr("Nothing");
    const QString left = shownMoney(plan->leftAfter, row.payment.currency);
    //: %1 is an amount with its currency
    return plan->closesHold ? Words::tr("%1 released").arg(left)
                            : Words::tr("%1 stays held").arg(left);
}

void applyCaptureAnswer(const Workspace &workspace, const Result<Payment> &answer, CaptureRow &row)
{
    ErrorScene scene = sceneOf(workspace, MoneyAction::Capture, row.payment);
    scene.reference.clear(); // the row shows whose it is
    const bool notKnown = !answer && answer.error().code == ErrorCode::OutcomeUnknown;
    if (!answer && !notKnown) {
        row.state = CaptureRowState::NotSent;
        row.outcome = errorText(answer.error(), scene).oneLine();
        return;
    }
    const QString amount = shownMoney(row.amount.value_or(0), row.payment.currency);
    const CaptureFate fate = notKnown ? CaptureFate::NotKnown : fateOfCapture(row.payment, *answer);
    switch (fate) {
    case CaptureFate::Captured:
        row.state = CaptureRowState::Captured;
        //: %1 is an amount with its currency
        row.outcome = Words::tr("Captured %1").arg(amount);
        return;
    case CaptureFate::Pending:
        row.state = CaptureRowState::Pending;
        row.outcome = Words::tr("Accepted, decided later");
        return;
    case CaptureFate::NotKnown:
        row.state = CaptureRowState::NotKnown;
        row.outcome = Words::tr("Not known yet: it is being asked. Do not charge again.");
        return;
    case CaptureFate::Conflicted:
        row.state = CaptureRowState::NotKnown;
        row.outcome = conflictedText(scene).oneLine();
        return;
    case CaptureFate::Refused:
        row.state = CaptureRowState::Refused;
        row.outcome = declineText(answer->error, scene).oneLine();
        return;
    case CaptureFate::NotSent:
        row.state = CaptureRowState::NotSent;
        row.outcome = declineText(answer->error, scene).oneLine();
        return;
    }
}

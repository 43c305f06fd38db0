#include "services/domain/operation.h"

#include "services/domain/fromtext.h"

using namespace Qt::StringLiterals;

QString toText(OperationKind kind)
{
    switch (kind) {
    case OperationKind::Authorize: return u"authorize"_s;
    case OperationKind::Sale: return u"sale"_s;
    case OperationKind::Capture: return u"capture"_s;
    case OperationKind::Void: return u"void"_s;
    case OperationKind::Refund: return u"refund"_s;
    case OperationKind::Increment: return u"increment"_s;
    }
    return {};
}

std::optional<OperationKind> operationKindFromText(QStringView text)
{
    return fromText<OperationKind>(text, OperationKind::Increment);
}

QString toText(OperationState state)
{
    switch (state) {
    case OperationState::Prepared: return u"prepared"_s;
    case OperationState::Sending: return u"sending"_s;
    case OperationState::Pending: return u"pending"_s;
    case OperationState::Unknown: return u"unknown"_s;
    case OperationState::Succeeded: return u"succeeded"_s;
    case OperationState::Declined: return u"declined"_s;
    case OperationState::Rejected: return u"rejected"_s;
    case OperationState::Integrity: return u"integrity"_s;
    case OperationState::AbortedBeforeSend: return u"aborted_before_send"_s;
    }
    return {};
}

std::optional<OperationState> operationStateFromText(QStringView text)
{
    return fromText<OperationState>(text, OperationState::AbortedBeforeSend);
}

bool holdsPayment(OperationState state)
{
    return state == OperationState::Prepared || state == OperationState::Sending
           || state == OperationState::Unknown;
}

bool isOpen(OperationState state)
{
    return holdsPayment(state) || state == OperationState::Pending;
}

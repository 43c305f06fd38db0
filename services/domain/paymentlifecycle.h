#pragma once

#include "services/domain/operation.h"

#include <algorithm>
#include <array>

/// Everything that can move a payment from one status to another.
enum class PaymentEvent {
    MethodProvided,
    Confirmed,
    NotSent, ///< nothing left this machine: back to where the confirm began
    ChallengeRequired,
    ChallengeCompleted,
    HeldForReview,
    ReviewDecided,
    Authorized,
    AuthorizedInPart,
    Captured,          ///< everything that was to be captured is
    CapturedAndClosed, ///< a part is captured, the rest of the hold is released
    CapturedInPart,    ///< a part is captured, the rest stays held
    CaptureOpen,       ///< under way, decided later or not known
    CaptureNotDone,    ///< that capture did not happen, the hold stands
    Declined,
    VoidOpen,
    VoidNotDone,
    Voided,
    HoldExpired,
    IntegrityFailed,
};

QString toText(PaymentEvent event); ///< "challenge_required"
const QList<PaymentEvent> &allPaymentEvents();

struct Transition
{
    PaymentStatus from;
    PaymentEvent event;
    PaymentStatus to;
};

/// No update, confirm, capture or cancel afterwards.
constexpr bool isTerminal(PaymentStatus status)
{
    using enum PaymentStatus;
    return status == Succeeded || status == Failed || status == Cancelled
           || status == PartiallyCaptured || status == CancelledPostCapture || status == Expired;
}

/// The whole machine. What is not in it is refused.
inline constexpr auto kTransitions = [] {
    using enum PaymentStatus;
    using enum PaymentEvent;
    constexpr auto PartHold = PartiallyAuthorizedAndRequiresCapture;
    constexpr auto PartLeft = PartiallyCapturedAndCapturable;
    return std::to_array<Transition>({
        {RequiresPaymentMethod, MethodProvided, RequiresConfirmation},
        {RequiresPaymentMethod, Confirmed, Processing},
        {RequiresPaymentMethod, Voided, Cancelled},
        {RequiresConfirmation, Confirmed, Processing},
        {RequiresConfirmation, Voided, Cancelled},

        {Processing, NotSent, RequiresConfirmation},
        {Processing, ChallengeRequired, RequiresCustomerAction},
        {Processing, HeldForReview, RequiresMerchantAction},
        {Processing, Authorized, RequiresCapture},
        {Processing, AuthorizedInPart, PartHold},
        {Processing, Captured, Succeeded},
        {Processing, CapturedAndClosed, PartiallyCaptured},
        {Processing, CapturedInPart, PartLeft},
        {Processing, CaptureNotDone, RequiresCapture},
        {Processing, VoidNotDone, RequiresCapture},
        {Processing, Voided, Cancelled},
        {Processing, Declined, Failed},
        {Processing, HoldExpired, Expired},
        {Processing, IntegrityFailed, Conflicted},

        {RequiresCustomerAction, ChallengeCompleted, Processing},
        {RequiresCustomerAction, VoidOpen, Processing},
        {RequiresCustomerAction, Voided, Cancelled},
        {RequiresCustomerAction, IntegrityFailed, Conflicted},

        {RequiresMerchantAction, ReviewDecided, Processing},

        {RequiresCapture, Captured, Succeeded},
        {RequiresCapture, CapturedAndClosed, PartiallyCaptured},
        {RequiresCapture, CapturedInPart, PartLeft},
        {RequiresCapture, CaptureOpen, Processing},
        {RequiresCapture, VoidOpen, Processing},
        {RequiresCapture, Voided, Cancelled},
        {RequiresCapture, HoldExpired, Expired},
        {RequiresCapture, IntegrityFailed, Conflicted},

        {PartHold, Captured, Succeeded},
        {PartHold, CapturedAndClosed, PartiallyCaptured},
        {PartHold, CapturedInPart, PartLeft},
        {PartHold, CaptureOpen, Processing},
        {PartHold, VoidOpen, Processing},
        {PartHold, Voided, Cancelled},
        {PartHold, HoldExpired, Expired},
        {PartHold, IntegrityFailed, Conflicted},

        {PartLeft, Captured, Succeeded},
        {PartLeft, CapturedInPart, PartLeft},
        {PartLeft, CapturedAndClosed, PartiallyCaptured},
        {PartLeft, Voided, PartiallyCaptured},
        {PartLeft, HoldExpired, PartiallyCaptured},
        {PartLeft, IntegrityFailed, Conflicted},

        {Conflicted, Voided, Cancelled},
    });
}();

static_assert(std::ranges::none_of(kTransitions, [](const auto &t) { return isTerminal(t.from); }));
static_assert(std::ranges::none_of(kTransitions, [](const auto &a) {
    return std::ranges::count_if(
               kTransitions, [&](const auto &b) { return a.from == b.from && a.event == b.event; })
           != 1;
}));

/// What contrary evidence makes of a payment that had counted as failed: the processor has, or
/// took, the money. The only way out of a final status, and never taken in silence.
inline constexpr auto kCorrections = [] {
    using enum PaymentStatus;
    using enum PaymentEvent;
    return std::to_array<Transition>({
        {Failed, Authorized, RequiresCapture},
        {Failed, AuthorizedInPart, PartiallyAuthorizedAndRequiresCapture},
        {Failed, Captured, Succeeded},
        {Failed, CapturedAndClosed, PartiallyCaptured},
    });
}();

/// The status that the evidence says, or InvalidState with field "status".
Result<PaymentStatus> corrected(PaymentStatus from, PaymentEvent evidence);

/// The status after the event, or InvalidState with field "status".
Result<PaymentStatus> next(PaymentStatus from, PaymentEvent event);

/// What a caller may ask of a payment in that status; only the status is looked at.
bool mayUpdate(PaymentStatus status);
/// Whether its metadata may be changed although it was confirmed.
bool mayChangeMetadata(PaymentStatus status);
bool mayConfirm(PaymentStatus status);
bool mayCapture(PaymentStatus status, CaptureMethod method);
bool mayCancel(PaymentStatus status);
/// Whether asking the processor again can tell anything new.
bool maySync(PaymentStatus status);

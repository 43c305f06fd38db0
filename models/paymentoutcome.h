#pragma once

#include "models/editortext.h"

/// What became of a confirmed payment, as far as the person at the window has to care.
enum class PaymentOutcome {
    None,
    Succeeded,
    PartlyTaken,
    Held,
    WaitingForCustomer,
    Undecided, ///< in progress or in review
    Declined,
    NotKnown, ///< money may have moved: nothing can be sent until it is known
    NotSent,  ///< nothing left this machine: can be tried again
    Conflicted,
    Ended, ///< released or run out
};

/// From the payment as answered to a confirm.
PaymentOutcome outcomeOf(const Payment &payment);

/// "40.00 EUR is held".
QString outcomeTitle(const Payment &payment, PaymentOutcome outcome);

/// What happened, where the money is, what to do.
ErrorText outcomeText(const Workspace &workspace, const Payment &payment, PaymentOutcome outcome,
                      const ErrorScene &scene);

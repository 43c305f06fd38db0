#pragma once

#include "services/domain/payment.h"

#include <optional>

/// What one capture would do, decided before anything is sent.
struct CapturePlan
{
    qint64 amount = 0;       ///< to be captured now
    qint64 leftAfter = 0;    ///< of the hold, once it is captured
    bool closesHold = false; ///< the rest is released with it (or nothing is left)

    friend bool operator==(const CapturePlan &, const CapturePlan &) = default;
};

/// Whether this capture is allowed and what it does. Without an amount: the stored amount to
/// capture, else all that is left. With manual_multiple an amount is required, and `final` releases
/// the rest. nowMs is UTC.
/// Errors: InvalidState ("status"), MissingField, AmountNotPositive, AmountAboveCapturable
/// ("amount_to_capture"), AuthorizationExpired, Busy (an operation holds the payment).
Result<CapturePlan> planCapture(const Payment &payment, std::optional<qint64> amount,
                                bool finalCapture, qint64 nowMs);

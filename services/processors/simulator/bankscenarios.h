#pragma once

#include "services/processors/simulator/bankfault.h"
#include "services/processors/simulator/bankpayment.h"

/// What the test cards do, as plain tables.
namespace bank_scenarios {

enum class Authentication {
    None,        ///< no 3DS
    Challenge,   ///< the shopper must answer
    Passed,      ///< frictionless, Y
    Attempted,   ///< A
    Rejected,    ///< R, without a challenge
    Unavailable, ///< U: goes on without liability shift
};

/// How 3DS goes for that card when it is asked for, or not.
Authentication authenticationFor(CardScenario scenario, bool asked);

/// The decline of a card that never gets money; empty for the others.
BankDecline declineOf(CardScenario scenario);

/// The decline of every later charge of a card that was kept, when the shopper is not there; empty
/// for the others.
BankDecline laterDeclineOf(CardScenario scenario);

/// A no that a scenario gives only at times.
BankDecline declineFor(const QString &category);

/// How the answer to POST /v1/payments goes wrong for that card.
std::optional<BankFault> faultOf(CardScenario scenario);

/// From the authorisation to the end of its hold, in ms.
qint64 holdLengthMs(CardScenario scenario);

} // namespace bank_scenarios

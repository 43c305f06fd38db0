#pragma once

#include "services/core/clock.h"
#include "services/domain/commands.h"
#include "services/interfaces/events.h"
#include "services/interfaces/paymentlists.h"
#include "services/interfaces/payments.h"

#include <QUrl>

/// What the window works with: the front-door interfaces and who is using them. Made by the
/// composition, outlives every model.
struct Workspace
{
    Payments &payments;
    PaymentLists &lists;
    Events &events;
    const Clock &clock;
    Caller caller;               ///< merchant and person of every command
    QString merchantName;
    bool testMode = true;
    QUrl returnBase;             ///< a challenge returns to returnBase + token
};

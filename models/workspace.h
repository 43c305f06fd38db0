#pragma once

#include "models/delayedremovals.h"
#include "models/navigation.h"
#include "models/privacymask.h"
#include "models/timechoice.h"
#include "services/core/clock.h"
#include "services/core/random.h"
#include "services/domain/commands.h"
#include "services/domain/processoraccount.h"
#include "services/interfaces/audittrail.h"
#include "services/interfaces/customerlists.h"
#include "services/interfaces/customers.h"
#include "services/interfaces/events.h"
#include "services/interfaces/paymentlists.h"
#include "services/interfaces/payments.h"
#include "services/interfaces/recurring.h"
#include "services/interfaces/refunds.h"
#include "services/interfaces/savedmethods.h"
#include "services/interfaces/vaultaccess.h"

#include <QUrl>

class Notes;
class VaultKeyChange;

/// What the window works with: the front-door interfaces and who is using them. Made by the
/// composition, outlives every model.
struct Workspace
{
    Payments &payments;
    PaymentLists &lists;
    Refunds &refunds;
    Events &events;
    const Clock &clock;
    Random &random; ///< ids made on this side: payments, refunds, client operations
    Caller caller;  ///< merchant and person of every command
    QString merchantName;
    bool testMode = true;
    QUrl returnBase;                       ///< a challenge returns to returnBase + token
    const TimeChoice *time = nullptr;      ///< zone to show times in; without: this computer's
    QList<ProcessorAccount> accounts = {}; ///< whose hosts a bank's page may begin on
    AuditTrail *audit = nullptr;           ///< without: no audit page
    SavedMethods *methods = nullptr;       ///< without: nothing is said of saved cards
    VaultAccess *vault = nullptr;          ///< without: nothing is said of the vault
    PrivacyMask *mask = nullptr;           ///< without: nothing is ever hidden
    Customers *customers = nullptr;        ///< with methods and vault: pages about customers
    CustomerLists *customerLists = nullptr;
    Recurring *recurring = nullptr;      ///< without: nothing is said of agreements
    DelayedRemovals *removals = nullptr; ///< what `methods` are, when removing waits a little
    Navigation *navigation = nullptr;    ///< without: one page does not lead to another
    Notes *notes = nullptr;              ///< without: nobody can write anything down
    VaultKeyChange *vaultKeys = nullptr; ///< without: the vault's key stays as it is
};

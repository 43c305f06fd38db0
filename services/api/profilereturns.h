#pragma once

#include "services/api/redirectroutes.h"
#include "services/interfaces/merchants.h"

/// Where shoppers of a profile go back to, and what that is signed with. `merchants` outlives it;
/// to be called on the context's thread.
FindReturnSettings returnSettingsOf(Merchants &merchants, QObject *context);

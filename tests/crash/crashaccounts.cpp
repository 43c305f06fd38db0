#include "services/storage/accountstore.h"
#include "services/storage/merchantsetupstore.h"
#include "tests/crash/crashflows.h"

using namespace Qt::StringLiterals;

/// Two more accounts at the same bank, and a profile that lets them be tried.
Result<> CrashFlows::addOthers(Database &database)
{
    AccountStore accounts(database);
    BusinessProfile profile;
    profile.id = {u"pro_crash"_s};
    for (const auto &name : {u"sim_b"_s, u"sim_c"_s}) {
        const Result<> added = accounts.insertAccount({{QString(u"mca_"_s + name)},
                                                       merchant(),
                                                       profile.id,
                                                       u"simulator"_s,
                                                       name,
                                                       m_options.bank,
                                                       true,
                                                       false});
        if (!added)
            return added;
    }
    profile.merchantId = merchant();
    profile.name = u"Shop"_s;
    profile.settingsJson = u"{\"is_auto_retries_enabled\":true,\"max_auto_retries_enabled\":2}"_s;
    profile.createdAtMs = m_clock.nowMs();
    profile.modifiedAtMs = profile.createdAtMs;
    return MerchantSetupStore(database).putProfile(profile);
}

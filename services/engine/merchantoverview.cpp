#include "services/engine/merchantoverview.h"

#include "services/engine/enginecore.h"

using namespace Qt::StringLiterals;

namespace {

Result<MerchantOverview> readFirst(AccountStore &accounts)
{
    const auto merchants = accounts.merchants();
    if (!merchants)
        return merchants.error();
    if (merchants->isEmpty())
        return Error{ErrorCode::NotFound, u"merchant_id"_s};
    MerchantOverview overview;
    overview.id = merchants->constFirst();
    const Result<QString> name = accounts.merchantName(overview.id);
    if (!name)
        return name.error();
    const Result<bool> testMode = accounts.isTestMode(overview.id);
    if (!testMode)
        return testMode.error();
    const auto list = accounts.accounts(overview.id);
    if (!list)
        return list.error();
    overview.name = *name;
    overview.testMode = *testMode;
    overview.accounts = *list;
    return overview;
}

} // namespace

QFuture<Result<MerchantOverview>> firstMerchant(Engine &engine)
{
    return engine.start<MerchantOverview>([&engine](const Reply<MerchantOverview> &reply) {
        reply(readFirst(engine.core().accounts));
    });
}

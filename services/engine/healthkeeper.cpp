#include "services/engine/healthkeeper.h"

#include "services/engine/enginecore.h"
#include "services/storage/accounthealthstore.h"

namespace {

struct Success
{
    MerchantId merchant;
    ConnectorAccountId account;
    qint64 atMs = 0;
};

} // namespace

void HealthKeeper::keep()
{
    const auto merchants = m_core.accounts.merchants();
    if (!merchants)
        return;
    QList<Success> news;
    for (const MerchantId &merchant : *merchants) {
        const auto accounts = m_core.accounts.accounts(merchant);
        for (const ProcessorAccount &account : accounts.value_or({})) {
            const qint64 atMs = m_core.gateway.health(account.id).lastSuccessMs;
            if (atMs > m_written.value(account.id)) {
                m_written.insert(account.id, atMs);
                news.append({merchant, account.id, atMs});
            }
        }
    }
    if (news.isEmpty())
        return;
    m_core.writes.enqueue(
        [&core = m_core, news]() -> Result<> {
            AccountHealthStore store(core.database);
            for (const Success &one : news) {
                const Result<> put = store.put(one.merchant, one.account, one.atMs);
                if (!put)
                    return put;
            }
            return {};
        },
        [](const Result<> &) {}, WriteQueue::Importance::MustSucceed); // at the end, too
}

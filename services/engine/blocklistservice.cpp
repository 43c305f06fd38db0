#include "services/engine/blocklistservice.h"

#include "services/engine/merchantrecord.h"
#include "services/engine/setupwrite.h"
#include "services/storage/blockliststore.h"

using namespace Qt::StringLiterals;

namespace {

/// Of that merchant, which has to be there.
Result<BlockedCard> lineFor(EngineCore &core, const MerchantId &merchant, BlockedKind kind,
                            const QString &data)
{
    const auto owner = merchantrecord::find(core, merchant);
    if (!owner)
        return owner.error();
    return BlockedCard{merchant, kind, data, core.clock.nowMs()};
}

} // namespace

QFuture<Result<BlockedCard>> BlocklistService::add(const Caller &caller, BlockedKind kind,
                                                   const QString &data)
{
    return m_engine.start<BlockedCard>([this, caller, kind, data](const Reply<BlockedCard> &reply) {
        const auto change = [caller, kind, data](EngineCore &core) -> Result<BlockedCard> {
            const auto line = lineFor(core, caller.merchantId, kind, data);
            if (!line)
                return line;
            const Result<> added =
                checkBlocked(*line)
                    .and_then([&] { return BlocklistStore(core.database).insert(*line); })
                    .and_then([&] {
                        return merchantrecord::audit(core, caller.merchantId, caller.actor,
                                                     u"blocklist.add"_s, data, toText(kind));
                    });
            return added ? line : Result<BlockedCard>(added.error());
        };
        writeSetup<BlockedCard>(m_engine, caller.merchantId, change, reply);
    });
}

QFuture<Result<BlockedCard>> BlocklistService::remove(const Caller &caller, BlockedKind kind,
                                                      const QString &data)
{
    return m_engine.start<BlockedCard>([this, caller, kind, data](const Reply<BlockedCard> &reply) {
        const auto change = [caller, kind, data](EngineCore &core) -> Result<BlockedCard> {
            BlocklistStore list(core.database);
            const auto line = list.find({caller.merchantId, kind, data, 0});
            if (!line)
                return line;
            const Result<> removed = list.remove(*line).and_then([&] {
                return merchantrecord::audit(core, caller.merchantId, caller.actor,
                                             u"blocklist.remove"_s, data, toText(kind));
            });
            return removed ? line : Result<BlockedCard>(removed.error());
        };
        writeSetup<BlockedCard>(m_engine, caller.merchantId, change, reply);
    });
}

QFuture<Result<QList<BlockedCard>>>
BlocklistService::list(const MerchantId &merchant, BlockedKind kind, qint64 offset, int limit)
{
    return m_engine.start<QList<BlockedCard>>(
        [this, merchant, kind, offset, limit](const Reply<QList<BlockedCard>> &reply) {
            reply(BlocklistStore(m_engine.core().database).list(merchant, kind, offset, limit));
        });
}

QFuture<Result<bool>> BlocklistService::turn(const Caller &caller, bool on)
{
    return m_engine.start<bool>([this, caller, on](const Reply<bool> &reply) {
        const auto change = [caller, on](EngineCore &core) -> Result<bool> {
            const auto owner = merchantrecord::find(core, caller.merchantId);
            if (!owner)
                return owner.error();
            const Result<> turned =
                BlocklistStore(core.database)
                    .setOn(caller.merchantId, on, core.clock.nowMs())
                    .and_then([&] {
                        return merchantrecord::audit(core, caller.merchantId, caller.actor,
                                                     u"blocklist.toggle"_s, caller.merchantId.value,
                                                     on ? u"on"_s : u"off"_s);
                    });
            return turned ? Result<bool>(on) : turned.error();
        };
        writeSetup<bool>(m_engine, caller.merchantId, change, reply);
    });
}

#pragma once

#include "services/engine/engine.h"
#include "services/engine/enginecore.h"

/// Runs a change of what a merchant is set up with in a half, on the engine thread. The caller
/// hears once it is on disk, and so does whoever listens for Events::setupChanged.
template <class T>
void writeSetup(Engine &engine, const MerchantId &merchant,
                const std::function<Result<T>(EngineCore &)> &change, const Reply<T> &reply)
{
    EngineCore &core = engine.core();
    const auto changed = std::make_shared<Result<T>>(ErrorCode::Internal);
    const auto half = [&core, change, changed]() -> Result<> {
        *changed = change(core);
        core.plans.forgetAll(); // what was undone is read again, too
        return *changed ? Result<>() : Result<>(changed->error());
    };
    core.writes.enqueue(half, [&engine, merchant, changed, reply](const Result<> &committed) {
        if (!committed)
            return reply(committed.error());
        emit engine.events().setupChanged(merchant);
        reply(*changed);
    });
}

#pragma once

#include "services/storage/recentrows.h"

#include <memory>

struct EngineCore;
struct RoutingPlan;

/// The plans of profiles, each read once and kept until a set-up changes. Engine thread.
class RoutingPlans
{
public:
    explicit RoutingPlans(const Database &database) : m_plans(database) {}

    Result<std::shared_ptr<const RoutingPlan>> of(EngineCore &core, const MerchantId &merchant,
                                                  const ProfileId &profile);
    /// Something was set up anew.
    void forgetAll() { m_plans.forgetAll(); }

private:
    RecentRows<std::shared_ptr<const RoutingPlan>> m_plans;
};

#pragma once

#include "services/domain/commands.h"
#include "services/domain/statusmap.h"

#include <QFuture>

/// What is to be changed of a rule; what is not set stays.
struct StatusRuleChange
{
    std::optional<QString> status;
    std::optional<QString> routerError;
    std::optional<bool> triesAgain;
    std::optional<bool> stepUpPossible;
    std::optional<bool> clearPanPossible;
    std::optional<bool> alternateNetworkPossible;
    std::optional<QString> unifiedCode;
    std::optional<QString> unifiedMessage;
    std::optional<QString> standardisedCode;
    std::optional<QString> description;
    std::optional<QString> guidance;
    std::optional<QString> errorCategory;
};

/// What refusals of processors mean: rules over what the program makes of them by itself, of the
/// whole installation. They count from the next refusal on; what was written down stays. Each
/// change is a line of the audit trail. Every call may come from any thread and returns at once.
/// Errors are those of checkStatusRule, NotFound ("gsm_rule_id"), Overloaded and
/// StorageUnavailable.
class StatusRules
{
public:
    virtual ~StatusRules() = default;

    /// Duplicate ("gsm_rule_id") when there is one under that key; InvalidState ("gsm_rules") when
    /// there are kMostStatusRules.
    virtual QFuture<Result<StatusRule>> create(const Caller &caller, const StatusRule &rule) = 0;
    virtual QFuture<Result<StatusRule>> find(const StatusRuleKey &key) = 0;
    virtual QFuture<Result<StatusRule>> update(const Caller &caller, const StatusRuleKey &key,
                                               const StatusRuleChange &change) = 0;
    /// What it was.
    virtual QFuture<Result<StatusRule>> remove(const Caller &caller, const StatusRuleKey &key) = 0;
};

#pragma once

#include "services/core/result.h"
#include "services/domain/operation.h"
#include "services/domain/unifiederror.h"

#include <QHash>
#include <QList>

/// What a processor said, and to which kind of call. A rule without a message holds for any.
struct StatusRuleKey
{
    QString connector;
    QString flow; ///< "Authorize", "Capture", "Void", "refund_flow"
    QString subFlow;
    QString code;    ///< the processor's own
    QString message; ///< the processor's own

    friend bool operator==(const StatusRuleKey &, const StatusRuleKey &) = default;
};

size_t qHash(const StatusRuleKey &key, size_t seed = 0) noexcept;

/// What a refusal means, over what the program makes of it by itself.
struct StatusRule
{
    StatusRuleKey key;
    QString status;          ///< kept and told, not acted upon
    QString routerError;     ///< kept and told, not acted upon
    bool triesAgain = false; ///< decision: "retry", else "do_default"
    bool stepUpPossible = false;
    bool clearPanPossible = false;
    bool alternateNetworkPossible = false; ///< kept and told, not acted upon
    UnifiedError unified;
    QString errorCategory; ///< "soft_decline" ..., or empty
    qint64 createdAtMs = 0;
    qint64 modifiedAtMs = 0;

    friend bool operator==(const StatusRule &, const StatusRule &) = default;
};

/// MissingField, TooLong or InvalidValue with the field at fault.
Result<> checkStatusRule(const StatusRule &rule);

/// "Authorize" for both kinds of authorization.
QString flowOf(OperationKind kind);

inline constexpr int kMostStatusRules = 5'000;

/// The rules of an installation, to be looked up while a payment waits.
class StatusMap
{
public:
    /// Of every rule that is looked up; clients of this API spell it so.
    static constexpr QLatin1StringView kSubFlow{"sub_flow"};

    StatusMap() = default;
    explicit StatusMap(const QList<StatusRule> &rules);

    /// The rule for exactly that message, else the one for any; nullptr: there is none.
    const StatusRule *find(const QString &connector, OperationKind kind, const QString &code,
                           const QString &message) const;
    bool isEmpty() const { return m_rules.isEmpty(); }

private:
    QHash<StatusRuleKey, StatusRule> m_rules;
};

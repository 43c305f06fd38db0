#pragma once

#include "services/domain/routingprogram.h"

#include <QCoreApplication>

/// One line of a rule's form.
struct ConditionDraft
{
    RoutingKey key = RoutingKey::Amount;
    RoutingComparison comparison = RoutingComparison::GreaterThan;
    QString metadataKey; ///< of Metadata
    QString value;       ///< as typed; texts may be several with commas between

    friend bool operator==(const ConditionDraft &, const ConditionDraft &) = default;
};

/// A routing rule as a form shows it: all of its conditions must hold. Pure.
class RoutingRuleDraft
{
    Q_DECLARE_TR_FUNCTIONS(RoutingRuleDraft)

public:
    /// What the form offers to look at.
    static QList<RoutingKey> keys();
    /// How that may be compared.
    static QList<RoutingComparison> comparisons(RoutingKey key);
    /// The rule's lines; nothing when it says more than the form can show.
    static std::optional<QList<ConditionDraft>> linesOf(const RoutingRule &rule);
    /// The condition of a line, or what is wrong with it in words.
    static Result<RoutingCondition> condition(const ConditionDraft &line);
    /// Empty when the line is fine.
    static QString problem(const ConditionDraft &line);
};

#pragma once

#include "services/domain/operation.h"

#include <QCoreApplication>

/// What happened to a payment, as people read it: steps, attempts, operations. Pure.
/// Why a bank said no is in declineText.
class EventText
{
    Q_DECLARE_TR_FUNCTIONS(EventText)

public:
    /// "Capture sent to the processor"; a step nobody named here shows in its own words.
    static QString step(const PaymentStep &step);
    /// "Maria Keller", "customer", "processor", "system".
    static QString actor(const QString &actor);
    static QString attemptStatus(AttemptStatus status);
    /// "Challenge passed, liability shifted"; empty when there was no 3D Secure.
    static QString threeDs(const ThreeDsResult &result);
    static QString operationKind(OperationKind kind);
    static QString operationState(OperationState state);
};

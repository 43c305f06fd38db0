#pragma once

#include "services/engine/operationrunner.h"
#include "services/engine/reservation.h"

/// The begin half of one command.
using BeginHalf = std::function<Result<Begun>(Reservation &)>;
/// The payment as the command left it.
using CommandDone = std::function<void(const Result<Payment> &)>;

/// How long a second request for a payment waits for the one that holds it, in ms.
constexpr qint64 kBusyWaitMs = 5'000;

/// Carries a command on that payment out: its begin half, a call by the runner, a settle half. When
/// another operation holds the payment it waits its turn, then ends with Busy. Engine thread.
void runCommand(EngineCore &core, OperationRunner &runner, const PaymentId &id,
                const BeginHalf &begin, const CommandDone &done);

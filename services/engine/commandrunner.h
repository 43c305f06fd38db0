#pragma once

#include "services/engine/engine.h"
#include "services/engine/operationrunner.h"
#include "services/engine/reservation.h"

#include <QDeadlineTimer>

/// Carries a command out: its begin half, a call by the runner, a settle half. A command whose
/// payment is held by another waits its turn. Engine thread.
class CommandRunner
{
public:
    /// How long a second request for a payment waits for the one that holds it, in ms.
    static constexpr qint64 kBusyWaitMs = 5'000;

    using Begin = std::function<Result<Begun>(Reservation &)>;
    using Done = std::function<void(const Result<Payment> &)>;

    explicit CommandRunner(Engine &engine) : m_engine(engine) {}

    void run(const PaymentId &id, const Begin &begin, const Done &done);

private:
    void tryBegin(const PaymentId &id, const Begin &begin, QDeadlineTimer deadline,
                  const Done &done);
    void waitForTurn(const PaymentId &id, QDeadlineTimer deadline,
                     const std::function<void()> &again);

    Engine &m_engine;
};

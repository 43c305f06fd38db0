#include "services/engine/commandrunner.h"

#include "services/core/faultpoint.h"
#include "services/engine/enginecore.h"

#include <QTimer>

void CommandRunner::run(const PaymentId &id, const Begin &begin, const Done &done)
{
    tryBegin(id, begin, QDeadlineTimer(kBusyWaitMs), done);
}

void CommandRunner::tryBegin(const PaymentId &id, const Begin &begin, QDeadlineTimer deadline,
                             const Done &done)
{
    EngineCore &core = m_engine.core();
    const auto begun = std::make_shared<Result<Begun>>(ErrorCode::Internal);
    const auto half = [&core, begin, begun]() -> Result<> {
        Reservation reservation(core);
        *begun = begin(reservation);
        return *begun ? Result<>() : Result<>(begun->error());
    };
    core.writes.enqueue(half, [this, id, begin, begun, deadline, done](const Result<> &committed) {
        faultPoint("reserve.after_commit");
        if (committed && (*begun)->open)
            return m_engine.runner().run(*(*begun)->open, done);
        if (committed) {
            m_engine.runner().publish((*begun)->payment);
            return done((*begun)->payment);
        }
        if (committed.error().code != ErrorCode::Busy || deadline.hasExpired())
            return done(committed.error());
        waitForTurn(id, deadline,
                    [this, id, begin, deadline, done] { tryBegin(id, begin, deadline, done); });
    });
}

void CommandRunner::waitForTurn(const PaymentId &id, QDeadlineTimer deadline,
                                const std::function<void()> &again)
{
    auto *turn = new QTimer(&m_engine.runner());
    turn->setSingleShot(true);
    const auto go = [turn, again, gone = std::make_shared<bool>(false)] {
        if (std::exchange(*gone, true))
            return; // freed twice before the timer was deleted
        turn->deleteLater();
        again();
    };
    QObject::connect(turn, &QTimer::timeout, turn, go);
    QObject::connect(&m_engine.runner(), &OperationRunner::settled, turn,
                     [id, go](const PaymentId &freed) {
                         if (freed == id)
                             go();
                     });
    turn->start(static_cast<int>(deadline.remainingTime()) + 1);
}

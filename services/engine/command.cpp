#include "services/engine/command.h"

#include "services/core/faultpoint.h"

#include <QDeadlineTimer>
#include <QTimer>

namespace {

/// A command on its way to its turn.
struct Command
{
    EngineCore &core;
    OperationRunner &runner;
    PaymentId payment;
    BeginHalf begin;
    CommandDone done;
    QDeadlineTimer deadline;
};

void tryBegin(const std::shared_ptr<Command> &command);

void waitForTurn(const std::shared_ptr<Command> &command)
{
    auto *turn = new QTimer(&command->runner);
    turn->setSingleShot(true);
    const auto go = [turn, command, gone = std::make_shared<bool>(false)] {
        if (std::exchange(*gone, true))
            return; // freed twice before the timer was deleted
        turn->deleteLater();
        tryBegin(command);
    };
    QObject::connect(turn, &QTimer::timeout, turn, go);
    QObject::connect(&command->runner, &OperationRunner::settled, turn,
                     [command, go](const PaymentId &freed) {
                         if (freed == command->payment)
                             go();
                     });
    turn->start(static_cast<int>(command->deadline.remainingTime()) + 1);
}

void tryBegin(const std::shared_ptr<Command> &command)
{
    const auto begun = std::make_shared<Result<Begun>>(ErrorCode::Internal);
    const auto half = [command, begun]() -> Result<> {
        Reservation reservation(command->core);
        *begun = command->begin(reservation);
        return *begun ? Result<>() : Result<>(begun->error());
    };
    command->core.writes.enqueue(half, [command, begun](const Result<> &committed) {
        faultPoint("reserve.after_commit");
        if (committed && (*begun)->open)
            return command->runner.run(*(*begun)->open, command->done);
        if (committed) {
            command->runner.publish((*begun)->payment);
            return command->done((*begun)->payment);
        }
        if (committed.error().code != ErrorCode::Busy || command->deadline.hasExpired())
            return command->done(committed.error());
        waitForTurn(command);
    });
}

} // namespace

void runCommand(EngineCore &core, OperationRunner &runner, const PaymentId &id,
                const BeginHalf &begin, const CommandDone &done)
{
    tryBegin(std::make_shared<Command>(
        Command{core, runner, id, begin, done, QDeadlineTimer(core.clock.waitMs(kBusyWaitMs))}));
}

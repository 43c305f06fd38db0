#pragma once

#include "services/core/result.h"

#include <QEventLoop>
#include <QFutureWatcher>
#include <QTest>
#include <QTimer>

/// Waits for an answer with the event loop running; Internal ("no answer") after 30 s. Main thread.
template <class T>
Result<T> await(const QFuture<Result<T>> &future)
{
    // Woken by the answer: QTest::qWaitFor sleeps ten milliseconds at a time.
    QEventLoop loop;
    QFutureWatcher<Result<T>> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(30'000, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    if (!future.isFinished())
        loop.exec();
    if (!future.isFinished() || future.resultCount() == 0)
        return Error{ErrorCode::Internal, {}, QStringLiteral("no answer")};
    return future.resultAt(0);
}

#pragma once

#include "services/core/result.h"

#include <QEventLoop>
#include <QFutureWatcher>
#include <QTest>
#include <QTimer>

/// Whether await() is woken by its answer. Otherwise it looks every ten milliseconds, in which what
/// an engine does by itself goes on.
inline bool awaitsAtOnce = false;

/// Waits for an answer with the event loop running; Internal ("no answer") after 30 s. Main thread.
template <class T>
Result<T> await(const QFuture<Result<T>> &future)
{
    constexpr int kLongestMs = 30'000;
    if (awaitsAtOnce && !future.isFinished()) {
        QEventLoop loop;
        QFutureWatcher<Result<T>> watcher;
        QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
        QTimer::singleShot(kLongestMs, &loop, &QEventLoop::quit);
        watcher.setFuture(future);
        loop.exec();
    }
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, kLongestMs)
        || future.resultCount() == 0)
        return Error{ErrorCode::Internal, {}, QStringLiteral("no answer")};
    return future.resultAt(0);
}

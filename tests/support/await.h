#pragma once

#include "services/core/result.h"

#include <QFuture>
#include <QTest>

/// Waits for an answer with the event loop running; Internal ("no answer") after 30 s. Main thread.
template <class T>
Result<T> await(const QFuture<Result<T>> &future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 30'000) || future.resultCount() == 0)
        return Error{ErrorCode::Internal, {}, QStringLiteral("no answer")};
    return future.resultAt(0);
}

#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

#include <utility>

/// Calls handler(result) on context's thread, always through its event loop, and not at all if
/// context has gone by then. Call it on context's thread. (QFuture::then with a context aborts in
/// Qt 6.4 when the context dies first.)
template <class T, class Handler>
void whenDone(const QFuture<T> &future, QObject *context, Handler handler)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcher<T>::finished, context,
                     [watcher, handler = std::move(handler)]() mutable {
                         watcher->deleteLater();
                         if (watcher->future().resultCount() > 0)
                             handler(watcher->future().resultAt(0));
                     });
    watcher->setFuture(future);
}

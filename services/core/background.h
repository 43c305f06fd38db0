#pragma once

#include "services/core/async.h"

#include <QPromise>
#include <QThreadPool>

#include <functional>
#include <memory>

/// Brings one value, which may own secrets and cannot be copied, from any thread to the context's.
/// Not at all when the context has gone by then, or when nobody ever delivers. Make it on the
/// context's thread.
template <class Value>
class Handover
{
public:
    Handover(QObject *context, std::function<void(Value)> handler)
        : m_promise(std::make_shared<QPromise<Shared>>())
    {
        m_promise->start();
        whenDone(m_promise->future(), context, [handler = std::move(handler)](const Shared &value) {
            handler(std::move(*value));
        });
    }

    /// Once.
    void deliver(Value value) const
    {
        m_promise->addResult(std::make_shared<Value>(std::move(value)));
        m_promise->finish();
    }

private:
    using Shared = std::shared_ptr<Value>;
    std::shared_ptr<QPromise<Shared>> m_promise;
};

/// Runs work on the pool and brings what it returns to the context.
template <class Value>
void runOn(QThreadPool &pool, std::function<Value()> work, QObject *context,
           std::function<void(Value)> handler)
{
    const Handover<Value> handover(context, std::move(handler));
    pool.start([handover, work = std::move(work)] { handover.deliver(work()); });
}

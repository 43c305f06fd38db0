#pragma once

#include "services/core/result.h"

#include <QFuture>
#include <QPromise>

#include <memory>

/// The one answer to a call. Copies share it; the first answer counts. When the last copy goes
/// without one (the engine stopped), the caller hears ErrorCode::StorageUnavailable.
template <class T>
class Reply
{
public:
    Reply() : m_state(std::make_shared<State>()) {}

    QFuture<Result<T>> future() const { return m_state->promise.future(); }
    void operator()(const Result<T> &result) const { m_state->finish(result); }

private:
    struct State
    {
        State() { promise.start(); }
        ~State() { finish(Error{ErrorCode::StorageUnavailable, {}, QStringLiteral("stopped")}); }
        void finish(const Result<T> &result)
        {
            if (finished)
                return;
            finished = true;
            promise.addResult(result);
            promise.finish();
        }

        QPromise<Result<T>> promise;
        bool finished = false;
    };
    std::shared_ptr<State> m_state;
};

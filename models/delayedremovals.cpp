#include "models/delayedremovals.h"

#include "services/core/async.h"

#include <QPromise>

#include <algorithm>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

/// The answer to come, changed on its way.
template <class T, class Change>
QFuture<Result<T>> changed(const QFuture<Result<T>> &future, QObject *context, Change change)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    whenDone(future, context, [promise, change](const Result<T> &answer) {
        promise->addResult(change(answer));
        promise->finish();
    });
    return promise->future();
}

template <class T>
QFuture<Result<T>> answered(const Result<T> &answer)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(answer);
    promise.finish();
    return promise.future();
}

} // namespace

DelayedRemovals::DelayedRemovals(SavedMethods &methods, Events &events, const Clock &clock,
                                 QObject *parent, int delayMs)
    : QObject(parent)
    , m_methods(methods)
    , m_events(events)
    , m_clock(clock)
    , m_delayMs(delayMs)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DelayedRemovals::finishDue);
}

std::optional<SavedMethod> DelayedRemovals::last() const
{
    return m_waiting.empty() ? std::nullopt : std::optional(m_waiting.back().method);
}

qint64 DelayedRemovals::lastUntilMs() const
{
    return m_waiting.empty() ? 0 : m_waiting.back().untilMs;
}

bool DelayedRemovals::isLeaving(const PaymentMethodId &id) const
{
    return m_going.contains(id) || std::ranges::any_of(m_waiting, [&](const Waiting &waiting) {
               return waiting.method.id == id;
           });
}

QFuture<Result<QList<SavedMethod>>> DelayedRemovals::list(const MerchantId &merchant,
                                                          const CustomerId &customer, int limit)
{
    using Methods = Result<QList<SavedMethod>>;
    return ::changed(m_methods.list(merchant, customer, limit), this, [this](Methods answer) {
        if (answer)
            answer->removeIf([this](const SavedMethod &method) { return isLeaving(method.id); });
        return answer;
    });
}

QFuture<Result<QList<OfferedMethod>>> DelayedRemovals::offer(const MerchantId &merchant,
                                                             const CustomerId &customer, int limit,
                                                             const ProfileId &profile)
{
    using Methods = Result<QList<OfferedMethod>>;
    return ::changed(m_methods.offer(merchant, customer, limit, profile), this,
                     [this](Methods answer) {
                         if (answer)
                             answer->removeIf([this](const OfferedMethod &offered) {
                                 return isLeaving(offered.method.id);
                             });
                         return answer;
                     });
}

QFuture<Result<SavedMethod>> DelayedRemovals::find(const MerchantId &merchant,
                                                   const PaymentMethodId &id)
{
    if (isLeaving(id))
        return answered<SavedMethod>(Error{ErrorCode::NotFound, u"payment_method_id"_s});
    return m_methods.find(merchant, id);
}

QFuture<Result<SavedMethod>> DelayedRemovals::update(UpdateMethod command)
{
    return m_methods.update(std::move(command));
}

QFuture<Result<SavedMethod>> DelayedRemovals::makeDefault(const Caller &caller,
                                                          const CustomerId &customer,
                                                          const PaymentMethodId &id)
{
    return m_methods.makeDefault(caller, customer, id);
}

QFuture<Result<SavedMethod>> DelayedRemovals::remove(const Caller &caller,
                                                     const PaymentMethodId &id)
{
    return ::changed(find(caller.merchantId, id), this,
                     [this, caller](const Result<SavedMethod> &answer) {
                         if (answer)
                             begin(caller, *answer);
                         return answer;
                     });
}

void DelayedRemovals::begin(const Caller &caller, const SavedMethod &method)
{
    if (isLeaving(method.id))
        return;
    m_waiting.push_back({caller, method, m_clock.nowMs() + m_delayMs});
    startTimer();
    tell(method);
}

void DelayedRemovals::startTimer()
{
    if (m_waiting.empty())
        return m_timer.stop();
    const qint64 leftMs = m_waiting.front().untilMs - m_clock.nowMs();
    m_timer.start(static_cast<int>(std::clamp<qint64>(leftMs, 0, m_delayMs)));
}

void DelayedRemovals::undo()
{
    if (m_waiting.empty())
        return;
    const SavedMethod method = m_waiting.back().method;
    m_waiting.pop_back();
    startTimer();
    tell(method);
}

void DelayedRemovals::finishDue()
{
    const qint64 nowMs = m_clock.nowMs();
    while (!m_waiting.empty() && m_waiting.front().untilMs <= nowMs) {
        const Waiting due = std::move(m_waiting.front());
        m_waiting.erase(m_waiting.begin());
        finish(due);
    }
    startTimer();
    emit changed();
}

void DelayedRemovals::finishAll()
{
    m_timer.stop();
    for (const Waiting &waiting : std::exchange(m_waiting, {}))
        finish(waiting);
    emit changed();
}

void DelayedRemovals::finish(const Waiting &waiting)
{
    m_going.append(waiting.method.id);
    whenDone(m_methods.remove(waiting.caller, waiting.method.id), this,
             [this, method = waiting.method](const Result<SavedMethod> &answer) {
                 m_going.removeAll(method.id);
                 const bool isGone = answer || answer.error().code == ErrorCode::NotFound;
                 if (!isGone)
                     emit failed(method, answer.error());
                 tell(method);
             });
}

/// Lists that show the customer's methods are not right any more.
void DelayedRemovals::tell(const SavedMethod &method)
{
    emit changed();
    emit m_events.customerChanged(method.customerId);
}

#pragma once

#include "services/core/clock.h"
#include "services/interfaces/events.h"
#include "services/interfaces/savedmethods.h"

#include <QObject>
#include <QTimer>

#include <vector>

/// Saved methods whose removal can be taken back for ten seconds. A method on its way out is in no
/// list any more; what it stands for is untouched until its time is over or the program closes, so
/// a program that is killed before has removed nothing. Belongs to the window: lives, and is
/// called, on its thread.
class DelayedRemovals final : public QObject, public SavedMethods
{
    Q_OBJECT

public:
    static constexpr int kDelayMs = 10'000;

    /// All must outlive the object. Another delay is for tests.
    DelayedRemovals(SavedMethods &methods, Events &events, const Clock &clock,
                    QObject *parent = nullptr, int delayMs = kDelayMs);

    /// The one that was removed last and can still be taken back.
    std::optional<SavedMethod> last() const;
    /// Until then, ms UTC; 0 when there is none.
    qint64 lastUntilMs() const;
    /// How many can still be taken back.
    int count() const { return static_cast<int>(m_waiting.size()); }

    // As SavedMethods, without those that are on their way out.
    QFuture<Result<QList<SavedMethod>>> list(const MerchantId &merchant, const CustomerId &customer,
                                             int limit) override;
    QFuture<Result<QList<OfferedMethod>>> offer(const MerchantId &merchant,
                                                const CustomerId &customer, int limit,
                                                const ProfileId &profile = {}) override;
    QFuture<Result<SavedMethod>> find(const MerchantId &merchant,
                                      const PaymentMethodId &id) override;
    QFuture<Result<SavedMethod>> update(UpdateMethod command) override;
    QFuture<Result<SavedMethod>> makeDefault(const Caller &caller, const CustomerId &customer,
                                             const PaymentMethodId &id) override;
    /// Takes it out of the lists, and removes it when its time is over. Answers what will go.
    QFuture<Result<SavedMethod>> remove(const Caller &caller, const PaymentMethodId &id) override;

public slots:
    /// Takes the last removal back.
    void undo();
    /// Removes at once whatever still waits: the program closes.
    void finishAll();

signals:
    void changed();
    /// It could not be removed after all, and is in the lists again.
    void failed(const SavedMethod &method, const Error &error);

private:
    struct Waiting
    {
        Caller caller;
        SavedMethod method;
        qint64 untilMs = 0;
    };

    bool isLeaving(const PaymentMethodId &id) const;
    void begin(const Caller &caller, const SavedMethod &method);
    void finishDue();
    void finish(const Waiting &waiting);
    void tell(const SavedMethod &method);
    void startTimer();

    SavedMethods &m_methods;
    Events &m_events;
    const Clock &m_clock;
    const int m_delayMs;
    QTimer m_timer;
    std::vector<Waiting> m_waiting; ///< oldest first
    QList<PaymentMethodId> m_going; ///< their removal is under way
};

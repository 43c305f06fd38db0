#pragma once

#include "services/engine/newsmatching.h"
#include "services/engine/operationrunner.h"
#include "services/interfaces/incomingwebhooks.h"
#include "services/storage/inboxstore.h"

#include <QTimer>

#include <deque>

/// Where processors' news come in. A call is checked, kept once, and answered; then the processor
/// is asked about the operation that it speaks of, and the answer settles it on the way that every
/// answer takes. What was kept and not worked off is worked off at the next start. Engine thread.
class NewsInbox : public QObject
{
    Q_OBJECT

public:
    NewsInbox(EngineCore &core, OperationRunner &runner, Events &events);

    void start();

    using Received = std::function<void(const Result<QByteArray> &)>;
    /// See IncomingWebhooks::receive.
    void receive(const IncomingWebhook &call, const Received &done);
    using Handled = std::function<void(const Result<InboxEntry> &)>;
    /// See IncomingWebhooks::handleAgain.
    void handleAgain(const InboxEntry &entry, const Handled &done);
    qint64 refusedCount() const { return m_refusedCount; }
    InboxStore &store() { return m_store; }

    /// Takes news of a dispute, in a half; what comes out is the note, empty when all is well.
    using TakeDispute =
        std::function<Result<QString>(const ProcessorAccount &account, const ProcessorNews &news,
                                      const std::optional<Payment> &payment)>;
    void onDispute(TakeDispute take) { m_takeDispute = std::move(take); }

private:
    /// An entry that is being worked off.
    struct Work
    {
        InboxEntry entry;
        ProcessorNews news;
        QList<Operation> toAsk; ///< what is left
        bool isFirst = true;    ///< the operation that the news are about is still to come
        qint64 sinceMs = 0;     ///< steady
        Handled done;
    };
    using WorkPtr = std::shared_ptr<Work>;

    /// The account's news, when one of its secrets has signed them.
    struct Authentic
    {
        ProcessorAccount account;
        QList<ProcessorNews> news;
        bool verified = false;
        QByteArray receipt;
    };

    Result<Authentic> authenticate(const IncomingWebhook &call);
    Result<QList<ProcessorAccount>> candidates(const IncomingWebhook &call);
    void refuse(const IncomingWebhook &call, const Error &why, const Received &done);
    void keep(const Authentic &authentic, const QByteArray &body, const Received &done);

    void tick();
    void enqueue(const InboxEntry &entry, const Handled &done = {});
    /// The same with what the entry's record says, for whoever has it at hand.
    void enqueue(const InboxEntry &entry, const ProcessorNews &news, const Handled &done);
    bool isTaken(const InboxEntry &entry, const Handled &done) const;
    void next();
    void begin(const WorkPtr &work);
    void askNext(const WorkPtr &work);
    void askLater(const WorkPtr &work);
    void asked(const OperationId &id, bool answered);
    void tell(const WorkPtr &work, const Operation &operation, const ProcessorReply &reply);
    /// Ends the work with that state; tried again later when it says so.
    void finish(const WorkPtr &work, InboxState state, const QString &note, bool again = false);
    void takeDispute(const WorkPtr &work, const std::optional<Payment> &payment);
    /// An unsigned call, about a payment that nobody has just asked about because of one.
    bool makesUsAsk(const ProcessorAccount &account, const ProcessorNews &news);
    bool isTooSoon(const Payment &payment);

    EngineCore &m_core;
    OperationRunner &m_runner;
    Events &m_events;
    InboxStore m_store;
    TakeDispute m_takeDispute;
    QTimer m_timer;
    std::deque<WorkPtr> m_queue;
    QSet<qint64> m_known; ///< row ids that are queued or under way
    int m_underWay = 0;
    QHash<QString, bool> m_answers;       ///< operation id -> whether the last read was answered
    QHash<QString, qint64> m_lastHintMs;  ///< payment id -> when an unsigned call last made us ask
    QHash<QString, qint64> m_lastAuditMs; ///< account -> when a refused call was last noted
    QHash<QString, qint64> m_refusedSince;
    qint64 m_refusedCount = 0;
};

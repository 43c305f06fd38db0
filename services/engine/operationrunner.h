#pragma once

#include "services/engine/operationjournal.h"
#include "services/interfaces/events.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <functional>
#include <memory>

struct RetryPlan;

/// A reserved operation with what is needed to send it. The request may hold a card: it is wiped
/// when the last owner lets go, which is when the operation is settled.
struct OpenOperation
{
    Payment payment;
    Attempt attempt;
    Operation operation;
    ProcessorAccount account;
    std::shared_ptr<HttpRequest> request;
    bool earlierUnknown = false; ///< an earlier send has no known outcome: a 4xx proves nothing
    bool readAfterwards = true;  ///< ask at once when the outcome is not known; such a read is
                                 ///< no rung of the ladder
    bool completing = false;     ///< the call after a shopper's return, not the first one
    int sendsBefore = 0;         ///< of the operation, that do not count for this call
    std::shared_ptr<const RetryPlan> retry = {}; ///< what may follow a refusal, if anything
    /// The calls that have to be answered before the request goes out; null or empty: none. While
    /// they are made, the operation is only prepared.
    std::shared_ptr<std::vector<HttpRequest>> preparations = {};
    int preparationTries = 0;
};

/// The order of events after a reserve: send, send again where that is safe, settle, read when the
/// outcome is not known, and publish. Also what recovery and the schedule do with an operation that
/// is still open. Engine thread.
class OperationRunner : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const Result<Payment> &)>;

    OperationRunner(EngineCore &core, Events &events);

    /// Sends an operation that was committed as sending, or as prepared when other calls have to
    /// come first; done hears the settled payment.
    void run(const OpenOperation &open, const Done &done);
    /// Asks the processor about an operation that is pending or unknown and goes up the ladder:
    /// read, replay or fence. Does nothing but answer when it is being sent right now; when it is
    /// being asked about, done hears that answer.
    void check(const MerchantId &merchant, const OperationId &id, const Done &done);
    /// Asks about an operation in any state, as somebody who has heard that something happened; no
    /// rung of the ladder. Busy when it is being sent or asked about.
    void ask(const MerchantId &merchant, const OperationId &id, const Done &done);
    /// Settles an operation by what its processor told of it, under the same guards and table as an
    /// answer to a question: another amount, currency or reference than ours is a contradiction.
    /// Busy when it is being sent or asked about.
    void tell(const MerchantId &merchant, const OperationId &id, const ProcessorReply &reply,
              const Done &done);
    /// A shopper came back from the challenge of that authorization with this query, which is
    /// forwarded and never believed. As check() when there is nothing to forward.
    void complete(const MerchantId &merchant, const OperationId &id, const QString &query,
                  const Done &done);
    /// Whether this process is talking to a processor about it.
    bool isInFlight(const OperationId &id) const { return m_inFlight.contains(id.value); }
    /// Tells whoever shows or waits for it that a payment's row has changed.
    void publish(const Payment &payment);

signals:
    /// A payment may have been let go by its open operation.
    void settled(const PaymentId &id);
    /// A processor was asked about an operation; whether it gave a readable answer. Before that is
    /// written down.
    void asked(const OperationId &id, bool answered);

private:
    void prepare(OpenOperation open, const Done &done);
    void notPrepared(const OpenOperation &open, const CallOutcome &stopped, const Done &done);
    void send(const OpenOperation &open, const Done &done);
    void answered(OpenOperation open, const CallOutcome &outcome, const Done &done);
    void resendLater(OpenOperation open, const CallOutcome &outcome, qint64 afterMs,
                     const Done &done);
    void markSending(const OpenOperation &open, const Done &done);
    /// Settles a refusal and reserves the try that follows it, in one half, then sends that.
    /// Without a way to try again the refusal stands.
    void tryAgain(const OpenOperation &open, const CallOutcome &outcome, const Done &done);
    Result<OpenOperation> retryHalf(const OpenOperation &open, const CallOutcome &outcome);
    void settleCall(const OpenOperation &open, const CallOutcome &outcome, bool isRead,
                    const Done &done);
    void finishCall(const OperationId &id, const Result<Payment> &result, const Done &done);

    bool canBeAsked(const ProcessorAccount &account) const;
    /// Writes down that the call is made; open is then ready to be sent.
    Result<> reserveCompletion(OpenOperation &open, const QString &returned);
    Result<> buildCompletion(OpenOperation &open, const Completion &completion);
    /// The ladder where nobody can be asked: the same call again, or what ends it.
    void waitForNews(OpenOperation open, const Done &done);
    void sendAgain(OpenOperation open, const Done &done);
    void closeChallenge(const OpenOperation &open, const Done &done);
    void keepWaiting(const OpenOperation &open, const Done &done);
    void endWith(const OpenOperation &open, const std::function<Result<>()> &half,
                 const Done &done);

    Result<OpenOperation> load(const MerchantId &merchant, const OperationId &id);
    void read(const OpenOperation &open, const Done &done);
    /// Its account's keys cannot be had now: it stays on its rung and makes way for others.
    void askLater(const OpenOperation &open, const Error &why, const Done &done);
    void readAnswered(const OpenOperation &open, const CallOutcome &outcome, const Done &done);
    /// Writes a read down that is followed by another call, not by a settlement.
    void recordRead(const OpenOperation &open, const CallOutcome &outcome, const Done &done,
                    const std::function<void()> &next);
    void replay(OpenOperation open, const Done &done);
    void fence(const OpenOperation &open, const Done &done);
    void settleFenced(const OpenOperation &open, const CallOutcome &outcome, const Done &done);

    using Decide = std::function<Result<Settlement>(const OpenOperation &current)>;
    void write(const OpenOperation &open, const CallOutcome &outcome, bool isRead,
               const Decide &decide, const Done &done);
    Result<Payment> writeHalf(const OpenOperation &open, const CallOutcome &outcome, bool isRead,
                              const Decide &decide);
    Result<Settlement> decideOn(const OpenOperation &current, bool isRead, const Decide &decide);
    /// The line that says that a failed payment did go through.
    Result<> auditCorrection(const OpenOperation &before, const Settlement &after);
    Result<> closePendingAuthorization(const Payment &payment);

    EngineCore &m_core;
    Events &m_events;
    OperationJournal m_journal;
    QSet<QString> m_inFlight;
    QHash<QString, QList<Done>> m_alsoAsking; ///< who joined the check of an operation
};

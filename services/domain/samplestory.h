#pragma once

#include "services/domain/samplecatalog.h"
#include "services/domain/settlement.h"

/// What sample payments belong to. Times in ms UTC.
struct SampleWorld
{
    quint64 seed = 1; ///< the same seed and nowMs give the same payments
    qint64 nowMs = 0;
    MerchantId merchantId;
    ProfileId profileId;
    QString connector; ///< "simulator"
    ConnectorAccountId account;
    ConnectorAccountId silentAccount; ///< one that does not answer; unknown outcomes live there
};

/// Plays one payment through the real rules: reserve like the engine, settle with an outcome that a
/// processor could give. So every sample obeys the transition table and the sums.
class SampleStory
{
public:
    SampleStory(const SampleWorld &world, SampleDice &dice, Payment draft, qint64 atMs);

    /// The next thing happens this much later.
    void wait(qint64 ms) { m_nowMs += ms; }
    void moveTo(qint64 atMs) { m_nowMs = qMax(m_nowMs, atMs); }
    qint64 now() const { return m_nowMs; }
    const Payment &payment() const { return m_details.payment; }
    Attempt &attempt() { return m_details.attempts.last(); }
    Operation &operation() { return m_details.operations.last(); }

    void confirm(const QString &actor);
    void capture(qint64 amount, bool final, const QString &actor);
    void release(const QString &reason, const QString &actor);
    void refund(qint64 amount, const QString &reason, const QString &actor);
    void planRefund(qint64 amount, qint64 dueAtMs, const QString &reason, const QString &actor);
    /// Gives up the planned refund.
    void giveUpRefund(const QString &actor);
    /// Gives up a payment that was never confirmed.
    void abandon(const QString &actor);

    /// What the processor says of the open operation, or of the authorization when that is over.
    void reply(const ProcessorReply &reply);
    void outcome(const CallOutcome &outcome);

    void authorized(qint64 amount, qint64 captureBeforeMs);
    void charged();
    void captured();
    void voided();
    void declined(const PaymentError &error);
    void refunded();
    void refundPending();
    void challenged(qint64 expiresAtMs);

    /// False when the rules refused a part: the story is a mistake of ours.
    bool isSound() const { return m_sound; }
    const PaymentDetails &details() const { return m_details; }

private:
    Refund newRefund(qint64 amount, const QString &reason, const QString &actor);
    void touch();
    Operation newOperation(OperationKind kind, qint64 amount);
    void note(const QString &event, const QString &actor, const QString &attemptStatus = {});
    void take(const Result<Settlement> &settlement, const QString &actor);
    ProcessorReply baseReply(ReplyState state, qint64 amount) const;

    const SampleWorld &m_world;
    SampleDice &m_dice;
    PaymentDetails m_details;
    qint64 m_nowMs = 0;
    bool m_sound = true;
};

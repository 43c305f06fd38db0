#pragma once

#include "services/core/clock.h"
#include "services/engine/accountservice.h"
#include "services/engine/paymentservice.h"
#include "services/engine/recurringservice.h"
#include "services/engine/refundservice.h"
#include "services/engine/savedmethodservice.h"
#include "services/engine/vaultservice.h"
#include "tests/crash/plainkeys.h"

#include <QStringList>

class Database;

/// The operating system's clock, moved ahead by what a resumed program would have slept.
class OffsetClock final : public Clock
{
public:
    qint64 nowMs() const override { return m_clock.nowMs() + m_offsetMs; }
    qint64 steadyMs() const override { return m_clock.steadyMs() + m_offsetMs; }
    void advance(qint64 ms) { m_offsetMs += ms; }

private:
    SystemClock m_clock;
    std::atomic<qint64> m_offsetMs = 0;
};

/// Where a run of the driver finds its things.
struct DriverOptions
{
    QString database;
    QUrl bank;
    QString flow;
    QString stateFile; ///< what one run tells the next: payment id, return token
};

/// One engine over real HTTP, and the three stages of a flow: what comes before it, the step whose
/// crash is tested, and the start afterwards. Prints one line for everything that was answered.
class CrashFlows
{
public:
    explicit CrashFlows(const DriverOptions &options);
    ~CrashFlows();

    /// Those of that face, the bank's own dialect when it is empty; "stripe_sale" of "stripe".
    static QStringList names(const QString &face = {});
    static MerchantId merchant();

    /// Makes the database when there is none, points its account at the bank, starts the engine.
    Result<> open();
    Result<> setUp();
    Result<> step();
    /// Until nothing is open any more: asks, answers a challenge that is open, lets time pass.
    Result<> resume();

private:
    Result<> prepareDatabase();
    Result<> addOthers(Database &database);
    Result<> letNumbersBeTried(Database &database);
    Result<> keepToken();
    Result<> confirmToken();
    Result<> create(CaptureMethod method, FutureUsage usage = FutureUsage::None);
    bool usesVault() const;
    /// Gives the account the key that its processor wants.
    Result<> giveKeys();
    /// An agreement that may be charged once.
    Result<> agree();
    /// Confirms a set-up, with what the customer agrees to.
    Result<> confirmAgreement();
    /// Confirms a charge without the shopper.
    Result<> confirmOffSession();
    /// Removes the method that the payment saved; fine when that was done before.
    Result<> removeMethod();
    /// Until the processor has forgotten the method's token.
    Result<> waitForDetaching();
    Result<> confirm(const char *number);
    /// Gives the card before the confirm.
    Result<> giveCard();
    /// Confirms with the card that is held.
    Result<> confirmHeld();
    /// Does what a held card's step had left undone.
    Result<> finishHeld(const Payment &payment);
    Result<> capture(qint64 amount);
    Result<> refund(qint64 amount, qint64 dueAtMs = 0);
    Result<> waitForSchedule();
    Result<> answered(const Result<Payment> &payment);
    /// Approves the open challenge at the bank; the token of the return address.
    Result<QString> approve();
    Result<PaymentDetails> details();
    void remember(const QString &key, const QString &value);
    QString recall(const QString &key) const;

    const QString m_face; ///< whose dialect is spoken; empty: the bank's own
    const DriverOptions m_options;
    OffsetClock m_clock;
    SystemRandom m_random;
    PlainKeys m_keys;
    Engine m_engine;
    PaymentService m_payments;
    RefundService m_refunds;
    VaultService m_vault;
    SavedMethodService m_methods;
    RecurringService m_recurring;
    AccountService m_accounts;
};

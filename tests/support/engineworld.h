#pragma once

#include "services/engine/customerservice.h"
#include "services/engine/engine.h"
#include "services/engine/merchantservice.h"
#include "services/engine/paymentservice.h"
#include "services/engine/recurringservice.h"
#include "services/engine/refundservice.h"
#include "services/engine/savedmethodservice.h"
#include "services/engine/vaultservice.h"
#include "services/processors/simulator/simulatedbank.h"
#include "tests/support/await.h"
#include "tests/support/manualclock.h"
#include "tests/support/memorykeys.h"
#include "tests/support/watchedtransport.h"

#include <QTemporaryDir>

/// How one world differs from another.
struct WorldSetup
{
    bool fineInitialState = false;  ///< the profile's switch
    int timeoutMs = 60;             ///< real ms after which a silent bank counts as such
    BankJournal *journal = nullptr; ///< where the bank keeps its ledger; nowhere without
    bool bankHasOwnClock = false;   ///< which stands still when the engine's is moved
    bool keepsKeys = true;          ///< somebody keeps keys for a vault
    bool inMemory = false;          ///< the file is where writing costs nothing, if there is such
    bool loopbackWebhooks = false;  ///< webhooks may go to this machine
    const WebhookObjects *webhookObjects = nullptr; ///< without it shops are told nothing
    std::function<std::unique_ptr<WebhookTransport>()> makeWebhookTransport = {};
    QByteArray cvc = {}; ///< of the cards that confirm; empty: testCard's
};

/// A database file with one merchant, profile and simulator account, a bank in the same process and
/// an engine between them, on a clock that stands still until it is moved. Calls wait for their
/// answer with the event loop running. Main thread only, but for payments().
class EngineWorld
{
public:
    explicit EngineWorld(const WorldSetup &setup = {});
    ~EngineWorld();

    /// Starts the engine on the file. Errors as Engine::open.
    Result<bool> start();
    /// Where challenges return to; before start().
    void setReturnBase(const QUrl &url) { m_returnBase = url; }
    void stop();
    /// Ends the engine in the middle of whatever it does and starts another on the same file.
    Result<bool> restart();

    PaymentService &payments() { return *m_payments; }
    RefundService &refunds() { return *m_refunds; }
    CustomerService &customers() { return *m_customers; }
    SavedMethodService &methods() { return *m_methods; }
    VaultService &vault() { return *m_vault; }
    RecurringService &recurring() { return *m_recurring; }
    MerchantService &merchants() { return *m_merchants; }
    MemoryKeys &keys() { return m_keys; }
    Engine &engine() { return *m_engine; }
    ManualClock &clock() { return m_clock; }
    SimulatedBank &bank() { return m_bank; }
    WireWatch &wire() { return m_wire; }
    QString file() const { return m_file; }
    QString folder() const { return m_folder.path(); }
    const MerchantId &merchant() const { return m_merchant; }
    const ProfileId &profile() const { return m_profile; }
    const ConnectorAccountId &account() const { return m_account; }
    Caller caller() const { return {m_merchant, QStringLiteral("operator:tester")}; }

    /// Waits for the answer; see await.h.
    template <class T>
    static Result<T> await(const QFuture<Result<T>> &future)
    {
        return ::await(future);
    }

    // Commands with what most tests want in them. Amounts in minor units of EUR.
    CreatePayment draft(qint64 amount, CaptureMethod method = CaptureMethod::Automatic) const;
    ConfirmPayment confirmation(const PaymentId &id, const char *number) const;
    /// The created payment, or one without an id when it failed.
    Payment created(CreatePayment command);
    Result<Payment> confirm(const PaymentId &id, const char *number);
    /// Creates and confirms. The failure of either.
    Result<Payment> pay(qint64 amount, CaptureMethod method, const char *number,
                        AuthenticationType authentication = AuthenticationType::NoThreeDs);
    Result<Payment> capture(const PaymentId &id, std::optional<qint64> amount = {},
                            bool finalCapture = false, const QString &clientId = {});
    Result<Payment> cancel(const PaymentId &id, const QString &clientId = {});
    Result<Refund> refund(const PaymentId &id, std::optional<qint64> amount = {},
                          qint64 dueAtMs = 0);
    Result<Refund> syncRefund(const RefundId &id);
    Result<Payment> sync(const PaymentId &id);
    /// The stored payment after a sync, for QTRY_COMPARE: the schedule may be asking already.
    Payment synced(const PaymentId &id);
    PaymentDetails details(const PaymentId &id);
    Payment payment(const PaymentId &id) { return details(id).payment; }

    /// Moves the engine's clock and the bank's, unless the bank has its own.
    void advance(qint64 ms) { m_clock.advance(ms); }
    /// Answers the payment's open challenge at the bank: "approve", "fail" or "cancel". The return
    /// address the shopper is sent to, with its token.
    QUrl answerChallenge(const PaymentId &id, const QByteArray &action);
    /// POSTs to the bank's control API: "review", "time" ...
    void control(const QByteArray &name, const QByteArray &json);

    /// The bank's effects on one payment: "authorize 6000", "capture 2000" ..., in order.
    QStringList effects(const PaymentId &id);
    /// Everything that must hold of a payment at any time: sums, mapping of attempt and payment
    /// status, order of steps, audit and event rows. Empty when all is well.
    QString problems(const PaymentId &id);
    /// Also that bank and program agree, for a payment with nothing open.
    QString settledProblems(const PaymentId &id);
    /// Rows of every table, but for the note of the audit trail's end: it comes when it comes.
    QMap<QString, qint64> rowCounts() const;
    /// The first column of the rows that a literal query finds, through a connection of its own.
    QStringList column(const QString &sql) const;

private:
    Result<> prepareFile(const WorldSetup &setup);

    const WorldSetup m_setup;
    QTemporaryDir m_folder;
    QString m_file;
    QUrl m_returnBase{QStringLiteral("http://127.0.0.1:18081/return/")};
    const MerchantId m_merchant{QStringLiteral("merchant_test")};
    const ProfileId m_profile{QStringLiteral("pro_test")};
    const ConnectorAccountId m_account{QStringLiteral("mca_test")};
    ManualClock m_clock;
    ManualClock m_bankClock;
    SeededRandom m_random;
    SimulatedBank m_bank;
    WireWatch m_wire;
    MemoryKeys m_keys;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<PaymentService> m_payments;
    std::unique_ptr<RefundService> m_refunds;
    std::unique_ptr<CustomerService> m_customers;
    std::unique_ptr<SavedMethodService> m_methods;
    std::unique_ptr<VaultService> m_vault;
    std::unique_ptr<RecurringService> m_recurring;
    std::unique_ptr<MerchantService> m_merchants;
};

/// A card that is good until 2030, with a CVC of the right length.
CardDetails testCard(const char *number, const QByteArray &cvc = {});

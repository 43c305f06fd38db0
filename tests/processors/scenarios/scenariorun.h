#pragma once

#include "services/processors/connectorregistry.h"
#include "services/processors/processorgateway.h"
#include "services/processors/simulator/simulatedbank.h"
#include "tests/processors/contracts/processorcontract.h"
#include "tests/support/inprocesstransport.h"
#include "tests/support/manualclock.h"

/// One connector and where its dialect is spoken.
struct ConnectorUnderTest
{
    const char *name;
    const char *baseUrl;  ///< on the simulated bank
    const char *key;      ///< of its account; empty: it needs none
    const char *contract; ///< file under tests/data/contracts, or empty
};

/// One payment of 10.00 EUR through a connector at the simulated bank, step by step. Each step adds
/// a few words to the story: "authorized 1000", "declined insufficient_funds", "unknown". Every
/// request, and every reply that nothing spoiled, is checked against the contract.
class ScenarioRun : public QObject
{
    Q_OBJECT

public:
    explicit ScenarioRun(const ConnectorUnderTest &under);
    ~ScenarioRun() override;

    SimulatedBank &bank() { return *m_bank; }
    ConnectorCapabilities capabilities() const;
    void setMoney(qint64 amount, Currency currency);
    void setThreeDs() { m_payment.authenticationType = AuthenticationType::ThreeDs; }
    void setSeveralCaptures() { m_payment.captureMethod = CaptureMethod::ManualMultiple; }

    /// Holds are made to be raised.
    void setIncremental() { m_payment.incrementWanted = true; }

    /// A new payment with that card: with `kept` it is kept for charges without the shopper.
    void sell(const char *card, bool kept = false);
    void hold(const char *card, bool kept = false);
    /// An amount of 0: the card is only kept.
    void setUp(const char *card);
    /// A new payment with the token of the latest reply, the shopper not being there.
    void chargeKept();
    void capture(qint64 amount, bool finalCapture = true);
    /// Raises the hold to that total.
    void raise(qint64 total);
    void release();
    void refund(qint64 amount);
    /// Sends what was sent last once more, with the same key.
    void again();
    /// Asks how the operation that was sent last stands.
    void read();
    /// As if that had been asked once more, without an answer.
    void skipRead() { m_operation.checkCount += 1; }
    /// Asks how the authorization stands, whatever came after it.
    void readFirst();
    /// The shopper answers at the bank's page: "approve", "fail", "cancel".
    void answerChallenge(const QByteArray &action);
    void wait(qint64 ms) { m_clock.advance(ms); }
    void detach();
    void verify();

    /// The steps so far, and what became of the money: "captured 1000 | authorize 1000, capture
    /// 1000".
    QString story() const;
    /// What was not as the contract says, or empty.
    QString contractProblems() const;

private:
    class CheckedTransport;

    /// Of a processor that is not asked: takes in what the bank tells, and tells what it says of
    /// the latest operation.
    void hear(const QString &otherwise);
    std::optional<ProcessorReply> heard() const;
    void forwardReturn(const QString &query);
    bool isAsked() const { return capabilities().statusQuery; }
    void newPayment(const QString &token);
    void authorize(OperationKind kind, const char *card, bool kept);
    void newOperation(OperationKind kind, qint64 amount);
    void sendFollowUp();
    void send();
    void tell(const CallOutcome &outcome);
    void tell(const QString &words) { m_steps.append(words); }

    ManualClock m_clock;
    std::unique_ptr<SimulatedBank> m_bank;
    std::unique_ptr<CheckedTransport> m_transport;
    const ConnectorRegistry m_connectors;
    std::unique_ptr<ProcessorGateway> m_gateway;
    const Connector *m_connector = nullptr;
    ProcessorAccount m_account;
    Payment m_payment;
    Attempt m_attempt;
    Operation m_first; ///< the authorization
    Operation m_operation;
    std::shared_ptr<HttpRequest> m_request;
    bool m_isUnknown = false;
    QString m_token;
    QString m_challengeUrl;
    int m_payments = 0;
    int m_operations = 0;
    QList<ProcessorNews> m_news;
    QStringList m_steps;
};

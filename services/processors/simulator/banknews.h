#pragma once

#include "services/core/httpmessage.h"
#include "services/processors/simulator/bankdialect.h"
#include "services/processors/simulator/bankledger.h"
#include "services/processors/simulator/simulatedbank.h"

#include <QHash>

#include <array>
#include <functional>
#include <map>

/// What the bank tells of one change.
struct BankEvent
{
    QString id;
    QString type; ///< "payment.captured", "capture.failed", "refund.succeeded", "dispute.opened"
    qint64 atMs = 0;
    QString operation; ///< the operation id of whoever asked for it
    QString kind;      ///< "authorize", "capture", "void", "refund", "dispute"
    QString dispute;   ///< its id
    QString payment;   ///< its id
};

/// One event in the words of a dialect, ready to be sent.
struct BankTold
{
    QString id;
    QString type;
    QString payment; ///< its id
    QByteArray body;
    QByteArray badBody = {}; ///< what somebody else would say, where the body itself is signed
};

/// A call that is to be made. Address and headers are made anew for each try, since they are signed
/// with its time.
struct BankMessage
{
    BankDialect dialect = BankDialect::Own;
    QByteArray body;
    QString event;             ///< id, for lists
    bool badSignature = false; ///< nor tried again
    qint64 dueMs = 0;          ///< 0 = at once
    int tries = 0;             ///< made so far
};

/// What the bank tells its clients of its own accord: who wants to hear it in which words, what
/// changed since they last heard, and what still has to be sent. Forgotten when the process ends,
/// so that a webhook may be lost as it may be in life.
class BankNews
{
public:
    /// Where to tell and how to sign; an empty address ends it. What waits for that dialect goes
    /// there, at once.
    void subscribe(BankDialect dialect, const QUrl &url, const QByteArray &secret);
    bool isHeard(BankDialect dialect) const { return !listener(dialect).url.isEmpty(); }
    QByteArray secret(BankDialect dialect) const { return listener(dialect).secret; }

    /// Looks at what became of those payments, and puts down what is to be told of it in the bank's
    /// own words. `toJson` spells a payment; what is in the ledger before anybody listens is not
    /// told.
    void observe(BankLedger &ledger, const QStringList &payments, qint64 nowMs,
                 const std::function<QJsonObject(const BankPayment &)> &toJson);
    /// Puts down what another dialect tells of one payment.
    void tell(BankDialect dialect, CardScenario scenario, const QList<BankTold> &events,
              qint64 nowMs);

    /// What is due now; each is on its way until answered() is called with its number.
    QList<BankCall> takeDue(qint64 nowMs);
    /// A message that was not taken is tried again, ever later, twelve times.
    void answered(qint64 number, bool taken, qint64 nowMs);
    /// Tells an event once more; false when nobody knows it.
    bool replay(const QString &event, qint64 nowMs);
    /// {"url":…,"waiting":…,"events":[…]}: the latest ones.
    QJsonObject toJson() const;

private:
    struct Told
    {
        QString status;
        bool wasAuthorized = false;
        QHash<QString, QString> parts; ///< state by capture, void, refund or dispute
    };
    struct Listener
    {
        QUrl url;
        QByteArray secret;
    };
    /// An event that was told, for lists and to tell it again.
    struct Kept
    {
        BankDialect dialect = BankDialect::Own;
        BankTold told;
        qint64 atMs = 0;
    };

    QList<BankEvent> eventsOf(const BankPayment &payment, qint64 nowMs);
    HttpHeaders headersOf(const BankMessage &message, qint64 nowMs) const;
    const Listener &listener(BankDialect dialect) const
    {
        return m_listeners[static_cast<size_t>(dialect)];
    }
    void add(BankMessage message) { m_waiting.emplace(++m_number, std::move(message)); }

    std::array<Listener, std::size(kBankDialects)> m_listeners;
    QHash<QString, Told> m_told;
    std::map<qint64, BankMessage> m_waiting;
    QHash<qint64, BankMessage> m_underWay;
    QList<Kept> m_latest;
    qint64 m_number = 0;
};

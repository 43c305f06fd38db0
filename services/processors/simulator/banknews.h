#pragma once

#include "services/core/httpmessage.h"
#include "services/processors/simulator/bankledger.h"
#include "services/processors/simulator/simulatedbank.h"

#include <QHash>

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

/// A call that is to be made. The headers are made anew for each try, since they are signed with
/// its time.
struct BankMessage
{
    QUrl url;
    QByteArray body;
    std::function<HttpHeaders(QByteArrayView body, qint64 nowMs)> headers;
    QString event;     ///< id, for lists
    qint64 dueMs = 0;  ///< 0 = at once
    int tries = 0;     ///< made so far
    bool once = false; ///< not tried again
};

/// What the bank tells its clients of its own accord: who wants to hear, what changed since they
/// last heard, and what still has to be sent. Forgotten when the process ends, so that a webhook
/// may be lost as it may be in life.
class BankNews
{
public:
    /// Where to tell and how to sign; an empty address ends it.
    void subscribe(const QUrl &url, const QByteArray &secret);
    bool isHeard() const { return !m_url.isEmpty(); }

    /// Looks at what changed in the ledger since it was asked last, and puts down what is to be
    /// told of it. `toJson` spells a payment; what is in the ledger before anybody listens is not
    /// told.
    void observe(BankLedger &ledger, qint64 nowMs,
                 const std::function<QJsonObject(const BankPayment &)> &toJson);
    /// For other dialects: a message of any form.
    void add(BankMessage message);

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

    QList<BankEvent> eventsOf(const BankPayment &payment, qint64 nowMs);
    void tell(const BankPayment &payment, const QList<BankEvent> &events,
              const QJsonObject &paymentJson);
    BankMessage messageOf(const QByteArray &body, const QString &event, bool badSignature) const;

    QUrl m_url;
    QByteArray m_secret;
    QHash<QString, Told> m_told;
    std::map<qint64, BankMessage> m_waiting;
    QHash<qint64, BankMessage> m_underWay;
    QList<std::pair<BankEvent, QByteArray>> m_latest;
    qint64 m_number = 0;
};

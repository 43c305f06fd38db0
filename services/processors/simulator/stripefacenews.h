#pragma once

#include "services/processors/simulator/banknews.h"

#include <QJsonObject>

/// What the bank tells of its own accord in Stripe's words: events about payment and setup intents,
/// charges, refunds and disputes. What was told is forgotten when the process ends.
class StripeFaceNews
{
public:
    /// Names an event: never twice the same.
    using Namer = std::function<QString()>;

    /// Puts down what is to be told of those payments.
    void observe(BankLedger &ledger, const QStringList &payments, qint64 nowMs, const QUrl &bankUrl,
                 const Namer &newName, BankNews &news);

private:
    struct Event
    {
        QString type;
        QJsonObject object;
    };
    /// The state that was told last, by intent, capture, refund or dispute.
    using Told = QHash<QString, QString>;

    QList<Event> eventsOf(const BankPayment &payment, const QUrl &bankUrl);
    static void addRefunds(const BankPayment &payment, Told &told, QList<Event> &events);
    static void addDisputes(const BankPayment &payment, Told &told, QList<Event> &events);

    QHash<QString, Told> m_told; ///< by payment
};

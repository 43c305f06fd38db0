#pragma once

#include "services/processors/simulator/banknews.h"

#include <QJsonObject>
#include <QSet>

/// What the bank tells of its own accord in Adyen's words: standard webhooks, one item each, signed
/// item by item. What was told and for which merchant account is forgotten when the process ends:
/// then it may be told twice, and goes to the account that was named last.
class AdyenFaceNews
{
public:
    /// A name of the modification, from its payment, word ("captures") and reference.
    using Namer =
        std::function<QString(const QString &payment, const QString &word, const QString &own)>;

    /// Whose payment it is, and whom a card was stored for.
    void made(const QString &payment, const QString &merchantAccount, const QString &shopper);
    /// A cancel by the payment's own reference, before or after it came; whether the bank did it.
    void cancelled(const QString &reference, const QString &own, bool done);
    /// A cancel that was received, and that the bank then did not do.
    void cancelRefused(const QString &payment, const QString &own);

    /// Puts down what is to be told of those payments, and of cancels.
    void observe(BankLedger &ledger, const QStringList &payments, qint64 nowMs, const Namer &nameOf,
                 BankNews &news);

private:
    struct Cancel
    {
        QString reference; ///< the caller's of the payment, or the bank's id of it
        QString own;
        bool isTechnical = false;
        bool isDone = false;
        bool isTold = false;
    };

    QList<QJsonObject> eventsOf(const BankPayment &payment, const Namer &nameOf);
    QList<QJsonObject> authorizationsOf(const BankPayment &payment);
    QList<QJsonObject> raisesOf(const BankPayment &payment, const Namer &nameOf);
    QList<QJsonObject> refundsOf(const BankPayment &payment, const Namer &nameOf);
    QList<QJsonObject> disputesOf(const BankPayment &payment);
    BankTold toldOf(QJsonObject item, const QString &payment, qint64 nowMs,
                    const QByteArray &hexKey) const;
    void add(const Cancel &cancel);
    void tellCancels(BankLedger &ledger, qint64 nowMs, const Namer &nameOf, BankNews &news);
    /// Whether this was not told before.
    bool isNew(const QString &what);

    QHash<QString, QString> m_accounts; ///< by payment
    QHash<QString, QString> m_shoppers; ///< by payment
    QString m_latestAccount;
    QList<Cancel> m_cancels;
    QSet<QString> m_told;
};

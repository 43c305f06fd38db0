#pragma once

#include "services/processors/simulator/bankledger.h"

#include <QJsonObject>
#include <QSet>
#include <QUrl>

#include <functional>

/// What the bank tells of its own accord in Adyen's words: standard webhooks, one item each, signed
/// item by item. Knows the payments that were made in these words since the process began.
class AdyenFaceNews
{
public:
    /// A name of the modification, from its payment, word ("captures") and reference.
    using Namer =
        std::function<QString(const QString &payment, const QString &word, const QString &own)>;

    /// Where to tell; the key is spelled in hex. An empty address ends it.
    void subscribe(const QUrl &url, const QByteArray &hexKey);
    QUrl url() const { return m_url; }

    void made(const QString &payment, const QString &merchantAccount);
    /// A cancel by the payment's own reference, before or after it came.
    void cancelled(const QString &reference, const QString &own, const QString &merchantAccount);

    /// The bodies that are due since this was asked last.
    QList<QByteArray> collect(BankLedger &ledger, qint64 nowMs, const Namer &nameOf);

private:
    struct Cancel
    {
        QString reference;
        QString own;
        QString merchantAccount;
        bool isTold = false;
    };

    QList<QJsonObject> eventsOf(const BankPayment &payment, const Namer &nameOf);
    QByteArray bodyOf(QJsonObject item, qint64 nowMs) const;
    /// Whether this was not told before.
    bool isNew(const QString &what);

    QUrl m_url;
    QByteArray m_hexKey;
    QStringList m_payments;
    QHash<QString, QString> m_accounts; ///< by payment
    QList<Cancel> m_cancels;
    QSet<QString> m_told;
};

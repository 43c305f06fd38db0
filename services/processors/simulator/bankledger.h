#pragma once

#include "services/core/result.h"
#include "services/processors/simulator/bankpayment.h"

#include <QHash>
#include <QJsonArray>
#include <QSet>

#include <deque>
#include <set>

/// One movement of money that really happened. Amounts in minor units, ms UTC of the bank's clock.
struct BankEffect
{
    qint64 atMs = 0;
    QString payment;
    QString reference;
    QString operation;
    QString kind; ///< "authorize", "capture", "void", "refund", "refund_reversed", "verify" and
                  ///< "detach" (of 0)
    qint64 amount = 0;
    Currency currency = Currency::Eur;
};

/// What was answered to an idempotency key.
struct BankAnswer
{
    QByteArray mac; ///< of the request, card left out
    int status = 0;
    QByteArray body;
};

/// Everything the bank must not forget, and the list of what changed since the last journal line.
/// One line holds all changes of one request, so that a crash leaves all of them or none.
class BankLedger
{
public:
    /// nullptr when there is none. The pointers stay good for the life of the ledger.
    BankPayment *byId(const QString &id);
    BankPayment *byReference(const QString &reference);
    BankPayment *byChallenge(const QString &token);
    /// The payment that a dispute of that id is about.
    BankPayment *byDispute(const QString &id);
    /// The approved payment that a card was kept in.
    const BankPayment *byToken(const QString &token) const;
    /// Forgets a token; the effect is noted once, however often it is asked for. False when there
    /// never was such a token.
    bool detach(const QString &token, const QString &operation, qint64 nowMs);

    BankPayment &add(BankPayment payment);
    /// Call after every change of a payment.
    void changed(const BankPayment &payment);
    void addEffect(const BankPayment &payment, const QString &operation, const QString &kind,
                   qint64 amount, qint64 atMs);

    const BankAnswer *answerTo(const QByteArray &key) const;
    void keepAnswer(const QByteArray &key, const BankAnswer &answer);

    /// Cancelled before it arrived: the references of the cancels, empty when it is not.
    QStringList tombstone(const QString &reference) const { return m_tombstones.value(reference); }
    void addTombstone(const QString &reference, const QString &operation);

    /// A counter by name, for scenarios that depend on history.
    qint64 count(const QString &name) const { return m_counts.value(name); }
    void setCount(const QString &name, qint64 value);

    /// How far the bank's clock is ahead.
    qint64 offsetMs() const { return m_offsetMs; }
    void setOffset(qint64 ms);

    /// The payment with something due at or before nowMs, the longest due first; nullptr = none.
    BankPayment *nextDue(qint64 nowMs);

    qsizetype paymentCount() const { return qsizetype(m_payments.size()); }
    QJsonArray paymentsJson(const QUrl &baseUrl) const;
    /// Of those, the ones whose shopper has not answered yet.
    QJsonArray challengesJson(const QUrl &baseUrl) const;
    QJsonArray effectsJson() const;

    /// The ids of the payments that changed since this was asked last.
    QStringList takeTouched();

    /// The changes as one journal line, which then starts anew; empty when nothing changed.
    QByteArray takeChanges();
    /// Starts anew without making the line.
    void dropChanges();
    /// Applies a line. Errors: InvalidValue.
    Result<> replay(QByteArrayView line);

private:
    void index(qsizetype position);

    std::deque<BankPayment> m_payments;
    QHash<QString, qsizetype> m_byId;
    QHash<QString, qsizetype> m_byReference;
    QHash<QString, qsizetype> m_byChallenge;
    QHash<QString, qsizetype> m_byToken;
    QHash<QString, qsizetype> m_byDispute;
    QSet<QString> m_detached; ///< tokens that were given up
    std::set<std::pair<qint64, qsizetype>> m_due;
    QHash<qsizetype, qint64> m_dueOf;
    QList<BankEffect> m_effects;
    QHash<QByteArray, BankAnswer> m_answers;
    QHash<QString, QStringList> m_tombstones;
    QHash<QString, qint64> m_counts;
    qint64 m_offsetMs = 0;

    std::set<qsizetype> m_changed;
    std::set<qsizetype> m_touched;
    qsizetype m_effectsWritten = 0;
    QJsonObject m_change;
};

#pragma once

#include "services/processors/simulator/bankstate.h"

#include <functional>

/// The bank in Adyen's words: Checkout v71 under /adyen/v71, JSON, any X-API-Key that does not
/// begin with "wrong". Each call becomes one of the bank's own, so that keys, faults and effects
/// are the same; a fault's path part is looked for in the bank's path (/v1/payments, /captures,
/// /void, /refunds, /complete, /detach).
///
/// Captures, cancels and refunds are only ever "received". A challenge is a redirect: the shopper
/// comes back with a redirectResult, and the bank decides when that is forwarded.
class AdyenFace
{
public:
    explicit AdyenFace(BankState &state) : m_state(state) {}

    BankReply handle(const HttpRequest &request);

    /// Whether a payment was made in these words.
    static bool made(const BankLedger &ledger, const BankPayment &payment);
    /// Keeps what a shopper answered until it is forwarded; the query to go back with.
    static QString answered(BankLedger &ledger, const BankPayment &payment, const QString &action);
    /// The bank's name of a modification: of that payment, by its word ("captures") and reference.
    static QString nameOf(const BankState &state, const QString &payment, const QString &word,
                          const QString &own);

private:
    using Wording = std::function<HttpResponse(const QJsonObject &bank)>;

    BankReply authorize(const QJsonObject &json, const QByteArray &key);
    BankReply complete(const QJsonObject &json, const QByteArray &key);
    BankReply modify(const QString &payment, const QString &action, const QJsonObject &json,
                     const QByteArray &key);
    BankReply cancelReference(const QJsonObject &json, const QByteArray &key);
    /// A cancel is received whether the bank does it or not; what became of it is heard later.
    BankReply forwardCancel(const QString &path, const QJsonObject &json, const QByteArray &key,
                            const QJsonObject &said, const std::function<void()> &done,
                            const std::function<void()> &refused);
    BankReply forget(const QString &token);
    /// One of the bank's own calls, with its answer in Adyen's words.
    BankReply forward(const QString &path, const QJsonObject &json, const QByteArray &key,
                      const Wording &inAdyensWords);

    BankState &m_state;
};

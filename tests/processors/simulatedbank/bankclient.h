#pragma once

#include "services/processors/simulator/simulatedbank.h"

#include <QJsonArray>
#include <QJsonDocument>

/// What the bank said.
struct BankSaid
{
    BankReply reply;
    QJsonObject json;

    int status() const { return reply.response.status; }
    QString text(QLatin1StringView key) const { return json[key].toString(); }
    qint64 number(QLatin1StringView key) const { return json[key].toInteger(); }
    QString id() const { return text(QLatin1StringView("id")); }
    QString declineCategory() const { return inner("decline", "category"); }
    QString errorCode() const { return inner("error", "code"); }
    bool isReplay() const
    {
        return headerValue(reply.response.headers, "idempotent-replayed") == "true";
    }
    /// One row of the refunds; an empty object when there is none of that number.
    QJsonObject refundRow(qsizetype number = 0) const
    {
        return json[QLatin1StringView("refunds")][number].toObject();
    }
    QString refundStatus(qsizetype number = 0) const
    {
        return refundRow(number)[QLatin1StringView("status")].toString();
    }
    QString refundDecline(qsizetype number = 0) const
    {
        const QJsonValue decline = refundRow(number)[QLatin1StringView("decline")];
        return decline[QLatin1StringView("code")].toString();
    }
    QString inner(const char *object, const char *key) const
    {
        return json[QLatin1StringView(object)][QLatin1StringView(key)].toString();
    }
};

/// A request for money, ready to be changed.
struct Pay
{
    QString card = QStringLiteral("4242424242424242");
    QString reference = QStringLiteral("att_1");
    qint64 amount = 1000;
    bool automatic = false;
    bool multiple = false;
    bool partial = false;
    bool threeDs = false;
    QString zip = {};
    QString key = {}; ///< when empty: "key_" + reference
    QString currency = QStringLiteral("EUR");
    QString returnUrl = QStringLiteral("http://127.0.0.1:9/return?token=abc");

    QString operation() const { return QStringLiteral("op_") + reference; }
    QByteArray body() const
    {
        const QJsonObject cardJson = {{QStringLiteral("number"), card},
                                      {QStringLiteral("exp_month"), 12},
                                      {QStringLiteral("exp_year"), 2034},
                                      {QStringLiteral("cvc"), QStringLiteral("737")},
                                      {QStringLiteral("holder"), QStringLiteral("Ada L")},
                                      {QStringLiteral("zip"), zip}};
        return QJsonDocument(
                   QJsonObject{{QStringLiteral("reference"), reference},
                               {QStringLiteral("operation"), operation()},
                               {QStringLiteral("amount"), amount},
                               {QStringLiteral("currency"), currency},
                               {QStringLiteral("capture"),
                                automatic ? QStringLiteral("automatic") : QStringLiteral("manual")},
                               {QStringLiteral("multiple_captures"), multiple},
                               {QStringLiteral("allow_partial"), partial},
                               {QStringLiteral("three_ds"), threeDs},
                               {QStringLiteral("return_url"), returnUrl},
                               {QStringLiteral("card"), cardJson}})
            .toJson(QJsonDocument::Compact);
    }
};

/// Talks to a bank in the same process, as a connector would over the wire.
class BankClient
{
public:
    explicit BankClient(SimulatedBank &bank) : m_bank(bank) {}

    BankSaid send(const QByteArray &method, const QString &path, const QByteArray &body = {},
                  const QString &key = {})
    {
        HttpRequest request;
        request.method = method;
        request.url = QUrl(path);
        request.headers = {{"Authorization", "Bearer test"},
                           {"Content-Type", "application/json"},
                           {"Idempotency-Key", key.toLatin1()}};
        request.body = SecretBytes(body);
        BankSaid said{m_bank.handle(request), {}};
        said.json = QJsonDocument::fromJson(said.reply.response.body).object();
        return said;
    }
    BankSaid post(const QString &path, const QJsonObject &json, const QString &key = {})
    {
        return send("POST", path, QJsonDocument(json).toJson(QJsonDocument::Compact), key);
    }
    BankSaid pay(const Pay &pay)
    {
        return send("POST", QStringLiteral("/v1/payments"), pay.body(),
                    pay.key.isEmpty() ? QString(QStringLiteral("key_") + pay.reference) : pay.key);
    }
    /// The id of a payment of 10.00 that was captured at once.
    QString sell(const QString &card = QStringLiteral("4242424242424242"),
                 const QString &reference = QStringLiteral("att_1"))
    {
        Pay sale{card, reference};
        sale.automatic = true;
        return pay(sale).id();
    }
    BankSaid capture(const QString &id, const QString &operation, qint64 amount, bool final = false,
                     const QString &currency = QStringLiteral("EUR"))
    {
        return post(QStringLiteral("/v1/payments/") + id + QStringLiteral("/captures"),
                    {{QStringLiteral("reference"), operation},
                     {QStringLiteral("amount"), amount},
                     {QStringLiteral("currency"), currency},
                     {QStringLiteral("final"), final}},
                    QStringLiteral("key_") + operation);
    }
    BankSaid refund(const QString &id, const QString &operation, qint64 amount,
                    const QString &key = {}, const QString &currency = QStringLiteral("EUR"))
    {
        return post(QStringLiteral("/v1/payments/") + id + QStringLiteral("/refunds"),
                    {{QStringLiteral("reference"), operation},
                     {QStringLiteral("amount"), amount},
                     {QStringLiteral("currency"), currency}},
                    key.isEmpty() ? QString(QStringLiteral("key_") + operation) : key);
    }
    BankSaid voidHold(const QString &id, const QString &operation = QStringLiteral("op_void"))
    {
        return post(QStringLiteral("/v1/payments/") + id + QStringLiteral("/void"),
                    {{QStringLiteral("reference"), operation}}, QStringLiteral("key_") + operation);
    }
    BankSaid voidReference(const QString &reference,
                           const QString &operation = QStringLiteral("op_fence"))
    {
        return post(QStringLiteral("/v1/references/") + reference + QStringLiteral("/void"),
                    {{QStringLiteral("reference"), operation}}, QStringLiteral("key_") + operation);
    }
    BankSaid read(const QString &id) { return send("GET", QStringLiteral("/v1/payments/") + id); }
    BankSaid readReference(const QString &reference = QStringLiteral("att_1"))
    {
        return send("GET", QStringLiteral("/v1/references/") + reference);
    }
    BankSaid answerChallenge(const BankSaid &payment, const QByteArray &action)
    {
        return send("POST", QUrl(payment.inner("challenge", "url")).path(), "action=" + action);
    }
    /// "authorize 1000, capture 400": every effect so far, in order.
    QString effects()
    {
        QStringList list;
        for (const QJsonValue &effect : m_bank.ledger()[QLatin1StringView("effects")].toArray()) {
            list.append(effect[QLatin1StringView("kind")].toString() + u' '
                        + QString::number(effect[QLatin1StringView("amount")].toInteger()));
        }
        return list.join(QStringLiteral(", "));
    }

private:
    SimulatedBank &m_bank;
};

#pragma once

#include "services/processors/simulator/bankstate.h"

/// The part of the bank a merchant talks to: everything under /v1.
class BankApi
{
public:
    explicit BankApi(BankState &state) : m_state(state) {}

    BankReply handle(const HttpRequest &request);

private:
    /// An answer, how the card spoils it, and whether its key is bound to it.
    struct Execution
    {
        HttpResponse truth = {};
        std::optional<BankFault> fault = {};
        int delayMs = 0;
        bool isKept = true;
    };

    BankReply get(const QStringList &path);
    BankReply post(const HttpRequest &request, const QStringList &path);
    Execution execute(const QStringList &path, const QJsonObject &json,
                      const struct PresentedCard &card);
    Execution authorize(const QJsonObject &json, struct PresentedCard card);
    void nameKept(const QJsonObject &json, const QString &number, BankPayment &wanted) const;
    Execution capture(BankPayment &payment, const QJsonObject &json);
    Execution increment(BankPayment &payment, const QJsonObject &json);
    Execution refund(BankPayment &payment, const QJsonObject &json);
    Execution voidHold(BankPayment &payment, const QJsonObject &json);
    Execution voidReference(const QString &reference, const QJsonObject &json);
    /// For dialects that decide a challenge only when they are told how it went.
    Execution complete(const QString &token, const QJsonObject &json);
    Execution detach(const QString &token, const QJsonObject &json);
    Execution answer(const BankPayment &payment, int status) const;
    HttpResponse dispute(const QString &id) const;
    Execution answerDispute(const QString &id, const QString &action, const QJsonObject &json);

    BankState &m_state;
};

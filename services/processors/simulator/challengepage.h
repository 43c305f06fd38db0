#pragma once

#include "services/processors/simulator/bankstate.h"

/// The bank's 3DS page: GET shows it, POST takes the shopper's answer.
class ChallengePage
{
public:
    explicit ChallengePage(BankState &state) : m_state(state) {}

    HttpResponse handle(const HttpRequest &request);

private:
    HttpResponse show(const BankPayment &payment, const QString &notice) const;
    HttpResponse act(BankPayment &payment, const QString &action);
    HttpResponse sendBack(const BankPayment &payment, const QString &redirectResult) const;

    BankState &m_state;
};

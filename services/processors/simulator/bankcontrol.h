#pragma once

#include "services/processors/simulator/bankstate.h"

/// The part of the bank that tests and demonstrations steer it by: everything under /control.
class BankControl
{
public:
    explicit BankControl(BankState &state) : m_state(state) {}

    HttpResponse handle(const HttpRequest &request);

private:
    HttpResponse get(const QString &name) const;
    HttpResponse post(const QString &name, const QJsonObject &json);
    HttpResponse planFault(const QJsonObject &json);
    HttpResponse review(const QJsonObject &json);
    HttpResponse lateSuccess(const QJsonObject &json);
    HttpResponse subscribe(const QJsonObject &json);
    HttpResponse decideDispute(const QJsonObject &json);
    HttpResponse requests() const;

    BankState &m_state;
};

/// {"payments":[…],"effects":[…]}.
QJsonObject ledgerJson(const BankState &state);

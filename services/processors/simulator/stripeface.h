#pragma once

#include "services/processors/simulator/bankstate.h"

class StripeFaceForm;

/// The bank in Stripe's clothes: everything under /stripe/v1, so that a whole flow can be tried
/// over HTTP without Stripe. What is understood is what the connector sends and little more; a
/// payment is always confirmed when it is made. Test keys only. A search finds payments that are at
/// least a minute old, as Stripe's index may.
class StripeFace
{
public:
    explicit StripeFace(BankState &state) : m_state(state) {}

    BankReply handle(const HttpRequest &request);

    /// Whether a payment was made in these words.
    static bool made(const QString &payment)
    {
        return payment.startsWith(QLatin1String("pi_"))
               || payment.startsWith(QLatin1String("seti_"));
    }
    /// "evt_…": never twice the same.
    QString newId(QLatin1StringView prefix);

private:
    /// An answer, how the card spoils it, and whether its key is bound to it.
    struct Execution
    {
        HttpResponse truth = {};
        std::optional<BankFault> fault = {};
        int delayMs = 0;
        bool isKept = true;
    };

    BankReply get(const QStringList &path, const StripeFaceForm &query);
    BankReply post(const HttpRequest &request, const QStringList &path);
    Execution execute(const QStringList &path, const StripeFaceForm &form,
                      const struct PresentedCard &card);
    Execution makeCustomer(const StripeFaceForm &form);
    Execution makeMethod(const StripeFaceForm &form, const struct PresentedCard &card);
    Execution makeIntent(const StripeFaceForm &form, bool isSetup);
    Execution pay(BankPayment wanted, const StripeFaceForm &form);
    Execution capture(BankPayment &payment, const StripeFaceForm &form);
    Execution increment(BankPayment &payment, const StripeFaceForm &form);
    Execution cancel(BankPayment &payment, const StripeFaceForm &form);
    Execution refund(const StripeFaceForm &form);
    Execution detach(const QString &method);
    HttpResponse search(const StripeFaceForm &query);
    HttpResponse list(const QString &object, const StripeFaceForm &query);
    HttpResponse refundOf(const QString &id);
    HttpResponse show(const BankPayment &payment, bool expanded, int status = 200) const;

    BankState &m_state;
};

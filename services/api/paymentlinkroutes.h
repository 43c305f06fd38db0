#pragma once

#include "services/api/paymentpage.h"
#include "services/api/ratelimit.h"
#include "services/api/router.h"
#include "services/interfaces/merchants.h"
#include "services/interfaces/paymentlinks.h"
#include "services/interfaces/payments.h"

#include <QObject>

class FormBody;

/// What the routes of payment links work with. Everything outlives them.
struct PaymentLinkServices
{
    Payments &payments;
    PaymentAccess &access;
    PaymentLinks &links;
    Merchants &merchants;
    const Clock &clock;
    std::function<QUrl()> publicBase; ///< where shoppers reach this server
};

/// Links to payments, and the page behind them: it shows what is paid to whom, takes a card,
/// confirms with the payment's own client secret, sends the shopper on to the bank and tells how it
/// went. The secret never leaves the server with the page.
class PaymentLinkRoutes final : public QObject
{
    Q_OBJECT

public:
    PaymentLinkRoutes(PaymentLinkServices services, QObject *parent = nullptr);

    QList<Route> routes();

    /// How often one address may ask for pages, and send cards.
    static constexpr qint64 kPagesPerMinute = 120;
    static constexpr qint64 kCardsPerMinute = 20;

private:
    using WithFacts = std::function<void(const paymentpage::Facts &facts)>;

    void retrieve(const ApiRequestPtr &request, const ApiResponder &respond);
    void answerLink(const PaymentLink &link, const ApiResponder &respond);
    void show(const ApiRequestPtr &request, const ApiResponder &respond);
    void take(const ApiRequestPtr &request, const ApiResponder &respond);
    /// Confirms with the card of the form, for whoever has the payment's secret.
    void pay(const ApiRequestPtr &request, const std::shared_ptr<FormBody> &form,
             const paymentpage::Facts &facts, const ApiResponder &respond);
    void confirmed(const Result<Payment> &payment, const paymentpage::Facts &facts,
                   paymentpage::Form form, const ApiResponder &respond) const;
    void withFacts(const ApiRequestPtr &request, const ApiResponder &respond,
                   const WithFacts &then);

    const PaymentLinkServices m_services;
    RateLimit m_pages;
    RateLimit m_cards;
};

#pragma once

#include "services/api/errormapping.h"
#include "services/api/offeredkinds.h"
#include "services/api/router.h"
#include "services/interfaces/connectoraccounts.h"
#include "services/interfaces/methodcreation.h"
#include "services/interfaces/paymentaccess.h"
#include "services/interfaces/savedmethods.h"

/// Saved methods of customers over HTTP: for a merchant's server, for a checkout by the payment's
/// client secret, and for one customer by an ephemeral key.
class MethodRoutes final : public QObject
{
    Q_OBJECT

public:
    /// All outlive the routes.
    MethodRoutes(SavedMethods &methods, MethodCreation &creation, ConnectorAccounts &accounts,
                 PaymentAccess &access, QObject *parent = nullptr);

    QList<Route> routes();

private:
    void offerForCheckout(const ApiRequestPtr &request, const ApiResponder &respond);
    void offerForCustomer(const ApiRequestPtr &request, const ApiResponder &respond);
    using WithBasket = std::function<void(const Basket &basket)>;

    /// Those that some account takes, for a checkout or in general.
    void offer(const MerchantId &merchant, const CustomerId &customer, int limit,
               const ApiResponder &respond, const std::optional<Basket> &basket = {});
    /// Goes on with what the payment of that client secret is about.
    void withBasket(const MerchantId &merchant, const QString &secret, const ApiResponder &respond,
                    const WithBasket &then);
    void makeDefault(const ApiRequestPtr &request, const ApiResponder &respond);
    void retrieve(const ApiRequestPtr &request, const ApiResponder &respond);
    void update(const ApiRequestPtr &request, const ApiResponder &respond);
    void remove(const ApiRequestPtr &request, const ApiResponder &respond);
    void whatIsOffered(const ApiRequestPtr &request, const ApiResponder &respond);

    SavedMethods &m_methods;
    MethodCreation &m_creation;
    ConnectorAccounts &m_accounts;
    PaymentAccess &m_access;
};

std::optional<ApiError> readUpdateMethod(const JsonValue &body, UpdateMethod &command,
                                         ClientSecret &secret);
/// With a secret when it waits for its card and whoever asked has just made it.
QByteArray methodJson(const SavedMethod &method, const QString &clientSecret = {});
/// {customer_payment_methods, is_guest_customer}
QByteArray offeredMethodsJson(const QList<OfferedMethod> &methods,
                              const std::optional<bool> &isGuest);

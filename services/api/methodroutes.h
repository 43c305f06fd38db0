#pragma once

#include "services/api/errormapping.h"
#include "services/api/router.h"
#include "services/interfaces/paymentaccess.h"
#include "services/interfaces/savedmethods.h"

/// Saved methods of customers over HTTP: for a merchant's server, for a checkout by the payment's
/// client secret, and for one customer by an ephemeral key.
class MethodRoutes final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive the routes.
    MethodRoutes(SavedMethods &methods, PaymentAccess &access, QObject *parent = nullptr);

    QList<Route> routes();

private:
    void offerForCheckout(const ApiRequestPtr &request, const ApiResponder &respond);
    void offerForCustomer(const ApiRequestPtr &request, const ApiResponder &respond);
    void offer(const MerchantId &merchant, const CustomerId &customer, int limit,
               const std::optional<bool> &isGuest, const ApiResponder &respond,
               const ProfileId &profile = {});
    void makeDefault(const ApiRequestPtr &request, const ApiResponder &respond);
    void retrieve(const ApiRequestPtr &request, const ApiResponder &respond);
    void update(const ApiRequestPtr &request, const ApiResponder &respond);
    void remove(const ApiRequestPtr &request, const ApiResponder &respond);
    void whatIsOffered(const ApiRequestPtr &request, const ApiResponder &respond);

    SavedMethods &m_methods;
    PaymentAccess &m_access;
};

std::optional<ApiError> readUpdateMethod(const JsonValue &body, UpdateMethod &command);
QByteArray methodJson(const SavedMethod &method);
/// {customer_payment_methods, is_guest_customer}
QByteArray offeredMethodsJson(const QList<OfferedMethod> &methods,
                              const std::optional<bool> &isGuest);

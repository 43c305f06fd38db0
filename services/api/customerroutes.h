#pragma once

#include "services/api/errormapping.h"
#include "services/api/router.h"
#include "services/interfaces/customers.h"
#include "services/interfaces/savedmethods.h"

/// Customers over HTTP.
class CustomerRoutes final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive the routes.
    CustomerRoutes(Customers &customers, SavedMethods &methods, QObject *parent = nullptr);

    QList<Route> routes();

private:
    void create(const ApiRequestPtr &request, const ApiResponder &respond);
    void retrieve(const ApiRequestPtr &request, const ApiResponder &respond);
    void update(const ApiRequestPtr &request, const ApiResponder &respond);
    void remove(const ApiRequestPtr &request, const ApiResponder &respond);
    void list(const ApiRequestPtr &request, const ApiResponder &respond);
    void listWithCount(const ApiRequestPtr &request, const ApiResponder &respond);
    void answer(const Customer &customer, const ApiResponder &respond);

    Customers &m_customers;
    SavedMethods &m_methods;
};

std::optional<ApiError> readCreateCustomer(const JsonValue &body, CreateCustomer &command);
std::optional<ApiError> readUpdateCustomer(const JsonValue &body, UpdateCustomer &command);
/// One customer as it is answered. `defaultMethod` is empty when there is none, or not asked for.
QByteArray customerJson(const Customer &customer, const PaymentMethodId &defaultMethod);

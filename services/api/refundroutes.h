#pragma once

#include "services/api/errormapping.h"
#include "services/api/router.h"
#include "services/interfaces/paymentaccess.h"
#include "services/interfaces/refunds.h"

/// Refunds over HTTP.
class RefundRoutes final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive the routes.
    RefundRoutes(Refunds &refunds, PaymentAccess &access, QObject *parent = nullptr);

    QList<Route> routes();

private:
    void create(const ApiRequestPtr &request, const ApiResponder &respond);
    void retrieve(const ApiRequestPtr &request, const ApiResponder &respond);
    void sync(const ApiRequestPtr &request, const ApiResponder &respond);
    void update(const ApiRequestPtr &request, const ApiResponder &respond);
    void list(const ApiRequestPtr &request, const ApiResponder &respond);
    void choices(const ApiRequestPtr &request, const ApiResponder &respond);
    void answer(const ApiRequestPtr &request, const RefundId &id, bool asks,
                const ApiResponder &respond);

    Refunds &m_refunds;
    PaymentAccess &m_access;
};

/// What a body asks for. What is wrong with it, or nothing.
std::optional<ApiError> readCreateRefund(const JsonValue &body, CreateRefund &command);

/// Which refunds a body asks for. What is wrong with it, or nothing.
std::optional<ApiError> readRefundWindow(const JsonValue &body, RefundWindowQuery &query);

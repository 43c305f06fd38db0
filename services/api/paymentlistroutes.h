#pragma once

#include "services/api/errormapping.h"
#include "services/api/router.h"
#include "services/interfaces/paymentaccess.h"

#include <QUrl>

/// Lists of payments over HTTP: by cursor, by filters, and counts by status.
class PaymentListRoutes final : public QObject
{
    Q_OBJECT

public:
    /// `access` outlives the routes.
    PaymentListRoutes(PaymentAccess &access, std::function<QUrl()> publicBase,
                      QObject *parent = nullptr);

    QList<Route> routes();

private:
    void byCursor(const ApiRequestPtr &request, const ApiResponder &respond);
    void byFilter(const ApiRequestPtr &request, const ApiResponder &respond);
    void choices(const ApiRequestPtr &request, const ApiResponder &respond);
    void aggregate(const ApiRequestPtr &request, const ApiResponder &respond);

    PaymentAccess &m_access;
    const std::function<QUrl()> m_publicBase;
};

/// The query of a list by cursor. What is wrong with it, or nothing.
std::optional<ApiError> readPaymentCursor(const ApiRequest &request, PaymentCursorQuery &query);
/// The body of a list by filters.
std::optional<ApiError> readPaymentWindow(const JsonValue &body, PaymentWindowQuery &query);

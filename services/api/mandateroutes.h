#pragma once

#include "services/api/router.h"
#include "services/interfaces/recurring.h"

/// Agreements about later charges over HTTP.
class MandateRoutes final : public QObject
{
    Q_OBJECT

public:
    /// `recurring` outlives the routes.
    explicit MandateRoutes(Recurring &recurring, QObject *parent = nullptr);

    QList<Route> routes();

private:
    void retrieve(const ApiRequestPtr &request, const ApiResponder &respond);
    void revoke(const ApiRequestPtr &request, const ApiResponder &respond);
    void list(const ApiRequestPtr &request, const ApiResponder &respond);
    void ofCustomer(const ApiRequestPtr &request, const ApiResponder &respond);

    Recurring &m_recurring;
};

QByteArray mandateJson(const Agreement &agreement);

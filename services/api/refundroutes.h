#pragma once

#include "services/api/errormapping.h"
#include "services/api/router.h"
#include "services/interfaces/refunds.h"

/// Refunds over HTTP.
class RefundRoutes final : public QObject
{
    Q_OBJECT

public:
    /// `refunds` outlives the routes.
    explicit RefundRoutes(Refunds &refunds, QObject *parent = nullptr);

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
};

/// What a body asks for. What is wrong with it, or nothing.
std::optional<ApiError> readCreateRefund(const JsonValue &body, CreateRefund &command);

/// Which refunds a body asks for.
struct RefundFilter
{
    RefundId id;
    RefundQuery query;
    std::optional<qint64> amountFrom;
    std::optional<qint64> amountTo;
    std::optional<qint64> fromMs;
    std::optional<qint64> toMs;
    QList<RefundStatus> statuses;
    QStringList currencies;
    QStringList connectors;
    int offset = 0;
    int limit = 10;

    bool fits(const Refund &refund) const;
};
std::optional<ApiError> readRefundFilter(const JsonValue &body, RefundFilter &filter);

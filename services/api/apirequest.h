#pragma once

#include "services/api/json/jsonvalue.h"
#include "services/domain/commands.h"
#include "services/http/httpreply.h"
#include "services/interfaces/apiaccess.h"

#include <functional>
#include <memory>

/// A request that found its route and whose key is known.
struct ApiRequest
{
    HttpRequest http;
    QList<std::pair<QByteArray, QString>> path; ///< {"payment_id", "pay_..."}, in order
    QList<std::pair<QString, QString>> query;   ///< decoded; every name once
    ApiIdentity identity;
    JsonValue body;    ///< an empty object when there was none
    QString requestId; ///< of the answer's X-Request-Id
    /// What effects are to be named after when the client sent an Idempotency-Key; well formed as
    /// an id, otherwise empty.
    QString operationId = {};

    /// The value of {name} in the route's pattern.
    QString pathValue(QByteArrayView name) const
    {
        for (const auto &[known, value] : path) {
            if (known == name)
                return value;
        }
        return {};
    }
    /// Nothing when the query does not have it.
    std::optional<QString> queryValue(QStringView name) const
    {
        for (const auto &[known, value] : query) {
            if (known == name)
                return value;
        }
        return std::nullopt;
    }
    /// The id of what is to be made when the body names none: the same each time the request is
    /// sent again; empty when the client gave no Idempotency-Key.
    QString newId(QLatin1StringView prefix) const
    {
        return operationId.isEmpty() ? QString() : QString(prefix + operationId.section(u'_', 1));
    }
    /// As audit and timeline name whoever asks.
    Caller caller() const
    {
        return {identity.merchantId, QString(QLatin1StringView("api:") + identity.keyId)};
    }
};

/// Kept by whoever goes on with it later.
using ApiRequestPtr = std::shared_ptr<ApiRequest>;

/// An answer of a route.
struct ApiReply
{
    int status = 200;
    QByteArray body;
    QByteArray contentType = "application/json";
    HttpHeaders headers = {}; ///< besides those that every answer has
};

/// Called once, now or later, on the router's thread.
using ApiResponder = std::function<void(const ApiReply &)>;

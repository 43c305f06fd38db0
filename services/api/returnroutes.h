#pragma once

#include "services/http/httpreply.h"
#include "services/interfaces/payments.h"

#include <QObject>

/// Where a shopper's browser comes back to after a challenge: /3ds/return/{token}, by GET or, as
/// some banks do, by POST. The only effect is a sync of the payment behind the token. The page is
/// the same for a known, a used and an unknown token, and is sent before the sync is done, so that
/// nobody learns anything by asking.
class ReturnRoutes final : public QObject
{
    Q_OBJECT

public:
    /// `payments` outlives the routes. Requests are handled on this object's thread.
    explicit ReturnRoutes(Payments &payments, QObject *parent = nullptr);

    /// Answers one request: 200 with the page, 404 for another path, 405 for another method.
    void handle(const HttpRequest &request, const HttpResponder &respond);

    /// The path every return begins with; the token follows.
    static QLatin1StringView path() { return QLatin1StringView("/3ds/return/"); }

private:
    Payments &m_payments;
    QByteArray m_page;
};

#pragma once

#include "services/engine/incomingservice.h"
#include "services/http/httpserver.h"

/// Takes in what a bank tells in a driver's engine, over HTTP.
class NewsListener
{
public:
    NewsListener(Engine &engine, const MerchantId &merchant, const ConnectorAccountId &account);

    /// Listens, and tells the bank where, in which dialect and under which secret. What waits there
    /// comes at once.
    Result<> start(const QUrl &bank, const QString &dialect, const QByteArray &secret);

private:
    IncomingService m_incoming;
    HttpServer m_server;
};

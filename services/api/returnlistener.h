#pragma once

#include "services/api/returnroutes.h"

#include <QUrl>

#include <memory>

class HttpServer;

/// The loopback address at which the desktop catches returns from a browser of the person's own.
/// Lives on one thread.
class ReturnListener final : public QObject
{
    Q_OBJECT

public:
    explicit ReturnListener(Payments &payments, QObject *parent = nullptr);
    ~ReturnListener() override;

    /// Listens on 127.0.0.1, on the preferred port if it is free: a challenge that was begun
    /// earlier comes back to the address of that time. 0 takes any free port.
    /// Errors: ConnectorUnreachable when no port can be had.
    Result<> start(quint16 preferredPort = 0);
    /// "http://127.0.0.1:PORT/3ds/return/", empty until started. A token is put behind it.
    QUrl returnBase() const;
    quint16 port() const;

private:
    ReturnRoutes m_routes;
    std::unique_ptr<HttpServer> m_server;
};

#pragma once

#include <QSslServer>

/// A TLS server on a loopback port whose certificate nobody vouches for, made afresh.
class SelfSignedServer
{
public:
    SelfSignedServer();

    quint16 port() const { return m_server.serverPort(); }
    /// Connections whose handshake succeeded.
    int acceptedCount() const { return m_accepted; }

private:
    QSslServer m_server;
    int m_accepted = 0;
};

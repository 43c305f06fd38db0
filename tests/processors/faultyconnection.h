#pragma once

#include "tests/processors/faultyserver.h"

#include <QTcpServer>
#include <QTcpSocket>

/// Accepts for a FaultyServer, on its thread.
class FaultyListener final : public QTcpServer
{
    Q_OBJECT

public:
    explicit FaultyListener(FaultyServer &server) : m_server(server) {}

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    FaultyServer &m_server;
};

/// One connection of a FaultyServer: reads requests and plays their scripts.
class FaultyConnection final : public QObject
{
    Q_OBJECT

public:
    FaultyConnection(FaultyServer &server, qintptr descriptor, QObject *parent);

private:
    void read();
    void headerArrived(const QByteArray &header);
    void requestArrived();
    void answer();
    void drip();
    void reset();
    QByteArray replyBytes() const;

    FaultyServer &m_server;
    QTcpSocket m_socket;
    QByteArray m_input;
    FaultyScript m_script;
    QByteArray m_output;         ///< of a drip: what is left
    qsizetype m_bodyLength = -1; ///< of the request being read, -1 between requests
};

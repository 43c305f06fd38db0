#pragma once

#include <QByteArrayList>
#include <QList>
#include <QtGlobal>

/// Where bodies may be larger than elsewhere. They say their length beforehand: what comes in
/// chunks has the room of all others.
struct LargerBody
{
    QByteArray method;
    QByteArray path;
    bool andBelow = false; ///< the path and what begins with it
    qsizetype bytes = 0;
};

/// What one client may ask of us. Everything above is refused and the connection closed.
struct HttpLimits
{
    qsizetype requestLineBytes = 8LL * 1024; ///< 414
    qsizetype headerBytes = 16LL * 1024;     ///< all fields together, 431
    int headerFields = 64;                   ///< 431
    qsizetype bodyBytes = 64LL * 1024; ///< 413, before the body is read when it says its length
    QList<LargerBody> largerBodies = {};
    qsizetype largerBodiesTogether = 8LL * 1024 * 1024; ///< of all connections; above it 503
    int headerTimeoutMs = 10'000;   ///< from the first byte to the end of the head, 408
    int bodyTimeoutMs = 20'000;     ///< from the end of the head to the last byte, 408
    int idleTimeoutMs = 15'000;     ///< between requests: closed without a word
    int silenceTimeoutMs = 120'000; ///< how long HttpReply::Ending::Silence keeps a socket
    int connections = 256;
    int connectionsPerAddress = 32;
    int requestsPerConnection = 100; ///< the last one is answered with Connection: close
    /// Host names a request may be for, besides the loopback names. Lower case, without port.
    QByteArrayList hostNames = {};
};

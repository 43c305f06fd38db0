#pragma once

#include "services/core/httpmessage.h"
#include "services/http/bodyroom.h"
#include "services/http/httplimits.h"

#include <memory>

/// Reads requests, one after another, from the bytes of one connection. No socket and no clock, so
/// that it can be fed anything. Bytes after a complete request wait uninterpreted until next().
class HttpRequestParser
{
public:
    /// port is the one that Host fields may name. Larger bodies take their place from the room,
    /// until next(), and outlive it not; without one there are none.
    HttpRequestParser(const HttpLimits &limits, quint16 port, BodyRoom *room = nullptr);
    ~HttpRequestParser();

    enum class State {
        Idle, ///< not a byte of the next request yet
        Head,
        Body,
        Complete, ///< take() it; feed() only keeps bytes now
        Refused,  ///< answer refusal() and close
    };

    State state() const;
    State feed(QByteArrayView bytes);

    /// Of Refused: the status to answer with.
    int refusal() const;
    /// Of Body: the client waits for "100 Continue" before it sends on. True once per request.
    bool takeExpectation();

    /// Of Complete.
    HttpRequest take();
    bool isHead() const;
    bool keepsAlive() const;

    /// Starts on the next request; may be Complete at once when it had arrived already.
    State next();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

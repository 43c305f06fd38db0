#pragma once

#include "services/core/httpmessage.h"

#include <functional>

/// An answer and how it leaves. The endings other than Whole are for programs that play a bad
/// server; an ordinary front door always answers whole.
struct HttpReply
{
    enum class Ending {
        Whole,    ///< all of it; the connection stays open if the client wants that
        Truncate, ///< the head and the first bodyBytes of the body, then an orderly close
        Reset,    ///< the head and the first bodyBytes of the body, then RST
        Drop,     ///< not a byte, then RST
        Close,    ///< not a byte, then an orderly close
        Silence,  ///< not a byte; the client has to give up
    };

    HttpResponse response;
    Ending ending = Ending::Whole;
    qsizetype bodyBytes = 0; ///< of Truncate and Reset
};

/// Answers one request, now or later, on the server's thread. Only the first call counts, and a
/// call after the client has gone is nothing. When every copy of it is gone uncalled, the
/// connection is answered with 500 and closed.
using HttpResponder = std::function<void(const HttpReply &)>;

/// Takes over one request. request.url is the origin-form target as a relative URL.
using HttpHandler = std::function<void(HttpRequest request, HttpResponder respond)>;

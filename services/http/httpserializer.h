#pragma once

#include "services/http/httpreply.h"

/// The bytes of a response. `headSize` is the length of its head, so that a part can be sent.
struct HttpBytes
{
    QByteArray bytes;
    qsizetype headSize = 0;
};

/// Adds Content-Length and, when the connection ends, Connection: close. For HEAD the body is left
/// out. A header that could break the framing turns the whole answer into an empty 500.
HttpBytes serialized(const HttpResponse &response, bool keepAlive, bool isHead);

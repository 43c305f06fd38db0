#pragma once

#include "services/core/securebytes.h"

#include <QByteArray>
#include <QList>
#include <QUrl>

/// One header field; names compare without case.
struct HttpHeader
{
    QByteArray name;
    QByteArray value;
};

using HttpHeaders = QList<HttpHeader>;

/// The value of the first field of that name, or empty.
inline QByteArray headerValue(const HttpHeaders &headers, QByteArrayView name)
{
    for (const HttpHeader &header : headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    }
    return {};
}

/// A request, as a connector builds it and as a server reads it. The body may hold card data, so
/// it lives in wiped memory and the request cannot be copied by accident.
struct HttpRequest
{
    QByteArray method;
    QUrl url;
    HttpHeaders headers;
    SecretBytes body;
    bool holdsCard = false; ///< a transport forgets its own copies of such a body, too
    QByteArray peer = {};   ///< as a server reads it: the numeric address of the client
};

/// A whole answer.
struct HttpResponse
{
    int status = 0;
    HttpHeaders headers;
    QByteArray body;
};

#include "services/http/httpserializer.h"

#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>

namespace {

namespace beast = boost::beast;
namespace bhttp = boost::beast::http;

bool isToken(const QByteArray &name)
{
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
               || c == '-' || c == '_';
    };
    return !name.isEmpty() && std::ranges::all_of(name, allowed);
}

bool isSafe(const HttpHeader &header)
{
    const auto harmless = [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; };
    return isToken(header.name) && std::ranges::all_of(header.value, harmless);
}

bool hasBody(int status)
{
    return status >= 200 && status != 204 && status != 304;
}

bool isOurs(const QByteArray &name)
{
    for (const char *own : {"content-length", "transfer-encoding", "connection"}) {
        if (name.compare(own, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

beast::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

HttpBytes serialized(const HttpResponse &response, bool keepAlive, bool isHead)
{
    if (!std::ranges::all_of(response.headers, isSafe) || response.status < 200
        || response.status > 599)
        return serialized({500, {}, {}}, false, isHead);

    bhttp::response<bhttp::buffer_body> message;
    message.version(11);
    message.result(static_cast<unsigned>(response.status));
    for (const HttpHeader &header : response.headers) {
        if (!isOurs(header.name))
            message.insert(viewOf(header.name), viewOf(header.value));
    }
    if (hasBody(response.status))
        message.content_length(static_cast<std::uint64_t>(response.body.size()));
    message.keep_alive(keepAlive);
    message.body().more = false;

    HttpBytes result;
    bhttp::response_serializer<bhttp::buffer_body> serializer(message);
    serializer.split(true);
    while (!serializer.is_header_done()) {
        beast::error_code error;
        serializer.next(error, [&](beast::error_code &, const auto &buffers) {
            for (const auto buffer : beast::buffers_range_ref(buffers))
                result.bytes.append(static_cast<const char *>(buffer.data()),
                                    static_cast<qsizetype>(buffer.size()));
            serializer.consume(beast::buffer_bytes(buffers));
        });
        if (error)
            return {};
    }
    result.headSize = result.bytes.size();
    if (hasBody(response.status) && !isHead)
        result.bytes.append(response.body);
    return result;
}

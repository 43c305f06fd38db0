#include "services/http/httprequestparser.h"

#include "services/http/httprules.h"

#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <functional>
#include <optional>
#include <utility>

namespace {

namespace beast = boost::beast;
namespace bhttp = boost::beast::http;
using beast::error_code;

constexpr qsizetype kLongestChunkHead = 1024;
constexpr qsizetype kShortestLastChunk = 5; // 0, CR LF, CR LF

/// A Beast body that goes straight into wiped memory: it may hold a card.
struct SecretBody
{
    using value_type = SecretBytes;

    class reader
    {
    public:
        template <bool isRequest, class Fields>
        reader(bhttp::header<isRequest, Fields> &, value_type &body) : m_body(body)
        {
        }
        void init(const boost::optional<std::uint64_t> &, error_code &error) { error = {}; }
        template <class Buffers>
        std::size_t put(const Buffers &buffers, error_code &error)
        {
            error = {};
            std::size_t count = 0;
            for (const auto buffer : beast::buffers_range_ref(buffers)) {
                m_body.append({static_cast<const char *>(buffer.data()),
                               static_cast<qsizetype>(buffer.size())});
                count += buffer.size();
            }
            return count;
        }
        void finish(error_code &error) { error = {}; }

    private:
        value_type &m_body;
    };
};

using Parser = bhttp::request_parser<SecretBody>;

QByteArrayView viewOf(beast::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

qsizetype fieldCount(const Parser &parser)
{
    return static_cast<qsizetype>(std::distance(parser.get().begin(), parser.get().end()));
}

} // namespace

struct HttpRequestParser::Private
{
    HttpLimits limits;
    quint16 port = 0;
    State state = State::Idle;
    int refusal = 0;
    bool expectsContinue = false;
    bool isHead = false;
    bool keepsAlive = false;
    qsizetype headFields = 0;
    qsizetype mostBytes = 0; ///< of this request's body
    BodyRoom *room = nullptr;
    BodyRoom::Part part;
    QByteArray pending; ///< not yet interpreted
    std::optional<Parser> parser;
    std::function<void(std::uint64_t, beast::string_view, error_code &)> onChunk;

    void refuse(int status)
    {
        state = State::Refused;
        refusal = status;
        wipe(pending);
        parser.reset();
        part.giveBack();
    }
    void drop(qsizetype count)
    {
        QByteArray rest = pending.sliced(count);
        wipe(pending);
        pending = std::move(rest);
    }

    void advance();
    void readHead();
    void readBody();
    int checkFields();
    int takeRoom(qsizetype bytes);
    int checkFraming(QByteArrayView length, int lengths, QByteArrayView coding, int codings) const;
};

void HttpRequestParser::Private::advance()
{
    if (state == State::Idle && !pending.isEmpty())
        state = State::Head;
    if (state == State::Head)
        readHead();
    if (state == State::Body)
        readBody();
}

void HttpRequestParser::Private::readHead()
{
    const qsizetype end = pending.indexOf("\r\n\r\n");
    if (end < 0) {
        const qsizetype lineEnd = pending.indexOf('\n');
        if (lineEnd < 0 && pending.size() > limits.requestLineBytes)
            refuse(414);
        else if (lineEnd > 0 && pending.at(lineEnd - 1) != '\r')
            refuse(400);
        else if (pending.size() > limits.requestLineBytes + limits.headerBytes)
            refuse(431);
        return;
    }
    const QByteArrayView head = QByteArrayView(pending).first(end + 4);
    if (const int status = http_rules::checkHead(head, limits)) {
        refuse(status);
        return;
    }
    parser.emplace();
    parser->header_limit(static_cast<std::uint32_t>(limits.requestLineBytes + limits.headerBytes));
    mostBytes =
        room ? http_rules::mostBodyBytes(head.first(head.indexOf('\r')), limits) : limits.bodyBytes;
    parser->body_limit(static_cast<std::uint64_t>(mostBytes));
    parser->eager(true);
    // Two readers may disagree about what an extension means, so there are none.
    onChunk = [](std::uint64_t, beast::string_view extensions, error_code &error) {
        if (!extensions.empty())
            error = bhttp::error::bad_chunk_extension;
    };
    parser->on_chunk_header(onChunk);
    error_code error;
    parser->put(boost::asio::buffer(head.data(), static_cast<std::size_t>(head.size())), error);
    if ((error && error != bhttp::error::need_more) || !parser->is_header_done()) {
        refuse(error == bhttp::error::body_limit ? 413 : 400);
        return;
    }
    if (const int status = checkFields()) {
        refuse(status);
        return;
    }
    headFields = fieldCount(*parser);
    drop(end + 4);
    state = State::Body;
}

int HttpRequestParser::Private::checkFraming(QByteArrayView length, int lengths,
                                             QByteArrayView coding, int codings) const
{
    if (lengths > 1 || codings > 1 || (lengths > 0 && codings > 0))
        return 400;
    if (lengths == 1) {
        if (const int status = http_rules::checkLength(length, mostBytes))
            return status;
    }
    if (codings == 1) {
        if (parser->get().version() < 11)
            return 400;
        if (coding.compare("chunked", Qt::CaseInsensitive) != 0)
            return 501;
    }
    return 0;
}

/// A place for a body of that length; 0 is not known.
int HttpRequestParser::Private::takeRoom(qsizetype bytes)
{
    if (bytes <= limits.bodyBytes) {
        parser->body_limit(static_cast<std::uint64_t>(limits.bodyBytes));
        return 0;
    }
    return part.take(*room, bytes) ? 0 : 503;
}

int HttpRequestParser::Private::checkFields()
{
    const auto &message = parser->get();
    QByteArrayView length;
    QByteArrayView coding;
    QByteArrayView host;
    int lengths = 0;
    int codings = 0;
    int hosts = 0;
    for (const auto &field : message) {
        const QByteArrayView value = viewOf(field.value());
        if (!http_rules::isUtf8(value))
            return 400;
        if (field.name() == bhttp::field::content_length) {
            length = value;
            ++lengths;
        } else if (field.name() == bhttp::field::transfer_encoding) {
            coding = value;
            ++codings;
        } else if (field.name() == bhttp::field::host) {
            host = value;
            ++hosts;
        } else if (field.name() == bhttp::field::expect) {
            if (value.compare("100-continue", Qt::CaseInsensitive) != 0)
                return 417;
            expectsContinue = message.version() >= 11;
        }
    }
    if (const int status = checkFraming(length, lengths, coding, codings))
        return status;
    if (const int status = takeRoom(lengths == 1 ? length.toByteArray().toLongLong() : 0))
        return status;
    if (hosts != 1)
        return 400;
    if (const int status = http_rules::checkHost(host, limits, port))
        return status;
    return http_rules::checkTarget(viewOf(message.target()));
}

void HttpRequestParser::Private::readBody()
{
    while (!parser->is_done() && !pending.isEmpty()) {
        // Beast, once it has seen the size of a last chunk that is not whole, ends the program when
        // it is shown fewer bytes than that. Whatever is missing, so many still have to come.
        if (parser->chunked() && pending.size() < kShortestLastChunk)
            return;
        error_code error;
        const auto used = static_cast<qsizetype>(parser->put(
            boost::asio::buffer(pending.constData(), static_cast<std::size_t>(pending.size())),
            error));
        if (error && error != bhttp::error::need_more) {
            refuse(error == bhttp::error::body_limit ? 413 : 400);
            return;
        }
        drop(used);
        if (used == 0)
            break;
    }
    if (!parser->is_done()) {
        if (pending.size() > kLongestChunkHead)
            refuse(400);
        return;
    }
    // A trailer would arrive after everything was checked.
    if (fieldCount(*parser) != headFields) {
        refuse(400);
        return;
    }
    isHead = parser->get().method() == bhttp::verb::head;
    keepsAlive = parser->get().keep_alive();
    state = State::Complete;
}

HttpRequestParser::HttpRequestParser(const HttpLimits &limits, quint16 port, BodyRoom *room)
    : d(std::make_unique<Private>())
{
    d->limits = limits;
    d->port = port;
    d->room = room;
}

HttpRequestParser::~HttpRequestParser()
{
    wipe(d->pending);
}

HttpRequestParser::State HttpRequestParser::state() const
{
    return d->state;
}

HttpRequestParser::State HttpRequestParser::feed(QByteArrayView bytes)
{
    if (d->state != State::Refused) {
        d->pending.append(bytes);
        d->advance();
    }
    return d->state;
}

int HttpRequestParser::refusal() const
{
    return d->refusal;
}

bool HttpRequestParser::takeExpectation()
{
    return std::exchange(d->expectsContinue, false);
}

HttpRequest HttpRequestParser::take()
{
    auto message = d->parser->release();
    HttpRequest request;
    request.method = viewOf(message.method_string()).toByteArray();
    request.url = QUrl::fromEncoded(viewOf(message.target()).toByteArray(), QUrl::TolerantMode);
    for (const auto &field : message)
        request.headers.append(
            {viewOf(field.name_string()).toByteArray(), viewOf(field.value()).toByteArray()});
    request.body = std::move(message.body());
    return request;
}

bool HttpRequestParser::isHead() const
{
    return d->isHead;
}

bool HttpRequestParser::keepsAlive() const
{
    return d->keepsAlive;
}

HttpRequestParser::State HttpRequestParser::next()
{
    d->parser.reset();
    d->part.giveBack();
    d->state = State::Idle;
    d->expectsContinue = false;
    d->advance();
    return d->state;
}

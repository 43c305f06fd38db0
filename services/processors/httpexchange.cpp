#include "services/processors/httpexchange.h"

#include "services/core/faultpoint.h"

#include <QMetaEnum>
#include <QNetworkAccessManager>
#include <QSslConfiguration>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int kConnectTimeoutMs = 10'000;
constexpr qsizetype kLargestReply = 1'048'576;

bool isConnectError(QNetworkReply::NetworkError error)
{
    // An enumeration of Qt's with some forty values: the few that mean "never got there" are named.
    return error == QNetworkReply::ConnectionRefusedError
           || error == QNetworkReply::HostNotFoundError
           || error == QNetworkReply::SslHandshakeFailedError
           || error == QNetworkReply::TimeoutError || error == QNetworkReply::UnknownNetworkError
           || error == QNetworkReply::TemporaryNetworkFailureError;
}

/// The enumerator's name: Qt's error texts hold addresses, this does not.
QString nameOf(QNetworkReply::NetworkError error)
{
    const QMetaEnum names = QMetaEnum::fromType<QNetworkReply::NetworkError>();
    return QString::fromLatin1(names.valueToKey(error));
}

} // namespace

HttpExchange::HttpExchange(HttpRequest request, int timeoutMs, QObject *parent)
    : QObject(parent)
    , m_method(std::move(request.method))
    , m_url(std::move(request.url))
    , m_headers(std::move(request.headers))
    , m_mutates(m_method != "GET" && m_method != "HEAD")
    , m_body(std::make_unique<OneShotBody>(std::move(request.body), m_mutates))
    , m_timeoutMs(timeoutMs)
{
    m_deadline.setSingleShot(true);
    m_deadline.setTimerType(Qt::PreciseTimer);
    connect(&m_deadline, &QTimer::timeout, this, &HttpExchange::timeOut);
    m_deadline.start(timeoutMs);
    m_connectDeadline.setSingleShot(true);
    connect(&m_connectDeadline, &QTimer::timeout, this, &HttpExchange::timeOut);
}

HttpExchange::~HttpExchange()
{
    if (m_reply)
        m_reply->disconnect(this);
    m_reply.reset(); // before the body it reads from
}

void HttpExchange::refuse(const QString &problem)
{
    QMetaObject::invokeMethod(
        this, [this, problem] { fail(Delivery::NotSent, problem); }, Qt::QueuedConnection);
}

QNetworkRequest HttpExchange::networkRequest() const
{
    QNetworkRequest request(m_url);
    for (const HttpHeader &header : m_headers)
        request.setRawHeader(header.name, header.value);
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("User-Agent", "OrchestratorX");
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    // Counts silence only: a reply that drips outlives it. m_deadline is what bounds the call.
    request.setTransferTimeout(m_timeoutMs + 1000);
    if (m_mutates) {
        // Buffered, Qt would send the body again on its own when the peer closes without a reply.
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        request.setHeader(QNetworkRequest::ContentLengthHeader, m_body->length());
    }
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    request.setSslConfiguration(tls);
    return request;
}

void HttpExchange::start(QNetworkAccessManager &manager)
{
    const QNetworkRequest request = networkRequest();
    m_connectDeadline.start(kConnectTimeoutMs);
    if (m_mutates)
        faultPoint("send.before_write");
    if (m_method == "GET")
        m_reply.reset(manager.get(request));
    else if (m_method == "HEAD")
        m_reply.reset(manager.head(request));
    else if (m_method == "POST")
        m_reply.reset(manager.post(request, m_body.get()));
    else
        m_reply.reset(manager.sendCustomRequest(request, m_method, m_body.get()));
    connectReply();
}

void HttpExchange::connectReply()
{
    connect(m_reply.get(), &QNetworkReply::requestSent, this, &HttpExchange::noteSent);
    connect(m_reply.get(), &QNetworkReply::uploadProgress, this, &HttpExchange::noteUpload);
    connect(m_reply.get(), &QNetworkReply::metaDataChanged, this,
            &HttpExchange::checkDeclaredLength);
    connect(m_reply.get(), &QNetworkReply::readyRead, this, &HttpExchange::readAvailable);
    connect(m_reply.get(), &QNetworkReply::finished, this, &HttpExchange::replyFinished);
}

void HttpExchange::noteSent()
{
    m_requestSent = true;
    m_connectDeadline.stop();
}

void HttpExchange::noteUpload(qint64 sent)
{
    if (!m_mutates || m_wholeSent || sent < m_body->length() || sent == 0)
        return;
    m_wholeSent = true;
    faultPoint("send.whole");
}

void HttpExchange::checkDeclaredLength()
{
    const qint64 declared = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    if (declared > kLargestReply)
        fail(Delivery::Unanswered, u"reply too large"_s);
}

void HttpExchange::readAvailable()
{
    if (m_finished)
        return;
    if (m_mutates && !m_replyBegun)
        faultPoint("reply.half_read");
    m_replyBegun = true;
    m_received += m_reply->read(kLargestReply + 1 - m_received.size());
    if (m_received.size() > kLargestReply)
        fail(Delivery::Unanswered, u"reply too large"_s);
}

bool HttpExchange::nothingLeft() const
{
    // Whoever has not read a byte of the body has not sent one, and without its body no server can
    // act on the request. A request without a body has no such proof.
    return !m_requestSent && m_body->length() > 0 && !m_body->wasRead();
}

bool HttpExchange::isStatusError(QNetworkReply::NetworkError error, int status) const
{
    // Qt reports a whole answer with a status above 399 as an error too, 400 and 418 as a protocol
    // error; and on 307 and 308 it would like to send the body again even where it may not follow.
    if (error == QNetworkReply::ContentReSendError)
        return status >= 300 && status < 400;
    const bool content =
        error >= QNetworkReply::ContentAccessDenied && error <= QNetworkReply::UnknownContentError;
    const bool server =
        error >= QNetworkReply::InternalServerError && error <= QNetworkReply::UnknownServerError;
    return (status >= 400 && (content || server))
           || ((status == 400 || status == 418)
               && error == QNetworkReply::ProtocolInvalidOperationError)
           || (status == 407 && error == QNetworkReply::ProxyAuthenticationRequiredError);
}

void HttpExchange::replyFinished()
{
    if (m_finished)
        return;
    if (m_reply->bytesAvailable() > 0)
        readAvailable();
    if (m_finished)
        return;
    const QNetworkReply::NetworkError error = m_reply->error();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool whole =
        status > 0 && (error == QNetworkReply::NoError || isStatusError(error, status));
    if (!whole) {
        const bool unsent =
            isConnectError(error) && (nothingLeft() || (!m_requestSent && m_body->length() == 0));
        return fail(unsent ? Delivery::NotSent : Delivery::Unanswered, nameOf(error));
    }
    HttpResult result{Delivery::Answered, {status, {}, m_received}, {}};
    for (const auto &[name, value] : m_reply->rawHeaderPairs())
        result.response.headers.append({name, value});
    bool declared = false;
    const qint64 length =
        headerValue(result.response.headers, "Content-Length").toLongLong(&declared);
    if (declared && m_method != "HEAD" && length != m_received.size())
        return fail(Delivery::Unanswered, u"reply cut short"_s);
    if (m_mutates)
        faultPoint("reply.read");
    finish(result);
}

void HttpExchange::timeOut()
{
    const bool waiting = !m_reply;
    const QString problem = m_deadline.isActive() ? u"no connection in time"_s
                            : waiting             ? u"waited too long for its turn"_s
                                                  : u"timeout"_s;
    fail(waiting || nothingLeft() ? Delivery::NotSent : Delivery::Unanswered, problem);
}

void HttpExchange::fail(Delivery delivery, const QString &problem)
{
    finish({delivery, {}, problem});
}

void HttpExchange::finish(const HttpResult &result)
{
    if (m_finished)
        return;
    m_finished = true;
    m_deadline.stop();
    m_connectDeadline.stop();
    m_body->seal(); // also keeps a late reader from sending anything after all
    if (m_reply && m_reply->isRunning())
        m_reply->abort();
    emit finished(result);
}

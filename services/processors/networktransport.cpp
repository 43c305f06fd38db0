#include "services/processors/networktransport.h"

#include "services/core/check.h"
#include "services/core/heapwipe.h"
#include "services/processors/httpexchange.h"

#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QThread>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kLanes = 8;
constexpr int kCallsPerLane = 6;
constexpr size_t kLongestQueue = 1024;
constexpr int kForgetMs = 500;

QString refusalOf(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty())
        return u"no valid address"_s;
    if (!url.userInfo().isEmpty())
        return u"credentials in the address"_s;
    if (url.scheme() == "https"_L1)
        return {};
    if (url.scheme() != "http"_L1)
        return u"neither http nor https"_s;
    return isLoopbackHost(url.host()) ? QString() : u"plain http is for loopback only"_s;
}

} // namespace

bool isLoopbackHost(const QString &host)
{
    return host.compare("localhost"_L1, Qt::CaseInsensitive) == 0
           || QHostAddress(host).isLoopback();
}

NetworkTransport::NetworkTransport(QObject *parent)
    : QObject(parent)
    , m_lanes(kLanes)
    , m_forget(this) // moves with it
{
    m_forget.setSingleShot(true);
    m_forget.setInterval(kForgetMs);
    connect(&m_forget, &QTimer::timeout, this, &NetworkTransport::forgetCards);
}

NetworkTransport::~NetworkTransport()
{
    // Exchanges own replies, and replies must go before the managers they came from.
    const auto exchanges = findChildren<HttpExchange *>(QString(), Qt::FindDirectChildrenOnly);
    qDeleteAll(exchanges);
}

void NetworkTransport::send(HttpRequest request, int timeoutMs, QObject *context,
                            std::function<void(const HttpResult &)> handler)
{
    if (!ensure(QThread::currentThread() == thread(), "sends come from the transport's thread"))
        return;
    const QString refusal = refusalOf(request.url);
    if (request.holdsCard && !m_cardsSent) {
        m_cardsSent = true;
        heapwipe::overwriteFrees();
    }
    auto *exchange = new HttpExchange(std::move(request), timeoutMs, this);
    connect(exchange, &HttpExchange::finished, this, [this, exchange] { release(exchange); });
    connect(exchange, &HttpExchange::finished, context, std::move(handler));
    if (!refusal.isEmpty())
        return exchange->refuse(refusal);
    if (m_waiting.size() >= kLongestQueue)
        return exchange->refuse(u"too many calls are waiting"_s);
    m_waiting.push_back(exchange);
    startWaiting();
}

void NetworkTransport::startWaiting()
{
    while (!m_waiting.empty()) {
        Lane *lane = freeLane();
        if (!lane)
            return;
        HttpExchange *exchange = m_waiting.front();
        m_waiting.pop_front();
        lane->calls += 1;
        m_running.insert(exchange, lane);
        m_forget.stop();
        exchange->start(*lane->manager);
    }
}

NetworkTransport::Lane *NetworkTransport::freeLane()
{
    const auto lane = std::ranges::min_element(m_lanes, {}, &Lane::calls);
    if (lane->calls >= kCallsPerLane)
        return nullptr;
    if (!lane->manager) {
        lane->manager = std::make_unique<QNetworkAccessManager>();
        lane->manager->setProxy(QNetworkProxy::NoProxy);
        lane->manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    }
    return &*lane;
}

void NetworkTransport::release(HttpExchange *exchange)
{
    std::erase(m_waiting, exchange);
    if (Lane *lane = m_running.take(exchange))
        lane->calls -= 1;
    exchange->deleteLater();
    startWaiting();
    if (m_running.isEmpty() && m_cardsSent)
        m_forget.start();
}

void NetworkTransport::forgetCards()
{
    for (const Lane &lane : m_lanes) {
        if (lane.manager)
            lane.manager->clearConnectionCache();
    }
    m_cardsSent = false;
    heapwipe::wipeSpareBlocks();
}

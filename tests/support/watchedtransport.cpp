#include "tests/support/watchedtransport.h"

using namespace Qt::StringLiterals;

class WireWatch::Transport final : public HttpTransport
{
public:
    explicit Transport(WireWatch &watch) : m_watch(watch) {}

    void send(HttpRequest request, int timeoutMs, QObject *context,
              std::function<void(const HttpResult &)> handler) override
    {
        m_watch.note(request);
        if (m_watch.m_swallowing)
            return;
        const bool second = m_watch.m_second && request.url.port() == m_watch.m_secondPort;
        InProcessTransport &wire = second ? *m_watch.m_second : m_watch.m_wire;
        wire.send(std::move(request), qMin(timeoutMs, m_watch.m_timeoutMs.load()), context,
                  std::move(handler));
    }

private:
    WireWatch &m_watch;
};

std::unique_ptr<HttpTransport> WireWatch::makeTransport()
{
    return std::make_unique<Transport>(*this);
}

void WireWatch::note(const HttpRequest &request)
{
    const QMutexLocker lock(&m_mutex);
    m_calls.append(QString::fromLatin1(request.method) + u' ' + request.url.path());
    const QByteArray key = headerValue(request.headers, "idempotency-key");
    if (!key.isEmpty())
        m_keys.append(QString::fromLatin1(key));
}

QStringList WireWatch::calls() const
{
    const QMutexLocker lock(&m_mutex);
    return m_calls;
}

QStringList WireWatch::keys() const
{
    const QMutexLocker lock(&m_mutex);
    return m_keys;
}

void WireWatch::clear()
{
    const QMutexLocker lock(&m_mutex);
    m_calls.clear();
    m_keys.clear();
}

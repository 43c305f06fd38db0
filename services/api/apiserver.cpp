#include "services/api/apiserver.h"

#include <QPromise>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

/// One answer to a call of another thread; the first counts.
template <class T>
class Once
{
public:
    Once() : m_promise(std::make_shared<QPromise<Result<T>>>()) { m_promise->start(); }
    QFuture<Result<T>> future() const { return m_promise->future(); }
    void operator()(const Result<T> &result) const
    {
        if (m_promise->future().isFinished())
            return;
        m_promise->addResult(result);
        m_promise->finish();
    }

private:
    std::shared_ptr<QPromise<Result<T>>> m_promise;
};

} // namespace

ApiServer::ApiServer(const ApiServerOptions &options, MakeHandler makeHandler)
    : m_options(options)
    , m_makeHandler(std::move(makeHandler))
    , m_home(new QObject)
{
    m_thread.setObjectName(u"api"_s);
    m_home->moveToThread(&m_thread);
    // What belongs to the thread ends on it.
    QObject::connect(&m_thread, &QThread::finished, m_home, &QObject::deleteLater);
}

ApiServer::~ApiServer()
{
    stop();
}

QFuture<Result<quint16>> ApiServer::start()
{
    m_thread.start();
    const Once<quint16> answer;
    post([this, answer] {
        m_server = new HttpServer(m_makeHandler(m_home), m_options.limits, m_home);
        answer(m_options.tls ? m_server->listen(m_options.address, m_options.port, *m_options.tls)
                             : m_server->listen(m_options.address, m_options.port));
    });
    return answer.future();
}

void ApiServer::post(std::function<void()> work)
{
    if (!m_home)
        return;
    QMetaObject::invokeMethod(m_home, std::move(work), Qt::QueuedConnection);
}

QFuture<Result<bool>> ApiServer::drain(int mostMs)
{
    const Once<bool> answer;
    post([this, answer, mostMs] {
        QObject::connect(m_server, &HttpServer::drained, m_home, [answer] { answer(true); });
        QTimer::singleShot(mostMs, m_home, [answer] { answer(false); });
        m_server->drain();
    });
    return answer.future();
}

void ApiServer::stop()
{
    if (m_thread.isRunning()) {
        m_thread.quit();
        m_thread.wait();
    } else {
        delete m_home;
    }
    m_home = nullptr;
}

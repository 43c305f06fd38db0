#include "tests/processors/faultyserver.h"

#include "tests/processors/faultyconnection.h"

#include <QUrl>

using namespace Qt::StringLiterals;

FaultyServer::FaultyServer() : m_listener(new FaultyListener(*this))
{
    m_listener->listen(QHostAddress::LocalHost);
    m_port = m_listener->serverPort();
    m_listener->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_listener, &QObject::deleteLater);
    m_thread.start();
}

FaultyServer::~FaultyServer()
{
    m_thread.quit();
    m_thread.wait();
}

QUrl FaultyServer::url(const QString &path) const
{
    QUrl url(u"http://127.0.0.1"_s);
    url.setPort(m_port);
    url.setPath(path);
    return url;
}

void FaultyServer::setScript(const FaultyScript &script)
{
    const QMutexLocker lock(&m_mutex);
    m_script = script;
}

void FaultyServer::queueScript(const FaultyScript &script)
{
    const QMutexLocker lock(&m_mutex);
    m_queue.push_back(script);
}

QByteArray FaultyServer::lastHeader() const
{
    const QMutexLocker lock(&m_mutex);
    return m_header;
}

QByteArray FaultyServer::lastBody() const
{
    const QMutexLocker lock(&m_mutex);
    return m_body;
}

FaultyScript FaultyServer::nextScript()
{
    const QMutexLocker lock(&m_mutex);
    if (m_queue.empty())
        return m_script;
    const FaultyScript script = m_queue.front();
    m_queue.pop_front();
    return script;
}

void FaultyServer::noteRequest(const QByteArray &header)
{
    const QMutexLocker lock(&m_mutex);
    m_header = header;
    m_body.clear();
    ++m_requests;
    m_mostWaiting = qMax(m_mostWaiting.load(), ++m_waiting);
}

void FaultyServer::noteBody(const QByteArray &body)
{
    const QMutexLocker lock(&m_mutex);
    m_body = body;
}

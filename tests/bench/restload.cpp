#include "tests/bench/restload.h"

#include <QElapsedTimer>

#include <arpa/inet.h>
#include <netinet/tcp.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

constexpr int kPatienceMs = 60'000;
constexpr int kTries = 500;

[[noreturn]] void giveUp(const char *what, const QByteArray &answer = {})
{
    std::fprintf(stderr, "bench: %s %s\n", what, answer.left(600).constData());
    std::exit(1);
}

double threadCpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

int connectTo(quint16 port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        ::close(socket);
        return -1;
    }
    return socket;
}

/// The length of the answer that `bytes` begins with; 0 while its head is not whole.
qsizetype answerLength(const QByteArray &bytes, qsizetype &headSize)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return 0;
    const QByteArray head = bytes.first(end).toLower();
    const QByteArray field = "\r\ncontent-length:";
    const qsizetype at = head.indexOf(field);
    if (at < 0)
        giveUp("an answer without a length:", bytes);
    headSize = end + 4;
    const qsizetype from = at + field.size();
    const qsizetype lineEnd = head.indexOf('\r', from);
    return headSize + head.mid(from, lineEnd < 0 ? -1 : lineEnd - from).trimmed().toLongLong();
}

/// One connection that asks and waits by turns.
struct Asker
{
    int socket = -1;
    QByteArray answer;
    QElapsedTimer since;

    void ask(const QByteArray &request)
    {
        answer.clear();
        since.start();
        if (::send(socket, request.constData(), static_cast<std::size_t>(request.size()),
                   MSG_NOSIGNAL)
            != request.size())
            giveUp("a request was not taken");
    }

    /// Whether the answer is whole now; its body's length then.
    bool read(qsizetype &bodyBytes)
    {
        char bytes[16 * 1024];
        const ssize_t got = ::recv(socket, bytes, sizeof bytes, 0);
        if (got <= 0)
            giveUp("the server closed a connection");
        answer.append(bytes, got);
        qsizetype headSize = 0;
        const qsizetype length = answerLength(answer, headSize);
        if (length == 0 || answer.size() < length)
            return false;
        if (!answer.startsWith("HTTP/1.1 200"))
            giveUp("an answer is not 200:", answer);
        bodyBytes = length - headSize;
        return true;
    }
};

class Run
{
public:
    Run(quint16 port, int connections, qint64 requests, const MakeRequest &make)
        : m_make(make)
        , m_requests(requests)
        , m_poll(::epoll_create1(EPOLL_CLOEXEC))
        , m_askers(static_cast<std::size_t>(connections))
    {
        for (std::size_t i = 0; i < m_askers.size(); ++i) {
            m_askers[i].socket = connectTo(port);
            if (m_askers[i].socket < 0)
                giveUp("no connection");
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.u64 = i;
            ::epoll_ctl(m_poll, EPOLL_CTL_ADD, m_askers[i].socket, &event);
        }
    }

    ~Run()
    {
        for (const Asker &asker : m_askers)
            ::close(asker.socket);
        ::close(m_poll);
    }
    Run(const Run &) = delete;
    Run &operator=(const Run &) = delete;

    RestLoad run()
    {
        RestLoad load;
        load.ms.reserve(m_requests);
        const double cpu = threadCpuSeconds();
        QElapsedTimer timer;
        timer.start();
        for (Asker &asker : m_askers)
            askNext(asker);
        while (load.ms.size() < m_requests)
            wait(load);
        load.seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
        load.clientCpuSeconds = threadCpuSeconds() - cpu;
        return load;
    }

private:
    void askNext(Asker &asker)
    {
        if (m_asked < m_requests)
            asker.ask(m_make(m_asked++));
    }

    void wait(RestLoad &load)
    {
        epoll_event events[64];
        const int ready = ::epoll_wait(m_poll, events, 64, kPatienceMs);
        if (ready == 0)
            giveUp("the server does not answer");
        for (int i = 0; i < ready; ++i) {
            Asker &asker = m_askers[events[i].data.u64];
            if (!asker.read(load.bodyBytes))
                continue;
            load.ms.append(static_cast<double>(asker.since.nsecsElapsed()) / 1e6);
            askNext(asker);
        }
    }

    const MakeRequest &m_make;
    const qint64 m_requests;
    const int m_poll;
    std::vector<Asker> m_askers;
    qint64 m_asked = 0;
};

} // namespace

RestLoad askServer(quint16 port, int connections, qint64 requests, const MakeRequest &make)
{
    return Run(port, connections, requests, make).run();
}

IdleConnections::IdleConnections(quint16 port, int count, const QByteArray &request)
{
    // The server may not have let go of those before.
    for (int tries = 0; m_sockets.size() < count; ++tries) {
        if (tries > count + kTries)
            giveUp("the server does not take so many connections");
        const int socket = connectTo(port);
        char answer[4 * 1024];
        const bool isSent = socket >= 0
                            && ::send(socket, request.constData(),
                                      static_cast<std::size_t>(request.size()), MSG_NOSIGNAL)
                                   == request.size();
        if (isSent && ::recv(socket, answer, sizeof answer, 0) > 0) {
            m_sockets.append(socket);
            continue;
        }
        if (socket >= 0)
            ::close(socket);
        ::poll(nullptr, 0, 10);
    }
}

IdleConnections::~IdleConnections()
{
    for (const int socket : m_sockets)
        ::shutdown(socket, SHUT_WR);
    // Until the server has let go of each: it takes only so many at a time.
    for (const int socket : m_sockets) {
        char rest[256];
        while (::recv(socket, rest, sizeof rest, 0) > 0) {
        }
        ::close(socket);
    }
    ::poll(nullptr, 0, 100);
}

QByteArray getRequest(const QByteArray &path, const QByteArray &key)
{
    return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\napi-key: " + key + "\r\n\r\n";
}

QByteArray postRequest(const QByteArray &path, const QByteArray &key, const QByteArray &body)
{
    return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\napi-key: " + key
           + "\r\nContent-Type: application/json\r\nContent-Length: "
           + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

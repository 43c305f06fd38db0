#include "tests/server/crashworld.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QTest>

#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000;

} // namespace

CrashWorld::CrashWorld(const QString &server, const QString &bank)
    : m_server(server)
    , m_bankProgram(bank)
{
}

CrashWorld::~CrashWorld()
{
    m_bank.kill();
    m_bank.waitForFinished();
}

bool CrashWorld::prepare()
{
    m_bank.start(m_bankProgram, {u"--listen"_s, u"127.0.0.1:0"_s, u"--ledger"_s,
                                 m_server.path(u"bank.ledger"_s), u"--exit-with-parent"_s});
    QByteArray said;
    const bool spoke = QTest::qWaitFor(
        [&] { return (said += m_bank.readAllStandardOutput()).contains('\n'); }, kPatienceMs);
    m_bankUrl = QUrl(u"http://"_s + QString::fromLatin1(said.trimmed().split(' ').last()));
    return spoke && m_server.init(m_bankUrl);
}

QJsonObject CrashWorld::jsonOf(const ServerAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

int CrashWorld::effects(const QString &kind)
{
    const QUrl server = std::exchange(m_server.url, m_bankUrl);
    const ServerAnswer ledger = m_server.call("GET", u"/control/ledger"_s);
    m_server.url = server;
    int count = 0;
    for (const QJsonValue effect : jsonOf(ledger).value(u"effects"_s).toArray())
        count += effect.toObject().value(u"kind"_s).toString() == kind ? 1 : 0;
    return count;
}

QUrl CrashWorld::approve(const QUrl &challenge)
{
    QNetworkRequest request(challenge);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    const std::unique_ptr<QNetworkReply> reply(m_server.network.post(request, "action=approve"_ba));
    if (!QTest::qWaitFor([&] { return reply->isFinished(); }, kPatienceMs))
        return {};
    return reply->header(QNetworkRequest::LocationHeader).toUrl();
}

bool CrashWorld::dieAt(const QByteArray &point, const QByteArray &method, const QString &path,
                       const QByteArray &body,
                       const QList<std::pair<QByteArray, QByteArray>> &headers,
                       const QStringList &arguments)
{
    // It may die as early as that, when it finds out by itself what was left open.
    if (m_server.start(arguments, point))
        m_server.call(method, path, body, headers);
    const bool died = QTest::qWaitFor([&] { return !m_server.isRunning(); }, 10'000);
    m_server.kill();
    return died;
}

QList<std::pair<QByteArray, QByteArray>> CrashWorld::namedCall(const QByteArray &name) const
{
    auto headers = m_server.keyHeader();
    headers.append({"Idempotency-Key", name});
    return headers;
}

QByteArray CrashWorld::payment(const QString &id, const char *captureMethod, const QByteArray &more,
                               const QByteArray &card)
{
    return R"({"payment_id":")" + id.toLatin1()
           + R"(","amount":6000,"currency":"EUR","confirm":true,"capture_method":")" + captureMethod
           + R"(","payment_method":"card","payment_method_data":{"card":{"card_number":")" + card
           + R"(","card_exp_month":"10","card_exp_year":"2030","card_holder_name":"Jo Doe",)"
             R"("card_cvc":"123"}})"
           + more + "}";
}

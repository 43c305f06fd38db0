#include "services/api/disputeroutes.h"
#include "services/api/incomingroutes.h"
#include "services/engine/accountservice.h"
#include "services/engine/disputeservice.h"
#include "services/engine/incomingservice.h"
#include "tests/support/apiworld.h"
#include "tests/support/seed.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QByteArray kSecret = "whsec_of_the_simulated_bank";

struct NewsApi
{
    NewsApi()
    {
        EngineWorld &engine = world.engine();
        if (!world.start() || !EngineWorld::await(engine.vault().create(engine.caller())))
            qFatal("the world does not start");
        incoming = std::make_unique<IncomingService>(world.engine().engine());
        disputes = std::make_unique<DisputeService>(world.engine().engine());
        AccountService accounts(world.engine().engine());
        addIncomingRoutes(world.router(), *incoming, clock);
        addDisputeRoutes(world.router(), *disputes);
        AccountChange change;
        change.webhookSecrets =
            std::make_shared<SecretBytes>(QByteArray("{\"merchant_secret\":\"" + kSecret + "\"}"));
        change.webhookSecretShown = u"wh***"_s;
        const auto kept = EngineWorld::await(
            accounts.update(world.engine().caller(), world.engine().account(), change));
        if (!kept)
            qFatal("no secret: %d %s %s", static_cast<int>(kept.error().code),
                   qPrintable(kept.error().detail), qPrintable(kept.error().field));
        world.engine().bank().subscribe(QUrl(u"http://127.0.0.1/"_s), kSecret);
    }
    QString address() { return path(world.engine().account().value); }
    QString path(const QString &account) const
    {
        return u"/webhooks/"_s + m_merchant + u'/' + account;
    }
    /// Sends the bank's call as it is; the answer.
    std::pair<int, QByteArray> send(const BankCall &call, const QString &to,
                                    const QByteArray &method = "POST")
    {
        QNetworkRequest request(QUrl(world.base().toString(QUrl::StripTrailingSlash) + to));
        for (const HttpHeader &header : call.headers)
            request.setRawHeader(header.name, header.value);
        QNetworkReply *reply = network.sendCustomRequest(request, method, call.body);
        if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, 10'000))
            qFatal("no answer");
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const QByteArray body = reply->readAll();
        reply->deleteLater();
        return {status, body};
    }
    void later(qint64 ms)
    {
        world.engine().advance(ms);
        for (const BankCall &call : world.engine().bank().takeDueNews())
            world.engine().bank().newsAnswered(call.number, send(call, address()).first == 200);
    }

    ApiWorld world;
    SystemClock clock;
    std::unique_ptr<IncomingService> incoming;
    std::unique_ptr<DisputeService> disputes;
    QNetworkAccessManager network;

private:
    const QString m_merchant = world.engine().merchant().value;
};

/// A client that is still sending may not see the answer.
bool isUnread(int status)
{
    return status == 413 || status == 0;
}

QByteArray codeOf(const QByteArray &body)
{
    return QJsonDocument::fromJson(body)[u"error"][u"code"].toString().toLatin1();
}

} // namespace

/// Processors' calls and disputes over HTTP.
class NewsRoutesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void signedCallIsTaken();
    void refusalsAreAlike();
    void lockedVaultAsksToSendAgain();
    void largeBodyIsRefused();
    void disputeOverHttp();
    void evidenceOverHttp();
    void evidenceMayBeLarge();
    void foreignDisputeDoesNotExist();
};

void NewsRoutesTest::signedCallIsTaken()
{
    NewsApi api;
    EngineWorld &engine = api.world.engine();
    const auto payment = engine.pay(5'000, CaptureMethod::Automatic, "4000009905090000");
    QVERIFY(payment);
    engine.control("time", R"({"advance_ms":5000})");
    const QList<BankCall> calls = engine.bank().takeDueNews();
    QVERIFY(!calls.isEmpty());
    for (const BankCall &call : calls) {
        for (const QByteArray method : {"POST", "PUT"}) // the second one is known already
            QCOMPARE(api.send(call, api.address(), method).first, 200);
        QCOMPARE(api.send(call, api.path(u"simulator"_s)).first, 200);
    }
    QTRY_COMPARE(engine.payment(payment->id).status, PaymentStatus::Succeeded);
}

void NewsRoutesTest::refusalsAreAlike()
{
    NewsApi api;
    EngineWorld &engine = api.world.engine();
    QVERIFY(engine.pay(5'000, CaptureMethod::Automatic, "4242424242424242"));
    const BankCall good = engine.bank().takeDueNews().constFirst();
    BankCall changed = good;
    changed.body += ' ';
    const BankCall unsigned_{0, {}, {}, good.body};
    QList<QByteArray> bodies;
    for (const auto &[call, to] :
         {std::pair(changed, api.address()), std::pair(unsigned_, api.address()),
          std::pair(good, api.path(u"mca_nobody"_s)), std::pair(good, api.path(u"stripe"_s)),
          std::pair(good, u"/webhooks/merchant_nobody/mca_test"_s)}) {
        const auto [status, body] = api.send(call, to);
        QCOMPARE(status, 401);
        QCOMPARE(codeOf(body), "WE_01");
        bodies.append(body);
    }
    for (const QByteArray &body : bodies)
        QCOMPARE(body, bodies.constFirst());
    const auto page = EngineWorld::await(api.incoming->list(engine.merchant(), {}));
    QVERIFY(page);
    QCOMPARE(page->total, 0);
}

void NewsRoutesTest::lockedVaultAsksToSendAgain()
{
    NewsApi api;
    EngineWorld &engine = api.world.engine();
    QVERIFY(engine.pay(5'000, CaptureMethod::Automatic, "4242424242424242"));
    QVERIFY(EngineWorld::await(engine.vault().lock(engine.caller())));
    const BankCall call = engine.bank().takeDueNews().constFirst();
    const auto [status, body] = api.send(call, api.address());
    QCOMPARE(status, 503);
    QCOMPARE(codeOf(body), "OX_03");
}

void NewsRoutesTest::largeBodyIsRefused()
{
    NewsApi api;
    const BankCall large{0, {}, {}, QByteArray(1024 * 1024, 'x')};
    QCOMPARE(api.send(large, api.address()).first, 401); // read, and not signed
    const BankCall larger{0, {}, {}, QByteArray(1024 * 1024 + 1, 'x')};
    QVERIFY(isUnread(api.send(larger, api.address()).first));
}

void NewsRoutesTest::disputeOverHttp()
{
    NewsApi api;
    QVERIFY(api.world.engine().pay(5'000, CaptureMethod::Automatic, "4000009909010004"));
    QCOMPARE(api.world.get(u"/disputes/list"_s).json.array().size(), 0);
    api.later(10'000);
    QTRY_COMPARE(api.world.get(u"/disputes/list"_s).json.array().size(), 1);
    const QJsonObject listed = api.world.get(u"/disputes/list"_s).json.array().at(0).toObject();
    QCOMPARE(listed[u"amount"].toString(), u"5000"_s);
    QCOMPARE(listed[u"dispute_status"].toString(), u"dispute_opened"_s);
    QCOMPARE(listed[u"dispute_stage"].toString(), u"dispute"_s);
    const QString id = listed[u"dispute_id"].toString();
    QCOMPARE(api.world.get(u"/disputes/"_s + id).text(u"dispute_id"_s), id);
    QCOMPARE(api.world.get(u"/disputes/list?dispute_status=dispute_won"_s).json.array().size(), 0);
    QCOMPARE(api.world.get(u"/disputes/list?dispute_status=poem"_s).status, 422);
    const ApiAnswer given = api.world.post(u"/disputes/accept/"_s + id, {});
    QCOMPARE(given.status, 200);
    QCOMPARE(given.text(u"dispute_status"_s), u"dispute_accepted"_s);
    const ApiAnswer again = api.world.post(u"/disputes/accept/"_s + id, {});
    QCOMPARE(again.status, 400);
    QCOMPARE(again.errorCode(), u"HE_03"_s);
    QCOMPARE(api.world.get(u"/disputes/dp_nobody"_s).errorCode(), u"HE_04"_s);
}

void NewsRoutesTest::evidenceOverHttp()
{
    NewsApi api;
    QVERIFY(api.world.engine().pay(5'000, CaptureMethod::Automatic, "4000009909010004"));
    api.later(10'000);
    QTRY_COMPARE(api.world.get(u"/disputes/list"_s).json.array().size(), 1);
    const QString id =
        api.world.get(u"/disputes/list"_s).json.array().at(0)[u"dispute_id"].toString();
    const QByteArray form = "--edge\r\nContent-Disposition: form-data; name=\"dispute_id\"\r\n\r\n"
                            + id.toUtf8()
                            + "\r\n--edge\r\nContent-Disposition: form-data; "
                              "name=\"evidence_type\"\r\n\r\nreceipt\r\n--edge\r\n"
                              "Content-Disposition: form-data; name=\"file\"; "
                              "filename=\"receipt.png\"\r\nContent-Type: image/png\r\n\r\n"
                              "not a picture\r\n--edge--\r\n";
    BankCall call{0, {}, {{"Content-Type", "multipart/form-data; boundary=edge"}}, form};
    call.headers.append(HttpHeader{"api-key", ApiWorld::kSecret});
    const auto [status, body] = api.send(call, u"/disputes/evidence"_s, "PUT");
    QCOMPARE(status, 200);
    const QString file = QJsonDocument::fromJson(body)[u"file_id"].toString();
    QVERIFY(file.startsWith(u"file_"));
    QCOMPARE(api.world.get(u"/disputes/evidence/"_s + id).json.array().size(), 1);
    call.body = "nothing";
    QCOMPARE(api.send(call, u"/disputes/evidence"_s, "PUT").first, 400);
    const ApiAnswer wrong =
        api.world.post(u"/disputes/evidence"_s, {{u"dispute_id"_s, id}, {u"poem"_s, u"roses"_s}});
    QCOMPARE(wrong.status, 400);
    const ApiAnswer submitted =
        api.world.post(u"/disputes/evidence"_s, {{u"dispute_id"_s, id},
                                                 {u"receipt"_s, file},
                                                 {u"uncategorized_text"_s, u"It was sent."_s}});
    QCOMPARE(submitted.status, 200);
    QCOMPARE(submitted.text(u"dispute_status"_s), u"dispute_challenged"_s);
    api.later(5'000);
    QTRY_COMPARE(api.world.get(u"/disputes/"_s + id).text(u"dispute_status"_s), u"dispute_won"_s);
}

/// Up to what is kept of one file; the server reads none of what is longer than that.
void NewsRoutesTest::evidenceMayBeLarge()
{
    NewsApi api;
    QVERIFY(api.world.engine().pay(5'000, CaptureMethod::Automatic, "4000009909010004"));
    api.later(10'000);
    QTRY_COMPARE(api.world.get(u"/disputes/list"_s).json.array().size(), 1);
    const QString id =
        api.world.get(u"/disputes/list"_s).json.array().at(0)[u"dispute_id"].toString();
    const auto attach = [&](qsizetype bytes) {
        const QByteArray form =
            "--edge\r\nContent-Disposition: form-data; name=\"dispute_id\"\r\n\r\n" + id.toUtf8()
            + "\r\n--edge\r\nContent-Disposition: form-data; "
              "name=\"evidence_type\"\r\n\r\nreceipt\r\n--edge\r\n"
              "Content-Disposition: form-data; name=\"file\"; filename=\"receipt.pdf\"\r\n"
              "Content-Type: application/pdf\r\n\r\n"
            + QByteArray(bytes, 'x') + "\r\n--edge--\r\n";
        BankCall call{0, {}, {{"Content-Type", "multipart/form-data; boundary=edge"}}, form};
        call.headers.append(HttpHeader{"api-key", ApiWorld::kSecret});
        return api.send(call, u"/disputes/evidence"_s, "PUT").first;
    };
    QCOMPARE(attach(kLargestEvidence), 200);
    QCOMPARE(attach(kLargestEvidence + 1), 422); // read, and too long
    QVERIFY(isUnread(attach(kLargestEvidence + 100'000)));
    const QJsonArray kept = api.world.get(u"/disputes/evidence/"_s + id).json.array();
    QCOMPARE(kept.size(), 1);
    QCOMPARE(kept.at(0)[u"file_metadata_response"][u"file_size"].toInteger(), kLargestEvidence);
    // Everything else has the room of all others.
    const QByteArray longJson = R"({"dispute_id":")" + QByteArray(70'000, 'x') + R"("})";
    BankCall call{0, {}, {{"Content-Type", "application/json"}}, longJson};
    call.headers.append(HttpHeader{"api-key", ApiWorld::kSecret});
    QVERIFY(isUnread(api.send(call, u"/disputes/evidence"_s, "POST").first));
}

void NewsRoutesTest::foreignDisputeDoesNotExist()
{
    NewsApi api;
    QVERIFY(api.world.engine().pay(5'000, CaptureMethod::Automatic, "4000009909010004"));
    api.later(10'000);
    QTRY_COMPARE(api.world.get(u"/disputes/list"_s).json.array().size(), 1);
    const QString id =
        api.world.get(u"/disputes/list"_s).json.array().at(0)[u"dispute_id"].toString();
    const ApiAnswer foreign = api.world.get(u"/disputes/"_s + id, ApiWorld::kForeign);
    QCOMPARE(foreign.status, 404);
    QCOMPARE(foreign.body, api.world.get(u"/disputes/dp_nobody"_s, ApiWorld::kForeign).body);
    QCOMPARE(api.world.get(u"/disputes/list"_s, ApiWorld::kForeign).json.array().size(), 0);
    QCOMPARE(api.world.get(u"/disputes/list"_s, ApiWorld::kPublishable).status, 401);
}

QTEST_GUILESS_MAIN(NewsRoutesTest)
#include "newsroutestest.moc"

#include "services/api/router.h"

#include "services/api/errormapping.h"
#include "tests/support/seed.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QPromise>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// Knows four keys, one of each kind.
class FourKeys final : public ApiAccess
{
public:
    QFuture<Result<ApiIdentity>> identify(SecretBytes key) override
    {
        const QByteArray text = key.view().toByteArray();
        ApiIdentity identity;
        identity.merchantId = {u"merchant"_s};
        identity.keyId = u"key_1"_s;
        Result<ApiIdentity> answer = Error{ErrorCode::NotFound, u"api_key"_s};
        const QByteArrayList known{"secret", "pk_1", "epk_1", "admin"};
        if (known.contains(text)) {
            identity.kind = static_cast<KeyKind>(known.indexOf(text));
            answer = identity;
        }
        QPromise<Result<ApiIdentity>> promise;
        promise.start();
        promise.addResult(answer);
        promise.finish();
        return promise.future();
    }
};

struct Answer
{
    int status = 0;
    HttpHeaders headers;
    QByteArray body;

    QString code() const { return QJsonDocument::fromJson(body)[u"error"_s][u"code"_s].toString(); }
};

} // namespace

class RouterTest : public QObject
{
    Q_OBJECT

private:
    Answer ask(const QByteArray &method, const QString &target, const HttpHeaders &headers,
               const QByteArray &body = {});
    RouteHandler says(const QByteArray &name);

    FourKeys m_access;
    std::unique_ptr<Router> m_router;

private slots:
    void initTestCase() { testSeed(); }
    void init();
    void findsRoutes_data();
    void findsRoutes();
    void refusesKeys_data();
    void refusesKeys();
    void keyInTheQuery();
    void bodiesAreJson();
    void queryNamesComeOnce();
    void everyAnswerHasItsHeaders();
    void requestIdIsRepeated();
    void interceptorComesFirst();
    void errorsHaveTheirCodes_data();
    void errorsHaveTheirCodes();
    void parseFaultHasBothSpellings();
};

RouteHandler RouterTest::says(const QByteArray &name)
{
    return [name](const ApiRequestPtr &request, const ApiResponder &respond) {
        ApiReply reply;
        reply.body = name;
        for (const auto &[key, value] : request->path)
            reply.body += ' ' + key + '=' + value.toLatin1();
        respond(reply);
    };
}

void RouterTest::init()
{
    m_router = std::make_unique<Router>(m_access);
    m_router->add(QList<Route>{
        {"POST", "/payments", KeySet::Secret, says("create")},
        {"GET", "/payments/list", KeySet::Secret, says("list")},
        {"GET", "/payments/{payment_id}", KeySet::Secret | KeySet::Publishable, says("get")},
        {"POST", "/payments/{payment_id}", KeySet::Secret, says("update")},
        {"POST", "/payments/{payment_id}/capture", KeySet::Secret, says("capture")},
        {"GET", "/payments/{payment_id}/{merchant_id}/return", KeySet::None, says("return"),
         RouteBody::Any},
        {"GET", "/customers/payment_methods", KeySet::Publishable, says("methods"), RouteBody::Json,
         u"publishable_key"_s},
        {"GET", "/customers/{customer_id}", KeySet::Secret | KeySet::Ephemeral, says("customer")},
        {"POST", "/accounts", KeySet::Admin, says("account")},
    });
    m_router->addNotOffered("/payouts");
}

Answer RouterTest::ask(const QByteArray &method, const QString &target, const HttpHeaders &headers,
                       const QByteArray &body)
{
    HttpRequest request;
    request.method = method;
    request.url = QUrl(target);
    request.headers = headers;
    request.body = SecretBytes(body);
    Answer answer;
    m_router->handle(std::move(request), [&answer](const HttpReply &reply) {
        answer = {reply.response.status, reply.response.headers, reply.response.body};
    });
    [&] { QTRY_VERIFY(answer.status != 0); }();
    return answer;
}

void RouterTest::findsRoutes_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("said"); // or the code

    const auto row = [](const char *name, const char *method, const QString &path, int status,
                        const QString &said) {
        QTest::newRow(name) << QByteArray(method) << path << status << said;
    };
    row("create", "POST", u"/payments"_s, 200, u"create"_s);
    row("fixed before parameter", "GET", u"/payments/list"_s, 200, u"list"_s);
    row("parameter when the fixed one lacks the method", "POST", u"/payments/list"_s, 200,
        u"update payment_id=list"_s);
    row("get", "GET", u"/payments/pay_1"_s, 200, u"get payment_id=pay_1"_s);
    row("deeper", "POST", u"/payments/pay_1/capture"_s, 200, u"capture payment_id=pay_1"_s);
    row("two parameters", "GET", u"/payments/a/b/return"_s, 200,
        u"return payment_id=a merchant_id=b"_s);
    row("root", "GET", u"/"_s, 404, u"IR_02"_s);
    row("unknown", "GET", u"/nothing"_s, 404, u"IR_02"_s);
    row("trailing slash", "GET", u"/payments/"_s, 404, u"IR_02"_s);
    row("doubled slash", "POST", u"//payments"_s, 404, u"IR_02"_s);
    row("id of 64", "GET", QString(u"/payments/"_s + QString(64, u'a')), 200,
        QString(u"get payment_id="_s + QString(64, u'a')));
    row("id of 65", "GET", QString(u"/payments/"_s + QString(65, u'a')), 404, u"IR_02"_s);
    row("point in the id", "GET", u"/payments/pay.1"_s, 404, u"IR_02"_s);
    row("encoded quote", "GET", u"/payments/pay%27--"_s, 404, u"IR_02"_s);
    row("other method", "DELETE", u"/payments"_s, 405, u"IR_03"_s);
    row("not offered", "POST", u"/payouts/create"_s, 501, u"IR_00"_s);
    row("not offered, itself", "GET", u"/payouts"_s, 501, u"IR_00"_s);
    row("only begins like it", "GET", u"/payoutsmore"_s, 404, u"IR_02"_s);
}

void RouterTest::findsRoutes()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(int, status);
    QFETCH(QString, said);
    const Answer answer = ask(method, path, {{"api-key", "secret"}});
    QCOMPARE(answer.status, status);
    QCOMPARE(status == 200 ? QString::fromLatin1(answer.body) : answer.code(), said);
    if (status == 405)
        QCOMPARE(headerValue(answer.headers, "Allow"), "POST");
}

void RouterTest::refusesKeys_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("code"); // empty: let in

    const auto row = [](const char *method, const QString &path, const QByteArray &key,
                        const QString &code) {
        QTest::newRow(qPrintable(QString::fromLatin1(method) + path + QString::fromLatin1(key)))
            << QByteArray(method) << path << key << code;
    };
    row("POST", u"/payments"_s, "", u"IR_01"_s);
    row("POST", u"/payments"_s, "nobody", u"IR_01"_s);
    row("POST", u"/payments"_s, "secret", {});
    row("POST", u"/payments"_s, "pk_1", u"IR_18"_s);
    row("POST", u"/payments"_s, "epk_1", u"IR_18"_s);
    row("POST", u"/payments"_s, "admin", u"IR_18"_s);
    row("GET", u"/payments/pay_1"_s, "pk_1", {});
    row("GET", u"/customers/cus_1"_s, "epk_1", {});
    row("POST", u"/accounts"_s, "admin", {});
    row("POST", u"/accounts"_s, "secret", u"IR_18"_s);
    row("GET", u"/payments/a/b/return"_s, "", {});
}

void RouterTest::refusesKeys()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, key);
    QFETCH(QString, code);
    HttpHeaders headers;
    if (!key.isEmpty())
        headers.append(HttpHeader{"Api-Key", key});
    const Answer answer = ask(method, path, headers);
    QCOMPARE(answer.status, code.isEmpty() ? 200 : 401);
    QCOMPARE(answer.code(), code);
    headers.append(headers); // two keys name nobody
    if (!key.isEmpty())
        QCOMPARE(ask(method, path, headers).code(), u"IR_01"_s);
}

void RouterTest::keyInTheQuery()
{
    const QString path = u"/customers/payment_methods?client_secret=x&publishable_key=pk_1"_s;
    QCOMPARE(ask("GET", path, {}).status, 200);
    QCOMPARE(ask("GET", u"/customers/cus_1?publishable_key=secret"_s, {}).code(), u"IR_01"_s);
}

void RouterTest::bodiesAreJson()
{
    const HttpHeader key{"api-key", "secret"};
    QCOMPARE(ask("POST", u"/payments"_s, {key}, "{}").status, 415);
    QCOMPARE(ask("POST", u"/payments"_s, {key, {"Content-Type", "text/plain"}}, "{}").status, 415);
    QCOMPARE(ask("POST", u"/payments"_s, {key, {"content-type", "Application/JSON; charset=utf-8"}},
                 "{}")
                 .status,
             200);
    QCOMPARE(ask("POST", u"/payments"_s, {key}, "").status, 200);
}

void RouterTest::queryNamesComeOnce()
{
    const HttpHeaders key{{"api-key", "secret"}};
    QCOMPARE(ask("GET", u"/payments/list?limit=1&limit=2"_s, key).code(), u"IR_06"_s);
    QCOMPARE(ask("GET", u"/payments/list?limit=1&%6cimit=2"_s, key).code(), u"IR_06"_s);
    QCOMPARE(ask("GET", u"/payments/list?limit=1&offset=2&"_s, key).status, 200);
}

void RouterTest::everyAnswerHasItsHeaders()
{
    for (const QString &path : {u"/payments/list"_s, u"/nothing"_s, u"/payouts"_s}) {
        const Answer answer = ask("GET", path, {{"api-key", "secret"}});
        QCOMPARE(headerValue(answer.headers, "Cache-Control"), "no-store");
        QCOMPARE(headerValue(answer.headers, "X-Content-Type-Options"), "nosniff");
        QCOMPARE(headerValue(answer.headers, "Content-Type"), "application/json");
        QVERIFY(!headerValue(answer.headers, "X-Request-Id").isEmpty());
    }
}

void RouterTest::requestIdIsRepeated()
{
    const Answer answer = ask("GET", u"/nothing"_s, {{"X-Request-Id", "shop-4711"}});
    QCOMPARE(headerValue(answer.headers, "X-Request-Id"), "shop-4711");
    const Answer refused = ask("GET", u"/nothing"_s, {{"X-Request-Id", "<b>"}});
    QVERIFY(headerValue(refused.headers, "X-Request-Id") != "<b>");
}

void RouterTest::interceptorComesFirst()
{
    QByteArrayList seen;
    m_router->setInterceptor([&seen](const Route &route, const ApiRequestPtr &request,
                                     const ApiResponder &respond, const auto &next) {
        seen.append(route.pattern + ' ' + request->identity.keyId.toLatin1());
        if (request->queryValue(u"stop"))
            return respond({204, {}});
        next(respond);
    });
    QCOMPARE(ask("GET", u"/payments/list"_s, {{"api-key", "secret"}}).body, "list");
    QCOMPARE(ask("GET", u"/payments/list?stop"_s, {{"api-key", "secret"}}).status, 204);
    QCOMPARE(seen, QByteArrayList({"/payments/list key_1", "/payments/list key_1"}));
}

void RouterTest::errorsHaveTheirCodes_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<ErrorSubject>("subject");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");

    using enum ErrorCode;
    const auto row = [](const char *name, const Error &error, ErrorSubject subject, int status,
                        const char *code) {
        QTest::newRow(name) << error << subject << status << QString::fromLatin1(code);
    };
    const auto payment = ErrorSubject::Payment;
    row("amount missing", {MissingField, u"amount"_s}, payment, 400, "IR_04");
    row("nothing to pay with", {MissingField, u"payment_method_data"_s}, payment, 422, "IR_06");
    row("id of a bad shape", {InvalidValue, u"payment_id"_s}, payment, 400, "IR_06");
    row("amount_to_capture", {InvalidValue, u"amount_to_capture"_s}, payment, 422, "IR_05");
    row("session_expiry", {InvalidValue, u"session_expiry"_s}, payment, 422, "IR_06");
    row("customer", {InvalidValue, u"customer_id"_s}, payment, 400, "IR_16");
    row("text too long", {TooLong, u"name"_s}, payment, 422, "IR_06");
    row("refund id too long", {TooLong, u"refund_id"_s}, ErrorSubject::Refund, 422, "IR_05");
    row("no such payment", {NotFound, {}}, payment, 404, "HE_02");
    row("token", {NotFound, u"payment_token"_s}, payment, 422, "IR_29");
    row("payment twice", {Duplicate, u"payment_id"_s}, payment, 400, "HE_01");
    row("customer twice", {Duplicate, u"customer_id"_s}, ErrorSubject::Customer, 400, "IR_12");
    row("confirm in the wrong state", {InvalidState, {}}, payment, 400, "IR_16");
    row("capture in the wrong state", {InvalidState, {}}, ErrorSubject::Capture, 400, "IR_14");
    row("refund in the wrong state", {InvalidState, {}}, ErrorSubject::Refund, 400, "IR_14");
    row("revoked twice", {InvalidState, {}}, ErrorSubject::Mandate, 400, "HE_03");
    row("too large", {AmountTooLarge, {}}, payment, 400, "IR_16");
    row("capture too much", {AmountAboveCapturable, {}}, ErrorSubject::Capture, 422, "IR_06");
    row("capture nothing", {AmountNotPositive, {}}, ErrorSubject::Capture, 422, "IR_05");
    row("refund too much", {AmountAboveRefundable, {}}, ErrorSubject::Refund, 400, "IR_13");
    row("refunds too many", {TooMany, {}}, ErrorSubject::Refund, 400, "IR_12");
    row("card number", {CardNumberInvalid, {}}, payment, 400, "IR_06");
    row("card expired", {CardExpired, {}}, payment, 400, "IR_16");
    row("cvc", {CvcInvalid, u"card_cvc"_s}, payment, 400, "IR_16");
    row("redacted", {CustomerRedacted, {}}, ErrorSubject::Customer, 400, "IR_11");
    row("agreement active", {AgreementActive, {}}, ErrorSubject::Customer, 400, "IR_10");
    row("limit", {AgreementLimit, {}}, payment, 400, "HE_03");
    row("not for recurring", {NotForRecurring, {}}, payment, 400, "IR_39");
    row("busy", {Busy, {}}, payment, 422, "HE_00");
    row("version", {VersionConflict, {}}, payment, 409, "OX_06");
    row("storage", {StorageUnavailable, {}}, payment, 503, "OX_02");
    row("vault", {VaultLocked, {}}, payment, 503, "OX_03");
    row("processor", {ConnectorUnavailable, {}}, payment, 503, "OX_04");
    row("integrity", {IntegrityMismatch, {}}, payment, 500, "IE_00");
    row("ours", {Internal, {}, u"a secret detail"_s}, payment, 500, "HE_00");
}

void RouterTest::errorsHaveTheirCodes()
{
    QFETCH(Error, error);
    QFETCH(ErrorSubject, subject);
    QFETCH(int, status);
    QFETCH(QString, code);
    const ApiError mapped = apiError(error, subject);
    QCOMPARE(mapped.status, status);
    QCOMPARE(mapped.code, code);
    QVERIFY(!mapped.message.isEmpty());
    const ApiReply reply = errorReply(mapped);
    QCOMPARE(reply.status, status);
    QVERIFY(!reply.body.contains("a secret")); // details are for the log
    const QString type = QJsonDocument::fromJson(reply.body)[u"error"_s][u"type"_s].toString();
    QCOMPARE(type, status >= 500 ? u"api"_s : u"invalid_request"_s);
}

void RouterTest::parseFaultHasBothSpellings()
{
    const QJsonDocument body = QJsonDocument::fromJson(errorReply(parseFault(u"no"_s)).body);
    QCOMPARE(body[u"error"_s][u"type"_s].toString(), u"invalid_request"_s);
    QCOMPARE(body[u"error"_s][u"error_type"_s].toString(), u"invalid_request"_s);
    const QJsonDocument other = QJsonDocument::fromJson(errorReply(notOffered()).body);
    QVERIFY(other[u"error"_s][u"error_type"_s].isUndefined());
}

QTEST_GUILESS_MAIN(RouterTest)

#include "routertest.moc"

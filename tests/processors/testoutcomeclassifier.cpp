#include "services/processors/outcomeclassifier.h"
#include "services/processors/simulator/simulatorconnector.h"
#include "tests/processors/samplecall.h"
#include "tests/support/seed.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

using Kind = OperationKind;
using Class = OutcomeClass;

constexpr qint64 kNowMs = 1'780'000'000'000; // Thu, 28 May 2026 20:26:40 GMT

/// The good reply to an authorisation, with one member changed.
HttpResult answered(int status, const QJsonObject &json)
{
    return {Delivery::Answered, bankResponse(status, json), {}};
}

HttpResult good(Kind kind, const QString &member = {}, const QJsonValue &value = {})
{
    QJsonObject json = sampleReply(sampleCall(kind));
    if (!member.isEmpty())
        json.insert(member, value);
    return answered(200, json);
}

HttpResult declined(int status)
{
    QJsonObject json = sampleReply(sampleCall(Kind::Authorize));
    json.insert("status"_L1, u"declined"_s);
    json.insert("authorized"_L1, 0);
    json.insert("decline"_L1, QJsonObject{{u"code"_s, u"no_money"_s},
                                          {u"category"_s, u"insufficient_funds"_s},
                                          {u"message"_s, u"Not enough."_s}});
    return answered(status, json);
}

HttpResult refused(int status, const QString &code = u"invalid_request"_s)
{
    return answered(status, bankRefusal(code, u"invalid_request"_s));
}

HttpResult raw(int status, const QByteArray &type, const QByteArray &body)
{
    return {Delivery::Answered, {status, {{"Content-Type", type}}, body}, {}};
}

/// The row of a capture or void changed instead.
HttpResult goodRow(Kind kind, const QString &list, const QString &member, const QJsonValue &value)
{
    QJsonObject json = sampleReply(sampleCall(kind));
    QJsonObject row = json[list][0].toObject();
    row.insert(member, value);
    json.insert(list, QJsonArray{row});
    return answered(200, json);
}

} // namespace

class TestOutcomeClassifier : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void sends_data();
    void sends();
    void reads_data();
    void reads();
    void retryAfter_data();
    void retryAfter();
    void redactsTheBody();

private:
    void sendsNotAnswered();
    void sendsUnreadable();
    void sendsContradicting();
    void sendsRefused();
    const SimulatorConnector m_connector;
};

void TestOutcomeClassifier::sends_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<HttpResult>("result");
    QTest::addColumn<bool>("earlierUnknown");
    QTest::addColumn<bool>("partialAllowed");
    QTest::addColumn<Class>("expected");
    QTest::addColumn<QString>("code");
    const auto decided = [](const char *name, Kind kind, const HttpResult &result,
                            bool partialAllowed = false, bool earlierUnknown = false) {
        QTest::newRow(name) << kind << result << earlierUnknown << partialAllowed << Class::Decided
                            << QString();
    };
    decided("authorize", Kind::Authorize, good(Kind::Authorize));
    decided("sale", Kind::Sale, good(Kind::Sale));
    decided("capture", Kind::Capture, good(Kind::Capture));
    decided("void", Kind::Void, good(Kind::Void));
    decided("2xx after unknown", Kind::Authorize, good(Kind::Authorize), false, true);
    decided("smaller amount asked for", Kind::Authorize,
            good(Kind::Authorize, u"authorized"_s, 700), true);
    decided("declined, 200", Kind::Authorize, declined(200));
    decided("declined, 402", Kind::Authorize, declined(402));
    sendsNotAnswered();
    sendsUnreadable();
    sendsContradicting();
    sendsRefused();
}

void TestOutcomeClassifier::sendsNotAnswered()
{
    const auto row = [](const char *name, const HttpResult &result, Class expected,
                        const QString &code) {
        QTest::newRow(name) << Kind::Authorize << result << false << false << expected << code;
    };
    row("not sent", {Delivery::NotSent, {}, u"refused"_s}, Class::NotSent,
        u"connector_unreachable"_s);
    row("unanswered", {Delivery::Unanswered, {}, u"timeout"_s}, Class::Unknown, u"no_answer"_s);
    for (const int status : {500, 501, 502, 503, 504, 599})
        QTest::addRow("%d with envelope", status)
            << Kind::Capture << refused(status) << false << false << Class::Unknown
            << u"http_%1"_s.arg(status);
    row("500 with a good body", answered(500, sampleReply(sampleCall(Kind::Authorize))),
        Class::Unknown, u"http_500"_s);
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << Kind::Authorize << raw(status, "text/html", {}) << false
                                    << false << Class::Integrity << u"unexpected_redirect"_s;
    row("status below 200", raw(199, "application/json", "{}"), Class::Unknown, u"http_199"_s);
}

void TestOutcomeClassifier::sendsUnreadable()
{
    const auto row = [](const char *name, const HttpResult &result) {
        QTest::newRow(name) << Kind::Authorize << result << false << false << Class::Unknown
                            << u"unreadable_reply"_s;
    };
    const QByteArray json = "application/json";
    row("empty 200", raw(200, json, {}));
    row("empty 204", raw(204, json, {}));
    row("html 200", raw(200, "text/html", "<html>Welcome to the hotel</html>"));
    row("html called json", raw(200, json, "<html>Welcome</html>"));
    row("json called html",
        raw(200, "text/html", compactJson(sampleReply(sampleCall(Kind::Authorize)))));
    row("truncated",
        raw(200, json, compactJson(sampleReply(sampleCall(Kind::Authorize))).left(60)));
    row("not json", raw(200, json, "status=ok"));
    row("array", raw(200, json, "[]"));
    row("empty object", raw(200, json, "{}"));
    row("envelope with 200", refused(200));
    row("unknown status", good(Kind::Authorize, u"status"_s, u"sort_of_done"_s));
    row("status of another type", good(Kind::Authorize, u"status"_s, 7));
    row("amount missing", good(Kind::Authorize, u"amount"_s, QJsonValue()));
    row("402 authorised", answered(402, sampleReply(sampleCall(Kind::Authorize))));
    row("400 html", raw(400, "text/html", "<html>Bad</html>"));
    row("404 html", raw(404, "text/html", "<html>nginx</html>"));
    row("403 empty", raw(403, json, {}));
}

void TestOutcomeClassifier::sendsContradicting()
{
    const auto row = [](const char *name, Kind kind, const HttpResult &result,
                        bool partialAllowed = false) {
        QTest::newRow(name) << kind << result << false << partialAllowed << Class::Integrity
                            << u"integrity_mismatch"_s;
    };
    row("more authorised", Kind::Authorize, good(Kind::Authorize, u"authorized"_s, 1001));
    row("more authorised, part allowed", Kind::Authorize,
        good(Kind::Authorize, u"authorized"_s, 1001), true);
    row("nothing authorised, part allowed", Kind::Authorize,
        good(Kind::Authorize, u"authorized"_s, 0), true);
    row("less authorised", Kind::Authorize, good(Kind::Authorize, u"authorized"_s, 999));
    row("other amount echoed", Kind::Authorize, good(Kind::Authorize, u"amount"_s, 999), true);
    row("sale of less", Kind::Sale, good(Kind::Sale, u"captured"_s, 10));
    row("other currency", Kind::Authorize, good(Kind::Authorize, u"currency"_s, u"USD"_s));
    row("other reference", Kind::Authorize, good(Kind::Authorize, u"reference"_s, u"pay_2_1"_s));
    row("other operation", Kind::Authorize, good(Kind::Authorize, u"operation"_s, u"op_2"_s));
    row("other id", Kind::Capture, good(Kind::Capture, u"id"_s, u"simpay_8"_s));
    row("other id of a void", Kind::Void, good(Kind::Void, u"id"_s, u"simpay_8"_s));
    row("capture of more", Kind::Capture, goodRow(Kind::Capture, u"captures"_s, u"amount"_s, 1001));
    row("capture of less", Kind::Capture, goodRow(Kind::Capture, u"captures"_s, u"amount"_s, 999),
        true);
    row("capture in another currency", Kind::Capture,
        goodRow(Kind::Capture, u"captures"_s, u"currency"_s, u"USD"_s));
    row("void of another reference", Kind::Void, good(Kind::Void, u"reference"_s, u"pay_1_1"_s));
    row("pending with another currency", Kind::Authorize, [] {
        QJsonObject json = sampleReply(sampleCall(Kind::Authorize));
        json.insert("status"_L1, u"pending"_s);
        json.insert("currency"_L1, u"USD"_s);
        return answered(200, json);
    }());
}

void TestOutcomeClassifier::sendsRefused()
{
    const auto row = [](const QByteArray &name, const HttpResult &result, bool earlierUnknown,
                        Class expected, const QString &code) {
        QTest::newRow(name.constData())
            << Kind::Capture << result << earlierUnknown << false << expected << code;
    };
    for (const int status : {400, 401, 403, 404, 409, 422}) {
        const QByteArray name = QByteArray::number(status);
        row(name + " first", refused(status), false, Class::Rejected, u"invalid_request"_s);
        row(name + " after unknown", refused(status), true, Class::Unknown,
            u"http_%1_after_unknown"_s.arg(status));
        // The stored answer to the first send, which the processor says it repeats.
        HttpResult stored = refused(status);
        stored.response.headers.append(HttpHeader{"Idempotent-Replayed", "true"});
        row(name + " replayed after unknown", stored, true, Class::Rejected, u"invalid_request"_s);
    }
    for (const bool earlier : {false, true}) {
        const QByteArray when = earlier ? ", after unknown" : ", first";
        row("429 with envelope" + when, refused(429, u"rate_limited"_s), earlier, Class::RetryLater,
            u"rate_limited"_s);
        row("429 html" + when, raw(429, "text/html", "slow down"), earlier, Class::RetryLater,
            u"rate_limited"_s);
        row("409 in use" + when, refused(409, u"key_in_use"_s), earlier, Class::RetryLater,
            u"key_in_use"_s);
    }
    QTest::newRow("402 after unknown") << Kind::Authorize << declined(402) << true << false
                                       << Class::Unknown << u"http_402_after_unknown"_s;
}

void TestOutcomeClassifier::sends()
{
    QFETCH(Kind, kind);
    QFETCH(HttpResult, result);
    QFETCH(bool, earlierUnknown);
    QFETCH(bool, partialAllowed);
    QFETCH(Class, expected);
    const SampleCall call = sampleCall(kind);
    const CallOutcome outcome = classify(m_connector,
                                         {.operation = call.operation,
                                          .processorReference = call.attempt.processorReference,
                                          .earlierUnknown = earlierUnknown,
                                          .partialAllowed = partialAllowed,
                                          .nowMs = kNowMs},
                                         result);
    QVERIFY2(outcome.kind == expected, qPrintable(toText(outcome.kind) + u' ' + outcome.error.code
                                                  + u' ' + outcome.error.message));
    QTEST(outcome.error.code, "code");
    QCOMPARE(outcome.httpStatus, result.response.status);
    QCOMPARE(outcome.error.unifiedCode.isEmpty(), expected == Class::Decided);
    if (result.delivery == Delivery::Answered)
        QCOMPARE(outcome.bodyHash,
                 QCryptographicHash::hash(result.response.body, QCryptographicHash::Sha256));
}

void TestOutcomeClassifier::reads_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<HttpResult>("result");
    QTest::addColumn<Class>("expected");
    QTest::addColumn<ReplyState>("state");
    const auto decided = [](const char *name, Kind kind, const HttpResult &result,
                            ReplyState state) {
        QTest::newRow(name) << kind << result << Class::Decided << state;
    };
    decided("authorised", Kind::Authorize, good(Kind::Authorize), ReplyState::Authorized);
    decided("declined", Kind::Authorize, declined(200), ReplyState::Declined);
    decided("not found", Kind::Authorize, refused(404, u"not_found"_s), ReplyState::NotFound);
    QJsonObject untouched = sampleReply(sampleCall(Kind::Authorize));
    untouched.insert("operation"_L1, u"op_0"_s);
    decided("no such capture", Kind::Capture, answered(200, untouched), ReplyState::NotFound);
    decided("no such void", Kind::Void, answered(200, untouched), ReplyState::NotFound);
    const auto other = [](const char *name, const HttpResult &result, Class expected) {
        QTest::newRow(name) << Kind::Authorize << result << expected << ReplyState::Pending;
    };
    other("not sent", {Delivery::NotSent, {}, u"refused"_s}, Class::Unknown);
    other("unanswered", {Delivery::Unanswered, {}, u"reset"_s}, Class::Unknown);
    other("404 html", raw(404, "text/html", "nginx"), Class::Unknown);
    other("404 other code", refused(404), Class::Unknown);
    other("401", refused(401), Class::Unknown);
    other("409", refused(409, u"key_in_use"_s), Class::Unknown);
    other("429", refused(429, u"rate_limited"_s), Class::Unknown);
    other("500", refused(500), Class::Unknown);
    other("302", raw(302, "text/html", {}), Class::Unknown);
    other("garbage", raw(200, "application/json", "{\"id\":"), Class::Unknown);
    other("unknown status", good(Kind::Authorize, u"status"_s, u"what"_s), Class::Unknown);
    other("other amount", good(Kind::Authorize, u"authorized"_s, 1001), Class::Integrity);
    other("other currency", good(Kind::Authorize, u"currency"_s, u"USD"_s), Class::Integrity);
}

void TestOutcomeClassifier::reads()
{
    QFETCH(Kind, kind);
    QFETCH(HttpResult, result);
    QFETCH(Class, expected);
    const SampleCall call = sampleCall(kind);
    const CallOutcome outcome =
        classify(m_connector,
                 {.operation = call.operation, .processorReference = {}, .isRead = true}, result);
    QCOMPARE(toText(outcome.kind), toText(expected));
    if (expected == Class::Decided)
        QTEST(outcome.reply.state, "state");
}

void TestOutcomeClassifier::retryAfter_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("seconds") << QByteArray("7") << 7'000LL;
    QTest::newRow("blanks") << QByteArray("  7 ") << 7'000LL;
    QTest::newRow("zero") << QByteArray("0") << 0LL;
    QTest::newRow("negative") << QByteArray("-5") << 0LL;
    QTest::newRow("a year") << QByteArray("31536000") << 86'400'000LL;
    QTest::newRow("overflow") << QByteArray("99999999999999999999") << 0LL;
    QTest::newRow("fraction") << QByteArray("1.5") << 0LL;
    QTest::newRow("date") << QByteArray("Thu, 28 May 2026 20:27:10 GMT") << 30'000LL;
    QTest::newRow("RFC 850 date") << QByteArray("Thursday, 28-May-26 20:27:10 GMT") << 30'000LL;
    QTest::newRow("asctime date") << QByteArray("Thu May 28 20:27:10 2026") << 30'000LL;
    QTest::newRow("past date") << QByteArray("Thu, 28 May 2026 20:26:10 GMT") << 0LL;
    QTest::newRow("far date") << QByteArray("Fri, 28 May 2027 20:26:10 GMT") << 86'400'000LL;
    QTest::newRow("words") << QByteArray("soon") << 0LL;
    QTest::newRow("empty") << QByteArray() << 0LL;
}

void TestOutcomeClassifier::retryAfter()
{
    QFETCH(QByteArray, value);
    QTEST(retryAfterMs({{"retry-after", value}}, kNowMs), "expected");
    QCOMPARE(retryAfterMs({}, kNowMs), 0);
}

void TestOutcomeClassifier::redactsTheBody()
{
    const SampleCall call = sampleCall(Kind::Authorize);
    const QByteArray body =
        "{\"card\":\"4242 4242 4242 4242\",\"key\":\"sk_test_abcdef\",\"long\":\""
        + QByteArray("\xC3\xA9").repeated(6000) + "\"}";
    const CallOutcome outcome =
        classify(m_connector, {.operation = call.operation, .processorReference = {}},
                 raw(200, "application/json", body));
    QVERIFY(!outcome.redactedBody.contains("4242"));
    QVERIFY(!outcome.redactedBody.contains("abcdef"));
    QVERIFY(outcome.redactedBody.size() <= 4096);
    QVERIFY(outcome.redactedBody.size() > 4000);
    QCOMPARE(QString::fromUtf8(outcome.redactedBody).toUtf8(), outcome.redactedBody);
    QCOMPARE(outcome.bodyHash, QCryptographicHash::hash(body, QCryptographicHash::Sha256));
}

QTEST_APPLESS_MAIN(TestOutcomeClassifier)
#include "testoutcomeclassifier.moc"

#include "services/processors/declinecategory.h"
#include "services/processors/simulator/simulatorconnector.h"
#include "tests/processors/samplecall.h"
#include "tests/support/seed.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;

namespace {

using Kind = OperationKind;

QJsonObject changed(QJsonObject json, const QString &member, const QJsonValue &value)
{
    json.insert(member, value);
    return json;
}

QJsonObject withStatus(Kind kind, const QString &status)
{
    return changed(sampleReply(sampleCall(kind)), u"status"_s, status);
}

/// The first row of a list changed.
QJsonObject withRow(Kind kind, const QString &list, const QString &member, const QJsonValue &value)
{
    QJsonObject json = sampleReply(sampleCall(kind));
    json.insert(list, QJsonArray{changed(json[list][0].toObject(), member, value)});
    return json;
}

QJsonObject withoutRow(Kind kind, const QString &status, qint64 held)
{
    QJsonObject json = withStatus(kind, status);
    json.insert("captures"_L1, QJsonArray());
    json.insert("voids"_L1, QJsonArray());
    json.insert("refunds"_L1, QJsonArray());
    json.insert("held"_L1, held);
    return json;
}

QJsonObject challenge(const QJsonValue &url, const QJsonValue &expiresAt)
{
    return changed(withStatus(Kind::Authorize, u"challenge_required"_s), u"challenge"_s,
                   QJsonObject{{u"url"_s, url}, {u"expires_at"_s, expiresAt}});
}

QJsonObject tombstone()
{
    return {{u"id"_s, u""_s},
            {u"reference"_s, u"pay_1_2"_s},
            {u"status"_s, u"voided"_s},
            {u"amount"_s, 0},
            {u"currency"_s, u""_s},
            {u"authorized"_s, 0},
            {u"captured"_s, 0},
            {u"captures"_s, QJsonArray()},
            {u"refunds"_s, QJsonArray()},
            {u"voids"_s,
             QJsonArray{QJsonObject{
                 {u"reference"_s, u"op_1"_s}, {u"released"_s, 0}, {u"status"_s, u"succeeded"_s}}}}};
}

} // namespace

class TestSimulatorReplies : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void states_data();
    void states();
    void readsEveryMember();
    void readsThreeDs();
    void readsChallenge();
    void readsDecline();
    void declineWithoutReason();
    void readsRefusal_data();
    void readsRefusal();
    void categories_data();
    void categories();
    void unreadable_data();
    void unreadable();
    void extraMembersAreIgnored();
    void anyDamageIsUnknownOrTheSame();

private:
    Result<Connector::ParsedReply> parse(Kind kind, const HttpResponse &response,
                                         bool isRead = false) const;
    const SimulatorConnector m_connector;
};

Result<Connector::ParsedReply> TestSimulatorReplies::parse(Kind kind, const HttpResponse &response,
                                                           bool isRead) const
{
    return m_connector.parse(sampleCall(kind).operation, response, isRead);
}

void TestSimulatorReplies::states_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QJsonObject>("json");
    QTest::addColumn<bool>("isRead");
    QTest::addColumn<ReplyState>("state");
    QTest::addColumn<qint64>("amount");
    const auto row = [](const char *name, Kind kind, const QJsonObject &json, ReplyState state,
                        qint64 amount = 0, bool isRead = false) {
        QTest::newRow(name) << kind << json << isRead << state << amount;
    };
    using enum ReplyState;
    const auto authorize = [](const QString &status) {
        return withStatus(Kind::Authorize, status);
    };
    row("authorize: authorized", Kind::Authorize, authorize(u"authorized"_s), Authorized, 1000);
    row("authorize: captured later", Kind::Authorize, authorize(u"captured"_s), Authorized, 1000);
    row("authorize: captured in part", Kind::Authorize, authorize(u"partially_captured"_s),
        Authorized, 1000);
    row("authorize: part", Kind::Authorize,
        changed(authorize(u"authorized"_s), u"authorized"_s, 700), Authorized, 700);
    row("authorize: pending", Kind::Authorize, authorize(u"pending"_s), Pending);
    row("authorize: review", Kind::Authorize, authorize(u"review"_s), HeldForReview);
    row("authorize: declined", Kind::Authorize, authorize(u"declined"_s), Declined);
    row("authorize: voided", Kind::Authorize, authorize(u"voided"_s), Voided, 1000);
    row("authorize: expired", Kind::Authorize, authorize(u"expired"_s), Expired, 1000);
    row("authorize: cancelled before it came", Kind::Authorize, tombstone(), NotFound, 0, true);
    row("sale: captured", Kind::Sale, withStatus(Kind::Sale, u"captured"_s), Captured, 1000);
    row("sale: only held yet", Kind::Sale, withStatus(Kind::Sale, u"authorized"_s), Authorized,
        1000);
    row("sale: declined", Kind::Sale, withStatus(Kind::Sale, u"declined"_s), Declined);
    row("sale: pending", Kind::Sale, withStatus(Kind::Sale, u"pending"_s), Pending);
    const auto capture = [](const QString &status) {
        return withRow(Kind::Capture, u"captures"_s, u"status"_s, status);
    };
    row("capture: succeeded", Kind::Capture, capture(u"succeeded"_s), Captured, 1000);
    row("capture: pending", Kind::Capture, capture(u"pending"_s), Pending, 1000);
    row("capture: failed", Kind::Capture, capture(u"failed"_s), Declined, 1000);
    const auto gone = [](const QString &status, qint64 held) {
        return withoutRow(Kind::Capture, status, held);
    };
    row("capture: no trace", Kind::Capture, gone(u"authorized"_s, 1000), NotFound, 0, true);
    row("capture: no trace, part taken", Kind::Capture, gone(u"partially_captured"_s, 400),
        NotFound, 0, true);
    row("capture: no trace, hold expired", Kind::Capture, gone(u"expired"_s, 0), Expired, 0, true);
    row("capture: no trace, hold released", Kind::Capture, gone(u"voided"_s, 0), Voided, 0, true);
    row("capture: no trace, rest released", Kind::Capture, gone(u"partially_captured"_s, 0), Voided,
        0, true);
    row("capture: no trace, all taken", Kind::Capture, gone(u"captured"_s, 0), Declined, 0, true);
    row("void: succeeded", Kind::Void, sampleReply(sampleCall(Kind::Void)), Voided, 1000);
    row("void: no trace", Kind::Void, gone(u"authorized"_s, 1000), NotFound, 0, true);
    row("void: no trace, expired", Kind::Void, gone(u"expired"_s, 0), Expired, 0, true);
    row("void: no trace, captured", Kind::Void, gone(u"captured"_s, 0), Declined, 0, true);
    row("void: by another hand", Kind::Void, gone(u"voided"_s, 0), Voided);
    row("void: tombstone", Kind::Void, tombstone(), Voided);
    const auto refund = [](const QString &status) {
        return withRow(Kind::Refund, u"refunds"_s, u"status"_s, status);
    };
    row("refund: succeeded", Kind::Refund, refund(u"succeeded"_s), Refunded, 1000);
    row("refund: pending", Kind::Refund, refund(u"pending"_s), Pending, 1000);
    row("refund: failed", Kind::Refund, refund(u"failed"_s), Declined, 1000);
    row("refund: no trace", Kind::Refund, gone(u"captured"_s, 0), NotFound, 0, true);
}

void TestSimulatorReplies::states()
{
    QFETCH(Kind, kind);
    QFETCH(QJsonObject, json);
    QFETCH(bool, isRead);
    const auto parsed = parse(kind, bankResponse(200, json), isRead);
    QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().field));
    QVERIFY(!parsed->rejected);
    QCOMPARE(parsed->mismatch, QString());
    QTEST(parsed->reply.state, "state");
    QTEST(parsed->reply.amount, "amount");
    QCOMPARE(parsed->reply.merchantReference, u"pay_1_2"_s);
}

void TestSimulatorReplies::readsEveryMember()
{
    const auto parsed =
        parse(Kind::Capture, bankResponse(200, sampleReply(sampleCall(Kind::Capture))));
    QVERIFY(parsed);
    QCOMPARE(parsed->reply.processorReference, u"simpay_7"_s);
    QCOMPARE(parsed->reply.currency, Currency::Eur);
    QCOMPARE(parsed->reply.capturedTotal, 1000);
    QCOMPARE(parsed->reply.captureBeforeMs, 1'780'604'800'000);
}

void TestSimulatorReplies::readsThreeDs()
{
    const QJsonObject json = changed(sampleReply(sampleCall(Kind::Authorize)), u"three_ds"_s,
                                     QJsonObject{{u"flow"_s, u"frictionless"_s},
                                                 {u"status"_s, u"Y"_s},
                                                 {u"liability_shift"_s, true}});
    const auto parsed = parse(Kind::Authorize, bankResponse(200, json));
    QVERIFY(parsed);
    QCOMPARE(parsed->reply.threeDs, (ThreeDsResult{u"frictionless"_s, u"Y"_s, true}));
}

void TestSimulatorReplies::readsChallenge()
{
    const QString url = u"http://127.0.0.1:9/challenge/abc"_s;
    const auto parsed = parse(Kind::Sale, bankResponse(200, challenge(url, 1'780'000'900'000LL)));
    QVERIFY(parsed);
    QCOMPARE(parsed->reply.state, ReplyState::ChallengeRequired);
    QCOMPARE(parsed->reply.challengeUrl, url);
    QCOMPARE(parsed->reply.challengeExpiresAtMs, 1'780'000'900'000);
}

void TestSimulatorReplies::readsDecline()
{
    const QJsonObject json = changed(withStatus(Kind::Authorize, u"declined"_s), u"decline"_s,
                                     QJsonObject{{u"code"_s, u"05"_s},
                                                 {u"category"_s, u"insufficient_funds"_s},
                                                 {u"message"_s, u"Card 4242424242424242: no."_s},
                                                 {u"advice"_s, u""_s}});
    const auto parsed = parse(Kind::Authorize, bankResponse(402, json));
    QVERIFY(parsed);
    const PaymentError error = parsed->reply.error;
    QCOMPARE(error.code, u"05"_s);
    QCOMPARE(error.category, u"insufficient_funds"_s);
    QCOMPARE(error.unifiedCode, u"UE_1000"_s);
    QVERIFY(error.message.startsWith("Card "_L1));
    QVERIFY(!error.message.contains("4242"_L1));
}

void TestSimulatorReplies::declineWithoutReason()
{
    const auto parsed =
        parse(Kind::Authorize, bankResponse(402, withStatus(Kind::Authorize, u"declined"_s)));
    QVERIFY(parsed);
    QCOMPARE(parsed->reply.state, ReplyState::Declined);
    QCOMPARE(parsed->reply.error.category, u"unknown"_s);
    QCOMPARE(parsed->reply.error.unifiedCode, u"UE_9000"_s);
}

void TestSimulatorReplies::readsRefusal_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isRead");
    QTest::addColumn<bool>("rejected");
    QTest::addColumn<bool>("retryLater");
    QTest::newRow("amount") << u"amount_too_large"_s << 422 << false << true << false;
    QTest::newRow("key reused") << u"key_reused"_s << 422 << false << true << false;
    QTest::newRow("cancelled") << u"reference_cancelled"_s << 422 << false << true << false;
    QTest::newRow("in use") << u"key_in_use"_s << 409 << false << true << true;
    QTest::newRow("rate") << u"rate_limited"_s << 429 << false << true << true;
    QTest::newRow("not found") << u"not_found"_s << 404 << false << true << false;
    QTest::newRow("not found, read") << u"not_found"_s << 404 << true << false << false;
    QTest::newRow("not found, odd status") << u"not_found"_s << 400 << true << true << false;
}

void TestSimulatorReplies::readsRefusal()
{
    QFETCH(QString, code);
    QFETCH(int, status);
    QFETCH(bool, isRead);
    const QJsonObject json = bankRefusal(code, u"invalid_request"_s);
    const auto parsed = parse(Kind::Capture, bankResponse(status, json), isRead);
    QVERIFY(parsed);
    QTEST(parsed->rejected, "rejected");
    QTEST(parsed->retryLater, "retryLater");
    const PaymentError expected =
        parsed->rejected ? PaymentError{code, u"invalid_request"_s, u"No."_s, u"UE_4000"_s}
                         : PaymentError();
    QCOMPARE(parsed->reply.error, expected);
    QCOMPARE(parsed->reply.state == ReplyState::NotFound, !parsed->rejected);
}

void TestSimulatorReplies::categories_data()
{
    QTest::addColumn<QString>("unifiedCode");
    const auto rows = [](const QString &unifiedCode, const QList<const char *> &names) {
        for (const char *name : names)
            QTest::newRow(name) << unifiedCode;
    };
    rows(u"UE_1000"_s,
         {"generic_decline", "insufficient_funds", "limit_exceeded", "authentication_required",
          "incorrect_number", "incorrect_cvc", "incorrect_expiry", "incorrect_address",
          "expired_card", "card_not_supported", "lost_or_stolen", "pickup_card", "restricted_card",
          "suspected_fraud", "recurring_revoked", "authentication_failed", "customer_cancelled"});
    rows(u"UE_2000"_s, {"blocked_by_risk", "configuration"});
    rows(u"UE_3000"_s, {"issuer_unavailable", "rate_limited", "processor_error"});
    rows(u"UE_4000"_s, {"duplicate", "invalid_request", "expired_authorization", "already_captured",
                        "already_voided", "not_refundable", "amount_too_large"});
}

void TestSimulatorReplies::categories()
{
    const QString category = QString::fromLatin1(QTest::currentDataTag());
    QCOMPARE(DeclineCategory::known(category), category);
    QTEST(DeclineCategory::unifiedCode(category), "unifiedCode");
    QCOMPARE(DeclineCategory::known(QString(category + u'x')), u"unknown"_s);
    QCOMPARE(DeclineCategory::unifiedCode(QString(category + u'x')), u"UE_9000"_s);
}

void TestSimulatorReplies::unreadable_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QJsonObject>("json");
    const auto row = [](const QByteArray &name, Kind kind, const QJsonObject &json) {
        QTest::newRow(name.constData()) << kind << json;
    };
    const QJsonObject good = sampleReply(sampleCall(Kind::Authorize));
    for (const auto &member :
         {u"id"_s, u"reference"_s, u"status"_s, u"amount"_s, u"currency"_s, u"authorized"_s,
          u"captured"_s, u"captures"_s, u"voids"_s, u"refunds"_s}) {
        QJsonObject without = good;
        without.remove(member);
        row("without " + member.toLatin1(), Kind::Authorize, without);
        row("null " + member.toLatin1(), Kind::Authorize, changed(good, member, QJsonValue()));
        row("flag as " + member.toLatin1(), Kind::Authorize, changed(good, member, true));
    }
    for (const auto &member : {u"operation"_s, u"held"_s, u"capture_before"_s, u"challenge"_s,
                               u"decline"_s, u"three_ds"_s})
        row("flag as " + member.toLatin1(), Kind::Authorize, changed(good, member, true));
    row("amount as text", Kind::Authorize, changed(good, u"amount"_s, u"1000"_s));
    row("amount with a fraction", Kind::Authorize, changed(good, u"amount"_s, 10.5));
    row("negative amount", Kind::Authorize, changed(good, u"authorized"_s, -1000));
    row("enormous amount", Kind::Authorize, changed(good, u"authorized"_s, 1e300));
    row("unknown status", Kind::Authorize, changed(good, u"status"_s, u"AUTHORIZED"_s));
    row("unknown currency", Kind::Authorize, changed(good, u"currency"_s, u"eur"_s));
    row("empty id", Kind::Authorize, changed(good, u"id"_s, u""_s));
    row("id that leaves a path", Kind::Authorize, changed(good, u"id"_s, u"../x"_s));
    row("empty reference", Kind::Authorize, changed(good, u"reference"_s, u""_s));
    row("tombstone for a send", Kind::Authorize, tombstone());
    row("challenge without a URL", Kind::Authorize, challenge(QJsonValue(), 5));
    row("challenge with a bad URL", Kind::Authorize, challenge(u"javascript:alert(1)"_s, 5));
    row("challenge without an end", Kind::Authorize, challenge(u"https://a.b/c"_s, QJsonValue()));
    row("challenge missing", Kind::Authorize, withStatus(Kind::Authorize, u"challenge_required"_s));
    row("capture without its row", Kind::Capture, withoutRow(Kind::Capture, u"authorized"_s, 1000));
    row("void without its row", Kind::Void, withoutRow(Kind::Void, u"authorized"_s, 1000));
    for (const auto &member : {u"amount"_s, u"currency"_s, u"status"_s, u"reference"_s})
        row("capture row, null " + member.toLatin1(), Kind::Capture,
            withRow(Kind::Capture, u"captures"_s, member, QJsonValue()));
    row("capture row, unknown status", Kind::Capture,
        withRow(Kind::Capture, u"captures"_s, u"status"_s, u"maybe"_s));
    row("refund without its row", Kind::Refund, withoutRow(Kind::Refund, u"captured"_s, 0));
    for (const auto &member : {u"id"_s, u"amount"_s, u"currency"_s, u"status"_s, u"reference"_s})
        row("refund row, null " + member.toLatin1(), Kind::Refund,
            withRow(Kind::Refund, u"refunds"_s, member, QJsonValue()));
    row("refund row, id that leaves a path", Kind::Refund,
        withRow(Kind::Refund, u"refunds"_s, u"id"_s, u"../x"_s));
    row("void row, unknown status", Kind::Void,
        withRow(Kind::Void, u"voids"_s, u"status"_s, u"maybe"_s));
    row("void row, released as text", Kind::Void,
        withRow(Kind::Void, u"voids"_s, u"released"_s, u"1000"_s));
    QJsonObject twice = sampleReply(sampleCall(Kind::Capture));
    twice.insert("captures"_L1, QJsonArray{twice["captures"_L1][0], twice["captures"_L1][0]});
    row("two rows of one capture", Kind::Capture, twice);
    row("rows of another type", Kind::Capture, changed(twice, u"captures"_s, QJsonArray{1, 2}));
    row("error of another type", Kind::Capture, {{u"error"_s, u"no"_s}});
    row("error without a code", Kind::Capture, {{u"error"_s, QJsonObject()}});
}

void TestSimulatorReplies::unreadable()
{
    QFETCH(Kind, kind);
    QFETCH(QJsonObject, json);
    const auto parsed = parse(kind, bankResponse(200, json));
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, ErrorCode::OutcomeUnknown);
    QVERIFY(!parsed.error().field.isEmpty());
}

void TestSimulatorReplies::extraMembersAreIgnored()
{
    QJsonObject json = sampleReply(sampleCall(Kind::Authorize));
    json.insert("new_thing"_L1, QJsonArray{1, QJsonObject()});
    json.insert("three_ds"_L1, QJsonValue());
    json.insert("challenge"_L1, QJsonValue());
    HttpResponse response = bankResponse(200, json);
    response.headers = {{"content-type", "Application/JSON; charset=utf-8"}};
    const auto parsed = parse(Kind::Authorize, response);
    QVERIFY(parsed);
    QCOMPARE(parsed->reply.state, ReplyState::Authorized);
}

/// Bytes flipped, cut, doubled: never a crash, and never a success that the reply did not hold.
void TestSimulatorReplies::anyDamageIsUnknownOrTheSame()
{
    std::mt19937_64 random(testSeed());
    const auto below = [&random](qsizetype limit) {
        return static_cast<qsizetype>(random() % static_cast<quint64>(limit));
    };
    int unknown = 0;
    for (int round = 0; round < 4000; ++round) {
        const Kind kind = std::array{Kind::Authorize, Kind::Sale, Kind::Capture, Kind::Void}.at(
            static_cast<size_t>(below(4)));
        HttpResponse response = bankResponse(200, sampleReply(sampleCall(kind)));
        QByteArray &body = response.body;
        for (qsizetype i = 0; i <= below(3); ++i) {
            const qsizetype at = below(body.size());
            switch (below(4)) {
            case 0: body[at] = static_cast<char>(below(256)); break;
            case 1: body.truncate(qMax<qsizetype>(at, 1)); break;
            case 2: body.insert(at, body.mid(at, below(40))); break;
            default: body.remove(at, below(10) + 1); break;
            }
            if (body.isEmpty())
                body = "{";
        }
        const auto parsed = parse(kind, response, round % 2 == 0);
        if (!parsed) {
            QCOMPARE(parsed.error().code, ErrorCode::OutcomeUnknown);
            ++unknown;
        } else {
            QVERIFY(parsed->reply.amount >= 0);
            QVERIFY(parsed->rejected || !parsed->reply.merchantReference.isEmpty());
        }
    }
    QVERIFY(unknown > 1000);
}

QTEST_APPLESS_MAIN(TestSimulatorReplies)
#include "testsimulatorreplies.moc"

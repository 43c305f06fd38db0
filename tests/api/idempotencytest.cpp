#include "services/api/errormapping.h"
#include "services/api/idempotencygate.h"
#include "services/api/json/jsonparser.h"
#include "services/api/json/jsonreader.h"
#include "services/api/json/jsonwriter.h"
#include "services/core/async.h"
#include "services/engine/idempotencyservice.h"
#include "services/storage/accountstore.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

/// Requests with an Idempotency-Key, over an engine with a bank: done once, answered every time.
class IdempotencyTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void idem_same();
    void idem_mismatch();
    void idem_in_flight();
    void idem_in_flight_too_long();
    void idem_crash_between();
    void idem_crash_before_the_effect();
    void idem_crash_with_an_own_id();
    void idem_scope();
    void double_click();

    void refusalsAreNotKept();
    void aForgottenResponderFreesTheKey();
    void answersAreSealed();
    void answersAreKeptForThreeDays();
    void keys_data();
    void keys();
    void meanings_data();
    void meanings();
};

namespace {

const QByteArray kBody = R"({"amount":6540,"currency":"EUR","card_cvc":"123"})"_ba;
const MerchantId kOther{u"merchant_other"_s};
const QStringList kOnce = {u"authorize 6540"_s, u"capture 6540"_s}; ///< at the bank

struct Answered
{
    int count = 0;
    ApiReply reply;

    bool isReplay() const { return headerValue(reply.headers, "Idempotent-Replayed") == "true"; }
    QByteArray id() const
    {
        JsonValue body;
        return readJson(reply.body, body) || !body.find("payment_id")
                   ? QByteArray()
                   : body.find("payment_id")->bytes().toByteArray();
    }
    QByteArray code() const
    {
        JsonValue body;
        return readJson(reply.body, body) || !body.find("error")
                   ? QByteArray()
                   : body.find("error")->find("code")->bytes().toByteArray();
    }
};
using AnsweredPtr = std::shared_ptr<Answered>;

/// A gate before one route that makes and confirms payments.
class GateWorld : public EngineWorld
{
public:
    GateWorld()
    {
        Database database;
        const bool added =
            database.open({file(), false, false}) && database.begin()
            && AccountStore(database).insertMerchant(kOther, u"Other"_s, true, 1)
            && AccountStore(database).insertProfile({{u"pro_other"_s}, kOther, u"Other"_s})
            && database.commit();
        database.close();
        if (!added || !start())
            qFatal("no world");
        open();
    }
    ~GateWorld() { stop(); }

    void open()
    {
        claims = std::make_unique<IdempotencyService>(engine());
        gate = std::make_unique<IdempotencyGate>(*claims, clock());
        gate->setReader([this](const HttpRequest &request, const HttpResponder &respond) {
            const Result<PaymentDetails> found =
                await(payments().find(merchant(), {request.url.path().section(u'/', -1)}));
            respond({{found ? 200 : 404, {}, found ? bodyOf(found->payment) : "{}"_ba}});
        });
    }
    /// The program ends at once and starts anew; what was answered before reached nobody.
    void crash()
    {
        gate.reset();
        if (!restart())
            qFatal("no restart");
        open();
    }

    AnsweredPtr post(const QByteArray &key, const QByteArray &body = kBody,
                     const QString &path = u"/payments"_s, const MerchantId &who = {})
    {
        const auto request = std::make_shared<ApiRequest>();
        request->http.method = "POST";
        request->http.url = QUrl(path);
        request->http.headers = {{"Idempotency-Key", key}};
        request->http.body = SecretBytes(body);
        request->identity.merchantId = who.isEmpty() ? merchant() : who;
        request->identity.keyId = u"key"_s;
        const auto answered = std::make_shared<Answered>();
        gate->handle(
            request,
            [answered](const ApiReply &reply) {
                ++answered->count;
                answered->reply = reply;
            },
            [this, request](const ApiResponder &respond) {
                ++calls;
                if (route)
                    return route(request, respond);
                create(request, respond);
            });
        return answered;
    }
    AnsweredPtr ask(const QByteArray &key, const QByteArray &body = kBody,
                    const QString &path = u"/payments"_s, const MerchantId &who = {})
    {
        const AnsweredPtr answered = post(key, body, path, who);
        return QTest::qWaitFor([&] { return answered->count > 0; }, 30'000) ? answered : answered;
    }
    static QByteArray bodyOf(const Payment &payment)
    {
        JsonWriter out;
        out.beginObject();
        out.member("payment_id"_L1, payment.id);
        out.member("status"_L1, toText(payment.status));
        out.member("client_secret"_L1, u"not_to_be_found"_s);
        out.member(
            "created"_L1,
            QDateTime::fromMSecsSinceEpoch(payment.createdAtMs, Qt::UTC).toString(Qt::ISODate));
        out.endObject();
        return out.take();
    }
    void create(const ApiRequestPtr &request, const ApiResponder &respond)
    {
        JsonValue body;
        if (readJson(request->http.body.view(), body))
            return respond(errorReply(parseFault(u"body"_s)));
        CreatePayment command = draft(body.find("amount")->integer().value_or(0));
        command.caller.merchantId = request->identity.merchantId;
        if (request->identity.merchantId != merchant())
            command.profileId = {u"pro_other"_s};
        const JsonValue *own = body.find("payment_id");
        command.id.value = own ? own->text() : u"pay_"_s + request->operationId.section(u'_', 1);
        command.confirm = request->identity.merchantId == merchant();
        if (command.confirm)
            command.card = testCard("4242424242424242");
        whenDone(payments().create(std::move(command)), gate.get(),
                 [respond](const Result<CreatedPayment> &made) {
                     if (made)
                         return respond({200, bodyOf(made->payment)});
                     const bool isThere = made.error().code == ErrorCode::Duplicate;
                     respond(isThere ? errorReply({400, u"HE_01"_s, u"there"_s})
                                     : errorReply(apiError(made.error())));
                 });
    }

    int calls = 0; ///< of the route
    /// Instead of create().
    std::function<void(const ApiRequestPtr &, const ApiResponder &)> route;
    std::unique_ptr<IdempotencyService> claims;
    std::unique_ptr<IdempotencyGate> gate;
};

} // namespace

void IdempotencyTest::initTestCase()
{
    testSeed();
    awaitsAtOnce = true;
}

void IdempotencyTest::idem_same()
{
    GateWorld world;
    const AnsweredPtr first = world.ask("key-1");
    QCOMPARE(first->reply.status, 200);
    QVERIFY(!first->isReplay());
    // Other blanks, another order, and the CVC typed once more.
    const AnsweredPtr second =
        world.ask("key-1", R"({ "currency": "EUR", "card_cvc": "999", "amount": 6540 })");
    QCOMPARE(second->reply.status, 200);
    QVERIFY(second->isReplay());
    QCOMPARE(second->reply.body, first->reply.body);
    QCOMPARE(world.calls, 1);
    QCOMPARE(world.effects({QString::fromLatin1(first->id())}), kOnce);
    const AnsweredPtr other = world.ask("key-2");
    QVERIFY(!other->isReplay());
    QVERIFY(other->id() != first->id());
}

void IdempotencyTest::idem_mismatch()
{
    GateWorld world;
    const AnsweredPtr first = world.ask("key-1");
    const AnsweredPtr amount = world.ask("key-1", R"({"amount":6541,"currency":"EUR"})");
    QCOMPARE(amount->reply.status, 422);
    QCOMPARE(amount->code(), "OX_01");
    QCOMPARE(world.ask("key-1", kBody, u"/payments/create"_s)->code(), "OX_01");
    QCOMPARE(world.ask("key-1", kBody, u"/payments?x=1"_s)->code(), "OX_01");
    QCOMPARE(world.calls, 1);
    QCOMPARE(world.ask("key-1")->reply.body, first->reply.body);
}

void IdempotencyTest::idem_in_flight()
{
    GateWorld world;
    ApiResponder answer;
    ApiRequestPtr waiting;
    world.route = [&](const ApiRequestPtr &request, const ApiResponder &respond) {
        waiting = request;
        answer = respond;
    };
    const AnsweredPtr first = world.post("key-1");
    QTRY_VERIFY(answer);
    const AnsweredPtr second = world.post("key-1");
    const AnsweredPtr other = world.post("key-1", R"({"amount":1})");
    QTest::qWait(50);
    QCOMPARE(second->count, 0);
    QCOMPARE(world.calls, 1);
    world.create(waiting, std::exchange(answer, {}));
    QTRY_COMPARE(first->count, 1);
    QTRY_COMPARE(second->count, 1);
    QTRY_COMPARE(other->count, 1);
    QVERIFY(!first->isReplay());
    QVERIFY(second->isReplay());
    QCOMPARE(second->reply.body, first->reply.body);
    QCOMPARE(other->code(), "OX_01");
    QCOMPARE(world.calls, 1);
}

void IdempotencyTest::idem_in_flight_too_long()
{
    GateWorld world;
    ApiResponder answer;
    world.route = [&](const ApiRequestPtr &, const ApiResponder &respond) { answer = respond; };
    const AnsweredPtr first = world.post("key-1");
    QTRY_VERIFY(answer);
    world.clock().setLongestWait(20); // real time need not go by
    const AnsweredPtr second = world.ask("key-1");
    QCOMPARE(second->reply.status, 422);
    QCOMPARE(second->code(), "HE_00");
    QCOMPARE(first->count, 0);
    answer({200, "{}"});
    QTRY_COMPARE(first->count, 1);
    QVERIFY(world.ask("key-1")->isReplay());
    QCOMPARE(second->count, 1);
}

void IdempotencyTest::idem_crash_between()
{
    GateWorld world;
    // The payment is made; the program ends before its answer is kept.
    world.route = [&](const ApiRequestPtr &request, const ApiResponder &) {
        world.create(request, [](const ApiReply &) {});
    };
    const AnsweredPtr lost = world.post("key-1");
    QTRY_COMPARE(world.calls, 1);
    QTRY_COMPARE(world.column(u"SELECT status FROM payment"_s), QStringList{u"succeeded"_s});
    world.crash();
    world.route = {};
    const AnsweredPtr again = world.ask("key-1");
    QCOMPARE(again->reply.status, 200);
    QCOMPARE(world.column(u"SELECT payment_id FROM payment"_s),
             QStringList{QString::fromLatin1(again->id())});
    QCOMPARE(world.effects({QString::fromLatin1(again->id())}), kOnce);
    QVERIFY(world.ask("key-1")->isReplay());
    QCOMPARE(world.ask("key-1", R"({"amount":1})")->code(), "OX_01");
}

void IdempotencyTest::idem_crash_before_the_effect()
{
    GateWorld world;
    ApiResponder never;
    world.route = [&](const ApiRequestPtr &, const ApiResponder &respond) { never = respond; };
    const AnsweredPtr lost = world.post("key-1");
    QTRY_COMPARE(world.calls, 1);
    world.crash();
    world.route = {};
    const AnsweredPtr again = world.ask("key-1");
    QCOMPARE(again->reply.status, 200);
    QCOMPARE(world.effects({QString::fromLatin1(again->id())}), kOnce);
    QVERIFY(world.ask("key-1")->isReplay());
    QCOMPARE(lost->count, 0);
}

void IdempotencyTest::idem_crash_with_an_own_id()
{
    GateWorld world;
    const QByteArray body = R"({"amount":6540,"currency":"EUR","payment_id":"pay_own"})";
    world.route = [&](const ApiRequestPtr &request, const ApiResponder &) {
        world.create(request, [](const ApiReply &) {});
    };
    world.post("key-1", body);
    QTRY_COMPARE(world.column(u"SELECT status FROM payment"_s), QStringList{u"succeeded"_s});
    world.crash();
    world.route = {};
    QCOMPARE(world.ask("key-1", body)->id(), "pay_own");
    QCOMPARE(world.effects({u"pay_own"_s}), kOnce);

    // One that another request made, before this one was begun, is not its answer.
    world.advance(5'000);
    ApiResponder never;
    world.route = [&](const ApiRequestPtr &, const ApiResponder &respond) { never = respond; };
    world.post("key-2", body);
    QTRY_VERIFY(never);
    world.crash();
    world.route = {};
    QCOMPARE(world.ask("key-2", body)->code(), "HE_01");
    QCOMPARE(world.effects({u"pay_own"_s}), kOnce);
}

void IdempotencyTest::idem_scope()
{
    GateWorld world;
    const AnsweredPtr ours = world.ask("key-1");
    const AnsweredPtr theirs = world.ask("key-1", kBody, u"/payments"_s, kOther);
    QCOMPARE(theirs->reply.status, 200);
    QVERIFY(!theirs->isReplay());
    QVERIFY(theirs->id() != ours->id());
    QVERIFY(world.ask("key-1", kBody, u"/payments"_s, kOther)->isReplay());
    QCOMPARE(world.ask("key-1", kBody, u"/payments"_s, kOther)->id(), theirs->id());
}

void IdempotencyTest::double_click()
{
    GateWorld world;
    QList<AnsweredPtr> all;
    for (int i = 0; i < 20; ++i)
        all.append(world.post("key-1"));
    for (const AnsweredPtr &one : std::as_const(all))
        QTRY_COMPARE(one->count, 1);
    QCOMPARE(world.calls, 1);
    int replays = 0;
    for (const AnsweredPtr &one : std::as_const(all)) {
        QCOMPARE(one->reply.body, all.constFirst()->reply.body);
        replays += one->isReplay() ? 1 : 0;
    }
    QCOMPARE(replays, 19);
    QCOMPARE(world.effects({QString::fromLatin1(all.constFirst()->id())}), kOnce);
}

void IdempotencyTest::refusalsAreNotKept()
{
    GateWorld world;
    const AnsweredPtr refused = world.ask("key-1", R"({"amount":-1,"currency":"EUR"})");
    QVERIFY2(refused->reply.status >= 400, refused->reply.body.constData());
    QCOMPARE(world.column(u"SELECT request_key FROM idempotency"_s), QStringList());
    QCOMPARE(world.ask("key-1")->reply.status, 200); // mended, under the same key
    // What cannot be read is the route's to refuse, and nothing is written down.
    QCOMPARE(world.ask("key-2", "{")->code(), "IR_06");
    QCOMPARE(world.column(u"SELECT request_key FROM idempotency"_s), QStringList{u"key-1"_s});
}

void IdempotencyTest::aForgottenResponderFreesTheKey()
{
    GateWorld world;
    world.route = [](const ApiRequestPtr &, const ApiResponder &) {};
    QCOMPARE(world.ask("key-1")->reply.status, 500);
    world.route = {};
    QCOMPARE(world.ask("key-1")->reply.status, 200);
}

void IdempotencyTest::answersAreSealed()
{
    GateWorld world;
    QVERIFY(world.ask("key-1")->reply.body.contains("not_to_be_found"));
    for (const QString &suffix : {u""_s, u"-wal"_s}) {
        QFile file(world.file() + suffix);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("not_to_be_found"));
    }
}

void IdempotencyTest::answersAreKeptForThreeDays()
{
    GateWorld world;
    const QByteArray first = world.ask("key-1")->id();
    world.advance(Idempotency::kKeptMs - 1'000);
    world.ask("key-2");
    QVERIFY(world.ask("key-1")->isReplay());
    world.advance(2'000);
    world.ask("key-3"); // a new key takes the old ones away
    QCOMPARE(world.column(u"SELECT request_key FROM idempotency ORDER BY request_key"_s),
             QStringList({u"key-2"_s, u"key-3"_s}));
    const AnsweredPtr anew = world.ask("key-1");
    QCOMPARE(anew->reply.status, 200);
    QVERIFY(anew->id() != first);
}

void IdempotencyTest::keys_data()
{
    QTest::addColumn<HttpHeaders>("headers");
    QTest::addColumn<std::optional<QString>>("key");
    const auto row = [](const char *name, const HttpHeaders &headers,
                        const std::optional<QString> &key) {
        QTest::newRow(name) << headers << key;
    };
    row("none", {}, {});
    row("one", {{"Idempotency-Key", "a"}}, u"a"_s);
    row("case", {{"idempotency-key", "a-Z_0!~"}}, u"a-Z_0!~"_s);
    row("longest", {{"Idempotency-Key", QByteArray(255, 'k')}}, QString(255, u'k'));
    row("too long", {{"Idempotency-Key", QByteArray(256, 'k')}}, u""_s);
    row("empty", {{"Idempotency-Key", ""}}, u""_s);
    row("blank", {{"Idempotency-Key", "a b"}}, u""_s);
    row("not ASCII", {{"Idempotency-Key", "\xc3\xa9"}}, u""_s);
    row("twice", {{"Idempotency-Key", "a"}, {"Idempotency-Key", "a"}}, u""_s);
}

void IdempotencyTest::keys()
{
    QFETCH(HttpHeaders, headers);
    QFETCH(std::optional<QString>, key);
    QCOMPARE(idempotencyKeyOf(headers), key);
}

void IdempotencyTest::meanings_data()
{
    QTest::addColumn<QByteArray>("one");
    QTest::addColumn<QByteArray>("other");
    QTest::addColumn<bool>("same");
    const auto row = [](const char *name, const QByteArray &one, const QByteArray &other,
                        bool same) { QTest::newRow(name) << one << other << same; };
    row("itself", R"({"a":1})", R"({"a":1})", true);
    row("blanks", R"({"a":1})", "{ \"a\" :\n1 }", true);
    row("order", R"({"a":1,"b":2})", R"({"b":2,"a":1})", true);
    row("escapes", R"({"a":"x"})", R"({"\u0061":"\u0078"})", true);
    row("CVC", R"({"c":{"card_cvc":"1"}})", R"({"c":{"card_cvc":"2"}})", true);
    row("value", R"({"a":1})", R"({"a":2})", false);
    row("name", R"({"a":1})", R"({"b":1})", false);
    row("type", R"({"a":1})", R"({"a":"1"})", false);
    row("null", R"({"a":null})", R"({})", false);
    row("order in an array", "[1,2]", "[2,1]", false);
    row("object as array", R"({"a":1})", R"(["a",1])", false);
    row("number", "[1]", "[1.0]", false);
    row("nothing", "", "{}", false);
}

void IdempotencyTest::meanings()
{
    QFETCH(QByteArray, one);
    QFETCH(QByteArray, other);
    QFETCH(bool, same);
    QCOMPARE(meaningOf(one).size(), 32);
    QCOMPARE(meaningOf(one) == meaningOf(other), same);
    QVERIFY(meaningOf("{").isEmpty());
}

QTEST_GUILESS_MAIN(IdempotencyTest)
#include "idempotencytest.moc"

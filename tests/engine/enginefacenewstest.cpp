#include "tests/engine/expect.h"
#include "tests/support/facenewsworld.h"
#include "tests/support/seed.h"

#include <QJsonArray>

#include <string_view>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(FaceNewsWorld::Order)

namespace {

using Order = FaceNewsWorld::Order;
using World = std::unique_ptr<FaceNewsWorld>;

const auto kVisa = "4242424242424242";
constexpr qint64 kFenceMs = 11LL * 60'000;

World worldOf(const QString &face)
{
    const WorldSetup setup{.timeoutMs = 20, .inMemory = true};
    return World(face == "adyen"_L1 ? FaceNewsWorld::adyen(setup) : FaceNewsWorld::stripe(setup));
}

/// What is done to a payment before anybody hears of it, and how it must stand afterwards.
struct Story
{
    const char *name;
    PaymentId (*play)(FaceNewsWorld &world);
    const char *status;
    bool isStripes;          ///< otherwise only Adyen tells it so
    bool leavesHold = false; ///< at the bank
};

PaymentId paid(FaceNewsWorld &world, CaptureMethod method, const char *card = kVisa)
{
    const auto payment = world.pay(6000, method, card);
    return payment ? payment->id : PaymentId();
}

const Story kStories[] = {
    {"sale", [](FaceNewsWorld &w) { return paid(w, CaptureMethod::Automatic); }, "succeeded", true},
    {"hold", [](FaceNewsWorld &w) { return paid(w, CaptureMethod::Manual); }, "requires_capture",
     true},
    {"decline",
     [](FaceNewsWorld &w) { return paid(w, CaptureMethod::Automatic, "4000000000000002"); },
     "failed", true},
    {"capture",
     [](FaceNewsWorld &w) {
         const PaymentId id = paid(w, CaptureMethod::Manual);
         (void)w.capture(id);
         return id;
     },
     "succeeded", true},
    {"capture in parts",
     [](FaceNewsWorld &w) {
         const PaymentId id = paid(w, CaptureMethod::ManualMultiple);
         (void)w.capture(id, 1000);
         (void)w.capture(id, 5000); // not the last one: another is under way
         return id;
     },
     "succeeded", true},
    {"capture that fails",
     [](FaceNewsWorld &w) {
         const PaymentId id = paid(w, CaptureMethod::Manual, "4000009906050003");
         (void)w.capture(id);
         return id;
     },
     "failed", true, true},
    {"cancel",
     [](FaceNewsWorld &w) {
         const PaymentId id = paid(w, CaptureMethod::Manual);
         (void)w.cancel(id);
         return id;
     },
     "cancelled", true},
    {"cancel that is refused",
     [](FaceNewsWorld &w) {
         const PaymentId id = paid(w, CaptureMethod::Manual, "4000009907040003");
         (void)w.cancel(id);
         return id;
     },
     "requires_capture", true},
    {"refund",
     [](FaceNewsWorld &w) {
         const PaymentId id = paid(w, CaptureMethod::Automatic);
         (void)w.refund(id, 1000);
         (void)w.refund(id, 2000);
         return id;
     },
     "succeeded", true},
    {"approved later",
     [](FaceNewsWorld &w) {
         const PaymentId id = paid(w, CaptureMethod::Automatic, "4000009905090000");
         w.advance(5000);
         return id;
     },
     "succeeded", true},
    {"hold approved later",
     [](FaceNewsWorld &w) {
         const PaymentId id = paid(w, CaptureMethod::Manual, "4000009905090000");
         w.advance(5000);
         return id;
     },
     "requires_capture", true},
    {"declined later",
     [](FaceNewsWorld &w) {
         const PaymentId id = paid(w, CaptureMethod::Automatic, "4000009905100007");
         w.advance(5000);
         return id;
     },
     "failed", true},
    {"answer lost",
     [](FaceNewsWorld &w) {
         w.bank().injectFault(BankFault::TimeoutAfter, 3, u"payments"_s);
         return paid(w, CaptureMethod::Automatic);
     },
     "succeeded", false},
    {"duplicated and forged by the bank",
     [](FaceNewsWorld &w) {
         const PaymentId id = paid(w, CaptureMethod::Manual, "4000009905120005");
         (void)w.capture(id);
         return id;
     },
     "succeeded", true},
    {"hold runs out",
     [](FaceNewsWorld &w) {
         const PaymentId id = paid(w, CaptureMethod::Manual, "4000009906030005");
         w.advance(61'000);
         return id;
     },
     "expired", true, true},
};

void addOrders()
{
    QTest::addColumn<QString>("face");
    QTest::addColumn<Order>("order");
    for (const QString &face : {u"adyen"_s, u"stripe"_s}) {
        QTest::addRow("%s, as told", qPrintable(face)) << face << Order::AsTold;
        QTest::addRow("%s, backwards", qPrintable(face)) << face << Order::Backwards;
        QTest::addRow("%s, twice, backwards", qPrintable(face)) << face << Order::TwiceBackwards;
    }
}

} // namespace

/// Real processors' dialects with the news that belong to them: what was only received ends by
/// webhook, whatever order and however often they come.
class EngineFaceNewsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void stories_data();
    void stories();
    void refundComesBack_data() { addOrders(); }
    void refundComesBack();
    void refundFails_data() { addOrders(); }
    void refundFails();
    void disputeIsWon_data() { addOrders(); }
    void disputeIsWon();
    void heldUnheardIsReleased_data();
    void heldUnheardIsReleased();
    void neverArrivedIsEnded();
    void failedFenceDeclinesNothing();
    void cancelledElsewhere();
    void hintsAreFollowedByAPull();
    void otherKeyIsRefused_data() { addOrders(); }
    void otherKeyIsRefused();
};

void EngineFaceNewsTest::stories_data()
{
    QTest::addColumn<QString>("face");
    QTest::addColumn<int>("story");
    QTest::addColumn<Order>("order");
    constexpr std::array orders = {Order::AsTold, Order::Backwards, Order::TwiceBackwards};
    for (int i = 0; i < static_cast<int>(std::size(kStories)); ++i) {
        const Story &story = kStories[i];
        for (const Order order : orders) {
            const int number = static_cast<int>(order);
            QTest::addRow("adyen, %s, %d", story.name, number) << u"adyen"_s << i << order;
            if (story.isStripes)
                QTest::addRow("stripe, %s, %d", story.name, number) << u"stripe"_s << i << order;
        }
    }
}

void EngineFaceNewsTest::stories()
{
    QFETCH(const QString, face);
    QFETCH(const int, story);
    QFETCH(const Order, order);
    const World world = worldOf(face);
    QVERIFY(world->begun);
    const PaymentId id = kStories[story].play(*world);
    QVERIFY(!id.isEmpty());
    const QList<BankCall> calls = world->told();
    QVERIFY(!calls.isEmpty());
    const int refused = world->hear(calls, order);
    const bool forges = std::string_view(kStories[story].name).starts_with("duplicated");
    QVERIFY(forges ? refused > 0 : refused == 0);
    QCOMPARE(toText(world->status(id)), QString::fromLatin1(kStories[story].status));
    QVERIFY(!world->payment(id).hasOpenOperation);
    // A hold that runs out, or whose capture failed, leaves no effect at the bank.
    const bool mayHold = kStories[story].leavesHold;
    QCOMPARE(mayHold ? world->problems(id) : world->disagreement(id), QString());
    // Heard once more, nothing changes.
    const qint64 version = world->payment(id).version;
    QVERIFY(world->hear(calls, order) >= 0);
    QCOMPARE(world->payment(id).version, version);
}

void EngineFaceNewsTest::refundComesBack()
{
    QFETCH(const QString, face);
    QFETCH(const Order, order);
    const World world = worldOf(face);
    const PaymentId id = paid(*world, CaptureMethod::Automatic, "4000009907030004");
    OX_OK(world->refund(id, 2500));
    QCOMPARE(world->hear(world->told(), order), 0);
    QCOMPARE(world->details(id).refunds.constFirst().status, RefundStatus::Succeeded);
    QCOMPARE(world->payment(id).refunded, 2500);
    world->advance(10'000);
    QCOMPARE(world->hear(world->told(), order), 0);
    QCOMPARE(world->details(id).refunds.constFirst().status, RefundStatus::Failed);
    QCOMPARE(world->payment(id).refunded, 0);
    QCOMPARE(world->payment(id).refundPending, 0);
    QCOMPARE(world->problems(id), QString());
}

void EngineFaceNewsTest::refundFails()
{
    QFETCH(const QString, face);
    QFETCH(const Order, order);
    const World world = worldOf(face);
    const PaymentId id = paid(*world, CaptureMethod::Automatic, "4000009907020005");
    OX_OK(world->refund(id, 2500));
    world->advance(5'000);
    QCOMPARE(world->hear(world->told(), order), 0);
    QCOMPARE(world->details(id).refunds.constFirst().status, RefundStatus::Failed);
    QCOMPARE(world->disagreement(id), QString());
    OX_OK(world->refund(id, 100)); // what failed can be tried again
}

void EngineFaceNewsTest::disputeIsWon()
{
    QFETCH(const QString, face);
    QFETCH(const Order, order);
    const World world = worldOf(face);
    const PaymentId id = paid(*world, CaptureMethod::Automatic, "4000000000000259");
    world->advance(10'000);
    QList<BankCall> calls = world->told();
    if (order == Order::AsTold) { // otherwise it is over when it is heard of
        QCOMPARE(world->hear(calls, order), 0);
        calls.clear();
        QCOMPARE(world->disputes().size(), 1);
        QCOMPARE(world->disputes().constFirst().status, DisputeStatus::Opened);
        QVERIFY(world->disputes().constFirst().respondByMs > world->clock().nowMs());
    }
    const QJsonValue payment = world->bank().ledger()["payments"_L1][0];
    const QString dispute = u"simdsp_"_s + payment["id"_L1].toString().section(u'_', 1);
    world->advance(1'000);
    world->control("dispute", R"({"won":true,"id":")" + dispute.toLatin1() + R"("})");
    QCOMPARE(world->hear(calls + world->told(), order), 0);
    QCOMPARE(world->disputes().size(), 1);
    QCOMPARE(world->disputes().constFirst().status, DisputeStatus::Won);
    QCOMPARE(world->disputes().constFirst().paymentId, id);
    QCOMPARE(world->disputes().constFirst().amount, 6000);
    QCOMPARE(toText(world->status(id)), u"succeeded"_s);
}

void EngineFaceNewsTest::heldUnheardIsReleased_data()
{
    QTest::addColumn<Order>("order");
    QTest::newRow("as told") << Order::AsTold;
    QTest::newRow("backwards") << Order::Backwards;
    QTest::newRow("twice, backwards") << Order::TwiceBackwards;
}

/// Nobody answered, nobody told anything, and the card is gone: what was held is released, and the
/// late news of the release end the payment.
void EngineFaceNewsTest::heldUnheardIsReleased()
{
    QFETCH(const Order, order);
    const World world = worldOf(u"adyen"_s);
    world->bank().injectFault(BankFault::TimeoutAfter, 3, u"/payments"_s);
    const PaymentId id = paid(*world, CaptureMethod::Manual);
    QVERIFY(world->payment(id).outcomeUnknown);
    world->advance(kFenceMs);
    (void)world->sync(id);
    QTRY_COMPARE(world->effects(id), (QStringList{u"authorize 6000"_s, u"void 6000"_s}));
    QVERIFY(world->payment(id).outcomeUnknown); // received is not done
    const QList<BankCall> calls = world->told();
    QCOMPARE(calls.size(), 2);
    QCOMPARE(world->hear(calls, order), 0);
    QCOMPARE(toText(world->status(id)), u"cancelled"_s);
    QVERIFY(!world->payment(id).hasOpenOperation);
    QCOMPARE(world->disagreement(id), QString());
}

void EngineFaceNewsTest::neverArrivedIsEnded()
{
    const World world = worldOf(u"adyen"_s);
    world->bank().injectFault(BankFault::TimeoutBefore, 3, u"/payments"_s);
    CreatePayment draft = world->draft(6000);
    draft.currency = Currency::Usd; // Adyen cannot know that of what it never had
    const Payment made = world->created(std::move(draft));
    OX_OK(world->confirm(made.id, kVisa));
    QVERIFY(world->payment(made.id).outcomeUnknown);
    world->advance(kFenceMs);
    (void)world->sync(made.id);
    QTRY_COMPARE(world->bank().requestCount(), 4);
    QCOMPARE(world->hear(), 0);
    QCOMPARE(toText(world->status(made.id)), u"cancelled"_s);
    QCOMPARE(world->effects(made.id), QStringList());
    QCOMPARE(world->disagreement(made.id), QString());
}

/// A cancel that came too late says nothing about the payment it was to end.
void EngineFaceNewsTest::failedFenceDeclinesNothing()
{
    const World world = worldOf(u"adyen"_s);
    world->bank().injectFault(BankFault::TimeoutAfter, 3, u"/payments"_s);
    const PaymentId id = paid(*world, CaptureMethod::Automatic);
    QVERIFY(world->payment(id).outcomeUnknown);
    const QList<BankCall> late = world->told(); // the authorization; it is held up
    QCOMPARE(late.size(), 1);
    world->advance(kFenceMs);
    (void)world->sync(id);
    QTRY_COMPARE(world->bank().requestCount(), 4);
    const QList<BankCall> failed = world->told();
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed.constFirst().body.contains("TECHNICAL_CANCEL"));
    QVERIFY(failed.constFirst().body.contains("\"success\":\"false\""));
    QCOMPARE(world->hear(failed), 0);
    QCOMPARE(toText(world->status(id)), u"processing"_s);
    QVERIFY(world->payment(id).outcomeUnknown);
    QCOMPARE(world->entries().constFirst().state, InboxState::Done);
    QCOMPARE(world->hear(late), 0);
    QCOMPARE(toText(world->status(id)), u"succeeded"_s);
    QCOMPARE(world->disagreement(id), QString());
    QCOMPARE(world->hear(failed), 0); // nor afterwards
    QCOMPARE(toText(world->status(id)), u"succeeded"_s);
    QCOMPARE(world->column(u"SELECT count(*) FROM audit WHERE action = 'operation.refused'"_s),
             QStringList(u"0"_s));
}

/// Somebody released a hold on the processor's own pages.
void EngineFaceNewsTest::cancelledElsewhere()
{
    const World world = worldOf(u"adyen"_s);
    const PaymentId id = paid(*world, CaptureMethod::Manual);
    QCOMPARE(world->hear(), 0);
    QCOMPARE(toText(world->status(id)), u"requires_capture"_s);
    HttpRequest request;
    request.method = "POST";
    request.url = QUrl(u"http://127.0.0.1/adyen/v71/payments/"_s
                       + world->payment(id).processorReference + u"/cancels"_s);
    request.headers = {{"X-API-Key", "AQEother"}, {"Idempotency-Key", "theirs"}};
    request.body = SecretBytes(R"({"merchantAccount":"ShopECOM","reference":"by_hand"})");
    QCOMPARE(world->bank().handle(request).response.status, 201);
    QCOMPARE(world->hear(), 0);
    QCOMPARE(toText(world->status(id)), u"cancelled"_s);
    QCOMPARE(world->disagreement(id), QString());
}

/// Stripe's events are hints: what counts is what Stripe says when it is asked.
void EngineFaceNewsTest::hintsAreFollowedByAPull()
{
    const World world = worldOf(u"stripe"_s);
    const PaymentId id = paid(*world, CaptureMethod::Automatic, "4000009905090000");
    QCOMPARE(toText(world->status(id)), u"processing"_s);
    world->advance(5'000);
    const QList<BankCall> calls = world->told();
    world->wire().clear();
    QCOMPARE(world->hear(calls), 0);
    QCOMPARE(toText(world->status(id)), u"succeeded"_s);
    QVERIFY(!world->wire().calls().isEmpty());
    for (const QString &call : world->wire().calls())
        QVERIFY2(call.startsWith(u"GET /stripe/v1/payment_intents/pi_"_s), qPrintable(call));
    QVERIFY(calls.constLast().body.contains("payment_intent.succeeded"));
}

void EngineFaceNewsTest::otherKeyIsRefused()
{
    QFETCH(const QString, face);
    QFETCH(const Order, order);
    const World world = worldOf(face);
    const bool isAdyen = face == "adyen"_L1;
    const PaymentId id = paid(*world, CaptureMethod::Automatic, "4000009905090000");
    (void)world->told();
    world->bank().subscribe(world->address(), QByteArray(64, 'b'),
                            isAdyen ? BankDialect::Adyen : BankDialect::Stripe);
    world->advance(5'000);
    const QList<BankCall> calls = world->told();
    QVERIFY(!calls.isEmpty());
    const auto copies = order == Order::TwiceBackwards ? 2 : 1;
    QCOMPARE(world->hear(calls, order), copies * int(calls.size()));
    QCOMPARE(world->entries().size(), 0);
    QCOMPARE(toText(world->status(id)), u"processing"_s);
}

QTEST_GUILESS_MAIN(EngineFaceNewsTest)
#include "enginefacenewstest.moc"

#include "services/processors/adyen/adyentoken.h"
#include "services/processors/newssignature.h"
#include "services/storage/database.h"
#include "tests/engine/expect.h"
#include "tests/support/facenewsworld.h"
#include "tests/support/seed.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

using Order = FaceNewsWorld::Order;
using World = std::unique_ptr<FaceNewsWorld>;

const auto kVisa = "4242424242424242";

World adyenWorld()
{
    return World(FaceNewsWorld::adyen({.timeoutMs = 20, .inMemory = true}));
}

BankCall signedWhole(const QByteArray &body)
{
    const QByteArray key = QByteArray::fromHex(FaceNewsWorld::secret());
    return {0,
            {},
            {{"HmacSignature", news_signature::hmacSha256(key, body).toBase64()}},
            body,
            BankDialect::Adyen};
}

} // namespace

/// What a processor tells of the tokens that it keeps for saved methods.
class EngineTokenNewsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void tokenComesLater();
    void tokenIsGone();
};

/// The answer to the payment had no token: it is told afterwards, and kept for the saved method.
void EngineTokenNewsTest::tokenComesLater()
{
    const World world = adyenWorld();
    CreatePayment setUp = world->draft(0);
    setUp.customer = {{u"cust_adyen"_s}, u"Ada King"_s, u"ada@example.com"_s, {}};
    setUp.futureUsage = FutureUsage::OffSession;
    const Payment made = world->created(std::move(setUp));
    const Result<Payment> kept = world->confirm(made.id, kVisa);
    OX_OK(kept);
    QVERIFY(!kept->paymentMethodId.isEmpty());
    const QString token = kept->processorToken;
    QVERIFY(token.startsWith("cust_adyen."_L1));
    const QList<BankCall> calls = world->told();
    const auto isToken = [](const BankCall &call) {
        return call.body.contains("RECURRING_CONTRACT");
    };
    QCOMPARE(std::ranges::count_if(calls, isToken), 1);
    // As if it had not been in the answer.
    world->stop();
    {
        Database database;
        OX_OK(database.open({world->file(), true, false}));
        OX_OK(database.execute(u"DELETE FROM processor_token"_s));
        OX_OK(database.execute(u"UPDATE payment SET processor_token = ''"_s));
    }
    OX_OK(world->restart());
    OX_OK(world->await(world->vault().unlock(world->caller())));
    QCOMPARE(world->hear(calls, Order::TwiceBackwards), 0);
    const QString rows = u"SELECT token || ' ' || payment_method_id FROM processor_token"_s;
    QCOMPARE(world->column(rows), QStringList(token + u' ' + kept->paymentMethodId.value));
    QCOMPARE(world->payment(made.id).processorToken, token);

    const Payment later = world->created(world->draft(1500));
    ConfirmPayment charge;
    charge.caller = world->caller();
    charge.id = later.id;
    charge.offSession = true;
    RecurringDetails details;
    details.paymentMethodId = kept->paymentMethodId;
    charge.recurring = std::move(details);
    const Result<Payment> charged =
        EngineWorld::await(world->payments().confirm(std::move(charge)));
    OX_OK(charged);
    QCOMPARE(toText(charged->status), u"succeeded"_s);
}

void EngineTokenNewsTest::tokenIsGone()
{
    const World world = adyenWorld();
    CreatePayment setUp = world->draft(0);
    setUp.customer = {{u"cust_adyen"_s}, u"Ada King"_s, u"ada@example.com"_s, {}};
    setUp.futureUsage = FutureUsage::OffSession;
    const Payment made = world->created(std::move(setUp));
    const Result<Payment> kept = world->confirm(made.id, kVisa);
    OX_OK(kept);
    const AdyenToken token = AdyenToken::fromText(kept->processorToken);
    const QJsonObject data{{u"merchantAccount"_s, u"ShopECOM"_s},
                           {u"storedPaymentMethodId"_s, token.method},
                           {u"shopperReference"_s, token.shopper},
                           {u"type"_s, u"visa"_s}};
    QJsonObject json{{u"type"_s, u"recurring.token.disabled"_s},
                     {u"eventId"_s, u"QBQQ9DLNRHHKGK38"_s},
                     {u"environment"_s, u"test"_s},
                     {u"createdAt"_s, u"2026-02-15T13:05:05+01:00"_s},
                     {u"data"_s, data}};
    const QByteArray body = QJsonDocument(json).toJson(QJsonDocument::Compact);
    BankCall forged = signedWhole(body);
    forged.body.replace("disabled", "created_");
    QVERIFY(!world->receive(forged));
    QCOMPARE(world->hear({signedWhole(body), signedWhole(body)}), 0);
    QCOMPARE(world->column(u"SELECT detached FROM processor_token"_s), QStringList(u"1"_s));
    QCOMPARE(world->column(u"SELECT count(*) FROM audit WHERE action = 'method.update'"_s),
             QStringList(u"1"_s));
    // Of a token that nobody here knows.
    json.insert("eventId"_L1, u"QBQQ9DLNRHHKGK39"_s);
    QJsonObject other = data;
    other.insert("storedPaymentMethodId"_L1, u"M5N7TQ4TG5PFWR50"_s);
    json.insert("data"_L1, other);
    QCOMPARE(world->hear({signedWhole(QJsonDocument(json).toJson(QJsonDocument::Compact))}), 0);
    QCOMPARE(world->entries().constFirst().state, InboxState::Noted);
}

QTEST_GUILESS_MAIN(EngineTokenNewsTest)
#include "enginetokennewstest.moc"

#include "services/engine/paymentaccessservice.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Payments as a merchant's programs see them: client secrets, kept fields, lists.
class EnginePaymentAccessTest : public QObject
{
    Q_OBJECT

private:
    CreatedPayment made(CreatePayment command);
    PaymentView seen(const PaymentId &id);
    Result<Payment> opened(const QString &secret,
                           const MerchantId &merchant = {u"merchant_test"_s});
    QStringList idsOf(const Result<QList<PaymentView>> &page);

    std::unique_ptr<EngineWorld> m_world;
    std::unique_ptr<PaymentAccessService> m_access;

private slots:
    void initTestCase() { testSeed(); }
    void init();
    void cleanup();
    void secretIsToldAgain();
    void secretIsNotInTheFile();
    void wrongSecretsAnswerAlike();
    void extrasAreKept();
    void extrasAreChecked();
    void orderAddsToTheAmount();
    void metadataLate();
    void pagesGoOn();
    void windowsCount();
};

void EnginePaymentAccessTest::init()
{
    m_world = std::make_unique<EngineWorld>();
    QVERIFY(m_world->start().has_value());
    m_access = std::make_unique<PaymentAccessService>(m_world->engine(), m_world->file());
}

void EnginePaymentAccessTest::cleanup()
{
    m_access.reset();
    m_world.reset();
}

CreatedPayment EnginePaymentAccessTest::made(CreatePayment command)
{
    const auto created = EngineWorld::await(m_world->payments().create(std::move(command)));
    return created ? *created : CreatedPayment();
}

PaymentView EnginePaymentAccessTest::seen(const PaymentId &id)
{
    const auto view = EngineWorld::await(m_access->view(m_world->merchant(), id, {}));
    return view ? *view : PaymentView();
}

Result<Payment> EnginePaymentAccessTest::opened(const QString &secret, const MerchantId &merchant)
{
    return EngineWorld::await(m_access->session(merchant, ClientSecret(secret.toUtf8())));
}

QStringList EnginePaymentAccessTest::idsOf(const Result<QList<PaymentView>> &page)
{
    QStringList ids;
    for (const PaymentView &view : page ? *page : QList<PaymentView>())
        ids.append(view.payment.id.value);
    return ids;
}

void EnginePaymentAccessTest::secretIsToldAgain()
{
    const CreatedPayment created = made(m_world->draft(1000));
    QVERIFY(created.clientSecret.startsWith(created.payment.id.value + u"_secret_"_s));
    QCOMPARE(seen(created.payment.id).clientSecret, created.clientSecret);
    QVERIFY(opened(created.clientSecret).has_value());
    m_access.reset();
    QVERIFY(m_world->restart().has_value());
    m_access = std::make_unique<PaymentAccessService>(m_world->engine(), m_world->file());
    QCOMPARE(seen(created.payment.id).clientSecret, created.clientSecret);
    QCOMPARE(opened(created.clientSecret).value().id, created.payment.id);
}

void EnginePaymentAccessTest::secretIsNotInTheFile()
{
    const CreatedPayment created = made(m_world->draft(1000));
    const QByteArray random = created.clientSecret.last(20).toLatin1();
    m_world->stop();
    for (const QString &name : {m_world->file(), QString(m_world->file() + u"-wal"_s)}) {
        QFile file(name);
        if (file.open(QIODevice::ReadOnly))
            QVERIFY(!file.readAll().contains(random));
    }
}

void EnginePaymentAccessTest::wrongSecretsAnswerAlike()
{
    const CreatedPayment one = made(m_world->draft(1000));
    const CreatedPayment other = made(m_world->draft(1000));
    const Error wrong{ErrorCode::NotFound, u"client_secret"_s};
    const QString foreign = one.payment.id.value + u"_secret_"_s + other.clientSecret.last(20);
    for (const QString &secret :
         {foreign, QString(one.clientSecret.chopped(1) + u'~'), QString(one.clientSecret + u'x'),
          u"pay_nobody_secret_12345678901234567890"_s, u""_s, u"_secret_"_s, u"nonsense"_s})
        QCOMPARE(opened(secret).error(), wrong);
    QCOMPARE(opened(one.clientSecret, {u"merchant_other"_s}).error(), wrong);
    QVERIFY(opened(one.clientSecret).has_value());
    m_world->advance(900'000);
    QCOMPARE(opened(one.clientSecret).error(), wrong);
}

void EnginePaymentAccessTest::extrasAreKept()
{
    CreatePayment command = m_world->draft(1000);
    command.extras = {{u"billing"_s, u"{\"email\":\"a@b.example\"}"_s}, {u"x"_s, u"1"_s}};
    const PaymentId id = made(std::move(command)).payment.id;
    UpdatePayment update;
    update.caller = m_world->caller();
    update.id = id;
    update.extras = {{u"x"_s, u""_s}, {u"y"_s, u"[2]"_s}};
    QVERIFY(EngineWorld::await(m_world->payments().update(std::move(update))).has_value());
    const PaymentExtras wanted{{u"billing"_s, u"{\"email\":\"a@b.example\"}"_s},
                               {u"y"_s, u"[2]"_s}};
    QCOMPARE(seen(id).extras, wanted);
    QVERIFY(m_world->confirm(id, "4242424242424242").has_value());
    QCOMPARE(seen(id).extras, wanted);
}

void EnginePaymentAccessTest::extrasAreChecked()
{
    CreatePayment command = m_world->draft(1000);
    command.extras = {{u"billing"_s, u"\"4242 4242 4242 4242\""_s}};
    const auto refused = EngineWorld::await(m_world->payments().create(std::move(command)));
    QCOMPARE(refused.error(), (Error{ErrorCode::InvalidValue, u"billing"_s}));
    command = m_world->draft(1000);
    command.extras = {{u"order_details"_s, QString(40'000, u'x')}};
    const auto tooLong = EngineWorld::await(m_world->payments().create(std::move(command)));
    QCOMPARE(tooLong.error(), (Error{ErrorCode::TooLong, u"order_details"_s}));
    QCOMPARE(m_world->rowCounts().value(u"payment"_s), 0);
}

void EnginePaymentAccessTest::orderAddsToTheAmount()
{
    CreatePayment command = m_world->draft(1000);
    command.orderAdds = 234;
    const Payment payment = made(std::move(command)).payment;
    QCOMPARE(payment.amount, 1000);
    QCOMPARE(payment.netAmount, 1234);
    UpdatePayment update;
    update.caller = m_world->caller();
    update.id = payment.id;
    update.amount = 2000;
    QCOMPARE(EngineWorld::await(m_world->payments().update(std::move(update))).value().netAmount,
             2234);
    const Result<Payment> paid = m_world->confirm(payment.id, "4242424242424242");
    QCOMPARE(paid.value().status, PaymentStatus::Succeeded);
    QCOMPARE(paid->captured, 2234);
    QCOMPARE(m_world->problems(payment.id), QString());
    command = m_world->draft(999'999'999);
    command.orderAdds = 1;
    const auto refused = EngineWorld::await(m_world->payments().create(std::move(command)));
    QCOMPARE(refused.error().code, ErrorCode::AmountTooLarge);
}

void EnginePaymentAccessTest::metadataLate()
{
    const Payment paid = m_world->pay(1000, CaptureMethod::Automatic, "4242424242424242").value();
    const QString json = u"{\"order\":\"7\"}"_s;
    const auto change = [&](const PaymentId &id, const QString &metadata) {
        return EngineWorld::await(m_access->changeMetadata(m_world->caller(), id, metadata));
    };
    QCOMPARE(change(paid.id, json).value().metadataJson, json);
    QCOMPARE(m_world->payment(paid.id).metadataJson, json);
    QCOMPARE(m_world->problems(paid.id), QString());
    const PaymentId open = made(m_world->draft(1000)).payment.id;
    QCOMPARE(change(open, json).error().code, ErrorCode::InvalidState);
    QCOMPARE(change(paid.id, u"[]"_s).error().code, ErrorCode::InvalidValue);
    QCOMPARE(change({u"pay_nobody"_s}, json).error().code, ErrorCode::NotFound);
}

void EnginePaymentAccessTest::pagesGoOn()
{
    QStringList ids;
    for (int i = 0; i < 5; ++i) {
        CreatePayment command = m_world->draft(1000);
        command.id = {u"pay_%1"_s.arg(i)};
        command.customer.id = {i % 2 ? u"cus_odd"_s : u"cus_even"_s};
        ids.prepend(made(std::move(command)).payment.id.value);
        m_world->advance(i == 2 ? 0 : 1000); // two at the same moment
    }
    const auto page = [this](const PaymentCursorQuery &query) {
        return EngineWorld::await(m_access->page(m_world->merchant(), query));
    };
    QCOMPARE(idsOf(page({})), ids);
    PaymentCursorQuery query;
    query.limit = 2;
    QCOMPARE(idsOf(page(query)), ids.mid(0, 2));
    query.startingAfter = {ids.at(1)};
    QCOMPARE(idsOf(page(query)), ids.mid(2, 2));
    query.startingAfter = {};
    query.endingBefore = {ids.at(4)};
    QCOMPARE(idsOf(page(query)), ids.mid(2, 2));
    query.startingAfter = {ids.at(0)};
    query.limit = 10;
    QCOMPARE(idsOf(page(query)), ids.mid(1, 3));
    query = {};
    query.customerId = {u"cus_odd"_s};
    QCOMPARE(idsOf(page(query)), QStringList({u"pay_3"_s, u"pay_1"_s}));
    query.startingAfter = {u"pay_unknown"_s};
    QCOMPARE(page(query).error(), (Error{ErrorCode::NotFound, u"starting_after"_s}));
    const auto foreign = EngineWorld::await(m_access->page({u"merchant_other"_s}, {}));
    QVERIFY(foreign.value().isEmpty());
}

void EnginePaymentAccessTest::windowsCount()
{
    for (int i = 0; i < 5; ++i)
        made(m_world->draft(1000 + i));
    QVERIFY(m_world->pay(7000, CaptureMethod::Automatic, "4242424242424242").has_value());
    PaymentWindowQuery query;
    query.limit = 3;
    query.offset = 2;
    const auto all = EngineWorld::await(m_access->window(m_world->merchant(), query));
    QCOMPARE(all.value().total, 6);
    QCOMPARE(all->views.size(), 3);
    query.offset = 0;
    query.query.filter.statuses = {PaymentStatus::Succeeded};
    const auto paid = EngineWorld::await(m_access->window(m_world->merchant(), query));
    QCOMPARE(paid.value().total, 1);
    QCOMPARE(paid->views.first().payment.amount, 7000);
    const auto counts = EngineWorld::await(
        m_access->statusCounts(m_world->merchant(), 0, std::numeric_limits<qint64>::max()));
    QCOMPARE(counts.value().value(u"requires_confirmation"_s), 5);
    QCOMPARE(counts->value(u"succeeded"_s), 1);
}

QTEST_GUILESS_MAIN(EnginePaymentAccessTest)

#include "enginepaymentaccesstest.moc"

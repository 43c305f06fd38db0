#include "tests/engine/expect.h"
#include "tests/support/engineworld.h"
#include "tests/support/seed.h"

using namespace Qt::StringLiterals;

/// Issue part 7: what is refused names its field, stores nothing and sends nothing.
class EngineBadInputTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_world.reset(); }
    void create_data();
    void create();
    void update_data();
    void update();
    void confirm_data();
    void confirm();
    void unknownIds_data();
    void unknownIds();
    void limitsAreAllowed();

private:
    using Change = std::function<void(CreatePayment &)>;
    using CardChange = std::function<void(CardDetails &)>;
    using UpdateChange = std::function<void(UpdatePayment &)>;
    using AddRow = std::function<void(const QByteArray &, const Change &, ErrorCode, const char *)>;

    static void addTexts(const AddRow &row);

    std::unique_ptr<EngineWorld> m_world;
};

Q_DECLARE_METATYPE(std::function<void(CreatePayment &)>)
Q_DECLARE_METATYPE(std::function<void(UpdatePayment &)>)
Q_DECLARE_METATYPE(std::function<void(CardDetails &)>)

namespace {

const QStringList &badIds()
{
    static const QStringList ids = {u"a/b"_s,          u".."_s,      u"../../etc/passwd"_s,
                                    u"a b"_s,          u"a\nb"_s,    u"a%2fb"_s,
                                    u"pay_\u00e4"_s,   u"'; DROP"_s, QString(65, u'a'),
                                    u"pay\u202eabc"_s, u"\u0661"_s,  QString(u'a') + QChar(0)};
    return ids;
}

QByteArray rowName(const char *field, qsizetype number)
{
    return QByteArray(field) + " #" + QByteArray::number(number);
}

} // namespace

void EngineBadInputTest::initTestCase()
{
    testSeed();
    m_world = std::make_unique<EngineWorld>();
    OX_OK(m_world->start());
}

/// Rows of create() for what a payment carries as text.
void EngineBadInputTest::addTexts(const AddRow &row)
{
    using enum ErrorCode;
    row(
        "name too long", [](auto &c) { c.customer.name = QString(256, u'n'); }, TooLong, "name");
    row(
        "name with a line end", [](auto &c) { c.customer.name = u"Ada\nEve"_s; }, InvalidValue,
        "name");
    row(
        "e-mail", [](auto &c) { c.customer.email = u"ada.example.com"_s; }, InvalidValue, "email");
    row(
        "e-mail with a line end", [](auto &c) { c.customer.email = u"ada@example.com\n"_s; },
        InvalidValue, "email");
    row(
        "phone", [](auto &c) { c.customer.phone = u"+44\x1b[31m"_s; }, InvalidValue, "phone");
    row(
        "order with a card", [](auto &c) { c.orderReference = u"4242-4242 4242 4242"_s; },
        InvalidValue, "merchant_order_reference_id");
    row(
        "description with a card",
        [](auto &c) { c.description = u"paid with 5555555555554444 today"_s; }, InvalidValue,
        "description");
    row(
        "description too long", [](auto &c) { c.description = QString(1001, u'd'); }, TooLong,
        "description");
    row(
        "return_url, other scheme", [](auto &c) { c.returnUrl = u"javascript:alert(1)"_s; },
        InvalidValue, "return_url");
    row(
        "return_url, file", [](auto &c) { c.returnUrl = u"file:///etc/passwd"_s; }, InvalidValue,
        "return_url");
    row(
        "return_url, relative", [](auto &c) { c.returnUrl = u"/back"_s; }, InvalidValue,
        "return_url");
    row(
        "return_url with a card",
        [](auto &c) { c.returnUrl = u"https://shop.example/?c=4242424242424242"_s; }, InvalidValue,
        "return_url");
    row(
        "metadata, no object", [](auto &c) { c.metadataJson = u"[1]"_s; }, InvalidValue,
        "metadata");
    row(
        "metadata, not JSON", [](auto &c) { c.metadataJson = u"{\"a\":"_s; }, InvalidValue,
        "metadata");
    row(
        "metadata, card as number", [](auto &c) { c.metadataJson = u"{\"a\":4242424242424242}"_s; },
        InvalidValue, "metadata");
    row(
        "metadata, card as key",
        [](auto &c) { c.metadataJson = u"{\"4242424242424242\":\"x\"}"_s; }, InvalidValue,
        "metadata");
    row(
        "metadata, card in a repeated key",
        [](auto &c) { c.metadataJson = u"{\"a\":\"4242424242424242\",\"a\":\"x\"}"_s; },
        InvalidValue, "metadata");
    row(
        "metadata, card escaped",
        [](auto &c) { c.metadataJson = u"{\"a\":\"\\u0034242424242424242\"}"_s; }, InvalidValue,
        "metadata");
    row(
        "metadata, long value",
        [](auto &c) { c.metadataJson = u"{\"a\":\""_s + QString(501, u'x') + u"\"}"_s; }, TooLong,
        "metadata");
}

void EngineBadInputTest::create_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("field");
    const auto row = [](const QByteArray &name, const Change &change, ErrorCode code,
                        const char *field) {
        QTest::newRow(name.constData()) << change << code << QString::fromLatin1(field);
    };
    using enum ErrorCode;
    for (qsizetype i = 0; i < badIds().size(); ++i) {
        const QString id = badIds().at(i);
        row(
            rowName("payment_id", i), [id](auto &c) { c.id = {id}; }, InvalidValue, "payment_id");
        row(
            rowName("customer_id", i), [id](auto &c) { c.customer.id = {id}; }, InvalidValue,
            "customer_id");
    }
    row(
        "no amount", [](auto &c) { c.amount.reset(); }, MissingField, "amount");
    row(
        "no currency", [](auto &c) { c.currency.reset(); }, MissingField, "currency");
    row(
        "zero", [](auto &c) { c.amount = 0; }, AmountNotPositive, "amount");
    row(
        "negative", [](auto &c) { c.amount = -1; }, AmountNotPositive, "amount");
    row(
        "lowest", [](auto &c) { c.amount = std::numeric_limits<qint64>::min(); }, AmountNotPositive,
        "amount");
    row(
        "a billion", [](auto &c) { c.amount = 1'000'000'000; }, AmountTooLarge, "amount");
    row(
        "highest", [](auto &c) { c.amount = std::numeric_limits<qint64>::max(); }, AmountTooLarge,
        "amount");
    row(
        "to capture, too much", [](auto &c) { c.amountToCapture = 6001; }, InvalidValue,
        "amount_to_capture");
    row(
        "to capture, negative", [](auto &c) { c.amountToCapture = -1; }, InvalidValue,
        "amount_to_capture");
    row(
        "to capture, a part of automatic", [](auto &c) { c.amountToCapture = 100; }, InvalidValue,
        "amount_to_capture");
    row(
        "session too short", [](auto &c) { c.sessionExpirySeconds = 59; }, InvalidValue,
        "session_expiry");
    row(
        "session too long", [](auto &c) { c.sessionExpirySeconds = 7'890'001; }, InvalidValue,
        "session_expiry");
    addTexts(row);
    row(
        "method", [](auto &c) { c.paymentMethod = u"wallet"_s; }, InvalidValue, "payment_method");
    row(
        "profile", [](auto &c) { c.profileId = {u"pro_nobody"_s}; }, NotFound, "profile_id");
}

void EngineBadInputTest::create()
{
    QFETCH(const Change, change);
    QFETCH(const ErrorCode, code);
    QFETCH(const QString, field);
    EngineWorld &world = *m_world; // one for all rows: nothing may change in it
    const QMap<QString, qint64> before = world.rowCounts();
    CreatePayment command = world.draft(6000);
    change(command);
    command.confirm = true;
    command.card = testCard("4242424242424242");
    OX_REFUSED(EngineWorld::await(world.payments().create(std::move(command))), code, field);
    QCOMPARE(world.rowCounts(), before);
    QCOMPARE(world.bank().requestCount(), 0);
    QCOMPARE(world.wire().calls(), QStringList());
}

void EngineBadInputTest::update_data()
{
    QTest::addColumn<UpdateChange>("change");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const UpdateChange &change, ErrorCode code,
                        const char *field) {
        QTest::newRow(name) << change << code << QString::fromLatin1(field);
    };
    using enum ErrorCode;
    row(
        "zero", [](auto &c) { c.amount = 0; }, AmountNotPositive, "amount");
    row(
        "too large", [](auto &c) { c.amount = 1'000'000'000; }, AmountTooLarge, "amount");
    row(
        "to capture", [](auto &c) { c.amountToCapture = 7000; }, InvalidValue, "amount_to_capture");
    row(
        "amount below what is to be captured", [](auto &c) { c.amount = 1000; }, InvalidValue,
        "amount_to_capture");
    row(
        "automatic with a part", [](auto &c) { c.captureMethod = CaptureMethod::Automatic; },
        InvalidValue, "amount_to_capture");
    row(
        "customer",
        [](auto &c) {
            c.customer = CustomerSnapshot{{u"a/b"_s}, {}, {}, {}};
        },
        InvalidValue, "customer_id");
    row(
        "description", [](auto &c) { c.description = u"4242424242424242"_s; }, InvalidValue,
        "description");
    row(
        "metadata", [](auto &c) { c.metadataJson = u"nonsense"_s; }, InvalidValue, "metadata");
    row(
        "method", [](auto &c) { c.paymentMethod = u"cash"_s; }, InvalidValue, "payment_method");
}

void EngineBadInputTest::update()
{
    QFETCH(const UpdateChange, change);
    QFETCH(const ErrorCode, code);
    QFETCH(const QString, field);
    EngineWorld world;
    OX_OK(world.start());
    CreatePayment made = world.draft(6000, CaptureMethod::Manual);
    made.amountToCapture = 2000;
    const Payment payment = world.created(std::move(made));
    const QMap<QString, qint64> before = world.rowCounts();
    UpdatePayment command;
    command.caller = world.caller();
    command.id = payment.id;
    change(command);
    OX_REFUSED(EngineWorld::await(world.payments().update(std::move(command))), code, field);
    QCOMPARE(world.rowCounts(), before);
    QVERIFY(world.payment(payment.id) == payment);
}

void EngineBadInputTest::confirm_data()
{
    QTest::addColumn<CardChange>("change");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const CardChange &change, ErrorCode code,
                        const char *field) {
        QTest::newRow(name) << change << code << QString::fromLatin1(field);
    };
    using enum ErrorCode;
    row(
        "Luhn", [](auto &c) { c.number = Pan("4242424242424241"); }, CardNumberInvalid,
        "card_number");
    row(
        "empty", [](auto &c) { c.number = Pan(); }, CardNumberInvalid, "card_number");
    row(
        "all equal", [](auto &c) { c.number = Pan("0000000000000000"); }, CardNumberInvalid,
        "card_number");
    row(
        "blanks", [](auto &c) { c.number = Pan("4242 4242 4242 4242"); }, CardNumberInvalid,
        "card_number");
    row(
        "twenty digits", [](auto &c) { c.number = Pan("42424242424242424242"); }, CardNumberInvalid,
        "card_number");
    row(
        "month 0", [](auto &c) { c.expiryMonth = 0; }, CardExpiryInvalid, "card_exp_month");
    row(
        "month 13", [](auto &c) { c.expiryMonth = 13; }, CardExpiryInvalid, "card_exp_month");
    row(
        "year 26", [](auto &c) { c.expiryYear = 26; }, CardExpiryInvalid, "card_exp_year");
    row(
        "expired", [](auto &c) { c.expiryYear = 2020; }, CardExpired, "card_exp_year");
    row(
        "CVC of 4 on a Visa", [](auto &c) { c.cvc = Cvc("1234"); }, CvcInvalid, "card_cvc");
    row(
        "CVC of letters", [](auto &c) { c.cvc = Cvc("12a"); }, CvcInvalid, "card_cvc");
    row(
        "CVC left out", [](auto &c) { c.cvc = Cvc(); }, CvcInvalid, "card_cvc");
    row(
        "holder too long", [](auto &c) { c.holder = QString(256, u'h'); }, TooLong,
        "card_holder_name");
    row(
        "holder with a line end", [](auto &c) { c.holder = u"Ada\r\nEve"_s; }, InvalidValue,
        "card_holder_name");
    row(
        "holder is the number", [](auto &c) { c.holder = u"4242424242424242"_s; }, InvalidValue,
        "card_holder_name");
}

void EngineBadInputTest::confirm()
{
    QFETCH(const CardChange, change);
    QFETCH(const ErrorCode, code);
    QFETCH(const QString, field);
    EngineWorld world;
    OX_OK(world.start());
    const Payment payment = world.created(world.draft(6000));
    const QMap<QString, qint64> before = world.rowCounts();
    ConfirmPayment command = world.confirmation(payment.id, "4242424242424242");
    change(*command.card);
    OX_REFUSED(EngineWorld::await(world.payments().confirm(std::move(command))), code, field);
    QCOMPARE(world.rowCounts(), before);
    QVERIFY(world.payment(payment.id) == payment);
    QCOMPARE(world.bank().requestCount(), 0);
}

void EngineBadInputTest::unknownIds_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("well-formed") << u"pay_00000000000000000000"_s;
    for (qsizetype i = 0; i < badIds().size(); ++i)
        QTest::newRow(rowName("id", i).constData()) << badIds().at(i);
    QTest::newRow("empty") << QString();
}

void EngineBadInputTest::unknownIds()
{
    QFETCH(const QString, id);
    EngineWorld &world = *m_world; // one for all rows: nothing may change in it
    const QMap<QString, qint64> before = world.rowCounts();
    const PaymentId nobody{id};
    const Caller caller = world.caller();
    UpdatePayment update;
    update.caller = caller;
    update.id = nobody;
    update.amount = 1;
    const auto notFound = [](const auto &future) {
        const auto result = EngineWorld::await(future);
        return !result && result.error().code == ErrorCode::NotFound;
    };
    QVERIFY(notFound(world.payments().find(caller.merchantId, nobody)));
    QVERIFY(notFound(world.payments().update(std::move(update))));
    QVERIFY(notFound(world.payments().confirm(world.confirmation(nobody, "4242424242424242"))));
    QVERIFY(notFound(world.payments().capture({caller, nobody, 1, false, {}})));
    QVERIFY(notFound(world.payments().cancel({caller, nobody, {}, {}})));
    QVERIFY(notFound(world.payments().sync({caller, nobody})));
    QCOMPARE(world.rowCounts(), before);
    QCOMPARE(world.bank().requestCount(), 0);
}

void EngineBadInputTest::limitsAreAllowed()
{
    EngineWorld world;
    OX_OK(world.start());
    CreatePayment largest = world.draft(999'999'999);
    largest.id = {QString(64, u'Z')};
    largest.customer.name = QString(255, u'n');
    largest.description = QString(1000, u'd');
    largest.sessionExpirySeconds = 7'890'000;
    const Payment payment = world.created(std::move(largest));
    QCOMPARE(payment.id.value.size(), 64);
    const Result<Payment> paid = world.confirm(payment.id, "4242424242424242");
    OX_OK(paid);
    QCOMPARE(paid->captured, 999'999'999);
    const Payment smallest = world.created(world.draft(1));
    QCOMPARE(smallest.amount, 1);
    CreatePayment yen = world.draft(1050);
    yen.currency = Currency::Jpy;
    const Payment inYen = world.created(std::move(yen));
    OX_OK(world.confirm(inYen.id, "4242424242424242"));
    QCOMPARE(world.settledProblems(payment.id), QString());
    QCOMPARE(world.settledProblems(inYen.id), QString());
}

QTEST_GUILESS_MAIN(EngineBadInputTest)
#include "enginebadinputtest.moc"

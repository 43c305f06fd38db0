#include "services/processors/stripe/stripeconnector.h"
#include "services/processors/stripe/stripemoney.h"
#include "tests/processors/contracts/processorcontract.h"
#include "tests/processors/stripe/stripesamples.h"
#include "tests/support/seed.h"

#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace {

const QUrl kReturnUrl(u"http://127.0.0.1:9/return?t=abc"_s);

AuthorizeRequest asked(const StripeSample &sample, const CardDetails *card,
                       const StoredCredential &credential = {}, const QString &token = {})
{
    return {&sample.payment, &sample.attempt, &sample.operation, card,
            kReturnUrl,      token,           credential};
}

StoredCredential kept()
{
    StoredCredential credential;
    credential.use = StoredCredential::Use::First;
    credential.offSession = true;
    return credential;
}

StoredCredential byMerchant()
{
    StoredCredential credential;
    credential.use = StoredCredential::Use::Later;
    credential.byMerchant = true;
    credential.category = MitCategory::Recurring;
    return credential;
}

StripeSample full(OperationKind kind)
{
    StripeSample sample = stripeSample(kind);
    sample.payment.description = u"Two books & a \"pen\", 100% = ü"_s;
    sample.payment.customer = {
        {u"cust_1"_s}, u"Ada King"_s, u"ada+x@example.com"_s, u"+44 20 7946 0000"_s};
    sample.payment.authenticationType = AuthenticationType::ThreeDs;
    sample.payment.captureMethod = CaptureMethod::ManualMultiple;
    sample.payment.cancellationReason = u"requested_by_customer"_s;
    return sample;
}

QString field(const HttpRequest &request, const QString &name)
{
    const QUrlQuery query(QString::fromLatin1(request.body.view()));
    return query.queryItemValue(QString(name).replace(u'[', u"%5B"_s).replace(u']', u"%5D"_s),
                                QUrl::FullyDecoded);
}

} // namespace

class StripeRequestsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyRequestIsInTheContract();
    void theCheckerRefuses();
    void headersCarryKeyAndVersion();
    void theCardGoesOutOnlyAsAMethod();
    void aKeptCardMakesACustomer();
    void aTokenNamesBoth();
    void cannotBeSaid();
    void keysOfTheOtherModeStayHere();
    void money_exponents_data();
    void money_exponents();

private:
    void check(const Result<HttpRequest> &request);
    void checkAll(const Result<std::vector<HttpRequest>> &requests);

    const StripeConnector m_stripe{};
    const ProcessorContract m_contract = ProcessorContract(u"stripe-2023-08-16.json"_s);
    const QUrl m_base = QUrl(u"https://api.stripe.com"_s);
};

void StripeRequestsTest::initTestCase()
{
    testSeed();
    QVERIFY(m_contract.isValid());
}

void StripeRequestsTest::check(const Result<HttpRequest> &request)
{
    QVERIFY2(request, request ? "" : qPrintable(request.error().field));
    QCOMPARE(m_contract.requestProblem(*request, m_base), QString());
}

void StripeRequestsTest::checkAll(const Result<std::vector<HttpRequest>> &requests)
{
    QVERIFY(requests);
    for (const HttpRequest &request : *requests)
        QCOMPARE(m_contract.requestProblem(request, m_base), QString());
}

void StripeRequestsTest::everyRequestIsInTheContract()
{
    CardDetails plain = stripeCard();
    plain.cvc.clear();
    plain.holder.clear();
    const CardDetails card = stripeCard();
    for (const OperationKind kind : {OperationKind::Authorize, OperationKind::Sale}) {
        const StripeSample small = stripeSample(kind);
        const StripeSample large = full(kind);
        check(m_stripe.buildAuthorize(small.account, asked(small, &plain)));
        checkAll(m_stripe.buildPreparations(small.account, asked(small, &plain)));
        check(m_stripe.buildAuthorize(large.account, asked(large, &card, kept())));
        checkAll(m_stripe.buildPreparations(large.account, asked(large, &card, kept())));
        for (const QString &token : {u"pm_1"_s, u"cus_1-pm_1"_s})
            check(
                m_stripe.buildAuthorize(small.account, asked(small, nullptr, byMerchant(), token)));
        StripeSample later = small;
        check(m_stripe.buildRead(later.account, later.followUp()));
        later.operation.checkCount = 1; // a search, where that was a list
        check(m_stripe.buildRead(later.account, later.followUp()));
    }
    const StripeSample setup = stripeSetup();
    check(m_stripe.buildAuthorize(setup.account, asked(setup, &card, kept())));
    checkAll(m_stripe.buildPreparations(setup.account, asked(setup, &card, kept())));
    check(m_stripe.buildRead(setup.account, setup.followUp()));
    StripeSample named = setup;
    named.attempt.processorReference = u"seti_7"_s;
    check(m_stripe.buildRead(named.account, named.followUp()));
    named.operation.kind = OperationKind::Void;
    check(m_stripe.buildVoid(named.account, named.followUp()));
    StripeSample part = full(OperationKind::Capture);
    part.operation.finalCapture = false;
    check(m_stripe.buildCapture(part.account, part.followUp()));
    StripeSample refund = full(OperationKind::Refund);
    refund.operation.processorReference = u"re_7"_s;
    check(m_stripe.buildRead(refund.account, refund.followUp()));
    for (const StripeSample &sample :
         {stripeSample(OperationKind::Capture), stripeSample(OperationKind::Void),
          full(OperationKind::Void), stripeSample(OperationKind::Refund)}) {
        check(m_stripe.buildRead(sample.account, sample.followUp()));
        if (sample.operation.kind == OperationKind::Capture)
            check(m_stripe.buildCapture(sample.account, sample.followUp()));
        else if (sample.operation.kind == OperationKind::Void)
            check(m_stripe.buildVoid(sample.account, sample.followUp()));
        else
            check(m_stripe.buildRefund(sample.account, sample.followUp()));
    }
    check(m_stripe.buildDetach(setup.account, {u"cus_1-pm_1"_s, u"det_1"_s, u"key"_s}));
    check(m_stripe.buildVerify(setup.account));
}

void StripeRequestsTest::theCheckerRefuses()
{
    const StripeSample sample = stripeSample(OperationKind::Capture);
    const auto spoilt = [&](QByteArrayView more) {
        Result<HttpRequest> request = m_stripe.buildCapture(sample.account, sample.followUp());
        request->body.append(more);
        return m_contract.requestProblem(*request, m_base);
    };
    QCOMPARE(spoilt({}), QString());
    QVERIFY(!spoilt("&colour=red").isEmpty());
    QVERIFY(!spoilt("&amount_to_capture=1").isEmpty()); // twice
    QVERIFY(!spoilt("&application_fee_amount=ten").isEmpty());
    QVERIFY(!spoilt("&statement_descriptor=12345678901234567890123").isEmpty());
    QVERIFY(!spoilt("&transfer_data%5Bcolour%5D=red").isEmpty());
    Result<HttpRequest> elsewhere = m_stripe.buildVerify(sample.account);
    elsewhere->url.setPath(u"/v1/balance"_s);
    QVERIFY(!m_contract.requestProblem(*elsewhere, m_base).isEmpty());
}

void StripeRequestsTest::headersCarryKeyAndVersion()
{
    const StripeSample sample = stripeSample(OperationKind::Refund);
    const Result<HttpRequest> request = m_stripe.buildRefund(sample.account, sample.followUp());
    QVERIFY(request);
    QCOMPARE(headerValue(request->headers, "Authorization"), "Bearer sk_test_51Abc");
    QCOMPARE(headerValue(request->headers, "Stripe-Version"), "2023-08-16");
    QCOMPARE(headerValue(request->headers, "Idempotency-Key"), "0123456789abcdef");
    const Result<HttpRequest> read = m_stripe.buildRead(sample.account, sample.followUp());
    QVERIFY(read);
    QCOMPARE(headerValue(read->headers, "Idempotency-Key"), QByteArray());
}

void StripeRequestsTest::theCardGoesOutOnlyAsAMethod()
{
    const StripeSample sample = stripeSample(OperationKind::Sale);
    const CardDetails card = stripeCard();
    const Result<HttpRequest> money = m_stripe.buildAuthorize(sample.account, asked(sample, &card));
    QVERIFY(money);
    QVERIFY(!money->body.view().contains("4242"));
    QVERIFY(!money->body.view().contains("973"));
    const auto before = m_stripe.buildPreparations(sample.account, asked(sample, &card));
    QVERIFY(before);
    QCOMPARE(before->size(), size_t(1));
    QVERIFY(before->front().holdsCard);
    QCOMPARE(field(before->front(), u"card[number]"_s), u"4242424242424242"_s);
    QCOMPARE(headerValue(before->front().headers, "Idempotency-Key"), "0123456789abcdef-method");
}

void StripeRequestsTest::aKeptCardMakesACustomer()
{
    const StripeSample sample = full(OperationKind::Sale);
    const CardDetails card = stripeCard();
    const AuthorizeRequest request = asked(sample, &card, kept());
    const auto before = m_stripe.buildPreparations(sample.account, request);
    QVERIFY(before);
    QCOMPARE(before->size(), size_t(2));
    QCOMPARE(before->front().url.path(), u"/v1/customers"_s);
    QCOMPARE(field(before->front(), u"email"_s), u"ada+x@example.com"_s);
    Result<HttpRequest> money = m_stripe.buildAuthorize(sample.account, request);
    QVERIFY(money);
    QCOMPARE(field(*money, u"setup_future_usage"_s), u"off_session"_s);
    QCOMPARE(field(*money, u"description"_s), sample.payment.description);
    for (const QString &object : {u"customer"_s, u"payment_method"_s}) {
        const QString id = object == "customer"_L1 ? u"cus_9"_s : u"pm_9"_s;
        const auto done = m_stripe.parsePreparation(
            stripeResponse(200, {{u"id"_s, id}, {u"object"_s, object}, {u"livemode"_s, false}}),
            *money);
        QVERIFY(done);
        QCOMPARE(done->kind, PreparationReply::Kind::Done);
        QCOMPARE(done->isLive, std::optional(false));
        QCOMPARE(field(*money, object), id);
    }
    QCOMPARE(m_contract.requestProblem(*money, m_base), QString());
}

void StripeRequestsTest::aTokenNamesBoth()
{
    const StripeSample sample = stripeSample(OperationKind::Sale);
    const auto request = asked(sample, nullptr, byMerchant(), u"cus_1-pm_1"_s);
    const Result<HttpRequest> money = m_stripe.buildAuthorize(sample.account, request);
    QVERIFY(money);
    QCOMPARE(field(*money, u"customer"_s), u"cus_1"_s);
    QCOMPARE(field(*money, u"payment_method"_s), u"pm_1"_s);
    QCOMPARE(field(*money, u"off_session"_s), u"true"_s);
    QVERIFY(!money->body.view().contains("return_url"));
    const auto before = m_stripe.buildPreparations(sample.account, request);
    QVERIFY(before && before->empty());
}

void StripeRequestsTest::cannotBeSaid()
{
    const CardDetails card = stripeCard();
    const StripeSample sale = stripeSample(OperationKind::Sale);
    const auto refused = [&](const StripeSample &sample, const AuthorizeRequest &request) {
        const Result<HttpRequest> built = m_stripe.buildAuthorize(sample.account, request);
        return built ? u"built"_s : built.error().field;
    };
    QCOMPARE(refused(sale, asked(sale, nullptr)), u"card"_s);
    QCOMPARE(refused(sale, asked(sale, &card, byMerchant())), u"network_transaction_id"_s);
    QCOMPARE(refused(sale, asked(sale, nullptr, byMerchant(), u"pm_1/../x"_s)), u"token"_s);
    const StripeSample setup = stripeSetup();
    QCOMPARE(refused(setup, asked(setup, &card)), u"setup_future_usage"_s);
    StripeSample foreign = sale;
    foreign.operation.currency = Currency::Clf;
    QCOMPARE(refused(foreign, asked(foreign, &card)), u"currency"_s);
    StripeSample unnamed = stripeSample(OperationKind::Void);
    unnamed.attempt.processorReference.clear();
    QVERIFY(!m_stripe.buildVoid(unnamed.account, unnamed.followUp()));
    StripeSample strange = stripeSample(OperationKind::Capture);
    strange.attempt.processorReference = u"pi_7/cancel"_s;
    QVERIFY(!m_stripe.buildCapture(strange.account, strange.followUp()));
    QVERIFY(!m_stripe.buildRead(strange.account, strange.followUp()));
    CardDetails letters = stripeCard();
    letters.number = Pan("4242x");
    QVERIFY(!m_stripe.buildPreparations(sale.account, asked(sale, &letters)));
}

void StripeRequestsTest::keysOfTheOtherModeStayHere()
{
    StripeSample sample = stripeSample(OperationKind::Capture);
    const auto built = [&](QByteArrayView key, bool testMode) {
        auto keys = std::make_shared<AccountKeys>();
        keys->apiKey = SecretBytes(key);
        sample.account.keys = keys;
        sample.account.testMode = testMode;
        return bool(m_stripe.buildCapture(sample.account, sample.followUp()));
    };
    QVERIFY(built("sk_test_1", true));
    QVERIFY(built("rk_live_1", false));
    QVERIFY(!built("sk_live_1", true));
    QVERIFY(!built("sk_test_1", false));
    QVERIFY(!built("pk_test_1", true));
    QVERIFY(!built("sk_test_1\r\nX: y", true));
    QVERIFY(!built("", true));
    sample.account.keys = nullptr;
    QVERIFY(!m_stripe.buildCapture(sample.account, sample.followUp()));
}

void StripeRequestsTest::money_exponents_data()
{
    QTest::addColumn<Currency>("currency");
    QTest::addColumn<qint64>("ours");
    QTest::addColumn<qint64>("theirs"); // -1: cannot be said

    QTest::newRow("EUR") << Currency::Eur << 1250LL << 1250LL;
    QTest::newRow("JPY") << Currency::Jpy << 1050LL << 1050LL;
    QTest::newRow("CLP") << Currency::Clp << 1050LL << 1050LL;
    QTest::newRow("MGA") << Currency::Mga << 1050LL << 1050LL;
    QTest::newRow("XPF") << Currency::Xpf << 1LL << 1LL;
    QTest::newRow("KWD 1.230") << Currency::Kwd << 1230LL << 1230LL;
    QTest::newRow("KWD 1.234") << Currency::Kwd << 1234LL << -1LL;
    QTest::newRow("TND") << Currency::Tnd << 10LL << 10LL;
    QTest::newRow("ISK 5.00") << Currency::Isk << 500LL << 500LL;
    QTest::newRow("ISK 5.01") << Currency::Isk << 501LL << -1LL;
    QTest::newRow("UGX 5") << Currency::Ugx << 5LL << 500LL;
    QTest::newRow("HUF") << Currency::Huf << 1250LL << 1250LL;
    QTest::newRow("TWD") << Currency::Twd << 1250LL << 1250LL;
    QTest::newRow("IQD") << Currency::Iqd << 1000LL << -1LL;
    QTest::newRow("CLF") << Currency::Clf << 10000LL << -1LL;
    QTest::newRow("IRR") << Currency::Irr << 1000LL << -1LL;
    QTest::newRow("largest") << Currency::Ugx << kLargestAmount << kLargestAmount * 100;
}

void StripeRequestsTest::money_exponents()
{
    QFETCH(const Currency, currency);
    QFETCH(const qint64, ours);
    QFETCH(const qint64, theirs);
    const Result<qint64> sent = stripemoney::toStripe({ours, currency});
    QCOMPARE(sent.value_or(-1), theirs);
    if (!sent)
        return;
    QCOMPARE(stripemoney::fromStripe(theirs, currency), std::optional(ours));
    QCOMPARE(stripemoney::currencyFrom(stripemoney::codeOf(currency)), std::optional(currency));
}

QTEST_APPLESS_MAIN(StripeRequestsTest)
#include "striperequeststest.moc"

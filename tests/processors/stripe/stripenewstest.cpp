#include "services/processors/newssignature.h"
#include "services/processors/stripe/stripeconnector.h"
#include "tests/processors/contracts/processorcontract.h"
#include "tests/processors/stripe/stripesamples.h"
#include "tests/support/seed.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kNowMs = 1'700'000'000'000;
const QByteArray kSecret = "whsec_test";

QJsonObject eventOf(const QString &type, const QJsonObject &object,
                    const QJsonObject &previous = {})
{
    QJsonObject data = {{u"object"_s, object}};
    if (!previous.isEmpty())
        data.insert("previous_attributes"_L1, previous);
    return {{u"id"_s, u"evt_7"_s},  {u"object"_s, u"event"_s},
            {u"type"_s, type},      {u"created"_s, 1'699'999'999},
            {u"livemode"_s, false}, {u"pending_webhooks"_s, 1},
            {u"data"_s, data}};
}

QByteArray text(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

HttpHeaders signedWith(const QByteArray &secret, const QByteArray &body, qint64 seconds)
{
    const QByteArray time = QByteArray::number(seconds);
    const QByteArray text = time + "." + body;
    const QByteArray mac = news_signature::hmacSha256(secret, text).toHex();
    return {{"Stripe-Signature", "t=" + time + ",v1=" + mac}};
}

QJsonObject dispute(const QString &status)
{
    return {{u"id"_s, u"dp_7"_s},
            {u"object"_s, u"dispute"_s},
            {u"amount"_s, 1000},
            {u"currency"_s, u"eur"_s},
            {u"charge"_s, u"ch_7"_s},
            {u"payment_intent"_s, u"pi_7"_s},
            {u"reason"_s, u"fraudulent"_s},
            {u"status"_s, status},
            {u"created"_s, 1'699'990'000},
            {u"evidence"_s, QJsonObject()},
            {u"evidence_details"_s, QJsonObject{{u"due_by"_s, 1'700'500'000},
                                                {u"has_evidence"_s, false},
                                                {u"past_due"_s, false},
                                                {u"submission_count"_s, 0}}},
            {u"is_charge_refundable"_s, false},
            {u"livemode"_s, false},
            {u"metadata"_s, QJsonObject()}};
}

} // namespace

class StripeNewsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void signatures();
    void objects();
    void disputes_data();
    void disputes();
    void tokens();
    void unreadable();

private:
    Result<QList<ProcessorNews>> read(const QByteArray &body, const HttpHeaders &headers,
                                      const QByteArray &secret = kSecret) const
    {
        return m_stripe.parseNews(stripeSample(OperationKind::Sale).account, headers, body, secret,
                                  kNowMs);
    }
    ProcessorNews newsOf(const QJsonObject &json) const
    {
        return read(text(json), {}, {}).value_or({ProcessorNews{}}).value(0);
    }

    const StripeConnector m_stripe{};
    const ProcessorContract m_contract = ProcessorContract(u"stripe-2023-08-16.json"_s);
};

void StripeNewsTest::signatures()
{
    const QByteArray body =
        text(eventOf(u"payment_intent.succeeded"_s, stripeIntent(u"succeeded"_s)));
    const qint64 now = kNowMs / 1000;
    const HttpHeaders good = signedWith(kSecret, body, now);
    QVERIFY(read(body, good));
    QVERIFY(read(body, signedWith(kSecret, body, now - 299)));
    QVERIFY(!read(body, signedWith(kSecret, body, now - 301)));
    QVERIFY(!read(body, signedWith(kSecret, body, now + 301)));
    QVERIFY(!read(body, signedWith("whsec_other", body, now)));
    QVERIFY(!read(body + ' ', good));
    QVERIFY(!read(body, {}));
    // Any of several signatures: keys are changed with an overlap.
    HttpHeaders several = good;
    several[0].value.replace("v1=", "v1=00ff,v1=");
    several[0].value += ",v0=1234";
    QVERIFY(read(body, several));
    for (const QByteArray &header :
         {QByteArray("t=,v1="), QByteArray("t=9999999999999999999,v1=00"), QByteArray(5000, 'x'),
          QByteArray("t=" + QByteArray::number(now)), QByteArray("v1=00")}) {
        const auto refused = read(body, {{"Stripe-Signature", header}});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::IntegrityMismatch);
    }
    QVERIFY(read(body, {}, {})); // without a secret: a hint
}

void StripeNewsTest::objects()
{
    const QJsonObject json = eventOf(u"payment_intent.succeeded"_s, stripeIntent(u"succeeded"_s));
    QCOMPARE(m_contract.shapeProblem(u"event"_s, text(json)), QString());
    const ProcessorNews payment = newsOf(json);
    QCOMPARE(payment.eventId, u"evt_7"_s);
    QCOMPARE(payment.occurredAtMs, 1'699'999'999'000);
    QCOMPARE(payment.paymentReference, u"pi_7"_s);
    QCOMPARE(payment.attemptReference, u"pay_1_2"_s);
    QVERIFY(!payment.outcome); // a hint: the engine asks
    QCOMPARE(newsOf(eventOf(u"setup_intent.succeeded"_s, stripeSetupIntent(u"succeeded"_s)))
                 .paymentReference,
             u"seti_7"_s);
    QCOMPARE(newsOf(eventOf(u"charge.captured"_s, stripeCharge())).paymentReference, u"pi_7"_s);
    const ProcessorNews refund =
        newsOf(eventOf(u"charge.refund.updated"_s, stripeRefund(u"failed"_s)));
    QCOMPARE(refund.operation.value, u"op_1"_s);
    QCOMPARE(refund.operationReference, u"re_7"_s);
    QCOMPARE(refund.kind, std::optional(OperationKind::Refund));
    QCOMPARE(newsOf(eventOf(u"product.created"_s, {{u"object"_s, u"product"_s}})).eventType,
             u"product.created"_s);
}

void StripeNewsTest::disputes_data()
{
    QTest::addColumn<QString>("status");
    QTest::addColumn<DisputeStage>("stage");
    QTest::addColumn<DisputeStatus>("ours");

    using enum DisputeStatus;
    const DisputeStage pre = DisputeStage::PreDispute;
    const DisputeStage whole = DisputeStage::Dispute;
    QTest::newRow("warning") << u"warning_needs_response"_s << pre << Opened;
    QTest::newRow("warning sent") << u"warning_under_review"_s << pre << Challenged;
    QTest::newRow("warning closed") << u"warning_closed"_s << pre << Cancelled;
    QTest::newRow("open") << u"needs_response"_s << whole << Opened;
    QTest::newRow("sent") << u"under_review"_s << whole << Challenged;
    QTest::newRow("won") << u"won"_s << whole << Won;
    QTest::newRow("lost") << u"lost"_s << whole << Lost;
}

void StripeNewsTest::disputes()
{
    QFETCH(const QString, status);
    QFETCH(const DisputeStage, stage);
    QFETCH(const DisputeStatus, ours);
    QCOMPARE(m_contract.shapeProblem(u"dispute"_s, text(dispute(status))), QString());
    const ProcessorNews news = newsOf(eventOf(u"charge.dispute.updated"_s, dispute(status)));
    QVERIFY(news.dispute);
    QCOMPARE(news.dispute->stage, stage);
    QCOMPARE(news.dispute->status, ours);
    QCOMPARE(news.dispute->amount, 1000);
    QCOMPARE(news.dispute->respondByMs, 1'700'500'000'000);
    QCOMPARE(news.dispute->updatedAtMs, 1'699'999'999'000);
    QCOMPARE(news.paymentReference, u"pi_7"_s);
    // A word that nobody knows is kept, and changes nothing.
    QVERIFY(!newsOf(eventOf(u"charge.dispute.updated"_s, dispute(u"brand_new"_s))).dispute);
}

void StripeNewsTest::tokens()
{
    const QJsonObject card = {{u"last4"_s, u"1881"_s}, {u"exp_month"_s, 3}, {u"exp_year"_s, 2036}};
    const QJsonObject method = {{u"id"_s, u"pm_7"_s},
                                {u"object"_s, u"payment_method"_s},
                                {u"customer"_s, u"cus_7"_s},
                                {u"card"_s, card}};
    const ProcessorNews changed =
        newsOf(eventOf(u"payment_method.automatically_updated"_s, method));
    QVERIFY(changed.token);
    QCOMPARE(changed.token->token, u"cus_7-pm_7"_s);
    QCOMPARE(changed.token->card, std::optional(CardUpdate{u"1881"_s, 3, 2036}));
    QVERIFY(!changed.token->isGone);
    const ProcessorNews gone =
        newsOf(eventOf(u"payment_method.detached"_s, with(method, {{u"customer"_s, QJsonValue()}}),
                       {{u"customer"_s, u"cus_7"_s}}));
    QVERIFY(gone.token);
    QVERIFY(gone.token->isGone);
    QCOMPARE(gone.token->token, u"cus_7-pm_7"_s);
}

void StripeNewsTest::unreadable()
{
    const QJsonObject whole = eventOf(u"charge.captured"_s, stripeCharge());
    for (const QString &name : {u"id"_s, u"type"_s, u"created"_s, u"livemode"_s, u"data"_s}) {
        QJsonObject less = whole;
        less.remove(name);
        const auto refused = read(text(less), {}, {});
        QVERIFY2(!refused, qPrintable(name));
        QCOMPARE(refused.error().code, ErrorCode::InvalidValue);
    }
    QVERIFY(!read("not json", {}, {}));
    QVERIFY(!read(text(with(whole, {{u"livemode"_s, true}})), {}, {})); // of the other mode
}

QTEST_APPLESS_MAIN(StripeNewsTest)
#include "stripenewstest.moc"

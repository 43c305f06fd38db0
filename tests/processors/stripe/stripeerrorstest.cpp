#include "services/processors/stripe/stripeerrors.h"

#include "services/processors/outcomeclassifier.h"
#include "services/processors/stripe/stripeconnector.h"
#include "tests/processors/contracts/processorcontract.h"
#include "tests/processors/stripe/stripesamples.h"
#include "tests/support/seed.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// Every code and decline code with the category it must get; "-" where only the code counts.
const char *const kCategories[] = {
    "card_declined generic_decline generic_decline",
    "card_declined do_not_honor generic_decline",
    "card_declined call_issuer generic_decline",
    "card_declined no_action_taken generic_decline",
    "card_declined not_permitted generic_decline",
    "card_declined try_again_later generic_decline",
    "card_declined reenter_transaction generic_decline",
    "card_declined transaction_not_allowed card_not_supported",
    "card_declined insufficient_funds insufficient_funds",
    "card_declined withdrawal_count_limit_exceeded limit_exceeded",
    "card_declined card_velocity_exceeded limit_exceeded",
    "expired_card expired_card expired_card",
    "incorrect_cvc incorrect_cvc incorrect_cvc",
    "incorrect_cvc invalid_cvc incorrect_cvc",
    "card_declined incorrect_number incorrect_number",
    "card_declined invalid_number incorrect_number",
    "card_declined invalid_account incorrect_number",
    "incorrect_zip incorrect_zip incorrect_address",
    "card_declined card_not_supported card_not_supported",
    "card_declined currency_not_supported card_not_supported",
    "card_declined service_not_allowed card_not_supported",
    "card_declined invalid_amount card_not_supported",
    "card_declined testmode_decline card_not_supported",
    "card_declined live_mode_test_card card_not_supported",
    "card_declined lost_card lost_or_stolen",
    "card_declined stolen_card lost_or_stolen",
    "card_declined pickup_card pickup_card",
    "card_declined restricted_card restricted_card",
    "card_declined security_violation restricted_card",
    "card_declined fraudulent suspected_fraud",
    "card_declined merchant_blacklist blocked_by_risk",
    "card_declined stop_payment_order recurring_revoked",
    "card_declined revocation_of_authorization recurring_revoked",
    "card_declined revocation_of_all_authorizations recurring_revoked",
    "authentication_required authentication_required authentication_required",
    "card_declined offline_pin_required authentication_required",
    "card_declined online_or_offline_pin_required authentication_required",
    "card_declined issuer_not_available issuer_unavailable",
    "card_declined approve_with_id issuer_unavailable",
    "card_declined processing_error processor_error",
    "card_declined duplicate_transaction duplicate",
    "card_declined pin_try_exceeded generic_decline",
    "card_declined incorrect_pin generic_decline",
    "card_declined invalid_pin generic_decline",
    "card_declined new_account_information_available generic_decline",
    "expired_card - expired_card",
    "incorrect_cvc - incorrect_cvc",
    "invalid_cvc - incorrect_cvc",
    "incorrect_number - incorrect_number",
    "invalid_number - incorrect_number",
    "invalid_expiry_month - incorrect_expiry",
    "invalid_expiry_year - incorrect_expiry",
    "incorrect_zip - incorrect_address",
    "incorrect_address - incorrect_address",
    "processing_error - processor_error",
    "payment_intent_authentication_failure - authentication_failed",
    "setup_intent_authentication_failure - authentication_failed",
    "card_declined brand_new unknown",
    "brand_new - unknown",
};

/// Refusals of the request itself: HTTP status, type, code, category.
const char *const kRefusals[] = {
    "400 invalid_request_error charge_already_refunded not_refundable",
    "400 invalid_request_error charge_disputed not_refundable",
    "400 invalid_request_error refund_disputed_payment not_refundable",
    "400 invalid_request_error charge_expired_for_capture expired_authorization",
    "400 invalid_request_error capture_charge_authorization_expired expired_authorization",
    "400 invalid_request_error amount_too_large invalid_request",
    "400 invalid_request_error amount_too_small invalid_request",
    "400 invalid_request_error parameter_unknown invalid_request",
    "400 invalid_request_error parameter_missing invalid_request",
    "400 idempotency_error - invalid_request",
    "400 invalid_request_error brand_new invalid_request",
    "401 invalid_request_error api_key_expired configuration",
    "401 invalid_request_error - configuration",
    "403 invalid_request_error - configuration",
    "404 invalid_request_error resource_missing invalid_request",
};

HttpResult answered(const HttpResponse &response)
{
    return {Delivery::Answered, response, {}};
}

} // namespace

class StripeErrorsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { testSeed(); }
    void everyDecline();
    void everyRefusal();
    void wrongState();
    void whatStripeBlocks();
    void advice_data();
    void advice();
    void errorsThatContradictThemselves();
    void whenToSendAgain_data();
    void whenToSendAgain();
    void preparations_data();
    void preparations();
    void messagesAreScrubbed();

private:
    const StripeConnector m_stripe{};
    const ProcessorContract m_contract = ProcessorContract(u"stripe-2023-08-16.json"_s);
};

void StripeErrorsTest::everyDecline()
{
    for (const char *row : kCategories) {
        const QStringList words = QString::fromLatin1(row).split(u' ');
        const QString declineCode = words.at(1) == "-"_L1 ? QString() : words.at(1);
        QJsonObject json = stripeError(u"card_error"_s, words.at(0), declineCode);
        QJsonObject intent = stripeIntent(u"requires_payment_method"_s);
        intent.insert("last_payment_error"_L1, json["error"_L1]);
        json.insert("error"_L1, with(json["error"_L1].toObject(), {{u"payment_intent"_s, intent}}));
        QCOMPARE(m_contract.shapeProblem(u"error"_s, QJsonDocument(json).toJson()), QString());
        const StripeSample sample = stripeSample(OperationKind::Sale);
        const CallFacts facts{sample.operation, {}};
        const CallOutcome outcome = classify(m_stripe, facts, answered(stripeResponse(402, json)));
        QCOMPARE(outcome.kind, OutcomeClass::Decided);
        QCOMPARE(outcome.reply.state, ReplyState::Declined);
        QCOMPARE(outcome.reply.processorReference, u"pi_7"_s);
        QVERIFY2(outcome.reply.error.category == words.at(2), row);
        // And the same when it is read later.
        const auto read = m_stripe.parse(sample.operation, stripeResponse(200, intent), true);
        QVERIFY(read);
        QVERIFY2(read->reply.error.category == words.at(2), row);
    }
}

void StripeErrorsTest::everyRefusal()
{
    for (const char *row : kRefusals) {
        const QStringList words = QString::fromLatin1(row).split(u' ');
        const QString code = words.at(2) == "-"_L1 ? QString() : words.at(2);
        const QJsonObject json = stripeError(words.at(1), code);
        QCOMPARE(m_contract.shapeProblem(u"error"_s, QJsonDocument(json).toJson()), QString());
        for (const OperationKind kind : {OperationKind::Sale, OperationKind::Refund}) {
            const StripeSample sample = stripeSample(kind);
            CallFacts facts{sample.operation, {}};
            const HttpResult result = answered(stripeResponse(words.at(0).toInt(), json));
            const CallOutcome outcome = classify(m_stripe, facts, result);
            QCOMPARE(outcome.kind, OutcomeClass::Rejected);
            QVERIFY2(outcome.error.category == words.at(3), row);
            facts.earlierUnknown = true; // it proves nothing about the first send
            QCOMPARE(classify(m_stripe, facts, result).kind, OutcomeClass::Unknown);
        }
    }
}

void StripeErrorsTest::wrongState()
{
    const auto categoryFor = [&](const QString &status) {
        QJsonObject json =
            stripeError(u"invalid_request_error"_s, u"payment_intent_unexpected_state"_s);
        json.insert("error"_L1, with(json["error"_L1].toObject(),
                                     {{u"payment_intent"_s, stripeIntent(status)}}));
        const auto parsed = m_stripe.parse(stripeSample(OperationKind::Capture).operation,
                                           stripeResponse(400, json), false);
        return parsed && parsed->rejected ? parsed->reply.error.category : QString();
    };
    QCOMPARE(categoryFor(u"succeeded"_s), u"already_captured"_s);
    QCOMPARE(categoryFor(u"canceled"_s), u"already_voided"_s);
    QCOMPARE(categoryFor(u"processing"_s), u"invalid_request"_s);
}

void StripeErrorsTest::whatStripeBlocks()
{
    QJsonObject intent = stripeIntent(u"requires_payment_method"_s);
    intent.insert("latest_charge"_L1,
                  with(stripeCharge(), {{u"outcome"_s, QJsonObject{{u"type"_s, u"blocked"_s}}},
                                        {u"status"_s, u"failed"_s}}));
    const auto parsed = m_stripe.parse(stripeSample(OperationKind::Sale).operation,
                                       stripeResponse(200, intent), true);
    QVERIFY(parsed);
    QCOMPARE(parsed->reply.error.category, u"blocked_by_risk"_s);
}

void StripeErrorsTest::advice_data()
{
    QTest::addColumn<QString>("brand");
    QTest::addColumn<QString>("member");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("category");
    QTest::addColumn<RetryAdvice>("advice");

    const QString stripe = u"advice_code"_s;
    const QString mastercard = u"network_advice_code"_s;
    const QString visa = u"network_decline_code"_s;
    const QString soft = u"generic_decline"_s;
    QTest::newRow("card data") << u"visa"_s << stripe << u"confirm_card_data"_s << soft
                               << RetryAdvice::NewCard;
    QTest::newRow("never") << u"visa"_s << stripe << u"do_not_try_again"_s << soft
                           << RetryAdvice::DoNotRetry;
    QTest::newRow("later") << u"visa"_s << stripe << u"try_again_later"_s << soft
                           << RetryAdvice::Later;
    QTest::newRow("new word") << u"visa"_s << stripe << u"think_twice"_s << soft
                              << RetryAdvice::None;
    QTest::newRow("MAC 03") << u"mastercard"_s << mastercard << u"03"_s << soft
                            << RetryAdvice::DoNotRetry;
    QTest::newRow("MAC 25") << u"mastercard"_s << mastercard << u"25"_s << soft
                            << RetryAdvice::AfterOneDay;
    QTest::newRow("MAC of Visa") << u"visa"_s << mastercard << u"03"_s << soft << RetryAdvice::None;
    QTest::newRow("Visa 04") << u"visa"_s << visa << u"04"_s << soft << RetryAdvice::DoNotRetry;
    QTest::newRow("Visa 51") << u"visa"_s << visa << u"51"_s << u"insufficient_funds"_s
                             << RetryAdvice::Later;
    QTest::newRow("stolen") << u"visa"_s << stripe << u"try_again_later"_s << u"lost_or_stolen"_s
                            << RetryAdvice::DoNotRetry;
}

void StripeErrorsTest::advice()
{
    QFETCH(const QString, brand);
    QFETCH(const QString, member);
    QFETCH(const QString, word);
    QFETCH(const QString, category);
    QFETCH(const RetryAdvice, advice);
    const QJsonObject card = {{u"brand"_s, brand}};
    const QJsonObject error = {{u"type"_s, u"card_error"_s},
                               {u"payment_method"_s, QJsonObject{{u"card"_s, card}}},
                               {member, word}};
    QCOMPARE(stripeerrors::adviceFrom(error, category), advice);
}

void StripeErrorsTest::errorsThatContradictThemselves()
{
    const StripeSample asked = stripeSample(OperationKind::Sale);
    const CallFacts facts{asked.operation, {}};
    for (const QString &status : {u"succeeded"_s, u"processing"_s, u"requires_capture"_s}) {
        QJsonObject json = stripeError(u"card_error"_s, u"card_declined"_s);
        json.insert("error"_L1, with(json["error"_L1].toObject(),
                                     {{u"payment_intent"_s, stripeIntent(status)}}));
        QCOMPARE(classify(m_stripe, facts, answered(stripeResponse(402, json))).kind,
                 OutcomeClass::Unknown);
    }
    for (const QJsonObject &json : {QJsonObject{{u"error"_s, u"no"_s}}, QJsonObject{}})
        QCOMPARE(classify(m_stripe, facts, answered(stripeResponse(402, json))).kind,
                 OutcomeClass::Unknown);
}

void StripeErrorsTest::whenToSendAgain_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QByteArray>("told");
    QTest::addColumn<OutcomeClass>("kind");

    using enum OutcomeClass;
    const QByteArray none;
    QTest::newRow("key") << 409 << u"idempotency_key_in_use"_s << none << RetryLater;
    QTest::newRow("lock") << 429 << u"lock_timeout"_s << none << RetryLater;
    QTest::newRow("rate") << 429 << u"rate_limit"_s << none << RetryLater;
    QTest::newRow("conflict") << 409 << u"brand_new"_s << none << Rejected;
    QTest::newRow("told to") << 409 << u"brand_new"_s << QByteArray("true") << RetryLater;
    QTest::newRow("told not to") << 409 << u"idempotency_key_in_use"_s << QByteArray("false")
                                 << Rejected;
    QTest::newRow("500") << 500 << u""_s << none << Unknown;
}

void StripeErrorsTest::whenToSendAgain()
{
    QFETCH(const int, status);
    QFETCH(const QString, code);
    QFETCH(const QByteArray, told);
    QFETCH(const OutcomeClass, kind);
    HttpResponse response = stripeResponse(
        status, stripeError(status == 500 ? u"api_error"_s : u"invalid_request_error"_s, code));
    if (!told.isEmpty())
        response.headers.append(HttpHeader{"Stripe-Should-Retry", told});
    const StripeSample asked = stripeSample(OperationKind::Refund);
    const CallFacts facts{asked.operation, {}};
    QCOMPARE(classify(m_stripe, facts, answered(response)).kind, kind);
}

void StripeErrorsTest::preparations_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("code");
    QTest::addColumn<OutcomeClass>("kind");

    using enum OutcomeClass;
    QTest::newRow("number") << 402 << u"card_error"_s << u"incorrect_number"_s << Decided;
    QTest::newRow("key") << 401 << u"invalid_request_error"_s << u"api_key_expired"_s << Rejected;
    QTest::newRow("name") << 400 << u"invalid_request_error"_s << u"parameter_unknown"_s
                          << Rejected;
    QTest::newRow("rate") << 429 << u"invalid_request_error"_s << u"rate_limit"_s << NotSent;
    QTest::newRow("500") << 500 << u"api_error"_s << u""_s << NotSent;
    QTest::newRow("no error") << 200 << u""_s << u""_s << NotSent;
}

void StripeErrorsTest::preparations()
{
    QFETCH(const int, status);
    QFETCH(const QString, type);
    QFETCH(const QString, code);
    QFETCH(const OutcomeClass, kind);
    HttpRequest money;
    money.body = SecretBytes("amount=1000");
    const auto stopped = classifyPreparation(
        m_stripe, true, answered(stripeResponse(status, stripeError(type, code))), money, 0);
    QVERIFY(stopped);
    QCOMPARE(stopped->kind, kind);
    QCOMPARE(money.body.view(), QByteArrayView("amount=1000"));
    const auto cut = classifyPreparation(m_stripe, true, {}, money, 0);
    QVERIFY(cut);
    QCOMPARE(cut->kind, OutcomeClass::NotSent);
}

void StripeErrorsTest::messagesAreScrubbed()
{
    const QJsonObject error = {{u"type"_s, u"card_error"_s},
                               {u"code"_s, u"card_declined"_s},
                               {u"message"_s, u"Card 4242424242424242, key sk_test_51Abcdefgh"_s}};
    const PaymentError told = stripeerrors::errorFrom(error, 402);
    QVERIFY(!told.message.contains("4242424242424242"_L1));
    QVERIFY(!told.message.contains("51Abcdefgh"_L1));
}

QTEST_APPLESS_MAIN(StripeErrorsTest)
#include "stripeerrorstest.moc"

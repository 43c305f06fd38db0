#include "tests/processors/stripe/stripesamples.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

QJsonObject metadata()
{
    return {{u"attempt_id"_s, u"pay_1_2"_s},
            {u"payment_id"_s, u"pay_1"_s},
            {u"operation_id"_s, u"op_1"_s}};
}

} // namespace

StripeSample stripeSample(OperationKind kind)
{
    StripeSample sample;
    auto keys = std::make_shared<AccountKeys>();
    keys->apiKey = SecretBytes("sk_test_51Abc");
    sample.account.id = {u"mca_1"_s};
    sample.account.connector = u"stripe"_s;
    sample.account.baseUrl = QUrl(u"https://api.stripe.com"_s);
    sample.account.keys = keys;
    sample.payment.id = {u"pay_1"_s};
    sample.payment.amount = 1000;
    sample.payment.netAmount = 1000;
    sample.payment.captureMethod = CaptureMethod::Manual;
    sample.attempt.paymentId = sample.payment.id;
    sample.attempt.number = 2;
    sample.operation.id = {u"op_1"_s};
    sample.operation.paymentId = sample.payment.id;
    sample.operation.attemptNumber = 2;
    sample.operation.kind = kind;
    sample.operation.amount = 1000;
    sample.operation.finalCapture = true;
    sample.operation.idempotencyKey = u"0123456789abcdef"_s;
    sample.operation.firstSentAtMs = 1'700'000'000'000;
    sample.operation.lastSentAtMs = 1'700'000'030'000;
    if (kind != OperationKind::Authorize && kind != OperationKind::Sale)
        sample.attempt.processorReference = u"pi_7"_s;
    return sample;
}

StripeSample stripeSetup()
{
    StripeSample sample = stripeSample(OperationKind::Sale);
    sample.payment.amount = 0;
    sample.payment.netAmount = 0;
    sample.payment.captureMethod = CaptureMethod::Automatic;
    sample.operation.amount = 0;
    return sample;
}

CardDetails stripeCard()
{
    CardDetails card;
    card.number = Pan("4242424242424242");
    card.cvc = Cvc("973");
    card.expiryMonth = 12;
    card.expiryYear = 2034;
    card.holder = u"Ada Lovelace"_s;
    return card;
}

QJsonObject stripeCharge()
{
    const QJsonObject card = {{u"brand"_s, u"visa"_s},
                              {u"last4"_s, u"4242"_s},
                              {u"exp_month"_s, 12},
                              {u"exp_year"_s, 2034},
                              {u"capture_before"_s, 1'700'600'000},
                              {u"network_transaction_id"_s, u"976910110049114"_s},
                              {u"three_d_secure"_s, QJsonValue()}};
    return {{u"id"_s, u"ch_7"_s},
            {u"object"_s, u"charge"_s},
            {u"amount"_s, 1000},
            {u"amount_captured"_s, 0},
            {u"amount_refunded"_s, 0},
            {u"billing_details"_s, QJsonObject()},
            {u"captured"_s, false},
            {u"created"_s, 1'700'000'000},
            {u"currency"_s, u"eur"_s},
            {u"disputed"_s, false},
            {u"livemode"_s, false},
            {u"metadata"_s, metadata()},
            {u"paid"_s, true},
            {u"refunded"_s, false},
            {u"status"_s, u"succeeded"_s},
            {u"outcome"_s, QJsonObject{{u"type"_s, u"authorized"_s}}},
            {u"payment_intent"_s, u"pi_7"_s},
            {u"payment_method_details"_s, QJsonObject{{u"type"_s, u"card"_s}, {u"card"_s, card}}}};
}

QJsonObject stripeIntent(const QString &status)
{
    const bool charged = status == "requires_capture"_L1 || status == "succeeded"_L1;
    QJsonObject intent = {{u"id"_s, u"pi_7"_s},
                          {u"object"_s, u"payment_intent"_s},
                          {u"amount"_s, 1000},
                          {u"amount_capturable"_s, status == "requires_capture"_L1 ? 1000 : 0},
                          {u"amount_received"_s, status == "succeeded"_L1 ? 1000 : 0},
                          {u"capture_method"_s, u"manual"_s},
                          {u"confirmation_method"_s, u"automatic"_s},
                          {u"created"_s, 1'700'000'000},
                          {u"currency"_s, u"eur"_s},
                          {u"livemode"_s, false},
                          {u"metadata"_s, metadata()},
                          {u"payment_method_types"_s, QJsonArray{u"card"_s}},
                          {u"status"_s, status},
                          {u"customer"_s, QJsonValue()},
                          {u"payment_method"_s, u"pm_7"_s},
                          {u"cancellation_reason"_s, QJsonValue()},
                          {u"last_payment_error"_s, QJsonValue()},
                          {u"next_action"_s, QJsonValue()}};
    if (charged)
        intent.insert("latest_charge"_L1, stripeCharge());
    if (status == "requires_action"_L1)
        intent.insert(
            "next_action"_L1,
            QJsonObject{{u"type"_s, u"redirect_to_url"_s},
                        {u"redirect_to_url"_s,
                         QJsonObject{{u"url"_s, u"https://hooks.stripe.com/3ds?x=1"_s},
                                     {u"return_url"_s, u"https://shop.example/back"_s}}}});
    if (status == "requires_payment_method"_L1)
        intent.insert("last_payment_error"_L1, stripeError(u"card_error"_s, u"card_declined"_s,
                                                           u"insufficient_funds"_s)["error"_L1]);
    return intent;
}

QJsonObject stripeSetupIntent(const QString &status)
{
    QJsonObject intent = {{u"id"_s, u"seti_7"_s},
                          {u"object"_s, u"setup_intent"_s},
                          {u"created"_s, 1'700'000'000},
                          {u"livemode"_s, false},
                          {u"metadata"_s, metadata()},
                          {u"payment_method_types"_s, QJsonArray{u"card"_s}},
                          {u"status"_s, status},
                          {u"usage"_s, u"off_session"_s},
                          {u"customer"_s, u"cus_7"_s},
                          {u"payment_method"_s, u"pm_7"_s},
                          {u"cancellation_reason"_s, QJsonValue()},
                          {u"last_setup_error"_s, QJsonValue()},
                          {u"next_action"_s, QJsonValue()}};
    if (status == "requires_action"_L1)
        intent.insert("next_action"_L1, stripeIntent(status)["next_action"_L1]);
    if (status == "requires_payment_method"_L1)
        intent.insert("last_setup_error"_L1, stripeIntent(status)["last_payment_error"_L1]);
    return intent;
}

QJsonObject stripeRefund(const QString &status)
{
    return {{u"id"_s, u"re_7"_s},
            {u"object"_s, u"refund"_s},
            {u"amount"_s, 1000},
            {u"created"_s, 1'700'000'000},
            {u"currency"_s, u"eur"_s},
            {u"metadata"_s, metadata()},
            {u"payment_intent"_s, u"pi_7"_s},
            {u"status"_s, status}};
}

QJsonObject stripeError(const QString &type, const QString &code, const QString &declineCode)
{
    QJsonObject error = {{u"type"_s, type}, {u"message"_s, u"No."_s}};
    if (!code.isEmpty())
        error.insert("code"_L1, code);
    if (!declineCode.isEmpty())
        error.insert("decline_code"_L1, declineCode);
    return {{u"error"_s, error}};
}

QJsonObject with(QJsonObject json, const QJsonObject &more)
{
    for (auto it = more.begin(); it != more.end(); ++it)
        json.insert(it.key(), it.value());
    return json;
}

HttpResponse stripeResponse(int status, const QJsonObject &json)
{
    return {status,
            {{"Content-Type", "application/json"}, {"Request-Id", "req_7"}},
            QJsonDocument(json).toJson(QJsonDocument::Compact)};
}

#include "tests/processors/samplecall.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

AuthorizeRequest SampleCall::authorize(const CardDetails &card) const
{
    return {&payment, &attempt, &operation, &card, QUrl(u"http://127.0.0.1:9/return?t=abc"_s)};
}

SampleCall sampleCall(OperationKind kind, const QUrl &baseUrl)
{
    SampleCall call;
    call.account.id = {u"mca_1"_s};
    call.account.connector = u"simulator"_s;
    call.account.baseUrl = baseUrl.isEmpty() ? QUrl(u"http://127.0.0.1:9"_s) : baseUrl;
    call.payment.id = {u"pay_1"_s};
    call.payment.currency = Currency::Eur;
    call.payment.amount = 1000;
    call.payment.netAmount = 1000;
    call.payment.captureMethod = CaptureMethod::Manual;
    call.attempt.paymentId = call.payment.id;
    call.attempt.number = 2;
    call.operation.id = {u"op_1"_s};
    call.operation.paymentId = call.payment.id;
    call.operation.attemptNumber = 2;
    call.operation.kind = kind;
    call.operation.amount = 1000;
    call.operation.currency = Currency::Eur;
    call.operation.idempotencyKey = u"0123456789abcdef"_s;
    if (kind == OperationKind::Capture || kind == OperationKind::Void
        || kind == OperationKind::Increment)
        call.attempt.processorReference = u"simpay_7"_s;
    return call;
}

CardDetails sampleCard()
{
    CardDetails card;
    card.number = Pan("4242424242424242");
    card.cvc = Cvc("973");
    card.expiryMonth = 12;
    card.expiryYear = 2034;
    card.holder = u"Ada Lovelace"_s;
    return card;
}

QJsonObject sampleReply(const SampleCall &call)
{
    const Operation &operation = call.operation;
    QJsonObject json = {{u"id"_s, u"simpay_7"_s},
                        {u"reference"_s, u"pay_1_2"_s},
                        {u"operation"_s, u"op_1"_s},
                        {u"status"_s, u"authorized"_s},
                        {u"amount"_s, 1000},
                        {u"currency"_s, u"EUR"_s},
                        {u"authorized"_s, 1000},
                        {u"captured"_s, 0},
                        {u"held"_s, 1000},
                        {u"capture_before"_s, 1'780'604'800'000LL},
                        {u"captures"_s, QJsonArray()},
                        {u"voids"_s, QJsonArray()},
                        {u"refunds"_s, QJsonArray()},
                        {u"refunded"_s, 0}};
    switch (operation.kind) {
    case OperationKind::Authorize: return json;
    case OperationKind::Void:
        json.insert("operation"_L1, u"op_0"_s);
        json.insert("status"_L1, u"voided"_s);
        json.insert("held"_L1, 0);
        json.insert("voids"_L1, QJsonArray{QJsonObject{{u"reference"_s, operation.id.value},
                                                       {u"released"_s, 1000},
                                                       {u"status"_s, u"succeeded"_s}}});
        return json;
    case OperationKind::Refund:
        json.insert("operation"_L1, u"op_0"_s);
        json.insert("status"_L1, u"captured"_s);
        json.insert("captured"_L1, 1000);
        json.insert("held"_L1, 0);
        json.insert("refunded"_L1, operation.amount);
        json.insert("refunds"_L1, QJsonArray{QJsonObject{{u"id"_s, u"simref_1"_s},
                                                         {u"reference"_s, operation.id.value},
                                                         {u"amount"_s, operation.amount},
                                                         {u"currency"_s, u"EUR"_s},
                                                         {u"status"_s, u"succeeded"_s}}});
        return json;
    case OperationKind::Increment:
        json.insert("operation"_L1, u"op_0"_s);
        json.insert("amount"_L1, operation.amount);
        json.insert("authorized"_L1, operation.amount);
        json.insert("held"_L1, operation.amount);
        json.insert("incremental"_L1, true);
        json.insert("increments"_L1, QJsonArray{QJsonObject{{u"reference"_s, operation.id.value},
                                                            {u"amount"_s, operation.amount},
                                                            {u"previous"_s, 600},
                                                            {u"currency"_s, u"EUR"_s},
                                                            {u"status"_s, u"succeeded"_s}}});
        return json;
    case OperationKind::Capture: json.insert("operation"_L1, u"op_0"_s); [[fallthrough]];
    case OperationKind::Sale:
        json.insert("status"_L1, u"captured"_s);
        json.insert("captured"_L1, 1000);
        json.insert("held"_L1, 0);
        json.insert("captures"_L1, QJsonArray{QJsonObject{{u"reference"_s, operation.id.value},
                                                          {u"amount"_s, operation.amount},
                                                          {u"currency"_s, u"EUR"_s},
                                                          {u"status"_s, u"succeeded"_s},
                                                          {u"final"_s, true}}});
        return json;
    }
    return {};
}

QByteArray compactJson(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

HttpResponse bankResponse(int status, const QJsonObject &json)
{
    return {status, {{"Content-Type", "application/json"}}, compactJson(json)};
}

QJsonObject bankRefusal(const QString &code, const QString &category)
{
    return {{u"error"_s,
             QJsonObject{{u"code"_s, code}, {u"message"_s, u"No."_s}, {u"category"_s, category}}}};
}

#include "services/processors/simulator/adyenface.h"

#include "services/processors/adyen/adyenmoney.h"
#include "services/processors/simulator/bankapi.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

const auto kRoot = "/adyen/v71/"_L1;
const auto kResultPrefix = "X6Xt"_L1; ///< of a redirectResult, before the challenge's own name

BankReply whole(const HttpResponse &response)
{
    return {response, BankDelivery::Whole, 0, 0};
}

HttpResponse serviceError(int status, const QString &code, const QString &type,
                          const QString &message)
{
    return jsonResponse(status, {{u"status"_s, status},
                                 {u"errorCode"_s, code},
                                 {u"message"_s, message},
                                 {u"errorType"_s, type}});
}

HttpResponse invalid(const QString &message)
{
    return serviceError(422, u"702"_s, u"validation"_s, message);
}

/// The bank's refusal of the request itself.
HttpResponse refusalFrom(int status, const QJsonObject &error)
{
    const QString code = error["code"_L1].toString();
    const QString message = error["message"_L1].toString();
    if (code == "key_in_use"_L1 || code == "key_reused"_L1)
        return serviceError(422, u"704"_s, u"validation"_s, message);
    if (code == "unknown_token"_L1)
        return serviceError(422, u"803"_s, u"validation"_s, u"PaymentDetail not found"_s);
    if (status == 429)
        return serviceError(429, u"000"_s, u"internal"_s, message);
    if (status >= 500)
        return serviceError(status, u"905"_s, u"internal"_s, message);
    return serviceError(status == 400 ? 400 : 422, u"702"_s, u"validation"_s, message);
}

/// Decline categories as refusal reasons.
struct Refusal
{
    QLatin1StringView category;
    QLatin1StringView code;
    QLatin1StringView reason;
};

constexpr auto kRefusals = std::to_array<Refusal>({
    {"processor_error"_L1, "4"_L1, "Acquirer Error"_L1},
    {"restricted_card"_L1, "5"_L1, "Blocked Card"_L1},
    {"lost_or_stolen"_L1, "5"_L1, "Blocked Card"_L1},
    {"expired_card"_L1, "6"_L1, "Expired Card"_L1},
    {"incorrect_number"_L1, "8"_L1, "Invalid Card Number"_L1},
    {"issuer_unavailable"_L1, "9"_L1, "Issuer Unavailable"_L1},
    {"card_not_supported"_L1, "10"_L1, "Not supported"_L1},
    {"authentication_failed"_L1, "11"_L1, "3D Not Authenticated"_L1},
    {"insufficient_funds"_L1, "12"_L1, "Not enough balance"_L1},
    {"suspected_fraud"_L1, "14"_L1, "Acquirer Fraud"_L1},
    {"customer_cancelled"_L1, "15"_L1, "Cancelled"_L1},
    {"blocked_by_risk"_L1, "20"_L1, "FRAUD"_L1},
    {"incorrect_cvc"_L1, "24"_L1, "CVC Declined"_L1},
    {"recurring_revoked"_L1, "26"_L1, "Revocation Of Auth"_L1},
    {"limit_exceeded"_L1, "28"_L1, "Withdrawal amount exceeded"_L1},
    {"incorrect_address"_L1, "32"_L1, "AVS Declined"_L1},
    {"authentication_required"_L1, "38"_L1, "Authentication required"_L1},
});

Refusal refusalOf(const QString &category)
{
    const auto row =
        std::ranges::find_if(kRefusals, [&](const Refusal &r) { return r.category == category; });
    return row == kRefusals.end() ? Refusal{{}, "2"_L1, "Refused"_L1} : *row;
}

QJsonObject amountJson(qint64 amount, const QString &currency)
{
    const auto known = currencyFromText(currency);
    const auto theirs = known ? AdyenMoney::toAdyen(amount, *known) : std::nullopt;
    return {{u"value"_s, theirs.value_or(amount)}, {u"currency"_s, currency}};
}

/// The amount object in the bank's minor units; -1 when it cannot be read.
qint64 amountFrom(const QJsonValue &amount)
{
    const auto currency = currencyFromText(amount["currency"_L1].toString());
    const auto ours = currency ? AdyenMoney::fromAdyen(amount["value"_L1].toInteger(-1), *currency)
                               : std::nullopt;
    return ours.value_or(-1);
}

QString categoryOf(const QString &model)
{
    return model == "Subscription"_L1 ? u"recurring"_s : u"unscheduled"_s;
}

/// What is said of a card that is kept, in the bank's words.
QJsonObject credentialFrom(const QJsonObject &json)
{
    const QString model = json["recurringProcessingModel"_L1].toString();
    if (model.isEmpty())
        return {};
    const bool byMerchant = json["shopperInteraction"_L1].toString() == "ContAuth"_L1;
    const bool stores = json["storePaymentMethod"_L1].toBool();
    QJsonObject credential = {{u"initiator"_s, byMerchant ? u"merchant"_s : u"customer"_s},
                              {u"usage"_s, byMerchant ? u"subsequent"_s : u"first"_s}};
    if (!byMerchant)
        credential.insert("off_session"_L1, stores);
    else
        credential.insert("category"_L1, categoryOf(model));
    const QString network = json["paymentMethod"_L1]["networkPaymentReference"_L1].toString();
    if (!network.isEmpty())
        credential.insert("network_transaction_id"_L1, network);
    return credential;
}

/// POST /payments in the bank's words.
QJsonObject paymentFrom(const QJsonObject &json)
{
    const QJsonObject method = json["paymentMethod"_L1].toObject();
    const QJsonObject extra = json["additionalData"_L1].toObject();
    const bool manual = extra["manualCapture"_L1].toString() == "true"_L1;
    const QString operation = json["metadata"_L1]["operation_id"_L1].toString(u"op_unnamed"_s);
    const QString authentication =
        json["authenticationData"_L1]["attemptAuthentication"_L1].toString();
    QJsonObject bank = {{u"reference"_s, json["reference"_L1]},
                        {u"operation"_s, operation},
                        {u"amount"_s, amountFrom(json["amount"_L1])},
                        {u"currency"_s, json["amount"_L1]["currency"_L1]},
                        {u"capture"_s, manual ? u"manual"_s : u"automatic"_s},
                        {u"multiple_captures"_s, true},
                        {u"allow_partial"_s, extra["allowPartialAuth"_L1].toString() == "true"_L1},
                        {u"three_ds"_s, authentication == "always"_L1},
                        {u"return_url"_s, json["returnUrl"_L1]}};
    const QString token = method["storedPaymentMethodId"_L1].toString();
    const bool isNetworkToken = method["type"_L1].toString() == "networkToken"_L1;
    if (!token.isEmpty())
        bank.insert("token"_L1, token);
    else
        bank.insert(isNetworkToken ? "network_token"_L1 : "card"_L1,
                    QJsonObject{{u"number"_s, method["number"_L1]},
                                {u"exp_month"_s, method["expiryMonth"_L1].toString().toInt()},
                                {u"exp_year"_s, method["expiryYear"_L1].toString().toInt()},
                                {u"cvc"_s, method["cvc"_L1].toString()},
                                {u"holder"_s, method["holderName"_L1].toString()}});
    const QJsonObject credential = credentialFrom(json);
    if (!credential.isEmpty())
        bank.insert("stored_credential"_L1, credential);
    return bank;
}

QJsonObject extrasOf(const QJsonObject &bank, const QString &shopper)
{
    QJsonObject extra;
    const QString network = bank["network_transaction_id"_L1].toString();
    const QString token = bank["token"_L1].toString();
    const QString status = bank["three_ds"_L1]["status"_L1].toString();
    if (!network.isEmpty())
        extra.insert("networkTxReference"_L1, network);
    if (!token.isEmpty()) {
        extra.insert("tokenization.storedPaymentMethodId"_L1, token);
        extra.insert("tokenization.shopperReference"_L1, shopper);
    }
    if (!status.isEmpty()) {
        const bool shifted = bank["three_ds"_L1]["liability_shift"_L1].toBool();
        extra.insert("threeDOffered"_L1, u"true"_s);
        extra.insert("threeDAuthenticatedResponse"_L1, status);
        extra.insert("liabilityShift"_L1, shifted ? u"true"_s : u"false"_s);
    }
    const QString advice = bank["decline"_L1]["advice"_L1].toString();
    if (!advice.isEmpty())
        extra.insert("merchantAdviceCode"_L1, advice.section(u' ', -1));
    return extra;
}

/// The bank's payment as the answer to /payments and /payments/details.
HttpResponse paymentResponse(const QJsonObject &bank, const QString &shopper)
{
    const QString status = bank["status"_L1].toString();
    QJsonObject json = {{u"pspReference"_s, bank["id"_L1]},
                        {u"merchantReference"_s, bank["reference"_L1]}};
    const QJsonObject extra = extrasOf(bank, shopper);
    if (!extra.isEmpty())
        json.insert("additionalData"_L1, extra);
    const QString currency = bank["currency"_L1].toString();
    qint64 amount = bank["amount"_L1].toInteger();
    if (status == "challenge_required"_L1) {
        json.insert("resultCode"_L1, u"RedirectShopper"_s);
        json.insert("action"_L1, QJsonObject{{u"type"_s, u"redirect"_s},
                                             {u"method"_s, u"GET"_s},
                                             {u"paymentMethodType"_s, u"scheme"_s},
                                             {u"url"_s, bank["challenge"_L1]["url"_L1]}});
    } else if (status == "declined"_L1) {
        const Refusal why = refusalOf(bank["decline"_L1]["category"_L1].toString());
        const bool left = why.category == "customer_cancelled"_L1;
        json.insert("resultCode"_L1, left ? u"Cancelled"_s : u"Refused"_s);
        json.insert("refusalReasonCode"_L1, QString(why.code));
        json.insert("refusalReason"_L1, QString(why.reason));
    } else if (status == "pending"_L1 || status == "review"_L1) {
        json.insert("resultCode"_L1, u"Received"_s);
    } else if (status == "voided"_L1 || status == "expired"_L1) {
        json.insert("resultCode"_L1, u"Cancelled"_s);
    } else {
        const qint64 authorized = bank["authorized"_L1].toInteger();
        const bool partly = authorized > 0 && authorized < amount;
        json.insert("resultCode"_L1, partly ? u"PartiallyAuthorised"_s : u"Authorised"_s);
        amount = authorized;
    }
    json.insert("amount"_L1, amountJson(amount, currency));
    return jsonResponse(200, json);
}

QString challengeOf(const QString &redirectResult)
{
    return redirectResult.startsWith(kResultPrefix) ? redirectResult.mid(kResultPrefix.size())
                                                    : QString();
}

} // namespace

bool AdyenFace::made(const BankLedger &ledger, const BankPayment &payment)
{
    return ledger.count(u"adyen:"_s + payment.id) > 0;
}

QString AdyenFace::answered(BankLedger &ledger, const BankPayment &payment, const QString &action)
{
    const qint64 number = action == "approve"_L1 ? 1 : action == "fail"_L1 ? 2 : 3;
    const QString name = u"adyen_answer:"_s + payment.challengeToken;
    if (ledger.count(name) == 0) // the first answer counts
        ledger.setCount(name, number);
    return kResultPrefix + payment.challengeToken;
}

QString AdyenFace::nameOf(const BankState &state, const QString &payment, const QString &word,
                          const QString &own)
{
    return state.derivedId("adymod"_L1, payment + u' ' + word + u' ' + own);
}

BankReply AdyenFace::handle(const HttpRequest &request)
{
    const QByteArray account = headerValue(request.headers, "X-API-Key");
    if (account.isEmpty() || account.startsWith("wrong"))
        return whole(
            serviceError(401, u"000"_s, u"security"_s, u"HTTP Status Response - Unauthorized"_s));
    const QStringList path = request.url.path().mid(kRoot.size()).split(u'/');
    QByteArray key = headerValue(request.headers, "Idempotency-Key");
    if (key.isEmpty()) // Adyen does not insist
        key = "adyen-" + QByteArray::number(m_state.requestCount);
    if (request.method == "DELETE" && path.value(0) == "storedPaymentMethods"_L1)
        return forget(path.value(1));
    if (request.method != "POST")
        return whole(serviceError(405, u"000"_s, u"validation"_s, u"Method not allowed"_s));
    const std::optional<QJsonObject> json = jsonObject(request.body.view());
    if (!json)
        return whole(serviceError(400, u"702"_s, u"validation"_s, u"Unexpected input"_s));
    if (path == QStringList{u"payments"_s, u"details"_s})
        return complete(*json, key);
    const QString merchant = (*json)["merchantAccount"_L1].toString();
    if (merchant.isEmpty() || merchant.startsWith("wrong"_L1))
        return whole(serviceError(403, u"901"_s, u"security"_s, u"Invalid Merchant Account"_s));
    if (path == QStringList{u"payments"_s})
        return authorize(*json, key);
    if (path == QStringList{u"cancels"_s})
        return cancelReference(*json, key);
    if (path == QStringList{u"paymentMethods"_s})
        return whole(jsonResponse(
            200, {{u"paymentMethods"_s,
                   QJsonArray{QJsonObject{{u"name"_s, u"Cards"_s}, {u"type"_s, u"scheme"_s}}}}}));
    if (path.size() == 3 && path.at(0) == "payments"_L1)
        return modify(path.at(1), path.at(2), *json, key);
    return whole(serviceError(404, u"000"_s, u"validation"_s, u"Not found"_s));
}

BankReply AdyenFace::authorize(const QJsonObject &json, const QByteArray &key)
{
    const QString shopper = json["shopperReference"_L1].toString();
    if (json["returnUrl"_L1].toString().isEmpty())
        return whole(serviceError(422, u"14_030"_s, u"validation"_s, u"Return URL is missing."_s));
    BankReply reply =
        forward(u"/v1/payments"_s, paymentFrom(json), key,
                [shopper](const QJsonObject &bank) { return paymentResponse(bank, shopper); });
    if (const BankPayment *payment = m_state.ledger.byReference(json["reference"_L1].toString())) {
        m_state.ledger.setCount(u"adyen:"_s + payment->id, 1);
        m_state.adyenNews.made(payment->id, json["merchantAccount"_L1].toString());
    }
    return reply;
}

BankReply AdyenFace::complete(const QJsonObject &json, const QByteArray &key)
{
    const QString token = challengeOf(json["details"_L1]["redirectResult"_L1].toString());
    const BankPayment *payment = m_state.ledger.byChallenge(token);
    const qint64 answer = m_state.ledger.count(u"adyen_answer:"_s + token);
    if (!payment || answer == 0)
        return whole(invalid(u"Invalid redirectResult"_s));
    const QStringList actions = {u"approve"_s, u"fail"_s, u"cancel"_s};
    return forward(
        u"/v1/challenges/"_s + token + u"/complete"_s,
        {{u"reference"_s, payment->operation}, {u"action"_s, actions.value(int(answer) - 1)}}, key,
        [](const QJsonObject &bank) { return paymentResponse(bank, {}); });
}

BankReply AdyenFace::modify(const QString &payment, const QString &action, const QJsonObject &json,
                            const QByteArray &key)
{
    const QString reference = json["reference"_L1].toString();
    QJsonObject said = {{u"merchantAccount"_s, json["merchantAccount"_L1]},
                        {u"paymentPspReference"_s, payment},
                        {u"reference"_s, reference},
                        {u"pspReference"_s, nameOf(m_state, payment, action, reference)},
                        {u"status"_s, u"received"_s}};
    QJsonObject bank = {{u"reference"_s, reference}};
    if (action == "captures"_L1 || action == "refunds"_L1) {
        said.insert("amount"_L1, json["amount"_L1]);
        bank.insert("amount"_L1, amountFrom(json["amount"_L1]));
        bank.insert("currency"_L1, json["amount"_L1]["currency"_L1]);
        bank.insert("final"_L1, false);
    } else if (action != "cancels"_L1) {
        return whole(serviceError(404, u"000"_s, u"validation"_s, u"Not found"_s));
    }
    if (!m_state.ledger.byId(payment))
        return whole(serviceError(422, u"167"_s, u"validation"_s,
                                  u"Original pspReference required for this operation"_s));
    const QString path = action == "cancels"_L1 ? u"void"_s : action;
    return forward(u"/v1/payments/"_s + payment + u'/' + path, bank, key,
                   [said](const QJsonObject &) { return jsonResponse(201, said); });
}

BankReply AdyenFace::cancelReference(const QJsonObject &json, const QByteArray &key)
{
    const QString about = json["paymentReference"_L1].toString();
    const QString reference = json["reference"_L1].toString();
    const QJsonObject said = {{u"merchantAccount"_s, json["merchantAccount"_L1]},
                              {u"paymentReference"_s, about},
                              {u"reference"_s, reference},
                              {u"pspReference"_s, nameOf(m_state, about, u"cancels"_s, reference)},
                              {u"status"_s, u"received"_s}};
    const QString merchant = json["merchantAccount"_L1].toString();
    return forward(u"/v1/references/"_s + about + u"/void"_s, {{u"reference"_s, reference}}, key,
                   [this, said, about, reference, merchant](const QJsonObject &) {
                       m_state.adyenNews.cancelled(about, reference, merchant);
                       return jsonResponse(201, said);
                   });
}

BankReply AdyenFace::forget(const QString &token)
{
    return forward(u"/v1/tokens/"_s + token + u"/detach"_s, {{u"reference"_s, u"detach"_s}},
                   "adyen-forget-" + token.toLatin1(), [](const QJsonObject &) {
                       return HttpResponse{204, {{"Cache-Control", "no-store"}}, {}};
                   });
}

BankReply AdyenFace::forward(const QString &path, const QJsonObject &json, const QByteArray &key,
                             const Wording &inAdyensWords)
{
    HttpRequest own;
    own.method = "POST";
    own.url.setPath(path);
    own.headers = {{"Authorization", "Bearer adyen"}, {"Idempotency-Key", key}};
    own.body = SecretBytes(QJsonDocument(json).toJson(QJsonDocument::Compact));
    BankReply reply = BankApi(m_state).handle(own);
    const std::optional<QJsonObject> bank = jsonObject(reply.response.body);
    if (!bank || bank->isEmpty())
        return reply; // spoiled
    const bool refused = bank->contains("error"_L1);
    const int status = reply.response.status;
    HttpResponse said =
        refused ? refusalFrom(status, (*bank)["error"_L1].toObject()) : inAdyensWords(*bank);
    for (const QByteArrayView kept : {"Retry-After", "Location"}) {
        const QByteArray value = headerValue(reply.response.headers, kept);
        if (!value.isEmpty())
            said.headers.append(HttpHeader{kept.toByteArray(), value});
    }
    said.headers.append(HttpHeader{"Idempotency-Key", key});
    reply.response = said;
    reply.bodyBytes = qMin(reply.bodyBytes, said.body.size() / 2);
    return reply;
}

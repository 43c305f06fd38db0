#include "services/processors/simulator/stripeface.h"

#include "services/domain/money.h"
#include "services/processors/simulator/bankcard.h"
#include "services/processors/simulator/bankscenarios.h"
#include "services/processors/simulator/stripefaceform.h"
#include "services/processors/simulator/stripefaceobjects.h"

#include <QCryptographicHash>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace stripefaceobjects;

namespace {

constexpr int kSlowMs = 8'000;
constexpr qint64 kRateLimitedTries = 2;
constexpr qint64 kIndexLagMs = 60'000;

BankReply reply(const HttpResponse &response)
{
    return {response, BankDelivery::Whole, 0, 0};
}

HttpResponse invalid(const QString &code, const QString &message)
{
    return error(400, u"invalid_request_error"_s, code, message);
}

HttpResponse missing(const QString &what)
{
    return error(404, u"invalid_request_error"_s, u"resource_missing"_s, u"No such "_s + what);
}

/// The same request has the same; the card in it is told apart by what may be kept of it.
QByteArray macOf(const HttpRequest &request, const StripeFaceForm &form, const PresentedCard &card)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(request.url.path().toUtf8());
    hash.addData(form.canonical());
    hash.addData(QString(card.bin + u'|' + card.last4).toUtf8());
    return hash.result().toHex();
}

/// What a fault that changes the reply does to Stripe's objects; nothing for the others.
std::optional<QJsonObject> changed(BankFault fault, QJsonObject json)
{
    if (json.contains("error"_L1))
        return json;
    if (fault == BankFault::WrongAmount) {
        for (const auto name : {"amount"_L1, "amount_capturable"_L1, "amount_received"_L1}) {
            if (json[name].toInteger(0) > 0)
                json.insert(name, json[name].toInteger() + 1);
        }
        return json;
    }
    if (fault == BankFault::WrongCurrency) {
        const bool isDollar = json["currency"_L1] == "usd"_L1;
        json.insert("currency"_L1, isDollar ? u"eur"_s : u"usd"_s);
        return json;
    }
    if (fault == BankFault::WrongReference) {
        QJsonObject metadata = json["metadata"_L1].toObject();
        const QString other = metadata["attempt_id"_L1].toString() + u"_other"_s;
        metadata.insert("attempt_id"_L1, other);
        json.insert("metadata"_L1, metadata);
        return json;
    }
    return std::nullopt;
}

/// The reply as the fault leaves it, in Stripe's words where it has any.
BankReply spoiledThere(BankFault fault, BankReply truth)
{
    const QJsonObject json = QJsonDocument::fromJson(truth.response.body).object();
    if (const auto other = changed(fault, json)) {
        truth.response.body = QJsonDocument(*other).toJson(QJsonDocument::Compact);
        return truth;
    }
    BankReply bad = spoiled(fault, std::move(truth));
    const int status = bad.response.status;
    const bool plain = bad.delivery == BankDelivery::Whole
                       && (fault == BankFault::Http500 || fault == BankFault::Http500Done
                           || fault == BankFault::RateLimited || fault == BankFault::InUse);
    if (!plain)
        return bad;
    const HttpHeaders headers = bad.response.headers;
    if (status == 500)
        bad.response = error(500, u"api_error"_s, {}, u"Something went wrong."_s);
    else if (status == 429)
        bad.response = error(429, u"invalid_request_error"_s, u"rate_limit"_s, u"Too many."_s);
    else
        bad.response = error(409, u"invalid_request_error"_s, u"idempotency_key_in_use"_s,
                             u"The first request is still running."_s);
    if (fault == BankFault::RateLimited)
        bad.response.headers.append(HttpHeader{"Retry-After", "1"});
    return bad;
}

} // namespace

BankReply StripeFace::handle(const HttpRequest &request)
{
    m_state.remember(request);
    const QString path = request.url.path();
    const QStringList parts = path.split(u'/').mid(1); // stripe, v1, …
    const std::optional<BankFault> fault = m_state.takeFault(path);
    const QByteArray key = headerValue(request.headers, "authorization");
    BankReply answered;
    if (!key.startsWith("Bearer sk_test_") && !key.startsWith("Bearer rk_test_"))
        answered = reply(error(401, u"invalid_request_error"_s, {}, u"Invalid API Key."_s));
    else if (fault && !actsFirst(*fault))
        answered = {};
    else if (request.method == "POST")
        answered = post(request, parts);
    else if (const auto query =
                 StripeFaceForm::decode(request.url.query(QUrl::FullyEncoded).toLatin1()))
        answered = get(parts, *query);
    else
        answered = reply(invalid(u"parameter_invalid_string"_s, u"The query is not understood."_s));
    if (fault)
        answered = spoiledThere(*fault, std::move(answered));
    answered.delayMs += m_state.latencyMs;
    return answered;
}

BankReply StripeFace::get(const QStringList &path, const StripeFaceForm &query)
{
    const QString object = path.value(2);
    const QString id = path.value(3);
    if (object == "payment_intents"_L1 && id == "search"_L1)
        return reply(search(query));
    if (path.size() == 3 && (object == "payment_intents"_L1 || object == "setup_intents"_L1))
        return reply(list(object, query));
    if (object == "refunds"_L1 && path.size() == 4)
        return reply(refundOf(id));
    if (object == "refunds"_L1) {
        QJsonArray data;
        if (const BankPayment *payment = m_state.ledger.byId(query.text(u"payment_intent"_s))) {
            for (const BankRefund &refund : payment->refunds)
                data.append(refundJson(*payment, refund));
        }
        return reply(jsonResponse(200, listJson(u"list"_s, u"/v1/refunds"_s, data)));
    }
    const BankPayment *payment = m_state.ledger.byId(id);
    const bool isIntent = object == "payment_intents"_L1 || object == "setup_intents"_L1;
    if (!isIntent || !payment || payment->isVerification() != (object == "setup_intents"_L1))
        return reply(missing(object));
    return reply(
        show(*payment, query.expands(u"latest_charge"_s) || query.expands(u"latest_attempt"_s)));
}

BankReply StripeFace::post(const HttpRequest &request, const QStringList &path)
{
    std::optional<StripeFaceForm> form = StripeFaceForm::decode(request.body.view());
    if (!form)
        return reply(invalid(u"parameter_invalid_string"_s, u"The body is not understood."_s));
    const PresentedCard card = form->takeCard();
    const QByteArray key = headerValue(request.headers, "idempotency-key");
    const QByteArray mac = macOf(request, *form, card);
    const BankAnswer *known = key.isEmpty() ? nullptr : m_state.ledger.answerTo(key);
    if (known && known->mac != mac)
        return reply(error(400, u"idempotency_error"_s, {}, u"The key had other parameters."_s));
    if (known) {
        HttpResponse again = jsonResponse(known->status, {});
        again.headers.append(HttpHeader{"Idempotent-Replayed", "true"});
        again.body = known->body;
        return reply(again);
    }
    const Execution done = execute(path, *form, card);
    const int status = done.truth.status;
    const bool ran = status == 200 || status == 402;
    if (!key.isEmpty() && done.isKept && ran)
        m_state.ledger.keepAnswer(key, {mac, status, done.truth.body});
    BankReply answered = reply(done.truth);
    if (done.fault)
        answered = spoiledThere(*done.fault, std::move(answered));
    answered.delayMs = done.delayMs;
    return answered;
}

StripeFace::Execution StripeFace::execute(const QStringList &path, const StripeFaceForm &form,
                                          const PresentedCard &card)
{
    const QString object = path.value(2);
    const QString action = path.value(4);
    const bool isSetup = object == "setup_intents"_L1;
    const bool isIntent = isSetup || object == "payment_intents"_L1;
    if (path.size() == 3 && object == "customers"_L1)
        return makeCustomer(form);
    if (path.size() == 3 && object == "payment_methods"_L1)
        return makeMethod(form, card);
    if (path.size() == 3 && isIntent)
        return makeIntent(form, isSetup);
    if (path.size() == 3 && object == "refunds"_L1)
        return refund(form);
    if (object == "payment_methods"_L1 && action == "detach"_L1)
        return detach(path.at(3));
    BankPayment *payment = m_state.ledger.byId(path.value(3));
    if (!isIntent || !payment || payment->isVerification() != isSetup)
        return {missing(object)};
    if (action == "capture"_L1 && !isSetup)
        return capture(*payment, form);
    if (action == "increment_authorization"_L1 && !isSetup)
        return increment(*payment, form);
    if (action == "cancel"_L1)
        return cancel(*payment, form);
    return {missing(action)};
}

QString StripeFace::newId(QLatin1StringView prefix)
{
    const QString counter = u"stripe "_s + prefix;
    const qint64 number = m_state.ledger.count(counter) + 1;
    m_state.ledger.setCount(counter, number);
    return m_state.derivedId(prefix, counter + u' ' + QString::number(number));
}

StripeFace::Execution StripeFace::makeCustomer(const StripeFaceForm &form)
{
    static const QStringList known = {u"name"_s,    u"email"_s,    u"phone"_s, u"description"_s,
                                      u"address"_s, u"metadata"_s, u"expand"_s};
    if (const QString name = form.unknownName(known); !name.isEmpty())
        return {invalid(u"parameter_unknown"_s, u"Received unknown parameter: "_s + name)};
    return {jsonResponse(200, {{u"id"_s, newId("cus"_L1)},
                               {u"object"_s, u"customer"_s},
                               {u"created"_s, m_state.nowMs / 1000},
                               {u"livemode"_s, false}})};
}

StripeFace::Execution StripeFace::makeMethod(const StripeFaceForm &form, const PresentedCard &card)
{
    static const QStringList known = {u"type"_s, u"card"_s, u"billing_details"_s, u"metadata"_s,
                                      u"expand"_s};
    if (const QString name = form.unknownName(known); !name.isEmpty())
        return {invalid(u"parameter_unknown"_s, u"Received unknown parameter: "_s + name)};
    if (form.text(u"type"_s) != "card"_L1)
        return {invalid(u"parameter_invalid_string"_s, u"Cards only."_s)};
    const qint64 month = form.number(u"card[exp_month]"_s);
    if (!card.isReadable)
        return {error(402, u"card_error"_s, u"incorrect_number"_s, u"The number is incorrect."_s)};
    if (month < 1 || month > 12)
        return {error(402, u"card_error"_s, u"invalid_expiry_month"_s, u"The month is wrong."_s)};
    if (form.number(u"card[exp_year]"_s) < 2000)
        return {error(402, u"card_error"_s, u"invalid_expiry_year"_s, u"The year is wrong."_s)};
    const Method method = methodOf(newId("pm"_L1).section(u'_', 1), card);
    if (form.text(u"billing_details[address][postal_code]"_s) == "10001"_L1)
        m_state.ledger.setCount(u"zip matches "_s + method.id, 1);
    return {jsonResponse(200, methodJson(method, {}, m_state.nowMs))};
}

StripeFace::Execution StripeFace::makeIntent(const StripeFaceForm &form, bool isSetup)
{
    static const QStringList known = {u"amount"_s,         u"currency"_s,
                                      u"confirm"_s,        u"customer"_s,
                                      u"payment_method"_s, u"payment_method_types"_s,
                                      u"return_url"_s,     u"description"_s,
                                      u"metadata"_s,       u"off_session"_s,
                                      u"expand"_s,         u"payment_method_options"_s,
                                      u"capture_method"_s, u"setup_future_usage"_s,
                                      u"usage"_s,          u"shipping"_s};
    if (const QString name = form.unknownName(known); !name.isEmpty())
        return {invalid(u"parameter_unknown"_s, u"Received unknown parameter: "_s + name)};
    if (!form.isTrue(u"confirm"_s))
        return {invalid(u"parameter_missing"_s, u"This stand-in confirms at once."_s)};
    BankPayment wanted;
    const auto currency = currencyFromText(form.text(u"currency"_s).toUpper());
    const qint64 amount = form.number(u"amount"_s);
    if (!isSetup && !currency)
        return {invalid(u"parameter_invalid_string"_s, u"Invalid currency."_s)};
    if (!isSetup && amount <= 0)
        return {invalid(u"parameter_invalid_integer"_s, u"Invalid positive integer."_s)};
    if (!isSetup) {
        const std::optional<qint64> ours = ourAmount(amount, *currency);
        if (!ours || *ours > kLargestAmount)
            return {invalid(u"amount_too_large"_s, u"This amount cannot be charged."_s)};
        wanted.amount = *ours;
        wanted.currency = *currency;
    }
    const QString id = form.text(u"payment_method"_s);
    const std::optional<Method> method = methodFrom(id);
    if (!method)
        return {error(400, u"invalid_request_error"_s, u"resource_missing"_s,
                      u"No such PaymentMethod"_s)};
    wanted.scenario = method->scenario;
    wanted.bin = method->bin;
    wanted.last4 = method->last4;
    wanted.zipMatches = m_state.ledger.count(u"zip matches "_s + id) > 0;
    wanted.byMerchant = form.isTrue(u"off_session"_s);
    if (wanted.byMerchant && !m_state.ledger.byToken(id))
        return {invalid(u"payment_method_unexpected_state"_s, u"It is attached to nobody."_s)};
    const QString customer = form.text(u"customer"_s);
    const bool isKept =
        !customer.isEmpty() && (isSetup || form.text(u"setup_future_usage"_s) == "off_session"_L1);
    wanted.storesCard = isKept;
    wanted.token = isKept ? id : QString();
    wanted.series = isKept ? customer : wanted.byMerchant ? id : QString();
    wanted.category = wanted.byMerchant ? u"recurring"_s : QString();
    wanted.automaticCapture = form.text(u"capture_method"_s) != "manual"_L1;
    wanted.id = newId(isSetup ? "seti"_L1 : "pi"_L1);
    return pay(std::move(wanted), form);
}

StripeFace::Execution StripeFace::pay(BankPayment wanted, const StripeFaceForm &form)
{
    const auto option = [&](const QString &name) {
        return form.text(u"payment_method_options[card]["_s + name + u']');
    };
    const QString attempt = form.text(u"metadata[attempt_id]"_s);
    const QString operation = form.text(u"metadata[operation_id]"_s);
    wanted.reference = attempt.isEmpty() ? wanted.id : attempt;
    wanted.operation = operation.isEmpty() ? wanted.id : operation;
    wanted.multipleCaptures = option(u"request_multicapture"_s) == "if_available"_L1;
    wanted.incremental = !wanted.automaticCapture
                         && option(u"request_incremental_authorization"_s) == "if_available"_L1;
    wanted.returnUrl = form.text(u"return_url"_s);
    const std::optional<BankFault> fault = bank_scenarios::faultOf(wanted.scenario);
    if (fault == BankFault::RateLimited) {
        const QString counter = u"rate_limited:"_s + wanted.reference;
        const qint64 tries = m_state.ledger.count(counter);
        if (tries < kRateLimitedTries) {
            m_state.ledger.setCount(counter, tries + 1);
            return {{}, fault, 0, false};
        }
    } else if (fault && !actsFirst(*fault)) {
        return {{}, fault, 0, false};
    }
    wanted.challengeToken = m_state.derivedId("tds"_L1, u"challenge "_s + wanted.id);
    wanted.networkTransactionId = m_state.derivedId("ntx"_L1, u"network "_s + wanted.id);
    const QString threeDs = option(u"request_three_d_secure"_s);
    const bool isAsked = threeDs == "any"_L1 || threeDs == "challenge"_L1;
    const BankPayment &payment =
        m_state.teller.authorize(std::move(wanted), isAsked, m_state.nowMs);
    const bool expanded = form.expands(u"latest_charge"_s) || form.expands(u"latest_attempt"_s);
    Execution done{show(payment, expanded)};
    if (payment.status == BankStatus::Declined)
        done.truth = declined(payment, payment.decline,
                              intentJson(payment, m_state.settings.baseUrl, expanded));
    if (payment.scenario == CardScenario::Slow)
        done.delayMs = kSlowMs;
    if (fault == BankFault::WrongAmount) // a replay repeats the wrong amount, a read does not
        done.truth = spoiledThere(*fault, reply(done.truth)).response;
    else if (fault != BankFault::RateLimited)
        done.fault = fault;
    return done;
}

HttpResponse StripeFace::show(const BankPayment &payment, bool expanded, int status) const
{
    return jsonResponse(status, intentJson(payment, m_state.settings.baseUrl, expanded));
}

HttpResponse StripeFace::search(const StripeFaceForm &query)
{
    const QString text = query.text(u"query"_s);
    const QString prefix = u"metadata['attempt_id']:'"_s;
    if (!text.startsWith(prefix) || !text.endsWith(u'\''))
        return invalid(u"parameter_invalid_string"_s, u"The query is not understood."_s);
    const BankPayment *payment = m_state.ledger.byReference(text.mid(prefix.size()).chopped(1));
    QJsonArray data;
    if (payment && !payment->isVerification() && m_state.nowMs - payment->createdMs >= kIndexLagMs)
        data.append(
            intentJson(*payment, m_state.settings.baseUrl, query.expands(u"data.latest_charge"_s)));
    return jsonResponse(200, listJson(u"search_result"_s, u"/v1/payment_intents/search"_s, data));
}

HttpResponse StripeFace::list(const QString &object, const StripeFaceForm &query)
{
    constexpr qint64 kPage = 10; // when nobody says how long
    const qint64 from = query.number(u"created[gte]"_s);
    const qint64 limit = query.has(u"limit"_s) ? query.number(u"limit"_s) : kPage;
    const bool isSetup = object == "setup_intents"_L1;
    const bool expanded =
        query.expands(isSetup ? u"data.latest_attempt"_s : u"data.latest_charge"_s);
    const QJsonArray all = m_state.ledger.paymentsJson(m_state.settings.baseUrl);
    QJsonArray data;
    bool hasMore = false;
    for (qsizetype i = all.size() - 1; i >= 0 && !hasMore; --i) { // the newest first
        const QString id = all.at(i)["id"_L1].toString();
        const BankPayment *payment = m_state.ledger.byId(id);
        const bool isOne = payment && id.startsWith(isSetup ? "seti_"_L1 : "pi_"_L1)
                           && payment->createdMs >= qMax<qint64>(0, from) * 1000;
        hasMore = isOne && data.size() >= limit;
        if (isOne && !hasMore)
            data.append(intentJson(*payment, m_state.settings.baseUrl, expanded));
    }
    QJsonObject json = listJson(u"list"_s, u"/v1/"_s + object, data);
    json.insert("has_more"_L1, hasMore);
    return jsonResponse(200, json);
}

#include "services/processors/simulator/bankapi.h"

#include "services/core/id.h"
#include "services/domain/money.h"
#include "services/processors/simulator/bankcard.h"
#include "services/processors/simulator/bankscenarios.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int kSlowMs = 8'000;
constexpr qint64 kRateLimitedTries = 2;
constexpr qsizetype kLongestReturnUrl = 2048;

BankReply reply(const HttpResponse &response)
{
    return {response, BankDelivery::Whole, 0, 0};
}

BankRefusal invalid(const QString &message)
{
    return {400, u"invalid_request"_s, u"invalid_request"_s, message};
}

BankRefusal notFound()
{
    return {404, u"not_found"_s, u"invalid_request"_s, u"There is no such object."_s};
}

bool isKey(const QByteArray &key)
{
    return !key.isEmpty() && key.size() <= 255
           && std::ranges::all_of(key, [](char c) { return c > 0x20 && c < 0x7f; });
}

/// A positive whole number of minor units, or 0.
qint64 amountOf(const QJsonValue &value)
{
    const qint64 amount = value.isDouble() ? value.toInteger(0) : 0;
    return amount > 0 && amount <= kLargestAmount ? amount : 0;
}

/// A caller's attempt id: an id of up to 64 characters, and the number of the try behind it.
bool isReference(const QString &text)
{
    constexpr qsizetype kIdLength = 64;
    constexpr qsizetype kLongest = 80;
    return isWellFormedId(text.first(qMin(kIdLength, text.size())))
           && (text.size() <= kIdLength
               || (text.size() <= kLongest && isWellFormedId(text.sliced(kIdLength))));
}

bool isReturnUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return text.isEmpty()
           || (text.size() <= kLongestReturnUrl && url.isValid() && !url.host().isEmpty()
               && url.userInfo().isEmpty()
               && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1));
}

QByteArray macOf(const HttpRequest &request, const QByteArray &blottedBody,
                 const PresentedCard &card)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const QString head = QString::fromLatin1(request.method) + u' ' + request.url.path() + u'\n';
    const QString tail = u'\n' + card.bin + u'|' + card.last4;
    hash.addData(head.toUtf8());
    hash.addData(blottedBody);
    hash.addData(tail.toUtf8());
    return hash.result().toHex();
}

/// What a caller says of a card that is kept.
struct Credential
{
    explicit Credential(const QJsonObject &json)
        : given(json["stored_credential"_L1].toObject())
        , isGiven(json.contains("stored_credential"_L1))
        , isFirst(given["usage"_L1] == "first"_L1)
        , byMerchant(given["initiator"_L1] == "merchant"_L1)
        , networkTransactionId(given["network_transaction_id"_L1].toString())
    {
    }

    QJsonObject given;
    bool isGiven;
    bool isFirst;
    bool byMerchant;
    QString networkTransactionId;
};

QString credentialProblem(const QJsonObject &json)
{
    const Credential credential(json);
    const bool hasToken = json.contains("token"_L1);
    const QString category = credential.given["category"_L1].toString();
    static const QStringList categories = {u"recurring"_s, u"unscheduled"_s, u"installment"_s,
                                           u"resubmission"_s};
    const bool known =
        (credential.isFirst || credential.given["usage"_L1] == "subsequent"_L1)
        && (credential.byMerchant || credential.given["initiator"_L1] == "customer"_L1);
    if (credential.isGiven && !known)
        return u"stored_credential"_s;
    if (hasToken && (!credential.byMerchant || json.contains("card"_L1)))
        return u"token"_s;
    // Without the shopper a card is charged only under what the shopper agreed to, and why.
    const bool agreed = hasToken || isWellFormedId(credential.networkTransactionId);
    if (credential.byMerchant
        && (credential.isFirst || !agreed || !categories.contains(category)
            || json["three_ds"_L1].toBool()))
        return u"stored_credential"_s;
    return {};
}

/// A card that is only checked: amount 0, and kept from now on.
bool isVerification(const QJsonObject &json)
{
    const QJsonValue amount = json["amount"_L1];
    return amount.isDouble() && amount.toInteger(-1) == 0 && Credential(json).isFirst
           && json["capture"_L1] == "automatic"_L1;
}

/// What is wrong with a request for money; empty when nothing is.
QString problemOf(const QJsonObject &json, const PresentedCard &card)
{
    const QString capture = json["capture"_L1].toString();
    if (!isReference(json["reference"_L1].toString()))
        return u"reference"_s;
    if (!isWellFormedId(json["operation"_L1].toString()))
        return u"operation"_s;
    if (amountOf(json["amount"_L1]) == 0 && !isVerification(json))
        return u"amount"_s;
    if (!currencyFromText(json["currency"_L1].toString()))
        return u"currency"_s;
    if (capture != "automatic"_L1 && capture != "manual"_L1)
        return u"capture"_s;
    if (!isReturnUrl(json["return_url"_L1].toString()))
        return u"return_url"_s;
    const QString credential = credentialProblem(json);
    if (!credential.isEmpty() || json.contains("token"_L1))
        return credential;
    // A network token without a cryptogram is charged by the merchant, or not at all.
    const bool isToken = json.contains("network_token"_L1);
    if (isToken && (!Credential(json).byMerchant || json.contains("card"_L1)))
        return u"network_token"_s;
    const QString named = isToken ? u"network_token"_s : u"card"_s;
    const QJsonValue shown = json[named];
    const int month = shown["exp_month"_L1].toInt();
    if (!card.isReadable || month < 1 || month > 12 || shown["exp_year"_L1].toInt() < 2000)
        return named;
    return {};
}

BankPayment paymentFrom(const QJsonObject &json, const PresentedCard &card)
{
    BankPayment payment;
    payment.reference = json["reference"_L1].toString();
    payment.operation = json["operation"_L1].toString();
    payment.scenario = card.scenario;
    payment.bin = card.bin;
    payment.last4 = card.last4;
    payment.currency = *currencyFromText(json["currency"_L1].toString());
    payment.amount = amountOf(json["amount"_L1]);
    payment.automaticCapture = json["capture"_L1].toString() == "automatic"_L1;
    payment.multipleCaptures = json["multiple_captures"_L1].toBool();
    payment.allowPartial = json["allow_partial"_L1].toBool();
    payment.zipMatches = json["card"_L1]["zip"_L1].toString() == "10001"_L1;
    payment.returnUrl = json["return_url"_L1].toString();
    const Credential credential(json);
    payment.storesCard = credential.isFirst;
    payment.byMerchant = credential.byMerchant;
    payment.byNetworkToken = json.contains("network_token"_L1);
    payment.category = credential.given["category"_L1].toString();
    payment.series =
        json.contains("token"_L1) ? json["token"_L1].toString() : credential.networkTransactionId;
    return payment;
}

} // namespace

BankReply BankApi::handle(const HttpRequest &request)
{
    m_state.remember(request);
    const QString path = request.url.path();
    const std::optional<BankFault> fault = m_state.takeFault(path);
    BankReply answered;
    const QByteArray key = headerValue(request.headers, "authorization");
    if (!key.startsWith("Bearer ") || key.startsWith("Bearer wrong"))
        answered = reply(errorResponse(
            {401, u"invalid_request"_s, u"configuration"_s, u"A bearer key is needed."_s}));
    else if (fault && !actsFirst(*fault))
        answered = {};
    else if (request.method == "GET")
        answered = get(path.split(u'/'));
    else if (request.method == "POST")
        answered = post(request, path.split(u'/'));
    else
        answered = reply(errorResponse(
            {405, u"invalid_request"_s, u"invalid_request"_s, u"Only GET and POST are known."_s}));
    if (fault)
        answered = spoiled(*fault, std::move(answered));
    answered.delayMs += m_state.latencyMs;
    return answered;
}

BankReply BankApi::get(const QStringList &path)
{
    BankPayment *payment = nullptr;
    if (path.size() == 4 && path.at(2) == "payments"_L1)
        payment = m_state.ledger.byId(path.at(3));
    else if (path.size() == 4 && path.at(2) == "references"_L1)
        payment = m_state.ledger.byReference(path.at(3));
    if (path.size() == 4 && path.at(2) == "disputes"_L1)
        return reply(dispute(path.at(3)));
    if (!payment)
        return reply(errorResponse(notFound()));
    return reply(answer(*payment, 200).truth);
}

BankReply BankApi::post(const HttpRequest &request, const QStringList &path)
{
    const QByteArray key = headerValue(request.headers, "idempotency-key");
    if (!isKey(key))
        return reply(errorResponse(invalid(u"An Idempotency-Key is needed."_s)));
    QByteArray body = request.body.view().toByteArray();
    const PresentedCard card = takeCard(body);
    const QByteArray mac = macOf(request, body, card);
    if (const BankAnswer *known = m_state.ledger.answerTo(key)) {
        if (known->mac != mac)
            return reply(errorResponse(
                {422, u"key_reused"_s, u"duplicate"_s, u"The key belongs to another request."_s}));
        HttpResponse again = jsonResponse(known->status, {});
        again.headers.append(HttpHeader{"Idempotent-Replayed", "true"});
        again.body = known->body;
        return reply(again);
    }
    const std::optional<QJsonObject> json = jsonObject(body);
    if (!json)
        return reply(errorResponse(invalid(u"The body is not a JSON object."_s)));
    const Execution done = execute(path, *json, card);
    if (done.isKept && done.truth.status != 400)
        m_state.ledger.keepAnswer(key, {mac, done.truth.status, done.truth.body});
    BankReply answered = reply(done.truth);
    if (done.fault)
        answered = spoiled(*done.fault, std::move(answered));
    answered.delayMs = done.delayMs;
    return answered;
}

BankApi::Execution BankApi::execute(const QStringList &path, const QJsonObject &json,
                                    const PresentedCard &card)
{
    const QString object = path.value(2);
    if (path.size() == 3 && object == "payments"_L1)
        return authorize(json, card);
    const QString action = path.value(4);
    if (path.size() == 5 && object == "references"_L1 && action == "void"_L1)
        return voidReference(path.at(3), json);
    if (path.size() == 5 && object == "tokens"_L1 && action == "detach"_L1)
        return detach(path.at(3), json);
    if (path.size() == 5 && object == "challenges"_L1 && action == "complete"_L1)
        return complete(path.at(3), json);
    if (path.size() == 5 && object == "disputes"_L1)
        return answerDispute(path.at(3), action, json);
    if (path.size() != 5 || object != "payments"_L1)
        return {errorResponse(notFound())};
    BankPayment *payment = m_state.ledger.byId(path.at(3));
    if (payment && action == "captures"_L1)
        return capture(*payment, json);
    if (payment && action == "refunds"_L1)
        return refund(*payment, json);
    if (payment && action == "void"_L1)
        return voidHold(*payment, json);
    return {errorResponse(notFound())};
}

void BankApi::nameKept(const QJsonObject &json, const QString &number, BankPayment &wanted) const
{
    const Credential credential(json);
    if (!credential.isGiven)
        return;
    wanted.networkTransactionId = m_state.derivedId("simntx"_L1, u"network "_s + number);
    if (credential.isFirst && credential.given["off_session"_L1].toBool())
        wanted.token = m_state.derivedId("simtok"_L1, u"token "_s + number);
}

BankApi::Execution BankApi::authorize(const QJsonObject &json, PresentedCard card)
{
    const QString problem = problemOf(json, card);
    if (!problem.isEmpty())
        return {errorResponse(invalid(u"Not understood: "_s + problem))};
    if (json.contains("token"_L1)) {
        const BankPayment *kept = m_state.ledger.byToken(json["token"_L1].toString());
        if (!kept)
            return {errorResponse({422, u"unknown_token"_s, u"invalid_request"_s,
                                   u"Nothing is kept under that token."_s})};
        card = {true, kept->scenario, kept->bin, kept->last4};
    }
    // Some cards fail for a reason of the first instance's own.
    const bool elsewhere = m_state.settings.name != "sim_a"_L1;
    if (elsewhere
        && (card.scenario == CardScenario::ProcessingError
            || card.scenario == CardScenario::NotSupportedHere))
        card.scenario = CardScenario::ApproveVisa;
    BankPayment wanted = paymentFrom(json, card);
    if (!m_state.ledger.tombstone(wanted.reference).isEmpty())
        return {errorResponse({422, u"reference_cancelled"_s, u"customer_cancelled"_s,
                               u"The reference was cancelled before."_s})};

    const std::optional<BankFault> fault = bank_scenarios::faultOf(card.scenario);
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

    const QString number = QString::number(m_state.ledger.paymentCount() + 1);
    wanted.id = m_state.derivedId("simpay"_L1, u"payment "_s + number);
    wanted.challengeToken = m_state.derivedId("tds"_L1, u"challenge "_s + number);
    nameKept(json, number, wanted);
    const bool threeDs = json["three_ds"_L1].toBool();
    const BankPayment &payment =
        m_state.teller.authorize(std::move(wanted), threeDs, m_state.nowMs);
    Execution done = answer(payment, payment.status == BankStatus::Declined ? 402 : 200);
    if (card.scenario == CardScenario::Slow)
        done.delayMs = kSlowMs;
    if (fault == BankFault::WrongAmount) // a replay repeats the wrong amount, a read does not
        done.truth = spoiled(*fault, reply(done.truth)).response;
    else if (fault != BankFault::RateLimited)
        done.fault = fault;
    return done;
}

BankApi::Execution BankApi::capture(BankPayment &payment, const QJsonObject &json)
{
    BankCapture wanted;
    wanted.reference = json["reference"_L1].toString();
    wanted.amount = amountOf(json["amount"_L1]);
    wanted.final = json["final"_L1].toBool();
    const auto currency = currencyFromText(json["currency"_L1].toString());
    if (!isWellFormedId(wanted.reference) || wanted.amount == 0 || !currency)
        return {errorResponse(invalid(u"Not understood: reference, amount or currency"_s))};
    if (const auto no = m_state.teller.capture(payment, wanted, *currency, m_state.nowMs))
        return {errorResponse(*no)};
    const bool failed = payment.captures.last().state == BankCapture::State::Failed;
    return answer(payment, failed ? 402 : 200);
}

BankApi::Execution BankApi::refund(BankPayment &payment, const QJsonObject &json)
{
    BankRefund wanted;
    wanted.reference = json["reference"_L1].toString();
    wanted.amount = amountOf(json["amount"_L1]);
    const auto currency = currencyFromText(json["currency"_L1].toString());
    if (!isWellFormedId(wanted.reference) || wanted.amount == 0 || !currency)
        return {errorResponse(invalid(u"Not understood: reference, amount or currency"_s))};
    const QString number = QString::number(payment.refunds.size() + 1);
    wanted.id = m_state.derivedId("simref"_L1, u"refund "_s + payment.id + u' ' + number);
    if (const auto no = m_state.teller.refund(payment, wanted, *currency, m_state.nowMs))
        return {errorResponse(*no)};
    const bool failed = payment.refunds.last().state == BankRefund::State::Failed;
    return answer(payment, failed ? 402 : 200);
}

BankApi::Execution BankApi::voidHold(BankPayment &payment, const QJsonObject &json)
{
    const QString reference = json["reference"_L1].toString();
    if (!isWellFormedId(reference))
        return {errorResponse(invalid(u"Not understood: reference"_s))};
    if (const auto no = m_state.teller.voidHold(payment, reference, m_state.nowMs))
        return {errorResponse(*no)};
    return answer(payment, 200);
}

BankApi::Execution BankApi::voidReference(const QString &reference, const QJsonObject &json)
{
    if (BankPayment *payment = m_state.ledger.byReference(reference))
        return voidHold(*payment, json);
    const QString operation = json["reference"_L1].toString();
    if (!isReference(reference) || !isWellFormedId(operation))
        return {errorResponse(invalid(u"Not understood: reference"_s))};
    m_state.ledger.addTombstone(reference, operation);
    QJsonArray voids;
    for (const QString &cancelled : m_state.ledger.tombstone(reference))
        voids.append(QJsonObject{
            {u"reference"_s, cancelled}, {u"released"_s, 0}, {u"status"_s, u"succeeded"_s}});
    return {jsonResponse(200, {{u"id"_s, QString()},
                               {u"reference"_s, reference},
                               {u"status"_s, u"voided"_s},
                               {u"amount"_s, 0},
                               {u"currency"_s, QString()},
                               {u"authorized"_s, 0},
                               {u"captured"_s, 0},
                               {u"held"_s, 0},
                               {u"captures"_s, QJsonArray()},
                               {u"voids"_s, voids},
                               {u"refunds"_s, QJsonArray()},
                               {u"refunded"_s, 0}})};
}

BankApi::Execution BankApi::detach(const QString &token, const QJsonObject &json)
{
    const QString reference = json["reference"_L1].toString();
    if (!isWellFormedId(reference))
        return {errorResponse(invalid(u"Not understood: reference"_s))};
    if (!m_state.ledger.detach(token, reference, m_state.nowMs))
        return {errorResponse({404, u"unknown_token"_s, u"invalid_request"_s,
                               u"Nothing is kept under that token."_s})};
    return {jsonResponse(
        200, {{u"token"_s, token}, {u"reference"_s, reference}, {u"status"_s, u"detached"_s}})};
}

BankApi::Execution BankApi::complete(const QString &token, const QJsonObject &json)
{
    BankPayment *payment = m_state.ledger.byChallenge(token);
    const auto said = challengeAnswerFrom(json["action"_L1].toString());
    if (!payment || !said)
        return {errorResponse(notFound())};
    m_state.teller.answerChallenge(*payment, *said, m_state.nowMs);
    return answer(*payment, payment->status == BankStatus::Declined ? 402 : 200);
}

BankApi::Execution BankApi::answer(const BankPayment &payment, int status) const
{
    return {jsonResponse(status, toJson(payment, m_state.settings.baseUrl))};
}

#include "services/processors/simulator/bankcontrol.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLongestAdvanceMs = 10LL * 366 * 24 * 60 * 60 * 1000;
constexpr int kLongestLatencyMs = 120'000;
constexpr int kMostFaults = 1'000'000;

HttpResponse refused(const QString &message)
{
    return errorResponse({400, u"invalid_request"_s, u"invalid_request"_s, message});
}

HttpResponse unknown()
{
    return errorResponse({404, u"not_found"_s, u"invalid_request"_s, u"No such control."_s});
}

HttpResponse done()
{
    return jsonResponse(200, {{u"ok"_s, true}});
}

} // namespace

QJsonObject ledgerJson(const BankState &state)
{
    return {{u"payments"_s, state.ledger.paymentsJson(state.settings.baseUrl)},
            {u"effects"_s, state.ledger.effectsJson()}};
}

HttpResponse BankControl::handle(const HttpRequest &request)
{
    const QString name = request.url.path().section(u'/', 2);
    if (request.method == "GET")
        return get(name);
    const std::optional<QJsonObject> json = jsonObject(request.body.view());
    if (request.method != "POST" || !json)
        return refused(u"A POST with a JSON object is needed."_s);
    return post(name, *json);
}

HttpResponse BankControl::get(const QString &name) const
{
    if (name == "health"_L1)
        return jsonResponse(200, {{u"name"_s, m_state.settings.name}, {u"now"_s, m_state.nowMs}});
    if (name == "ledger"_L1)
        return jsonResponse(200, ledgerJson(m_state));
    if (name == "challenges"_L1) // a small part of a ledger that may be long
        return jsonResponse(
            200, {{u"payments"_s, m_state.ledger.challengesJson(m_state.settings.baseUrl)}});
    if (name == "webhooks"_L1)
        return jsonResponse(200, m_state.news.toJson());
    if (name == "requests"_L1)
        return requests();
    return unknown();
}

HttpResponse BankControl::post(const QString &name, const QJsonObject &json)
{
    if (name == "time"_L1) {
        const qint64 ms = json["advance_ms"_L1].toInteger(-1);
        if (ms < 0 || ms > kLongestAdvanceMs)
            return refused(u"advance_ms is not a length of time."_s);
        m_state.ledger.setOffset(m_state.ledger.offsetMs() + ms);
        m_state.nowMs += ms;
        m_state.teller.settle(m_state.nowMs);
        return jsonResponse(200, {{u"now"_s, m_state.nowMs}});
    }
    if (name == "latency"_L1) {
        const int ms = json["ms"_L1].toInt(-1);
        if (ms < 0 || ms > kLongestLatencyMs)
            return refused(u"ms is not a length of time."_s);
        m_state.latencyMs = ms;
        return done();
    }
    if (name == "fault"_L1)
        return planFault(json);
    if (name == "review"_L1)
        return review(json);
    if (name == "late_success"_L1)
        return lateSuccess(json);
    if (name == "webhooks"_L1)
        return subscribe(json);
    if (name == "replay"_L1)
        return m_state.news.replay(json["id"_L1].toString(), m_state.nowMs)
                   ? done()
                   : refused(u"There is no such event."_s);
    if (name == "dispute"_L1)
        return decideDispute(json);
    return unknown();
}

HttpResponse BankControl::planFault(const QJsonObject &json)
{
    const auto fault = bankFaultFromText(json["kind"_L1].toString());
    const int times = json["times"_L1].toInt(1);
    if (!fault)
        return refused(u"No such kind of fault."_s);
    if (times < 1 || times > kMostFaults)
        return refused(u"times is out of range."_s);
    m_state.faults.append({*fault, times, json["path"_L1].toString()});
    return done();
}

HttpResponse BankControl::review(const QJsonObject &json)
{
    BankPayment *payment = m_state.ledger.byId(json["id"_L1].toString());
    if (!payment || !json["approve"_L1].isBool())
        return refused(u"id or approve is missing."_s);
    const bool yes = json["approve"_L1].toBool();
    if (const auto no = m_state.teller.decideReview(*payment, yes, m_state.nowMs))
        return errorResponse(*no);
    return jsonResponse(200, toJson(*payment, m_state.settings.baseUrl));
}

HttpResponse BankControl::lateSuccess(const QJsonObject &json)
{
    BankPayment *payment = m_state.ledger.byId(json["id"_L1].toString());
    if (!payment)
        return refused(u"id is missing."_s);
    if (const auto no = m_state.teller.approveLate(*payment, m_state.nowMs))
        return errorResponse(*no);
    return jsonResponse(200, toJson(*payment, m_state.settings.baseUrl));
}

HttpResponse BankControl::subscribe(const QJsonObject &json)
{
    const QUrl url(json["url"_L1].toString(), QUrl::StrictMode);
    const QString host = url.host();
    const bool isHere = host == "127.0.0.1"_L1 || host == "::1"_L1 || host == "localhost"_L1;
    // Test cards only, and this machine only.
    if (!url.isEmpty() && (!url.isValid() || !isHere))
        return refused(u"url is not on this machine."_s);
    const auto dialect = bankDialectFromText(json["dialect"_L1].toString(u"simulator"_s));
    if (!dialect)
        return refused(u"dialect is simulator, adyen or stripe."_s);
    m_state.news.subscribe(*dialect, url, json["secret"_L1].toString().toUtf8());
    return done();
}

HttpResponse BankControl::decideDispute(const QJsonObject &json)
{
    const QString id = json["id"_L1].toString();
    BankPayment *payment = m_state.ledger.byDispute(id);
    if (!payment || !json["won"_L1].isBool())
        return refused(u"id or won is missing."_s);
    BankDispute &dispute = payment->disputes.last();
    const bool won = json["won"_L1].toBool();
    if (const auto no = m_state.teller.decideDispute(*payment, dispute, won, m_state.nowMs))
        return errorResponse(*no);
    return jsonResponse(200, toJson(dispute, *payment));
}

HttpResponse BankControl::requests() const
{
    QJsonArray list;
    for (const BankState::SeenRequest &seen : m_state.requests) {
        list.append(QJsonObject{{u"method"_s, QString::fromLatin1(seen.method)},
                                {u"path"_s, seen.path},
                                {u"idempotency_key"_s, QString::fromLatin1(seen.key)}});
    }
    return jsonResponse(200, {{u"count"_s, m_state.requestCount}, {u"requests"_s, list}});
}

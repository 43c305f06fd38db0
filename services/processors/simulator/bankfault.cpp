#include "services/processors/simulator/bankfault.h"

#include "services/domain/fromtext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

const HttpHeader kJson = {"Content-Type", "application/json"};

BankReply plain(int status, const QByteArray &code, const QByteArray &category)
{
    return {{status,
             {kJson},
             "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + code + "\",\"category\":\""
                 + category + "\"}}"},
            BankDelivery::Whole,
            0,
            0};
}

void addOne(QJsonObject &json, QLatin1StringView key)
{
    if (json[key].toInteger() > 0)
        json.insert(key, json[key].toInteger() + 1);
}

void changeEach(QJsonObject &json, QLatin1StringView list, auto change)
{
    QJsonArray entries = json[list].toArray();
    for (qsizetype i = 0; i < entries.size(); ++i) {
        QJsonObject entry = entries.at(i).toObject();
        change(entry);
        entries.replace(i, entry);
    }
    json.insert(list, entries);
}

void changeAmount(QJsonObject &json)
{
    for (const auto key : {"amount"_L1, "authorized"_L1, "captured"_L1, "refunded"_L1})
        addOne(json, key);
    for (const auto list : {"captures"_L1, "refunds"_L1})
        changeEach(json, list, [](QJsonObject &entry) { addOne(entry, "amount"_L1); });
    changeEach(json, "voids"_L1, [](QJsonObject &entry) { addOne(entry, "released"_L1); });
}

void changeCurrency(QJsonObject &json)
{
    const QString other = json["currency"_L1] == u"USD"_s ? u"EUR"_s : u"USD"_s;
    json.insert("currency"_L1, other);
    for (const auto list : {"captures"_L1, "refunds"_L1})
        changeEach(json, list, [&](QJsonObject &entry) { entry.insert("currency"_L1, other); });
}

BankReply changed(BankReply truth, auto change)
{
    QJsonObject json = QJsonDocument::fromJson(truth.response.body).object();
    if (!json.contains("error"_L1))
        change(json);
    truth.response.body = QJsonDocument(json).toJson(QJsonDocument::Compact);
    return truth;
}

BankReply cut(BankReply truth, BankDelivery delivery)
{
    truth.delivery = delivery;
    truth.bodyBytes = truth.response.body.size() / 2;
    return truth;
}

BankReply withBody(BankReply truth, const QByteArray &body)
{
    truth.response = {200, {kJson}, body};
    return truth;
}

BankReply undelivered(BankReply truth, BankDelivery delivery)
{
    truth.delivery = delivery;
    return truth;
}

} // namespace

QString toText(BankFault fault)
{
    switch (fault) {
    case BankFault::TimeoutBefore: return u"timeout_before"_s;
    case BankFault::TimeoutAfter: return u"timeout_after"_s;
    case BankFault::ResetBefore: return u"reset_before"_s;
    case BankFault::ResetAfter: return u"reset_after"_s;
    case BankFault::CloseNoReply: return u"close_no_reply"_s;
    case BankFault::Http500: return u"http_500"_s;
    case BankFault::Http500Done: return u"http_500_done"_s;
    case BankFault::Http503Html: return u"http_503_html"_s;
    case BankFault::Garbage: return u"garbage"_s;
    case BankFault::Empty: return u"empty"_s;
    case BankFault::Truncated: return u"truncated"_s;
    case BankFault::WrongAmount: return u"wrong_amount"_s;
    case BankFault::WrongCurrency: return u"wrong_currency"_s;
    case BankFault::WrongReference: return u"wrong_reference"_s;
    case BankFault::RateLimited: return u"rate_limited"_s;
    case BankFault::InUse: return u"in_use"_s;
    case BankFault::Redirect: return u"redirect"_s;
    }
    return {};
}

std::optional<BankFault> bankFaultFromText(QStringView text)
{
    return fromText<BankFault>(text, BankFault::Redirect);
}

bool actsFirst(BankFault fault)
{
    switch (fault) {
    case BankFault::TimeoutBefore:
    case BankFault::ResetBefore:
    case BankFault::Http500:
    case BankFault::Http503Html:
    case BankFault::RateLimited:
    case BankFault::InUse:
    case BankFault::Redirect: return false;
    case BankFault::TimeoutAfter:
    case BankFault::ResetAfter:
    case BankFault::CloseNoReply:
    case BankFault::Http500Done:
    case BankFault::Garbage:
    case BankFault::Empty:
    case BankFault::Truncated:
    case BankFault::WrongAmount:
    case BankFault::WrongCurrency:
    case BankFault::WrongReference: return true;
    }
    return true;
}

BankReply spoiled(BankFault fault, BankReply truth)
{
    switch (fault) {
    case BankFault::TimeoutBefore:
    case BankFault::TimeoutAfter: return undelivered(std::move(truth), BankDelivery::NoReply);
    case BankFault::ResetBefore: return undelivered(std::move(truth), BankDelivery::Drop);
    case BankFault::CloseNoReply: return undelivered(std::move(truth), BankDelivery::Close);
    case BankFault::ResetAfter: return cut(std::move(truth), BankDelivery::Reset);
    case BankFault::Truncated: return cut(std::move(truth), BankDelivery::Truncated);
    case BankFault::Http500:
    case BankFault::Http500Done: return plain(500, "internal", "processor_error");
    case BankFault::Http503Html:
        return {{503,
                 {{"Content-Type", "text/html; charset=utf-8"}},
                 "<html><body><h1>Service unavailable</h1></body></html>"},
                BankDelivery::Whole,
                0,
                0};
    case BankFault::Garbage: return withBody(std::move(truth), "{\"id\":\"sim\x01\xff]]");
    case BankFault::Empty: return withBody(std::move(truth), {});
    case BankFault::WrongAmount: return changed(std::move(truth), changeAmount);
    case BankFault::WrongCurrency: return changed(std::move(truth), changeCurrency);
    case BankFault::WrongReference:
        return changed(std::move(truth), [](QJsonObject &json) {
            const QString other = json["reference"_L1].toString() + u"_other"_s;
            json.insert("reference"_L1, other);
        });
    case BankFault::RateLimited: {
        BankReply reply = plain(429, "rate_limited", "rate_limited");
        reply.response.headers.append(HttpHeader{"Retry-After", "1"});
        return reply;
    }
    case BankFault::InUse: return plain(409, "key_in_use", "duplicate");
    case BankFault::Redirect:
        return {{307, {{"Location", "/v1/elsewhere"}}, {}}, BankDelivery::Whole, 0, 0};
    }
    return truth;
}

#include "services/processors/simulator/bankstate.h"

#include <QCryptographicHash>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kRememberedRequests = 10'000;

} // namespace

QString BankState::derivedId(QLatin1StringView prefix, const QString &purpose) const
{
    static constexpr char kAlphabet[] =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const QString input = settings.name + u'|' + QString::number(settings.seed) + u'|' + purpose;
    const QByteArray hash = QCryptographicHash::hash(input.toUtf8(), QCryptographicHash::Sha256);
    QString id = prefix + u'_';
    for (int i = 0; i < 20; ++i)
        id.append(QLatin1Char(kAlphabet[static_cast<unsigned char>(hash.at(i)) % 62]));
    return id;
}

std::optional<BankFault> BankState::takeFault(const QString &path)
{
    for (qsizetype i = 0; i < faults.size(); ++i) {
        if (!path.contains(faults.at(i).pathPart))
            continue;
        const BankFault fault = faults.at(i).fault;
        if (--faults[i].times <= 0)
            faults.removeAt(i);
        return fault;
    }
    return std::nullopt;
}

void BankState::remember(const HttpRequest &request)
{
    ++requestCount;
    if (requests.size() >= kRememberedRequests)
        requests.removeFirst();
    requests.append(
        {request.method, request.url.path(), headerValue(request.headers, "idempotency-key")});
}

HttpResponse errorResponse(const BankRefusal &refusal)
{
    return jsonResponse(refusal.status,
                        {{u"error"_s, QJsonObject{{u"code"_s, refusal.code},
                                                  {u"message"_s, refusal.message},
                                                  {u"category"_s, refusal.category}}}});
}

HttpResponse jsonResponse(int status, const QJsonObject &json)
{
    return {status,
            {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}},
            QJsonDocument(json).toJson(QJsonDocument::Compact)};
}

std::optional<QJsonObject> jsonObject(QByteArrayView text)
{
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), text.size()));
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

#include "services/domain/merchantsetup.h"

#include "services/domain/paymentlifecycle.h"
#include "services/domain/refund.h"
#include "services/domain/textrules.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestUrl = 2'048;
constexpr int kShortestSession = 60;
constexpr int kLongestSession = 7'890'000;
constexpr int kShortestTokenLife = 60;
constexpr int kLongestTokenLife = 1'800;

Error invalid(const QString &field)
{
    return Error{ErrorCode::InvalidValue, field};
}

Result<QUrl> readUrl(const QString &text, const QString &field)
{
    if (text.size() > kLongestUrl)
        return Error{ErrorCode::TooLong, field};
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty())
        return invalid(field);
    return url;
}

} // namespace

bool namesThisMachine(const QString &host)
{
    // Spelled as an address or not at all: what a name stands for is not known here.
    static const QStringList names = {u"localhost"_s, u"::1"_s};
    if (names.contains(host.toLower()))
        return true;
    const QStringList parts = host.split(u'.');
    const auto isByte = [](const QString &part) {
        bool isNumber = false;
        const int value = part.toInt(&isNumber);
        return isNumber && value >= 0 && value <= 255;
    };
    return parts.size() == 4 && parts.constFirst() == "127"_L1
           && std::ranges::all_of(parts, isByte);
}

Result<> checkWebhookUrl(const QString &text, bool loopbackAllowed)
{
    if (text.isEmpty())
        return {};
    const Result<QUrl> url = readUrl(text, u"webhook_url"_s);
    if (!url)
        return url.error();
    const bool loopback = namesThisMachine(url->host());
    if (loopback && !loopbackAllowed)
        return invalid(u"webhook_url"_s);
    const bool plain = url->scheme() == "http"_L1 && loopback;
    return url->scheme() == "https"_L1 || plain ? Result<>() : Result<>(invalid(u"webhook_url"_s));
}

Result<> checkReturnUrl(const QString &text)
{
    if (text.isEmpty())
        return {};
    const Result<QUrl> url = readUrl(text, u"return_url"_s);
    if (!url)
        return url.error();
    const bool web = url->scheme() == "https"_L1 || url->scheme() == "http"_L1;
    return web ? Result<>() : Result<>(invalid(u"return_url"_s));
}

Result<> checkBaseUrl(const QUrl &url)
{
    const bool plain = url.scheme() == "http"_L1 && namesThisMachine(url.host());
    const bool fits = url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty()
                      && (url.scheme() == "https"_L1 || plain)
                      && url.toString().size() <= kLongestUrl;
    return fits ? Result<>() : Result<>(invalid(u"base_url"_s));
}

Result<> checkProfile(const BusinessProfile &profile, bool loopbackAllowed)
{
    if (profile.name.isEmpty())
        return Error{ErrorCode::MissingField, u"profile_name"_s};
    if (profile.sessionExpirySeconds < kShortestSession
        || profile.sessionExpirySeconds > kLongestSession)
        return invalid(u"session_expiry"_s);
    if (profile.tokenLifeSeconds < kShortestTokenLife
        || profile.tokenLifeSeconds > kLongestTokenLife)
        return invalid(u"intent_fulfillment_time"_s);
    for (const QString &status : profile.webhook.paymentStatuses) {
        if (!paymentStatusFromText(status))
            return invalid(u"payment_statuses_enabled"_s);
    }
    for (const QString &status : profile.webhook.refundStatuses) {
        static const QStringList known = {u"failure"_s, u"manual_review"_s, u"pending"_s,
                                          u"success"_s, u"transaction_failure"_s};
        if (!known.contains(status))
            return invalid(u"refund_statuses_enabled"_s);
    }
    return checkText(profile.name, u"profile_name"_s, 64)
        .and_then([&] { return checkReturnUrl(profile.returnUrl); })
        .and_then([&] { return checkWebhookUrl(profile.webhook.url, loopbackAllowed); });
}

QString hiddenKey(QByteArrayView key)
{
    constexpr qsizetype kEnds = 2;
    constexpr qsizetype kShortest = 16;
    const QString hidden = u"************"_s;
    if (key.size() < kShortest)
        return hidden;
    return QString::fromLatin1(key.first(kEnds)) + hidden + QString::fromLatin1(key.last(kEnds));
}
